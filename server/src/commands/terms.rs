//! `kakehashi terms`: the termbase, read from files, written to files and listed.

mod export;
mod import;
mod list;

use std::process::ExitCode;

use crate::{
    cli::{TermsAction, TermsArguments},
    config::Config,
};

pub async fn run(config: &Config, arguments: TermsArguments) -> anyhow::Result<ExitCode> {
    match arguments.action {
        TermsAction::Import(arguments) => import::run(config, &arguments).await,
        TermsAction::Export(arguments) => export::run(config, &arguments).await,
        TermsAction::List(arguments) => list::run(config, &arguments).await,
    }
}
