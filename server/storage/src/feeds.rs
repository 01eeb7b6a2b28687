//! Feeds, what arrived, and the work on both.

use async_trait::async_trait;
use publication::{OfficeCode, Right};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::OffsetDateTime;

use crate::{Beat, FeedJob, JobEnd, JobRequest, JobState, StorageError};

/// How a feed's secret is kept. It never comes out in text.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Credential {
    /// None is needed.
    #[default]
    None,
    /// Sealed with a key that is not kept here.
    Sealed(Vec<u8>),
    /// Where it is to be found: `env:NAME`, `file:PATH`.
    Reference(String),
}

impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Sealed(_) => "Sealed(…)",
            Self::Reference(_) => "Reference(…)",
        })
    }
}

/// When people are told of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notify {
    /// When it failed, or refused something.
    #[default]
    Error,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Notify {
    /// The stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Always => "always",
            Self::Never => "never",
        }
    }
}

impl std::str::FromStr for Notify {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        [Self::Error, Self::Always, Self::Never].into_iter().find(|notify| notify.as_str() == word).ok_or(())
    }
}

/// A feed: a configured source of one office. Texts are as they were checked when it was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Number; 0 for one that is not saved yet.
    pub id: i64,
    /// Its name: small letters, digits and hyphens.
    pub name: String,
    /// The office.
    pub office: OfficeCode,
    /// Revision; 0 to say "none yet" when saving.
    pub revision: i64,
    /// Whether it is checked by its schedule.
    pub enabled: bool,
    /// Rights that it brings; empty where the records state them.
    pub rights: Vec<Right>,
    /// Where its files are; empty where they are only uploaded.
    pub address: String,
    /// Which of them.
    pub pattern: String,
    /// Name to log in with.
    pub user: String,
    /// Password or key to log in with.
    pub credential: Credential,
    /// Fingerprint of the server's key.
    pub host_key: Option<String>,
    /// Format; empty to find it by content.
    pub format: String,
    /// Encoding of undeclared text; empty to find it by content.
    pub encoding: String,
    /// Language of unmarked texts; empty for the office's.
    pub language: String,
    /// Whether the public may see what comes.
    pub public: bool,
    /// Whether all parts are to be translated.
    pub translate_all: bool,
    /// When it is checked: a word or a cron expression, in Japan time; empty for by hand only.
    pub schedule: String,
    /// Days between deliveries, as expected.
    pub interval_days: Option<u32>,
    /// Largest file, bytes; the configuration's where `None`.
    pub file_bytes: Option<u64>,
    /// When people are told.
    pub notify: Notify,
    /// When it is checked next.
    pub next_due: Option<OffsetDateTime>,
}

/// What has become of a file that arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ArrivalState {
    /// It waits to be harvested.
    Waiting,
    /// All of it was taken.
    Harvested,
    /// Something of it was refused.
    Partly,
    /// It cannot be read. It is kept as it came.
    Quarantined,
    /// The same bytes came before.
    Duplicate,
    /// It was harvested and taken back. It may be harvested again.
    RolledBack,
}

impl ArrivalState {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Waiting, Self::Harvested, Self::Partly, Self::Quarantined, Self::Duplicate, Self::RolledBack];

    /// The stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Harvested => "harvested",
            Self::Partly => "partly",
            Self::Quarantined => "quarantined",
            Self::Duplicate => "duplicate",
            Self::RolledBack => "rolled-back",
        }
    }
}

impl std::str::FromStr for ArrivalState {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|state| state.as_str() == word).ok_or(())
    }
}

/// A file that arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// Number; 0 for one that is not kept yet.
    pub id: i64,
    /// The feed.
    pub feed: i64,
    /// The office.
    pub office: OfficeCode,
    /// Name without folders.
    pub name: String,
    /// Path within the source.
    pub path: String,
    /// What told its version in the source's listing.
    pub mark: String,
    /// How it came: `upload`, `folder`, `post`, `https`, `ftp`, `ftps`, `sftp` …
    pub channel: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its bytes, hexadecimal, under which they are kept.
    pub content: String,
    /// What it was checked against.
    pub checked: String,
    /// When.
    pub received: OffsetDateTime,
    /// Who received it; empty for the program itself.
    pub received_by: String,
    /// What was noted.
    pub note: String,
    /// What has become of it.
    pub state: ArrivalState,
    /// Why it is in quarantine: stable code.
    pub code: String,
    /// The same in Japanese.
    pub reason: String,
}

/// When something last arrived by a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastArrival {
    /// The office.
    pub office: OfficeCode,
    /// The feed.
    pub feed: i64,
    /// Rights that the feed brings; where empty, nobody has told.
    pub rights: Vec<Right>,
    /// When.
    pub received: OffsetDateTime,
}

/// Which of what arrived, or of the jobs. Everything where empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeedFilter {
    /// Of this feed.
    pub feed: Option<i64>,
    /// Of this arrival; for jobs only.
    pub arrival: Option<i64>,
    /// In this state; for what arrived only.
    pub arrival_state: Option<ArrivalState>,
    /// In this state; for jobs only.
    pub job_state: Option<JobState>,
    /// Older than this number: how a list is paged through.
    pub before: Option<i64>,
}

/// Feeds, what arrived, and the jobs of both.
#[async_trait]
pub trait FeedRepository: Send + Sync {
    /// All feeds, by name.
    async fn feeds(&self) -> Result<Vec<Feed>, StorageError>;

    /// A feed by its name.
    async fn feed(&self, name: &str) -> Result<Option<Feed>, StorageError>;

    /// A feed by its number.
    async fn feed_of(&self, id: i64) -> Result<Option<Feed>, StorageError>;

    /// Saves a feed, based on the revision it names, and answers its number. A new one has number and revision 0.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] where that is not the present revision, or the name is another feed's.
    async fn save_feed(&self, feed: &Feed, now: OffsetDateTime) -> Result<i64, StorageError>;

    /// Puts a feed's next check off and asks for one now, in one transaction, unless somebody was faster: `due` is when it was due.
    async fn begin_scheduled(
        &self,
        feed: i64,
        due: OffsetDateTime,
        next: Option<OffsetDateTime>,
        now: OffsetDateTime,
    ) -> Result<bool, StorageError>;

    /// Whether a file of a source came already in this version.
    async fn has_arrived(&self, feed: i64, path: &str, mark: &str) -> Result<bool, StorageError>;

    /// Keeps what arrived and, where that is wished, asks for its harvest, in one transaction. Where the same bytes came before from this
    /// office, it is noted as a duplicate and no harvest is asked for.
    async fn keep_arrival(&self, arrival: &Arrival, asked_by: &str, harvest: bool) -> Result<Arrival, StorageError>;

    /// What arrived, newest first, at most `limit`.
    async fn arrivals(&self, filter: FeedFilter, limit: usize) -> Result<Vec<Arrival>, StorageError>;

    /// One that arrived.
    async fn arrival(&self, id: i64) -> Result<Option<Arrival>, StorageError>;

    /// How many are in each state.
    async fn count_arrivals(&self) -> Result<Vec<(ArrivalState, u64)>, StorageError>;

    /// When something new last arrived, by office and feed; what came before in the same bytes is nothing new.
    async fn last_arrivals(&self) -> Result<Vec<LastArrival>, StorageError>;

    /// Bytes of all that arrived, each content once.
    async fn arrived_bytes(&self) -> Result<u64, StorageError>;

    /// Asks for a job. One of the same that waits or runs already is answered in its place.
    async fn request_job(&self, request: &JobRequest, now: OffsetDateTime) -> Result<i64, StorageError>;

    /// Takes the job that is due longest, for `lease` seconds: one whose taker dies is due again after that.
    async fn take_feed_job(&self, owner: &str, lease: u32, now: OffsetDateTime) -> Result<Option<FeedJob>, StorageError>;

    /// A sign of life, with how far the job is.
    async fn beat(&self, id: i64, owner: &str, progress: &Value, lease: u32, now: OffsetDateTime) -> Result<Beat, StorageError>;

    /// Ends a job. Answers whether it was still this owner's; otherwise nothing is changed.
    async fn end_job(&self, id: i64, owner: &str, end: &JobEnd, now: OffsetDateTime) -> Result<bool, StorageError>;

    /// Puts a job back, to be taken again at a time.
    async fn put_back(&self, id: i64, owner: &str, due: OffsetDateTime, code: &str, reason: &str) -> Result<bool, StorageError>;

    /// Makes jobs due that somebody runs who is known to be dead. Answers how many.
    async fn release_jobs(&self) -> Result<u64, StorageError>;

    /// Asks a job to stop: one that waits is stopped at once.
    async fn stop_job(&self, id: i64, now: OffsetDateTime) -> Result<bool, StorageError>;

    /// Makes a job that was stopped or given up due again; it goes on where it stood.
    async fn resume_job(&self, id: i64, now: OffsetDateTime) -> Result<bool, StorageError>;

    /// Jobs, newest first, at most `limit`.
    async fn feed_jobs(&self, filter: FeedFilter, limit: usize) -> Result<Vec<FeedJob>, StorageError>;

    /// A job.
    async fn feed_job(&self, id: i64) -> Result<Option<FeedJob>, StorageError>;

    /// How many jobs are in each state.
    async fn count_feed_jobs(&self) -> Result<Vec<(JobState, u64)>, StorageError>;
}
