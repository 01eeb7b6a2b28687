//! The formats: one module each, behind one trait.
//!
//! A new format is a module that names the standard it reads, an implementation of [`Format`], a line in [`FORMATS`] and a
//! [`FormatName`].

mod bag_format;
mod claim_text;
mod class_parts;
mod cnipa;
pub(crate) mod docdb;
mod document_id;
mod dpma_register;
mod epo_full_text;
mod fields;
pub(crate) mod inid_text;
mod kind_right;
mod kipris_register;
mod legal_status;
mod office_numbers;
mod operation;
mod ops;
mod register;
mod running_text;
mod scripts;
mod st36;
mod st36_bibliography;
pub(crate) mod st36_ep;
mod st66;
mod st8;
mod st86;
mod st96_patent;
mod st96_register;
mod tipo;
mod us;

use std::{cell::Cell, io, io::Read};

use publication::{LanguageTag, Publication, PublishedDate, Source};

use crate::{FeedSettings, FormatName, Limits, Operation, Remark, Stop, codes::RejectCode, head::Head};

pub(crate) use bag_format::{BagFormat, BagLayout, Drafts};
pub(crate) use fields::{Identity, as_office, reference_office, symbol_of};

/// All formats, in the order in which they are asked whether a file is theirs.
pub(crate) static FORMATS: &[&dyn Format] = &[
    &st36_ep::St36Ep,
    &docdb::Docdb,
    &st66::FORMAT,
    &st86::FORMAT,
    &st96_register::FORMAT,
    &st96_patent::St96Patent,
    &epo_full_text::EpoFullText,
    &dpma_register::DpmaRegister,
    &ops::Ops,
    &kipris_register::FORMAT,
    &tipo::FORMAT,
    &us::UsPatent,
    &cnipa::Cnipa,
    // The widest of the XML formats comes last.
    &st36::St36,
    &inid_text::InidText,
];

/// The format of a name.
pub(crate) fn format_named(name: FormatName) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}

/// A way of writing records in files.
pub(crate) trait Format: Sync {
    /// Its name.
    fn name(&self) -> FormatName;

    /// Whether its files are XML; a setting never makes an XML format read a text file, or the other way round.
    fn is_xml(&self) -> bool {
        true
    }

    /// Whether a file that begins so is of this format.
    fn recognises(&self, head: &Head<'_>) -> bool;

    /// Reads a file's records to `out`, one after the other, in bounded memory. The input is UTF-8 wherever the file's encoding was known
    /// from its beginning.
    ///
    /// # Errors
    /// When the sink asked to stop, or the file cannot be read on. A record refused is no error.
    fn read(&self, input: &mut dyn Read, context: &Context<'_>, out: &mut dyn Out) -> Result<(), ReadEnd>;
}

/// What a format needs to know beside the file's bytes.
pub(crate) struct Context<'a> {
    /// The feed's settings.
    pub(crate) settings: &'a FeedSettings,
    /// The limits.
    pub(crate) limits: &'a Limits,
    /// The file within the delivery.
    pub(crate) file: &'a str,
    /// Set by the decoder when it had to replace something; `None` where the bytes come as they are in the file.
    pub(crate) decoder: Option<&'a Cell<bool>>,
}

impl Context<'_> {
    /// Whether the input was decoded from another encoding than UTF-8.
    pub(crate) fn is_transcoded(&self) -> bool {
        self.decoder.is_some()
    }

    /// Whether the decoder met sequences that its encoding does not have.
    pub(crate) fn decoder_replaced(&self) -> bool {
        self.decoder.is_some_and(Cell::get)
    }

    /// Where a record came from; the store fills in the delivery.
    pub(crate) fn source(&self, format: FormatName, offset: u64) -> Source {
        Source { delivery: String::new(), file: self.file.to_owned(), offset, format: format.as_str().to_owned() }
    }

    /// The language of texts that state none.
    pub(crate) fn default_language(&self, office: publication::OfficeCode) -> LanguageTag {
        if let Some(language) = &self.settings.language {
            return language.clone();
        }
        office.office().and_then(|office| office.language).map_or_else(LanguageTag::undetermined, LanguageTag::from_office)
    }
}

/// A record read, before its figures are looked for.
#[derive(Debug)]
pub(crate) struct Draft {
    /// What it does to what is held.
    pub(crate) operation: Operation,
    /// The publication.
    pub(crate) publication: Publication,
    /// The record as it came.
    pub(crate) original: Vec<u8>,
    /// What was odd.
    pub(crate) remarks: Vec<Remark>,
}

/// Why a record was refused.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// The code.
    pub(crate) code: &'static RejectCode,
    /// Byte offset in the record, where known.
    pub(crate) at: Option<u64>,
    /// What was found.
    pub(crate) detail: String,
}

impl Refusal {
    /// A refusal of the record as a whole.
    pub(crate) fn new(code: &'static RejectCode, detail: impl Into<String>) -> Self {
        Self { code, at: None, detail: detail.into() }
    }
}

/// Where a format hands over what it reads.
pub(crate) trait Out {
    /// Takes a record.
    fn record(&mut self, draft: Draft) -> Result<(), Stop>;
    /// Takes a reject of the file being read.
    fn reject(&mut self, place: String, code: &'static RejectCode, detail: &str) -> Result<(), Stop>;
}

/// Why reading a file ended before its end.
#[derive(Debug)]
pub(crate) enum ReadEnd {
    /// The sink asked for it.
    Stop,
    /// The file cannot be read on.
    Io(io::Error),
}

impl From<Stop> for ReadEnd {
    fn from(_: Stop) -> Self {
        Self::Stop
    }
}

impl From<io::Error> for ReadEnd {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Remarks of a record being read.
#[derive(Debug, Default)]
pub(crate) struct Remarks(pub(crate) Vec<Remark>);

impl Remarks {
    /// Most remarks kept of one record.
    const MOST: usize = 200;

    /// Adds a remark.
    pub(crate) fn add(&mut self, code: &str, place: &str, value: &str) {
        if self.0.len() < Self::MOST {
            let value = value.chars().take(200).collect();
            self.0.push(Remark { code: code.to_owned(), place: place.to_owned(), value });
        }
    }

    /// Reads a date that is not the publication's own: what is none stays as published, with a remark.
    pub(crate) fn date(&mut self, place: &str, text: &str) -> Option<PublishedDate> {
        if text.trim().is_empty() || text.bytes().all(|b| b == b'0') {
            return None;
        }
        let date = PublishedDate::read(text);
        if date.iso.is_none() {
            self.add("date-unreadable", place, text);
        }
        Some(date)
    }
}
