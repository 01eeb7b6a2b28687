//! A server that is away, slow, locked, busy, broken, or none of Meilisearch.

use std::{net::TcpListener, time::Duration};

use serde_json::json;
use tempfile::TempDir;
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{any, method, path},
};

use super::super::{config::MeilisearchConfig, engine::MeilisearchEngine, writer::MeilisearchWriter};
use crate::{
    IndexWriter, SearchEngine, SearchError,
    contract::{changes, request, words},
};

fn config(url: String) -> MeilisearchConfig {
    MeilisearchConfig {
        search_timeout: Duration::from_millis(800),
        write_timeout: Duration::from_millis(800),
        task_timeout: Duration::from_millis(300),
        connect_timeout: Duration::from_millis(300),
        ..MeilisearchConfig::new(url, Some("a-key-of-sixteen-bytes".to_owned()), "k")
    }
}

async fn answering(template: ResponseTemplate) -> (MockServer, MeilisearchEngine) {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(template).mount(&server).await;
    let engine = MeilisearchEngine::open(&config(server.uri())).expect("an engine");
    (server, engine)
}

async fn code(engine: &MeilisearchEngine) -> &'static str {
    engine.search(&request(words("pump"))).await.expect_err("an error").code()
}

fn marker(attributes: &[&str]) -> ResponseTemplate {
    ResponseTemplate::new(200)
        .set_body_json(json!({"hits": [{"key": "_marker", "marker": index_config::meilisearch::MEILISEARCH_SETTINGS_VERSION, "applied": 7, "attributes": attributes}]}))
}

#[tokio::test]
async fn a_server_that_is_away() {
    let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
    let engine = MeilisearchEngine::open(&config(format!("http://127.0.0.1:{port}"))).expect("an engine");
    assert_eq!(code(&engine).await, "unavailable");
    let folder = TempDir::new().expect("a folder");
    let opened = MeilisearchWriter::open(&config(format!("http://127.0.0.1:{port}")), folder.path()).await;
    assert!(matches!(opened, Err(SearchError::Unavailable(_))));
}

#[tokio::test]
async fn a_server_that_is_slow() {
    let (_server, engine) = answering(ResponseTemplate::new(200).set_delay(Duration::from_secs(5))).await;
    assert_eq!(code(&engine).await, "slow");
}

#[tokio::test]
async fn a_server_that_is_none() {
    for body in ["<html>It works!</html>", "", "[]", "{\"hits\": 3}"] {
        let (_server, engine) = answering(ResponseTemplate::new(200).set_body_string(body)).await;
        assert_eq!(code(&engine).await, "failed", "{body}");
    }
    let (_server, engine) = answering(ResponseTemplate::new(404).set_body_string("nothing here")).await;
    assert_eq!(code(&engine).await, "failed");
    let (_server, engine) = answering(ResponseTemplate::new(302).insert_header("location", "http://example.com/")).await;
    assert_eq!(code(&engine).await, "failed");
}

#[tokio::test]
async fn a_reply_without_end_is_not_read() {
    let (_server, engine) = answering(ResponseTemplate::new(200).set_body_bytes(vec![b' '; 65 * 1024 * 1024])).await;
    assert!(matches!(code(&engine).await, "failed" | "slow"));
}

#[tokio::test]
async fn a_busy_server_is_asked_again() {
    let server = MockServer::start().await;
    let busy = ResponseTemplate::new(503).insert_header("retry-after", "0").set_body_json(
        json!({"message": "Too many search requests running at the same time: 1000. Retry after 0s.", "code": "too_many_search_requests"}),
    );
    Mock::given(any()).respond_with(busy).up_to_n_times(2).mount(&server).await;
    Mock::given(any()).respond_with(marker(&[])).mount(&server).await;
    let engine = MeilisearchEngine::open(&config(server.uri())).expect("an engine");
    assert_eq!(engine.applied().await.expect("a number"), 7);
    let (server, engine) = answering(ResponseTemplate::new(503)).await;
    assert_eq!(code(&engine).await, "unavailable");
    assert_eq!(server.received_requests().await.expect("requests").len(), 3);
}

#[tokio::test]
async fn an_index_of_other_settings_is_out_of_date() {
    let old = json!({"hits": [{"key": "_marker", "marker": 0, "applied": 7, "attributes": []}]});
    let (_server, engine) = answering(ResponseTemplate::new(200).set_body_json(old)).await;
    assert_eq!(code(&engine).await, "out-of-date");
    let (_server, engine) = answering(ResponseTemplate::new(200).set_body_json(json!({"hits": []}))).await;
    assert_eq!(code(&engine).await, "out-of-date");
}

#[tokio::test]
async fn a_task_that_fails_is_not_committed() {
    let server = MockServer::start().await;
    Mock::given(method("POST")).and(path("/indexes/k-publications/search")).respond_with(marker(&[])).mount(&server).await;
    Mock::given(method("POST"))
        .and(path(format!("/indexes/k-publications-v{}/search", index_config::meilisearch::MEILISEARCH_SETTINGS_VERSION)))
        .respond_with(ResponseTemplate::new(404).set_body_json(json!({"message": "Index not found.", "code": "index_not_found"})))
        .mount(&server)
        .await;
    let task = json!({"taskUid": 3, "indexUid": "k-publications", "status": "enqueued", "type": "documentAdditionOrUpdate", "enqueuedAt": "2026-11-22T17:28:14.642577302Z"});
    Mock::given(method("POST")).respond_with(ResponseTemplate::new(202).set_body_json(task)).mount(&server).await;
    let failed = json!({"uid": 3, "status": "failed", "error": {"message": "No space left on device", "code": "no_space_left_on_device", "type": "system", "link": ""}});
    Mock::given(method("GET")).respond_with(ResponseTemplate::new(200).set_body_json(failed)).up_to_n_times(1).mount(&server).await;
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"uid": 3, "status": "enqueued"})))
        .mount(&server)
        .await;
    let folder = TempDir::new().expect("a folder");
    let mut writer = MeilisearchWriter::open(&config(server.uri()), folder.path()).await.expect("a writer");
    assert!(matches!(MeilisearchWriter::open(&config(server.uri()), folder.path()).await, Err(SearchError::Locked)));
    writer.apply(changes(vec![crate::contract::bare("TH-patent-1001-A")])).await.expect("applied");
    let error = writer.commit(8).await.expect_err("a failure");
    assert!(error.to_string().contains("no_space_left_on_device"), "{error}");
    assert_eq!(writer.applied().await.expect("a number"), 7);
    // The next one never gets on.
    writer.apply(changes(vec![crate::contract::bare("TH-patent-1001-A")])).await.expect("applied");
    assert!(matches!(writer.commit(8).await, Err(SearchError::Slow(_))));
    let written = server.received_requests().await.expect("requests");
    assert!(!written.iter().any(|request| String::from_utf8_lossy(&request.body).contains("\"applied\":8")), "the number was not written");
}

#[tokio::test]
async fn addresses_keys_and_prefixes_are_checked() {
    for (url, key, prefix) in [
        ("127.0.0.1:7700", "key", "k"),
        ("ftp://127.0.0.1", "key", "k"),
        ("http://user:pass@127.0.0.1", "key", "k"),
        ("http://127.0.0.1/?q=1", "key", "k"),
        ("http://127.0.0.1", "ke\ny", "k"),
        ("http://127.0.0.1", "key", ""),
        ("http://127.0.0.1", "key", "a/../b"),
    ] {
        let config = MeilisearchConfig::new(url, Some(key.to_owned()), prefix);
        assert!(MeilisearchEngine::open(&config).is_err(), "{url} {prefix}");
        assert!(!format!("{config:?}").contains("ke\ny"));
    }
}
