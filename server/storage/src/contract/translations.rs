//! The Japanese of publications.

use index_config::TextOrigin;

use super::samples::{DELIVERY, at, id, publication, record, segment};
use crate::{SegmentTranslation, StorageError, Store};

async fn with_two(store: &impl Store) -> (publication::PublicationId, publication::PublicationId) {
    let (one, two) = (publication("TH-patent-1-A", "One"), publication("TH-patent-2-A", "Two"));
    store.store(DELIVERY, vec![record(one.clone()), record(two.clone())], at(0)).await.expect("stored");
    (one.id, two.id)
}

pub(crate) async fn machine_text_never_replaces_a_persons(store: &impl Store) {
    let (one, _) = with_two(store).await;
    store.keep_machine(vec![(one.clone(), vec![segment("One", "一"), segment("More", "もっと")])], at(1)).await.expect("kept");
    let human = SegmentTranslation { state: "reviewed".to_owned(), revision: 1, ..segment("One", "ひとつ") };
    assert_eq!(store.save_human(&one, human, at(2)).await.expect("saved"), 2);
    let last = store.last_change().await.expect("read");
    let written = store.keep_machine(vec![(one.clone(), vec![segment("One", "壱")])], at(3)).await.expect("kept");
    assert_eq!(written, 0);
    assert_eq!(store.last_change().await.expect("read"), last, "what changes nothing takes no number");
    let written =
        store.keep_machine(vec![(one.clone(), vec![segment("One", "壱"), segment("More", "さらに")])], at(3)).await.expect("kept");
    assert_eq!(written, 1);
    // Nor does a new version of the publication.
    store.store(DELIVERY, vec![record(publication("TH-patent-1-A", "One and more"))], at(4)).await.expect("stored");
    let read = store.translations(&one).await.expect("read");
    let told: Vec<_> = read.iter().map(|s| (s.source.as_str(), s.japanese.as_str(), s.origin, s.revision)).collect();
    assert_eq!(told, [("More", "さらに", TextOrigin::Machine, 2), ("One", "ひとつ", TextOrigin::Human, 2)]);
}

pub(crate) async fn machine_text_that_stands_is_passed_over(store: &impl Store) {
    let (one, two) = with_two(store).await;
    let missing = id("TH-patent-3-A");
    let batch = |japanese: &str| {
        vec![
            (one.clone(), vec![segment("One", japanese), segment("One", japanese)]),
            (missing.clone(), vec![segment("Three", "三")]),
            (two.clone(), Vec::new()),
        ]
    };
    assert_eq!(store.keep_machine(batch("一"), at(1)).await.expect("kept"), 1);
    let last = store.last_change().await.expect("read");
    assert_eq!(store.keep_machine(batch("一"), at(2)).await.expect("kept"), 0);
    assert_eq!(store.last_change().await.expect("read"), last);
    assert_eq!(store.keep_machine(batch("壱"), at(3)).await.expect("kept"), 1);
    let read = store.translations(&one).await.expect("read");
    assert_eq!(read, [SegmentTranslation { revision: 2, ..segment("One", "壱") }]);
    assert!(store.translations(&missing).await.expect("read").is_empty());
    assert_eq!(store.keep_machine(Vec::new(), at(4)).await.expect("kept"), 0);
}

pub(crate) async fn a_person_saves_on_the_present_revision_only(store: &impl Store) {
    let (one, _) = with_two(store).await;
    let of = |revision, japanese: &str| SegmentTranslation { revision, ..segment("One", japanese) };
    let refused = store.save_human(&one, of(1, "一"), at(1)).await;
    assert!(matches!(refused, Err(StorageError::Conflict { based_on: 1, present: 0 })), "{refused:?}");
    assert_eq!(store.save_human(&one, of(0, "一"), at(1)).await.expect("saved"), 1);
    let refused = store.save_human(&one, of(0, "壱"), at(2)).await;
    assert!(matches!(refused, Err(StorageError::Conflict { based_on: 0, present: 1 })), "{refused:?}");
    assert_eq!(store.save_human(&one, of(1, "壱"), at(2)).await.expect("saved"), 2);
    let read = store.translations(&one).await.expect("read");
    assert_eq!(read, [SegmentTranslation { origin: TextOrigin::Human, ..of(2, "壱") }]);
    let refused = store.save_human(&id("TH-patent-9-A"), of(0, "九"), at(3)).await;
    assert!(matches!(refused, Err(StorageError::Failed(_))), "{refused:?}");
}

pub(crate) async fn japanese_of_many_comes_in_order(store: &impl Store) {
    let (one, two) = with_two(store).await;
    let mut second = segment("Two", "二");
    second.key.occurrence = 1;
    store
        .keep_machine(vec![(two.clone(), vec![second, segment("Two", "二")]), (one.clone(), vec![segment("One", "一")])], at(1))
        .await
        .expect("kept");
    let read = store.translations_of(&[two, id("TH-patent-9-A"), one]).await.expect("read");
    let told: Vec<Vec<_>> = read.iter().map(|of| of.iter().map(|s| (s.japanese.as_str(), s.key.occurrence)).collect()).collect();
    assert_eq!(told, [vec![("二", 0), ("二", 1)], vec![], vec![("一", 0)]]);
}

pub(crate) async fn of_two_saves_at_once_one_wins(store: &impl Store) {
    let (one, _) = with_two(store).await;
    let (a, b) = tokio::join!(store.save_human(&one, segment("One", "甲"), at(1)), store.save_human(&one, segment("One", "乙"), at(1)));
    let won = [&a, &b].into_iter().filter(|saved| matches!(saved, Ok(1))).count();
    let lost = [&a, &b].into_iter().filter(|saved| matches!(saved, Err(StorageError::Conflict { present: 1, .. }))).count();
    assert_eq!((won, lost), (1, 1), "{a:?} {b:?}");
}
