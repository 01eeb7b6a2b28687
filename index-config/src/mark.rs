//! How the words of a mark are compared.

use serde::{Deserialize, Serialize};

/// Characters of a mark's words that may be asked for as a whole or as a part.
pub const MARK_CHARS: usize = 80;

/// How words are to stand in a mark's verbal element, or in its transliteration.
///
/// Case, width and accents are ignored by all three; spaces and signs by [`MarkMatch::Exact`] and [`MarkMatch::Containing`] too: marks that
/// differ in these alone are one to the eye and to the ear (COCO-NUT, Coconut).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkMatch {
    /// 語を含む: the words stand in it, in a row, as whole words.
    #[default]
    Words,
    /// 部分一致: the characters stand in it, also within a word.
    Containing,
    /// 完全一致: it is these characters and nothing else.
    Exact,
}

impl MarkMatch {
    /// All ways, as they are offered.
    pub const ALL: [Self; 3] = [Self::Words, Self::Containing, Self::Exact];

    /// The stable word, as in URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Containing => "containing",
            Self::Exact => "exact",
        }
    }
}

impl std::str::FromStr for MarkMatch {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|way| way.as_str() == word).ok_or(())
    }
}
