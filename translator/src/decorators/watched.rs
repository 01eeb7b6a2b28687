//! Every call of an engine is told to a watch: a decorator.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use async_trait::async_trait;

use crate::{
    EngineCall, EngineWatch,
    engine::{EngineError, MachineTranslator, Results, TranslationRequest},
};

/// An engine whose calls are counted under its name in the configuration, which its answers carry from here on.
pub struct Watched {
    engine: Arc<dyn MachineTranslator>,
    configured: String,
    watch: Arc<dyn EngineWatch>,
}

impl Watched {
    /// Around an engine.
    #[must_use]
    pub fn new(engine: Arc<dyn MachineTranslator>, configured: impl Into<String>, watch: Arc<dyn EngineWatch>) -> Self {
        Self { engine, configured: configured.into(), watch }
    }

    fn call(&self, request: &TranslationRequest, results: &Result<Results, EngineError>, took: Duration) -> EngineCall {
        let mut call = EngineCall {
            engine: self.configured.clone(),
            office: request.document.office.clone(),
            characters: request.characters(),
            segments: 0,
            units_billed: 0,
            milliseconds: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            failure: None,
            without: Vec::new(),
        };
        match results {
            Ok(results) => {
                for result in results {
                    match result {
                        Ok(made) => {
                            call.segments += 1;
                            call.units_billed = call.units_billed.saturating_add(made.units_billed);
                        }
                        Err(error) => call.without.push(error.code()),
                    }
                }
            }
            Err(error) => call.failure = Some(error.code()),
        }
        call
    }
}

#[async_trait]
impl MachineTranslator for Watched {
    handed_through!(engine);

    async fn translate(&self, request: &TranslationRequest) -> Result<Results, EngineError> {
        let began = Instant::now();
        let mut results = self.engine.translate(request).await;
        self.watch.called(self.call(request, &results, began.elapsed()));
        for made in results.iter_mut().flatten().flatten() {
            made.configured = Some(self.configured.clone());
        }
        results
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::{
        DocumentPart, SegmentError,
        decorators::testing::{Scripted, busy},
        engine::tests::request,
    };

    #[derive(Default)]
    struct Notes(Mutex<Vec<EngineCall>>);

    impl EngineWatch for Notes {
        fn called(&self, call: EngineCall) {
            self.0.lock().expect("no panic while held").push(call);
        }

        fn checked(&self, _: &str, _: Option<&str>, _: &[&'static str]) {}
    }

    #[tokio::test]
    async fn calls_are_told_with_what_came_of_them() {
        let notes = Arc::new(Notes::default());
        let engine = Scripted::new("a", |text, call| match (call, text) {
            (2, _) => Err(busy()),
            (_, "bad") => Ok(Err(SegmentError::ContentRefused)),
            _ => Ok(Ok(text.to_owned())),
        });
        let engine = Watched::new(Arc::new(engine), "main", notes.clone());
        let document = DocumentPart { office: Some("KR".into()), part: None };
        let asked = TranslationRequest { document, ..request("en", &["good", "bad"]) };
        let made = engine.translate(&asked).await.expect("answers");
        assert_eq!(made[0].as_ref().map(|made| made.configured.as_deref()), Ok(Some("main")));
        assert!(engine.translate(&asked).await.is_err());
        let calls = notes.0.lock().expect("no panic while held");
        let told: Vec<_> = calls.iter().map(|call| (call.characters, call.segments, call.failure, call.without.clone())).collect();
        assert_eq!(told, [(7, 1, None, vec!["content-refused"]), (7, 0, Some("engine-unavailable"), vec![])]);
        assert!(calls.iter().all(|call| call.engine == "main" && call.office.as_deref() == Some("KR")));
    }
}
