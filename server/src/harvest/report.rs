//! What a harvest did, for people and machines.

use std::collections::BTreeMap;

use feeds::{Reject, Remark, UNKNOWN_VALUES};
use serde::{Deserialize, Serialize};

/// Most rejects listed in a report; all are counted.
pub const MOST_REJECTS: usize = 10_000;

/// Most unknown values listed in a report, over all codes; all are counted by code.
pub const MOST_UNKNOWN: usize = 1_000;

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
    /// Publications taken away because their source withdrew them.
    #[serde(default)]
    pub deleted: u64,
    /// Records and files refused.
    pub rejected: u64,
    /// The rejects, each with file, place, code and reason; the first 10,000.
    pub rejects: Vec<Reject>,
    /// What was odd in records that were taken, counted by code.
    pub remarks: BTreeMap<String, u64>,
    /// Values that nobody has told the meaning of (statuses, kinds, classes, languages, events), as they came: the first 1,000 different ones,
    /// by code and value.
    #[serde(default)]
    pub unknown: Vec<UnknownValue>,
    /// Deliveries that could not be read at all.
    pub failed: Vec<FailedDelivery>,
    /// Numbers of the runs that were noted.
    #[serde(default)]
    pub runs: Vec<i64>,
    /// Whether nothing was stored (`--dry-run`).
    pub dry_run: bool,
    /// Whether it was stopped before its end; running it again goes on.
    pub stopped: bool,
    /// Whether the search index knows what was stored: `false` where another process indexes it.
    pub indexed: bool,
    /// Seconds it took, indexing included.
    pub seconds: f64,
}

/// A value that nobody has told the meaning of. It was kept as it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownValue {
    /// Code of the remark: `status-unknown`, `event-unknown` …
    pub code: String,
    /// The value.
    pub value: String,
    /// How many records have it.
    pub count: u64,
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

    /// Counts a remark, and lists its value where that is one nobody knows.
    pub fn remark(&mut self, remark: Remark) {
        *self.remarks.entry(remark.code.clone()).or_default() += 1;
        if !UNKNOWN_VALUES.iter().any(|(code, _)| *code == remark.code) {
            return;
        }
        let place =
            |unknown: &UnknownValue| (unknown.code.as_str(), unknown.value.as_str()).cmp(&(remark.code.as_str(), remark.value.as_str()));
        match self.unknown.binary_search_by(place) {
            Ok(at) => self.unknown[at].count += 1,
            Err(at) if self.unknown.len() < MOST_UNKNOWN => {
                self.unknown.insert(at, UnknownValue { code: remark.code, value: remark.value, count: 1 });
            }
            Err(_) => {}
        }
    }

    /// The unknown values for people, a line each, by code and then the most frequent first.
    pub fn unknown_for_people(&self) -> impl Iterator<Item = String> {
        self.by_frequency().into_iter().map(|unknown| {
            let what = UNKNOWN_VALUES.iter().find(|(code, _)| *code == unknown.code).map_or("", |(_, japanese)| *japanese);
            format!("未登録の値 {what}「{}」 {} 件 [{}]", unknown.value, unknown.count, unknown.code)
        })
    }

    /// The unknown values by code, the most frequent first.
    #[must_use]
    pub fn by_frequency(&self) -> Vec<UnknownValue> {
        let mut unknown = self.unknown.clone();
        unknown.sort_by(|a, b| (&a.code, std::cmp::Reverse(a.count), &a.value).cmp(&(&b.code, std::cmp::Reverse(b.count), &b.value)));
        unknown
    }

    /// One line for people.
    #[must_use]
    pub fn summary(&self) -> String {
        format!(
            "読込 {} 件: 新規 {} 件、更新 {} 件、削除 {} 件、変更なし {} 件、不採用 {} 件({:.1} 秒{})",
            self.read,
            self.created,
            self.updated,
            self.deleted,
            self.unchanged,
            self.rejected,
            self.seconds,
            if self.dry_run { "、試行のため保存していません" } else { "" }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_values_are_counted_and_listed_as_they_came() {
        let mut report = HarvestReport::default();
        for (code, value) in [
            ("status-unknown", "nicht-anhaengig"),
            ("event-unknown", "DE R079"),
            ("event-unknown", "US STPP"),
            ("event-unknown", "US STPP"),
            ("date-unreadable", "soon"),
        ] {
            report.remark(Remark { code: code.to_owned(), place: "x".to_owned(), value: value.to_owned() });
        }
        assert_eq!(report.remarks.get("event-unknown"), Some(&3));
        assert_eq!(report.remarks.get("date-unreadable"), Some(&1));
        assert_eq!(
            report.unknown_for_people().collect::<Vec<_>>(),
            [
                "未登録の値 経過情報「US STPP」 2 件 [event-unknown]",
                "未登録の値 経過情報「DE R079」 1 件 [event-unknown]",
                "未登録の値 状態「nicht-anhaengig」 1 件 [status-unknown]",
            ]
        );
    }

    #[test]
    fn a_flood_of_values_is_counted_and_no_longer_listed() {
        let mut report = HarvestReport::default();
        for number in 0..MOST_UNKNOWN + 50 {
            report.remark(Remark { code: "class-unreadable".to_owned(), place: String::new(), value: number.to_string() });
        }
        assert_eq!((report.unknown.len(), report.remarks["class-unreadable"]), (MOST_UNKNOWN, MOST_UNKNOWN as u64 + 50));
    }
}
