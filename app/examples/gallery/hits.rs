//! Made-up pages of hits.

use app::services::{CountedRendering, ExpandedTerm, Expansion, MatchedOrigin, ResultHit, ResultNotice, Results};
use index_config::{Facet, FacetCount, FacetField, Match, SearchParams, TextOrigin, Total};
use publication::TextPart;

use super::{
    all,
    pieces::{found, office, tag},
};

pub fn matched(part: TextPart, language: &str, origin: TextOrigin, excerpt: &str, words: &str) -> Match {
    Match {
        part,
        language: tag(language),
        origin,
        excerpt: excerpt.to_owned(),
        cut_before: true,
        cut_after: true,
        ranges: found(excerpt, words),
    }
}

/// A word in other languages; what the search drops is dropped.
pub fn expansion(params: &SearchParams) -> Expansion {
    let dropped = |language: &str, words: &str| params.expand_not.iter().any(|dropped| dropped.is(&tag(language), words));
    let rendering = |language: &str, words: &str, count: u64| CountedRendering {
        language: tag(language),
        words: words.to_owned(),
        count: (!dropped(language, words)).then_some(count),
        dropped: dropped(language, words),
    };
    let renderings = vec![rendering("en", "battery", 12), rendering("zh", "电池", 3), rendering("de", "Batterie", 0)];
    let term = ExpandedTerm { term: "電池".to_owned(), language: tag("ja"), dropped: dropped("ja", "電池"), renderings };
    Expansion { on: !params.unexpanded, terms: vec![term] }
}

pub fn facet(field: FacetField, counts: &[(&str, u64)], more: bool) -> Facet {
    Facet { field, counts: counts.iter().map(|(value, count)| FacetCount { value: (*value).to_owned(), count: *count }).collect(), more }
}

pub fn results(params: &SearchParams) -> Results {
    let nothing = params.all == "nothing";
    let many = params.all == "many";
    let mut hits: Vec<ResultHit> = all()
        .into_iter()
        .map(|summary| {
            let title = "全固体電池の製造方法及び該方法により得られる電池";
            let has_title = summary.japanese_title.as_ref().is_some_and(|japanese| japanese.text == title);
            let mut matches = match summary.publication.id.office().as_str() {
                "TH" => vec![
                    matched(
                        TextPart::Claims,
                        "ja",
                        TextOrigin::Memory,
                        "正極活物質層と固体電解質層とを積層する工程を含む、全固体電池の製造方法であって、前記固体電解質層は硫化物固体電解質を含む",
                        "固体電解質",
                    ),
                    matched(TextPart::Abstract, "th", TextOrigin::Original, "แบตเตอรี่โซลิดสเตตที่มีชั้นอิเล็กโทรไลต์ของแข็ง", "แบตเตอรี่"),
                ],
                "SA" => vec![matched(TextPart::Abstract, "ar", TextOrigin::Original, "تتعلق الطريقة بتحلية مياه البحر", "مياه البحر")],
                _ => Vec::new(),
            };
            if has_title {
                matches.insert(0, matched(TextPart::Title, "ja", TextOrigin::Memory, title, "全固体電池"));
            }
            ResultHit { summary, matches }
        })
        .collect();
    if many {
        hits = hits.iter().cycle().take(20).cloned().collect();
    }
    if nothing {
        hits.clear();
    }
    Results {
        total: Total {
            count: if nothing {
                0
            } else if many {
                12_403
            } else {
                5
            },
            exact: !many,
        },
        hits,
        facets: vec![
            facet(FacetField::Office, &[("TH", 2410), ("CN", 1200), ("SA", 88), ("MY", 12), ("US", 3)], false),
            facet(FacetField::Right, &[("patent", 3000), ("utility-model", 700), ("design", 12), ("trademark", 1)], false),
            facet(
                FacetField::Year,
                &[("2024", 90), ("2023", 120), ("2022", 80), ("2021", 60), ("2020", 9), ("2019", 8), ("2018", 7), ("2017", 6), ("2016", 5)],
                true,
            ),
            facet(FacetField::NiceClass, &[("9", 40), ("25", 12)], false),
            facet(FacetField::MarkFeature, &[("combined", 20), ("word", 9)], false),
            facet(FacetField::ViennaCategory, &[("26", 8)], false),
            facet(FacetField::LocarnoClass, &[("26", 3)], false),
            facet(FacetField::IpcSubclass, &[("H01M", 1000), ("C02F", 88)], false),
            facet(FacetField::Applicant, &[("Siam Cell Co., Ltd.", 30), ("深圳示例新能源有限公司", 12)], false),
            facet(FacetField::Status, &[("granted", 900), ("unknown", 2800)], false),
            facet(FacetField::Element, &[("abstract", 3700), ("claims", 1000)], false),
        ],
        expansion: many.then(|| expansion(params)),
        matched: vec![
            MatchedOrigin { origin: TextOrigin::Original, count: 4 },
            MatchedOrigin { origin: TextOrigin::Machine, count: 2 },
            MatchedOrigin { origin: TextOrigin::Human, count: 0 },
        ],
        notices: if params.parts.contains(&TextPart::Claims) || many {
            vec![ResultNotice::PartNotDelivered { part: TextPart::Claims, offices: vec![office("MY"), office("VN"), office("ID")] }]
        } else {
            Vec::new()
        },
        sort: params.sort,
        page: params.page.max(1),
        per_page: 20,
        took_ms: 3,
    }
}
