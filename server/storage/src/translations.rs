//! The Japanese of publications as it is kept, the jobs of making it, and their port.

use async_trait::async_trait;
use index_config::TextOrigin;
use publication::{AccountId, LanguageTag, OfficeCode, PublicationId, TextPart};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::{SegmentMarks, StorageError};

/// Which segment of a publication: part, language, and the source text by its hash, so that a new version of the publication keeps the
/// Japanese of every sentence that did not change.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SegmentKey {
    /// The part.
    pub part: TextPart,
    /// The language of the source.
    pub language: LanguageTag,
    /// The first 16 bytes of SHA-256 of the source text, hexadecimal.
    pub source_hash: String,
    /// Which of equal sentences of this part, from 0.
    pub occurrence: u32,
}

/// The Japanese of a segment as stored. State and provenance are the translator's words; storage does not look into them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentTranslation {
    /// The segment.
    pub key: SegmentKey,
    /// The source text.
    pub source: String,
    /// The Japanese.
    pub japanese: String,
    /// The state, as the translator package names it.
    pub state: String,
    /// Who or what made it, as that package's JSON.
    pub provenance: String,
    /// The origin, as indexes keep it apart.
    pub origin: TextOrigin,
    /// Revision, from 1; 0 to say "none yet" when saving.
    pub revision: i64,
    /// What is to be known of it at a glance.
    #[serde(default)]
    pub marks: SegmentMarks,
    /// The account whose words it is; `None` where no person's, or where that is not known.
    #[serde(default)]
    pub account: Option<AccountId>,
}

/// What is to be translated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranslationJob {
    /// Number of the job.
    pub id: i64,
    /// The publication.
    pub publication: PublicationId,
    /// The parts.
    pub parts: Vec<TextPart>,
    /// Those of them whose machine text is to be made anew where another engine is asked now than the one that made it.
    pub anew: Vec<TextPart>,
    /// Those of them whose memory text is to be made anew.
    pub anew_memory: Vec<TextPart>,
    /// How often it was tried before.
    pub attempts: u32,
}

/// What of the Japanese that is there is to be made anew. A person's never is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anew {
    /// Nothing.
    #[default]
    Nothing,
    /// What another engine made than the one that is asked now.
    Machine,
    /// That, and what is from the memory.
    MachineAndMemory,
}

/// Parts of a publication that are asked for in bulk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranslationWanted {
    /// The publication.
    pub publication: PublicationId,
    /// The parts.
    pub parts: Vec<TextPart>,
    /// What is to be made anew.
    pub anew: Anew,
}

/// A job that is put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobToRetry {
    /// Number of the job.
    pub id: i64,
    /// When to try again.
    pub at: OffsetDateTime,
    /// Why, as a stable code.
    pub reason: String,
}

/// How the jobs stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobCounts {
    /// Jobs that can be taken now.
    pub due: u64,
    /// Jobs that a worker has taken.
    pub taken: u64,
    /// Jobs put back until later, by reason, the most frequent first.
    pub later: Vec<JobsPutBack>,
}

/// Jobs that wait after a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobsPutBack {
    /// The reason of the failure, as a stable code; empty where none was given.
    pub reason: String,
    /// How many.
    pub jobs: u64,
    /// When the first of them is tried again.
    pub next: OffsetDateTime,
}

/// The Japanese of publications, and the work of making it.
#[async_trait]
pub trait TranslationRepository: Send + Sync {
    /// All Japanese of a publication.
    async fn translations(&self, id: &PublicationId) -> Result<Vec<SegmentTranslation>, StorageError>;

    /// All Japanese of several publications at once, for indexing; in the order of the ids.
    async fn translations_of(&self, ids: &[PublicationId]) -> Result<Vec<Vec<SegmentTranslation>>, StorageError>;

    /// Keeps what engines, memory or the built-in engine made, for several publications in one transaction. Human text is never replaced:
    /// such segments are passed over. Takes a number of the change sequence per publication whose Japanese changed. Answers how many
    /// segments were written.
    async fn keep_machine(&self, batch: Vec<(PublicationId, Vec<SegmentTranslation>)>, now: OffsetDateTime) -> Result<u64, StorageError>;

    /// Saves a person's text, based on the revision given in the segment.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] where that is not the present revision.
    async fn save_human(&self, id: &PublicationId, segment: SegmentTranslation, now: OffsetDateTime) -> Result<i64, StorageError>;

    /// Asks for parts of a publication to be translated, for a reader who waits: they come before what is asked for in bulk. Asking again while it
    /// waits adds the parts.
    async fn request_translation(&self, id: &PublicationId, parts: &[TextPart], now: OffsetDateTime) -> Result<(), StorageError>;

    /// Asks for parts of many publications in one transaction. With `hurry`, those that wait after a failure are due at once. Publications that are
    /// not held are passed over.
    async fn request_translations(&self, wanted: &[TranslationWanted], hurry: bool, now: OffsetDateTime) -> Result<(), StorageError>;

    /// Asks for parts of all publications of an office, in transactions of some thousands: of those that have nothing to be translated the worker
    /// makes short work. Those that wait after a failure are due at once. Answers how many publications it is.
    async fn request_translation_of_office(
        &self,
        office: OfficeCode,
        parts: &[TextPart],
        anew: Anew,
        now: OffsetDateTime,
    ) -> Result<u64, StorageError>;

    /// Takes up to `limit` jobs that are due, oldest first, for `lease` seconds: a job whose taker dies is due again after that. What readers asked
    /// for comes first, then titles and abstracts, then all the rest: of a job only the parts of the first kind are taken, and the others stay.
    async fn take_jobs(&self, limit: usize, lease: u32, now: OffsetDateTime) -> Result<Vec<TranslationJob>, StorageError>;

    /// Ends jobs.
    async fn finish_jobs(&self, ids: &[i64]) -> Result<(), StorageError>;

    /// Puts jobs back, to be tried again at a time; the reasons are kept for people.
    async fn retry_jobs(&self, jobs: &[JobToRetry]) -> Result<(), StorageError>;

    /// Parts of a publication that wait to be translated, with the reason of the last failure where there was one.
    async fn waiting(&self, id: &PublicationId) -> Result<Vec<(TextPart, Option<String>)>, StorageError>;

    /// Jobs that wait.
    async fn jobs_waiting(&self) -> Result<u64, StorageError>;

    /// How the jobs stand.
    async fn job_counts(&self, now: OffsetDateTime) -> Result<JobCounts, StorageError>;

    /// An engine's answer kept by content: key made by the translator package.
    async fn cached(&self, keys: &[String]) -> Result<Vec<Option<String>>, StorageError>;

    /// Keeps an engine's answers.
    async fn keep_cached(&self, answers: &[(String, String)], now: OffsetDateTime) -> Result<(), StorageError>;
}
