//! Which texts of a hit can hold what was asked: a look into the index, so that no other text need be read.

use std::collections::{BTreeSet, HashMap, HashSet};

use index_config::TextQuery;
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentReader, Term, schema::IndexRecordOption};

use super::{failed, schema::Fields};
use crate::{
    SearchError,
    analysis::{Element, Needle, Rules},
    texts::{Slot, looks_into},
};

/// The slots of records in which the beginning of each needle stands. More than those that match, never fewer.
#[derive(Debug, Default)]
pub(super) struct Held(HashMap<DocAddress, HashSet<Slot>>);

impl Held {
    /// Looks up what these records hold of what these texts ask.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn of(
        addresses: &[DocAddress],
        texts: &[(&TextQuery, HashMap<Rules, Vec<Needle>>)],
        slots: &BTreeSet<Slot>,
        fields: &Fields,
        searcher: &Searcher,
    ) -> Result<Self, SearchError> {
        let mut addresses = addresses.to_vec();
        addresses.sort_unstable();
        let mut held = Self::default();
        for of_segment in addresses.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            let Some(segment) = of_segment.first().map(|address| address.segment_ord) else { continue };
            let docs: Vec<DocId> = of_segment.iter().map(|address| address.doc_id).collect();
            let reader = searcher.segment_reader(segment);
            for slot in slots {
                for (text, needles) in texts {
                    let Some(needles) = needles.get(&Rules::of(&slot.language)) else { continue };
                    if !looks_into(text, slot) || needles.is_empty() {
                        continue;
                    }
                    for doc in with_all(docs.clone(), needles, slot, fields, reader)? {
                        held.0.entry(DocAddress::new(segment, doc)).or_default().insert(slot.clone());
                    }
                }
            }
        }
        Ok(held)
    }

    /// Whether a record's text in a slot is worth reading.
    pub(super) fn has(&self, address: DocAddress, slot: &Slot) -> bool {
        self.0.get(&address).is_some_and(|slots| slots.contains(slot))
    }
}

/// Those of the documents, ascending, in which the first term of every needle stands.
fn with_all(
    mut docs: Vec<DocId>,
    needles: &[Needle],
    slot: &Slot,
    fields: &Fields,
    reader: &SegmentReader,
) -> Result<Vec<DocId>, SearchError> {
    let field = fields.text(slot.part);
    let inverted = reader.inverted_index(field).map_err(failed)?;
    let prefix = slot.prefix();
    for needle in needles {
        let firsts: Vec<_> = needle.forms.iter().filter_map(|form| form.elements.first()).collect();
        let mut alternatives: Vec<&str> = Vec::new();
        for (_, element) in &firsts {
            if let Element::AnyOf(terms) = element {
                alternatives.extend(terms.iter().map(String::as_str));
            }
        }
        if firsts.iter().any(|(_, element)| matches!(element, Element::Beginning(_))) {
            continue;
        }
        alternatives.sort_unstable();
        alternatives.dedup();
        let mut with = vec![false; docs.len()];
        for text in alternatives {
            let term = Term::from_field_text(field, &format!("{prefix}{text}"));
            let postings = inverted.read_postings(&term, IndexRecordOption::Basic).map_err(|e| SearchError::Failed(e.to_string()))?;
            let Some(mut postings) = postings else { continue };
            for (doc, with) in docs.iter().zip(&mut with) {
                *with |= postings.doc() <= *doc && postings.seek(*doc) == *doc;
            }
        }
        let mut with = with.into_iter();
        docs.retain(|_| with.next().unwrap_or(false));
        if docs.is_empty() {
            break;
        }
    }
    Ok(docs)
}
