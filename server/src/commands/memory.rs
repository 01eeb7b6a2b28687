//! `kakehashi memory`: the translation memory, read from files, written to files and looked into.

mod export;
mod import;
mod look_up;

use std::process::ExitCode;

use crate::{
    cli::{MemoryAction, MemoryArguments},
    config::Config,
};

pub async fn run(config: &Config, arguments: MemoryArguments) -> anyhow::Result<ExitCode> {
    match arguments.action {
        MemoryAction::Import(arguments) => import::run(config, &arguments).await,
        MemoryAction::Export(arguments) => export::run(config, &arguments).await,
        MemoryAction::Search(arguments) => look_up::search(config, &arguments).await,
        MemoryAction::Match(arguments) => look_up::matches(config, &arguments).await,
    }
}
