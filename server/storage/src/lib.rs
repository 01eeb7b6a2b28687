//! Repositories: what is kept, and the ports it is reached by.
//!
//! Every change to a publication or its Japanese takes the next number of one change sequence, in its own transaction. Every read names
//! its [`publication::Audience`].
//!
//! [`SqliteStore`] keeps everything in one folder: a SQLite database and a folder of blobs. What every adapter of the ports must hold to is
//! written down once, as the tests of `contract`.

mod accounts;
mod audit;
mod blobs;
mod changes;
mod content;
#[cfg(test)]
mod contract;
mod correction;
mod deliveries;
mod engine_work;
mod error;
mod feed_jobs;
mod feeds;
mod figures;
mod memory;
mod packing;
mod provision;
mod publications;
mod registry;
mod review;
mod rolling_back;
mod sqlite;
mod store;
mod supplements;
mod terms;
mod translations;

pub use accounts::*;
pub use audit::*;
pub use blobs::{BlobRepository, BlobStore};
pub use changes::*;
pub use correction::*;
pub use deliveries::*;
pub use engine_work::*;
pub use error::*;
pub use feed_jobs::*;
pub use feeds::*;
pub use figures::*;
pub use memory::*;
pub use provision::*;
pub use publications::*;
pub use registry::*;
pub use review::*;
pub use rolling_back::*;
pub use sqlite::{IntegrityReport, SqliteStore};
pub use store::*;
pub use supplements::supplemented;
pub use terms::*;
pub use translations::*;
