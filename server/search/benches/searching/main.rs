//! Indexing and searching by the embedded engine, on generated publications in the exchange's mix.
//!
//! One index grows in steps, and each step is searched, so that one sees what grows. `SEARCH_BENCH_RECORDS` sets the last step (20,000 where
//! unset; 1,000,000 takes about an hour and 15 GB), `SEARCH_BENCH_FOLDER` an index to keep: one that is there is searched as it is.

mod generated;

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use generated::{Dice, Vocabulary, broad, queries, record, vocabularies};
use index_config::{FacetField, Query, SearchRequest, Sort};
use publication::Audience;
use search::{IndexChange, IndexWriter, SearchEngine, TantivyEngine, TantivyWriter};

/// Records at which the growing index is searched.
const STEPS: [usize; 7] = [10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000];
/// Questions asked at once by several readers.
const CLIENTS: usize = 8;

fn bytes_of(folder: &Path) -> std::io::Result<u64> {
    fs::read_dir(folder)?.map(|file| file?.metadata().map(|meta| meta.len())).sum()
}

fn percentile(times: &[Duration], percent: usize) -> f64 {
    times.get((times.len() * percent / 100).min(times.len().saturating_sub(1))).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}

/// What this process holds of memory that no file stands behind, in megabytes; the index itself is mapped from its files.
fn private_megabytes() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes =
        status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok()?;
    Some(kilobytes / 1e3)
}

/// Adds records up to `to`, and says how fast.
async fn grow(folder: &Path, from: usize, to: usize, vocabularies: &[Vocabulary], dice: &mut Dice) -> Result<(), Box<dyn Error>> {
    let mut writer = TantivyWriter::open(folder, 128_000_000)?;
    let (mut text_bytes, mut indexing) = (0, Duration::ZERO);
    for first in (from..to).step_by(1_000) {
        let mut changes = Vec::new();
        for at in first..to.min(first + 1_000) {
            let record = record(at, vocabularies, dice)?;
            text_bytes += record.texts.iter().map(|text| text.text.len()).sum::<usize>();
            changes.push(IndexChange { id: record.id.clone(), records: vec![record] });
        }
        let start = Instant::now();
        writer.apply(changes).await?;
        if first % 10_000 == 9_000 {
            writer.commit(first as u64).await?;
        }
        indexing += start.elapsed();
    }
    let start = Instant::now();
    writer.commit(to as u64).await?;
    indexing += start.elapsed();
    drop(writer);
    println!(
        "indexed {from} to {to}, {:.1} MB of text: {:.0} records/s, {:.1} MB/s; index {:.1} MB",
        text_bytes as f64 / 1e6,
        (to - from) as f64 / indexing.as_secs_f64(),
        text_bytes as f64 / 1e6 / indexing.as_secs_f64(),
        bytes_of(folder)? as f64 / 1e6
    );
    Ok(())
}

fn page(query: &Query, facets: &[FacetField], highlight: bool, sort: Sort) -> SearchRequest {
    SearchRequest { query: query.clone(), audience: Audience::Public, sort, offset: 0, limit: 20, facets: facets.to_vec(), highlight }
}

fn tell(name: &str, mut times: Vec<Duration>, hits: u64, slowest: &str) {
    times.sort_unstable();
    println!(
        "{name:>14}: {} queries, {} hits on average, p50 {:.2} ms, p95 {:.2} ms, max {:.2} ms{slowest}",
        times.len(),
        hits / times.len().max(1) as u64,
        percentile(&times, 50),
        percentile(&times, 95),
        percentile(&times, 100)
    );
}

/// Asks one after the other.
async fn alone(engine: &TantivyEngine, name: &str, requests: &[SearchRequest]) -> Result<(), Box<dyn Error>> {
    let mut times = Vec::new();
    let (mut hits, mut slowest) = (0, (Duration::ZERO, String::new()));
    for request in requests {
        let start = Instant::now();
        let answer = engine.search(request).await?;
        let time = start.elapsed();
        hits += answer.total.count;
        if time > slowest.0 {
            slowest = (time, format!("\n                slowest ({} hits): {:.160?}", answer.total.count, request.query));
        }
        times.push(time);
    }
    tell(name, times, hits, &slowest.1);
    Ok(())
}

/// Asks from several sides at once.
async fn at_once(engine: &TantivyEngine, name: &str, requests: &[SearchRequest]) -> Result<(), Box<dyn Error>> {
    let mut clients = Vec::new();
    for client in 0..CLIENTS {
        let engine = engine.clone();
        let requests: Vec<SearchRequest> = requests.iter().skip(client).step_by(CLIENTS).cloned().collect();
        clients.push(tokio::spawn(async move {
            let mut times = Vec::new();
            let mut hits = 0;
            for request in requests {
                let start = Instant::now();
                hits += engine.search(&request).await?.total.count;
                times.push(start.elapsed());
            }
            Ok::<_, search::SearchError>((times, hits))
        }));
    }
    let mut times = Vec::new();
    let mut hits = 0;
    for client in clients {
        let (of_client, hits_of_client) = client.await??;
        times.extend(of_client);
        hits += hits_of_client;
    }
    tell(name, times, hits, "");
    Ok(())
}

async fn search(folder: &Path, queries: &[Query]) -> Result<(), Box<dyn Error>> {
    let engine = TantivyEngine::open(folder)?;
    println!("{} records held", engine.records().await?);
    let pages = |queries: &[Query], facets: &[FacetField], highlight, sort| -> Vec<SearchRequest> {
        queries.iter().map(|query| page(query, facets, highlight, sort)).collect()
    };
    let all = &FacetField::SHOWN[..];
    alone(&engine, "first", &pages(&[Query::Everything], all, true, Sort::Relevance)).await?;
    alone(&engine, "page", &pages(queries, all, true, Sort::Relevance)).await?;
    alone(&engine, "newest", &pages(queries, all, true, Sort::Newest)).await?;
    alone(&engine, "no facets", &pages(queries, &[], true, Sort::Relevance)).await?;
    alone(&engine, "hits only", &pages(queries, &[], false, Sort::Relevance)).await?;
    alone(&engine, "broad", &pages(&broad()?, all, true, Sort::Relevance)).await?;
    at_once(&engine, "8 clients", &pages(queries, all, true, Sort::Relevance)).await?;
    if let Some(megabytes) = private_megabytes() {
        println!("        memory: {megabytes:.0} MB private");
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let records: usize = std::env::var("SEARCH_BENCH_RECORDS").ok().and_then(|number| number.parse().ok()).unwrap_or(20_000);
    let kept = std::env::var_os("SEARCH_BENCH_FOLDER").map(PathBuf::from);
    let own = tempfile::tempdir()?;
    let folder = kept.as_deref().unwrap_or(own.path());
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let vocabularies = vocabularies(&mut dice);
    let queries = queries(&vocabularies, &mut Dice(42))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        if folder.join("meta.json").exists() {
            return search(folder, &queries).await;
        }
        let mut held = 0;
        for step in STEPS.into_iter().filter(|step| *step < records).chain([records]) {
            grow(folder, held, step, &vocabularies, &mut dice).await?;
            search(folder, &queries).await?;
            held = step;
        }
        Ok(())
    })
}
