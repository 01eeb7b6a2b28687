//! Time of one segment through the pipeline without an engine: `cargo bench -p translator`.
//!
//! Sentences of abstracts and claims, generated, nearly all distinct; one in five is in the memory, one in five but for its numbers.

use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};

use async_trait::async_trait;
use translator::{
    Comparison, Language, MemoryError, MemoryScope, MemoryUnit, Outcome, Pattern, Pipeline, Segment, SegmentKind, TermEntry, Termbase,
    TranslationMemory, UnitOrigin, normalised, segments,
};

#[derive(Default)]
struct Shelf {
    exact: HashMap<String, MemoryUnit>,
    patterns: HashMap<String, Vec<MemoryUnit>>,
}

#[async_trait]
impl TranslationMemory for Shelf {
    async fn exact(&self, _: &Language, sources: &[String], _: MemoryScope) -> Result<Vec<MemoryUnit>, MemoryError> {
        Ok(sources.iter().filter_map(|source| self.exact.get(source)).cloned().collect())
    }

    async fn by_pattern(&self, _: &Language, patterns: &[String], _: MemoryScope) -> Result<Vec<MemoryUnit>, MemoryError> {
        Ok(patterns.iter().filter_map(|pattern| self.patterns.get(pattern)).flatten().cloned().collect())
    }

    async fn similar(&self, _: &Language, _: &str, _: MemoryScope, _: usize) -> Result<Vec<MemoryUnit>, MemoryError> {
        Ok(Vec::new())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let language = Language::parse("en")?;
    let sources: Vec<String> = (0..120_000)
        .map(|n| match n % 5 {
            0 => format!("The housing {} is connected to the impeller {} by a shaft, which is supported at both ends.", n % 1000, n % 1000 + 1),
            1 => format!("FIG. {} is a perspective view of the pump.", n % 97),
            2 => format!("A method of number {n} for producing a semiconductor device comprising forming a gate electrode on an insulating film at {}.5 degrees, and etching the film.", n % 300),
            3 => format!("{}. The pump according to claim {} or {}, wherein the pressure is at least {} kPa.", n % 40 + 3, n % 40 + 1, n % 40 + 2, n),
            _ => format!("The present disclosure number {n} relates to an apparatus for treating water, e.g. Sea water, with a membrane made of approx. {n} layers."),
        })
        .collect();
    let mut shelf = Shelf::default();
    for source in sources.iter().filter(|source| source.starts_with("The housing")).take(2000) {
        let numbers = Pattern::of(source, &language).numbers;
        let [first, second] = numbers.as_slice() else { continue };
        let japanese = format!("筐体{}は羽根車{}に接続される。", first.plain, second.plain);
        let unit = MemoryUnit {
            source: source.clone(),
            japanese,
            author: "bench".into(),
            date: "2026-11-22".into(),
            restricted: false,
            context: None,
            origin: UnitOrigin::Approved,
        };
        shelf.exact.insert(normalised(source), unit.clone());
        shelf.patterns.entry(Pattern::of(source, &language).text).or_insert_with(|| vec![unit]);
    }
    let terms = (0..5000)
        .map(|n| TermEntry {
            language: language.clone(), term: format!("term number {n}"), japanese: format!("用語{n}"), ipc: Vec::new()
        })
        .chain([TermEntry { language: language.clone(), term: "pump".into(), japanese: "ポンプ".into(), ipc: Vec::new() }])
        .collect();
    let pipeline = Pipeline::new(Arc::new(Termbase::new(terms))).with_memory(Arc::new(shelf));

    let begin = Instant::now();
    let cut: Vec<Segment> = sources
        .iter()
        .flat_map(|text| segments(text, &language, SegmentKind::Sentence).into_iter().map(move |range| (text, range)))
        .map(|(text, range)| Segment { kind: SegmentKind::Sentence, text: text[range].to_owned() })
        .collect();
    let segmentation = begin.elapsed();

    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let mut best = Duration::MAX;
    let mut outcomes = Vec::new();
    for _ in 0..3 {
        let begin = Instant::now();
        // As a harvest does it: a few hundred publications at a time.
        outcomes.clear();
        for batch in cut.chunks(1500) {
            outcomes.extend(runtime.block_on(pipeline.translate(batch, &language, MemoryScope::Public, "2026-11-22"))?);
        }
        best = best.min(begin.elapsed());
    }
    let translated = outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Japanese { .. })).count();
    let per_segment = |whole: Duration| whole.as_secs_f64() * 1e6 / cut.len() as f64;
    println!("segments {}, with Japanese {translated}", cut.len());
    println!("segmentation {:.2} µs per segment", per_segment(segmentation));
    println!(
        "pipeline without engine {:.2} µs per segment, {:.0} segments per second",
        per_segment(best),
        cut.len() as f64 / best.as_secs_f64()
    );
    fuzzy(&sources);
    many_terms(&language);
    Ok(())
}

/// Sentences compared with each of the candidates that a memory gives.
fn fuzzy(sources: &[String]) {
    const CANDIDATES: usize = 64;
    let asked = sources.iter().step_by(97).take(500);
    let mut compared = 0_u32;
    let mut alike = 0_u32;
    let begin = Instant::now();
    for (number, source) in asked.enumerate() {
        let comparison = Comparison::of(source);
        for other in sources.iter().skip(number * 31).take(CANDIDATES) {
            compared += 1;
            alike += u32::from(comparison.percent(other) >= 70);
        }
    }
    let took = begin.elapsed();
    let one = took.as_secs_f64() * 1e6 / f64::from(compared);
    println!(
        "fuzzy comparison {one:.2} µs a candidate, {:.1} µs a segment of {CANDIDATES}; {alike} of {compared} alike",
        one * CANDIDATES as f64
    );
}

/// A hundred thousand terms in fifty thousand characters.
fn many_terms(language: &Language) {
    const SYLLABLES: [&str; 16] =
        ["ra", "ti", "mon", "ker", "pol", "ex", "trans", "gen", "ul", "sor", "vi", "bar", "con", "der", "est", "form"];
    let word = |number: usize| (0..4).map(|place| SYLLABLES[(number >> (place * 4)) % 16]).collect::<String>();
    let terms: Vec<TermEntry> = (0..100_000)
        .map(|number| TermEntry {
            language: language.clone(),
            term: if number < 65_536 { word(number) } else { format!("{} {}", word(number * 7), word(number * 13)) },
            japanese: format!("用語{number}"),
            ipc: if number % 10 == 0 { vec!["H01M 10".to_owned()] } else { Vec::new() },
        })
        .collect();
    let begin = Instant::now();
    let base = Termbase::new(terms);
    let built = begin.elapsed();
    let mut text = String::new();
    let mut number = 1_usize;
    while text.chars().count() < 50_000 {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        text.push_str(&word(number >> 40));
        text.push_str(if number >> 62 == 0 { ", the " } else { " " });
    }
    let scoped = base.within(&base.scopes_of(["H01M 10/0525"]));
    for (name, base) in [("all", &base), ("within classes", &scoped)] {
        let mut best = Duration::MAX;
        let mut found = 0;
        for _ in 0..10 {
            let begin = Instant::now();
            found = base.marks(&text, language).len();
            best = best.min(begin.elapsed());
        }
        println!("100,000 terms ({name}) in 50,000 characters {:.2} ms, {found} found", best.as_secs_f64() * 1e3);
    }
    println!("built in {:.0} ms", built.as_secs_f64() * 1e3);
}
