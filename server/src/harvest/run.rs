//! One harvest of one path.

use std::{collections::HashSet, path::Path, sync::Arc, time::Duration};

use feeds::{DeliveryError, DeliverySummary, FeedSettings, Limits, ParsedRecord};
use publication::TextPart;
use storage::{Anew, Delivery, HarvestRun, PublicationToStore, StorageError, Store, Stored, StoredReject, TranslationWanted};
use tokio::sync::OwnedSemaphorePermit;
use tokio_util::sync::CancellationToken;

use super::{FailedDelivery, HarvestProgress, HarvestReport, dry_run::DryRun, preview, reading};
use crate::{clock, feed_work::Preview};

/// Records stored in one transaction, at most.
const BATCH_RECORDS: usize = 400;
/// Bytes of originals stored in one transaction, about: human saves must not wait long for a bulk load.
const BATCH_BYTES: usize = 6 * 1024 * 1024;

/// A batch is stored when nothing more came for so long.
const IDLE: Duration = Duration::from_millis(100);

/// How to harvest.
#[derive(Clone, Debug)]
pub struct HarvestOptions {
    /// How the office's files are to be read.
    pub settings: FeedSettings,
    /// Bounds.
    pub limits: Limits,
    /// Whether the public may see what is harvested.
    pub public: bool,
    /// Whether to ask for all parts to be translated, not titles and abstracts alone.
    pub translate_all: bool,
    /// Whether to store nothing.
    pub dry_run: bool,
    /// Records to read, each shown beside what was read of it; all, and none shown, where `None`.
    pub first: Option<u64>,
    /// Files within the delivery that alone are taken.
    pub only_files: Option<HashSet<String>>,
}

/// Harvests one path into the store, adding to a report.
///
/// # Errors
/// When the store fails. What cannot be read of the delivery is no error: it stands in the report.
pub async fn harvest(
    store: &Arc<dyn Store>,
    path: &Path,
    options: &HarvestOptions,
    stop: &CancellationToken,
    report: &mut HarvestReport,
) -> Result<(), StorageError> {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    harvest_watched(store, path, options, stop, report, HarvestProgress::new(&name)).await.map(|_| ())
}

/// Harvests one path as [`harvest`] does, told of by a progress of the caller's. Answers the first records beside what was read of them,
/// where the options ask for that.
///
/// # Errors
/// As [`harvest`].
pub async fn harvest_watched(
    store: &Arc<dyn Store>,
    path: &Path,
    options: &HarvestOptions,
    stop: &CancellationToken,
    report: &mut HarvestReport,
    progress: HarvestProgress,
) -> Result<Vec<Preview>, StorageError> {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let identity = {
        let (path, limits) = (path.to_owned(), options.limits.clone());
        tokio::task::spawn_blocking(move || feeds::delivery_identity(&path, &limits)).await
    };
    let identity = match identity {
        Ok(Ok(identity)) => identity,
        Ok(Err(refused)) => {
            report.failed.push(failed(path, &refused));
            return Ok(Vec::new());
        }
        Err(panicked) => return Err(StorageError::Failed(panicked.to_string())),
    };
    let started = clock::now();
    let delivery =
        Delivery { id: identity.id, office: options.settings.office, name: name.clone(), size: identity.size, received: started };
    let run = if options.dry_run {
        None
    } else {
        if path.is_file() {
            store.keep_file(path).await?;
        }
        Some(store.begin_run(&delivery, started).await?)
    };

    let before = report.clone();
    let mut harvesting = Harvesting {
        store: Arc::clone(store),
        options,
        delivery: &delivery.id,
        report,
        progress,
        previews: Vec::new(),
        batch: Vec::new(),
        permits: Vec::new(),
        bytes: 0,
        dry_run: DryRun::default(),
    };
    let outcome = harvesting.take(path, stop).await;
    harvesting.progress.finish();
    let previews = std::mem::take(&mut harvesting.previews);
    let outcome = outcome?;
    match outcome {
        Ok(summary) => {
            report.stopped |= summary.stopped;
            if summary.records == 0 && summary.rejects == 0 && !summary.stopped {
                report.failed.push(nothing_recognised(path, &summary));
            }
        }
        Err(refused) => report.failed.push(failed(path, &refused)),
    }
    if let Some(id) = run {
        report.runs.push(id);
        let run = HarvestRun {
            id,
            delivery: delivery.id,
            started,
            finished: Some(clock::now()),
            read: report.read - before.read,
            created: report.created - before.created,
            updated: report.updated - before.updated,
            unchanged: report.unchanged - before.unchanged,
            deleted: report.deleted - before.deleted,
            rejected: report.rejected - before.rejected,
        };
        let rejects: Vec<StoredReject> = report.rejects[before.rejects.len()..]
            .iter()
            .map(|reject| StoredReject {
                file: reject.file.clone(),
                place: reject.place.clone(),
                code: reject.code.clone(),
                reason: reject.reason.clone(),
            })
            .collect();
        store.finish_run(&run, &rejects).await?;
    }
    Ok(previews)
}

fn failed(path: &Path, refused: &DeliveryError) -> FailedDelivery {
    let (code, reason) = match refused {
        DeliveryError::Open { cause, .. } if cause.kind() == std::io::ErrorKind::NotFound => {
            ("delivery-missing".to_owned(), "ファイルまたはフォルダーがありません".to_owned())
        }
        DeliveryError::Open { cause, .. } => ("delivery-unreadable".to_owned(), format!("開けません: {cause}")),
        DeliveryError::Refused { code, reason } => (code.clone(), reason.clone()),
    };
    FailedDelivery { path: path.display().to_string(), code, reason }
}

/// A delivery in which no file was taken for a publication: a wrong path, or a format that is not read. Silence would pass for success.
fn nothing_recognised(path: &Path, summary: &DeliverySummary) -> FailedDelivery {
    let reason = match summary.files {
        0 => "ファイルがありません".to_owned(),
        files => format!("公報として読めるファイルがありません({files} ファイルを確認)"),
    };
    FailedDelivery { path: path.display().to_string(), code: "nothing-recognised".to_owned(), reason }
}

struct Harvesting<'a> {
    store: Arc<dyn Store>,
    options: &'a HarvestOptions,
    delivery: &'a str,
    report: &'a mut HarvestReport,
    progress: HarvestProgress,
    batch: Vec<PublicationToStore>,
    permits: Vec<OwnedSemaphorePermit>,
    bytes: usize,
    dry_run: DryRun,
    previews: Vec<Preview>,
}

impl Harvesting<'_> {
    async fn take(&mut self, path: &Path, stop: &CancellationToken) -> Result<Result<DeliverySummary, DeliveryError>, StorageError> {
        let (mut received, reading) = reading::read(path.to_owned(), self.options.settings.clone(), self.options.limits.clone());
        loop {
            let read = tokio::select! {
                read = received.recv() => read,
                () = stop.cancelled() => None,
                // A reader that waits for room in the queue waits for what this batch still holds of it.
                () = tokio::time::sleep(IDLE), if !self.batch.is_empty() => {
                    self.store_batch().await?;
                    continue;
                }
            };
            match read {
                None => break,
                Some(reading::Read::Progress(progress)) => self.progress.reading(progress),
                Some(reading::Read::Reject(reject)) => {
                    if !self.is_wanted(&reject.file) {
                        continue;
                    }
                    self.show_refused(&reject);
                    tracing::debug!(file = %reject.file, place = %reject.place, code = %reject.code, "record refused");
                    self.report.read += 1;
                    self.report.reject(reject);
                }
                Some(reading::Read::Record(record, permit)) => {
                    if !self.is_wanted(&record.publication.source.file) {
                        continue;
                    }
                    self.report.read += 1;
                    self.record(*record, permit).await?;
                }
            }
            if self.options.first.is_some_and(|first| self.report.read >= first) {
                break;
            }
        }
        self.store_batch().await?;
        // Dropping the queue's end stops a reader that was cut short.
        drop(received);
        let mut summary = reading.await.map_err(|panicked| StorageError::Failed(panicked.to_string()))?;
        if let Ok(summary) = &mut summary {
            // What was cut short on purpose after its first records is no more than that.
            summary.stopped = stop.is_cancelled();
        }
        Ok(summary)
    }

    /// Whether a file of the delivery is one of those that are taken.
    fn is_wanted(&self, file: &str) -> bool {
        self.options.only_files.as_ref().is_none_or(|only| only.contains(file))
    }

    fn show_refused(&mut self, reject: &feeds::Reject) {
        if self.options.first.is_some() {
            self.previews.push(preview::of_refused(reject));
        }
    }

    async fn record(&mut self, record: ParsedRecord, permit: OwnedSemaphorePermit) -> Result<(), StorageError> {
        let ParsedRecord { operation, mut publication, original, figures, remarks } = record;
        for remark in remarks {
            self.report.remark(remark);
        }
        self.delivery.clone_into(&mut publication.source.delivery);
        // The reader has noted each image's content and type; here its bytes are kept.
        if !self.options.dry_run {
            for figure in figures {
                self.store.keep(figure.bytes).await?;
            }
        }
        let numbers = feeds::number_forms(&publication);
        let length = original.len();
        let to_store = PublicationToStore { operation, publication, public: self.options.public, original, numbers };
        if self.options.dry_run {
            let shown = self.options.first.map(|_| (to_store.publication.clone(), to_store.original.clone()));
            let stored = self.dry_run.would_store(self.store.as_ref(), to_store).await?;
            self.count(stored);
            if let Some((publication, original)) = shown {
                self.previews.push(preview::of_record(&publication, &original, stored));
            }
            return Ok(());
        }
        self.bytes += length;
        self.batch.push(to_store);
        self.permits.push(permit);
        if self.batch.len() >= BATCH_RECORDS || self.bytes >= BATCH_BYTES {
            self.store_batch().await?;
        }
        Ok(())
    }

    async fn store_batch(&mut self) -> Result<(), StorageError> {
        if self.batch.is_empty() {
            return Ok(());
        }
        let batch = std::mem::take(&mut self.batch);
        let ids: Vec<_> =
            if self.options.translate_all { batch.iter().map(|record| record.publication.id.clone()).collect() } else { Vec::new() };
        let now = clock::now();
        let stored = self.store.store(self.delivery, batch, now).await?;
        let mut wanted = Vec::new();
        for (at, stored) in stored.into_iter().enumerate() {
            self.count(stored);
            if matches!(stored, Stored::Created | Stored::Updated)
                && let Some(id) = ids.get(at)
            {
                wanted.push(TranslationWanted { publication: id.clone(), parts: TextPart::ALL.to_vec(), anew: Anew::Nothing });
            }
        }
        self.store.request_translations(&wanted, false, now).await?;
        self.permits.clear();
        self.bytes = 0;
        self.progress.stored(self.report.read, self.report.rejected);
        Ok(())
    }

    fn count(&mut self, stored: Stored) {
        match stored {
            Stored::Created => self.report.created += 1,
            Stored::Updated => self.report.updated += 1,
            Stored::Unchanged => self.report.unchanged += 1,
            Stored::Deleted => self.report.deleted += 1,
        }
    }
}
