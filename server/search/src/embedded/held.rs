//! Which texts of a hit can hold what was asked: a look into the index, so that no other text need be read.

use index_config::TextQuery;
use tantivy::{DocAddress, DocId, DocSet, Searcher, Term, schema::IndexRecordOption};

use super::{failed, schema::Fields};
use crate::{
    SearchError,
    analysis::{Element, Needle, Rules},
    texts::{Needles, Slot, looks_into},
};

/// Tells in which slots of a record the beginning of each needle stands. More than those that match, never fewer.
pub(super) struct Held<'a> {
    texts: &'a [(&'a TextQuery, Needles)],
    fields: &'a Fields,
    searcher: &'a Searcher,
}

impl<'a> Held<'a> {
    /// For what these texts ask.
    pub(super) const fn of(texts: &'a [(&'a TextQuery, Needles)], fields: &'a Fields, searcher: &'a Searcher) -> Self {
        Self { texts, fields, searcher }
    }

    /// Whether a record's text in a slot is worth reading.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn has(&self, address: DocAddress, slot: &Slot) -> Result<bool, SearchError> {
        for (text, needles) in self.texts {
            let Some(needles) = needles.get(&Rules::of(&slot.language)) else { continue };
            if !needles.is_empty() && looks_into(text, slot) && self.has_all(address, needles, slot)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the first term of every needle stands there.
    fn has_all(&self, address: DocAddress, needles: &[Needle], slot: &Slot) -> Result<bool, SearchError> {
        let field = self.fields.text(slot.part);
        let inverted = self.searcher.segment_reader(address.segment_ord).inverted_index(field).map_err(failed)?;
        let prefix = slot.prefix();
        for needle in needles {
            let firsts = || needle.forms.iter().filter_map(|form| form.elements.first()).map(|(_, element)| element);
            if firsts().any(|element| matches!(element, Element::Beginning(_))) {
                continue;
            }
            let alternatives = firsts().flat_map(|element| match element {
                Element::AnyOf(terms) => terms.as_slice(),
                Element::Beginning(_) => &[],
            });
            let mut stands = false;
            for text in alternatives {
                let term = Term::from_field_text(field, &format!("{prefix}{text}"));
                let postings = inverted.read_postings(&term, IndexRecordOption::Basic).map_err(|e| SearchError::Failed(e.to_string()))?;
                let doc: DocId = address.doc_id;
                if let Some(mut postings) = postings
                    && postings.doc() <= doc
                    && postings.seek(doc) == doc
                {
                    stands = true;
                    break;
                }
            }
            if !stands {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
