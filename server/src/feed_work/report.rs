//! How far a job is, and what it did: what pages and commands show of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::harvest::UnknownValue;

/// How far a job is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct JobProgress {
    /// What is being done: `listing`, `fetching`, `reading`, `rolling-back`.
    pub phase: String,
    /// The file.
    pub file: String,
    /// Bytes done.
    pub bytes: u64,
    /// Bytes in all; 0 where unknown.
    pub total: u64,
    /// Times the connection was made anew.
    pub resumed: u32,
    /// Files done.
    pub files: u64,
    /// Records read.
    pub read: u64,
    /// Records refused.
    pub rejected: u64,
    /// Publications that taking a delivery back changes.
    pub concerned: u64,
    /// Publications that are what they were before.
    pub restored: u64,
    /// Publications that have gone by that.
    pub taken_away: u64,
}

/// A file that could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFailure {
    /// Its path within the source.
    pub path: String,
    /// Stable code.
    pub code: String,
    /// The reason, in Japanese.
    pub reason: String,
}

/// What was read of a record, beside the record itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// The publication; empty for a record that was refused.
    pub id: String,
    /// `created`, `updated`, `unchanged`, `deleted` or `rejected`.
    pub outcome: String,
    /// The file within the delivery.
    pub file: String,
    /// Where in the file, of a record that was refused.
    #[serde(default)]
    pub place: String,
    /// Fields with what was read, in Japanese.
    pub fields: Vec<(String, String)>,
    /// The beginning of the record as it came.
    pub source: String,
}

/// What a job did.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct JobReport {
    /// Files that the source has.
    pub listed: u64,
    /// Files that came.
    pub fetched: u64,
    /// Bytes that came.
    pub fetched_bytes: u64,
    /// Files that came before, by content.
    pub duplicates: u64,
    /// Times a connection was made anew.
    pub resumed: u64,
    /// Files that could not be fetched.
    pub failures: Vec<FileFailure>,
    /// Records read.
    pub read: u64,
    /// Publications that were new.
    pub created: u64,
    /// Publications superseded.
    pub updated: u64,
    /// Records equal to what was stored.
    pub unchanged: u64,
    /// Publications taken away.
    pub deleted: u64,
    /// Records and files refused.
    pub rejected: u64,
    /// Publications that taking a delivery back changes.
    pub concerned: u64,
    /// Publications that are what they were before.
    pub restored: u64,
    /// Publications that have gone by that.
    pub taken_away: u64,
    /// What was odd in records that were taken, by code.
    pub remarks: BTreeMap<String, u64>,
    /// Values that nobody has told the meaning of.
    pub unknown: Vec<UnknownValue>,
    /// The first records, where it was a trial.
    pub previews: Vec<Preview>,
    /// Whether only files with refused records were read again.
    pub refused_only: bool,
    /// Seconds it took, the last time it was taken.
    pub seconds: f64,
}
