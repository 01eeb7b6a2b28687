//! The search port and its engines.
//!
//! [`SearchEngine`] is what readers ask; [`IndexWriter`] is what the one indexing process holds. An index carries, with its commit, the
//! number of the change sequence up to which it knows the store, so that both agree after any crash.

mod analysis;
mod classes;
mod embedded;
mod limits;
mod marks;
mod meilisearch;
mod port;
mod texts;

#[cfg(test)]
mod contract;

pub use embedded::{TantivyEngine, TantivyWriter, destroy};
pub use meilisearch::{MeilisearchConfig, MeilisearchEngine, MeilisearchWriter};
pub use port::{IndexChange, IndexWriter, SearchEngine, SearchError, Tell};
