//! Indexing and searching by the embedded engine, on generated publications in the exchange's mix.
//!
//! `SEARCH_BENCH_RECORDS` sets how many (20,000 where unset), `SEARCH_BENCH_FOLDER` an index to keep or to use again.

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use index_config::{Audiences, FacetField, Filter, IndexRecord, IndexText, Query, SearchRequest, Sort, TextOrigin, TextQuery};
use publication::{Audience, Classification, ClassificationScheme, Element, IsoDate, LegalStatus, TextPart};
use search::{IndexChange, IndexWriter, SearchEngine, TantivyEngine, TantivyWriter};

const FACETS: [FacetField; 9] = [
    FacetField::Office,
    FacetField::Right,
    FacetField::Kind,
    FacetField::Language,
    FacetField::Year,
    FacetField::IpcSubclass,
    FacetField::Applicant,
    FacetField::Element,
    FacetField::Made,
];

/// Small, fast and the same everywhere.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % below.max(1)
    }

    /// Few values often, many seldom, as words come.
    fn skewed(&mut self, below: usize) -> usize {
        let fraction = self.throw(1 << 20) as f64 / f64::from(1 << 20);
        ((below as f64).powf(fraction) - 1.0) as usize
    }
}

/// A language's words, made of its syllables.
struct Vocabulary {
    tag: &'static str,
    words: Vec<String>,
    space: &'static str,
    stop: &'static str,
}

fn vocabularies(dice: &mut Dice) -> Vec<Vocabulary> {
    let characters = |from: u32, count: u32| (from..from + count).filter_map(char::from_u32).map(String::from).collect::<Vec<_>>();
    let latin: Vec<String> =
        ["ba", "tor", "li", "mec", "an", "ing", "pre", "so", "ven", "tri", "cal", "um", "ex", "der", "ous", "ne"].map(String::from).into();
    let cyrillic: Vec<String> = ["ба", "тор", "ли", "мех", "ан", "ение", "пре", "со", "вен", "три", "кал", "ом"].map(String::from).into();
    let thai: Vec<String> =
        ["การ", "ผลิต", "วิธี", "น้ำ", "เครื่อง", "ไฟฟ้า", "อุปกรณ์", "ที่", "และ", "ของ", "พลังงาน", "แสง", "ระบบ", "ใช้"].map(String::from).into();
    let vietnamese: Vec<String> =
        ["bình", "điện", "đèn", "phương", "pháp", "thiết", "bị", "sản", "xuất", "của", "và", "nước", "máy"].map(String::from).into();
    let kanji = [characters(0x4E00, 600), characters(0x3042, 60), characters(0x30A2, 60)].concat();
    let mut make = |tag, syllables: &[String], words: usize, length: usize, space, stop| Vocabulary {
        tag,
        words: (0..words).map(|_| (0..1 + dice.throw(length)).map(|_| syllables[dice.throw(syllables.len())].as_str()).collect()).collect(),
        space,
        stop,
    };
    vec![
        make("ja", &kanji, 6_000, 4, "", "。\n"),
        make("en", &latin, 12_000, 4, " ", ".\n"),
        make("zh-Hans", &characters(0x5200, 900), 5_000, 3, "", "。\n"),
        make("ko", &characters(0xAC00, 700), 5_000, 3, " ", ".\n"),
        make("th", &thai, 3_000, 2, "", "\n"),
        make("vi", &vietnamese, 13, 1, " ", ".\n"),
        make("id", &latin, 9_000, 4, " ", ".\n"),
        make("de", &latin, 12_000, 5, " ", ".\n"),
        make("ru", &cyrillic, 9_000, 4, " ", ".\n"),
    ]
}

fn prose(vocabulary: &Vocabulary, bytes: usize, dice: &mut Dice) -> String {
    let mut text = String::with_capacity(bytes + 64);
    let mut sentence = 0;
    while text.len() < bytes {
        text.push_str(&vocabulary.words[dice.skewed(vocabulary.words.len())]);
        sentence += 1;
        if sentence > 8 + dice.throw(12) {
            text.push_str(vocabulary.stop);
            sentence = 0;
        } else {
            text.push_str(vocabulary.space);
        }
    }
    text
}

fn record(at: usize, vocabularies: &[Vocabulary], dice: &mut Dice) -> Result<IndexRecord, Box<dyn Error>> {
    // The office and the language in which it publishes.
    const OFFICES: [(&str, usize); 8] = [("CN", 2), ("KR", 3), ("TH", 4), ("VN", 5), ("ID", 6), ("DE", 7), ("RU", 8), ("EP", 1)];
    let (office, language) = OFFICES[dice.skewed(OFFICES.len())];
    let original = &vocabularies[language];
    let right = ["patent", "patent", "patent", "utility-model", "design"][dice.throw(5)];
    let mut texts = Vec::new();
    let mut add = |part, vocabulary: &Vocabulary, origin, bytes, dice: &mut Dice| -> Result<(), Box<dyn Error>> {
        texts.push(IndexText { part, language: vocabulary.tag.parse()?, origin, text: prose(vocabulary, bytes, dice) });
        Ok(())
    };
    let japanese = [TextOrigin::Machine, TextOrigin::Machine, TextOrigin::Memory, TextOrigin::Human][dice.throw(4)];
    add(TextPart::Title, original, TextOrigin::Original, 60, dice)?;
    add(TextPart::Title, &vocabularies[0], japanese, 60, dice)?;
    add(TextPart::Abstract, original, TextOrigin::Original, 900, dice)?;
    add(TextPart::Abstract, &vocabularies[0], japanese, 900, dice)?;
    let kind = dice.throw(100);
    if kind >= 60 {
        add(TextPart::Claims, original, TextOrigin::Original, 4_000, dice)?;
    }
    if kind >= 95 {
        add(TextPart::Description, original, TextOrigin::Original, 54_000, dice)?;
    }
    let symbol = format!(
        "{}{:02}{} {}/{:02}",
        ["A", "B", "C", "G", "H"][dice.throw(5)],
        1 + dice.throw(12),
        ["B", "C", "M", "K"][dice.throw(4)],
        1 + dice.throw(60),
        dice.throw(90)
    );
    let date = |dice: &mut Dice| u32::try_from((2005 + dice.throw(20)) * 10_000 + (1 + dice.throw(12)) * 100 + 1 + dice.throw(28)).ok();
    let applicant = format!("{} {} Co., Ltd.", vocabularies[1].words[dice.skewed(4_000)], vocabularies[1].words[dice.skewed(40)]);
    Ok(IndexRecord {
        id: format!("{office}-{right}-{}-{}", 10_000_000 + at, ["A", "B1", "U"][dice.throw(3)]).parse()?,
        audiences: Audiences::BOTH,
        publication_date: date(dice),
        application_date: date(dice),
        numbers: vec![format!("{office}{}", 10_000_000 + at), (10_000_000 + at).to_string()],
        classifications: vec![Classification {
            scheme: ClassificationScheme::Ipc,
            national_scheme: None,
            as_published: symbol.clone(),
            symbol,
            version: None,
            rank: None,
            inventive: None,
            office: None,
        }],
        applicants: vec![applicant.clone()],
        applicants_counted: vec![applicant],
        status: LegalStatus::ALL[dice.skewed(LegalStatus::ALL.len())],
        inventors: vec![vocabularies[7].words[dice.skewed(4_000)].clone()],
        language: original.tag.parse().ok(),
        elements: vec![Element::Title, Element::Abstract, Element::Application],
        texts,
        sample: false,
    })
}

fn queries(vocabularies: &[Vocabulary], dice: &mut Dice) -> Result<Vec<Query>, Box<dyn Error>> {
    let mut queries = Vec::new();
    let word = |vocabulary: &Vocabulary, dice: &mut Dice| vocabulary.words[dice.skewed(vocabulary.words.len())].clone();
    let text = |words: String| Query::Text(TextQuery::anywhere(words));
    for _ in 0..12 {
        let ja = &vocabularies[0];
        queries.push(text(format!("{}{}", word(ja, dice), word(ja, dice))));
        queries.push(text(word(ja, dice)));
        queries.push(text(format!("{} {}", word(ja, dice), word(ja, dice))));
        for vocabulary in &vocabularies[1..] {
            queries.push(text(word(vocabulary, dice)));
            queries.push(text(format!("{} {}", word(vocabulary, dice), word(vocabulary, dice))));
        }
        let exact =
            TextQuery { exact: true, ..TextQuery::anywhere(format!("{} {}", word(&vocabularies[1], dice), word(&vocabularies[1], dice))) };
        queries.push(Query::Text(exact));
        let from = Some(IsoDate::new(2010, 1, 1)?);
        queries.push(Query::And(vec![
            Query::Or(vec![text(word(ja, dice)), text(word(&vocabularies[1], dice))]),
            Query::Filter(Filter::Offices(vec!["CN".parse()?, "KR".parse()?])),
            Query::Filter(Filter::Published { from, to: None }),
            Query::Not(Box::new(text(word(ja, dice)))),
        ]));
        queries.push(Query::And(vec![text(word(ja, dice)), Query::Filter(Filter::Class { scheme: None, symbol: "H01M".to_owned() })]));
        queries.push(Query::Filter(Filter::Applicant(word(&vocabularies[1], dice))));
    }
    queries.push(Query::Everything);
    Ok(queries)
}

fn bytes_of(folder: &Path) -> std::io::Result<u64> {
    fs::read_dir(folder)?.map(|file| file?.metadata().map(|meta| meta.len())).sum()
}

fn percentile(times: &[Duration], percent: usize) -> f64 {
    times.get((times.len() * percent / 100).min(times.len().saturating_sub(1))).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}

async fn index(folder: &Path, records: usize, vocabularies: &[Vocabulary], dice: &mut Dice) -> Result<(), Box<dyn Error>> {
    let mut writer = TantivyWriter::open(folder, 128_000_000)?;
    let (mut text_bytes, mut indexing) = (0, Duration::ZERO);
    for first in (0..records).step_by(1_000) {
        let mut changes = Vec::new();
        for at in first..records.min(first + 1_000) {
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
    writer.commit(records as u64).await?;
    indexing += start.elapsed();
    drop(writer);
    let index_bytes = bytes_of(folder)?;
    println!(
        "indexed {records} records, {:.1} MB of text: {:.0} records/s, {:.1} MB/s; index {:.1} MB = {:.2} x text",
        text_bytes as f64 / 1e6,
        records as f64 / indexing.as_secs_f64(),
        text_bytes as f64 / 1e6 / indexing.as_secs_f64(),
        index_bytes as f64 / 1e6,
        index_bytes as f64 / text_bytes as f64
    );
    Ok(())
}

async fn search(folder: &Path, queries: &[Query]) -> Result<(), Box<dyn Error>> {
    let engine = TantivyEngine::open(folder)?;
    println!("{} records held", engine.records().await?);
    for (name, facets, highlight, sort) in [
        ("page", &FACETS[..], true, Sort::Relevance),
        ("newest", &FACETS, true, Sort::Newest),
        ("no facets", &[], true, Sort::Relevance),
        ("hits only", &[], false, Sort::Relevance),
    ] {
        let mut times = Vec::new();
        let (mut hits, mut slowest) = (0, (Duration::ZERO, String::new()));
        for query in queries {
            let request = SearchRequest {
                query: query.clone(),
                audience: Audience::Public,
                sort,
                offset: 0,
                limit: 20,
                facets: facets.to_vec(),
                highlight,
            };
            let start = Instant::now();
            let answer = engine.search(&request).await?;
            let time = start.elapsed();
            hits += answer.total.count;
            if time > slowest.0 {
                slowest = (time, format!("{query:?} ({} hits)", answer.total.count));
            }
            times.push(time);
        }
        times.sort_unstable();
        println!(
            "{name:>10}: {} queries, {} hits on average, p50 {:.2} ms, p95 {:.2} ms, max {:.2} ms",
            times.len(),
            hits / queries.len() as u64,
            percentile(&times, 50),
            percentile(&times, 95),
            percentile(&times, 100)
        );
        println!("            slowest: {:.200}", slowest.1);
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let records = std::env::var("SEARCH_BENCH_RECORDS").ok().and_then(|number| number.parse().ok()).unwrap_or(20_000);
    let kept = std::env::var_os("SEARCH_BENCH_FOLDER").map(PathBuf::from);
    let own = tempfile::tempdir()?;
    let folder = kept.as_deref().unwrap_or(own.path());
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let vocabularies = vocabularies(&mut dice);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        if !folder.join("meta.json").exists() {
            index(folder, records, &vocabularies, &mut dice).await?;
        }
        search(folder, &queries(&vocabularies, &mut Dice(42))?).await
    })
}
