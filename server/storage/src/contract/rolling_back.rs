//! A delivery taken back leaves what was there before it, and nothing that people wrote is lost.

use publication::{Audience, Publication};

use super::operations::{GRANTED, LAPSED, deletion, events, told};
use super::samples::{at, id, publication, record, restricted, segment};
use crate::{RollBackEffect, RolledBack, Store, Stored};

const NAME: &str = "EP-patent-1000001-B1";

pub(super) fn no_numbers(_: &Publication) -> Vec<String> {
    Vec::new()
}

/// Takes a delivery back, which does what was told that it would.
pub(super) async fn roll_back(store: &impl Store, delivery: &str) -> (u64, u64) {
    let outlook = store.roll_back_outlook(delivery).await.expect("told");
    let done = roll_back_all(store, delivery).await;
    assert_eq!((outlook.of(RollBackEffect::Restored), outlook.of(RollBackEffect::TakenAway)), done, "{delivery}");
    done
}

async fn roll_back_all(store: &impl Store, delivery: &str) -> (u64, u64) {
    let (mut after, mut done) = (0, RolledBack::default());
    loop {
        let some = store.roll_back(delivery, after, 2, no_numbers, at(900)).await.expect("rolled back");
        done.restored += some.restored;
        done.taken_away += some.taken_away;
        match some.after {
            Some(next) => after = next,
            None => return (done.restored, done.taken_away),
        }
    }
}

async fn read(store: &impl Store, name: &str) -> Option<Publication> {
    store.publication(&id(name), Audience::Inside).await.expect("read")
}

async fn title(store: &impl Store, name: &str) -> Option<String> {
    read(store, name).await.map(|publication| publication.titles[0].text.clone())
}

pub(crate) async fn a_delivery_taken_back_leaves_what_was_before_it(store: &impl Store) {
    let store_in = async |delivery: &str, batch, seconds| store.store(delivery, batch, at(seconds)).await.expect("stored");
    let corrected = |title: &str| record(publication(NAME, title));
    store_in("first", vec![corrected("One"), record(publication("EP-patent-2-A1", "Deleted later"))], 0).await;
    store_in("second", vec![corrected("Two"), deletion("EP-patent-2-A1"), record(publication("EP-patent-3-A1", "New"))], 1).await;
    store_in("second", vec![corrected("Three")], 2).await;
    store_in("second", vec![record(publication("EP-patent-4-A1", "Wrong"))], 3).await;
    store_in("third", vec![record(publication("EP-patent-4-A1", "Right"))], 4).await;
    // A person's Japanese of a sentence that the delivery brought, and one of a sentence from before.
    let key = store.save_human(&id(NAME), segment("Three", "三"), at(5)).await.expect("saved");
    assert_eq!(key, 1);
    store.save_human(&id(NAME), segment("One", "一"), at(5)).await.expect("saved");
    let before = store.last_change().await.expect("read");

    let (would, named) = store.would_roll_back("second", 0, 10, no_numbers, at(800)).await.expect("told");
    assert_eq!((would.restored, would.taken_away, store.last_change().await.expect("read")), (2, 1, before), "without doing it");
    let gone: Vec<String> = named.iter().filter(|(_, how)| *how == Stored::Deleted).map(|(id, _)| id.to_string()).collect();
    assert_eq!((gone, named.len()), (vec!["EP-patent-3-A1".to_owned()], 3));
    assert_eq!(roll_back(store, "second").await, (2, 1));
    assert_eq!(title(store, NAME).await.as_deref(), Some("One"), "past all that the delivery brought");
    assert_eq!(title(store, "EP-patent-2-A1").await.as_deref(), Some("Deleted later"), "its deletions, too");
    assert!(read(store, "EP-patent-3-A1").await.is_none());
    assert_eq!(title(store, "EP-patent-4-A1").await.as_deref(), Some("Right"), "what a later delivery made stays");
    assert_eq!(read(store, NAME).await.expect("there").source.delivery, "first");
    let original = store.original(&id(NAME), None, Audience::Inside).await.expect("read");
    assert!(original.is_some_and(|original| original.starts_with(b"<record>")));
    // The history is whole, the Japanese is there, the indexes are told, and once more changes nothing.
    let versions = store.versions(&id(NAME), Audience::Inside).await.expect("read");
    assert_eq!(versions.iter().map(|version| version.version).collect::<Vec<_>>(), [4, 3, 2, 1]);
    assert_eq!(store.translations(&id(NAME)).await.expect("read").len(), 2);
    assert_eq!(store.changes_after(before, 99).await.expect("read").len(), 3);
    assert_eq!(roll_back(store, "second").await, (0, 0));
    assert_eq!(store.changes_after(before, 99).await.expect("read").len(), 3);
    // The same files may be taken again.
    assert_eq!(store_in("second", vec![corrected("Three")], 6).await, [Stored::Updated]);
    assert_eq!(title(store, NAME).await.as_deref(), Some("Three"));
    assert_eq!(roll_back(store, "second").await, (1, 0), "and be taken back again");
    assert_eq!(title(store, NAME).await.as_deref(), Some("One"));
}

pub(crate) async fn what_was_taken_back_never_comes_back_with_another(store: &impl Store) {
    for (seconds, delivery) in ["first", "second", "third"].into_iter().enumerate() {
        let batch = vec![record(publication(NAME, delivery))];
        store.store(delivery, batch, at(i64::try_from(seconds).expect("few"))).await.expect("stored");
    }
    assert_eq!(roll_back(store, "second").await, (0, 0), "another has taken its place");
    assert_eq!(roll_back(store, "third").await, (1, 0));
    assert_eq!(title(store, NAME).await.as_deref(), Some("second"), "what nobody has taken back while it stood");
    assert_eq!(roll_back(store, "second").await, (1, 0));
    assert_eq!(title(store, NAME).await.as_deref(), Some("first"));
    assert_eq!(roll_back(store, "first").await, (0, 1), "neither of the others is what was before");
    assert!(read(store, NAME).await.is_none());
}

pub(crate) async fn a_supplement_taken_back_leaves_what_was_before_it(store: &impl Store) {
    let store_in = async |delivery: &str, batch, seconds| store.store(delivery, batch, at(seconds)).await.expect("stored");
    let events_of =
        async || read(store, NAME).await.map(|publication| told(&publication).into_iter().map(str::to_owned).collect::<Vec<_>>());
    let mut document = publication(NAME, "Device");
    document.legal_events.clear();
    store_in("document", vec![record(document.clone())], 0).await;
    store_in("events-1", vec![events(NAME, "ops", &[GRANTED])], 1).await;
    store_in("events-2", vec![events(NAME, "ops", &[GRANTED, LAPSED])], 2).await;
    assert_eq!(events_of().await, Some(vec!["Granted".to_owned(), "Lapsed".to_owned()]));
    // A newer document, so that the last version is none of the supplement's.
    document.titles[0].text = "Newer".to_owned();
    store_in("document-2", vec![record(document)], 3).await;
    assert_eq!(roll_back(store, "events-2").await, (1, 0));
    assert_eq!(events_of().await, Some(vec!["Granted".to_owned()]), "what the earlier one told");
    assert_eq!(title(store, NAME).await.as_deref(), Some("Newer"));
    assert_eq!(store_in("events-2", vec![events(NAME, "ops", &[GRANTED, LAPSED])], 4).await, [Stored::Updated], "it is taken again");
    assert_eq!(roll_back(store, "document-2").await, (1, 0));
    assert_eq!(title(store, NAME).await.as_deref(), Some("Device"), "the document of before");
    assert_eq!(events_of().await, Some(vec!["Granted".to_owned(), "Lapsed".to_owned()]), "with its supplements");
}

pub(crate) async fn what_was_for_people_inside_comes_back_so(store: &impl Store) {
    store.store("inside", vec![restricted(publication(NAME, "Closed"))], at(0)).await.expect("stored");
    store.store("open", vec![record(publication(NAME, "Open"))], at(1)).await.expect("stored");
    assert!(store.publication(&id(NAME), Audience::Public).await.expect("read").is_some());
    assert_eq!(roll_back(store, "open").await, (1, 0));
    assert!(store.publication(&id(NAME), Audience::Public).await.expect("read").is_none());
    assert_eq!(title(store, NAME).await.as_deref(), Some("Closed"));
}
