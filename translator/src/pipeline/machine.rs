//! The part of the way that costs money: cache and engine.

use super::{Distinct, Document, Outcome, Pipeline, Retry, documents::Place, examples, renderings::Renderings};
use crate::{
    CacheScope, CachedAnswer, EngineError, Language, MachineTranslator, Masked, MemoryScope, Protection, Provenance, SegmentError,
    SegmentToTranslate, Severity, TermToFollow, Translated, TranslationRequest, findings, protected_pieces,
};

/// Terms sent with a batch: more of them would crowd out the text.
const MOST_TERMS: usize = 60;

/// What a call of the pipeline is about.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub places: &'a [Place<'a>],
    /// Empty where words need not be rendered in one way.
    pub documents: &'a [Document],
    pub language: &'a Language,
    pub scope: MemoryScope,
    pub today: &'a str,
}

impl Pipeline {
    pub(super) async fn ask_engine(&self, engine: &dyn MachineTranslator, distinct: &mut [Distinct], asked: &Asked<'_>) {
        let language = asked.language;
        let target = Language::japanese();
        let keyed = CacheScope {
            engine: engine.name(),
            model: engine.model().unwrap_or_default(),
            version: means_of(engine).as_str(),
            source: language.as_str(),
            target: target.as_str(),
            prompt_version: engine.prompt_version(),
            terms_version: self.terms.version(),
        };
        let open: Vec<usize> = distinct.iter().enumerate().filter(|(_, text)| text.outcome.is_none()).map(|(index, _)| index).collect();
        if open.is_empty() {
            return;
        }
        if language.is_undetermined() {
            return fail(distinct, &open, "language-undetermined", Retry::WhenChanged);
        }
        let keys: Vec<String> = open.iter().map(|index| keyed.key(&distinct[*index].normalised)).collect();
        let mut uncached: Vec<(usize, String)> = Vec::new();
        let mut cached = self.cached(&keys).await.into_iter();
        for (index, key) in open.into_iter().zip(keys) {
            match cached.next().flatten() {
                Some(answer) => distinct[index].outcome = Some(machine(engine.name(), answer)),
                None => uncached.push((index, key)),
            }
        }
        let limits = engine.capabilities();
        uncached.retain(|(index, _)| {
            let fits = distinct[*index].normalised.chars().count() <= limits.characters_per_request;
            if !fits {
                distinct[*index].outcome = Some(Outcome::None { reason: SegmentError::TooLong.code(), retry: Retry::ByAnother });
            }
            fits
        });
        let lengths: Vec<usize> = uncached.iter().map(|(index, _)| distinct[*index].normalised.chars().count()).collect();
        let batches = limits.batches(&lengths);
        let mut renderings = if limits.terms && !uncached.is_empty() { Renderings::of(asked, distinct) } else { Renderings::default() };
        for range in batches {
            let mut left = uncached.get(range).unwrap_or_default();
            while !left.is_empty() {
                // Documents that render a word in different ways are not asked for together.
                let agreeing = renderings.agreeing(left.iter().filter_map(|(index, _)| distinct.get(*index)));
                let (batch, rest) = left.split_at(agreeing.clamp(1, left.len()));
                left = rest;
                self.find_examples(distinct, batch.iter().map(|(index, _)| *index), language, asked.scope, limits.examples).await;
                if let Err(error) = self.batch(engine, batch, distinct, asked, &renderings).await {
                    let retry = match &error {
                        EngineError::Retryable { after, .. } => Retry::After(*after),
                        EngineError::BudgetUsedUp { after } => Retry::After(Some(*after)),
                        EngineError::TimedOut | EngineError::Unreadable { .. } => Retry::After(None),
                        EngineError::ContentRefused => Retry::ByAnother,
                        _ => Retry::WhenChanged,
                    };
                    tracing::warn!(engine = engine.name(), code = error.code(), segments = batch.len(), "no translation: {error}");
                    // What concerns this batch alone does not stop the others; everything else would only fail again, or cost again.
                    let only_this = matches!(error, EngineError::ContentRefused | EngineError::Unreadable { .. });
                    let without = if only_this { batch } else { uncached.as_slice() };
                    fail(distinct, &without.iter().map(|(index, _)| *index).collect::<Vec<_>>(), error.code(), retry);
                    if !only_this {
                        return;
                    }
                }
                for text in batch.iter().filter_map(|(index, _)| distinct.get(*index)) {
                    renderings.learn(text, language);
                }
            }
        }
    }

    /// One batch, and once more those of it whose Japanese did not pass the checks.
    async fn batch(
        &self,
        engine: &dyn MachineTranslator,
        batch: &[(usize, String)],
        distinct: &mut [Distinct],
        asked: &Asked<'_>,
        renderings: &Renderings,
    ) -> Result<(), EngineError> {
        let mut keep: Vec<(String, CachedAnswer)> = Vec::new();
        let mut open: Vec<(usize, String)> = batch.to_vec();
        let mut failure = None;
        for attempt in 0..2 {
            if open.is_empty() {
                break;
            }
            // Where marks were lost, or the sentence around them came out wrong, the engine is asked once more without them.
            let (mut request, masks) = self.request(engine, &open, distinct, asked, attempt == 0, renderings);
            // What is kept by the engine did not pass the checks either.
            request.fresh = attempt > 0;
            let results = match engine.translate(&request).await {
                Ok(results) if results.len() == open.len() => results,
                Ok(results) => {
                    failure = Some(EngineError::Unreadable { reason: format!("{} results for {} segments", results.len(), open.len()) });
                    break;
                }
                Err(error) => {
                    failure = Some(error);
                    break;
                }
            };
            let mut again = Vec::new();
            for (((index, key), result), masked) in open.into_iter().zip(results).zip(masks) {
                match self.judged(&distinct[index].normalised, result, &masked, asked.language) {
                    Ok(translated) => {
                        let answer = CachedAnswer {
                            text: translated.text,
                            model: translated.model,
                            version: translated.version,
                            date: translated.date.unwrap_or_else(|| asked.today.to_owned()),
                        };
                        keep.push((key, answer.clone()));
                        distinct[index].outcome = Some(machine(&translated.engine, answer));
                    }
                    Err(code) => {
                        distinct[index].outcome = Some(Outcome::None { reason: code, retry: Retry::ByAnother });
                        // A sentence cut off at the engine's limit is cut off again.
                        if attempt == 0 && code != SegmentError::CutOff.code() && code != SegmentError::ContentRefused.code() {
                            again.push((index, key));
                        }
                    }
                }
            }
            open = again;
        }
        if let Some(cache) = self.cache.as_ref().filter(|_| !keep.is_empty())
            && let Err(error) = cache.put(&keep).await
        {
            tracing::warn!(%error, "an engine's answers could not be kept");
        }
        match failure {
            // The second attempt is a favour: without it the findings of the first stand.
            Some(error) if batch.iter().any(|(index, _)| distinct[*index].outcome.is_none()) => Err(error),
            _ => Ok(()),
        }
    }

    async fn cached(&self, keys: &[String]) -> Vec<Option<CachedAnswer>> {
        let Some(cache) = &self.cache else { return Vec::new() };
        match cache.get(keys).await {
            Ok(answers) => answers,
            Err(error) => {
                // Paying twice is better than showing nothing.
                tracing::warn!(%error, "the cache of translations could not be read");
                Vec::new()
            }
        }
    }

    fn request(
        &self,
        engine: &dyn MachineTranslator,
        open: &[(usize, String)],
        distinct: &[Distinct],
        asked: &Asked<'_>,
        protected: bool,
        renderings: &Renderings,
    ) -> (TranslationRequest, Vec<Masked>) {
        let (limits, language) = (engine.capabilities(), asked.language);
        let mut terms: Vec<TermToFollow> = Vec::new();
        let examples = examples::best(open.iter().flat_map(|(index, _)| &distinct[*index].examples), limits.examples);
        let mut out = Vec::with_capacity(open.len());
        let mut masks = Vec::with_capacity(open.len());
        let means = means_of(engine);
        for (index, _) in open {
            let text = &distinct[*index];
            let pieces = if protected && means != Protection::None { protected_pieces(&text.normalised, language) } else { Vec::new() };
            let masked = Masked::of(&text.normalised, pieces, means);
            if limits.terms {
                for (range, japanese) in self.terms.marks(&text.normalised, language) {
                    let term = TermToFollow { source: text.normalised[range].to_owned(), japanese };
                    if terms.len() < MOST_TERMS && !terms.contains(&term) {
                        terms.push(term);
                    }
                }
            }
            if limits.terms {
                for term in renderings.to_follow(text) {
                    // The termbase has the last word.
                    if terms.len() < MOST_TERMS && !terms.iter().any(|known| known.source.eq_ignore_ascii_case(&term.source)) {
                        terms.push(term);
                    }
                }
            }
            let place = asked.places.get(text.first).filter(|_| limits.context);
            out.push(SegmentToTranslate {
                text: masked.text.clone(),
                kind: text.kind,
                before: place.and_then(|place| place.before).map(str::to_owned),
                after: place.and_then(|place| place.after).map(str::to_owned),
            });
            masks.push(masked);
        }
        let request =
            TranslationRequest { terms, examples, document: self.document.clone(), ..TranslationRequest::new(out, language.clone()) };
        (request, masks)
    }

    /// The engine's text if it passes the checks, else the code of the first error. The watch is told what was found.
    fn judged(
        &self,
        source: &str,
        result: Result<Translated, SegmentError>,
        masked: &Masked,
        language: &Language,
    ) -> Result<Translated, &'static str> {
        let mut translated = result.map_err(|error| error.code())?;
        let restored = masked.restored(&translated.text).map_err(|error| error.code());
        let found = match &restored {
            Ok(text) => findings(source, text, language),
            Err(_) => Vec::new(),
        };
        if let (Some(watch), Some(id)) = (&self.watch, &translated.configured) {
            let mut codes: Vec<&'static str> = found.iter().map(crate::Finding::code).chain(restored.as_ref().err().copied()).collect();
            codes.sort_unstable();
            codes.dedup();
            watch.checked(id, self.document.office.as_deref(), &codes);
        }
        // Warnings are for people: they are found again wherever the pair is shown.
        match found.into_iter().find(|finding| finding.severity() == Severity::Error) {
            Some(finding) => Err(finding.code()),
            None => {
                translated.text = restored?;
                Ok(translated)
            }
        }
    }
}

/// How pieces are masked for an engine: by numbers, which the engine writes in its own notation, or not at all.
fn means_of(engine: &dyn MachineTranslator) -> Protection {
    if engine.capabilities().placeholders { Protection::Numbered } else { Protection::None }
}

fn machine(engine: &str, answer: CachedAnswer) -> Outcome {
    let provenance = Provenance::Machine { engine: engine.to_owned(), model: answer.model, version: answer.version, date: answer.date };
    Outcome::Japanese { text: answer.text, provenance }
}

fn fail(distinct: &mut [Distinct], indices: &[usize], reason: &'static str, retry: Retry) {
    for index in indices {
        if let Some(text) = distinct.get_mut(*index).filter(|text| text.outcome.is_none()) {
            text.outcome = Some(Outcome::None { reason, retry });
        }
    }
}
