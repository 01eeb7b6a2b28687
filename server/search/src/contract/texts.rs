//! Which texts words are sought in, and which places come first.

use index_config::{Query, TextOrigin, TextQuery};
use publication::TextPart;

use super::{Subject, changes, ids, records, request, words};

/// Runs the cases.
pub(super) async fn hold(subject: &dyn Subject) {
    words_stand_in_one_text(subject).await;
    parts_languages_and_origins(subject).await;
    better_places_come_first(subject).await;
    long_parts_are_shown_where_nothing_shorter_explains(subject).await;
}

fn sketched(texts: &[&[(TextPart, &'static str, TextOrigin, &'static str)]]) -> Vec<index_config::IndexRecord> {
    texts
        .iter()
        .enumerate()
        .map(|(at, texts)| {
            let mut record = records::bare(&format!("WO-patent-{at:04}-A"));
            record.texts = texts.iter().map(|(part, language, origin, words)| records::text(*part, language, *origin, words)).collect();
            record
        })
        .collect()
}

async fn found(engine: &dyn crate::SearchEngine, query: TextQuery) -> Vec<usize> {
    let answer = engine.search(&request(Query::Text(query))).await.expect("an answer");
    ids(&answer).iter().filter_map(|id| id.split('-').nth(2)?.parse().ok()).collect()
}

async fn words_stand_in_one_text(subject: &dyn Subject) {
    use TextOrigin::{Human, Original};
    use TextPart::{Abstract, Claims, Title};
    let engine = subject
        .holding(
            changes(sketched(&[
                &[(Title, "en", Original, "pump valve")],
                &[(Title, "en", Original, "pump"), (Abstract, "en", Original, "valve")],
                &[(Title, "en", Original, "pump"), (Title, "de", Original, "valve")],
                &[(Title, "ja", Original, "pump"), (Title, "ja", Human, "valve")],
                &[(Claims, "en", Original, "first a pump\nthen a valve")],
            ])),
            1,
        )
        .await;
    let engine = engine.as_ref();
    assert_eq!(found(engine, TextQuery::anywhere("pump valve")).await, [0, 4]);
    assert_eq!(found(engine, TextQuery::anywhere("valve　pump")).await, [0, 4], "a full-width space parts words");
    assert_eq!(
        found(engine, TextQuery { exact: true, ..TextQuery::anywhere("pump then") }).await,
        [0; 0],
        "no phrase reaches across lines"
    );
}

async fn parts_languages_and_origins(subject: &dyn Subject) {
    use TextOrigin::{Human, Machine, Original};
    use TextPart::{Abstract, Title};
    let engine = subject
        .holding(
            changes(sketched(&[
                &[(Title, "zh-Hant", Original, "電池"), (Title, "ja", Machine, "電池")],
                &[(Title, "ja", Human, "電池"), (Abstract, "en", Original, "battery")],
                &[(Title, "zh", Original, "電池")],
                &[(Abstract, "xx", Original, "電池")],
                &[(Abstract, "yy", Original, "電池"), (Title, "pt-BR", Original, "bateria")],
                &[(Title, "pt-PT", Original, "bateria")],
            ])),
            1,
        )
        .await;
    let engine = engine.as_ref();
    let languages = |tags: &[&str]| TextQuery {
        languages: tags.iter().map(|tag| tag.parse().expect("a tag")).collect(),
        ..TextQuery::anywhere("電池")
    };
    assert_eq!(found(engine, TextQuery::anywhere("電池")).await, [0, 1, 2, 3, 4]);
    assert_eq!(found(engine, languages(&["ja"])).await, [0, 1]);
    assert_eq!(found(engine, languages(&["zh"])).await, [0, 2], "zh means both scripts too");
    assert_eq!(found(engine, languages(&["zh-Hant"])).await, [0]);
    assert_eq!(found(engine, languages(&["zh-Hans"])).await, [0; 0]);
    assert_eq!(found(engine, languages(&["xx"])).await, [3]);
    assert_eq!(found(engine, languages(&["en"])).await, [0; 0]);
    assert_eq!(found(engine, TextQuery { parts: vec![Abstract], ..TextQuery::anywhere("電池") }).await, [3, 4]);
    assert_eq!(found(engine, TextQuery { origins: vec![Human], ..TextQuery::anywhere("電池") }).await, [1]);
    assert_eq!(found(engine, TextQuery { origins: vec![Original], ..languages(&["ja"]) }).await, [0; 0]);
    let bateria = |tag: &str| TextQuery { languages: vec![tag.parse().expect("a tag")], ..TextQuery::anywhere("bateria") };
    assert_eq!(found(engine, bateria("pt")).await, [4, 5]);
    assert_eq!(found(engine, bateria("pt-BR")).await, [4]);
}

async fn better_places_come_first(subject: &dyn Subject) {
    use TextOrigin::{Human, Machine, Original};
    use TextPart::{Abstract, Claims, Description, Title};
    let engine = subject
        .holding(
            changes(sketched(&[
                &[(Description, "en", Original, "A pump of steel and iron.")],
                &[(Claims, "en", Original, "A pump of steel and iron.")],
                &[(Abstract, "en", Original, "A pump of steel and iron.")],
                &[(Title, "en", Original, "A pump of steel and iron.")],
                &[(Title, "ja", Machine, "送風機の羽根")],
                &[(Title, "ja", Human, "送風機の羽根")],
            ])),
            1,
        )
        .await;
    for (given, order) in [("pump", &["0003", "0002", "0001", "0000"][..]), ("送風機", &["0005", "0004"])] {
        let answer = engine.search(&request(words(given))).await.expect(given);
        let found: Vec<String> = answer.hits.iter().map(|hit| hit.id.number().to_owned()).collect();
        assert_eq!(found, order, "{given}");
    }
}

async fn long_parts_are_shown_where_nothing_shorter_explains(subject: &dyn Subject) {
    use TextOrigin::Original;
    use TextPart::{Abstract, Claims, Description, Goods, Title};
    let engine = subject
        .holding(
            changes(sketched(&[&[
                (Title, "en", Original, "a pump"),
                (Abstract, "en", Original, "a pump with a rotor"),
                (Claims, "en", Original, "a pump with a rotor and a stator"),
                (Description, "en", Original, "a pump with a rotor, a stator and a shaft"),
                (Goods, "en", Original, "shafts for pumps"),
            ]])),
            1,
        )
        .await;
    let within = |part, word: &str| Query::Text(TextQuery { parts: vec![part], ..TextQuery::anywhere(word) });
    let shown: &[(Query, &[TextPart])] = &[
        (words("pump"), &[Title, Abstract, Goods]),
        (words("rotor"), &[Abstract]),
        (words("stator"), &[Claims]),
        (words("shaft"), &[Goods]),
        (Query::And(vec![words("pump"), words("stator")]), &[Title, Abstract, Goods, Claims]),
        (Query::Or(vec![words("pump"), words("stator")]), &[Title, Abstract, Goods]),
        (within(Claims, "pump"), &[Claims]),
        (within(Description, "pump"), &[Description]),
        (Query::Text(TextQuery { parts: vec![Claims, Description], ..TextQuery::anywhere("shaft") }), &[Description]),
    ];
    for (query, parts) in shown {
        let answer = engine.search(&request(query.clone())).await.expect("an answer");
        let mut of_hit: Vec<TextPart> = answer.hits.iter().flat_map(|hit| &hit.matches).map(|found| found.part).collect();
        let mut parts = parts.to_vec();
        of_hit.sort_unstable();
        parts.sort_unstable();
        assert_eq!(of_hit, parts, "{query:?}");
    }
}
