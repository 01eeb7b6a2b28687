//! Requests and answers held by what a real 1.50 server was recorded to say.

use std::{collections::BTreeSet, fs, path::PathBuf};

use index_config::{
    FacetField, Sort,
    meilisearch::{MEILISEARCH_LOCALE, meilisearch_settings},
};
use publication::Audience;
use serde_json::Value;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

use super::super::{
    condition::{self, Condition},
    config::MeilisearchConfig,
    engine::MeilisearchEngine,
    http::Http,
    plan::Branch,
    task::{Waiting, wait},
    wire::{Answer, Question, Wanted},
};
use crate::{
    SearchEngine, SearchError,
    contract::{request, words},
};

/// One recording, `None` where the folder is absent.
fn recording(name: &str) -> Option<Value> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/meilisearch-1.50");
    if !folder.is_dir() {
        eprintln!("skipped: {} is absent", folder.display());
        return None;
    }
    let path = folder.join(format!("{name}.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(serde_json::from_str(&text).expect("a recording"))
}

/// A server that answers everything as recorded.
async fn replaying(name: &str) -> Option<(MockServer, MeilisearchConfig)> {
    let recorded = recording(name)?;
    let response = &recorded["response"];
    let status = u16::try_from(response["status"].as_u64().expect("a status")).expect("a status");
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(status).set_body_json(&response["body"])).mount(&server).await;
    let config = MeilisearchConfig::new(server.uri(), Some("a-key-of-sixteen-bytes".to_owned()), "k");
    Some((server, config))
}

fn keys(value: &Value) -> BTreeSet<String> {
    value.as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect()
}

fn question(branches: usize) -> Value {
    let wanted = Wanted {
        index: "publications_v1",
        page: 1,
        hits: 20,
        sort: Sort::Newest,
        facets: &[FacetField::Office, FacetField::Right],
        retrieve: vec!["id".to_owned()],
    };
    let branch = Branch { phrases: vec!["a".to_owned()], attributes: Some(["t".to_owned()].into()), ..Branch::of(Condition::All) };
    match wanted.question(&vec![branch; branches], &condition::audience(Audience::Public)).expect("a question") {
        Question::One(search) => serde_json::to_value(search).expect("JSON"),
        Question::Several(several) => serde_json::to_value(several).expect("JSON"),
    }
}

#[test]
fn the_server_knows_every_field_of_a_search() {
    let Some(recorded) = recording("29-error-unknown-field") else { return };
    let message = recorded["response"]["body"]["message"].as_str().expect("a message").to_owned();
    let known: BTreeSet<&str> = message.split('`').skip(1).step_by(2).collect();
    for key in keys(&question(1)) {
        assert!(known.contains(key.as_str()), "{key}");
    }
    let Some(locales) = recording("25-error-invalid-locale") else { return };
    let message = locales["response"]["body"]["message"].as_str().expect("a message").to_owned();
    assert!(message.contains(&format!("`{MEILISEARCH_LOCALE}`")));
}

#[test]
fn a_federated_question_is_shaped_as_recorded() {
    let Some(recorded) = recording("16-federated-or-two-languages") else { return };
    let (ours, theirs) = (question(2), &recorded["request"]["body"]);
    assert_eq!(keys(&ours), keys(theirs));
    assert_eq!(keys(&ours["federation"]), keys(&theirs["federation"]));
    assert_eq!(keys(&ours["federation"]["facetsByIndex"]), keys(&theirs["federation"]["facetsByIndex"]));
    let search = keys(&ours["queries"][0]);
    assert!(keys(&theirs["queries"][0]).is_subset(&search), "{search:?}");
}

#[test]
fn answers_are_read_as_recorded() {
    for (name, total, hits, facets) in [
        ("11-search-japanese-facets-highlight", 2, 2, Some(("office", "EP", 1))),
        ("16-federated-or-two-languages", 2, 2, Some(("right", "patent", 2))),
    ] {
        let Some(recorded) = recording(name) else { return };
        let answer: Answer = serde_json::from_value(recorded["response"]["body"].clone()).expect(name);
        assert_eq!((answer.total_hits, answer.hits.len()), (total, hits), "{name}");
        assert!(answer.hits.iter().all(|hit| hit.score() > 0.9 && hit.id.contains("-patent-")), "{name}");
        let counted = answer.facet_distribution.expect("facets");
        if let Some((attribute, value, count)) = facets {
            assert!(counted[attribute].0.contains(&(value.to_owned(), count)), "{name}");
        }
    }
}

#[test]
fn the_server_knows_every_setting() {
    let Some(recorded) = recording("07-settings-get") else { return };
    let known = keys(&recorded["response"]["body"]);
    let ours = serde_json::to_value(meilisearch_settings()).expect("JSON");
    for key in keys(&ours) {
        assert!(known.contains(&key), "{key}");
    }
    for (key, inner) in [("typoTolerance", "typoTolerance"), ("faceting", "faceting"), ("pagination", "pagination")] {
        assert!(keys(&ours[key]).is_subset(&keys(&recorded["response"]["body"][inner])), "{key}");
    }
    for rule in ours["rankingRules"].as_array().expect("rules") {
        let rule = rule.as_str().expect("a rule");
        let is_known = recorded["response"]["body"]["rankingRules"].as_array().is_some_and(|rules| rules.iter().any(|known| known == rule));
        assert!(is_known || rule.contains(':'), "{rule}");
    }
}

#[tokio::test]
async fn tasks_are_read_as_recorded() {
    for (name, code) in [
        ("04-task-index-creation", None),
        ("06-task-settings", None),
        ("09-task-documents", None),
        ("31-task-documents-failed", Some("invalid_document_id")),
        ("33-task-swap", None),
        ("35-task-delete", None),
        ("40-task-index-deletion", None),
    ] {
        let Some((_server, config)) = replaying(name).await else { return };
        let http = Http::new(&config, config.write_timeout).expect("a client");
        let waited = wait(&http, 1, config.task_timeout).await.expect(name);
        match code {
            None => assert_eq!(waited, Waiting::Done, "{name}"),
            Some(expected) => {
                assert!(matches!(&waited, Waiting::Failed { code, message } if code == expected && message.contains("has space")))
            }
        }
    }
}

#[tokio::test]
async fn errors_are_told_apart() {
    for (name, expected) in [
        ("24-error-index-not-found", "out-of-date"),
        ("26-error-no-key", "denied"),
        ("27-error-wrong-key", "denied"),
        ("28-error-bad-json", "failed"),
        ("29-error-unknown-field", "failed"),
    ] {
        let Some((_server, config)) = replaying(name).await else { return };
        let engine = MeilisearchEngine::open(&config).expect("an engine");
        let error = engine.search(&request(words("pump"))).await.expect_err(name);
        assert_eq!(error.code(), expected, "{name}: {error}");
    }
    // An index of somebody else: our marker is not among its documents.
    let Some((_server, config)) = replaying("22-error-filter-not-filterable").await else { return };
    let engine = MeilisearchEngine::open(&config).expect("an engine");
    assert!(matches!(engine.applied().await, Err(SearchError::OutOfDate(_))));
}
