//! How well Japanese queries find the samples: queries with judged documents, and the measures.
//!
//! `samples.tsv` holds thirty queries as a Japanese reader would type them, and for each the documents of the samples that answer it: 3 for
//! what is asked for, 2 for what is about it among other things, 1 for what touches it. A document not named is judged to be beside the point (0).
//! The judgements are by content, whatever the words: some queries use words that no document has, and count as they come.

use std::{collections::HashMap, path::Path, process::Command};

use app::services::{PortalServices as _, SearchOutcome};
use index_config::{SearchParams, TextOrigin};
use publication::Audience;
use server::services::Portal;

/// Hits that a reader looks at first.
const FIRST: usize = 10;
/// Hits that a diligent reader looks through.
const DEEP: usize = 50;

/// A query and the grades of its documents.
pub struct Judged {
    /// The query, as typed.
    pub query: String,
    /// Document to grade, 1 to 3.
    pub grades: HashMap<String, u32>,
}

/// What a query comes to.
pub struct Measured {
    /// The query.
    pub query: String,
    /// Normalised discounted cumulative gain of the first ten, gain 2^grade - 1: 1 for the best order there is.
    pub ndcg: f64,
    /// Share of the judged documents among the first fifty.
    pub recall: f64,
}

/// How the texts are looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As readers do: Japanese and originals, expanded.
    Whole,
    /// Without the termbase.
    Unexpanded,
    /// The originals alone, which only the termbase leads to: as if nothing were translated.
    Originals,
}

/// The queries, in the order of the file.
pub fn judged() -> Vec<Judged> {
    let mut judged: Vec<Judged> = Vec::new();
    for line in include_str!("samples.tsv").lines().skip(1) {
        let [query, document, grade] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("three columns: {line}") };
        if judged.last().is_none_or(|last| last.query != query) {
            judged.push(Judged { query: query.to_owned(), grades: HashMap::new() });
        }
        let grade = grade.parse().expect("a grade");
        assert!((1..=3).contains(&grade), "{line}");
        judged.last_mut().expect("a query").grades.insert(document.to_owned(), grade);
    }
    judged
}

/// Harvests the samples with the program, as `make run` does.
pub fn harvest_samples(data: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let harvested = Command::new(root.join(".ci/samples")).arg(env!("CARGO_BIN_EXE_kakehashi")).arg(data).current_dir(&root).output();
    let harvested = harvested.expect("the script runs");
    assert!(harvested.status.success(), "{}", String::from_utf8_lossy(&harvested.stderr));
}

fn gain(grade: u32) -> f64 {
    f64::from(2_u32.pow(grade) - 1)
}

fn discounted(grades: impl Iterator<Item = u32>) -> f64 {
    grades.take(FIRST).enumerate().map(|(place, grade)| gain(grade) / (place as f64 + 2.0).log2()).sum()
}

/// Asks the portal all queries.
pub async fn measure(portal: &Portal, way: Way) -> Vec<Measured> {
    let mut measured = Vec::new();
    for Judged { query, grades } in judged() {
        let mut found: Vec<String> = Vec::new();
        for page in 1.. {
            let params = SearchParams {
                all: query.clone(),
                unexpanded: way == Way::Unexpanded,
                origins: if way == Way::Originals { vec![TextOrigin::Original] } else { Vec::new() },
                page,
                ..SearchParams::default()
            };
            let SearchOutcome::Results(results) = portal.search(&params, Audience::Public).await.expect("an answer") else {
                panic!("{query} is words")
            };
            found.extend(results.hits.iter().map(|hit| hit.summary.publication.id.to_string()));
            if results.hits.is_empty() || found.len() >= DEEP {
                break;
            }
        }
        found.truncate(DEEP);
        let mut ideal: Vec<u32> = grades.values().copied().collect();
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        let got = found.iter().map(|id| grades.get(id).copied().unwrap_or(0));
        let ndcg = discounted(got) / discounted(ideal.into_iter());
        let held = grades.keys().filter(|id| found.contains(id)).count();
        measured.push(Measured { query, ndcg, recall: held as f64 / grades.len() as f64 });
    }
    measured
}

/// Prints the means of nDCG@10 and recall@50, and the queries that fall short; answers the means.
pub fn print(way: Way, measured: &[Measured]) -> (f64, f64) {
    let (ndcg, recall) = means(measured);
    let name = format!("{way:?}");
    println!("relevance, {name:<12} nDCG@10 {ndcg:.3}, recall@50 {recall:.3} over {} queries", measured.len());
    for short in measured.iter().filter(|measured| measured.ndcg < 0.999 || measured.recall < 0.999) {
        println!("  nDCG@10 {:.3}, recall@50 {:.3}  {}", short.ndcg, short.recall, short.query);
    }
    (ndcg, recall)
}

/// The means of nDCG@10 and of recall@50.
fn means(measured: &[Measured]) -> (f64, f64) {
    let mean = |of: fn(&Measured) -> f64| measured.iter().map(of).sum::<f64>() / measured.len() as f64;
    (mean(|measured| measured.ndcg), mean(|measured| measured.recall))
}
