//! Terms in CSV and TSV, a word a row.

use std::io::{BufRead, Write};

use super::{
    ExchangeDefect, ExchangeError, ExchangeTerm, TextEncoding, WordStatus, WriteError, csv_units,
    delimited::{Column, Delimited, Row, has_columns},
    terms::ipc_of,
};
use crate::Language;

/// The columns, those that must be there first.
const COLUMNS: [Column; 9] = [
    ("concept", &["概念"]),
    ("language", &["言語"]),
    ("term", &["用語", "原語"]),
    ("japanese", &["日本語", "訳語"]),
    ("status", &["状態"]),
    ("provision", &["公衆提供"]),
    ("ipc", &["分類"]),
    ("note", &["備考", "注記"]),
    ("source", &["出典"]),
];
const NEEDED: usize = 4;

/// Whether a text begins with a row of these names.
pub(super) fn is_header(text: &str) -> bool {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let first =
        if first.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sep=")) { lines.next().unwrap_or_default() } else { first };
    has_columns(first, &COLUMNS, NEEDED)
}

pub(super) struct CsvTerms<R: BufRead> {
    rows: Delimited<R>,
}

impl<R: BufRead> CsvTerms<R> {
    pub fn new(reader: R, encoding: TextEncoding) -> Self {
        Self { rows: Delimited::new(reader, encoding, &COLUMNS, NEEDED) }
    }
}

impl<R: BufRead> Iterator for CsvTerms<R> {
    type Item = Result<ExchangeTerm, ExchangeError>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.rows.next()?.and_then(|row| term_of(&row)))
    }
}

fn term_of(row: &Row) -> Result<ExchangeTerm, ExchangeError> {
    let wrong = |defect, detail: &str| ExchangeError::of_one(defect, row.line, detail);
    let word = |column| row.word(column).unwrap_or_default().to_owned();
    let tag = row.word(1).unwrap_or_default();
    let language = Language::parse(tag).map_err(|_| wrong(ExchangeDefect::Language, tag))?;
    let status = match row.word(4) {
        None | Some("推奨") => WordStatus::Preferred,
        Some("許容") => WordStatus::Admitted,
        Some("使用禁止" | "禁止") => WordStatus::Forbidden,
        Some(text) => {
            let known = WordStatus::ALL.into_iter().find(|status| status.as_str() == text);
            known.ok_or_else(|| wrong(ExchangeDefect::Word, text))?
        }
    };
    ExchangeTerm {
        line: row.line,
        status,
        restricted: csv_units::is_restricted(row.word(5)).map_err(|text| wrong(ExchangeDefect::Word, text))?,
        ipc: row.word(6).map(ipc_of).unwrap_or_default(),
        note: word(7),
        source: word(8),
        ..ExchangeTerm::new(word(0), language, word(2), word(3))
    }
    .checked()
}

/// A file of terms that is being written: CSV for spreadsheets, UTF-8 with a byte order mark.
pub struct TermCsvWriter<W: Write> {
    csv: csv::Writer<W>,
}

impl<W: Write> TermCsvWriter<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// Where it cannot be written to.
    pub fn new(out: W) -> Result<Self, WriteError> {
        Ok(Self { csv: csv_units::opened(out, &COLUMNS)? })
    }

    /// Writes a term.
    ///
    /// # Errors
    /// Where the file cannot be written to.
    pub fn write(&mut self, term: &ExchangeTerm) -> Result<(), WriteError> {
        csv_units::write_row(
            &mut self.csv,
            &[
                &term.concept,
                term.language.as_str(),
                &term.term,
                &term.japanese,
                term.status.as_str(),
                if term.restricted { "inside" } else { "public" },
                &term.ipc.join("; "),
                &term.note,
                &term.source,
            ],
        )
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Where it cannot be written to.
    pub fn finish(self) -> Result<W, WriteError> {
        self.csv.into_inner().map_err(|error| WriteError::Output(std::io::Error::other(error.to_string())))
    }
}
