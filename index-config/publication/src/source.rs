//! Where a record came from.

use serde::{Deserialize, Serialize};

/// The delivery and file that a publication was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// The delivery: SHA-256 of what arrived, hexadecimal; empty until it is stored.
    pub delivery: String,
    /// The file within the delivery, archives' entries by `!/`: `docs.zip!/DOC00001.xml`.
    pub file: String,
    /// Byte offset of the record in the file.
    pub offset: u64,
    /// The format it was read by: `st36-ep`, `docdb`, `inid-text` …
    pub format: String,
}
