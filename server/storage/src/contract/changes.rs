//! The change sequence.

use super::samples::{DELIVERY, at, publication, record, segment};
use crate::{SegmentTranslation, Store};

async fn changed(store: &impl Store, after: u64, most: usize) -> Vec<(u64, String)> {
    let changes = store.changes_after(after, most).await.expect("read");
    assert!(changes.is_sorted_by(|a, b| a.sequence < b.sequence), "each number once, oldest first");
    changes.into_iter().map(|change| (change.sequence, change.publication.to_string())).collect()
}

fn names(changes: &[(u64, String)]) -> Vec<&str> {
    changes.iter().map(|(_, name)| name.as_str()).collect()
}

pub(crate) async fn every_change_takes_a_number(store: &impl Store) {
    assert_eq!(store.last_change().await.expect("read"), 0);
    assert!(changed(store, 0, 10).await.is_empty());
    let (one, two) = (publication("TH-patent-2-A", "One"), publication("TH-patent-1-A", "Two"));
    store.store(DELIVERY, vec![record(one.clone()), record(two.clone())], at(0)).await.expect("stored");
    let first = changed(store, 0, 10).await;
    assert_eq!(names(&first), ["TH-patent-2-A", "TH-patent-1-A"], "in the order of the batch");
    let last = store.last_change().await.expect("read");
    assert_eq!(first[1].0, last);
    assert_eq!(names(&changed(store, first[0].0, 10).await), ["TH-patent-1-A"]);
    assert_eq!(names(&changed(store, 0, 1).await), ["TH-patent-2-A"]);
    assert!(changed(store, last, 10).await.is_empty());

    // A new version, a machine's Japanese and a person's each move the publication to the end.
    store.store(DELIVERY, vec![record(publication("TH-patent-2-A", "Other"))], at(1)).await.expect("stored");
    assert_eq!(names(&changed(store, last, 10).await), ["TH-patent-2-A"]);
    assert_eq!(names(&changed(store, 0, 10).await), ["TH-patent-1-A", "TH-patent-2-A"]);
    let last = store.last_change().await.expect("read");
    let both = vec![(two.id.clone(), vec![segment("Two", "二")]), (one.id.clone(), vec![segment("One", "一")])];
    store.keep_machine(both, at(2)).await.expect("kept");
    assert_eq!(changed(store, last, 10).await.len(), 2);
    let last = store.last_change().await.expect("read");
    let human = SegmentTranslation { revision: 1, ..segment("Two", "弐") };
    store.save_human(&two.id, human, at(3)).await.expect("saved");
    assert_eq!(names(&changed(store, last, 10).await), ["TH-patent-1-A"]);
    assert_eq!(names(&changed(store, 0, 10).await).len(), 2);
    assert_eq!(changed(store, last, 10).await[0].0, store.last_change().await.expect("read"));
    assert!(changed(store, u64::MAX, 10).await.is_empty());
}

pub(crate) async fn touching_gives_new_numbers(store: &impl Store) {
    assert_eq!(store.touch(None).await.expect("touched"), 0);
    let batch = ["TH-patent-1-A", "MY-patent-1-A", "TH-patent-2-A"].map(|name| record(publication(name, name))).to_vec();
    store.store(DELIVERY, batch, at(0)).await.expect("stored");
    let last = store.last_change().await.expect("read");
    assert_eq!(store.touch(Some("TH".parse().expect("a code"))).await.expect("touched"), 2);
    assert_eq!(names(&changed(store, last, 10).await), ["TH-patent-1-A", "TH-patent-2-A"]);
    assert_eq!(names(&changed(store, 0, 10).await), ["MY-patent-1-A", "TH-patent-1-A", "TH-patent-2-A"]);
    let last = store.last_change().await.expect("read");
    assert_eq!(store.touch(None).await.expect("touched"), 3);
    let touched = changed(store, last, 10).await;
    assert_eq!(names(&touched), ["MY-patent-1-A", "TH-patent-1-A", "TH-patent-2-A"]);
    assert_eq!(touched[2].0, store.last_change().await.expect("read"));
}
