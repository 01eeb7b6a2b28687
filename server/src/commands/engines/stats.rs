//! `kakehashi engines stats`

use std::{collections::BTreeMap, process::ExitCode};

use anyhow::Context as _;
use publication::{IsoDate, OfficeCode};
use serde::Serialize;
use storage::{EngineWork, EngineWorkKey, EngineWorkRepository as _};
use translator::reason_in_japanese;

use crate::{
    cli::StatsArguments,
    clock,
    commands::{NOTHING_FOUND, open_held, print_json},
    config::Config,
};

/// A day's work of an engine for an office.
#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    key: &'a EngineWorkKey,
    #[serde(flatten)]
    work: &'a EngineWork,
}

/// Adds up what engines did in the last days.
pub async fn run(config: &Config, arguments: &StatsArguments, json: bool) -> anyhow::Result<ExitCode> {
    let store = open_held(config).await?;
    let now = clock::now();
    let first = now - time::Duration::days(i64::from(arguments.days) - 1);
    let (from, to) = clock::day_in_japan(first).zip(clock::day_in_japan(now)).context("日付が分かりません")?;
    let mut work = store.engine_work(from, to).await?;
    work.retain(|(key, _)| arguments.office.is_none() || key.office == arguments.office);
    if json {
        let rows: Vec<Row<'_>> = work.iter().map(|(key, work)| Row { key, work }).collect();
        print_json(&serde_json::json!({ "from": from, "to": to, "work": rows }))?;
    } else {
        print(from, to, &work);
    }
    Ok(if work.is_empty() { ExitCode::from(NOTHING_FOUND) } else { ExitCode::SUCCESS })
}

fn print(from: IsoDate, to: IsoDate, work: &[(EngineWorkKey, EngineWork)]) {
    println!("{from} から {to} まで");
    if work.is_empty() {
        println!("翻訳エンジンは使われていません");
    }
    let mut sums: BTreeMap<(&str, &str, &str, Option<OfficeCode>), EngineWork> = BTreeMap::new();
    for (key, work) in work {
        sums.entry((&key.engine, &key.kind, &key.model, key.office)).or_default().add(work);
    }
    for ((engine, kind, model, office), work) in sums {
        let model = if model.is_empty() { String::new() } else { format!("、{model}") };
        println!("{engine}({kind}{model}) {}", office.map_or_else(|| "官庁不明".to_owned(), name_of));
        let mean = work.milliseconds.checked_div(work.calls).unwrap_or_default();
        println!(
            "    {} 回、{} 文、{} 文字、課金の単位 {}、応答 平均 {mean} ミリ秒・最長 {} ミリ秒",
            work.calls, work.segments, work.characters, work.units, work.longest
        );
        for (what, counts) in [("失敗した呼出し", &work.failures), ("訳のない文", &work.without), ("検査で見つかった文", &work.findings)]
        {
            for (code, count) in counts {
                println!("    {what} {count}: {} [{code}]", reason_in_japanese(code));
            }
        }
    }
}

fn name_of(code: OfficeCode) -> String {
    code.office().map_or_else(|| code.to_string(), |office| office.japanese.to_owned())
}
