//! What was paid for is kept: a decorator around an engine.

use std::sync::Arc;

use async_trait::async_trait;

use crate::{
    cache::{CachedAnswer, TranslationCache, key_of},
    capabilities::Part,
    clock::{Clock, day_in_japan},
    engine::{EngineError, MachineTranslator, Results, SegmentError, Translated, TranslationRequest},
};

/// An engine whose answers are kept by content: engine, model, prompt, languages, the terms that occur in the text, and the text. A
/// [fresh](TranslationRequest::fresh) request is not answered from what is kept, and its answer takes the place of it.
///
/// The engine is asked piece by piece, as much as it takes at once, and each piece is kept when it comes: of a failure in the middle nothing is paid twice.
/// A cache that fails costs money and nothing else.
pub struct Caching {
    engine: Arc<dyn MachineTranslator>,
    cache: Arc<dyn TranslationCache>,
    clock: Arc<dyn Clock>,
}

impl Caching {
    /// Around an engine.
    #[must_use]
    pub fn new(engine: Arc<dyn MachineTranslator>, cache: Arc<dyn TranslationCache>, clock: Arc<dyn Clock>) -> Self {
        Self { engine, cache, clock }
    }

    async fn kept(&self, keys: &[String]) -> Vec<Option<CachedAnswer>> {
        self.cache.get(keys).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "the cache of translations could not be read");
            Vec::new()
        })
    }

    async fn keep(&self, answers: &[(String, CachedAnswer)]) {
        if !answers.is_empty()
            && let Err(error) = self.cache.put(answers).await
        {
            tracing::warn!(%error, "an engine's answers could not be kept");
        }
    }
}

#[async_trait]
impl MachineTranslator for Caching {
    handed_through!(engine);

    async fn translate(&self, request: &TranslationRequest) -> Result<Results, EngineError> {
        let keys: Vec<String> = request.segments.iter().map(|segment| key_of(self.engine.as_ref(), request, &segment.text)).collect();
        let mut kept = if request.fresh { Vec::new() } else { self.kept(&keys).await }.into_iter();
        let mut out: Vec<Option<Result<Translated, SegmentError>>> = Vec::with_capacity(keys.len());
        let mut open = Vec::new();
        for index in 0..keys.len() {
            let answer = kept.next().flatten();
            if answer.is_none() {
                open.push(index);
            }
            out.push(answer.map(|answer| {
                Ok(Translated {
                    model: answer.model,
                    version: answer.version,
                    date: Some(answer.date),
                    ..Translated::new(self.engine.name(), answer.text)
                })
            }));
        }
        let segments = open.iter().filter_map(|index| request.segments.get(*index).cloned()).collect();
        let mut results: Results = Vec::with_capacity(open.len());
        for part in self.engine.capabilities().parts(&request.with_segments(segments)) {
            let Part::Fits(part) = part else {
                results.push(Err(SegmentError::TooLong));
                continue;
            };
            let made = self.engine.translate(&part).await?;
            if made.len() != part.segments.len() {
                return Err(EngineError::Unreadable { reason: format!("{} results for {} segments", made.len(), part.segments.len()) });
            }
            let today = day_in_japan(self.clock.now());
            let of_part = open.iter().skip(results.len());
            let answers: Vec<(String, CachedAnswer)> = made
                .iter()
                .zip(of_part)
                .filter_map(|(result, index)| {
                    let Translated { text, model, version, .. } = result.as_ref().ok()?.clone();
                    Some((keys.get(*index)?.clone(), CachedAnswer { text, model, version, date: today.clone() }))
                })
                .collect();
            self.keep(&answers).await;
            results.extend(made);
        }
        for (index, result) in open.into_iter().zip(results) {
            if let Some(slot) = out.get_mut(index) {
                *slot = Some(result);
            }
        }
        Ok(out.into_iter().map(|result| result.unwrap_or(Err(SegmentError::Missing))).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::HashMap, sync::Mutex};

    use super::*;
    use crate::{
        CacheError, Capabilities, TermToFollow,
        decorators::testing::{Scripted, StandingClock, busy},
        engine::tests::{request, texts},
    };

    #[derive(Default)]
    struct Drawer {
        kept: Mutex<HashMap<String, CachedAnswer>>,
        broken: bool,
    }

    #[async_trait]
    impl TranslationCache for Drawer {
        async fn get(&self, keys: &[String]) -> Result<Vec<Option<CachedAnswer>>, CacheError> {
            if self.broken {
                return Err(CacheError("disk".into()));
            }
            let kept = self.kept.lock().expect("no panic while held");
            Ok(keys.iter().map(|key| kept.get(key).cloned()).collect())
        }

        async fn put(&self, answers: &[(String, CachedAnswer)]) -> Result<(), CacheError> {
            if self.broken {
                return Err(CacheError("disk".into()));
            }
            self.kept.lock().expect("no panic while held").extend(answers.iter().cloned());
            Ok(())
        }
    }

    fn caching(engine: &Arc<Scripted>, clock: &StandingClock, broken: bool) -> Caching {
        Caching::new(engine.clone(), Arc::new(Drawer { broken, ..Drawer::default() }), Arc::new(clock.clone()))
    }

    #[tokio::test]
    async fn what_is_kept_is_not_asked_again_and_says_when_it_was_made() {
        let (engine, clock) = (Arc::new(Scripted::echo("a")), StandingClock::new());
        let caching = caching(&engine, &clock, false);
        let first = caching.translate(&request("en", &["One.", "Two."])).await.expect("answers");
        assert!(first.iter().flatten().all(|made| made.date.is_none()));
        clock.advance(time::Duration::days(3));
        let second = caching.translate(&request("en", &["Three.", "Two."])).await.expect("answers");
        assert_eq!(engine.calls(), [vec!["One.", "Two."], vec!["Three."]]);
        let dates: Vec<_> = second.iter().flatten().map(|made| made.date.as_deref()).collect();
        assert_eq!(dates, [None, Some("2026-11-22")]);
        assert_eq!(texts(second), [Ok("a:Three.".into()), Ok("a:Two.".into())]);
    }

    #[tokio::test]
    async fn another_language_term_or_wish_is_another_question() {
        let (engine, clock) = (Arc::new(Scripted::echo("a")), StandingClock::new());
        let caching = caching(&engine, &clock, false);
        let plain = request("en", &["A lid."]);
        let term = |source: &str| TermToFollow { source: source.into(), japanese: "蓋".into() };
        let with_term = TranslationRequest { terms: vec![term("lid")], ..plain.clone() };
        let with_other = TranslationRequest { terms: vec![term("pump")], ..plain.clone() };
        let fresh = TranslationRequest { fresh: true, ..plain.clone() };
        for (asked, calls) in
            [(&plain, 1), (&plain, 1), (&with_other, 1), (&with_term, 2), (&request("de", &["A lid."]), 3), (&fresh, 4), (&plain, 4)]
        {
            assert!(caching.translate(asked).await.is_ok());
            assert_eq!(engine.calls().len(), calls);
        }
    }

    #[tokio::test]
    async fn pieces_that_came_before_a_failure_are_kept() {
        let mut scripted = Scripted::new("a", |text, call| if call == 2 { Err(busy()) } else { Ok(Ok(text.to_owned())) });
        scripted.limits = Capabilities { segments_per_request: 1, characters_per_request: 9, ..Capabilities::default() };
        let engine = Arc::new(scripted);
        let caching = caching(&engine, &StandingClock::new(), false);
        let two = request("en", &["One.", "far too long", "Two."]);
        assert_eq!(caching.translate(&two).await, Err(busy()));
        let results = texts(caching.translate(&two).await.expect("answers"));
        assert_eq!(results, [Ok("One.".into()), Err(SegmentError::TooLong), Ok("Two.".into())]);
        assert_eq!(engine.calls(), [["One."], ["Two."], ["Two."]]);
    }

    #[tokio::test]
    async fn a_broken_cache_only_costs() {
        let engine = Arc::new(Scripted::echo("a"));
        let caching = caching(&engine, &StandingClock::new(), true);
        for _ in 0..2 {
            assert_eq!(texts(caching.translate(&request("en", &["One."])).await.expect("answers")), [Ok("a:One.".into())]);
        }
        assert_eq!(engine.calls().len(), 2);
    }
}
