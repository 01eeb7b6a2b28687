//! Every way in which LibreTranslate answers, played by a server.

use serde_json::json;
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{body_partial_json, method, path},
};

use super::*;
use crate::{
    engine::tests::request,
    engines::testing::{address, answer, asked, client},
    wire::LARGEST_ANSWER,
};

fn engine(server: &MockServer) -> LibreTranslateEngine {
    let settings = LibreTranslateSettings {
        key: Some(ApiKey::new("secret-key")),
        timeout: Duration::from_millis(500),
        ..LibreTranslateSettings::new(address(server, "/"))
    };
    LibreTranslateEngine::new(client(), settings)
}

async fn serve(response: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    let languages = json!([{"code": "en", "name": "English", "targets": ["ja", "fr"]}, {"code": "zt", "targets": ["ja"]}, {"code": "zh"},
        {"code": "fr", "targets": ["en"]}]);
    Mock::given(method("GET"))
        .and(path("/languages"))
        .respond_with(ResponseTemplate::new(200).set_body_json(languages))
        .mount(&server)
        .await;
    Mock::given(method("POST")).and(path("/translate")).respond_with(response).mount(&server).await;
    server
}

#[tokio::test]
async fn texts_go_under_the_servers_own_code() {
    let server = serve(ResponseTemplate::new(200).set_body_json(json!({"translatedText": ["一。", ""]}))).await;
    let engine = engine(&server);
    let made = answer(&engine, &request("zh-Hant", &["第一", "第二"])).await;
    assert_eq!(made, Ok(vec![Ok("一。".into()), Err(SegmentError::Missing)]));
    let sent = &asked(&server).await[1];
    assert_eq!(*sent, json!({"q": ["第一", "第二"], "source": "zt", "target": "ja", "format": "text", "api_key": "secret-key"}));
    let _ = answer(&engine, &request("zh", &["第一", "第二"])).await;
    assert_eq!(asked(&server).await[2]["source"], "zh");
    // The list is read once; what is not in it is not asked for.
    assert_eq!(answer(&engine, &request("fr", &["Un."])).await, Err(EngineError::UnsupportedPair));
    assert_eq!(asked(&server).await.len(), 3);
    assert!(!engine.capabilities().takes(&Language::parse("ko").expect("a tag")));
}

#[tokio::test]
async fn every_status_has_its_class() {
    let table = [
        (400, "fr is not supported", "unsupported-pair"),
        (400, "Japanese (ja) is not available as a target language from Lao (lo)", "unsupported-pair"),
        (400, "Invalid request: request (3000) exceeds text limit (2000)", "engine-bad-request"),
        (403, "Invalid API key secret-key", "engine-authentication"),
        (403, "Too many request limits violations", "engine-unavailable"),
        (429, "Slowdown: 80 per 1 minute", "engine-unavailable"),
        (500, "Cannot translate text: secret-key", "engine-unavailable"),
    ];
    for (status, message, code) in table {
        let server = serve(ResponseTemplate::new(status).set_body_json(json!({"error": message}))).await;
        let engine = engine(&server);
        let error = engine.translate(&request("en", &["One."])).await.expect_err("an error");
        assert_eq!(error.code(), code, "{status} {message}");
        assert!(!format!("{error} {error:?} {engine:?}").contains("secret-key"));
    }
}

#[tokio::test]
async fn what_cannot_be_read_says_so_and_time_is_bounded() {
    for body in [
        ResponseTemplate::new(200).set_body_string("{\"translatedText\": [\"一"),
        ResponseTemplate::new(200).set_body_json(json!({"translatedText": "一。"})),
        ResponseTemplate::new(200).set_body_json(json!({"translatedText": ["一。"]})),
        ResponseTemplate::new(200).set_body_bytes(vec![b' '; LARGEST_ANSWER + 1]),
    ] {
        let server = serve(body).await;
        let settings = LibreTranslateSettings { timeout: Duration::from_secs(20), ..LibreTranslateSettings::new(address(&server, "/")) };
        let error = answer(&LibreTranslateEngine::new(client(), settings), &request("en", &["One.", "Two."])).await;
        assert_eq!(error.expect_err("it cannot be read").code(), "engine-answer-unreadable");
    }
    let slow = serve(ResponseTemplate::new(200).set_delay(Duration::from_secs(5))).await;
    assert_eq!(answer(&engine(&slow), &request("en", &["One."])).await, Err(EngineError::TimedOut));
    let elsewhere = serve(ResponseTemplate::new(200).set_body_json(json!({"translatedText": ["一。"]}))).await;
    let redirect = ResponseTemplate::new(301).insert_header("location", format!("{}/translate", elsewhere.uri()));
    let error = answer(&engine(&serve(redirect).await), &request("en", &["One."])).await.expect_err("a redirect");
    assert_eq!(error.code(), "engine-bad-request");
    assert!(elsewhere.received_requests().await.expect("requests").is_empty());
}

#[tokio::test]
async fn a_list_that_did_not_come_is_asked_for_again() {
    let server = MockServer::start().await;
    Mock::given(path("/languages")).respond_with(ResponseTemplate::new(503)).up_to_n_times(1).mount(&server).await;
    Mock::given(path("/languages")).respond_with(ResponseTemplate::new(200).set_body_json(json!([{"code": "en"}]))).mount(&server).await;
    Mock::given(path("/translate"))
        .and(body_partial_json(json!({"source": "en"})))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"translatedText": ["一。"]})))
        .mount(&server)
        .await;
    let engine = engine(&server);
    assert_eq!(answer(&engine, &request("en", &["One."])).await.expect_err("no list").code(), "engine-unavailable");
    assert_eq!(answer(&engine, &request("en", &["One."])).await, Ok(vec![Ok("一。".into())]));
}
