//! What the correcting page and the work list need to know.

mod import;
mod panel;
mod place;
mod rows;
mod work;

use std::sync::Arc;

use async_trait::async_trait;
use publication::{Audience, LanguageTag, PublicationId, TextPart};
use serde::{Deserialize, Serialize};

use super::{CoverageMeter, JapaneseText, PublicationSummary, ServiceError};
use crate::Visitor;

pub use import::{ImportClash, ImportProblem, ImportReport};
pub use panel::{
    ConcordanceUnit, CorrectionPanel, DiffPiece, PanelClash, PanelFinding, PanelMatch, PanelRevision, PanelStale, PanelSuggestion,
    SourceMark, SourceMarkKind,
};
pub use place::SegmentPlace;
pub use rows::{CorrectionBlock, CorrectionRow, RowMarks};
pub use work::{WorkAsked, WorkListKind, WorkPage, WorkPublication};

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
