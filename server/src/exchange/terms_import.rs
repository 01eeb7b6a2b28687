//! Termbases read from files.

use std::path::Path;

use anyhow::{Context as _, bail};
use storage::{StorageError, Store, Term};
use translator::{ExchangeDefect, ExchangeError, ExchangeTerm, TermFormat, exchange_terms, term_format};

use super::{
    FileReport, ImportReport, NamedFile, SourceFile,
    batches::{Kept, store_all},
    fault,
    term_rows::kept,
};

/// What holds for all terms of a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct TermsImport {
    /// Whether nothing is stored.
    pub dry_run: bool,
    /// Whether they are for people inside.
    pub restricted: bool,
}

fn opened(file: NamedFile<'_>) -> Result<(SourceFile, TermFormat), ExchangeError> {
    let file = SourceFile::open(file)?;
    let format = term_format(&file.beginning);
    Ok((file, format.ok_or_else(|| fault(ExchangeDefect::Format, "TBX、CSV、TSV の用語集ではありません".to_owned()))?))
}

/// Reads one file. The inner error is the file's, which others are read after.
///
/// # Errors
/// When the store fails.
pub async fn import_terms(
    store: &dyn Store,
    file: NamedFile<'_>,
    arguments: &TermsImport,
    report: &mut ImportReport,
) -> Result<Result<(), ExchangeError>, StorageError> {
    let (mut file, format) = match opened(file) {
        Ok(opened) => opened,
        Err(error) => return Ok(Err(error)),
    };
    let (name, encoding) = (file.name.clone(), file.encoding);
    let terms = exchange_terms(&mut file.reader, format, encoding);
    let as_stored = |term: ExchangeTerm| {
        let left_out = (term.left_out > 0).then(|| {
            let reason = format!("品詞など {} 件の記述は保存されません", term.left_out);
            (term.line, "exchange-categories", reason)
        });
        let term = kept(term)?;
        Ok(Kept { stored: Term { public: term.public && !arguments.restricted, ..term }, left_out })
    };
    let put = |terms| async move { if arguments.dry_run { store.would_store_terms(terms).await } else { store.store_terms(terms).await } };
    let complete = store_all(&name, terms, as_stored, put, report).await?;
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
pub fn read_whole_terms(path: &Path) -> anyhow::Result<Vec<Term>> {
    let told = |error: &ExchangeError| {
        format!("{}:{}: [{}] {} {}", path.display(), error.line, error.code(), error.defect.reason_in_japanese(), error.detail)
    };
    let (mut file, format) = match opened(NamedFile { path, name: None, bar: true }) {
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
