//! What the correcting page and the work list need to know.

use std::{fmt, ops::Range, str::FromStr, sync::Arc};

use async_trait::async_trait;
use publication::{Audience, LanguageTag, OfficeCode, PublicationId, TextPart};
use serde::{Deserialize, Serialize};
use translator::SegmentState;

use super::{CoverageMeter, JapaneseText, PublicationSummary, ServiceError};
use crate::Visitor;

/// A segment of a part in one language, as addresses write it: `3f2a…-0`, the hash of its source and which of equal sentences it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SegmentPlace {
    /// 32 hexadecimal digits.
    pub hash: String,
    /// From 0.
    pub occurrence: u32,
}

impl fmt::Display for SegmentPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.hash, self.occurrence)
    }
}

impl FromStr for SegmentPlace {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (hash, occurrence) = text.split_once('-').ok_or(())?;
        let is_hash = hash.len() == 32 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !is_hash || occurrence.len() > 9 || !occurrence.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(());
        }
        Ok(Self { hash: hash.to_owned(), occurrence: occurrence.parse().map_err(|_| ())? })
    }
}

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

/// Words of a person whose sentence is gone: 旧版の訳.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoneText {
    /// The old source.
    pub source: String,
    /// The Japanese.
    pub japanese: String,
    /// Whose.
    pub author: String,
    /// Whether they are only typed, and were never saved.
    pub draft: bool,
}

/// A part open for correction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrectionPage {
    /// The publication.
    pub summary: PublicationSummary,
    /// The part.
    pub part: TextPart,
    /// The parts that it has, in order.
    pub parts: Vec<TextPart>,
    /// The language of the source.
    pub language: LanguageTag,
    /// Other languages in which the part is held.
    pub other_languages: Vec<LanguageTag>,
    /// All its segments.
    pub blocks: Vec<CorrectionBlock>,
    /// How much each maker covers.
    pub meter: CoverageMeter,
    /// The open segment; `None` where the part has none.
    pub panel: Option<CorrectionPanel>,
    /// Words whose sentence is gone.
    pub gone: Vec<GoneText>,
}

/// Which segments are worked through, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WorkListKind {
    /// 自分の担当
    Mine,
    /// 未着手
    ToDo,
    /// 指摘あり
    Findings,
    /// 原文変更
    Stale,
    /// 提案あり
    Suggested,
    /// 校閲待ち
    Review,
    /// 差し戻し
    SentBack,
}

impl WorkListKind {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Mine, Self::ToDo, Self::Findings, Self::Stale, Self::Suggested, Self::SentBack, Self::Review];

    /// The stable word, as in URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::ToDo => "to-do",
            Self::Findings => "findings",
            Self::Stale => "stale",
            Self::Suggested => "suggested",
            Self::Review => "review",
            Self::SentBack => "sent-back",
        }
    }

    /// Whether a segment is one of these; what is [`Mine`](Self::Mine) cannot be told of it.
    #[must_use]
    pub fn has(self, row: &CorrectionRow) -> bool {
        match self {
            Self::Mine => row.marks.draft || row.marks.sent_back,
            Self::ToDo => row.japanese.as_ref().is_none_or(|japanese| japanese.state <= SegmentState::Machine),
            Self::Findings => row.marks.findings,
            Self::Stale => row.marks.stale,
            Self::Suggested => row.marks.suggested,
            Self::Review => row.marks.to_review,
            Self::SentBack => row.marks.sent_back,
        }
    }
}

impl FromStr for WorkListKind {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word).ok_or(())
    }
}

/// What of a list is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkAsked {
    /// The list.
    pub list: WorkListKind,
    /// Of this office.
    pub office: Option<OfficeCode>,
    /// Of this subclass of the IPC.
    pub class: Option<String>,
    /// After this place.
    pub after: Option<i64>,
}

/// A publication in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkPublication {
    /// The publication.
    pub summary: PublicationSummary,
    /// Segments that the list is about; 1,000 stands for that many and more.
    pub segments: u64,
    /// The part to open.
    pub part: TextPart,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkPage {
    /// Its publications.
    pub rows: Vec<WorkPublication>,
    /// The place after which the next page begins.
    pub next: Option<i64>,
    /// Offices to choose from.
    pub offices: Vec<OfficeCode>,
}

/// A text of a file that was not saved since somebody else was faster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportClash {
    /// The part.
    pub part: TextPart,
    /// The segment.
    pub segment: SegmentPlace,
    /// The language of the source.
    pub language: LanguageTag,
    /// The source.
    pub source: String,
    /// The text of the file.
    pub yours: String,
    /// The present text.
    pub present: String,
    /// The text that both came from.
    pub ancestor: Option<String>,
}

/// A unit of a file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportProblem {
    /// Line of the file.
    pub line: u64,
    /// Stable code.
    pub code: String,
    /// What it is about.
    pub detail: String,
}

/// What a file has brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Whether nothing was stored.
    pub dry_run: bool,
    /// Units read.
    pub read: u64,
    /// Texts saved, or that would be.
    pub saved: u64,
    /// Texts that are as they were.
    pub unchanged: u64,
    /// Texts that clash.
    pub clashing: u64,
    /// Units that cannot be used.
    pub rejected: u64,
    /// The first of those that clash.
    pub clashes: Vec<ImportClash>,
    /// The first of those that cannot be used.
    pub problems: Vec<ImportProblem>,
}

/// A sentence for which a reader may suggest another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SuggestionPage {
    /// The publication.
    pub summary: PublicationSummary,
    /// The language of the source.
    pub language: LanguageTag,
    /// The source.
    pub source: String,
    /// The present Japanese.
    pub japanese: Option<JapaneseText>,
}

/// What is to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionAsked {
    /// The publication.
    pub id: PublicationId,
    /// The part.
    pub part: TextPart,
    /// The language of the source; that of the publication where `None`.
    pub language: Option<LanguageTag>,
    /// The segment to open; the first of the list, or of all, where `None`.
    pub open: Option<SegmentPlace>,
    /// The list that is worked through.
    pub list: Option<WorkListKind>,
    /// Words to look for in the memory.
    pub concordance: Option<String>,
}

/// What the correcting page and the work list call.
#[async_trait]
pub trait CorrectionServices: Send + Sync {
    /// A part open for correction; `None` where there is no such part for this audience.
    async fn correction_page(
        &self,
        asked: &CorrectionAsked,
        visitor: &Visitor,
        audience: Audience,
    ) -> Result<Option<CorrectionPage>, ServiceError>;

    /// A sentence for which another may be suggested; `None` where this audience has no such sentence.
    async fn suggestion_page(
        &self,
        id: &PublicationId,
        part: TextPart,
        language: &LanguageTag,
        place: &SegmentPlace,
        audience: Audience,
    ) -> Result<Option<SuggestionPage>, ServiceError>;

    /// A page of a list of work.
    async fn work_page(&self, asked: &WorkAsked, visitor: &Visitor, audience: Audience) -> Result<WorkPage, ServiceError>;

    /// Whether who is signed in, or is not, may suggest a better sentence.
    fn may_suggest(&self, signed_in: bool) -> bool;
}

/// These services as pages carry them.
pub type Corrections = Arc<dyn CorrectionServices>;

#[cfg(test)]
mod tests {
    use super::SegmentPlace;

    #[test]
    fn a_place_is_written_in_one_way() {
        let hash = "0123456789abcdef0123456789abcdef";
        let place: SegmentPlace = format!("{hash}-12").parse().expect("a place");
        assert_eq!((place.hash.as_str(), place.occurrence, place.to_string()), (hash, 12, format!("{hash}-12")));
        for wrong in [
            "",
            "-",
            "12-0",
            &format!("{hash}-"),
            &format!("{hash}--1"),
            &format!("{hash}-99999999999"),
            &format!("{}-0", hash.to_uppercase()),
        ] {
            assert!(wrong.parse::<SegmentPlace>().is_err(), "{wrong}");
        }
    }
}
