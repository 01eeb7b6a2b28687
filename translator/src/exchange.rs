//! Translators' files: pairs in TMX 1.4b, XLIFF 1.2 and 2.1, CSV and TSV, and terms in TBX-Basic, CSV and TSV; read and written one at a time.
//!
//! Files come from outside. No DTD is fetched, no entity expanded but the five of XML and character references, nothing nested without end,
//! and no more held in memory than one pair; what cannot be read is an error with its code and line, and nothing is guessed.

mod bounded;
mod cells;
mod concepts;
mod csv_terms;
mod csv_units;
mod dates;
mod decoded;
mod defect;
mod delimited;
mod document_writer;
mod markup;
mod tbx;
mod tbx_writer;
mod terms;
mod tmx;
mod tmx_writer;
mod tsv;
mod units;
mod writer;
mod xliff;
mod xliff_writer;
mod xml;

use std::io::BufRead;

pub use csv_terms::TermCsvWriter;
pub use decoded::{TextEncoding, text_encoding};
pub use defect::{ExchangeDefect, ExchangeError};
pub use document_writer::{DocumentUnit, DocumentWriter};
pub use tbx_writer::TbxWriter;
pub use terms::{ExchangeTerm, TermFormat, WordStatus, exchange_terms, term_format};
pub use units::{ExchangeUnit, UnitDetails};
pub use writer::{UnitWriter, WriteError, WrittenFormat};

/// Bytes of one tag or text, or of one line of TSV.
const LARGEST_PIECE: usize = 4 * 1024 * 1024;
/// Characters of the texts of one pair, in bytes.
const LARGEST_UNIT: usize = 4 * 1024 * 1024;

/// A format of translators' files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExchangeFormat {
    /// Lines of language, source and Japanese, between tabs.
    Tsv,
    /// XLIFF 1.2 (`xliff` with `file` and `trans-unit`) or 2.0, 2.1, 2.2 (`unit` and `segment`); the file says which.
    Xliff,
    /// TMX 1.4b and its predecessors.
    Tmx,
    /// Columns with names in the first row, between commas, semicolons or tabs: CSV (RFC 4180) as spreadsheets write it.
    Csv,
}

/// The format of a file by its first bytes (some hundreds are enough); `None` where it is none of them.
#[must_use]
pub fn exchange_format(beginning: &[u8]) -> Option<ExchangeFormat> {
    let text = decoded::beginning(beginning);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if text.starts_with('<') {
        let at = |name: &str| {
            text.match_indices(name)
                .find(|(at, _)| text[..*at].ends_with('<') || (text[..*at].ends_with(':') && !text[..*at].ends_with(' ')))
                .map(|(at, _)| at)
        };
        return match (at("xliff"), at("tmx")) {
            (Some(_), None) => Some(ExchangeFormat::Xliff),
            (None, Some(_)) => Some(ExchangeFormat::Tmx),
            (Some(one), Some(two)) => Some(if one < two { ExchangeFormat::Xliff } else { ExchangeFormat::Tmx }),
            (None, None) => None,
        };
    }
    if csv_units::is_header(text) {
        return Some(ExchangeFormat::Csv);
    }
    text.lines().next().is_some_and(|line| line.contains('\t')).then_some(ExchangeFormat::Tsv)
}

/// The pairs of a file in UTF-8, in order. After an error that does not [go on](ExchangeError::goes_on) there is nothing more.
pub fn exchange_units<'a, R: BufRead + 'a>(
    reader: R,
    format: ExchangeFormat,
) -> Box<dyn Iterator<Item = Result<ExchangeUnit, ExchangeError>> + 'a> {
    exchange_units_in(reader, format, TextEncoding::Utf8)
}

/// The pairs of a file in an encoding, as [`text_encoding`] tells it. XML says its encoding itself: only UTF-8 is read.
pub fn exchange_units_in<'a, R: BufRead + 'a>(
    reader: R,
    format: ExchangeFormat,
    encoding: TextEncoding,
) -> Box<dyn Iterator<Item = Result<ExchangeUnit, ExchangeError>> + 'a> {
    match format {
        ExchangeFormat::Tsv => Box::new(tsv::Tsv::new(reader)),
        ExchangeFormat::Xliff => Box::new(xliff::Xliff::new(reader)),
        ExchangeFormat::Tmx => Box::new(tmx::Tmx::new(reader)),
        ExchangeFormat::Csv => Box::new(csv_units::CsvUnits::new(reader, encoding)),
    }
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod tests;
