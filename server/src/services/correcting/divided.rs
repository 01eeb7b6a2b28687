//! Parts divided into segments, kept for as long as their publication has the same version: a document of 10,000 sentences is not divided anew
//! for each of them that is saved.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

use app::services::{SegmentPlace, ServiceError};
use publication::{Audience, LanguageTag, Publication, PublicationId, TextPart};

use super::{
    super::{Portal, from_store, internal},
    NamedSegment, place_of,
};
use crate::{
    segments::{self, SourceBlock, SourceSegment},
    translating::TermScopes,
};

/// Parts kept.
const KEPT: usize = 16;

/// A part of a version, divided.
pub(super) struct Divided {
    pub(super) id: PublicationId,
    /// The version of the publication.
    pub(super) version: i64,
    pub(super) part: TextPart,
    /// The parts that the publication has.
    pub(super) parts: Vec<TextPart>,
    pub(super) language: LanguageTag,
    pub(super) other_languages: Vec<LanguageTag>,
    pub(super) blocks: Vec<SourceBlock>,
    pub(super) scopes: TermScopes,
    /// Block and segment, in reading order.
    order: Vec<(usize, usize)>,
    places: HashMap<SegmentPlace, usize>,
}

impl Divided {
    /// How many segments there are.
    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    /// The segment at a number from 0.
    pub(super) fn at(&self, number: usize) -> Option<&SourceSegment> {
        let (block, segment) = self.order.get(number)?;
        self.blocks.get(*block)?.segments.get(*segment)
    }

    /// The number of a place, from 0; `None` where this version has no such segment.
    pub(super) fn number_of(&self, place: &SegmentPlace) -> Option<usize> {
        self.places.get(place).copied()
    }

    /// The segment of a place.
    pub(super) fn segment(&self, place: &SegmentPlace) -> Option<&SourceSegment> {
        self.at(self.number_of(place)?)
    }

    /// The texts before and after a segment.
    pub(super) fn around(&self, number: usize) -> (Option<&str>, Option<&str>) {
        let text = |number: Option<usize>| Some(self.at(number?)?.text.as_str());
        (text(number.checked_sub(1)), text(number.checked_add(1)))
    }
}

/// What was divided last.
#[derive(Default)]
pub(in crate::services) struct RecentlyDivided {
    kept: Mutex<VecDeque<Arc<Divided>>>,
}

impl RecentlyDivided {
    fn find(&self, id: &PublicationId, version: i64, part: TextPart, language: Option<&LanguageTag>) -> Option<Arc<Divided>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let is = |divided: &Arc<Divided>| {
            divided.id == *id
                && divided.version == version
                && divided.part == part
                && language.map_or_else(|| divided.is_first(), |language| divided.language == *language)
        };
        let at = kept.iter().position(is)?;
        let found = kept.remove(at)?;
        kept.push_front(Arc::clone(&found));
        Some(found)
    }

    fn keep(&self, divided: &Arc<Divided>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front(Arc::clone(divided));
        kept.truncate(KEPT);
    }
}

impl Divided {
    fn of(publication: &Publication, version: i64, part: TextPart, language: Option<&LanguageTag>, scopes: TermScopes) -> Option<Self> {
        let mut languages = segments::languages_of(publication, part);
        // Japanese needs no Japanese.
        languages.retain(|language| language.primary() != "ja");
        let language = language.filter(|asked| languages.contains(asked)).or(languages.first()).cloned()?;
        let blocks = segments::blocks_of(publication, part, &language);
        let mut order = Vec::new();
        let mut places = HashMap::new();
        for (block_at, block) in blocks.iter().enumerate() {
            for (segment_at, segment) in block.segments.iter().enumerate() {
                places.insert(place_of(&segment.key), order.len());
                order.push((block_at, segment_at));
            }
        }
        let parts = TextPart::ALL.into_iter().filter(|part| !segments::languages_of(publication, *part).is_empty()).collect();
        // The first language first: whoever asks for none is given that one.
        let other_languages = languages.into_iter().collect();
        Some(Self { id: publication.id.clone(), version, part, parts, language, other_languages, blocks, scopes, order, places })
    }

    /// Whether its language is the one given to who asks for none.
    fn is_first(&self) -> bool {
        self.other_languages.first() == Some(&self.language)
    }
}

impl Portal {
    /// Whether an audience may read a part of a publication, if that has it.
    pub(super) async fn may_read(&self, id: &PublicationId, part: TextPart, audience: Audience) -> Result<bool, ServiceError> {
        let withheld = self.store.provision_of(id).await.map_err(from_store)?;
        Ok(withheld.is_some_and(|withheld| audience == Audience::Inside || !withheld.has(part.into())))
    }

    /// A part of a publication's present version, divided; `None` where this audience has no such part.
    pub(super) async fn divided(
        &self,
        id: &PublicationId,
        part: TextPart,
        language: Option<&LanguageTag>,
        audience: Audience,
    ) -> Result<Option<Arc<Divided>>, ServiceError> {
        // The version is asked for first: what is read after it is that one or a newer one, and a save on the older number is looked into.
        let version = self.store.present_version(id).await.map_err(from_store)?;
        if !self.may_read(id, part, audience).await? {
            return Ok(None);
        }
        if let Some(found) = self.divided.find(id, version, part, language) {
            return Ok(Some(found));
        }
        // Read whole, and kept for whoever may read the part: what is kept back from the public is asked for each time.
        let Some(publication) = self.whole(id, Audience::Inside).await? else { return Ok(None) };
        let scopes = self.maker.scopes(&publication);
        let language = language.cloned();
        let divided = tokio::task::spawn_blocking(move || Divided::of(&publication, version, part, language.as_ref(), scopes));
        let divided = divided.await.map_err(|panicked| internal(&panicked))?.map(Arc::new);
        if let Some(divided) = &divided {
            self.divided.keep(divided);
        }
        Ok(divided)
    }

    /// The part that a segment is named in; `None` where this audience has none in that language.
    pub(super) async fn divided_for(&self, named: &NamedSegment, audience: Audience) -> Result<Option<Arc<Divided>>, ServiceError> {
        let divided = self.divided(&named.id, named.part, Some(&named.language), audience).await?;
        Ok(divided.filter(|divided| divided.language == named.language))
    }
}
