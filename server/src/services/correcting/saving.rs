//! What people save.

use app::services::{JapaneseText, PanelFinding, ServiceError};
use publication::{Audience, Role};
use storage::{Act, Clash, Draft, HumanText, SaveOutcome};
use translator::{Provenance, SegmentState};

use super::{
    super::{Portal, from_store, internal},
    NamedSegment, actor,
    authors::shown,
};
use crate::clock;

/// Longest Japanese of one segment, bytes.
const LONGEST: usize = 100_000;
/// Longest reason, bytes.
const LONGEST_REASON: usize = 2_000;

/// A text to save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveAsked {
    /// The segment.
    pub named: NamedSegment,
    /// The Japanese.
    pub japanese: String,
    /// The revision that it is based on.
    pub based_on: i64,
    /// The version of the publication that was seen.
    pub version: i64,
    /// Why; may be empty.
    pub reason: String,
    /// The suggestion that was taken.
    pub taken: Option<i64>,
    /// Whether a reviewer saves it as read by a second person.
    pub reviewed: bool,
    /// How it came to be written.
    pub act: Act,
}

/// What is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftAsked {
    /// The segment.
    pub named: NamedSegment,
    /// The text as typed.
    pub japanese: String,
    /// The revision that it is based on.
    pub based_on: i64,
    /// When it was typed: milliseconds since 1970 by the browser's clock.
    pub typed: i64,
}

/// A revision to take back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoreAsked {
    /// The segment.
    pub named: NamedSegment,
    /// The revision to take back.
    pub revision: i64,
    /// The present one, as seen.
    pub based_on: i64,
}

/// What a save clashes with, each with its revision.
#[derive(Clone, Debug, PartialEq)]
pub struct ClashTexts {
    /// The present text.
    pub present: Option<(i64, JapaneseText)>,
    /// The text that both came from.
    pub ancestor: Option<(i64, JapaneseText)>,
}

/// What became of something asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Corrected {
    /// It is done; the present revision, and what the checks say of it.
    Done {
        /// The revision.
        revision: i64,
        /// What the checks found.
        findings: Vec<PanelFinding>,
    },
    /// Somebody else was faster.
    Clash(Box<ClashTexts>),
    /// Only reviewers may change it.
    Locked,
    /// This audience has no such publication or part.
    NotThere,
    /// The present version has no such sentence any more.
    SourceChanged,
    /// A field cannot be taken as it is: its name, and a stable code.
    Wrong(&'static str, &'static str),
    /// They are the reviewer's own words.
    Own,
    /// No person wrote it.
    NotHuman,
}

/// The text as it is kept: line ends as one character, no white space at the ends; or the code of what is wrong with it.
pub(super) fn cleaned(text: &str, longest: usize) -> Result<String, &'static str> {
    if text.len() > longest {
        return Err("too-long");
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Err("control-characters");
    }
    Ok(text.trim().to_owned())
}

impl Corrected {
    pub(super) fn of_clash(clash: &Clash) -> Self {
        let of = |revision: &Option<storage::Revision>| revision.as_ref().and_then(|revision| Some((revision.revision, shown(revision)?)));
        Self::Clash(Box::new(ClashTexts { present: of(&clash.present), ancestor: of(&clash.ancestor) }))
    }

    pub(super) fn of_outcome(outcome: &SaveOutcome, findings: Vec<PanelFinding>) -> Self {
        match outcome {
            SaveOutcome::Saved(revision) => Self::Done { revision: *revision, findings },
            SaveOutcome::Clash(clash) => Self::of_clash(clash),
            SaveOutcome::Locked => Self::Locked,
            SaveOutcome::Missing => Self::NotThere,
        }
    }
}

/// A state's stable word.
pub(super) fn word_of(state: SegmentState) -> &'static str {
    match state {
        SegmentState::None => "none",
        SegmentState::Machine => "machine",
        SegmentState::Draft => "draft",
        SegmentState::Translated => "translated",
        SegmentState::Reviewed => "reviewed",
        SegmentState::Final => "final",
    }
}

impl Portal {
    /// Saves a person's text.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn save_correction(&self, asked: SaveAsked, visitor: &app::Visitor, audience: Audience) -> Result<Corrected, ServiceError> {
        let japanese = match cleaned(&asked.japanese, LONGEST) {
            Ok(text) if text.is_empty() => return Ok(Corrected::Wrong("japanese", "empty")),
            Ok(text) => text,
            Err(code) => return Ok(Corrected::Wrong("japanese", code)),
        };
        let reason = match cleaned(&asked.reason, LONGEST_REASON) {
            Ok(reason) => reason,
            Err(code) => return Ok(Corrected::Wrong("reason", code)),
        };
        let Some(divided) = self.divided_for(&asked.named, audience).await? else { return Ok(Corrected::NotThere) };
        let Some(segment) = divided.segment(&asked.named.place) else { return Ok(Corrected::SourceChanged) };
        let findings = self.found_in(&divided, &segment.text, &japanese);
        let now = clock::now();
        let author = Provenance::Human { author: visitor.name.clone(), date: super::authors::day(now) };
        let may_review = visitor.role >= Role::Reviewer;
        let state = if asked.reviewed && may_review { SegmentState::Reviewed } else { SegmentState::Translated };
        let text = HumanText {
            key: segment.key.clone(),
            source: segment.text.clone(),
            japanese,
            state: word_of(state).to_owned(),
            provenance: serde_json::to_string(&author).map_err(|failure| internal(&failure))?,
            based_on: asked.based_on,
            act: asked.act,
            by: actor(visitor),
            reason,
            findings: !findings.is_empty(),
            to_review: true,
            may_pass_lock: may_review,
            // Of the two numbers the older one: what either of them has not seen is looked into.
            seen_version: asked.version.min(divided.version),
            taken: asked.taken,
        };
        let outcome = self.store.save(&asked.named.id, text, now).await.map_err(from_store)?;
        Ok(Corrected::of_outcome(&outcome, findings))
    }

    /// Keeps what is typed. It is kept as it is, also where its sentence is not there any more.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keep_draft(&self, asked: DraftAsked, visitor: &app::Visitor, audience: Audience) -> Result<Corrected, ServiceError> {
        if asked.japanese.len() > LONGEST {
            return Ok(Corrected::Wrong("japanese", "too-long"));
        }
        let Some(divided) = self.divided_for(&asked.named, audience).await? else { return Ok(Corrected::NotThere) };
        let key = asked.named.key();
        let source = match divided.segment(&asked.named.place) {
            Some(segment) => segment.text.clone(),
            // A sentence that went while somebody typed: its source is with what is stored of it.
            None => match self.store.segment(&asked.named.id, &key).await.map_err(from_store)? {
                Some(stored) => stored.source,
                None => String::new(),
            },
        };
        let typed = asked.typed.clamp(0, clock::now().unix_timestamp().saturating_add(86_400).saturating_mul(1_000));
        let draft = Draft { key, source, japanese: asked.japanese, based_on: asked.based_on, typed };
        self.store.keep_draft(&asked.named.id, visitor.account, draft).await.map_err(from_store)?;
        Ok(Corrected::Done { revision: asked.based_on, findings: Vec::new() })
    }

    /// Drops what is typed of a segment.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn drop_draft(&self, named: &NamedSegment, visitor: &app::Visitor, audience: Audience) -> Result<Corrected, ServiceError> {
        if self.divided_for(named, audience).await?.is_none() {
            return Ok(Corrected::NotThere);
        }
        self.store.drop_draft(&named.id, visitor.account, &named.key(), i64::MAX).await.map_err(from_store)?;
        Ok(Corrected::Done { revision: 0, findings: Vec::new() })
    }

    /// Takes an older revision back.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn restore_revision(
        &self,
        asked: RestoreAsked,
        visitor: &app::Visitor,
        audience: Audience,
    ) -> Result<Corrected, ServiceError> {
        let Some(divided) = self.divided_for(&asked.named, audience).await? else { return Ok(Corrected::NotThere) };
        if divided.segment(&asked.named.place).is_none() {
            return Ok(Corrected::SourceChanged);
        }
        let (id, key, may_pass) = (&asked.named.id, asked.named.key(), visitor.role >= Role::Reviewer);
        let by = actor(visitor);
        let outcome =
            self.store.restore(id, &key, asked.revision, asked.based_on, &by, may_pass, clock::now()).await.map_err(from_store)?;
        Ok(Corrected::of_outcome(&outcome, Vec::new()))
    }
}

#[cfg(test)]
mod tests {
    use super::cleaned;

    #[test]
    fn what_forms_send_is_kept_as_it_was_typed() {
        assert_eq!(cleaned(" 一行目\r\n二行目\r\n", 100), Ok("一行目\n二行目".to_owned()));
        assert_eq!(cleaned("a\u{0}b", 100), Err("control-characters"));
        assert_eq!(cleaned("電池", 5), Err("too-long"));
        assert_eq!(cleaned(" \n ", 5), Ok(String::new()));
    }
}
