//! The translation memory: the port by which it is asked, and what is made of its answers.

mod context;
mod edits;
mod matching;
mod similarity;
mod tokens;

use async_trait::async_trait;
use thiserror::Error;

use crate::Language;

pub use context::Context;
pub use edits::{Edit, difference};
pub use matching::{MatchKind, MatchSettings, MemoryMatch, Penalty, Sentence, matches};
pub use similarity::Comparison;

/// Whose eyes the Japanese is for: units made from what the public may not see must not reach it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MemoryScope {
    /// Only units made from public text.
    Public,
    /// All units.
    Inside,
}

/// Where a unit came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum UnitOrigin {
    /// A translation that was approved here.
    #[default]
    Approved,
    /// A file of another tool, or of another memory.
    Imported,
    /// The samples of the program.
    Sample,
}

impl UnitOrigin {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Approved, Self::Imported, Self::Sample];

    /// The stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Imported => "imported",
            Self::Sample => "sample",
        }
    }
}

/// A sentence and its approved Japanese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoryUnit {
    /// The source.
    pub source: String,
    /// Its Japanese.
    pub japanese: String,
    /// Who made it, for people.
    pub author: String,
    /// Day it was made, `yyyy-mm-dd`.
    pub date: String,
    /// Whether it was made from text that the public may not see.
    pub restricted: bool,
    /// Between which sentences it stood; `None` where that is not known.
    pub context: Option<Context>,
    /// Where it came from.
    pub origin: UnitOrigin,
}

/// The memory could not be asked.
#[derive(Debug, Error)]
#[error("the translation memory cannot be read: {0}")]
pub struct MemoryError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// Where approved translations are kept.
///
/// The look-ups answer in any order, with any number of units per sentence or pattern, and are called with each text once. Units are stored under
/// the source normalised by [`normalised`](crate::normalised) and the pattern made by [`Pattern::of`](crate::Pattern::of).
#[async_trait]
pub trait TranslationMemory: Send + Sync {
    /// Units of a language whose source is one of these.
    async fn exact(&self, language: &Language, sources: &[String], scope: MemoryScope) -> Result<Vec<MemoryUnit>, MemoryError>;

    /// Units of a language whose source has one of these patterns.
    async fn by_pattern(&self, language: &Language, patterns: &[String], scope: MemoryScope) -> Result<Vec<MemoryUnit>, MemoryError>;

    /// Units of a language that may resemble a sentence, at most so many: the most promising ones by any quick measure. They are compared
    /// again here.
    async fn similar(&self, language: &Language, source: &str, scope: MemoryScope, most: usize) -> Result<Vec<MemoryUnit>, MemoryError>;
}
