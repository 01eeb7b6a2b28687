//! Pairs written to a file, one at a time.

use std::io::{self, Write};

use thiserror::Error;

use super::{ExchangeUnit, csv_units, defect::has_control, tmx_writer, xliff_writer};
use crate::Language;

/// A format that pairs are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WrittenFormat {
    /// TMX 1.4b.
    Tmx,
    /// XLIFF 2.1 (ISO 21720), of one source language.
    Xliff21,
    /// XLIFF 1.2; a `file` for each run of one language.
    Xliff12,
    /// CSV for spreadsheets: UTF-8 with a byte order mark.
    Csv,
}

/// A pair that could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// The file could not be written to.
    #[error(transparent)]
    Output(#[from] io::Error),
    /// A text has control characters, for which the formats have no room. Nothing of the pair was written.
    #[error("a text has control characters")]
    Character,
    /// XLIFF 2.1 names one source language for a whole file. Nothing of the pair was written.
    #[error("the file is of {0}, the pair of {1}")]
    OtherLanguage(Language, Language),
}

impl WriteError {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Output(_) => "exchange-output",
            Self::Character => "exchange-character",
            Self::OtherLanguage(..) => "exchange-other-language",
        }
    }
}

/// A file of pairs that is being written. Without [`finish`](Self::finish) it has no end.
pub struct UnitWriter<W: Write> {
    to: To<W>,
}

enum To<W: Write> {
    Tmx(tmx_writer::TmxWriter<W>),
    Xliff(xliff_writer::XliffWriter<W>),
    Csv(Box<csv::Writer<W>>),
}

impl<W: Write> UnitWriter<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// Where it cannot be written to.
    pub fn new(out: W, format: WrittenFormat) -> Result<Self, WriteError> {
        let to = match format {
            WrittenFormat::Tmx => To::Tmx(tmx_writer::TmxWriter::new(out)?),
            WrittenFormat::Xliff21 => To::Xliff(xliff_writer::XliffWriter::new(out, true)),
            WrittenFormat::Xliff12 => To::Xliff(xliff_writer::XliffWriter::new(out, false)),
            WrittenFormat::Csv => To::Csv(Box::new(csv_units::open_units(out)?)),
        };
        Ok(Self { to })
    }

    /// Writes a pair. Its id, line, state and count of codes are the other file's own and are not written.
    ///
    /// # Errors
    /// Where the pair cannot be part of this file, or the file cannot be written to.
    pub fn write(&mut self, unit: &ExchangeUnit) -> Result<(), WriteError> {
        let details = &unit.details;
        let texts = [
            Some(&unit.source),
            unit.japanese.as_ref(),
            details.author.as_ref(),
            details.changed_by.as_ref(),
            details.origin_name.as_ref(),
        ];
        if texts.into_iter().flatten().any(|text| has_control(text)) {
            return Err(WriteError::Character);
        }
        match &mut self.to {
            To::Tmx(tmx) => tmx.write(unit),
            To::Xliff(xliff) => xliff.write(unit),
            To::Csv(csv) => csv_units::write_unit(csv, unit),
        }
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Where it cannot be written to.
    pub fn finish(self) -> Result<W, WriteError> {
        match self.to {
            To::Tmx(tmx) => tmx.finish(),
            To::Xliff(xliff) => xliff.finish(),
            To::Csv(csv) => csv.into_inner().map_err(|error| WriteError::Output(io::Error::other(error.to_string()))),
        }
    }
}
