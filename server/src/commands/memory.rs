//! `kakehashi memory`: translation memory and termbase from tab-separated files.

use std::{path::Path, process::ExitCode};

use anyhow::{Context as _, bail, ensure};
use publication::LanguageTag;
use storage::{MemoryRepository as _, MemoryUnit, Term, TermStatus};
use time::{Date, OffsetDateTime, macros::format_description};

use super::open_store;
use crate::{cli::MemoryArguments, config::Config, segments::translator_language};

/// Largest file read, bytes.
const LARGEST: u64 = 512 * 1024 * 1024;
/// Units or terms added in one transaction.
const BATCH: usize = 1_000;

pub async fn run(config: &Config, arguments: &MemoryArguments) -> anyhow::Result<ExitCode> {
    ensure!(arguments.units.is_some() || arguments.terms.is_some(), "--units か --terms を指定してください");
    let store = open_store(config).await?;
    if let Some(path) = &arguments.units {
        let rows = rows(path, ["language", "source", "japanese", "author", "date"])?;
        let mut units = Vec::with_capacity(rows.len());
        for (line, [language, source, japanese, author, date]) in rows {
            let language: LanguageTag = language.parse().with_context(|| place(path, line))?;
            let source = translator::normalised(&source);
            let pattern = translator::Pattern::of(&source, &translator_language(&language)).text;
            units.push(MemoryUnit {
                source_language: language,
                source,
                japanese,
                pattern,
                author,
                created: day(&date).with_context(|| place(path, line))?,
                public: true,
            });
        }
        let mut added = 0;
        for batch in units.chunks(BATCH) {
            added += store.add_units(batch.to_vec()).await?;
        }
        eprintln!("翻訳メモリ: {} 行を読み、{added} 件を追加・更新しました。", units.len());
    }
    if let Some(path) = &arguments.terms {
        let terms = terms(path)?;
        let mut added = 0;
        for batch in terms.chunks(BATCH) {
            added += store.add_terms(batch.to_vec()).await?;
        }
        eprintln!("用語集: {} 行を読み、{added} 件を追加・更新しました。", terms.len());
    }
    Ok(ExitCode::SUCCESS)
}

/// The terms of a file. Two columns may follow the four: what the word is for (`preferred`, `admitted`, `forbidden`), and for whom (`public`,
/// `inside`).
pub(super) fn terms(path: &Path) -> anyhow::Result<Vec<Term>> {
    let columns = ["concept", "language", "term", "japanese", "status", "provision"];
    let rows: Vec<(usize, [String; 6])> = if header(path)?.split('\t').count() == 4 {
        let [concept, language, term, japanese, ..] = columns;
        let short = rows(path, [concept, language, term, japanese])?;
        let whole = |[concept, language, term, japanese]: [String; 4]| {
            [concept, language, term, japanese, TermStatus::Preferred.as_str().to_owned(), "public".to_owned()]
        };
        short.into_iter().map(|(line, cells)| (line, whole(cells))).collect()
    } else {
        rows(path, columns)?
    };
    rows.into_iter()
        .map(|(line, [concept, language, term, japanese, status, provision])| {
            let language: LanguageTag = language.parse().with_context(|| place(path, line))?;
            let Ok(status) = status.parse::<TermStatus>() else {
                bail!("{}: status は preferred、admitted、forbidden のいずれかです: {status}", place(path, line));
            };
            let public = match provision.as_str() {
                "public" => true,
                "inside" => false,
                _ => bail!("{}: provision は public か inside です: {provision}", place(path, line)),
            };
            Ok(Term { concept, language, term, japanese, status, public })
        })
        .collect()
}

/// The first line of a file.
fn header(path: &Path) -> anyhow::Result<String> {
    use std::io::{BufRead as _, Read as _};
    let file = std::fs::File::open(path).with_context(|| path.display().to_string())?;
    let mut line = String::new();
    std::io::BufReader::new(file.take(10_000))
        .read_line(&mut line)
        .with_context(|| format!("{}: UTF-8 のテキストとして読めません", path.display()))?;
    Ok(line)
}

fn place(path: &Path, line: usize) -> String {
    format!("{} の {line} 行目", path.display())
}

fn day(text: &str) -> anyhow::Result<OffsetDateTime> {
    let date = Date::parse(text, format_description!("[year]-[month]-[day]")).with_context(|| format!("日付ではありません: {text}"))?;
    Ok(date.midnight().assume_utc())
}

/// The rows below a header with exactly these columns, with their line numbers. Nothing is added where one row is wrong.
fn rows<const N: usize>(path: &Path, columns: [&str; N]) -> anyhow::Result<Vec<(usize, [String; N])>> {
    let size = std::fs::metadata(path).with_context(|| path.display().to_string())?.len();
    ensure!(size <= LARGEST, "{}: 大きすぎます({size} バイト)", path.display());
    let text = std::fs::read_to_string(path).with_context(|| format!("{}: UTF-8 のテキストとして読めません", path.display()))?;
    let mut lines = text.trim_start_matches('\u{FEFF}').lines().enumerate();
    match lines.next() {
        Some((_, header)) if header.split('\t').eq(columns) => {}
        _ => bail!("{}: 1 行目は {} (タブ区切り)でなければなりません", path.display(), columns.join("、")),
    }
    let mut rows = Vec::new();
    for (at, line) in lines {
        if line.trim().is_empty() {
            continue;
        }
        let cells: Vec<String> = line.split('\t').map(|cell| cell.trim().to_owned()).collect();
        let found = cells.len();
        let Ok(cells) = <[String; N]>::try_from(cells) else {
            bail!("{}: {N} 列のはずが {found} 列です", place(path, at + 1));
        };
        if let Some(empty) = cells.iter().position(String::is_empty) {
            bail!("{}: {} が空です", place(path, at + 1), columns[empty]);
        }
        rows.push((at + 1, cells));
    }
    Ok(rows)
}
