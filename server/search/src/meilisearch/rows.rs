//! Texts as rows of units.
//!
//! Two rows stand for a text: its words as they are written, and, where the language has stems or marks, the same row with a word's other form
//! in its place. So a phrase is a row of units side by side in either.

use std::collections::BTreeSet;

use super::unit::{FORM, GAP, coded, form_of, tongue, unmarked};
use crate::analysis::{Analyser, Rules, Tokens, is_by_pairs};

/// Units of one attribute: the server counts 65,535 positions and leaves out the rest.
const MOST_UNITS: usize = 60_000;
/// A row that is longer is cut at the next line's end.
const GOOD_UNITS: usize = 50_000;
/// Units that two pieces of one line share, so that no phrase is cut in two: more than any query has.
const SHARED_UNITS: usize = 1_000;

/// What one position of a text or query holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The word as written.
    pub word: Option<String>,
    /// Its other forms.
    pub forms: Vec<String>,
}

/// The rows of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    /// Words as written, in pieces that the server can count.
    pub words: Vec<String>,
    /// The same with other forms; empty where the language has none.
    pub forms: Vec<String>,
    /// Further forms of single words, each once.
    pub more: String,
}

/// A row in the making.
#[derive(Default)]
struct Piece {
    done: Vec<String>,
    units: Vec<String>,
}

impl Piece {
    fn push(&mut self, unit: String) {
        if self.units.len() >= MOST_UNITS {
            let kept = self.units.split_off(MOST_UNITS - SHARED_UNITS);
            let mut whole = std::mem::take(&mut self.units);
            whole.extend(kept.iter().cloned());
            self.done.push(whole.join(" "));
            self.units = kept;
        }
        self.units.push(unit);
    }

    fn end_line(&mut self) {
        if self.units.len() >= GOOD_UNITS {
            self.done.push(std::mem::take(&mut self.units).join(" "));
        }
    }

    fn finish(mut self) -> Vec<String> {
        if !self.units.is_empty() {
            self.done.push(self.units.join(" "));
        }
        self.done
    }
}

/// The rows of a text under these rules.
pub(super) fn rows(text: &str, rules: Rules, analyser: &mut Analyser) -> Rows {
    let (mut words, mut forms) = (Piece::default(), Piece::default());
    let tongue = tongue(rules);
    let mut more = BTreeSet::new();
    let mut tokens = Tokens::default();
    let mut position = 0;
    let mut filled = 0;
    for line in text.split('\n') {
        let next = analyser.line(line, 0, position, "", &mut tokens);
        let places = places(&tokens, false);
        for (at, place) in places {
            for _ in filled..at {
                words.push(GAP.to_owned());
                if rules.has_forms() {
                    forms.push(FORM.to_owned());
                }
            }
            filled = at + 1;
            let word = place.word.as_deref().unwrap_or_default();
            if rules.has_forms() {
                let mut others = place.forms.iter().map(|form| form_of(form, &tongue));
                forms.push(others.next().unwrap_or_else(|| form_of(word, &tongue)));
                more.extend(others);
            }
            words.push(coded(word));
        }
        position = next;
        words.end_line();
        forms.end_line();
    }
    Rows { words: words.finish(), forms: forms.finish(), more: more.into_iter().collect::<Vec<_>>().join(" ") }
}

/// The tokens of a line by their positions, ascending.
pub(super) fn places(tokens: &Tokens, names: bool) -> Vec<(u32, Place)> {
    let mut places: Vec<(u32, Place)> = Vec::new();
    let mut index = 0;
    while let Some((term, token)) = tokens.get(index) {
        index += 1;
        if places.last().is_none_or(|(at, _)| *at != token.position) {
            places.push((token.position, Place::default()));
        }
        let Some((_, place)) = places.last_mut() else { continue };
        match unmarked(term) {
            Some(form) => place.forms.push(form.to_owned()),
            None if place.word.is_none() => {
                // Of a pair, the first character: the next position holds the other.
                let first = term.chars().next().filter(|&c| is_by_pairs(c, names));
                place.word = Some(first.map_or_else(|| term.to_owned(), String::from));
            }
            None => {}
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows_of(text: &str, language: &str) -> Rows {
        let rules = Rules::of(language);
        rows(text, rules, &mut Analyser::new(rules))
    }

    #[test]
    fn units_are_words_of_small_letters_and_digits() {
        let rows = rows_of("LED照明、5G\nOn", "ja");
        assert_eq!(rows.words.len(), 1);
        let units: Vec<&str> = rows.words[0].split(' ').collect();
        assert_eq!(units[0], "led");
        assert!(units[1].starts_with("0x") && units[1].len() == 6, "{units:?}");
        // A sign keeps two places free, a line's end three.
        assert_eq!(units[3..5], ["0x", "0x"]);
        assert_eq!(units[5], "5g");
        assert_eq!(units[6..9], ["0x", "0x", "0x"]);
        assert_eq!(units[9], "on");
        assert!(rows.forms.is_empty());
    }

    #[test]
    fn a_language_with_stems_has_a_row_of_them() {
        let rows = rows_of("Lithium-ion batteries", "en");
        assert_eq!(rows.words, ["lithium ion batteries"]);
        assert_eq!(rows.forms, ["1xenglithium 1xengion 1xengbatteri"]);
    }

    #[test]
    fn a_long_line_is_cut_and_no_phrase_with_it() {
        let text = "電池".repeat(50_000);
        let rows = rows_of(&text, "ja");
        assert_eq!(rows.words.len(), 2);
        let last: Vec<&str> = rows.words[0].split(' ').collect();
        assert_eq!(last.len(), MOST_UNITS);
        let next: Vec<&str> = rows.words[1].split(' ').take(SHARED_UNITS).collect();
        assert_eq!(last[MOST_UNITS - SHARED_UNITS..], next[..]);
    }
}
