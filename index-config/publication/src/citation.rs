//! Citations.

use serde::{Deserialize, Serialize};

use crate::DocumentReference;

/// What is cited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "work", rename_all = "kebab-case")]
pub enum CitedWork {
    /// A patent document.
    Patent {
        /// The document cited.
        document: DocumentReference,
    },
    /// Non-patent literature.
    Literature {
        /// The reference as published.
        text: String,
    },
}

/// A document cited in another (INID 56).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Citation {
    /// What is cited.
    pub cited: CitedWork,
    /// Categories of the search report, as published: `X`, `Y`, `A`, `D` …
    #[serde(default)]
    pub categories: Vec<String>,
    /// When it was cited: `ISR`, `SEA`, `APP`, `EXA`, `description` … as published.
    pub phase: Option<String>,
    /// Passages and claims, as published.
    pub passages: Option<String>,
}
