//! `kakehashi terms import`

use std::{path::Path, process::ExitCode};

use anyhow::{Context as _, bail};
use storage::{MemoryRepository as _, SqliteStore, Term};
use translator::{ExchangeDefect, ExchangeError, TermFormat, exchange_terms, term_format};

use super::kept;
use crate::{
    cli::TermsImportArguments,
    commands::{
        NOT_ALL_READ,
        exchange::{FileReport, ImportReport, SourceFile, fault},
        open_store, print_json,
    },
    config::Config,
};

/// Terms added in one transaction.
const BATCH: usize = 2_000;

pub async fn run(config: &Config, arguments: &TermsImportArguments) -> anyhow::Result<ExitCode> {
    let store = open_store(config).await?;
    let mut report = ImportReport { dry_run: arguments.dry_run, ..ImportReport::default() };
    for path in &arguments.files {
        if let Err(error) = import(&store, path, arguments, &mut report).await? {
            report.reject(&path.display().to_string(), &error);
        }
    }
    if arguments.json {
        print_json(&report)?;
    } else {
        report.print();
    }
    eprintln!("{}", report.summary("用語集"));
    Ok(if report.rejected == 0 { ExitCode::SUCCESS } else { ExitCode::from(NOT_ALL_READ) })
}

fn opened(path: &Path) -> Result<(SourceFile, TermFormat), ExchangeError> {
    let file = SourceFile::open(path)?;
    let format = term_format(&file.beginning);
    Ok((file, format.ok_or_else(|| fault(ExchangeDefect::Format, "TBX、CSV、TSV の用語集ではありません".to_owned()))?))
}

async fn import(
    store: &SqliteStore,
    path: &Path,
    arguments: &TermsImportArguments,
    report: &mut ImportReport,
) -> anyhow::Result<Result<(), ExchangeError>> {
    let (mut file, format) = match opened(path) {
        Ok(opened) => opened,
        Err(error) => return Ok(Err(error)),
    };
    let (name, encoding) = (file.name.clone(), file.encoding);
    let mut complete = true;
    let mut batch: Vec<Term> = Vec::with_capacity(BATCH);
    let mut terms = exchange_terms(&mut file.reader, format, encoding);
    loop {
        let next = terms.next();
        let ended = next.is_none();
        match next {
            None => {}
            Some(Err(error)) => {
                complete &= error.goes_on;
                report.reject(&name, &error);
            }
            Some(Ok(term)) => {
                let (line, left_out) = (term.line, term.left_out);
                match kept(term) {
                    Ok(term) => {
                        report.read += 1;
                        if left_out > 0 {
                            let reason = format!("品詞など {left_out} 件の記述は保存されません");
                            report.leave_out(&name, line, "exchange-categories", reason);
                        }
                        batch.push(Term { public: term.public && !arguments.restricted, ..term });
                    }
                    Err(error) => report.reject(&name, &error),
                }
            }
        }
        if batch.len() >= BATCH || (ended && !batch.is_empty()) {
            let terms = std::mem::take(&mut batch);
            let stored = if arguments.dry_run { store.would_store_terms(terms).await? } else { store.store_terms(terms).await? };
            report.count(&stored);
        }
        if ended {
            break;
        }
    }
    let format = match format {
        TermFormat::Tbx => "tbx",
        TermFormat::Csv => "csv",
    };
    report.files.push(FileReport { file: name, format, encoding: encoding.name(), complete });
    Ok(Ok(()))
}

/// All terms of a file, for a command that needs them all: the first thing wrong is an error.
///
/// # Errors
/// What is wrong with the file, and where.
pub fn read_whole(path: &Path) -> anyhow::Result<Vec<Term>> {
    let told = |error: &ExchangeError| {
        format!("{}:{}: [{}] {} {}", path.display(), error.line, error.code(), error.defect.reason_in_japanese(), error.detail)
    };
    let (mut file, format) = match opened(path) {
        Ok(opened) => opened,
        Err(error) => bail!(told(&error)),
    };
    let encoding = file.encoding;
    let mut out = Vec::new();
    for term in exchange_terms(&mut file.reader, format, encoding) {
        out.push(term.and_then(kept).map_err(|error| anyhow::anyhow!(told(&error))).context("用語集を読めません")?);
    }
    Ok(out)
}
