//! Deliveries in the administrators' console: what they brought, and what taking one back does.

use publication::{OfficeCode, PublicationId};
use serde::{Deserialize, Serialize};

use super::{ConsoleJob, JobCounts};

/// What taking a delivery back does with publications, by stable words. The first two change something.
pub const ROLL_BACK_EFFECTS: [&str; 5] = ["restored", "taken-away", "superseded", "deleted", "back-already"];

/// Deliveries of the list, the newest.
pub const CONSOLE_DELIVERIES: usize = 100;

/// A delivery in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeliveryRow {
    /// SHA-256 over what arrived.
    pub id: String,
    /// The office.
    pub office: OfficeCode,
    /// The name of its file or folder.
    pub name: String,
    /// When it was first harvested, in Japan time.
    pub received: String,
    /// What the last harvest of it counted.
    pub harvested: Option<JobCounts>,
    /// Whether it is taken back whole.
    pub is_taken_back: bool,
}

/// A delivery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConsoleDelivery {
    /// SHA-256 over what arrived.
    pub id: String,
    /// The office.
    pub office: OfficeCode,
    /// The name of its file or folder.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// When it was first harvested, in Japan time.
    pub received: String,
    /// What the last harvest of it counted.
    pub harvested: Option<JobCounts>,
    /// Whether that harvest is not over.
    pub harvesting: bool,
    /// The file that arrived: its number and its name; `None` where it came by no feed.
    pub arrival: Option<(i64, String)>,
    /// Name of the feed; empty where it came by none.
    pub feed: String,
    /// Publications by what taking it back would do with them, by the words of [`ROLL_BACK_EFFECTS`]; those that none has are left out.
    pub effects: Vec<(String, u64)>,
    /// Sentences of people in publications that would change. All of them stay.
    pub texts_of_people: u64,
    /// Publications, a page of them.
    pub rows: Vec<RollBackPublication>,
    /// How taking it back stands; `None` where it was not taken back, or was harvested again since.
    pub taken_back: Option<TakenBack>,
    /// The last job that took it back, or is to.
    pub job: Option<ConsoleJob>,
}

impl ConsoleDelivery {
    /// How many publications have an effect.
    #[must_use]
    pub fn of(&self, effect: &str) -> u64 {
        self.effects.iter().find(|(found, _)| found == effect).map_or(0, |(_, number)| *number)
    }

    /// What a form says that its sender has seen of what would be done: on something else it is not done.
    #[must_use]
    pub fn seen(&self) -> String {
        format!("{}-{}", self.of("restored"), self.of("taken-away"))
    }
}

/// A publication with what taking a delivery back would do to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollBackPublication {
    /// Where the list goes on after it.
    pub row: i64,
    /// The publication.
    pub id: PublicationId,
    /// A word of [`ROLL_BACK_EFFECTS`].
    pub effect: String,
    /// The name of the delivery that it would go back to, or by which it is what it is now.
    pub other: Option<String>,
}

/// How taking a delivery back stands. Moments are in Japan time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBack {
    /// When it began.
    pub begun: String,
    /// When nothing was left; `None` before.
    pub finished: Option<String>,
    /// Publications that went back to what they were before.
    pub restored: u64,
    /// Publications that have gone.
    pub taken_away: u64,
}
