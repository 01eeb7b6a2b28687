//! Jobs of translating, and answers of engines.

use publication::TextPart::{self, Abstract, Claims, Description, Title};

use super::samples::{DELIVERY, at, id, publication, record};
use crate::{Anew, JobCounts, JobToRetry, JobsPutBack, StorageError, Store, TranslationJob, TranslationWanted};

async fn with_jobs(store: &impl Store, jobs: u32) {
    let batch = (1..=jobs).map(|number| record(publication(&format!("TH-patent-{number}-A"), "Device"))).collect();
    store.store(DELIVERY, batch, at(0)).await.expect("stored");
}

async fn take(store: &impl Store, most: usize, now: i64) -> Vec<TranslationJob> {
    store.take_jobs(most, 60, at(now)).await.expect("taken")
}

fn told(jobs: &[TranslationJob]) -> Vec<(String, Vec<TextPart>, u32)> {
    jobs.iter().map(|job| (job.publication.to_string(), job.parts.clone(), job.attempts)).collect()
}

pub(crate) async fn storing_asks_for_titles_and_abstracts(store: &impl Store) {
    let mut untitled = publication("TH-patent-2-A", "");
    untitled.titles.clear();
    let mut nothing = publication("TH-patent-3-A", "");
    nothing.titles.clear();
    nothing.abstracts.clear();
    let batch = vec![record(publication("TH-patent-1-A", "Device")), record(untitled), record(nothing)];
    store.store(DELIVERY, batch.clone(), at(0)).await.expect("stored");
    assert_eq!(store.jobs_waiting().await.expect("read"), 2);
    let jobs = take(store, 10, 0).await;
    assert_eq!(told(&jobs), [("TH-patent-1-A".to_owned(), vec![Title, Abstract], 0), ("TH-patent-2-A".to_owned(), vec![Abstract], 0)]);
    store.finish_jobs(&jobs.iter().map(|job| job.id).collect::<Vec<_>>()).await.expect("finished");
    assert_eq!(store.jobs_waiting().await.expect("read"), 0);
    // The same again asks for nothing.
    store.store(DELIVERY, batch, at(1)).await.expect("stored");
    assert_eq!(store.jobs_waiting().await.expect("read"), 0);
}

pub(crate) async fn a_job_is_taken_once_and_again_after_its_lease(store: &impl Store) {
    with_jobs(store, 3).await;
    assert!(take(store, 10, -1).await.is_empty(), "not due yet");
    let first = take(store, 2, 0).await;
    assert_eq!(told(&first).iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>(), ["TH-patent-1-A", "TH-patent-2-A"]);
    assert_eq!(take(store, 2, 0).await.len(), 1);
    assert!(take(store, 10, 59).await.is_empty());
    store.finish_jobs(&[first[0].id]).await.expect("finished");
    let again = take(store, 10, 60).await;
    assert_eq!(
        told(&again).iter().map(|(name, _, attempts)| (name.as_str(), *attempts)).collect::<Vec<_>>(),
        [("TH-patent-2-A", 1), ("TH-patent-3-A", 1)]
    );
    assert_eq!(store.jobs_waiting().await.expect("read"), 2);
}

pub(crate) async fn parts_asked_for_meanwhile_are_not_lost(store: &impl Store) {
    with_jobs(store, 1).await;
    let asked = id("TH-patent-1-A");
    let job = take(store, 1, 2).await.remove(0);
    assert_eq!(job.parts, [Title, Abstract]);
    store.request_translation(&asked, &[Claims], at(3)).await.expect("asked");
    store.request_translation(&asked, &[Description, Title], at(3)).await.expect("asked");
    let waiting = store.waiting(&asked).await.expect("read");
    assert_eq!(waiting.iter().map(|(part, _)| *part).collect::<Vec<_>>(), [Title, Abstract, Claims, Description]);
    assert!(take(store, 1, 4).await.is_empty(), "one taker a publication");
    store.finish_jobs(&[job.id]).await.expect("finished");
    assert_eq!(told(&take(store, 1, 5).await), [("TH-patent-1-A".to_owned(), vec![Title, Claims, Description], 0)]);
    let refused = store.request_translation(&id("TH-patent-9-A"), &[Title], at(6)).await;
    assert!(matches!(refused, Err(StorageError::Failed(_))), "{refused:?}");
}

pub(crate) async fn a_job_put_back_waits_with_its_reason(store: &impl Store) {
    with_jobs(store, 1).await;
    let asked = id("TH-patent-1-A");
    assert_eq!(store.waiting(&asked).await.expect("read"), [(Title, None), (Abstract, None)]);
    let job = take(store, 1, 0).await.remove(0);
    let reason = "quota-exhausted".to_owned();
    store.retry_jobs(&[JobToRetry { id: job.id, at: at(100), reason: reason.clone() }]).await.expect("put back");
    assert_eq!(store.waiting(&asked).await.expect("read"), [(Title, Some(reason.clone())), (Abstract, Some(reason))]);
    store.request_translation(&asked, &[Title], at(1)).await.expect("asked");
    assert!(take(store, 1, 99).await.is_empty(), "asking again does not hurry it");
    assert_eq!(told(&take(store, 1, 100).await), [("TH-patent-1-A".to_owned(), vec![Title], 1)]);
    assert!(store.waiting(&id("TH-patent-9-A")).await.expect("read").is_empty());
}

fn wanted(name: &str, parts: &[TextPart], anew: Anew) -> TranslationWanted {
    TranslationWanted { publication: id(name), parts: parts.to_vec(), anew }
}

pub(crate) async fn readers_parts_come_first_then_titles_and_abstracts(store: &impl Store) {
    with_jobs(store, 3).await;
    let all = [Title, Abstract, Claims, Description];
    store.request_translations(&[wanted("TH-patent-1-A", &all, Anew::Nothing)], false, at(0)).await.expect("asked");
    store.request_translation(&id("TH-patent-3-A"), &[Claims], at(5)).await.expect("asked");
    let mut order = Vec::new();
    loop {
        let jobs = take(store, 10, 9).await;
        if jobs.is_empty() {
            break;
        }
        order.push(jobs.iter().map(|job| (job.publication.number().to_owned(), job.parts.clone())).collect::<Vec<_>>());
        store.finish_jobs(&jobs.iter().map(|job| job.id).collect::<Vec<_>>()).await.expect("finished");
    }
    let of = |number: &str, parts: &[TextPart]| (number.to_owned(), parts.to_vec());
    let first = vec![of("3", &[Claims])];
    let second = vec![of("1", &[Title, Abstract]), of("2", &[Title, Abstract]), of("3", &[Title, Abstract])];
    assert_eq!(order, [first, second, vec![of("1", &[Claims, Description])]]);
    // Whoever took the first parts dies: none are lost.
    store.request_translations(&[wanted("TH-patent-1-A", &all, Anew::Nothing)], false, at(10)).await.expect("asked");
    assert_eq!(take(store, 1, 10).await[0].parts, [Title, Abstract]);
    assert_eq!(store.waiting(&id("TH-patent-1-A")).await.expect("read").len(), 4);
    store.request_translation(&id("TH-patent-1-A"), &[Claims], at(11)).await.expect("asked");
    assert_eq!(take(store, 1, 70).await[0].parts, [Claims]);
    assert_eq!(store.waiting(&id("TH-patent-1-A")).await.expect("read").len(), 4);
}

pub(crate) async fn many_are_asked_for_at_once_and_hurried(store: &impl Store) {
    with_jobs(store, 2).await;
    let jobs = take(store, 2, 0).await;
    let later = |job: &TranslationJob| JobToRetry { id: job.id, at: at(1_000), reason: "quota-exhausted".to_owned() };
    store.retry_jobs(&jobs.iter().map(later).collect::<Vec<_>>()).await.expect("put back");
    let asked = [
        wanted("TH-patent-1-A", &[Title], Anew::Nothing),
        wanted("TH-patent-9-A", &[Title], Anew::Nothing),
        wanted("TH-patent-2-A", &[], Anew::Nothing),
    ];
    store.request_translations(&asked, false, at(1)).await.expect("asked");
    assert!(take(store, 9, 1).await.is_empty());
    store.request_translations(&asked, true, at(2)).await.expect("asked");
    assert_eq!(told(&take(store, 9, 2).await), [("TH-patent-1-A".to_owned(), vec![Title, Abstract], 0)]);
    store.request_translations(&[], true, at(3)).await.expect("nothing asked");
}

pub(crate) async fn an_office_is_asked_for_as_a_whole(store: &impl Store) {
    with_jobs(store, 2).await;
    store.store(DELIVERY, vec![record(publication("MY-patent-1-A", "Device"))], at(0)).await.expect("stored");
    let first = take(store, 9, 0).await;
    let later = |job: &TranslationJob| JobToRetry { id: job.id, at: at(1_000), reason: "quota-exhausted".to_owned() };
    store.retry_jobs(&first.iter().map(later).collect::<Vec<_>>()).await.expect("put back");
    let office = "TH".parse().expect("an office");
    let asked = store.request_translation_of_office(office, &[Claims], Anew::Machine, at(1)).await.expect("asked");
    assert_eq!(asked, 2);
    assert_eq!(store.request_translation_of_office(office, &[], Anew::Machine, at(1)).await.expect("nothing asked"), 0);
    let both = |parts: &[TextPart], attempts| ["1", "2"].map(|number| (format!("TH-patent-{number}-A"), parts.to_vec(), attempts)).to_vec();
    let jobs = take(store, 9, 1).await;
    assert_eq!(told(&jobs), both(&[Title, Abstract], 0));
    store.finish_jobs(&jobs.iter().map(|job| job.id).collect::<Vec<_>>()).await.expect("finished");
    let jobs = take(store, 9, 1).await;
    assert_eq!(told(&jobs), both(&[Claims], 0));
    assert!(jobs.iter().all(|job| job.anew == [Claims] && job.anew_memory.is_empty()));
}

pub(crate) async fn what_is_to_be_made_anew_is_told_until_it_is_done(store: &impl Store) {
    with_jobs(store, 1).await;
    let name = "TH-patent-1-A";
    let asked = [wanted(name, &[Title], Anew::MachineAndMemory), wanted(name, &[Claims], Anew::Machine)];
    store.request_translations(&asked[..1], false, at(0)).await.expect("asked");
    store.request_translations(&asked[1..], false, at(0)).await.expect("asked");
    let job = take(store, 1, 0).await.remove(0);
    assert_eq!((job.parts, job.anew, job.anew_memory), (vec![Title, Abstract], vec![Title], vec![Title]));
    store.retry_jobs(&[JobToRetry { id: job.id, at: at(1), reason: "engine-timed-out".to_owned() }]).await.expect("put back");
    let job = take(store, 1, 1).await.remove(0);
    assert_eq!((job.anew, job.anew_memory), (vec![Title], vec![Title]), "a failure forgets nothing");
    store.finish_jobs(&[job.id]).await.expect("finished");
    let job = take(store, 1, 1).await.remove(0);
    assert_eq!((job.parts, job.anew, job.anew_memory), (vec![Claims], vec![Claims], Vec::new()));
    store.finish_jobs(&[job.id]).await.expect("finished");
    store.request_translation(&id(name), &[Title], at(2)).await.expect("asked");
    assert!(take(store, 1, 2).await[0].anew.is_empty());
}

pub(crate) async fn jobs_are_counted_by_how_they_stand(store: &impl Store) {
    with_jobs(store, 5).await;
    let jobs = take(store, 4, 0).await;
    let later = |at_position: usize, seconds: i64, reason: &str| JobToRetry {
        id: jobs[at_position].id,
        at: at(seconds),
        reason: reason.to_owned(),
    };
    let back = [later(0, 60, "quota-exhausted"), later(1, 50, "quota-exhausted"), later(2, 70, "engine-timed-out")];
    store.retry_jobs(&back).await.expect("put back");
    let counts = store.job_counts(at(0)).await.expect("counted");
    let put_back = |reason: &str, jobs, seconds| JobsPutBack { reason: reason.to_owned(), jobs, next: at(seconds) };
    let both = vec![put_back("quota-exhausted", 2, 50), put_back("engine-timed-out", 1, 70)];
    assert_eq!(counts, JobCounts { due: 1, taken: 1, later: both });
    let counts = store.job_counts(at(65)).await.expect("counted");
    assert_eq!(counts, JobCounts { due: 3, taken: 1, later: vec![put_back("engine-timed-out", 1, 70)] });
}

pub(crate) async fn two_takers_never_share_a_job(store: &impl Store) {
    with_jobs(store, 40).await;
    let (a, b, c) = tokio::join!(take(store, 15, 0), take(store, 15, 0), take(store, 15, 0));
    let mut all: Vec<i64> = [a, b, c].concat().iter().map(|job| job.id).collect();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 40);
}

pub(crate) async fn answers_are_kept_by_key(store: &impl Store) {
    let keys = ["b", "a", "c"].map(str::to_owned);
    assert_eq!(store.cached(&keys).await.expect("read"), [None, None, None]);
    let answers = [("a".to_owned(), "甲".to_owned()), ("b".to_owned(), "乙".to_owned()), ("a".to_owned(), "丙".to_owned())];
    store.keep_cached(&answers, at(0)).await.expect("kept");
    assert_eq!(store.cached(&keys).await.expect("read"), [Some("乙".to_owned()), Some("丙".to_owned()), None]);
}
