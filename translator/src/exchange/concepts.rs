//! Concepts as TBX has them, with words in all languages, and as rows of words with their Japanese.

use std::fmt::Write as _;

use super::{ExchangeDefect, ExchangeError, ExchangeTerm, WordStatus};
use crate::Language;

/// A word of a concept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    pub language: Option<Language>,
    pub term: String,
    pub status: WordStatus,
    pub restricted: bool,
    pub ipc: Vec<String>,
    pub note: String,
    pub source: String,
}

/// A concept with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Concept {
    pub id: String,
    pub line: u64,
    pub ipc: Vec<String>,
    pub note: String,
    pub words: Vec<Word>,
    pub left_out: usize,
}

impl Concept {
    /// A row for each word, with the concept's Japanese. The Japanese itself has a row where something is said of it, or where there is nothing else.
    pub fn into_rows(self) -> Result<Vec<ExchangeTerm>, ExchangeError> {
        let is_japanese = |word: &Word| word.language.as_ref().is_some_and(|language| language.primary() == "ja");
        let with = |status| self.words.iter().position(|word| is_japanese(word) && word.status == status);
        let Some(preferred) = with(WordStatus::Preferred).or_else(|| with(WordStatus::Admitted)) else {
            return Err(ExchangeError::of_one(ExchangeDefect::NoJapanese, self.line, self.id));
        };
        let japanese = self.words.get(preferred).map(|word| word.term.clone()).unwrap_or_default();
        let alone = self.words.len() == 1;
        let concept = self.id.as_str();
        let rows = self.words.into_iter().enumerate().filter_map(|(at, word)| {
            let said = word.restricted || !word.note.is_empty() || !word.source.is_empty() || !word.ipc.is_empty();
            if at == preferred && !alone && !said && word.status == WordStatus::Preferred {
                return None;
            }
            Some(ExchangeTerm {
                line: self.line,
                concept: concept.to_owned(),
                language: word.language?,
                term: word.term,
                japanese: japanese.clone(),
                status: word.status,
                restricted: word.restricted,
                ipc: if word.ipc.is_empty() { self.ipc.clone() } else { word.ipc },
                note: if word.note.is_empty() { self.note.clone() } else { word.note },
                source: word.source,
                left_out: self.left_out,
            })
        });
        Ok(rows.collect())
    }

    /// The concepts of rows that belong to one: of rows with different Japanese, one each.
    pub fn of_rows(rows: &[ExchangeTerm]) -> Vec<Self> {
        let mut japanese: Vec<&str> = Vec::new();
        for row in rows {
            if !japanese.contains(&row.japanese.as_str()) {
                japanese.push(&row.japanese);
            }
        }
        let concept_of = |(number, japanese): (usize, &&str)| {
            let rows: Vec<&ExchangeTerm> = rows.iter().filter(|row| row.japanese == **japanese).collect();
            let is_itself =
                |row: &&ExchangeTerm| row.language.primary() == "ja" && row.term == **japanese && row.status == WordStatus::Preferred;
            let mut words: Vec<Word> = Vec::new();
            if !rows.iter().any(is_itself) {
                words.push(Word { language: Some(Language::japanese()), term: (**japanese).to_owned(), ..Word::default() });
            }
            // The Japanese that the others are rendered by is told by being the first preferred one.
            let (own, others): (Vec<&ExchangeTerm>, Vec<&ExchangeTerm>) = rows.iter().copied().partition(|row| is_itself(row));
            words.extend(own.into_iter().chain(others).map(|row| Word {
                language: Some(row.language.clone()),
                term: row.term.clone(),
                status: row.status,
                restricted: row.restricted,
                ipc: row.ipc.clone(),
                note: row.note.clone(),
                source: row.source.clone(),
            }));
            // What belongs to all words belongs to the concept.
            let shared = rows.first().map(|row| row.ipc.clone()).filter(|ipc| rows.iter().all(|row| row.ipc == *ipc));
            let ipc = shared.unwrap_or_default();
            if !ipc.is_empty() {
                words.iter_mut().for_each(|word| word.ipc.clear());
            }
            let id = rows.first().map(|row| row.concept.as_str()).unwrap_or_default();
            let id = if number == 0 { id.to_owned() } else { format!("{id}~{}", number + 1) };
            Self { id, ipc, words, ..Self::default() }
        };
        japanese.iter().enumerate().map(concept_of).collect()
    }
}

/// The name of a concept without the number that tells its second Japanese from its first.
pub(super) fn name_of(id: &str) -> &str {
    match id.rsplit_once('~') {
        Some((name, number)) if !name.is_empty() && number.parse::<u32>().is_ok_and(|number| number > 1) => name,
        _ => id,
    }
}

/// A name as an XML id (NCName): what may not stand in one is written as `_u002F_`.
pub(super) fn as_xml_id(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for (at, c) in name.char_indices() {
        let kept = c.is_ascii_alphabetic()
            || (at > 0 && (c.is_ascii_digit() || matches!(c, '-' | '.')))
            || (c == '_' && !name[at..].starts_with("_u"));
        if kept {
            out.push(c);
        } else {
            let _ = write!(out, "_u{:04X}_", u32::from(c));
        }
    }
    out
}

/// The name of an id that was written by [`as_xml_id`]; other ids are names as they are.
pub(super) fn of_xml_id(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    let mut rest = id;
    while let Some(at) = rest.find("_u") {
        let code = rest.get(at + 2..).and_then(|behind| behind.split_once('_')).filter(|(code, _)| (4..=6).contains(&code.len()));
        match code.and_then(|(code, behind)| Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, behind))) {
            Some((c, behind)) => {
                out.push_str(&rest[..at]);
                out.push(c);
                rest = behind;
            }
            None => {
                out.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_and_ids() {
        assert_eq!(as_xml_id("lithium-ion.2"), "lithium-ion.2");
        assert_eq!(as_xml_id("2 電池/_u"), "_u0032__u0020__u96FB__u6C60__u002F__u005F_u");
        assert_eq!(name_of("cell~2"), "cell");
        assert_eq!(name_of("cell~1"), "cell~1");
        assert_eq!(of_xml_id("_under_u"), "_under_u");
    }

    proptest! {
        #[test]
        fn any_name_comes_back(name in "[a-u_0-9.~電/-]{0,12}") {
            let id = as_xml_id(&name);
            prop_assert!(id.is_ascii() && !id.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.')));
            prop_assert_eq!(of_xml_id(&id), name);
        }
    }
}
