//! Every way in which Azure answers, in both versions, played by a server.

use serde_json::json;
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{body_partial_json, header, method, path, query_param},
};

use super::*;
use crate::{
    Example, TermToFollow,
    engine::tests::request,
    engines::testing::{address, answer, asked, client},
    wire::LARGEST_ANSWER,
};

fn engine_with(server: &MockServer, version: AzureVersion, change: impl FnOnce(&mut AzureSettings)) -> AzureEngine {
    let mut settings = AzureSettings::new(address(server, ""), ApiKey::new("secret-key"), version);
    settings.timeout = Duration::from_millis(500);
    settings.region = Some("japaneast".into());
    change(&mut settings);
    AzureEngine::new(client(), settings)
}

fn engine(server: &MockServer, version: AzureVersion) -> AzureEngine {
    engine_with(server, version, |_| {})
}

fn old(texts: &[&str]) -> Value {
    texts.iter().map(|text| json!({"translations": [{"text": text, "to": "ja"}]})).collect()
}

fn new(texts: &[&str]) -> Value {
    let list: Vec<_> = texts.iter().map(|text| json!({"translations": [{"language": "ja", "text": text}]})).collect();
    json!({"value": list})
}

async fn serve(response: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method("POST")).and(path("/translate")).respond_with(response).mount(&server).await;
    server
}

#[tokio::test]
async fn version_3_has_its_languages_in_the_address() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/translate"))
        .and(query_param("api-version", "3.0"))
        .and(query_param("from", "zh-Hant"))
        .and(query_param("to", "ja"))
        .and(query_param("category", "patents"))
        .and(header("Ocp-Apim-Subscription-Key", "secret-key"))
        .and(header("Ocp-Apim-Subscription-Region", "japaneast"))
        .respond_with(ResponseTemplate::new(200).set_body_json(old(&["イチ", "ニ"])))
        .mount(&server)
        .await;
    let engine = engine_with(&server, AzureVersion::V3, |settings| settings.category = Some("patents".into()));
    let made = engine.translate(&request("zh-Hant", &["一", "二個"])).await.expect("an answer");
    let second = made[1].as_ref().expect("a text");
    assert_eq!(
        (second.text.as_str(), second.model.as_deref(), second.version.as_deref(), second.units_billed),
        ("ニ", Some("patents"), Some("3.0"), 2)
    );
    assert_eq!(asked(&server).await[0], json!([{"Text": "一"}, {"Text": "二個"}]));
}

#[tokio::test]
async fn version_3_takes_terms_in_the_text() {
    let server = serve(ResponseTemplate::new(200).set_body_json(old(&["蓋部<span class=\"notranslate\">⟦1⟧</span> &lt; 蓋"]))).await;
    let engine = engine_with(&server, AzureVersion::V3, |settings| settings.dictionary = true);
    let term = |source: &str, japanese: &str| TermToFollow { source: source.into(), japanese: japanese.into() };
    let mut one = request("en", &["a lid part ⟦1⟧ < lid"]);
    one.terms = vec![term("lid", "蓋\""), term("lid part", "蓋部")];
    assert_eq!(answer(&engine, &one).await, Ok(vec![Ok("蓋部⟦1⟧ < 蓋".into())]));
    let text = "a <mstrans:dictionary translation=\"蓋部\">lid part</mstrans:dictionary> <span class=\"notranslate\">⟦1⟧</span> &lt; \
                <mstrans:dictionary translation=\"蓋&quot;\">lid</mstrans:dictionary>";
    assert_eq!(asked(&server).await[0], json!([{"Text": text}]));
}

#[tokio::test]
async fn version_2026_takes_examples_as_reference_pairs() {
    let server = MockServer::start().await;
    let target = json!({"language": "ja", "deploymentName": "gpt-x", "allowFallback": false, "tone": "formal",
        "referenceTextPairs": [{"source": "Three.", "target": "三。"}]});
    let made = json!({"value": [{"translations": [{"language": "ja", "text": "一。", "instructionTokens": 5, "sourceTokens": 2, "responseTokens": 3}]}]});
    Mock::given(method("POST"))
        .and(path("/translate"))
        .and(query_param("api-version", "2026-06-06"))
        .and(body_partial_json(json!({"inputs": [{"text": "One.", "language": "en", "textType": "Plain", "targets": [target]}]})))
        .respond_with(ResponseTemplate::new(200).set_body_json(made))
        .mount(&server)
        .await;
    let engine = engine_with(&server, AzureVersion::V2026, |settings| {
        settings.deployment = Some("gpt-x".into());
        settings.tone = Some("formal".into());
    });
    let mut one = request("en", &["One."]);
    one.examples = vec![Example { source: "Three.".into(), japanese: "三。".into() }];
    let made = engine.translate(&one).await.expect("an answer");
    let first = made[0].as_ref().expect("a text");
    assert_eq!((first.text.as_str(), first.model.as_deref(), first.units_billed), ("一。", Some("gpt-x"), 10));
}

#[tokio::test]
async fn version_2026_carries_placeholders_in_html() {
    let server = serve(ResponseTemplate::new(200).set_body_json(new(&["<span class=\"notranslate\">⟦1⟧</span>&amp;"]))).await;
    assert_eq!(answer(&engine(&server, AzureVersion::V2026), &request("en", &["⟦1⟧ &"])).await, Ok(vec![Ok("⟦1⟧&".into())]));
    let sent = &asked(&server).await[0]["inputs"][0];
    assert_eq!((&sent["text"], &sent["textType"]), (&json!("<span class=\"notranslate\">⟦1⟧</span> &amp;"), &json!("Html")));
}

#[tokio::test]
async fn every_status_has_its_class_in_both_versions() {
    let numbered = |code: u32| json!({"error": {"code": code, "message": "secret-key"}});
    let named = |code: &str, inner: &str| json!({"error": {"code": code, "message": "no", "innererror": {"code": inner}}});
    let table = [
        (400, numbered(400_023), "unsupported-pair"),
        (400, numbered(400_035), "unsupported-pair"),
        (400, numbered(400_036), "unsupported-pair"),
        (400, numbered(400_077), "engine-bad-request"),
        (400, named("InvalidRequest", "UnsupportedLanguage"), "unsupported-pair"),
        (400, named("InvalidRequest", "ContentFiltered"), "content-refused"),
        (400, named("InvalidRequest", ""), "engine-bad-request"),
        (401, numbered(401_000), "engine-authentication"),
        (403, numbered(403_000), "engine-authentication"),
        (403, numbered(403_001), "quota-exhausted"),
        (408, numbered(408_001), "engine-unavailable"),
        (429, numbered(429_000), "engine-unavailable"),
        (429, numbered(429_001), "engine-unavailable"),
        (429, numbered(429_002), "engine-unavailable"),
        (500, numbered(500_000), "engine-unavailable"),
        (503, json!("secret-key"), "engine-unavailable"),
    ];
    for (status, body, code) in table {
        let server = serve(ResponseTemplate::new(status).set_body_json(&body)).await;
        for version in [AzureVersion::V3, AzureVersion::V2026] {
            let engine = engine(&server, version);
            let error = engine.translate(&request("en", &["One."])).await.expect_err("an error");
            assert_eq!(error.code(), code, "{status} {body}");
            assert!(!format!("{error} {error:?} {engine:?}").contains("secret-key"));
        }
    }
}

#[tokio::test]
async fn what_cannot_be_read_says_so() {
    for (version, other) in [(AzureVersion::V3, new(&["一", "二"])), (AzureVersion::V2026, old(&["一", "二"]))] {
        let one = if version == AzureVersion::V3 { old(&["一"]) } else { new(&["一"]) };
        let bodies = [
            ResponseTemplate::new(200).set_body_string("[{\"transla"),
            ResponseTemplate::new(200).set_body_json(other),
            ResponseTemplate::new(200).set_body_json(one),
            ResponseTemplate::new(200).set_body_bytes(vec![b' '; LARGEST_ANSWER + 1]),
        ];
        for body in bodies {
            let server = serve(body).await;
            let engine = engine_with(&server, version, |settings| settings.timeout = Duration::from_secs(20));
            let error = answer(&engine, &request("en", &["One.", "Two."])).await.expect_err("it cannot be read");
            assert_eq!(error.code(), "engine-answer-unreadable", "{error}");
        }
    }
    let server = serve(ResponseTemplate::new(200).set_body_json(json!([{"translations": []}]))).await;
    assert_eq!(answer(&engine(&server, AzureVersion::V3), &request("en", &["One."])).await, Ok(vec![Err(SegmentError::Missing)]));
}

#[tokio::test]
async fn redirects_are_not_followed_and_time_is_bounded() {
    let elsewhere = serve(ResponseTemplate::new(200).set_body_json(old(&["一"]))).await;
    let server = serve(ResponseTemplate::new(308).insert_header("location", format!("{}/translate", elsewhere.uri()))).await;
    let error = answer(&engine(&server, AzureVersion::V3), &request("en", &["One."])).await.expect_err("a redirect");
    assert_eq!(error.code(), "engine-bad-request");
    assert!(elsewhere.received_requests().await.expect("requests").is_empty());
    let slow = serve(ResponseTemplate::new(200).set_delay(Duration::from_secs(5))).await;
    assert_eq!(answer(&engine(&slow, AzureVersion::V2026), &request("en", &["One."])).await, Err(EngineError::TimedOut));
}

#[tokio::test]
async fn probing_learns_the_languages_without_the_key() {
    let server = serve(ResponseTemplate::new(200).set_body_json(new(&["ポンプ。"]))).await;
    Mock::given(method("GET"))
        .and(path("/languages"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"translation": {"ko": {}, "zh-Hant": {}}})))
        .mount(&server)
        .await;
    let engine = engine(&server, AzureVersion::V2026);
    assert_eq!(engine.probe().await.expect("an answer").text, "ポンプ。");
    let takes = |tag| engine.capabilities().takes(&Language::parse(tag).expect("a tag"));
    assert!(takes("ko") && takes("zh-Hant") && !takes("zh-Hans"));
    let requests = server.received_requests().await.expect("requests");
    assert!(requests[1].headers.get("Ocp-Apim-Subscription-Key").is_none());
}
