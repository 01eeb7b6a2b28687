//! A text beside its Japanese, segment by segment.

use std::ops::Range;

use publication::{LanguageTag, TextPart};
use serde::{Deserialize, Serialize};
use translator::SegmentKind;

use super::{CoverageMeter, JapaneseText, SegmentPlace};

/// A term known from the termbase, where it stands in a source text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermMark {
    /// Byte range of the source text.
    pub range: Range<usize>,
    /// The Japanese of the term.
    pub japanese: String,
}

/// What a check found in Japanese that no person has read: to be looked at (要確認), not known to be wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentFinding {
    /// Stable code of the check: `check-brackets`.
    pub code: String,
    /// The reason and the piece in question, in Japanese.
    pub reason: String,
    /// The same in English.
    pub reason_in_english: String,
}

/// A segment of the original and its Japanese.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParallelSegment {
    /// Which it is, among those of its part.
    pub place: SegmentPlace,
    /// What it is.
    pub kind: SegmentKind,
    /// The source text.
    pub source: String,
    /// Its Japanese; `None` is 未翻訳.
    pub japanese: Option<JapaneseText>,
    /// Terms known in the source, in order, not overlapping. Given for untranslated segments.
    pub terms: Vec<TermMark>,
    /// What is to be looked at in the Japanese. Given where an engine made it.
    pub findings: Vec<SegmentFinding>,
}

/// A block of a part: a claim, a paragraph, a heading; one row or more of the parallel text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParallelBlock {
    /// Fragment id within the page: `claim-3`, `p-0012`.
    pub anchor: String,
    /// Number to show: of the claim, of the paragraph.
    pub label: Option<String>,
    /// For claims: the claims it depends on.
    pub depends_on: Vec<u32>,
    /// Whether the block is a heading.
    pub heading: bool,
    /// Its segments.
    pub segments: Vec<ParallelSegment>,
}

/// A part of a publication in one language, segment beside segment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParallelText {
    /// The part.
    pub part: TextPart,
    /// The language of the original.
    pub language: LanguageTag,
    /// Other languages in which this part is held.
    pub other_languages: Vec<LanguageTag>,
    /// The blocks.
    pub blocks: Vec<ParallelBlock>,
    /// How far the Japanese has come, over this part.
    pub meter: CoverageMeter,
    /// Whether the part waits to be translated.
    pub waiting: bool,
    /// Why the last try failed, where one did: a stable code of the translator.
    pub failure: Option<String>,
}
