//! What only SQLite's adapter does: the file, the lock, and counts equal to a recount. All else is the contract's.

use std::collections::BTreeMap;

use proptest::prelude::*;
use publication::{Audience, Element, PublishedDate};
use sqlx::{ConnectOptions as _, Connection as _};
use tempfile::TempDir;

use super::SqliteStore;
use crate::{
    ChangeRepository, PublicationRepository, StorageError, Stored,
    contract::{DELIVERY, at, contract_tests, id, publication, record},
};

async fn open() -> (SqliteStore, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = SqliteStore::open(folder.path()).await.expect("opened");
    (store, folder)
}

contract_tests!(open);

#[tokio::test]
async fn what_was_stored_is_there_after_opening_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("deep").join("er");
    assert!(SqliteStore::open_existing(&place).await.expect("looked").is_none());
    let store = SqliteStore::open(&place).await.expect("opened");
    store.store(DELIVERY, vec![record(publication("TH-patent-1-A", "Device"))], at(0)).await.expect("stored");
    store.close().await;
    let store = SqliteStore::open_existing(&place).await.expect("looked").expect("is there");
    assert!(store.publication(&id("TH-patent-1-A"), Audience::Public).await.expect("read").is_some());
    let report = store.integrity().await.expect("checked");
    assert_eq!((report.publications, report.versions, report.last_change, report.jobs_waiting), (1, 1, 1, 1));
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    assert!(report.database_bytes > 0);
}

#[tokio::test]
async fn a_change_that_is_dropped_leaves_nothing_half() {
    let (store, _folder) = open().await;
    store.store(DELIVERY, vec![record(publication("TH-patent-1-A", "Device"))], at(0)).await.expect("stored");
    let before = store.integrity().await.expect("checked");
    // At every stage of storing: the future is dropped after so many polls, as when its task is aborted.
    for polls in 1..60 {
        let batch = (0..40).map(|number| record(publication(&format!("TH-patent-{number}-A"), "Other"))).collect();
        let mut storing = Box::pin(store.store(DELIVERY, batch, at(1)));
        let mut polled = 0;
        let ended = std::future::poll_fn(|context| {
            polled += 1;
            let poll = storing.as_mut().poll(context);
            if polled == polls || poll.is_ready() { std::task::Poll::Ready(poll.is_ready()) } else { std::task::Poll::Pending }
        })
        .await;
        drop(storing);
        if ended {
            break;
        }
        // A commit may be under way when its future is dropped: what counts is what the store comes to rest at.
        let mut after = store.integrity().await.expect("checked");
        loop {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            let again = store.integrity().await.expect("checked");
            let rests = (again.last_change, again.versions, again.jobs_waiting) == (after.last_change, after.versions, after.jobs_waiting);
            after = again;
            if rests {
                break;
            }
        }
        let last = after.last_change;
        if last == before.last_change {
            assert_eq!((after.publications, after.versions, after.jobs_waiting), (1, 1, 1), "after {polls} polls");
        } else {
            // Only the answer was lost: the change itself is whole.
            assert_eq!((last, after.publications, after.versions, after.jobs_waiting), (before.last_change + 40, 40, 41, 40));
            break;
        }
    }
    let batch = (0..40).map(|number| record(publication(&format!("TH-patent-{number}-A"), "Other"))).collect();
    store.store(DELIVERY, batch, at(2)).await.expect("stored");
    let after = store.integrity().await.expect("checked");
    assert_eq!((after.last_change, after.publications, after.versions), (41, 40, 41));
    assert_eq!(recount(&store).await, counted(&store).await);
}

#[tokio::test]
async fn two_stores_of_one_folder_wait_for_each_other() {
    let folder = tempfile::tempdir().expect("a folder");
    // Both find an empty folder and bring the schema up.
    let (one, two) = tokio::join!(SqliteStore::open(folder.path()), SqliteStore::open(folder.path()));
    let (one, two) = (one.expect("opened"), two.expect("opened"));
    let load = async |store: &SqliteStore, office: &str| {
        for round in 0..10 {
            let names = (0..20).map(|number| format!("{office}-patent-{}-A", round * 15 + number));
            let batch = names.map(|name| record(publication(&name, "Device"))).collect();
            store.store(DELIVERY, batch, at(round)).await.expect("stored");
        }
    };
    tokio::join!(load(&one, "TH"), load(&two, "TH"), load(&two, "MY"));
    let report = one.integrity().await.expect("checked");
    assert_eq!((report.publications, report.versions), (310, 310));
    let changes = two.changes_after(0, 1_000).await.expect("read");
    assert_eq!(changes.len(), 310);
    assert_eq!(recount(&one).await, counted(&two).await);
}

#[tokio::test]
async fn what_is_no_store_of_ours_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("kakehashi.sqlite3");
    std::fs::write(&file, "not a database, but long enough to be looked at as one. ".repeat(40)).expect("written");
    let refused = SqliteStore::open(folder.path()).await;
    assert!(matches!(refused, Err(StorageError::Corrupt(_))), "{refused:?}");

    let (store, folder) = open().await;
    sqlx::raw_sql("PRAGMA user_version = 9000").execute(&store.writer).await.expect("set");
    store.close().await;
    let refused = SqliteStore::open(folder.path()).await;
    assert!(matches!(&refused, Err(StorageError::Corrupt(why)) if why.contains("9000")), "{refused:?}");

    let (store, folder) = open().await;
    sqlx::raw_sql("PRAGMA application_id = 7").execute(&store.writer).await.expect("set");
    store.close().await;
    let refused = SqliteStore::open(folder.path()).await;
    assert!(matches!(refused, Err(StorageError::Corrupt(_))), "{refused:?}");
}

#[tokio::test]
async fn a_broken_text_is_told_as_corrupt() {
    let (store, _folder) = open().await;
    store.store(DELIVERY, vec![record(publication("TH-patent-1-A", "Device"))], at(0)).await.expect("stored");
    sqlx::raw_sql("UPDATE publication_part SET content = x'01ffffffff00'").execute(&store.writer).await.expect("broken");
    let refused = store.publication(&id("TH-patent-1-A"), Audience::Public).await;
    assert!(matches!(refused, Err(StorageError::Corrupt(_))), "{refused:?}");
    assert_eq!(store.summaries(&[id("TH-patent-1-A")], Audience::Public).await.expect("they do not read it").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_read_when_others_have_stopped_waiting_for_theirs() {
    let (store, _folder) = open().await;
    let batch: Vec<_> = (0..30).map(|number| record(publication(&format!("TH-patent-{number}-A"), "Device"))).collect();
    store.store(DELIVERY, batch, at(0)).await.expect("stored");
    let ids: Vec<_> = (0..30).map(|number| id(&format!("TH-patent-{number}-A"))).collect();
    for round in 0..20 {
        let ask = || {
            let (store, ids) = (store.clone(), ids.clone());
            tokio::spawn(async move { store.summaries(&ids, Audience::Public).await.map(|listed| listed.len()) })
        };
        // More than there are connections, of whom every other one goes away.
        let asked: Vec<_> = (0..12).map(|_| ask()).collect();
        for (place, asked) in asked.into_iter().enumerate() {
            if (place + round) % 2 == 0 {
                asked.abort();
            } else {
                assert_eq!(asked.await.expect("it ends").expect("a list"), 30);
            }
        }
    }
    store.close().await;
    assert!(store.summaries(&ids, Audience::Public).await.is_err());
}

#[tokio::test]
async fn a_full_disk_is_told_as_full() {
    let (store, _folder) = open().await;
    let pages: i64 = sqlx::query_scalar("PRAGMA page_count").fetch_one(&store.writer).await.expect("counted");
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {}", pages + 2))).execute(&store.writer).await.expect("set");
    let batch: Vec<_> = (0..300).map(|number| record(publication(&format!("TH-patent-{number}-A"), "Device"))).collect();
    let refused = store.store(DELIVERY, batch.clone(), at(0)).await;
    assert!(matches!(refused, Err(StorageError::Full)), "{refused:?}");
    sqlx::raw_sql("PRAGMA max_page_count = 1000000").execute(&store.writer).await.expect("set");
    assert_eq!(store.store(DELIVERY, batch, at(0)).await.expect("stored"), vec![Stored::Created; 300]);
}

#[tokio::test]
async fn every_revision_of_a_segment_stays() {
    use crate::{SegmentTranslation, TranslationRepository, contract::segment};
    let (store, _folder) = open().await;
    store.store(DELIVERY, vec![record(publication("TH-patent-1-A", "One"))], at(0)).await.expect("stored");
    let one = id("TH-patent-1-A");
    store.keep_machine(vec![(one.clone(), vec![segment("One", "一")])], at(1)).await.expect("kept");
    store.keep_machine(vec![(one.clone(), vec![segment("One", "壱")])], at(2)).await.expect("kept");
    store.save_human(&one, SegmentTranslation { revision: 2, ..segment("One", "ひとつ") }, at(3)).await.expect("saved");
    store.save_human(&one, SegmentTranslation { revision: 3, ..segment("One", "ひとつ。") }, at(4)).await.expect("saved");
    let revisions: Vec<(i64, String, String)> = sqlx::query_as("SELECT revision, japanese, origin FROM segment_revision ORDER BY revision")
        .fetch_all(&store.readers)
        .await
        .expect("read");
    let told: Vec<_> = revisions.iter().map(|(revision, japanese, origin)| (*revision, japanese.as_str(), origin.as_str())).collect();
    assert_eq!(told, [(1, "一", "machine"), (2, "壱", "machine"), (3, "ひとつ", "human")]);
}

/// Office, right, year, count, samples, elements, first, last.
type Coverage = BTreeMap<(String, String, Option<u16>), (u64, u64, Vec<(Element, u64)>, Option<String>, Option<String>)>;

async fn counted(store: &SqliteStore) -> [Coverage; 2] {
    let mut both = [Coverage::new(), Coverage::new()];
    for (told, audience) in both.iter_mut().zip([Audience::Public, Audience::Inside]) {
        for row in store.coverage(audience).await.expect("read") {
            let key = (row.office.to_string(), row.right.to_string(), row.year);
            let dates = [row.first, row.last].map(|date| date.map(|date| date.to_string()));
            let [first, last] = dates;
            assert!(told.insert(key, (row.count, row.samples, row.elements, first, last)).is_none());
        }
    }
    both
}

/// Counts anew, from the publications themselves.
async fn recount(store: &SqliteStore) -> [Coverage; 2] {
    let mut both = [Coverage::new(), Coverage::new()];
    let ids = store.ids_after(None, 10_000).await.expect("read");
    for (publication, withheld) in store.held(&ids).await.expect("read").into_iter().flatten() {
        let date = publication.publication_date.as_ref().and_then(|date| date.iso);
        let key = (publication.id.office().to_string(), publication.id.right().to_string(), date.map(|date| date.year()));
        let date = date.map(|date| date.to_string());
        for coverage in both.iter_mut().skip(usize::from(withheld.is_everything())) {
            let row = coverage.entry(key.clone()).or_insert((0, 0, Vec::new(), date.clone(), date.clone()));
            row.0 += 1;
            row.1 += u64::from(publication.sample);
            for element in publication.elements() {
                match row.2.iter_mut().find(|(other, _)| *other == element) {
                    Some((_, count)) => *count += 1,
                    None => row.2.push((element, 1)),
                }
            }
            row.2.sort_unstable();
            row.3 = row.3.clone().min(date.clone());
            row.4 = row.4.clone().max(date.clone());
        }
    }
    both
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn coverage_equals_a_recount(
        batches in proptest::collection::vec(proptest::collection::vec((0..12_u32, 0..3_usize, 0..5_u32, 0..16_u8), 1..30), 1..6),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let (store, _folder) = open().await;
            for batch in batches {
                let batch = batch.into_iter().map(|(number, kind, date, with)| {
                    let name = ["TH-patent-#-A", "TH-patent-#-B", "MY-design-#"][kind].replace('#', &number.to_string());
                    let mut made = publication(&name, "Device");
                    let date = ["20210105", "20210106", "20211231", "20200101", "unreadable"][date as usize];
                    made.publication_date = Some(PublishedDate::read(date));
                    if with & 1 == 0 { made.descriptions.clear(); }
                    if with & 2 == 0 { made.abstracts.clear(); }
                    made.sample = with & 4 == 0;
                    crate::PublicationToStore { public: with & 8 == 0, ..record(made) }
                }).collect();
                store.store(DELIVERY, batch, at(0)).await.expect("stored");
            }
            assert_eq!(recount(&store).await, counted(&store).await);
            let kinds: u64 = store.kinds(Audience::Inside).await.expect("read").into_iter().map(|(_, _, count)| count).sum();
            assert_eq!(kinds, store.integrity().await.expect("checked").publications);
        });
    }
}

#[tokio::test]
async fn units_from_before_there_was_an_index_are_brought_in() {
    use crate::{MemoryRepository, UnitOrigin, UnitSide};
    let folder = tempfile::tempdir().expect("a folder");
    let older = sqlx::sqlite::SqliteConnectOptions::new().filename(folder.path().join(super::DATABASE)).create_if_missing(true);
    let mut older = older.connect().await.expect("a database");
    // As the schema was before the memory had an index and contexts.
    super::schema::migrate_to(&mut older, 6).await.expect("an older store");
    sqlx::raw_sql(
        "INSERT INTO memory_unit VALUES (7, 'en', x'00', 1, 'The lid is shut.', '蓋は閉じている。', 'The lid is shut.', '訳者', 5); \
         INSERT INTO term (concept, language, term, japanese) VALUES ('lid', 'en', 'lid', '蓋');",
    )
    .execute(&mut older)
    .await
    .expect("an older store");
    older.close().await.expect("closed");
    let store = SqliteStore::open(folder.path()).await.expect("it is brought up to date");
    let language = publication::LanguageTag::from_office("en");
    let alike = store.similar(&language, "The lid is open.", Audience::Public, 9).await.expect("read");
    let told: Vec<_> = alike.iter().map(|unit| (unit.japanese.as_str(), unit.origin, unit.context.as_str())).collect();
    assert_eq!(told, [("蓋は閉じている。", UnitOrigin::Imported, "")]);
    let found = store.containing(&["閉じ".to_owned()], UnitSide::Japanese, None, Audience::Public, 9).await.expect("read");
    assert_eq!(found, alike);
    assert_eq!(store.terms(None, Audience::Public).await.expect("read").len(), 1);
}

#[tokio::test]
async fn what_arrived_and_jobs_of_before_deliveries_were_taken_back_by_jobs_stay() {
    use crate::{ArrivalState, FeedFilter, FeedRepository, JobKind, JobState};
    let folder = tempfile::tempdir().expect("a folder");
    let older = sqlx::sqlite::SqliteConnectOptions::new().filename(folder.path().join(super::DATABASE)).create_if_missing(true);
    let mut older = older.connect().await.expect("a database");
    super::schema::migrate_to(&mut older, 17).await.expect("an older store");
    sqlx::raw_sql(
        "INSERT INTO feed VALUES (3, 'th', 'TH', 1, 5, 1, '[]', '', '', '', NULL, NULL, NULL, '', '', '', 0, 0, '', NULL, NULL, 'never', NULL); \
         INSERT INTO arrival VALUES (7, 3, 'TH', 'a.zip', 'a.zip', 'm', 'upload', 9, 'aa', '', 5, '山田', 'n', 'partly', '', ''); \
         INSERT INTO feed_job (id, kind, feed, arrival, options, asked_by, created, state, due) VALUES \
         (4, 'harvest', 3, 7, '{}', '山田', 5, 'done', 5), (9, 'check', 3, NULL, '{}', '', 6, 'waiting', 6);",
    )
    .execute(&mut older)
    .await
    .expect("an older store");
    older.close().await.expect("closed");
    let store = SqliteStore::open(folder.path()).await.expect("it is brought up to date");
    let arrival = store.arrival(7).await.expect("read").expect("it is there");
    assert_eq!((arrival.name.as_str(), arrival.feed, arrival.state, arrival.note.as_str()), ("a.zip", 3, ArrivalState::Partly, "n"));
    let jobs = store.feed_jobs(FeedFilter::default(), 9).await.expect("read");
    let told: Vec<_> = jobs.iter().map(|job| (job.id, job.kind, job.feed, job.arrival, job.state)).collect();
    assert_eq!(told, [(9, JobKind::Check, 3, None, JobState::Waiting), (4, JobKind::Harvest, 3, Some(7), JobState::Done)]);
    assert_eq!(store.integrity().await.expect("checked").problems, Vec::<String>::new());
}

#[tokio::test]
async fn the_audit_log_is_not_rewritten() {
    use crate::{AuditEntry, AuditRepository};
    let (store, _folder) = open().await;
    let entry = AuditEntry { at: at(0), account: None, act: "feed-enabled", subject: "TH".to_owned(), before: None, after: None };
    store.note(entry).await.expect("noted");
    for statement in ["UPDATE audit SET subject = 'MY'", "DELETE FROM audit"] {
        let refused = sqlx::raw_sql(statement).execute(&store.writer).await;
        assert!(refused.is_err_and(|why| why.to_string().contains("only added to")), "{statement}");
    }
}

#[tokio::test]
async fn the_number_of_an_account_is_never_given_again() {
    use crate::{AccountRepository, NewAccount};
    let (store, _folder) = open().await;
    let new = |name: &str| NewAccount {
        sign_in_name: name.to_owned(),
        name: name.to_owned(),
        mail: None,
        role: publication::Role::Reader,
        audience: Audience::Public,
        password: None,
    };
    let first = store.add_account(new("first"), None, at(0)).await.expect("added");
    sqlx::raw_sql("DELETE FROM account").execute(&store.writer).await.expect("taken away past the port");
    let second = store.add_account(new("second"), None, at(0)).await.expect("added");
    assert!(second.id > first.id);
}
