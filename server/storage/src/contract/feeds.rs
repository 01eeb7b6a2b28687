//! Feeds, what arrived, and their jobs.

use serde_json::json;
use time::Duration;

use super::samples::at;
use crate::{
    Arrival, ArrivalState, Beat, Credential, Feed, FeedFilter, JobEnd, JobKind, JobRequest, JobState, LastArrival, Notify, StorageError,
    Store,
};

const LEASE: u32 = 30;

fn feed(name: &str) -> Feed {
    Feed {
        id: 0,
        name: name.to_owned(),
        office: "MY".parse().expect("a code"),
        revision: 0,
        enabled: true,
        rights: vec![publication::Right::Patent],
        address: "ftps://ftp.office.example/out".to_owned(),
        pattern: "*.zip".to_owned(),
        user: "jpo".to_owned(),
        credential: Credential::Sealed(vec![1, 2, 3]),
        host_key: None,
        format: "st36".to_owned(),
        encoding: String::new(),
        language: "ms".to_owned(),
        public: false,
        translate_all: true,
        schedule: "monthly".to_owned(),
        interval_days: Some(31),
        file_bytes: Some(1 << 40),
        notify: Notify::Always,
        next_due: Some(at(100)),
    }
}

pub(super) fn arrival(feed: i64, path: &str, content: &str) -> Arrival {
    Arrival {
        id: 0,
        feed,
        office: "MY".parse().expect("a code"),
        name: path.to_owned(),
        path: path.to_owned(),
        mark: "12 20260101".to_owned(),
        channel: "ftps".to_owned(),
        size: 12,
        content: content.to_owned(),
        checked: "size".to_owned(),
        received: at(5),
        received_by: "山田".to_owned(),
        note: "郵送のディスク".to_owned(),
        state: ArrivalState::Waiting,
        code: String::new(),
        reason: String::new(),
    }
}

pub(super) async fn saved(store: &impl Store, name: &str) -> i64 {
    store.save_feed(&feed(name), at(1)).await.expect("saved")
}

fn ended(state: JobState, arrival: Option<ArrivalState>) -> JobEnd {
    JobEnd { state, code: String::new(), reason: String::new(), report: json!({"read": 3}), harvest_run: None, arrival }
}

pub(crate) async fn a_feed_comes_back_whole_and_is_saved_on_its_present_revision_only(store: &impl Store) {
    let id = saved(store, "my-patents").await;
    let held = store.feed("my-patents").await.expect("read").expect("it is there");
    assert_eq!(held, Feed { id, revision: 1, ..feed("my-patents") });
    assert!(!format!("{held:?}").contains("1, 2, 3"), "no secret is printed");
    let clash = |result: Result<i64, StorageError>| matches!(result, Err(StorageError::Conflict { .. }));
    assert!(clash(store.save_feed(&feed("my-patents"), at(2)).await), "the name is taken");
    assert!(clash(store.save_feed(&Feed { revision: 7, ..held.clone() }, at(2)).await));
    let changed = Feed { credential: Credential::Reference("env:MY_SECRET".to_owned()), enabled: false, next_due: None, ..held };
    assert_eq!(store.save_feed(&changed, at(3)).await.expect("saved"), id);
    assert_eq!(store.feed_of(id).await.expect("read"), Some(Feed { revision: 2, ..changed }));
    let second = saved(store, "another").await;
    let names: Vec<_> = store.feeds().await.expect("read").into_iter().map(|feed| (feed.id, feed.name)).collect();
    assert_eq!(names, [(second, "another".to_owned()), (id, "my-patents".to_owned())]);
}

pub(crate) async fn what_arrived_is_kept_once_and_its_harvest_asked_for(store: &impl Store) {
    let id = saved(store, "my-patents").await;
    assert!(!store.has_arrived(id, "a.zip", "12 20260101").await.expect("read"));
    let first = store.keep_arrival(&arrival(id, "a.zip", "aa"), "", true).await.expect("kept");
    assert_eq!(first, Arrival { id: first.id, ..arrival(id, "a.zip", "aa") });
    assert_eq!(store.arrival(first.id).await.expect("read"), Some(first.clone()));
    assert!(store.has_arrived(id, "a.zip", "12 20260101").await.expect("read"));
    assert!(!store.has_arrived(id, "a.zip", "13 20260201").await.expect("read"), "a newer version of it is another file");
    // The same again, as after a kill between keeping and forgetting the part: nothing twice.
    assert_eq!(store.keep_arrival(&arrival(id, "a.zip", "aa"), "", true).await.expect("kept").id, first.id);
    // The same bytes by another name are told of and not harvested.
    let again = store.keep_arrival(&arrival(id, "b.zip", "aa"), "", true).await.expect("kept");
    assert_eq!(again.state, ArrivalState::Duplicate);
    let jobs = store.feed_jobs(FeedFilter::default(), 9).await.expect("read");
    let told: Vec<_> = jobs.iter().map(|job| (job.kind, job.arrival, job.state)).collect();
    assert_eq!(told, [(JobKind::Harvest, Some(first.id), JobState::Waiting)]);
    // Of a feed that is only being tried, nothing is harvested by itself.
    let tried = saved(store, "tried").await;
    let waiting = store.keep_arrival(&arrival(tried, "c.zip", "cc"), "", false).await.expect("kept");
    assert_eq!(waiting.state, ArrivalState::Waiting);
    assert!(store.feed_jobs(FeedFilter { feed: Some(tried), ..FeedFilter::default() }, 9).await.expect("read").is_empty());
    let listed = store.arrivals(FeedFilter { feed: Some(id), ..FeedFilter::default() }, 9).await.expect("read");
    assert_eq!(listed.iter().map(|arrival| arrival.id).collect::<Vec<_>>(), [again.id, first.id]);
    let older = FeedFilter { feed: Some(id), before: Some(again.id), ..FeedFilter::default() };
    assert_eq!(store.arrivals(older, 9).await.expect("read").len(), 1);
    let duplicates = FeedFilter { arrival_state: Some(ArrivalState::Duplicate), ..FeedFilter::default() };
    assert_eq!(store.arrivals(duplicates, 9).await.expect("read"), [again]);
    let last = |feed| LastArrival { office: "MY".parse().expect("a code"), feed, rights: self::feed("").rights, received: at(5) };
    assert_eq!(store.last_arrivals().await.expect("read"), [last(id), last(tried)]);
    assert_eq!(store.arrived_bytes().await.expect("read"), first.size + waiting.size, "the same bytes count once");
    let mut counts = store.count_arrivals().await.expect("read");
    counts.sort_by_key(|(state, _)| state.as_str());
    assert_eq!(counts, [(ArrivalState::Duplicate, 1), (ArrivalState::Waiting, 2)]);
}

pub(crate) async fn a_schedule_asks_once_however_many_look(store: &impl Store) {
    let id = saved(store, "my-patents").await;
    let (due, next) = (at(100), Some(at(200)));
    let looks = [store.begin_scheduled(id, due, next, at(101)).await, store.begin_scheduled(id, due, next, at(101)).await];
    assert_eq!(looks.map(|look| look.expect("asked")), [true, false]);
    assert_eq!(store.feed_jobs(FeedFilter::default(), 9).await.expect("read").len(), 1);
    assert_eq!(store.feed_of(id).await.expect("read").expect("it is there").next_due, next);
}

pub(crate) async fn a_job_of_a_feed_is_one_takers_until_its_lease_ends(store: &impl Store) {
    let id = saved(store, "my-patents").await;
    let request = JobRequest { kind: JobKind::Check, feed: id, arrival: None, options: json!({"n": 1}), asked_by: "佐藤".to_owned() };
    let job = store.request_job(&request, at(10)).await.expect("asked");
    assert_eq!(store.request_job(&request, at(11)).await.expect("asked"), job, "one of the same waits already");
    assert!(store.take_feed_job("one", LEASE, at(9)).await.expect("looked").is_none(), "it is not due");
    let taken = store.take_feed_job("one", LEASE, at(10)).await.expect("taken").expect("it is due");
    assert_eq!((taken.id, taken.state, taken.attempts, taken.options), (job, JobState::Running, 1, json!({"n": 1})));
    assert!(store.take_feed_job("two", LEASE, at(10 + 29)).await.expect("looked").is_none());
    // A sign of life keeps it; how far it is tells since when.
    assert_eq!(store.beat(job, "one", &json!({"bytes": 5}), LEASE, at(30)).await.expect("beat"), Beat::Going);
    assert_eq!(store.beat(job, "one", &json!({"bytes": 5}), LEASE, at(50)).await.expect("beat"), Beat::Going);
    let running = store.feed_job(job).await.expect("read").expect("it is there");
    assert_eq!((running.progress, running.progressed), (json!({"bytes": 5}), at(30)));
    assert!(store.take_feed_job("two", LEASE, at(79)).await.expect("looked").is_none());
    let second = store.take_feed_job("two", LEASE, at(80)).await.expect("taken").expect("the first taker is dead");
    assert_eq!((second.attempts, second.started), (2, Some(at(10))));
    assert_eq!(store.beat(job, "one", &json!({}), LEASE, at(81)).await.expect("beat"), Beat::Lost);
    assert!(!store.end_job(job, "one", &ended(JobState::Done, None), at(82)).await.expect("refused"));
    assert!(!store.put_back(job, "one", at(90), "x", "x").await.expect("refused"));
    assert!(store.put_back(job, "two", at(90), "cannot-connect", "接続できません").await.expect("put back"));
    assert!(store.take_feed_job("two", LEASE, at(89)).await.expect("looked").is_none());
    // The schedule waits as long as anybody; a person who asks means now.
    let by = |who: &str| JobRequest { asked_by: who.to_owned(), ..request.clone() };
    assert_eq!(store.request_job(&by(""), at(84)).await.expect("asked"), job);
    assert!(store.take_feed_job("two", LEASE, at(84)).await.expect("looked").is_none());
    assert_eq!(store.request_job(&by("chief"), at(85)).await.expect("asked"), job);
    let third = store.take_feed_job("three", LEASE, at(85)).await.expect("taken").expect("it is due");
    assert_eq!((third.attempts, third.code.as_str()), (3, "cannot-connect"));
    // Whoever holds the lock of this work knows that no other taker lives.
    assert_eq!(store.release_jobs().await.expect("released"), 1);
    assert!(store.take_feed_job("four", LEASE, at(90)).await.expect("taken").is_some());
    assert!(store.end_job(job, "four", &ended(JobState::Done, None), at(95)).await.expect("ended"));
    let done = store.feed_job(job).await.expect("read").expect("it is there");
    assert_eq!((done.state, done.finished, done.report), (JobState::Done, Some(at(95)), json!({"read": 3})));
    assert_ne!(store.request_job(&request, at(96)).await.expect("asked"), job, "what is over does not stand in the way");
    assert_eq!(store.count_feed_jobs().await.expect("read").len(), 2);
}

pub(crate) async fn a_job_is_stopped_and_goes_on_as_asked(store: &impl Store) {
    let id = saved(store, "my-patents").await;
    let kept = store.keep_arrival(&arrival(id, "a.zip", "aa"), "", true).await.expect("kept");
    let job = store.feed_jobs(FeedFilter { arrival: Some(kept.id), ..FeedFilter::default() }, 9).await.expect("read").remove(0).id;
    // One that waits is stopped at once.
    assert!(store.stop_job(job, at(6)).await.expect("stopped"));
    assert!(store.take_feed_job("one", LEASE, at(7)).await.expect("looked").is_none());
    assert!(!store.stop_job(job, at(8)).await.expect("it is over"));
    assert!(store.resume_job(job, at(9)).await.expect("resumed"));
    // One that runs is told by its next sign of life.
    store.take_feed_job("one", LEASE, at(9)).await.expect("taken").expect("it is due");
    assert!(store.stop_job(job, at(10)).await.expect("asked"));
    assert_eq!(store.beat(job, "one", &json!({}), LEASE, at(10)).await.expect("beat"), Beat::Stop);
    assert!(store.end_job(job, "one", &ended(JobState::Stopped, None), at(11)).await.expect("ended"));
    assert_eq!(store.arrival(kept.id).await.expect("read").expect("it is there").state, ArrivalState::Waiting);
    assert!(store.resume_job(job, at(12)).await.expect("resumed"));
    assert!(!store.resume_job(job, at(12)).await.expect("it waits already"));
    let again = store.take_feed_job("two", LEASE, at(12)).await.expect("taken").expect("it is due");
    assert!(!again.stop);
    let end = JobEnd {
        code: "archive-corrupt".to_owned(),
        reason: "壊れています".to_owned(),
        ..ended(JobState::Failed, Some(ArrivalState::Quarantined))
    };
    assert!(store.end_job(job, "two", &end, at(13)).await.expect("ended"));
    let held = store.arrival(kept.id).await.expect("read").expect("it is there");
    assert_eq!((held.state, held.code.as_str(), held.reason.as_str()), (ArrivalState::Quarantined, "archive-corrupt", "壊れています"));
}

pub(crate) async fn of_many_takers_each_job_has_one(store: &impl Store) {
    let id = saved(store, "my-patents").await;
    for number in 0..20 {
        store.keep_arrival(&arrival(id, &format!("{number}.zip"), &format!("{number:02x}")), "", true).await.expect("kept");
    }
    let take = async |owner: &'static str| {
        let mut taken = Vec::new();
        while let Some(job) = store.take_feed_job(owner, LEASE, at(0) + Duration::seconds(20)).await.expect("taken") {
            taken.push(job.id);
        }
        taken
    };
    let (one, two, three) = tokio::join!(take("one"), take("two"), take("three"));
    let mut all = [one, two, three].concat();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 20);
}
