//! Looking what a source has, and fetching what is new.

use std::path::Path;

use feeds::transport::{FetchProgress, RemoteFile, SourceAddress, TransportError, fetch, forget_left};
use storage::{ArrivalState, Feed, StorageError, Store};
use tokio_util::sync::CancellationToken;

use super::{
    doing::{Doing, Outcome},
    intake::{Coming, keep_file},
    report::{FileFailure, JobReport},
    source,
};
use crate::config::Config;

/// Failures of single files that are listed in a report.
const MOST_FAILURES: usize = 200;

/// Does a check.
pub(super) async fn check(
    store: &dyn Store,
    config: &Config,
    feed: &Feed,
    by_person: bool,
    doing: &Doing,
) -> Result<Outcome, StorageError> {
    let mut report = JobReport::default();
    doing.note(|progress| progress.phase = "listing".to_owned());
    let (transport, address) = match source::open(&config.feeds, feed) {
        Ok(opened) => opened,
        Err(refused) => return Ok(Outcome::failed(refused.code, refused.reason, report)),
    };
    let listed = tokio::select! {
        listed = transport.list() => listed,
        () = doing.stop.cancelled() => return Ok(Outcome::Interrupted(report)),
    };
    let files = match listed {
        Ok(files) => files,
        Err(failure) => return Ok(of_transport(&failure, report)),
    };
    report.listed = files.len() as u64;
    let folder = config.data.join("incoming").join(feed.id.to_string());
    let limits = source::fetch_limits(&config.feeds, feed);
    let mut last: Option<TransportError> = None;
    for file in &files {
        if doing.stop.is_cancelled() {
            return Ok(Outcome::Interrupted(report));
        }
        if is_known(store, feed, &address, file).await? {
            forget_left(&folder, file);
            continue;
        }
        let before = report.fetched;
        doing.note(|progress| {
            progress.phase = "fetching".to_owned();
            progress.file.clone_from(&file.path);
            progress.files = before;
            (progress.bytes, progress.total, progress.resumed) = (0, file.size.unwrap_or(0), 0);
        });
        match take(store, feed, &address, transport.as_ref(), file, &folder, limits, by_person, doing).await? {
            Ok((size, resumed, state)) => {
                report.fetched += 1;
                report.fetched_bytes += size;
                report.resumed += u64::from(resumed);
                report.duplicates += u64::from(state == ArrivalState::Duplicate);
            }
            Err(failure) if failure.code == "stopped" => return Ok(Outcome::Interrupted(report)),
            Err(failure) => {
                if report.failures.len() < MOST_FAILURES {
                    report.failures.push(FileFailure { path: file.path.clone(), code: failure.code.to_owned(), reason: failure.reason() });
                }
                // Where the server is gone or the disk is full, the other files would tell nothing new.
                let ends = matches!(failure.code, "cannot-connect" | "name-not-resolved" | "disk-full" | "disk-failed" | "login-refused");
                last = Some(failure);
                if ends {
                    break;
                }
            }
        }
    }
    Ok(match last {
        None => Outcome::done(report),
        Some(failure) if failure.transient => of_transport(&failure, report),
        Some(failure) => Outcome::failed("files-failed", format!("取得できないファイルがあります({})", failure.reason()), report),
    })
}

fn of_transport(failure: &TransportError, report: JobReport) -> Outcome {
    match failure.transient {
        true => Outcome::Again { code: failure.code.to_owned(), reason: failure.reason(), report },
        false => Outcome::failed(failure.code, failure.reason(), report),
    }
}

/// Whether a file came before. What a single address gives without telling its version is fetched each time, and known by its content.
async fn is_known(store: &dyn Store, feed: &Feed, address: &SourceAddress, file: &RemoteFile) -> Result<bool, StorageError> {
    let mark = file.mark();
    let is_single = matches!(address, SourceAddress::Http(url) if !url.path().ends_with('/'));
    if mark.is_empty() && is_single {
        return Ok(false);
    }
    store.has_arrived(feed.id, &file.path, &mark).await
}

#[expect(clippy::too_many_arguments, reason = "what a fetch is made of, used once")]
async fn take(
    store: &dyn Store,
    feed: &Feed,
    address: &SourceAddress,
    transport: &dyn feeds::transport::Transport,
    file: &RemoteFile,
    folder: &Path,
    limits: feeds::transport::FetchLimits,
    by_person: bool,
    doing: &Doing,
) -> Result<Result<(u64, u32, ArrivalState), TransportError>, StorageError> {
    let told = |progress: FetchProgress| {
        doing.note(|known| {
            (known.bytes, known.total, known.resumed) = (progress.bytes, progress.total.unwrap_or(0), progress.resumed);
        });
    };
    let stop: &CancellationToken = &doing.stop;
    let fetched = match fetch(transport, file, folder, limits, stop, &told).await {
        Ok(fetched) => fetched,
        Err(failure) => return Ok(Err(failure)),
    };
    let coming = Coming {
        path: file.path.clone(),
        mark: file.mark(),
        channel: address.channel().to_owned(),
        checked: fetched.checked.unwrap_or_default().to_owned(),
        // Asked for by a person, or by the schedule of a feed that is enabled.
        harvest: feed.enabled || by_person,
        ..Coming::default()
    };
    let arrival = keep_file(store, feed, &fetched.path, coming).await?;
    let (size, resumed) = (fetched.size, fetched.resumed);
    fetched.forget();
    Ok(Ok((size, resumed, arrival.state)))
}
