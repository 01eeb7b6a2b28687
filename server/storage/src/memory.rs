//! The translation memory and the termbase: what is kept of them, and the port.

use async_trait::async_trait;
use publication::{Audience, LanguageTag};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::{StorageError, Stored, Term};

/// One unit of the translation memory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoryUnit {
    /// Language of the source.
    pub source_language: LanguageTag,
    /// The source text.
    pub source: String,
    /// The Japanese.
    pub japanese: String,
    /// The source with its numbers taken out, as the translator package makes it.
    pub pattern: String,
    /// Between which sentences it stood, as the translator package says it; empty where that is not known. A source has one unit for each
    /// context.
    #[serde(default)]
    pub context: String,
    /// Who made it, for people; empty where nobody is named.
    pub author: String,
    /// When it was made.
    pub created: OffsetDateTime,
    /// Who changed it last, and when; `None` where nobody did.
    #[serde(default)]
    pub changed: Option<UnitChange>,
    /// Where it came from.
    #[serde(default)]
    pub origin: UnitOrigin,
    /// What it came from: the name of a file, a publication; for people.
    #[serde(default)]
    pub origin_name: String,
    /// What it was made from may be seen by the public.
    pub public: bool,
}

impl MemoryUnit {
    /// When it was made or last changed: of two units for one sentence the newer one holds.
    #[must_use]
    pub fn dated(&self) -> OffsetDateTime {
        self.changed.as_ref().map_or(self.created, |change| change.at)
    }
}

/// The last change of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitChange {
    /// Who, for people; empty where nobody is named.
    pub by: String,
    /// When.
    pub at: OffsetDateTime,
}

/// Where a unit came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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

    /// The stable word, as in tables and files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Imported => "imported",
            Self::Sample => "sample",
        }
    }
}

impl std::str::FromStr for UnitOrigin {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|origin| origin.as_str() == word).ok_or(())
    }
}

/// The side of a unit in which words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitSide {
    /// The source.
    Source,
    /// The Japanese.
    Japanese,
}

/// Translation memory and termbase.
///
/// A unit for the public and one for people inside stand beside each other, and neither takes the other's place.
#[async_trait]
pub trait MemoryRepository: Send + Sync {
    /// Adds units, in one transaction; one with the same language, source, context and audience is replaced by one that is
    /// [newer](MemoryUnit::dated), or as new and different. Answers in the order given.
    async fn store_units(&self, units: Vec<MemoryUnit>) -> Result<Vec<Stored>, StorageError>;

    /// What adding units would do, without doing it.
    async fn would_store_units(&self, units: Vec<MemoryUnit>) -> Result<Vec<Stored>, StorageError>;

    /// Adds units as [`store_units`](Self::store_units) does, and answers how many were added or replaced.
    async fn add_units(&self, units: Vec<MemoryUnit>) -> Result<u64, StorageError> {
        Ok(changed(&self.store_units(units).await?))
    }

    /// Units whose source is one of these, of a language, that an audience may see; one for each source and context, the newer of those for
    /// the public and for the inside.
    async fn exact(&self, language: &LanguageTag, sources: &[String], audience: Audience) -> Result<Vec<MemoryUnit>, StorageError>;

    /// Units whose pattern is one of these, of a language.
    async fn by_pattern(&self, language: &LanguageTag, patterns: &[String], audience: Audience) -> Result<Vec<MemoryUnit>, StorageError>;

    /// Units of a language whose source shares most with a sentence, at most `limit`, the most promising first: what a comparison of the
    /// whole sentences begins with. A unit of which less than seven in ten words or characters would remain may be left out, the others
    /// are found.
    async fn similar(
        &self,
        language: &LanguageTag,
        source: &str,
        audience: Audience,
        limit: usize,
    ) -> Result<Vec<MemoryUnit>, StorageError>;

    /// Units in one side of which all of these words stand (concordance), the last added first, at most `limit`; of all languages where
    /// `None`. Letter case is no matter. A word of a script with spaces is found whole, one of a script without wherever its characters stand.
    async fn containing(
        &self,
        words: &[String],
        side: UnitSide,
        language: Option<&LanguageTag>,
        audience: Audience,
        limit: usize,
    ) -> Result<Vec<MemoryUnit>, StorageError>;

    /// Units after a place, in the order in which they were added, at most `limit`, each with its place: how an export goes through them.
    async fn units_after(
        &self,
        after: Option<i64>,
        language: Option<&LanguageTag>,
        audience: Audience,
        limit: usize,
    ) -> Result<Vec<(i64, MemoryUnit)>, StorageError>;

    /// How many units there are.
    async fn units(&self, audience: Audience) -> Result<u64, StorageError>;

    /// Adds terms, in one transaction; the same concept, language and term is replaced. Answers in the order given.
    async fn store_terms(&self, terms: Vec<Term>) -> Result<Vec<Stored>, StorageError>;

    /// What adding terms would do, without doing it.
    async fn would_store_terms(&self, terms: Vec<Term>) -> Result<Vec<Stored>, StorageError>;

    /// Adds terms as [`store_terms`](Self::store_terms) does, and answers how many were added or replaced.
    async fn add_terms(&self, terms: Vec<Term>) -> Result<u64, StorageError> {
        Ok(changed(&self.store_terms(terms).await?))
    }

    /// All terms of a language that an audience may learn of; of all languages where `None`. By concept and language, preferred ones first.
    async fn terms(&self, language: Option<&LanguageTag>, audience: Audience) -> Result<Vec<Term>, StorageError>;
}

fn changed(stored: &[Stored]) -> u64 {
    stored.iter().filter(|stored| matches!(stored, Stored::Created | Stored::Updated)).count() as u64
}
