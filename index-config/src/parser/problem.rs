//! What of a search was not understood.

use serde::{Deserialize, Serialize};

/// A part of a search that was not understood, or not used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "problem", content = "text", rename_all = "kebab-case")]
pub enum QueryProblem {
    /// A quotation mark that is never closed; the phrase was taken to reach to the end.
    UnclosedQuote(String),
    /// The first of the words beyond [`MOST_WORDS`](super::MOST_WORDS).
    TooManyWords(String),
    /// A word or phrase longer than [`WORD_CHARS`](super::WORD_CHARS); its beginning.
    WordTooLong(String),
    /// No symbol of any classification.
    ClassNotUnderstood(String),
    /// No number.
    NumberNotUnderstood(String),
    /// A span of days that ends before it begins, `2021-01-01..2020-12-31`.
    DatesReversed(String),
}

impl QueryProblem {
    /// The part of the search, for people.
    #[must_use]
    pub fn part(&self) -> &str {
        match self {
            Self::UnclosedQuote(text)
            | Self::TooManyWords(text)
            | Self::WordTooLong(text)
            | Self::ClassNotUnderstood(text)
            | Self::NumberNotUnderstood(text)
            | Self::DatesReversed(text) => text,
        }
    }

    /// Whether the part was left out of the query.
    #[must_use]
    pub const fn left_out(&self) -> bool {
        !matches!(self, Self::UnclosedQuote(_))
    }
}
