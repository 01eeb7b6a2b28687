//! Translators' files read into the translation memory.

use storage::{MemoryUnit, StorageError, Store, UnitChange, UnitOrigin};
use time::OffsetDateTime;
use translator::{ExchangeDefect, ExchangeError, ExchangeFormat, ExchangeUnit, Language, exchange_format, exchange_units_in};

use super::{
    FileReport, ImportReport, NamedFile, SourceFile,
    batches::{Kept, store_all},
    fault,
};

/// What holds for all units of a file.
#[derive(Clone, Debug, Default)]
pub struct MemoryImport {
    /// Whether nothing is stored.
    pub dry_run: bool,
    /// Who made those that name nobody.
    pub author: Option<String>,
    /// The language of sources that name none.
    pub language: Option<Language>,
    /// Whether they are for people inside.
    pub restricted: bool,
    /// Whether they are samples.
    pub sample: bool,
}

/// Reads one file. The inner error is the file's, which others are read after.
///
/// # Errors
/// When the store fails.
pub async fn import_memory(
    store: &dyn Store,
    file: NamedFile<'_>,
    arguments: &MemoryImport,
    now: OffsetDateTime,
    report: &mut ImportReport,
) -> Result<Result<(), ExchangeError>, StorageError> {
    let mut file = match SourceFile::open(file) {
        Ok(file) => file,
        Err(error) => return Ok(Err(error)),
    };
    let Some(format) = exchange_format(&file.beginning) else {
        return Ok(Err(fault(ExchangeDefect::Format, "TMX、XLIFF、CSV、TSV ではありません".to_owned())));
    };
    let (name, short, encoding) = (file.name.clone(), file.short.clone(), file.encoding);
    let units = exchange_units_in(&mut file.reader, format, encoding);
    let as_stored = |unit: ExchangeUnit| {
        let left_out = (unit.codes > 0).then(|| {
            let reason = format!("書式などのタグ {} 個は保存されません(文字は保存されます)", unit.codes);
            (unit.line, "exchange-codes", reason)
        });
        Ok(Kept { stored: kept(&unit, arguments, &short, now)?, left_out })
    };
    let put = |units| async move { if arguments.dry_run { store.would_store_units(units).await } else { store.store_units(units).await } };
    let complete = store_all(&name, units, as_stored, put, report).await?;
    let format = match format {
        ExchangeFormat::Tmx => "tmx",
        ExchangeFormat::Xliff => "xliff",
        ExchangeFormat::Csv => "csv",
        ExchangeFormat::Tsv => "tsv",
    };
    report.files.push(FileReport { file: name, format, encoding: encoding.name(), complete });
    Ok(Ok(()))
}

/// The unit as it is stored.
fn kept(unit: &ExchangeUnit, arguments: &MemoryImport, file: &str, now: OffsetDateTime) -> Result<MemoryUnit, ExchangeError> {
    let mut named;
    let unit = match &arguments.language {
        Some(language) if unit.language.is_undetermined() => {
            named = unit.clone();
            named.language = language.clone();
            &named
        }
        _ => unit,
    };
    let (source, japanese) = unit.complete()?;
    let wrong =
        || ExchangeError { defect: ExchangeDefect::Language, line: unit.line, detail: unit.language.as_str().to_owned(), goes_on: true };
    let source_language = unit.language.as_str().parse().map_err(|_| wrong())?;
    let source = translator::normalised(source);
    let pattern = translator::Pattern::of(&source, &unit.language).text;
    let details = &unit.details;
    let author = details.author.clone().or_else(|| arguments.author.clone()).unwrap_or_default();
    Ok(MemoryUnit {
        source_language,
        source,
        japanese: japanese.trim().to_owned(),
        pattern,
        context: details.context.as_ref().map(|context| context.as_str().to_owned()).unwrap_or_default(),
        author,
        created: details.created.unwrap_or(now),
        changed: details.changed.map(|at| UnitChange { by: details.changed_by.clone().unwrap_or_default(), at }),
        origin: match details.origin {
            _ if arguments.sample => UnitOrigin::Sample,
            Some(translator::UnitOrigin::Approved) => UnitOrigin::Approved,
            Some(translator::UnitOrigin::Sample) => UnitOrigin::Sample,
            Some(translator::UnitOrigin::Imported) | None => UnitOrigin::Imported,
        },
        origin_name: details.origin_name.clone().unwrap_or_else(|| file.to_owned()),
        public: !(arguments.restricted || details.restricted),
    })
}
