//! What a harvest did, for people and machines.

use std::collections::BTreeMap;

use feeds::Reject;
use serde::{Deserialize, Serialize};

/// Most rejects listed in a report; all are counted.
pub const MOST_REJECTS: usize = 10_000;

/// What one harvest did: the object that `harvest --json` ends with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HarvestReport {
    /// Records read.
    pub read: u64,
    /// Publications that were new.
    pub created: u64,
    /// Publications superseded by a newer version.
    pub updated: u64,
    /// Records equal to what was stored already.
    pub unchanged: u64,
    /// Records and files refused.
    pub rejected: u64,
    /// The rejects, each with file, place, code and reason; the first 10,000.
    pub rejects: Vec<Reject>,
    /// What was odd in records that were taken, counted by code.
    pub remarks: BTreeMap<String, u64>,
    /// Deliveries that could not be read at all.
    pub failed: Vec<FailedDelivery>,
    /// Whether nothing was stored (`--dry-run`).
    pub dry_run: bool,
    /// Whether it was stopped before its end; running it again goes on.
    pub stopped: bool,
    /// Whether the search index knows what was stored: `false` where another process indexes it.
    pub indexed: bool,
    /// Seconds it took, indexing included.
    pub seconds: f64,
}

/// A delivery that could not be read at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedDelivery {
    /// The path as given.
    pub path: String,
    /// Stable code.
    pub code: String,
    /// The reason, in Japanese.
    pub reason: String,
}

impl HarvestReport {
    /// Adds a reject, listing it while there is room.
    pub fn reject(&mut self, reject: Reject) {
        self.rejected += 1;
        if self.rejects.len() < MOST_REJECTS {
            self.rejects.push(reject);
        }
    }

    /// One line for people.
    #[must_use]
    pub fn summary(&self) -> String {
        format!(
            "読込 {} 件: 新規 {} 件、更新 {} 件、変更なし {} 件、不採用 {} 件({:.1} 秒{})",
            self.read,
            self.created,
            self.updated,
            self.unchanged,
            self.rejected,
            self.seconds,
            if self.dry_run { "、試行のため保存していません" } else { "" }
        )
    }
}
