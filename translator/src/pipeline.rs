//! The way of a sentence to its Japanese: exact memory, memory with numbers substituted, built-in engine, cache, engine; else 未翻訳.

mod examples;
mod machine;

use std::{collections::HashMap, sync::Arc, time::Duration};

use thiserror::Error;

use crate::{
    BuiltIn, Context, DocumentPart, Language, MachineTranslator, MemoryError, MemoryScope, MemoryUnit, Pattern, Provenance, SegmentKind,
    Termbase, TranslationCache, TranslationMemory, engine::Example, normal::normalised, pattern::substituted,
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
    /// Whether a call is one document, whose terms are rendered in one way.
    one_document: bool,
}

/// One distinct source text of a call.
struct Distinct {
    normalised: String,
    kind: SegmentKind,
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
            one_document: false,
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

    /// The same with the terms of documents of these scopes alone ([`Termbase::within`]).
    #[must_use]
    pub fn within(mut self, scopes: &[String]) -> Self {
        self.terms = Arc::new(self.terms.within(scopes));
        self.built_in = BuiltIn::new(Arc::clone(&self.terms));
        self
    }

    /// Takes each call of [`translate`](Self::translate) for one document: how a word was first rendered in it, the engine is told to render it
    /// in the rest.
    #[must_use]
    pub fn with_one_document_per_call(mut self) -> Self {
        self.one_document = true;
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
        let (mut distinct, of_segment) = distinct_texts(segments);
        let mut in_context = self.ask_memory(&mut distinct, segments, &of_segment, language, scope).await?;
        for text in distinct.iter_mut().filter(|text| text.outcome.is_none()) {
            text.outcome = self.built_in.translate(&text.normalised, text.kind, language).map(|justified| Outcome::Japanese {
                text: justified.text,
                provenance: Provenance::BuiltIn { rule: justified.rule.to_owned() },
            });
        }
        match &self.engine {
            Some(engine) => self.ask_engine(engine.as_ref(), &mut distinct, segments, language, scope, today).await,
            None => {
                for text in distinct.iter_mut().filter(|text| text.outcome.is_none()) {
                    text.outcome = Some(Outcome::None { reason: "no-engine", retry: Retry::WhenChanged });
                }
            }
        }
        let nothing = || Outcome::None { reason: "segment-missing", retry: Retry::After(None) };
        let of_text = |index: usize| distinct.get(index).and_then(|text| text.outcome.clone()).unwrap_or_else(nothing);
        Ok(of_segment.into_iter().enumerate().map(|(at, index)| in_context.remove(&at).unwrap_or_else(|| of_text(index))).collect())
    }

    /// What the memory knows. Answers the segments whose Japanese is another one between their neighbours than elsewhere.
    async fn ask_memory(
        &self,
        distinct: &mut [Distinct],
        segments: &[Segment],
        of_segment: &[usize],
        language: &Language,
        scope: MemoryScope,
    ) -> Result<HashMap<usize, Outcome>, MemoryError> {
        let mut in_context = HashMap::new();
        let Some(memory) = &self.memory else { return Ok(in_context) };
        // An adapter that forgets the scope must not make us show what it should not have given.
        let allowed = |unit: &MemoryUnit| scope == MemoryScope::Inside || !unit.restricted;
        let sources: Vec<String> = unique(distinct.iter().map(|text| text.normalised.clone()));
        if sources.is_empty() {
            return Ok(in_context);
        }
        let mut exact: HashMap<String, Vec<MemoryUnit>> = HashMap::new();
        for unit in memory.exact(language, &sources, scope).await?.into_iter().filter(allowed) {
            exact.entry(normalised(&unit.source)).or_default().push(unit);
        }
        for units in exact.values_mut() {
            units.sort_by(newest_first);
        }
        if exact.values().any(|units| units.len() > 1) {
            for (at, index) in of_segment.iter().enumerate() {
                let known = distinct.get(*index).and_then(|text| exact.get(&text.normalised)).filter(|units| units.len() > 1);
                let Some(units) = known else { continue };
                let neighbour = |at: Option<usize>| at.and_then(|at| segments.get(at)).map(|segment| segment.text.as_str());
                let context = Context::of(neighbour(at.checked_sub(1)), neighbour(at.checked_add(1)));
                if let Some(unit) = units.iter().find(|unit| unit.context.as_ref() == Some(&context)) {
                    in_context.insert(at, from_unit(unit, unit.japanese.clone(), false));
                }
            }
        }
        let mut patterns: Vec<(usize, Pattern)> = Vec::new();
        for (index, text) in distinct.iter_mut().enumerate() {
            if let Some(unit) = exact.get(&text.normalised).and_then(|units| units.first()) {
                text.outcome = Some(from_unit(unit, unit.japanese.clone(), false));
                continue;
            }
            let pattern = Pattern::of_normalised(&text.normalised, language);
            if !pattern.numbers.is_empty() {
                patterns.push((index, pattern));
            }
        }
        let asked = unique(patterns.iter().map(|(_, pattern)| pattern.text.clone()));
        if asked.is_empty() {
            return Ok(in_context);
        }
        let mut by_pattern: HashMap<String, Vec<MemoryUnit>> = HashMap::new();
        for unit in memory.by_pattern(language, &asked, scope).await?.into_iter().filter(allowed) {
            by_pattern.entry(Pattern::of(&unit.source, language).text).or_default().push(unit);
        }
        for units in by_pattern.values_mut() {
            units.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.source.cmp(&b.source)));
        }
        for (index, pattern) in patterns {
            let (Some(units), Some(text)) = (by_pattern.get(&pattern.text), distinct.get_mut(index)) else { continue };
            text.outcome =
                units.iter().find_map(|unit| Some(from_unit(unit, substituted(&unit.source, &unit.japanese, &pattern, language)?, true)));
            if text.outcome.is_none() {
                text.examples = units.iter().take(examples::MOST).map(|unit| (examples::BUT_FOR_NUMBERS, examples::of(unit))).collect();
            }
        }
        Ok(in_context)
    }
}

/// The newer unit first; of equal days, always the same one.
fn newest_first(a: &MemoryUnit, b: &MemoryUnit) -> std::cmp::Ordering {
    (&b.date, &b.japanese).cmp(&(&a.date, &a.japanese))
}

fn from_unit(unit: &MemoryUnit, text: String, numbers_substituted: bool) -> Outcome {
    Outcome::Japanese { text, provenance: Provenance::Memory { author: unit.author.clone(), date: unit.date.clone(), numbers_substituted } }
}

fn unique(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut out: Vec<String> = texts.collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The distinct texts (a text and its kind), and for each segment which of them it is.
fn distinct_texts(segments: &[Segment]) -> (Vec<Distinct>, Vec<usize>) {
    let mut out: Vec<Distinct> = Vec::new();
    let mut known: HashMap<(String, SegmentKind), usize> = HashMap::new();
    let mut of_segment = Vec::with_capacity(segments.len());
    for (first, segment) in segments.iter().enumerate() {
        let text = normalised(&segment.text);
        let index = *known.entry((text, segment.kind)).or_insert_with_key(|(text, kind)| {
            // Nothing to translate is not "untranslated for want of an engine".
            let outcome = text.is_empty().then_some(Outcome::None { reason: "source-empty", retry: Retry::WhenChanged });
            out.push(Distinct { normalised: text.clone(), kind: *kind, first, outcome, examples: Vec::new() });
            out.len() - 1
        });
        of_segment.push(index);
    }
    (out, of_segment)
}

#[cfg(test)]
mod tests;
