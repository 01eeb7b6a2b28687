//! Terms of a file, whatever its format.

use std::io::BufRead;

use super::{ExchangeDefect, ExchangeError, TextEncoding, csv_terms, decoded, defect::has_control, tbx};
use crate::Language;

/// A format of termbases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TermFormat {
    /// TBX-Basic (ISO 30042): of 2019 in either style, and of 2008.
    Tbx,
    /// Columns with names in the first row: CSV as spreadsheets write it, and TSV.
    Csv,
}

/// What a word is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum WordStatus {
    /// 推奨: the word to use.
    #[default]
    Preferred,
    /// 許容: another word that may be used.
    Admitted,
    /// 使用禁止: never offered.
    Forbidden,
}

impl WordStatus {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Preferred, Self::Admitted, Self::Forbidden];

    /// The stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Admitted => "admitted",
            Self::Forbidden => "forbidden",
        }
    }
}

/// A concept's word in one language, with the concept's Japanese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeTerm {
    /// Line of the file, from 1: at which the concept ends in TBX, at which the row begins in CSV.
    pub line: u64,
    /// The concept.
    pub concept: String,
    /// Language of the word.
    pub language: Language,
    /// The word.
    pub term: String,
    /// The concept's preferred Japanese.
    pub japanese: String,
    /// What the word is for.
    pub status: WordStatus,
    /// Whether it is for people inside only.
    pub restricted: bool,
    /// Beginnings of IPC symbols to whose documents it belongs; none: to all.
    pub ipc: Vec<String>,
    /// For people.
    pub note: String,
    /// Where the word is attested.
    pub source: String,
    /// Things said of the word or concept that a termbase of ours has no place for.
    pub left_out: usize,
}

impl ExchangeTerm {
    /// A preferred word for everybody and everything.
    #[must_use]
    pub fn new(concept: impl Into<String>, language: Language, term: impl Into<String>, japanese: impl Into<String>) -> Self {
        Self {
            line: 0,
            concept: concept.into(),
            language,
            term: term.into(),
            japanese: japanese.into(),
            status: WordStatus::Preferred,
            restricted: false,
            ipc: Vec::new(),
            note: String::new(),
            source: String::new(),
            left_out: 0,
        }
    }

    /// Whether it can be kept.
    pub(super) fn checked(self) -> Result<Self, ExchangeError> {
        let wrong = |defect, detail: &str| Err(ExchangeError::of_one(defect, self.line, detail));
        for (name, text) in [("concept", &self.concept), ("term", &self.term)] {
            if text.trim().is_empty() {
                return wrong(ExchangeDefect::Empty, name);
            }
        }
        if self.japanese.trim().is_empty() {
            return wrong(ExchangeDefect::NoJapanese, &self.term);
        }
        let texts = [&self.concept, &self.term, &self.japanese, &self.note, &self.source];
        if texts.into_iter().any(|text| has_control(text)) {
            return wrong(ExchangeDefect::Character, &self.term);
        }
        if self.language.is_undetermined() {
            return wrong(ExchangeDefect::Language, self.language.as_str());
        }
        Ok(self)
    }
}

/// Symbols of the IPC of a text, between semicolons or commas, each with single spaces.
pub(super) fn ipc_of(text: &str) -> Vec<String> {
    text.split([';', ',', '；', '、']).map(crate::normal::normalised).filter(|symbol| !symbol.is_empty()).collect()
}

/// The format of a file by its first bytes (some hundreds are enough); `None` where it is neither.
#[must_use]
pub fn term_format(beginning: &[u8]) -> Option<TermFormat> {
    let text = decoded::beginning(beginning);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if text.starts_with('<') {
        return (text.contains("<tbx") || text.contains("<martif")).then_some(TermFormat::Tbx);
    }
    csv_terms::is_header(text).then_some(TermFormat::Csv)
}

/// The terms of a file, in order. After an error that does not [go on](ExchangeError::goes_on) there is nothing more.
pub fn exchange_terms<'a, R: BufRead + 'a>(
    reader: R,
    format: TermFormat,
    encoding: TextEncoding,
) -> Box<dyn Iterator<Item = Result<ExchangeTerm, ExchangeError>> + 'a> {
    match format {
        TermFormat::Tbx => Box::new(tbx::Tbx::new(reader)),
        TermFormat::Csv => Box::new(csv_terms::CsvTerms::new(reader, encoding)),
    }
}
