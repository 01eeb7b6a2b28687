//! The ports that pages call: what a page needs to know, told without a word about where it comes from.
//!
//! The server gives an implementation by [`leptos::prelude::provide_context`]; pages take it with [`services`].

mod accounts;
mod console;
mod correction;
mod deliveries;
mod document;
mod exchanges;
mod figures;
mod holdings;
mod japanese;
mod parallel;
mod provision;
mod results;
mod translation;

use std::sync::Arc;

use async_trait::async_trait;
use publication::{Audience, LanguageTag, PublicationId, TextPart};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use accounts::{
    AccountList, AccountServices, AccountState, AccountSummary, Accounts, AuditConditions, AuditEvent, AuditPage, LinkHolder, LinkKind,
    Moment, SessionSummary,
};
pub use console::{
    CONSOLE_PAGE, Console, ConsoleArrival, ConsoleFeed, ConsoleFilter, ConsoleJob, ConsoleReject, ConsoleServices, JobCounts, Overview,
    RecordPreview, RefusedForm, RejectedSource, SourceTrial, Stored,
};
pub use correction::{
    ConcordanceUnit, CorrectionAsked, CorrectionBlock, CorrectionPage, CorrectionPanel, CorrectionRow, CorrectionServices, Corrections,
    DiffPiece, GoneText, ImportClash, ImportProblem, ImportReport, PanelClash, PanelFinding, PanelMatch, PanelRevision, PanelStale,
    PanelSuggestion, RowMarks, SegmentPlace, SourceMark, SourceMarkKind, SuggestionPage, WorkAsked, WorkListKind, WorkPage,
    WorkPublication,
};
pub use deliveries::{CONSOLE_DELIVERIES, ConsoleDelivery, DeliveryRow, ROLL_BACK_EFFECTS, RollBackPublication, TakenBack};
pub use document::{AskedPart, DocumentPage, FieldText, FieldTextKind, PublicationSummary, VersionInfo};
pub use exchanges::{ExchangeStanding, ExchangeState};
pub use figures::{
    Breakage, FigurePage, FigureState, ImageSize, ListedFigure, PageImages, ShownFigure, WebImage, file_address, image_address,
};
pub use holdings::OfficeHolding;
pub use japanese::{CoverageMeter, JapaneseText};
pub use parallel::{ParallelBlock, ParallelSegment, ParallelText, SegmentFinding, TermMark};
pub use provision::*;
pub use results::{
    CountedRendering, ExpandedTerm, Expansion, MatchedOrigin, NameSuggestion, Neighbours, NumberAnswer, ResultHit, ResultNotice, Results,
    SearchOutcome,
};
pub use translation::{
    BilledBy, EngineView, EngineVolume, EnginesOverview, ImportOutcome, ImportedLine, MemoryAnswer, MemoryPair, MemoryQuestion, MemorySide,
    Reason, RouteView, TermEntryView, TermList, TranslationEstimate, TranslationScope, TranslationServices, Translations, Volume,
    WaitingJobs, WorkRow,
};

/// Why a page has nothing to show. The texts shown are the page's own; these are only kinds.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum ServiceError {
    /// The request cannot be understood; the text names the part, for people.
    #[error("bad request: {0}")]
    BadRequest(String),
    /// The search engine does not answer; documents and numbers still do.
    #[error("search is not available")]
    SearchUnavailable,
    /// Something failed inside; the id stands in the log.
    #[error("internal error {0}")]
    Internal(String),
}

/// What pages call.
#[async_trait]
pub trait PortalServices: Send + Sync {
    /// What the portal holds, by office and right.
    async fn holdings(&self, audience: Audience) -> Result<Vec<OfficeHolding>, ServiceError>;

    /// What was agreed with each office on the exchange of data, beside what came.
    async fn exchanges(&self, audience: Audience) -> Result<Vec<ExchangeStanding>, ServiceError>;

    /// Answers a search. The parameters are those of the URL.
    async fn search(&self, params: &index_config::SearchParams, audience: Audience) -> Result<SearchOutcome, ServiceError>;

    /// The hits around the `position`th (from 1) of a search.
    async fn neighbours(&self, params: &index_config::SearchParams, position: u64, audience: Audience) -> Result<Neighbours, ServiceError>;

    /// A document, with the part of it that is looked at: the parallel text is `None` where none was asked for, or where the document has
    /// no such part. `None` where this audience has no such document.
    async fn document(
        &self,
        id: &PublicationId,
        asked: Option<&AskedPart>,
        audience: Audience,
    ) -> Result<Option<(DocumentPage, Option<ParallelText>)>, ServiceError>;

    /// A part of a document in parallel, in the language asked for or else the language of the publication. `None` where the document or
    /// the part is not there.
    async fn parallel(
        &self,
        id: &PublicationId,
        part: TextPart,
        language: Option<&LanguageTag>,
        audience: Audience,
    ) -> Result<Option<ParallelText>, ServiceError>;

    /// Asks for a part to be translated.
    async fn request_translation(&self, id: &PublicationId, part: TextPart, audience: Audience) -> Result<(), ServiceError>;

    /// The record as it came, for the original's tab: text if it is text, cut to `limit` bytes; the full one is a download.
    async fn original(&self, id: &PublicationId, limit: usize, audience: Audience) -> Result<Option<(String, bool)>, ServiceError>;

    /// Publications that a number in a dead URL could mean: for the page that says "not found".
    async fn candidates(&self, number: &str, audience: Audience) -> Result<Vec<PublicationSummary>, ServiceError>;
}

/// The services as pages carry them.
pub type Services = Arc<dyn PortalServices>;
