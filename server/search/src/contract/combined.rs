//! Words joined by AND, OR and NOT over parts of publications: where an engine of words goes wrong without a word.

use index_config::{Query, TextOrigin::Original, TextQuery};
use publication::TextPart::{self, Abstract, Claims, Title};

use super::{Sketch, Subject, changes, exactly, ids, record, request, words};

const RECORDS: &[Sketch] = &[
    // 0: a phrase of three that is never whole, though every two of its words stand together.
    Sketch { id: "WO-patent-3000-A", texts: &[(Title, "en", Original, "alpha beta x y z beta gamma q r s alpha w gamma")] },
    Sketch { id: "WO-patent-3001-A", texts: &[(Title, "en", Original, "the alpha beta gamma device")] },
    // 2: the phrase stands in another part than is asked for.
    Sketch {
        id: "WO-patent-3002-A",
        texts: &[(Title, "en", Original, "ion lithium widget"), (Abstract, "en", Original, "a lithium ion cell")],
    },
    Sketch { id: "WO-patent-3003-A", texts: &[(Title, "en", Original, "lithium ion widget")] },
    // 4 to 6: 二次電池 and 電池.
    Sketch { id: "WO-patent-3004-A", texts: &[(Title, "ja", Original, "二次電池の製造方法")] },
    Sketch {
        id: "WO-patent-3005-A", texts: &[(Title, "ja", Original, "蓄電池用ケース"), (Claims, "ja", Original, "二次曲線と電池")]
    },
    Sketch { id: "WO-patent-3006-A", texts: &[(Title, "ja", Original, "燃料電池")] },
    // 7 and 8: many words; the last is missing in one.
    Sketch { id: "WO-patent-3007-A", texts: &[(Title, "en", Original, "n1 n2 n3 n4 n5 n6 n7 n8 n9 n10 n11 n12")] },
    Sketch { id: "WO-patent-3008-A", texts: &[(Title, "en", Original, "n1 n2 n3 n4 n5 n6 n7 n8 n9 n10 n11")] },
    // 9 and 10: one word each in two parts.
    Sketch { id: "WO-patent-3009-A", texts: &[(Title, "en", Original, "rotor"), (Claims, "en", Original, "stator")] },
    Sketch { id: "WO-patent-3010-A", texts: &[(Title, "en", Original, "stator"), (Claims, "en", Original, "rotor")] },
    // 11: characters of a phrase each beside the other, and never in a row; and one twice over.
    Sketch { id: "WO-patent-3011-A", texts: &[(Title, "ja", Original, "車輪体、輪体車、車両輪、ドド")] },
    Sketch { id: "WO-patent-3012-A", texts: &[(Title, "ja", Original, "車輪体車")] },
];

fn within(part: TextPart, given: &str) -> Query {
    Query::Text(TextQuery { parts: vec![part], ..TextQuery::anywhere(given) })
}

fn exactly_within(part: TextPart, given: &str) -> Query {
    Query::Text(TextQuery { parts: vec![part], exact: true, ..TextQuery::anywhere(given) })
}

fn not(query: Query) -> Query {
    Query::Not(Box::new(query))
}

fn all(given: &[&str]) -> Query {
    Query::And(given.iter().map(|given| words(given)).collect())
}

/// Queries, and the records that they find.
pub(super) async fn hold(subject: &dyn Subject) {
    let engine = subject.holding(changes(RECORDS.iter().map(record).collect()), 1).await;
    let twelve: Vec<String> = (1..=12).map(|number| format!("n{number}")).collect();
    let twelve: Vec<&str> = twelve.iter().map(String::as_str).collect();
    let cases: Vec<(Query, &[u32])> = vec![
        (exactly("alpha beta gamma"), &[1]),
        (words("alpha beta gamma"), &[0, 1]),
        (not(exactly("alpha beta gamma")).and(words("alpha")), &[0]),
        (exactly_within(Title, "lithium ion"), &[3]),
        (exactly("lithium ion"), &[2, 3]),
        (words("二次電池"), &[4]),
        (words("電池").and(not(words("二次電池"))), &[5, 6]),
        (words("電池").and(not(words("燃料"))), &[4, 5]),
        (not(words("電池")).and(within(Title, "rotor")), &[9]),
        (all(&twelve), &[7]),
        (words(&twelve.join(" ")), &[7]),
        (all(&twelve[..11]), &[7, 8]),
        (all(&twelve[..11]).and(not(words("n12"))), &[8]),
        (within(Title, "rotor").and(within(Claims, "stator")), &[9]),
        (within(Title, "stator").and(not(within(Claims, "stator"))), &[10]),
        (within(Title, "stator").or(within(Claims, "stator")), &[9, 10]),
        (words("rotor").and(words("電池").or(words("stator"))), &[9, 10]),
        (words("二次").or(words("lithium")).and(words("電池").or(words("ion"))), &[2, 3, 4, 5]),
        (words("車輪体車"), &[12]),
        (words("輪体車").and(not(words("車輪体車"))), &[11]),
        (words("ドド"), &[11]),
        // The last word is no beginning of another, and no near spelling.
        (words("lithiu"), &[]),
        (words("rotot"), &[]),
        (words("alph"), &[]),
        (Query::And(vec![]), &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        (Query::Or(vec![]), &[]),
    ];
    for (query, expected) in cases {
        let answer = engine.search(&request(query.clone())).await.unwrap_or_else(|error| panic!("{query:?}: {error}"));
        let wanted: Vec<String> = expected.iter().map(|number| format!("WO-patent-{}-A", 3000 + number)).collect();
        assert_eq!(ids(&answer), wanted, "{query:?}");
        assert!(answer.total.exact && answer.total.count == wanted.len() as u64, "{query:?}: {:?}", answer.total);
    }
}

/// Words with their renderings in other languages, as the termbase expands them.
pub(super) async fn hold_expanded(subject: &dyn Subject) {
    let in_language = |language: &str, given: &str| {
        Query::Text(TextQuery { languages: vec![language.parse().expect("a tag")], exact: true, ..TextQuery::anywhere(given) })
    };
    let records: &[Sketch] = &[
        Sketch { id: "WO-patent-4000-A", texts: &[(Title, "ja", Original, "二次電池の電極")] },
        Sketch { id: "WO-patent-4001-A", texts: &[(Title, "en", Original, "Electrode of a secondary battery")] },
        Sketch { id: "WO-patent-4002-A", texts: &[(Title, "zh-Hans", Original, "二次电池的电极")] },
        Sketch { id: "WO-patent-4003-A", texts: &[(Title, "ko", Original, "이차전지의 전극")] },
        Sketch {
            id: "WO-patent-4004-A", texts: &[(Title, "th", Original, "แบตเตอรี่"), (Claims, "en", Original, "an electrode")]
        },
        Sketch { id: "WO-patent-4005-A", texts: &[(Title, "vi", Original, "điện cực của pin")] },
        Sketch { id: "WO-patent-4006-A", texts: &[(Title, "en", Original, "battery case")] },
        Sketch { id: "WO-patent-4007-A", texts: &[(Title, "de", Original, "battery and electrode")] },
    ];
    let engine = subject.holding(changes(records.iter().map(record).collect()), 1).await;
    let battery = Query::Or(vec![
        words("電池"),
        in_language("en", "battery"),
        in_language("zh", "电池"),
        in_language("ko", "전지"),
        in_language("th", "แบตเตอรี่"),
        in_language("vi", "pin"),
    ]);
    let electrode = Query::Or(vec![
        words("電極"),
        in_language("en", "electrode"),
        in_language("zh", "电极"),
        in_language("ko", "전극"),
        in_language("vi", "điện cực"),
    ]);
    for (query, expected) in [
        (battery.clone(), &[0, 1, 2, 3, 4, 5, 6][..]),
        (Query::And(vec![battery.clone(), electrode.clone()]), &[0, 1, 2, 3, 4, 5]),
        (Query::And(vec![battery.clone(), electrode, words("二次").or(words("secondary"))]), &[0, 1, 2]),
        (battery.and(not(words("case"))), &[0, 1, 2, 3, 4, 5]),
    ] {
        let answer = engine.search(&request(query.clone())).await.unwrap_or_else(|error| panic!("{query:?}: {error}"));
        let wanted: Vec<String> = expected.iter().map(|number| format!("WO-patent-{}-A", 4000 + number)).collect();
        assert_eq!(ids(&answer), wanted, "{query:?}");
        assert!(answer.total.exact, "{query:?}");
    }
}

/// Trees in the order in which they are read.
trait Joined {
    fn and(self, other: Query) -> Query;
    fn or(self, other: Query) -> Query;
}

impl Joined for Query {
    fn and(self, other: Query) -> Query {
        Query::And(vec![self, other])
    }

    fn or(self, other: Query) -> Query {
        Query::Or(vec![self, other])
    }
}
