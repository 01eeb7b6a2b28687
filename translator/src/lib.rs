//! Translation of patent documents into Japanese: segments, memory, terms, engines, and what made each sentence.
//!
//! Knows nothing of where publications are stored or how they are served. Without the feature `engines` only the plain types are here, for
//! pages; with it, the whole way of a sentence through [`Pipeline`].

mod language;
mod provenance;

#[cfg(feature = "engines")]
mod builtin;
#[cfg(feature = "engines")]
mod cache;
#[cfg(feature = "engines")]
mod capabilities;
#[cfg(feature = "engines")]
mod check;
#[cfg(feature = "engines")]
mod claims;
#[cfg(feature = "engines")]
mod clock;
#[cfg(feature = "engines")]
mod decorators;
#[cfg(feature = "engines")]
mod detection;
#[cfg(feature = "engines")]
mod document_terms;
#[cfg(feature = "engines")]
mod engine;
#[cfg(feature = "engines")]
mod engines;
#[cfg(feature = "engines")]
mod exchange;
#[cfg(feature = "engines")]
mod memory;
#[cfg(feature = "engines")]
mod normal;
#[cfg(feature = "engines")]
mod number;
#[cfg(feature = "engines")]
mod pattern;
#[cfg(feature = "engines")]
mod pipeline;
#[cfg(feature = "engines")]
mod protection;
#[cfg(feature = "engines")]
mod secret;
#[cfg(feature = "engines")]
mod segmentation;
#[cfg(feature = "engines")]
mod style;
#[cfg(feature = "engines")]
mod tags;
#[cfg(feature = "engines")]
mod terms;
#[cfg(feature = "engines")]
mod watch;
#[cfg(feature = "engines")]
mod wire;

pub use language::{Language, LanguageError};
pub use provenance::{Provenance, SegmentKind, SegmentState};

#[cfg(feature = "engines")]
pub use {
    builtin::{BuiltIn, Justified},
    cache::{CacheError, CacheScope, CachedAnswer, TranslationCache},
    capabilities::Capabilities,
    check::{Check, Checker, Finding, ForbiddenTerm, Severity, findings},
    claims::{ClaimReference, claim_references, references, refers_to_preceding},
    clock::Clock,
    decorators::{
        BudgetError, BudgetLedger, Budgeted, Caching, Circuit, CircuitBreaker, CircuitPolicy, LedgerInMemory, RateLimited, RatePolicy,
        RetryPolicy, Retrying, Route, Routing, SingleFlight, Watched,
    },
    detection::{LanguageEvidence, detect, language_evidence},
    document_terms::{DocumentTerms, OtherRendering},
    engine::{
        DocumentPart, EngineError, Example, MachineTranslator, Results, SegmentError, SegmentToTranslate, TermToFollow, Translated,
        TranslationRequest, reason_in_japanese,
    },
    engines::{
        AzureConfig, AzureEngine, AzureSettings, AzureVersion, ConfigurationError, DeepLConfig, DeepLEngine, DeepLSettings, EngineConfig,
        EngineListing, EngineSet, EnginesConfig, GoogleConfig, GoogleEngine, GoogleSettings, LOCAL_ENGINE, LibreTranslateConfig,
        LibreTranslateEngine, LibreTranslateSettings, LimitsConfig, LocalConfig, LocalModel, LocalModels, OpenAiCompatibleConfig,
        OpenAiEngine, OpenAiSettings, PromptTemplate, RouteConfig, ServiceAccount, Surroundings, TexTraAuthentication, TexTraConfig,
        TexTraEngine, TexTraSettings, UnitsBilled, engines_from,
    },
    exchange::{
        DocumentUnit, DocumentWriter, ExchangeDefect, ExchangeError, ExchangeFormat, ExchangeTerm, ExchangeUnit, TbxWriter, TermCsvWriter,
        TermFormat, TextEncoding, UnitDetails, UnitWriter, WordStatus, WriteError, WrittenFormat, exchange_format, exchange_terms,
        exchange_units, exchange_units_in, term_format, text_encoding,
    },
    memory::{
        Comparison, Context, Edit, MatchKind, MatchSettings, MemoryError, MemoryMatch, MemoryScope, MemoryUnit, Penalty, Sentence,
        TranslationMemory, UnitOrigin, difference, matches,
    },
    normal::normalised,
    number::{Number, NumberStyle, NumberValue, numbers},
    pattern::{Pattern, substituted},
    pipeline::{Document, Outcome, Passage, Pipeline, PipelineError, Retry, Segment},
    protection::{Masked, ProtectedKind, ProtectedPiece, Protection, ProtectionError, protected_pieces},
    secret::ApiKey,
    segmentation::segments,
    style::{HouseStyle, Punctuation, SaidWord},
    terms::{TermEntry, Termbase},
    watch::{EngineCall, EngineWatch},
};
