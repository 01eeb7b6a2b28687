//! Every way in which Google answers, played by a server.

use serde_json::json;
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{body_partial_json, header as has_header, method, path},
};

use super::*;
use crate::{
    decorators::testing::StandingClock,
    engine::tests::request,
    engines::testing::{address, answer, asked, client},
    wire::LARGEST_ANSWER,
};

const TRANSLATE: &str = "/v3/projects/portal/locations/asia-northeast1:translateText";

fn engine_with(server: &MockServer, change: impl FnOnce(&mut GoogleSettings)) -> GoogleEngine {
    let mut settings = GoogleSettings {
        base: address(server, "/"),
        project: "portal".into(),
        location: "asia-northeast1".into(),
        model: "general/nmt".into(),
        glossary: None,
        timeout: Duration::from_millis(700),
    };
    change(&mut settings);
    let mut file: Value = serde_json::from_str(include_str!("service_account_for_tests.json")).expect("JSON");
    file["token_uri"] = json!(address(server, "/token").as_str());
    let account = ServiceAccount::from_json(&file.to_string()).expect("an account");
    GoogleEngine::new(client(), settings, account, Arc::new(StandingClock::new()))
}

fn engine(server: &MockServer) -> GoogleEngine {
    engine_with(server, |_| {})
}

/// A server that issues the token `tok-N`, N counted, and answers translations so.
async fn serve(response: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    let count = std::sync::atomic::AtomicUsize::new(1);
    let issue = move |_: &wiremock::Request| {
        let n = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        ResponseTemplate::new(200).set_body_json(json!({"access_token": format!("tok-{n}"), "expires_in": 3599, "token_type": "Bearer"}))
    };
    Mock::given(method("POST")).and(path("/token")).respond_with(issue).mount(&server).await;
    Mock::given(method("POST")).and(path(TRANSLATE)).respond_with(response).mount(&server).await;
    server
}

fn translations(texts: &[&str]) -> Value {
    let list: Vec<_> =
        texts.iter().map(|text| json!({"translatedText": text, "model": "projects/9/locations/l/models/general/nmt"})).collect();
    json!({"translations": list})
}

#[tokio::test]
async fn texts_go_with_a_token_that_is_kept() {
    let server = serve(ResponseTemplate::new(500)).await;
    server.reset().await;
    Mock::given(path("/token"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"access_token": "tok", "expires_in": 3599})))
        .expect(1)
        .mount(&server)
        .await;
    let body = json!({"contents": ["一", "二"], "mimeType": "text/plain", "sourceLanguageCode": "zh-TW", "targetLanguageCode": "ja",
        "model": "projects/portal/locations/asia-northeast1/models/general/nmt"});
    Mock::given(path(TRANSLATE))
        .and(has_header("authorization", "Bearer tok"))
        .and(body_partial_json(body))
        .respond_with(ResponseTemplate::new(200).set_body_json(translations(&["イチ", "ニ"])))
        .expect(2)
        .mount(&server)
        .await;
    let engine = engine(&server);
    for _ in 0..2 {
        let made = engine.translate(&request("zh-Hant", &["一", "二"])).await.expect("an answer");
        let first = made[0].as_ref().expect("a text");
        assert_eq!((first.text.as_str(), first.model.as_deref(), first.units_billed), ("イチ", Some("general/nmt"), 1));
    }
}

#[tokio::test]
async fn placeholders_go_as_html_and_glossaries_by_name() {
    let body = json!({"translations": [{"translatedText": "x"}], "glossaryTranslations": [{"translatedText": "蓋<span translate=\"no\">⟦1⟧</span> &lt; &#39;"}]});
    let server = serve(ResponseTemplate::new(200).set_body_json(body)).await;
    let engine = engine_with(&server, |settings| settings.glossary = Some("terms".into()));
    assert_eq!(answer(&engine, &request("en", &["lid ⟦1⟧ < '"])).await, Ok(vec![Ok("蓋⟦1⟧ < '".into())]));
    let sent = &asked(&server).await[1];
    assert_eq!(sent["contents"], json!(["lid <span translate=\"no\">⟦1⟧</span> &lt; '"]));
    assert_eq!(sent["mimeType"], "text/html");
    assert_eq!(sent["glossaryConfig"]["glossary"], "projects/portal/locations/asia-northeast1/glossaries/terms");
}

#[tokio::test]
async fn every_status_has_its_class() {
    let said = |code: u16, message: &str, status: &str| json!({"error": {"code": code, "message": message, "status": status}});
    let reason = |reason: &str| json!({"error": {"code": 403, "message": "no", "errors": [{"reason": reason}]}});
    let detail = json!({"error": {"code": 403, "message": "no", "details": [{"@type": "ErrorInfo", "reason": "RATE_LIMIT_EXCEEDED"}]}});
    let table = [
        (400, said(400, "Text is too long.", "INVALID_ARGUMENT"), "engine-bad-request"),
        (400, said(400, "Glossary must be in the location of the model", "INVALID_ARGUMENT"), "engine-bad-request"),
        (400, said(400, "Unsupported language pair: km to ja", "INVALID_ARGUMENT"), "unsupported-pair"),
        (400, said(400, "Source language is invalid.", "INVALID_ARGUMENT"), "unsupported-pair"),
        (403, said(403, "Daily Limit Exceeded", "PERMISSION_DENIED"), "quota-exhausted"),
        (403, reason("dailyLimitExceeded"), "quota-exhausted"),
        (403, said(403, "User Rate Limit Exceeded", ""), "engine-unavailable"),
        (403, reason("userRateLimitExceeded"), "engine-unavailable"),
        (403, detail, "engine-unavailable"),
        (
            403,
            said(403, "Cloud IAM permission 'cloudtranslate.generalModels.predict' denied.", "PERMISSION_DENIED"),
            "engine-authentication",
        ),
        (404, said(404, "Model not found", "NOT_FOUND"), "engine-bad-request"),
        (429, said(429, "Quota exceeded for requests per minute", "RESOURCE_EXHAUSTED"), "engine-unavailable"),
        (500, json!("tok-1"), "engine-unavailable"),
        (503, said(503, "tok-1", "UNAVAILABLE"), "engine-unavailable"),
    ];
    for (status, body, code) in table {
        let server = serve(ResponseTemplate::new(status).set_body_json(&body)).await;
        let error = engine(&server).translate(&request("en", &["One."])).await.expect_err("an error");
        assert_eq!(error.code(), code, "{status} {body}");
        assert!(!format!("{error} {error:?}").contains("tok-1"));
    }
    let server = serve(ResponseTemplate::new(403).set_body_json(said(403, "User Rate Limit Exceeded", ""))).await;
    let error = answer(&engine(&server), &request("en", &["One."])).await.expect_err("an error");
    assert!(matches!(error, EngineError::Retryable { after: Some(NEXT_MINUTE), .. }));
}

#[tokio::test]
async fn a_token_that_is_refused_is_renewed_once() {
    let server = serve(ResponseTemplate::new(401)).await;
    assert_eq!(answer(&engine(&server), &request("en", &["One."])).await, Err(EngineError::Authentication));
    assert_eq!(server.received_requests().await.expect("requests").len(), 4);
    server.reset().await;
    Mock::given(path("/token"))
        .respond_with(ResponseTemplate::new(400).set_body_json(json!({"error": "invalid_grant"})))
        .mount(&server)
        .await;
    assert_eq!(answer(&engine(&server), &request("en", &["One."])).await, Err(EngineError::Authentication));
    server.reset().await;
    Mock::given(path("/token")).respond_with(ResponseTemplate::new(503)).mount(&server).await;
    assert_eq!(answer(&engine(&server), &request("en", &["One."])).await.expect_err("no token").code(), "engine-unavailable");
}

#[tokio::test]
async fn what_cannot_be_read_says_so() {
    let bodies = [
        ResponseTemplate::new(200).set_body_string("{\"translations\": [{"),
        ResponseTemplate::new(200).set_body_json(json!({})),
        ResponseTemplate::new(200).set_body_json(translations(&["一"])),
        ResponseTemplate::new(200).set_body_bytes(vec![b' '; LARGEST_ANSWER + 1]),
    ];
    for body in bodies {
        let server = serve(body).await;
        let engine = engine_with(&server, |settings| settings.timeout = Duration::from_secs(20));
        let error = answer(&engine, &request("en", &["One.", "Two."])).await.expect_err("it cannot be read");
        assert_eq!(error.code(), "engine-answer-unreadable");
    }
}

#[tokio::test]
async fn redirects_are_not_followed_and_time_is_bounded() {
    let elsewhere = serve(ResponseTemplate::new(200).set_body_json(translations(&["一"]))).await;
    let server = serve(ResponseTemplate::new(302).insert_header("location", format!("{}{TRANSLATE}", elsewhere.uri()))).await;
    assert_eq!(answer(&engine(&server), &request("en", &["One."])).await.expect_err("a redirect").code(), "engine-bad-request");
    assert!(elsewhere.received_requests().await.expect("requests").is_empty());
    let slow = serve(ResponseTemplate::new(200).set_delay(Duration::from_secs(5))).await;
    assert_eq!(answer(&engine(&slow), &request("en", &["One."])).await, Err(EngineError::TimedOut));
}

#[tokio::test]
async fn probing_learns_the_languages_and_requests_keep_to_their_size() {
    let respond = |request: &wiremock::Request| {
        let body: Value = request.body_json().expect("JSON");
        let texts: Vec<&str> = body["contents"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        assert!(texts.iter().map(|text| text.chars().count()).sum::<usize>() <= 5_000);
        ResponseTemplate::new(200).set_body_json(translations(&texts))
    };
    let server = serve(ResponseTemplate::new(500)).await;
    server.reset().await;
    Mock::given(path("/token")).respond_with(ResponseTemplate::new(200).set_body_json(json!({"access_token": "tok"}))).mount(&server).await;
    Mock::given(path(TRANSLATE)).respond_with(respond).mount(&server).await;
    Mock::given(path("/v3/projects/portal/locations/asia-northeast1/supportedLanguages"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"languages": [
            {"languageCode": "zh-TW", "supportSource": true}, {"languageCode": "ko", "supportSource": true}, {"languageCode": "xx", "supportTarget": true}]})))
        .mount(&server)
        .await;
    let engine = engine(&server);
    assert!(engine.probe().await.is_ok());
    let takes = |tag| engine.capabilities().takes(&Language::parse(tag).expect("a tag"));
    assert!(takes("ko") && takes("zh-Hant") && !takes("zh-Hans") && !takes("xx"));
    let (long, longer) = ("長".repeat(3_000), "長".repeat(5_001));
    let made = answer(&engine, &request("ko", &[&long, &long, &longer])).await.expect("answers");
    assert_eq!(made[2], Err(SegmentError::TooLong));
}
