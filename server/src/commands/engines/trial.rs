//! `kakehashi engines try`

use std::{process::ExitCode, sync::Arc, time::Instant};

use serde::Serialize;
use translator::{
    EngineError, EngineSet, Language, MachineTranslator, SegmentKind, SegmentToTranslate, TranslationRequest, reason_in_japanese,
};

use crate::{
    cli::TryArguments,
    commands::{NOT_WELL, print_json},
};

/// What became of the text at one engine.
#[derive(Debug, Serialize)]
struct Trial {
    id: String,
    milliseconds: u64,
    #[serde(flatten)]
    outcome: TrialOutcome,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum TrialOutcome {
    Japanese { text: String, engine: String, model: Option<String>, version: Option<String>, units_billed: u64, score: Option<f64> },
    Failure { code: &'static str, reason: String, detail: String },
}

/// Sends a text to each engine, or to one.
pub async fn run(set: &EngineSet, arguments: &TryArguments, json: bool) -> anyhow::Result<ExitCode> {
    let chosen: Vec<(&str, &Arc<dyn MachineTranslator>)> = set
        .listings()
        .iter()
        .filter(|listing| arguments.engine.as_ref().is_none_or(|wanted| *wanted == listing.id))
        .filter_map(|listing| Some((listing.id.as_str(), set.engine(&listing.id)?)))
        .collect();
    match &arguments.engine {
        Some(wanted) => anyhow::ensure!(!chosen.is_empty(), "translation.engines.{wanted} がないか、使えません"),
        None => anyhow::ensure!(!chosen.is_empty(), "使える翻訳エンジンがありません(translation.engines に設定します)"),
    }
    let mut trials = Vec::new();
    for (id, engine) in chosen {
        let trial = try_one(id, engine.as_ref(), &arguments.text, &arguments.from).await;
        if !json {
            print_trial(&trial);
        }
        trials.push(trial);
    }
    if json {
        print_json(&serde_json::json!({ "trials": trials }))?;
    }
    let well = trials.iter().all(|trial| matches!(trial.outcome, TrialOutcome::Japanese { .. }));
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::from(NOT_WELL) })
}

async fn try_one(id: &str, engine: &dyn MachineTranslator, text: &str, from: &Language) -> Trial {
    let segment = SegmentToTranslate { text: text.to_owned(), kind: SegmentKind::Sentence, before: None, after: None };
    let request = TranslationRequest { fresh: true, ..TranslationRequest::new(vec![segment], from.clone()) };
    let begin = Instant::now();
    let failure = |code: &'static str, detail: String| TrialOutcome::Failure { code, reason: reason_in_japanese(code).to_owned(), detail };
    let outcome = match engine.translate(&request).await.map(|results| results.into_iter().next()) {
        Ok(Some(Ok(made))) => TrialOutcome::Japanese {
            text: made.text,
            engine: made.engine,
            model: made.model,
            version: made.version,
            units_billed: made.units_billed,
            score: made.score,
        },
        Ok(Some(Err(error))) => failure(error.code(), error.to_string()),
        Ok(None) => {
            let error = EngineError::Unreadable { reason: "no result".to_owned() };
            failure(error.code(), error.to_string())
        }
        Err(error) => failure(error.code(), error.to_string()),
    };
    Trial { id: id.to_owned(), milliseconds: u64::try_from(begin.elapsed().as_millis()).unwrap_or(u64::MAX), outcome }
}

fn print_trial(trial: &Trial) {
    match &trial.outcome {
        TrialOutcome::Japanese { text, model, units_billed, score, .. } => {
            println!("○ {}  {text}", trial.id);
            let model = model.as_ref().map(|model| format!("{model}、")).unwrap_or_default();
            let score = score.map(|score| format!("、確からしさ {score:.2}(対数確率の平均)")).unwrap_or_default();
            println!("    {model}{} ミリ秒、課金の単位 {units_billed}{score}", trial.milliseconds);
        }
        TrialOutcome::Failure { code, reason, detail } => {
            println!("× {}  {reason} [{code}]", trial.id);
            println!("    {detail}");
        }
    }
}
