//! What becomes of a word, by the language of its text.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

use super::{accents::fold_accents, arabic, ukrainian, vietnamese::toned_at_the_end};

/// Longest word in characters; what is longer is cut, in documents and queries alike.
const LONGEST_WORD: usize = 64;
/// Stands before a stem, so that it is no written form.
const STEM: char = '\u{1}';
/// Stands before a Vietnamese form with its diacritics.
const DIACRITICS: char = '\u{2}';

/// What becomes of a word.
///
/// A word is indexed by its folded form (no accents), and at the same position by its stem where that is another, or in Vietnamese by its
/// form with diacritics. A stem that is the folded form itself, and its own stem, needs no term of its own: that keeps the index small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Rules {
    /// Folded: all languages that have no rules of their own.
    Plain,
    /// Folded, 旧字体 as today's forms, long vowels at the ends of loan words with or without their sign; and names.
    Japanese,
    /// Folded, compounds with or without spaces.
    Korean,
    /// Folded, with stems by Snowball.
    Stems(Snowball),
    /// Folded, with stems by the light stemmer of Arabic.
    Arabic,
    /// Folded, with stems by the light stemmer of Ukrainian.
    Ukrainian,
    /// Folded, and as written: who types diacritics means them.
    Vietnamese,
}

/// The Snowball stemmers in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Snowball {
    Danish,
    Dutch,
    English,
    Finnish,
    French,
    German,
    Hungarian,
    Italian,
    Norwegian,
    Portuguese,
    Romanian,
    Russian,
    Spanish,
    Swedish,
    Turkish,
}

impl Snowball {
    const fn algorithm(self) -> Algorithm {
        match self {
            Self::Danish => Algorithm::Danish,
            Self::Dutch => Algorithm::Dutch,
            Self::English => Algorithm::English,
            Self::Finnish => Algorithm::Finnish,
            Self::French => Algorithm::French,
            Self::German => Algorithm::German,
            Self::Hungarian => Algorithm::Hungarian,
            Self::Italian => Algorithm::Italian,
            Self::Norwegian => Algorithm::Norwegian,
            Self::Portuguese => Algorithm::Portuguese,
            Self::Romanian => Algorithm::Romanian,
            Self::Russian => Algorithm::Russian,
            Self::Spanish => Algorithm::Spanish,
            Self::Swedish => Algorithm::Swedish,
            Self::Turkish => Algorithm::Turkish,
        }
    }
}

impl Rules {
    /// Whether words have other forms beside the one as written: stems, or marks that the form as written lacks.
    pub(crate) const fn has_forms(self) -> bool {
        match self {
            Self::Plain | Self::Japanese | Self::Korean => false,
            Self::Stems(_) | Self::Arabic | Self::Ukrainian | Self::Vietnamese => true,
        }
    }

    /// Whether those forms are stems, so that a word as written always has them too.
    pub(crate) const fn has_stems(self) -> bool {
        match self {
            Self::Plain | Self::Japanese | Self::Korean | Self::Vietnamese => false,
            Self::Stems(_) | Self::Arabic | Self::Ukrainian => true,
        }
    }

    /// The rules of a language, by its tag.
    pub(crate) fn of(language: &str) -> Self {
        let primary = language.split('-').next().unwrap_or(language);
        Self::Stems(match primary {
            "ar" => return Self::Arabic,
            "ja" => return Self::Japanese,
            "ko" => return Self::Korean,
            "uk" => return Self::Ukrainian,
            "vi" => return Self::Vietnamese,
            "da" => Snowball::Danish,
            "de" => Snowball::German,
            "en" => Snowball::English,
            "es" => Snowball::Spanish,
            "fi" => Snowball::Finnish,
            "fr" => Snowball::French,
            "hu" => Snowball::Hungarian,
            "it" => Snowball::Italian,
            "nb" | "nn" | "no" => Snowball::Norwegian,
            "nl" => Snowball::Dutch,
            "pt" => Snowball::Portuguese,
            "ro" => Snowball::Romanian,
            "ru" => Snowball::Russian,
            "sv" => Snowball::Swedish,
            "tr" => Snowball::Turkish,
            _ => return Self::Plain,
        })
    }

    /// The terms that a word of a document is indexed by; the folded form first.
    pub(super) fn terms(self, word: &str) -> Vec<String> {
        let word = cut(word);
        let folded = folded(word);
        match self {
            Self::Plain | Self::Japanese | Self::Korean => vec![folded],
            Self::Vietnamese if word == folded => vec![folded],
            Self::Vietnamese => {
                let written = marked(DIACRITICS, &toned_at_the_end(word));
                vec![folded, written]
            }
            Self::Stems(_) | Self::Arabic | Self::Ukrainian => {
                let mut terms = Vec::with_capacity(2);
                let own = self.stem(&folded);
                let is_its_own = own == folded;
                for stem in self.stems(word, &folded) {
                    if !(is_its_own && stem == folded) {
                        terms.push(marked(STEM, &stem));
                    }
                }
                terms.insert(0, folded);
                terms
            }
        }
    }

    /// The terms that any of which stands for a query's word.
    pub(super) fn alternatives(self, word: &str, exact: bool) -> Vec<String> {
        let word = cut(word);
        let folded = folded(word);
        match self {
            Self::Vietnamese if word != folded => vec![marked(DIACRITICS, &toned_at_the_end(word))],
            Self::Plain | Self::Japanese | Self::Korean | Self::Vietnamese => vec![folded],
            Self::Stems(_) | Self::Arabic | Self::Ukrainian if exact => vec![folded],
            Self::Stems(_) | Self::Arabic | Self::Ukrainian => {
                let mut alternatives = Vec::with_capacity(4);
                self.add_alternatives(word, &folded, &mut alternatives);
                if self == Self::Stems(Snowball::German)
                    && let Some(other) = german_umlauts(word)
                {
                    self.add_alternatives(&other, &other, &mut alternatives);
                }
                alternatives
            }
        }
    }

    fn add_alternatives(self, word: &str, folded_word: &str, alternatives: &mut Vec<String>) {
        for stem in self.stems(word, folded_word) {
            if self.stem(&stem) == stem && !alternatives.contains(&stem) {
                alternatives.push(stem.clone());
            }
            let stem = marked(STEM, &stem);
            if !alternatives.contains(&stem) {
                alternatives.push(stem);
            }
        }
    }

    /// The stem of the word as written, folded, and the stem of the folded word: so both spellings meet.
    fn stems(self, word: &str, folded_word: &str) -> Vec<String> {
        let mut stems = vec![self.stem(folded_word).into_owned()];
        if word != folded_word {
            let written = folded(&self.stem(word));
            if !stems.contains(&written) {
                stems.push(written);
            }
        }
        stems
    }

    fn stem(self, word: &str) -> Cow<'_, str> {
        match self {
            // A number is its own stem, and so is what has no letters of the language.
            Self::Stems(_) | Self::Arabic | Self::Ukrainian if word.bytes().any(|b| b.is_ascii_digit()) => Cow::Borrowed(word),
            Self::Stems(snowball) => Stemmer::create(snowball.algorithm()).stem(word),
            Self::Arabic => Cow::Borrowed(arabic::light_stem(word)),
            Self::Ukrainian => Cow::Owned(ukrainian::light_stem(word)),
            Self::Plain | Self::Japanese | Self::Korean | Self::Vietnamese => Cow::Borrowed(word),
        }
    }

    /// Whether a word is its own only term.
    pub(super) fn leave(self, word: &str) -> bool {
        let plain = word.is_ascii() && word.len() <= LONGEST_WORD;
        plain && (!matches!(self, Self::Stems(_)) || word.bytes().any(|b| b.is_ascii_digit()))
    }

    /// Whether 旧字体 and 異体字 are today's Japanese forms.
    pub(super) const fn is_japanese(self) -> bool {
        matches!(self, Self::Japanese)
    }

    /// Whether a query's word is an article or preposition that has lost its vowel to the word behind the apostrophe: l'électrode asks for
    /// électrode.
    pub(super) fn is_elided(self, word: &str) -> bool {
        match self {
            Self::Stems(Snowball::French) => {
                matches!(word, "l" | "d" | "j" | "m" | "t" | "s" | "c" | "n" | "qu" | "jusqu" | "lorsqu" | "puisqu" | "quelqu" | "quoiqu")
            }
            Self::Stems(Snowball::Italian) => {
                matches!(
                    word,
                    "l" | "un" | "d" | "c" | "s" | "all" | "dall" | "dell" | "nell" | "sull" | "coll" | "quell" | "quest" | "gl" | "degl"
                )
            }
            _ => false,
        }
    }

    /// Whether a query's word is the ending behind an apostrophe: battery's asks for battery.
    pub(super) fn is_possessive(self, word: &str) -> bool {
        self == Self::Stems(Snowball::English) && word == "s"
    }
}

/// A German word with its umlauts spelled in the other way: ae for ä, or ä's folded a for ae. Not behind vowels or q, where ue is no ü.
fn german_umlauts(word: &str) -> Option<String> {
    let mut other = String::with_capacity(word.len() + 4);
    let mut changed = false;
    let mut before = '\0';
    let mut letters = word.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            'ä' => other.push_str("ae"),
            'ö' => other.push_str("oe"),
            'ü' => other.push_str("ue"),
            'ß' => other.push_str("ss"),
            'a' | 'o' | 'u' if letters.peek() == Some(&'e') && !matches!(before, 'a' | 'e' | 'i' | 'o' | 'u' | 'q') => {
                other.push(c);
                letters.next();
                changed = true;
            }
            c => other.push(c),
        }
        changed |= matches!(c, 'ä' | 'ö' | 'ü');
        before = c;
    }
    if changed { Some(other) } else { None }
}

fn cut(word: &str) -> &str {
    match word.char_indices().nth(LONGEST_WORD) {
        Some((end, _)) => word.get(..end).unwrap_or(word),
        None => word,
    }
}

fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_accents(word, &mut folded);
    folded
}

fn marked(mark: char, form: &str) -> String {
    let mut term = String::with_capacity(form.len() + 1);
    term.push(mark);
    term.push_str(form);
    term
}
