//! What a query denies, in a form that is safe to exclude.

use tantivy::{
    DocId, DocSet, Score, SegmentReader, TantivyError,
    query::{EnableScoring, Explanation, Query as Clause, Scorer, Weight},
};

/// A clause to be excluded.
///
/// The index's exclusion asks an excluded clause for documents that may lie before the clause's own place, which phrases and intersections
/// do not bear (they have a faster way to look ahead, and it only goes forward). Here that way is hidden: what is asked for is compared with
/// the place first.
#[derive(Debug)]
pub(super) struct Denied(Box<dyn Clause>);

impl Denied {
    /// The clause, to be excluded.
    pub(super) fn boxed(clause: Box<dyn Clause>) -> Box<dyn Clause> {
        Box::new(Self(clause))
    }
}

impl Clone for Denied {
    fn clone(&self) -> Self {
        Self(self.0.box_clone())
    }
}

impl Clause for Denied {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(DeniedWeight(self.0.weight(scoring)?)))
    }
}

struct DeniedWeight(Box<dyn Weight>);

impl Weight for DeniedWeight {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(DeniedScorer(self.0.scorer(reader, 1.0)?)))
    }

    fn explain(&self, _reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(format!("document {doc} is denied")))
    }
}

struct DeniedScorer(Box<dyn Scorer>);

impl DocSet for DeniedScorer {
    fn advance(&mut self) -> DocId {
        self.0.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.0.seek(target)
    }

    fn doc(&self) -> DocId {
        self.0.doc()
    }

    fn size_hint(&self) -> u32 {
        self.0.size_hint()
    }

    fn cost(&self) -> u64 {
        self.0.cost()
    }
}

impl Scorer for DeniedScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}
