//! Every way in which DeepL answers, played by a server.

use serde_json::{Value, json};
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{body_partial_json, header, method, path, query_param},
};

use super::*;
use crate::{
    engine::tests::request,
    engines::testing::{address, answer, asked, client},
    wire::LARGEST_ANSWER,
};

fn settings(server: &MockServer) -> DeepLSettings {
    DeepLSettings {
        timeout: Duration::from_millis(500),
        glossary: Some("かけはし".into()),
        ..DeepLSettings::new(address(server, "/"), ApiKey::new("secret-key:fx"))
    }
}

fn engine(server: &MockServer) -> DeepLEngine {
    DeepLEngine::new(client(), settings(server))
}

fn translations(texts: &[&str]) -> Value {
    let list: Vec<_> = texts.iter().map(|text| json!({"detected_source_language": "ZH", "text": text})).collect();
    json!({"translations": list})
}

async fn serve(response: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method("POST")).and(path("/v2/translate")).respond_with(response).mount(&server).await;
    server
}

#[tokio::test]
async fn texts_go_with_their_neighbours_and_come_in_order() {
    let server = MockServer::start().await;
    let body = json!({"translations": [
        {"text": "一。", "billed_characters": 7, "model_type_used": "quality_optimized"}, {"text": "二。"}]});
    Mock::given(method("POST"))
        .and(path("/v2/translate"))
        .and(header("authorization", "DeepL-Auth-Key secret-key:fx"))
        .and(body_partial_json(
            json!({"text": ["第一", "第二"], "source_lang": "ZH", "target_lang": "JA", "context": "之前\n第一\n第二\n之后"}),
        ))
        .respond_with(ResponseTemplate::new(200).set_body_json(body))
        .mount(&server)
        .await;
    let mut asked = request("zh-Hant", &["第一", "第二"]);
    asked.segments[0].before = Some("之前".into());
    asked.segments[1].after = Some("之后".into());
    let made = engine(&server).translate(&asked).await.expect("an answer");
    let (first, second) = (made[0].as_ref().expect("a text"), made[1].as_ref().expect("a text"));
    assert_eq!((first.engine.as_str(), first.model.as_deref(), first.units_billed), ("deepl", Some("quality_optimized"), 7));
    assert_eq!((second.text.as_str(), second.units_billed), ("二。", 2));
}

#[tokio::test]
async fn placeholders_go_as_elements() {
    let server = serve(ResponseTemplate::new(200).set_body_json(translations(&["<x id=\"1\"/>より&lt;大きい"]))).await;
    assert_eq!(answer(&engine(&server), &request("en", &["a < b ⟦1⟧"])).await, Ok(vec![Ok("⟦1⟧より<大きい".into())]));
    let sent = &asked(&server).await[0];
    assert_eq!(sent["text"], json!(["a &lt; b <x id=\"1\"/>"]));
    assert_eq!((&sent["tag_handling"], &sent["tag_handling_version"]), (&json!("xml"), &json!("v2")));
    let _ = answer(&engine(&server), &request("en", &["a < b"])).await;
    let sent = &asked(&server).await[1];
    assert_eq!((&sent["text"], sent.get("tag_handling")), (&json!(["a < b"]), None));
}

#[tokio::test]
async fn no_request_holds_more_than_fifty_texts_or_its_bytes() {
    let server = MockServer::start().await;
    let respond = |request: &wiremock::Request| {
        let body: Value = request.body_json().expect("JSON");
        let texts: Vec<&str> = body["text"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        assert!(texts.len() <= 50 && request.body.len() <= 128 << 10);
        ResponseTemplate::new(200).set_body_json(translations(&texts))
    };
    Mock::given(method("POST")).respond_with(respond).mount(&server).await;
    let long = "ไ".repeat(20_000);
    let mut sources: Vec<&str> = vec!["ก"; 60];
    sources.extend([long.as_str(), long.as_str()]);
    let too_long = "ไ".repeat(30_000);
    sources.push(&too_long);
    let made = answer(&engine(&server), &request("th", &sources)).await.expect("answers");
    assert_eq!(made.len(), 63);
    assert_eq!(made.iter().filter(|result| result.is_err()).count(), 1);
    assert_eq!(made[62], Err(SegmentError::TooLong));
}

#[tokio::test]
async fn every_status_has_its_class() {
    let said = |message: &str| json!({"message": message});
    let table = [
        (400, said("Tag handling parsing failed"), "engine-bad-request"),
        (400, said("Value for 'source_lang' not supported."), "unsupported-pair"),
        (401, said(""), "engine-authentication"),
        (403, said("Wrong key secret-key:fx"), "engine-authentication"),
        (404, said("secret-key:fx"), "engine-bad-request"),
        (413, said("Request entity too large"), "engine-bad-request"),
        (429, said("Too many requests"), "engine-unavailable"),
        (456, said("Quota exceeded"), "quota-exhausted"),
        (500, said("Internal error"), "engine-unavailable"),
        (503, said(""), "engine-unavailable"),
        (529, said("secret-key:fx"), "engine-unavailable"),
    ];
    for (status, body, code) in table {
        let server = serve(ResponseTemplate::new(status).set_body_json(&body)).await;
        let engine = engine(&server);
        let error = engine.translate(&request("en", &["One."])).await.expect_err("an error");
        assert_eq!(error.code(), code, "{status} {body}");
        assert!(!format!("{error} {error:?} {engine:?}").contains("secret-key"));
    }
    let server = serve(ResponseTemplate::new(429).insert_header("retry-after", "3")).await;
    let error = answer(&engine(&server), &request("en", &["One."])).await.expect_err("an error");
    assert!(matches!(error, EngineError::Retryable { after: Some(after), .. } if after == Duration::from_secs(3)));
}

#[tokio::test]
async fn what_cannot_be_read_says_so() {
    let bodies = [
        ResponseTemplate::new(200).set_body_string("{\"translations\": [{\"te"),
        ResponseTemplate::new(200).set_body_string("<html>"),
        ResponseTemplate::new(200).set_body_json(json!({})),
        ResponseTemplate::new(200).set_body_json(translations(&["一。"])),
        ResponseTemplate::new(200).set_body_json(translations(&["一。", "二。", "三。"])),
        ResponseTemplate::new(200).set_body_bytes(vec![b' '; LARGEST_ANSWER + 1]),
    ];
    for body in bodies {
        let server = serve(body).await;
        let engine = DeepLEngine::new(client(), DeepLSettings { timeout: Duration::from_secs(20), ..settings(&server) });
        let error = engine.translate(&request("en", &["One.", "Two."])).await.expect_err("it cannot be read");
        assert_eq!(error.code(), "engine-answer-unreadable", "{error}");
    }
    let server = serve(ResponseTemplate::new(200).set_body_json(translations(&["", "二。"]))).await;
    let made = answer(&engine(&server), &request("en", &["One.", "Two."])).await;
    assert_eq!(made, Ok(vec![Err(SegmentError::Missing), Ok("二。".into())]));
}

#[tokio::test]
async fn redirects_are_not_followed_and_time_is_bounded() {
    let elsewhere = serve(ResponseTemplate::new(200).set_body_json(translations(&["一。"]))).await;
    let redirect = ResponseTemplate::new(307).insert_header("location", format!("{}/v2/translate", elsewhere.uri()));
    let server = serve(redirect).await;
    assert_eq!(answer(&engine(&server), &request("en", &["One."])).await.expect_err("a redirect").code(), "engine-bad-request");
    assert!(elsewhere.received_requests().await.expect("requests").is_empty());
    let slow = serve(ResponseTemplate::new(200).set_delay(Duration::from_secs(5))).await;
    assert_eq!(answer(&engine(&slow), &request("en", &["One."])).await, Err(EngineError::TimedOut));
}

#[tokio::test]
async fn probing_learns_the_languages() {
    let server = serve(ResponseTemplate::new(200).set_body_json(translations(&["ポンプ。"]))).await;
    Mock::given(method("GET"))
        .and(path("/v3/languages"))
        .and(query_param("resource", "translate_text"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!([
            {"lang": "ko", "name": "Korean", "usable_as_source": true, "usable_as_target": true},
            {"lang": "pt-BR", "usable_as_source": false, "usable_as_target": true},
            {"lang": "zh", "usable_as_source": true}])))
        .mount(&server)
        .await;
    let engine = engine(&server);
    assert!(engine.capabilities().languages.is_empty());
    assert_eq!(engine.probe().await.expect("an answer").text, "ポンプ。");
    let known = engine.capabilities();
    let takes = |tag| known.takes(&Language::parse(tag).expect("a tag"));
    assert!(takes("ko") && takes("zh-Hant") && !takes("pt"));
}

fn term(language: &str, term: &str, japanese: &str) -> TermEntry {
    TermEntry { language: Language::parse(language).expect("a tag"), term: term.into(), japanese: japanese.into(), ipc: Vec::new() }
}

#[tokio::test]
async fn a_glossary_is_made_and_used_for_its_languages() {
    let server = serve(ResponseTemplate::new(200).set_body_json(translations(&["一。"]))).await;
    Mock::given(method("GET"))
        .and(path("/v3/glossaries"))
        .respond_with(
            ResponseTemplate::new(200).set_body_json(json!({"glossaries": [{"glossary_id": "x", "name": "another", "dictionaries": []}]})),
        )
        .mount(&server)
        .await;
    let dictionaries = json!([
        {"source_lang": "EN", "target_lang": "JA", "entries": "lid\t蓋\npump\tポンプ\n", "entries_format": "tsv"},
        {"source_lang": "ZH", "target_lang": "JA", "entries": "盖\t蓋\n", "entries_format": "tsv"}]);
    Mock::given(method("POST"))
        .and(path("/v3/glossaries"))
        .and(body_partial_json(json!({"name": "かけはし", "dictionaries": dictionaries})))
        .respond_with(ResponseTemplate::new(201).set_body_json(json!({"glossary_id": "g1", "name": "かけはし", "dictionaries": []})))
        .expect(1)
        .mount(&server)
        .await;
    let engine = engine(&server);
    let terms = [
        term("en", " lid ", "蓋"),
        term("en", "lid", "ふた"),
        term("en", "a\tb", "x"),
        term("en", "long", &"長".repeat(400)),
        term("zh-Hans", "盖", "蓋"),
        term("en", "pump", "ポンプ"),
        term("ja", "蓋", "蓋"),
    ];
    engine.keep_glossary(&terms).await.expect("it is kept");
    let _ = answer(&engine, &request("zh-Hant", &["盖"])).await;
    let _ = answer(&engine, &request("ko", &["뚜껑"])).await;
    let sent = asked(&server).await;
    assert_eq!((&sent[2]["glossary_id"], sent[3].get("glossary_id")), (&json!("g1"), None));
}

#[tokio::test]
async fn only_dictionaries_that_differ_are_replaced() {
    let server = MockServer::start().await;
    let dictionary = |source: &str| json!({"source_lang": source, "target_lang": "ja", "entry_count": 1});
    let listed = json!({"glossaries": [{"glossary_id": "g1", "name": "かけはし", "dictionaries":
        [dictionary("en"), dictionary("zh"), dictionary("de"), {"source_lang": "en", "target_lang": "fr"}]}]});
    Mock::given(method("GET"))
        .and(path("/v3/glossaries"))
        .respond_with(ResponseTemplate::new(200).set_body_json(listed))
        .mount(&server)
        .await;
    for (source, entries) in [("EN", "pump\tポンプ\nlid\t蓋"), ("ZH", "盖\tふた")] {
        Mock::given(method("GET"))
            .and(path("/v3/glossaries/g1/entries"))
            .and(query_param("source_lang", source))
            .respond_with(ResponseTemplate::new(200).set_body_json(json!({"dictionaries": [{"source_lang": source, "entries": entries}]})))
            .mount(&server)
            .await;
    }
    for source in ["ZH", "KO"] {
        Mock::given(method("PUT"))
            .and(path("/v3/glossaries/g1/dictionaries"))
            .and(body_partial_json(json!({"source_lang": source, "target_lang": "JA", "entries_format": "tsv"})))
            .respond_with(ResponseTemplate::new(200).set_body_json(dictionary(source)))
            .expect(1)
            .mount(&server)
            .await;
    }
    Mock::given(method("DELETE"))
        .and(path("/v3/glossaries/g1/dictionaries"))
        .and(query_param("source_lang", "DE"))
        .respond_with(ResponseTemplate::new(204))
        .expect(1)
        .mount(&server)
        .await;
    let terms = [term("en", "lid", "蓋"), term("en", "pump", "ポンプ"), term("zh", "盖", "蓋"), term("ko", "뚜껑", "蓋")];
    engine(&server).keep_glossary(&terms).await.expect("it is kept");
}

#[tokio::test]
async fn a_glossary_that_is_refused_leaves_translating_as_it_was() {
    let server = serve(ResponseTemplate::new(200).set_body_json(translations(&["一。"]))).await;
    Mock::given(method("GET")).and(path("/v3/glossaries")).respond_with(ResponseTemplate::new(456)).mount(&server).await;
    let engine = engine(&server);
    assert_eq!(engine.keep_glossary(&[term("en", "lid", "蓋")]).await, Err(EngineError::QuotaExhausted));
    assert!(answer(&engine, &request("en", &["lid"])).await.is_ok());
}
