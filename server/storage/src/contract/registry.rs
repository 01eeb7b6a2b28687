//! The registry of offices.

use publication::{Audience, AvailableProduct, Element, ExchangeAgreement, ExchangeStep, Right, Standing};

use super::samples::at;
use crate::{StorageError, Store};

fn agreement(office: &str, right: Option<Right>) -> ExchangeAgreement {
    let mut agreement = ExchangeAgreement::unknown(office.parse().expect("a code"), right);
    agreement.agreement = Standing::Yes;
    agreement.exchange = Standing::Partly;
    agreement.provision = Standing::No;
    agreement.steps[2] = ExchangeStep { state: Standing::Partly, note: "一覧を協議中".to_owned() };
    agreement.elements = vec![Element::Abstract, Element::Claims];
    agreement.products =
        vec![AvailableProduct { product: "公開公報".to_owned(), format: "XML".to_owned(), coverage: "2004年以降".to_owned() }];
    agreement.interval_days = Some(30);
    agreement.frequency = "毎月".to_owned();
    agreement.contact = "国際課".to_owned();
    agreement.allowed_use = "審査".to_owned();
    agreement.remarks = "要約のみ".to_owned();
    agreement.as_of = "2023年".to_owned();
    agreement.source = "覚書".to_owned();
    agreement
}

pub(crate) async fn agreements_are_kept_by_office_and_right(store: &impl Store) {
    let whole = agreement("MY", None);
    let patents = ExchangeAgreement { provision: Standing::Yes, ..agreement("MY", Some(Right::Patent)) };
    for saved in [&patents, &whole, &agreement("ID", None)] {
        assert_eq!(store.save_agreement(saved, at(1)).await.expect("saved"), 1);
    }
    let held = store.agreements(Audience::Inside).await.expect("read");
    let told: Vec<_> = held.iter().map(|held| (held.office.to_string(), held.right)).collect();
    assert_eq!(told, [("ID".to_owned(), None), ("MY".to_owned(), None), ("MY".to_owned(), Some(Right::Patent))]);
    assert_eq!(held[2], ExchangeAgreement { revision: 1, ..patents });
    let none = store.agreement(whole.office, Some(Right::Design), Audience::Inside).await.expect("read");
    assert_eq!(none, None);
}

pub(crate) async fn the_public_is_not_told_of_contacts_and_remarks(store: &impl Store) {
    let saved = agreement("MY", None);
    store.save_agreement(&saved, at(1)).await.expect("saved");
    let one = store.agreement(saved.office, None, Audience::Public).await.expect("read").expect("it is there");
    let all = store.agreements(Audience::Public).await.expect("read");
    assert_eq!(all, std::slice::from_ref(&one));
    let inside = ["国際課", "審査", "要約のみ", "覚書", "一覧を協議中", "公開公報"];
    let told = serde_json::to_string(&one).expect("JSON");
    assert!(inside.iter().all(|text| !told.contains(text)), "{told}");
    assert_eq!((one.provision, one.interval_days, one.elements), (Standing::No, Some(30), saved.elements));
}

pub(crate) async fn an_agreement_is_saved_on_its_present_revision_only(store: &impl Store) {
    let first = agreement("MY", None);
    store.save_agreement(&first, at(1)).await.expect("saved");
    let refused = store.save_agreement(&first, at(2)).await;
    assert!(matches!(refused, Err(StorageError::Conflict { based_on: 0, present: 1 })), "{refused:?}");
    let second = ExchangeAgreement { revision: 1, remarks: "請求の範囲も届く".to_owned(), ..first.clone() };
    assert_eq!(store.save_agreement(&second, at(3)).await.expect("saved"), 2);
    let held = store.agreement(first.office, None, Audience::Inside).await.expect("read").expect("it is there");
    assert_eq!((held.revision, held.remarks.as_str()), (2, "請求の範囲も届く"));
}

pub(crate) async fn a_registry_is_filled_once(store: &impl Store) {
    let offices = [agreement("MY", None), agreement("ID", None)];
    assert_eq!(store.fill_registry(&offices, at(1)).await.expect("filled"), 2);
    let edited = ExchangeAgreement { revision: 1, contact: "新しい担当".to_owned(), ..offices[0].clone() };
    store.save_agreement(&edited, at(2)).await.expect("saved");
    assert_eq!(store.fill_registry(&offices, at(3)).await.expect("left alone"), 0);
    let held = store.agreement(edited.office, None, Audience::Inside).await.expect("read").expect("it is there");
    assert_eq!(held.contact, "新しい担当");
}
