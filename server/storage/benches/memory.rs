//! Looking into the translation memory ÷ a scan of the same sentences in one table of SQLite: exact, alike, and by words. Also how many of the
//! sentences of which a fifth was changed are found again.
//!
//! `KAKEHASHI_BENCH_UNITS` is the number of units; a million where it is not set.

use std::{
    error::Error,
    time::{Duration, Instant},
};

use publication::{Audience, LanguageTag};
use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};
use storage::{MemoryRepository, MemoryUnit, SqliteStore, UnitOrigin, UnitSide};
use time::OffsetDateTime;

const BATCH: usize = 10_000;
const QUESTIONS: usize = 200;
const SCANS: usize = 3;
/// Candidates that a comparison of whole sentences begins with.
const CANDIDATES: usize = 64;

/// Numbers that vary words: xorshift. The same run makes the same sentences.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound.max(1)
    }

    /// A rank of `bound`, the first ones by far the most frequent, as words of a language are.
    fn rank(&mut self, bound: usize) -> usize {
        let share = (1 + self.below(1_000_000)) as f64 / 1_000_000.0;
        let rank = (bound as f64).powf(share) - 1.0;
        (rank as usize).min(bound - 1)
    }
}

/// Words of a language: the frequent ones, then syllables put together.
struct Words {
    words: Vec<String>,
    between: &'static str,
}

fn english() -> Words {
    let frequent = "the of a and to in is that for with by an or at from on as which be first second said device unit body";
    let syllables = ["ra", "ti", "mon", "ker", "pol", "ex", "trans", "gen", "ul", "sor", "vi", "bar", "con", "der", "est", "form"];
    let mut chance = Chance(0x51ED_270B_0000_0001);
    let mut words: Vec<String> = frequent.split(' ').map(str::to_owned).collect();
    while words.len() < 40_000 {
        words.push((0..2 + chance.below(3)).map(|_| syllables[chance.below(syllables.len())]).collect());
    }
    Words { words, between: " " }
}

fn chinese() -> Words {
    let frequent = "的 所述 一种 其中 包括 用于 设置 连接 装置 方法 第一 第二 在 与 和 及 于 由 根据 上";
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    let mut words: Vec<String> = frequent.split(' ').map(str::to_owned).collect();
    while words.len() < 20_000 {
        let character = |chance: &mut Chance| char::from_u32(0x4E00 + u32::try_from(chance.below(3_000)).unwrap_or(0)).unwrap_or('一');
        words.push((0..1 + chance.below(3)).map(|_| character(&mut chance)).collect());
    }
    Words { words, between: "" }
}

impl Words {
    fn sentence(&self, chance: &mut Chance) -> Vec<&str> {
        (0..6 + chance.below(34)).map(|_| self.words[chance.rank(self.words.len())].as_str()).collect()
    }

    /// The sentence with a fifth of its words changed.
    fn changed(&self, sentence: &str, chance: &mut Chance) -> String {
        let pieces: Vec<String> = if self.between.is_empty() {
            sentence.chars().map(String::from).collect()
        } else {
            sentence.split(self.between).map(str::to_owned).collect()
        };
        let count = pieces.len();
        let mut pieces = pieces;
        // One stretch in the middle and single ones elsewhere, as sentences of patents differ.
        let stretch = count / 10;
        let start = chance.below(count.saturating_sub(stretch).max(1));
        for piece in &mut pieces[start..start + stretch] {
            *piece = self.words[chance.rank(self.words.len())].chars().take(if self.between.is_empty() { 1 } else { 99 }).collect();
        }
        for _ in 0..count / 10 {
            let place = chance.below(count);
            pieces[place] = self.words[chance.rank(self.words.len())].chars().take(if self.between.is_empty() { 1 } else { 99 }).collect();
        }
        pieces.join(self.between)
    }
}

fn milliseconds(took: Duration) -> f64 {
    took.as_secs_f64() * 1e3
}

/// Mean, and the time that one in twenty exceeds.
fn told(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort_unstable();
    let mean = times.iter().sum::<Duration>() / u32::try_from(times.len().max(1)).unwrap_or(1);
    (milliseconds(mean), times.get(times.len() * 95 / 100).copied().map_or(0.0, milliseconds))
}

async fn measure() -> Result<(), Box<dyn Error>> {
    let units: usize = std::env::var("KAKEHASHI_BENCH_UNITS").ok().and_then(|number| number.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir()?;
    let store = SqliteStore::open(folder.path()).await?;
    let mut plain = SqliteConnectOptions::new().filename(folder.path().join("plain.sqlite3")).create_if_missing(true).connect().await?;
    sqlx::raw_sql("PRAGMA journal_mode = OFF; CREATE TABLE plain (language TEXT, source TEXT, japanese TEXT) STRICT")
        .execute(&mut plain)
        .await?;
    let languages = [("en", english()), ("zh", chinese())];
    let japanese = "前記装置は第一の部材と電池の正極とに接続されることを特徴とするポンプ用の蓋であって筐体に固定される";
    let characters: Vec<char> = japanese.chars().collect();
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let mut kept: Vec<Vec<String>> = vec![Vec::new(), Vec::new()];
    let begin = Instant::now();
    let mut stored = 0;
    while stored < units {
        let mut batch = Vec::with_capacity(BATCH);
        for _ in 0..BATCH.min(units - stored) {
            // Six in ten are English.
            let at = usize::from(chance.below(10) >= 6);
            let (tag, words) = &languages[at];
            let source = words.sentence(&mut chance).join(words.between);
            let start = chance.below(characters.len());
            let japanese: String =
                characters.iter().cycle().skip(start).take(20 + chance.below(60)).collect::<String>() + &chance.below(5_000).to_string();
            if chance.below(units / (QUESTIONS * 4) + 1) == 0 {
                kept[at].push(source.clone());
            }
            batch.push(MemoryUnit {
                source_language: LanguageTag::from_office(tag),
                pattern: source.clone(),
                source,
                japanese,
                context: String::new(),
                author: "bench".to_owned(),
                created: OffsetDateTime::UNIX_EPOCH,
                changed: None,
                origin: UnitOrigin::Imported,
                origin_name: String::new(),
                public: true,
            });
        }
        let mut transaction = plain.begin().await?;
        for unit in &batch {
            sqlx::query("INSERT INTO plain VALUES (?, ?, ?)")
                .bind(unit.source_language.as_str())
                .bind(&unit.source)
                .bind(&unit.japanese)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        stored += batch.len();
        store.store_units(batch).await?;
    }
    let seconds = begin.elapsed().as_secs_f64();
    let bytes = store.integrity().await?.database_bytes;
    println!("units {stored}, stored in {seconds:.0} s with the reference, {:.0} bytes a unit", bytes as f64 / stored as f64);

    let mut scans = Vec::new();
    for _ in 0..SCANS {
        let begin = Instant::now();
        let _: i64 = sqlx::query_scalar("SELECT count(*) FROM plain WHERE instr(source, 'nowhere') > 0").fetch_one(&mut plain).await?;
        scans.push(begin.elapsed());
    }
    let scan = scans.into_iter().min().map_or(0.0, milliseconds);
    println!("scan of all sources {scan:.1} ms (reference)");
    for ((tag, words), kept) in languages.iter().zip(&kept) {
        let language = LanguageTag::from_office(tag);
        let kept: Vec<&String> = kept.iter().take(QUESTIONS).collect();
        let (mut exact, mut alike, mut found) = (Vec::new(), Vec::new(), 0);
        for source in &kept {
            let begin = Instant::now();
            let units = store.exact(&language, std::slice::from_ref(*source), Audience::Public).await?;
            exact.push(begin.elapsed());
            assert_eq!(units.len(), 1, "what is stored is found");
            let asked = words.changed(source, &mut chance);
            let begin = Instant::now();
            let units = store.similar(&language, &asked, Audience::Public, CANDIDATES).await?;
            alike.push(begin.elapsed());
            found += usize::from(units.iter().any(|unit| unit.source == **source));
        }
        let (mean, worst) = told(exact);
        println!("{tag}: exact {mean:.3} ms, 19 in 20 below {worst:.3} ms; ÷ scan {:.5}", mean / scan);
        let (mean, worst) = told(alike);
        println!(
            "{tag}: alike {mean:.2} ms, 19 in 20 below {worst:.2} ms; ÷ scan {:.4}; found again {found} of {}",
            mean / scan,
            kept.len()
        );
    }
    let mut times = Vec::new();
    for word in ["電池", "筐体に固定", "接続 4321", "蓋"] {
        let words: Vec<String> = word.split(' ').map(str::to_owned).collect();
        let begin = Instant::now();
        let found = store.containing(&words, UnitSide::Japanese, None, Audience::Public, 50).await?;
        times.push(begin.elapsed());
        println!("words {word}: {} units, {:.1} ms", found.len(), times.last().copied().map_or(0.0, milliseconds));
    }
    let (mean, _) = told(times);
    println!("words: {mean:.1} ms; ÷ scan {:.3}", mean / scan);
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(measure())
}
