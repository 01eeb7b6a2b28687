//! Where an indexed text comes from.

use serde::{Deserialize, Serialize};

/// What made an indexed text, so that a reader can filter by it and the ranking can weigh it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextOrigin {
    /// 原文: the office's own text.
    Original,
    /// 人手: a person's translation or correction.
    Human,
    /// 翻訳メモリ: an approved translation of the same sentence.
    Memory,
    /// 機械翻訳: an engine's translation.
    Machine,
    /// 定型: what the built-in engine can justify word by word (headings, claim frames).
    BuiltIn,
}

impl TextOrigin {
    /// All origins.
    pub const ALL: [Self; 5] = [Self::Original, Self::Human, Self::Memory, Self::Machine, Self::BuiltIn];

    /// The stable word, as in URLs, tables and indexes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Human => "human",
            Self::Memory => "memory",
            Self::Machine => "machine",
            Self::BuiltIn => "built-in",
        }
    }

    /// The Japanese name.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Original => "原文",
            Self::Human => "人手",
            Self::Memory => "翻訳メモリ",
            Self::Machine => "機械翻訳",
            Self::BuiltIn => "定型",
        }
    }

    /// The English name.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::Original => "Original",
            Self::Human => "Human",
            Self::Memory => "Translation memory",
            Self::Machine => "Machine translation",
            Self::BuiltIn => "Fixed phrases",
        }
    }
}

impl std::str::FromStr for TextOrigin {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|origin| origin.as_str() == word).ok_or(())
    }
}
