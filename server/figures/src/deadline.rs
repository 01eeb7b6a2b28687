//! The limit on time.

use std::time::{Duration, Instant};

use crate::FigureError;

/// When work has to be done.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline {
    begun: Instant,
    time: Duration,
}

impl Deadline {
    /// A deadline so much time from now.
    pub(crate) fn after(time: Duration) -> Self {
        Self { begun: Instant::now(), time }
    }

    /// Whether there is time left.
    pub(crate) fn check(&self) -> Result<(), FigureError> {
        if self.begun.elapsed() < self.time {
            return Ok(());
        }
        Err(FigureError::timeout(self.time))
    }
}
