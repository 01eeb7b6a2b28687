//! What trademarks and designs have that patents do not.

use serde::{Deserialize, Serialize};

use crate::LanguageTag;

/// Goods and services of one class (INID 511).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GoodsAndServices {
    /// Class of the Nice classification, 1 to 45; `None` where the file gives a list without classes.
    pub class: Option<u8>,
    /// The language of the list.
    pub language: LanguageTag,
    /// The list as published.
    pub text: String,
}

/// A trademark's own data (WIPO ST.60).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MarkDetails {
    /// Verbal element of the mark (INID 541, or the words of 540).
    pub verbal_element: Option<String>,
    /// Kind of mark as published: word, figurative, three-dimensional (INID 546 to 558).
    pub kind: Option<String>,
    /// Transliteration (INID 561).
    pub transliteration: Option<String>,
    /// Translation of the mark, as published (INID 566).
    pub translation: Option<String>,
    /// Colours claimed (INID 591).
    pub colours: Option<String>,
    /// Disclaimer (INID 526).
    pub disclaimer: Option<String>,
    /// Goods and services, by class and language.
    pub goods: Vec<GoodsAndServices>,
}

/// A design's own data (WIPO ST.80).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DesignDetails {
    /// Number of designs in the document (INID 28).
    pub number_of_designs: Option<u32>,
    /// Description of characteristic features, as published (INID 57).
    pub features: Option<String>,
    /// Colours (INID 55, 58 by office).
    pub colours: Option<String>,
}
