//! What a file of corrected texts has brought.

use publication::{LanguageTag, TextPart};
use serde::{Deserialize, Serialize};

use super::SegmentPlace;

/// A text of a file that was not saved since somebody else was faster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportClash {
    /// The part.
    pub part: TextPart,
    /// The segment.
    pub segment: SegmentPlace,
    /// The language of the source.
    pub language: LanguageTag,
    /// The source.
    pub source: String,
    /// The text of the file.
    pub yours: String,
    /// The present text.
    pub present: String,
    /// The text that both came from.
    pub ancestor: Option<String>,
}

/// A unit of a file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportProblem {
    /// Line of the file.
    pub line: u64,
    /// Stable code.
    pub code: String,
    /// What it is about.
    pub detail: String,
}

/// What a file has brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Whether nothing was stored.
    pub dry_run: bool,
    /// Units read.
    pub read: u64,
    /// Texts saved, or that would be.
    pub saved: u64,
    /// Texts that are as they were.
    pub unchanged: u64,
    /// Texts that clash.
    pub clashing: u64,
    /// Units that cannot be used.
    pub rejected: u64,
    /// The first of those that clash.
    pub clashes: Vec<ImportClash>,
    /// The first of those that cannot be used.
    pub problems: Vec<ImportProblem>,
}
