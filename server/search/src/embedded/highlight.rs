//! Why a record of the index matched.

use std::collections::BTreeSet;

use index_config::Match;
use tantivy::{DocAddress, Searcher, TantivyDocument, schema::Value};

use super::{held::Held, schema::Fields};
use crate::{
    SearchError,
    texts::{self, Asked, Matcher, ORDER, Slot},
};

/// Looks for what was asked in stored texts.
pub(super) struct Highlighter<'a> {
    matcher: Matcher<'a>,
    held: Held,
    fields: &'a Fields,
    searcher: &'a Searcher,
}

impl<'a> Highlighter<'a> {
    /// A highlighter of what was asked, for these records.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn new(
        asked: &'a Asked<'_>,
        addresses: &[DocAddress],
        slots: &BTreeSet<Slot>,
        fields: &'a Fields,
        searcher: &'a Searcher,
    ) -> Result<Self, SearchError> {
        let held = Held::of(addresses, &asked.texts, slots, fields, searcher)?;
        Ok(Self { matcher: Matcher::new(asked), held, fields, searcher })
    }

    /// The matches of a record, best first.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub(super) fn matches(&mut self, address: DocAddress) -> Result<Vec<Match>, SearchError> {
        if self.matcher.is_empty() {
            return Ok(Vec::new());
        }
        let document: TantivyDocument = self.searcher.doc(address).map_err(super::failed)?;
        Ok(texts::best(ORDER.into_iter().map(|part| {
            let values = document.get_all(self.fields.text(part)).filter_map(|value| value.as_str());
            values
                .filter_map(|value| {
                    let stored = texts::read(value)?;
                    let slot = Slot { part, language: texts::group(&stored.language), origin: stored.origin };
                    if !self.held.has(address, &slot) {
                        return None;
                    }
                    self.matcher.of_text(part, stored)
                })
                .collect()
        })))
    }
}
