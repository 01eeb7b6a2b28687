//! What is kept from the public comes to it by no read, from the moment that it is decided.

use publication::{
    Audience::{Inside, Public},
    Element, Figure, FigureKind, ProvidedElement, Publication, Right, Role, Withheld,
};

use super::publications::as_stored;
use super::samples::{DELIVERY, at, publication, record, segment};
use crate::{AuditSearch, Decided, NewAccount, Proposed, Provision, Store, Unsettled};

fn decision(element: Option<ProvidedElement>, public: bool) -> Provision {
    Provision { office: "TH".parse().expect("a code"), right: Right::Patent, element, public, since: None }
}

fn with_figure(name: &str) -> Publication {
    let mut made = publication(name, name);
    made.figures = vec![Figure { kind: FigureKind::Drawing, label: None, file: "1.tif".to_owned(), content: None, media_type: None }];
    made
}

pub(crate) async fn what_is_kept_back_is_in_no_read_of_the_public(store: &impl Store) {
    let made = with_figure("TH-patent-1-A");
    let other = with_figure("TH-utility-model-2-A");
    store.store(DELIVERY, vec![record(made.clone()), record(other.clone())], at(0)).await.expect("stored");
    let mut newer = made.clone();
    newer.descriptions.clear();
    store.store(DELIVERY, vec![record(newer.clone())], at(1)).await.expect("stored");
    let whole = as_stored(&newer, DELIVERY);
    for element in [ProvidedElement::Abstract, ProvidedElement::Description, ProvidedElement::Figures] {
        store.provide(&decision(Some(element), false), None, at(2)).await.expect("decided");
    }

    let shown = store.publication(&made.id, Public).await.expect("read").expect("still there");
    assert!(shown.abstracts.is_empty() && shown.figures.is_empty());
    assert_eq!((&shown.titles, &shown.claim_sets), (&whole.titles, &whole.claim_sets));
    assert_eq!(store.publication(&made.id, Inside).await.expect("read"), Some(whole.clone()));
    let older = store.version(&made.id, 1, Public).await.expect("read").expect("still there");
    assert!(older.descriptions.is_empty() && older.abstracts.is_empty(), "older versions too");
    assert!(!store.version(&made.id, 1, Inside).await.expect("read").expect("there").descriptions.is_empty());
    // The record as it came has it all.
    assert!(store.original(&made.id, None, Public).await.expect("read").is_none());
    assert!(store.original(&made.id, Some(1), Public).await.expect("read").is_none());
    assert!(store.original(&made.id, None, Inside).await.expect("read").is_some());
    let summary = store.summaries(std::slice::from_ref(&made.id), Public).await.expect("read").remove(0);
    assert!(summary.publication.figures.is_empty());
    assert!(!summary.elements.contains(&Element::Abstract) && summary.elements.contains(&Element::Claims), "{:?}", summary.elements);
    let coverage = store.coverage(Public).await.expect("read");
    assert!(coverage[0].elements.iter().all(|(element, _)| !matches!(element, Element::Abstract | Element::Figures)));
    assert!(store.coverage(Inside).await.expect("read")[0].elements.iter().any(|(element, _)| *element == Element::Abstract));
    // For indexing, what is kept back is told beside the whole.
    let withheld = [ProvidedElement::Abstract, ProvidedElement::Description, ProvidedElement::Figures]
        .into_iter()
        .fold(Withheld::NOTHING, |withheld, element| withheld.with(Some(element)));
    assert_eq!(store.held(std::slice::from_ref(&made.id)).await.expect("read"), [Some((whole, withheld))]);
    // Another right of the office is not meant.
    assert_eq!(store.publication(&other.id, Public).await.expect("read"), Some(as_stored(&other, DELIVERY)));
    assert!(store.original(&other.id, None, Public).await.expect("read").is_some());

    // A title that is kept back takes its Japanese along.
    store.keep_machine(vec![(made.id.clone(), vec![segment("TH-patent-1-A", "訳")])], at(3)).await.expect("kept");
    assert_eq!(store.summaries(std::slice::from_ref(&made.id), Public).await.expect("read")[0].japanese_titles.len(), 1);
    store.provide(&decision(Some(ProvidedElement::Title), false), None, at(4)).await.expect("decided");
    assert!(store.summaries(std::slice::from_ref(&made.id), Public).await.expect("read")[0].japanese_titles.is_empty());

    // And all of it comes back.
    for provision in store.provisions().await.expect("read") {
        store.provide(&Provision { public: true, ..provision }, None, at(5)).await.expect("decided");
    }
    assert_eq!(store.publication(&made.id, Public).await.expect("read"), Some(as_stored(&newer, DELIVERY)));
    assert!(store.original(&made.id, None, Public).await.expect("read").is_some());
}

pub(crate) async fn a_class_that_is_kept_back_is_not_there_for_the_public(store: &impl Store) {
    let (hidden, shown) = (publication("TH-patent-1-A", "hidden"), publication("TH-design-1", "shown"));
    store.store(DELIVERY, vec![record(hidden.clone()), record(shown.clone())], at(0)).await.expect("stored");
    store.provide(&decision(None, false), None, at(1)).await.expect("decided");
    assert!(store.publication(&hidden.id, Public).await.expect("read").is_none());
    assert!(store.version(&hidden.id, 1, Public).await.expect("read").is_none());
    assert!(store.versions(&hidden.id, Public).await.expect("read").is_empty());
    assert!(store.original(&hidden.id, None, Public).await.expect("read").is_none());
    assert!(store.summaries(std::slice::from_ref(&hidden.id), Public).await.expect("read").is_empty());
    assert_eq!(store.by_number(&["1".to_owned()], Public, 9).await.expect("read"), std::slice::from_ref(&shown.id));
    assert_eq!(store.coverage(Public).await.expect("read").iter().map(|row| row.right).collect::<Vec<_>>(), [Right::Design]);
    assert_eq!(store.kinds(Public).await.expect("read"), [(shown.id.office(), None, 1)]);
    assert_eq!(store.provision_of(&hidden.id).await.expect("read"), Some(Withheld::EVERYTHING));
    assert!(store.publication(&hidden.id, Inside).await.expect("read").is_some());
    assert_eq!(store.kinds(Inside).await.expect("read").len(), 2);
    let effect = store.provision_effect(hidden.id.office(), Right::Patent, None).await.expect("counted");
    assert_eq!((effect.publications, effect.with_element), (1, 1), "what a change back would show");
}

pub(crate) async fn a_decision_may_wait_for_a_day(store: &impl Store) {
    let made = publication("TH-patent-1-A", "made");
    store.store(DELIVERY, vec![record(made.clone())], at(0)).await.expect("stored");
    for (day, shown) in [("2199-12-31", false), ("2001-01-01", true)] {
        let provision = Provision { since: Some(day.parse().expect("a day")), ..decision(None, true) };
        store.provide(&provision, None, at(1)).await.expect("decided");
        assert_eq!(store.publication(&made.id, Public).await.expect("read").is_some(), shown, "{day}");
        assert_eq!(store.provisions().await.expect("read"), [provision]);
    }
}

pub(crate) async fn nobody_consents_to_a_proposal_of_ones_own(store: &impl Store) {
    let add = async |name: &str, role| {
        let password = Some("$argon2id$".to_owned());
        let (sign_in_name, shown) = (name.to_owned(), name.to_owned());
        let new = NewAccount { sign_in_name, name: shown, mail: None, role, audience: Inside, password };
        store.add_account(new, None, at(0)).await.expect("added").id
    };
    let one = add("one", Role::Administrator).await;
    add("reader", Role::Reader).await;
    let alone = store.propose_provision(&decision(Some(ProvidedElement::Claims), false), one, at(0)).await.expect("proposed");
    assert_eq!(alone, Proposed::InForce, "an administrator who is alone decides alone");
    let other = add("other", Role::Administrator).await;
    let propose = async |public, seconds| match store.propose_provision(&decision(None, public), one, at(seconds)).await {
        Ok(Proposed::Waiting(id)) => id,
        other => panic!("{other:?}"),
    };
    let first = propose(false, 1).await;
    assert_eq!(store.provisions().await.expect("read").len(), 1, "a proposal changes nothing");
    assert_eq!(store.decide_provision(first, true, one, at(2)).await.expect("decided"), Decided::OwnProposal);
    // A later proposal for the same takes its place.
    let second = propose(false, 3).await;
    assert_eq!(store.decide_provision(first, true, other, at(4)).await.expect("decided"), Decided::NotOpen);
    assert_eq!(store.decide_provision(second, true, other, at(5)).await.expect("decided"), Decided::InForce);
    assert_eq!(store.provisions().await.expect("read")[0], decision(None, false));
    assert_eq!(store.decide_provision(second, false, other, at(6)).await.expect("decided"), Decided::NotOpen);
    let third = propose(true, 7).await;
    assert_eq!(store.decide_provision(third, false, one, at(8)).await.expect("withdrawn"), Decided::Refused);
    assert_eq!(store.provisions().await.expect("read")[0], decision(None, false));
    let told = store.provision_proposals(false, 9).await.expect("read");
    let told: Vec<_> = told.iter().map(|proposal| (proposal.id, proposal.decision.map(|(by, _, accepted)| (by, accepted)))).collect();
    assert_eq!(told[..3], [(third, Some((Some(one), false))), (second, Some((Some(other), true))), (first, Some((Some(one), false)))]);
    assert!(store.provision_proposals(true, 9).await.expect("read").is_empty());
    let (log, _) = store.audit(&AuditSearch::default(), 0, 9).await.expect("read");
    let log: Vec<_> = log.iter().filter(|row| row.act.starts_with("provision")).map(|row| (row.act.as_str(), row.account)).collect();
    let (decided, proposed) = ("provision-decided", "provision-proposed");
    let expected = [("provision-refused", one), (proposed, one), (decided, other), (proposed, one), (proposed, one), (decided, one)];
    assert_eq!(log, expected.map(|(act, account)| (act, Some(account))));
}

pub(crate) async fn settling_tells_the_indexes_and_goes_on_where_it_stopped(store: &impl Store) {
    let batch: Vec<_> = (1..=5).map(|number| record(publication(&format!("TH-patent-{number}-A"), "made"))).collect();
    store.store(DELIVERY, batch, at(0)).await.expect("stored");
    store.store(DELIVERY, vec![record(publication("MY-patent-1-A", "made"))], at(0)).await.expect("stored");
    assert_eq!(store.settle_provision(2, at(9)).await.expect("settled"), 0, "there is nothing to tell");
    store.provide(&decision(Some(ProvidedElement::Claims), false), None, at(1)).await.expect("decided");
    let before = store.last_change().await.expect("read");
    assert_eq!(store.settle_provision(2, at(9)).await.expect("settled"), 2);
    // A decision meanwhile: all of them are told anew.
    store.provide(&decision(Some(ProvidedElement::Abstract), false), None, at(2)).await.expect("decided");
    let mut told = 0;
    loop {
        match store.settle_provision(2, at(9)).await.expect("settled") {
            0 => break,
            some => told += some,
        }
    }
    assert_eq!(told, 5);
    let changed = store.changes_after(before, 99).await.expect("read");
    assert_eq!(changed.len(), 5, "those of the office, and no other's: {changed:?}");
}

pub(crate) async fn what_an_index_may_still_show_is_told_until_it_knows(store: &impl Store) {
    store.store(DELIVERY, vec![record(publication("TH-patent-1-A", "made"))], at(0)).await.expect("stored");
    assert!(store.unsettled_provision().await.expect("read").is_empty());
    store.provide(&decision(Some(ProvidedElement::Claims), false), None, at(1)).await.expect("decided");
    let unsettled = |known_from| Unsettled { office: "TH".parse().expect("a code"), right: Right::Patent, known_from };
    assert_eq!(store.unsettled_provision().await.expect("read"), [unsettled(None)]);
    while store.settle_provision(9, at(9)).await.expect("settled") > 0 {}
    let first = store.last_change().await.expect("read");
    assert_eq!(store.unsettled_provision().await.expect("read"), [unsettled(Some(first))]);
    // What is shown again may be missing from an index, and that does no harm.
    store.provide(&decision(Some(ProvidedElement::Claims), true), None, at(2)).await.expect("decided");
    assert!(store.unsettled_provision().await.expect("read").is_empty());
    while store.settle_provision(9, at(9)).await.expect("settled") > 0 {}
    store.provide(&decision(Some(ProvidedElement::Claims), false), None, at(3)).await.expect("decided");
    assert_eq!(store.unsettled_provision().await.expect("read"), [unsettled(None)], "an index may have shown it again");
}
