//! The administrators' console: feeds, what arrived, the work on them. For people inside who may run feeds, and for nobody else.

use std::sync::Arc;

use async_trait::async_trait;
use publication::{IsoDate, OfficeCode, Right};
use serde::{Deserialize, Serialize};

use super::{ConsoleDelivery, DeliveryRow, ExchangeStanding, ServiceError};
use crate::{Refusal, SourceRefusal};

/// Rows of a page of a list.
pub const CONSOLE_PAGE: usize = 50;

/// A feed as it is shown: never with its secret.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsoleFeed {
    /// Its name.
    pub name: String,
    /// Code of its office.
    pub office: String,
    /// Revision, which a change is based on.
    pub revision: i64,
    /// Rights that it brings.
    pub rights: Vec<Right>,
    /// Where its files are; empty where they are only uploaded.
    pub address: String,
    /// Which of them.
    pub pattern: String,
    /// Name to log in with.
    pub user: String,
    /// Whether a secret is kept: `none`, `sealed`, `reference`.
    pub credential: String,
    /// Fingerprint of the server's key.
    pub host_key: String,
    /// Format, or `auto`.
    pub format: String,
    /// Encoding of undeclared text.
    pub encoding: String,
    /// Language of unmarked texts.
    pub language: String,
    /// `public` or `inside`.
    pub provision: String,
    /// Whether all parts are to be translated.
    pub translate_all: bool,
    /// When it is checked.
    pub schedule: String,
    /// When it is checked next, in Japan time.
    pub next_due: Option<String>,
    /// Days between deliveries, as expected.
    pub interval_days: String,
    /// Day in Japan of the last arrival.
    pub last_arrival: Option<IsoDate>,
    /// Days since.
    pub days_since: Option<i64>,
    /// Days by which the next is late, where an interval is expected.
    pub overdue_days: Option<i64>,
    /// Largest file, MiB.
    pub file_mib: String,
    /// When people are told.
    pub notify: String,
    /// Whether it is checked by its schedule.
    pub enabled: bool,
}

/// A file that arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsoleArrival {
    /// Number.
    pub id: i64,
    /// Name of its feed.
    pub feed: String,
    /// Its office.
    pub office: OfficeCode,
    /// Its name.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its bytes.
    pub content: String,
    /// How it came.
    pub channel: String,
    /// What it was checked against.
    pub checked: String,
    /// When, in Japan time.
    pub received: String,
    /// Who received it.
    pub received_by: String,
    /// What was noted.
    pub note: String,
    /// What has become of it: `waiting`, `harvested`, `partly`, `quarantined`, `duplicate`, `rolled-back`.
    pub state: String,
    /// Whether something was harvested of it, so that it is a delivery of that name.
    pub is_delivery: bool,
    /// Why it is in quarantine, in Japanese.
    pub reason: String,
}

/// Counts of a job: so far, or in the end.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct JobCounts {
    /// What is being done: `listing`, `fetching`, `reading`, `rolling-back`.
    pub phase: String,
    /// The file in hand.
    pub file: String,
    /// Bytes done.
    pub bytes: u64,
    /// Bytes in all; 0 where unknown.
    pub total: u64,
    /// Files that came so far, while they come.
    pub files: u64,
    /// Files that the source has.
    pub listed: u64,
    /// Files that came.
    pub fetched: u64,
    /// Bytes that came.
    pub fetched_bytes: u64,
    /// Files that came before.
    pub duplicates: u64,
    /// Times a connection was made anew.
    pub resumed: u64,
    /// Records read.
    pub read: u64,
    /// Publications that were new.
    pub created: u64,
    /// Publications superseded.
    pub updated: u64,
    /// Records equal to what was stored.
    pub unchanged: u64,
    /// Publications taken away.
    pub deleted: u64,
    /// Records refused.
    pub rejected: u64,
    /// Publications that taking a delivery back changes.
    pub concerned: u64,
    /// Publications that are what they were before.
    pub restored: u64,
    /// Publications that have gone by that.
    pub taken_away: u64,
    /// Seconds it took.
    pub seconds: f64,
}

/// A record of a trial: what was read beside what came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordPreview {
    /// The publication; empty for a record that was refused.
    pub id: String,
    /// `created`, `updated`, `unchanged`, `deleted` or `rejected`.
    pub outcome: String,
    /// The file within the delivery.
    pub file: String,
    /// Fields with what was read.
    pub fields: Vec<(String, String)>,
    /// The beginning of the record as it came.
    pub source: String,
}

/// A job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConsoleJob {
    /// Number.
    pub id: i64,
    /// `check`, `harvest`, `rehearse` or `roll-back`.
    pub kind: String,
    /// Name of the feed; empty for taking back what came by none.
    pub feed: String,
    /// The file: its number and its name.
    pub arrival: Option<(i64, String)>,
    /// The delivery that it harvested or takes back; a list tells only the latter.
    pub delivery: Option<String>,
    /// `waiting`, `running`, `done`, `failed` or `stopped`.
    pub state: String,
    /// Whether it runs and nothing has moved for long.
    pub stuck: bool,
    /// Who asked for it; empty for the schedule.
    pub asked_by: String,
    /// When it was asked for, in Japan time.
    pub created: String,
    /// When it was over.
    pub finished: Option<String>,
    /// When it may be taken, where it waits.
    pub due: String,
    /// How often it was taken.
    pub attempts: u32,
    /// Counts.
    pub counts: JobCounts,
    /// Why it failed or waits again, in Japanese.
    pub reason: String,
    /// Files that could not be fetched: path and reason.
    pub failures: Vec<(String, String)>,
    /// Values that nobody has told the meaning of: code, value, how many.
    pub unknown: Vec<(String, String, u64)>,
    /// Records of a trial.
    pub previews: Vec<RecordPreview>,
    /// What was refused, by cause: code, how many, and a reason as an example.
    pub causes: Vec<(String, u64, String)>,
}

/// A record that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsoleReject {
    /// Its place in the run.
    pub ordinal: u64,
    /// The file within the delivery.
    pub file: String,
    /// Where in the file.
    pub place: String,
    /// Stable code.
    pub code: String,
    /// The reason, in Japanese.
    pub reason: String,
}

/// What came at the place of a reject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedSource {
    /// The reject.
    pub reject: ConsoleReject,
    /// From which byte of the file on.
    pub offset: u64,
    /// The text; `None` where the file cannot be found again.
    pub text: Option<String>,
    /// Whether the file goes on.
    pub more: bool,
}

/// Bytes that the data take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// The database.
    pub database: u64,
    /// The embedded index; nothing where another server searches.
    pub index: u64,
    /// What arrived.
    pub arrived: u64,
}

/// How the exchange as a whole is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// Offices that are overdue, of which nothing came, or that lack elements.
    pub exchanges: Vec<ExchangeStanding>,
    /// Feeds.
    pub feeds: u64,
    /// Feeds whose last check or harvest failed.
    pub failing: Vec<String>,
    /// Jobs by state.
    pub jobs: Vec<(String, u64)>,
    /// Jobs that are stuck.
    pub stuck: Vec<i64>,
    /// What arrived, by state.
    pub arrivals: Vec<(String, u64)>,
    /// Publications that wait to be translated.
    pub translating: u64,
    /// Changes that the index does not know yet; `None` where it does not answer.
    pub indexing: Option<u64>,
    /// Images of figures that wait.
    pub figures: u64,
    /// Bytes that are taken: of the database, of the index (where it is here), of what arrived.
    pub stored: Stored,
    /// Bytes free on the disk of the data; `None` where the system does not say.
    pub free_bytes: Option<u64>,
}

/// Which of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsoleFilter {
    /// Of this feed.
    pub feed: Option<String>,
    /// In this state.
    pub state: Option<String>,
    /// Older than this number.
    pub before: Option<i64>,
}

/// What the pages of the console call.
#[async_trait]
pub trait ConsoleServices: Send + Sync {
    /// How everything is.
    async fn overview(&self) -> Result<Overview, ServiceError>;

    /// The registry beside what came, with what stays inside.
    async fn registry(&self) -> Result<Vec<ExchangeStanding>, ServiceError>;

    /// One agreement of the registry; of an office or right that it does not have yet, an empty one.
    async fn agreement(&self, office: OfficeCode, right: Option<Right>) -> Result<publication::ExchangeAgreement, ServiceError>;

    /// All feeds.
    async fn feeds(&self) -> Result<Vec<ConsoleFeed>, ServiceError>;

    /// A feed.
    async fn feed(&self, name: &str) -> Result<Option<ConsoleFeed>, ServiceError>;

    /// What arrived, newest first; a page of it.
    async fn arrivals(&self, filter: &ConsoleFilter) -> Result<Vec<ConsoleArrival>, ServiceError>;

    /// Jobs, newest first; a page of them. Without what single ones did in detail.
    async fn jobs(&self, filter: &ConsoleFilter) -> Result<Vec<ConsoleJob>, ServiceError>;

    /// A job, with all that it did.
    async fn job(&self, id: i64) -> Result<Option<ConsoleJob>, ServiceError>;

    /// What a job refused, by cause or all; a page of it.
    async fn rejects(&self, job: i64, code: Option<&str>, from: u64) -> Result<Vec<ConsoleReject>, ServiceError>;

    /// The newest deliveries, at most [`CONSOLE_DELIVERIES`](super::CONSOLE_DELIVERIES), by whichever way they came.
    async fn deliveries(&self) -> Result<Vec<DeliveryRow>, ServiceError>;

    /// A delivery and what taking it back would do; of the publications those of one effect or of all, after a row.
    async fn delivery(&self, id: &str, effect: Option<&str>, after: i64) -> Result<Option<ConsoleDelivery>, ServiceError>;

    /// What came at the place of a reject.
    async fn rejected_source(&self, job: i64, ordinal: u64) -> Result<Option<RejectedSource>, ServiceError>;
}

/// The console as its pages carry it: there where an administrator asks, and nowhere else.
pub type Console = Arc<dyn ConsoleServices>;

/// What trying a feed's source found. Only the answer to the trial carries it: no address that somebody could be sent leads to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceTrial {
    /// The source answers.
    Answers {
        /// How many files it has that the feed means.
        count: u64,
        /// The first of them: path, bytes and what the source tells of their version.
        first: Vec<(String, Option<u64>, String)>,
    },
    /// It does not.
    Refused {
        /// Why.
        refused: SourceRefusal,
        /// Fingerprint of the key of a server that is not known yet.
        host_key: Option<String>,
    },
}

/// A form that was refused: shown again with what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedForm {
    /// The field.
    pub field: String,
    /// Why.
    pub refusal: Refusal,
    /// What was sent, secrets left out.
    pub sent: Vec<(String, String)>,
}

impl RefusedForm {
    /// What was sent in a field.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<&str> {
        self.sent.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// All that was sent in a field of several choices.
    pub fn values<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.sent.iter().filter(move |(name, _)| name == field).map(|(_, value)| value.as_str())
    }
}
