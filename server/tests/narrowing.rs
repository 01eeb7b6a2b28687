//! Facets, expansion and order, as the API answers them.

mod common;

use axum::Router;
use common::{Fixture, get, inid_record};
use serde_json::Value;
use storage::{Term, TermStatus};

async fn portal() -> (Fixture, Router) {
    let fixture = Fixture::new().await;
    let record = |office: &str, number: &str, title: &str| {
        inid_record(number, title, "a layer is thin.").replace("(19) TH", &format!("(19) {office}")).replace("(TH)", &format!("({office})"))
    };
    for (office, text) in [
        ("TH", record("TH", "0111111111", "plain separator") + &record("TH", "0122222222", "porous separator")),
        ("VN", record("VN", "133333", "porous separator").replace("H01M 10/052", "G06F 3/01").replace("2020-05-06", "2021-05-06")),
    ] {
        let path = fixture.write(&format!("{office}/gazette.txt"), text);
        fixture.harvest(path.parent().expect("a folder"), office, true).await;
    }
    let term = |language: &str, term: &str, japanese: &str| Term {
        concept: japanese.to_owned(),
        language: language.parse().expect("a language"),
        term: term.to_owned(),
        japanese: japanese.to_owned(),
        status: TermStatus::Preferred,
        public: true,
        ipc: Vec::new(),
        note: String::new(),
        source: String::new(),
    };
    let terms = vec![term("en", "separator", "分離膜"), term("en", "porous", "多孔質"), term("de", "Separator", "分離膜")];
    fixture.store.add_terms(terms).await.expect("terms are added");
    let router = fixture.router().await;
    (fixture, router)
}

async fn results(router: &Router, query: &str) -> Value {
    let answer = get(router, &format!("/api/v1/search?{query}")).await;
    let answer: Value = serde_json::from_str(&answer.text).unwrap_or_else(|_| panic!("{query}: {}", answer.text));
    assert!(answer["results"].is_object(), "{query}: {answer}");
    answer["results"].clone()
}

/// A facet's values with their counts, `TH 2, VN 1`.
fn facet(results: &Value, field: &str) -> String {
    let facet = results["facets"].as_array().expect("facets").iter().find(|facet| facet["field"] == field).expect("the facet");
    let counts = facet["counts"].as_array().expect("counts").iter();
    counts.map(|count| format!("{} {}", count["value"].as_str().unwrap_or_default(), count["count"])).collect::<Vec<_>>().join(", ")
}

#[tokio::test]
async fn a_facet_is_counted_without_its_own_condition() {
    let (_fixture, router) = portal().await;
    for (query, total, field, counts) in [
        ("", 3, "office", "TH 2, VN 1"),
        ("office=TH", 2, "office", "TH 2, VN 1"),
        ("office=TH,VN", 3, "office", "TH 2, VN 1"),
        ("office=TH", 2, "year", "2020 2"),
        ("year=2021", 1, "year", "2021 1, 2020 2"),
        ("year=2020,2021", 3, "year", "2021 1, 2020 2"),
        ("ipc=H01M", 2, "ipc-subclass", "H01M 2, G06F 1"),
        ("ipc=H01M", 2, "ipc-section", "H 2"),
        ("ipc=G,H01M", 0, "ipc-subclass", "G06F 1, H01M 0"),
        ("ipc=G,H01M", 0, "ipc-section", "H 2, G 0"),
        ("ipc=G06F3", 1, "ipc-main-group", "H01M10 2, G06F3 1"),
        ("status=granted", 0, "status", "unknown 3, granted 0"),
        ("office=ZZ", 0, "office", "TH 2, VN 1, ZZ 0"),
        ("applicant-is=Nobody", 0, "applicant", "Aozora Cells Co., Ltd. 3, Nobody 0"),
        ("has=claims", 3, "right", "patent 3"),
    ] {
        let results = results(&router, query).await;
        assert_eq!(results["total"]["count"], total, "{query}");
        assert_eq!(facet(&results, field), counts, "{query} {field}");
    }
}

#[tokio::test]
async fn words_are_expanded_and_each_rendering_can_be_taken_away() {
    let (_fixture, router) = portal().await;
    // 分離膜, 多孔質分離膜
    let (membrane, porous) = ("%E5%88%86%E9%9B%A2%E8%86%9C", "%E5%A4%9A%E5%AD%94%E8%B3%AA%E5%88%86%E9%9B%A2%E8%86%9C");
    for (query, total) in [
        (format!("q={membrane}"), 3),
        (format!("q={porous}"), 2),
        (format!("q={membrane}&expand=off"), 0),
        (format!("q={membrane}&expand-not=en:separator"), 0),
        (format!("q={membrane}&expand-not=ja:{membrane}"), 0),
        (format!("q=%22{membrane}%22"), 0),
        (format!("q={membrane}&text=original"), 3),
        (format!("q={membrane}&text=human"), 0),
    ] {
        assert_eq!(results(&router, &query).await["total"]["count"], total, "{query}");
    }
    let told = results(&router, &format!("q={membrane}&office=VN")).await;
    let renderings = told["expansion"]["terms"][0]["renderings"].as_array().expect("renderings").clone();
    assert_eq!(renderings.len(), 1, "German is not held, so that nothing is to be found in it: {renderings:?}");
    assert_eq!((&renderings[0]["words"], &renderings[0]["count"]), (&Value::from("separator"), &Value::from(1)));
    assert_eq!(told["hits"][0]["matches"][0]["origin"], "original");

    let off = results(&router, &format!("q={membrane}&expand=off")).await;
    assert_eq!(off["expansion"]["on"], false);
    assert!(off["expansion"]["terms"][0]["renderings"][0]["count"].is_null());
    assert!(results(&router, "q=separator&expand=off").await["hits"].as_array().is_some_and(|hits| hits.len() == 3));
}

#[tokio::test]
async fn numbers_are_answered_in_the_order_given() {
    let (_fixture, router) = portal().await;
    let answer = get(&router, "/api/v1/search?number=0122222222%0Anothing%0A0111111111%0A%3F%3F").await;
    let answer: Value = serde_json::from_str(&answer.text).expect("JSON");
    let given: Vec<(&str, usize)> = answer["numbers"]
        .as_array()
        .expect("numbers")
        .iter()
        .map(|number| (number["given"].as_str().unwrap_or_default(), number["found"].as_array().map_or(0, Vec::len)))
        .collect();
    assert_eq!(given, [("0122222222", 1), ("nothing", 0), ("0111111111", 1), ("??", 0)]);
}
