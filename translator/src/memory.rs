//! The translation memory, as the pipeline asks it.

use async_trait::async_trait;
use thiserror::Error;

use crate::Language;

/// Whose eyes the Japanese is for: units made from what the public may not see must not reach it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MemoryScope {
    /// Only units made from public text.
    Public,
    /// All units.
    Inside,
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
}

/// The memory could not be asked.
#[derive(Debug, Error)]
#[error("the translation memory cannot be read: {0}")]
pub struct MemoryError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// Where approved translations are kept.
///
/// Both look-ups answer in any order, with any number of units per sentence or pattern, and are called with each text once. Units are stored under
/// the source normalised by [`normalised`](crate::normalised) and the pattern made by [`Pattern::of`](crate::Pattern::of).
#[async_trait]
pub trait TranslationMemory: Send + Sync {
    /// Units of a language whose source is one of these.
    async fn exact(&self, language: &Language, sources: &[String], scope: MemoryScope) -> Result<Vec<MemoryUnit>, MemoryError>;

    /// Units of a language whose source has one of these patterns.
    async fn by_pattern(&self, language: &Language, patterns: &[String], scope: MemoryScope) -> Result<Vec<MemoryUnit>, MemoryError>;
}
