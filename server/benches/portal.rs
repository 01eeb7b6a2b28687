//! The whole way, measured: harvest, index, results page. Prints figures and, where the issue of speed has a bound, the bound.
//!
//! `KAKEHASHI_BENCH_HARVEST` (20,000) and `KAKEHASHI_BENCH_PAGES` (100,000) set how many records; `KAKEHASHI_BENCH_BYTES` harvests
//! deliveries of so many bytes in all and watches memory (off by default: a GiB takes minutes).

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use app::services::{PortalServices as _, SearchOutcome};
use axum::{body::Body, http::Request};
use index_config::{FacetField, SearchParams, SearchRequest, query_of};
use publication::Audience;
use search::{SearchEngine, TantivyEngine};
use server::{config::Config, http, services::Portal, translating::JapaneseMaker};
use storage::{SqliteStore, Store};
use tower::ServiceExt as _;

#[path = "../feeds/benches/generate/mod.rs"]
mod generate;
#[path = "../relevance/mod.rs"]
mod relevance;

const QUERIES: [&str; 12] = [
    "q=battery",
    "q=battery+electrode",
    "q=%22heat+exchanger%22",
    "q=%E9%9B%BB%E6%B1%A0",
    "q=valve&office=TH,VN",
    "q=device&right=patent&from=2010-01-01",
    "class=H01M",
    "q=sensor&class=G01&sort=newest",
    "q=control&has=claims",
    "office=VN&sort=oldest",
    "q=method+-battery",
    "q=%D0%B1%D0%B0%D1%82%D0%B0%D1%80%D0%B5%D1%8F",
];

/// The number of a document made to be long, and its paragraphs.
const LONG_NUMBER: u64 = 3_999_001;
const LONG_PARAGRAPHS: usize = 3_800;

fn setting(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    relevance_bench(folder.path()).await;
    harvest_bench(folder.path(), setting("KAKEHASHI_BENCH_HARVEST", 20_000));
    let bytes = setting("KAKEHASHI_BENCH_BYTES", 0);
    if bytes > 0 {
        memory_bench(folder.path(), bytes);
    }
    let data = folder.path().join("pages");
    pages_bench(folder.path(), &data, setting("KAKEHASHI_BENCH_PAGES", 100_000)).await;
}

/// How well the samples are found, each way.
async fn relevance_bench(folder: &Path) {
    use relevance::Way;
    let config = Config { data: folder.join("samples"), ..Config::default() };
    relevance::harvest_samples(&config.data);
    let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&config.data).await.expect("the store opens"));
    let engine: Arc<dyn SearchEngine> = Arc::new(TantivyEngine::open(&config.index_folder()).expect("the index opens"));
    let maker = JapaneseMaker::open(&store, &config).await.expect("the maker opens");
    let portal = Portal::new(store, engine, maker, config);
    for way in [Way::Whole, Way::Unexpanded, Way::Originals] {
        relevance::print(way, &relevance::measure(&portal, way).await);
    }
}

/// Harvests as a user would, by the program; answers seconds and the largest private memory (RssAnon), bytes.
fn harvest(data: &Path, delivery: &Path) -> (f64, u64) {
    let began = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_kakehashi"))
        .args(["harvest", "--office", "EP", "--json", "--data"])
        .arg(data)
        .arg(delivery)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .env("RUST_LOG", "error")
        .spawn()
        .expect("the program starts");
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut largest = 0;
    loop {
        if let Some(ended) = child.try_wait().expect("its state") {
            assert!(ended.success(), "the harvest ended with {ended}");
            return (began.elapsed().as_secs_f64(), largest);
        }
        if let Ok(text) = std::fs::read_to_string(&status)
            && let Some(line) = text.lines().find(|line| line.starts_with("RssAnon:"))
        {
            let kib: u64 = line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0);
            largest = largest.max(kib * 1024);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn size_of(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    entries.flatten().map(|entry| entry.metadata().map_or(0, |of| if of.is_dir() { size_of(&entry.path()) } else { of.len() })).sum()
}

fn harvest_bench(folder: &Path, records: usize) {
    let delivery = folder.join("delivery");
    let text = generate::write_delivery(&delivery, records as u64, 1).expect("a delivery");
    let data = folder.join("harvest");
    let (seconds, memory) = harvest(&data, &delivery);
    let rate = records as f64 / seconds;
    println!("harvest, end to end     {records} records in {seconds:.1} s: {rate:.0} records/s (bound: at least 1,300)");
    println!("private memory          {} MiB at most", memory / 1024 / 1024);
    let index = size_of(&data.join("index"));
    println!("index / text            {:.2} (bound: at most 2.5)", index as f64 / text as f64);
    let (seconds, _) = harvest(&data, &delivery);
    println!("the same once more      {:.0} records/s", records as f64 / seconds);
    std::fs::remove_dir_all(&delivery).expect("the delivery can go");
}

fn memory_bench(folder: &Path, bytes: usize) {
    // The mix has about 5 KB a record on average.
    let records = bytes / 5_000;
    let delivery = folder.join("large");
    generate::write_delivery(&delivery, records as u64, 2).expect("a delivery");
    let size = size_of(&delivery);
    let (seconds, memory) = harvest(&folder.join("large-data"), &delivery);
    println!(
        "{} MiB of deliveries    {seconds:.0} s, private memory {} MiB at most (bound: 400)",
        size / 1024 / 1024,
        memory / 1024 / 1024
    );
    std::fs::remove_dir_all(&delivery).expect("the delivery can go");
}

fn median(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    times.get(times.len() / 2).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}

async fn pages_bench(folder: &Path, data: &Path, records: usize) {
    let delivery = folder.join("delivery");
    generate::write_delivery(&delivery, records as u64, 3).expect("a delivery");
    std::fs::write(delivery.join("long.xml"), long().st36()).expect("a file");
    let (seconds, _) = harvest(data, &delivery);
    println!("harvest, end to end     {records} records in {seconds:.1} s: {:.0} records/s", records as f64 / seconds);
    std::fs::remove_dir_all(&delivery).expect("the delivery can go");

    let config = Config { data: data.to_owned(), ..Config::default() };
    let store: Arc<dyn Store> = Arc::new(SqliteStore::open(data).await.expect("the store opens"));
    let engine: Arc<dyn SearchEngine> = Arc::new(TantivyEngine::open(&config.index_folder()).expect("the index opens"));
    let maker = JapaneseMaker::open(&store, &config).await.expect("the maker opens");
    let portal = Arc::new(Portal::new(store, Arc::clone(&engine), maker, config.clone()));
    let router = http::router(Arc::clone(&portal), PathBuf::from("target/site"));

    let facets = FacetField::SHOWN.to_vec();
    let (mut engine_times, mut service_times, mut page_times, mut largest) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for round in 0..10 {
        for query in QUERIES {
            let url = format!("{query}&page={}", round % 3 + 1);
            let (params, _) = SearchParams::from_query(&url);
            let request = SearchRequest {
                query: query_of(&params).query,
                audience: Audience::Public,
                sort: params.sort,
                offset: 20 * (round % 3),
                limit: 20,
                facets: facets.clone(),
                highlight: true,
            };
            let began = Instant::now();
            engine.search(&request).await.expect("an answer");
            let engine_time = began.elapsed();
            let began = Instant::now();
            portal.search(&params, Audience::Public).await.expect("an outcome");
            let service_time = began.elapsed();
            let began = Instant::now();
            // By its one address: another spelling would be answered by the way there.
            let bytes = get(&router, &format!("/search?{}", params.to_query())).await;
            let page_time = began.elapsed();
            largest = largest.max(bytes);
            // The first round warms caches up.
            if round > 0 {
                engine_times.push(engine_time);
                service_times.push(service_time);
                page_times.push(page_time);
            }
        }
    }
    let (engine_p50, service_p50, page_p50) = (median(&mut engine_times), median(&mut service_times), median(&mut page_times));
    println!("results at {records:>9}    engine p50 {engine_p50:.1} ms, with summaries {service_p50:.1} ms, page p50 {page_p50:.1} ms");
    println!("page - engine           {:.1} ms (bound: at most 5)", page_p50 - engine_p50);
    println!("results page            {:.1} KB over the wire at most (bound: 60)", largest as f64 / 1000.0);
    document_sizes(&router, &portal).await;
    long_document(&router).await;
}

/// A document in English with very many paragraphs.
fn long() -> generate::Made {
    let mut generator = generate::Generator::new(LONG_NUMBER);
    let mut english =
        std::iter::repeat_with(|| generator.make(LONG_NUMBER)).filter(|made| made.office == "EP" && !made.paragraphs.is_empty());
    let mut long = english.next().expect("there is always one more");
    while long.paragraphs.len() < LONG_PARAGRAPHS {
        long.paragraphs.extend(english.next().into_iter().flat_map(|made| made.paragraphs));
    }
    long.paragraphs.truncate(LONG_PARAGRAPHS);
    long
}

/// The longest documents of the exchange: every way into one.
async fn long_document(router: &axum::Router) {
    for tab in ["", "/abstract", "/claims", "/description"] {
        let path = format!("/publications/EP/patent/{LONG_NUMBER}/A1{tab}");
        let mut times = Vec::new();
        for _ in 0..9 {
            let began = Instant::now();
            get(router, &path).await;
            times.push(began.elapsed());
        }
        println!("{LONG_PARAGRAPHS} paragraphs{tab:<14} {:.1} ms (bound: 200)", median(&mut times));
    }
}

/// Bytes of a page as a browser is sent them.
async fn get(router: &axum::Router, url: &str) -> usize {
    let request = Request::get(url).header("accept-encoding", "br, gzip").body(Body::empty()).expect("a request");
    let response = router.clone().oneshot(request).await.expect("a response");
    assert!(response.status().is_success(), "{url}: {}", response.status());
    axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body").len()
}

async fn document_sizes(router: &axum::Router, portal: &Portal) {
    let (params, _) = SearchParams::from_query("has=description");
    let Ok(SearchOutcome::Results(results)) = portal.search(&params, Audience::Public).await else { return };
    let Some(hit) = results.hits.first() else { return };
    let path = format!("{}/description", hit.summary.publication.id.path());
    let mut times = Vec::new();
    let mut bytes = 0;
    for _ in 0..9 {
        let began = Instant::now();
        bytes = get(router, &path).await;
        times.push(began.elapsed());
    }
    println!(
        "a description of 60 KB  {:.1} KB over the wire (bound: 120 for 50,000 characters), {:.1} ms",
        bytes as f64 / 1000.0,
        median(&mut times)
    );
}
