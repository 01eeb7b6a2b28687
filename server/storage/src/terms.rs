//! Terms of the termbase: a concept's words, each in one language with its Japanese.

use publication::LanguageTag;
use serde::{Deserialize, Serialize};

/// One term of the termbase: a concept's word in one language and in Japanese. Further Japanese words of the concept, admitted or forbidden, are
/// terms of Japanese.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The concept, shared by its words in all languages.
    pub concept: String,
    /// Language of the word.
    pub language: LanguageTag,
    /// The word.
    pub term: String,
    /// The preferred Japanese.
    pub japanese: String,
    /// What the word is for.
    pub status: TermStatus,
    /// Whether the public may learn of it. A term made from what is not for the public is for people inside.
    pub public: bool,
    /// Beginnings of IPC symbols (`H01M`, `H01M 10/05`) to whose documents the term belongs; none: to all.
    #[serde(default)]
    pub ipc: Vec<String>,
    /// For people.
    #[serde(default)]
    pub note: String,
    /// Where the word is attested.
    #[serde(default)]
    pub source: String,
}

impl Term {
    /// A preferred term for everybody and everything.
    #[must_use]
    pub fn new(concept: impl Into<String>, language: LanguageTag, term: impl Into<String>, japanese: impl Into<String>) -> Self {
        Self {
            concept: concept.into(),
            language,
            term: term.into(),
            japanese: japanese.into(),
            status: TermStatus::Preferred,
            public: true,
            ipc: Vec::new(),
            note: String::new(),
            source: String::new(),
        }
    }
}

/// What a word of the termbase is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TermStatus {
    /// 推奨: the word to use.
    #[default]
    Preferred,
    /// 許容: another word that may be used.
    Admitted,
    /// 使用禁止: known, so that it is understood and warned of; never offered.
    Forbidden,
}

impl TermStatus {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Preferred, Self::Admitted, Self::Forbidden];

    /// The stable word, as in tables and files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Admitted => "admitted",
            Self::Forbidden => "forbidden",
        }
    }
}

impl std::str::FromStr for TermStatus {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|status| status.as_str() == word).ok_or(())
    }
}
