//! Search parameters as a query string.

mod reader;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode, utf8_percent_encode};
use publication::IsoDate;

use self::reader::Reader;
use super::{ParamProblem, SearchParams};
use crate::MarkMatch;

/// What stands in a query string as it is: the unreserved characters of RFC 3986. Space is written `+`, as forms do.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl SearchParams {
    /// Reads a query string, with or without `?` in front. Never fails: unknown keys are passed over, and what cannot be used is left out
    /// and reported.
    ///
    /// Lists are read from repeated keys and from commas. A text given twice is joined; of a date, an order or a page given twice the last
    /// one that can be used counts. Dates may be years and months (`from=2020`, `to=2020-06`) and use any usual separator.
    #[must_use]
    pub fn from_query(query: &str) -> (Self, Vec<ParamProblem>) {
        let mut reader = Reader::default();
        let query = reader.bounded(query.strip_prefix('?').unwrap_or(query));
        for pair in query.split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            reader.pair(&decoded(key), &decoded(value));
        }
        (reader.params.normalised(), reader.problems)
    }

    /// Writes the query string of these parameters: fixed order of keys, canonical values, nothing for what is not asked. Equal states
    /// have equal strings; the empty state has the empty one.
    #[must_use]
    pub fn to_query(&self) -> String {
        let params = self.clone().normalised();
        let mut query = String::new();
        let words = |values: Vec<&str>| values.join(",");
        let date = |day: Option<IsoDate>| day.map(|day| day.to_string()).unwrap_or_default();
        append(&mut query, "q", &params.all);
        append(&mut query, "any", &params.any);
        append(&mut query, "not", &params.without);
        append(&mut query, "in", &words(params.parts.iter().map(|part| part.as_str()).collect()));
        append(&mut query, "text", &words(params.origins.iter().map(|origin| origin.as_str()).collect()));
        append(&mut query, "office", &words(params.offices.iter().map(|office| office.as_str()).collect()));
        append(&mut query, "right", &words(params.rights.iter().map(|right| right.as_str()).collect()));
        append(&mut query, "kind", &words(params.kinds.iter().map(|kind| kind.as_str()).collect()));
        append(&mut query, "lang", &words(params.languages.iter().map(|language| language.as_str()).collect()));
        append(&mut query, "year", &params.years.iter().map(ToString::to_string).collect::<Vec<_>>().join(","));
        append(&mut query, "from", &date(params.published_from));
        append(&mut query, "to", &date(params.published_to));
        append(&mut query, "filed-from", &date(params.filed_from));
        append(&mut query, "filed-to", &date(params.filed_to));
        append(&mut query, "applicant", &params.applicant);
        for name in &params.applicant_names {
            append(&mut query, "applicant-is", name);
        }
        append(&mut query, "inventor", &params.inventor);
        append(&mut query, "class", &params.class);
        append(&mut query, "ipc", &words(params.ipc.iter().map(String::as_str).collect()));
        for (key, classes) in [("nice", &params.nice), ("locarno", &params.locarno), ("vienna", &params.vienna)] {
            append(&mut query, key, &words(classes.iter().map(String::as_str).collect()));
        }
        append(&mut query, "mark", &params.mark);
        if params.mark_match != MarkMatch::default() {
            append(&mut query, "mark-match", params.mark_match.as_str());
        }
        append(&mut query, "mark-kind", &words(params.mark_features.iter().map(|feature| feature.as_str()).collect()));
        append(&mut query, "goods", &params.goods);
        append(&mut query, "status", &words(params.statuses.iter().map(|status| status.as_str()).collect()));
        append(&mut query, "has", &words(params.has.iter().map(|element| element.as_str()).collect()));
        append(&mut query, "made", &words(params.made.iter().map(|origin| origin.as_str()).collect()));
        append(&mut query, "number", &params.number);
        if params.unexpanded {
            append(&mut query, "expand", "off");
        }
        for dropped in &params.expand_not {
            append(&mut query, "expand-not", &dropped.to_string());
        }
        if params.sort != crate::Sort::default() {
            append(&mut query, "sort", params.sort.as_str());
        }
        if params.page > 1 {
            append(&mut query, "page", &params.page.to_string());
        }
        query
    }
}

/// `+` and `%XX` decoded; bytes that are no UTF-8 become U+FFFD.
fn decoded(text: &str) -> String {
    let spaced = text.replace('+', " ");
    percent_decode(spaced.as_bytes()).decode_utf8_lossy().into_owned()
}

fn append(query: &mut String, key: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str(key);
    query.push('=');
    // Commas and spaces are common and legible as they are; both are safe within a query.
    for piece in utf8_percent_encode(value, ESCAPED) {
        match piece {
            "%20" => query.push('+'),
            "%2C" => query.push(','),
            piece => query.push_str(piece),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use publication::{Element, TextPart};

    use super::*;
    use crate::{
        Sort, TextOrigin,
        params::limits::{LIST_VALUES, QUERY_STRING_BYTES, TEXT_CHARS},
    };

    fn read(query: &str) -> SearchParams {
        let (params, problems) = SearchParams::from_query(query);
        assert_eq!(problems, [], "{query}");
        params
    }

    #[test]
    fn a_form_is_read_and_written_in_one_way() {
        for (given, canonical) in [
            ("", ""),
            ("?", ""),
            ("q=&any=&office=&page=1&sort=relevance", ""),
            ("q=%E9%9B%BB%E6%B1%A0+%E9%9B%BB%E8%A7%A3%E8%B3%AA", "q=%E9%9B%BB%E6%B1%A0+%E9%9B%BB%E8%A7%A3%E8%B3%AA"),
            ("q=%20a%20b%20", "q=a+b"),
            ("q=a&q=b", "q=a+b"),
            ("office=vn&office=TH,VN,%20EP", "office=EP,TH,VN"),
            ("page=3&q=x&utm=1&&=&sort=newest", "q=x&sort=newest&page=3"),
            ("from=2020&to=2020", "from=2020-01-01&to=2020-12-31"),
            ("from=2020-02&to=2020/02", "from=2020-02-01&to=2020-02-29"),
            ("filed-from=20200506&filed-to=2020%E5%B9%B45%E6%9C%887%E6%97%A5", "filed-from=2020-05-06&filed-to=2020-05-07"),
            ("class=H01M+10/052,+G06F", "class=H01M+10%2F052,+G06F"),
            ("has=claims&has=figures&made=human&in=claims,title", "in=title,claims&has=claims,figures&made=human"),
            ("year=2021,2020&year=2020&status=unknown,granted", "year=2020,2021&status=granted,unknown"),
            ("ipc=h01m+10/052,G,H01M10/00,H01M0010000000", "ipc=G,H01M10,H01M10%2F052"),
            (
                "applicant-is=Siam,+Inc.&applicant-is=%E6%B7%B1%E5%9C%B3&applicant-is=Siam,+Inc.",
                "applicant-is=Siam,+Inc.&applicant-is=%E6%B7%B1%E5%9C%B3",
            ),
            ("nice=25,9+%E7%AC%AC%EF%BC%93%EF%BC%95%E9%A1%9E&nice=Class+9", "nice=9,25,35"),
            ("locarno=14-3,+6&vienna=26.04.02+260402+5.7", "locarno=06,14-03&vienna=5.7,26.4.2"),
            ("mark=+Kake-Hashi+&mark-match=exact&mark-kind=word,figurative", "mark=Kake-Hashi&mark-match=exact&mark-kind=word,figurative"),
            ("mark=a&mark-match=words&goods=shoes", "mark=a&goods=shoes"),
            ("mark-match=exact", ""),
            ("text=human,original&q=x", "q=x&text=original,human"),
            (
                "expand=off&expand-not=th:x&expand-not=en:solid++state,+battery&q=y&expand-not=th:x",
                "q=y&expand=off&expand-not=en%3Asolid+state,+battery&expand-not=th%3Ax",
            ),
            ("expand=off&expand=on", ""),
            ("number=EP1%0D%0AEP2", "number=EP1%0AEP2"),
            ("lang=ZH_hant&right=utility-model&kind=b1", "right=utility-model&kind=B1&lang=zh-Hant"),
        ] {
            assert_eq!(read(given).to_query(), canonical, "{given}");
        }
    }

    #[test]
    fn what_cannot_be_used_is_left_out_and_reported() {
        let (params, problems) = SearchParams::from_query(
            "office=TH,Thailand&from=2020-02-31&page=-1&sort=best&in=soul&q=x&kind=ABC&page=x&ipc=14-03&year=9&status=alive&nice=46+9&locarno=H01M\
             &vienna=26.x&mark-match=near&mark-kind=square",
        );
        assert_eq!(params.to_query(), "q=x&office=TH&nice=9");
        let reported: Vec<_> = problems.iter().map(|problem| (problem.key.as_str(), problem.value.as_str())).collect();
        assert_eq!(
            reported,
            [
                ("office", "Thailand"),
                ("from", "2020-02-31"),
                ("page", "-1"),
                ("sort", "best"),
                ("in", "soul"),
                ("kind", "ABC"),
                ("page", "x"),
                ("ipc", "14-03"),
                ("year", "9"),
                ("status", "alive"),
                ("nice", "46"),
                ("locarno", "H01M"),
                ("vienna", "26.x"),
                ("mark-match", "near"),
                ("mark-kind", "square")
            ]
        );
    }

    #[test]
    fn sizes_are_bounded_and_cuts_reported() {
        let (params, problems) = SearchParams::from_query(&format!("applicant={}", "あ".repeat(1_500)));
        assert_eq!(params.applicant.chars().count(), TEXT_CHARS);
        assert_eq!(problems.len(), 1);

        let codes: Vec<String> = ('A'..='Z').flat_map(|a| ('A'..='Z').map(move |b| format!("{a}{b}"))).collect();
        let (params, problems) = SearchParams::from_query(&format!("office={}", codes.join(",")));
        assert_eq!((params.offices.len(), problems.len()), (LIST_VALUES, 1));

        let (params, problems) = SearchParams::from_query(&format!("q=x&any={}&office=TH", "y".repeat(QUERY_STRING_BYTES)));
        assert_eq!(params.to_query(), "q=x");
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].key, "");
    }

    #[test]
    fn bytes_of_any_kind_are_read() {
        for query in ["q=%ff%fe", "q=%", "q=%4", "%00=%00", "q=\u{0}a", "=", "&&&", "q==", "q=%E3%81", "?????", "q=a%26b%3Dc"] {
            let (params, _) = SearchParams::from_query(query);
            assert!(!params.all.contains('\0'), "{query}");
        }
        assert_eq!(read("q=a%26b%3Dc").all, "a&b=c");
    }

    fn any_params() -> impl Strategy<Value = SearchParams> {
        let text = ".{0,30}";
        let date = proptest::option::of((1900_u16..2100, 1_u8..=12, 1_u8..=28).prop_map(|(y, m, d)| IsoDate::new(y, m, d).expect("a day")));
        let texts = (text, text, text, text, text, text, text, text, text);
        let lists = (
            proptest::collection::vec(proptest::sample::select(TextPart::ALL.to_vec()), 0..4),
            proptest::collection::vec("[A-Z]{2}".prop_map(|code| code.parse().expect("an office")), 0..6),
            proptest::collection::vec(proptest::sample::select(publication::Right::ALL.to_vec()), 0..4),
            proptest::collection::vec("[A-Z][0-9]?".prop_map(|code| code.parse().expect("a kind")), 0..4),
            proptest::collection::vec("[a-z]{2}(-[A-Z][a-z]{3})?".prop_map(|tag| tag.parse().expect("a tag")), 0..4),
            proptest::collection::vec(proptest::sample::select(Element::ALL.to_vec()), 0..6),
            proptest::collection::vec(proptest::sample::select(TextOrigin::ALL.to_vec()), 0..4),
        );
        let picked = (
            proptest::collection::vec(proptest::sample::select(TextOrigin::ALL.to_vec()), 0..4),
            proptest::collection::vec(1_800_u16..2_100, 0..4),
            proptest::collection::vec(".{0,30}", 0..4),
            proptest::collection::vec("[A-H]([0-9]{2}([A-Z]([1-9][0-9]?(/[0-9]{2})?)?)?)?", 0..4),
            proptest::collection::vec(proptest::sample::select(publication::LegalStatus::ALL.to_vec()), 0..4),
            proptest::bool::ANY,
            proptest::collection::vec("(en|zh-Hans):[a-zé,電]{1,8}( [a-z]{1,4})?".prop_map(|text| text.parse().expect("a term")), 0..4),
        );
        let of_marks = (
            proptest::collection::vec("第?(0?[1-9]|[1-4][0-9])類?", 0..4),
            proptest::collection::vec("(0?[1-9]|[12][0-9])([.-][0-9]{1,2})?", 0..4),
            proptest::collection::vec("[1-9]([.-][1-9]){0,2}", 0..4),
            proptest::sample::select(MarkMatch::ALL.to_vec()),
            proptest::collection::vec(proptest::sample::select(publication::MarkFeature::ALL.to_vec()), 0..4),
        );
        let order = (proptest::sample::select(Sort::ALL.to_vec()), 0_u32..500, of_marks);
        (texts, lists, picked, (date.clone(), date.clone(), date.clone(), date), order).prop_map(|(texts, lists, picked, dates, order)| {
            SearchParams {
                origins: picked.0,
                years: picked.1,
                applicant_names: picked.2,
                ipc: picked.3,
                statuses: picked.4,
                unexpanded: picked.5,
                expand_not: picked.6,
                all: texts.0,
                any: texts.1,
                without: texts.2,
                applicant: texts.3,
                inventor: texts.4,
                class: texts.5,
                number: texts.6,
                mark: texts.7,
                goods: texts.8,
                nice: order.2.0,
                locarno: order.2.1,
                vienna: order.2.2,
                mark_match: order.2.3,
                mark_features: order.2.4,
                parts: lists.0,
                offices: lists.1,
                rights: lists.2,
                kinds: lists.3,
                languages: lists.4,
                has: lists.5,
                made: lists.6,
                published_from: dates.0,
                published_to: dates.1,
                filed_from: dates.2,
                filed_to: dates.3,
                sort: order.0,
                page: order.1,
            }
        })
    }

    proptest! {
        #[test]
        fn a_state_survives_its_query_string(params in any_params()) {
            let query = params.to_query();
            let (again, problems) = SearchParams::from_query(&query);
            prop_assert_eq!(problems, vec![]);
            prop_assert_eq!(again.to_query(), query);
            prop_assert_eq!(again, params.normalised());
        }

        #[test]
        fn any_query_string_is_read_without_panic(query in ".{0,300}") {
            let (params, _) = SearchParams::from_query(&query);
            let (again, problems) = SearchParams::from_query(&params.to_query());
            prop_assert_eq!(again, params);
            prop_assert_eq!(problems, vec![]);
        }
    }
}
