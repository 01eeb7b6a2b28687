//! What engines did, counted by day, engine, model and office.

use std::collections::BTreeMap;

use async_trait::async_trait;
use publication::{IsoDate, OfficeCode};
use serde::{Deserialize, Serialize};

use crate::StorageError;

/// Which work is counted together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EngineWorkKey {
    /// The day, in Japan.
    pub day: IsoDate,
    /// The engine, by its name in the configuration.
    pub engine: String,
    /// What it is, as provenance names it: `deepl`.
    pub kind: String,
    /// The model that was asked for; empty where there is no choice.
    pub model: String,
    /// The office of the documents; `None` where texts of several were sent together.
    pub office: Option<OfficeCode>,
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EngineWork {
    /// Calls that reached the engine, those that failed among them.
    pub calls: u64,
    /// Characters sent.
    pub characters: u64,
    /// Segments that came back with Japanese.
    pub segments: u64,
    /// Units billed, as the engine says: characters or tokens.
    pub units: u64,
    /// Time of all calls, milliseconds.
    pub milliseconds: u64,
    /// The longest call, milliseconds.
    pub longest: u64,
    /// Calls that failed, by stable code.
    pub failures: BTreeMap<String, u64>,
    /// Segments that came back without Japanese, by stable code.
    pub without: BTreeMap<String, u64>,
    /// Segments in whose Japanese a check found something, by the check's code.
    pub findings: BTreeMap<String, u64>,
}

impl EngineWork {
    /// Adds other work.
    pub fn add(&mut self, other: &Self) {
        let sum = |a: &mut u64, b: u64| *a = a.saturating_add(b);
        sum(&mut self.calls, other.calls);
        sum(&mut self.characters, other.characters);
        sum(&mut self.segments, other.segments);
        sum(&mut self.units, other.units);
        sum(&mut self.milliseconds, other.milliseconds);
        self.longest = self.longest.max(other.longest);
        for (into, from) in
            [(&mut self.failures, &other.failures), (&mut self.without, &other.without), (&mut self.findings, &other.findings)]
        {
            for (code, count) in from {
                sum(into.entry(code.clone()).or_default(), *count);
            }
        }
    }
}

/// Statistics of engines.
#[async_trait]
pub trait EngineWorkRepository: Send + Sync {
    /// Adds work to what is counted, in one transaction. What is older than two years is forgotten.
    async fn add_engine_work(&self, work: &[(EngineWorkKey, EngineWork)]) -> Result<(), StorageError>;

    /// What is counted from a day to a day, both included, in the order of the key.
    async fn engine_work(&self, from: IsoDate, to: IsoDate) -> Result<Vec<(EngineWorkKey, EngineWork)>, StorageError>;
}
