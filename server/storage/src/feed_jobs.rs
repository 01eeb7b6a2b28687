//! Jobs of feeds: what is to be done, how far it is, and how it was over.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::OffsetDateTime;

use crate::ArrivalState;

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JobKind {
    /// Look what the source has, and fetch what is new.
    Check,
    /// Harvest what arrived.
    Harvest,
    /// Read the first records of what arrived, and store nothing.
    Rehearse,
    /// Take a delivery back.
    RollBack,
}

impl JobKind {
    /// The stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Harvest => "harvest",
            Self::Rehearse => "rehearse",
            Self::RollBack => "roll-back",
        }
    }
}

impl std::str::FromStr for JobKind {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        [Self::Check, Self::Harvest, Self::Rehearse, Self::RollBack].into_iter().find(|kind| kind.as_str() == word).ok_or(())
    }
}

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JobState {
    /// It waits to be taken.
    Waiting,
    /// Somebody does it.
    Running,
    /// It is done.
    Done,
    /// It was given up.
    Failed,
    /// A person stopped it.
    Stopped,
}

impl JobState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Running, Self::Done, Self::Failed, Self::Stopped];

    /// The stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Stopped => "stopped",
        }
    }

    /// Whether nothing more will become of it by itself.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::Stopped)
    }
}

impl std::str::FromStr for JobState {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|state| state.as_str() == word).ok_or(())
    }
}

/// A job of a feed. Options, progress and report are the server's; storage does not look into them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeedJob {
    /// Number.
    pub id: i64,
    /// What is to be done.
    pub kind: JobKind,
    /// The feed; 0 for taking back what came by none.
    pub feed: i64,
    /// What arrived, for all but [`JobKind::Check`] and what came by no feed.
    pub arrival: Option<i64>,
    /// The delivery that is taken back.
    pub delivery: Option<String>,
    /// How.
    pub options: Value,
    /// Who asked for it; empty for the schedule.
    pub asked_by: String,
    /// When it was asked for.
    pub created: OffsetDateTime,
    /// How far it is.
    pub state: JobState,
    /// When it may be taken.
    pub due: OffsetDateTime,
    /// Until when whoever does it is believed to be alive.
    pub leased_until: OffsetDateTime,
    /// How often it was taken.
    pub attempts: u32,
    /// Whether it is asked to stop.
    pub stop: bool,
    /// When it was first taken.
    pub started: Option<OffsetDateTime>,
    /// When it was over.
    pub finished: Option<OffsetDateTime>,
    /// How far it is.
    pub progress: Value,
    /// Since when that is so.
    pub progressed: OffsetDateTime,
    /// Why it failed or waits again: stable code.
    pub code: String,
    /// The same in Japanese.
    pub reason: String,
    /// What it did.
    pub report: Value,
    /// The harvest run that it made.
    pub harvest_run: Option<i64>,
}

/// A job to ask for.
#[derive(Clone, Debug, PartialEq)]
pub struct JobRequest {
    /// What is to be done.
    pub kind: JobKind,
    /// The feed.
    pub feed: i64,
    /// What arrived.
    pub arrival: Option<i64>,
    /// How.
    pub options: Value,
    /// Who asks.
    pub asked_by: String,
}

/// What a sign of life was answered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// Go on.
    Going,
    /// A person wishes it stopped.
    Stop,
    /// Somebody else has it: what is being done here is to end at once.
    Lost,
}

/// How a job was over.
#[derive(Clone, Debug, PartialEq)]
pub struct JobEnd {
    /// [`JobState::Done`], [`JobState::Failed`] or [`JobState::Stopped`].
    pub state: JobState,
    /// Why: stable code; empty where there is nothing to say.
    pub code: String,
    /// The same in Japanese.
    pub reason: String,
    /// What it did.
    pub report: Value,
    /// The harvest run that it made.
    pub harvest_run: Option<i64>,
    /// What has become of what arrived.
    pub arrival: Option<ArrivalState>,
}
