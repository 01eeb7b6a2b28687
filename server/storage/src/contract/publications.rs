//! Storing and reading publications.

use publication::{Audience, Element, Publication, Source, Withheld};

use super::samples::{DELIVERY, application, at, family, id, number, priority, publication, record, restricted};
use crate::{PublicationToStore, Store, Stored};

/// What comes back: with the delivery it was stored by.
pub(crate) fn as_stored(publication: &Publication, delivery: &str) -> Publication {
    Publication { source: Source { delivery: delivery.to_owned(), ..publication.source.clone() }, ..publication.clone() }
}

pub(crate) async fn a_publication_comes_back_whole(store: &impl Store) {
    let mut whole = publication("EP-patent-1000001-A1", "Device");
    whole.priorities = vec![priority("JP", "2019-123456", "20190405")];
    whole.family = Some(family("57"));
    let bare = Publication::new(id("US-trademark-2178784"), number("2178784"), whole.source.clone());
    let stored = store.store(DELIVERY, vec![record(whole.clone()), record(bare.clone())], at(0)).await.expect("stored");
    assert_eq!(stored, [Stored::Created, Stored::Created]);
    for made in [whole, bare] {
        let read = store.publication(&made.id, Audience::Public).await.expect("read").expect("is there");
        assert_eq!(read, as_stored(&made, DELIVERY));
    }
    assert_eq!(store.publication(&id("EP-patent-1000002-A1"), Audience::Inside).await.expect("read"), None);
    assert_eq!(store.provision_of(&id("EP-patent-1000002-A1")).await.expect("read"), None);
}

pub(crate) async fn the_same_content_again_writes_nothing(store: &impl Store) {
    let made = publication("EP-patent-1000001-A1", "Device");
    store.store(DELIVERY, vec![record(made.clone())], at(0)).await.expect("stored");
    let before = store.last_change().await.expect("read");
    // Another delivery, another file, another place within it: the content is the same.
    let mut again = made.clone();
    again.source = Source { delivery: String::new(), file: "other.xml".to_owned(), offset: 99, format: "st36-ep".to_owned() };
    let stored = store.store("another", vec![record(again.clone()), record(again)], at(9)).await.expect("stored");
    assert_eq!(stored, [Stored::Unchanged, Stored::Unchanged]);
    assert_eq!(store.last_change().await.expect("read"), before);
    assert_eq!(store.versions(&made.id, Audience::Public).await.expect("read").len(), 1);
    assert_eq!(store.publication(&made.id, Audience::Public).await.expect("read"), Some(as_stored(&made, DELIVERY)));
}

pub(crate) async fn a_correction_supersedes_and_older_versions_stay(store: &impl Store) {
    let first = publication("EP-patent-1000001-A1", "Device");
    let mut second = publication("EP-patent-1000001-A1", "Device, corrected");
    second.descriptions.clear();
    store.store(DELIVERY, vec![record(first.clone())], at(0)).await.expect("stored");
    let stored = store.store("correction", vec![record(second.clone())], at(60)).await.expect("stored");
    assert_eq!(stored, [Stored::Updated]);
    let id = &first.id;
    assert_eq!(store.publication(id, Audience::Public).await.expect("read"), Some(as_stored(&second, "correction")));
    assert_eq!(store.version(id, 1, Audience::Public).await.expect("read"), Some(as_stored(&first, DELIVERY)));
    assert_eq!(store.version(id, 2, Audience::Public).await.expect("read"), Some(as_stored(&second, "correction")));
    assert_eq!(store.version(id, 3, Audience::Public).await.expect("read"), None);
    let versions = store.versions(id, Audience::Public).await.expect("read");
    let told: Vec<_> = versions.iter().map(|version| (version.version, version.delivery.as_str(), version.stored)).collect();
    assert_eq!(told, [(2, "correction", at(60)), (1, DELIVERY, at(0))]);
    // Going back to an older content is a change like any other.
    assert_eq!(store.store(DELIVERY, vec![record(first.clone())], at(90)).await.expect("stored"), [Stored::Updated]);
    assert_eq!(store.versions(id, Audience::Public).await.expect("read").len(), 3);
}

pub(crate) async fn a_batch_is_taken_in_order(store: &impl Store) {
    let made = |title| record(publication("EP-patent-1000001-A1", title));
    let other = record(publication("EP-patent-1000002-A1", "Other"));
    let batch = vec![made("One"), other, made("One"), made("Two"), made("One")];
    let stored = store.store(DELIVERY, batch, at(0)).await.expect("stored");
    assert_eq!(stored, [Stored::Created, Stored::Created, Stored::Unchanged, Stored::Updated, Stored::Updated]);
    let present = store.publication(&id("EP-patent-1000001-A1"), Audience::Public).await.expect("read").expect("is there");
    assert_eq!(present.titles[0].text, "One");
    assert_eq!(store.versions(&present.id, Audience::Public).await.expect("read").len(), 3);
    // What a batch begins with may be what is stored, and yet come back behind something else.
    let stored = store.store(DELIVERY, vec![made("One"), made("Two"), made("One")], at(1)).await.expect("stored");
    assert_eq!(stored, [Stored::Unchanged, Stored::Updated, Stored::Updated]);
    assert_eq!(store.changes_after(0, 10).await.expect("read").len(), 2);
}

pub(crate) async fn the_public_flag_alone_is_an_update_without_a_version(store: &impl Store) {
    let made = publication("EP-patent-1000001-A1", "Device");
    store.store(DELIVERY, vec![record(made.clone())], at(0)).await.expect("stored");
    let before = store.last_change().await.expect("read");
    assert_eq!(store.store(DELIVERY, vec![restricted(made.clone())], at(1)).await.expect("stored"), [Stored::Updated]);
    assert!(store.last_change().await.expect("read") > before);
    assert_eq!(store.provision_of(&made.id).await.expect("read"), Some(Withheld::EVERYTHING));
    assert_eq!(store.versions(&made.id, Audience::Inside).await.expect("read").len(), 1);
    assert_eq!(store.by_number(&["1000001".to_owned()], Audience::Inside, 9).await.expect("read"), [made.id]);
}

pub(crate) async fn originals_come_back_byte_for_byte(store: &impl Store) {
    let made = publication("EP-patent-1000001-A1", "Device");
    let bytes: Vec<u8> = (0..=255).cycle().take(5_000).collect();
    let with = |title: &str, original: &[u8]| PublicationToStore {
        original: original.to_vec(),
        ..record(publication("EP-patent-1000001-A1", title))
    };
    store.store(DELIVERY, vec![with("One", &bytes)], at(0)).await.expect("stored");
    store.store(DELIVERY, vec![with("Two", b"")], at(0)).await.expect("stored");
    assert_eq!(store.original(&made.id, None, Audience::Public).await.expect("read"), Some(Vec::new()));
    assert_eq!(store.original(&made.id, Some(1), Audience::Public).await.expect("read"), Some(bytes));
    assert_eq!(store.original(&made.id, Some(3), Audience::Public).await.expect("read"), None);
}

pub(crate) async fn summaries_keep_the_order_and_leave_long_texts_out(store: &impl Store) {
    let names = ["TH-patent-3-A", "TH-patent-1-A", "TH-patent-2-A"];
    let batch = names.iter().map(|name| record(publication(name, name))).collect();
    store.store(DELIVERY, batch, at(0)).await.expect("stored");
    let mut ids: Vec<_> = names.iter().map(|name| id(name)).collect();
    ids.insert(1, id("TH-patent-9-A"));
    store.keep_machine(vec![(ids[0].clone(), vec![super::segment(names[0], "装置")])], at(1)).await.expect("kept");
    let summaries = store.summaries(&ids, Audience::Public).await.expect("read");
    let order: Vec<_> = summaries.iter().map(|summary| summary.publication.id.to_string()).collect();
    assert_eq!(order, names);
    let first = &summaries[0];
    assert_eq!(first.publication.titles[0].text, names[0]);
    assert_eq!(first.publication.source.delivery, DELIVERY);
    assert_eq!(first.japanese_titles.iter().map(|title| title.japanese.as_str()).collect::<Vec<_>>(), ["装置"]);
    assert!(summaries[1].japanese_titles.is_empty());
    let long = &first.publication;
    assert!(long.abstracts.is_empty() && long.claim_sets.is_empty() && long.descriptions.is_empty() && long.legal_events.is_empty());
    assert_eq!(first.elements, [Element::Title, Element::Abstract, Element::Claims, Element::Description, Element::LegalEvent]);
}

pub(crate) async fn numbers_find_their_publications(store: &impl Store) {
    let mut records: Vec<_> =
        ["EP-patent-1000001-A1", "EP-patent-1000001-B1", "US-patent-7-B1"].iter().map(|name| record(publication(name, name))).collect();
    records[2].numbers = vec!["US 16/870,000".to_owned(), "JP2019123456".to_owned()];
    store.store(DELIVERY, records.clone(), at(0)).await.expect("stored");
    let find = async |numbers: &[&str], most| {
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let found = store.by_number(&numbers, Audience::Public, most).await.expect("read");
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(find(&["1000001"], 9).await, ["EP-patent-1000001-A1", "EP-patent-1000001-B1"]);
    assert_eq!(find(&["1000001"], 1).await, ["EP-patent-1000001-A1"]);
    assert_eq!(find(&["US16870000"], 9).await, ["US-patent-7-B1"]);
    assert_eq!(find(&["us 16/870,000", "JP 2019-123456"], 9).await, ["US-patent-7-B1"]);
    assert!(find(&["1000002", ""], 9).await.is_empty());
    // A correction is found by its own numbers only.
    records[2].numbers = vec!["US16870001".to_owned()];
    records[2].publication.titles[0].text = "Corrected".to_owned();
    store.store(DELIVERY, records, at(1)).await.expect("stored");
    assert!(find(&["US16870000"], 9).await.is_empty());
    assert_eq!(find(&["US16870001"], 9).await, ["US-patent-7-B1"]);
}

pub(crate) async fn families_are_found_by_number_and_by_filing(store: &impl Store) {
    let made = |name: &str| publication(name, name);
    let mut first = made("JP-patent-2020100-A");
    first.application = Some(application("JP", "2019-123456", "20190405"));
    let mut abroad = made("US-patent-20200001-A1");
    abroad.priorities = vec![priority("JP", "2019123456", "2019-04-05")];
    abroad.family = Some(family("57"));
    let mut numbered = made("CN-patent-110000-A");
    numbered.family = Some(family("57"));
    let mut other_source = made("CN-patent-110001-A");
    other_source.family = Some(family("57"));
    other_source.source.format = "inid-text".to_owned();
    let mut mark = made("US-trademark-55");
    mark.priorities = vec![priority("JP", "2019123456", "2019-04-05")];
    let batch = [&first, &abroad, &numbered, &other_source, &mark].map(|made| record(made.clone())).to_vec();
    store.store(DELIVERY, batch, at(0)).await.expect("stored");
    let of = async |asked: &Publication, most| {
        let found = store.family(&asked.id, Audience::Public, most).await.expect("read");
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(of(&first, 9).await, ["US-patent-20200001-A1"]);
    assert_eq!(of(&abroad, 9).await, ["CN-patent-110000-A", "JP-patent-2020100-A"]);
    assert_eq!(of(&abroad, 1).await, ["CN-patent-110000-A"]);
    assert_eq!(of(&numbered, 9).await, ["US-patent-20200001-A1"]);
    assert!(of(&other_source, 9).await.is_empty());
    assert!(of(&mark, 9).await.is_empty());
}

pub(crate) async fn ids_are_gone_through_in_the_order_of_their_text(store: &impl Store) {
    let mut names = ["TH-patent-10-A", "TH-design-9", "EP-patent-2-A1", "TH-patent-9-A", "EP-patent-2-B1"];
    let batch = names.iter().map(|name| record(publication(name, name))).collect();
    store.store(DELIVERY, batch, at(0)).await.expect("stored");
    names.sort_unstable();
    let mut read = Vec::new();
    loop {
        let next = store.ids_after(read.last(), 2).await.expect("read");
        if next.is_empty() {
            break;
        }
        read.extend(next);
    }
    assert_eq!(read.iter().map(ToString::to_string).collect::<Vec<_>>(), names);
}

pub(crate) async fn ids_of_one_office_are_gone_through(store: &impl Store) {
    let names = ["EP-patent-2-A1", "TH-design-9", "TH-patent-10-A", "TW-patent-1-A"];
    store.store(DELIVERY, names.map(|name| record(publication(name, name))).to_vec(), at(0)).await.expect("stored");
    let office = "TH".parse().expect("an office");
    let first = store.ids_of_office(office, None, 1).await.expect("read");
    let rest = store.ids_of_office(office, first.last(), 9).await.expect("read");
    assert_eq!((first, rest), (vec![id("TH-design-9")], vec![id("TH-patent-10-A")]));
}

pub(crate) async fn bulk_reading_keeps_places(store: &impl Store) {
    let (open, closed) = (publication("TH-patent-1-A", "Open"), publication("TH-patent-2-A", "Closed"));
    store.store(DELIVERY, vec![record(open.clone()), restricted(closed.clone())], at(0)).await.expect("stored");
    let ids = [closed.id.clone(), id("TH-patent-3-A"), open.id.clone(), closed.id.clone()];
    let held = store.held(&ids).await.expect("read");
    let (open, closed) = ((as_stored(&open, DELIVERY), Withheld::NOTHING), (as_stored(&closed, DELIVERY), Withheld::EVERYTHING));
    assert_eq!(held, [Some(closed.clone()), None, Some(open), Some(closed)]);
}

pub(crate) async fn strange_texts_are_kept(store: &impl Store) {
    let strange = "'; DROP TABLE publication; -- \u{0}\u{1f600}\u{202e}\"\\ ﷺ";
    let mut made = publication("TH-patent-1-A", strange);
    made.abstracts[0].paragraphs = vec![strange.repeat(2_000)];
    let stored = PublicationToStore { numbers: vec![strange.to_owned()], ..record(made.clone()) };
    store.store(strange, vec![stored], at(0)).await.expect("stored");
    assert_eq!(store.publication(&made.id, Audience::Public).await.expect("read"), Some(as_stored(&made, strange)));
    assert_eq!(store.by_number(&[strange.to_owned()], Audience::Public, 9).await.expect("read"), [made.id]);
}
