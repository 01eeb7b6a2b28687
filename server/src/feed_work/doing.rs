//! A job that is being done: signs of life, how far it is, and how it ends.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use storage::{ArrivalState, Beat, FeedJob, Store};
use tokio_util::sync::CancellationToken;

use super::report::{JobProgress, JobReport};
use crate::clock;

/// Seconds for which a sign of life holds.
pub(super) const LEASE: u32 = 60;
/// How often signs of life are given, and pages learn how far a job is.
const BEAT: Duration = Duration::from_secs(1);

/// A job in hand.
pub(super) struct Doing {
    /// Ends the work: at a person's wish, as the process stops, or as somebody else has the job.
    pub(super) stop: CancellationToken,
    progress: Arc<Mutex<JobProgress>>,
    asked: Arc<AtomicBool>,
    lost: Arc<AtomicBool>,
    beating: tokio::task::JoinHandle<()>,
}

/// How the work on a job ended.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It is done.
    Done { report: JobReport, arrival: Option<ArrivalState>, run: Option<i64>, code: String, reason: String },
    /// It cannot be done.
    Failed { code: String, reason: String, report: JobReport, arrival: Option<ArrivalState>, run: Option<i64> },
    /// It could not be done now.
    Again { code: String, reason: String, report: JobReport },
    /// It was ended before its end.
    Interrupted(JobReport),
}

impl Outcome {
    pub(super) fn done(report: JobReport) -> Self {
        Self::Done { report, arrival: None, run: None, code: String::new(), reason: String::new() }
    }

    pub(super) fn failed(code: impl Into<String>, reason: impl Into<String>, report: JobReport) -> Self {
        Self::Failed { code: code.into(), reason: reason.into(), report, arrival: None, run: None }
    }
}

impl Doing {
    /// Begins to give signs of life for a job.
    pub(super) fn begin(store: Arc<dyn Store>, owner: String, job: &FeedJob, stop: &CancellationToken) -> Self {
        let (progress, asked, lost) = (Arc::new(Mutex::new(JobProgress::default())), Arc::default(), Arc::default());
        let stop = stop.child_token();
        let beating = tokio::spawn(beat(store, owner, job.id, Arc::clone(&progress), Arc::clone(&asked), Arc::clone(&lost), stop.clone()));
        Self { stop, progress, asked, lost, beating }
    }

    /// Notes how far the work is.
    pub(super) fn note(&self, change: impl FnOnce(&mut JobProgress)) {
        note(&self.progress, change);
    }

    /// Where how far the work is can be noted from elsewhere.
    pub(super) fn noting(&self) -> Arc<Mutex<JobProgress>> {
        Arc::clone(&self.progress)
    }

    /// Whether a person wished it to end.
    pub(super) fn is_asked_to_stop(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }

    /// Whether somebody else has the job.
    pub(super) fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }

    /// Ends the signs of life.
    pub(super) async fn end(self) {
        self.beating.abort();
        let _ = self.beating.await;
    }
}

/// Notes how far some work is. A poisoned lock means a panic while numbers were set: they are numbers all the same.
pub(super) fn note(progress: &Mutex<JobProgress>, change: impl FnOnce(&mut JobProgress)) {
    change(&mut progress.lock().unwrap_or_else(PoisonError::into_inner));
}

async fn beat(
    store: Arc<dyn Store>,
    owner: String,
    job: i64,
    progress: Arc<Mutex<JobProgress>>,
    asked: Arc<AtomicBool>,
    lost: Arc<AtomicBool>,
    stop: CancellationToken,
) {
    loop {
        tokio::time::sleep(BEAT).await;
        let told = progress.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let told = serde_json::to_value(&told).unwrap_or_default();
        match store.beat(job, &owner, &told, LEASE, clock::now()).await {
            Ok(Beat::Going) => {}
            Ok(Beat::Stop) => {
                asked.store(true, Ordering::Relaxed);
                stop.cancel();
            }
            Ok(Beat::Lost) => {
                lost.store(true, Ordering::Relaxed);
                stop.cancel();
                return;
            }
            // The lease is many beats long: one that fails is no harm.
            Err(failure) => tracing::warn!(%failure, job, "a sign of life could not be given"),
        }
    }
}
