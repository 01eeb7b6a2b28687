//! How words were rendered so far in each document of a call.

use std::collections::HashMap;

use super::{Distinct, Outcome, machine::Asked};
use crate::{DocumentTerms, Language, TermToFollow};

/// Renderings by document. Empty where nothing is to be followed.
#[derive(Default)]
pub(super) struct Renderings {
    of_documents: Vec<DocumentTerms>,
}

impl Renderings {
    /// What is known before an engine is asked: pairs that the documents have, then what memory and the built-in engine gave in this call.
    pub(super) fn of(asked: &Asked<'_>, distinct: &[Distinct]) -> Self {
        let begun = |document: &super::Document| {
            let mut terms = DocumentTerms::default();
            for (source, japanese) in &document.known {
                terms.learn(source, japanese, asked.language);
            }
            for passage in document.parts.iter().flatten() {
                if let Some(japanese) = &passage.japanese {
                    terms.learn(&passage.segment.text, japanese, asked.language);
                }
            }
            terms
        };
        let mut renderings = Self { of_documents: asked.documents.iter().map(begun).collect() };
        for text in distinct {
            renderings.learn(text, asked.language);
        }
        renderings
    }

    /// Learns from a text that has Japanese now.
    pub(super) fn learn(&mut self, text: &Distinct, language: &Language) {
        if let (Some(terms), Some(Outcome::Japanese { text: japanese, .. })) = (self.of_documents.get_mut(text.document), &text.outcome) {
            terms.learn(&text.normalised, japanese, language);
        }
    }

    /// What a text is to follow.
    pub(super) fn to_follow(&self, text: &Distinct) -> Vec<TermToFollow> {
        self.of_documents.get(text.document).map(|terms| terms.to_follow(&text.normalised)).unwrap_or_default()
    }

    /// How many of these texts, from the first, can be asked for by one request: no word is to be followed in two ways.
    pub(super) fn agreeing<'a>(&self, texts: impl Iterator<Item = &'a Distinct>) -> usize {
        let mut followed: HashMap<String, String> = HashMap::new();
        let mut count = 0;
        for text in texts {
            for TermToFollow { source, japanese } in self.to_follow(text) {
                let first = followed.entry(source.to_lowercase()).or_insert_with(|| japanese.clone());
                if *first != japanese {
                    return count;
                }
            }
            count += 1;
        }
        count
    }
}
