//! Not more characters in a day than was decided: a decorator around an engine.

use std::{
    collections::HashMap,
    error::Error,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use thiserror::Error;
use time::{OffsetDateTime, Time, macros::offset};

use crate::{
    clock::{Clock, day_in_japan},
    engine::{EngineError, MachineTranslator, Results, TranslationRequest},
};

/// The ledger could not be read or written.
#[derive(Debug, Error)]
#[error("the ledger of characters cannot be used: {0}")]
pub struct BudgetError(#[source] pub Box<dyn Error + Send + Sync>);

/// What engines were sent by day: kept where a restart does not forget it.
#[async_trait]
pub trait BudgetLedger: Send + Sync {
    /// Enters `characters` for an engine's account and a day (`yyyy-mm-dd`, Japan) if the day's sum then is at most `limit`, in one step.
    /// Answers whether they were entered.
    ///
    /// # Errors
    /// Where the ledger cannot be used.
    async fn spend(&self, account: &str, day: &str, characters: u64, limit: u64) -> Result<bool, BudgetError>;

    /// Takes back what was entered and not sent.
    ///
    /// # Errors
    /// Where the ledger cannot be used.
    async fn give_back(&self, account: &str, day: &str, characters: u64) -> Result<(), BudgetError>;

    /// What is entered for an account and a day.
    ///
    /// # Errors
    /// Where the ledger cannot be used.
    async fn spent(&self, account: &str, day: &str) -> Result<u64, BudgetError>;
}

/// A ledger that lasts as long as the process.
#[derive(Debug, Default)]
pub struct LedgerInMemory(Mutex<HashMap<(String, String), u64>>);

#[async_trait]
impl BudgetLedger for LedgerInMemory {
    async fn spend(&self, account: &str, day: &str, characters: u64, limit: u64) -> Result<bool, BudgetError> {
        let mut sums = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Days that are over are of no more use here.
        sums.retain(|(other, of), _| other != account || of == day);
        let sum = sums.entry((account.to_owned(), day.to_owned())).or_default();
        let spent = sum.saturating_add(characters);
        if spent > limit {
            return Ok(false);
        }
        *sum = spent;
        Ok(true)
    }

    async fn give_back(&self, account: &str, day: &str, characters: u64) -> Result<(), BudgetError> {
        let mut sums = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sum) = sums.get_mut(&(account.to_owned(), day.to_owned())) {
            *sum = sum.saturating_sub(characters);
        }
        Ok(())
    }

    async fn spent(&self, account: &str, day: &str) -> Result<u64, BudgetError> {
        let sums = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(sums.get(&(account.to_owned(), day.to_owned())).copied().unwrap_or_default())
    }
}

/// An engine with a number of source characters a day, from midnight to midnight in Japan. A request that does not fit is not sent; one that the
/// engine refused unread (wrong key, wrong pair, used-up quota, no connection) is given back. A ledger that cannot be read is an error, for money is at stake.
pub struct Budgeted {
    engine: Arc<dyn MachineTranslator>,
    account: String,
    characters_per_day: u64,
    ledger: Arc<dyn BudgetLedger>,
    clock: Arc<dyn Clock>,
}

impl Budgeted {
    /// Around an engine. Engines that share an account share its day.
    #[must_use]
    pub fn new(
        engine: Arc<dyn MachineTranslator>,
        account: impl Into<String>,
        characters_per_day: u64,
        ledger: Arc<dyn BudgetLedger>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { engine, account: account.into(), characters_per_day, ledger, clock }
    }
}

/// From a moment to the next midnight in Japan.
fn until_tomorrow(now: OffsetDateTime) -> Duration {
    let now = now.to_offset(offset!(+9));
    let passed = now.time() - Time::MIDNIGHT;
    Duration::try_from(time::Duration::DAY - passed).unwrap_or_default().max(Duration::from_secs(1))
}

fn unusable(error: &BudgetError) -> EngineError {
    tracing::error!(%error, "nothing is sent to the engine");
    EngineError::Retryable { after: None, reason: "the ledger of characters cannot be used".to_owned() }
}

#[async_trait]
impl MachineTranslator for Budgeted {
    handed_through!(engine);

    async fn translate(&self, request: &TranslationRequest) -> Result<Results, EngineError> {
        let now = self.clock.now();
        let (day, characters) = (day_in_japan(now), request.characters());
        let entered =
            self.ledger.spend(&self.account, &day, characters, self.characters_per_day).await.map_err(|error| unusable(&error))?;
        if !entered {
            return Err(EngineError::BudgetUsedUp { after: until_tomorrow(now) });
        }
        let result = self.engine.translate(request).await;
        // After a time-out or an unreadable answer nobody knows what will be billed.
        if matches!(
            result,
            Err(EngineError::Retryable { .. }
                | EngineError::Authentication
                | EngineError::BadRequest { .. }
                | EngineError::QuotaExhausted
                | EngineError::UnsupportedPair)
        ) && let Err(error) = self.ledger.give_back(&self.account, &day, characters).await
        {
            tracing::warn!(%error, "characters that were not sent stay entered");
        }
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        decorators::testing::{Scripted, StandingClock},
        engine::tests::request,
    };

    fn budgeted(engine: Scripted, clock: &StandingClock) -> Budgeted {
        Budgeted::new(Arc::new(engine), "deepl", 10, Arc::new(LedgerInMemory::default()), Arc::new(clock.clone()))
    }

    #[tokio::test]
    async fn a_day_has_so_many_characters() {
        let clock = StandingClock::new();
        let engine = budgeted(Scripted::echo("a"), &clock);
        assert!(engine.translate(&request("zh", &["八个字八个字八个"])).await.is_ok());
        // Ten o'clock in UTC is seven in the evening in Japan.
        let used_up = EngineError::BudgetUsedUp { after: Duration::from_secs(5 * 3600) };
        assert_eq!(engine.translate(&request("zh", &["三个字"])).await, Err(used_up));
        assert!(engine.translate(&request("zh", &["两个"])).await.is_ok());
        clock.advance(time::Duration::hours(5));
        assert!(engine.translate(&request("zh", &["三个字"])).await.is_ok());
    }

    #[tokio::test]
    async fn what_was_not_sent_is_given_back() {
        let clock = StandingClock::new();
        let failures = Scripted::new("a", |text, call| match call {
            1 => Err(EngineError::Authentication),
            2 => Err(EngineError::TimedOut),
            _ => Ok(Ok(text.to_owned())),
        });
        let engine = budgeted(failures, &clock);
        let six = request("en", &["sixsix"]);
        assert_eq!(engine.translate(&six).await, Err(EngineError::Authentication));
        assert_eq!(engine.translate(&six).await, Err(EngineError::TimedOut));
        assert!(matches!(engine.translate(&six).await, Err(EngineError::BudgetUsedUp { .. })));
    }

    struct Lost;

    #[async_trait]
    impl BudgetLedger for Lost {
        async fn spend(&self, _: &str, _: &str, _: u64, _: u64) -> Result<bool, BudgetError> {
            Err(BudgetError("disk".into()))
        }

        async fn give_back(&self, _: &str, _: &str, _: u64) -> Result<(), BudgetError> {
            Err(BudgetError("disk".into()))
        }

        async fn spent(&self, _: &str, _: &str) -> Result<u64, BudgetError> {
            Err(BudgetError("disk".into()))
        }
    }

    #[tokio::test]
    async fn without_a_ledger_nothing_is_spent() {
        let scripted = Arc::new(Scripted::echo("a"));
        let engine = Budgeted::new(scripted.clone(), "a", 10, Arc::new(Lost), Arc::new(StandingClock::new()));
        assert_eq!(engine.translate(&request("en", &["A."])).await.expect_err("no ledger").code(), "engine-unavailable");
        assert!(scripted.calls().is_empty());
    }
}
