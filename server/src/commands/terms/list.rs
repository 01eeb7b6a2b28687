//! `kakehashi terms list`

use std::process::ExitCode;

use anyhow::Context as _;
use publication::Audience;
use storage::{MemoryRepository as _, Term, TermStatus};

use crate::{
    cli::TermsListArguments,
    commands::{nothing_found, open_held, print_json},
    config::Config,
};

pub async fn run(config: &Config, arguments: &TermsListArguments) -> anyhow::Result<ExitCode> {
    let store = open_held(config).await?;
    let language = arguments.language.as_ref().map(|language| language.as_str().parse()).transpose().context("--language")?;
    let wanted: Vec<String> = arguments.words.iter().map(|word| word.to_lowercase()).collect();
    let has = |term: &Term| {
        let texts = [&term.concept, &term.term, &term.japanese].map(|text| text.to_lowercase());
        wanted.iter().all(|word| texts.iter().any(|text| text.contains(word)))
    };
    let mut terms = store.terms(language.as_ref(), Audience::from(arguments.audience)).await?;
    terms.retain(has);
    if arguments.json {
        print_json(&serde_json::json!({ "terms": terms }))?;
    } else {
        for concept in terms.chunk_by(|one, other| one.concept == other.concept) {
            println!("{}", concept.first().map(|term| term.concept.as_str()).unwrap_or_default());
            concept.iter().for_each(print);
        }
    }
    Ok(if terms.is_empty() { nothing_found("該当する用語") } else { ExitCode::SUCCESS })
}

fn print(term: &Term) {
    let status = match term.status {
        TermStatus::Preferred => "推奨",
        TermStatus::Admitted => "許容",
        TermStatus::Forbidden => "使用禁止",
    };
    let mut more = String::new();
    if !term.ipc.is_empty() {
        more.push_str(&format!("  分類 {}", term.ipc.join("; ")));
    }
    for (name, text) in [("出典", &term.source), ("備考", &term.note)] {
        if !text.is_empty() {
            more.push_str(&format!("  {name} {}", text.replace('\n', " / ")));
        }
    }
    if !term.public {
        more.push_str("  内部のみ");
    }
    println!("    {status}  {:<8} {} → {}{more}", term.language.as_str(), term.term, term.japanese);
}
