//! `kakehashi deliveries`: what was harvested, and taking it back.

use std::{process::ExitCode, sync::Arc};

use ::search::SearchError;
use anyhow::Context as _;
use serde_json::json;
use storage::{
    AuditEntry, AuditRepository as _, Delivery, DeliveryRepository as _, HarvestRun, RollBackRepository as _, RolledBack, SqliteStore,
    Store, Stored,
};
use tokio_util::sync::CancellationToken;

use super::{nothing_found, open_held, print_json, stop_on_signal};
use crate::{
    cli::{DeliveriesAction, DeliveriesArguments, DeliveriesListArguments, DeliveryArguments, RollBackArguments},
    clock,
    config::Config,
    harvest::HarvestProgress,
    indexing::Indexer,
};

/// Publications taken back in one transaction, so that people's saves come between.
const AT_ONCE: usize = 200;
/// Publications that are named to people; all are in the JSON up to [`MOST_IN_JSON`].
const MOST_NAMED: usize = 20;
const MOST_IN_JSON: usize = 100_000;

pub async fn run(config: Config, arguments: DeliveriesArguments) -> anyhow::Result<ExitCode> {
    match arguments.action {
        DeliveriesAction::List(arguments) => list(&config, &arguments).await,
        DeliveriesAction::Show(arguments) => show(&config, &arguments).await,
        DeliveriesAction::RollBack(arguments) => roll_back(&config, &arguments).await,
    }
}

async fn list(config: &Config, arguments: &DeliveriesListArguments) -> anyhow::Result<ExitCode> {
    let deliveries = open_held(config).await?.deliveries(arguments.office, arguments.limit).await?;
    if arguments.json {
        let told: Vec<_> = deliveries.iter().map(|(delivery, run)| json!({ "delivery": delivery, "run": run })).collect();
        print_json(&told)?;
    } else {
        for (delivery, run) in &deliveries {
            println!("{}", told(delivery, run.as_ref()));
        }
    }
    Ok(if deliveries.is_empty() { nothing_found("納品") } else { ExitCode::SUCCESS })
}

async fn show(config: &Config, arguments: &DeliveryArguments) -> anyhow::Result<ExitCode> {
    let store = open_held(config).await?;
    let Some(delivery) = store.delivery(&arguments.delivery).await? else { return Ok(nothing_found("該当する納品")) };
    let run = store.last_run(&delivery.id).await?;
    let rolled_back = store.roll_back_standing(&delivery.id).await?;
    if arguments.json {
        print_json(&json!({ "delivery": delivery, "run": run, "rolled_back": rolled_back }))?;
    } else {
        println!("{}", told(&delivery, run.as_ref()));
        if let Some(standing) = rolled_back {
            let state = if standing.finished.is_some() { "取り消し済み" } else { "取り消しの途中" };
            println!("{state}: 前の版に戻った公報 {}件、なくなった公報 {}件", standing.restored, standing.taken_away);
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn roll_back(config: &Config, arguments: &RollBackArguments) -> anyhow::Result<ExitCode> {
    let store = open_held(config).await?;
    let Some(delivery) = store.delivery(&arguments.delivery).await? else { return Ok(nothing_found("該当する納品")) };
    let stop = stop_on_signal();
    let progress = HarvestProgress::new("取消");
    let outcome = if arguments.yes {
        take_back(&store, &delivery, &stop, &progress).await
    } else {
        preview(&store, &delivery, &stop, &progress).await
    };
    progress.finish();
    let (done, named) = outcome.context("納品を取り消せません")?;
    let finished = done.after.is_none();
    if arguments.yes {
        index(store, config, &stop).await?;
    }
    if arguments.json {
        let publications: Vec<_> = named.iter().map(|(id, stored)| json!({ "id": id, "outcome": outcome_word(*stored) })).collect();
        print_json(&json!({
            "delivery": delivery.id, "done": arguments.yes, "finished": finished,
            "restored": done.restored, "taken_away": done.taken_away, "publications": publications,
        }))?;
    } else {
        for (id, stored) in named.iter().take(MOST_NAMED) {
            println!("{id}: {}", if *stored == Stored::Deleted { "なくなる" } else { "前の版に戻る" });
        }
        println!("前の版に戻る公報 {}件、なくなる公報 {}件", done.restored, done.taken_away);
        match (arguments.yes, finished) {
            (false, _) => println!("何も変えていません。取り消すには --yes を付けてください"),
            (true, false) => println!("中断しました。もう一度実行すると続きを行います"),
            (true, true) => println!("取り消しました"),
        }
    }
    Ok(if finished { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

const fn outcome_word(stored: Stored) -> &'static str {
    match stored {
        Stored::Deleted => "taken-away",
        Stored::Created | Stored::Updated | Stored::Unchanged => "restored",
    }
}

type TakenBack = (RolledBack, Vec<(publication::PublicationId, Stored)>);

async fn preview(
    store: &SqliteStore,
    delivery: &Delivery,
    stop: &CancellationToken,
    progress: &HarvestProgress,
) -> anyhow::Result<TakenBack> {
    let (mut sum, mut named) = (RolledBack::default(), Vec::new());
    let mut after = 0;
    loop {
        let (some, of_these) = store.would_roll_back(&delivery.id, after, AT_ONCE, feeds::number_forms, clock::now()).await?;
        add(&mut sum, some);
        named.extend(of_these);
        named.truncate(MOST_IN_JSON);
        progress.note(&format!("{} 件", sum.restored + sum.taken_away));
        match some.after {
            Some(next) if !stop.is_cancelled() => after = next,
            _ => return Ok((sum, named)),
        }
    }
}

async fn take_back(
    store: &SqliteStore,
    delivery: &Delivery,
    stop: &CancellationToken,
    progress: &HarvestProgress,
) -> anyhow::Result<TakenBack> {
    // Noted before the first change, so that the log tells of one whose process was killed, too.
    note(store, delivery, "delivery-roll-back-begun", None).await?;
    let mut sum = RolledBack::default();
    let mut after = 0;
    loop {
        let some = store.roll_back(&delivery.id, after, AT_ONCE, feeds::number_forms, clock::now()).await?;
        add(&mut sum, some);
        progress.note(&format!("{} 件", sum.restored + sum.taken_away));
        match some.after {
            Some(next) if !stop.is_cancelled() => after = next,
            _ => break,
        }
    }
    let act = if sum.after.is_none() { "delivery-rolled-back" } else { "delivery-roll-back-stopped" };
    note(store, delivery, act, Some(json!({ "restored": sum.restored, "taken_away": sum.taken_away }).to_string())).await?;
    Ok((sum, Vec::new()))
}

const fn add(sum: &mut RolledBack, some: RolledBack) {
    sum.restored += some.restored;
    sum.taken_away += some.taken_away;
    sum.after = some.after;
}

async fn note(store: &SqliteStore, delivery: &Delivery, act: &'static str, after: Option<String>) -> anyhow::Result<()> {
    let subject = format!("{} {} {}", delivery.office, delivery.name, delivery.id);
    Ok(store.note(AuditEntry { at: clock::now(), account: None, act, subject, before: None, after }).await?)
}

/// Brings the index up to the store, where no other process does.
async fn index(store: SqliteStore, config: &Config, stop: &CancellationToken) -> anyhow::Result<()> {
    let store: Arc<dyn Store> = Arc::new(store);
    match Indexer::open(store, config).await {
        Ok(mut indexer) => {
            indexer.catch_up(stop, |_| {}).await.context("索引を更新できません")?;
        }
        Err(SearchError::Locked) => eprintln!("索引は別のプロセス(serve または worker)が更新します。"),
        Err(away) => eprintln!("検索エンジンを利用できません: {away}"),
    }
    Ok(())
}

fn told(delivery: &Delivery, run: Option<&HarvestRun>) -> String {
    let day = clock::day_in_japan(delivery.received).map(|day| day.to_string()).unwrap_or_default();
    let run = run.map_or_else(String::new, |run| {
        let state = if run.finished.is_some() { "" } else { "(未完了)" };
        format!(
            " 新規 {}、更新 {}、変更なし {}、削除 {}、不採用 {}{state}",
            run.created, run.updated, run.unchanged, run.deleted, run.rejected
        )
    });
    format!("{} {day} {} {}{run}", delivery.id, delivery.office, delivery.name)
}
