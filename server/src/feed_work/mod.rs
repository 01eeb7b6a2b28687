//! The work on feeds: looking what sources have, fetching it, harvesting what arrived, taking it back. By jobs, so that it survives whatever happens.

mod change;
mod check;
mod doing;
mod harvesting;
mod intake;
mod notices;
mod report;
mod rolling_back;
mod schedule;
mod secrets;
mod source;
mod sweeping;
mod worker;

pub use change::{FeedChange, check_name, feed_words, new_feed};
pub use harvesting::{HarvestChoice, safe_name};
pub use intake::{Coming, keep_file, keep_path};
pub use report::{FileFailure, JobProgress, JobReport, Preview};
pub use schedule::Schedule;
pub use secrets::{SecretKey, new_key};
pub use source::{SourceError, test_source, transport_settings};
pub use worker::{drain, work_until};
