//! What is not for the public never comes to it, by no read.

use publication::{
    Audience::{Inside, Public},
    Withheld,
};

use super::samples::{DELIVERY, at, family, language, priority, publication, record, restricted};
use crate::{MemoryUnit, Store, UnitOrigin, UnitSide};

pub(crate) async fn what_is_not_public_is_not_read_by_the_public(store: &impl Store) {
    let made = |name: &str| {
        let mut made = publication(name, name);
        made.family = Some(family("57"));
        made.priorities = vec![priority("JP", "2019123456", "20190405")];
        made
    };
    let (open, closed) = (made("TH-patent-1-A"), made("MY-patent-1-A"));
    store.store(DELIVERY, vec![record(open.clone()), restricted(closed.clone())], at(0)).await.expect("stored");
    let (shown, hidden) = (&open.id, &closed.id);
    let both = [hidden.clone(), shown.clone()];

    assert!(store.publication(hidden, Inside).await.expect("read").is_some());
    assert!(store.publication(hidden, Public).await.expect("read").is_none());
    assert_eq!(store.provision_of(hidden).await.expect("read"), Some(Withheld::EVERYTHING));
    assert!(store.version(hidden, 1, Inside).await.expect("read").is_some());
    assert!(store.version(hidden, 1, Public).await.expect("read").is_none());
    assert!(store.original(hidden, None, Inside).await.expect("read").is_some());
    assert!(store.original(hidden, None, Public).await.expect("read").is_none());
    assert!(store.original(hidden, Some(1), Public).await.expect("read").is_none());
    assert_eq!(store.versions(hidden, Inside).await.expect("read").len(), 1);
    assert!(store.versions(hidden, Public).await.expect("read").is_empty());
    assert_eq!(store.summaries(&both, Inside).await.expect("read").len(), 2);
    let seen = store.summaries(&both, Public).await.expect("read");
    assert_eq!(seen.iter().map(|summary| &summary.publication.id).collect::<Vec<_>>(), [shown]);
    assert_eq!(store.by_number(&["1".to_owned()], Inside, 9).await.expect("read"), both);
    assert_eq!(store.by_number(&["1".to_owned()], Public, 9).await.expect("read"), std::slice::from_ref(shown));
    assert_eq!(store.family(shown, Inside, 9).await.expect("read"), std::slice::from_ref(hidden));
    assert!(store.family(shown, Public, 9).await.expect("read").is_empty());
    assert_eq!(store.family(hidden, Inside, 9).await.expect("read"), std::slice::from_ref(shown));
    assert!(store.family(hidden, Public, 9).await.expect("read").is_empty(), "nor what it is related to");
    assert_eq!(store.coverage(Inside).await.expect("read").len(), 2);
    let coverage = store.coverage(Public).await.expect("read");
    assert_eq!(coverage.iter().map(|row| row.office).collect::<Vec<_>>(), [shown.office()]);
    assert_eq!(store.kinds(Inside).await.expect("read").len(), 2);
    assert_eq!(store.kinds(Public).await.expect("read"), [(shown.office(), shown.kind().cloned(), 1)]);
}

pub(crate) async fn restricted_memory_is_not_read_by_the_public(store: &impl Store) {
    let unit = |japanese: &str, public, created| MemoryUnit {
        source_language: language("en"),
        source: "A device.".to_owned(),
        japanese: japanese.to_owned(),
        pattern: "A device.".to_owned(),
        context: String::new(),
        author: "訳者".to_owned(),
        created: at(created),
        changed: None,
        origin: UnitOrigin::Approved,
        origin_name: String::new(),
        public,
    };
    let sources = ["A device.".to_owned()];
    let read = async |audience| {
        let exact = store.exact(&language("en"), &sources, audience).await.expect("read");
        let alike = store.by_pattern(&language("en"), &sources, audience).await.expect("read");
        assert_eq!(exact, alike);
        exact.into_iter().map(|unit| unit.japanese).collect::<Vec<_>>()
    };
    store.add_units(vec![unit("内密の装置。", false, 5)]).await.expect("added");
    assert_eq!(read(Inside).await, ["内密の装置。"]);
    assert!(read(Public).await.is_empty());
    // A unit for the public stands beside, and neither takes the other's place: the inside sees the newer one.
    store.add_units(vec![unit("装置。", true, 0)]).await.expect("added");
    assert_eq!(read(Public).await, ["装置。"]);
    assert_eq!(read(Inside).await, ["内密の装置。"]);
    store.add_units(vec![unit("この装置。", true, 9)]).await.expect("added");
    assert_eq!(read(Inside).await, ["この装置。"]);
}

pub(crate) async fn no_read_of_the_memory_tells_the_public_of_restricted_units(store: &impl Store) {
    let unit = |source: &str, japanese: &str, public| MemoryUnit {
        source_language: language("en"),
        source: source.to_owned(),
        japanese: japanese.to_owned(),
        pattern: source.to_owned(),
        context: String::new(),
        author: "訳者".to_owned(),
        created: at(1),
        changed: None,
        origin: UnitOrigin::Approved,
        origin_name: String::new(),
        public,
    };
    let open = unit("A lid of steel for a pump.", "ポンプ用の鋼の蓋。", true);
    let closed = unit("A lid of brass for a pump.", "ポンプ用の真鍮の蓋。", false);
    store.add_units(vec![closed.clone(), open.clone()]).await.expect("added");
    let english = language("en");
    let words = |text: &str| vec![text.to_owned()];
    for (audience, expected) in [(Public, vec![open.clone()]), (Inside, vec![open.clone(), closed.clone()])] {
        assert_eq!(store.units(audience).await.expect("read"), expected.len() as u64);
        // With room for one only, too: what is hidden takes nobody's place.
        assert_eq!(store.similar(&english, &open.source, audience, 1).await.expect("read"), std::slice::from_ref(&open));
        let alike = store.similar(&english, &open.source, audience, 9).await.expect("read");
        assert_eq!(alike, expected, "{audience:?}");
        assert_eq!(store.similar(&english, &closed.source, audience, 9).await.expect("read").len(), expected.len());
        for (word, side) in [("pump", UnitSide::Source), ("ポンプ", UnitSide::Japanese), ("蓋", UnitSide::Japanese)] {
            let found = store.containing(&words(word), side, Some(&english), audience, 9).await.expect("read");
            assert_eq!(found, expected, "{word} {audience:?}");
            assert_eq!(store.containing(&words(word), side, None, audience, 9).await.expect("read"), expected);
        }
        let all = store.units_after(None, None, audience, 9).await.expect("read");
        assert_eq!(all.len(), expected.len());
    }
    assert!(store.containing(&words("brass"), UnitSide::Source, None, Public, 9).await.expect("read").is_empty());
    assert_eq!(store.containing(&words("brass"), UnitSide::Source, None, Inside, 9).await.expect("read"), [closed]);
}
