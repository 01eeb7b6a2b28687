//! `kakehashi engines`: which engines are configured and where texts go; `engines try` sends one, `engines stats`
//! tells what was done.

mod stats;
mod trial;

use std::process::ExitCode;

use translator::{EngineListing, EngineSet, UnitsBilled};

use super::print_json;
use crate::{
    cli::{EnginesAction, EnginesArguments},
    config::Config,
    translating,
};

pub async fn run(config: &Config, arguments: &EnginesArguments) -> anyhow::Result<ExitCode> {
    // Without the store: nothing is answered from what was kept.
    let set = || translating::engines(None, config);
    match &arguments.action {
        None => list(&set()?, arguments.json),
        Some(EnginesAction::Try(text)) => trial::run(&set()?, text, arguments.json).await,
        Some(EnginesAction::Stats(days)) => stats::run(config, days, arguments.json).await,
    }
}

fn list(set: &EngineSet, json: bool) -> anyhow::Result<ExitCode> {
    if json {
        print_json(&serde_json::json!({ "engines": set.listings() }))?;
        return Ok(ExitCode::SUCCESS);
    }
    if set.listings().is_empty() {
        println!("翻訳エンジンは設定されていません(翻訳メモリと組込みの定型だけで訳します)");
    }
    set.listings().iter().for_each(print);
    Ok(ExitCode::SUCCESS)
}

fn print(engine: &EngineListing) {
    println!("{} {}  {}", if engine.enabled { "○" } else { "－" }, engine.id, engine.kind);
    if let Some(model) = &engine.model {
        println!("    モデル    {model}");
    }
    println!("    送り先    {}({})", engine.host, if engine.third_party { "外部" } else { "自機または組織内" });
    let units = units_in_japanese(engine.units_billed);
    let limit = engine.characters_per_day.map(|limit| format!("、1日 {limit} 文字まで")).unwrap_or_default();
    println!("    課金      {units}{limit}");
    if !engine.routes.is_empty() {
        let routes: Vec<String> = engine.routes.iter().map(|position| (position + 1).to_string()).collect();
        println!("    経路      {} 番目", routes.join("、"));
    }
    if engine.kind == translator::LOCAL_ENGINE {
        println!("    ライセンス {}", engine.licence.as_deref().unwrap_or("モデルのフォルダーに書かれていません"));
    }
    if let Some(terms) = engine.terms_of_use {
        println!("    利用条件  {terms}");
    }
    if !engine.enabled {
        println!("    利用条件に同意していないため、使いません");
    }
}

/// What an engine is paid by, for people.
pub(super) const fn units_in_japanese(units: UnitsBilled) -> &'static str {
    match units {
        UnitsBilled::Characters => "原文の文字数",
        UnitsBilled::Tokens => "トークン数",
        UnitsBilled::ByAccount => "契約による",
        UnitsBilled::Nothing => "なし",
    }
}
