//! The ports: what is kept, told without a word about how.

use std::path::Path;

use async_trait::async_trait;
use index_config::TextOrigin;
use publication::{
    AccountId, Audience, Element, IsoDate, KindCode, LanguageTag, OfficeCode, Operation, Publication, PublicationId, Right, TextPart,
    Withheld,
};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::OffsetDateTime;

use crate::{
    AccountRepository, AuditRepository, CorrectionRepository, EngineWorkRepository, FeedRepository, FigureRepository, MemoryRepository,
    ProvisionRepository, RegistryRepository, ReviewRepository, SegmentMarks,
};

/// Why the store has no answer. "Not there" is no error: it is `None`.
#[derive(Debug, Error)]
pub enum StorageError {
    /// Somebody else changed it first: the revision that a change was based on is not the present one.
    #[error("changed meanwhile: based on revision {based_on}, now {present}")]
    Conflict {
        /// The revision the change was based on.
        based_on: i64,
        /// The present revision.
        present: i64,
    },
    /// The database is locked by another process for longer than the time-out.
    #[error("the database is busy")]
    Busy,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// What is stored cannot be read: a broken file, or one of a newer version.
    #[error("stored data cannot be read: {0}")]
    Corrupt(String),
    /// Anything else.
    #[error("the store failed: {0}")]
    Failed(String),
}

/// A delivery: files that arrived together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// SHA-256 of what arrived, hexadecimal: of a file's bytes, or of a directory's sorted names and hashes.
    pub id: String,
    /// The office whose feed it came by.
    pub office: OfficeCode,
    /// What it was called: a file or directory name, without its folder.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// When it was first seen.
    pub received: OffsetDateTime,
}

/// What a harvest run did. `finished` is `None` while it runs, or where it was killed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HarvestRun {
    /// Number of the run.
    pub id: i64,
    /// The delivery.
    pub delivery: String,
    /// When it began.
    pub started: OffsetDateTime,
    /// When it ended.
    pub finished: Option<OffsetDateTime>,
    /// Records read.
    pub read: u64,
    /// Publications created.
    pub created: u64,
    /// Publications superseded by a newer version.
    pub updated: u64,
    /// Records equal to what was stored.
    pub unchanged: u64,
    /// Publications taken away because their source withdrew them.
    pub deleted: u64,
    /// Records refused.
    pub rejected: u64,
}

/// Gives the numbers that a publication is found by, in any form.
pub type NumbersOf = for<'p> fn(&'p Publication) -> Vec<String>;

/// What taking a delivery back has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RolledBack {
    /// Publications that are what they were before.
    pub restored: u64,
    /// Publications that have gone, as there was nothing before.
    pub taken_away: u64,
    /// Where to go on; `None` where all is done.
    pub after: Option<i64>,
}

/// A record refused, or a file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredReject {
    /// The file within the delivery.
    pub file: String,
    /// Where in the file: a byte offset, a line, an element's path; for people.
    pub place: String,
    /// The stable code.
    pub code: String,
    /// The reason, for people, in Japanese.
    pub reason: String,
}

/// A publication to store, with who may see it.
#[derive(Clone, Debug)]
pub struct PublicationToStore {
    /// What its record does to what is held.
    pub operation: Operation,
    /// The publication, normalised.
    pub publication: Publication,
    /// Whether the public may see it.
    pub public: bool,
    /// The record as it came, byte for byte, so that it can be derived again and shown.
    pub original: Vec<u8>,
    /// Other numbers it is to be found by: every form of publication, application and priority number (capital letters and digits).
    pub numbers: Vec<String>,
}

/// What storing a publication did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stored {
    /// It was new.
    Created,
    /// It superseded an older version, which stays readable; added something to the publication; or brought a deleted one back.
    Updated,
    /// It was there already, content for content; or there was nothing to delete.
    Unchanged,
    /// It took the publication away. Its versions stay.
    Deleted,
}

/// How a version came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VersionKind {
    /// By a record of the document itself.
    Document,
    /// By a record that added to it: events, a family, texts.
    Supplement,
    /// By its deletion. There is no content.
    Deletion,
}

/// A version of a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Number of the version, from 1.
    pub version: i64,
    /// The delivery that brought it.
    pub delivery: String,
    /// The file within the delivery.
    pub file: String,
    /// When it was stored.
    pub stored: OffsetDateTime,
    /// How it came about.
    pub kind: VersionKind,
}

/// What lists show of a publication, without its long texts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The publication without abstracts, claims, descriptions and events; all else is there.
    pub publication: Publication,
    /// The elements it has, those left out above included.
    pub elements: Vec<Element>,
    /// Japanese of its titles, by language of the source.
    pub japanese_titles: Vec<SegmentTranslation>,
    /// What is kept back of it from the public.
    pub withheld: Withheld,
}

/// One change of the sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its number.
    pub sequence: u64,
    /// The publication that changed, or whose Japanese did.
    pub publication: PublicationId,
}

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

/// Coverage of one office, right and year: what 収録状況 shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageRow {
    /// The office.
    pub office: OfficeCode,
    /// The right.
    pub right: Right,
    /// Year of publication; `None` for undated records.
    pub year: Option<u16>,
    /// Publications.
    pub count: u64,
    /// How many of them are samples.
    pub samples: u64,
    /// How many of them have each element; elements that none has are left out.
    pub elements: Vec<(Element, u64)>,
    /// First publication date.
    pub first: Option<IsoDate>,
    /// Last publication date.
    pub last: Option<IsoDate>,
}

/// Publications and their versions.
#[async_trait]
pub trait PublicationRepository: Send + Sync {
    /// Stores a batch in one short transaction: upserts by id and content, keeps older versions, advances the change sequence for every
    /// publication created, updated or deleted, and enqueues the translating of titles and abstracts of those, and of what marks and designs
    /// have in their place. Answers in the order given. A record that stands twice in a batch is taken in order.
    ///
    /// A [`Operation::Supplement`] never takes the place of anything: it is kept beside the document and beside the last supplement of every
    /// other format, and the publication is what [`crate::supplemented`] makes of them; a newer record of the document keeps it. A supplement
    /// that was taken before changes nothing. One that is not for the public is added only to a publication that is not either. Of a document
    /// that is not held, it is all there is.
    ///
    /// A [`Operation::Delete`] takes the publication away from every read but those of its history, by people inside. A later record of the
    /// document brings it back, with its supplements.
    async fn store(&self, delivery: &str, batch: Vec<PublicationToStore>, now: OffsetDateTime) -> Result<Vec<Stored>, StorageError>;

    /// What storing a batch would do, without doing it.
    async fn would_store(&self, batch: Vec<PublicationToStore>) -> Result<Vec<Stored>, StorageError>;

    /// A publication, whole, if this audience may see it.
    async fn publication(&self, id: &PublicationId, audience: Audience) -> Result<Option<Publication>, StorageError>;

    /// What is kept back of it from the public; `None` where there is no such publication.
    async fn provision_of(&self, id: &PublicationId) -> Result<Option<Withheld>, StorageError>;

    /// Publications, whole, with what is kept back of them from the public, in the order of the ids; `None` where there is none. For indexing and
    /// translating, which see everything.
    async fn held(&self, ids: &[PublicationId]) -> Result<Vec<Option<(Publication, Withheld)>>, StorageError> {
        let mut held = Vec::with_capacity(ids.len());
        for id in ids {
            let publication = self.publication(id, Audience::Inside).await?;
            let withheld = self.provision_of(id).await?.unwrap_or(Withheld::EVERYTHING);
            held.push(publication.map(|publication| (publication, withheld)));
        }
        Ok(held)
    }

    /// An older version; `None` for a deletion. Of a deleted publication, people inside still read them.
    async fn version(&self, id: &PublicationId, version: i64, audience: Audience) -> Result<Option<Publication>, StorageError>;

    /// The record of a version as it came; the present version where `None`. A supplement leaves the document's record in its place.
    async fn original(&self, id: &PublicationId, version: Option<i64>, audience: Audience) -> Result<Option<Vec<u8>>, StorageError>;

    /// The versions of a publication, newest first; the first is the present one, or its deletion, which people inside are told of.
    async fn versions(&self, id: &PublicationId, audience: Audience) -> Result<Vec<Version>, StorageError>;

    /// Summaries in the order of the ids; those that this audience may not see are left out.
    async fn summaries(&self, ids: &[PublicationId], audience: Audience) -> Result<Vec<Summary>, StorageError>;

    /// Publications with one of these numbers (any form; normalised), at most `limit`, by id.
    async fn by_number(&self, numbers: &[String], audience: Audience, limit: usize) -> Result<Vec<PublicationId>, StorageError>;

    /// Publications of a family, by the source's family number or by shared priorities, the one asked for excluded; at most `limit`.
    async fn family(&self, id: &PublicationId, audience: Audience, limit: usize) -> Result<Vec<PublicationId>, StorageError>;

    /// Coverage per office, right and year.
    async fn coverage(&self, audience: Audience) -> Result<Vec<CoverageRow>, StorageError>;

    /// Kinds that an office's publications have, with counts.
    async fn kinds(&self, audience: Audience) -> Result<Vec<(OfficeCode, Option<KindCode>, u64)>, StorageError>;

    /// Ids after one, in the order of their text (byte by byte), at most `limit`: how an export or a comparison goes through everything
    /// held. From the first where `None`. The only read that names no audience: ids alone, for the institution's own tools.
    async fn ids_after(&self, after: Option<&PublicationId>, limit: usize) -> Result<Vec<PublicationId>, StorageError>;

    /// The same of one office.
    async fn ids_of_office(
        &self,
        office: OfficeCode,
        after: Option<&PublicationId>,
        limit: usize,
    ) -> Result<Vec<PublicationId>, StorageError>;
}

/// The change sequence.
#[async_trait]
pub trait ChangeRepository: Send + Sync {
    /// The last number given out; 0 where nothing has changed yet.
    async fn last_change(&self) -> Result<u64, StorageError>;

    /// Changes after a number, oldest first, each publication once (at its last change), at most `limit`.
    async fn changes_after(&self, sequence: u64, limit: usize) -> Result<Vec<Change>, StorageError>;

    /// Gives every publication (of an office) a new number, so that indexes take them again. Answers how many.
    async fn touch(&self, office: Option<OfficeCode>) -> Result<u64, StorageError>;
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

/// Deliveries and harvest runs.
#[async_trait]
pub trait DeliveryRepository: Send + Sync {
    /// Notes a delivery, if it is not known yet, and begins a run.
    async fn begin_run(&self, delivery: &Delivery, now: OffsetDateTime) -> Result<i64, StorageError>;

    /// Ends a run with its counts and rejects.
    async fn finish_run(&self, run: &HarvestRun, rejects: &[StoredReject]) -> Result<(), StorageError>;

    /// A delivery.
    async fn delivery(&self, id: &str) -> Result<Option<Delivery>, StorageError>;

    /// Rejects of a run in its order, at most `limit`. Of a run that refused very many, only the first were kept; its count tells all.
    async fn rejects(&self, run: i64, limit: usize) -> Result<Vec<StoredReject>, StorageError>;

    /// Takes a delivery back, some publications (in the order of their rows, after the given one; from 0) in one transaction. Each that the delivery brought to its
    /// present state becomes, as a new version, what the last version by another delivery was, or goes where there was none; parts that its
    /// supplements brought become what they were. What later deliveries made stays, and all Japanese. The same files may be taken again.
    /// `numbers` gives the numbers that a publication is found by. Killed anywhere and called from 0 again, it goes on.
    async fn roll_back(
        &self,
        delivery: &str,
        after: i64,
        limit: usize,
        numbers: NumbersOf,
        now: OffsetDateTime,
    ) -> Result<RolledBack, StorageError>;

    /// Rejects of a run grouped by their codes, the most frequent first: code, how many, and a reason as an example.
    async fn reject_causes(&self, run: i64) -> Result<Vec<(String, u64, String)>, StorageError>;

    /// Rejects of a run with one code, or of all, in its order, from the `from`th on (from 0); with their places in the run.
    async fn rejects_page(&self, run: i64, code: Option<&str>, from: u64, limit: usize) -> Result<Vec<(u64, StoredReject)>, StorageError>;

    /// A reject by its place in the run.
    async fn reject(&self, run: i64, ordinal: u64) -> Result<Option<StoredReject>, StorageError>;

    /// A run.
    async fn run(&self, id: i64) -> Result<Option<HarvestRun>, StorageError>;

    /// What taking a delivery back would do to some publications, as [`roll_back`](Self::roll_back) takes them, without doing it: those that would
    /// change, and how.
    async fn would_roll_back(
        &self,
        delivery: &str,
        after: i64,
        limit: usize,
        numbers: NumbersOf,
        now: OffsetDateTime,
    ) -> Result<(RolledBack, Vec<(PublicationId, Stored)>), StorageError>;

    /// Deliveries of an office, or of all, with their last run; the last received first, at most `limit`.
    async fn deliveries(&self, office: Option<OfficeCode>, limit: usize) -> Result<Vec<(Delivery, Option<HarvestRun>)>, StorageError>;

    /// The last run of a delivery.
    async fn last_run(&self, delivery: &str) -> Result<Option<HarvestRun>, StorageError>;

    /// The last delivery and its run, per office.
    async fn last_deliveries(&self) -> Result<Vec<(Delivery, HarvestRun)>, StorageError>;
}

/// Originals and figures: bytes by their content.
#[async_trait]
pub trait BlobRepository: Send + Sync {
    /// Keeps bytes and answers their SHA-256, hexadecimal. Keeping the same bytes twice costs nothing more.
    async fn keep(&self, bytes: Vec<u8>) -> Result<String, StorageError>;

    /// Keeps a file's bytes, read in pieces, and answers their SHA-256 and size; the file stays where it is.
    async fn keep_file(&self, path: &Path) -> Result<(String, u64), StorageError>;

    /// Puts the bytes of a hash at a place: by a link where the disk can, else as a copy. Answers whether they are kept.
    async fn link_blob(&self, hash: &str, place: &Path) -> Result<bool, StorageError>;

    /// The bytes of a hash.
    async fn blob(&self, hash: &str) -> Result<Option<Vec<u8>>, StorageError>;
}

/// Everything that is kept.
pub trait Store:
    PublicationRepository
    + ChangeRepository
    + TranslationRepository
    + CorrectionRepository
    + ReviewRepository
    + EngineWorkRepository
    + MemoryRepository
    + DeliveryRepository
    + BlobRepository
    + FigureRepository
    + ProvisionRepository
    + AccountRepository
    + AuditRepository
    + RegistryRepository
    + FeedRepository
{
}

impl<T> Store for T where
    T: PublicationRepository
        + ChangeRepository
        + TranslationRepository
        + CorrectionRepository
        + ReviewRepository
        + EngineWorkRepository
        + MemoryRepository
        + DeliveryRepository
        + BlobRepository
        + FigureRepository
        + ProvisionRepository
        + AccountRepository
        + AuditRepository
        + RegistryRepository
        + FeedRepository
{
}
