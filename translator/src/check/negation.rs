//! Negation: a source that denies and Japanese that does not, or the other way round.

mod asian;
mod european;
mod japanese;

use std::ops::Range;

use asian::{CHINESE, INDONESIAN, KOREAN, THAI, VIETNAMESE};
use european::{ENGLISH, FRENCH, GERMAN, PORTUGUESE, RUSSIAN, SPANISH};

use super::{Check, Draft};
use crate::Language;

/// How a language says no.
struct Negation {
    /// Words and parts that deny, in lower case. Of languages with spaces they are whole words; `*` at the end: beginnings of words.
    words: &'static [&'static str],
    /// Phrases that hold one of them and deny nothing, or are said without a denial in Japanese (`not less than`: 以上).
    others: &'static [&'static str],
    /// Words that may become a denial in Japanese without being one: `prevent`, `only`, `-less`.
    related: &'static [&'static str],
    /// Whether words are set apart by spaces.
    spaced: bool,
}

fn of(language: &Language) -> Option<&'static Negation> {
    Some(match language.primary() {
        "en" => &ENGLISH,
        "de" => &GERMAN,
        "fr" => &FRENCH,
        "ru" => &RUSSIAN,
        "zh" => &CHINESE,
        "ko" => &KOREAN,
        "th" => &THAI,
        "vi" => &VIETNAMESE,
        "id" | "ms" => &INDONESIAN,
        "es" => &SPANISH,
        "pt" => &PORTUGUESE,
        _ => return None,
    })
}

/// Compares denials.
pub(super) fn check(source: &str, japanese: &str, language: &Language, out: &mut Vec<Draft>) {
    let Some(negation) = of(language) else { return };
    let lower = source.to_lowercase();
    let masked = without(&lower, negation.others, negation.spaced);
    let denied = denials(&masked, negation, language);
    let japanese_masked = without(japanese, japanese::NONE, false);
    let verbal = first_of(&japanese_masked, japanese::VERBAL);
    if let Some(range) = denied.first() {
        let said = denied.len();
        let heard = japanese::VERBAL.iter().chain(japanese::OTHER).any(|word| japanese_masked.contains(word));
        if !heard && said > 0 {
            // Lower case may have another length; then the place is not shown.
            let shown = (lower.len() == source.len()).then(|| range.clone()).filter(|range| source.get(range.clone()).is_some());
            let detail = lower.get(range.clone()).unwrap_or_default().to_owned();
            out.push(Draft::new(Check::Negation, shown, None, detail));
        }
        return;
    }
    // Nothing denied, nothing related: where does the Japanese have it from? Only what clearly denies a verb counts.
    if let Some(range) = verbal
        && japanese::CLEAR.iter().any(|word| japanese_masked.contains(word))
        && !masked_has_related(&masked, &lower, negation)
    {
        out.push(Draft::new(Check::NegationAdded, None, Some(range.clone()), japanese[range].to_owned()));
    }
}

/// The text with these phrases blanked, in the same length.
fn without(text: &str, phrases: &[&str], spaced: bool) -> String {
    let mut out = text.to_owned();
    for phrase in phrases {
        let phrase = phrase.trim_end_matches('*');
        let mut from = 0;
        while let Some(at) = out[from..].find(phrase).map(|at| from + at) {
            let end = at + phrase.len();
            let bounded = !spaced || out[..at].chars().next_back().is_none_or(|c| !c.is_alphabetic());
            // `No. 5` is a number; `no.` may also end a sentence.
            let abbreviation = phrase != "no." || out[end..].trim_start().starts_with(|c: char| c.is_ascii_digit());
            if bounded && abbreviation {
                out.replace_range(at..end, &" ".repeat(phrase.len()));
            }
            from = end;
        }
    }
    out
}

/// Where a text denies.
fn denials(text: &str, negation: &Negation, language: &Language) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    if negation.spaced {
        let mut at = 0;
        for token in text.split_inclusive(|c: char| !c.is_alphabetic() && c != '\'') {
            let word = token.trim_end_matches(|c: char| !c.is_alphabetic());
            let joined = text[..at].ends_with('-') || token.ends_with('-');
            if !joined && !word.is_empty() && negation.words.iter().any(|known| matches(known, word)) {
                out.push(at..at + word.len());
            }
            at += token.len();
        }
        if language.primary() == "fr" {
            // `ne … que` limits; `pas` is a pitch or a step, and only denies with `ne`.
            out.retain(|range| {
                let word = &text[range.clone()];
                if word != "ne" && !word.starts_with("n'") {
                    return true;
                }
                let rest: Vec<&str> = text[range.end..].split_whitespace().take(8).collect();
                rest.iter().any(|word| {
                    matches!(
                        word.trim_matches(|c: char| !c.is_alphabetic()),
                        "pas" | "plus" | "jamais" | "aucun" | "aucune" | "ni" | "point" | "rien" | "guère"
                    )
                })
            });
        }
    } else {
        for word in negation.words {
            out.extend(text.match_indices(word).map(|(at, found)| at..at + found.len()));
        }
        out.sort_by_key(|range| range.start);
    }
    out
}

fn matches(known: &str, word: &str) -> bool {
    match (known.strip_suffix('*'), known.strip_prefix('*')) {
        (Some(beginning), _) => word.starts_with(beginning) && (word.len() > beginning.len() || known.ends_with("'*")),
        (_, Some(ending)) => word.ends_with(ending),
        _ => word == known,
    }
}

fn masked_has_related(masked: &str, lower: &str, negation: &Negation) -> bool {
    if !negation.spaced {
        return negation.related.iter().any(|word| lower.contains(word)) || negation.others.iter().any(|phrase| lower.contains(phrase));
    }
    let phrases = negation.related.iter().filter(|word| word.contains(' ')).any(|phrase| lower.contains(phrase))
        || negation.others.iter().any(|phrase| lower.contains(phrase.trim_end_matches('*')));
    phrases
        || masked.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '-').any(|word| {
            !word.is_empty()
                && negation.related.iter().any(|known| {
                    // A prefix makes a word of some length: `in` is none of `in*`.
                    let long = !known.ends_with('*') || word.chars().count() > known.chars().count() + 2 || known.chars().count() > 4;
                    *known != "a*" && long && matches(known, word)
                })
        })
}

fn first_of(text: &str, words: &[&str]) -> Option<Range<usize>> {
    words.iter().filter_map(|word| text.find(word).map(|at| at..at + word.len())).min_by_key(|range| range.start)
}
