//! An engine for tests of decorators: answers by a function, keeps what it was asked.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use time::{Duration as Span, OffsetDateTime, macros::datetime};

use crate::{
    Capabilities, Clock, EngineError, MachineTranslator, SegmentError, TermEntry, Translated, TranslationRequest, engine::Results,
};

type Answers = dyn Fn(&str, usize) -> Result<Result<String, SegmentError>, EngineError> + Send + Sync;

pub(crate) struct Scripted {
    name: &'static str,
    answers: Box<Answers>,
    pub(crate) limits: Capabilities,
    /// Time that each call takes.
    pub(crate) takes: std::time::Duration,
    asked: Mutex<Vec<TranslationRequest>>,
}

impl Scripted {
    /// `answers` gets a source text and the number of the call, from 1.
    pub(crate) fn new(
        name: &'static str,
        answers: impl Fn(&str, usize) -> Result<Result<String, SegmentError>, EngineError> + Send + Sync + 'static,
    ) -> Self {
        Self {
            name,
            answers: Box::new(answers),
            limits: Capabilities::default(),
            takes: std::time::Duration::ZERO,
            asked: Mutex::default(),
        }
    }

    /// Answers `name:source`.
    pub(crate) fn echo(name: &'static str) -> Self {
        Self::new(name, move |text, _| Ok(Ok(format!("{name}:{text}"))))
    }

    /// Fails always.
    pub(crate) fn failing(name: &'static str, error: EngineError) -> Self {
        Self::new(name, move |_, _| Err(error.clone()))
    }

    /// The source texts of each call.
    pub(crate) fn calls(&self) -> Vec<Vec<String>> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.iter().map(|request| request.segments.iter().map(|segment| segment.text.clone()).collect()).collect()
    }
}

#[async_trait]
impl MachineTranslator for Scripted {
    fn name(&self) -> &str {
        self.name
    }

    fn model(&self) -> Option<&str> {
        None
    }

    fn prompt_version(&self) -> &str {
        "1"
    }

    fn capabilities(&self) -> Capabilities {
        self.limits.clone()
    }

    async fn translate(&self, request: &TranslationRequest) -> Result<Results, EngineError> {
        let call = {
            let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
            asked.push(request.clone());
            asked.len()
        };
        if !self.takes.is_zero() {
            tokio::time::sleep(self.takes).await;
        }
        let answer = |text: &str| Ok((self.answers)(text, call)?.map(|text| Translated::new(self.name, text)));
        request.segments.iter().map(|segment| answer(&segment.text)).collect()
    }

    async fn keep_glossary(&self, terms: &[TermEntry]) -> Result<(), EngineError> {
        let _ = self.translate(&crate::engine::tests::request("en", &[&format!("{} terms", terms.len())])).await?;
        Ok(())
    }
}

/// A clock that stands until it is moved.
#[derive(Clone)]
pub(crate) struct StandingClock(Arc<Mutex<OffsetDateTime>>);

impl StandingClock {
    /// At ten in the morning (UTC) of 22 November 2026.
    pub(crate) fn new() -> Self {
        Self(Arc::new(Mutex::new(datetime!(2026-11-22 10:00 UTC))))
    }

    pub(crate) fn advance(&self, span: Span) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += span;
    }
}

impl Clock for StandingClock {
    fn now(&self) -> OffsetDateTime {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A failure that may pass.
pub(crate) fn busy() -> EngineError {
    EngineError::Retryable { after: None, reason: "busy".to_owned() }
}
