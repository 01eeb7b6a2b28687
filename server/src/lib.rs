//! The portal's server: configuration, use cases, jobs and HTTP, behind the one binary `kakehashi`.

pub mod accounts;
pub mod arenas;
pub mod background;
pub mod backup;
pub mod cli;
pub mod clock;
pub mod commands;
pub mod config;
pub mod exchange;
pub mod feed_work;
pub mod field_error;
pub mod figures;
pub mod harvest;
pub mod http;
pub mod indexing;
pub mod lock;
pub mod mail;
pub mod media;
pub mod registry;
pub mod search_engine;
pub mod segments;
pub mod services;
pub mod spreadsheet;
pub mod stale_texts;
pub mod translating;
pub mod worker;

mod http_client;
