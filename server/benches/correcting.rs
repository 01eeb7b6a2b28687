//! Correcting, measured: opening a document of 10,000 sentences, saving by twenty at once, and the lists of work over 1,000,000 segments.
//!
//! `KAKEHASHI_BENCH_SENTENCES` (10,000) and `KAKEHASHI_BENCH_SEGMENTS` (1,000,000) set how many.

use std::time::{Duration, Instant};

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use index_config::TextOrigin;
use publication::{AccountId, Audience, LanguageTag, Role, TextPart};
use serde_json::json;
use storage::{SegmentKey, SegmentMarks, SegmentTranslation, WorkList, WorkQuestion};

#[path = "../tests/common/mod.rs"]
mod common;

use common::{Fixture, get_as, send};

const NUMBER: &str = "0111111111";
const TRANSLATORS: usize = 20;
const SAVES: usize = 20;

fn setting(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// A record with so many sentences in its description.
fn record(sentences: usize) -> String {
    let mut text = common::inid_record(NUMBER, "solid electrolyte", "the lid is shut.");
    let Some(at) = text.find("[FIGURES]") else { return text };
    let mut description = "[DESCRIPTION en]\n".to_owned();
    for number in 1..=sentences {
        description.push_str(&format!(
            "[{number:05}] The housing {number} of the battery has a lid {} which is made of steel with a thickness of 0.{} mm.\n",
            number + 1,
            number % 90 + 10
        ));
    }
    text.insert_str(at, &description);
    text
}

#[tokio::main]
async fn main() {
    let sentences = setting("KAKEHASHI_BENCH_SENTENCES", 10_000);
    let fixture = Fixture::new().await;
    let path = fixture.write("long/record.txt", record(sentences));
    fixture.harvest(&path, "TH", true).await;
    let router = fixture.router().await;
    opening(&fixture, &router, sentences).await;
    saving(&fixture, &router).await;
    listing(&fixture, setting("KAKEHASHI_BENCH_SEGMENTS", 1_000_000)).await;
}

async fn opening(fixture: &Fixture, router: &Router, sentences: usize) {
    let account = fixture.account("opener", Role::Translator, Audience::Inside).await;
    let cookie = fixture.session(account.id).await;
    let address = format!("/publications/TH/patent/{NUMBER}/A/description/correct");
    for time in ["the first time", "again"] {
        let began = Instant::now();
        let page = get_as(router, &address, &cookie).await;
        assert_eq!(page.status, StatusCode::OK);
        let rows = page.text.matches("data-row=").count();
        assert!(rows >= sentences, "{rows} rows");
        println!("opening {rows} sentences, {time}: {:.0} ms, {} KiB (bound: 1,000 ms)", ms(began.elapsed()), page.text.len() / 1024);
    }
    let place = "data-row=\"";
    let page = get_as(router, &address, &cookie).await.text;
    let first = page.split(place).nth(1).and_then(|rest| rest.split('"').next()).expect("a sentence").to_owned();
    let began = Instant::now();
    let panel = get_as(router, &format!("{address}/panel?segment={first}&tl=en"), &cookie).await;
    assert_eq!(panel.status, StatusCode::OK);
    println!("opening another sentence of them: {:.0} ms", ms(began.elapsed()));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

async fn saving(fixture: &Fixture, router: &Router) {
    let address = format!("/publications/TH/patent/{NUMBER}/A/description/correct");
    let mut translators = Vec::new();
    for number in 0..TRANSLATORS {
        let account = fixture.account(&format!("translator-{number}"), Role::Translator, Audience::Inside).await;
        translators.push(fixture.session(account.id).await);
    }
    let page = get_as(router, &address, &translators[0]).await.text;
    let places: Vec<String> = page.split("data-row=\"").skip(1).filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect();
    let began = Instant::now();
    let tasks: Vec<_> = translators
        .into_iter()
        .enumerate()
        .map(|(number, cookie)| {
            let router = router.clone();
            let places: Vec<String> = places.iter().skip(number * SAVES).take(SAVES).cloned().collect();
            tokio::spawn(async move {
                let mut times = Vec::new();
                for place in places {
                    let url = format!("/api/v1/publications/TH-patent-{NUMBER}-A/segments/description/en/{place}");
                    let answer: serde_json::Value = serde_json::from_str(&get_as(&router, &url, &cookie).await.text).expect("a segment");
                    let based_on = answer["segment"]["revision"].clone();
                    let body = json!({ "japanese": format!("訳文 {place}"), "based_on": based_on, "version": 1 });
                    let request = Request::post(&url)
                        .header("content-type", "application/json")
                        .header("cookie", &cookie)
                        .header("sec-fetch-site", "same-origin")
                        .body(Body::from(body.to_string()))
                        .expect("a request");
                    let began = Instant::now();
                    let saved = send(&router, request).await;
                    times.push(began.elapsed());
                    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
                    // A translator reads before the next one.
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
                times
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await.expect("saved"));
    }
    times.sort();
    let at = |part: usize| times.get(times.len() * part / 100).copied().map_or(0.0, ms);
    println!(
        "{} saves by {TRANSLATORS} at once in {:.1} s: p50 {:.1} ms, p95 {:.1} ms (bound: 100 ms)",
        times.len(),
        began.elapsed().as_secs_f64(),
        at(50),
        at(95)
    );
}

/// A portal's segments, with findings in one of ten.
async fn listing(fixture: &Fixture, segments: usize) {
    const EACH: usize = 100;
    let language: LanguageTag = "en".parse().expect("a language");
    let publications = segments / EACH;
    let folder = fixture.folder.path().join("many");
    std::fs::create_dir_all(&folder).expect("a folder");
    for number in 0..publications {
        let record = common::inid_record(&format!("2{number:08}"), "valve", "it is shut.");
        std::fs::write(folder.join(format!("{number}.txt")), record).expect("a record");
    }
    fixture.harvest(&folder, "TH", true).await;
    let ids: Vec<_> = (0..publications).map(|number| format!("TH-patent-2{number:08}-A").parse().expect("an id")).collect();
    for batch in ids.chunks(100) {
        let made = batch
            .iter()
            .cloned()
            .map(|id: publication::PublicationId| {
                let segment = |number: usize| SegmentTranslation {
                    key: SegmentKey {
                        part: TextPart::Description,
                        language: language.clone(),
                        source_hash: format!("{number:032x}"),
                        occurrence: 0,
                    },
                    source: format!("The lid {number} is shut."),
                    japanese: format!("蓋{number}は閉じている。"),
                    state: "machine".to_owned(),
                    provenance: r#"{"by":"machine","engine":"e","model":null,"version":null,"date":""}"#.to_owned(),
                    origin: TextOrigin::Machine,
                    revision: 0,
                    marks: SegmentMarks { findings: number.is_multiple_of(10), ..SegmentMarks::default() },
                    account: None,
                };
                (id, (0..EACH).map(segment).collect())
            })
            .collect();
        fixture.store.keep_machine(made, server::clock::now()).await.expect("kept");
    }
    for list in [WorkList::Mine, WorkList::ToDo, WorkList::WithFindings, WorkList::Stale, WorkList::Suggested, WorkList::ToReview] {
        let mut slowest = (Duration::ZERO, "");
        let questions = [
            ("all", None, None, None),
            ("office", Some("TH".parse().expect("an office")), None, None),
            ("no such office", Some("VN".parse().expect("an office")), None, None),
            ("class", None, Some("H01M".to_owned()), None),
            ("no such class", None, Some("A99Z".to_owned()), None),
            ("in the middle", None, None, Some(i64::try_from(publications / 2).expect("a number"))),
        ];
        for (name, office, class, after) in questions {
            let question = WorkQuestion { list, account: AccountId(2), office, class, after, limit: 51 };
            let began = Instant::now();
            fixture.store.work(&question, Audience::Inside).await.expect("read");
            if began.elapsed() > slowest.0 {
                slowest = (began.elapsed(), name);
            }
        }
        println!("list {:<9} over {segments} segments: {:.1} ms at most, of {} (bound: 20 ms)", list.as_str(), ms(slowest.0), slowest.1);
    }
}
