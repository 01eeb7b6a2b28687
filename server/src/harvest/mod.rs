//! Harvesting: a delivery, from its path to the store.
//!
//! One thread reads and parses; records come over a queue that is bounded by bytes; the store takes them in batches, each one short
//! transaction. Killing the process anywhere and running it again changes nothing twice and loses nothing: what was committed is found
//! unchanged, the rest is stored.

mod dry_run;
mod preview;
mod progress;
mod reading;
mod report;
mod run;

pub use progress::{HarvestProgress, Seen};
pub use report::{FailedDelivery, HarvestReport, UnknownValue};
pub use run::{HarvestOptions, harvest, harvest_watched};
