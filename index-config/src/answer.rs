//! An engine's answer.

use std::ops::Range;

use publication::{LanguageTag, PublicationId, TextPart};
use serde::{Deserialize, Serialize};

use crate::{FacetField, TextOrigin};

/// How many records a query has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// The number.
    pub count: u64,
    /// Whether it is that number, or the engine's estimate.
    pub exact: bool,
}

/// Where and how a hit matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// The part that matched.
    pub part: TextPart,
    /// The language of the text.
    pub language: LanguageTag,
    /// What made the text.
    pub origin: TextOrigin,
    /// The place in the text, cut to about 160 characters at word or character boundaries; `…` is not part of it.
    pub excerpt: String,
    /// Whether text stands before the excerpt.
    pub cut_before: bool,
    /// Whether text stands after the excerpt.
    pub cut_after: bool,
    /// What to highlight: byte ranges of `excerpt`, ascending, not overlapping, at character boundaries.
    pub ranges: Vec<Range<usize>>,
}

/// A record found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// The publication.
    pub id: PublicationId,
    /// The engine's score, comparable within one answer only.
    pub score: f32,
    /// Why it matched: best first, at most one per part, language and origin, at most four.
    pub matches: Vec<Match>,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetCount {
    /// The value's stable word: `TH`, `patent`, `2021`, `H01M`, an applicant's name.
    pub value: String,
    /// Records with it.
    pub count: u64,
}

/// A facet with its values, most frequent first (years: newest first).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// What is counted by.
    pub field: FacetField,
    /// The values; at most 100.
    pub counts: Vec<FacetCount>,
    /// Whether there are more values than given.
    pub more: bool,
}

/// An engine's answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SearchAnswer {
    /// How many records there are.
    pub total: Total,
    /// The hits asked for.
    pub hits: Vec<Hit>,
    /// The facets asked for.
    pub facets: Vec<Facet>,
    /// The last number of the change sequence that the answer knows of.
    pub applied: u64,
}
