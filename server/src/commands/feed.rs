//! `kakehashi feed`

mod run;
mod settings;

use std::{process::ExitCode, sync::Arc};

use anyhow::Context as _;
use storage::{Feed, FeedFilter, Store};

use super::{NOT_ALL_READ, nothing_found, open_store, print_json, stop_on_signal};
use crate::{
    cli::{FeedAction, FeedArguments, FeedImportArguments, FeedTestArguments, JobArguments, JsonArguments, NamedArguments},
    clock,
    config::Config,
    feed_work::{Coming, feed_words, keep_path, new_key, test_source},
};

pub async fn run(config: Config, arguments: FeedArguments) -> anyhow::Result<ExitCode> {
    if let FeedAction::NewKey = arguments.action {
        println!("{}", new_key()?);
        return Ok(ExitCode::SUCCESS);
    }
    let store: Arc<dyn Store> = Arc::new(open_store(&config).await?);
    match arguments.action {
        FeedAction::Add(arguments) => settings::add(store.as_ref(), &config, *arguments).await,
        FeedAction::Set(arguments) => settings::set(store.as_ref(), &config, *arguments).await,
        FeedAction::List(arguments) => list(store.as_ref(), &arguments).await,
        FeedAction::Show(arguments) => show(store.as_ref(), &arguments).await,
        FeedAction::Test(arguments) => test(store.as_ref(), &config, &arguments).await,
        FeedAction::Run(arguments) => run::check(&store, &config, &arguments, &stop_on_signal()).await,
        FeedAction::DryRun(arguments) => run::rehearse(&store, &config, &arguments, &stop_on_signal()).await,
        FeedAction::Stop(arguments) => stop(store.as_ref(), &arguments).await,
        FeedAction::Resume(arguments) => resume(store.as_ref(), &arguments).await,
        FeedAction::ImportPath(arguments) => import(store.as_ref(), &config, arguments).await,
        FeedAction::NewKey => Ok(ExitCode::SUCCESS),
    }
}

/// A feed that must be there.
async fn named(store: &dyn Store, name: &str) -> anyhow::Result<Feed> {
    store.feed(name).await?.with_context(|| format!("フィードがありません: {name}"))
}

async fn list(store: &dyn Store, arguments: &JsonArguments) -> anyhow::Result<ExitCode> {
    let feeds = store.feeds().await?;
    if arguments.json {
        print_json(&serde_json::json!({ "feeds": feeds.iter().map(feed_words).collect::<Vec<_>>() }))?;
    } else {
        for feed in &feeds {
            print_feed(feed);
        }
    }
    Ok(if feeds.is_empty() { nothing_found("フィード") } else { ExitCode::SUCCESS })
}

fn print_feed(feed: &Feed) {
    let address = if feed.address.is_empty() { "アップロードのみ" } else { &feed.address };
    let provision = if feed.public { "公開" } else { "内部のみ" };
    let state = if feed.enabled { "有効" } else { "無効" };
    let schedule = if feed.schedule.is_empty() { "予定なし" } else { &feed.schedule };
    println!("{} ({}) {address} {schedule} {provision} {state}", feed.name, feed.office);
}

async fn show(store: &dyn Store, arguments: &NamedArguments) -> anyhow::Result<ExitCode> {
    let feed = named(store, &arguments.name).await?;
    let filter = FeedFilter { feed: Some(feed.id), ..FeedFilter::default() };
    let (arrivals, jobs) = (store.arrivals(filter, 50).await?, store.feed_jobs(filter, 50).await?);
    if arguments.json {
        print_json(&serde_json::json!({ "feed": feed_words(&feed), "arrivals": arrivals, "jobs": jobs }))?;
        return Ok(ExitCode::SUCCESS);
    }
    print_feed(&feed);
    println!("届いたファイル:");
    for arrival in &arrivals {
        println!("  {} {} {} バイト [{}] {}", arrival.id, arrival.name, arrival.size, arrival.state.as_str(), arrival.reason);
    }
    println!("処理:");
    for job in &jobs {
        println!("  {} {} [{}] {}", job.id, job.kind.as_str(), job.state.as_str(), job.reason);
    }
    Ok(ExitCode::SUCCESS)
}

async fn test(store: &dyn Store, config: &Config, arguments: &FeedTestArguments) -> anyhow::Result<ExitCode> {
    let mut feed = named(store, &arguments.name).await?;
    let mut tested = test_source(&config.feeds, &feed).await;
    if let Err(refused) = &tested
        && refused.code == "host-key-unknown"
        && arguments.accept_host_key
    {
        feed.host_key = Some(refused.detail.clone());
        store.save_feed(&feed, clock::now()).await.context("保存できません")?;
        eprintln!("ホスト鍵を登録しました: {}", refused.detail);
        tested = test_source(&config.feeds, &feed).await;
    }
    match tested {
        Ok(files) => {
            if arguments.json {
                let files: Vec<_> = files.iter().map(|file| serde_json::json!({ "path": file.path, "size": file.size })).collect();
                print_json(&serde_json::json!({ "files": files }))?;
            } else {
                println!("接続できました。{} ファイルがあります。", files.len());
                for file in files.iter().take(50) {
                    println!("  {} {}", file.path, file.size.map(|size| format!("{size} バイト")).unwrap_or_default());
                }
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(refused) => {
            if arguments.json {
                print_json(&serde_json::json!({ "error": { "code": refused.code, "reason": refused.reason, "detail": refused.detail } }))?;
            }
            eprintln!("接続できません [{}] {}", refused.code, refused.reason);
            Ok(ExitCode::from(NOT_ALL_READ))
        }
    }
}

async fn stop(store: &dyn Store, arguments: &JobArguments) -> anyhow::Result<ExitCode> {
    let stopped = store.stop_job(arguments.job, clock::now()).await?;
    told(store, arguments, stopped, "停止できる処理").await
}

async fn resume(store: &dyn Store, arguments: &JobArguments) -> anyhow::Result<ExitCode> {
    let resumed = store.resume_job(arguments.job, clock::now()).await?;
    told(store, arguments, resumed, "再開できる処理").await
}

async fn told(store: &dyn Store, arguments: &JobArguments, done: bool, what: &str) -> anyhow::Result<ExitCode> {
    if !done {
        return Ok(nothing_found(what));
    }
    if arguments.json {
        print_json(&store.feed_job(arguments.job).await?)?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn import(store: &dyn Store, config: &Config, arguments: FeedImportArguments) -> anyhow::Result<ExitCode> {
    let feed = named(store, &arguments.name).await?;
    let received = arguments.received_on.map(|day| format!("{day}T00:00:00+09:00"));
    let received = received
        .map(|text| time::OffsetDateTime::parse(&text, &time::format_description::well_known::Rfc3339))
        .transpose()
        .context("--received-on")?;
    let coming = Coming {
        channel: "post".to_owned(),
        received_by: arguments.received_by,
        note: arguments.note,
        received,
        harvest: feed.enabled,
        ..Coming::default()
    };
    let arrival = keep_path(store, &config.data, &feed, &arguments.path, config.limits.files, coming).await?;
    if arguments.json {
        print_json(&arrival)?;
    } else if arrival.state == storage::ArrivalState::Duplicate {
        println!("同じ内容のファイルが既に届いています: {}", arrival.name);
    } else if feed.enabled {
        println!("受領しました: {}(番号 {})。取込は serve か worker が行います", arrival.name, arrival.id);
    } else {
        println!("受領しました: {}(番号 {})。feed dry-run で確かめ、feed run で取り込みます", arrival.name, arrival.id);
    }
    Ok(ExitCode::SUCCESS)
}
