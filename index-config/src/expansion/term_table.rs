//! The termbase as queries look into it.

use std::collections::HashMap;

use publication::LanguageTag;
use unicode_normalization::UnicodeNormalization;

/// Longest term that is looked for, in characters.
const LONGEST: usize = 60;

/// A word of a concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryTerm {
    /// The concept, shared by its words in all languages.
    pub concept: String,
    /// Language of the word.
    pub language: LanguageTag,
    /// The word.
    pub term: String,
    /// The Japanese of the concept.
    pub japanese: String,
    /// Whether the word is to be looked for: preferred or admitted. One that is forbidden is understood where it is typed, and never
    /// offered.
    pub offered: bool,
}

/// Terms by what may be typed, and concepts by language.
#[derive(Debug, Default)]
pub struct TermTable {
    japanese: Words,
    english: Words,
    /// By concept: language and word, in the order given.
    concepts: Vec<Vec<(LanguageTag, String)>>,
}

#[derive(Debug, Default)]
struct Words {
    concepts: HashMap<String, Vec<usize>>,
    longest: usize,
}

/// A term within a query's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TermPart {
    /// As typed.
    pub text: String,
    /// The language it was taken for.
    pub language: LanguageTag,
    /// Its concepts.
    pub concepts: Vec<usize>,
}

impl Words {
    fn add(&mut self, words: &str, concept: usize) {
        let words = folded(words);
        let length = words.chars().count();
        if length == 0 || length > LONGEST {
            return;
        }
        self.longest = self.longest.max(length);
        let concepts = self.concepts.entry(words).or_default();
        if !concepts.contains(&concept) {
            concepts.push(concept);
        }
    }
}

impl TermTable {
    /// The table of these terms. Of a concept's words in a language the first ones are used, so preferred ones are to come first.
    #[must_use]
    pub fn new(terms: Vec<QueryTerm>) -> Self {
        let mut table = Self::default();
        let mut numbers: HashMap<String, usize> = HashMap::new();
        for term in terms {
            let next = table.concepts.len();
            let concept = *numbers.entry(term.concept).or_insert(next);
            if concept == next {
                table.concepts.push(Vec::new());
            }
            table.japanese.add(&term.japanese, concept);
            match term.language.primary() {
                "ja" => table.japanese.add(&term.term, concept),
                "en" => table.english.add(&term.term, concept),
                _ => {}
            }
            let Some(words) = table.concepts.get_mut(concept) else { continue };
            let mut word = |language: LanguageTag, word: &str| {
                let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
                if !word.is_empty() && !words.iter().any(|(of, known)| *of == language && *known == word) {
                    words.push((language, word));
                }
            };
            word(LanguageTag::japanese(), &term.japanese);
            if term.offered {
                word(term.language, &term.term);
            }
        }
        table
    }

    /// Whether there are no terms.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.concepts.is_empty()
    }

    /// Words of concepts in a language; where it is stated without script or region, in any form of it.
    pub(super) fn renderings<'a>(
        &'a self,
        concepts: &'a [usize],
        language: &'a LanguageTag,
    ) -> impl Iterator<Item = (&'a LanguageTag, &'a str)> {
        concepts
            .iter()
            .filter_map(|concept| self.concepts.get(*concept))
            .flatten()
            .filter(|(of, _)| of.primary() == language.primary())
            .map(|(of, word)| (of, word.as_str()))
    }

    /// The terms that a word is made of, in order; `None` where it is not made of terms alone.
    pub(super) fn parts(&self, word: &str) -> Option<Vec<TermPart>> {
        let whole = folded(word);
        if let Some(concepts) = self.english.concepts.get(&whole) {
            // Into Japanese alone: who types English finds the English anyway.
            return Some(vec![TermPart { text: word.to_owned(), language: english(), concepts: concepts.clone() }]);
        }
        let mut folds: Vec<(char, usize, usize)> = Vec::new();
        // Character by character, so that each part can be shown as it was typed; half-width kana take their marks along.
        let mut characters = word.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            let mut end = at + c.len_utf8();
            while let Some(&(next, mark)) = characters.peek()
                && matches!(mark, '\u{FF9E}' | '\u{FF9F}' | '\u{3099}' | '\u{309A}')
            {
                end = next + mark.len_utf8();
                characters.next();
            }
            for folded in folded(word.get(at..end)?).chars() {
                folds.push((folded, at, end));
            }
        }
        let mut parts = Vec::new();
        let mut at = 0;
        while at < folds.len() {
            let longest = (1..=self.japanese.longest.min(folds.len() - at)).rev().find_map(|length| {
                let text: String = folds[at..at + length].iter().map(|(c, _, _)| *c).collect();
                self.japanese.concepts.get(&text).map(|concepts| (length, concepts))
            });
            match longest {
                Some((length, concepts)) => {
                    let (from, to) = (folds[at].1, folds[at + length - 1].2);
                    parts.push(TermPart {
                        text: word.get(from..to)?.to_owned(),
                        language: LanguageTag::japanese(),
                        concepts: concepts.clone(),
                    });
                    at += length;
                }
                // A particle binds what stands around it.
                None if !parts.is_empty()
                    && at + 1 < folds.len()
                    && matches!(folds[at].0, 'の' | '・' | 'と' | 'を' | 'に' | 'で' | 'が' | 'は') =>
                {
                    at += 1;
                }
                None => return None,
            }
        }
        (!parts.is_empty()).then_some(parts)
    }
}

fn english() -> LanguageTag {
    LanguageTag::from_office("en")
}

/// Words as they are compared: NFKC, small letters, one space between words.
pub(super) fn folded(words: &str) -> String {
    let folded: String = words.nfkc().flat_map(char::to_lowercase).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}
