//! Review, suggestions, and lists of what is to be done.

use publication::{AccountId, Audience, Classification, ClassificationScheme, ProvidedElement, PublicationId, Right};
use time::OffsetDateTime;

use super::{
    correction::{person, with_one, written},
    samples::{DELIVERY, at, id, language, publication, record, restricted, segment},
};
use crate::{
    Actor, HumanText, Judged, Judgement, JudgementOutcome, MemoryUnit, NewRating, NewSuggestion, Provision, SaveOutcome, SegmentKey, Store,
    SuggestionOrigin, UnitOrigin, UnitSide, WorkList, WorkQuestion,
};

pub(crate) fn unit(source: &str, japanese: &str, created: OffsetDateTime) -> MemoryUnit {
    MemoryUnit {
        source_language: language("en"),
        source: source.to_owned(),
        japanese: japanese.to_owned(),
        pattern: source.to_owned(),
        context: String::new(),
        author: "花子".to_owned(),
        created,
        changed: None,
        origin: UnitOrigin::Approved,
        origin_name: "TH-patent-1-A".to_owned(),
        // What is said here is not believed.
        public: true,
    }
}

pub(crate) fn approval(source: &str, japanese: &str, based_on: i64, by: &Actor) -> Judged {
    Judged {
        key: segment(source, "").key,
        based_on,
        judgement: Judgement::Approve { unit: Box::new(unit(source, japanese, at(10))) },
        by: by.clone(),
        reason: String::new(),
        may_judge_own: false,
        state: "final".to_owned(),
    }
}

fn suggestion(key: &SegmentKey, japanese: &str) -> NewSuggestion {
    NewSuggestion {
        key: key.clone(),
        source: "One".to_owned(),
        japanese: japanese.to_owned(),
        reason: String::new(),
        account: None,
        name: String::new(),
    }
}

pub(crate) async fn approving_teaches_the_memory_at_once(store: &impl Store) {
    let (one, key) = with_one(store).await;
    let (hana, ume) = (person(7, "花子"), person(9, "梅"));
    assert_eq!(store.judge(&one, approval("One", "機械", 1, &ume), at(2)).await.expect("asked"), JudgementOutcome::NotHuman);
    store.save(&one, written("One", "一番", 1, &hana), at(2)).await.expect("saved");
    assert_eq!(store.judge(&one, approval("One", "一番", 2, &hana), at(3)).await.expect("asked"), JudgementOutcome::Own);
    let outdated = store.judge(&one, approval("One", "一番", 1, &ume), at(3)).await.expect("asked");
    assert!(matches!(outdated, JudgementOutcome::Of(SaveOutcome::Clash(_))), "{outdated:?}");
    assert_eq!(store.units(Audience::Inside).await.expect("counted"), 0);
    let approved = store.judge(&one, approval("One", "一番", 2, &ume), at(3)).await.expect("approved");
    assert_eq!(approved, JudgementOutcome::Of(SaveOutcome::Saved(3)));
    let now = store.segment(&one, &key).await.expect("read").expect("there");
    assert_eq!((now.state.as_str(), now.marks.to_review, now.account), ("final", false, Some(hana.account)), "the words stay hers");
    let units = store.exact(&language("en"), &["One".to_owned()], Audience::Public).await.expect("read");
    assert_eq!(units.iter().map(|unit| unit.japanese.as_str()).collect::<Vec<_>>(), ["一番"]);
    let found = store.containing(&["一番".to_owned()], UnitSide::Japanese, None, Audience::Public, 5).await.expect("read");
    assert_eq!(found.len(), 1, "the memory's own index has it");
}

pub(crate) async fn approved_text_that_is_hidden_teaches_the_inside_alone(store: &impl Store) {
    let (hana, ume) = (person(7, "花子"), person(9, "梅"));
    let hidden = publication("TH-patent-5-A", "One");
    store.store(DELIVERY, vec![restricted(hidden.clone())], at(0)).await.expect("stored");
    let (open, _) = with_one(store).await;
    store.save(&hidden.id, written("One", "秘密", 0, &hana), at(2)).await.expect("saved");
    store.judge(&hidden.id, approval("One", "秘密", 1, &ume), at(3)).await.expect("approved");
    assert_eq!((store.units(Audience::Public).await.expect("counted"), store.units(Audience::Inside).await.expect("counted")), (0, 1));
    assert_eq!(store.offer_approved(100, at(4)).await.expect("offered"), Some(0));
    assert!(store.suggestions(&open, 10).await.expect("read").is_empty());
    // The same of a part that is kept back.
    let (office, element) = ("TH".parse().expect("an office"), Some(ProvidedElement::Title));
    let kept_back = Provision { office, right: Right::Patent, element, public: false, since: None };
    store.provide(&kept_back, None, at(5)).await.expect("decided");
    store.save(&open, written("One", "別の訳", 1, &hana), at(6)).await.expect("saved");
    store.judge(&open, approval("One", "別の訳", 2, &ume), at(7)).await.expect("approved");
    assert_eq!(store.units(Audience::Public).await.expect("counted"), 0);
    assert!(store.corrected(Audience::Public).await.expect("counted").is_empty());
    assert_eq!(store.corrected(Audience::Inside).await.expect("counted")[0].segments, 2);
}

/// How many units each read gives: the same sentence, an alike one, its words, an export, a count.
async fn units_seen(store: &impl Store, audience: Audience) -> [usize; 5] {
    let one = ["The lid is shut.".to_owned()];
    let exact = store.exact(&language("en"), &one, audience).await.expect("read").len();
    let alike = store.similar(&language("en"), "The lid is shut", audience, 5).await.expect("read").len();
    let words = store.containing(&["蓋".to_owned()], UnitSide::Japanese, None, audience, 5).await.expect("read").len();
    let exported = store.units_after(None, None, audience, 10).await.expect("read").len();
    let counted = store.units(audience).await.expect("counted");
    [exact, alike, words, exported, usize::try_from(counted).expect("few")]
}

pub(crate) async fn what_the_memory_learnt_follows_what_it_learnt_from(store: &impl Store) {
    let (hana, ume) = (person(7, "花子"), person(9, "梅"));
    let source = "The lid is shut.";
    let document = publication("TH-patent-1-A", source);
    store.store(DELIVERY, vec![record(document.clone())], at(0)).await.expect("stored");
    let title = |public| Provision {
        office: "TH".parse().expect("an office"),
        right: Right::Patent,
        element: Some(ProvidedElement::Title),
        public,
        since: None,
    };
    let settle = async || while store.settle_provision(1, at(9)).await.expect("settled") > 0 {};
    // Approved while the title is hidden: for people inside, until it is shown.
    store.provide(&title(false), None, at(1)).await.expect("decided");
    settle().await;
    store.save(&document.id, written(source, "蓋は閉じる。", 0, &hana), at(2)).await.expect("saved");
    store.judge(&document.id, approval(source, "蓋は閉じる。", 1, &ume), at(3)).await.expect("approved");
    assert_eq!((units_seen(store, Audience::Public).await, units_seen(store, Audience::Inside).await), ([0; 5], [1; 5]));
    store.provide(&title(true), None, at(4)).await.expect("decided");
    settle().await;
    assert_eq!((units_seen(store, Audience::Public).await, units_seen(store, Audience::Inside).await), ([1; 5], [1; 5]));
    // Hidden again: from the moment of the decision, before anything is settled.
    store.provide(&title(false), None, at(5)).await.expect("decided");
    assert_eq!((units_seen(store, Audience::Public).await, units_seen(store, Audience::Inside).await), ([0; 5], [1; 5]));
    let inside = store.exact(&language("en"), &[source.to_owned()], Audience::Inside).await.expect("read");
    assert!(!inside[0].public, "people inside and their exports are told that it is restricted");
    settle().await;
    store.provide(&title(true), None, at(6)).await.expect("decided");
    assert_eq!(units_seen(store, Audience::Public).await, [1; 5], "and shown again");
    // A delivery that leaves the document to people inside takes the unit along.
    store.store("later", vec![restricted(publication("TH-patent-1-A", "The lid is open."))], at(7)).await.expect("stored");
    assert_eq!((units_seen(store, Audience::Public).await, units_seen(store, Audience::Inside).await), ([0; 5], [1; 5]));
}

pub(crate) async fn what_is_hidden_since_takes_nobodys_place(store: &impl Store) {
    let (hana, ume) = (person(7, "花子"), person(9, "梅"));
    for (name, source) in [("TH-patent-1-A", "The lid is shut."), ("TH-patent-2-A", "The lid is shut now.")] {
        let document = publication(name, source);
        store.store(DELIVERY, vec![record(document.clone())], at(0)).await.expect("stored");
        store.save(&document.id, written(source, "蓋は閉じる。", 0, &hana), at(2)).await.expect("saved");
        store.judge(&document.id, approval(source, "蓋は閉じる。", 1, &ume), at(3)).await.expect("approved");
    }
    store.store("later", vec![restricted(publication("TH-patent-1-A", "The lid is shut."))], at(7)).await.expect("stored");
    for (audience, best) in [(Audience::Inside, "The lid is shut."), (Audience::Public, "The lid is shut now.")] {
        let alike = store.similar(&language("en"), "The lid is shut.", audience, 1).await.expect("read");
        assert_eq!(alike.iter().map(|unit| unit.source.as_str()).collect::<Vec<_>>(), [best], "{audience:?}");
    }
}

pub(crate) async fn what_is_sent_back_goes_to_its_author(store: &impl Store) {
    let (one, key) = with_one(store).await;
    let (hana, ume) = (person(7, "花子"), person(9, "梅"));
    store.save(&one, written("One", "一番", 1, &hana), at(2)).await.expect("saved");
    let judged =
        Judged { judgement: Judgement::SendBack, reason: "訳語".to_owned(), state: "draft".to_owned(), ..approval("One", "", 2, &ume) };
    assert_eq!(store.judge(&one, judged, at(3)).await.expect("judged"), JudgementOutcome::Of(SaveOutcome::Saved(3)));
    let now = store.segment(&one, &key).await.expect("read").expect("there");
    assert_eq!((now.japanese.as_str(), now.state.as_str(), now.account), ("一番", "draft", Some(hana.account)));
    assert!(now.marks.sent_back && !now.marks.to_review);
    let history = store.history(&one, &key, 1).await.expect("read");
    assert_eq!(history[0].act.as_ref().map(|act| act.reason.as_str()), Some("訳語"));
    store.save(&one, written("One", "第一", 3, &hana), at(4)).await.expect("saved");
    let marks = store.segment(&one, &key).await.expect("read").expect("there").marks;
    assert!(marks.to_review && !marks.sent_back);
}

pub(crate) async fn approved_text_is_offered_to_the_same_sentences(store: &impl Store) {
    let (one, key) = with_one(store).await;
    let (hana, ume) = (person(7, "花子"), person(9, "梅"));
    let others: Vec<PublicationId> = (2..=5).map(|n| id(&format!("TH-patent-{n}-A"))).collect();
    for other in &others {
        store.store(DELIVERY, vec![record(publication(&other.to_string(), "One"))], at(0)).await.expect("stored");
        store.keep_machine(vec![(other.clone(), vec![segment("One", "機械")])], at(1)).await.expect("kept");
    }
    // One has the text already, one is locked.
    store.save(&others[2], written("One", "一番", 1, &hana), at(2)).await.expect("saved");
    store.lock(&others[3], &key, true).await.expect("locked");
    store.save(&one, written("One", "一番", 1, &hana), at(2)).await.expect("saved");
    store.judge(&one, approval("One", "一番", 2, &ume), at(3)).await.expect("approved");
    assert_eq!(store.offer_approved(100, at(4)).await.expect("offered"), Some(2));
    assert_eq!(store.offer_approved(100, at(4)).await.expect("offered"), None);
    let waiting = store.suggestions(&others[0], 10).await.expect("read");
    assert_eq!((waiting.len(), waiting[0].japanese.as_str(), waiting[0].origin), (1, "一番", SuggestionOrigin::Identical));
    assert_eq!(store.segment(&others[0], &key).await.expect("read").expect("there").japanese, "機械", "never straight in");
    // Taking it settles it, by a save that names it.
    let taken = HumanText { taken: Some(waiting[0].id), ..written("One", "一番", 1, &hana) };
    store.save(&others[0], taken, at(5)).await.expect("saved");
    assert!(store.suggestions(&others[0], 10).await.expect("read").is_empty());
}

pub(crate) async fn a_suggestion_waits_once_and_is_declined(store: &impl Store) {
    let (one, key) = with_one(store).await;
    assert!(store.suggest(&one, suggestion(&key, "一番"), at(2)).await.expect("kept"));
    assert!(!store.suggest(&one, suggestion(&key, "一番"), at(3)).await.expect("kept"), "the same waits already");
    assert!(store.suggest(&one, suggestion(&key, "第一"), at(3)).await.expect("kept"));
    let waiting = store.suggestions(&one, 10).await.expect("read");
    assert_eq!(waiting.iter().map(|s| s.japanese.as_str()).collect::<Vec<_>>(), ["一番", "第一"]);
    assert!(store.decline(waiting[0].id, AccountId(9), at(4)).await.expect("declined"));
    assert!(!store.decline(waiting[0].id, AccountId(9), at(4)).await.expect("asked"));
    assert_eq!(store.suggestions(&one, 10).await.expect("read").len(), 1);
    assert!(store.suggest(&one, suggestion(&key, "一番"), at(5)).await.expect("kept"), "it may be suggested again");
    assert_eq!(store.segment(&one, &key).await.expect("read").expect("there").revision, 1);
}

pub(crate) async fn an_account_rates_a_revision_once(store: &impl Store) {
    let (one, key) = with_one(store).await;
    let rating =
        |account, level| NewRating { key: key.clone(), revision: 1, account: AccountId(account), level, provenance: "{}".to_owned() };
    for (account, level) in [(7, 2), (8, 4), (7, 4), (9, 5)] {
        store.rate(&one, rating(account, level), at(2)).await.expect("rated");
    }
    assert_eq!(store.ratings(&one, &key, 1).await.expect("read"), [(5, 1), (4, 2)]);
    assert!(store.ratings(&one, &key, 2).await.expect("read").is_empty());
    assert!(store.rate(&one, rating(7, 6), at(3)).await.is_err());
}

fn question(list: WorkList) -> WorkQuestion {
    WorkQuestion { list, account: AccountId(7), office: None, class: None, after: None, limit: 10 }
}

pub(crate) async fn lists_of_work_are_paged_by_office_and_class(store: &impl Store) {
    let hana = person(7, "花子");
    for (name, class, public) in
        [("TH-patent-1-A", "H01M 10/052", true), ("VN-patent-2-A", "G06F 3/00", true), ("TH-patent-3-A", "H01M 4/00", false)]
    {
        let mut made = publication(name, "One");
        made.classifications = vec![Classification {
            scheme: ClassificationScheme::Ipc,
            national_scheme: None,
            symbol: class.to_owned(),
            as_published: class.to_owned(),
            version: None,
            rank: None,
            inventive: None,
            office: None,
        }];
        let record = if public { record(made) } else { restricted(made) };
        store.store(DELIVERY, vec![record], at(0)).await.expect("stored");
        let mut marked = segment("One", "機械");
        marked.marks.findings = true;
        store.keep_machine(vec![(id(name), vec![marked, segment("More", "もっと")])], at(1)).await.expect("kept");
    }
    let read = async |question: WorkQuestion, audience| {
        let rows = store.work(&question, audience).await.expect("read");
        rows.into_iter().map(|row| (row.publication.to_string(), row.segments, row.place)).collect::<Vec<_>>()
    };
    let names =
        |rows: Vec<(String, u64, i64)>| rows.into_iter().map(|(name, segments, _)| format!("{name} {segments}")).collect::<Vec<_>>();
    let all = read(question(WorkList::ToDo), Audience::Inside).await;
    assert_eq!(names(all.clone()), ["TH-patent-1-A 2", "VN-patent-2-A 2", "TH-patent-3-A 2"]);
    let rest = WorkQuestion { after: Some(all[0].2), ..question(WorkList::ToDo) };
    assert_eq!(names(read(rest, Audience::Inside).await), ["VN-patent-2-A 2", "TH-patent-3-A 2"]);
    for list in [WorkList::ToDo, WorkList::WithFindings] {
        let of = if list == WorkList::ToDo { 2 } else { 1 };
        assert_eq!(names(read(question(list), Audience::Public).await).len(), 2, "what is hidden is in no list of the public's");
        let thai = WorkQuestion { office: Some("TH".parse().expect("an office")), ..question(list) };
        assert_eq!(names(read(thai, Audience::Inside).await), [format!("TH-patent-1-A {of}"), format!("TH-patent-3-A {of}")]);
        let class = WorkQuestion { class: Some("G06F".to_owned()), ..question(list) };
        assert_eq!(names(read(class, Audience::Inside).await), [format!("VN-patent-2-A {of}")]);
    }
    // A save moves a publication from list to list.
    let (one, two) = (id("TH-patent-1-A"), id("VN-patent-2-A"));
    store.save(&one, written("One", "一番", 1, &hana), at(2)).await.expect("saved");
    store.save(&two, written("One", "一番", 1, &hana), at(2)).await.expect("saved");
    assert_eq!(names(read(question(WorkList::Mine), Audience::Inside).await), ["VN-patent-2-A 1", "TH-patent-1-A 1"], "the last first");
    assert_eq!(names(read(question(WorkList::ToReview), Audience::Inside).await), ["TH-patent-1-A 1", "VN-patent-2-A 1"]);
    assert_eq!(names(read(question(WorkList::WithFindings), Audience::Inside).await), ["TH-patent-3-A 1"]);
    let send_back = Judged { judgement: Judgement::SendBack, ..approval("One", "", 2, &person(9, "梅")) };
    store.judge(&one, send_back, at(3)).await.expect("judged");
    assert_eq!(names(read(question(WorkList::SentBack), Audience::Inside).await), ["TH-patent-1-A 1"]);
    store.suggest(&two, suggestion(&segment("One", "").key, "第一"), at(4)).await.expect("kept");
    assert_eq!(names(read(question(WorkList::Suggested), Audience::Inside).await), ["VN-patent-2-A 1"]);
    assert!(read(question(WorkList::Stale), Audience::Inside).await.is_empty());
    assert!(read(WorkQuestion { account: AccountId(8), ..question(WorkList::Mine) }, Audience::Inside).await.is_empty());
}
