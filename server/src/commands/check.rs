//! `kakehashi check`: the checks over translators' files.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::ExitCode,
};

use anyhow::Context as _;
use serde::Serialize;
use storage::{Term, TermStatus};
use translator::{
    Checker, DocumentTerms, ExchangeUnit, Finding, ForbiddenTerm, HouseStyle, Severity, TermEntry, Termbase, exchange_format,
    exchange_units,
};

use super::{FINDINGS, NOT_ALL_READ};
use crate::{cli::CheckArguments, exchange::read_whole_terms, segments::translator_language};

/// What is read ahead to tell the format.
const BEGINNING: usize = 64 * 1024;

/// A finding as it is written, one a line of JSON.
#[derive(Serialize)]
struct Row<'a> {
    file: &'a str,
    line: u64,
    id: Option<&'a str>,
    language: &'a str,
    code: &'a str,
    severity: Severity,
    reason: String,
    reason_en: String,
    source: Option<Place<'a>>,
    target: Option<Place<'a>>,
}

/// A place of a text: in characters from 0, and what stands there.
#[derive(Serialize)]
struct Place<'a> {
    from: usize,
    to: usize,
    text: &'a str,
}

/// What could not be read.
#[derive(Serialize)]
struct Unread<'a> {
    file: &'a str,
    line: u64,
    code: &'a str,
    reason: &'a str,
    detail: &'a str,
}

/// Counts over all files.
#[derive(Debug, Default, Serialize)]
struct Summary {
    pairs: u64,
    untranslated: u64,
    errors: u64,
    warnings: u64,
    unread: u64,
    by_code: BTreeMap<String, u64>,
}

/// Runs the checks. One JSON object a line with `--json`, the last of them the summary.
pub fn run(arguments: &CheckArguments) -> anyhow::Result<ExitCode> {
    let (terms, forbidden) = match &arguments.terms {
        Some(path) => termbase(path)?,
        None => (Termbase::default(), Vec::new()),
    };
    let mut checker = Checker::new().with_terms(&terms).with_forbidden(&forbidden);
    if arguments.style {
        checker = checker.with_style(HouseStyle::default());
    }
    let mut summary = Summary::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in &arguments.files {
        check_file(path, &checker, arguments.json, &mut summary, &mut out)?;
    }
    if arguments.json {
        serde_json::to_writer(&mut out, &serde_json::json!({ "summary": summary }))?;
        writeln!(out)?;
    } else {
        writeln!(
            out,
            "{} 対を調べました: 誤り {} 件、要確認 {} 件、未翻訳 {} 件、読めない箇所 {} 件",
            summary.pairs, summary.errors, summary.warnings, summary.untranslated, summary.unread
        )?;
    }
    out.flush()?;
    Ok(match &summary {
        Summary { unread: 1.., .. } => ExitCode::from(NOT_ALL_READ),
        Summary { errors: 1.., .. } => ExitCode::from(FINDINGS),
        _ => ExitCode::SUCCESS,
    })
}

fn termbase(path: &Path) -> anyhow::Result<(Termbase, Vec<ForbiddenTerm>)> {
    let all = read_whole_terms(path)?;
    let (forbidden, used): (Vec<&Term>, Vec<&Term>) = all.iter().partition(|term| term.status == TermStatus::Forbidden);
    let entry = |term: &&Term| TermEntry {
        language: translator_language(&term.language),
        term: term.term.clone(),
        japanese: term.japanese.clone(),
        ipc: term.ipc.clone(),
    };
    let avoided = |word: &Term, japanese: &str| ForbiddenTerm {
        language: translator_language(&word.language),
        term: word.term.clone(),
        japanese: japanese.to_owned(),
    };
    let mut avoid = Vec::new();
    for term in forbidden {
        if term.language.primary() == "ja" {
            // A Japanese word that may not be used for a concept may not be used for any of its words.
            let words = used.iter().filter(|word| word.concept == term.concept && word.language.primary() != "ja");
            avoid.extend(words.map(|word| avoided(word, &term.term)));
        } else {
            avoid.push(avoided(term, &term.japanese));
        }
    }
    Ok((Termbase::new(used.iter().map(entry).collect()), avoid))
}

fn check_file(path: &Path, checker: &Checker<'_>, json: bool, summary: &mut Summary, out: &mut impl std::io::Write) -> anyhow::Result<()> {
    let name = path.display().to_string();
    let unread =
        |line: u64, code: &str, reason: &str, detail: &str, summary: &mut Summary, out: &mut dyn std::io::Write| -> anyhow::Result<()> {
            summary.unread += 1;
            if json {
                serde_json::to_writer(&mut *out, &serde_json::json!({ "unread": Unread { file: &name, line, code, reason, detail } }))?;
                writeln!(out)?;
            } else {
                writeln!(out, "{name}:{line}: [{code}] {reason}{}{detail}", if detail.is_empty() { "" } else { ": " })?;
            }
            Ok(())
        };
    let opened = File::open(path).map(|file| BufReader::with_capacity(BEGINNING, file));
    let mut reader = match opened {
        Ok(reader) => reader,
        Err(error) => return unread(0, "exchange-unreadable", "ファイルを読み取れません", &error.to_string(), summary, out),
    };
    let format = match reader.fill_buf() {
        Ok(beginning) => exchange_format(beginning),
        Err(error) => return unread(0, "exchange-unreadable", "ファイルを読み取れません", &error.to_string(), summary, out),
    };
    let Some(format) = format else {
        let defect = translator::ExchangeDefect::Format;
        return unread(1, defect.code(), defect.reason_in_japanese(), "", summary, out);
    };
    let mut terms: BTreeMap<String, DocumentTerms> = BTreeMap::new();
    for unit in exchange_units(reader, format) {
        let unit = match unit {
            Ok(unit) => unit,
            Err(error) => {
                unread(error.line, error.code(), error.defect.reason_in_japanese(), &error.detail, summary, out)?;
                continue;
            }
        };
        summary.pairs += 1;
        let Some(japanese) = &unit.japanese else {
            summary.untranslated += 1;
            continue;
        };
        let mut findings = checker.findings(&unit.source, japanese, &unit.language);
        let others = terms.entry(unit.language.as_str().to_owned()).or_default().learn(&unit.source, japanese, &unit.language);
        findings.extend(others.into_iter().map(translator::OtherRendering::into_finding));
        for finding in &findings {
            *summary.by_code.entry(finding.code().to_owned()).or_default() += 1;
            match finding.severity() {
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
            }
            report(&name, &unit, japanese, finding, json, out).with_context(|| name.clone())?;
        }
    }
    Ok(())
}

fn report(
    name: &str,
    unit: &ExchangeUnit,
    japanese: &str,
    finding: &Finding,
    json: bool,
    out: &mut impl std::io::Write,
) -> anyhow::Result<()> {
    if json {
        let row = Row {
            file: name,
            line: unit.line,
            id: unit.id.as_deref(),
            language: unit.language.as_str(),
            code: finding.code(),
            severity: finding.severity(),
            reason: finding.reason_in_japanese(),
            reason_en: finding.reason_in_english(),
            source: finding.source.clone().and_then(|range| place(&unit.source, range)),
            target: finding.target.clone().and_then(|range| place(japanese, range)),
        };
        serde_json::to_writer(&mut *out, &row)?;
        writeln!(out)?;
        return Ok(());
    }
    let severity = match finding.severity() {
        Severity::Error => "誤り",
        Severity::Warning => "要確認",
    };
    let id = unit.id.as_deref().map(|id| format!(" {id}")).unwrap_or_default();
    writeln!(out, "{name}:{}:{id} {severity} [{}] {}", unit.line, finding.code(), finding.reason_in_japanese())?;
    Ok(())
}

fn place(text: &str, range: std::ops::Range<usize>) -> Option<Place<'_>> {
    let from = text.get(..range.start)?.chars().count();
    let piece = text.get(range)?;
    Some(Place { from, to: from + piece.chars().count(), text: piece })
}
