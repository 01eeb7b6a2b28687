//! Rows of cells with names: CSV (RFC 4180) with commas, semicolons or tabs, as spreadsheets write it, and plain TSV.
//!
//! A first line `sep=;` names the separator, as Excel has it; else the first row shows it. Quotation marks hold separators and line ends; in plain
//! TSV in UTF-8 they are characters like others.

use std::{
    cell::Cell,
    io::{BufRead, BufReader, Cursor, Read as _},
    rc::Rc,
};

use super::{
    ExchangeDefect, ExchangeError, LARGEST_PIECE, TextEncoding,
    bounded::{Bounded, Passed},
    cells,
    decoded::Decoded,
};

/// Bytes of the first row.
const LARGEST_HEADER: usize = 64 * 1024;

/// A column: its name, and the other names that it may have.
pub(super) type Column = (&'static str, &'static [&'static str]);

/// A row, its cells in the order of the columns that were asked for; those that the file has not are empty.
pub(super) struct Row {
    pub line: u64,
    cells: Vec<String>,
}

impl Row {
    /// The cell of a column by its position, as it is.
    pub fn text(&self, column: usize) -> &str {
        self.cells.get(column).map(String::as_str).unwrap_or_default()
    }

    /// The cell without white space around it; `None` where it is empty.
    pub fn word(&self, column: usize) -> Option<&str> {
        Some(self.text(column).trim()).filter(|word| !word.is_empty())
    }
}

type Source<R> = Bounded<std::io::Chain<Cursor<Vec<u8>>, BufReader<Decoded<R>>>>;

/// The rows of a file.
pub(super) struct Delimited<R: BufRead> {
    state: State<R>,
    columns: &'static [Column],
    needed: usize,
}

enum State<R: BufRead> {
    New(R, TextEncoding),
    Open(Box<Open<R>>),
    Ended,
}

struct Open<R: BufRead> {
    rows: csv::Reader<Source<R>>,
    passed: Passed,
    malformed: Rc<Cell<bool>>,
    /// Lines before the first row; and one more, where lines end with CR LF: the parser sees the LF only with the next row.
    before: u64,
    /// For each cell of a row: which column it is.
    of_cell: Vec<usize>,
}

/// Whether a line has these columns.
pub(super) fn has_columns(line: &str, columns: &[Column], needed: usize) -> bool {
    let Some(separator) = separator_of(line) else { return false };
    let names: Vec<String> = names_of(line, separator);
    columns.iter().take(needed).all(|column| names.iter().any(|name| is_named(column, name)))
}

fn names_of(line: &str, separator: u8) -> Vec<String> {
    line.trim_end_matches(['\r', '\n']).split(char::from(separator)).map(|name| name.trim().trim_matches('"').to_owned()).collect()
}

fn is_named(column: &Column, name: &str) -> bool {
    let name = name.trim().trim_start_matches('\u{FEFF}');
    column.0.eq_ignore_ascii_case(name) || column.1.iter().any(|other| other.eq_ignore_ascii_case(name))
}

/// The separator of a first row: the commonest, outside quotation marks.
fn separator_of(line: &str) -> Option<u8> {
    let mut counts = [(b'\t', 0_usize), (b',', 0), (b';', 0)];
    let mut quoted = false;
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(separator, _)| *separator == byte && !quoted) {
            *count += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count > 0).max_by_key(|(_, count)| *count).map(|(separator, _)| separator)
}

impl<R: BufRead> Delimited<R> {
    /// The rows of a file that has at least the first `needed` of these columns, in any order.
    pub fn new(reader: R, encoding: TextEncoding, columns: &'static [Column], needed: usize) -> Self {
        Self { state: State::New(reader, encoding), columns, needed }
    }

    /// The next row that is not empty.
    pub fn next(&mut self) -> Option<Result<Row, ExchangeError>> {
        if let State::New(..) = self.state {
            let State::New(reader, encoding) = std::mem::replace(&mut self.state, State::Ended) else { return None };
            match self.open(reader, encoding) {
                Ok(open) => self.state = State::Open(Box::new(open)),
                Err(error) => return Some(Err(error)),
            }
        }
        let State::Open(open) = &mut self.state else { return None };
        let read = open.next(self.columns.len());
        if read.as_ref().is_none_or(|read| read.as_ref().is_err_and(|error| !error.goes_on)) {
            self.state = State::Ended;
        }
        read
    }

    fn open(&self, reader: R, encoding: TextEncoding) -> Result<Open<R>, ExchangeError> {
        let (decoded, malformed) = Decoded::new(reader, encoding);
        let mut text = BufReader::new(decoded);
        let unread = |error: &std::io::Error| {
            let defect = if malformed.get() { ExchangeDefect::Encoding } else { ExchangeDefect::Unreadable };
            ExchangeError::fatal(defect, 1, error.to_string())
        };
        let mut first = Vec::new();
        let limit = u64::try_from(LARGEST_HEADER).unwrap_or(u64::MAX);
        text.by_ref().take(limit).read_until(b'\n', &mut first).map_err(|error| unread(&error))?;
        if first.len() >= LARGEST_HEADER {
            return Err(ExchangeError::fatal(ExchangeDefect::TooLarge, 1, "1行目"));
        }
        let mut line = String::from_utf8_lossy(&first).into_owned();
        let mut before = 0;
        let mut separator = None;
        if let Some(named) = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| line.as_bytes().get(4).copied())
        {
            separator = Some(named);
            before = 1;
            first.clear();
            text.by_ref().take(limit).read_until(b'\n', &mut first).map_err(|error| unread(&error))?;
            line = String::from_utf8_lossy(&first).into_owned();
        }
        let columns_wrong = |detail: String| ExchangeError::fatal(ExchangeDefect::Columns, before + 1, detail);
        let Some(separator) = separator.or_else(|| separator_of(&line)) else { return Err(columns_wrong(line)) };
        let (bounded, passed) = Bounded::new(Cursor::new(first).chain(text), LARGEST_PIECE);
        let mut rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            // Only a spreadsheet writes UTF-16, and it puts marks around cells of TSV too.
            .quoting(separator != b'\t' || encoding != TextEncoding::Utf8)
            .from_reader(bounded);
        let mut header = csv::StringRecord::new();
        rows.read_record(&mut header).map_err(|error| csv_error(&error, &passed, malformed.get(), before))?;
        let mut of_cell = Vec::with_capacity(header.len());
        for name in &header {
            let Some(column) = self.columns.iter().position(|column| is_named(column, name)) else {
                return Err(columns_wrong(format!("知らない列: {name}")));
            };
            if of_cell.contains(&column) {
                return Err(columns_wrong(format!("同じ列が二つ: {name}")));
            }
            of_cell.push(column);
        }
        if let Some((_, (name, _))) = self.columns.iter().enumerate().take(self.needed).find(|(column, _)| !of_cell.contains(column)) {
            return Err(columns_wrong(format!("列がない: {name}")));
        }
        let before = before + u64::from(line.ends_with("\r\n"));
        Ok(Open { rows, passed, malformed, before, of_cell })
    }
}

impl<R: BufRead> Open<R> {
    fn next(&mut self, columns: usize) -> Option<Result<Row, ExchangeError>> {
        let mut record = csv::StringRecord::new();
        loop {
            self.passed.begin();
            match self.rows.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => return Some(Err(csv_error(&error, &self.passed, self.malformed.get(), 0))),
            }
            // A spreadsheet leaves rows of nothing but separators.
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                break;
            }
        }
        let line = self.before + record.position().map_or(0, csv::Position::line);
        if record.len() != self.of_cell.len() {
            let detail = format!("{} 列のはずが {} 列", self.of_cell.len(), record.len());
            return Some(Err(ExchangeError::of_one(ExchangeDefect::Columns, line, detail)));
        }
        let mut cells = vec![String::new(); columns];
        for (cell, column) in record.iter().zip(&self.of_cell) {
            if let Some(place) = cells.get_mut(*column) {
                cells::plain(cell).clone_into(place);
            }
        }
        Some(Ok(Row { line, cells }))
    }
}

fn csv_error(error: &csv::Error, passed: &Passed, malformed: bool, before: u64) -> ExchangeError {
    let defect = match error.kind() {
        _ if passed.is_too_large() => ExchangeDefect::TooLarge,
        _ if malformed => ExchangeDefect::Encoding,
        csv::ErrorKind::Io(_) => ExchangeDefect::Unreadable,
        csv::ErrorKind::Utf8 { .. } => ExchangeDefect::Encoding,
        _ => ExchangeDefect::Malformed,
    };
    ExchangeError::fatal(defect, before + passed.line(), error.to_string())
}
