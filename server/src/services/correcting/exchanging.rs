//! A document out as XLIFF, and back in: what was changed elsewhere is saved, what clashes is told, and nothing is overwritten.

use std::io::BufRead;

use app::services::{ImportClash, ImportProblem, ImportReport, SegmentPlace, ServiceError};
use publication::{Audience, LanguageTag, PublicationId, TextPart};
use storage::{Act, StaleText};
use translator::{DocumentUnit, DocumentWriter, ExchangeFormat, ExchangeUnit, SegmentState, exchange_units};

use super::{
    super::{Portal, from_store, internal, summaries::japanese_of},
    Corrected, NamedSegment, SaveAsked, place_of,
};
use crate::segments::translator_language;

/// What ids of translations of earlier versions begin with.
const EARLIER: &str = "earlier-";
/// Units of a file.
const MOST_UNITS: usize = 100_000;
/// Clashes and problems told; beyond, they are only counted.
const MOST_TOLD: usize = 1_000;

/// Tells of a unit that cannot be used.
fn reject(report: &mut ImportReport, line: u64, code: &str, detail: &str) {
    report.rejected += 1;
    if report.problems.len() < MOST_TOLD {
        let detail = detail.chars().take(200).collect();
        report.problems.push(ImportProblem { line, code: code.to_owned(), detail });
    }
}

/// Tells of a text that clashes.
fn tell_clash(report: &mut ImportReport, clash: ImportClash) {
    report.clashing += 1;
    if report.clashes.len() < MOST_TOLD {
        report.clashes.push(clash);
    }
}

/// What an id of ours names: the segment, the revision its text is based on, and the version of the publication.
#[derive(Clone, Debug, PartialEq, Eq)]
struct UnitId {
    part: TextPart,
    language: LanguageTag,
    place: SegmentPlace,
    based_on: i64,
    version: i64,
}

impl UnitId {
    fn written(&self) -> String {
        let Self { part, language, place, based_on, version } = self;
        format!("{}.{language}.{}.{}.r{based_on}.v{version}", part.as_str(), place.hash, place.occurrence)
    }

    /// Reads an id, as our reader of XLIFF gives it: `unit/segment`.
    fn read(id: &str) -> Option<Self> {
        let id = id.split_once('/').map_or(id, |(unit, _)| unit);
        let mut pieces = id.split('.');
        let (part, language, hash, occurrence) = (pieces.next()?, pieces.next()?, pieces.next()?, pieces.next()?);
        let (based_on, version) = (pieces.next()?.strip_prefix('r')?, pieces.next()?.strip_prefix('v')?);
        Some(Self {
            part: part.parse().ok()?,
            language: language.parse().ok()?,
            place: format!("{hash}-{occurrence}").parse().ok()?,
            based_on: based_on.parse().ok().filter(|number| *number >= 0)?,
            version: version.parse().ok()?,
        })
        .filter(|_| pieces.next().is_none())
    }
}

impl Portal {
    /// A document as XLIFF 2.1: a part, or all of them, in one language. `None` where this audience has no such document.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn xliff_of(
        &self,
        id: &PublicationId,
        part: Option<TextPart>,
        language: Option<&LanguageTag>,
        audience: Audience,
    ) -> Result<Option<Vec<u8>>, ServiceError> {
        let stored = self.stored_japanese(id).await?;
        let mut writer: Option<(LanguageTag, DocumentWriter<Vec<u8>>)> = None;
        let mut parts = Vec::new();
        for part in TextPart::ALL.into_iter().filter(|each| part.is_none_or(|part| part == *each)) {
            // One language for all: that of the first part, where none is asked for.
            let language = language.or(writer.as_ref().map(|(language, _)| language)).cloned();
            let Some(divided) = self.divided(id, part, language.as_ref(), audience).await? else { continue };
            if language.is_some_and(|language| language != divided.language) {
                continue;
            }
            if writer.is_none() {
                let begun = DocumentWriter::new(Vec::new(), &id.to_string(), &translator_language(&divided.language));
                writer = Some((divided.language.clone(), begun.map_err(|failure| internal(&failure))?));
            }
            parts.push(part);
            let Some((_, writer)) = writer.as_mut() else { continue };
            for segment in divided.blocks.iter().flat_map(|block| &block.segments) {
                let stored = stored.get(&segment.key);
                let japanese = stored.and_then(japanese_of);
                let unit_id = UnitId {
                    part,
                    language: divided.language.clone(),
                    place: place_of(&segment.key),
                    based_on: stored.map_or(0, |stored| stored.revision),
                    version: divided.version,
                };
                let unit = DocumentUnit {
                    id: &unit_id.written(),
                    source: &segment.text,
                    japanese: japanese.as_ref().map(|japanese| japanese.text.as_str()),
                    state: japanese.as_ref().map_or(SegmentState::None, |japanese| japanese.state),
                    locked: stored.is_some_and(|stored| stored.marks.locked),
                };
                match writer.write(&unit) {
                    // A sentence with control characters has no place in XML; it stays here.
                    Ok(()) | Err(translator::WriteError::Character) => {}
                    Err(failure) => return Err(internal(&failure)),
                }
            }
        }
        let Some((language, mut writer)) = writer else { return Ok(None) };
        // Translations of earlier versions go along, to be read; they are not to be worked on.
        let stale = self.store.stale(id).await.map_err(from_store)?;
        let is_read = |text: &&StaleText| text.before.key.language == language && parts.contains(&text.before.key.part);
        let earlier = stale.iter().filter(is_read);
        for (number, text) in earlier.enumerate() {
            let unit = DocumentUnit {
                id: &format!("{EARLIER}{}", number + 1),
                source: &text.before.source,
                japanese: Some(&text.before.japanese),
                state: SegmentState::Final,
                locked: true,
            };
            match writer.write(&unit) {
                Ok(()) | Err(translator::WriteError::Character) => {}
                Err(failure) => return Err(internal(&failure)),
            }
        }
        writer.finish().map(Some).map_err(|failure| internal(&failure))
    }

    /// Takes a file that was worked on elsewhere: texts that were changed, or confirmed where a machine's stand, are saved under the visitor's name.
    /// `None` where this audience has no such document.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn import_xliff(
        &self,
        id: &PublicationId,
        file: impl BufRead + Send,
        dry_run: bool,
        visitor: &app::Visitor,
        audience: Audience,
    ) -> Result<Option<ImportReport>, ServiceError> {
        let withheld = self.store.provision_of(id).await.map_err(from_store)?;
        if !withheld.is_some_and(|withheld| audience == Audience::Inside || !withheld.is_everything()) {
            return Ok(None);
        }
        let mut report = ImportReport { dry_run, ..ImportReport::default() };
        // Read whole before anything is waited for: a reader is not held across it, and the file is bounded by who hands it over.
        let mut units: Vec<ExchangeUnit> = Vec::new();
        for read in exchange_units(file, ExchangeFormat::Xliff) {
            match read {
                Ok(unit) if units.len() < MOST_UNITS => units.push(unit),
                Ok(unit) => {
                    reject(&mut report, unit.line, "too-many-units", "");
                    break;
                }
                Err(error) => reject(&mut report, error.line, error.code(), &error.detail),
            }
        }
        for unit in units.into_iter().filter(|unit| !unit.id.as_deref().is_some_and(|id| id.starts_with(EARLIER))) {
            report.read += 1;
            self.take_unit(id, &unit, dry_run, visitor, audience, &mut report).await?;
        }
        if !dry_run {
            let of = format!("saved {}, clashing {}, rejected {}", report.saved, report.clashing, report.rejected);
            self.note_act("xliff-imported", id, of, visitor).await?;
        }
        Ok(Some(report))
    }

    async fn take_unit(
        &self,
        id: &PublicationId,
        unit: &ExchangeUnit,
        dry_run: bool,
        visitor: &app::Visitor,
        audience: Audience,
        report: &mut ImportReport,
    ) -> Result<(), ServiceError> {
        let Some(unit_id) = unit.id.as_deref().and_then(UnitId::read) else {
            reject(report, unit.line, "unknown-id", unit.id.as_deref().unwrap_or_default());
            return Ok(());
        };
        let Some(japanese) = unit.japanese.as_deref().map(str::trim).filter(|text| !text.is_empty()) else {
            report.unchanged += 1;
            return Ok(());
        };
        let UnitId { part, language, place, based_on, version } = unit_id;
        let named = NamedSegment { id: id.clone(), part, language, place };
        let Some(divided) = self.divided_for(&named, audience).await? else {
            reject(report, unit.line, "source-changed", &unit.source);
            return Ok(());
        };
        let Some(segment) = divided.segment(&named.place) else {
            reject(report, unit.line, "source-changed", &unit.source);
            return Ok(());
        };
        if translator::normalised(&segment.text) != translator::normalised(&unit.source) {
            reject(report, unit.line, "source-edited", &unit.source);
            return Ok(());
        }
        let present = self.store.segment(id, &named.key()).await.map_err(from_store)?;
        let is_machine = present.as_ref().is_some_and(|present| present.origin != index_config::TextOrigin::Human);
        let confirmed = matches!(unit.state.as_deref(), Some("translated" | "reviewed" | "final"));
        if present.as_ref().is_some_and(|present| present.japanese == japanese) && !(is_machine && confirmed) {
            report.unchanged += 1;
            return Ok(());
        }
        let ancestor = self.store.history(id, &named.key(), usize::MAX).await.map_err(from_store)?;
        let ancestor = ancestor.into_iter().find(|revision| revision.revision == based_on).map(|revision| revision.japanese);
        // Nothing was changed elsewhere, and something was here: that is no clash.
        if ancestor.as_deref() == Some(japanese) && !confirmed_over(is_machine, confirmed) {
            report.unchanged += 1;
            return Ok(());
        }
        let clash = |present: String, ancestor: Option<String>| ImportClash {
            part: named.part,
            segment: named.place.clone(),
            language: named.language.clone(),
            source: segment.text.clone(),
            yours: japanese.to_owned(),
            present,
            ancestor,
        };
        if present.as_ref().map_or(0, |present| present.revision) != based_on {
            tell_clash(report, clash(present.map(|present| present.japanese).unwrap_or_default(), ancestor));
            return Ok(());
        }
        if dry_run {
            report.saved += 1;
            return Ok(());
        }
        let asked = SaveAsked {
            named: named.clone(),
            japanese: japanese.to_owned(),
            based_on,
            version,
            reason: String::new(),
            taken: None,
            reviewed: false,
            act: Act::Import,
        };
        match self.save_correction(asked, visitor, audience).await? {
            Corrected::Done { .. } => report.saved += 1,
            Corrected::Clash(texts) => {
                let (present, ancestor) = (texts.present.map(|(_, text)| text.text), texts.ancestor.map(|(_, text)| text.text));
                tell_clash(report, clash(present.unwrap_or_default(), ancestor));
            }
            Corrected::Locked => reject(report, unit.line, "locked", &unit.source),
            Corrected::Wrong(_, code) => reject(report, unit.line, code, japanese),
            Corrected::NotThere | Corrected::SourceChanged | Corrected::Own | Corrected::NotHuman => {
                reject(report, unit.line, "source-changed", &unit.source);
            }
        }
        Ok(())
    }
}

/// Whether a person elsewhere has confirmed what a machine made here.
const fn confirmed_over(is_machine: bool, confirmed: bool) -> bool {
    is_machine && confirmed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_says_where_its_text_belongs() {
        let id = UnitId {
            part: TextPart::Claims,
            language: "zh-Hans".parse().expect("a language"),
            place: SegmentPlace { hash: "0123456789abcdef0123456789abcdef".to_owned(), occurrence: 3 },
            based_on: 7,
            version: 2,
        };
        let written = id.written();
        assert_eq!(UnitId::read(&format!("{written}/s1")), Some(id.clone()));
        assert_eq!(UnitId::read(&written), Some(id));
        for other in ["", "u1", "claims.en.12.0.r1.v1", &written[1..], &format!("{written}.x"), &written.replace(".r7", ".r-7")] {
            assert_eq!(UnitId::read(other), None, "{other}");
        }
    }
}
