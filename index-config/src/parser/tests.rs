use proptest::prelude::*;
use publication::{ClassificationScheme, Element, IsoDate, OfficeCode};

use super::*;

fn parsed(query: &str) -> ParsedQuery {
    query_of(&SearchParams::from_query(query).0)
}

fn word(words: &str) -> Query {
    Query::Text(TextQuery::anywhere(words))
}

fn phrase(words: &str) -> Query {
    Query::Text(TextQuery { exact: true, ..TextQuery::anywhere(words) })
}

fn not(query: Query) -> Query {
    Query::Not(Box::new(query))
}

#[test]
fn words_become_a_flat_tree() {
    for (text, query) in [
        ("", Query::Everything),
        ("q=-", Query::Everything),
        ("q=電池", word("電池")),
        ("q=電池　電解質", Query::And(vec![word("電池"), word("電解質")])),
        ("q=「固体 電解質」", phrase("固体 電解質")),
        ("q=電池 -鉛", Query::And(vec![word("電池"), not(word("鉛"))])),
        ("q=-鉛", not(word("鉛"))),
        ("q=負極 OR 陽極", Query::Or(vec![word("負極"), word("陽極")])),
        ("q=電池 負極|陽極 膜", Query::And(vec![word("電池"), Query::Or(vec![word("負極"), word("陽極")]), word("膜")])),
        ("q=電池&any=鉛 水銀&not=一次 二次", {
            Query::And(vec![word("電池"), Query::Or(vec![word("鉛"), word("水銀")]), not(word("一次")), not(word("二次"))])
        }),
        ("any=鉛", word("鉛")),
        ("not=鉛", not(word("鉛"))),
    ] {
        let parsed = parsed(text);
        assert_eq!(parsed.query, query, "{text}");
        assert_eq!(parsed.problems, [], "{text}");
    }
}

#[test]
fn conditions_become_filters() {
    let th: OfficeCode = "TH".parse().expect("TH");
    let day = |text: &str| Some(text.parse::<IsoDate>().expect(text));
    for (text, query) in [
        ("office=TH", Query::Filter(Filter::Offices(vec![th]))),
        ("from=2020&to=2021", Query::Filter(Filter::Published { from: day("2020-01-01"), to: day("2021-12-31") })),
        ("filed-to=2021", Query::Filter(Filter::Filed { from: None, to: day("2021-12-31") })),
        ("class=h01m 10/052", Query::Filter(Filter::Class { scheme: None, symbol: "H01M10/052".to_owned() })),
        ("class=9,H01M", {
            let class = |symbol: &str| Query::Filter(Filter::Class { scheme: None, symbol: symbol.to_owned() });
            Query::Or(vec![class("9"), class("H01M")])
        }),
        ("has=claims", Query::Filter(Filter::Has(vec![Element::Claims]))),
        ("applicant=ACME Inc", Query::Filter(Filter::Applicant("ACME Inc".to_owned()))),
        ("applicant-is=ACME, Inc.", Query::Filter(Filter::ApplicantIs(vec!["ACME, Inc.".to_owned()]))),
        ("status=unknown", Query::Filter(Filter::Statuses(vec![publication::LegalStatus::Unknown]))),
        ("year=2020,2021", {
            let year = |year| Query::Filter(Filter::Published { from: day(&format!("{year}-01-01")), to: day(&format!("{year}-12-31")) });
            Query::Or(vec![year(2020), year(2021)])
        }),
        ("ipc=H,G06F,H01M,H01M10/052", {
            let class = |symbol: &str| Query::Filter(Filter::Class { scheme: Some(ClassificationScheme::Ipc), symbol: symbol.to_owned() });
            Query::And(vec![class("H"), Query::Or(vec![class("G06F"), class("H01M")]), class("H01M10/052")])
        }),
        ("q=電池&office=TH", Query::And(vec![word("電池"), Query::Filter(Filter::Offices(vec![th]))])),
        ("q=EP 3 383 757", Query::Filter(Filter::Numbers(vec!["EP3383757".to_owned()]))),
        ("number=1206", Query::Filter(Filter::Numbers(vec!["1206".to_owned()]))),
    ] {
        assert_eq!(parsed(text).query, query, "{text}");
    }
}

#[test]
fn marks_are_asked_for_by_what_they_read_and_are_for() {
    let of = |text: &str, by| mark(text.to_owned(), by);
    let class = |scheme, symbol: &str| Query::Filter(Filter::Class { scheme: Some(scheme), symbol: symbol.to_owned() });
    let goods = |words: &str| Query::Text(TextQuery { parts: vec![TextPart::Goods], ..TextQuery::anywhere(words) });
    for (text, query) in [
        ("mark=Blue Bridge", Query::And(vec![of("Blue", MarkMatch::Words), of("Bridge", MarkMatch::Words)])),
        ("mark=\"Blue Bridge\" -Old", {
            Query::And(vec![of("Blue Bridge", MarkMatch::Words), Query::Not(Box::new(of("Old", MarkMatch::Words)))])
        }),
        ("mark=Blue Bridge&mark-match=exact", of("Blue Bridge", MarkMatch::Exact)),
        ("mark=ridg&mark-match=containing", of("ridg", MarkMatch::Containing)),
        ("mark=!!&mark-match=containing", Query::Everything),
        ("nice=9,25", Query::Or(vec![class(ClassificationScheme::Nice, "9"), class(ClassificationScheme::Nice, "25")])),
        ("vienna=26.4&locarno=14-03", {
            Query::And(vec![class(ClassificationScheme::Locarno, "14-03"), class(ClassificationScheme::Vienna, "26.4")])
        }),
        ("mark-kind=word", Query::Filter(Filter::MarkFeatures(vec![publication::MarkFeature::Word]))),
        ("goods=shoes hats&in=title", Query::And(vec![goods("shoes"), goods("hats")])),
    ] {
        let parsed = parsed(text);
        assert_eq!((parsed.query, parsed.problems.len(), parsed.looked_in.len()), (query, 0, 0), "{text}");
    }
    let long = query_of(&SearchParams { mark: "a".repeat(81), mark_match: MarkMatch::Exact, ..SearchParams::default() });
    assert_eq!((long.query, long.problems.len()), (Query::Everything, 1));
}

#[test]
fn parts_bind_words_and_are_told() {
    let asked = parsed("q=電池&in=claims");
    assert_eq!(asked.looked_in, [TextPart::Claims]);
    assert!(matches!(asked.query, Query::Text(TextQuery { parts, .. }) if parts == [TextPart::Claims]));
    assert!(parsed("in=claims").looked_in.is_empty());
    assert!(parsed("q=EP3383757&in=claims").looked_in.is_empty());
}

#[test]
fn words_are_looked_for_in_texts_of_an_origin() {
    let asked = parsed("q=電池&text=human,original");
    let origins = [crate::TextOrigin::Original, crate::TextOrigin::Human];
    assert!(matches!(asked.query, Query::Text(TextQuery { origins: found, .. }) if found == origins));
    assert_eq!(parsed("text=human").query, Query::Everything);
}

#[test]
fn problems_name_their_part_and_leave_the_rest() {
    for (text, problem) in [
        ("q=電池 「固体", QueryProblem::UnclosedQuote("固体".to_owned())),
        ("q=電池&class=LED", QueryProblem::ClassNotUnderstood("LED".to_owned())),
        ("q=電池&number=ABC", QueryProblem::NumberNotUnderstood("ABC".to_owned())),
        ("q=電池&from=2021&to=2020", QueryProblem::DatesReversed("2021-01-01..2020-12-31".to_owned())),
    ] {
        let parsed = parsed(text);
        assert_eq!(parsed.problems, [problem], "{text}");
        assert_ne!(parsed.query, Query::Everything, "{text}");
    }
    let many = query_of(&SearchParams { all: (0..80).map(|n| format!("w{n} ")).collect(), ..SearchParams::default() });
    assert!(matches!(many.query, Query::And(words) if words.len() == MOST_WORDS));
    assert_eq!(many.problems, [QueryProblem::TooManyWords("w50".to_owned())]);
    let long = query_of(&SearchParams { all: format!("a {}", "b".repeat(201)), ..SearchParams::default() });
    assert_eq!((long.query, long.problems.len()), (word("a"), 1));
}

proptest! {
    #[test]
    fn any_parameters_make_a_query(q in ".{0,60}", any in ".{0,30}", not in ".{0,30}", number in ".{0,30}", class in ".{0,30}") {
        let params = SearchParams { all: q, any, without: not, number, class, ..SearchParams::default() };
        let parsed = query_of(&params);
        prop_assert_eq!(query_of(&params.normalised()), parsed);
    }
}
