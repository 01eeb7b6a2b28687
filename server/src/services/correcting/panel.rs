//! One segment open for correction, with all that helps.

use app::services::{
    ConcordanceUnit, CorrectionPanel, JapaneseText, PanelClash, PanelFinding, PanelMatch, PanelRevision, PanelStale, PanelSuggestion,
    RowMarks, SegmentPlace, ServiceError, SourceMark, SourceMarkKind,
};
use publication::{Audience, PublicationId, TextPart};
use storage::{Draft, Revision, StaleText, Suggestion, SuggestionOrigin, UnitSide};
use translator::{Checker, Context, Language, MatchSettings, MemoryMatch, NumberStyle, Sentence, Severity, Termbase};

use super::{
    super::{Portal, from_store, internal, summaries::japanese_of},
    NamedSegment, authors,
    difference::pieces,
    divided::Divided,
    page::SUGGESTIONS,
    place_of,
};
use crate::{segments::translator_language, translating::StoredMemory};

/// Revisions shown.
const HISTORY: usize = 50;
/// Units shown of a concordance.
const CONCORDANCE: usize = 20;
/// Words of a concordance.
const WORDS: usize = 8;
/// Longest words to look for, bytes.
const LONGEST_WORDS: usize = 400;

/// What is open, and what is looked for beside it.
#[derive(Clone, Copy)]
pub(super) struct PanelAsked<'a> {
    pub(super) place: &'a SegmentPlace,
    pub(super) concordance: Option<&'a str>,
}

impl Portal {
    /// One segment open for correction; `None` where this audience has no such segment.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn correction_panel(
        &self,
        named: &NamedSegment,
        concordance: Option<&str>,
        visitor: &app::Visitor,
        audience: Audience,
    ) -> Result<Option<CorrectionPanel>, ServiceError> {
        let Some(divided) = self.divided_for(named, audience).await? else { return Ok(None) };
        self.panel_of(&divided, PanelAsked { place: &named.place, concordance }, visitor, audience).await
    }

    pub(super) async fn panel_of(
        &self,
        divided: &Divided,
        asked: PanelAsked<'_>,
        visitor: &app::Visitor,
        audience: Audience,
    ) -> Result<Option<CorrectionPanel>, ServiceError> {
        let Some(number) = divided.number_of(asked.place) else { return Ok(None) };
        let Some(segment) = divided.at(number) else { return Ok(None) };
        let (id, key) = (&divided.id, &segment.key);
        let scope = self.scope_for(id, divided.part, audience).await?;
        let mut stored = self.store.segment(id, key).await.map_err(from_store)?;
        self.with_present_names(&mut stored).await?;
        let revision = stored.as_ref().map_or(0, |stored| stored.revision);
        let japanese = match stored.as_ref().and_then(japanese_of) {
            Some(japanese) => Some(japanese),
            None if stored.is_some() => None,
            None => {
                let made = self.maker.without_engine(&[segment], &divided.language, scope, &divided.scopes).await;
                made.map_err(|failure| internal(&failure))?.pop().flatten()
            }
        };
        let draft = self.store.drafts(id, visitor.account).await.map_err(from_store)?.into_iter().find(|draft| draft.key == *key);
        let mut stale = self.store.stale(id).await.map_err(from_store)?;
        stale.retain(|text| !text.settled && text.became.as_ref().is_some_and(|became| became.key == *key));
        let mut suggestions = self.store.suggestions(id, SUGGESTIONS).await.map_err(from_store)?;
        suggestions.retain(|suggestion| suggestion.key == *key);
        let history = self.store.history(id, key, HISTORY).await.map_err(from_store)?;
        let ratings = self.store.ratings(id, key, revision).await.map_err(from_store)?;
        let language = translator_language(&divided.language);
        let termbase = self.maker.termbase(&divided.scopes);
        let marks = stored.as_ref().map(|stored| stored.marks).unwrap_or_default();
        let (text, based_on) = field(draft.as_ref(), japanese.as_ref(), revision);
        let findings = if text.trim().is_empty() { Vec::new() } else { found(&segment.text, &text, &language, &termbase) };
        let clash = draft.as_ref().filter(|draft| draft.based_on != revision).map(|draft| clash_of(draft, &history));
        let matches = self.matches_of(divided, number, scope).await?;
        let terms = termbase.marks(&segment.text, &language);
        let concordance = match asked.concordance.map(str::trim).filter(|words| !words.is_empty()) {
            Some(words) => Some((words.to_owned(), self.concordance_of(words, scope).await?)),
            None => None,
        };
        let place = |number: Option<usize>| Some(place_of(&divided.at(number?)?.key));
        Ok(Some(CorrectionPanel {
            publication: id.clone(),
            part: divided.part,
            language: divided.language.clone(),
            place: asked.place.clone(),
            number: number + 1,
            of: divided.len(),
            source: segment.text.clone(),
            source_marks: source_marks(&segment.text, &terms, &language),
            marks: RowMarks {
                locked: marks.locked,
                findings: marks.findings,
                to_review: marks.to_review,
                sent_back: marks.sent_back,
                stale: !stale.is_empty(),
                suggested: !suggestions.is_empty(),
                draft: draft.is_some(),
            },
            suggestions: suggestions.into_iter().map(|suggestion| shown_suggestion(suggestion, japanese.as_ref())).collect(),
            japanese,
            revision,
            version: divided.version,
            text,
            based_on,
            clash,
            findings,
            matches,
            terms: each_once(&segment.text, terms),
            stale: stale.into_iter().next().map(|text| shown_stale(text, &segment.text)),
            history: shown_history(&history),
            ratings,
            previous: place(number.checked_sub(1)),
            next: place(number.checked_add(1)),
            next_listed: None,
            concordance,
        }))
    }

    /// For whom the memory is read where a document is corrected: what may not be shown to the public is not offered for what may.
    pub(super) async fn scope_for(&self, id: &PublicationId, part: TextPart, audience: Audience) -> Result<Audience, ServiceError> {
        let is_public = self.may_read(id, part, Audience::Public).await?;
        Ok(if is_public { Audience::Public } else { audience })
    }

    async fn matches_of(&self, divided: &Divided, number: usize, scope: Audience) -> Result<Vec<PanelMatch>, ServiceError> {
        let Some(segment) = divided.at(number) else { return Ok(Vec::new()) };
        let (before, after) = divided.around(number);
        let context = Context::of(before, after);
        let memory = StoredMemory(std::sync::Arc::clone(&self.store));
        let sentence = Sentence { text: &segment.text, context: Some(&context) };
        let language = translator_language(&divided.language);
        let settings = MatchSettings::default();
        let found = translator::matches(&memory, sentence, &language, crate::translating::scope_of(scope), &settings).await;
        let found = found.map_err(|failure| internal(&failure))?;
        Ok(found.into_iter().map(|one| shown_match(one, &segment.text)).collect())
    }

    /// Units in which all of the words stand, on either side.
    pub(super) async fn concordance_of(&self, words: &str, scope: Audience) -> Result<Vec<ConcordanceUnit>, ServiceError> {
        if words.len() > LONGEST_WORDS {
            return Err(ServiceError::BadRequest("concordance".to_owned()));
        }
        let words: Vec<String> = words.split_whitespace().take(WORDS).map(str::to_owned).collect();
        let mut units = Vec::new();
        for side in [UnitSide::Source, UnitSide::Japanese] {
            let found = self.store.containing(&words, side, None, scope, CONCORDANCE).await.map_err(from_store)?;
            for unit in found {
                let shown =
                    ConcordanceUnit { source: unit.source, language: unit.source_language, japanese: unit.japanese, author: unit.author };
                if !units.contains(&shown) {
                    units.push(shown);
                }
            }
        }
        units.truncate(CONCORDANCE);
        Ok(units)
    }

    /// What the checks say of a text of a segment; `None` where this audience has no such segment.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn findings_for(
        &self,
        named: &NamedSegment,
        text: &str,
        audience: Audience,
    ) -> Result<Option<Vec<PanelFinding>>, ServiceError> {
        let Some(divided) = self.divided_for(named, audience).await? else { return Ok(None) };
        Ok(divided.segment(&named.place).map(|segment| self.found_in(&divided, &segment.text, text)))
    }

    pub(super) fn found_in(&self, divided: &Divided, source: &str, text: &str) -> Vec<PanelFinding> {
        found(source, text, &translator_language(&divided.language), &self.maker.termbase(&divided.scopes))
    }
}

/// What stands in the field, and what it is based on.
fn field(draft: Option<&Draft>, japanese: Option<&JapaneseText>, revision: i64) -> (String, i64) {
    match (draft, japanese) {
        (Some(draft), _) => (draft.japanese.clone(), draft.based_on),
        (None, Some(japanese)) => (japanese.text.clone(), revision),
        (None, None) => (String::new(), revision),
    }
}

/// What a draft that is based on an older revision stands against.
fn clash_of(draft: &Draft, history: &[Revision]) -> PanelClash {
    let ancestor = history.iter().find(|revision| revision.revision == draft.based_on).map(|revision| revision.japanese.clone());
    let common = ancestor.as_deref().unwrap_or_default();
    let present = history.first();
    PanelClash {
        theirs: pieces(common, present.map_or("", |present| present.japanese.as_str())),
        yours: pieces(common, &draft.japanese),
        by: present
            .map(|present| match &present.act {
                Some(act) => act.by.name.clone(),
                None => authors::author_of_stored(&present.provenance),
            })
            .unwrap_or_default(),
        ancestor,
    }
}

fn found(source: &str, text: &str, language: &Language, terms: &Termbase) -> Vec<PanelFinding> {
    Checker::new()
        .with_terms(terms)
        .findings(source, text, language)
        .into_iter()
        .map(|finding| PanelFinding {
            code: finding.code().to_owned(),
            error: finding.severity() == Severity::Error,
            reason: finding.reason_in_japanese(),
            reason_in_english: finding.reason_in_english(),
        })
        .collect()
}

/// Terms and, between them, numbers and signs.
fn source_marks(source: &str, terms: &[(std::ops::Range<usize>, String)], language: &Language) -> Vec<SourceMark> {
    let mut marks: Vec<SourceMark> =
        terms.iter().map(|(range, japanese)| SourceMark { range: range.clone(), kind: SourceMarkKind::Term(japanese.clone()) }).collect();
    for number in translator::numbers(source, NumberStyle::of(language)) {
        let is_free = marks.iter().all(|mark| mark.range.end <= number.range.start || number.range.end <= mark.range.start);
        if is_free {
            marks.push(SourceMark { range: number.range, kind: SourceMarkKind::Number });
        }
    }
    marks.sort_by_key(|mark| mark.range.start);
    marks
}

fn each_once(source: &str, terms: Vec<(std::ops::Range<usize>, String)>) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for (range, japanese) in terms {
        let Some(term) = source.get(range) else { continue };
        let pair = (term.to_owned(), japanese);
        if !out.contains(&pair) {
            out.push(pair);
        }
    }
    out
}

fn shown_match(one: MemoryMatch, source: &str) -> PanelMatch {
    PanelMatch {
        percent: one.percent,
        kind: one.kind.japanese().to_owned(),
        kind_code: one.kind.as_str().to_owned(),
        penalties: one.penalties.iter().map(|penalty| penalty.japanese().to_owned()).collect(),
        difference: pieces(&one.unit.source, source),
        japanese: one.japanese,
        author: one.unit.author,
        date: one.unit.date,
    }
}

fn shown_suggestion(suggestion: Suggestion, japanese: Option<&JapaneseText>) -> PanelSuggestion {
    PanelSuggestion {
        difference: pieces(japanese.map_or("", |japanese| japanese.text.as_str()), &suggestion.japanese),
        id: suggestion.id,
        japanese: suggestion.japanese,
        reason: suggestion.reason,
        name: suggestion.name,
        identical: suggestion.origin == SuggestionOrigin::Identical,
        date: authors::day(suggestion.made),
    }
}

fn shown_stale(text: StaleText, source: &str) -> PanelStale {
    PanelStale {
        before: place_of(&text.before.key),
        difference: pieces(&text.before.source, source),
        likeness: text.became.map_or(0, |became| became.likeness),
        japanese: text.before.japanese,
        author: authors::author_of_stored(&text.before.provenance),
    }
}

fn shown_history(history: &[Revision]) -> Vec<PanelRevision> {
    history
        .iter()
        .enumerate()
        .map(|(at, revision)| {
            let before = history.get(at + 1).map_or("", |before| before.japanese.as_str());
            let act = revision.act.as_ref();
            PanelRevision {
                revision: revision.revision,
                difference: pieces(before, &revision.japanese),
                act: act.map_or("machine", |act| act.act.as_str()).to_owned(),
                by: act.map_or_else(|| authors::author_of_stored(&revision.provenance), |act| act.by.name.clone()),
                reason: act.map(|act| act.reason.clone()).unwrap_or_default(),
                at: authors::moment(revision.saved),
                restored: act.and_then(|act| act.restored),
            }
        })
        .collect()
}
