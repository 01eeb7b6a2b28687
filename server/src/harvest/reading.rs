//! The reading thread and its queue.

use std::{path::PathBuf, sync::Arc};

use feeds::{DeliveryError, DeliveryProgress, DeliverySink, DeliverySummary, FeedSettings, Limits, ParsedRecord, Reject, Stop};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};

/// Bytes of records that may wait between reading and storing, in KiB.
const QUEUE_KIB: u32 = 48 * 1024;

/// What comes over the queue.
pub enum Read {
    /// A record, with its share of the queue, given back when dropped.
    Record(Box<ParsedRecord>, OwnedSemaphorePermit),
    /// A reject.
    Reject(Reject),
    /// How far reading is.
    Progress(DeliveryProgress),
}

struct QueueSink {
    queue: mpsc::Sender<Read>,
    room: Arc<Semaphore>,
    runtime: tokio::runtime::Handle,
}

impl DeliverySink for QueueSink {
    fn record(&mut self, record: ParsedRecord) -> Result<(), Stop> {
        // A parsed record takes about twice its original: texts once more, and the structure around them.
        let bytes = record.original.len() * 3 + record.figures.iter().map(|figure| figure.bytes.len()).sum::<usize>();
        let share = u32::try_from(bytes / 1024 + 1).unwrap_or(QUEUE_KIB).min(QUEUE_KIB);
        let permit = self.runtime.block_on(Arc::clone(&self.room).acquire_many_owned(share)).map_err(|_| Stop)?;
        self.queue.blocking_send(Read::Record(Box::new(record), permit)).map_err(|_| Stop)
    }

    fn reject(&mut self, reject: Reject) -> Result<(), Stop> {
        self.queue.blocking_send(Read::Reject(reject)).map_err(|_| Stop)
    }

    fn progress(&mut self, progress: DeliveryProgress) {
        // Progress may be skipped when the queue is full; records may not.
        let _ = self.queue.try_send(Read::Progress(progress));
    }
}

/// Starts reading a delivery on a thread of its own. Dropping the queue's end stops it at the next record.
pub fn read(
    path: PathBuf,
    settings: FeedSettings,
    limits: Limits,
) -> (mpsc::Receiver<Read>, tokio::task::JoinHandle<Result<DeliverySummary, DeliveryError>>) {
    let (queue, received) = mpsc::channel(256);
    let runtime = tokio::runtime::Handle::current();
    let reading = tokio::task::spawn_blocking(move || {
        let mut sink = QueueSink { queue, room: Arc::new(Semaphore::new(QUEUE_KIB as usize)), runtime };
        feeds::read_delivery(&path, &settings, &limits, &mut sink)
    });
    (received, reading)
}
