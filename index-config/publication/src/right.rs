//! The four rights.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// An industrial property right that offices publish documents of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    /// 特許
    Patent,
    /// 実用新案
    UtilityModel,
    /// 意匠
    Design,
    /// 商標
    Trademark,
}

/// A word that names none of the four rights.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("not a right: {0:?} (patent, utility-model, design or trademark)")]
pub struct RightError(pub String);

impl Right {
    /// All four, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Patent, Self::UtilityModel, Self::Design, Self::Trademark];

    /// The word used in ids, URLs and files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Patent => "patent",
            Self::UtilityModel => "utility-model",
            Self::Design => "design",
            Self::Trademark => "trademark",
        }
    }

    /// The Japanese name of the right.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Patent => "特許",
            Self::UtilityModel => "実用新案",
            Self::Design => "意匠",
            Self::Trademark => "商標",
        }
    }

    /// The English name of the right.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::Patent => "Patent",
            Self::UtilityModel => "Utility model",
            Self::Design => "Design",
            Self::Trademark => "Trademark",
        }
    }
}

impl fmt::Display for Right {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Right {
    type Err = RightError;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|right| right.as_str().eq_ignore_ascii_case(word)).ok_or_else(|| RightError(word.to_owned()))
    }
}
