//! Every way in which TexTra answers, played by a server.

use serde_json::{Value, json};
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{body_string_contains, header_exists, method, path},
};

use super::*;
use crate::{
    decorators::testing::StandingClock,
    engine::tests::request,
    engines::testing::{address, answer, client},
    wire::LARGEST_ANSWER,
};

fn engine_with(server: &MockServer, change: impl FnOnce(&mut TexTraSettings)) -> TexTraEngine {
    let mut settings = TexTraSettings::new(address(server, ""), "user", ApiKey::new("key-1"), ApiKey::new("secret-1"));
    settings.timeout = Duration::from_millis(500);
    change(&mut settings);
    TexTraEngine::new(client(), settings, Arc::new(StandingClock::new()))
}

fn engine(server: &MockServer) -> TexTraEngine {
    engine_with(server, |_| {})
}

fn set(code: i64, result: Value) -> Value {
    json!({"resultset": {"code": code, "message": "about key-1", "request": {}, "result": result}})
}

fn text(text: &str) -> Value {
    set(0, json!({"text": text, "information": {"text-t": text}}))
}

fn listed() -> Value {
    let one = |id: &str, source: &str, target: &str| json!({"id": id, "name": id, "lang_s": source, "lang_t": target});
    set(
        0,
        json!({"list": [one("generalNT_en_ja", "en", "ja"), one("patentNT_en_ja", "en", "ja"), one("patentNT_ja_en", "ja", "en"),
        one("generalNT_zh-TW_ja", "zh-TW", "ja"), one("voiceNT_th_ja", "th", "ja"), one("../x", "ko", "ja"), json!({"id": 1})]}),
    )
}

/// A server with tokens, the list, and an answer to whatever is to be translated.
async fn serve(response: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    let token = json!({"access_token": "token-1", "expires_in": 3600, "token_type": "Bearer"});
    Mock::given(method("POST"))
        .and(path("/oauth2/token.php"))
        .and(body_string_contains("grant_type=client_credentials&client_id=key-1&client_secret=secret-1"))
        .respond_with(ResponseTemplate::new(200).set_body_json(token))
        .mount(&server)
        .await;
    Mock::given(path("/api/mt_list/")).respond_with(ResponseTemplate::new(200).set_body_json(listed())).mount(&server).await;
    Mock::given(wiremock::matchers::path_regex("^/api/mt/")).respond_with(response).mount(&server).await;
    server
}

async fn paths(server: &MockServer) -> Vec<String> {
    server.received_requests().await.expect("requests").iter().map(|request| request.url.path().to_owned()).collect()
}

#[tokio::test]
async fn the_first_family_that_has_the_languages_is_asked_text_by_text() {
    let server = serve(ResponseTemplate::new(200).set_body_json(text("一⟦1⟧。"))).await;
    let engine = engine(&server);
    let made = engine.translate(&request("en", &["One ⟦1⟧.", "Two."])).await.expect("answers");
    let first = made[0].as_ref().expect("a text");
    assert_eq!((first.text.as_str(), first.model.as_deref(), first.units_billed), ("一⟦1⟧。", Some("patentNT_en_ja"), 8));
    assert!(answer(&engine, &request("zh-Hant", &["一"])).await.is_ok());
    assert_eq!(
        paths(&server).await,
        ["/oauth2/token.php", "/api/mt_list/", "/api/mt/patentNT_en_ja/", "/api/mt/patentNT_en_ja/", "/api/mt/generalNT_zh-TW_ja/"]
    );
    let sent = String::from_utf8(server.received_requests().await.expect("requests")[2].body.clone()).expect("text");
    assert_eq!(sent, "text=One%20%EF%BD%9F%E2%9F%A61%E2%9F%A7%EF%BD%A0.&history=0&name=user&key=key-1&type=json&access_token=token-1");
    // Of another family, of another script, or of an id that is none: not asked.
    for language in ["th", "zh-Hans", "ko"] {
        assert_eq!(answer(&engine, &request(language, &["x"])).await, Err(EngineError::UnsupportedPair), "{language}");
    }
    assert!(!engine.capabilities().takes(&Language::parse("th").expect("a tag")));
}

#[tokio::test]
async fn oauth1_signs_each_request_and_needs_no_token() {
    let server = MockServer::start().await;
    Mock::given(path("/api/mt_list/"))
        .and(header_exists("authorization"))
        .respond_with(ResponseTemplate::new(200).set_body_json(listed()))
        .mount(&server)
        .await;
    Mock::given(path("/api/mt/patentNT_en_ja/"))
        .and(header_exists("authorization"))
        .respond_with(ResponseTemplate::new(200).set_body_json(text("一。")))
        .mount(&server)
        .await;
    let engine = engine_with(&server, |settings| settings.authentication = TexTraAuthentication::OAuth1);
    assert_eq!(answer(&engine, &request("en", &["One."])).await, Ok(vec![Ok("一。".into())]));
    let requests = server.received_requests().await.expect("requests");
    let header = requests[1].headers["authorization"].to_str().expect("text");
    assert!(header.starts_with("OAuth oauth_consumer_key=\"key-1\"") && !header.contains("secret-1"), "{header}");
}

#[tokio::test]
async fn every_code_in_the_body_has_its_class() {
    let table = [
        (500, "engine-authentication"),
        (501, "engine-authentication"),
        (510, "engine-authentication"),
        (511, "engine-authentication"),
        (520, "engine-bad-request"),
        (521, "engine-bad-request"),
        (522, "engine-authentication"),
        (523, "engine-authentication"),
        (524, "engine-bad-request"),
        (530, "engine-authentication"),
        (531, "engine-unavailable"),
        (10_001, "engine-unavailable"),
        (10_002, "quota-exhausted"),
        (10_003, "engine-authentication"),
        (99_999, "engine-bad-request"),
    ];
    for (number, code) in table {
        let server = serve(ResponseTemplate::new(200).set_body_json(set(number, Value::Null))).await;
        let error = answer(&engine(&server), &request("en", &["One."])).await.expect_err("an error");
        assert_eq!(error.code(), code, "{number}");
        assert!(!format!("{error} {error:?}").contains("key-1"));
        let written = json!({"resultset": {"code": number.to_string(), "message": ""}});
        let server = serve(ResponseTemplate::new(200).set_body_json(written)).await;
        assert_eq!(answer(&engine(&server), &request("en", &["One."])).await.expect_err("an error").code(), code);
    }
    let capped = json!({"resultset": {"code": 531, "message": "1日の翻訳上限を超えました"}});
    let server = serve(ResponseTemplate::new(200).set_body_json(capped)).await;
    assert_eq!(answer(&engine(&server), &request("en", &["One."])).await, Err(EngineError::QuotaExhausted));
    let server = serve(ResponseTemplate::new(200).set_body_json(set(525, Value::Null))).await;
    assert_eq!(answer(&engine(&server), &request("en", &["One."])).await, Ok(vec![Err(SegmentError::TooLong)]));
    assert_eq!(answer(&engine(&server), &request("en", &[&"x".repeat(2_001)])).await, Ok(vec![Err(SegmentError::TooLong)]));
}

#[tokio::test]
async fn statuses_have_their_class_too() {
    for (status, code) in [
        (400, "engine-bad-request"),
        (401, "engine-authentication"),
        (404, "engine-bad-request"),
        (429, "engine-unavailable"),
        (502, "engine-unavailable"),
    ] {
        let server = serve(ResponseTemplate::new(status).set_body_string("secret-1")).await;
        let error = answer(&engine(&server), &request("en", &["One."])).await.expect_err("an error");
        assert_eq!(error.code(), code, "{status}");
        assert!(!format!("{error:?}").contains("secret-1"));
    }
    let server = MockServer::start().await;
    Mock::given(path("/oauth2/token.php")).respond_with(ResponseTemplate::new(400)).mount(&server).await;
    assert_eq!(answer(&engine(&server), &request("en", &["One."])).await, Err(EngineError::Authentication));
}

#[tokio::test]
async fn a_token_that_is_refused_is_renewed_once() {
    let server = serve(ResponseTemplate::new(200).set_body_json(set(510, Value::Null))).await;
    assert_eq!(answer(&engine(&server), &request("en", &["One."])).await, Err(EngineError::Authentication));
    let mt = "/api/mt/patentNT_en_ja/";
    assert_eq!(paths(&server).await, ["/oauth2/token.php", "/api/mt_list/", mt, "/oauth2/token.php", mt]);
}

#[tokio::test]
async fn what_cannot_be_read_says_so() {
    let bodies = [
        ResponseTemplate::new(200).set_body_string("{\"resultset\": {\"co"),
        ResponseTemplate::new(200).set_body_string("<resultset><code>0</code></resultset>"),
        ResponseTemplate::new(200).set_body_json(json!({})),
        ResponseTemplate::new(200).set_body_json(json!({"resultset": {"code": null}})),
        ResponseTemplate::new(200).set_body_json(set(0, Value::Null)),
        ResponseTemplate::new(200).set_body_bytes(vec![b' '; LARGEST_ANSWER + 1]),
    ];
    for body in bodies {
        let server = serve(body).await;
        let engine = engine_with(&server, |settings| settings.timeout = Duration::from_secs(20));
        let error = answer(&engine, &request("en", &["One."])).await.expect_err("it cannot be read");
        assert_eq!(error.code(), "engine-answer-unreadable");
    }
    let server = serve(ResponseTemplate::new(200).set_body_json(text(" "))).await;
    assert_eq!(answer(&engine(&server), &request("en", &["One."])).await, Ok(vec![Err(SegmentError::Missing)]));
}

#[tokio::test]
async fn redirects_are_not_followed_and_time_is_bounded() {
    let elsewhere = serve(ResponseTemplate::new(200).set_body_json(text("一。"))).await;
    let server = serve(ResponseTemplate::new(307).insert_header("location", format!("{}/api/mt/x/", elsewhere.uri()))).await;
    assert_eq!(answer(&engine(&server), &request("en", &["One."])).await.expect_err("a redirect").code(), "engine-bad-request");
    assert!(elsewhere.received_requests().await.expect("requests").is_empty());
    let slow = serve(ResponseTemplate::new(200).set_delay(Duration::from_secs(5))).await;
    assert_eq!(answer(&engine(&slow), &request("en", &["One."])).await, Err(EngineError::TimedOut));
}

#[test]
fn the_site_of_nict_is_known_and_has_a_list_of_its_own() {
    let nict = Url::parse("https://mt-auto-minhon-mlt.ucri.jgn-x.jp").expect("an address");
    let contract = Url::parse("https://minna-mt.k-intl.jp").expect("an address");
    assert!(is_nict(&nict) && !is_nict(&contract) && !is_nict(&Url::parse("https://notjgn-x.jp").expect("an address")));
    let settings = |base| TexTraSettings::new(base, "user", ApiKey::new("k"), ApiKey::new("s"));
    assert_eq!((settings(nict).list_path, settings(contract).list_path), ("mt_standard/get".into(), "mt_list".into()));
    assert!(!format!("{:?}", settings(Url::parse("https://x.jp").expect("an address"))).contains("\"k\""));
}
