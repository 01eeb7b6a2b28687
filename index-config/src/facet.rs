//! Facets.

use serde::{Deserialize, Serialize};

/// What hits are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FacetField {
    /// Office.
    Office,
    /// Right.
    Right,
    /// Kind code.
    Kind,
    /// Language of an original text.
    Language,
    /// Year of publication.
    Year,
    /// IPC subclass: `H01M`.
    IpcSubclass,
    /// Applicant or owner, first form of the name.
    Applicant,
    /// Element present.
    Element,
    /// What made the Japanese.
    Made,
}
