//! Classifications: IPC, CPC, Locarno, Nice, Vienna, and the offices' own.

use serde::{Deserialize, Serialize};

use crate::OfficeCode;

/// A classification scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ClassificationScheme {
    /// International Patent Classification, all editions.
    Ipc,
    /// Cooperative Patent Classification.
    Cpc,
    /// Locarno classification of designs.
    Locarno,
    /// Nice classification of goods and services.
    Nice,
    /// Vienna classification of figurative elements.
    Vienna,
    /// An office's own: FI, F-term, USPC, DEKLA …; [`Classification::national_scheme`] names it.
    National,
}

impl ClassificationScheme {
    /// All schemes, in the order in which they are shown.
    pub const ALL: [Self; 6] = [Self::Ipc, Self::Cpc, Self::Locarno, Self::Nice, Self::Vienna, Self::National];

    /// The stable word, as in indexes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ipc => "ipc",
            Self::Cpc => "cpc",
            Self::Locarno => "locarno",
            Self::Nice => "nice",
            Self::Vienna => "vienna",
            Self::National => "national",
        }
    }

    /// The scheme's Japanese name.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Ipc => "国際特許分類(IPC)",
            Self::Cpc => "共同特許分類(CPC)",
            Self::Locarno => "ロカルノ分類",
            Self::Nice => "ニース分類",
            Self::Vienna => "ウィーン図形分類",
            Self::National => "各庁の分類",
        }
    }

    /// The scheme's English name.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::Ipc => "International Patent Classification (IPC)",
            Self::Cpc => "Cooperative Patent Classification (CPC)",
            Self::Locarno => "Locarno Classification",
            Self::Nice => "Nice Classification",
            Self::Vienna => "Vienna Classification",
            Self::National => "National classification",
        }
    }
}

/// How much the symbol says about the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ClassificationRank {
    /// First symbol.
    First,
    /// Later symbol.
    Later,
}

/// One symbol of one scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Classification {
    /// The scheme.
    pub scheme: ClassificationScheme,
    /// The national scheme's name, as the file had it, for [`ClassificationScheme::National`].
    pub national_scheme: Option<String>,
    /// The symbol without padding: IPC and CPC `H01M 10/052`, Locarno `14-03`, Nice `9`, Vienna `26.1.3`.
    pub symbol: String,
    /// The symbol as published.
    pub as_published: String,
    /// Version of the scheme: `2006-01` for IPC, an edition number for older ones.
    pub version: Option<String>,
    /// First or later, where stated.
    pub rank: Option<ClassificationRank>,
    /// `true` for invention information, `false` for additional; where stated.
    pub inventive: Option<bool>,
    /// The office that classified, where stated.
    pub office: Option<OfficeCode>,
}
