//! One segment open for correction, and what there is to know of it.

use std::ops::Range;

use publication::{LanguageTag, PublicationId, TextPart};
use serde::{Deserialize, Serialize};

use super::{RowMarks, SegmentPlace};
use crate::services::JapaneseText;

/// A piece of a text that is compared with another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DiffPiece {
    /// It is in both.
    Same(String),
    /// It is in the first alone.
    Removed(String),
    /// It is in the second alone.
    Added(String),
}

/// What is marked in a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SourceMarkKind {
    /// A term, with its Japanese.
    Term(String),
    /// A number or reference sign.
    Number,
}

/// A marked place of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceMark {
    /// Byte range; marks are in order and do not overlap.
    pub range: Range<usize>,
    /// What it is.
    pub kind: SourceMarkKind,
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelFinding {
    /// Stable code.
    pub code: String,
    /// Whether the Japanese says something else than the source, as far as the check can tell.
    pub error: bool,
    /// The reason, in Japanese.
    pub reason: String,
    /// The reason, in English.
    pub reason_in_english: String,
}

/// A match in the memory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelMatch {
    /// Per cent: 101 for a context match.
    pub percent: u8,
    /// 文脈一致, 完全一致 …
    pub kind: String,
    /// The stable word of the kind.
    pub kind_code: String,
    /// What was taken off for, in Japanese.
    pub penalties: Vec<String>,
    /// Japanese to insert.
    pub japanese: String,
    /// The unit's source against the segment's.
    pub difference: Vec<DiffPiece>,
    /// Who made it.
    pub author: String,
    /// Day, `yyyy-mm-dd`.
    pub date: String,
}

/// A suggestion that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelSuggestion {
    /// Its number.
    pub id: i64,
    /// The Japanese.
    pub japanese: String,
    /// The present Japanese against it.
    pub difference: Vec<DiffPiece>,
    /// Why; of one that was approved elsewhere, the publication where.
    pub reason: String,
    /// The name told; may be empty.
    pub name: String,
    /// Whether it was approved for the same sentence elsewhere.
    pub identical: bool,
    /// Day, `yyyy-mm-dd`.
    pub date: String,
}

/// What the sentence was in an earlier version, with a person's words for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelStale {
    /// Which segment it was.
    pub before: SegmentPlace,
    /// The old source against the present one.
    pub difference: Vec<DiffPiece>,
    /// Likeness of the two, per cent.
    pub likeness: u8,
    /// The words: a proposal.
    pub japanese: String,
    /// Whose they are.
    pub author: String,
}

/// A revision, with what it changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelRevision {
    /// Its number.
    pub revision: i64,
    /// The revision before against it; whole where it is the first.
    pub difference: Vec<DiffPiece>,
    /// The act's stable word; `machine` where no person acted.
    pub act: String,
    /// Who; an engine's name where no person.
    pub by: String,
    /// Why.
    pub reason: String,
    /// When: day and time in Japan.
    pub at: String,
    /// The revision restored.
    pub restored: Option<i64>,
}

/// A unit that has the words looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcordanceUnit {
    /// The source.
    pub source: String,
    /// Its language.
    pub language: LanguageTag,
    /// The Japanese.
    pub japanese: String,
    /// Who made it.
    pub author: String,
}

/// What a draft clashes with: somebody saved while it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelClash {
    /// The text that both came from; `None` where there was none.
    pub ancestor: Option<String>,
    /// The ancestor against the present text.
    pub theirs: Vec<DiffPiece>,
    /// The ancestor against what is typed.
    pub yours: Vec<DiffPiece>,
    /// Who saved the present text.
    pub by: String,
}

/// One segment open for correction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrectionPanel {
    /// The publication.
    pub publication: PublicationId,
    /// The part.
    pub part: TextPart,
    /// The language of the source.
    pub language: LanguageTag,
    /// Which segment.
    pub place: SegmentPlace,
    /// Its number among the part's segments, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// The source.
    pub source: String,
    /// Terms, numbers and signs in it.
    pub source_marks: Vec<SourceMark>,
    /// The present Japanese.
    pub japanese: Option<JapaneseText>,
    /// The present revision; 0 where none is stored.
    pub revision: i64,
    /// The version of the publication.
    pub version: i64,
    /// What stands in the field: the draft where there is one, else the present Japanese.
    pub text: String,
    /// The revision that this text is based on.
    pub based_on: i64,
    /// What the draft clashes with.
    pub clash: Option<PanelClash>,
    /// At a glance.
    pub marks: RowMarks,
    /// What the checks say of the text in the field.
    pub findings: Vec<PanelFinding>,
    /// Matches in the memory, best first.
    pub matches: Vec<PanelMatch>,
    /// Terms of the source with their Japanese, each once.
    pub terms: Vec<(String, String)>,
    /// Suggestions that wait.
    pub suggestions: Vec<PanelSuggestion>,
    /// What it was before.
    pub stale: Option<PanelStale>,
    /// Revisions, the present one first.
    pub history: Vec<PanelRevision>,
    /// Ratings of the present revision: level and how often.
    pub ratings: Vec<(u8, u64)>,
    /// The segment before.
    pub previous: Option<SegmentPlace>,
    /// The segment after.
    pub next: Option<SegmentPlace>,
    /// The next one of the list that is worked through, or else with findings.
    pub next_listed: Option<SegmentPlace>,
    /// What was looked for in the memory, and found.
    pub concordance: Option<(String, Vec<ConcordanceUnit>)>,
}
