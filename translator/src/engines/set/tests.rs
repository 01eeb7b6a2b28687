//! Configurations as people write them: those that work, and each way of writing one that does not.

use std::{io::Write as _, sync::Arc};

use serde_json::{Value, json};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::path};

use super::*;
use crate::{
    EngineError, LedgerInMemory,
    decorators::testing::StandingClock,
    engine::tests::request,
    engines::testing::{answer, client},
};

fn surroundings() -> Surroundings {
    Surroundings {
        client: client(),
        clock: Arc::new(StandingClock::new()),
        cache: None,
        ledger: Arc::new(LedgerInMemory::default()),
        watch: None,
        local: None,
        seed: 1,
    }
}

fn set(config: Value) -> Result<EngineSet, String> {
    let config: EnginesConfig = serde_json::from_value(config).map_err(|error| error.to_string())?;
    engines_from(&config, &surroundings()).map_err(|error| error.to_string())
}

fn key_file() -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(include_bytes!("../google/service_account_for_tests.json")).expect("it is written");
    file
}

fn all_kinds(credentials: &std::path::Path) -> Value {
    json!({
        "engines": {
            "local": {"kind": "openai-compatible", "base_url": "http://127.0.0.1:8000/v1", "model": "m"},
            "deepl": {"kind": "deepl", "key": "secret-key:fx", "limits": {"characters_per_day": 1000}},
            "textra": {"kind": "textra", "user": "u", "key": "secret-key", "secret": "secret-key"},
            "contract": {"kind": "textra", "user": "u", "key": "k", "secret": "secret-key", "url": "https://mt.example.jp", "authentication": "oauth1"},
            "libre": {"kind": "libretranslate", "url": "http://libre:5000"},
            "google": {"kind": "google", "credentials": credentials, "location": "us-central1", "model": "general/translation-llm"},
            "azure": {"kind": "azure", "key": "secret-key", "region": "japaneast", "deployment": "gpt", "tone": "formal"},
            "azure3": {"kind": "azure", "key": "secret-key", "api_version": "3.0", "category": "patents"}
        },
        "routes": [
            {"offices": ["KR"], "parts": ["claims"], "engines": ["deepl", "local"]},
            {"languages": ["zh-Hans", "en"], "engines": ["azure", "azure3", "google", "contract", "libre"]}
        ]
    })
}

#[tokio::test]
async fn engines_of_every_kind_are_listed_with_where_texts_go() {
    let file = key_file();
    let set = set(all_kinds(file.path())).expect("engines");
    let rows: Vec<_> = set
        .listings()
        .iter()
        .map(|one| (one.id.as_str(), one.kind, one.host.as_str(), one.third_party, one.enabled, one.routes.as_slice()))
        .collect();
    assert_eq!(
        rows,
        [
            ("azure", "azure", "api.cognitive.microsofttranslator.com", true, true, &[1][..]),
            ("azure3", "azure", "api.cognitive.microsofttranslator.com", true, true, &[1]),
            ("contract", "textra", "mt.example.jp", true, true, &[1]),
            ("deepl", "deepl", "api-free.deepl.com", true, true, &[0]),
            ("google", "google", "translation.googleapis.com", true, true, &[1]),
            ("libre", "libretranslate", "libre:5000", false, true, &[1]),
            ("local", "openai-compatible", "127.0.0.1:8000", false, true, &[0]),
            ("textra", "textra", "mt-auto-minhon-mlt.ucri.jgn-x.jp", true, false, &[]),
        ]
    );
    let of = |id: &str| set.listings().iter().find(|one| one.id == id).expect("a listing");
    assert!(of("textra").terms_of_use.is_some_and(|terms| terms.contains("非商用")) && of("contract").terms_of_use.is_none());
    assert_eq!((of("local").units_billed, of("azure").units_billed), (UnitsBilled::Nothing, UnitsBilled::Tokens));
    assert_eq!((of("deepl").units_billed, of("deepl").characters_per_day), (UnitsBilled::Characters, Some(1000)));
    assert_eq!(of("azure3").model.as_deref(), Some("patents"));
    assert!(set.engine("deepl").is_some() && set.engine("textra").is_none() && set.routed().is_some());
    let config: EnginesConfig = serde_json::from_value(all_kinds(file.path())).expect("a configuration");
    assert!(!format!("{config:?} {set:?}").contains("secret-key"));
    assert!(!serde_json::to_string(&config).expect("JSON").contains("secret-key"));
}

#[tokio::test]
async fn every_setting_that_cannot_be_used_is_named() {
    let file = key_file();
    let nowhere = json!(std::env::temp_dir().join("no-such-key-file.json"));
    let long_name = "a".repeat(41);
    let one = |engine: Value| json!({"engines": {"one": engine}});
    let openai = |field: &str, value: Value| {
        let mut engine = json!({"kind": "openai-compatible", "base_url": "https://llm.example.com/v1", "model": "m", "key": "secret-key"});
        engine[field] = value;
        one(engine)
    };
    let deepl = |field: &str, value: Value| {
        let mut engine = json!({"kind": "deepl", "key": "secret-key"});
        engine[field] = value;
        one(engine)
    };
    let azure = |field: &str, value: Value, version: &str| {
        let mut engine = json!({"kind": "azure", "key": "secret-key", "api_version": version});
        engine[field] = value;
        one(engine)
    };
    let textra = |field: &str, value: Value| {
        let mut engine = json!({"kind": "textra", "user": "u", "key": "k", "secret": "s", "accept_terms": true});
        engine[field] = value;
        one(engine)
    };
    let google = |field: &str, value: Value| {
        let mut engine = json!({"kind": "google", "credentials": file.path()});
        engine[field] = value;
        one(engine)
    };
    let route = |route: Value| json!({"engines": {"one": {"kind": "deepl", "key": "k"}}, "routes": [{"engines": ["one"]}, route]});
    let table = [
        (openai("base_url", json!("llm")), "engines.one.base_url"),
        (openai("base_url", json!("")), "engines.one.base_url"),
        (openai("base_url", json!("ftp://llm/v1")), "engines.one.base_url"),
        (openai("base_url", json!("https://user:secret-key@llm/v1")), "engines.one.base_url"),
        (openai("base_url", json!("https://llm/v1?key=secret-key")), "engines.one.base_url"),
        (openai("base_url", json!("http://llm.example.com/v1")), "engines.one.base_url"),
        (openai("model", json!(" ")), "engines.one.model"),
        (openai("key", json!("secret-\u{1}key")), "engines.one.key"),
        (openai("timeout_seconds", json!(0)), "engines.one.timeout_seconds"),
        (openai("batch_characters", json!(1)), "engines.one.batch_characters"),
        (openai("batch_segments", json!(0)), "engines.one.batch_segments"),
        (openai("prompt", json!({"user": "translate"})), "engines.one.prompt.user"),
        (openai("limits", json!({"requests_per_minute": 0})), "engines.one.limits.requests_per_minute"),
        (openai("limits", json!({"characters_per_minute": 0})), "engines.one.limits.characters_per_minute"),
        (openai("limits", json!({"characters_per_day": 0})), "engines.one.limits.characters_per_day"),
        (openai("limits", json!({"tries": 11})), "engines.one.limits.tries"),
        (deepl("key", json!("")), "engines.one.key"),
        (deepl("model_type", json!("best")), "engines.one.model_type"),
        (deepl("url", json!("http://api.deepl.com")), "engines.one.url"),
        (azure("deployment", json!("gpt"), "3.0"), "engines.one.deployment"),
        (azure("category", json!("c"), "2026-06-06"), "engines.one.category"),
        (azure("dictionary", json!(true), "2026-06-06"), "engines.one.dictionary"),
        (azure("tone", json!("formal"), "2026-06-06"), "engines.one.tone"),
        (azure("tone", json!("rude"), "2026-06-06"), "engines.one.tone"),
        (azure("region", json!("a\nb"), "3.0"), "engines.one.region"),
        (textra("accept_terms", json!(false)), "engines.one.accept_terms"),
        (textra("user", json!("")), "engines.one.user"),
        (textra("secret", json!("")), "engines.one.secret"),
        (textra("engines", json!([])), "engines.one.engines"),
        (textra("engines", json!(["../x?"])), "engines.one.engines"),
        (google("credentials", nowhere), "engines.one.credentials"),
        (google("credentials", json!("Cargo.toml")), "engines.one.credentials"),
        (google("location", json!("")), "engines.one.location"),
        (google("glossary", json!("a b")), "engines.one.glossary"),
        (one(json!({"kind": "local", "folder": ""})), "engines.one.folder"),
        (one(json!({"kind": "local", "folder": "m", "beam": 0})), "engines.one.beam"),
        (one(json!({"kind": "local", "folder": "m", "compute_type": "float8"})), "engines.one.compute_type"),
        (one(json!({"kind": "local", "folder": "m"})), "engines.one.kind"),
        (json!({"engines": {"One": {"kind": "deepl", "key": "k"}}}), "engines.One"),
        (json!({"engines": {long_name: {"kind": "deepl", "key": "k"}}}), "engines.aaaa"),
        (json!({"engines": {"a": {"kind": "deepl", "key": "k"}, "b": {"kind": "deepl", "key": "k"}}}), "routes"),
        (route(json!({"engines": []})), "routes[1].engines"),
        (route(json!({"engines": ["two"]})), "routes[1].engines"),
        (route(json!({"engines": ["one", "one"]})), "routes[1].engines"),
        (route(json!({"engines": ["one"], "offices": ["KOR"]})), "routes[1].offices"),
        (route(json!({"engines": ["one"], "parts": ["claim"]})), "routes[1].parts"),
    ];
    for (config, field) in table {
        let error = set(config.clone()).expect_err(&format!("{config}"));
        assert!(error.starts_with(field), "{config}: {error}");
        assert!(!error.contains("secret-key"), "{error}");
    }
    for (config, word) in [
        (one(json!({"kind": "babelfish"})), "babelfish"),
        (deepl("kee", json!(1)), "kee"),
        (json!({"engines": {}, "router": []}), "router"),
        (one(json!({"kind": "deepl"})), "key"),
        (azure("api_version", json!("4.0"), ""), "4.0"),
    ] {
        let error = set(config).expect_err("it is none");
        assert!(error.contains(word), "{error}");
    }
}

#[tokio::test]
async fn no_engine_is_no_engine_and_one_needs_no_route() {
    assert!(set(json!({})).expect("a set").routed().is_none());
    let one = set(json!({"engines": {"one": {"kind": "deepl", "key": "k"}}})).expect("a set");
    assert!(one.routed().is_some() && one.listings()[0].routes.is_empty());
}

#[tokio::test]
async fn routes_budget_and_fall_back_work_together() {
    let (first, second) = (MockServer::start().await, MockServer::start().await);
    let respond = |request: &wiremock::Request| {
        let body: Value = request.body_json().expect("JSON");
        let texts: Vec<_> = body["text"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|text| json!({"text": format!("深{}", text.as_str().unwrap_or_default())}))
            .collect();
        ResponseTemplate::new(200).set_body_json(json!({"translations": texts}))
    };
    Mock::given(path("/v2/translate")).respond_with(respond).mount(&first).await;
    let line = json!({"choices": [{"message": {"content": "{\"segments\": [{\"id\": 1, \"text\": \"言\"}]}"}, "finish_reason": "stop"}]});
    Mock::given(path("/v1/chat/completions")).respond_with(ResponseTemplate::new(200).set_body_json(line)).mount(&second).await;
    let set = set(json!({
        "engines": {
            "deepl": {"kind": "deepl", "key": "k", "url": first.uri(), "limits": {"characters_per_day": 8}},
            "local": {"kind": "openai-compatible", "base_url": format!("{}/v1", second.uri()), "model": "m"}
        },
        "routes": [{"languages": ["zh"], "engines": ["deepl", "local"]}, {"languages": ["ko"], "engines": ["deepl"]}]
    }))
    .expect("engines");
    let routed = set.routed().expect("a route").as_ref();
    assert_eq!(answer(routed, &request("zh", &["五个字的句"])).await, Ok(vec![Ok("深五个字的句".into())]));
    // The day's eight characters do not hold five more: the next engine of the route makes it.
    let made = routed.translate(&request("zh", &["又五个字句"])).await.expect("an answer");
    assert_eq!(made[0].as_ref().map(|made| (made.engine.as_str(), made.text.as_str())), Ok(("openai-compatible", "言")));
    let chain = |language: &str| {
        let source = crate::Language::parse(language).expect("a language");
        set.chain(&crate::DocumentPart::default(), &source).iter().map(|listing| listing.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!((chain("zh-Hant"), chain("ko"), chain("ru")), (vec!["deepl".into(), "local".into()], vec!["deepl".into()], vec![]));
    let chinese = crate::Language::parse("zh").expect("a language");
    let current = |engine: &str, model| set.is_current(&crate::DocumentPart::default(), &chinese, engine, model);
    assert!(current("openai-compatible", Some("m")) && !current("openai-compatible", Some("n")) && !current("azure", None));
    assert_eq!(set.spent_today("deepl").await.expect("a ledger"), 5);
    let error = answer(routed, &request("ko", &["다섯글자문장"])).await;
    assert!(matches!(error, Err(EngineError::BudgetUsedUp { .. })), "{error:?}");
    assert_eq!(answer(routed, &request("ru", &["x"])).await, Err(EngineError::UnsupportedPair));
}
