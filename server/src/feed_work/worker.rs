//! The worker of feeds: asks by schedule, takes jobs, does them, and tells people.

use std::{
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};

use storage::{FeedJob, JobEnd, JobKind, JobState, StorageError, Store};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::{
    check::check,
    doing::{Doing, LEASE, Outcome},
    harvesting::harvest,
    notices,
    report::JobReport,
    rolling_back::roll_back,
    schedule::Schedule,
    sweeping::sweep,
};
use crate::{
    clock,
    config::Config,
    lock::{ProcessLock, Work},
};

/// How often an idle worker looks for work.
const IDLE: Duration = Duration::from_millis(500);
/// How long a worker without a lock, or after a failure, waits.
const WITHOUT_LOCK: Duration = Duration::from_secs(2);
/// How often what was left half is looked for.
const SWEEPING: Duration = Duration::from_secs(24 * 3600);
/// Times that a job is put off before it is given up.
const MOST_TRIES: u32 = 8;
/// Times that a job is taken whose process died each time, before it is given up.
const MOST_DEATHS: u32 = 100;
/// The first pause before a job is tried again, seconds; each further one is twice as long.
const FIRST_PAUSE: i64 = 60;
/// The longest pause, seconds.
const LONGEST_PAUSE: i64 = 6 * 3600;

/// Does the work on feeds until told to stop.
pub async fn work_until(store: Arc<dyn Store>, config: Config, stop: CancellationToken) {
    let mut lock: Option<ProcessLock> = None;
    let mut working = JoinSet::new();
    let owner = owner();
    let mut swept: Option<Instant> = None;
    while !stop.is_cancelled() {
        if lock.is_none() {
            lock = take_lock(store.as_ref(), &config).await;
            if lock.is_none() {
                pause(WITHOUT_LOCK, &stop).await;
                continue;
            }
        }
        if swept.is_none_or(|at| at.elapsed() > SWEEPING) {
            swept = Some(Instant::now());
            let data = config.data.clone();
            let _ = tokio::task::spawn_blocking(move || sweep(&data, SystemTime::from(clock::now()))).await;
        }
        match step(&store, &config, &owner, &mut working, &stop).await {
            Ok(true) => {}
            Ok(false) => pause(IDLE, &stop).await,
            Err(failure) => {
                tracing::error!(%failure, "the work on feeds failed and is tried again");
                pause(WITHOUT_LOCK, &stop).await;
            }
        }
    }
    while working.join_next().await.is_some() {}
}

/// Does what is due now for feeds, in this process, where nobody else works on them. Answers whether it did.
///
/// # Errors
/// When the store fails.
pub async fn drain(store: &Arc<dyn Store>, config: &Config, stop: &CancellationToken) -> Result<bool, StorageError> {
    let Some(_lock) = take_lock(store.as_ref(), config).await else { return Ok(false) };
    let owner = owner();
    while !stop.is_cancelled() {
        let Some(job) = store.take_feed_job(&owner, LEASE, clock::now()).await? else { break };
        do_job(Arc::clone(store), config.clone(), owner.clone(), job, stop.clone()).await;
    }
    Ok(true)
}

/// Who does it: this process, at this time.
fn owner() -> String {
    format!("{}-{}", std::process::id(), clock::now().unix_timestamp_nanos())
}

/// The lock of this work. Whoever has it knows that all jobs in hand are those of the dead.
async fn take_lock(store: &dyn Store, config: &Config) -> Option<ProcessLock> {
    match ProcessLock::take(&config.data, Work::Feeds) {
        Ok(Some(lock)) => match store.release_jobs().await {
            Ok(0) => Some(lock),
            Ok(released) => {
                tracing::info!(released, "jobs of a process that ended are taken up again");
                Some(lock)
            }
            Err(failure) => {
                tracing::error!(%failure, "jobs cannot be released");
                None
            }
        },
        Ok(None) => None,
        Err(failure) => {
            tracing::error!(%failure, "a lock cannot be taken");
            None
        }
    }
}

async fn pause(length: Duration, stop: &CancellationToken) {
    tokio::select! {
        () = tokio::time::sleep(length) => {}
        () = stop.cancelled() => {}
    }
}

/// Asks by schedule and takes a job. Answers whether there was one.
async fn step(
    store: &Arc<dyn Store>,
    config: &Config,
    owner: &str,
    working: &mut JoinSet<()>,
    stop: &CancellationToken,
) -> Result<bool, StorageError> {
    while working.try_join_next().is_some() {}
    let now = clock::now();
    for feed in store.feeds().await? {
        let Some(due) = feed.next_due.filter(|due| feed.enabled && *due <= now) else { continue };
        let next = feed.schedule.parse::<Schedule>().ok().and_then(|schedule| schedule.after(now));
        if store.begin_scheduled(feed.id, due, next, now).await? {
            tracing::info!(feed = %feed.name, "a check is due by schedule");
        }
    }
    if working.len() >= config.feeds.at_once.max(1) {
        return Ok(false);
    }
    let Some(job) = store.take_feed_job(owner, LEASE, now).await? else { return Ok(false) };
    working.spawn(do_job(Arc::clone(store), config.clone(), owner.to_owned(), job, stop.clone()));
    Ok(true)
}

/// Does a job to its end, whichever that is.
async fn do_job(store: Arc<dyn Store>, config: Config, owner: String, job: FeedJob, stop: CancellationToken) {
    let began = Instant::now();
    let doing = Doing::begin(Arc::clone(&store), owner.clone(), &job, &stop);
    let outcome = match work(&store, &config, &job, &doing).await {
        Ok(outcome) => outcome,
        Err(failure) => of_store(&failure),
    };
    let (asked, lost) = (doing.is_asked_to_stop(), doing.is_lost());
    doing.end().await;
    if lost {
        tracing::warn!(job = job.id, "another process has the job");
        return;
    }
    let seconds = (began.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
    // The end of a job must be told: a store that is busy or full is waited for, for as long as the lease may be taken to hold.
    for _ in 0..20 {
        match finish(store.as_ref(), &config, &owner, &job, &outcome, asked, seconds).await {
            Ok(()) => return,
            Err(failure) => {
                tracing::error!(%failure, job = job.id, "the end of a job could not be noted");
                pause(WITHOUT_LOCK, &stop).await;
            }
        }
    }
}

async fn work(store: &Arc<dyn Store>, config: &Config, job: &FeedJob, doing: &Doing) -> Result<Outcome, StorageError> {
    if job.attempts > MOST_DEATHS {
        return Ok(Outcome::failed("died-often", "処理するプロセスが何度も途中で終わりました", JobReport::default()));
    }
    if job.kind == JobKind::RollBack {
        return roll_back(store.as_ref(), job, doing).await;
    }
    let gone = || Outcome::failed("gone", "フィードまたは届いたファイルの記録がありません", JobReport::default());
    let Some(feed) = store.feed_of(job.feed).await? else { return Ok(gone()) };
    match (job.kind, job.arrival) {
        (JobKind::Check, _) => check(store.as_ref(), config, &feed, !job.asked_by.is_empty(), doing).await,
        (JobKind::Harvest | JobKind::Rehearse, Some(arrival)) => match store.arrival(arrival).await? {
            Some(arrival) => harvest(store, config, &feed, &arrival, job, doing).await,
            None => Ok(gone()),
        },
        (JobKind::Harvest | JobKind::Rehearse | JobKind::RollBack, _) => Ok(gone()),
    }
}

/// A failure of the store: what is full or busy will not always be.
fn of_store(failure: &StorageError) -> Outcome {
    let (code, reason) = match failure {
        StorageError::Busy => ("store-busy", "データベースがほかの処理に使われています"),
        StorageError::Full => ("disk-full", "ディスクの空き容量が足りません"),
        other => {
            tracing::error!(failure = %other, "a job failed");
            ("store-failed", "データを保存できません")
        }
    };
    Outcome::Again { code: code.to_owned(), reason: reason.to_owned(), report: JobReport::default() }
}

async fn finish(
    store: &dyn Store,
    config: &Config,
    owner: &str,
    job: &FeedJob,
    outcome: &Outcome,
    asked: bool,
    seconds: f64,
) -> Result<(), StorageError> {
    let now = clock::now();
    let told = |report: &JobReport| serde_json::to_value(JobReport { seconds, ..report.clone() }).unwrap_or_default();
    let end = match outcome {
        Outcome::Done { report, arrival, run, code, reason } => JobEnd {
            state: JobState::Done,
            code: code.clone(),
            reason: reason.clone(),
            report: told(report),
            harvest_run: *run,
            arrival: *arrival,
        },
        Outcome::Failed { code, reason, report, arrival, run } => JobEnd {
            state: JobState::Failed,
            code: code.clone(),
            reason: reason.clone(),
            report: told(report),
            harvest_run: *run,
            arrival: *arrival,
        },
        Outcome::Again { code, reason, report } if asked || job.attempts >= MOST_TRIES => JobEnd {
            state: if asked { JobState::Stopped } else { JobState::Failed },
            code: code.clone(),
            reason: reason.clone(),
            report: told(report),
            harvest_run: None,
            arrival: None,
        },
        Outcome::Again { code, reason, .. } => {
            let doubled = FIRST_PAUSE.saturating_mul(1_i64.checked_shl(job.attempts.saturating_sub(1)).unwrap_or(i64::MAX));
            let due = now.saturating_add(time::Duration::seconds(doubled.clamp(FIRST_PAUSE, LONGEST_PAUSE)));
            store.put_back(job.id, owner, due, code, reason).await?;
            return Ok(());
        }
        Outcome::Interrupted(report) if asked => JobEnd {
            state: JobState::Stopped,
            code: "stopped".to_owned(),
            reason: "停止しました。再開すると続きから行います".to_owned(),
            report: told(report),
            harvest_run: None,
            arrival: None,
        },
        // This process ends: the next one goes on.
        Outcome::Interrupted(_) => {
            store.put_back(job.id, owner, now, "", "").await?;
            return Ok(());
        }
    };
    if store.end_job(job.id, owner, &end, now).await? {
        notices::tell(store, config, job, &end).await;
    }
    Ok(())
}
