//! Why a record of the index matched.

use std::cell::OnceCell;

use index_config::{Match, TextOrigin};
use publication::{LanguageTag, TextPart};
use tantivy::{DocAddress, Searcher, TantivyDocument, schema::Value};

use super::{held::Held, schema::Fields};
use crate::{
    SearchError,
    texts::{self, Asked, Matcher, PackedText, Slot, UnpackedText},
};

/// Looks for what was asked in stored texts.
pub(super) struct Highlighter<'a> {
    matcher: Matcher<'a>,
    held: Held<'a>,
    fields: &'a Fields,
    searcher: &'a Searcher,
}

impl<'a> Highlighter<'a> {
    /// A highlighter of what was asked.
    pub(super) fn new(asked: &'a Asked<'a>, fields: &'a Fields, searcher: &'a Searcher) -> Self {
        Self { matcher: Matcher::new(asked), held: Held::of(&asked.texts, fields, searcher), fields, searcher }
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
        let Self { matcher, held, fields, .. } = self;
        let is_held = |part: TextPart, language: &LanguageTag, origin: TextOrigin| {
            // What cannot be told is read.
            held.has(address, &Slot { part, language: texts::group(language), origin }).unwrap_or(true)
        };
        let descriptions = OnceCell::new();
        let unpack = || {
            let packed = document.get_all(fields.packed).filter_map(|value| value.as_str()).filter_map(PackedText::read);
            let wanted = packed.filter(|text| is_held(TextPart::Description, &text.language, text.origin));
            wanted.filter_map(PackedText::unpack).collect::<Vec<_>>()
        };
        let shown = matcher.shown(|part| {
            if part == TextPart::Description {
                return descriptions.get_or_init(unpack).iter().map(UnpackedText::stored).collect();
            }
            let values = document.get_all(fields.text(part)).filter_map(|value| value.as_str()).filter_map(texts::read);
            values.filter(|text| is_held(part, &text.language, text.origin)).collect::<Vec<_>>()
        });
        Ok(shown.matches)
    }
}
