//! Deletions and supplements.

use publication::{
    Audience, Element, LegalEvent, LegalEventCategory, LegalStatus, Operation, Publication, PublishedDate, Source, TextPart, Withheld,
};

use super::samples::{DELIVERY, at, family, id, language, number, publication, record, restricted, segment};
use crate::{PublicationToStore, Store, Stored, VersionKind};

const NAME: &str = "EP-patent-1000001-B1";

pub(crate) fn deletion(name: &str) -> PublicationToStore {
    let source = Source { delivery: String::new(), file: "deletions.xml".to_owned(), offset: 3, format: "docdb".to_owned() };
    let bare = Publication::new(id(name), number(id(name).number()), source);
    PublicationToStore { operation: Operation::Delete, original: b"<deletion/>".to_vec(), ..record(bare) }
}

/// What a service of legal events tells of a publication.
pub(crate) fn events(name: &str, format: &str, told: &[(&str, &str, LegalEventCategory)]) -> PublicationToStore {
    let source = Source { delivery: String::new(), file: "events.xml".to_owned(), offset: 5, format: format.to_owned() };
    let mut supplement = Publication::new(id(name), number(id(name).number()), source);
    supplement.legal_events = told
        .iter()
        .map(|(date, words, category)| LegalEvent {
            date: Some(PublishedDate::read(date)),
            office: None,
            code: None,
            description: (*words).to_owned(),
            language: language("en"),
            category: Some(*category),
            detailed_event: None,
            change: None,
        })
        .collect();
    PublicationToStore { operation: Operation::Supplement, original: b"<events/>".to_vec(), ..record(supplement) }
}

pub(crate) const GRANTED: (&str, &str, LegalEventCategory) = ("20210101", "Granted", LegalEventCategory::F);
pub(crate) const LAPSED: (&str, &str, LegalEventCategory) = ("20230101", "Lapsed", LegalEventCategory::H);

async fn read(store: &impl Store, name: &str, audience: Audience) -> Option<Publication> {
    store.publication(&id(name), audience).await.expect("read")
}

async fn stored(store: &impl Store, delivery: &str, batch: Vec<PublicationToStore>, seconds: i64) -> Vec<Stored> {
    store.store(delivery, batch, at(seconds)).await.expect("stored")
}

pub(crate) fn told(publication: &Publication) -> Vec<&str> {
    publication.legal_events.iter().map(|event| event.description.as_str()).collect()
}

pub(crate) async fn a_deleted_publication_is_read_by_nobody_and_its_history_stays(store: &impl Store) {
    let mut made = publication(NAME, "Device");
    made.family = Some(family("57"));
    let mut relative = publication("US-patent-7-B1", "Relative");
    relative.family = Some(family("57"));
    stored(store, DELIVERY, vec![record(made.clone()), record(relative)], 0).await;
    assert_eq!(stored(store, "another", vec![deletion(NAME)], 60).await, [Stored::Deleted]);
    let all = [id(NAME)];
    for audience in [Audience::Public, Audience::Inside] {
        assert_eq!(read(store, NAME, audience).await, None);
        assert!(store.summaries(&all, audience).await.expect("read").is_empty());
        assert!(store.by_number(&["1000001".to_owned()], audience, 9).await.expect("read").is_empty());
        assert!(store.family(&all[0], audience, 9).await.expect("read").is_empty());
        assert!(store.family(&id("US-patent-7-B1"), audience, 9).await.expect("read").is_empty());
        assert_eq!(store.coverage(audience).await.expect("read").iter().map(|row| row.count).sum::<u64>(), 1);
        assert_eq!(store.kinds(audience).await.expect("read").len(), 1);
    }
    assert_eq!(store.provision_of(&all[0]).await.expect("read"), None);
    assert_eq!(store.held(&all).await.expect("read"), [None]);
    assert_eq!(store.ids_after(None, 9).await.expect("read"), [id("US-patent-7-B1")]);
    // People inside still read how it was, what took it away, and when.
    let versions = store.versions(&all[0], Audience::Inside).await.expect("read");
    let history: Vec<_> =
        versions.iter().map(|version| (version.version, version.kind, version.delivery.as_str(), version.stored)).collect();
    assert_eq!(history, [(2, VersionKind::Deletion, "another", at(60)), (1, VersionKind::Document, DELIVERY, at(0))]);
    assert_eq!(store.version(&all[0], 1, Audience::Inside).await.expect("read").map(|old| old.titles), Some(made.titles));
    assert_eq!(store.version(&all[0], 2, Audience::Inside).await.expect("read"), None);
    assert_eq!(store.original(&all[0], Some(2), Audience::Inside).await.expect("read").as_deref(), Some(&b"<deletion/>"[..]));
    assert!(store.original(&all[0], Some(1), Audience::Inside).await.expect("read").is_some());
    assert!(store.versions(&all[0], Audience::Public).await.expect("read").is_empty());
    assert_eq!(store.version(&all[0], 1, Audience::Public).await.expect("read"), None);
    assert_eq!(store.original(&all[0], Some(1), Audience::Public).await.expect("read"), None);
}

pub(crate) async fn a_deleted_publication_comes_back(store: &impl Store) {
    let made = publication(NAME, "Device");
    stored(store, DELIVERY, vec![record(made.clone())], 0).await;
    let human = crate::SegmentTranslation { revision: 0, ..segment("Device", "装置") };
    store.save_human(&made.id, human, at(1)).await.expect("saved");
    let before = store.coverage(Audience::Public).await.expect("read");
    stored(store, "another", vec![deletion(NAME)], 2).await;
    assert!(store.coverage(Audience::Public).await.expect("read").is_empty());
    assert_eq!(stored(store, "third", vec![record(made.clone())], 3).await, [Stored::Updated]);
    assert_eq!(read(store, NAME, Audience::Public).await.map(|back| back.titles), Some(made.titles));
    assert_eq!(store.coverage(Audience::Public).await.expect("read"), before);
    assert_eq!(store.by_number(&["1000001".to_owned()], Audience::Public, 9).await.expect("read"), [id(NAME)]);
    assert_eq!(store.versions(&made.id, Audience::Public).await.expect("read").len(), 3);
    assert_eq!(store.translations(&made.id).await.expect("read")[0].japanese, "装置", "a person's text stays");
    assert_eq!(stored(store, "third", vec![record(publication(NAME, "Device"))], 4).await, [Stored::Unchanged]);
    // In one batch as well, whatever comes last is so.
    let batch = vec![deletion(NAME), record(publication(NAME, "Device")), deletion(NAME)];
    assert_eq!(stored(store, "fourth", batch, 5).await, [Stored::Deleted, Stored::Updated, Stored::Deleted]);
    assert_eq!(read(store, NAME, Audience::Inside).await, None);
}

pub(crate) async fn a_deletion_is_a_change_and_no_second_one(store: &impl Store) {
    assert_eq!(stored(store, DELIVERY, vec![deletion(NAME)], 0).await, [Stored::Unchanged], "nothing was there");
    assert_eq!(store.last_change().await.expect("read"), 0);
    stored(store, DELIVERY, vec![record(publication(NAME, "Device"))], 0).await;
    let before = store.last_change().await.expect("read");
    stored(store, DELIVERY, vec![deletion(NAME)], 1).await;
    let changes = store.changes_after(before, 9).await.expect("read");
    assert_eq!(changes.iter().map(|change| change.publication.to_string()).collect::<Vec<_>>(), [NAME]);
    let after = store.last_change().await.expect("read");
    assert_eq!(stored(store, DELIVERY, vec![deletion(NAME)], 2).await, [Stored::Unchanged]);
    assert_eq!(store.last_change().await.expect("read"), after);
    assert_eq!(store.versions(&id(NAME), Audience::Inside).await.expect("read").len(), 2);
}

pub(crate) async fn a_supplement_adds_and_takes_no_place(store: &impl Store) {
    let made = publication(NAME, "Device");
    stored(store, DELIVERY, vec![record(made.clone())], 0).await;
    let before = store.last_change().await.expect("read");
    assert_eq!(stored(store, "events", vec![events(NAME, "ops", &[GRANTED, LAPSED])], 60).await, [Stored::Updated]);
    assert!(store.last_change().await.expect("read") > before);
    let now = read(store, NAME, Audience::Public).await.expect("is there");
    assert_eq!((&now.titles, &now.claim_sets, &now.descriptions), (&made.titles, &made.claim_sets, &made.descriptions));
    assert_eq!(told(&now), ["Granted", "Fee paid", "Lapsed"], "by date");
    assert_eq!(LegalStatus::of(&now), LegalStatus::Ceased);
    // The document is still the one that came by its delivery; the history says what was added.
    assert_eq!((now.source.delivery.as_str(), now.source.format.as_str()), (DELIVERY, "docdb"));
    assert_eq!(store.original(&made.id, None, Audience::Public).await.expect("read"), Some(record(made.clone()).original));
    let versions = store.versions(&made.id, Audience::Public).await.expect("read");
    let history: Vec<_> = versions.iter().map(|version| (version.kind, version.delivery.as_str(), version.file.as_str())).collect();
    assert_eq!(history, [(VersionKind::Supplement, "events", "events.xml"), (VersionKind::Document, DELIVERY, "EP-patent-1000001-B1.xml")]);
    assert_eq!(told(&store.version(&made.id, 1, Audience::Public).await.expect("read").expect("is there")), ["Fee paid"]);
}

pub(crate) async fn a_supplement_survives_a_newer_document(store: &impl Store) {
    let (first, second) = (publication(NAME, "Device"), publication(NAME, "Device, corrected"));
    stored(store, DELIVERY, vec![record(first.clone())], 0).await;
    stored(store, "events", vec![events(NAME, "ops", &[LAPSED])], 1).await;
    // The same document again changes nothing; a newer one keeps what was added.
    let before = store.last_change().await.expect("read");
    assert_eq!(stored(store, DELIVERY, vec![record(first)], 2).await, [Stored::Unchanged]);
    assert_eq!(store.last_change().await.expect("read"), before);
    assert_eq!(stored(store, "newer", vec![record(second.clone())], 3).await, [Stored::Updated]);
    let now = read(store, NAME, Audience::Public).await.expect("is there");
    assert_eq!((&now.titles, told(&now)), (&second.titles, vec!["Fee paid", "Lapsed"]));
    assert_eq!(now.source.delivery, "newer");
    assert_eq!(stored(store, "newer", vec![record(second.clone()), events(NAME, "ops", &[LAPSED])], 4).await, [Stored::Unchanged; 2]);
    // Without the public.
    assert_eq!(stored(store, "newer", vec![restricted(second)], 5).await, [Stored::Updated]);
    assert_eq!(read(store, NAME, Audience::Public).await, None);
    assert_eq!(told(&read(store, NAME, Audience::Inside).await.expect("is there")), ["Fee paid", "Lapsed"]);
}

pub(crate) async fn a_supplement_alone_is_a_publication_until_the_document_comes(store: &impl Store) {
    let mut texts = publication(NAME, "Texts");
    (texts.titles, texts.abstracts, texts.legal_events) = (Vec::new(), Vec::new(), Vec::new());
    texts.source.format = "epo-full-text".to_owned();
    let texts = PublicationToStore { operation: Operation::Supplement, ..record(texts) };
    let batch = vec![texts.clone(), events(NAME, "ops", &[GRANTED])];
    assert_eq!(stored(store, "texts", batch.clone(), 0).await, [Stored::Created, Stored::Updated]);
    let now = read(store, NAME, Audience::Public).await.expect("is there");
    assert_eq!(now.elements(), [Element::Claims, Element::Description, Element::LegalEvent]);
    assert_eq!(now.source.delivery, "texts");
    assert_eq!(stored(store, "texts", batch, 1).await, [Stored::Unchanged; 2]);
    let mut document = publication(NAME, "Device");
    (document.claim_sets, document.descriptions, document.legal_events) = (Vec::new(), Vec::new(), Vec::new());
    assert_eq!(stored(store, DELIVERY, vec![record(document.clone())], 2).await, [Stored::Updated]);
    let now = read(store, NAME, Audience::Public).await.expect("is there");
    assert_eq!((&now.titles, &now.abstracts), (&document.titles, &document.abstracts));
    assert_eq!((now.claim_sets.len(), now.descriptions.len(), told(&now)), (1, 1, vec!["Granted"]));
    assert_eq!(now.source.delivery, DELIVERY);
    let coverage = store.coverage(Audience::Public).await.expect("read");
    assert_eq!((coverage.len(), coverage[0].count), (1, 1));
    assert!(coverage[0].elements.contains(&(Element::Claims, 1)) && coverage[0].elements.contains(&(Element::Title, 1)));
    assert_eq!(
        store.waiting(&now.id).await.expect("read").iter().map(|(part, _)| *part).collect::<Vec<_>>(),
        [TextPart::Title, TextPart::Abstract]
    );
}

pub(crate) async fn a_supplement_taken_once_is_never_taken_again(store: &impl Store) {
    stored(store, DELIVERY, vec![record(publication(NAME, "Device"))], 0).await;
    let (older, newer) = (events(NAME, "ops", &[GRANTED]), events(NAME, "ops", &[GRANTED, LAPSED]));
    stored(store, "older", vec![older.clone()], 1).await;
    assert_eq!(stored(store, "newer", vec![newer.clone()], 2).await, [Stored::Updated]);
    // An old delivery harvested again does not undo what came after it.
    let before = store.last_change().await.expect("read");
    assert_eq!(stored(store, "older", vec![older, newer], 3).await, [Stored::Unchanged; 2]);
    assert_eq!(store.last_change().await.expect("read"), before);
    assert_eq!(told(&read(store, NAME, Audience::Public).await.expect("is there")), ["Granted", "Fee paid", "Lapsed"]);
}

pub(crate) async fn a_later_supplement_takes_the_place_of_the_same_formats(store: &impl Store) {
    stored(store, DELIVERY, vec![record(publication(NAME, "Device"))], 0).await;
    let mut relatives = events(NAME, "ops", &[]);
    relatives.publication.family = Some(family("57"));
    let batch = vec![events(NAME, "ops", &[GRANTED]), events(NAME, "register", &[LAPSED]), relatives];
    stored(store, "first", batch, 1).await;
    let now = read(store, NAME, Audience::Public).await.expect("is there");
    assert_eq!(told(&now), ["Granted", "Fee paid", "Lapsed"], "a record without events takes none away");
    assert_eq!(now.family.and_then(|family| family.id).as_deref(), Some("57"));
    let corrected = ("20210102", "Granted, corrected", LegalEventCategory::F);
    stored(store, "second", vec![events(NAME, "ops", &[corrected])], 2).await;
    let now = read(store, NAME, Audience::Public).await.expect("is there");
    assert_eq!(told(&now), ["Granted, corrected", "Fee paid", "Lapsed"]);
    assert!(now.family.is_some());
}

pub(crate) async fn a_supplement_for_people_inside_enters_nothing_public(store: &impl Store) {
    let inside = |supplement: PublicationToStore| PublicationToStore { public: false, ..supplement };
    let hidden = "EP-patent-1000002-B1";
    stored(store, DELIVERY, vec![record(publication(NAME, "Open")), restricted(publication(hidden, "Closed"))], 0).await;
    let batch = vec![inside(events(NAME, "ops", &[LAPSED])), inside(events(hidden, "ops", &[LAPSED]))];
    assert_eq!(stored(store, "events", batch, 1).await, [Stored::Unchanged, Stored::Updated]);
    for audience in [Audience::Public, Audience::Inside] {
        assert_eq!(told(&read(store, NAME, audience).await.expect("is there")), ["Fee paid"]);
    }
    assert_eq!(told(&read(store, hidden, Audience::Inside).await.expect("is there")), ["Fee paid", "Lapsed"]);
    // What is for the public opens nothing.
    stored(store, "more", vec![events(hidden, "register", &[GRANTED])], 2).await;
    assert_eq!(store.provision_of(&id(hidden)).await.expect("read"), Some(Withheld::EVERYTHING));
    // When the document is opened, what is for people inside stays behind; when it is closed, it comes back.
    stored(store, "opened", vec![record(publication(hidden, "Closed"))], 3).await;
    assert_eq!(told(&read(store, hidden, Audience::Public).await.expect("is there")), ["Granted", "Fee paid"]);
    stored(store, "closed", vec![restricted(publication(hidden, "Closed"))], 4).await;
    assert_eq!(told(&read(store, hidden, Audience::Inside).await.expect("is there")), ["Granted", "Fee paid", "Lapsed"]);
}

pub(crate) async fn a_deleted_publication_keeps_its_supplements(store: &impl Store) {
    let made = publication(NAME, "Device");
    stored(store, DELIVERY, vec![record(made.clone()), events(NAME, "ops", &[GRANTED]), deletion(NAME)], 0).await;
    assert_eq!(stored(store, "events", vec![events(NAME, "register", &[LAPSED])], 1).await, [Stored::Unchanged]);
    assert_eq!(read(store, NAME, Audience::Inside).await, None, "it brings nothing back by itself");
    assert_eq!(stored(store, DELIVERY, vec![record(made)], 2).await, [Stored::Updated]);
    assert_eq!(told(&read(store, NAME, Audience::Public).await.expect("is there")), ["Granted", "Fee paid", "Lapsed"]);
}

pub(crate) async fn what_storing_would_do_is_told_without_doing_it(store: &impl Store) {
    stored(store, DELIVERY, vec![record(publication(NAME, "Device"))], 0).await;
    let before = store.last_change().await.expect("read");
    let batch = vec![
        record(publication(NAME, "Device")),
        record(publication(NAME, "Corrected")),
        record(publication("EP-patent-9-A1", "New")),
        events(NAME, "ops", &[LAPSED]),
        deletion(NAME),
        deletion("EP-patent-8-A1"),
    ];
    let would = store.would_store(batch.clone()).await.expect("read");
    let expected = [Stored::Unchanged, Stored::Updated, Stored::Created, Stored::Updated, Stored::Deleted, Stored::Unchanged];
    assert_eq!(would, expected);
    assert_eq!(store.last_change().await.expect("read"), before);
    assert_eq!(read(store, "EP-patent-9-A1", Audience::Inside).await, None);
    assert_eq!(stored(store, "real", batch, 1).await, expected);
}
