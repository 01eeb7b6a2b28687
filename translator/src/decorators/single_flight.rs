//! The same sentence asked for twice at the same time is asked once: a decorator around an engine.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use tokio::sync::watch;

use crate::{
    SegmentToTranslate,
    cache::key_of,
    engine::{EngineError, MachineTranslator, Results, SegmentError, Translated, TranslationRequest},
};

/// What became of a segment, once something did.
type Outcome = Option<Result<Result<Translated, SegmentError>, EngineError>>;
type Flights = HashMap<String, watch::Receiver<Outcome>>;

/// An engine that is not asked for a segment while it is at work on the same one, within a request or between requests. Who comes later waits for what the
/// first gets, failures included; if the first is dropped before that, the others ask themselves.
pub struct SingleFlight {
    engine: Arc<dyn MachineTranslator>,
    flights: Mutex<Flights>,
}

/// The segments that a request asks the engine for. However it ends, nobody is left waiting.
struct Flight<'a> {
    of: &'a SingleFlight,
    keys: Vec<String>,
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        let mut flights = self.of.flights();
        for key in &self.keys {
            flights.remove(key);
        }
    }
}

impl SingleFlight {
    /// Around an engine.
    #[must_use]
    pub fn new(engine: Arc<dyn MachineTranslator>) -> Self {
        Self { engine, flights: Mutex::default() }
    }

    fn flights(&self) -> MutexGuard<'_, Flights> {
        // Nothing panics while it is held.
        self.flights.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn ask(&self, request: &TranslationRequest, segments: Vec<SegmentToTranslate>) -> Result<Results, EngineError> {
        let count = segments.len();
        if count == 0 {
            return Ok(Vec::new());
        }
        let results = self.engine.translate(&request.with_segments(segments)).await?;
        if results.len() == count {
            Ok(results)
        } else {
            Err(EngineError::Unreadable { reason: format!("{} results for {count} segments", results.len()) })
        }
    }
}

#[async_trait]
impl MachineTranslator for SingleFlight {
    handed_through!(engine);

    async fn translate(&self, request: &TranslationRequest) -> Result<Results, EngineError> {
        let mut out: Vec<Option<Result<Translated, SegmentError>>> = vec![None; request.segments.len()];
        let mut own = Vec::new();
        let mut others = Vec::new();
        let mut flight = Flight { of: self, keys: Vec::new() };
        {
            let mut flights = self.flights();
            for (index, segment) in request.segments.iter().enumerate() {
                let key = format!("{}{}", key_of(self.engine.as_ref(), request, &segment.text), if request.fresh { "!" } else { "" });
                if let Some(there) = flights.get(&key) {
                    others.push((index, there.clone()));
                    continue;
                }
                let (sender, receiver) = watch::channel(None);
                flights.insert(key.clone(), receiver);
                flight.keys.push(key);
                own.push((index, sender));
            }
        }
        let segments = |indices: &[usize]| indices.iter().filter_map(|index| request.segments.get(*index).cloned()).collect::<Vec<_>>();
        let indices: Vec<usize> = own.iter().map(|(index, _)| *index).collect();
        match self.ask(request, segments(&indices)).await {
            Ok(results) => {
                for ((index, sender), result) in own.into_iter().zip(results) {
                    sender.send_replace(Some(Ok(result.clone())));
                    out[index] = Some(result);
                }
            }
            Err(error) => {
                for (_, sender) in own {
                    sender.send_replace(Some(Err(error.clone())));
                }
                return Err(error);
            }
        }
        drop(flight);
        let mut left_alone = Vec::new();
        for (index, mut there) in others {
            let outcome = there.wait_for(Option::is_some).await.ok().and_then(|outcome| outcome.clone());
            match outcome {
                Some(result) => out[index] = Some(result?),
                None => left_alone.push(index),
            }
        }
        let results = self.ask(request, segments(&left_alone)).await?;
        for (index, result) in left_alone.into_iter().zip(results) {
            out[index] = Some(result);
        }
        Ok(out.into_iter().map(|result| result.unwrap_or(Err(SegmentError::Missing))).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{
        decorators::testing::{Scripted, busy},
        engine::tests::{request, texts},
    };

    fn slow(mut engine: Scripted) -> Arc<Scripted> {
        engine.takes = Duration::from_secs(1);
        Arc::new(engine)
    }

    #[tokio::test(start_paused = true)]
    async fn the_same_segment_is_asked_once() {
        let engine = slow(Scripted::echo("a"));
        let single = SingleFlight::new(engine.clone());
        let (one, two) = (request("en", &["A.", "B.", "A."]), request("en", &["C.", "B."]));
        let (first, second) = tokio::join!(single.translate(&one), single.translate(&two));
        assert_eq!(texts(first.expect("answers")), [Ok("a:A.".into()), Ok("a:B.".into()), Ok("a:A.".into())]);
        assert_eq!(texts(second.expect("answers")), [Ok("a:C.".into()), Ok("a:B.".into())]);
        assert_eq!(engine.calls(), [vec!["A.", "B."], vec!["C."]]);
        assert!(single.flights().is_empty());
        // Afterwards it is another question: keeping answers is the cache's business.
        assert!(single.translate(&one).await.is_ok());
        assert_eq!(engine.calls().len(), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn two_that_wait_for_each_other_both_get_their_answer() {
        let single = SingleFlight::new(slow(Scripted::echo("a")));
        let (one, two, three) = (request("en", &["A.", "B."]), request("en", &["C.", "A.", "D."]), request("en", &["D.", "C.", "B."]));
        let (first, second, third) = tokio::join!(single.translate(&one), single.translate(&two), single.translate(&three));
        assert!(first.is_ok() && second.is_ok());
        assert_eq!(texts(third.expect("answers")), [Ok("a:D.".into()), Ok("a:C.".into()), Ok("a:B.".into())]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_failure_is_shared_and_nobody_is_left_waiting() {
        let engine = slow(Scripted::failing("a", busy()));
        let single = SingleFlight::new(engine.clone());
        let one = request("en", &["A."]);
        let (first, second) = tokio::join!(single.translate(&one), single.translate(&one));
        assert_eq!((first, second), (Err(busy()), Err(busy())));
        assert_eq!(engine.calls().len(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn if_the_first_goes_away_the_others_ask_themselves() {
        let engine = slow(Scripted::echo("a"));
        let single = SingleFlight::new(engine.clone());
        let one = request("en", &["A."]);
        let impatient = tokio::time::timeout(Duration::from_millis(100), single.translate(&one));
        let (first, second) = tokio::join!(impatient, single.translate(&one));
        assert!(first.is_err());
        assert_eq!(texts(second.expect("answers")), [Ok("a:A.".into())]);
        assert_eq!(engine.calls().len(), 2);
    }
}
