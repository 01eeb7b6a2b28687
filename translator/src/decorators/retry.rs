//! Trying again: a decorator around an engine.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;

use crate::engine::{EngineError, MachineTranslator, Results, TranslationRequest};

/// How often and how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Tries in all, the first included.
    pub tries: u32,
    /// Longest wait before the second try; it doubles from there.
    pub first: Duration,
    /// No wait of our own choosing is longer.
    pub longest: Duration,
    /// If the engine asks for a longer wait than this, the error is handed on with that time instead of waiting.
    pub patience: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self { tries: 5, first: Duration::from_millis(500), longest: Duration::from_secs(30), patience: Duration::from_secs(60) }
    }
}

/// An engine that tries again where that may help: exponential waits with full jitter, or as long as the engine says. Never where a quota is
/// used up, nor where the same request must fail again.
pub struct Retrying {
    engine: Arc<dyn MachineTranslator>,
    policy: RetryPolicy,
    random: Mutex<SplitMix>,
}

/// SplitMix64: enough to spread calls in time, and the same again for the same seed.
struct SplitMix(u64);

impl SplitMix {
    /// A fraction of `whole`, evenly spread from nothing to all of it.
    fn fraction(&mut self, whole: Duration) -> Duration {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        let nanoseconds = u64::try_from(whole.as_nanos()).unwrap_or(u64::MAX);
        Duration::from_nanos(if nanoseconds == 0 { 0 } else { z % nanoseconds })
    }
}

impl Retrying {
    /// Around an engine. The seed decides the jitter: give another one to every process.
    #[must_use]
    pub fn new(engine: Arc<dyn MachineTranslator>, policy: RetryPolicy, seed: u64) -> Self {
        Self { engine, policy, random: Mutex::new(SplitMix(seed)) }
    }

    /// How long to wait before try number `next` (from 2); `None` where there is none.
    fn wait(&self, next: u32, error: &EngineError) -> Option<Duration> {
        if next > self.policy.tries || !error.is_retryable() {
            return None;
        }
        if let EngineError::Retryable { after: Some(after), .. } = error {
            return (*after <= self.policy.patience).then_some(*after);
        }
        let most = self.policy.first.saturating_mul(2u32.saturating_pow(next.saturating_sub(2))).min(self.policy.longest);
        // A poisoned lock means a panic while adding numbers: the numbers are still good.
        let mut random = self.random.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Some(random.fraction(most))
    }
}

#[async_trait]
impl MachineTranslator for Retrying {
    handed_through!(engine);

    async fn translate(&self, request: &TranslationRequest) -> Result<Results, EngineError> {
        let mut tries = 1;
        loop {
            match self.engine.translate(request).await {
                Ok(results) => return Ok(results),
                Err(error) => {
                    tries += 1;
                    let Some(wait) = self.wait(tries, &error) else { return Err(error) };
                    tracing::debug!(code = error.code(), ?wait, tries, "the engine is asked again");
                    tokio::time::sleep(wait).await;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jitter_is_spread_and_repeatable() {
        let draw = |seed| {
            let mut random = SplitMix(seed);
            (0..200).map(|_| random.fraction(Duration::from_secs(1))).collect::<Vec<_>>()
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
        assert!(draw(1).iter().all(|wait| *wait < Duration::from_secs(1)));
        assert!(
            draw(1).iter().any(|wait| *wait < Duration::from_millis(200)) && draw(1).iter().any(|wait| *wait > Duration::from_millis(800))
        );
    }
}
