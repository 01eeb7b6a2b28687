//! What is put around engines: each of these is an engine itself, and asks the one inside.
//!
//! From the outside in: [`Routing`] over several of [`SingleFlight`], [`Caching`], [`Budgeted`], [`CircuitBreaker`], [`Retrying`],
//! [`RateLimited`], [`Watched`], and the engine itself.

/// What a decorator hands through as it is.
macro_rules! handed_through {
    ($inner:ident) => {
        fn name(&self) -> &str {
            self.$inner.name()
        }

        fn model(&self) -> Option<&str> {
            self.$inner.model()
        }

        fn prompt_version(&self) -> &str {
            self.$inner.prompt_version()
        }

        fn capabilities(&self) -> crate::Capabilities {
            self.$inner.capabilities()
        }

        // A macro is expanded after the attribute that makes futures of `async fn`: these two are written as it would write them.

        /// One call, as it is: whoever probes wants to know.
        fn probe<'life, 'future>(
            &'life self,
        ) -> std::pin::Pin<Box<dyn Future<Output = Result<crate::Translated, crate::EngineError>> + Send + 'future>>
        where
            'life: 'future,
            Self: 'future,
        {
            self.$inner.probe()
        }

        fn keep_glossary<'life, 'terms, 'future>(
            &'life self,
            terms: &'terms [crate::TermEntry],
        ) -> std::pin::Pin<Box<dyn Future<Output = Result<(), crate::EngineError>> + Send + 'future>>
        where
            'life: 'future,
            'terms: 'future,
            Self: 'future,
        {
            self.$inner.keep_glossary(terms)
        }
    };
}

mod budget;
mod caching;
mod circuit_breaker;
mod rate_limit;
mod retry;
mod routing;
mod single_flight;
#[cfg(test)]
pub(crate) mod testing;
mod watched;

pub(crate) use routing::is_for;
pub use {
    budget::{BudgetError, BudgetLedger, Budgeted, LedgerInMemory},
    caching::Caching,
    circuit_breaker::{Circuit, CircuitBreaker, CircuitPolicy},
    rate_limit::{RateLimited, RatePolicy},
    retry::{RetryPolicy, Retrying},
    routing::{Route, Routing},
    single_flight::SingleFlight,
    watched::Watched,
};
