//! What is to be translated of a publication: segments without Japanese, and those whose Japanese is to be made anew.

use std::collections::HashMap;

use publication::{Audience, LanguageTag, Publication, TextPart, Withheld};
use storage::{Anew, SegmentKey, SegmentTranslation};
use translator::{Document, DocumentPart, EngineSet, Passage, Provenance, SegmentState};

use super::maker::{JapaneseMaker, Place, as_segment};
use crate::segments::{self, SourceSegment};

/// Pairs of its other parts that a document brings along for its renderings of words.
const MOST_KNOWN: usize = 400;

/// The Japanese that a publication has, by segment.
pub type Present<'a> = HashMap<&'a SegmentKey, &'a SegmentTranslation>;

/// A part of a publication in one language, of which something is to be translated.
pub struct WantedPart {
    /// Its language.
    pub language: LanguageTag,
    /// Who may see it, and so what it may be made from.
    pub audience: Audience,
    /// What decides with which others it is translated.
    pub place: Place,
    /// Its segments in order, with the Japanese of those that keep it.
    pub passages: Vec<(SourceSegment, Option<String>)>,
}

impl WantedPart {
    /// The segments that are to be translated.
    pub fn wanted(&self) -> impl Iterator<Item = &SourceSegment> {
        self.passages.iter().filter(|(_, japanese)| japanese.is_none()).map(|(segment, _)| segment)
    }
}

/// What is to be translated of parts of a publication. Parts of which nothing is are left out.
#[must_use]
pub fn wanted_parts(
    maker: &JapaneseMaker,
    publication: &Publication,
    withheld: Withheld,
    parts: &[TextPart],
    anew: impl Fn(TextPart) -> Anew,
    present: &Present<'_>,
) -> Vec<WantedPart> {
    let mut out = Vec::new();
    for part in parts.iter().copied() {
        let place = maker.place(publication, part);
        let audience = if withheld.has(part.into()) { Audience::Inside } else { Audience::Public };
        let document = DocumentPart { part: Some(part.as_str().to_owned()), ..place.document.clone() };
        for language in segments::languages_of(publication, part) {
            // Japanese needs no Japanese.
            if language.primary() == "ja" {
                continue;
            }
            let of_part = segments::blocks_of(publication, part, &language).into_iter().flat_map(|block| block.segments);
            let passages: Vec<_> = of_part
                .map(|segment| {
                    let stays =
                        present.get(&segment.key).filter(|there| !is_to_be_made_anew(there, anew(part), &document, maker.engines()));
                    let japanese = stays.map(|there| there.japanese.clone());
                    (segment, japanese)
                })
                .collect();
            if passages.iter().any(|(_, japanese)| japanese.is_none()) {
                out.push(WantedPart { language, audience, place: place.clone(), passages });
            }
        }
    }
    out
}

/// Whether Japanese that is there is to be made anew: what no person has touched, and another engine or model made than is asked now.
fn is_to_be_made_anew(there: &SegmentTranslation, anew: Anew, document: &DocumentPart, engines: &EngineSet) -> bool {
    let untouched = serde_json::to_value(SegmentState::Machine).is_ok_and(|state| state == there.state);
    if anew == Anew::Nothing || !untouched {
        return false;
    }
    match serde_json::from_str::<Provenance>(&there.provenance) {
        Ok(Provenance::Machine { engine, model, .. }) => {
            let source = segments::translator_language(&there.key.language);
            // Where no engine is asked now, there is none to do it better.
            !engines.chain(document, &source).is_empty() && !engines.is_current(document, &source, &engine, model.as_deref())
        }
        Ok(Provenance::Memory { .. }) => anew == Anew::MachineAndMemory,
        _ => false,
    }
}

/// The document that parts in one language are of, with what its other parts have in that language: people's first, then the memory's.
#[must_use]
pub fn document_of<'a>(parts: &[&WantedPart], others: impl Iterator<Item = &'a SegmentTranslation>) -> Document {
    let own: Vec<TextPart> = parts.iter().filter_map(|part| part.passages.first()).map(|(segment, _)| segment.key.part).collect();
    let Some(language) = parts.first().map(|part| &part.language) else { return Document::default() };
    let mut others: Vec<&SegmentTranslation> =
        others.filter(|there| there.key.language == *language && !own.contains(&there.key.part)).take(MOST_KNOWN * 4).collect();
    others.sort_by_key(|there| (rank(there.origin), there.key.part));
    let known = others.into_iter().take(MOST_KNOWN).map(|there| (there.source.clone(), there.japanese.clone())).collect();
    let passages = |part: &WantedPart| {
        let passage =
            |(segment, japanese): &(SourceSegment, Option<String>)| Passage { segment: as_segment(segment), japanese: japanese.clone() };
        part.passages.iter().map(passage).collect()
    };
    Document { known, parts: parts.iter().map(|part| passages(part)).collect() }
}

const fn rank(origin: index_config::TextOrigin) -> u8 {
    use index_config::TextOrigin;
    match origin {
        TextOrigin::Human | TextOrigin::Original => 0,
        TextOrigin::Memory => 1,
        TextOrigin::BuiltIn => 2,
        TextOrigin::Machine => 3,
    }
}
