//! The sample deliveries: every one of them is read whole, and together they show what the exchange is like.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use feeds::{DeliveryProgress, DeliverySink, FeedSettings, Limits, ParsedRecord, Reject, Stop, read_delivery};
use publication::{LanguageTag, LegalStatus, MarkFeature, Publication, RegisterStatus, Right};

/// What the samples' own description says of them.
const PUBLICATIONS: usize = 124;
const OFFICES: usize = 30;

/// Images that are named and, on purpose, not there.
const NOT_DELIVERED: &[&str] = &["view-missing.png"];

/// Words of offices that are, on purpose, mapped to nothing: a mark that is flat, which says neither that it is of words nor of figures.
const NOT_MAPPED: &[&str] = &["平面"];

/// Kinds of which nobody has told the meaning: most offices explain theirs nowhere, and one letter means different things to each.
#[rustfmt::skip]
const KINDS_NOT_MAPPED: &[&str] = &[
    "EG A", "GC A", "ID A", "ID B", "ID U", "IN A", "IN B", "KH A", "LA U", "MY A",
    "NZ A", "PH Y1", "SA B1", "SG A", "SG A1", "TH U", "VN A", "VN B", "VN Y",
];

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
        for remark in &record.remarks {
            let on_purpose = NOT_DELIVERED.contains(&remark.value.as_str()) || NOT_MAPPED.contains(&remark.value.as_str());
            let kind_on_purpose = remark.code == "kind-unknown" && KINDS_NOT_MAPPED.contains(&remark.value.as_str());
            assert!(on_purpose || kind_on_purpose, "{}: {remark:?}", publication.id);
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

#[test]
fn marks_and_designs_are_in_every_state_of_their_pages() {
    let records = publications();
    let mark = |is: fn(&publication::MarkDetails) -> bool| move |p: &Publication| p.mark.as_ref().is_some_and(is);
    let formats: BTreeSet<&str> = records.iter().map(|record| record.publication.source.format.as_str()).collect();
    assert!(formats.len() >= 8, "{formats:?}");
    for status in RegisterStatus::ALL {
        some(&records, status.as_str(), |p| p.register_status == Some(status));
    }
    some(&records, "has a status that nobody maps", |p| {
        p.id.right() == Right::Trademark && p.status.is_some() && p.register_status.is_none() && LegalStatus::of(p) == LegalStatus::Unknown
    });
    for feature in [MarkFeature::Word, MarkFeature::Figurative, MarkFeature::Combined, MarkFeature::ThreeDimensional, MarkFeature::Sound] {
        some(&records, feature.as_str(), |p| p.mark.as_ref().is_some_and(|mark| mark.feature == Some(feature)));
    }
    some(
        &records,
        "is for five classes",
        mark(|mark| mark.goods.iter().filter_map(|goods| goods.class).collect::<BTreeSet<_>>().len() >= 5),
    );
    some(&records, "is a figure without words", |p| {
        p.mark.as_ref().is_some_and(|mark| mark.feature == Some(MarkFeature::Figurative) && mark.verbal_element.is_none())
            && !p.figures.is_empty()
    });
    some(&records, "has words and no image", |p| p.mark.is_some() && !p.titles.is_empty() && p.figures.is_empty());
    some(&records, "reads in Hebrew", |p| p.mark.is_some() && p.titles.iter().any(|title| title.language.as_str() == "he"));
    some(&records, "has a disclaimer", mark(|mark| mark.disclaimer.is_some()));
    some(&records, "has a description", mark(|mark| mark.description.is_some()));
    some(&records, "has a transliteration and a translation", mark(|mark| mark.transliteration.is_some() && mark.translation.is_some()));
    some(&records, "is one design of several", |p| p.design.as_ref().is_some_and(|design| design.number_of_designs.is_some_and(|n| n > 1)));
    some(&records, "is a design without views", |p| p.id.right() == Right::Design && p.figures.is_empty());
    some(&records, "has views with sides", |p| {
        p.design.as_ref().is_some_and(|design| design.views.iter().filter(|view| view.side.is_some()).count() >= 3)
    });
    some(&records, "has a product beside its title", |p| p.design.as_ref().is_some_and(|design| !design.products.is_empty()));
}
