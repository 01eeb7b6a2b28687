//! Generated conditions against a plain evaluation: hits, totals and facets.

use std::collections::BTreeMap;

use index_config::{FacetField, Filter, IndexRecord, MarkMatch, Query, TextOrigin, TextQuery};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, TestRng, TestRunner},
};
use publication::{ClassificationScheme, Element, LegalStatus, MarkFeature, Right, TextPart};

use super::{Subject, changes, evaluator::is_of, ids, records, request};

const RECORDS: usize = 150;
const QUERIES: usize = 400;

const SYMBOLS: [(ClassificationScheme, &str); 13] = [
    (ClassificationScheme::Ipc, "H01M 10/052"),
    (ClassificationScheme::Ipc, "H01M 100/00"),
    (ClassificationScheme::Ipc, "H02J 7/00"),
    (ClassificationScheme::Cpc, "H01M 10/052"),
    (ClassificationScheme::Ipc, "G06F 3/01"),
    (ClassificationScheme::Locarno, "14-03"),
    (ClassificationScheme::Nice, "9"),
    (ClassificationScheme::Nice, "25"),
    (ClassificationScheme::Locarno, "14-02"),
    (ClassificationScheme::Locarno, "06"),
    (ClassificationScheme::Vienna, "26.4"),
    (ClassificationScheme::Vienna, "5.7.1"),
    (ClassificationScheme::Vienna, "26.1.3"),
];
const ASKED: [&str; 14] = ["H", "H01", "H01M", "h01m10", "H01M 10/052", "H01M1", "G06F", "14", "9", "26.1", "2", "25", "14-03", ""];
const MARKS: [&str; 7] = ["Blue Bridge", "BLUEBRIDGE", "The Blue-Bridge Works", "かけはし", "カケハシ", "青い橋", "Ridge"];
const MARKS_ASKED: [&str; 12] =
    ["blue bridge", "Blue", "ridge", "BRIDGE WORKS", "ebri", "かけはし", "けは", "橋", "カケ", "blue-bridge", "bridges", "-"];
const NAMES: [&str; 5] = ["Siam Pump Co", "Pump Siam", "Hanoi Valve Works", "Siam", "Valve"];
const CHARACTERS: [&str; 5] = ["電", "池", "弁", "機", "ポ"];
const LANGUAGES: [&str; 5] = ["ja", "zh", "zh-Hant", "en", "th"];

fn pick<T: Clone + std::fmt::Debug + 'static>(values: &[T]) -> impl Strategy<Value = T> + use<T> {
    proptest::sample::select(values.to_vec())
}

fn some<T: Clone + std::fmt::Debug + 'static>(values: &[T]) -> impl Strategy<Value = Vec<T>> + use<T> {
    proptest::collection::vec(pick(values), 0..3)
}

fn run_of_characters(most: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(pick(&CHARACTERS), 1..=most).prop_map(|characters| characters.concat())
}

fn date() -> impl Strategy<Value = u32> {
    (2018_u32..2022, 1_u32..13, 1_u32..29).prop_map(|(year, month, day)| year * 10_000 + month * 100 + day)
}

fn a_record() -> impl Strategy<Value = IndexRecord> {
    let id = (pick(&["TH", "VN", "ID"]), pick(&["patent", "design", "utility-model"]), 1_000_u32..999_999, pick(&["-A", "-B1", ""]))
        .prop_map(|(office, right, number, kind)| format!("{office}-{right}-{number}{kind}"));
    let texts = proptest::collection::vec((pick(&TextPart::ALL), pick(&LANGUAGES), pick(&TextOrigin::ALL), run_of_characters(12)), 0..4);
    (
        (id, proptest::option::of(date()), proptest::option::of(date())),
        (some(&MARKS), proptest::option::of(pick(&MarkFeature::ALL[..4]))),
        (some(&SYMBOLS), some(&NAMES), some(&NAMES), some(&Element::ALL), some(&["TH1", "VN2", "3"]), texts, pick(&LegalStatus::ALL)),
    )
        .prop_map(|((id, published, filed), (marks, feature), (classes, applicants, inventors, elements, numbers, texts, status))| {
            let mut record = records::bare(&id);
            (record.publication_date, record.application_date) = (published, filed);
            record.classifications = classes.iter().map(|(scheme, symbol)| records::class(*scheme, symbol)).collect();
            record.mark_texts = marks.iter().map(|text| (*text).to_owned()).collect();
            record.mark_feature = feature;
            record.applicants = applicants.iter().map(|name| (*name).to_owned()).collect();
            // Every other form aside: what is counted is a part of what is searched.
            record.applicants_counted = record.applicants.iter().take(2).cloned().collect();
            record.status = status;
            record.inventors = inventors.iter().map(|name| (*name).to_owned()).collect();
            record.numbers = numbers.iter().map(|number| (*number).to_owned()).collect();
            record.elements = elements;
            for (part, language, origin, words) in texts {
                // One text of each place: two would be one.
                if !record.texts.iter().any(|held| held.part == part && held.language.as_str() == language && held.origin == origin) {
                    record.texts.push(records::text(part, language, origin, &words));
                }
            }
            record
        })
}

fn a_filter() -> impl Strategy<Value = Filter> {
    let day = || proptest::option::of(date().prop_map(|date| publication::IsoDate::from_number(date).expect("a date")));
    prop_oneof![
        some(&["TH", "VN", "EP"]).prop_map(|list| Filter::Offices(list.iter().map(|office| office.parse().expect("an office")).collect())),
        some(&Right::ALL).prop_map(Filter::Rights),
        some(&["A", "B1", "U"]).prop_map(|list| Filter::Kinds(list.iter().map(|kind| kind.parse().expect("a kind")).collect())),
        some(&LANGUAGES).prop_map(|list| Filter::Languages(list.iter().map(|tag| tag.parse().expect("a tag")).collect())),
        (day(), day()).prop_map(|(from, to)| Filter::Published { from, to }),
        (day(), day()).prop_map(|(from, to)| Filter::Filed { from, to }),
        (proptest::option::of(pick(&SYMBOLS)), pick(&ASKED))
            .prop_map(|(scheme, symbol)| Filter::Class { scheme: scheme.map(|(scheme, _)| scheme), symbol: symbol.to_owned() }),
        pick(&["siam", "Pump Co", "PUMP SIAM", "valve works", "Works", "co siam", ""])
            .prop_map(|words| Filter::Applicant(words.to_owned())),
        some(&["Siam", "siam", "Valve", "Siam Pump Co"])
            .prop_map(|names| Filter::ApplicantIs(names.into_iter().map(str::to_owned).collect())),
        (pick(&MARKS_ASKED), pick(&MarkMatch::ALL)).prop_map(|(text, by)| Filter::Mark { text: text.to_owned(), by }),
        some(&MarkFeature::ALL[..4]).prop_map(Filter::MarkFeatures),
        some(&LegalStatus::ALL).prop_map(Filter::Statuses),
        pick(&["siam pump", "Hanoi", "hanoi works"]).prop_map(|words| Filter::Inventor(words.to_owned())),
        some(&Element::ALL).prop_map(Filter::Has),
        some(&["TH1", "VN2", "4"]).prop_map(|list| Filter::Numbers(list.into_iter().map(str::to_owned).collect())),
        some(&TextOrigin::ALL).prop_map(Filter::Made),
    ]
}

fn a_query() -> impl Strategy<Value = Query> {
    let words = proptest::collection::vec(run_of_characters(4), 1..3).prop_map(|words| words.join(" "));
    let text = (words, some(&TextPart::ALL), some(&TextOrigin::ALL), proptest::option::of(pick(&["ja", "en", "zh-Hant"]))).prop_map(
        |(words, parts, origins, language)| {
            let languages = language.iter().map(|tag| tag.parse().expect("a tag")).collect();
            Query::Text(TextQuery { words, exact: false, parts, languages, origins })
        },
    );
    let leaf = prop_oneof![1 => Just(Query::Everything), 3 => text, 9 => a_filter().prop_map(Query::Filter)];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Query::And),
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Query::Or),
            inner.prop_map(|query| Query::Not(Box::new(query))),
        ]
    })
}

/// Symbols of the IPC, cut; those here are written alike, but for the space.
fn ipc(record: &IndexRecord, cut: fn(&str) -> Option<&str>) -> Vec<String> {
    let symbols = record.classifications.iter().filter(|class| class.scheme == ClassificationScheme::Ipc);
    symbols.filter_map(|class| cut(&class.symbol.replace(' ', "")).map(str::to_owned)).collect()
}

/// What stands before the first sign of symbols of a scheme.
fn tops(record: &IndexRecord, scheme: ClassificationScheme) -> Vec<String> {
    let symbols = record.classifications.iter().filter(|class| class.scheme == scheme);
    symbols.filter_map(|class| Some(class.symbol.split(['.', '-']).next()?.to_owned())).collect()
}

/// How records count in a facet.
pub(super) fn values(record: &IndexRecord, field: FacetField) -> Vec<String> {
    let mut values: Vec<String> = match field {
        FacetField::Office => vec![record.id.office().to_string()],
        FacetField::Right => vec![record.id.right().to_string()],
        FacetField::Kind => record.id.kind().iter().map(ToString::to_string).collect(),
        FacetField::Language => {
            record.texts.iter().filter(|text| text.origin == TextOrigin::Original).map(|text| text.language.to_string()).collect()
        }
        FacetField::Year => record.publication_date.iter().map(|date| (date / 10_000).to_string()).collect(),
        FacetField::IpcSection => ipc(record, |symbol| symbol.get(..1)),
        FacetField::IpcClass => ipc(record, |symbol| symbol.get(..3)),
        FacetField::IpcSubclass => ipc(record, |symbol| symbol.get(..4)),
        FacetField::IpcMainGroup => ipc(record, |symbol| Some(symbol.split_once('/')?.0)),
        FacetField::NiceClass => tops(record, ClassificationScheme::Nice),
        FacetField::LocarnoClass => tops(record, ClassificationScheme::Locarno),
        FacetField::ViennaCategory => tops(record, ClassificationScheme::Vienna),
        FacetField::MarkFeature => record.mark_feature.iter().map(|feature| feature.as_str().to_owned()).collect(),
        FacetField::Applicant => record.applicants_counted.clone(),
        FacetField::ApplicantName => record.applicants.clone(),
        FacetField::Status => vec![record.status.as_str().to_owned()],
        FacetField::Element => record.elements.iter().map(|element| element.as_str().to_owned()).collect(),
        FacetField::Made => {
            record.texts.iter().filter(|text| text.language.as_str() == "ja").map(|text| text.origin.as_str().to_owned()).collect()
        }
    };
    values.sort();
    values.dedup();
    values
}

/// Many queries over many records.
pub(super) async fn hold(subject: &dyn Subject) {
    let config = Config::default();
    let mut runner = TestRunner::new_with_rng(config.clone(), TestRng::deterministic_rng(config.rng_algorithm));
    let mut held: BTreeMap<String, IndexRecord> = BTreeMap::new();
    while held.len() < RECORDS {
        let record = a_record().new_tree(&mut runner).expect("a record").current();
        held.insert(record.id.to_string(), record);
    }
    let engine = subject.holding(changes(held.values().cloned().collect()), 1).await;
    let mut met = 0;
    for _ in 0..QUERIES {
        let query = a_query().new_tree(&mut runner).expect("a query").current();
        let expected: Vec<&IndexRecord> = held.values().filter(|record| is_of(record, &query)).collect();
        let mut request = request(query.clone());
        request.facets = FacetField::ALL.to_vec();
        let answer = engine.search(&request).await.expect("an answer");
        let wanted: Vec<String> = expected.iter().map(|record| record.id.to_string()).collect();
        assert_eq!(ids(&answer), wanted, "{query:?}");
        assert_eq!(answer.total.count, wanted.len() as u64, "{query:?}");
        for facet in &answer.facets {
            let mut counts: BTreeMap<String, u64> = BTreeMap::new();
            for value in expected.iter().flat_map(|record| values(record, facet.field)) {
                *counts.entry(value).or_default() += 1;
            }
            let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
            if facet.field == FacetField::Year {
                counts.reverse();
            } else {
                counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            }
            let given: Vec<(String, u64)> = facet.counts.iter().map(|count| (count.value.clone(), count.count)).collect();
            assert_eq!(given, counts, "{:?} of {query:?}", facet.field);
            assert!(!facet.more);
        }
        met += usize::from(!wanted.is_empty() && wanted.len() < RECORDS);
    }
    assert!(met > QUERIES / 3, "queries that tell records apart: {met}");
}
