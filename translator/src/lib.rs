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
mod check;
#[cfg(feature = "engines")]
mod claims;
#[cfg(feature = "engines")]
mod detection;
#[cfg(feature = "engines")]
mod engine;
#[cfg(feature = "engines")]
mod memory;
#[cfg(feature = "engines")]
mod normal;
#[cfg(feature = "engines")]
mod number;
#[cfg(feature = "engines")]
mod openai;
#[cfg(feature = "engines")]
mod pattern;
#[cfg(feature = "engines")]
mod pipeline;
#[cfg(feature = "engines")]
mod retry;
#[cfg(feature = "engines")]
mod segmentation;
#[cfg(feature = "engines")]
mod terms;

pub use language::{Language, LanguageError};
pub use provenance::{Provenance, SegmentKind, SegmentState};

#[cfg(feature = "engines")]
pub use {
    builtin::{BuiltIn, Justified},
    cache::{CacheError, CacheScope, CachedAnswer, TranslationCache},
    check::{Finding, findings},
    claims::{ClaimReference, claim_references, references, refers_to_preceding},
    detection::detect,
    engine::{
        Capabilities, EngineError, Example, MachineTranslator, SegmentError, SegmentToTranslate, TermToFollow, Translated,
        TranslationRequest, reason_in_japanese,
    },
    memory::{MemoryError, MemoryScope, MemoryUnit, TranslationMemory},
    normal::normalised,
    number::{Number, NumberStyle, NumberValue, numbers},
    openai::{ApiKey, OpenAiEngine, OpenAiSettings, PromptTemplate},
    pattern::{Pattern, substituted},
    pipeline::{Outcome, Pipeline, PipelineError, Retry, Segment},
    retry::{RetryPolicy, Retrying},
    segmentation::segments,
    terms::{TermEntry, Termbase},
};
