//! The ports that pages call: what a page needs to know, told without a word about where it comes from.
//!
//! The server gives an implementation by [`leptos::prelude::provide_context`]; pages take it with [`services`].

mod accounts;
mod console;
mod correction;
mod exchanges;
mod figures;
mod provision;
mod translation;

use std::{ops::Range, sync::Arc};

use async_trait::async_trait;
use index_config::{Facet, Match, Sort, TextOrigin, Total};
use publication::{Audience, Element, IsoDate, LanguageTag, OfficeCode, Publication, PublicationId, Right, TextPart};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use translator::{Provenance, SegmentKind, SegmentState};

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
pub use exchanges::{ExchangeStanding, ExchangeState};
pub use figures::{
    Breakage, FigurePage, FigureState, ImageSize, ListedFigure, PageImages, ShownFigure, WebImage, file_address, image_address,
};
pub use provision::*;
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

/// How many publications of one office and right there are, and from when to when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OfficeHolding {
    /// The office.
    pub office: OfficeCode,
    /// The right.
    pub right: Right,
    /// Publications.
    pub count: u64,
    /// First publication date.
    pub first: Option<IsoDate>,
    /// Last publication date.
    pub last: Option<IsoDate>,
    /// Elements that at least one publication has, with counts.
    pub elements: Vec<(Element, u64)>,
    /// Day of the last delivery of the office's feed.
    pub last_delivery: Option<IsoDate>,
    /// Sentences that people have translated.
    pub human_segments: u64,
    /// Publications with at least one of them.
    pub human_publications: u64,
    /// Publications per year of publication, oldest first; `None` for undated ones.
    pub years: Vec<(Option<u16>, u64)>,
    /// Whether all of them are samples.
    pub sample: bool,
}

/// A Japanese text and what made it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JapaneseText {
    /// The text.
    pub text: String,
    /// What made it.
    pub provenance: Provenance,
    /// How far it has come.
    pub state: SegmentState,
}

/// What a list shows of a publication.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PublicationSummary {
    /// The publication without its long texts.
    pub publication: Publication,
    /// The elements it has, long texts included.
    pub elements: Vec<Element>,
    /// Japanese of its title; of the first title that has one.
    pub japanese_title: Option<JapaneseText>,
    /// The image that stands for it; `None` where there is none, or none yet.
    pub figure: Option<ListedFigure>,
}

/// A hit on the results page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResultHit {
    /// The publication.
    pub summary: PublicationSummary,
    /// Why it matched.
    pub matches: Vec<Match>,
}

/// Something the reader should know about an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "kebab-case")]
pub enum ResultNotice {
    /// The search looked in a part that these offices deliver none of: finding nothing there says nothing.
    PartNotDelivered {
        /// The part.
        part: TextPart,
        /// The offices.
        offices: Vec<OfficeCode>,
    },
    /// A part of the query was not understood and not used; the text is that part.
    NotUnderstood {
        /// The part.
        part: String,
    },
    /// Only so many hits can be paged through.
    OnlyFirst {
        /// How many.
        hits: u64,
    },
    /// Some words were not looked for in other languages, as the query would have become too large.
    NotAllExpanded,
}

/// A term of the query, and what it was also looked for by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpandedTerm {
    /// The term, as typed.
    pub term: String,
    /// The language in which it was typed.
    pub language: LanguageTag,
    /// Whether the reader has taken all its renderings away.
    pub dropped: bool,
    /// Its renderings.
    pub renderings: Vec<CountedRendering>,
}

/// A rendering of a term, and what it finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedRendering {
    /// Its language.
    pub language: LanguageTag,
    /// The words.
    pub words: String,
    /// Hits that have it; `None` where it is not looked for, or was not counted.
    pub count: Option<u64>,
    /// Whether the reader has taken it away.
    pub dropped: bool,
}

/// How a query's words were looked for in other languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expansion {
    /// Whether it is on.
    pub on: bool,
    /// The terms that the termbase knows.
    pub terms: Vec<ExpandedTerm>,
}

/// How many hits match in texts of one origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchedOrigin {
    /// What made the texts.
    pub origin: TextOrigin,
    /// Hits that match within them.
    pub count: u64,
}

/// The results page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// How many there are.
    pub total: Total,
    /// The hits of this page.
    pub hits: Vec<ResultHit>,
    /// Facets. The counts of a facet leave its own condition aside, so that several of its values can be picked; those of elements, which
    /// are all required, do not.
    pub facets: Vec<Facet>,
    /// The query's words in other languages; `None` where it has none that the termbase knows.
    pub expansion: Option<Expansion>,
    /// How many hits match within texts of each origin; empty where no words were asked for.
    pub matched: Vec<MatchedOrigin>,
    /// What the reader should know.
    pub notices: Vec<ResultNotice>,
    /// The order in force.
    pub sort: Sort,
    /// Page shown, from 1.
    pub page: u32,
    /// Hits per page.
    pub per_page: u32,
    /// Milliseconds the engine took.
    pub took_ms: u32,
}

/// Answer to a number or a pasted list of numbers: one entry per number given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NumberAnswer {
    /// The number as given.
    pub given: String,
    /// Publications it can mean; empty where there is none.
    pub found: Vec<PublicationSummary>,
}

/// What a search leads to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SearchOutcome {
    /// A page of hits.
    Results(Box<Results>),
    /// One number with exactly one document: go there.
    Document(PublicationId),
    /// Numbers with their candidates.
    Numbers(Vec<NumberAnswer>),
}

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

/// How much of a text each maker's Japanese covers: characters of source text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageMeter {
    /// By people.
    pub human: u64,
    /// By the memory.
    pub memory: u64,
    /// By an engine.
    pub machine: u64,
    /// By the built-in engine.
    pub built_in: u64,
    /// Untranslated.
    pub none: u64,
}

impl CoverageMeter {
    /// Counts another text in.
    pub const fn add(&mut self, other: &Self) {
        self.human += other.human;
        self.memory += other.memory;
        self.machine += other.machine;
        self.built_in += other.built_in;
        self.none += other.none;
    }
}

/// A text of a mark or a design that stands in the bibliographic data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldTextKind {
    /// Indication of a product that a design is for, beside its title.
    Product,
    /// Characteristic features of a design.
    Features,
    /// Description of a mark.
    MarkDescription,
    /// Colours of a mark or a design.
    Colours,
    /// Disclaimer.
    Disclaimer,
}

/// Such a text, segment by segment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldText {
    /// What it is.
    pub kind: FieldTextKind,
    /// Its language.
    pub language: LanguageTag,
    /// Its segments.
    pub segments: Vec<ParallelSegment>,
}

/// A stored version of a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionInfo {
    /// Number of the version, from 1.
    pub version: i64,
    /// Day it was stored.
    pub stored: IsoDate,
    /// The file it came from.
    pub file: String,
}

/// The part of a document that is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedPart {
    /// The part.
    pub part: TextPart,
    /// In which language; else that of the publication.
    pub language: Option<LanguageTag>,
}

/// The document page: everything but the parallel texts, which are asked for by tab.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentPage {
    /// The publication.
    pub summary: PublicationSummary,
    /// What is said of a mark or a design beyond its title, with its Japanese; empty for other rights.
    pub field_texts: Vec<FieldText>,
    /// Its figures as far as they can be shown, in the publication's order.
    pub figures: Vec<ShownFigure>,
    /// Members of its family held here (readable by this audience).
    pub family: Vec<PublicationSummary>,
    /// Cited documents held here: position in the publication's citations, and the document.
    pub cited: Vec<(usize, PublicationId)>,
    /// Its versions, newest first.
    pub versions: Vec<VersionInfo>,
    /// How far the Japanese has come, over the whole document.
    pub meter: CoverageMeter,
    /// Day of the delivery it came by.
    pub delivered: Option<IsoDate>,
    /// Whether an engine is configured, so that translating on demand can be offered.
    pub engine: Option<String>,
}

/// The hits before and after a document, for a reader who came from a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Neighbours {
    /// Position in the list, from 1.
    pub position: u64,
    /// Hits in the list.
    pub total: u64,
    /// The hit before.
    pub previous: Option<PublicationId>,
    /// The hit after.
    pub next: Option<PublicationId>,
}

/// A name that what is typed may become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameSuggestion {
    /// The name.
    pub name: String,
    /// Publications with it.
    pub count: u64,
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
