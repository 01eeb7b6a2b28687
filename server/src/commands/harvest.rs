//! `kakehashi harvest`

use std::{process::ExitCode, sync::Arc, time::Instant};

use ::search::SearchError;
use anyhow::Context as _;
use feeds::{FeedSettings, FormatName};
use storage::Store;

use super::{NOT_ALL_READ, open_store, print_json, stop_on_signal};
use crate::{
    cli::{HarvestArguments, Provision},
    config::Config,
    harvest::{HarvestOptions, HarvestProgress, HarvestReport, harvest},
    indexing::IndexingError,
    lock::Work,
    translating::{JapaneseMaker, Translating},
    worker,
};

pub async fn run(config: Config, arguments: HarvestArguments) -> anyhow::Result<ExitCode> {
    let began = Instant::now();
    let options = HarvestOptions {
        settings: FeedSettings {
            office: arguments.office,
            right: arguments.right,
            format: format_of(&arguments.format)?,
            encoding: arguments.encoding.clone(),
            language: arguments.language.as_deref().map(str::parse).transpose().context("--language")?,
            sample: arguments.sample,
        },
        limits: config.limits.clone(),
        public: arguments.provision == Provision::Public,
        translate_all: arguments.translate_all,
        dry_run: arguments.dry_run,
        first: None,
        only_files: None,
    };
    let store: Arc<dyn Store> = Arc::new(open_store(&config).await?);
    let stop = stop_on_signal();
    let mut report = HarvestReport { dry_run: arguments.dry_run, ..HarvestReport::default() };

    // Indexing and translating go on beside reading and storing, as far as their locks are free.
    let working = (!arguments.dry_run).then(|| {
        let (store, config) = (Arc::clone(&store), config.clone());
        let until = stop.child_token();
        let stopped = until.clone();
        let working = tokio::spawn(async move {
            let maker = JapaneseMaker::open(&store, &config).await?;
            let translating = Translating::new(Arc::clone(&store), maker);
            worker::follow(store, config, translating, stopped).await;
            anyhow::Ok(())
        });
        (working, until)
    });
    let mut outcome = Ok(());
    for path in &arguments.paths {
        outcome = harvest(&store, path, &options, &stop, &mut report).await;
        if outcome.is_err() || stop.is_cancelled() {
            break;
        }
    }
    if let Some((working, until)) = working {
        until.cancel();
        working.await.context("翻訳・索引の処理が途切れました")??;
    }
    outcome.context("保存できません")?;
    report.stopped |= stop.is_cancelled();
    if !arguments.dry_run && !stop.is_cancelled() {
        let progress = HarvestProgress::new("翻訳・索引");
        let maker = JapaneseMaker::open(&store, &config).await?;
        let translating = Translating::new(Arc::clone(&store), maker);
        let drained = worker::drain(&store, &config, &translating, &stop, |work, done| match work {
            Work::Translating => progress.note(&format!("翻訳 {done} 件")),
            Work::Feeds | Work::Figures | Work::Indexing => progress.note(&format!("索引 {done} 件")),
        })
        .await;
        progress.finish();
        report.indexed = match drained {
            Err(IndexingError::Search(away @ (SearchError::Unavailable(_) | SearchError::Slow(_) | SearchError::Denied(_)))) => {
                // What was read is stored; the index follows the store's changes whenever its server is back.
                eprintln!("検索エンジンを利用できません: {away}");
                false
            }
            drained => drained.context("索引を更新できません")?,
        };
        if !report.indexed {
            eprintln!("索引は別のプロセス(serve または worker)が更新します。");
        }
    }
    report.seconds = (began.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
    finish(&report, arguments.json)
}

fn finish(report: &HarvestReport, json: bool) -> anyhow::Result<ExitCode> {
    if json {
        print_json(report)?;
    } else {
        for reject in report.rejects.iter().take(20) {
            eprintln!("不採用 {} ({}) [{}] {}", reject.file, reject.place, reject.code, reject.reason);
        }
        if report.rejected > 20 {
            eprintln!("ほか {} 件の不採用は --json で確認できます。", report.rejected - 20);
        }
        for unknown in report.unknown_for_people().take(20) {
            eprintln!("{unknown}");
        }
        if report.unknown.len() > 20 {
            eprintln!("ほか {} 種類の未登録の値は --json で確認できます。", report.unknown.len() - 20);
        }
    }
    for failed in &report.failed {
        eprintln!("読めない納品 {} [{}] {}", failed.path, failed.code, failed.reason);
    }
    eprintln!("{}", report.summary());
    let nothing_but_rejects = report.rejected > 0 && report.created + report.updated + report.unchanged + report.deleted == 0;
    Ok(if report.failed.is_empty() && !nothing_but_rejects { ExitCode::SUCCESS } else { ExitCode::from(NOT_ALL_READ) })
}

fn format_of(name: &str) -> anyhow::Result<Option<FormatName>> {
    if name == "auto" {
        return Ok(None);
    }
    let known = FormatName::ALL.into_iter().find(|format| format.as_str() == name);
    known.map(Some).with_context(|| {
        let names: Vec<&str> = FormatName::ALL.iter().map(|format| format.as_str()).collect();
        format!("--format {name}: 形式は auto, {} のいずれかです", names.join(", "))
    })
}
