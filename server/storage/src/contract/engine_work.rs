//! Statistics of engines.

use publication::IsoDate;

use crate::{EngineWork, EngineWorkKey, Store};

fn day(text: &str) -> IsoDate {
    text.parse().expect("a day")
}

fn key(on: &str, engine: &str, office: Option<&str>) -> EngineWorkKey {
    let office = office.map(|office| office.parse().expect("an office"));
    EngineWorkKey { day: day(on), engine: engine.to_owned(), kind: "deepl".to_owned(), model: String::new(), office }
}

fn work(characters: u64, longest: u64, finding: &str) -> EngineWork {
    EngineWork {
        calls: 2,
        characters,
        segments: 3,
        units: characters * 2,
        milliseconds: longest + 1,
        longest,
        failures: [("engine-timed-out".to_owned(), 1)].into(),
        without: [("content-refused".to_owned(), 1)].into(),
        findings: [(finding.to_owned(), 2)].into(),
    }
}

pub(crate) async fn engines_work_is_added_up_by_day_engine_and_office(store: &impl Store) {
    let added = [
        (key("2026-11-22", "main", Some("KR")), work(10, 5, "check-numbers")),
        (key("2026-11-22", "main", None), work(1, 1, "check-numbers")),
        (key("2026-11-23", "main", Some("KR")), work(7, 3, "check-numbers")),
        (key("2026-11-22", "main", Some("KR")), work(20, 4, "check-empty")),
    ];
    store.add_engine_work(&added[..3]).await.expect("added");
    store.add_engine_work(&added[3..]).await.expect("added");
    store.add_engine_work(&[]).await.expect("nothing to add");
    let mut sum = work(10, 5, "check-numbers");
    sum.add(&work(20, 4, "check-empty"));
    assert_eq!((sum.characters, sum.longest, sum.milliseconds, sum.findings.len()), (30, 5, 11, 2));
    let read = store.engine_work(day("2026-11-22"), day("2026-11-22")).await.expect("read");
    assert_eq!(read, [(key("2026-11-22", "main", None), work(1, 1, "check-numbers")), (key("2026-11-22", "main", Some("KR")), sum)]);
    assert_eq!(store.engine_work(day("2026-11-01"), day("2026-11-30")).await.expect("read").len(), 3);
}

pub(crate) async fn engines_work_of_years_ago_is_forgotten(store: &impl Store) {
    store.add_engine_work(&[(key("2024-11-21", "main", None), work(1, 1, "a"))]).await.expect("added");
    store.add_engine_work(&[(key("2024-11-22", "main", None), work(1, 1, "a"))]).await.expect("added");
    store.add_engine_work(&[(key("2026-11-22", "main", None), work(1, 1, "a"))]).await.expect("added");
    let read = store.engine_work(day("2020-01-01"), day("2026-12-31")).await.expect("read");
    assert_eq!(read.iter().map(|(key, _)| key.day.to_string()).collect::<Vec<_>>(), ["2024-11-22", "2026-11-22"]);
}
