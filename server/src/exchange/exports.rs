//! Memory and termbase written to files.

use std::io::Write;

use publication::{Audience, LanguageTag};
use storage::{MemoryUnit, StorageError, Store};
use thiserror::Error;
use translator::{
    Context, ExchangeTerm, ExchangeUnit, TbxWriter, TermCsvWriter, TermFormat, UnitDetails, UnitWriter, WriteError, WrittenFormat,
};

use super::term_rows;
use crate::segments::translator_language;

/// Units read at once.
const BATCH: usize = 2_000;

/// Why nothing whole was written.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StorageError),
    /// What is written to failed, or the format cannot hold it.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// What is written to failed.
    #[error(transparent)]
    File(#[from] std::io::Error),
}

/// What was written.
#[derive(Clone, Debug, Default)]
pub struct Exported {
    /// Units or terms.
    pub written: u64,
    /// Those that the format cannot hold: what they are and why, for people.
    pub refused: Vec<String>,
}

/// Writes the units that an audience may see.
///
/// # Errors
/// When the store or the writing fails; units of several languages in a format of one.
pub async fn export_memory(
    store: &dyn Store,
    out: impl Write + Send,
    format: WrittenFormat,
    language: Option<&LanguageTag>,
    audience: Audience,
) -> Result<Exported, ExportError> {
    let mut writer = UnitWriter::new(out, format)?;
    let mut exported = Exported::default();
    let mut after = None;
    loop {
        let units = store.units_after(after, language, audience, BATCH).await?;
        let Some((last, _)) = units.last() else { break };
        after = Some(*last);
        for (_, unit) in units {
            match writer.write(&exchanged(unit)) {
                Ok(()) => exported.written += 1,
                Err(error @ WriteError::Character) => exported.refused.push(format!("対訳 [{}] {error}", error.code())),
                Err(error) => return Err(error.into()),
            }
        }
    }
    writer.finish()?.flush()?;
    Ok(exported)
}

/// Writes the terms that an audience may learn of.
///
/// # Errors
/// When the store or the writing fails.
pub async fn export_terms(
    store: &dyn Store,
    out: impl Write + Send,
    format: TermFormat,
    language: Option<&LanguageTag>,
    audience: Audience,
) -> Result<Exported, ExportError> {
    let terms: Vec<ExchangeTerm> = store.terms(language, audience).await?.into_iter().map(term_rows::exchanged).collect();
    let mut exported = Exported::default();
    match format {
        TermFormat::Csv => {
            let mut csv = TermCsvWriter::new(out)?;
            for term in &terms {
                csv.write(term)?;
                exported.written += 1;
            }
            csv.finish()?.flush()?;
        }
        TermFormat::Tbx => {
            let mut tbx = TbxWriter::new(out)?;
            // The store gives them concept by concept.
            for concept in terms.chunk_by(|one, other| one.concept == other.concept) {
                match tbx.write(concept) {
                    Ok(()) => exported.written += concept.len() as u64,
                    Err(error @ WriteError::Character) => {
                        let name = concept.first().map(|term| term.concept.as_str()).unwrap_or_default();
                        exported.refused.push(format!("概念 {name} [{}] {error}", error.code()));
                    }
                    Err(error) => return Err(error.into()),
                }
            }
            tbx.finish()?.flush()?;
        }
    }
    Ok(exported)
}

/// A unit as files have it.
fn exchanged(unit: MemoryUnit) -> ExchangeUnit {
    let named = |text: String| Some(text).filter(|text| !text.is_empty());
    let origin = translator::UnitOrigin::ALL.into_iter().find(|origin| origin.as_str() == unit.origin.as_str());
    let (changed_by, changed) = unit.changed.map_or((None, None), |change| (named(change.by), Some(change.at)));
    let details = UnitDetails {
        author: named(unit.author),
        created: Some(unit.created),
        changed_by,
        changed,
        context: Context::parse(&unit.context),
        origin,
        origin_name: named(unit.origin_name),
        restricted: !unit.public,
    };
    ExchangeUnit { details, ..ExchangeUnit::new(translator_language(&unit.source_language), unit.source, Some(unit.japanese)) }
}
