//! A harvest killed with SIGKILL at random moments and run again ends as an undisturbed one.
//!
//! "Ends as" means: the same publications, each with the same versions, originals, numbers to be found by, Japanese and memory hits; and an
//! index that has applied the store's last change and answers the same. Not compared: numbers of runs and of the change sequence, and times.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use index_config::{FacetField, Query, SearchRequest, Sort, TextQuery};
use publication::{Audience, PublicationId};
use search::{SearchEngine as _, TantivyEngine};
use storage::{ChangeRepository as _, PublicationRepository as _, SqliteStore, TranslationRepository as _};

#[path = "../feeds/benches/generate/mod.rs"]
mod generate;

const RECORDS: usize = 900;
const SEED: u64 = 20_261_122;
/// Harvests of their own, and kills in each: 30 kills in all.
const HARVESTS: usize = 10;
const KILLS: usize = 3;

fn start(data: &Path, delivery: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_kakehashi"))
        .args(["harvest", "--office", "EP", "--json", "--data"])
        .arg(data)
        .arg(delivery)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .env("RUST_LOG", "error")
        .spawn()
        .expect("the program starts")
}

fn add_memory(data: &Path, folder: &Path) {
    let units = folder.join("memory.tsv");
    std::fs::write(&units, memory_of_titles()).expect("a memory file");
    let status = Command::new(env!("CARGO_BIN_EXE_kakehashi"))
        .args(["memory", "import", "--data"])
        .arg(data)
        .arg(&units)
        .stderr(Stdio::null())
        .status()
        .expect("the program runs");
    assert!(status.success());
}

/// Japanese for every third title of the delivery, so that there is work for the translating worker, and Japanese to be lost.
fn memory_of_titles() -> String {
    let mut generator = generate::Generator::new(SEED);
    let mut tsv = "language\tsource\tjapanese\tauthor\tdate\n".to_owned();
    for number in 1..=RECORDS as u64 {
        let made = generator.make(generate::FIRST_NUMBER + number);
        if number % 3 == 0 {
            tsv.push_str(&format!("{}\t{}\t電池装置の訳 {number}\t試験\t2026-01-01\n", made.language, made.title));
        }
    }
    tsv
}

/// Everything that must be equal, in a form that says what differs.
async fn state(data: &Path) -> BTreeMap<String, String> {
    let store = SqliteStore::open(data).await.expect("the store opens");
    let mut state = BTreeMap::new();
    let mut after: Option<PublicationId> = None;
    let mut count = 0;
    loop {
        let ids = store.ids_after(after.as_ref(), 500).await.expect("ids");
        let Some(last) = ids.last() else { break };
        after = Some(last.clone());
        count += ids.len();
        for id in ids {
            let publication = store.publication(&id, Audience::Inside).await.expect("a publication");
            let original = store.original(&id, None, Audience::Inside).await.expect("an original").expect("its bytes");
            let versions: Vec<_> = store
                .versions(&id, Audience::Inside)
                .await
                .expect("versions")
                .into_iter()
                .map(|version| (version.version, version.delivery, version.file))
                .collect();
            let mut japanese: Vec<_> = store
                .translations(&id)
                .await
                .expect("translations")
                .into_iter()
                .map(|segment| (segment.key, segment.japanese, segment.origin.as_str()))
                .collect();
            japanese.sort();
            let waiting = store.waiting(&id).await.expect("waiting");
            state.insert(format!("publication {id}"), format!("{publication:?} {versions:?} {japanese:?} {waiting:?} {}", original.len()));
        }
    }
    state.insert("publications".to_owned(), count.to_string());
    state.insert("coverage".to_owned(), format!("{:?}", store.coverage(Audience::Public).await.expect("coverage")));

    let engine = TantivyEngine::open(&data.join("index")).expect("the index opens");
    assert_eq!(
        engine.applied().await.expect("applied"),
        store.last_change().await.expect("last change"),
        "the index knows the whole store"
    );
    for (name, query) in [
        ("everything", Query::Everything),
        ("battery", Query::Text(TextQuery::anywhere("battery"))),
        ("電池", Query::Text(TextQuery::anywhere("電池"))),
        ("装置", Query::Text(TextQuery::anywhere("装置"))),
    ] {
        let request = SearchRequest {
            query,
            audience: Audience::Public,
            sort: Sort::Newest,
            offset: 0,
            limit: 2 * RECORDS,
            facets: vec![FacetField::Office, FacetField::Year, FacetField::Made, FacetField::IpcSubclass],
            highlight: false,
        };
        let answer = engine.search(&request).await.expect("an answer");
        let ids: Vec<String> = answer.hits.iter().map(|hit| hit.id.to_string()).collect();
        state.insert(format!("search {name}"), format!("{:?} {ids:?} {:?}", answer.total, answer.facets));
    }
    state
}

#[tokio::test]
async fn a_killed_harvest_run_again_ends_as_an_undisturbed_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let delivery = folder.path().join("delivery");
    generate::write_delivery(&delivery, RECORDS as u64, SEED).expect("a delivery");

    let undisturbed: PathBuf = folder.path().join("undisturbed");
    add_memory(&undisturbed, folder.path());
    let began = Instant::now();
    assert!(start(&undisturbed, &delivery).wait().expect("it ends").success());
    let length = began.elapsed();
    let expected = state(&undisturbed).await;
    assert!(expected.len() > RECORDS / 2, "the delivery was harvested");

    // Moments are drawn by a generator of its own, printed so that a failure can be run again.
    let mut seed = std::env::var("KAKEHASHI_KILL_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_122_u64);
    println!("KAKEHASHI_KILL_SEED={seed}, an undisturbed run takes {length:?}");
    let mut draw = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(seed >> 33).unwrap_or(0)
    };
    for harvest in 0..HARVESTS {
        let data = folder.path().join(format!("killed-{harvest}"));
        add_memory(&data, folder.path());
        for _ in 0..KILLS {
            let mut child = start(&data, &delivery);
            let moment = length.mul_f64(f64::from(draw() % 1_000) / 1_000.0);
            std::thread::sleep(moment.max(Duration::from_millis(5)));
            child.kill().expect("it can be killed");
            child.wait().expect("it is dead");
        }
        assert!(start(&data, &delivery).wait().expect("it ends").success(), "harvest {harvest} can be run again");
        let found = state(&data).await;
        for (what, expected) in &expected {
            assert_eq!(found.get(what), Some(expected), "harvest {harvest}: {what}");
        }
        assert_eq!(found.len(), expected.len(), "harvest {harvest}");
        std::fs::remove_dir_all(&data).expect("the folder can go");
    }
}
