//! `kakehashi backup` and `kakehashi restore`

use std::{
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressStyle};

use super::{NOT_ALL_READ, open_held, print_json, stop_on_signal};
use crate::{
    backup::{BackupError, back_up, restore},
    cli::{BackupArguments, RestoreArguments},
    clock,
    config::Config,
};

pub async fn run(config: &Config, arguments: &BackupArguments) -> anyhow::Result<ExitCode> {
    let store = open_held(config).await?;
    let bar = bar("バックアップ");
    let shown = bar.clone();
    let outcome = back_up(&store, &arguments.file, clock::now(), stop_flag(), move |done, total| show(&shown, done, total)).await;
    bar.finish_and_clear();
    store.close().await;
    let done = outcome.with_context(|| format!("バックアップできません: {}", arguments.file.display()))?;
    for damaged in &done.damaged {
        eprintln!("壊れているファイル blobs/{} [hash] このまま書きました", damaged.name);
    }
    if arguments.json {
        print_json(&done)?;
    } else {
        let manifest = &done.manifest;
        println!("{}: 公報 {}件、原本・図面 {}件、{}バイト", arguments.file.display(), manifest.publications, manifest.blobs, done.bytes);
        println!("検索の索引、設定ファイル、秘密の鍵は含みません");
    }
    Ok(if done.damaged.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(NOT_ALL_READ) })
}

pub async fn restore_data(config: &Config, arguments: &RestoreArguments) -> anyhow::Result<ExitCode> {
    let bar = bar("復元");
    let (shown, stop) = (bar.clone(), stop_flag());
    let (file, folder) = (arguments.file.clone(), config.data.clone());
    let outcome = tokio::task::spawn_blocking(move || restore(&file, &folder, &stop, |done, total| show(&shown, done, total))).await?;
    bar.finish_and_clear();
    let done = match outcome {
        Err(failure @ (BackupError::NotABackup | BackupError::Damaged { .. })) => {
            eprintln!("復元できません: {}: {failure}", arguments.file.display());
            return Ok(ExitCode::from(NOT_ALL_READ));
        }
        outcome => outcome.with_context(|| format!("復元できません: {}", arguments.file.display()))?,
    };
    if done.damaged_before > 0 {
        eprintln!("バックアップの時点で壊れていたファイルが {} 件あります", done.damaged_before);
    }
    if arguments.json {
        print_json(&done)?;
    } else {
        println!("{}: 公報 {}件、原本・図面 {}件を復元しました", config.data.display(), done.manifest.publications, done.manifest.blobs);
        println!("検索の索引は、次の serve、worker または reindex が作り直します");
    }
    Ok(ExitCode::SUCCESS)
}

/// Set by the first signal to stop.
fn stop_flag() -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    let (set, stop) = (Arc::clone(&flag), stop_on_signal());
    tokio::spawn(async move {
        stop.cancelled().await;
        set.store(true, Ordering::Relaxed);
    });
    flag
}

/// A bar on a terminal; nothing where standard error is none.
fn bar(name: &'static str) -> ProgressBar {
    use std::io::IsTerminal as _;
    let bar = if std::io::stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
    let style = ProgressStyle::with_template("{spinner} {prefix} [{bar:30}] {bytes}/{total_bytes} (残り {eta})");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_prefix(name);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

fn show(bar: &ProgressBar, done: u64, total: u64) {
    bar.set_length(total);
    bar.set_position(done);
}
