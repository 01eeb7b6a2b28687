//! What pages ask about engines, the translation memory and the termbase. Acts on them are forms that the server takes.

use std::sync::Arc;

use async_trait::async_trait;
use publication::{Audience, IsoDate, LanguageTag, OfficeCode, TextPart};

use super::{Moment, ServiceError};

/// What an engine is paid by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BilledBy {
    /// Characters of the source.
    Characters,
    /// Tokens of prompt and answer.
    Tokens,
    /// As the account is.
    Account,
    /// Nothing.
    Nothing,
}

/// A stable code with what it means in Japanese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The code.
    pub code: String,
    /// What it means, in Japanese.
    pub japanese: String,
}

/// An engine as it is configured, and how it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngineView {
    /// Its name in the configuration.
    pub id: String,
    /// What it is.
    pub kind: String,
    /// The model that is asked for.
    pub model: Option<String>,
    /// The host to which texts go; `None` where they stay on this machine.
    pub host: Option<String>,
    /// Whether that is somebody else's.
    pub third_party: bool,
    /// What is paid for.
    pub billed: BilledBy,
    /// Most characters of a day, and those of today.
    pub budget: Option<(u64, u64)>,
    /// Whether it is asked at all.
    pub enabled: bool,
    /// What its terms of use say, in Japanese.
    pub terms_of_use: Option<String>,
    /// The licence of a model on this machine: what its folder says; empty where that says nothing.
    pub licence: Option<String>,
    /// Seconds for which it is left alone after failures, and why.
    pub rests: Option<(u64, Reason)>,
}

/// A route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteView {
    /// Offices; none for all.
    pub offices: Vec<OfficeCode>,
    /// Languages; none for all.
    pub languages: Vec<LanguageTag>,
    /// Parts; none for all.
    pub parts: Vec<TextPart>,
    /// Names of engines, in the order in which they are asked.
    pub engines: Vec<String>,
}

/// Jobs that wait after a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingJobs {
    /// Why.
    pub reason: Reason,
    /// How many.
    pub jobs: u64,
    /// When the first of them is tried again.
    pub next: Moment,
}

/// What an engine did for an office, or on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkRow {
    /// The engine.
    pub engine: String,
    /// The model.
    pub model: String,
    /// The office; `None` where it is not known, and for sums of a day.
    pub office: Option<OfficeCode>,
    /// The day; `None` for sums of an office.
    pub day: Option<IsoDate>,
    /// Calls.
    pub calls: u64,
    /// Segments that came back.
    pub segments: u64,
    /// Characters sent.
    pub characters: u64,
    /// Units billed.
    pub units: u64,
    /// Milliseconds of a call, on average and at the longest.
    pub milliseconds: (u64, u64),
    /// Calls and segments that failed, by reason.
    pub failures: Vec<(Reason, u64)>,
    /// Segments in which a check found something, by check.
    pub findings: Vec<(Reason, u64)>,
}

/// All that the page of engines shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnginesOverview {
    /// The engines, by name.
    pub engines: Vec<EngineView>,
    /// The routes, in order.
    pub routes: Vec<RouteView>,
    /// Jobs that can be taken now, and those that a worker has.
    pub jobs: (u64, u64),
    /// Jobs put back.
    pub waiting: Vec<WaitingJobs>,
    /// How many days are counted.
    pub days: u16,
    /// What was done in these days, by engine and office.
    pub by_office: Vec<WorkRow>,
    /// And by day and engine, the latest first.
    pub by_day: Vec<WorkRow>,
    /// Offices that have publications.
    pub offices: Vec<OfficeCode>,
}

/// What is to be translated of an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TranslationScope {
    /// The office.
    pub office: OfficeCode,
    /// Whether all parts; else titles and abstracts.
    pub all_parts: bool,
    /// Whether machine text of other engines and models is made anew.
    pub anew: bool,
}

/// Segments and characters.
pub type Volume = (u64, u64);

/// What would be sent to an engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngineVolume {
    /// The engine.
    pub id: String,
    /// Segments and characters.
    pub volume: Volume,
    /// What it is paid by, and how many of these units that is where it is known.
    pub units: (BilledBy, Option<u64>),
    /// Its limit of a day, what is spent of it, and the days that this takes.
    pub budget: Option<(u64, u64, u64)>,
}

/// What translating would take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranslationEstimate {
    /// For what.
    pub scope: TranslationScope,
    /// Publications looked at, and whether there are more.
    pub publications: (u64, bool),
    /// Publications of which something is to be translated.
    pub wanting: u64,
    /// All that is to be translated.
    pub wanted: Volume,
    /// What the memory has.
    pub memory: Volume,
    /// What the built-in engine makes.
    pub built_in: Volume,
    /// What no engine is there for.
    pub without_engine: Volume,
    /// What goes to engines.
    pub engines: Vec<EngineVolume>,
}

/// The side of a pair in which words are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MemorySide {
    /// Either.
    #[default]
    Both,
    /// The source.
    Source,
    /// The Japanese.
    Japanese,
}

/// A pair of the memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoryPair {
    /// Language of the source.
    pub language: LanguageTag,
    /// The source.
    pub source: String,
    /// The Japanese.
    pub japanese: String,
    /// Who made it or changed it last; empty where nobody is named.
    pub author: String,
    /// When.
    pub day: Option<IsoDate>,
    /// What it came from.
    pub origin: String,
    /// Whether the public may see it.
    pub public: bool,
}

/// What of the memory is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoryQuestion {
    /// Words, between spaces.
    pub words: String,
    /// In which side.
    pub side: MemorySide,
    /// Language of the source; empty for all.
    pub language: String,
}

/// Pairs in which the words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoryAnswer {
    /// How many pairs the memory has.
    pub total: u64,
    /// Those found, and whether there may be more.
    pub pairs: (Vec<MemoryPair>, bool),
}

/// A term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermEntryView {
    /// Its language.
    pub language: LanguageTag,
    /// The word.
    pub term: String,
    /// The Japanese.
    pub japanese: String,
    /// Whether it is preferred, admitted or forbidden: the stable word.
    pub status: &'static str,
    /// Classes of documents that it is for; none for all.
    pub ipc: Vec<String>,
    /// A note.
    pub note: String,
    /// Whether the public may learn of it.
    pub public: bool,
}

/// A page of terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermList {
    /// How many there are that have the words.
    pub total: u64,
    /// The page, from 1, and the last one.
    pub page: (u32, u32),
    /// Its terms.
    pub terms: Vec<TermEntryView>,
}

/// A line of a file that was refused, or of which something is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedLine {
    /// The line, from 1; 0 for the file.
    pub line: u64,
    /// Why.
    pub reason: Reason,
    /// What stands there.
    pub detail: String,
}

/// What came of a file that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportOutcome {
    /// The file's name.
    pub file: String,
    /// Its format and encoding, where they could be told.
    pub format: Option<(String, String)>,
    /// Whether nothing was stored.
    pub dry_run: bool,
    /// Read, new, replaced, there already.
    pub counts: [u64; 4],
    /// Refused, and the first of them.
    pub rejected: (u64, Vec<ImportedLine>),
    /// With something left out, and the first of them.
    pub left_out: (u64, Vec<ImportedLine>),
}

/// What pages of engines, memory and terms call. Who may ask is the server's to see to, before a page is made.
#[async_trait]
pub trait TranslationServices: Send + Sync {
    /// Engines, routes, jobs and what was done, as far as an audience may know of the offices.
    async fn engines(&self, audience: Audience) -> Result<EnginesOverview, ServiceError>;

    /// What translating what an audience may see would take; of large offices the first publications alone are looked at.
    async fn estimate(&self, scope: TranslationScope, audience: Audience) -> Result<TranslationEstimate, ServiceError>;

    /// Pairs of the memory that an audience may see.
    async fn memory(&self, question: &MemoryQuestion, audience: Audience) -> Result<MemoryAnswer, ServiceError>;

    /// Terms with these words that an audience may learn of, page by page.
    async fn terms(&self, words: &str, language: &str, page: u32, audience: Audience) -> Result<TermList, ServiceError>;
}

/// The services as pages carry them.
pub type Translations = Arc<dyn TranslationServices>;
