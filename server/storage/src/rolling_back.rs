//! Taking deliveries back: what that would do, how it stands, and the job that does it.

use std::collections::HashSet;

use async_trait::async_trait;
use publication::{AccountId, PublicationId};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::{Arrival, FeedJob, StorageError};

/// What taking a delivery back does with a publication that it brought something of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RollBackEffect {
    /// It becomes what it was before.
    Restored,
    /// It goes, as there was nothing before.
    TakenAway,
    /// It stays: another delivery has changed it since.
    Superseded,
    /// It stays away: another delivery has deleted it since, or it was taken away before.
    Deleted,
    /// It stays: it is back already.
    BackAlready,
}

impl RollBackEffect {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Restored, Self::TakenAway, Self::Superseded, Self::Deleted, Self::BackAlready];

    /// The stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Restored => "restored",
            Self::TakenAway => "taken-away",
            Self::Superseded => "superseded",
            Self::Deleted => "deleted",
            Self::BackAlready => "back-already",
        }
    }
}

impl std::str::FromStr for RollBackEffect {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|effect| effect.as_str() == word).ok_or(())
    }
}

/// What taking a delivery back would do, in numbers of publications.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollBackOutlook {
    /// How many of each effect; those that none has are left out.
    pub effects: Vec<(RollBackEffect, u64)>,
    /// Sentences of people in publications that would change. All of them stay.
    pub texts_of_people: u64,
}

impl RollBackOutlook {
    /// How many publications have an effect.
    #[must_use]
    pub fn of(&self, effect: RollBackEffect) -> u64 {
        self.effects.iter().find(|(found, _)| *found == effect).map_or(0, |(_, number)| *number)
    }
}

/// A publication with what taking a delivery back would do to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollBackRow {
    /// Where a list goes on after it.
    pub row: i64,
    /// The publication.
    pub publication: PublicationId,
    /// What would become of it.
    pub effect: RollBackEffect,
    /// The name of the delivery that it would go back to, or by which it is what it is now; where that is one.
    pub other: Option<String>,
}

/// How taking a delivery back stands. It is forgotten when the same files are harvested again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollBackStanding {
    /// When it began.
    pub begun: OffsetDateTime,
    /// When nothing was left to be taken back; `None` before.
    pub finished: Option<OffsetDateTime>,
    /// Publications that went back to what they were before.
    pub restored: u64,
    /// Publications that have gone.
    pub taken_away: u64,
}

/// Taking deliveries back, beside [`DeliveryRepository::roll_back`](crate::DeliveryRepository::roll_back), which does it. These reads are for
/// people inside.
#[async_trait]
pub trait RollBackRepository: Send + Sync {
    /// What taking a delivery back would do, as far as the deliveries of versions and parts tell it: nothing is put together, so that a delivery
    /// of any size is told at once.
    async fn roll_back_outlook(&self, delivery: &str) -> Result<RollBackOutlook, StorageError>;

    /// The publications of [`roll_back_outlook`](Self::roll_back_outlook), of one effect or of all, after a row (from 0), at most `limit`.
    async fn roll_back_rows(
        &self,
        delivery: &str,
        effect: Option<RollBackEffect>,
        after: i64,
        limit: usize,
    ) -> Result<Vec<RollBackRow>, StorageError>;

    /// How taking a delivery back stands; `None` where it was not taken back, or was harvested again since.
    async fn roll_back_standing(&self, delivery: &str) -> Result<Option<RollBackStanding>, StorageError>;

    /// Asks for a job that takes a delivery back, and notes that in the log, in one transaction. One that waits or runs already is answered in
    /// its place. `None` where there is no such delivery.
    async fn request_roll_back(
        &self,
        delivery: &str,
        by: AccountId,
        asked_by: &str,
        now: OffsetDateTime,
    ) -> Result<Option<i64>, StorageError>;

    /// The last job that took a delivery back, or is to.
    async fn roll_back_job(&self, delivery: &str) -> Result<Option<FeedJob>, StorageError>;

    /// The first file that arrived with a delivery's bytes.
    async fn arrival_of(&self, delivery: &str) -> Result<Option<Arrival>, StorageError>;

    /// Which of these contents of files were harvested, so that they are deliveries.
    async fn harvested(&self, contents: &[&str]) -> Result<HashSet<String>, StorageError>;
}
