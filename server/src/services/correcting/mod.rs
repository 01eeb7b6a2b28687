//! Correcting: parts open for correction, what people save, review, suggestions, and lists of work.

mod authors;
mod difference;
mod divided;
mod exchanging;
mod page;
mod panel;
mod reviewing;
mod saving;
mod suggesting;
mod work;

use app::services::{CorrectionAsked, CorrectionPage, CorrectionServices, SegmentPlace, ServiceError, SuggestionPage, WorkAsked, WorkPage};
use async_trait::async_trait;
use publication::{Audience, LanguageTag, PublicationId, TextPart};
use storage::{Actor, AuditEntry, SegmentKey};

pub(super) use divided::RecentlyDivided;
pub use saving::{ClashTexts, Corrected, DraftAsked, RestoreAsked, SaveAsked};
pub use suggesting::{SuggestAsked, Suggested};

use super::{Portal, from_store};
use crate::{clock, config::SuggestionsBy};

/// A segment, as requests name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSegment {
    /// The publication.
    pub id: PublicationId,
    /// The part.
    pub part: TextPart,
    /// The language of the source.
    pub language: LanguageTag,
    /// Which segment.
    pub place: SegmentPlace,
}

impl NamedSegment {
    /// How the store knows it.
    #[must_use]
    pub fn key(&self) -> SegmentKey {
        key_of(self.part, &self.language, &self.place)
    }
}

fn key_of(part: TextPart, language: &LanguageTag, place: &SegmentPlace) -> SegmentKey {
    SegmentKey { part, language: language.clone(), source_hash: place.hash.clone(), occurrence: place.occurrence }
}

fn place_of(key: &SegmentKey) -> SegmentPlace {
    SegmentPlace { hash: key.source_hash.clone(), occurrence: key.occurrence }
}

impl Portal {
    /// Notes in the log what matters beyond the history of a segment: judgements, locks, what was declined and what files brought.
    async fn note_act(&self, act: &'static str, id: &PublicationId, of: String, visitor: &app::Visitor) -> Result<(), ServiceError> {
        let entry =
            AuditEntry { at: clock::now(), account: Some(visitor.account), act, subject: id.to_string(), before: None, after: Some(of) };
        self.store.note(entry).await.map_err(from_store)
    }
}

/// Who acts, as the store keeps it.
fn actor(visitor: &app::Visitor) -> Actor {
    Actor { account: visitor.account, name: visitor.name.clone() }
}

#[async_trait]
impl CorrectionServices for Portal {
    async fn correction_page(
        &self,
        asked: &CorrectionAsked,
        visitor: &app::Visitor,
        audience: Audience,
    ) -> Result<Option<CorrectionPage>, ServiceError> {
        self.page_to_correct(asked, visitor, audience).await
    }

    async fn suggestion_page(
        &self,
        id: &PublicationId,
        part: TextPart,
        language: &LanguageTag,
        place: &SegmentPlace,
        audience: Audience,
    ) -> Result<Option<SuggestionPage>, ServiceError> {
        let named = NamedSegment { id: id.clone(), part, language: language.clone(), place: place.clone() };
        self.sentence_to_suggest_for(&named, audience).await
    }

    async fn work_page(&self, asked: &WorkAsked, visitor: &app::Visitor, audience: Audience) -> Result<WorkPage, ServiceError> {
        self.work_of(asked, visitor, audience).await
    }

    fn may_suggest(&self, signed_in: bool) -> bool {
        match self.config.correction.suggestions {
            SuggestionsBy::Anybody => true,
            SuggestionsBy::SignedIn => signed_in,
            SuggestionsBy::Nobody => false,
        }
    }
}
