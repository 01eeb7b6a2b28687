//! What every engine can do.

use async_trait::async_trait;
use index_config::{Facet, FacetField, IndexRecord, SearchAnswer, SearchRequest};
use publication::PublicationId;
use thiserror::Error;

/// Why an engine has no answer.
#[derive(Debug, Error)]
pub enum SearchError {
    /// A part of the query that this engine cannot answer exactly; the text names the part.
    #[error("this engine cannot answer: {0}")]
    Unsupported(String),
    /// The query is larger than the engine accepts.
    #[error("the query is too large: {0}")]
    TooLarge(String),
    /// The engine cannot be reached, or is not ready.
    #[error("the search engine is not available: {0}")]
    Unavailable(String),
    /// The engine did not answer in time.
    #[error("the search engine is too slow: {0}")]
    Slow(String),
    /// The engine refuses the key that it was asked with.
    #[error("the search engine refuses the key: {0}")]
    Denied(String),
    /// Another process holds the index's lock and indexes.
    #[error("another process is indexing")]
    Locked,
    /// The index on disk is of another version of its settings, and must be rebuilt.
    #[error("the index is out of date: {0}")]
    OutOfDate(String),
    /// Anything else: a broken index, a full disk.
    #[error("the search engine failed: {0}")]
    Failed(String),
}

impl SearchError {
    /// The stable word, for machines and for logs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unsupported(_) => "unsupported",
            Self::TooLarge(_) => "too-large",
            Self::Unavailable(_) => "unavailable",
            Self::Slow(_) => "slow",
            Self::Denied(_) => "denied",
            Self::Locked => "locked",
            Self::OutOfDate(_) => "out-of-date",
            Self::Failed(_) => "failed",
        }
    }
}

/// A change to apply to an index: all projections of one publication, as they are now.
#[derive(Clone, Debug)]
pub struct IndexChange {
    /// The publication.
    pub id: PublicationId,
    /// Its projections: one or two; none where it is gone from the store.
    pub records: Vec<IndexRecord>,
}

/// Who is told which records were found.
pub type Tell<'a> = &'a mut (dyn FnMut(&[PublicationId]) + Send);

/// What readers ask.
#[async_trait]
pub trait SearchEngine: Send + Sync {
    /// Answers a question. The audience is anded to the query before anything is counted.
    ///
    /// # Errors
    /// See [`SearchError`]; never silently wrong.
    async fn search(&self, request: &SearchRequest) -> Result<SearchAnswer, SearchError>;

    /// Answers as [`Self::search`] does, and tells which records were found as soon as that is known: why they matched may take longer, and
    /// meanwhile they can be looked up. They may be told again, in part or in full, where a question had to be asked anew.
    ///
    /// # Errors
    /// As for [`Self::search`].
    async fn search_and_tell(&self, request: &SearchRequest, tell: Tell<'_>) -> Result<SearchAnswer, SearchError> {
        let answer = self.search(request).await?;
        tell(&answer.hits.iter().map(|hit| hit.id.clone()).collect::<Vec<_>>());
        Ok(answer)
    }

    /// Completes a facet's value that is being typed: the values of the records of a question's query which begin with `prefix`, or have a
    /// word that does (case, width and accents ignored; in scripts without spaces every character begins a word), each with the number of
    /// those records that have it. Most frequent first; at most `request.limit`, and at most 100. With an empty prefix all values are meant.
    ///
    /// Values that begin with the prefix are all looked at. Where an engine knows only the beginnings of values, those with another word
    /// that begins so may be missing; no value that does not begin so is given. The audience is anded as in [`Self::search`].
    ///
    /// # Errors
    /// See [`SearchError`]; [`SearchError::TooLarge`] for a prefix longer than [`index_config::NAME_BYTES`].
    async fn facet_values(&self, field: FacetField, prefix: &str, request: &SearchRequest) -> Result<Facet, SearchError>;

    /// The last number of the change sequence that searches see.
    ///
    /// # Errors
    /// When the engine cannot be reached.
    async fn applied(&self) -> Result<u64, SearchError>;

    /// How many records the index holds, of every audience.
    ///
    /// # Errors
    /// When the engine cannot be reached.
    async fn records(&self) -> Result<u64, SearchError>;
}

/// What the one indexing process holds. Opening one takes the index's lock; dropping it gives the lock back.
#[async_trait]
pub trait IndexWriter: Send {
    /// The last number of the change sequence that is committed.
    ///
    /// # Errors
    /// When the index cannot be read.
    async fn applied(&self) -> Result<u64, SearchError>;

    /// Replaces what the index holds of these publications. Within a process nothing is visible before [`IndexWriter::commit`]; a server may
    /// show each batch as soon as it is done, of which the number that is applied says nothing yet: applying it again changes nothing.
    ///
    /// # Errors
    /// When the engine refuses or fails; nothing of the batch is then committed.
    async fn apply(&mut self, changes: Vec<IndexChange>) -> Result<(), SearchError>;

    /// Makes what was applied visible, and durable together with the number up to which the index now knows the store.
    ///
    /// # Errors
    /// When the engine fails; the index is then as at the last commit.
    async fn commit(&mut self, applied: u64) -> Result<(), SearchError>;

    /// Empties the index, visible at the next commit. An engine that can build an index beside the one in use does so: the old one answers
    /// until the new one has caught up with it, or [`IndexWriter::caught_up`] says so.
    ///
    /// # Errors
    /// When the engine fails.
    async fn clear(&mut self) -> Result<(), SearchError>;

    /// Says that the last commit holds all that the store knows: what was built beside now takes its place.
    ///
    /// # Errors
    /// When the engine fails; what was in use then stays so.
    async fn caught_up(&mut self) -> Result<(), SearchError> {
        Ok(())
    }
}
