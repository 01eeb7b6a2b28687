//! Facets.

use publication::ClassificationScheme;
use serde::{Deserialize, Serialize};

use crate::IpcLevel;

/// What hits are counted by.
///
/// A value counts a record once, however often the record has it.
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
    /// IPC section: `H`.
    IpcSection,
    /// IPC class: `H01`.
    IpcClass,
    /// IPC subclass: `H01M`.
    IpcSubclass,
    /// IPC main group: `H01M10`.
    IpcMainGroup,
    /// Class of the Nice Classification: `25`.
    NiceClass,
    /// Class of the Locarno Classification: `06`.
    LocarnoClass,
    /// Category of the Vienna Classification: `26`.
    ViennaCategory,
    /// Kind of mark.
    MarkFeature,
    /// Applicant or owner, each by the first form of the name.
    Applicant,
    /// Applicant or owner, by every form of the name: what a name being typed is completed from.
    ApplicantName,
    /// Legal status by the events delivered; `unknown` is a value like others.
    Status,
    /// Element present.
    Element,
    /// What made the Japanese.
    Made,
}

impl FacetField {
    /// All facets.
    pub const ALL: [Self; 18] = [
        Self::Office,
        Self::Right,
        Self::Kind,
        Self::Language,
        Self::Year,
        Self::IpcSection,
        Self::IpcClass,
        Self::IpcSubclass,
        Self::IpcMainGroup,
        Self::NiceClass,
        Self::LocarnoClass,
        Self::ViennaCategory,
        Self::MarkFeature,
        Self::Applicant,
        Self::ApplicantName,
        Self::Status,
        Self::Element,
        Self::Made,
    ];

    /// The facets of a results page, in the order in which they are shown.
    pub const SHOWN: [Self; 17] = [
        Self::Office,
        Self::Right,
        Self::Year,
        Self::Status,
        Self::Kind,
        Self::Language,
        Self::NiceClass,
        Self::MarkFeature,
        Self::ViennaCategory,
        Self::LocarnoClass,
        Self::IpcSection,
        Self::IpcClass,
        Self::IpcSubclass,
        Self::IpcMainGroup,
        Self::Applicant,
        Self::Element,
        Self::Made,
    ];

    /// The stable word, as in answers of the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Right => "right",
            Self::Kind => "kind",
            Self::Language => "language",
            Self::Year => "year",
            Self::IpcSection => "ipc-section",
            Self::IpcClass => "ipc-class",
            Self::IpcSubclass => "ipc-subclass",
            Self::IpcMainGroup => "ipc-main-group",
            Self::NiceClass => "nice",
            Self::LocarnoClass => "locarno",
            Self::ViennaCategory => "vienna",
            Self::MarkFeature => "mark-kind",
            Self::Applicant => "applicant",
            Self::ApplicantName => "applicant-name",
            Self::Status => "status",
            Self::Element => "element",
            Self::Made => "made",
        }
    }

    /// The scheme of marks or designs whose highest level the facet counts, if it counts one.
    #[must_use]
    pub const fn scheme(self) -> Option<ClassificationScheme> {
        match self {
            Self::NiceClass => Some(ClassificationScheme::Nice),
            Self::LocarnoClass => Some(ClassificationScheme::Locarno),
            Self::ViennaCategory => Some(ClassificationScheme::Vienna),
            _ => None,
        }
    }

    /// The level of the IPC that the facet counts, if it counts one.
    #[must_use]
    pub const fn ipc_level(self) -> Option<IpcLevel> {
        match self {
            Self::IpcSection => Some(IpcLevel::Section),
            Self::IpcClass => Some(IpcLevel::Class),
            Self::IpcSubclass => Some(IpcLevel::Subclass),
            Self::IpcMainGroup => Some(IpcLevel::MainGroup),
            _ => None,
        }
    }
}

impl std::str::FromStr for FacetField {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|field| field.as_str() == word).ok_or(())
    }
}
