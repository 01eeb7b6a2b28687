//! `kakehashi translate`: what an office's translation would take, then the asking for it and its progress.

mod progress;
mod report;

use std::{process::ExitCode, sync::Arc, time::Duration};

use anyhow::Context as _;
use progress::{CountProgress, JobProgress};
use publication::Audience;
pub(super) use report::moment;
use serde::Serialize;
use storage::{Anew, JobCounts, Store};
use tokio_util::sync::CancellationToken;
use translator::reason_in_japanese;

use super::{open_held, print_json, stop_on_signal};
use crate::{
    cli::TranslateArguments,
    clock,
    config::Config,
    lock::{ProcessLock, Work},
    translating::{Estimate, EstimateLimits, JapaneseMaker, Scope, Translating, estimate},
    worker,
};

/// Publications asked for in one transaction.
const BATCH: usize = 1_000;
/// How often the jobs are counted.
const LOOK: Duration = Duration::from_millis(700);

/// Jobs put back, for the report.
#[derive(Serialize)]
struct PutBack {
    code: String,
    reason: String,
    jobs: u64,
    next: i64,
}

/// What the command did.
#[derive(Serialize)]
struct Outcome<'a> {
    dry_run: bool,
    #[serde(flatten)]
    estimate: &'a Estimate,
    /// Publications asked for.
    asked: usize,
    /// Whether it was stopped before its end.
    stopped: bool,
    /// Jobs that can be taken now.
    due: u64,
    /// Jobs that a worker has taken.
    taken: u64,
    /// Jobs put back until later.
    later: Vec<PutBack>,
}

pub async fn run(config: Config, arguments: &TranslateArguments) -> anyhow::Result<ExitCode> {
    let store: Arc<dyn Store> = Arc::new(open_held(&config).await?);
    let maker = JapaneseMaker::open(&store, &config).await?;
    let stop = stop_on_signal();
    let anew = match (arguments.retranslate, arguments.memory) {
        (false, _) => Anew::Nothing,
        (true, false) => Anew::Machine,
        (true, true) => Anew::MachineAndMemory,
    };
    let scope = Scope { office: arguments.office, parts: arguments.part.clone(), anew, audience: Audience::Inside };
    let counting = CountProgress::new();
    let found = estimate(&store, &maker, &scope, EstimateLimits::default(), &stop, |done| counting.looked_at(done)).await?;
    counting.finish();
    if !arguments.json {
        report::print(&found);
    }
    let mut asked = 0;
    if !arguments.dry_run && !stop.is_cancelled() {
        for wanted in found.asked.chunks(BATCH) {
            store.request_translations(wanted, true, clock::now()).await.context("依頼を保存できません")?;
            asked += wanted.len();
        }
        if !arguments.no_wait && asked > 0 {
            follow(&store, &config, maker, &stop).await?;
        }
    }
    let counts = store.job_counts(clock::now()).await?;
    if arguments.json {
        let later = counts.later.iter().map(|put_back| PutBack {
            code: put_back.reason.clone(),
            reason: reason_in_japanese(&put_back.reason).to_owned(),
            jobs: put_back.jobs,
            next: put_back.next.unix_timestamp(),
        });
        print_json(&Outcome {
            dry_run: arguments.dry_run,
            estimate: &found,
            asked,
            stopped: stop.is_cancelled(),
            due: counts.due,
            taken: counts.taken,
            later: later.collect(),
        })?;
    } else if arguments.dry_run {
        eprintln!("見積もりだけです。何も依頼していません。");
    } else {
        report::print_jobs(asked, &counts);
    }
    Ok(ExitCode::SUCCESS)
}

/// Translates until nothing is due, or looks on while another process does.
async fn follow(store: &Arc<dyn Store>, config: &Config, maker: JapaneseMaker, stop: &CancellationToken) -> anyhow::Result<()> {
    let progress = JobProgress::new();
    let translating = Translating::new(Arc::clone(store), maker);
    let mut lock: Option<ProcessLock> = None;
    let mut counts: JobCounts = store.job_counts(clock::now()).await?;
    while !stop.is_cancelled() && counts.due + counts.taken > 0 {
        progress.show(&counts);
        if lock.is_none() {
            lock = ProcessLock::take(&config.data, Work::Translating).context("翻訳の処理を始められません")?;
            if lock.is_some() {
                translating.keep_glossaries().await;
            }
        }
        if lock.is_some() {
            let batch = translating.take_batch(stop);
            tokio::pin!(batch);
            loop {
                tokio::select! {
                    taken = &mut batch => {
                        taken.context("翻訳を保存できません")?;
                        break;
                    }
                    () = tokio::time::sleep(LOOK) => progress.show(&store.job_counts(clock::now()).await?),
                }
            }
        } else {
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                () = stop.cancelled() => {}
            }
        }
        counts = store.job_counts(clock::now()).await?;
    }
    drop(lock);
    progress.finish();
    if !stop.is_cancelled() {
        // The index follows, unless another process keeps it.
        let indexed = worker::drain(store, config, &translating, stop, |_, _| {}).await;
        if let Err(failure) = indexed {
            eprintln!("索引は serve または worker が更新します: {failure}");
        }
    }
    Ok(())
}
