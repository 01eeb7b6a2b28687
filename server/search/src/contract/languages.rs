//! Words and phrases by language: what must be found, and what must not.

use index_config::{Query, TextOrigin, TextQuery};
use publication::TextPart;

use super::{Subject, changes, exactly, ids, records, request, words};

/// Language, text, what finds it, what does not. A query in 「」 is exact.
const TABLE: &[(&str, &str, &[&str], &[&str])] = &[
    (
        "ja",
        "国際規格のリチウムイオン二次電池とLED照明、5G通信装置。\nデータ構造",
        &[
            "電池",
            "次電",
            "二次電池",
            "国際",
            "照明",
            "LED",
            "LED照明",
            "ＬＥＤ照明",
            "led",
            "5G",
            "５Ｇ通信",
            "リチウム",
            "ﾘﾁｳﾑ",
            "データ",
            "池",
            "電池。",
            "照明 電池",
            "「二次電池とLED照明」",
            "明",
            "5G通",
        ],
        &["国际", "池電", "次池", "りちうむ", "ED", "照明5", "装置データ", "照明通信", "LE", "電明", "「照明 電池」", "。。。", "、"],
    ),
    ("ja", "バルブ", &["バルブ"], &["ヴァルヴ", "ハルブ", "ばるぶ", "パルプ"]),
    ("ja", "カ\u{3099}ス弁", &["ガス", "ガス弁", "ｶﾞｽ弁"], &["カス"]),
    ("zh-Hans", "一种锂离子电池及其国际标准", &["电池", "锂离子电池", "国际", "种锂"], &["電池", "国際", "池电", "标准一种"]),
    ("zh-Hant", "一種鋰離子電池及其國際標準", &["電池", "國際標準"], &["电池", "国際", "国际"]),
    (
        "ko",
        "리튬 이온 배터리를 포함하는 전지",
        &["배터리", "배터리를", "리튬 이온", "전지", "「리튬 이온」", "터리"],
        &["전기", "이온리튬", "「이온 리튬」", "리튬이온", "리를포함"],
    ),
    ("th", "แบตเตอรี่ลิเธียมและวิธีการผลิตยาสีฟัน", &["แบตเตอรี่", "วิธีการ", "ยาสีฟัน"], &["แบต", "ตอร", "เตอ"]),
    ("th", "ตากลมบนเรือ\nน้ํามัน", &["เรือ", "น้ำมัน"], &["รือ", "มันเรือ"]),
    ("lo", "ແບັດເຕີຣີ ແລະ ວິທີການ ຜະລິດ ນ້ຳ", &["ວິທີການ", "ຜະລິດ"], &["ວິທີກາ", "ະລິດ"]),
    ("km", "ថ្មពិល និង វិធីសាស្ត្រ ផលិត", &["វិធីសាស្ត្រ", "ផលិត"], &["ផលិ", "សាស្ត្រវិធី"]),
    (
        "vi",
        "Bình điện và đèn chiếu sáng",
        &["binh dien", "bình điện", "điện", "den", "đèn", "BÌNH ĐIỆN", "chiếu", "bi\u{300}nh"],
        &["diện", "đen", "dèn", "binh điên", "chiêu"],
    ),
    ("vi", "ban dien tu", &["dien", "ban"], &["điện", "bàn"]),
    (
        "en",
        "Lithium-ion batteries, wherein the electrodes are connected to a valve.",
        &[
            "battery",
            "batteries",
            "electrode",
            "lithium ion",
            "lithium-ion",
            "「lithium-ion batteries」",
            "connecting",
            "valve wherein",
            "「the electrodes are」",
            "ＢＡＴＴＥＲＹ",
        ],
        &["「battery」", "lith", "on", "electric", "「ion lithium」", "「electrode」", "「batteries wherein」", "thium"],
    ),
    (
        "de",
        "Straße mit Gehäusen für Schlüssel",
        &["strasse", "STRASSE", "Straße", "Gehäuse", "gehause", "schlussel", "schlüssel", "「mit Gehäusen」"],
        &["stra", "haus", "「Gehäuse」"],
    ),
    (
        "fr",
        "Procédé d’électrolyse et électrodes améliorées",
        &["electrolyse", "électrolyse", "électrode", "electrode", "procede", "améliorée"],
        &["lyse", "trode"],
    ),
    ("es", "Baterías de iones de litio para el año", &["baterías", "batería", "bateria", "BATERIAS", "litio"], &["tería", "litio gato"]),
    (
        "ru",
        "Литий-ионные аккумуляторы в регионе, ёлка",
        &["аккумулятор", "аккумуляторов", "регион", "елка", "ёлка", "ионный"],
        &["ион регионы аккум", "гион", "кумулятор"],
    ),
    ("uk", "Їжак і йод у батареї", &["їжак", "йод", "батареї"], &["іжак", "иод"]),
    ("ar", "البطّارية والطاقة الشمسية", &["بطارية", "البطارية", "طاقة", "الطاقه", "شمسية", "بطاريه"], &["بط", "طاق شمس قمر"]),
    (
        "id",
        "Baterai litium dan cara pembuatannya",
        &["baterai", "BATERAI", "「cara pembuatannya」", "pembuatannya"],
        &["bater", "buat", "「baterai dan」"],
    ),
    ("ms", "Kaedah penghasilan café", &["cafe", "café", "kaedah"], &["hasil"]),
    ("und", "Widget 電池 แบตเตอรี่ ион", &["widget", "電池", "แบตเตอรี่", "ион"], &["widgets", "регион", "池電"]),
];

/// `「…」` is exact.
fn query(given: &str) -> Query {
    given.strip_prefix('「').and_then(|rest| rest.strip_suffix('」')).map_or_else(|| words(given), exactly)
}

/// Runs the table and the cases beside it.
pub(super) async fn hold(subject: &dyn Subject) {
    each_language(subject).await;
    words_stand_in_one_text(subject).await;
    parts_languages_and_origins(subject).await;
    better_places_come_first(subject).await;
}

async fn each_language(subject: &dyn Subject) {
    let records = TABLE
        .iter()
        .enumerate()
        .map(|(at, (language, words, _, _))| {
            let mut record = records::bare(&format!("WO-patent-{at:04}-A"));
            record.texts.push(records::text(TextPart::Abstract, language, TextOrigin::Original, words));
            record
        })
        .collect();
    let engine = subject.holding(changes(records), 1).await;
    let mut wrong = Vec::new();
    for (at, (language, _, found, missed)) in TABLE.iter().enumerate() {
        let id = format!("WO-patent-{at:04}-A");
        for (given, is_found) in found.iter().map(|given| (given, true)).chain(missed.iter().map(|given| (given, false))) {
            let answer = engine.search(&request(query(given))).await.expect(given);
            if ids(&answer).contains(&id) != is_found {
                wrong.push(format!("{language}: {given:?} must{} find row {at}", if is_found { "" } else { " not" }));
            }
            for hit in &answer.hits {
                if hit.matches.is_empty() || hit.matches.iter().any(|shown| shown.ranges.is_empty()) {
                    wrong.push(format!("{language}: {given:?} finds {} and shows nothing", hit.id));
                }
                for shown in &hit.matches {
                    for range in &shown.ranges {
                        if shown.excerpt.get(range.clone()).is_none_or(str::is_empty) {
                            wrong.push(format!("{language}: {given:?} highlights {range:?} of {:?}", shown.excerpt));
                        }
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
