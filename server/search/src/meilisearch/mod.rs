//! The Meilisearch engine: an index on a server, asked and filled over HTTP.
//!
//! | module | |
//! |---|---|
//! | `units` | texts and words as the server is given them |
//! | `document`, `marker` | what is in the index |
//! | `condition`, `plan`, `wire` | a query as searches, and their answers |
//! | `value` | facet values that differ in case alone |
//! | `engine`, `writer`, `task` | the port's two sides |
//! | `config`, `http`, `fault` | the server |

mod condition;
mod config;
mod document;
mod engine;
mod fault;
mod http;
mod marker;
mod plan;
mod task;
#[cfg(test)]
mod tests;
mod units;
mod value;
mod wire;
mod writer;

pub use config::MeilisearchConfig;
pub use engine::MeilisearchEngine;
pub use writer::MeilisearchWriter;
