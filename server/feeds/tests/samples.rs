//! The sample deliveries: every one of them is read whole, and together they show what the exchange is like.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use feeds::{DeliveryProgress, DeliverySink, FeedSettings, Limits, ParsedRecord, Reject, Stop, read_delivery};
use publication::{LanguageTag, Publication, Right};

/// What the samples' own description says of them.
const PUBLICATIONS: usize = 95;
const OFFICES: usize = 28;

/// Images that are named and, on purpose, not there.
const NOT_DELIVERED: &[&str] = &["view-missing.png"];

#[derive(Default)]
struct Taken {
    records: Vec<ParsedRecord>,
    rejects: Vec<Reject>,
}

impl DeliverySink for Taken {
    fn record(&mut self, record: ParsedRecord) -> Result<(), Stop> {
        self.records.push(record);
        Ok(())
    }

    fn reject(&mut self, reject: Reject) -> Result<(), Stop> {
        self.rejects.push(reject);
        Ok(())
    }

    fn progress(&mut self, _: DeliveryProgress) {}
}

/// A delivery of `deliveries.toml`.
struct Delivery {
    path: PathBuf,
    settings: FeedSettings,
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples")
}

/// The deliveries in the order in which they are harvested. The file has tables of plain strings and nothing else.
fn deliveries() -> Vec<Delivery> {
    let text = fs::read_to_string(samples().join("deliveries.toml")).expect("deliveries.toml");
    let mut deliveries = Vec::new();
    for table in text.split("[[delivery]]").skip(1) {
        let values: BTreeMap<&str, &str> = table
            .lines()
            .filter_map(|line| line.split_once('='))
            .map(|(key, value)| (key.trim(), value.trim().trim_matches('"')))
            .collect();
        deliveries.push(Delivery {
            path: samples().join(values["path"]),
            settings: FeedSettings {
                office: values["office"].parse().expect("an office"),
                right: values.get("right").map(|right| right.parse().expect("a right")),
                format: None,
                encoding: None,
                language: values.get("language").map(|language| LanguageTag::from_office(language)),
                sample: true,
            },
        });
    }
    deliveries
}

/// All publications as they stand after the last delivery.
fn publications() -> Vec<ParsedRecord> {
    let mut latest: BTreeMap<String, ParsedRecord> = BTreeMap::new();
    for delivery in deliveries() {
        let mut taken = Taken::default();
        let summary = read_delivery(&delivery.path, &delivery.settings, &Limits::default(), &mut taken).expect("a delivery");
        assert!(taken.rejects.is_empty(), "{}: {:?}", delivery.path.display(), taken.rejects);
        assert!(summary.records > 0, "{} holds no record", delivery.path.display());
        for record in taken.records {
            latest.insert(record.publication.id.to_string(), record);
        }
    }
    latest.into_values().collect()
}

fn some(records: &[ParsedRecord], what: &str, is: impl Fn(&Publication) -> bool) {
    assert!(records.iter().any(|record| is(&record.publication)), "no sample {what}");
}

#[test]
fn every_sample_is_read_whole() {
    let records = publications();
    assert_eq!(records.len(), PUBLICATIONS);
    let offices: BTreeSet<String> = records.iter().map(|record| record.publication.id.office().to_string()).collect();
    assert_eq!(offices.len(), OFFICES, "{offices:?}");
    for record in &records {
        let publication = &record.publication;
        assert!(publication.sample, "{} is not marked as a sample", publication.id);
        // A kind whose meaning is not known here is listed, and no defect of the sample.
        for remark in record.remarks.iter().filter(|remark| remark.code != "kind-unknown") {
            assert!(NOT_DELIVERED.contains(&remark.value.as_str()), "{}: {remark:?}", publication.id);
        }
        let delivered: BTreeSet<usize> = record.figures.iter().map(|figure| figure.figure).collect();
        for (at, figure) in publication.figures.iter().enumerate() {
            let there = delivered.contains(&at);
            assert_ne!(there, NOT_DELIVERED.contains(&figure.file.as_str()), "{}: {}", publication.id, figure.file);
        }
    }
}

#[test]
fn samples_are_as_uneven_as_the_exchange() {
    let records = publications();
    for right in [Right::Patent, Right::UtilityModel, Right::Design, Right::Trademark] {
        let of_right = records.iter().filter(|record| record.publication.id.right() == right).count();
        assert!(of_right >= 5, "{of_right} samples of {right:?}");
    }
    some(&records, "has a full text", |p| !p.abstracts.is_empty() && !p.claim_sets.is_empty() && !p.descriptions.is_empty());
    some(&records, "has an abstract only", |p| !p.abstracts.is_empty() && p.claim_sets.is_empty() && p.descriptions.is_empty());
    some(&records, "has claims without a description", |p| !p.claim_sets.is_empty() && p.descriptions.is_empty());
    some(&records, "has a title and nothing else", |p| {
        p.id.right() == Right::Patent && p.abstracts.is_empty() && p.claim_sets.is_empty() && p.descriptions.is_empty()
    });
    some(&records, "has claims in three languages", |p| p.claim_sets.len() >= 3);
    some(&records, "has a mark without words", |p| p.id.right() == Right::Trademark && p.titles.is_empty());
    some(&records, "has goods in two languages", |p| {
        p.mark.as_ref().is_some_and(|mark| mark.goods.iter().map(|goods| &goods.language).collect::<BTreeSet<_>>().len() > 1)
    });
    some(&records, "has ten views", |p| p.id.right() == Right::Design && p.figures.len() >= 10);
    some(&records, "has thirty parties", |p| p.parties.len() >= 30);
    some(&records, "has an event that nobody maps", |p| {
        p.legal_events.iter().any(|event| event.category.is_none() && event.code.as_deref() == Some("RN9X"))
    });
    some(&records, "lapsed", |p| p.legal_events.iter().any(|event| event.detailed_event.as_deref() == Some("H13")));
    some(&records, "reads from right to left", |p| p.descriptions.iter().any(|text| text.language.as_str() == "ar"));
    some(&records, "is in Khmer", |p| p.abstracts.iter().any(|text| text.language.as_str() == "km"));
    some(&records, "is in Lao", |p| p.abstracts.iter().any(|text| text.language.as_str() == "lo"));
    some(&records, "has a family of six offices", |p| p.family.as_ref().is_some_and(|family| family.members.len() >= 6));
}
