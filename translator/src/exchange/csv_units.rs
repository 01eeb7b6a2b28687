//! Pairs in CSV, as spreadsheets read and write it.

use std::io::{BufRead, Write};

use super::{
    ExchangeDefect, ExchangeError, ExchangeUnit, TextEncoding, UnitDetails, WriteError, cells, dates,
    delimited::{Column, Delimited, Row, has_columns},
};
use crate::{Context, Language, UnitOrigin};

/// The columns, those that must be there first.
const COLUMNS: [Column; 11] = [
    ("language", &["言語"]),
    ("source", &["原文"]),
    ("japanese", &["target", "訳文", "日本語"]),
    ("author", &["訳者", "作成者"]),
    ("created", &["date", "作成日", "日付"]),
    ("changed_by", &["変更者"]),
    ("changed", &["変更日"]),
    ("context", &["文脈"]),
    ("origin", &["由来"]),
    ("origin_name", &["由来名"]),
    ("provision", &["公衆提供"]),
];
const NEEDED: usize = 3;

/// Whether a text begins with a row of these names. Three columns between tabs are read as TSV, where the first row may be left out.
pub(super) fn is_header(text: &str) -> bool {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let first =
        if first.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sep=")) { lines.next().unwrap_or_default() } else { first };
    has_columns(first, &COLUMNS, NEEDED) && first.trim_end() != "language\tsource\ttarget"
}

pub(super) struct CsvUnits<R: BufRead> {
    rows: Delimited<R>,
}

impl<R: BufRead> CsvUnits<R> {
    pub fn new(reader: R, encoding: TextEncoding) -> Self {
        Self { rows: Delimited::new(reader, encoding, &COLUMNS, NEEDED) }
    }
}

impl<R: BufRead> Iterator for CsvUnits<R> {
    type Item = Result<ExchangeUnit, ExchangeError>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.rows.next()?.and_then(|row| unit_of(&row)))
    }
}

fn unit_of(row: &Row) -> Result<ExchangeUnit, ExchangeError> {
    let wrong = |defect, detail: &str| ExchangeError::of_one(defect, row.line, detail);
    let word = |column| row.word(column).map(str::to_owned);
    let date = |column| match row.word(column) {
        None => Ok(None),
        Some(text) => dates::parse(text).map(Some).ok_or_else(|| wrong(ExchangeDefect::Date, text)),
    };
    let tag = row.word(0).unwrap_or_default();
    let language = Language::parse(tag).map_err(|_| wrong(ExchangeDefect::Language, tag))?;
    let context = match row.word(7) {
        None => None,
        Some(text) => Some(Context::parse(text).ok_or_else(|| wrong(ExchangeDefect::Word, text))?),
    };
    let origin = match row.word(8) {
        None => None,
        Some(text) => {
            let known = UnitOrigin::ALL.into_iter().find(|origin| origin.as_str() == text);
            Some(known.ok_or_else(|| wrong(ExchangeDefect::Word, text))?)
        }
    };
    let details = UnitDetails {
        author: word(3),
        created: date(4)?,
        changed_by: word(5),
        changed: date(6)?,
        context,
        origin,
        origin_name: word(9),
        restricted: is_restricted(row.word(10)).map_err(|text| wrong(ExchangeDefect::Word, text))?,
    };
    let japanese = Some(row.text(2).to_owned()).filter(|text| !text.trim().is_empty());
    Ok(ExchangeUnit { line: row.line, details, ..ExchangeUnit::new(language, row.text(1), japanese) })
}

/// Whether a cell says that the public may not see it; the cell, where it says neither.
pub(super) fn is_restricted(cell: Option<&str>) -> Result<bool, &str> {
    match cell {
        None | Some("public" | "公開") => Ok(false),
        Some("inside" | "内部") => Ok(true),
        Some(text) => Err(text),
    }
}

/// Opens CSV for Excel: UTF-8 with a byte order mark, lines ended with CR LF.
pub(super) fn opened<W: Write>(mut out: W, columns: &[Column]) -> Result<csv::Writer<W>, WriteError> {
    out.write_all("\u{FEFF}".as_bytes())?;
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    csv.write_record(columns.iter().map(|(name, _)| name)).map_err(write_error)?;
    Ok(csv)
}

pub(super) fn write_error(error: csv::Error) -> WriteError {
    WriteError::Output(std::io::Error::other(error))
}

/// Writes a row, no cell of which a spreadsheet takes for a formula.
pub(super) fn write_row<W: Write>(csv: &mut csv::Writer<W>, row: &[&str]) -> Result<(), WriteError> {
    csv.write_record(row.iter().map(|cell| cells::neutralised(cell).into_owned())).map_err(write_error)
}

pub(super) fn open_units<W: Write>(out: W) -> Result<csv::Writer<W>, WriteError> {
    opened(out, &COLUMNS)
}

pub(super) fn write_unit<W: Write>(csv: &mut csv::Writer<W>, unit: &ExchangeUnit) -> Result<(), WriteError> {
    let details = &unit.details;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let date = |date: Option<time::OffsetDateTime>| date.map(dates::readable).unwrap_or_default();
    write_row(
        csv,
        &[
            unit.language.as_str(),
            &unit.source,
            unit.japanese.as_deref().unwrap_or_default(),
            &text(&details.author),
            &date(details.created),
            &text(&details.changed_by),
            &date(details.changed),
            details.context.as_ref().map(Context::as_str).unwrap_or_default(),
            details.origin.map(UnitOrigin::as_str).unwrap_or_default(),
            &text(&details.origin_name),
            if details.restricted { "inside" } else { "public" },
        ],
    )
}
