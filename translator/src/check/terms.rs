//! Terms that were not followed, and words that may not be used.

use super::{Check, Draft};
use crate::{Language, Termbase, normal::normalised};

/// A Japanese word that may not be used: at all, or for one term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForbiddenTerm {
    /// The language of the term.
    pub language: Language,
    /// The term of the source for which the word may not be used; empty: for none.
    pub term: String,
    /// The Japanese word.
    pub japanese: String,
}

/// Terms of the source whose Japanese is missing.
pub(super) fn check_followed(source: &str, japanese: &str, language: &Language, terms: &Termbase, out: &mut Vec<Draft>) {
    let text = without_spaces(japanese);
    for (range, wanted) in terms.marks(source, language) {
        if !same_word(&text, &wanted) {
            out.push(Draft::new(Check::TermNotFollowed, Some(range.clone()), None, format!("{} → {wanted}", &source[range])));
        }
    }
}

/// Whether a word occurs; the long vowel at the end of a foreign word may be written or not, as may spaces.
fn same_word(text: &str, word: &str) -> bool {
    let word = without_spaces(word);
    text.contains(&word) || word.strip_suffix('ー').is_some_and(|short| short.chars().count() > 2 && text.contains(short))
}

fn without_spaces(text: &str) -> String {
    normalised(text).chars().filter(|c| !c.is_whitespace() && *c != '・').collect()
}

/// Forbidden words in the Japanese.
pub(super) fn check_forbidden(
    source: &str,
    japanese: &str,
    language: &Language,
    terms: Option<&Termbase>,
    forbidden: &[ForbiddenTerm],
    out: &mut Vec<Draft>,
) {
    let lower = source.to_lowercase();
    // A forbidden word inside a wanted one is none: ケース in ユースケース.
    let wanted: Vec<String> =
        terms.map(|terms| terms.marks(source, language).into_iter().map(|(_, japanese)| japanese).collect()).unwrap_or_default();
    for term in forbidden.iter().filter(|term| term.language.primary() == language.primary() && !term.japanese.is_empty()) {
        let place = if term.term.is_empty() { None } else { lower.find(&term.term.to_lowercase()) };
        if !term.term.is_empty() && place.is_none() {
            continue;
        }
        for (at, found) in japanese.match_indices(&term.japanese) {
            let end = at + found.len();
            let inside = wanted
                .iter()
                .filter(|word| word.contains(found))
                .any(|word| japanese.match_indices(word.as_str()).any(|(start, whole)| start <= at && end <= start + whole.len()));
            if !inside {
                let source_range = place.map(|at| at..at + term.term.len()).filter(|range| source.get(range.clone()).is_some());
                out.push(Draft::new(Check::ForbiddenTerm, source_range, Some(at..end), term.japanese.clone()));
                break;
            }
        }
    }
}
