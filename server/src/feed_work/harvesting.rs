//! Harvesting what arrived, whole or on trial.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use feeds::{FeedSettings, FormatName, Limits};
use serde::{Deserialize, Serialize};
use storage::{Arrival, ArrivalState, Feed, FeedJob, JobKind, StorageError, Store};

use super::{
    doing::{Doing, Outcome, note},
    report::{JobReport, Preview},
};
use crate::{
    config::Config,
    harvest::{HarvestOptions, HarvestProgress, HarvestReport, Seen, harvest_watched},
};

/// Records of a trial, where nobody says how many.
const FIRST: u64 = 20;
/// Most records of a trial: each is shown beside its source.
const MOST_FIRST: u64 = 200;

/// Bytes of a refused record that a trial shows.
const MOST_SOURCE: usize = 6_000;

/// How a harvest is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HarvestChoice {
    /// Records of a trial.
    pub first: Option<u64>,
    /// The run whose refused files alone are to be read again.
    pub refused_of: Option<i64>,
}

/// A folder for a work, taken away with it.
struct WorkPlace(PathBuf);

impl Drop for WorkPlace {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// How a feed's files are to be read.
pub(super) fn options_of(config: &Config, feed: &Feed) -> HarvestOptions {
    let optional = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    HarvestOptions {
        settings: FeedSettings {
            office: feed.office,
            right: if let [right] = feed.rights[..] { Some(right) } else { None },
            format: FormatName::ALL.into_iter().find(|format| format.as_str() == feed.format),
            encoding: optional(&feed.encoding),
            language: feed.language.parse().ok(),
            sample: false,
        },
        limits: config.limits.clone(),
        public: feed.public,
        translate_all: feed.translate_all,
        dry_run: false,
        first: None,
        only_files: None,
    }
}

/// Does a harvest, or a trial of one.
pub(super) async fn harvest(
    store: &Arc<dyn Store>,
    config: &Config,
    feed: &Feed,
    arrival: &Arrival,
    job: &FeedJob,
    doing: &Doing,
) -> Result<Outcome, StorageError> {
    let choice: HarvestChoice = serde_json::from_value(job.options.clone()).unwrap_or_default();
    let mut options = options_of(config, feed);
    if job.kind == JobKind::Rehearse {
        options.dry_run = true;
        options.first = Some(choice.first.unwrap_or(FIRST).clamp(1, MOST_FIRST));
    }
    if let Some(run) = choice.refused_of {
        options.only_files = Some(refused_files(store.as_ref(), run).await?);
    }
    // The file is read under its own name, which rejects tell.
    let place = WorkPlace(config.data.join("incoming").join(format!("job-{}", job.id)));
    let _ = std::fs::remove_dir_all(&place.0);
    std::fs::create_dir_all(&place.0)?;
    let path = place.0.join(safe_name(&arrival.name));
    if !store.link_blob(&arrival.content, &path).await? {
        return Ok(Outcome::failed("content-missing", "届いたファイルの内容が見つかりません", JobReport::default()));
    }
    doing.note(|progress| {
        progress.phase = "reading".to_owned();
        progress.file.clone_from(&arrival.name);
        progress.total = arrival.size;
    });
    let noting = doing.noting();
    let progress = HarvestProgress::watched(move |seen| {
        note(&noting, |progress| match seen {
            Seen::Reading(reading) => (progress.bytes, progress.total) = (reading.bytes, reading.total),
            Seen::Stored { read, rejected } => (progress.read, progress.rejected) = (read, rejected),
        });
    });
    let mut found = HarvestReport { dry_run: options.dry_run, ..HarvestReport::default() };
    let mut previews = harvest_watched(store, &path, &options, &doing.stop, &mut found, progress).await?;
    if previews.iter().any(|preview| preview.source.is_empty()) {
        let limits = config.limits.clone();
        previews = tokio::task::spawn_blocking(move || with_sources(previews, &path, &limits))
            .await
            .map_err(|panicked| StorageError::Failed(panicked.to_string()))?;
    }
    Ok(outcome_of(found, previews, &options, doing.stop.is_cancelled()))
}

/// Refused records of a trial with what came at their place.
fn with_sources(mut previews: Vec<Preview>, path: &Path, limits: &Limits) -> Vec<Preview> {
    for preview in previews.iter_mut().filter(|preview| preview.source.is_empty()) {
        if let Ok(Some(found)) = feeds::excerpt(path, &preview.file, &preview.place, limits, MOST_SOURCE) {
            preview.source = String::from_utf8_lossy(&found.bytes).into_owned();
        }
    }
    previews
}

fn outcome_of(found: HarvestReport, previews: Vec<Preview>, options: &HarvestOptions, cut_short: bool) -> Outcome {
    let run = found.runs.last().copied();
    let report = JobReport {
        read: found.read,
        created: found.created,
        updated: found.updated,
        unchanged: found.unchanged,
        deleted: found.deleted,
        rejected: found.rejected,
        remarks: found.remarks.clone(),
        unknown: found.by_frequency(),
        previews,
        refused_only: options.only_files.is_some(),
        ..JobReport::default()
    };
    if cut_short && found.stopped {
        return Outcome::Interrupted(report);
    }
    let state = |state| (!options.dry_run).then_some(state);
    if let Some(failed) = found.failed.first() {
        let (code, reason) = (failed.code.clone(), failed.reason.clone());
        return Outcome::Failed { code, reason, report, arrival: state(ArrivalState::Quarantined), run };
    }
    let taken = report.created + report.updated + report.unchanged + report.deleted;
    let arrival = state(match (report.rejected, taken) {
        (0, _) => ArrivalState::Harvested,
        (_, 0) if !report.refused_only => ArrivalState::Quarantined,
        _ => ArrivalState::Partly,
    });
    let (code, reason) = match arrival {
        Some(ArrivalState::Quarantined) => ("nothing-taken".to_owned(), "採用できる記録がありません".to_owned()),
        _ => (String::new(), String::new()),
    };
    Outcome::Done { report, arrival, run, code, reason }
}

/// Files of a run in which something was refused.
async fn refused_files(store: &dyn Store, run: i64) -> Result<HashSet<String>, StorageError> {
    Ok(store.rejects(run, usize::MAX).await?.into_iter().map(|reject| reject.file).collect())
}

/// A name that is one within a folder, whatever the source called it.
#[must_use]
pub fn safe_name(name: &str) -> String {
    let name: String =
        name.chars().map(|letter| if letter == '/' || letter == '\\' || letter.is_control() { '_' } else { letter }).collect();
    // Most file systems take 255 bytes; what tells the kind of a file is its end.
    let mut from = name.len().saturating_sub(200);
    while !name.is_char_boundary(from) {
        from += 1;
    }
    match &name[from..] {
        "" | "." | ".." => "file".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::safe_name;

    #[test]
    fn a_name_stays_within_its_folder() {
        for (name, safe) in [("a.zip", "a.zip"), ("../../etc/passwd", ".._.._etc_passwd"), ("..", "file"), ("", "file"), ("a\u{0}b", "a_b")]
        {
            assert_eq!(safe_name(name), safe);
        }
        let long = safe_name(&format!("{}.zip", "特".repeat(200)));
        assert!(long.len() <= 200 && long.ends_with(".zip"));
    }
}
