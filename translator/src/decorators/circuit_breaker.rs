//! An engine that is down is left alone for a while: a decorator.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use tokio::time::Instant;

use crate::engine::{EngineError, MachineTranslator, Results, TranslationRequest};

/// When to stop asking, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CircuitPolicy {
    /// Failures in a row after which the engine is left alone.
    pub failures: u32,
    /// How long. Then one request is let through to see.
    pub pause: Duration,
    /// How long where the engine says that its quota is used up or the key is wrong: the next request would be told the same.
    pub when_refused: Duration,
}

impl Default for CircuitPolicy {
    fn default() -> Self {
        Self { failures: 3, pause: Duration::from_secs(30), when_refused: Duration::from_secs(600) }
    }
}

/// Whether an engine is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Circuit {
    /// It is.
    Closed,
    /// It is left alone.
    Open {
        /// For so long.
        left: Duration,
        /// Stable code of the failure that did it.
        code: &'static str,
    },
}

#[derive(Debug, Default)]
struct State {
    failures: u32,
    /// The engine is left alone until then, and why.
    open: Option<(Instant, EngineError)>,
    /// One request is under way to see whether the engine is back.
    trying: bool,
}

/// An engine that is not asked while it is down, so that a fall-back answers at once and the server can recover. Failures that say that the
/// server cannot answer count; a used-up quota and a refused key do at once; a refused request or language says nothing about the next one.
pub struct CircuitBreaker {
    engine: Arc<dyn MachineTranslator>,
    policy: CircuitPolicy,
    state: Mutex<State>,
}

/// The request that sees whether the engine is back; dropped unanswered, another one may.
struct Trial<'a>(&'a CircuitBreaker);

impl Drop for Trial<'_> {
    fn drop(&mut self) {
        self.0.state().trying = false;
    }
}

impl CircuitBreaker {
    /// Around an engine.
    #[must_use]
    pub fn new(engine: Arc<dyn MachineTranslator>, policy: CircuitPolicy) -> Self {
        Self { engine, policy, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A poisoned lock means a panic while setting numbers: they are still good.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the engine is asked now.
    #[must_use]
    pub fn circuit(&self) -> Circuit {
        match &self.state().open {
            Some((until, error)) => Circuit::Open { left: until.saturating_duration_since(Instant::now()), code: error.code() },
            None => Circuit::Closed,
        }
    }

    fn admitted(&self) -> Result<Option<Trial<'_>>, EngineError> {
        let mut state = self.state();
        let Some((until, because)) = state.open.clone() else { return Ok(None) };
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() && !state.trying {
            state.trying = true;
            return Ok(Some(Trial(self)));
        }
        if is_refusal(&because) {
            return Err(because);
        }
        let reason = "the engine failed repeatedly and is left alone for a while".to_owned();
        Err(EngineError::Retryable { after: Some(left.max(Duration::from_secs(1))), reason })
    }

    fn note(&self, result: &Result<Results, EngineError>) {
        let mut state = self.state();
        let error = match result {
            Err(error) if error.is_retryable() || is_refusal(error) => error,
            _ => {
                (state.failures, state.open) = (0, None);
                return;
            }
        };
        state.failures = state.failures.saturating_add(1);
        if is_refusal(error) || state.failures >= self.policy.failures.max(1) {
            let pause = match error {
                EngineError::Retryable { after: Some(after), .. } => self.policy.pause.max(*after),
                error if is_refusal(error) => self.policy.when_refused,
                _ => self.policy.pause,
            };
            state.open = Instant::now().checked_add(pause).map(|until| (until, error.clone()));
            tracing::warn!(
                engine = self.engine.name(),
                code = error.code(),
                failures = state.failures,
                "the engine is left alone for a while"
            );
        }
    }
}

/// Whether every request would be refused alike, until somebody pays or corrects the key.
const fn is_refusal(error: &EngineError) -> bool {
    matches!(error, EngineError::QuotaExhausted | EngineError::Authentication)
}

#[async_trait]
impl MachineTranslator for CircuitBreaker {
    handed_through!(engine);

    async fn translate(&self, request: &TranslationRequest) -> Result<Results, EngineError> {
        let _trial = self.admitted()?;
        let result = self.engine.translate(request).await;
        self.note(&result);
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        decorators::testing::{Scripted, busy},
        engine::tests::request,
    };

    fn broken_until(call: usize) -> Arc<Scripted> {
        Arc::new(Scripted::new("a", move |text, at| if at < call { Err(busy()) } else { Ok(Ok(text.to_owned())) }))
    }

    async fn asked(breaker: &CircuitBreaker) -> Result<(), EngineError> {
        breaker.translate(&request("en", &["A."])).await.map(|_| ())
    }

    #[tokio::test(start_paused = true)]
    async fn opens_after_failures_in_a_row_and_lets_one_through_to_see() {
        let engine = broken_until(5);
        let policy = CircuitPolicy { failures: 3, pause: Duration::from_secs(30), ..CircuitPolicy::default() };
        let breaker = CircuitBreaker::new(engine.clone(), policy);
        for _ in 0..3 {
            assert_eq!(asked(&breaker).await, Err(busy()));
        }
        let closed = asked(&breaker).await.expect_err("it is left alone");
        assert!(matches!(closed, EngineError::Retryable { after: Some(after), .. } if after == Duration::from_secs(30)));
        assert_eq!(engine.calls().len(), 3);
        tokio::time::advance(Duration::from_secs(31)).await;
        // The trial fails: another pause.
        assert_eq!(asked(&breaker).await, Err(busy()));
        assert!(asked(&breaker).await.is_err());
        assert_eq!(engine.calls().len(), 4);
        tokio::time::advance(Duration::from_secs(31)).await;
        assert_eq!(asked(&breaker).await, Ok(()));
        assert_eq!(asked(&breaker).await, Ok(()));
        assert_eq!(engine.calls().len(), 6);
    }

    #[tokio::test(start_paused = true)]
    async fn only_one_request_is_the_trial() {
        let mut scripted = Scripted::new("a", |text, at| if at == 1 { Err(busy()) } else { Ok(Ok(text.to_owned())) });
        scripted.takes = Duration::from_secs(1);
        let breaker = CircuitBreaker::new(
            Arc::new(scripted),
            CircuitPolicy { failures: 1, pause: Duration::from_secs(5), ..CircuitPolicy::default() },
        );
        assert!(asked(&breaker).await.is_err());
        tokio::time::advance(Duration::from_secs(6)).await;
        let (first, second) = tokio::join!(asked(&breaker), asked(&breaker));
        assert!(first.is_ok() && second.is_err());
        assert!(asked(&breaker).await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn a_trial_that_is_dropped_gives_its_place_back() {
        let mut scripted = Scripted::new("a", |text, at| if at == 1 { Err(busy()) } else { Ok(Ok(text.to_owned())) });
        scripted.takes = Duration::from_secs(10);
        let breaker = CircuitBreaker::new(
            Arc::new(scripted),
            CircuitPolicy { failures: 1, pause: Duration::from_secs(5), ..CircuitPolicy::default() },
        );
        assert!(asked(&breaker).await.is_err());
        tokio::time::advance(Duration::from_secs(6)).await;
        assert!(tokio::time::timeout(Duration::from_secs(1), asked(&breaker)).await.is_err());
        assert!(asked(&breaker).await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn what_concerns_one_request_does_not_count() {
        for error in [EngineError::ContentRefused, EngineError::UnsupportedPair, EngineError::BadRequest { reason: "no".into() }] {
            let engine = Arc::new(Scripted::failing("a", error.clone()));
            let breaker = CircuitBreaker::new(engine.clone(), CircuitPolicy { failures: 2, ..CircuitPolicy::default() });
            for _ in 0..5 {
                assert_eq!(asked(&breaker).await, Err(error.clone()));
            }
            assert_eq!((engine.calls().len(), breaker.circuit()), (5, Circuit::Closed));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_used_up_quota_is_told_without_asking_until_some_time_has_passed() {
        for error in [EngineError::Authentication, EngineError::QuotaExhausted] {
            let refusal = error.clone();
            let engine = Arc::new(Scripted::new("a", move |text, at| if at == 1 { Err(refusal.clone()) } else { Ok(Ok(text.to_owned())) }));
            let breaker = CircuitBreaker::new(engine.clone(), CircuitPolicy::default());
            for _ in 0..3 {
                assert_eq!(asked(&breaker).await, Err(error.clone()));
            }
            assert_eq!(engine.calls().len(), 1);
            assert_eq!(breaker.circuit(), Circuit::Open { left: Duration::from_secs(600), code: error.code() });
            tokio::time::advance(Duration::from_secs(601)).await;
            assert_eq!((asked(&breaker).await, breaker.circuit()), (Ok(()), Circuit::Closed));
        }
    }
}
