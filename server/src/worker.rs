//! The worker: translates what waits, makes images of figures and keeps the index in step with the store.
//!
//! Any number of processes may store; one translates, one makes images and one indexes at a time, each by a lock that the system takes back when its holder
//! dies. A worker without a lock tries again from time to time, so that work never stops with the process that did it.

use std::{sync::Arc, time::Duration};

use search::SearchError;
use storage::{StorageError, Store};
use tokio_util::sync::CancellationToken;

use crate::{
    config::Config,
    feed_work,
    figures::FigureMaking,
    indexing::{Indexer, IndexingError},
    lock::{ProcessLock, Work},
    translating::Translating,
};

/// How often an idle worker looks for work.
const IDLE: Duration = Duration::from_millis(300);
/// Publications told to the index at once when what the public may see has changed.
const SETTLED_AT_ONCE: usize = 2_000;
/// How long a worker without a lock, or after a failure, waits.
const WITHOUT_LOCK: Duration = Duration::from_secs(2);

/// Works on feeds, translates, makes images of figures and indexes until told to stop.
pub async fn run(store: Arc<dyn Store>, config: Config, translating: Translating, stop: CancellationToken) {
    let making = tokio::spawn(make_figures_until(Arc::clone(&store), config.clone(), stop.clone()));
    let feeding = tokio::spawn(feed_work::work_until(Arc::clone(&store), config.clone(), stop.clone()));
    follow(store, config, translating, stop).await;
    if let Err(panicked) = feeding.await {
        tracing::error!(%panicked, "the work on feeds ended");
    }
    if let Err(panicked) = making.await {
        tracing::error!(%panicked, "making images of figures ended");
    }
}

/// Translates and indexes until told to stop. Images of figures, which nobody searches by, are left to a portal that runs.
pub async fn follow(store: Arc<dyn Store>, config: Config, translating: Translating, stop: CancellationToken) {
    let indexing = tokio::spawn(index_until(Arc::clone(&store), config.clone(), stop.clone()));
    let following = tokio::spawn(follow_corrections_until(store, stop.clone()));
    translate_until(&config, &translating, &stop).await;
    if let Err(panicked) = indexing.await {
        tracing::error!(%panicked, "indexing ended");
    }
    if let Err(panicked) = following.await {
        tracing::error!(%panicked, "following corrections ended");
    }
}

/// Approved sentences offered elsewhere by one step, at most so often each.
const OFFERS: usize = 1_000;

/// Does what follows from corrections and new versions: finds what people's sentences have become, and offers what was approved to the same
/// sentences elsewhere. Needs no lock: an answer to a question that was asked again, or answered by another process, changes nothing.
///
/// # Errors
/// When the store fails.
pub async fn follow_corrections(store: &dyn Store) -> Result<u64, StorageError> {
    let mut done = crate::stale_texts::take_batch(store).await?;
    done += u64::from(store.offer_approved(OFFERS, crate::clock::now()).await?.is_some());
    Ok(done)
}

async fn follow_corrections_until(store: Arc<dyn Store>, stop: CancellationToken) {
    while !stop.is_cancelled() {
        match follow_corrections(store.as_ref()).await {
            Ok(0) => pause(IDLE, &stop).await,
            Ok(_) => {}
            Err(failure) => {
                tracing::error!(%failure, "following corrections failed and is tried again");
                pause(WITHOUT_LOCK, &stop).await;
            }
        }
    }
}

async fn pause(length: Duration, stop: &CancellationToken) {
    tokio::select! {
        () = tokio::time::sleep(length) => {}
        () = stop.cancelled() => {}
    }
}

async fn index_until(store: Arc<dyn Store>, config: Config, stop: CancellationToken) {
    let mut indexer: Option<Indexer> = None;
    while !stop.is_cancelled() {
        let Some(holder) = &mut indexer else {
            match Indexer::open(Arc::clone(&store), &config).await {
                Ok(opened) => indexer = Some(opened),
                Err(SearchError::Locked) => {
                    tracing::debug!("another process indexes");
                    pause(WITHOUT_LOCK, &stop).await;
                }
                Err(failure) => {
                    tracing::error!(%failure, "the index cannot be opened");
                    pause(WITHOUT_LOCK * 5, &stop).await;
                }
            }
            continue;
        };
        // What the public may see has changed: the index is told by change numbers, some at a time, so that people's saves come between.
        if let Err(failure) = store.settle_provision(SETTLED_AT_ONCE, crate::clock::now()).await {
            tracing::error!(%failure, "the index cannot be told what the public may see");
        }
        match holder.catch_up(&stop, |_| {}).await {
            Ok(0) => pause(IDLE, &stop).await,
            Ok(_) => {}
            Err(failure) => {
                tracing::error!(%failure, "indexing failed and is tried again");
                // A writer that failed may hold half a batch: it is opened afresh, at its last commit.
                indexer = None;
                pause(WITHOUT_LOCK, &stop).await;
            }
        }
    }
}

async fn translate_until(config: &Config, translating: &Translating, stop: &CancellationToken) {
    let mut lock: Option<ProcessLock> = None;
    while !stop.is_cancelled() {
        if lock.is_none() {
            lock = take_lock(config, Work::Translating, stop).await;
            if lock.is_none() {
                continue;
            }
            tokio::select! {
                () = translating.keep_glossaries() => {}
                () = stop.cancelled() => break,
            }
        }
        match translating.take_batch(stop).await {
            Ok(0) => pause(IDLE, stop).await,
            Ok(_) => {}
            Err(failure) => {
                tracing::error!(%failure, "translating failed and is tried again");
                pause(WITHOUT_LOCK, stop).await;
            }
        }
    }
}

async fn make_figures_until(store: Arc<dyn Store>, config: Config, stop: CancellationToken) {
    let program = match std::env::current_exe() {
        Ok(program) => program,
        Err(failure) => {
            tracing::error!(%failure, "the program does not find itself; no images of figures are made");
            return;
        }
    };
    let making = FigureMaking::new(store, &config.figures, program, stop.clone());
    let mut lock: Option<ProcessLock> = None;
    while !stop.is_cancelled() {
        if lock.is_none() {
            lock = take_lock(&config, Work::Figures, &stop).await;
            if lock.is_none() {
                continue;
            }
            if let Err(failure) = making.renew().await {
                tracing::error!(%failure, "figures of an older version cannot be renewed");
            }
        }
        match making.take_batch().await {
            Ok(0) => pause(IDLE, &stop).await,
            Ok(_) => {}
            Err(failure) => {
                tracing::error!(%failure, "making images of figures failed and is tried again");
                pause(WITHOUT_LOCK, &stop).await;
            }
        }
    }
}

/// Takes a work's lock; `None`, after a while, where it is not to be had.
async fn take_lock(config: &Config, work: Work, stop: &CancellationToken) -> Option<ProcessLock> {
    match ProcessLock::take(&config.data, work) {
        Ok(Some(taken)) => return Some(taken),
        Ok(None) => pause(WITHOUT_LOCK, stop).await,
        Err(failure) => {
            tracing::error!(%failure, ?work, "a lock cannot be taken");
            pause(WITHOUT_LOCK * 5, stop).await;
        }
    }
    None
}

/// Does what is due now, in this process, as far as its locks can be had. Answers whether the index now knows the whole store.
///
/// # Errors
/// When store or index fail.
pub async fn drain(
    store: &Arc<dyn Store>,
    config: &Config,
    translating: &Translating,
    stop: &CancellationToken,
    mut progress: impl FnMut(Work, u64) + Send,
) -> Result<bool, IndexingError> {
    match ProcessLock::take(&config.data, Work::Translating) {
        Ok(Some(_lock)) => {
            translating.keep_glossaries().await;
            let mut done = 0;
            while !stop.is_cancelled() {
                let taken = translating.take_batch(stop).await?;
                if taken == 0 {
                    break;
                }
                done += taken;
                progress(Work::Translating, done);
            }
        }
        Ok(None) => tracing::info!("another process translates"),
        Err(failure) => tracing::warn!(%failure, "the translators' lock cannot be taken; translating is left to the worker"),
    }
    while !stop.is_cancelled() && follow_corrections(store.as_ref()).await? > 0 {}
    match Indexer::open(Arc::clone(store), config).await {
        Ok(mut indexer) => {
            while !stop.is_cancelled() && store.settle_provision(SETTLED_AT_ONCE, crate::clock::now()).await? > 0 {}
            indexer.catch_up(stop, |done| progress(Work::Indexing, done)).await?;
            Ok(!stop.is_cancelled())
        }
        Err(SearchError::Locked) => Ok(false),
        Err(failure) => Err(failure.into()),
    }
}
