//! Every way in which a server answers, played by one.

use std::{sync::Arc, time::Instant};

use serde_json::{Value, json};
use wiremock::{
    Mock, MockServer, Request, ResponseTemplate,
    matchers::{body_partial_json, header, method, path},
};

use super::*;
use crate::{
    RetryPolicy, Retrying,
    engine::{Example, TermToFollow},
    engines::testing::client,
    wire::LARGEST_ANSWER,
};

fn settings(server: &MockServer) -> OpenAiSettings {
    let base = Url::parse(&format!("{}/v1/", server.uri())).expect("an address");
    let key = Some(ApiKey::new("secret-key\n"));
    OpenAiSettings { key, timeout: Duration::from_millis(400), ..OpenAiSettings::new(base, "model-a") }
}

fn engine(server: &MockServer) -> OpenAiEngine {
    OpenAiEngine::new(client(), settings(server)).expect("an engine")
}

fn request(texts: &[&str]) -> TranslationRequest {
    crate::engine::tests::request("en", texts)
}

fn answer(content: &str, finish_reason: &str) -> Value {
    json!({"model": "model-a-2026", "system_fingerprint": "fp1", "choices": [{"message": {"role": "assistant", "content": content}, "finish_reason": finish_reason}], "usage": {"total_tokens": 42}})
}

async fn serve(response: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method("POST")).and(path("/v1/chat/completions")).respond_with(response).mount(&server).await;
    server
}

async fn texts(server: &MockServer, sources: &[&str]) -> Result<Vec<Result<String, SegmentError>>, EngineError> {
    Ok(engine(server).translate(&request(sources)).await?.into_iter().map(|result| result.map(|translated| translated.text)).collect())
}

#[tokio::test]
async fn segments_go_and_come_by_id() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/v1/chat/completions"))
        .and(header("authorization", "Bearer secret-key"))
        .and(body_partial_json(json!({"model": "model-a", "temperature": 0.0})))
        .respond_with(ResponseTemplate::new(200).set_body_json(answer("[2] 二。\n\n[1] 一。\n", "stop")))
        .mount(&server)
        .await;
    let mut request = request(&["One\nlid {segments}.", "Two."]);
    request.terms = vec![
        TermToFollow { source: "lid".into(), japanese: "蓋".into() },
        TermToFollow { source: "pump".into(), japanese: "ポンプ".into() },
    ];
    request.examples = vec![Example { source: "Three.".into(), japanese: "三。".into() }];
    request.segments[0].before = Some("Zero.".into());
    let results = engine(&server).translate(&request).await.expect("an answer");
    let first = results[0].as_ref().expect("a translation");
    assert_eq!(
        (first.text.as_str(), first.model.as_deref(), first.version.as_deref(), first.units_billed),
        ("一。", Some("model-a-2026"), Some("fp1"), 42)
    );
    assert_eq!(results[1].as_ref().map(|translated| translated.text.as_str()), Ok("二。"));
    let sent: Value = server.received_requests().await.expect("requests")[0].body_json().expect("JSON");
    let user = sent["messages"][1]["content"].as_str().expect("a text");
    assert!(user.contains("[1] One lid {segments}.\n[2] Two.") && user.contains("lid = 蓋") && !user.contains("pump"), "{user}");
    assert!(user.contains("Three. => 三。") && user.contains("Zero."), "{user}");
    assert!(sent["messages"][0]["content"].as_str().expect("a text").contains("from English into Japanese"));
}

#[tokio::test]
async fn placeholders_go_where_the_prompt_tells_of_them() {
    let server = serve(ResponseTemplate::new(200).set_body_json(answer("[1] ⟦1⟧の蓋。", "stop"))).await;
    assert!(engine(&server).capabilities().placeholders);
    assert_eq!(texts(&server, &["A lid of ⟦1⟧."]).await, Ok(vec![Ok("⟦1⟧の蓋。".to_owned())]));
    let with = |prompt: PromptTemplate| OpenAiEngine::new(client(), OpenAiSettings { prompt, ..settings(&server) }).expect("an engine");
    let own = PromptTemplate { system: "Translate into {target}.".to_owned(), ..PromptTemplate::default() };
    assert!(!with(own).capabilities().placeholders);
    assert!(!with(PromptTemplate { plain: true, ..PromptTemplate::default() }).capabilities().placeholders);
}

#[tokio::test]
async fn answers_in_json_lines_fences_and_after_thoughts_are_read() {
    let content = "<think>[1] hm</think>\n```json\n{\"id\": 1, \"text\": \"一。\"}\n{\"id\": \"2\", \"text\": \"二。\"}\n```";
    let server = serve(ResponseTemplate::new(200).set_body_json(answer(content, "stop"))).await;
    assert_eq!(texts(&server, &["One.", "Two."]).await, Ok(vec![Ok("一。".into()), Ok("二。".into())]));
}

#[tokio::test]
async fn what_is_missing_or_cut_off_fails_alone() {
    let server = serve(ResponseTemplate::new(200).set_body_json(answer("[1] 一。", "stop"))).await;
    assert_eq!(texts(&server, &["One.", "Two."]).await, Ok(vec![Ok("一。".into()), Err(SegmentError::Missing)]));
    let server = serve(ResponseTemplate::new(200).set_body_json(answer("[1] 一。\n[2] 二", "length"))).await;
    assert_eq!(
        texts(&server, &["One.", "Two.", "Three."]).await,
        Ok(vec![Ok("一。".into()), Err(SegmentError::CutOff), Err(SegmentError::CutOff)])
    );
}

#[tokio::test]
async fn every_answer_that_cannot_be_read_says_so() {
    let bodies = [
        ResponseTemplate::new(200).set_body_string("{\"choices\": ["),
        ResponseTemplate::new(200).set_body_string("<html>busy</html>"),
        ResponseTemplate::new(200).set_body_json(json!({"choices": []})),
        ResponseTemplate::new(200).set_body_json(json!({"choices": [{"finish_reason": "stop"}]})),
        ResponseTemplate::new(200).set_body_json(answer("Here you are:\n[1] 一。", "stop")),
        ResponseTemplate::new(200).set_body_json(answer("[1] 一。\n[1] 二。", "stop")),
        ResponseTemplate::new(200).set_body_json(answer("[3] 三。", "stop")),
        ResponseTemplate::new(200).set_body_json(answer("[0] 零。", "stop")),
        ResponseTemplate::new(200).set_body_bytes(vec![b' '; LARGEST_ANSWER + 1]),
    ];
    for body in bodies {
        let server = serve(body.set_delay(Duration::ZERO)).await;
        let settings = OpenAiSettings { timeout: Duration::from_secs(20), ..settings(&server) };
        let engine = OpenAiEngine::new(client(), settings).expect("an engine");
        let error = engine.translate(&request(&["One.", "Two."])).await.expect_err("it cannot be read");
        assert_eq!(error.code(), "engine-answer-unreadable", "{error}");
        assert!(!error.is_retryable());
    }
}

#[tokio::test]
async fn every_status_has_its_class() {
    let error = |code: &str| json!({"error": {"message": "no", "type": code, "code": code}});
    let table = [
        (400, error("invalid_request_error"), "engine-bad-request"),
        (400, error("content_filter"), "content-refused"),
        (401, error("invalid_api_key"), "engine-authentication"),
        (402, error(""), "quota-exhausted"),
        (403, error(""), "engine-authentication"),
        (404, error("model_not_found"), "engine-bad-request"),
        (408, error(""), "engine-unavailable"),
        (413, error(""), "engine-bad-request"),
        (429, error("rate_limit_exceeded"), "engine-unavailable"),
        (429, error("slow_down"), "engine-unavailable"),
        (429, error("insufficient_quota"), "quota-exhausted"),
        (429, error("credit_balance_exhausted"), "quota-exhausted"),
        (500, error(""), "engine-unavailable"),
        (503, json!("overloaded"), "engine-unavailable"),
        (529, json!([{"error": {"message": "overloaded"}}]), "engine-unavailable"),
    ];
    for (status, body, code) in table {
        let server = serve(ResponseTemplate::new(status).set_body_json(&body)).await;
        let error = engine(&server).translate(&request(&["One."])).await.expect_err("an error");
        assert_eq!(error.code(), code, "{status} {body}");
        assert!(!format!("{error} {error:?}").contains("secret-key"));
    }
}

#[tokio::test]
async fn refusals_time_outs_and_lost_connections() {
    let refused = json!({"choices": [{"message": {"content": null, "refusal": "I cannot"}, "finish_reason": "stop"}]});
    for body in [refused, answer("", "content_filter")] {
        let server = serve(ResponseTemplate::new(200).set_body_json(body)).await;
        assert_eq!(texts(&server, &["One."]).await, Err(EngineError::ContentRefused));
    }
    let slow = serve(ResponseTemplate::new(200).set_body_json(answer("[1] 一。", "stop")).set_delay(Duration::from_secs(5))).await;
    assert_eq!(texts(&slow, &["One."]).await, Err(EngineError::TimedOut));
    let base = Url::parse("http://127.0.0.1:9/v1").expect("an address");
    let nobody = OpenAiEngine::new(client(), OpenAiSettings::new(base, "m")).expect("an engine");
    assert_eq!(nobody.probe().await.expect_err("nobody is there").code(), "engine-unavailable");
}

#[tokio::test]
async fn requests_are_bounded_in_characters() {
    let server = serve(ResponseTemplate::new(200).set_body_json(answer("[1] 一。", "stop"))).await;
    let settings = OpenAiSettings { characters_per_request: 10, ..settings(&server) };
    let engine = OpenAiEngine::new(client(), settings).expect("an engine");
    let results = engine.translate(&request(&["eight888", "eight889", "far too long for one request"])).await.expect("answers");
    assert!(results[0].is_ok() && results[1].is_ok());
    assert_eq!(results[2], Err(SegmentError::TooLong));
    assert_eq!(server.received_requests().await.expect("requests").len(), 2);
}

#[tokio::test]
async fn a_model_that_only_translates_gets_its_own_prompt() {
    let server = serve(ResponseTemplate::new(200).set_body_json(answer(" 一。 ", "stop"))).await;
    let prompt = PromptTemplate { system: String::new(), user: "<{source}>{segments}".into(), plain: true };
    let settings = OpenAiSettings { segments_per_request: 1, prompt, ..settings(&server) };
    let engine = OpenAiEngine::new(client(), settings).expect("an engine");
    assert_eq!(engine.probe().await.expect("an answer").text, "一。");
    let sent: Value = server.received_requests().await.expect("requests")[0].body_json().expect("JSON");
    assert_eq!(sent["messages"][1]["content"], "<English>A pump comprising a housing.");
}

fn structured(server: &MockServer) -> OpenAiEngine {
    OpenAiEngine::new(client(), OpenAiSettings { structured: true, logprobs: true, ..settings(server) }).expect("an engine")
}

#[tokio::test]
async fn structured_output_is_asked_for_by_a_schema_and_checked_all_the_same() {
    let object = |segments: Value| answer(&json!({"segments": segments}).to_string(), "stop");
    let good = object(json!([{"id": 2, "text": "二。"}, {"id": 1, "text": "一\n。"}]));
    let server = serve(ResponseTemplate::new(200).set_body_json(good)).await;
    let made = structured(&server).translate(&request(&["One.", "Two."])).await.expect("answers");
    assert_eq!(crate::engine::tests::texts(made), [Ok("一\n。".into()), Ok("二。".into())]);
    let sent: Value = server.received_requests().await.expect("requests")[0].body_json().expect("JSON");
    assert_eq!(
        (&sent["response_format"]["type"], &sent["response_format"]["json_schema"]["strict"]),
        (&json!("json_schema"), &json!(true))
    );
    assert!(sent["messages"][0]["content"].as_str().expect("a text").contains("JSON object"));
    for segments in
        [json!([{"id": 1, "text": "一"}, {"id": 1, "text": "二"}]), json!([{"id": 3, "text": "三"}]), json!([{"id": null, "text": "三"}])]
    {
        let server = serve(ResponseTemplate::new(200).set_body_json(object(segments))).await;
        let error = structured(&server).translate(&request(&["One.", "Two."])).await.expect_err("the ids are wrong");
        assert_eq!(error.code(), "engine-answer-unreadable");
    }
    let half = answer("{\"segments\": [{\"id\": 1, \"text\": \"一。\"}, {\"id\": 2, \"te", "length");
    let server = serve(ResponseTemplate::new(200).set_body_json(half)).await;
    let made = structured(&server).translate(&request(&["One.", "Two."])).await.expect("answers");
    assert_eq!(made, vec![Err(SegmentError::CutOff); 2]);
}

#[tokio::test]
async fn what_a_server_does_not_know_is_left_out_from_then_on() {
    let server = MockServer::start().await;
    let respond = |request: &Request| {
        let body: Value = request.body_json().expect("JSON");
        let refused = |message: &str| ResponseTemplate::new(400).set_body_json(json!({"error": {"message": message}}));
        if body.get("response_format").is_some() {
            return refused("Either \"json_schema\" or \"grammar\" can be specified, but not both");
        }
        if body.get("logprobs").is_some() {
            return refused("logprobs is not supported by this model");
        }
        assert!(body["messages"][0]["content"].as_str().expect("a text").contains("one line for each"));
        ResponseTemplate::new(200).set_body_json(answer("[1] 一。", "stop"))
    };
    Mock::given(method("POST")).respond_with(respond).mount(&server).await;
    let engine = structured(&server);
    for requests in [3, 4] {
        assert_eq!(crate::engines::testing::answer(&engine, &request(&["One."])).await, Ok(vec![Ok("一。".into())]));
        assert_eq!(server.received_requests().await.expect("requests").len(), requests);
    }
    // An error that never goes away is an error, after as many requests as there are fields to leave out.
    let stubborn = serve(ResponseTemplate::new(400).set_body_string("response_format and logprobs")).await;
    assert_eq!(structured(&stubborn).translate(&request(&["One."])).await.expect_err("an error").code(), "engine-bad-request");
    assert_eq!(stubborn.received_requests().await.expect("requests").len(), 2);
}

#[tokio::test]
async fn probabilities_become_the_score_of_each_segment() {
    let token = |token: &str, logprob: f64| json!({"token": token, "logprob": logprob});
    let mut body = answer("[1] 一。\n[2] 二。\n", "stop");
    let tokens = [
        token("[1] ", 0.0),
        token("一。", -1.0),
        token("\n", -2.0),
        token("[2] ", 0.0),
        json!({"token": "?", "logprob": -3.0, "bytes": [0xe4, 0xba]}),
        json!({"token": "?", "logprob": -3.0, "bytes": [0x8c]}),
        token("。\n", 0.0),
    ];
    body["choices"][0]["logprobs"] = json!({"content": tokens});
    let server = serve(ResponseTemplate::new(200).set_body_json(&body)).await;
    let made = structured(&server).translate(&request(&["One.", "Two."])).await.expect("answers");
    let scores: Vec<_> = made.iter().flatten().map(|made| made.score).collect();
    assert_eq!(scores, [Some(-1.0), Some(-1.5)]);
    // Tokens that are not those of the text say nothing about it.
    body["choices"][0]["logprobs"] = json!({"content": [token("[1]", 0.0)]});
    let server = serve(ResponseTemplate::new(200).set_body_json(&body)).await;
    let made = structured(&server).translate(&request(&["One.", "Two."])).await.expect("answers");
    assert!(made.iter().flatten().all(|made| made.score.is_none()));
    let mut whole = answer("{\"segments\":[{\"id\":1,\"text\":\"一。\"}]}", "stop");
    let content = whole["choices"][0]["message"]["content"].as_str().expect("a text").to_owned();
    whole["choices"][0]["logprobs"] =
        json!({"content": [token(&content[..28], -9.0), token(&content[28..content.len() - 3], -0.5), token("}]}", -9.0)]});
    assert!(content[28..].starts_with("\"一。\""), "{content}");
    let server = serve(ResponseTemplate::new(200).set_body_json(&whole)).await;
    assert_eq!(structured(&server).translate(&request(&["One."])).await.expect("answers")[0].as_ref().expect("a text").score, Some(-0.5));
}

fn retrying(server: &MockServer) -> Retrying {
    let policy =
        RetryPolicy { tries: 3, first: Duration::from_millis(20), longest: Duration::from_millis(50), patience: Duration::from_secs(2) };
    Retrying::new(Arc::new(engine(server)), policy, 1)
}

#[tokio::test]
async fn tries_again_where_that_helps() {
    let server = MockServer::start().await;
    let busy = |_: &Request| ResponseTemplate::new(503);
    Mock::given(method("POST")).respond_with(busy).up_to_n_times(2).mount(&server).await;
    Mock::given(method("POST")).respond_with(ResponseTemplate::new(200).set_body_json(answer("[1] 一。", "stop"))).mount(&server).await;
    assert!(retrying(&server).translate(&request(&["One."])).await.is_ok());
    assert_eq!(server.received_requests().await.expect("requests").len(), 3);
}

#[tokio::test]
async fn gives_up_after_the_last_try_and_never_tries_on_quota() {
    for (status, code, tries) in
        [(503, "", 3), (429, "rate_limit_exceeded", 3), (429, "insufficient_quota", 1), (402, "", 1), (401, "", 1), (400, "", 1)]
    {
        let server = serve(ResponseTemplate::new(status).set_body_json(json!({"error": {"code": code}}))).await;
        assert!(retrying(&server).translate(&request(&["One."])).await.is_err());
        assert_eq!(server.received_requests().await.expect("requests").len(), tries, "{status} {code}");
    }
}

#[tokio::test]
async fn waits_as_long_as_the_engine_asks_but_not_for_hours() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(429).insert_header("retry-after", "1"))
        .up_to_n_times(1)
        .mount(&server)
        .await;
    Mock::given(method("POST")).respond_with(ResponseTemplate::new(200).set_body_json(answer("[1] 一。", "stop"))).mount(&server).await;
    let begin = Instant::now();
    assert!(retrying(&server).translate(&request(&["One."])).await.is_ok());
    assert!(begin.elapsed() >= Duration::from_secs(1));
    let server = serve(ResponseTemplate::new(429).insert_header("retry-after", "3600")).await;
    let error = retrying(&server).translate(&request(&["One."])).await.expect_err("nobody waits an hour");
    assert!(matches!(error, EngineError::Retryable { after: Some(after), .. } if after == Duration::from_secs(3600)));
    assert_eq!(server.received_requests().await.expect("requests").len(), 1);
}
