//! Lists of what is to be worked through.

use std::str::FromStr;

use publication::{OfficeCode, TextPart};
use serde::{Deserialize, Serialize};
use translator::SegmentState;

use super::CorrectionRow;
use crate::services::PublicationSummary;

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
