//! A rendering that the reader does not want.

use std::{fmt, str::FromStr};

use publication::LanguageTag;
use serde::{Deserialize, Serialize};

use super::term_table::folded;

/// Longest words, in characters; terms are shorter.
const LONGEST: usize = 200;

/// A term in a language that is not to be looked for: a rendering, or with the language in which it was typed the whole expansion of a
/// term. Written `en:battery`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DroppedTerm {
    /// Its language.
    pub language: LanguageTag,
    /// The words.
    pub words: String,
}

impl DroppedTerm {
    /// A term as it is shown.
    #[must_use]
    pub fn new(language: LanguageTag, words: &str) -> Self {
        Self { language, words: words.split_whitespace().collect::<Vec<_>>().join(" ") }
    }

    /// Whether these words of a language are meant; case and width aside.
    #[must_use]
    pub fn is(&self, language: &LanguageTag, words: &str) -> bool {
        self.language == *language && folded(&self.words) == folded(words)
    }
}

impl fmt::Display for DroppedTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.language, self.words)
    }
}

impl FromStr for DroppedTerm {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (language, words) = text.split_once([':', '：']).ok_or(())?;
        let dropped = Self::new(language.trim().parse().map_err(|_| ())?, words);
        let plausible =
            !dropped.words.is_empty() && dropped.words.chars().count() <= LONGEST && !dropped.words.chars().any(char::is_control);
        plausible.then_some(dropped).ok_or(())
    }
}
