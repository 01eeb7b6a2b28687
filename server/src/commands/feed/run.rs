//! `feed run` and `feed dry-run`: asking for jobs, and seeing them through.

use std::{process::ExitCode, sync::Arc, time::Duration};

use anyhow::Context as _;
use serde_json::Value;
use storage::{ArrivalState, FeedFilter, FeedJob, JobKind, JobRequest, JobState, Store};
use tokio_util::sync::CancellationToken;

use super::{super::NOT_ALL_READ, named, print_json};
use crate::{
    cli::{FeedDryRunArguments, FeedRunArguments},
    clock,
    config::Config,
    feed_work::{self, HarvestChoice, JobReport},
};

/// How often somebody else's work is looked at.
const LOOK: Duration = Duration::from_millis(500);
/// Jobs of a feed that are looked at.
const MOST: usize = 1_000;

pub async fn check(
    store: &Arc<dyn Store>,
    config: &Config,
    arguments: &FeedRunArguments,
    stop: &CancellationToken,
) -> anyhow::Result<ExitCode> {
    let feed = named(store.as_ref(), &arguments.name).await?;
    let request = JobRequest { kind: JobKind::Check, feed: feed.id, arrival: None, options: Value::Null, asked_by: "command".to_owned() };
    let job = store.request_job(&request, clock::now()).await?;
    // What came while the feed was only tried is harvested now, too.
    let waiting = FeedFilter { feed: Some(feed.id), arrival_state: Some(ArrivalState::Waiting), ..FeedFilter::default() };
    for arrival in store.arrivals(waiting, MOST).await? {
        let request = JobRequest {
            kind: JobKind::Harvest,
            feed: feed.id,
            arrival: Some(arrival.id),
            options: Value::Null,
            asked_by: "command".to_owned(),
        };
        store.request_job(&request, clock::now()).await?;
    }
    if arguments.no_wait {
        let job = store.feed_job(job).await?.context("処理の記録がありません")?;
        return told(&[job], arguments.json);
    }
    // What is fetched is harvested by jobs of its own, which came after this one; whatever else of the feed still waits is seen through too.
    let filter = FeedFilter { feed: Some(feed.id), ..FeedFilter::default() };
    let jobs = async |store: &dyn Store| {
        let mut jobs = store.feed_jobs(filter, MOST).await?;
        jobs.retain(|one| one.id >= job);
        jobs.reverse();
        Ok::<_, storage::StorageError>(jobs)
    };
    loop {
        let here = feed_work::drain(store, config, stop).await?;
        let found = jobs(store.as_ref()).await?;
        let put_off = found.iter().any(|job| job.state == JobState::Waiting && job.due > clock::now());
        if stop.is_cancelled() || found.iter().all(|job| job.state.is_over()) || (here && put_off) {
            return told(&found, arguments.json);
        }
        tokio::time::sleep(LOOK).await;
    }
}

pub async fn rehearse(
    store: &Arc<dyn Store>,
    config: &Config,
    arguments: &FeedDryRunArguments,
    stop: &CancellationToken,
) -> anyhow::Result<ExitCode> {
    let feed = named(store.as_ref(), &arguments.name).await?;
    let arrival = match arguments.arrival {
        Some(id) => store.arrival(id).await?.filter(|arrival| arrival.feed == feed.id),
        None => store.arrivals(FeedFilter { feed: Some(feed.id), ..FeedFilter::default() }, 1).await?.pop(),
    };
    let arrival = arrival.context("届いたファイルがありません")?;
    let options = serde_json::to_value(HarvestChoice { first: Some(arguments.first), refused_of: None })?;
    let request = JobRequest { kind: JobKind::Rehearse, feed: feed.id, arrival: Some(arrival.id), options, asked_by: "command".to_owned() };
    let job = store.request_job(&request, clock::now()).await?;
    loop {
        feed_work::drain(store, config, stop).await?;
        let found = store.feed_job(job).await?.context("処理の記録がありません")?;
        if found.state.is_over() || stop.is_cancelled() {
            if !arguments.json {
                print_previews(&found);
            }
            return told(&[found], arguments.json);
        }
        tokio::time::sleep(LOOK).await;
    }
}

fn report_of(job: &FeedJob) -> JobReport {
    serde_json::from_value(job.report.clone()).unwrap_or_default()
}

fn print_previews(job: &FeedJob) {
    for preview in report_of(job).previews {
        println!("{} [{}] {}", preview.id, preview.outcome, preview.file);
        for (field, text) in &preview.fields {
            println!("    {field}: {text}");
        }
        for line in preview.source.lines().take(12) {
            println!("  | {line}");
        }
    }
}

fn told(jobs: &[FeedJob], json: bool) -> anyhow::Result<ExitCode> {
    if json {
        print_json(&serde_json::json!({ "jobs": jobs }))?;
    }
    for job in jobs {
        let report = report_of(job);
        eprintln!(
            "{} {} [{}] 取得 {} 件、読込 {} 件: 新規 {}、更新 {}、変更なし {}、削除 {}、不採用 {} {}",
            job.id,
            job.kind.as_str(),
            job.state.as_str(),
            report.fetched,
            report.read,
            report.created,
            report.updated,
            report.unchanged,
            report.deleted,
            report.rejected,
            job.reason
        );
        for failure in report.failures.iter().take(20) {
            eprintln!("    {} [{}] {}", failure.path, failure.code, failure.reason);
        }
    }
    let well = jobs.iter().all(|job| job.state == JobState::Done || (job.state == JobState::Waiting && job.code.is_empty()));
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::from(NOT_ALL_READ) })
}
