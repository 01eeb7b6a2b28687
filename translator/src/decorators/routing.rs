//! Which engine is asked, and which next: by office, language and part of the document.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use sha2::{Digest, Sha256};

use crate::{
    Capabilities, DocumentPart, Language, TermEntry,
    engine::{EngineError, MachineTranslator, Results, SegmentError, Translated, TranslationRequest},
};

/// Engines for some documents. An empty list of offices, languages or parts means: all.
#[derive(Clone)]
pub struct Route {
    /// Offices, WIPO ST.3.
    pub offices: Vec<String>,
    /// Languages of the source; a language without script or region (`zh`) stands for all of them.
    pub languages: Vec<Language>,
    /// Parts: `title`, `abstract`, `claims`, `description`.
    pub parts: Vec<String>,
    /// The engines, in the order in which they are asked: the next one gets what the one before it could not do.
    pub engines: Vec<Arc<dyn MachineTranslator>>,
}

impl Route {
    /// A route for everything.
    #[must_use]
    pub fn for_all(engines: Vec<Arc<dyn MachineTranslator>>) -> Self {
        Self { offices: Vec::new(), languages: Vec::new(), parts: Vec::new(), engines }
    }

    fn matches(&self, request: &TranslationRequest) -> bool {
        is_for(&self.offices, &self.languages, &self.parts, &request.document, &request.source)
    }
}

/// Whether a route of these offices, languages and parts is for a text. An empty list means: all.
pub(crate) fn is_for(offices: &[String], languages: &[Language], parts: &[String], document: &DocumentPart, source: &Language) -> bool {
    let among = |list: &[String], value: Option<&String>| {
        list.is_empty() || value.is_some_and(|value| list.iter().any(|one| one.eq_ignore_ascii_case(value)))
    };
    let of_language = |one: &Language| one == source || one.as_str() == source.primary();
    among(offices, document.office.as_ref())
        && among(parts, document.part.as_ref())
        && (languages.is_empty() || languages.iter().any(of_language))
}

/// An engine that hands a request to those of the first route that matches it. What no route matches is an
/// [unsupported pair](EngineError::UnsupportedPair).
pub struct Routing {
    routes: Vec<Route>,
    version: String,
}

impl Routing {
    /// With these routes, in order.
    #[must_use]
    pub fn new(routes: Vec<Route>) -> Self {
        let mut hash = Sha256::new();
        for engine in routes.iter().flat_map(|route| &route.engines) {
            for field in [engine.name(), engine.model().unwrap_or_default(), engine.prompt_version()] {
                hash.update(field.as_bytes());
                hash.update([0]);
            }
        }
        Self { routes, version: hex::encode(&hash.finalize()[..8]) }
    }

    fn engines(&self) -> impl Iterator<Item = &Arc<dyn MachineTranslator>> {
        self.routes.iter().flat_map(|route| &route.engines)
    }
}

/// How soon the same request may succeed; `None` where nobody knows or never.
fn hope(error: &EngineError) -> (u8, Duration) {
    match error {
        EngineError::Retryable { after, .. } => (0, after.unwrap_or_default()),
        EngineError::TimedOut => (0, Duration::ZERO),
        EngineError::BudgetUsedUp { after } => (1, *after),
        EngineError::UnsupportedPair => (3, Duration::ZERO),
        _ => (2, Duration::ZERO),
    }
}

#[async_trait]
impl MachineTranslator for Routing {
    fn name(&self) -> &str {
        "routing"
    }

    fn model(&self) -> Option<&str> {
        None
    }

    /// Changes with every engine, model or prompt.
    fn prompt_version(&self) -> &str {
        &self.version
    }

    /// The most that any of the engines takes: each cuts what it is given to its own measure.
    fn capabilities(&self) -> Capabilities {
        let none = Capabilities {
            segments_per_request: 1,
            characters_per_request: 0,
            bytes_per_request: 0,
            placeholders: true,
            ..Capabilities::default()
        };
        self.engines().map(|engine| engine.capabilities()).fold(none, |most, one| Capabilities {
            segments_per_request: most.segments_per_request.max(one.segments_per_request),
            characters_per_request: most.characters_per_request.max(one.characters_per_request),
            bytes_per_request: most.bytes_per_request.max(one.bytes_per_request),
            terms: most.terms || one.terms,
            glossary: most.glossary || one.glossary,
            examples: most.examples.max(one.examples),
            context: most.context || one.context,
            placeholders: most.placeholders && one.placeholders,
            languages: Vec::new(),
        })
    }

    async fn translate(&self, request: &TranslationRequest) -> Result<Results, EngineError> {
        let Some(route) = self.routes.iter().find(|route| route.matches(request)) else {
            return Err(EngineError::UnsupportedPair);
        };
        let mut out: Vec<Option<Result<Translated, SegmentError>>> = vec![None; request.segments.len()];
        let mut errors = Vec::new();
        for engine in &route.engines {
            let open: Vec<usize> = (0..out.len()).filter(|index| !matches!(out.get(*index), Some(Some(Ok(_))))).collect();
            if open.is_empty() {
                break;
            }
            if !engine.capabilities().takes(&request.source) {
                errors.push(EngineError::UnsupportedPair);
                continue;
            }
            let segments = open.iter().filter_map(|index| request.segments.get(*index).cloned()).collect();
            match engine.translate(&request.with_segments(segments)).await {
                Ok(results) if results.len() == open.len() => {
                    for (index, result) in open.into_iter().zip(results) {
                        // Of two failures the first stands: it is of the engine that was to do it.
                        if let Some(slot) = out.get_mut(index).filter(|slot| slot.is_none() || result.is_ok()) {
                            *slot = Some(result);
                        }
                    }
                }
                Ok(results) => {
                    errors.push(EngineError::Unreadable { reason: format!("{} results for {} segments", results.len(), open.len()) });
                }
                Err(error) => {
                    tracing::info!(engine = engine.name(), code = error.code(), "the next engine of the route is asked");
                    errors.push(error);
                }
            }
        }
        if out.iter().all(Option::is_some) {
            return Ok(out.into_iter().flatten().collect());
        }
        Err(errors.into_iter().min_by_key(hope).unwrap_or(EngineError::UnsupportedPair))
    }

    /// The first engine of the first route.
    async fn probe(&self) -> Result<Translated, EngineError> {
        match self.engines().next() {
            Some(engine) => engine.probe().await,
            None => Err(EngineError::UnsupportedPair),
        }
    }

    /// All engines are brought in step; the first failure is told.
    async fn keep_glossary(&self, terms: &[TermEntry]) -> Result<(), EngineError> {
        let mut done: Vec<&Arc<dyn MachineTranslator>> = Vec::new();
        let mut failure = Ok(());
        for engine in self.engines() {
            if done.iter().any(|other| Arc::ptr_eq(other, engine)) {
                continue;
            }
            done.push(engine);
            let kept = engine.keep_glossary(terms).await;
            failure = failure.and(kept);
        }
        failure
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        decorators::testing::{Scripted, busy},
        engine::tests::{request, texts},
    };

    fn of(office: &str, part: &str, language: &str, sources: &[&str]) -> TranslationRequest {
        let document = DocumentPart { office: Some(office.into()), part: Some(part.into()) };
        TranslationRequest { document, ..request(language, sources) }
    }

    async fn answer(routing: &Routing, request: &TranslationRequest) -> Result<Vec<Result<String, SegmentError>>, EngineError> {
        routing.translate(request).await.map(texts)
    }

    #[tokio::test]
    async fn the_first_route_that_matches_is_taken() {
        let engine = |name| -> Vec<Arc<dyn MachineTranslator>> { vec![Arc::new(Scripted::echo(name))] };
        let language = |tag| Language::parse(tag).expect("a tag");
        let routing = Routing::new(vec![
            Route { offices: vec!["KR".into()], parts: vec!["claims".into()], ..Route::for_all(engine("claims")) },
            Route { languages: vec![language("ko"), language("zh")], ..Route::for_all(engine("east")) },
            Route { offices: vec!["EP".into()], ..Route::for_all(engine("west")) },
        ]);
        for (request, made) in [
            (of("KR", "claims", "ko", &["A"]), "claims:A"),
            (of("kr", "claims", "ko", &["A"]), "claims:A"),
            (of("KR", "abstract", "ko", &["A"]), "east:A"),
            (of("CN", "claims", "zh-Hans", &["A"]), "east:A"),
            (of("EP", "claims", "de", &["A"]), "west:A"),
        ] {
            assert_eq!(answer(&routing, &request).await, Ok(vec![Ok(made.into())]));
        }
        assert_eq!(answer(&routing, &of("US", "claims", "en", &["A"])).await, Err(EngineError::UnsupportedPair));
        assert_eq!(answer(&routing, &request("en", &["A"])).await, Err(EngineError::UnsupportedPair));
    }

    #[tokio::test]
    async fn what_one_cannot_do_the_next_one_does() {
        let refusing = Scripted::new("a", |text, _| {
            Ok(match text {
                "long" => Err(SegmentError::TooLong),
                "bad" => Err(SegmentError::ContentRefused),
                _ => Ok(format!("a:{text}")),
            })
        });
        let second =
            Arc::new(Scripted::new("b", |text, _| Ok(if text == "bad" { Err(SegmentError::Missing) } else { Ok(format!("b:{text}")) })));
        let routing = Routing::new(vec![Route::for_all(vec![Arc::new(refusing), second.clone()])]);
        let made = routing.translate(&request("en", &["one", "long", "bad"])).await.expect("answers");
        assert_eq!(made[1].as_ref().map(|made| made.engine.as_str()), Ok("b"));
        assert_eq!(texts(made), [Ok("a:one".into()), Ok("b:long".into()), Err(SegmentError::ContentRefused)]);
        assert_eq!(second.calls(), [["long", "bad"]]);
    }

    #[tokio::test]
    async fn every_failure_falls_back_and_the_most_hopeful_one_is_told() {
        let all = [
            busy(),
            EngineError::TimedOut,
            EngineError::QuotaExhausted,
            EngineError::Authentication,
            EngineError::UnsupportedPair,
            EngineError::ContentRefused,
            EngineError::BadRequest { reason: "no".into() },
            EngineError::Unreadable { reason: "no".into() },
            EngineError::BudgetUsedUp { after: Duration::from_secs(60) },
        ];
        for error in &all {
            let routing =
                Routing::new(vec![Route::for_all(vec![Arc::new(Scripted::failing("a", error.clone())), Arc::new(Scripted::echo("b"))])]);
            assert_eq!(answer(&routing, &request("en", &["A"])).await, Ok(vec![Ok("b:A".into())]), "{error:?}");
        }
        let chain = all.iter().skip(2).map(|error| Arc::new(Scripted::failing("x", error.clone())) as Arc<dyn MachineTranslator>);
        let mut chain: Vec<_> = chain.collect();
        let told = answer(&Routing::new(vec![Route::for_all(chain.clone())]), &request("en", &["A"])).await;
        assert_eq!(told.map_err(|error| error.code()), Err("budget-used-up"));
        chain.push(Arc::new(Scripted::failing("x", busy())));
        let told = answer(&Routing::new(vec![Route::for_all(chain)]), &request("en", &["A"])).await;
        assert_eq!(told, Err(busy()));
    }

    #[tokio::test]
    async fn an_engine_is_not_asked_for_a_language_it_does_not_have() {
        let mut english = Scripted::echo("a");
        english.limits.languages = vec![Language::english()];
        let english = Arc::new(english);
        let routing = Routing::new(vec![Route::for_all(vec![english.clone(), Arc::new(Scripted::echo("b"))])]);
        assert_eq!(answer(&routing, &request("ko", &["A"])).await, Ok(vec![Ok("b:A".into())]));
        assert!(english.calls().is_empty());
    }

    #[tokio::test]
    async fn each_engine_keeps_its_glossary_once() {
        let (one, two) = (Arc::new(Scripted::failing("a", busy())), Arc::new(Scripted::echo("b")));
        let routing = Routing::new(vec![Route::for_all(vec![one.clone(), two.clone()]), Route::for_all(vec![two.clone(), one.clone()])]);
        assert_eq!(routing.keep_glossary(&[]).await, Err(busy()));
        assert_eq!((one.calls().len(), two.calls().len()), (1, 1));
    }
}
