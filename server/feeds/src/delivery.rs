//! What a delivery gives: records, rejects, progress.

use publication::{LanguageTag, OfficeCode, Operation, Publication, Right};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How an office's feed is to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedSettings {
    /// The office whose feed it is. A record that states another publishing office (DOCDB holds all of them) keeps its own.
    pub office: OfficeCode,
    /// The right, where the records do not state one; `None` leaves it to the format.
    pub right: Option<Right>,
    /// The format; `None` finds it by content, file by file.
    pub format: Option<FormatName>,
    /// Character encoding of text files that do not declare one (`windows-874`, `shift_jis` …, WHATWG names); `None` finds it by content.
    pub encoding: Option<String>,
    /// Language of texts that state none; `None` takes the office's.
    pub language: Option<LanguageTag>,
    /// Whether the records are samples written for demonstration.
    pub sample: bool,
}

/// A format by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormatName {
    /// WIPO ST.36 as the EPO writes it.
    St36Ep,
    /// EPO DOCDB exchange documents.
    Docdb,
    /// WIPO ST.66: trademarks.
    St66,
    /// WIPO ST.86: designs.
    St86,
    /// WIPO ST.96.
    St96,
    /// Answers of KIPRIS, the Korean office's service.
    Kipris,
    /// Trademarks of the Taiwanese office, in its own XML.
    Tipo,
    /// Text with INID codes (WIPO ST.9, ST.60, ST.80).
    InidText,
    /// WIPO ST.36 as other offices write it.
    St36,
    /// Patent publications of WIPO ST.96.
    St96Patent,
    /// Full texts as the EPO exchanges them (FTM).
    EpoFullText,
    /// Records of the German register of patents and utility models.
    DpmaRegister,
    /// Legal events and families of the EPO's Open Patent Services.
    Ops,
    /// Patent documents of the US office, of all its formats since 2001.
    UsPatent,
    /// Patent documents of the Chinese office, in its new and its old XML.
    Cnipa,
}

impl FormatName {
    /// All formats.
    pub const ALL: [Self; 15] = [
        Self::St36Ep,
        Self::Docdb,
        Self::St66,
        Self::St86,
        Self::St96,
        Self::Kipris,
        Self::Tipo,
        Self::InidText,
        Self::St36,
        Self::St96Patent,
        Self::EpoFullText,
        Self::DpmaRegister,
        Self::Ops,
        Self::UsPatent,
        Self::Cnipa,
    ];

    /// The stable name, as on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::St36Ep => "st36-ep",
            Self::Docdb => "docdb",
            Self::St66 => "st66",
            Self::St86 => "st86",
            Self::St96 => "st96",
            Self::Kipris => "kipris",
            Self::Tipo => "tipo",
            Self::InidText => "inid-text",
            Self::St36 => "st36",
            Self::St96Patent => "st96-patent",
            Self::EpoFullText => "epo-full-text",
            Self::DpmaRegister => "dpma-register",
            Self::Ops => "ops",
            Self::UsPatent => "us-patent",
            Self::Cnipa => "cnipa",
        }
    }
}

/// Bounds on what a delivery may ask of the machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Largest single record, bytes.
    pub record_bytes: u64,
    /// Largest file after unpacking, bytes.
    pub file_bytes: u64,
    /// Largest delivery after unpacking, bytes.
    pub delivery_bytes: u64,
    /// Most files of a delivery, archives' entries included.
    pub files: u64,
    /// Largest ratio of unpacked to packed size of an archive's entry of more than one MiB.
    pub ratio: u64,
    /// Archives within archives.
    pub nesting: u32,
    /// Elements within elements.
    pub depth: u32,
    /// Largest image kept with a record, bytes.
    pub figure_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1024 * 1024;
        Self {
            record_bytes: 64 * MIB,
            file_bytes: 8 * 1024 * MIB,
            delivery_bytes: 64 * 1024 * MIB,
            files: 2_000_000,
            ratio: 200,
            nesting: 4,
            depth: 100,
            figure_bytes: 64 * MIB,
        }
    }
}

/// A record read.
#[derive(Clone, Debug)]
pub struct ParsedRecord {
    /// What the record does.
    pub operation: Operation,
    /// The publication.
    pub publication: Publication,
    /// The record as it came.
    pub original: Vec<u8>,
    /// Image files of the delivery that the record names.
    pub figures: Vec<FigureFile>,
    /// What was odd but no reason to refuse: a date that is none, a class that could not be read.
    pub remarks: Vec<Remark>,
}

/// Bytes of an image that a record names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureFile {
    /// Position in [`Publication::figures`].
    pub figure: usize,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Something odd in a record that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Stable code: `date-unreadable`, `class-unreadable`, `figure-missing` …
    pub code: String,
    /// Where in the record: an element's path or an INID code.
    pub place: String,
    /// The value as it came, cut to 200 characters.
    pub value: String,
}

/// A record, or a whole file, that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reject {
    /// The file within the delivery; entries of archives by `!/`.
    pub file: String,
    /// Where in the file, for people: `byte 1234`, `line 17`, `exch:exchange-document 3`.
    pub place: String,
    /// Stable code: `xml-malformed`, `number-missing`, `archive-ratio` …
    pub code: String,
    /// The reason, in Japanese.
    pub reason: String,
}

/// How far reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryProgress {
    /// Bytes read of the delivery as it came (packed).
    pub bytes: u64,
    /// Bytes in all; 0 where unknown.
    pub total: u64,
}

/// Asks reading to end: the sink is gone, or a person stopped the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop;

/// Where records go.
pub trait DeliverySink {
    /// Takes a record.
    ///
    /// # Errors
    /// [`Stop`] to end reading.
    fn record(&mut self, record: ParsedRecord) -> Result<(), Stop>;

    /// Takes a reject.
    ///
    /// # Errors
    /// [`Stop`] to end reading.
    fn reject(&mut self, reject: Reject) -> Result<(), Stop>;

    /// Is told of progress, a few times a second at most.
    fn progress(&mut self, progress: DeliveryProgress);
}

/// What a delivery was, when it was read to its end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliverySummary {
    /// Files seen, archives' entries included.
    pub files: u64,
    /// Files that are no records: images, schemas, listings.
    pub passed_over: u64,
    /// Records handed over.
    pub records: u64,
    /// Rejects handed over.
    pub rejects: u64,
    /// Whether the sink ended it early.
    pub stopped: bool,
}

/// Why a delivery could not be read at all.
#[derive(Debug, Error)]
pub enum DeliveryError {
    /// No such file or directory, or it cannot be opened.
    #[error("cannot open {path}: {cause}")]
    Open {
        /// The path.
        path: String,
        /// The system's reason.
        cause: std::io::Error,
    },
    /// The whole delivery is refused: stable code and reason in Japanese.
    #[error("{code}: {reason}")]
    Refused {
        /// Stable code.
        code: String,
        /// The reason, in Japanese.
        reason: String,
    },
}
