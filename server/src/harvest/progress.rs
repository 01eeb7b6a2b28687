//! Progress of a harvest: for people at a terminal, or for whoever watches.

use std::time::Duration;

use feeds::DeliveryProgress;
use indicatif::{ProgressBar, ProgressStyle};

/// What a watcher is told.
#[derive(Clone, Copy, Debug)]
pub enum Seen {
    /// How far reading is.
    Reading(DeliveryProgress),
    /// How much was taken and refused so far.
    Stored {
        /// Records read.
        read: u64,
        /// Records refused.
        rejected: u64,
    },
}

/// A bar on a terminal, nothing where standard error is none, or a watcher of another kind.
pub struct HarvestProgress {
    bar: ProgressBar,
    watcher: Option<Box<dyn Fn(Seen) + Send + Sync>>,
}

impl HarvestProgress {
    /// A bar for a delivery.
    #[must_use]
    pub fn new(name: &str) -> Self {
        use std::io::IsTerminal as _;
        let bar = if std::io::stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
        let style = ProgressStyle::with_template("{spinner} {prefix} [{bar:30}] {bytes}/{total_bytes} {msg} (残り {eta})")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style);
        bar.set_prefix(name.to_owned());
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar, watcher: None }
    }

    /// A watcher in the place of a bar.
    #[must_use]
    pub fn watched(watcher: impl Fn(Seen) + Send + Sync + 'static) -> Self {
        Self { bar: ProgressBar::hidden(), watcher: Some(Box::new(watcher)) }
    }

    fn tell(&self, seen: Seen) {
        if let Some(watcher) = &self.watcher {
            watcher(seen);
        }
    }

    /// Shows how far reading is.
    pub fn reading(&self, progress: DeliveryProgress) {
        self.bar.set_length(progress.total);
        self.bar.set_position(progress.bytes);
        self.tell(Seen::Reading(progress));
    }

    /// Shows how much was stored.
    pub fn stored(&self, records: u64, rejected: u64) {
        self.bar.set_message(format!("{records} 件、不採用 {rejected} 件"));
        self.tell(Seen::Stored { read: records, rejected });
    }

    /// Shows what goes on when reading is done.
    pub fn note(&self, text: &str) {
        self.bar.set_message(text.to_owned());
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
