//! What engines do is counted here until the worker writes it down.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use storage::{EngineWork, EngineWorkKey, StorageError, Store};
use translator::{EngineCall, EngineListing, EngineWatch};

use crate::clock;

/// Rows that are held at most: engines and offices are few.
const MOST: usize = 10_000;

/// Work by engine and office.
type Counts = BTreeMap<(String, Option<String>), EngineWork>;

/// Counts of what was not written down yet.
#[derive(Debug, Default)]
pub struct WorkCounts(Mutex<Counts>);

impl WorkCounts {
    fn counts(&self) -> MutexGuard<'_, Counts> {
        // Nothing panics while it is held; and counts are still counts.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, engine: &str, office: Option<&str>, work: &EngineWork) {
        let mut counts = self.counts();
        let key = (engine.to_owned(), office.map(str::to_owned));
        if counts.len() < MOST || counts.contains_key(&key) {
            counts.entry(key).or_default().add(work);
        }
    }

    /// Adds what was counted to the store's statistics. Where that fails it is kept for the next time.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn write_down(&self, store: &dyn Store, listings: &[EngineListing]) -> Result<(), StorageError> {
        let counted = std::mem::take(&mut *self.counts());
        let Some(day) = clock::day_in_japan(clock::now()).filter(|_| !counted.is_empty()) else { return Ok(()) };
        let rows: Vec<(EngineWorkKey, EngineWork)> = counted
            .iter()
            .filter_map(|((engine, office), work)| {
                let listing = listings.iter().find(|listing| listing.id == *engine)?;
                let key = EngineWorkKey {
                    day,
                    engine: engine.clone(),
                    kind: listing.kind.to_owned(),
                    model: listing.model.clone().unwrap_or_default(),
                    office: office.as_ref().and_then(|office| office.parse().ok()),
                };
                Some((key, work.clone()))
            })
            .collect();
        let written = store.add_engine_work(&rows).await;
        if written.is_err() {
            for ((engine, office), work) in &counted {
                self.add(engine, office.as_deref(), work);
            }
        }
        written
    }
}

fn once(codes: &[&'static str]) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for code in codes {
        *counts.entry((*code).to_owned()).or_default() += 1;
    }
    counts
}

impl EngineWatch for WorkCounts {
    fn called(&self, call: EngineCall) {
        let work = EngineWork {
            calls: 1,
            characters: call.characters,
            segments: call.segments,
            units: call.units_billed,
            milliseconds: call.milliseconds,
            longest: call.milliseconds,
            failures: once(call.failure.as_slice()),
            without: once(&call.without),
            findings: BTreeMap::new(),
        };
        self.add(&call.engine, call.office.as_deref(), &work);
    }

    fn checked(&self, engine: &str, office: Option<&str>, findings: &[&'static str]) {
        if !findings.is_empty() {
            self.add(engine, office, &EngineWork { findings: once(findings), ..EngineWork::default() });
        }
    }
}
