//! What arrived follows the taking back of its delivery, which a job does once however often it is asked for.

use publication::AccountId;

use super::{
    feeds::{arrival, saved},
    operations::deletion,
    rolling_back::{no_numbers, roll_back},
    samples::{at, id, publication, record, segment},
};
use crate::{
    ArrivalState, AuditSearch, Beat, Delivery, FeedFilter, JobEnd, JobKind, JobRequest, JobState, NewAccount, RollBackEffect, Store,
};

const LEASE: u32 = 30;

async fn begun(store: &impl Store, id: &str) {
    let delivery =
        Delivery { id: id.to_owned(), office: "MY".parse().expect("a code"), name: format!("{id}.zip"), size: 1, received: at(0) };
    store.begin_run(&delivery, at(0)).await.expect("begun");
}

async fn administrator(store: &impl Store) -> AccountId {
    let new = NewAccount {
        sign_in_name: "chief".to_owned(),
        name: "長".to_owned(),
        mail: None,
        role: publication::Role::Administrator,
        audience: publication::Audience::Inside,
        password: None,
    };
    store.add_account(new, None, at(0)).await.expect("added").id
}

pub(crate) async fn what_taking_back_would_do_is_told_publication_by_publication(store: &impl Store) {
    let store_in = async |delivery: &str, batch, seconds| store.store(delivery, batch, at(seconds)).await.expect("stored");
    for delivery in ["first", "second", "third"] {
        begun(store, delivery).await;
    }
    let of = |number: u32, title: &str| record(publication(&format!("EP-patent-{number}-A1"), title));
    store_in("first", vec![of(1, "One"), of(2, "One"), of(3, "One")], 1).await;
    store_in("second", vec![of(1, "Two"), of(2, "Two"), of(3, "Two"), of(4, "New"), of(5, "New")], 2).await;
    store_in("third", vec![of(2, "Three"), deletion("EP-patent-5-A1")], 3).await;
    store.save_human(&id("EP-patent-1-A1"), segment("Two", "二"), at(4)).await.expect("saved");
    let outlook = store.roll_back_outlook("second").await.expect("told");
    let told = RollBackEffect::ALL.map(|effect| outlook.of(effect));
    assert_eq!((told, outlook.texts_of_people), ([2, 1, 1, 1, 0], 1));
    let rows = store.roll_back_rows("second", None, 0, 9).await.expect("told");
    let told: Vec<_> = rows.iter().map(|row| (row.publication.to_string(), row.effect, row.other.clone())).collect();
    let row = |number: u32, effect, other: &str| {
        (format!("EP-patent-{number}-A1"), effect, Some(other.to_owned()).filter(|other| !other.is_empty()))
    };
    assert_eq!(
        told,
        [
            row(1, RollBackEffect::Restored, "first.zip"),
            row(2, RollBackEffect::Superseded, "third.zip"),
            row(3, RollBackEffect::Restored, "first.zip"),
            row(4, RollBackEffect::TakenAway, ""),
            row(5, RollBackEffect::Deleted, "third.zip"),
        ]
    );
    let after = store.roll_back_rows("second", Some(RollBackEffect::Restored), rows[0].row, 9).await.expect("told");
    assert_eq!(after.iter().map(|row| row.publication.to_string()).collect::<Vec<_>>(), ["EP-patent-3-A1"]);
    assert_eq!(roll_back(store, "second").await, (2, 1));
    let outlook = store.roll_back_outlook("second").await.expect("told");
    assert_eq!(RollBackEffect::ALL.map(|effect| outlook.of(effect)), [0, 0, 1, 1, 3], "what is back is told as back");
    assert_eq!(store.roll_back_outlook("nothing").await.expect("told").effects, []);
}

pub(crate) async fn what_arrived_follows_its_delivery(store: &impl Store) {
    let feed = saved(store, "my-patents").await;
    let came = store.keep_arrival(&arrival(feed, "a.zip", "aa"), "", true).await.expect("kept");
    let copy = store.keep_arrival(&arrival(feed, "copy.zip", "aa"), "", true).await.expect("kept");
    let other = store.keep_arrival(&arrival(feed, "b.zip", "bb"), "", false).await.expect("kept");
    let harvest = async || {
        begun(store, "aa").await;
        let batch = (1..4).map(|number| record(publication(&format!("MY-patent-{number}-A"), "Device"))).collect();
        store.store("aa", batch, at(10)).await.expect("stored");
        let job = store.take_feed_job("one", LEASE, at(20)).await.expect("taken").expect("there is one");
        let end = JobEnd {
            state: JobState::Done,
            code: String::new(),
            reason: String::new(),
            report: serde_json::Value::Null,
            harvest_run: None,
            arrival: Some(ArrivalState::Harvested),
        };
        assert!(store.end_job(job.id, "one", &end, at(21)).await.expect("ended"));
    };
    let state = async |id| store.arrival(id).await.expect("read").expect("it is there").state;
    harvest().await;
    assert_eq!(state(came.id).await, ArrivalState::Harvested);
    assert_eq!(store.harvested(&["aa", "bb"]).await.expect("read"), ["aa".to_owned()].into());

    let step = store.roll_back("aa", 0, 2, no_numbers, at(30)).await.expect("rolled back");
    assert_eq!(state(came.id).await, ArrivalState::Harvested, "it is not over yet");
    let standing = store.roll_back_standing("aa").await.expect("read").expect("it was begun");
    assert_eq!((standing.begun, standing.finished, standing.taken_away), (at(30), None, 2));
    // Killed here, and begun again.
    assert!(step.after.is_some());
    assert_eq!(roll_back(store, "aa").await, (0, 1));
    let states = (state(came.id).await, state(copy.id).await, state(other.id).await);
    assert_eq!(states, (ArrivalState::RolledBack, ArrivalState::Duplicate, ArrivalState::Waiting));
    let standing = store.roll_back_standing("aa").await.expect("read").expect("it was begun");
    assert_eq!((standing.begun, standing.taken_away), (at(30), 3), "all of it is counted");
    assert!(standing.finished.is_some());
    let taken_back = FeedFilter { arrival_state: Some(ArrivalState::RolledBack), ..FeedFilter::default() };
    assert_eq!(store.arrivals(taken_back, 9).await.expect("read").len(), 1);

    // It may be harvested again, and stands then.
    let again =
        JobRequest { kind: JobKind::Harvest, feed, arrival: Some(came.id), options: serde_json::Value::Null, asked_by: "chief".to_owned() };
    store.request_job(&again, at(1)).await.expect("asked for");
    begun(store, "aa").await;
    assert_eq!((state(came.id).await, store.roll_back_standing("aa").await.expect("read")), (ArrivalState::Waiting, None));
    harvest().await;
    assert_eq!(state(came.id).await, ArrivalState::Harvested);
    assert_eq!(store.ids_after(None, 9).await.expect("read").len(), 3);
}

pub(crate) async fn a_delivery_is_taken_back_by_one_job_and_never_while_it_is_harvested(store: &impl Store) {
    let (feed, chief) = (saved(store, "my-patents").await, administrator(store).await);
    assert_eq!(store.request_roll_back("aa", chief, "長", at(1)).await.expect("asked"), None, "there is no such delivery");
    let came = store.keep_arrival(&arrival(feed, "a.zip", "aa"), "", true).await.expect("kept");
    assert_eq!(store.arrival_of("aa").await.expect("read").map(|arrival| arrival.id), Some(came.id));
    begun(store, "aa").await;
    let harvest = store.take_feed_job("one", LEASE, at(20)).await.expect("taken").expect("there is one");
    let job = store.request_roll_back("aa", chief, "長", at(20)).await.expect("asked").expect("a job");
    assert_eq!(store.request_roll_back("aa", chief, "長", at(21)).await.expect("asked"), Some(job), "two clicks are one job");
    let (noted, _) = store.audit(&AuditSearch::default(), 0, 9).await.expect("read");
    let noted: Vec<_> = noted.iter().filter(|row| row.act == "delivery-roll-back-asked-for").collect();
    assert_eq!((noted.len(), noted[0].account, noted[0].subject.as_str()), (1, Some(chief), "MY aa.zip aa"));
    assert_eq!(store.take_feed_job("two", LEASE, at(22)).await.expect("looked"), None, "the harvest goes first");
    let end = |state| JobEnd {
        state,
        code: String::new(),
        reason: String::new(),
        report: serde_json::Value::Null,
        harvest_run: None,
        arrival: None,
    };
    assert!(store.end_job(harvest.id, "one", &end(JobState::Done), at(23)).await.expect("ended"));
    let taken = store.take_feed_job("two", LEASE, at(24)).await.expect("taken").expect("now it is due");
    assert_eq!((taken.id, taken.kind, taken.feed, taken.arrival), (job, JobKind::RollBack, feed, Some(came.id)));
    assert_eq!((taken.delivery.as_deref(), taken.options["account"].as_i64()), (Some("aa"), Some(chief.0)));
    let again =
        JobRequest { kind: JobKind::Harvest, feed, arrival: Some(came.id), options: serde_json::Value::Null, asked_by: "長".to_owned() };
    store.request_job(&again, at(25)).await.expect("asked for");
    assert_eq!(store.take_feed_job("three", LEASE, at(26)).await.expect("looked"), None, "nor the other way");
    // Stopped, and made to go on; not beside another one of the same.
    assert!(store.stop_job(job, at(27)).await.expect("asked"));
    assert_eq!(store.beat(job, "two", &serde_json::Value::Null, LEASE, at(27)).await.expect("beaten"), Beat::Stop);
    assert!(store.end_job(job, "two", &end(JobState::Stopped), at(28)).await.expect("ended"));
    assert_eq!(store.roll_back_job("aa").await.expect("read").map(|job| job.state), Some(JobState::Stopped));
    let second = store.request_roll_back("aa", chief, "長", at(29)).await.expect("asked").expect("a job");
    assert_ne!(second, job);
    assert!(!store.resume_job(job, at(30)).await.expect("asked"));
    // What came by no feed is taken back all the same.
    begun(store, "by-hand").await;
    let job = store.request_roll_back("by-hand", chief, "長", at(31)).await.expect("asked").expect("a job");
    let job = store.feed_job(job).await.expect("read").expect("it is there");
    assert_eq!((job.feed, job.arrival, job.delivery.as_deref()), (0, None, Some("by-hand")));
}
