//! A part open for correction.

use std::collections::{HashMap, HashSet};

use app::services::{
    CorrectionAsked, CorrectionBlock, CorrectionPage, CorrectionRow, CoverageMeter, GoneText, JapaneseText, RowMarks, SegmentPlace,
    ServiceError, WorkListKind,
};
use publication::Audience;
use storage::{SegmentKey, SegmentTranslation};

use super::{
    super::{Portal, from_store, internal, parallel::count_japanese, summaries::japanese_of},
    authors::author_of_stored,
    divided::Divided,
    panel::PanelAsked,
    place_of,
};
use crate::segments::SourceSegment;

/// Suggestions of one publication that are looked at.
pub(super) const SUGGESTIONS: usize = 1_000;

/// What stands around a part's segments, by their keys.
struct Around {
    stored: HashMap<SegmentKey, SegmentTranslation>,
    at_once: HashMap<SegmentKey, JapaneseText>,
    stale: HashSet<SegmentKey>,
    suggested: HashSet<SegmentKey>,
    drafts: HashSet<SegmentKey>,
}

impl Around {
    fn row(&mut self, segment: &SourceSegment) -> CorrectionRow {
        let key = &segment.key;
        let stored = self.stored.get(key);
        let marks = stored.map(|stored| stored.marks).unwrap_or_default();
        CorrectionRow {
            place: place_of(key),
            source: segment.text.clone(),
            japanese: stored.and_then(japanese_of).or_else(|| self.at_once.remove(key)),
            marks: RowMarks {
                locked: marks.locked,
                findings: marks.findings,
                to_review: marks.to_review,
                sent_back: marks.sent_back,
                stale: self.stale.contains(key),
                suggested: self.suggested.contains(key),
                draft: self.drafts.contains(key),
            },
        }
    }
}

impl Portal {
    pub(super) async fn page_to_correct(
        &self,
        asked: &CorrectionAsked,
        visitor: &app::Visitor,
        audience: Audience,
    ) -> Result<Option<CorrectionPage>, ServiceError> {
        let Some(divided) = self.divided(&asked.id, asked.part, asked.language.as_ref(), audience).await? else { return Ok(None) };
        let Some(summary) = self.summaries(std::slice::from_ref(&asked.id), audience).await?.pop() else { return Ok(None) };
        let (mut around, gone) = self.around(&divided, visitor, audience).await?;
        let mut meter = CoverageMeter::default();
        let mut blocks = Vec::with_capacity(divided.blocks.len());
        for block in &divided.blocks {
            let rows: Vec<CorrectionRow> = block.segments.iter().map(|segment| around.row(segment)).collect();
            for row in &rows {
                count_japanese(&mut meter, &row.source, row.japanese.as_ref());
            }
            blocks.push(CorrectionBlock { label: block.label.clone(), heading: block.heading, rows });
        }
        let rows: Vec<&CorrectionRow> = blocks.iter().flat_map(|block| &block.rows).collect();
        let open = asked.open.clone().filter(|place| divided.number_of(place).is_some()).or_else(|| {
            let listed = asked.list.and_then(|list| rows.iter().find(|row| list.has(row)));
            listed.or(rows.first()).map(|row| row.place.clone())
        });
        let panel = match &open {
            Some(place) => {
                let next_listed = next_listed(&rows, place, asked.list.unwrap_or(WorkListKind::Findings));
                let question = PanelAsked { place, concordance: asked.concordance.as_deref() };
                let panel = self.panel_of(&divided, question, visitor, audience).await?;
                panel.map(|panel| app::services::CorrectionPanel { next_listed, ..panel })
            }
            None => None,
        };
        Ok(Some(CorrectionPage {
            summary,
            part: divided.part,
            parts: divided.parts.clone(),
            language: divided.language.clone(),
            other_languages: divided.other_languages.clone(),
            blocks,
            meter,
            panel,
            gone,
        }))
    }

    /// What is kept of a part's segments; and people's words whose sentence is gone.
    async fn around(&self, divided: &Divided, visitor: &app::Visitor, audience: Audience) -> Result<(Around, Vec<GoneText>), ServiceError> {
        let id = &divided.id;
        let stored = self.stored_japanese(id).await?;
        let missing: Vec<&SourceSegment> =
            divided.blocks.iter().flat_map(|block| &block.segments).filter(|segment| !stored.contains_key(&segment.key)).collect();
        // What is shown here becomes the person's text with a key: nothing is proposed that the part's readers may not see.
        let scope = self.scope_for(id, divided.part, audience).await?;
        let made = self.maker.without_engine(&missing, &divided.language, scope, &divided.scopes).await;
        let made = made.map_err(|failure| internal(&failure))?;
        let at_once = missing.iter().zip(made).filter_map(|(segment, made)| Some((segment.key.clone(), made?))).collect();
        let stale = self.store.stale(id).await.map_err(from_store)?;
        let suggestions = self.store.suggestions(id, SUGGESTIONS).await.map_err(from_store)?;
        let drafts = self.store.drafts(id, visitor.account).await.map_err(from_store)?;
        let of_part = |key: &SegmentKey| key.part == divided.part && key.language == divided.language;
        let mut gone: Vec<GoneText> = stale
            .iter()
            .filter(|text| of_part(&text.before.key) && (text.became.is_none() || text.settled))
            .map(|text| GoneText {
                source: text.before.source.clone(),
                japanese: text.before.japanese.clone(),
                author: author_of_stored(&text.before.provenance),
                draft: false,
            })
            .collect();
        // What was typed for a sentence that is not there any more is not lost either.
        gone.extend(drafts.iter().filter(|draft| of_part(&draft.key) && divided.number_of(&place_of(&draft.key)).is_none()).map(|draft| {
            GoneText { source: draft.source.clone(), japanese: draft.japanese.clone(), author: visitor.name.clone(), draft: true }
        }));
        let around = Around {
            stored,
            at_once,
            stale: stale.into_iter().filter(|text| !text.settled).filter_map(|text| Some(text.became?.key)).collect(),
            suggested: suggestions.into_iter().map(|suggestion| suggestion.key).collect(),
            drafts: drafts.into_iter().map(|draft| draft.key).collect(),
        };
        Ok((around, gone))
    }
}

/// The next segment of a list after a place, round the end.
fn next_listed(rows: &[&CorrectionRow], place: &SegmentPlace, list: WorkListKind) -> Option<SegmentPlace> {
    let at = rows.iter().position(|row| row.place == *place)?;
    let (before, after) = rows.split_at(at);
    let others = after.iter().skip(1).chain(before);
    others.copied().find(|row| list.has(row)).map(|row| row.place.clone())
}
