//! Japanese that was made with what people inside alone may read.

use publication::{Audience, ProvidedElement, PublicationId, Right, TextPart};

use super::{
    correction::{person, written},
    review::unit,
    samples::{DELIVERY, at, publication, record, restricted, segment},
};
use crate::{Provision, SaveOutcome, SegmentMarks, SegmentTranslation, Store};

const SOURCE: &str = "One";

fn made_inside(japanese: &str) -> SegmentTranslation {
    SegmentTranslation { marks: SegmentMarks { made_inside: true, ..SegmentMarks::default() }, ..segment(SOURCE, japanese) }
}

async fn provide(store: &impl Store, public: bool) {
    let (office, element) = ("TH".parse().expect("an office"), Some(ProvidedElement::Title));
    store.provide(&Provision { office, right: Right::Patent, element, public, since: None }, None, at(1)).await.expect("decided");
}

/// A title that is kept back, with Japanese that was made inside.
async fn hidden(store: &impl Store) -> PublicationId {
    let one = publication("TH-patent-1-A", SOURCE);
    store.store(DELIVERY, vec![record(one.clone())], at(0)).await.expect("stored");
    store.finish_jobs(&ids(store).await).await.expect("finished");
    provide(store, false).await;
    while store.settle_provision(9, at(1)).await.expect("settled") > 0 {}
    store.keep_machine(vec![(one.id.clone(), vec![made_inside("内密")])], at(2)).await.expect("kept");
    one.id
}

async fn ids(store: &impl Store) -> Vec<i64> {
    store.take_jobs(9, 0, at(5)).await.expect("taken").iter().map(|job| job.id).collect()
}

/// Whether any read of the store gives a text.
async fn told(store: &impl Store, id: &PublicationId) -> [usize; 4] {
    let key = segment(SOURCE, "").key;
    let summaries = store.summaries(std::slice::from_ref(id), Audience::Inside).await.expect("read");
    [
        store.translations(id).await.expect("read").len(),
        summaries[0].japanese_titles.len(),
        usize::from(store.segment(id, &key).await.expect("read").is_some()),
        store.history(id, &key, 9).await.expect("read").len(),
    ]
}

pub(crate) async fn what_was_made_inside_is_shown_to_nobody_once_its_part_is_public(store: &impl Store) {
    let one = hidden(store).await;
    assert_eq!(told(store, &one).await, [1; 4], "inside, it is read");
    provide(store, true).await;
    assert_eq!(told(store, &one).await, [0; 4], "from the moment of the decision");
    assert!(store.waiting(&one).await.expect("read").is_empty());
    let last = store.last_change().await.expect("read");
    while store.settle_provision(9, at(3)).await.expect("settled") > 0 {}
    assert!(store.last_change().await.expect("read") > last, "the index will hear of it");
    assert_eq!(store.waiting(&one).await.expect("read"), [(TextPart::Title, None)], "and it is made anew");
    // What a worker made while the decision was taken is asked for as well.
    store.finish_jobs(&ids(store).await).await.expect("finished");
    store.keep_machine(vec![(one.clone(), vec![made_inside("内密の題")])], at(4)).await.expect("kept");
    assert_eq!((told(store, &one).await, store.waiting(&one).await.expect("read").len()), ([0; 4], 1));
    // The same words, made of what everybody may read, are shown; who made them inside is nobody's any more.
    store.keep_machine(vec![(one.clone(), vec![segment(SOURCE, "内密の題")])], at(5)).await.expect("kept");
    assert_eq!(told(store, &one).await, [1; 4]);
    // Hidden again, what was made of public texts stays as it is.
    provide(store, false).await;
    assert_eq!(told(store, &one).await, [1, 1, 1, 3]);
    assert_eq!(store.keep_machine(vec![(one.clone(), vec![made_inside("内密の題")])], at(6)).await.expect("kept"), 0);
}

pub(crate) async fn no_save_tells_what_was_made_inside(store: &impl Store) {
    let one = hidden(store).await;
    let key = segment(SOURCE, "").key;
    store.lock(&one, &key, true).await.expect("locked");
    provide(store, true).await;
    assert!(!store.lock(&one, &key, false).await.expect("asked"), "there is nothing to be seen");
    store.keep_machine(vec![(one.clone(), vec![segment(SOURCE, "公開")])], at(3)).await.expect("kept");
    let shown = store.segment(&one, &key).await.expect("read").expect("there");
    assert!(shown.japanese == "公開" && shown.marks.locked, "a lock stays, and keeps nothing hidden: {shown:?}");
    store.lock(&one, &key, false).await.expect("unlocked");
    provide(store, false).await;
    store.keep_machine(vec![(one.clone(), vec![made_inside("内密の題")])], at(4)).await.expect("kept");
    provide(store, true).await;
    // On another revision than theirs: the answer has neither text.
    let hana = person(7, "花子");
    for based_on in [1, 2] {
        let SaveOutcome::Clash(clash) = store.save(&one, written(SOURCE, "花", based_on, &hana), at(5)).await.expect("asked") else {
            panic!("a clash")
        };
        assert_eq!(clash.present, None);
        assert_eq!(clash.ancestor.map(|of| of.japanese), (based_on == 2).then(|| "公開".to_owned()));
    }
    assert_eq!(store.restore(&one, &key, 3, 0, &hana, false, at(5)).await.expect("asked"), SaveOutcome::Missing);
    // To who sees no text there is none to be based on.
    assert_eq!(store.save(&one, written(SOURCE, "花", 0, &hana), at(6)).await.expect("saved"), SaveOutcome::Saved(4));
    let history = store.history(&one, &key, 9).await.expect("read");
    assert_eq!(history.iter().map(|of| of.japanese.as_str()).collect::<Vec<_>>(), ["花", "公開"]);
    // Inside again, all of it is read, and what is taken back keeps its mark.
    provide(store, false).await;
    assert_eq!(store.history(&one, &key, 9).await.expect("read").len(), 4);
    assert_eq!(store.restore(&one, &key, 3, 4, &hana, false, at(7)).await.expect("restored"), SaveOutcome::Saved(5));
    provide(store, true).await;
    assert_eq!(store.segment(&one, &key).await.expect("read"), None);
}

pub(crate) async fn a_delivery_that_opens_a_document_opens_what_was_made_of_it(store: &impl Store) {
    let one = publication("TH-patent-1-A", SOURCE);
    store.store(DELIVERY, vec![restricted(one.clone())], at(0)).await.expect("stored");
    store.finish_jobs(&ids(store).await).await.expect("finished");
    let (hana, ume) = (person(7, "花子"), person(9, "梅"));
    store.save(&one.id, written(SOURCE, "一番", 0, &hana), at(2)).await.expect("saved");
    store.judge(&one.id, super::review::approval(SOURCE, "一番", 1, &ume), at(3)).await.expect("approved");
    let mut second = made_inside("内密");
    second.key.occurrence = 1;
    store.keep_machine(vec![(one.id.clone(), vec![second])], at(4)).await.expect("kept");
    assert_eq!(store.units(Audience::Public).await.expect("counted"), 0);
    store.store("opens", vec![record(one.clone())], at(5)).await.expect("stored");
    let public = store.exact(&unit(SOURCE, "", at(0)).source_language, &[SOURCE.to_owned()], Audience::Public).await.expect("read");
    assert_eq!(public.iter().map(|unit| unit.japanese.as_str()).collect::<Vec<_>>(), ["一番"], "its unit comes to the public");
    let texts = store.translations(&one.id).await.expect("read");
    assert_eq!(texts.iter().map(|text| text.japanese.as_str()).collect::<Vec<_>>(), ["一番"], "and what a machine made does not");
    assert_eq!(store.waiting(&one.id).await.expect("read"), [(TextPart::Title, None)]);
}
