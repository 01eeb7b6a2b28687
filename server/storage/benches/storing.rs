//! Storing ÷ a plain INSERT of the same bytes into one table of SQLite; storing again what did not change; reading a page of results. Runs are
//! interleaved, so that a busy machine slows both.

use std::{
    error::Error,
    fmt::Write as _,
    time::{Duration, Instant},
};

use publication::{
    Abstract, ApplicationReference, Audience, Claim, ClaimSet, Description, DescriptionBlock, DocumentNumber, LanguageTag, LocalizedText,
    Publication, PublicationId, PublishedDate, Source,
};
use sqlx::{
    ConnectOptions, Connection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use storage::{PublicationRepository, PublicationToStore, SqliteStore, Stored};
use time::OffsetDateTime;

const RECORDS: u64 = 10_000;
const BATCH: usize = 400;
const PAGE: usize = 20;
const PAGES: usize = 400;
const ROUNDS: usize = 3;
const DELIVERY: &str = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";

/// Offices, their languages, and words of those.
const LANGUAGES: &[(&str, &str, &str)] = &[
    ("DE", "de", "Gehäuse Batterie Elektrode Ventil Antrieb Sensor Leitung Verfahren Steuerung Pumpe Schicht Lager"),
    ("TH", "th", "แบตเตอรี่ อุปกรณ์ วาล์ว ปั๊ม เซ็นเซอร์ ขั้วไฟฟ้า กรรมวิธี ระบบ ตัวเรือน ชั้น แรงดัน มอเตอร์"),
    ("VN", "vi", "pin thiết bị van bơm cảm biến điện cực phương pháp hệ thống vỏ lớp áp suất động cơ"),
    ("CN", "zh", "电池 装置 阀门 水泵 传感器 电极 方法 系统 壳体 涂层 压力 电机"),
    ("EP", "en", "battery device valve pump sensor electrode method system housing layer pressure motor"),
];

/// Numbers that vary words: xorshift. The same run makes the same publications.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound.max(1)
    }

    /// A text of about so many bytes.
    fn text(&mut self, words: &[&str], bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 40);
        while text.len() < bytes {
            text.push_str(words[self.below(words.len())]);
            match self.below(12) {
                0 => text.push_str(&format!(" ({}) ", 10 + self.below(90))),
                1 => text.push_str(". "),
                _ => text.push(' '),
            }
        }
        text
    }
}

/// Publications in the exchange's mix: 60 % abstract only at 2 KB, 35 % with claims at 6 KB, 5 % full text at 60 KB.
fn generate() -> Result<Vec<PublicationToStore>, Box<dyn Error>> {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    (0..RECORDS).map(|number| made(1_000_000 + number, &mut chance)).collect()
}

fn made(number: u64, chance: &mut Chance) -> Result<PublicationToStore, Box<dyn Error>> {
    let (office, language, words) = LANGUAGES[chance.below(LANGUAGES.len())];
    let words: Vec<&str> = words.split(' ').collect();
    let language = LanguageTag::from_office(language);
    let (claims, paragraphs) = match chance.below(100) {
        0..60 => (0, 0),
        60..95 => (12, 0),
        _ => (15, 90),
    };
    let id: PublicationId = format!("{office}-patent-{number}-A").parse()?;
    let document = DocumentNumber::read(id.office(), &number.to_string(), None)?;
    let source = Source { delivery: String::new(), file: "back.xml".to_owned(), offset: number, format: "docdb".to_owned() };
    let mut publication = Publication::new(id.clone(), document.clone(), source);
    let date = format!("{}{:02}{:02}", 2000 + chance.below(25), 1 + chance.below(12), 1 + chance.below(28));
    publication.publication_date = Some(PublishedDate::read(&date));
    publication.application =
        Some(ApplicationReference { office: Some(id.office()), number: Some(document), date: Some(PublishedDate::read(&date)) });
    publication.titles = vec![LocalizedText { language: language.clone(), text: chance.text(&words, 60) }];
    publication.abstracts = vec![Abstract { language: language.clone(), paragraphs: vec![chance.text(&words, 700)], written_by: None }];
    if claims > 0 {
        let claim = |number| Claim { number, text: chance.text(&words, 330), depends_on: (1..number.min(2)).collect() };
        publication.claim_sets = vec![ClaimSet { language: language.clone(), claims: (1..=claims).map(claim).collect() }];
    }
    if paragraphs > 0 {
        let paragraph = |number: u32| DescriptionBlock::Paragraph { number: Some(format!("{number:04}")), text: chance.text(&words, 600) };
        publication.descriptions = vec![Description { language, blocks: (1..=paragraphs).map(paragraph).collect() }];
    }
    let numbers = vec![format!("{office}{number}A"), format!("{office}{number}"), number.to_string()];
    Ok(PublicationToStore { operation: publication::Operation::Put, original: original(&publication), publication, public: true, numbers })
}

/// A record such as the publication would have come by.
fn original(publication: &Publication) -> Vec<u8> {
    let mut xml = format!("<exchange-document id=\"{}\"><bibliographic-data>", publication.id);
    for title in &publication.titles {
        let _ = write!(xml, "<invention-title lang=\"{}\">{}</invention-title>", title.language, title.text);
    }
    xml.push_str("</bibliographic-data>");
    for paragraph in publication.abstracts.iter().flat_map(|text| &text.paragraphs) {
        let _ = write!(xml, "<abstract><p>{paragraph}</p></abstract>");
    }
    for block in publication.descriptions.iter().flat_map(|text| &text.blocks) {
        let _ = write!(xml, "<p>{}</p>", block.text());
    }
    for claim in publication.claim_sets.iter().flat_map(|set| &set.claims) {
        let _ = write!(xml, "<claim num=\"{:04}\"><claim-text>{}</claim-text></claim>", claim.number, claim.text);
    }
    xml.push_str("</exchange-document>");
    xml.into_bytes()
}

/// Id, the publication's JSON, and the record: what is to be kept, as it is.
type Plain = (String, Vec<u8>, Vec<u8>);

/// One table, one INSERT a record, one transaction a batch; durable as the store is.
async fn insert_plainly(rows: &[Plain]) -> Result<Duration, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let options = SqliteConnectOptions::new()
        .filename(folder.path().join("plain.sqlite3"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal);
    let mut connection: SqliteConnection = options.connect().await?;
    sqlx::raw_sql("CREATE TABLE plain (id TEXT PRIMARY KEY, publication BLOB, original BLOB) STRICT").execute(&mut connection).await?;
    let begin = Instant::now();
    for batch in rows.chunks(BATCH) {
        let mut transaction = connection.begin().await?;
        for (id, publication, original) in batch {
            sqlx::query("INSERT INTO plain VALUES (?, ?, ?)").bind(id).bind(publication).bind(original).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
    }
    let took = begin.elapsed();
    connection.close().await?;
    Ok(took)
}

async fn store_all(store: &SqliteStore, made: &[PublicationToStore], expected: Stored) -> Result<Duration, Box<dyn Error>> {
    let mut took = Duration::ZERO;
    for batch in made.chunks(BATCH) {
        let batch = batch.to_vec();
        let begin = Instant::now();
        let stored = store.store(DELIVERY, batch, OffsetDateTime::UNIX_EPOCH).await?;
        took += begin.elapsed();
        assert!(stored.iter().all(|stored| *stored == expected), "not all {expected:?}");
    }
    Ok(took)
}

/// Times of pages of results, sorted.
async fn read_pages(store: &SqliteStore, made: &[PublicationToStore]) -> Result<Vec<Duration>, Box<dyn Error>> {
    let mut chance = Chance(7);
    let mut times = Vec::with_capacity(PAGES);
    for _ in 0..PAGES {
        let ids: Vec<PublicationId> = (0..PAGE).map(|_| made[chance.below(made.len())].publication.id.clone()).collect();
        let begin = Instant::now();
        let summaries = store.summaries(&ids, Audience::Public).await?;
        times.push(begin.elapsed());
        assert!(!summaries.is_empty());
    }
    times.sort_unstable();
    Ok(times)
}

fn per_second(took: Duration) -> f64 {
    RECORDS as f64 / took.as_secs_f64()
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let made = generate()?;
    let rows = made
        .iter()
        .map(|record| Ok((record.publication.id.to_string(), serde_json::to_vec(&record.publication)?, record.original.clone())))
        .collect::<Result<Vec<Plain>, serde_json::Error>>()?;
    let bytes: usize = rows.iter().map(|(id, publication, original)| id.len() + publication.len() + original.len()).sum();
    println!("{RECORDS} publications, {:.0} MB of JSON and records", bytes as f64 / 1e6);
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let plain = insert_plainly(&rows).await?;
        let folder = tempfile::tempdir()?;
        let store = SqliteStore::open(folder.path()).await?;
        let first = store_all(&store, &made, Stored::Created).await?;
        let again = store_all(&store, &made, Stored::Unchanged).await?;
        let pages = read_pages(&store, &made).await?;
        let size = store.integrity().await?.database_bytes;
        store.close().await;
        ratios.push(plain.as_secs_f64() / first.as_secs_f64());
        println!(
            "store {:.0}/s, again {:.0}/s, plain {:.0}/s; {PAGE} summaries {:.2} ms (95 %: {:.2} ms); database {:.0} MB",
            per_second(first),
            per_second(again),
            per_second(plain),
            pages[PAGES / 2].as_secs_f64() * 1e3,
            pages[PAGES * 95 / 100].as_secs_f64() * 1e3,
            size as f64 / 1e6,
        );
    }
    ratios.sort_by(f64::total_cmp);
    println!("storing / plain INSERT = {:.2}", ratios[ROUNDS / 2]);
    Ok(())
}
