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

impl FacetField {
    /// All facets, in the order in which they are shown.
    pub const ALL: [Self; 9] =
        [Self::Office, Self::Right, Self::Year, Self::Kind, Self::Language, Self::IpcSubclass, Self::Applicant, Self::Element, Self::Made];

    /// The stable word, as in answers of the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Right => "right",
            Self::Kind => "kind",
            Self::Language => "language",
            Self::Year => "year",
            Self::IpcSubclass => "ipc-subclass",
            Self::Applicant => "applicant",
            Self::Element => "element",
            Self::Made => "made",
        }
    }
}
