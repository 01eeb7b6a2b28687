//! Better sentences that readers suggest.

use app::services::{ServiceError, SuggestionPage};
use publication::Audience;
use storage::NewSuggestion;

use super::{
    super::{Portal, from_store, internal, summaries::japanese_of},
    Corrected, NamedSegment,
    saving::cleaned,
};
use crate::clock;

/// Longest suggestion, bytes.
const LONGEST: usize = 12_000;
/// Longest reason and name, bytes.
const LONGEST_REASON: usize = 2_000;
const LONGEST_NAME: usize = 200;

/// A sentence suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestAsked {
    /// The segment.
    pub named: NamedSegment,
    /// The Japanese.
    pub japanese: String,
    /// Why; may be empty.
    pub reason: String,
    /// The name to be told, of who is not signed in; may be empty.
    pub name: String,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Suggested {
    /// It waits for a translator.
    Waits,
    /// It says what is there already.
    Same,
    /// As of a correction.
    Not(Corrected),
}

impl Portal {
    /// A sentence with its present Japanese.
    pub(super) async fn sentence_to_suggest_for(
        &self,
        named: &NamedSegment,
        audience: Audience,
    ) -> Result<Option<SuggestionPage>, ServiceError> {
        let Some(divided) = self.divided_for(named, audience).await? else { return Ok(None) };
        let Some(segment) = divided.segment(&named.place) else { return Ok(None) };
        let Some(summary) = self.summaries(std::slice::from_ref(&named.id), audience).await?.pop() else { return Ok(None) };
        let japanese = match self.store.segment(&named.id, &segment.key).await.map_err(from_store)? {
            Some(mut stored) => {
                self.with_present_names([&mut stored]).await?;
                japanese_of(&stored)
            }
            None => {
                let scope = self.scope_for(&named.id, named.part, audience).await?;
                let made = self.maker.without_engine(&[segment], &divided.language, scope, &divided.scopes).await;
                made.map_err(|failure| internal(&failure))?.pop().flatten()
            }
        };
        Ok(Some(SuggestionPage { summary, language: divided.language.clone(), source: segment.text.clone(), japanese }))
    }

    /// Puts a suggestion into the queue.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn suggest(
        &self,
        asked: SuggestAsked,
        visitor: Option<&app::Visitor>,
        audience: Audience,
    ) -> Result<Suggested, ServiceError> {
        let wrong = |field, code| Ok(Suggested::Not(Corrected::Wrong(field, code)));
        let japanese = match cleaned(&asked.japanese, LONGEST) {
            Ok(text) if text.is_empty() => return wrong("japanese", "empty"),
            Ok(text) => text,
            Err(code) => return wrong("japanese", code),
        };
        let reason = match cleaned(&asked.reason, LONGEST_REASON) {
            Ok(reason) => reason,
            Err(code) => return wrong("reason", code),
        };
        let name = match cleaned(&asked.name, LONGEST_NAME) {
            Ok(name) => name.replace('\n', " "),
            Err(code) => return wrong("name", code),
        };
        let Some(divided) = self.divided_for(&asked.named, audience).await? else { return Ok(Suggested::Not(Corrected::NotThere)) };
        let Some(segment) = divided.segment(&asked.named.place) else { return Ok(Suggested::Not(Corrected::SourceChanged)) };
        let present = self.store.segment(&asked.named.id, &segment.key).await.map_err(from_store)?;
        if present.is_some_and(|present| present.japanese == japanese) {
            return Ok(Suggested::Same);
        }
        let suggestion = NewSuggestion {
            key: segment.key.clone(),
            source: segment.text.clone(),
            japanese,
            reason,
            account: visitor.map(|visitor| visitor.account),
            name: visitor.map_or(name, |visitor| visitor.name.clone()),
        };
        self.store.suggest(&asked.named.id, suggestion, clock::now()).await.map_err(from_store)?;
        Ok(Suggested::Waits)
    }

    /// Declines a suggestion of a publication that this audience may see.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn decline_suggestion(
        &self,
        named: &NamedSegment,
        suggestion: i64,
        visitor: &app::Visitor,
        audience: Audience,
    ) -> Result<Corrected, ServiceError> {
        if self.divided_for(named, audience).await?.is_none() {
            return Ok(Corrected::NotThere);
        }
        let waiting = self.store.suggestions(&named.id, super::page::SUGGESTIONS).await.map_err(from_store)?;
        // A number of another sentence's suggestion is none of this one's.
        if !waiting.iter().any(|waits| waits.id == suggestion && waits.key == named.key()) {
            return Ok(Corrected::NotThere);
        }
        self.store.decline(suggestion, visitor.account, clock::now()).await.map_err(from_store)?;
        self.note_act("suggestion-declined", &named.id, suggestion.to_string(), visitor).await?;
        Ok(Corrected::Done { revision: 0, findings: Vec::new() })
    }
}
