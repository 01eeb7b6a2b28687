//! The contract on a real server: `KAKEHASHI_TEST_MEILI_URL`, with its key in `KAKEHASHI_TEST_MEILI_KEY`.

use std::sync::{
    Mutex,
    atomic::{AtomicU32, Ordering},
};

use async_trait::async_trait;
use index_config::{Audiences, Filter, Query, TextOrigin, TextQuery};
use publication::TextPart;
use serde_json::json;
use tempfile::TempDir;

use super::super::{
    config::MeilisearchConfig,
    engine::MeilisearchEngine,
    http::Http,
    marker::{beside_index, live_index},
    writer::MeilisearchWriter,
};
use crate::{
    IndexChange, IndexWriter, SearchEngine, SearchError,
    contract::{self, Engine, Sketch, Subject, changes, ids, record, request, words},
};

/// Indexes on a server, each of its own prefix.
struct Served {
    config: MeilisearchConfig,
    used: Mutex<Vec<String>>,
    folder: TempDir,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

impl Served {
    /// `None`, saying so, where no server is given.
    fn given() -> Option<Self> {
        let Ok(url) = std::env::var("KAKEHASHI_TEST_MEILI_URL") else {
            eprintln!("skipped: KAKEHASHI_TEST_MEILI_URL is not set");
            return None;
        };
        let config = MeilisearchConfig::new(url, std::env::var("KAKEHASHI_TEST_MEILI_KEY").ok(), "kakehashi-test");
        Some(Self { config, used: Mutex::new(Vec::new()), folder: TempDir::new().expect("a folder") })
    }

    fn fresh(&self) -> MeilisearchConfig {
        let prefix = format!("kakehashi-test-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        self.used.lock().expect("no panic").push(prefix.clone());
        MeilisearchConfig { prefix, ..self.config.clone() }
    }

    async fn writer(&self, config: &MeilisearchConfig) -> MeilisearchWriter {
        MeilisearchWriter::open(config, &self.folder.path().join(&config.prefix)).await.expect("a writer")
    }

    async fn clean(&self) {
        let http = Http::new(&self.config, self.config.write_timeout).expect("a client");
        let used = std::mem::take(&mut *self.used.lock().expect("no panic"));
        for index in used.iter().flat_map(|prefix| [live_index(prefix), beside_index(prefix)]) {
            let _ = http.json::<serde_json::Value>(reqwest::Method::DELETE, &format!("/indexes/{index}"), None::<&()>).await;
        }
    }
}

#[async_trait]
impl Subject for Served {
    fn engine(&self) -> Engine {
        Engine::Meilisearch
    }

    async fn holding(&self, changes: Vec<IndexChange>, applied: u64) -> Box<dyn SearchEngine> {
        let config = self.fresh();
        let mut writer = self.writer(&config).await;
        for batch in changes.chunks(changes.len().div_ceil(2).max(1)) {
            writer.apply(batch.to_vec()).await.expect("a batch");
            writer.commit(applied).await.expect("a commit");
        }
        Box::new(MeilisearchEngine::open(&config).expect("an engine"))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_contract_holds() {
    let Some(served) = Served::given() else { return };
    contract::hold(&served).await;
    served.clean().await;
}

const PUMP: Sketch = Sketch { id: "TH-patent-0901001234-A", texts: &[(TextPart::Title, "en", TextOrigin::Original, "pump")] };
const VALVE: Sketch = Sketch { id: "TH-patent-0901001235-A", texts: &[(TextPart::Title, "en", TextOrigin::Original, "valve")] };

async fn found(engine: &MeilisearchEngine, given: &str) -> Vec<String> {
    ids(&engine.search(&request(words(given))).await.expect("an answer"))
}

#[tokio::test]
async fn an_index_is_built_beside_and_swapped() {
    let Some(served) = Served::given() else { return };
    let config = served.fresh();
    let engine = MeilisearchEngine::open(&config).expect("an engine");
    assert!(matches!(engine.search(&request(Query::Everything)).await, Err(SearchError::OutOfDate(_))));
    let mut writer = served.writer(&config).await;
    assert_eq!(writer.applied().await.expect("a number"), 0);
    writer.apply(changes(vec![record(&PUMP)])).await.expect("applied");
    writer.commit(5).await.expect("committed");
    assert_eq!((found(&engine, "pump").await.len(), engine.applied().await.expect("a number")), (1, 5));
    assert_eq!(engine.records().await.expect("a number"), 1);

    writer.clear().await.expect("cleared");
    writer.commit(0).await.expect("committed");
    writer.apply(changes(vec![record(&VALVE)])).await.expect("applied");
    writer.commit(2).await.expect("committed");
    assert_eq!(writer.applied().await.expect("a number"), 2);
    assert_eq!(found(&engine, "pump").await.len(), 1, "the old index answers meanwhile");
    // Interrupted here, the building goes on where it was.
    drop(writer);
    let mut writer = served.writer(&config).await;
    assert_eq!(writer.applied().await.expect("a number"), 2);
    writer.apply(changes(vec![record(&PUMP)])).await.expect("applied");
    writer.commit(5).await.expect("committed");
    let known = engine.search(&request(Query::Everything)).await.expect("an answer");
    assert_eq!(ids(&known), ["TH-patent-0901001234-A", "TH-patent-0901001235-A"], "both are in the new one");

    // One that never reaches the old number takes its place when it is said to hold everything.
    writer.clear().await.expect("cleared");
    writer.apply(changes(vec![record(&VALVE)])).await.expect("applied");
    writer.commit(1).await.expect("committed");
    writer.caught_up().await.expect("swapped");
    assert_eq!(engine.records().await.expect("a number"), 1);
    assert_eq!(engine.applied().await.expect("a number"), 1);
    served.clean().await;
}

#[tokio::test]
async fn projections_replace_each_other() {
    let Some(served) = Served::given() else { return };
    let config = served.fresh();
    let mut writer = served.writer(&config).await;
    let engine = MeilisearchEngine::open(&config).expect("an engine");
    let with = |audiences: &[Audiences]| {
        let records: Vec<_> =
            audiences.iter().map(|audiences| index_config::IndexRecord { audiences: *audiences, ..record(&PUMP) }).collect();
        vec![IndexChange { id: PUMP.id.parse().expect("an id"), records }]
    };
    let mut number = 0;
    for (audiences, held, public) in [
        (&[Audiences::BOTH][..], 1, 1),
        (&[Audiences::PUBLIC, Audiences::INSIDE][..], 2, 1),
        (&[Audiences::INSIDE][..], 1, 0),
        (&[Audiences::BOTH][..], 1, 1),
        (&[][..], 0, 0),
    ] {
        number += 1;
        writer.apply(with(audiences)).await.expect("applied");
        writer.commit(number).await.expect("committed");
        assert_eq!(engine.records().await.expect("a number"), held, "{audiences:?}");
        let mut asked = request(words("pump"));
        assert_eq!(engine.search(&asked).await.expect("an answer").total.count, u64::from(held > 0), "{audiences:?}");
        asked.audience = publication::Audience::Public;
        assert_eq!(engine.search(&asked).await.expect("an answer").total.count, public, "{audiences:?}");
    }
    served.clean().await;
}

#[tokio::test]
async fn a_key_that_can_only_search_is_enough() {
    let Some(served) = Served::given() else { return };
    let config = served.fresh();
    let mut writer = served.writer(&config).await;
    writer.apply(changes(vec![record(&PUMP)])).await.expect("applied");
    writer.commit(3).await.expect("committed");
    let http = Http::new(&config, config.write_timeout).expect("a client");
    let made: serde_json::Value = http
        .json(
            reqwest::Method::POST,
            "/keys",
            Some(&json!({"actions": ["search"], "indexes": [format!("{}-*", config.prefix)], "expiresAt": null})),
        )
        .await
        .expect("a key");
    let key = made["key"].as_str().expect("a key").to_owned();
    let searching = MeilisearchConfig { key: Some(key.clone()), ..config.clone() };
    let engine = MeilisearchEngine::open(&searching).expect("an engine");
    assert_eq!(found(&engine, "pump").await.len(), 1);
    assert_eq!((engine.applied().await.expect("a number"), engine.records().await.expect("a number")), (3, 1));
    drop(writer);
    let folder = TempDir::new().expect("a folder");
    assert!(matches!(
        MeilisearchWriter::open(&MeilisearchConfig { prefix: format!("{}-other", config.prefix), ..searching.clone() }, folder.path())
            .await,
        Err(SearchError::Denied(_))
    ));
    let wrong = MeilisearchConfig { key: Some("wrong-key-of-sixteen-bytes".to_owned()), ..config };
    let engine = MeilisearchEngine::open(&wrong).expect("an engine");
    assert!(matches!(engine.search(&request(words("pump"))).await, Err(SearchError::Denied(_))));
    let _ = http.json::<serde_json::Value>(reqwest::Method::DELETE, &format!("/keys/{key}"), None::<&()>).await;
    served.clean().await;
}

/// Characters each beside the other and never in a row: what the server takes for 車輪体車.
const APART: &str = "車輪体、輪体車、車両輪";

#[tokio::test]
async fn what_is_too_much_to_read_is_said_to_be_inexact() {
    let Some(served) = Served::given() else { return };
    let held = (0..340_u32).map(|at| {
        let (office, words) = if at % 85 == 0 { ("VN", "車輪体車") } else { ("TH", APART) };
        let mut record = contract::bare(&format!("{office}-patent-{:05}-A", 10_000 + at));
        record.texts.push(contract::text(TextPart::Title, "ja", TextOrigin::Original, words));
        record
    });
    let engine = served.holding(changes(held.collect()), 1).await;
    let true_ones = ["VN-patent-10000-A", "VN-patent-10085-A", "VN-patent-10170-A", "VN-patent-10255-A"];
    let answer = engine.search(&request(words("車輪体車"))).await.expect("an answer");
    assert!(!answer.total.exact, "the difference to the embedded engine: a total of candidates, and said to be so");
    assert_eq!(answer.total.count, 340);
    assert_eq!(ids(&answer), true_ones, "no false hit is shown");
    let mut without_texts = request(words("車輪体車"));
    without_texts.highlight = false;
    assert_eq!(ids(&engine.search(&without_texts).await.expect("an answer")), true_ones);

    // What is sought beside makes them few, and the answer exact.
    let of = |office: &str| Query::Filter(Filter::Offices(vec![office.parse().expect("an office")]));
    let answer = engine.search(&request(Query::And(vec![words("車輪体車"), of("VN")]))).await.expect("an answer");
    assert!(answer.total.exact && answer.total.count == 4);

    // Denied, the server leaves out more than it should, and says so.
    let denied = Query::And(vec![words("輪体車"), Query::Not(Box::new(words("車輪体車")))]);
    assert!(!engine.search(&request(denied)).await.expect("an answer").total.exact);

    // Two characters are known exactly however many have them.
    let answer = engine.search(&request(words("輪体"))).await.expect("an answer");
    assert!(answer.total.exact && answer.total.count == 340);
    served.clean().await;
}

#[tokio::test]
async fn words_beyond_those_that_can_be_joined_are_refused_with_their_name() {
    let Some(served) = Served::given() else { return };
    let held = (0..1_010_u32).map(|at| {
        let mut record = contract::bare(&format!("TH-patent-{:05}-A", 20_000 + at));
        record.texts.push(contract::text(TextPart::Title, "en", TextOrigin::Original, "rotor"));
        record.texts.push(contract::text(TextPart::Claims, "en", TextOrigin::Original, "stator"));
        record
    });
    let engine = served.holding(changes(held.collect()), 1).await;
    let within = |part, given: &str| Query::Text(TextQuery { parts: vec![part], ..TextQuery::anywhere(given) });
    let denied = Query::And(vec![within(TextPart::Title, "rotor"), Query::Not(Box::new(within(TextPart::Claims, "stator")))]);
    match engine.search(&request(denied)).await {
        Err(SearchError::Unsupported(part)) => assert!(part.contains("rotor") || part.contains("stator"), "{part}"),
        other => panic!("{other:?}"),
    }
    // Both there: the page is read, and the total said to be inexact.
    let both = Query::And(vec![within(TextPart::Title, "rotor"), within(TextPart::Claims, "stator")]);
    let mut asked = request(both);
    asked.limit = 20;
    let answer = engine.search(&asked).await.expect("an answer");
    assert!(!answer.total.exact && answer.hits.len() == 20 && answer.total.count == 1_010);
    served.clean().await;
}
