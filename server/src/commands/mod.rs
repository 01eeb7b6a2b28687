//! The sub-commands, a file each.

mod backup;
mod check;
mod deliveries;
mod doctor;
mod engines;
mod feed;
mod harvest;
mod memory;
mod office;
mod provision;
mod reindex;
mod search;
mod serve;
mod show;
mod terms;
mod translate;
mod user;
mod worker;
mod xliff;

use std::{process::ExitCode, sync::Arc};

use anyhow::Context as _;
use storage::{SqliteStore, Store};
use tokio_util::sync::CancellationToken;

use crate::{
    cli::{Cli, Command},
    config::Config,
    search_engine,
    services::Portal,
    translating::JapaneseMaker,
};

/// Some or all input could not be read.
pub const NOT_ALL_READ: u8 = 3;
/// Nothing found.
pub const NOTHING_FOUND: u8 = 4;
/// Something is wrong with the installation.
pub const NOT_WELL: u8 = 5;
/// Translations have errors.
pub const FINDINGS: u8 = 6;

/// Says that what was looked for is not there, which is no error.
pub(crate) fn nothing_found(what: &str) -> ExitCode {
    eprintln!("{what}がありません");
    ExitCode::from(NOTHING_FOUND)
}

/// Runs a command line.
///
/// # Errors
/// What made the command fail, for people.
pub async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    // Needs neither data nor settings.
    if let Command::Check(arguments) = &cli.command {
        return check::run(arguments);
    }
    let mut config = Config::load(cli.common.config.as_deref(), cli.common.data.as_deref())?;
    match cli.command {
        Command::Serve(arguments) => {
            if let Some(listen) = arguments.listen {
                config.server.listen = listen;
            }
            serve::run(config, &arguments).await
        }
        Command::Worker => worker::run(config).await,
        Command::Harvest(arguments) => harvest::run(config, arguments).await,
        Command::Feed(arguments) => feed::run(config, arguments).await,
        Command::Office(arguments) => office::run(&config, arguments).await,
        Command::Search(arguments) => search::run(config, &arguments).await,
        Command::Show(arguments) => show::run(config, &arguments).await,
        Command::Reindex(arguments) => reindex::run(config, &arguments).await,
        Command::Check(arguments) => check::run(&arguments),
        Command::Memory(arguments) => memory::run(&config, arguments).await,
        Command::Terms(arguments) => terms::run(&config, arguments).await,
        Command::Provision(arguments) => provision::run(&config, arguments).await,
        Command::Xliff(arguments) => xliff::run(config, arguments).await,
        Command::User(arguments) => user::run(&config, arguments).await,
        // Done before there is a runtime.
        Command::FigurePages(arguments) => Ok(crate::figures::own_process::serve(&arguments)),
        Command::Deliveries(arguments) => deliveries::run(config, arguments).await,
        Command::Backup(arguments) => backup::run(&config, &arguments).await,
        Command::Restore(arguments) => backup::restore_data(&config, &arguments).await,
        Command::Translate(arguments) => translate::run(config, &arguments).await,
        Command::Engines(arguments) => engines::run(&config, &arguments).await,
        Command::Doctor(arguments) => doctor::run(&config, cli.common.config.as_deref(), &arguments).await,
    }
}

async fn open_store(config: &Config) -> anyhow::Result<SqliteStore> {
    SqliteStore::open(&config.data).await.with_context(|| format!("データを開けません: {}", config.data.display()))
}

/// What is held, for commands that only read: they make no empty database where there is none.
async fn open_held(config: &Config) -> anyhow::Result<SqliteStore> {
    let held = SqliteStore::open_existing(&config.data).await.with_context(|| format!("データを開けません: {}", config.data.display()))?;
    held.with_context(|| format!("データはまだありません: {}(harvest で取り込むと作られます)", config.data.display()))
}

/// The portal over what is held.
async fn open_portal(config: Config) -> anyhow::Result<Portal> {
    let store: Arc<dyn Store> = Arc::new(open_held(&config).await?);
    let engine = search_engine::open(&config).context("索引を開けません")?;
    let maker = JapaneseMaker::open(&store, &config).await?;
    Ok(Portal::new(store, engine, maker, config))
}

/// Cancelled by the first Ctrl+C or SIGTERM: what is under way is finished and committed. A second one ends the process at once.
fn stop_on_signal() -> CancellationToken {
    let stop = CancellationToken::new();
    let cancelled = stop.clone();
    tokio::spawn(async move {
        wait_for_signal().await;
        tracing::info!("stopping; once more to stop at once");
        cancelled.cancel();
        wait_for_signal().await;
        std::process::exit(130);
    });
    stop
}

async fn wait_for_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! {
                    _ = interrupt => {}
                    _ = terminate.recv() => {}
                }
            }
            Err(_) => {
                let _ = interrupt.await;
            }
        }
    }
    #[cfg(not(unix))]
    {
        let _ = interrupt.await;
    }
}

/// Writes an object as JSON to standard output.
fn print_json(object: &impl serde::Serialize) -> anyhow::Result<()> {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, object)?;
    writeln!(out)?;
    Ok(())
}

/// Where an export goes: a file, or standard output.
fn output(path: Option<&std::path::Path>) -> std::io::Result<Box<dyn std::io::Write + Send>> {
    Ok(match path {
        Some(path) => Box::new(std::io::BufWriter::new(std::fs::File::create(path)?)),
        None => Box::new(std::io::BufWriter::new(std::io::stdout())),
    })
}
