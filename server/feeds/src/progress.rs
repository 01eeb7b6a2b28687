//! How far reading is, told a few times a second.

use std::time::{Duration, Instant};

use crate::{DeliveryProgress, DeliverySink};

/// Least time between two tellings.
const INTERVAL: Duration = Duration::from_millis(250);

/// A part of a delivery, from 0 to 1: archives divide theirs among their files by packed size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    from: f64,
    to: f64,
}

impl Span {
    /// The whole delivery.
    pub(crate) const fn whole() -> Self {
        Self { from: 0.0, to: 1.0 }
    }

    /// The part of a file of some size, behind files of some sizes.
    pub(crate) fn part(self, before: u64, size: u64, total: u64) -> Self {
        let at = |position: u64| self.at(position, total);
        Self { from: at(before), to: at(before.saturating_add(size)) }
    }

    /// A place within, by bytes.
    pub(crate) fn at(self, position: u64, total: u64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a progress bar has no use for the last bit")]
        let share = if total == 0 { 1.0 } else { (position as f64 / total as f64).clamp(0.0, 1.0) };
        self.from + (self.to - self.from) * share
    }

    /// Where it ends.
    pub(crate) const fn end(self) -> f64 {
        self.to
    }
}

/// Tells the sink, but not too often.
#[derive(Debug)]
pub(crate) struct Progress {
    total: u64,
    bytes: u64,
    told: Option<Instant>,
}

impl Progress {
    /// Progress through so many bytes.
    pub(crate) const fn new(total: u64) -> Self {
        Self { total, bytes: 0, told: None }
    }

    /// Reading is at a share of the delivery.
    pub(crate) fn at(&mut self, share: f64, sink: &mut dyn DeliverySink) {
        if self.told.is_some_and(|told| told.elapsed() < INTERVAL) {
            return;
        }
        self.told = Some(Instant::now());
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of a size is a size"
        )]
        let bytes = (share * self.total as f64) as u64;
        // An archive's parts are estimates; what was told once is never taken back.
        self.bytes = self.bytes.max(bytes.min(self.total));
        sink.progress(DeliveryProgress { bytes: self.bytes, total: self.total });
    }

    /// Reading has ended.
    pub(crate) fn end(&mut self, sink: &mut dyn DeliverySink) {
        self.told = None;
        self.at(1.0, sink);
    }
}
