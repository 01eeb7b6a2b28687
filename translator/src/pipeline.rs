//! The way of a sentence to its Japanese: exact memory, memory with numbers substituted, built-in engine, cache, engine; else 未翻訳.

mod documents;
mod examples;
mod machine;
mod remembered;
mod renderings;

use std::{collections::HashMap, sync::Arc, time::Duration};

use documents::Place;
pub use documents::{Document, Passage};
use thiserror::Error;

use crate::{
    BuiltIn, DocumentPart, EngineWatch, Language, MachineTranslator, MemoryError, MemoryScope, Provenance, SegmentKind, Termbase,
    TranslationCache, TranslationMemory, engine::Example, normal::normalised,
};

/// A segment as it stands in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// The source.
    pub text: String,
}

/// Whether and when an untranslated segment is to be tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// By itself, after this long if the engine said so.
    After(Option<Duration>),
    /// When somebody changes something: configures an engine, pays, corrects the key.
    WhenChanged,
    /// By another engine or model: this one was asked for the very sentence, and would most likely be paid for the same again.
    ByAnother,
}

/// What became of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There is Japanese.
    Japanese {
        /// The text.
        text: String,
        /// What made it.
        provenance: Provenance,
    },
    /// 未翻訳.
    None {
        /// Stable code of why; [`reason_in_japanese`](crate::reason_in_japanese) says it to people. `no-engine` where none is configured.
        reason: &'static str,
        /// Whether to try again.
        retry: Retry,
    },
}

/// Nothing could be done at all.
#[derive(Debug, Error)]
pub enum PipelineError {
    /// The memory could not be asked. Going on without it would show machine text where there is a person's.
    #[error(transparent)]
    Memory(#[from] MemoryError),
}

impl PipelineError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Memory(_) => "memory-unavailable",
        }
    }
}

/// Memory, terms and engines put together. Cheap to clone.
#[derive(Clone)]
pub struct Pipeline {
    terms: Arc<Termbase>,
    built_in: BuiltIn,
    memory: Option<Arc<dyn TranslationMemory>>,
    cache: Option<Arc<dyn TranslationCache>>,
    engine: Option<Arc<dyn MachineTranslator>>,
    document: DocumentPart,
    watch: Option<Arc<dyn EngineWatch>>,
}

/// One distinct source text of a document.
struct Distinct {
    normalised: String,
    kind: SegmentKind,
    /// The document, by position.
    document: usize,
    /// Where it first stands.
    first: usize,
    outcome: Option<Outcome>,
    /// Approved pairs that resemble it, with how much they do in per cent: examples for an engine, and Japanese for nobody.
    examples: Vec<(u8, Example)>,
}

impl Pipeline {
    /// With the termbase and the built-in engine only.
    #[must_use]
    pub fn new(terms: Arc<Termbase>) -> Self {
        Self {
            built_in: BuiltIn::new(Arc::clone(&terms)),
            terms,
            memory: None,
            cache: None,
            engine: None,
            document: DocumentPart::default(),
            watch: None,
        }
    }

    /// Asks this memory first.
    #[must_use]
    pub fn with_memory(mut self, memory: Arc<dyn TranslationMemory>) -> Self {
        self.memory = Some(memory);
        self
    }

    /// Keeps the engine's answers here.
    #[must_use]
    pub fn with_cache(mut self, cache: Arc<dyn TranslationCache>) -> Self {
        self.cache = Some(cache);
        self
    }

    /// Asks this engine last.
    #[must_use]
    pub fn with_engine(mut self, engine: Arc<dyn MachineTranslator>) -> Self {
        self.engine = Some(engine);
        self
    }

    /// The same for segments of one office's documents, or of one part of them: routes may send them to an engine of their own.
    #[must_use]
    pub fn for_document(mut self, document: DocumentPart) -> Self {
        self.document = document;
        self
    }

    /// The same with other terms.
    #[must_use]
    pub fn with_terms(mut self, terms: Arc<Termbase>) -> Self {
        self.built_in = BuiltIn::new(Arc::clone(&terms));
        self.terms = terms;
        self
    }

    /// The same with the terms of documents of these scopes alone ([`Termbase::within`]).
    #[must_use]
    pub fn within(mut self, scopes: &[String]) -> Self {
        self.terms = Arc::new(self.terms.within(scopes));
        self.built_in = BuiltIn::new(Arc::clone(&self.terms));
        self
    }

    /// Tells this watch what the checks find in what engines make.
    #[must_use]
    pub fn with_watch(mut self, watch: Arc<dyn EngineWatch>) -> Self {
        self.watch = Some(watch);
        self
    }

    /// The terms in use.
    #[must_use]
    pub fn terms(&self) -> &Arc<Termbase> {
        &self.terms
    }

    /// The engine's name, where one is configured.
    #[must_use]
    pub fn engine_name(&self) -> Option<&str> {
        self.engine.as_deref().map(MachineTranslator::name)
    }

    /// Translates segments of one language. The answer has one outcome per segment, in order.
    ///
    /// Segments may come from one document or from many: give as many as there are, memory and cache are asked once for all of them. With
    /// [`MemoryScope::Public`] nothing that was made from restricted text reaches the answer. `today` (`yyyy-mm-dd`) becomes the date of what an engine makes
    /// now. An engine's failure leaves segments untranslated with its code; it is no error of this call.
    ///
    /// # Errors
    /// Where the memory cannot be asked.
    pub async fn translate(
        &self,
        segments: &[Segment],
        language: &Language,
        scope: MemoryScope,
        today: &str,
    ) -> Result<Vec<Outcome>, PipelineError> {
        self.translate_places(&documents::of_segments(segments), &[], language, scope, today).await
    }

    /// Translates what has no Japanese yet in documents of one language, as [`translate`](Self::translate) does, and renders a word within each
    /// document in one way: how it was first rendered, the engine is told to render it in the rest. The answer has, for each document, one outcome
    /// per passage without Japanese, in order.
    ///
    /// # Errors
    /// Where the memory cannot be asked.
    pub async fn translate_documents(
        &self,
        documents: &[Document],
        language: &Language,
        scope: MemoryScope,
        today: &str,
    ) -> Result<Vec<Vec<Outcome>>, PipelineError> {
        let places = documents::of_documents(documents);
        let outcomes = self.translate_places(&places, documents, language, scope, today).await?;
        let mut out: Vec<Vec<Outcome>> = documents.iter().map(|_| Vec::new()).collect();
        for (place, outcome) in places.iter().zip(outcomes) {
            if let Some(of_document) = out.get_mut(place.document) {
                of_document.push(outcome);
            }
        }
        Ok(out)
    }

    async fn translate_places(
        &self,
        places: &[Place<'_>],
        documents: &[Document],
        language: &Language,
        scope: MemoryScope,
        today: &str,
    ) -> Result<Vec<Outcome>, PipelineError> {
        let (mut distinct, of_place) = distinct_texts(places);
        let mut in_context = self.ask_memory(&mut distinct, places, &of_place, language, scope).await?;
        for text in distinct.iter_mut().filter(|text| text.outcome.is_none()) {
            text.outcome = self.built_in.translate(&text.normalised, text.kind, language).map(|justified| Outcome::Japanese {
                text: justified.text,
                provenance: Provenance::BuiltIn { rule: justified.rule.to_owned() },
            });
        }
        match &self.engine {
            Some(engine) => {
                let asked = machine::Asked { places, documents, language, scope, today };
                self.ask_engine(engine.as_ref(), &mut distinct, &asked).await;
            }
            None => {
                for text in distinct.iter_mut().filter(|text| text.outcome.is_none()) {
                    text.outcome = Some(Outcome::None { reason: "no-engine", retry: Retry::WhenChanged });
                }
            }
        }
        let nothing = || Outcome::None { reason: "segment-missing", retry: Retry::After(None) };
        let of_text = |index: usize| distinct.get(index).and_then(|text| text.outcome.clone()).unwrap_or_else(nothing);
        Ok(of_place.into_iter().enumerate().map(|(at, index)| in_context.remove(&at).unwrap_or_else(|| of_text(index))).collect())
    }
}

fn unique(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut out: Vec<String> = texts.collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The distinct texts of each document (a text and its kind), and for each place which of them it is.
fn distinct_texts(places: &[Place<'_>]) -> (Vec<Distinct>, Vec<usize>) {
    let mut out: Vec<Distinct> = Vec::new();
    let mut known: HashMap<(String, SegmentKind, usize), usize> = HashMap::new();
    let mut of_place = Vec::with_capacity(places.len());
    for (first, place) in places.iter().enumerate() {
        let text = normalised(place.text);
        let index = *known.entry((text, place.kind, place.document)).or_insert_with_key(|(text, kind, document)| {
            // Nothing to translate is not "untranslated for want of an engine".
            let outcome = text.is_empty().then_some(Outcome::None { reason: "source-empty", retry: Retry::WhenChanged });
            out.push(Distinct { normalised: text.clone(), kind: *kind, document: *document, first, outcome, examples: Vec::new() });
            out.len() - 1
        });
        of_place.push(index);
    }
    (out, of_place)
}

#[cfg(test)]
mod tests;
