//! Approving, sending back, locking, rating.

use app::services::ServiceError;
use publication::{Audience, Role};
use storage::{Judged, Judgement, JudgementOutcome, MemoryUnit, NewRating, SaveOutcome, UnitOrigin};
use translator::{Context, Pattern, SegmentState};

use super::{
    super::{Portal, from_store},
    Corrected, NamedSegment, actor, authors,
    divided::Divided,
    saving::{cleaned, word_of},
};
use crate::{clock, segments::translator_language};

/// Longest reason, bytes.
const LONGEST_REASON: usize = 2_000;

/// What the memory learns of an approved segment.
fn unit_of(divided: &Divided, named: &NamedSegment, japanese: &str, author: String) -> Option<MemoryUnit> {
    let number = divided.number_of(&named.place)?;
    let segment = divided.at(number)?;
    let (before, after) = divided.around(number);
    let language = translator_language(&divided.language);
    let source = translator::normalised(&segment.text);
    Some(MemoryUnit {
        source_language: divided.language.clone(),
        pattern: Pattern::of(&source, &language).text,
        source,
        japanese: japanese.to_owned(),
        context: Context::of(before, after).as_str().to_owned(),
        author,
        created: clock::now(),
        changed: None,
        origin: UnitOrigin::Approved,
        origin_name: named.id.to_string(),
        // The store asks the publication; until then it is for nobody outside.
        public: false,
    })
}

impl Portal {
    /// Approves the present text of a segment, as it was seen.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn approve(
        &self,
        named: &NamedSegment,
        based_on: i64,
        visitor: &app::Visitor,
        audience: Audience,
    ) -> Result<Corrected, ServiceError> {
        let Some(divided) = self.divided_for(named, audience).await? else { return Ok(Corrected::NotThere) };
        let Some(present) = self.store.segment(&named.id, &named.key()).await.map_err(from_store)? else { return Ok(Corrected::NotHuman) };
        let author = authors::author_of_stored(&present.provenance);
        let Some(unit) = unit_of(&divided, named, &present.japanese, author) else { return Ok(Corrected::SourceChanged) };
        let judgement = Judgement::Approve { unit: Box::new(unit) };
        self.judge(named, based_on, judgement, String::new(), SegmentState::Final, visitor).await
    }

    /// Sends the present text of a segment back to who wrote it, with a reason.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn send_back(
        &self,
        named: &NamedSegment,
        based_on: i64,
        reason: &str,
        visitor: &app::Visitor,
        audience: Audience,
    ) -> Result<Corrected, ServiceError> {
        let reason = match cleaned(reason, LONGEST_REASON) {
            Ok(reason) if reason.is_empty() => return Ok(Corrected::Wrong("reason", "empty")),
            Ok(reason) => reason,
            Err(code) => return Ok(Corrected::Wrong("reason", code)),
        };
        if self.divided_for(named, audience).await?.is_none() {
            return Ok(Corrected::NotThere);
        }
        self.judge(named, based_on, Judgement::SendBack, reason, SegmentState::Draft, visitor).await
    }

    async fn judge(
        &self,
        named: &NamedSegment,
        based_on: i64,
        judgement: Judgement,
        reason: String,
        state: SegmentState,
        visitor: &app::Visitor,
    ) -> Result<Corrected, ServiceError> {
        let judged = Judged {
            key: named.key(),
            based_on,
            judgement,
            by: actor(visitor),
            reason,
            // Four eyes, except where the house is one person's.
            may_judge_own: visitor.role >= Role::Administrator,
            state: word_of(state).to_owned(),
        };
        let act = if state == SegmentState::Final { "segment-approved" } else { "segment-sent-back" };
        Ok(match self.store.judge(&named.id, judged, clock::now()).await.map_err(from_store)? {
            JudgementOutcome::Of(outcome) => {
                if let SaveOutcome::Saved(revision) = outcome {
                    let of = format!("{} {} {revision}", named.part.as_str(), named.place);
                    self.note_act(act, &named.id, of, visitor).await?;
                }
                Corrected::of_outcome(&outcome, Vec::new())
            }
            JudgementOutcome::Own => Corrected::Own,
            JudgementOutcome::NotHuman => Corrected::NotHuman,
        })
    }

    /// Locks a segment, or unlocks it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn lock_segment(
        &self,
        named: &NamedSegment,
        locked: bool,
        visitor: &app::Visitor,
        audience: Audience,
    ) -> Result<Corrected, ServiceError> {
        if self.divided_for(named, audience).await?.is_none() {
            return Ok(Corrected::NotThere);
        }
        let done = self.store.lock(&named.id, &named.key(), locked).await.map_err(from_store)?;
        if done {
            let act = if locked { "segment-locked" } else { "segment-unlocked" };
            self.note_act(act, &named.id, format!("{} {}", named.part.as_str(), named.place), visitor).await?;
        }
        Ok(if done { Corrected::Done { revision: 0, findings: Vec::new() } } else { Corrected::NotHuman })
    }

    /// Keeps a rating of the present text, 5 to 1.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn rate_segment(
        &self,
        named: &NamedSegment,
        revision: i64,
        level: u8,
        visitor: &app::Visitor,
        audience: Audience,
    ) -> Result<Corrected, ServiceError> {
        if !(1..=5).contains(&level) {
            return Ok(Corrected::Wrong("level", "out-of-range"));
        }
        if self.divided_for(named, audience).await?.is_none() {
            return Ok(Corrected::NotThere);
        }
        let present = self.store.segment(&named.id, &named.key()).await.map_err(from_store)?;
        let provenance = present.filter(|present| present.revision == revision).map(|present| present.provenance).unwrap_or_default();
        let rating = NewRating { key: named.key(), revision, account: visitor.account, level, provenance };
        self.store.rate(&named.id, rating, clock::now()).await.map_err(from_store)?;
        Ok(Corrected::Done { revision, findings: Vec::new() })
    }

    /// Puts aside what a sentence was before: its words are not taken over.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn put_stale_aside(&self, named: &NamedSegment, audience: Audience) -> Result<Corrected, ServiceError> {
        if self.divided_for(named, audience).await?.is_none() {
            return Ok(Corrected::NotThere);
        }
        self.store.settle_stale(&named.id, &named.key(), clock::now()).await.map_err(from_store)?;
        Ok(Corrected::Done { revision: 0, findings: Vec::new() })
    }
}
