//! Original and Japanese, segment beside segment.

use std::collections::HashMap;

use app::services::{
    CoverageMeter, FieldText, JapaneseText, ParallelBlock, ParallelSegment, ParallelText, SegmentFinding, SegmentPlace, ServiceError,
    TermMark,
};
use index_config::TextOrigin;
use publication::{Audience, LanguageTag, Publication, PublicationId, TextPart};
use storage::{SegmentKey, SegmentTranslation};
use translator::{Checker, Language, Provenance, SegmentState, Termbase};

use super::{Portal, from_store, internal, summaries::japanese_of};
use crate::{
    segments::{self, SourceBlock},
    translating::TermScopes,
};

/// The stored Japanese of a publication, by segment.
pub(super) type StoredJapanese = HashMap<SegmentKey, SegmentTranslation>;

/// What becomes of segments with their Japanese.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// They are shown, with terms and findings.
    Whole,
    /// They are counted.
    Counted,
}

impl Portal {
    /// A part of a publication, beside the Japanese that is stored of it and what can be made at once. `None` where it has no such part.
    pub(super) async fn parallel_text(
        &self,
        publication: &Publication,
        stored: &StoredJapanese,
        part: TextPart,
        language: Option<&LanguageTag>,
        audience: Audience,
    ) -> Result<Option<ParallelText>, ServiceError> {
        let languages = segments::languages_of(publication, part);
        let Some(language) = language.filter(|asked| languages.contains(asked)).or(languages.first()).cloned() else { return Ok(None) };
        let blocks = segments::blocks_of(publication, part, &language);
        let scopes = self.maker.scopes(publication);
        let blocks = self.with_japanese(blocks, &language, stored, Shown::Whole, audience, &scopes).await?;
        let mut meter = CoverageMeter::default();
        for segment in blocks.iter().flat_map(|block| &block.segments) {
            count(&mut meter, segment);
        }
        let waiting = self.store.waiting(&publication.id).await.map_err(from_store)?;
        let waits = waiting.iter().find(|(of, _)| *of == part);
        Ok(Some(ParallelText {
            part,
            other_languages: languages.into_iter().filter(|other| *other != language).collect(),
            language,
            blocks,
            meter,
            waiting: waits.is_some(),
            failure: waits.and_then(|(_, failure)| failure.clone()),
        }))
    }

    /// The texts of a mark's or a design's own fields, with what Japanese there is.
    pub(super) async fn field_texts_of(
        &self,
        publication: &Publication,
        stored: &StoredJapanese,
        audience: Audience,
    ) -> Result<Vec<FieldText>, ServiceError> {
        let mut texts = Vec::new();
        let scopes = self.maker.scopes(publication);
        for part in [TextPart::Title, TextPart::Description] {
            let mut fields: Vec<_> = segments::field_texts(publication, part).map(|(kind, language, _)| (kind, language)).collect();
            fields.dedup();
            if fields.is_empty() {
                continue;
            }
            for language in segments::languages_of(publication, part) {
                let mut blocks = segments::blocks_of(publication, part, &language);
                blocks.retain(|block| fields.iter().any(|(kind, of)| *of == language && block.anchor == segments::field_anchor(*kind)));
                for block in self.with_japanese(blocks, &language, stored, Shown::Whole, audience, &scopes).await? {
                    let kind = fields.iter().find(|(kind, _)| block.anchor == segments::field_anchor(*kind)).map(|(kind, _)| *kind);
                    texts.extend(kind.map(|kind| FieldText { kind, language: language.clone(), segments: block.segments }));
                }
            }
        }
        Ok(texts)
    }

    /// How far the Japanese has come over a whole document, in each part's first language. Of a part that is at hand it is known.
    pub(super) async fn meter_of(
        &self,
        publication: &Publication,
        stored: &StoredJapanese,
        at_hand: Option<&ParallelText>,
        audience: Audience,
    ) -> Result<CoverageMeter, ServiceError> {
        let scopes = self.maker.scopes(publication);
        let mut meter = CoverageMeter::default();
        for part in TextPart::ALL {
            let Some(language) = segments::languages_of(publication, part).into_iter().next() else { continue };
            if let Some(text) = at_hand.filter(|text| text.part == part && text.language == language) {
                meter.add(&text.meter);
                continue;
            }
            let blocks = segments::blocks_of(publication, part, &language);
            let blocks = self.with_japanese(blocks, &language, stored, Shown::Counted, audience, &scopes).await?;
            for segment in blocks.iter().flat_map(|block| &block.segments) {
                count(&mut meter, segment);
            }
        }
        Ok(meter)
    }

    /// All Japanese that is stored of a publication.
    pub(super) async fn stored_japanese(&self, id: &PublicationId) -> Result<StoredJapanese, ServiceError> {
        let mut stored = self.store.translations(id).await.map_err(from_store)?;
        self.with_present_names(&mut stored).await?;
        Ok(stored.into_iter().map(|segment| (segment.key.clone(), segment)).collect())
    }

    /// Puts the Japanese beside each segment: what is stored, and for the rest what memory and the built-in engine give at once. Nothing
    /// is sent to an engine by looking at a page.
    async fn with_japanese(
        &self,
        blocks: Vec<SourceBlock>,
        language: &LanguageTag,
        stored: &StoredJapanese,
        shown: Shown,
        audience: Audience,
        scopes: &TermScopes,
    ) -> Result<Vec<ParallelBlock>, ServiceError> {
        let missing: Vec<_> =
            blocks.iter().flat_map(|block| &block.segments).filter(|segment| !stored.contains_key(&segment.key)).collect();
        let made = self.maker.without_engine(&missing, language, audience, scopes).await.map_err(|failure| internal(&failure))?;
        let mut at_once: HashMap<SegmentKey, JapaneseText> =
            missing.iter().zip(made).filter_map(|(segment, made)| Some((segment.key.clone(), made?))).collect();
        let (termbase, translator_language) = (self.maker.termbase(scopes), segments::translator_language(language));
        Ok(blocks
            .into_iter()
            .map(|block| ParallelBlock {
                anchor: block.anchor,
                label: block.label,
                depends_on: block.depends_on,
                heading: block.heading,
                segments: block
                    .segments
                    .into_iter()
                    .map(|segment| {
                        let japanese = stored.get(&segment.key).and_then(japanese_of).or_else(|| at_once.remove(&segment.key));
                        let terms = match &japanese {
                            None if shown == Shown::Whole => termbase.marks(&segment.text, &translator_language),
                            _ => Vec::new(),
                        };
                        let findings = match &japanese {
                            Some(made) if shown == Shown::Whole => findings_in(&segment.text, made, &translator_language, &termbase),
                            _ => Vec::new(),
                        };
                        let SegmentKey { source_hash, occurrence, .. } = segment.key;
                        ParallelSegment {
                            place: SegmentPlace { hash: source_hash, occurrence },
                            findings,
                            kind: segment.kind,
                            source: segment.text,
                            japanese,
                            terms: terms.into_iter().map(|(range, japanese)| TermMark { range, japanese }).collect(),
                        }
                    })
                    .collect(),
            })
            .collect())
    }
}

/// What is to be looked at in Japanese that an engine made. What people wrote has been looked at.
fn findings_in(source: &str, japanese: &JapaneseText, language: &Language, terms: &Termbase) -> Vec<SegmentFinding> {
    if !matches!(japanese.provenance, Provenance::Machine { .. }) || japanese.state > SegmentState::Machine {
        return Vec::new();
    }
    let findings = Checker::new().with_terms(terms).findings(source, &japanese.text, language);
    findings
        .into_iter()
        .map(|finding| SegmentFinding {
            code: finding.code().to_owned(),
            reason: finding.reason_in_japanese(),
            reason_in_english: finding.reason_in_english(),
        })
        .collect()
}

fn count(meter: &mut CoverageMeter, segment: &ParallelSegment) {
    count_japanese(meter, &segment.source, segment.japanese.as_ref());
}

/// Counts a sentence for who made its Japanese.
pub(super) fn count_japanese(meter: &mut CoverageMeter, source: &str, japanese: Option<&JapaneseText>) {
    let characters = source.chars().count() as u64;
    let place = match japanese.map(|japanese| crate::translating::origin_of(&japanese.provenance)) {
        Some(TextOrigin::Human | TextOrigin::Original) => &mut meter.human,
        Some(TextOrigin::Memory) => &mut meter.memory,
        Some(TextOrigin::Machine) => &mut meter.machine,
        Some(TextOrigin::BuiltIn) => &mut meter.built_in,
        None => &mut meter.none,
    };
    *place += characters;
}
