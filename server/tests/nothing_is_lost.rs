//! Deliveries, re-translation, roll-backs, saves and kills in random order lose no human text: replayed against a model.
//!
//! The model keeps every text that a save was answered for. After each replay all of them are in the histories of their segments; the present text is
//! the one of the last save, whatever came after; and each text whose sentence the present version has not is told as such.
//!
//! `KAKEHASHI_REPLAYS` sets how many replays (1,000).

use std::{
    collections::{BTreeMap, HashSet},
    path::Path,
};

use index_config::TextOrigin;
use proptest::{
    prelude::*,
    test_runner::{Config, TestCaseError, TestRunner},
};
use publication::{AccountId, DocumentNumber, LanguageTag, LocalizedText, Operation, Publication, PublicationId, Source, TextPart};
use server::{segments, worker};
use storage::{
    Act, Actor, CorrectionRepository as _, DeliveryRepository as _, HumanText, PublicationRepository as _, PublicationToStore, SaveOutcome,
    SegmentKey, SegmentMarks, SegmentTranslation, SqliteStore, TranslationRepository as _,
};
use time::OffsetDateTime;

const DELIVERIES: [&str; 3] = [
    "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
    "6f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
    "7f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
];
/// Sentences that versions are made of: some alike, some not.
const SENTENCES: [&str; 6] = [
    "A battery with a lid of steel",
    "A battery with a lid of brass",
    "A battery with a thick lid of steel",
    "A method for charging it",
    "A method for charging it slowly",
    "Something else altogether",
];

#[derive(Clone, Debug)]
enum Step {
    /// A delivery brings a version of these sentences; or, by the same content, an older one back.
    Deliver { delivery: usize, sentences: Vec<usize> },
    /// The office withdraws the publication.
    Delete { delivery: usize },
    /// An administrator takes a delivery back.
    RollBack { delivery: usize },
    /// An engine translates all that it may.
    Translate(u8),
    /// A person saves a sentence, on the present revision or on an old one.
    Save { sentence: usize, text: u8, outdated: bool },
    /// A person takes the first revision back.
    Restore { sentence: usize },
    /// The worker finds out what became of sentences.
    Follow,
    /// The process is killed in the middle of the next change, and started again.
    Kill { polls: usize },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let sentence = 0..SENTENCES.len();
    let step = prop_oneof![
        3 => (0..DELIVERIES.len(), prop::collection::vec(sentence.clone(), 1..5))
            .prop_map(|(delivery, sentences)| Step::Deliver { delivery, sentences }),
        1 => (0..DELIVERIES.len()).prop_map(|delivery| Step::Delete { delivery }),
        1 => (0..DELIVERIES.len()).prop_map(|delivery| Step::RollBack { delivery }),
        2 => any::<u8>().prop_map(Step::Translate),
        5 => (sentence.clone(), any::<u8>(), prop::bool::weighted(0.2))
            .prop_map(|(sentence, text, outdated)| Step::Save { sentence, text, outdated }),
        1 => sentence.prop_map(|sentence| Step::Restore { sentence }),
        2 => Just(Step::Follow),
        1 => (1..40_usize).prop_map(|polls| Step::Kill { polls }),
    ];
    prop::collection::vec(step, 1..24)
}

fn id() -> PublicationId {
    "TH-patent-1-A".parse().expect("an id")
}

fn english() -> LanguageTag {
    "en".parse().expect("a language")
}

fn publication(sentences: &[usize]) -> Publication {
    let number = DocumentNumber::read("TH".parse().expect("a code"), "1", None).expect("a number");
    let source = Source { delivery: String::new(), file: "a.xml".to_owned(), offset: 0, format: "docdb".to_owned() };
    let mut made = Publication::new(id(), number, source);
    made.titles = sentences.iter().map(|at| LocalizedText { language: english(), text: SENTENCES[*at].to_owned() }).collect();
    made
}

fn record(operation: Operation, sentences: &[usize]) -> PublicationToStore {
    PublicationToStore { operation, publication: publication(sentences), public: true, original: b"<a/>".to_vec(), numbers: Vec::new() }
}

fn key(sentence: usize) -> SegmentKey {
    SegmentKey { part: TextPart::Title, language: english(), source_hash: segments::source_hash(SENTENCES[sentence]), occurrence: 0 }
}

fn machine(sentence: usize, text: u8) -> SegmentTranslation {
    SegmentTranslation {
        key: key(sentence),
        source: SENTENCES[sentence].to_owned(),
        japanese: format!("機械 {text}"),
        state: "machine".to_owned(),
        provenance: r#"{"by":"machine","engine":"e","model":null,"version":null,"date":""}"#.to_owned(),
        origin: TextOrigin::Machine,
        revision: 0,
        marks: SegmentMarks::default(),
        account: None,
    }
}

fn human(sentence: usize, japanese: String, based_on: i64, seen_version: i64) -> HumanText {
    HumanText {
        key: key(sentence),
        source: SENTENCES[sentence].to_owned(),
        japanese,
        state: "translated".to_owned(),
        provenance: r#"{"by":"human","author":"花子","date":""}"#.to_owned(),
        based_on,
        act: Act::Save,
        by: Actor { account: AccountId(7), name: "花子".to_owned() },
        reason: String::new(),
        findings: false,
        to_review: true,
        may_pass_lock: false,
        seen_version,
        taken: None,
    }
}

/// What must be true.
#[derive(Default)]
struct Model {
    /// Every text a save of which was answered, by sentence.
    saved: BTreeMap<usize, Vec<String>>,
    /// The present human text of a sentence.
    present: BTreeMap<usize, String>,
    /// Sentences of the present version; `None` where there is none, or it is deleted.
    sentences: Option<HashSet<usize>>,
}

fn now() -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(1_760_000_000).expect("a time")
}

/// Does a change for so many polls and drops it, as a kill would; answers what it answered, where it did.
async fn for_polls<T>(polls: usize, change: impl Future<Output = T>) -> Option<T> {
    let mut change = std::pin::pin!(change);
    let mut left = polls;
    std::future::poll_fn(|context| {
        let poll = change.as_mut().poll(context);
        left = left.saturating_sub(1);
        match poll {
            std::task::Poll::Ready(answer) => std::task::Poll::Ready(Some(answer)),
            std::task::Poll::Pending if left == 0 => std::task::Poll::Ready(None),
            std::task::Poll::Pending => std::task::Poll::Pending,
        }
    })
    .await
}

async fn replay(folder: &Path, steps: Vec<Step>) -> Result<(), TestCaseError> {
    let mut store = SqliteStore::open(folder).await.expect("opened");
    let mut model = Model::default();
    let mut kill: Option<usize> = None;
    for step in steps {
        if let Step::Kill { polls } = step {
            kill = Some(polls);
            continue;
        }
        let polls = kill.take();
        let answered = apply(&store, &step, &mut model, polls.unwrap_or(usize::MAX)).await?;
        if polls.is_some() {
            drop(store);
            store = SqliteStore::open(folder).await.expect("opened again");
            // A change that was being committed holds the writers' lock until it is done: whoever writes after it sees what became of it.
            store.drop_draft(&id(), AccountId(7), &key(0), 0).await.expect("written");
            if !answered {
                after_a_kill(&store, &step, &mut model).await;
            }
        }
    }
    while worker::follow_corrections(&store).await.expect("followed") > 0 {}
    check(&store, &model).await
}

/// Does a step; answers whether it was answered.
async fn apply(store: &SqliteStore, step: &Step, model: &mut Model, polls: usize) -> Result<bool, TestCaseError> {
    let id = id();
    Ok(match step {
        Step::Deliver { delivery, sentences } => {
            let answered = for_polls(polls, store.store(DELIVERIES[*delivery], vec![record(Operation::Put, sentences)], now())).await;
            if let Some(answer) = &answered {
                answer.as_ref().expect("stored");
                model.sentences = Some(sentences.iter().copied().collect());
            }
            answered.is_some()
        }
        Step::RollBack { delivery } => {
            let answered = for_polls(polls, store.roll_back(DELIVERIES[*delivery], 0, 10, |_| Vec::new(), now())).await;
            if let Some(answer) = &answered {
                answer.as_ref().expect("taken back");
                model.sentences = sentences_held(store).await;
            }
            answered.is_some()
        }
        Step::Delete { delivery } => {
            let answered = for_polls(polls, store.store(DELIVERIES[*delivery], vec![record(Operation::Delete, &[])], now())).await;
            if answered.is_some() {
                model.sentences = None;
            }
            answered.is_some()
        }
        Step::Translate(text) => {
            let made = (0..SENTENCES.len()).map(|sentence| machine(sentence, *text)).collect();
            for_polls(polls, store.keep_machine(vec![(id, made)], now())).await.is_some()
        }
        Step::Save { sentence, text, outdated } => {
            let present = store.segment(&id, &key(*sentence)).await.expect("read").map_or(0, |segment| segment.revision);
            let based_on = if *outdated { present - 1 } else { present };
            // A sentence that is not there any more was seen in an older version.
            let is_there = model.sentences.as_ref().is_some_and(|sentences| sentences.contains(sentence));
            let version = store.present_version(&id).await.expect("read");
            let seen = if is_there { version } else { version - 1 };
            let japanese = format!("人手 {sentence}-{text}");
            let answered = for_polls(polls, store.save(&id, human(*sentence, japanese.clone(), based_on, seen), now())).await;
            match answered {
                Some(Ok(SaveOutcome::Saved(_))) => {
                    model.saved.entry(*sentence).or_default().push(japanese.clone());
                    model.present.insert(*sentence, japanese);
                    true
                }
                Some(Ok(SaveOutcome::Clash(clash))) => {
                    prop_assert!(*outdated, "a clash on the present revision");
                    prop_assert_eq!(clash.present.map_or(0, |present| present.revision), present);
                    true
                }
                Some(Ok(SaveOutcome::Missing)) => {
                    prop_assert_eq!(version, 0);
                    true
                }
                Some(other) => return Err(TestCaseError::fail(format!("{other:?}"))),
                None => false,
            }
        }
        Step::Restore { sentence } => {
            let present = store.segment(&id, &key(*sentence)).await.expect("read").map_or(0, |segment| segment.revision);
            let by = Actor { account: AccountId(8), name: "太郎".to_owned() };
            let answered = for_polls(polls, store.restore(&id, &key(*sentence), 1, present, &by, false, now())).await;
            if let Some(Ok(SaveOutcome::Saved(_))) = answered {
                let now = store.segment(&id, &key(*sentence)).await.expect("read").expect("there");
                match now.origin {
                    TextOrigin::Human => model.present.insert(*sentence, now.japanese),
                    _ => model.present.remove(sentence),
                };
            }
            answered.is_some()
        }
        Step::Follow => for_polls(polls, worker::follow_corrections(store)).await.is_some(),
        Step::Kill { .. } => true,
    })
}

/// The sentences of the present version; `None` where there is none.
async fn sentences_held(store: &SqliteStore) -> Option<HashSet<usize>> {
    let present = store.publication(&id(), publication::Audience::Inside).await.expect("read");
    present.map(|present| {
        let of = |title: &LocalizedText| SENTENCES.iter().position(|sentence| *sentence == title.text);
        present.titles.iter().filter_map(of).collect()
    })
}

/// What was under way when the process died is done, or is not: the model learns which.
async fn after_a_kill(store: &SqliteStore, step: &Step, model: &mut Model) {
    match step {
        Step::Deliver { .. } | Step::Delete { .. } | Step::RollBack { .. } => model.sentences = sentences_held(store).await,
        Step::Save { sentence, .. } | Step::Restore { sentence } => {
            match store.segment(&id(), &key(*sentence)).await.expect("read").filter(|segment| segment.origin == TextOrigin::Human) {
                Some(segment) => model.present.insert(*sentence, segment.japanese),
                None => model.present.remove(sentence),
            };
        }
        _ => {}
    }
}

async fn check(store: &SqliteStore, model: &Model) -> Result<(), TestCaseError> {
    let id = id();
    for (sentence, texts) in &model.saved {
        let history = store.history(&id, &key(*sentence), usize::MAX).await.expect("read");
        for text in texts {
            prop_assert!(history.iter().any(|revision| revision.japanese == *text), "{text} of {sentence} is lost");
        }
        let numbers: Vec<i64> = history.iter().map(|revision| revision.revision).collect();
        let expected: Vec<i64> = (1..=i64::try_from(history.len()).expect("a number")).rev().collect();
        prop_assert_eq!(numbers, expected, "every revision is there, once");
    }
    for sentence in 0..SENTENCES.len() {
        let present = store.segment(&id, &key(sentence)).await.expect("read").filter(|segment| segment.origin == TextOrigin::Human);
        prop_assert_eq!(present.map(|segment| segment.japanese), model.present.get(&sentence).cloned(), "sentence {}", sentence);
    }
    // Of a publication that is there, people's texts have their sentence or are told to have none.
    if let Some(sentences) = &model.sentences {
        let stale = store.stale(&id).await.expect("read");
        let told: HashSet<SegmentKey> = stale.iter().map(|text| text.before.key.clone()).collect();
        let expected: HashSet<SegmentKey> =
            model.present.keys().filter(|sentence| !sentences.contains(sentence)).map(|at| key(*at)).collect();
        prop_assert_eq!(told, expected);
        for text in stale {
            if let Some(became) = text.became {
                let is_there = sentences.iter().any(|at| key(*at).source_hash == became.key.source_hash);
                prop_assert!(is_there, "it became a present sentence");
            }
        }
    }
    Ok(())
}

#[test]
fn no_order_of_events_loses_human_text() {
    let replays = std::env::var("KAKEHASHI_REPLAYS").ok().and_then(|number| number.parse().ok()).unwrap_or(1_000);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let mut runner = TestRunner::new(Config { cases: replays, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&steps(), |steps| {
        let folder = tempfile::tempdir().expect("a folder");
        runtime.block_on(replay(folder.path(), steps))
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}
