//! The Meilisearch engine: an index on a server, asked and filled over HTTP.
//!
//! | module | |
//! |---|---|
//! | `unit`, `rows`, `names`, `ways` | texts and words as the server is given them |
//! | `document`, `marker` | what is in the index |
//! | `condition`, `searches`, `plan`, `wire` | a query as searches, and their answers |
//! | `value` | facet values that differ in case alone |
//! | `engine`, `writer`, `task` | the port's two sides |
//! | `config`, `http`, `fault` | the server |

mod condition;
mod config;
mod document;
mod engine;
mod explained;
mod fault;
mod http;
mod known;
mod marker;
mod names;
mod plan;
mod rows;
mod searches;
mod task;
#[cfg(test)]
mod tests;
mod unit;
mod value;
mod ways;
mod wire;
mod writer;

pub use config::MeilisearchConfig;
pub use engine::MeilisearchEngine;
pub use writer::MeilisearchWriter;
