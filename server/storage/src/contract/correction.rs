//! What people write, and what becomes of it.

use index_config::TextOrigin;
use publication::{AccountId, PublicationId};

use super::samples::{DELIVERY, at, id, publication, record, segment};
use crate::{Act, Actor, Became, Draft, HumanText, SaveOutcome, SegmentKey, SegmentMarks, Store};

pub(crate) fn person(account: i64, name: &str) -> Actor {
    Actor { account: AccountId(account), name: name.to_owned() }
}

/// A person's text for a title's segment.
pub(crate) fn written(source: &str, japanese: &str, based_on: i64, by: &Actor) -> HumanText {
    let of = segment(source, japanese);
    HumanText {
        key: of.key,
        source: of.source,
        japanese: of.japanese,
        state: "translated".to_owned(),
        provenance: format!(r#"{{"by":"human","author":"{}","date":"2026-11-29"}}"#, by.name),
        based_on,
        act: Act::Save,
        by: by.clone(),
        reason: String::new(),
        findings: false,
        to_review: true,
        may_pass_lock: false,
        seen_version: 1,
        taken: None,
    }
}

pub(crate) async fn with_one(store: &impl Store) -> (PublicationId, SegmentKey) {
    let one = publication("TH-patent-1-A", "One");
    store.store(DELIVERY, vec![record(one.clone())], at(0)).await.expect("stored");
    store.keep_machine(vec![(one.id.clone(), vec![segment("One", "機械")])], at(1)).await.expect("kept");
    (one.id, segment("One", "").key)
}

pub(crate) async fn a_save_is_a_revision_with_its_author(store: &impl Store) {
    let (one, key) = with_one(store).await;
    let (hana, taro) = (person(7, "花子"), person(8, "太郎"));
    let last = store.last_change().await.expect("read");
    let text = HumanText { reason: "用語".to_owned(), findings: true, ..written("One", "一番", 1, &hana) };
    assert_eq!(store.save(&one, text, at(2)).await.expect("saved"), SaveOutcome::Saved(2));
    assert_eq!(store.last_change().await.expect("read"), last + 1, "the index will hear of it");
    assert_eq!(store.save(&one, written("One", "第一", 2, &taro), at(3)).await.expect("saved"), SaveOutcome::Saved(3));
    let counts = store.corrected(publication::Audience::Public).await.expect("counted");
    let told: Vec<_> = counts.iter().map(|of| (of.office.as_str(), of.segments, of.publications)).collect();
    assert_eq!(told, [("TH", 1, 1)]);
    let now = store.segment(&one, &key).await.expect("read").expect("there");
    assert_eq!((now.japanese.as_str(), now.origin, now.revision, now.account), ("第一", TextOrigin::Human, 3, Some(AccountId(8))));
    assert_eq!(now.marks, SegmentMarks { to_review: true, ..SegmentMarks::default() }, "findings are of one text");
    let history = store.history(&one, &key, 10).await.expect("read");
    let told: Vec<_> = history
        .iter()
        .map(|r| (r.revision, r.japanese.as_str(), r.act.as_ref().map(|a| (a.by.name.as_str(), a.reason.as_str()))))
        .collect();
    assert_eq!(told, [(3, "第一", Some(("太郎", ""))), (2, "一番", Some(("花子", "用語"))), (1, "機械", None)]);
    assert_eq!(history[1].saved, at(2));
    assert_eq!(store.history(&one, &key, 1).await.expect("read").len(), 1);
    assert_eq!(store.save(&id("TH-patent-9-A"), written("One", "九", 0, &hana), at(4)).await.expect("asked"), SaveOutcome::Missing);
}

pub(crate) async fn a_clash_shows_both_texts_and_their_ancestor(store: &impl Store) {
    let (one, key) = with_one(store).await;
    let (hana, taro) = (person(7, "花子"), person(8, "太郎"));
    store.save(&one, written("One", "一番", 1, &hana), at(2)).await.expect("saved");
    let last = store.last_change().await.expect("read");
    let SaveOutcome::Clash(clash) = store.save(&one, written("One", "第一", 1, &taro), at(3)).await.expect("asked") else {
        panic!("it is no clash")
    };
    assert_eq!(clash.based_on, 1);
    let told = |revision: &Option<crate::Revision>| revision.as_ref().map(|r| (r.revision, r.japanese.clone()));
    assert_eq!(told(&clash.present), Some((2, "一番".to_owned())));
    assert_eq!(told(&clash.ancestor), Some((1, "機械".to_owned())));
    assert_eq!(store.last_change().await.expect("read"), last);
    assert_eq!(store.segment(&one, &key).await.expect("read").expect("there").japanese, "一番");
    // Sent again after a lost answer, what one has saved is saved; what another has is not.
    assert_eq!(store.save(&one, written("One", "一番", 1, &hana), at(4)).await.expect("saved"), SaveOutcome::Saved(2));
    assert!(matches!(store.save(&one, written("One", "一番", 1, &taro), at(4)).await.expect("asked"), SaveOutcome::Clash(_)));
    // Where nothing was, there is no ancestor.
    store.save(&one, written("New", "新", 0, &hana), at(5)).await.expect("saved");
    let SaveOutcome::Clash(clash) = store.save(&one, written("New", "別", 0, &taro), at(6)).await.expect("asked") else {
        panic!("it is no clash")
    };
    assert!(clash.ancestor.is_none() && clash.present.is_some());
}

pub(crate) async fn an_older_revision_is_taken_back_as_a_new_one(store: &impl Store) {
    let (one, key) = with_one(store).await;
    let (hana, taro) = (person(7, "花子"), person(8, "太郎"));
    store.save(&one, written("One", "一番", 1, &hana), at(2)).await.expect("saved");
    store.save(&one, written("One", "第一", 2, &taro), at(3)).await.expect("saved");
    assert_eq!(store.restore(&one, &key, 2, 3, &taro, false, at(4)).await.expect("restored"), SaveOutcome::Saved(4));
    let now = store.segment(&one, &key).await.expect("read").expect("there");
    assert_eq!((now.japanese.as_str(), now.account, now.marks.to_review), ("一番", Some(hana.account), true), "they are her words again");
    let history = store.history(&one, &key, 10).await.expect("read");
    assert_eq!(history.len(), 4);
    let act = history[0].act.clone().expect("an act");
    assert_eq!((act.act, act.by, act.restored), (Act::Restore, taro.clone(), Some(2)));
    // A machine's text, too; it is the machine's again.
    assert_eq!(store.restore(&one, &key, 1, 4, &hana, false, at(5)).await.expect("restored"), SaveOutcome::Saved(5));
    let now = store.segment(&one, &key).await.expect("read").expect("there");
    assert_eq!((now.origin, now.account, now.marks.to_review), (TextOrigin::Machine, None, false));
    assert!(matches!(store.restore(&one, &key, 2, 4, &hana, false, at(6)).await.expect("asked"), SaveOutcome::Clash(_)));
    assert_eq!(store.restore(&one, &key, 99, 5, &hana, false, at(6)).await.expect("asked"), SaveOutcome::Missing);
}

pub(crate) async fn a_draft_is_kept_as_typed_last_and_is_no_revision(store: &impl Store) {
    let (one, key) = with_one(store).await;
    let hana = person(7, "花子");
    let typed =
        |japanese: &str, typed| Draft { key: key.clone(), source: "One".to_owned(), japanese: japanese.to_owned(), based_on: 1, typed };
    let last = store.last_change().await.expect("read");
    store.keep_draft(&one, hana.account, typed("いちば", 20)).await.expect("kept");
    store.keep_draft(&one, hana.account, typed("いち", 10)).await.expect("kept");
    store.keep_draft(&one, AccountId(8), typed("別", 5)).await.expect("kept");
    assert_eq!(store.drafts(&one, hana.account).await.expect("read"), [typed("いちば", 20)], "what was typed later holds");
    assert_eq!(store.last_change().await.expect("read"), last, "nobody else hears of it");
    assert_eq!(store.history(&one, &key, 10).await.expect("read").len(), 1);
    store.drop_draft(&one, hana.account, &key, 19).await.expect("asked");
    assert_eq!(store.drafts(&one, hana.account).await.expect("read").len(), 1, "it is newer");
    store.save(&one, written("One", "一番", 1, &hana), at(2)).await.expect("saved");
    assert!(store.drafts(&one, hana.account).await.expect("read").is_empty(), "it was saved");
    assert_eq!(store.drafts(&one, AccountId(8)).await.expect("read").len(), 1, "another's is his");
    store.drop_draft(&one, AccountId(8), &key, 5).await.expect("asked");
    assert!(store.drafts(&one, AccountId(8)).await.expect("read").is_empty());
}

pub(crate) async fn a_locked_segment_is_changed_by_who_may_pass(store: &impl Store) {
    let (one, key) = with_one(store).await;
    let hana = person(7, "花子");
    assert!(store.lock(&one, &key, true).await.expect("locked"));
    assert!(!store.lock(&one, &SegmentKey { occurrence: 5, ..key.clone() }, true).await.expect("asked"));
    assert_eq!(store.save(&one, written("One", "一番", 1, &hana), at(2)).await.expect("asked"), SaveOutcome::Locked);
    assert_eq!(store.restore(&one, &key, 1, 1, &hana, false, at(2)).await.expect("asked"), SaveOutcome::Locked);
    assert_eq!(store.keep_machine(vec![(one.clone(), vec![segment("One", "別の機械")])], at(2)).await.expect("kept"), 0);
    let passes = HumanText { may_pass_lock: true, ..written("One", "一番", 1, &hana) };
    assert_eq!(store.save(&one, passes, at(3)).await.expect("saved"), SaveOutcome::Saved(2));
    assert!(store.segment(&one, &key).await.expect("read").expect("there").marks.locked, "it stays locked");
    store.lock(&one, &key, false).await.expect("unlocked");
    assert_eq!(store.save(&one, written("One", "第一", 2, &hana), at(4)).await.expect("saved"), SaveOutcome::Saved(3));
}

pub(crate) async fn a_new_version_asks_what_became_of_peoples_sentences(store: &impl Store) {
    let (one, key) = with_one(store).await;
    let hana = person(7, "花子");
    // A version of a publication without people's words asks for nothing.
    store.store(DELIVERY, vec![record(publication("TH-patent-1-A", "One and more"))], at(2)).await.expect("stored");
    assert!(store.stale_jobs(10).await.expect("read").is_empty());
    assert_eq!(store.present_version(&one).await.expect("read"), 2);
    // Nor does a save on the version that was seen; one on another does.
    store.save(&one, HumanText { seen_version: 2, ..written("One", "一番", 1, &hana) }, at(3)).await.expect("saved");
    assert!(store.stale_jobs(10).await.expect("read").is_empty());
    store.save(&one, written("One", "第一", 2, &hana), at(3)).await.expect("saved");
    let first = store.stale_jobs(10).await.expect("read");
    assert_eq!(first.len(), 1);
    // Asked for again while somebody is at it: the answer of before ends nothing.
    store.store(DELIVERY, vec![record(publication("TH-patent-1-A", "One or two"))], at(4)).await.expect("stored");
    store.note_stale(&first[0], vec![(key.clone(), None)], at(5)).await.expect("noted");
    assert!(store.stale(&one).await.expect("read").is_empty());
    let second = store.stale_jobs(10).await.expect("read");
    assert_eq!((second.len(), second[0].publication.clone()), (1, one.clone()));
    let became = Became { key: segment("One or two", "").key, source: "One or two".to_owned(), likeness: 60 };
    store.note_stale(&second[0], vec![(key.clone(), Some(became.clone()))], at(5)).await.expect("noted");
    assert!(store.stale_jobs(10).await.expect("read").is_empty());
    let stale = store.stale(&one).await.expect("read");
    assert_eq!((stale.len(), stale[0].before.japanese.as_str(), stale[0].settled), (1, "第一", false));
    assert_eq!(stale[0].became, Some(became.clone()));
    // A save for the new sentence settles it, and the same answer does not open it again; the words stay.
    store.save(&one, HumanText { seen_version: 3, ..written("One or two", "一か二", 0, &hana) }, at(6)).await.expect("saved");
    assert!(store.stale(&one).await.expect("read")[0].settled);
    store.store(DELIVERY, vec![record(publication("TH-patent-1-A", "One or two."))], at(7)).await.expect("stored");
    let third = store.stale_jobs(10).await.expect("read");
    store.note_stale(&third[0], vec![(key.clone(), Some(became))], at(8)).await.expect("noted");
    assert!(store.stale(&one).await.expect("read")[0].settled);
    // Its sentence is back: it is stale no more.
    store.store(DELIVERY, vec![record(publication("TH-patent-1-A", "One"))], at(9)).await.expect("stored");
    let fourth = store.stale_jobs(10).await.expect("read");
    store.note_stale(&fourth[0], Vec::new(), at(10)).await.expect("noted");
    assert!(store.stale(&one).await.expect("read").is_empty());
    assert_eq!(store.segment(&one, &key).await.expect("read").expect("there").japanese, "第一");
}

pub(crate) async fn a_stale_text_is_put_aside(store: &impl Store) {
    let (one, key) = with_one(store).await;
    store.save(&one, written("One", "一番", 1, &person(7, "花子")), at(2)).await.expect("saved");
    store.store(DELIVERY, vec![record(publication("TH-patent-1-A", "Other"))], at(3)).await.expect("stored");
    let jobs = store.stale_jobs(10).await.expect("read");
    store.note_stale(&jobs[0], vec![(key.clone(), None)], at(4)).await.expect("noted");
    store.settle_stale(&one, &key, at(5)).await.expect("settled");
    let stale = store.stale(&one).await.expect("read");
    assert_eq!((stale.len(), stale[0].settled, stale[0].became.clone()), (1, true, None), "it can still be read");
}
