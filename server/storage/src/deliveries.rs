//! Deliveries, the runs that harvested them, and their port.

use async_trait::async_trait;
use publication::{OfficeCode, Publication, PublicationId};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::{StorageError, Stored};

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
