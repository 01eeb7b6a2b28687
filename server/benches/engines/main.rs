//! The two engines side by side, on the same store: the embedded one, and a Meilisearch server (`KAKEHASHI_TEST_MEILI_URL`, its key in
//! `KAKEHASHI_TEST_MEILI_KEY`). Without a server nothing is measured, and that is said.
//!
//! What is measured, always in turn so that the machine's moods meet both: the engines' own answers; the portal's JSON answer on the server
//! against the same bodies sent to it without a portal; eight clients at once; and both while a harvest is stored and indexed.
//!
//! `KAKEHASHI_BENCH_ENGINES` (10,000) sets how many records. `KAKEHASHI_BENCH_KEEP` names a folder to keep the store, its index and, on the
//! server, its index in: what is there is measured as it is.

mod recorder;

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{Router, body::Body, http::Request};
use index_config::{FacetField, SearchParams, SearchRequest, query_of};
use publication::Audience;
use recorder::{Recorder, Waves};
use search::SearchEngine;
use server::{
    config::{Config, EngineName},
    http,
    indexing::Indexer,
    search_engine,
    services::Portal,
    translating::JapaneseMaker,
};
use storage::{SqliteStore, Store};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

#[path = "../../feeds/benches/generate/mod.rs"]
mod generate;

/// Questions asked at once.
const CLIENTS: usize = 8;
/// Times that every question is asked each way, after one time that warms up.
const ROUNDS: usize = 15;
/// Words of the generated publications, each of one language.
const WORDS: [&str; 10] =
    ["battery", "electrode", "valve pump", "Batterie", "Gehäuse Ventil", "клапан", "насос", "pin", "baterai katup", "배터리"];
/// What they are narrowed by.
const CONDITIONS: [&str; 6] = ["", "&right=patent", "&from=2010-01-01", "&class=H01M", "&has=claims", "&sort=newest"];

fn setting(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

#[tokio::main]
async fn main() {
    let Ok(url) = std::env::var("KAKEHASHI_TEST_MEILI_URL") else {
        println!("KAKEHASHI_TEST_MEILI_URL がないので、二つのエンジンの比較を飛ばします");
        return;
    };
    let records = setting("KAKEHASHI_BENCH_ENGINES", 10_000);
    let own = tempfile::tempdir().expect("a folder");
    let kept = std::env::var_os("KAKEHASHI_BENCH_KEEP").map(PathBuf::from);
    let folder = kept.as_deref().unwrap_or(own.path());
    let data = folder.join("data");
    let mut config = Config { data: data.clone(), ..Config::default() };
    config.search.meilisearch.url = url;
    config.search.meilisearch.key = std::env::var("KAKEHASHI_TEST_MEILI_KEY").ok();
    config.search.meilisearch.prefix =
        if kept.is_some() { "kakehashi-bench".to_owned() } else { format!("kakehashi-bench-{}", std::process::id()) };
    let on_server = on(EngineName::Meilisearch, &config);
    if data.join("index").exists() {
        println!("{} is measured as it is", folder.display());
    } else {
        fill(folder, &config, records).await;
    }
    let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&data).await.expect("the store opens"));
    catch_up(&store, &on_server).await;

    let embedded = Side::open(&store, &config).await;
    let server = Side::open(&store, &on_server).await;
    println!("{} records embedded, {} on the server", embedded.records().await, server.records().await);
    let questions: Vec<String> = (0..WORDS.len() * CONDITIONS.len()).map(question).collect();
    engines_compared(&embedded, &server, &questions).await;
    portal_compared(&store, &on_server, &server, &questions).await;
    for (name, side) in [("embedded", &embedded), ("Meilisearch", &server)] {
        tell(&format!("{CLIENTS} clients, {name}"), &mut at_once(side, &questions).await);
    }
    while_harvesting(folder, [("embedded", &embedded, &config), ("Meilisearch", &server, &on_server)], &questions).await;
    if kept.is_none() {
        forget(&on_server).await;
    }
}

fn on(engine: EngineName, config: &Config) -> Config {
    let mut config = config.clone();
    config.search.engine = engine;
    config
}

/// A question of the portal's, by number.
fn question(number: usize) -> String {
    let words = WORDS[number % WORDS.len()];
    let condition = CONDITIONS[number / WORDS.len() % CONDITIONS.len()];
    let encoded = percent_encoding::utf8_percent_encode(words, percent_encoding::NON_ALPHANUMERIC);
    format!("q={encoded}{condition}&page={}", number % 3 + 1)
}

/// One engine, and the portal on it.
struct Side {
    engine: Arc<dyn SearchEngine>,
    router: Router,
}

impl Side {
    async fn open(store: &Arc<dyn Store>, config: &Config) -> Self {
        let engine = search_engine::open(config).expect("the engine opens");
        let maker = JapaneseMaker::open(store, config).await.expect("the maker opens");
        let portal = Arc::new(Portal::new(Arc::clone(store), Arc::clone(&engine), maker, config.clone()));
        Self { engine, router: http::router(portal, PathBuf::from("target/site")) }
    }

    async fn records(&self) -> u64 {
        self.engine.records().await.expect("a count")
    }

    /// The engine's own answer to a page's main question.
    async fn answer(&self, question: &str) -> Duration {
        let (params, _) = SearchParams::from_query(question);
        let request = SearchRequest {
            query: query_of(&params).query,
            audience: Audience::Public,
            sort: params.sort,
            offset: 0,
            limit: 20,
            facets: FacetField::SHOWN.to_vec(),
            highlight: true,
        };
        let began = Instant::now();
        self.engine.search(&request).await.expect("an answer");
        began.elapsed()
    }

    /// The portal's JSON.
    async fn json(&self, question: &str) -> Duration {
        let began = Instant::now();
        let request = Request::get(format!("/api/v1/search?{question}")).body(Body::empty()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("a response");
        assert!(response.status().is_success(), "{question}: {}", response.status());
        axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        began.elapsed()
    }
}

/// Harvests a generated delivery into the embedded engine, by the program.
async fn fill(folder: &Path, config: &Config, records: usize) {
    let delivery = folder.join("delivery");
    generate::write_delivery(&delivery, records as u64, 4).expect("a delivery");
    let began = Instant::now();
    let ended = harvest(config, &delivery).wait().expect("its end");
    assert!(ended.success(), "the harvest ended with {ended}");
    println!("stored, and indexed by the embedded engine: {:.0} records/s", records as f64 / began.elapsed().as_secs_f64());
    std::fs::remove_dir_all(&delivery).expect("the delivery can go");
}

/// The program, harvesting with these settings.
fn harvest(config: &Config, delivery: &Path) -> Child {
    let settings = &config.search.meilisearch;
    Command::new(env!("CARGO_BIN_EXE_kakehashi"))
        .args(["harvest", "--office", "EP", "--json", "--data"])
        .arg(&config.data)
        .arg(delivery)
        .env("KAKEHASHI__SEARCH__ENGINE", if config.search.engine == EngineName::Embedded { "embedded" } else { "meilisearch" })
        .env("KAKEHASHI__SEARCH__MEILISEARCH__URL", &settings.url)
        .env("KAKEHASHI__SEARCH__MEILISEARCH__KEY", settings.key.as_deref().unwrap_or_default())
        .env("KAKEHASHI__SEARCH__MEILISEARCH__PREFIX", &settings.prefix)
        .env("RUST_LOG", "error")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

/// Brings an engine's index up to the store.
async fn catch_up(store: &Arc<dyn Store>, config: &Config) {
    let began = Instant::now();
    let mut indexer = Indexer::open(Arc::clone(store), config).await.expect("the index opens");
    let done = indexer.catch_up(&CancellationToken::new(), |_| {}).await.expect("the index catches up");
    if done > 0 {
        println!("indexed on the server: {:.0} records/s", done as f64 / began.elapsed().as_secs_f64());
    }
}

/// The engines' own answers.
async fn engines_compared(embedded: &Side, server: &Side, questions: &[String]) {
    let (mut of_embedded, mut of_server) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        for question in questions {
            let (one, other) = (embedded.answer(question).await, server.answer(question).await);
            if round > 0 {
                of_embedded.push(one);
                of_server.push(other);
            }
        }
    }
    tell("engine alone, embedded", &mut of_embedded);
    tell("engine alone, Meilisearch", &mut of_server);
    println!("embedded / Meilisearch      {:.2} (bound: at most 0.33)", percentile(&of_embedded, 50) / percentile(&of_server, 50));
}

/// The portal's JSON against the bodies that it sends, sent without it.
async fn portal_compared(store: &Arc<dyn Store>, config: &Config, server: &Side, questions: &[String]) {
    let recorder = Recorder::start(&config.search.meilisearch.url).await;
    let mut through = config.clone();
    through.search.meilisearch.url = recorder.url();
    let recorded = Side::open(store, &through).await;
    let mut asked: Vec<Waves> = Vec::new();
    for question in questions {
        // What the portal keeps for a moment (counts, the index's marker) is learnt by the first time.
        recorded.json(question).await;
        recorder.take();
        recorded.json(question).await;
        asked.push(recorder.take());
    }
    let requests: usize = asked.iter().map(Waves::requests).sum();
    let raw = recorder::Raw::new(&config.search.meilisearch);
    let (mut of_portal, mut of_server) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        for (number, (question, waves)) in questions.iter().zip(&asked).enumerate() {
            // Who asks second finds the server's memory warm: they take turns at that too.
            let (portal, own) = if (round + number) % 2 == 0 {
                let portal = server.json(question).await;
                (portal, raw.send(waves).await)
            } else {
                let own = raw.send(waves).await;
                (server.json(question).await, own)
            };
            if round > 0 {
                of_portal.push(portal);
                of_server.push(own);
            }
        }
    }
    tell("portal's JSON, Meilisearch", &mut of_portal);
    tell("the same bodies alone", &mut of_server);
    println!(
        "portal / the same bodies    {:.2} (bound: at most 1.15); {:.1} requests a page",
        percentile(&of_portal, 50) / percentile(&of_server, 50),
        requests as f64 / questions.len() as f64
    );
}

/// The portal's JSON, asked from eight sides at once.
async fn at_once(side: &Side, questions: &[String]) -> Vec<Duration> {
    let clients = (0..CLIENTS).map(|client| async move {
        let mut times = Vec::new();
        for question in questions.iter().cycle().skip(client * 7).take(questions.len()) {
            times.push(side.json(question).await);
        }
        times
    });
    futures_util::future::join_all(clients).await.concat()
}

/// The portal's JSON while a delivery is stored and indexed, until that ends.
async fn while_harvesting(folder: &Path, sides: [(&str, &Side, &Config); 2], questions: &[String]) {
    let delivery = folder.join("further");
    for (seed, (name, side, config)) in sides.into_iter().enumerate() {
        let _ = std::fs::remove_dir_all(&delivery);
        generate::write_delivery(&delivery, 5_000, 40 + seed as u64).expect("a delivery");
        let mut child = harvest(config, &delivery);
        let mut times = Vec::new();
        for question in questions.iter().cycle() {
            if child.try_wait().expect("its state").is_some() || times.len() > 20_000 {
                break;
            }
            times.push(side.json(question).await);
        }
        let _ = child.wait();
        tell(&format!("while harvesting, {name}"), &mut times);
    }
    let _ = std::fs::remove_dir_all(&delivery);
}

/// Takes the bench's index off the server again.
async fn forget(config: &Config) {
    let raw = recorder::Raw::new(&config.search.meilisearch);
    raw.delete(&format!("/indexes/{}-publications", config.search.meilisearch.prefix)).await;
}

fn percentile(sorted: &[Duration], percent: usize) -> f64 {
    sorted.get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1))).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}

fn tell(name: &str, times: &mut [Duration]) {
    times.sort_unstable();
    println!(
        "{name:<28}{} answers, p50 {:.1} ms, p95 {:.1} ms, most {:.1} ms",
        times.len(),
        percentile(times, 50),
        percentile(times, 95),
        percentile(times, 100)
    );
}
