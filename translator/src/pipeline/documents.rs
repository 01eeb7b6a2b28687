//! Segments where they stand in documents: their neighbours, and the Japanese that is there already.

use super::Segment;
use crate::SegmentKind;

/// A segment of a document. Where it has Japanese it is context for the others, and is not translated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The segment.
    pub segment: Segment,
    /// Its Japanese, where that is to stay.
    pub japanese: Option<String>,
}

/// A document of one language, or parts of it, within which a word is rendered in one way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Pairs of source and Japanese that stand elsewhere in it; those that others follow come first.
    pub known: Vec<(String, String)>,
    /// Its passages by part: those of one part stand one after another.
    pub parts: Vec<Vec<Passage>>,
}

/// A segment that is to be translated, where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// The document, by position.
    pub document: usize,
    pub kind: SegmentKind,
    pub text: &'a str,
    pub before: Option<&'a str>,
    pub after: Option<&'a str>,
}

/// Segments one after another, all to be translated.
pub(super) fn of_segments(segments: &[Segment]) -> Vec<Place<'_>> {
    let text = |at: Option<usize>| at.and_then(|at| segments.get(at)).map(|segment| segment.text.as_str());
    let mut out = Vec::with_capacity(segments.len());
    for (at, segment) in segments.iter().enumerate() {
        let (before, after) = (text(at.checked_sub(1)), text(at.checked_add(1)));
        out.push(Place { document: 0, kind: segment.kind, text: &segment.text, before, after });
    }
    out
}

/// What is to be translated of documents.
pub(super) fn of_documents(documents: &[Document]) -> Vec<Place<'_>> {
    let mut out = Vec::new();
    for (position, document) in documents.iter().enumerate() {
        for part in &document.parts {
            let text = |at: Option<usize>| at.and_then(|at| part.get(at)).map(|passage| passage.segment.text.as_str());
            for (at, passage) in part.iter().enumerate().filter(|(_, passage)| passage.japanese.is_none()) {
                out.push(Place {
                    document: position,
                    kind: passage.segment.kind,
                    text: &passage.segment.text,
                    before: text(at.checked_sub(1)),
                    after: text(at.checked_add(1)),
                });
            }
        }
    }
    out
}
