//! Deliveries and harvest runs.

use super::samples::{DELIVERY, at, publication, record};
use crate::{Delivery, HarvestRun, Store, StoredReject};

fn delivery(id: &str, office: &str) -> Delivery {
    Delivery { id: id.to_owned(), office: office.parse().expect("a code"), name: "docs.zip".to_owned(), size: 1 << 40, received: at(0) }
}

fn run(id: i64, delivery: &str) -> HarvestRun {
    HarvestRun {
        id,
        delivery: delivery.to_owned(),
        started: at(5),
        finished: Some(at(9)),
        read: 12_010,
        created: 3,
        updated: 4,
        unchanged: 1,
        deleted: 3,
        rejected: 12_002,
    }
}

pub(crate) async fn runs_keep_their_counts_and_rejects(store: &impl Store) {
    // Records that came by a delivery of which no run was begun do not make it a known one.
    store.store(DELIVERY, vec![record(publication("TH-patent-1-A", "Device"))], at(0)).await.expect("stored");
    assert_eq!(store.delivery(DELIVERY).await.expect("read"), None);
    let begun = delivery(DELIVERY, "TH");
    let id = store.begin_run(&begun, at(5)).await.expect("begun");
    assert_eq!(store.delivery(DELIVERY).await.expect("read"), Some(begun.clone()));
    let unfinished = store.last_deliveries().await.expect("read");
    assert_eq!((unfinished[0].1.started, unfinished[0].1.finished), (at(5), None));
    let reject = |number: u32| StoredReject {
        file: "docs.zip!/1.xml".to_owned(),
        place: format!("バイト {number}"),
        code: "xml-syntax".to_owned(),
        reason: "タグが閉じていません".to_owned(),
    };
    let rejects: Vec<_> = (0..12_002).map(reject).collect();
    store.finish_run(&run(id, DELIVERY), &rejects).await.expect("finished");
    assert_eq!(store.rejects(id, 2).await.expect("read"), rejects[..2]);
    assert_eq!(store.rejects(id, 20_000).await.expect("read"), rejects[..10_000]);
    assert_eq!(store.last_deliveries().await.expect("read"), [(begun, run(id, DELIVERY))]);
    assert!(store.finish_run(&run(id + 1, DELIVERY), &[]).await.is_err());
}

pub(crate) async fn the_last_run_of_each_office_is_told(store: &impl Store) {
    let (first, second, other) = (delivery("aa", "TH"), delivery("bb", "TH"), delivery("cc", "MY"));
    let mut runs = Vec::new();
    // The first delivery is run again last: the run counts, not when the delivery came.
    for begun in [&first, &second, &other, &first] {
        let id = store.begin_run(begun, at(5)).await.expect("begun");
        store.finish_run(&run(id, &begun.id), &[]).await.expect("finished");
        runs.push(run(id, &begun.id));
    }
    let last = store.last_deliveries().await.expect("read");
    assert_eq!(last, [(other, runs[2].clone()), (first, runs[3].clone())]);
    // What is known of a delivery stays as it was first seen.
    store.begin_run(&Delivery { name: "again.zip".to_owned(), ..delivery("bb", "TH") }, at(6)).await.expect("begun");
    assert_eq!(store.delivery("bb").await.expect("read"), Some(second));
}

pub(crate) async fn rejects_are_told_by_cause_and_page(store: &impl Store) {
    let id = store.begin_run(&delivery(DELIVERY, "TH"), at(5)).await.expect("begun");
    let reject = |number: u64, code: &str| StoredReject {
        file: format!("{number}.xml"),
        place: "byte 0".to_owned(),
        code: code.to_owned(),
        reason: "読めません".to_owned(),
    };
    let rejects: Vec<_> = (0..10).map(|number| reject(number, if number % 5 == 0 { "number-missing" } else { "xml-malformed" })).collect();
    store.finish_run(&run(id, DELIVERY), &rejects).await.expect("finished");
    let causes = store.reject_causes(id).await.expect("read");
    let told: Vec<_> = causes.iter().map(|(code, number, _)| (code.as_str(), *number)).collect();
    assert_eq!(told, [("xml-malformed", 8), ("number-missing", 2)]);
    let page = store.rejects_page(id, Some("number-missing"), 1, 9).await.expect("read");
    assert_eq!(page, [(5, rejects[5].clone())]);
    assert_eq!(store.rejects_page(id, None, 8, 9).await.expect("read").len(), 2);
    assert_eq!(store.reject(id, 5).await.expect("read"), Some(rejects[5].clone()));
    assert_eq!(store.reject(id, 10).await.expect("read"), None);
    assert_eq!(store.run(id).await.expect("read"), Some(run(id, DELIVERY)));
    assert_eq!(store.run(id + 1).await.expect("read"), None);
}
