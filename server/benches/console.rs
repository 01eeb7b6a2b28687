//! The console, measured while a delivery runs in: its pages and searches, beside the figures of a quiet portal.
//!
//! `KAKEHASHI_BENCH_RECORDS` (100,000) sets how many records run in, `KAKEHASHI_BENCH_HELD` (100,000) how many are there before: the portal then holds
//! more and more while it is measured, which the figures of the quiet portal at the end tell.

use std::{
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use axum::Router;
use publication::{Audience, Role};
use search::TantivyEngine;
use server::{http, services::Portal, translating::JapaneseMaker};

#[path = "../feeds/benches/generate/mod.rs"]
mod generate;

#[path = "../tests/common/mod.rs"]
mod common;

use common::{Fixture, get_as};

const CONSOLE: [&str; 7] = ["/admin", "/admin/offices", "/admin/feeds", "/admin/feeds/ep", "/admin/inbox", "/admin/runs", "/admin/runs/1"];
const SEARCHES: [&str; 6] = [
    "/search?q=battery",
    "/search?q=%E9%9B%BB%E6%B1%A0",
    "/search?q=%22heat+exchanger%22",
    "/search?q=control&has=claims",
    "/search?q=sensor&class=G01&sort=newest",
    "/search?q=battery+electrode",
];
/// Rounds over all pages in a quiet portal.
const ROUNDS: usize = 20;

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn program(fixture: &Fixture, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kakehashi"));
    command.arg("--data").arg(&fixture.config.data).args(arguments).stdout(Stdio::null()).env("RUST_LOG", "error");
    command
}

fn write_delivery(fixture: &Fixture, name: &str, records: u64, seed: u64) -> std::path::PathBuf {
    let folder = fixture.folder.path().join(name);
    generate::write_delivery(&folder, records, seed).expect("a delivery");
    folder
}

fn bring(fixture: &Fixture, folder: &Path) {
    let path = folder.to_str().expect("a path");
    assert!(program(fixture, &["feed", "import-path", "--received-by", "bench", "ep", path]).status().expect("it runs").success());
}

/// Milliseconds that each page took.
#[derive(Default)]
struct Times(Vec<f64>);

impl Times {
    async fn round(&mut self, router: &Router, cookie: &str, pages: &[&str]) {
        for page in pages {
            let began = Instant::now();
            let answer = get_as(router, page, cookie).await;
            assert!(answer.status.is_success(), "{page}: {}", answer.status);
            self.0.push(began.elapsed().as_secs_f64() * 1_000.0);
        }
    }

    fn percentile(&mut self, percent: usize) -> f64 {
        self.0.sort_by(f64::total_cmp);
        self.0.get(self.0.len() * percent / 100).copied().unwrap_or_default()
    }

    fn p95(&mut self) -> f64 {
        self.percentile(95)
    }
}

/// Whether nothing waits for being translated or indexed.
async fn is_caught_up(fixture: &Fixture) -> bool {
    let engine = TantivyEngine::open(&fixture.config.index_folder()).expect("the index opens");
    let known = search::SearchEngine::applied(&engine).await.expect("it tells");
    known >= fixture.store.last_change().await.expect("read") && fixture.store.jobs_waiting().await.expect("counted") == 0
}

#[tokio::main]
async fn main() {
    let (records, held) = (setting("KAKEHASHI_BENCH_RECORDS", 100_000), setting("KAKEHASHI_BENCH_HELD", 100_000));
    let fixture = Fixture::new().await;
    let added = program(&fixture, &["feed", "add", "ep", "--office", "EP", "--provision", "public"]).status().expect("it runs");
    assert!(added.success());
    bring(&fixture, &write_delivery(&fixture, "held", held, 1));
    assert!(program(&fixture, &["feed", "run", "ep"]).stderr(Stdio::null()).status().expect("it runs").code().is_some());
    assert!(program(&fixture, &["reindex"]).stderr(Stdio::null()).status().expect("it runs").success());

    let chief = fixture.account("chief", Role::Administrator, Audience::Inside).await.id;
    let cookie = fixture.session(chief).await;
    let engine = Arc::new(TantivyEngine::open(&fixture.config.index_folder()).expect("the index opens"));
    let maker = JapaneseMaker::open(&fixture.store, &fixture.config).await.expect("the maker opens");
    let portal = Portal::new(Arc::clone(&fixture.store), engine, maker, fixture.config.clone());
    let router = http::router(Arc::new(portal), fixture.folder.path().join("site"));

    let (mut quiet_pages, mut quiet_searches) = (Times::default(), Times::default());
    for _ in 0..ROUNDS {
        quiet_pages.round(&router, &cookie, &CONSOLE).await;
        quiet_searches.round(&router, &cookie, &SEARCHES).await;
    }

    bring(&fixture, &write_delivery(&fixture, "coming", records, 2));
    let began = Instant::now();
    // The portal's own way: a worker harvests, translates and indexes beside it.
    let mut worker = program(&fixture, &["worker"]).stderr(Stdio::null()).spawn().expect("it starts");
    assert!(program(&fixture, &["feed", "run", "ep", "--no-wait"]).stderr(Stdio::null()).status().expect("it runs").code().is_some());
    let (mut pages, mut searches) = (Times::default(), Times::default());
    loop {
        pages.round(&router, &cookie, &CONSOLE).await;
        searches.round(&router, &cookie, &SEARCHES).await;
        let jobs = fixture.store.feed_jobs(storage::FeedFilter::default(), 10).await.expect("read");
        if jobs.iter().all(|job| job.state.is_over()) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let seconds = began.elapsed().as_secs_f64();
    // As many records, and nothing running: what is left of the work is done first.
    while !is_caught_up(&fixture).await {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    worker.kill().expect("it can be killed");
    worker.wait().expect("it is dead");
    let mut after = Times::default();
    for _ in 0..ROUNDS {
        after.round(&router, &cookie, &SEARCHES).await;
    }
    println!("searches, p95, after    {:.1} ms, p50 {:.1}", after.p95(), after.percentile(50));
    println!("{records} records ran in in {seconds:.0} s beside {} pages", pages.0.len() + searches.0.len());
    println!("searches, p50           {:.1} ms (quiet {:.1})", searches.percentile(50), quiet_searches.percentile(50));
    println!("console pages, p95      {:.1} ms (quiet {:.1}; bound: 100)", pages.p95(), quiet_pages.p95());
    let (loaded, quiet) = (searches.p95(), quiet_searches.p95());
    println!("searches, p95           {loaded:.1} ms (quiet {quiet:.1}), {:.1} times (bound: 2)", loaded / quiet);
}
