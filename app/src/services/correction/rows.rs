//! The segments of a part, one under the other.

use serde::{Deserialize, Serialize};

use super::SegmentPlace;
use crate::services::JapaneseText;

/// What is to be known of a segment at a glance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowMarks {
    /// Only reviewers may change it.
    pub locked: bool,
    /// A check found something.
    pub findings: bool,
    /// It waits for review.
    pub to_review: bool,
    /// It was sent back.
    pub sent_back: bool,
    /// Its source changed under a person's words, which are proposed.
    pub stale: bool,
    /// There are suggestions for it.
    pub suggested: bool,
    /// The visitor has typed something that is not saved.
    pub draft: bool,
}

/// A segment among others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrectionRow {
    /// Which.
    pub place: SegmentPlace,
    /// The source.
    pub source: String,
    /// Its present Japanese.
    pub japanese: Option<JapaneseText>,
    /// At a glance.
    pub marks: RowMarks,
}

/// A claim, a paragraph, a heading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrectionBlock {
    /// Number to show.
    pub label: Option<String>,
    /// Whether it is a heading.
    pub heading: bool,
    /// Its segments.
    pub rows: Vec<CorrectionRow>,
}
