//! Lines of language, source and Japanese between tabs; a first line that names the columns is passed over.

use std::io::{BufRead, Read as _};

use super::{ExchangeDefect, ExchangeError, ExchangeUnit, LARGEST_PIECE};
use crate::Language;

pub(super) struct Tsv<R> {
    reader: R,
    line: u64,
    ended: bool,
}

impl<R: BufRead> Tsv<R> {
    pub fn new(reader: R) -> Self {
        Self { reader, line: 0, ended: false }
    }

    fn read(&mut self) -> Option<Result<String, ExchangeError>> {
        let mut bytes = Vec::new();
        let limit = u64::try_from(LARGEST_PIECE).unwrap_or(u64::MAX);
        let read = self.reader.by_ref().take(limit + 1).read_until(b'\n', &mut bytes);
        self.line += 1;
        match read {
            Ok(0) => None,
            Ok(_) if bytes.len() > LARGEST_PIECE => Some(Err(ExchangeError::fatal(ExchangeDefect::TooLarge, self.line, ""))),
            Ok(_) => {
                Some(String::from_utf8(bytes).map_err(|error| ExchangeError::fatal(ExchangeDefect::Encoding, self.line, error.to_string())))
            }
            Err(error) => Some(Err(ExchangeError::fatal(ExchangeDefect::Unreadable, self.line, error.to_string()))),
        }
    }
}

impl<R: BufRead> Iterator for Tsv<R> {
    type Item = Result<ExchangeUnit, ExchangeError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let text = match self.read() {
                None => {
                    self.ended = true;
                    break;
                }
                Some(Err(error)) => {
                    self.ended = true;
                    return Some(Err(error));
                }
                Some(Ok(text)) => text,
            };
            let line = if self.line == 1 { text.trim_start_matches('\u{FEFF}') } else { &text };
            let line = line.trim_end_matches(['\n', '\r']);
            if line.trim().is_empty() || (self.line == 1 && line.split('\t').next() == Some("language")) {
                continue;
            }
            // One line is wrong: the others may be right.
            let wrong = |defect, detail: String| Some(Err(ExchangeError::of_one(defect, self.line, detail)));
            let cells: Vec<&str> = line.split('\t').collect();
            let [language, source, japanese] = cells.as_slice() else {
                return wrong(ExchangeDefect::Columns, format!("{} 列", cells.len()));
            };
            let Ok(tag) = Language::parse(language) else { return wrong(ExchangeDefect::Language, (*language).to_owned()) };
            let japanese = Some(japanese.trim().to_owned()).filter(|text| !text.is_empty());
            return Some(Ok(ExchangeUnit { line: self.line, ..ExchangeUnit::new(tag, source.trim(), japanese) }));
        }
        None
    }
}
