//! Coverage.

use publication::{Audience, Element, PublishedDate, Right};

use super::samples::{DELIVERY, at, publication, record, restricted};
use crate::Store;

pub(crate) async fn coverage_counts_what_is_held(store: &impl Store) {
    let dated = |name: &str, date: &str| {
        let mut made = publication(name, name);
        made.publication_date = Some(PublishedDate::read(date));
        made
    };
    let mut sample = dated("TH-patent-1-A", "20210301");
    sample.sample = true;
    let mut bare = dated("TH-patent-2-A", "20211224");
    bare.descriptions.clear();
    bare.abstracts.clear();
    let batch = vec![
        record(sample),
        record(bare.clone()),
        restricted(dated("TH-patent-3-A1", "20210101")),
        record(dated("TH-patent-4-A", "107.1.2")),
        record(dated("TH-trademark-4", "20220101")),
    ];
    store.store(DELIVERY, batch, at(0)).await.expect("stored");

    let coverage = store.coverage(Audience::Public).await.expect("read");
    let told: Vec<_> = coverage.iter().map(|row| (row.right, row.year, row.count, row.samples)).collect();
    assert_eq!(told, [(Right::Patent, None, 1, 0), (Right::Patent, Some(2021), 2, 1), (Right::Trademark, Some(2022), 1, 0)]);
    let year = &coverage[1];
    assert_eq!(year.first.map(|date| date.to_string()).as_deref(), Some("2021-03-01"));
    assert_eq!(year.last.map(|date| date.to_string()).as_deref(), Some("2021-12-24"));
    assert_eq!(
        year.elements,
        [(Element::Title, 2), (Element::Abstract, 1), (Element::Claims, 2), (Element::Description, 1), (Element::LegalEvent, 2)]
    );
    assert_eq!((coverage[0].first, coverage[0].last), (None, None));
    let inside = store.coverage(Audience::Inside).await.expect("read");
    assert_eq!(inside[1].count, 3);
    assert_eq!(inside[1].first.map(|date| date.to_string()).as_deref(), Some("2021-01-01"));
    let th = "TH".parse().expect("a code");
    let kind = |code: &str| Some(code.parse().expect("a kind"));
    assert_eq!(store.kinds(Audience::Public).await.expect("read"), [(th, None, 1), (th, kind("A"), 3)]);
    assert_eq!(store.kinds(Audience::Inside).await.expect("read"), [(th, None, 1), (th, kind("A"), 3), (th, kind("A1"), 1)]);

    // A correction of the date moves it to another year, and the last date of the old one goes back.
    bare.publication_date = Some(PublishedDate::read("20201224"));
    store.store(DELIVERY, vec![record(bare)], at(1)).await.expect("stored");
    let coverage = store.coverage(Audience::Public).await.expect("read");
    let told: Vec<_> = coverage.iter().map(|row| (row.year, row.count, row.last.map(|date| date.to_string()))).collect();
    let text = |date: &str| Some(date.to_owned());
    assert_eq!(
        told,
        [(None, 1, None), (Some(2020), 1, text("2020-12-24")), (Some(2021), 1, text("2021-03-01")), (Some(2022), 1, text("2022-01-01"))]
    );
}
