//! The Meilisearch engine: under the contract where a server is given, and by recordings and failures where none is.

mod failures;
mod planning;
mod recordings;
mod server;
