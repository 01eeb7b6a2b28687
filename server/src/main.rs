//! `kakehashi`

use std::process::ExitCode;

use clap::Parser as _;
use server::{
    arenas, background,
    cli::{Cli, Command},
    commands, figures,
};
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    arenas::bound();
    let cli = Cli::parse();
    // It needs neither settings nor a runtime, and says nothing to people.
    if let Command::FigurePages(arguments) = &cli.command {
        return figures::own_process::serve(arguments);
    }
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,tantivy=warn,sqlx=warn,tower_http=info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false).init();
    if cli.command.is_background_work() {
        background::step_back();
        if matches!(cli.command, Command::Worker) {
            background::leave_a_processor();
        }
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(failure) => {
            eprintln!("kakehashi: {failure}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(commands::run(cli)) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("kakehashi: {failure:#}");
            ExitCode::FAILURE
        }
    }
}
