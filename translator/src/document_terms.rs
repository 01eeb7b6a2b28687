//! One term, one rendering within a document.
//!
//! Common nouns have several good renderings (筐体, ハウジング, ケース), of which a document is to use one. The first that was accepted is locked:
//! an engine is told to follow it in the rest, and where a later sentence has another one, that is reported.

use std::{collections::HashMap, ops::Range};

use crate::{Check, Finding, Language, check::renderings_of, engine::TermToFollow};

/// Words of a document: more of them are not locked.
const MOST_WORDS: usize = 2000;

/// The renderings chosen so far in one document of one language.
#[derive(Clone, Debug, Default)]
pub struct DocumentTerms {
    /// By word of the source, in lower case.
    chosen: HashMap<String, String>,
}

/// A word of the source that was rendered otherwise before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherRendering {
    /// Where the word stands in the source, in bytes.
    pub source: Range<usize>,
    /// Where its rendering stands in the Japanese, in bytes.
    pub target: Range<usize>,
    /// The rendering that the document began with.
    pub chosen: String,
}

impl OtherRendering {
    /// The finding that a check reports.
    #[must_use]
    pub fn into_finding(self) -> Finding {
        Finding { check: Check::TermConsistency, source: Some(self.source), target: Some(self.target), detail: self.chosen }
    }
}

impl DocumentTerms {
    /// Learns from an accepted pair, and answers what differs from before. Only words of which the Japanese has exactly one rendering are learnt.
    pub fn learn(&mut self, source: &str, japanese: &str, language: &Language) -> Vec<OtherRendering> {
        let mut out = Vec::new();
        for rendering in renderings_of(source, japanese, language) {
            let Some(found) = japanese.get(rendering.target.clone()) else { continue };
            match self.chosen.get(&rendering.word) {
                // 電池 in 二次電池 is no other rendering, nor センサ and センサー.
                Some(chosen) if same(chosen, found) || japanese.contains(chosen.as_str()) => {}
                Some(chosen) => out.push(OtherRendering { source: rendering.source, target: rendering.target, chosen: chosen.clone() }),
                None if self.chosen.len() < MOST_WORDS => {
                    self.chosen.insert(rendering.word, found.to_owned());
                }
                None => {}
            }
        }
        out
    }

    /// The chosen renderings of words that occur in a text, each as the text first spells it.
    #[must_use]
    pub fn to_follow(&self, text: &str) -> Vec<TermToFollow> {
        let lower = text.to_lowercase();
        let mut out: Vec<TermToFollow> = self
            .chosen
            .iter()
            .filter_map(|(word, japanese)| {
                let at = lower.find(word.as_str())?;
                // Where small letters are as long as large ones, places are the same.
                let spelt = text.get(at..at + word.len()).filter(|spelt| lower.len() == text.len() && spelt.to_lowercase() == *word);
                Some(TermToFollow { source: spelt.unwrap_or(word).to_owned(), japanese: japanese.clone() })
            })
            .collect();
        out.sort_by(|a, b| a.source.cmp(&b.source));
        out
    }
}

fn same(one: &str, other: &str) -> bool {
    one.trim_end_matches('ー') == other.trim_end_matches('ー') || one.contains(other) || other.contains(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rendering_holds() {
        let en = Language::parse("en").expect("a language");
        let mut terms = DocumentTerms::default();
        assert!(terms.learn("The housing is open.", "筐体は開いている。", &en).is_empty());
        assert_eq!(terms.to_follow("A Housing of steel"), [TermToFollow { source: "Housing".into(), japanese: "筐体".into() }]);
        let japanese = "ハウジングは閉じている。";
        let other = terms.learn("The housing is shut.", japanese, &en);
        assert_eq!(other.len(), 1);
        assert_eq!((&japanese[other[0].target.clone()], other[0].chosen.as_str()), ("ハウジング", "筐体"));
        assert!(terms.learn("The housing is shut.", "筐体は閉じている。", &en).is_empty());
        assert!(terms.learn("The casing is shut.", "ケーシングは閉じている。", &en).is_empty());
    }

    #[test]
    fn long_vowels_and_longer_words_are_the_same() {
        let en = Language::parse("en").expect("a language");
        let mut terms = DocumentTerms::default();
        assert!(terms.learn("The sensor is on.", "センサはオンである。", &en).is_empty());
        assert!(terms.learn("The sensor is off.", "センサーはオフである。", &en).is_empty());
    }
}
