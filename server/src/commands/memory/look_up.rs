//! `kakehashi memory search` (concordance) and `kakehashi memory match`

use std::{process::ExitCode, sync::Arc};

use anyhow::Context as _;
use publication::Audience;
use serde::Serialize;
use storage::{MemoryRepository as _, MemoryUnit, Store, UnitSide};
use translator::{MatchSettings, MemoryMatch, Sentence};

use crate::{
    cli::{MatchArguments, MemorySearchArguments, SideArgument},
    commands::{nothing_found, open_held, print_json},
    config::Config,
    translating::{StoredMemory, scope_of},
};

/// Units in which words stand.
pub async fn search(config: &Config, arguments: &MemorySearchArguments) -> anyhow::Result<ExitCode> {
    let store = open_held(config).await?;
    let language = arguments.language.as_ref().map(|language| language.as_str().parse()).transpose().context("--language")?;
    let audience = Audience::from(arguments.audience);
    let sides: &[UnitSide] = match arguments.side {
        SideArgument::Both => &[UnitSide::Source, UnitSide::Japanese],
        SideArgument::Source => &[UnitSide::Source],
        SideArgument::Japanese => &[UnitSide::Japanese],
    };
    let mut found: Vec<MemoryUnit> = Vec::new();
    for side in sides {
        for unit in store.containing(&arguments.words, *side, language.as_ref(), audience, arguments.limit).await? {
            if found.len() < arguments.limit && !found.contains(&unit) {
                found.push(unit);
            }
        }
    }
    if arguments.json {
        print_json(&serde_json::json!({ "units": found.iter().map(Unit::of).collect::<Vec<_>>() }))?;
    } else {
        for unit in &found {
            println!("{}  {}", unit.source_language, unit.source);
            println!("    {}", unit.japanese);
            println!("    {}", provenance(unit));
        }
    }
    Ok(if found.is_empty() { nothing_found("該当する対訳") } else { ExitCode::SUCCESS })
}

fn provenance(unit: &MemoryUnit) -> String {
    let day = crate::clock::day_in_japan(unit.dated()).map(|day| day.to_string()).unwrap_or_default();
    let author = if unit.author.is_empty() { "訳者の記載なし" } else { &unit.author };
    let name = if unit.origin_name.is_empty() { String::new() } else { format!(" {}", unit.origin_name) };
    let inside = if unit.public { "" } else { "  内部のみ" };
    format!("{author}  {day}  {}{name}{inside}", origin_in_japanese(unit.origin.as_str()))
}

/// Where a unit came from, for people; the stable word of the store or of the translator package is given.
fn origin_in_japanese(word: &str) -> &str {
    match word {
        "approved" => "承認",
        "imported" => "読込",
        "sample" => "サンプル",
        other => other,
    }
}

/// A unit as JSON.
#[derive(Serialize)]
struct Unit<'a> {
    language: &'a str,
    source: &'a str,
    japanese: &'a str,
    author: &'a str,
    date: String,
    origin: &'a str,
    origin_name: &'a str,
    public: bool,
}

impl<'a> Unit<'a> {
    fn of(unit: &'a MemoryUnit) -> Self {
        Self {
            language: unit.source_language.as_str(),
            source: &unit.source,
            japanese: &unit.japanese,
            author: &unit.author,
            date: crate::clock::day_in_japan(unit.dated()).map(|day| day.to_string()).unwrap_or_default(),
            origin: unit.origin.as_str(),
            origin_name: &unit.origin_name,
            public: unit.public,
        }
    }
}

/// Matches of a sentence.
pub async fn matches(config: &Config, arguments: &MatchArguments) -> anyhow::Result<ExitCode> {
    let store: Arc<dyn Store> = Arc::new(open_held(config).await?);
    let settings = MatchSettings { threshold: arguments.threshold, ..MatchSettings::default() };
    let sentence = Sentence { text: &arguments.text, context: None };
    let scope = scope_of(arguments.audience.into());
    let found = translator::matches(&StoredMemory(store), sentence, &arguments.language, scope, &settings).await?;
    let text = translator::normalised(&arguments.text);
    if arguments.json {
        print_json(&serde_json::json!({ "matches": found.iter().map(|one| Match::of(one, &text)).collect::<Vec<_>>() }))?;
    } else {
        found.iter().for_each(|one| print(one, &text));
    }
    Ok(if found.is_empty() { nothing_found("該当する対訳") } else { ExitCode::SUCCESS })
}

/// A match as JSON.
#[derive(Serialize)]
struct Match<'a> {
    kind: &'static str,
    percent: u8,
    penalties: Vec<&'static str>,
    source: &'a str,
    japanese: &'a str,
    author: &'a str,
    date: &'a str,
    origin: &'static str,
    restricted: bool,
    differences: Vec<Difference<'a>>,
}

/// What stands in the unit's source, and what in the sentence instead.
#[derive(Serialize)]
struct Difference<'a> {
    stored: &'a str,
    new: &'a str,
}

impl<'a> Match<'a> {
    fn of(one: &'a MemoryMatch, text: &'a str) -> Self {
        let part = |text: &'a str, range: &std::ops::Range<usize>| text.get(range.clone()).unwrap_or_default();
        Self {
            kind: one.kind.as_str(),
            percent: one.percent,
            penalties: one.penalties.iter().map(|penalty| penalty.as_str()).collect(),
            source: &one.unit.source,
            japanese: &one.japanese,
            author: &one.unit.author,
            date: &one.unit.date,
            origin: one.unit.origin.as_str(),
            restricted: one.unit.restricted,
            differences: one
                .edits
                .iter()
                .map(|edit| Difference { stored: part(&one.unit.source, &edit.stored), new: part(text, &edit.new) })
                .collect(),
        }
    }
}

/// A match for people: `[-…-]` stands in the unit's source only, `{+…+}` in the sentence only.
fn print(one: &MemoryMatch, text: &str) {
    let reasons: Vec<&str> = one.penalties.iter().map(|penalty| penalty.japanese()).collect();
    let reasons = if reasons.is_empty() { String::new() } else { format!("({})", reasons.join("、")) };
    println!("{:>3} % {}{reasons}", one.percent, one.kind.japanese());
    let mut marked = String::new();
    let mut last = 0;
    for edit in &one.edits {
        marked.push_str(one.unit.source.get(last..edit.stored.start).unwrap_or_default());
        for (open, part, close) in [("[-", one.unit.source.get(edit.stored.clone()), "-]"), ("{+", text.get(edit.new.clone()), "+}")] {
            if let Some(part) = part.filter(|part| !part.is_empty()) {
                marked.push_str(open);
                marked.push_str(part);
                marked.push_str(close);
            }
        }
        last = edit.stored.end;
    }
    marked.push_str(one.unit.source.get(last..).unwrap_or_default());
    println!("      {marked}");
    println!("      {}", one.japanese);
    let author = if one.unit.author.is_empty() { "訳者の記載なし" } else { &one.unit.author };
    let inside = if one.unit.restricted { "  内部のみ" } else { "" };
    println!("      {author}  {}  {}{inside}", one.unit.date, origin_in_japanese(one.unit.origin.as_str()));
}
