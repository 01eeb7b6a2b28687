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
