//! Not faster than a service allows: a decorator around an engine.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use tokio::{sync::Mutex, time::Instant};

use crate::engine::{EngineError, MachineTranslator, Results, TranslationRequest};

/// What may be asked in a minute, and how much at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RatePolicy {
    /// Requests in a minute; none for as many as one likes.
    pub requests_per_minute: Option<u32>,
    /// Characters of source in a minute; none for as many as one likes.
    pub characters_per_minute: Option<u64>,
    /// Who would have to wait longer than this gets the waiting time as an error instead.
    pub patience: Duration,
}

impl Default for RatePolicy {
    fn default() -> Self {
        Self { requests_per_minute: None, characters_per_minute: None, patience: Duration::from_secs(60) }
    }
}

/// An engine that is asked no more often than its policy says. Requests wait for their turn, spread evenly over the minute, in the order in
/// which they came: services with limits by the minute count in a sliding window, so that nothing is gained by haste.
pub struct RateLimited {
    engine: Arc<dyn MachineTranslator>,
    policy: RatePolicy,
    /// When the next request may go.
    next: Mutex<Option<Instant>>,
}

impl RateLimited {
    /// Around an engine.
    #[must_use]
    pub fn new(engine: Arc<dyn MachineTranslator>, policy: RatePolicy) -> Self {
        Self { engine, policy, next: Mutex::default() }
    }

    /// The part of a minute that a request takes up.
    fn share(&self, request: &TranslationRequest) -> Duration {
        const MINUTE: u64 = 60_000_000;
        let of = |amount: u64, limit: Option<u64>| limit.map_or(0, |limit| MINUTE.saturating_mul(amount) / limit.max(1));
        let requests = of(1, self.policy.requests_per_minute.map(u64::from));
        Duration::from_micros(requests.max(of(request.characters(), self.policy.characters_per_minute)))
    }

    /// The moment at which a request may go; its share is taken from then on.
    async fn turn(&self, share: Duration) -> Result<Instant, Duration> {
        let mut next = self.next.lock().await;
        let now = Instant::now();
        let turn = next.map_or(now, |next| next.max(now));
        if turn - now > self.policy.patience {
            return Err(turn - now);
        }
        *next = turn.checked_add(share);
        Ok(turn)
    }
}

#[async_trait]
impl MachineTranslator for RateLimited {
    handed_through!(engine);

    async fn translate(&self, request: &TranslationRequest) -> Result<Results, EngineError> {
        let share = self.share(request);
        if !share.is_zero() {
            match self.turn(share).await {
                Ok(turn) => tokio::time::sleep_until(turn).await,
                Err(wait) => {
                    let reason = "the limit of requests or characters a minute is reached".to_owned();
                    return Err(EngineError::Retryable { after: Some(wait), reason });
                }
            }
        }
        self.engine.translate(request).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{decorators::testing::Scripted, engine::tests::request};

    async fn seconds_for(policy: RatePolicy, texts: &[&str]) -> Vec<Result<u64, EngineError>> {
        let limited = RateLimited::new(Arc::new(Scripted::echo("a")), policy);
        let begin = Instant::now();
        let mut out = Vec::new();
        for text in texts {
            out.push(limited.translate(&request("en", &[text])).await.map(|_| begin.elapsed().as_secs()));
        }
        out
    }

    #[tokio::test(start_paused = true)]
    async fn requests_are_spread_over_the_minute() {
        let policy = RatePolicy { requests_per_minute: Some(6), ..RatePolicy::default() };
        assert_eq!(seconds_for(policy, &["a", "b", "c"]).await, [Ok(0), Ok(10), Ok(20)]);
        assert_eq!(seconds_for(RatePolicy::default(), &["a", "b", "c"]).await, [Ok(0), Ok(0), Ok(0)]);
    }

    #[tokio::test(start_paused = true)]
    async fn many_characters_take_more_of_the_minute() {
        let policy = RatePolicy { characters_per_minute: Some(60), ..RatePolicy::default() };
        assert_eq!(seconds_for(policy, &["ten chars.", "日本語", "x"]).await, [Ok(0), Ok(10), Ok(13)]);
    }

    #[tokio::test(start_paused = true)]
    async fn who_would_wait_too_long_is_told_so() {
        let policy = RatePolicy { characters_per_minute: Some(10), patience: Duration::from_secs(30), ..RatePolicy::default() };
        let answers = seconds_for(policy, &["ten chars.", "x"]).await;
        assert!(matches!(&answers[1], Err(EngineError::Retryable { after: Some(wait), .. }) if wait.as_secs() == 60), "{answers:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn those_who_ask_at_once_go_one_after_the_other() {
        let limited =
            RateLimited::new(Arc::new(Scripted::echo("a")), RatePolicy { requests_per_minute: Some(60), ..RatePolicy::default() });
        let begin = Instant::now();
        let (one, two) = (request("en", &["one"]), request("en", &["two"]));
        let (first, second) = tokio::join!(limited.translate(&one), limited.translate(&two));
        assert!(first.is_ok() && second.is_ok());
        assert_eq!(begin.elapsed().as_secs(), 1);
    }
}
