//! What may not be shown to the public leaks nowhere: one row per outlet, for the same hidden record.

mod common;

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use common::{Fixture, PNG, get, get_as, inid_record, post, send};
use publication::{Audience, Role};
use storage::{Term, TermStatus};

const HIDDEN: &str = "0999999999";
const OPEN: &str = "0111111111";
/// Words that stand in the hidden record alone.
const SECRET: &str = "zirconothermic";

async fn portal() -> Fixture {
    let fixture = Fixture::new().await;
    fixture.write("hidden/figure-0999999999.png", PNG);
    let record = inid_record(HIDDEN, "zirconothermic separator", "the zirconothermic layer is thin.");
    let hidden = fixture.write("hidden/gazette.txt", record.replace("Aozora Cells Co., Ltd.", "Aozora zirconothermic Works"));
    fixture.write("open/figure-0111111111.png", PNG);
    let open = fixture.write("open/gazette.txt", inid_record(OPEN, "plain separator", "the plain layer is thin."));
    let report = fixture.harvest(hidden.parent().expect("a folder"), "TH", false).await;
    assert_eq!((report.created, report.rejected), (1, 0), "{report:?}");
    let report = fixture.harvest(open.parent().expect("a folder"), "TH", true).await;
    assert_eq!((report.created, report.rejected), (1, 0), "{report:?}");
    let term = |term: &str, public, status| Term {
        concept: "layer".to_owned(),
        language: "en".parse().expect("a language"),
        term: term.to_owned(),
        japanese: "薄層".to_owned(),
        status,
        public,
        ipc: Vec::new(),
        note: String::new(),
        source: String::new(),
    };
    let terms = vec![
        term("layer", true, TermStatus::Preferred),
        term("zirconothermic layer", false, TermStatus::Preferred),
        term("zirconothermic sheet", true, TermStatus::Forbidden),
    ];
    fixture.store.add_terms(terms).await.expect("terms are added");
    fixture.make_figures().await;
    assert_eq!(fixture.store.figures_waiting().await.expect("counted"), 0, "the images are made");
    fixture
}

#[tokio::test]
async fn every_outlet_answers_as_if_the_hidden_record_did_not_exist() {
    let fixture = portal().await;
    let router = fixture.router().await;
    let document = format!("/publications/TH/patent/{HIDDEN}/A");

    // Outlets that answer, and must not tell.
    for url in [
        "/".to_owned(),
        "/search".to_owned(),
        format!("/search?q={SECRET}"),
        "/search?q=separator&office=TH".to_owned(),
        format!("/search?q={HIDDEN}"),
        format!("/search?number=TH+{HIDDEN}+A"),
        "/search?class=H01M&sort=newest".to_owned(),
        // Words in other languages: what the termbase holds for people inside, and what it forbids, is not offered.
        "/search?q=%E8%96%84%E5%B1%A4".to_owned(),
        "/api/v1/search?q=%E8%96%84%E5%B1%A4".to_owned(),
        "/search?q=%E8%96%84%E5%B1%A4&expand=off".to_owned(),
        "/search?q=%E8%96%84%E5%B1%A4&office=TH&year=2020&ipc=H01M&status=unknown".to_owned(),
        "/search?applicant-is=Aozora+Cells+Co.,+Ltd.".to_owned(),
        // Names completed while they are typed.
        "/api/v1/applicants?q=zircono".to_owned(),
        "/api/v1/applicants?q=aoz".to_owned(),
        "/api/v1/applicants".to_owned(),
        "/search.csv?q=separator".to_owned(),
        "/api/v1/search?q=separator".to_owned(),
        format!("/api/v1/search?number={HIDDEN}"),
        "/coverage".to_owned(),
        "/coverage.csv".to_owned(),
        "/exchanges.csv".to_owned(),
        format!("/publications/TH/patent/{OPEN}/A"),
        format!("/publications/TH/patent/{OPEN}/A/family"),
        format!("/publications/TH/patent/{OPEN}/A?s=q%3Dseparator&n=1"),
    ] {
        let answer = get(&router, &url).await;
        assert_eq!(answer.status, StatusCode::OK, "{url}");
        // A page may repeat what was asked; it must not add to it.
        let asked = url.matches("zircono").count() + url.matches(HIDDEN).count();
        let told = answer.text.replace(&format!("q={SECRET}"), "").replace(&format!("value=\"{SECRET}\""), "");
        assert!(!told.contains(&format!("{SECRET} separator")), "{url} tells the title");
        assert!(!answer.text.contains(&document), "{url} leads there");
        if asked == 0 {
            assert!(!answer.text.contains(HIDDEN) && !answer.text.contains(SECRET), "{url}");
        }
    }
    // Counts: one record, not two.
    assert!(get(&router, "/api/v1/search?q=separator").await.text.contains("\"count\":1"));
    assert!(get(&router, "/api/v1/search").await.text.contains("\"count\":1"));
    let expanded = get(&router, "/api/v1/search?q=%E8%96%84%E5%B1%A4").await.text;
    assert!(expanded.contains("\"words\":\"layer\"") && expanded.contains("\"count\":1"), "{expanded}");
    let names = get(&router, "/api/v1/applicants?q=aoz").await.text;
    assert!(
        names.contains(r#""count":1"#) && names.contains("Aozora Cells Co., Ltd.") && names.matches("\"name\"").count() == 1,
        "{names}"
    );
    assert_eq!(get(&router, "/api/v1/applicants?q=zircono").await.text, r#"{"applicants":[]}"#);
    assert_eq!(get(&router, &format!("/api/v1/applicants?q={}", "a".repeat(500))).await.status, StatusCode::BAD_REQUEST);
    assert!(get(&router, "/coverage.csv").await.text.contains("TH,特許,1,"));
    assert!(get(&router, "/exchanges.csv").await.text.contains("TH,タイ,すべて,不明,不明,不明,不明,不明,1,"));

    // Outlets of the record itself: as if it did not exist.
    for part in [
        "",
        "/abstract",
        "/claims",
        "/claims?figures=beside",
        "/description",
        "/figures",
        "/figures/1",
        "/events",
        "/family",
        "/original",
        // Files: of the record, of its figure, of what was made of it, of all together.
        "/original/file",
        "/original/package",
        "/figures/1/original",
        "/figures/1/pages/1/web",
        "/figures/1/pages/1/thumbnail",
    ] {
        let url = format!("{document}{part}");
        let answer = get(&router, &url).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{url}");
        assert!(!answer.text.contains(SECRET), "{url}");
        let open = get(&router, &url.replace(HIDDEN, OPEN)).await;
        assert!(open.status == StatusCode::OK, "{url} for the open record: {}", open.status);
        // Both records have one and the same image: its tag and its version open the open record's address and not the hidden one's.
        if let Some(tag) = open.headers.get("etag") {
            let version = &tag.to_str().expect("ASCII")[1..17];
            for (number, status) in [(HIDDEN, StatusCode::NOT_FOUND), (OPEN, StatusCode::NOT_MODIFIED)] {
                let url = format!("/publications/TH/patent/{number}/A{part}?v={version}");
                let held = Request::get(&url).header("if-none-match", tag).body(Body::empty()).expect("a request");
                assert_eq!(send(&router, held).await.status, status, "{url}");
            }
        }
    }
    for url in [
        format!("/api/v1/publications/TH-patent-{HIDDEN}-A"),
        format!("/api/v1/publications/TH-patent-{HIDDEN}-A/translation?part=claims"),
        format!("/publications/TH{HIDDEN}A"),
        format!("/publications/TH/patent/{HIDDEN}"),
    ] {
        let answer = get(&router, &url).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{url}");
        assert!(!answer.text.contains(SECRET), "{url}");
    }
    let form = Request::post(format!("{document}/translate"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("part=claims"))
        .expect("a request");
    assert_eq!(send(&router, form).await.status, StatusCode::NOT_FOUND);
}

/// The same for an element that a decision keeps back, from the moment of the decision, while the index still has it, and after it was told.
#[tokio::test]
async fn every_outlet_is_without_an_element_that_is_kept_back() {
    let fixture = Fixture::new().await;
    fixture.write("d/figure-0999999999.png", PNG);
    // The secret word stands in the claims alone, of which the abstract is not.
    let record =
        inid_record(OPEN, "plain separator", "the plain layer is thin.").replace("wherein the plain", "wherein the zirconothermic");
    let path = fixture.write("d/gazette.txt", record.replace(&format!("figure-{OPEN}"), "figure-0999999999"));
    assert_eq!(fixture.harvest(path.parent().expect("a folder"), "TH", true).await.created, 1);
    fixture.make_figures().await;
    let document = format!("/publications/TH/patent/{OPEN}/A");
    let router = fixture.router().await;
    assert!(get(&router, &format!("/api/v1/search?q={SECRET}")).await.text.contains("\"count\":1"), "it is there before");
    assert!(get(&router, &format!("{document}/claims")).await.text.contains(SECRET));

    let decide = async |element: &str, public| {
        let element = Some(element.parse().expect("an element"));
        let decision = storage::Provision {
            office: "TH".parse().expect("an office"),
            right: publication::Right::Patent,
            element,
            public,
            since: None,
        };
        fixture.store.provide(&decision, None, time::OffsetDateTime::UNIX_EPOCH).await.expect("decided");
    };
    decide("claims", false).await;
    decide("figures", false).await;
    for told in [false, true] {
        // A portal that began before remembers for half a second at most: this one begins now.
        let router = fixture.router().await;
        for url in [
            format!("/search?q={SECRET}"),
            format!("/api/v1/search?q={SECRET}"),
            format!("/search.csv?q={SECRET}"),
            "/search?q=separator".to_owned(),
            "/api/v1/search?q=separator".to_owned(),
            "/search?has=claims".to_owned(),
            "/coverage".to_owned(),
            document.clone(),
            format!("{document}/abstract"),
            format!("{document}/family"),
            format!("/api/v1/publications/TH-patent-{OPEN}-A"),
        ] {
            let answer = get(&router, &url).await;
            assert_eq!(answer.status, StatusCode::OK, "{url}");
            let told_of = answer.text.replace(&format!("q={SECRET}"), "").replace(&format!("value=\"{SECRET}\""), "");
            assert!(!told_of.contains(&format!("the {SECRET}")) && !answer.text.contains("figures/1"), "{url}");
        }
        for url in [format!("/api/v1/search?q={SECRET}"), "/api/v1/search?has=claims".to_owned()] {
            assert!(get(&router, &url).await.text.contains("\"total\":{\"count\":0"), "{url}: what is kept back is not counted");
        }
        let coverage = get(&router, "/coverage.csv").await.text;
        assert!(!coverage.contains(SECRET), "{coverage}");
        // What stands on its own is as if it did not exist.
        for part in ["/figures/1", "/original/file", "/original/package", "/figures/1/original", "/figures/1/pages/1/web"] {
            assert_eq!(get(&router, &format!("{document}{part}")).await.status, StatusCode::NOT_FOUND, "{part}");
        }
        let claims = get(&router, &format!("{document}/claims")).await;
        assert!(!claims.text.contains(SECRET));
        assert_eq!(
            get(&router, &format!("/api/v1/publications/TH-patent-{OPEN}-A/translation?part=claims")).await.status,
            StatusCode::NOT_FOUND
        );
        let original = get(&router, &format!("{document}/original")).await;
        assert!(!original.text.contains(SECRET));
        // What is shown is found again once the index was told; until then the office's patents are left out altogether.
        let found = get(&router, "/api/v1/search?q=separator").await.text.contains("\"total\":{\"count\":1");
        assert_eq!(found, told);
        fixture.drain().await;
    }
    decide("claims", true).await;
    decide("figures", true).await;
    fixture.drain().await;
    let router = fixture.router().await;
    assert!(get(&router, &format!("/api/v1/search?q={SECRET}")).await.text.contains("\"total\":{\"count\":1"), "and back again");
    assert_eq!(get(&router, &format!("{document}/figures/1/original")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn every_outlet_answers_people_inside_and_no_other_account() {
    let fixture = portal().await;
    let router = fixture.router().await;
    let document = format!("/publications/TH/patent/{HIDDEN}/A");
    let inside = fixture.account("inside", Role::Reader, Audience::Inside).await;
    let inside = fixture.session(inside.id).await;
    // A role opens nothing: what an account may read is another matter.
    let outside = fixture.account("outside", Role::Administrator, Audience::Public).await;
    let outside = fixture.session(outside.id).await;

    for (url, told) in [
        (format!("/search?q={SECRET}"), HIDDEN),
        ("/search?q=separator&office=TH".to_owned(), HIDDEN),
        ("/search.csv?q=separator".to_owned(), HIDDEN),
        ("/api/v1/search?q=separator".to_owned(), HIDDEN),
        ("/api/v1/search?q=separator".to_owned(), "\"count\":2"),
        (format!("/api/v1/search?number={HIDDEN}"), HIDDEN),
        ("/api/v1/applicants?q=zircono".to_owned(), "zirconothermic Works"),
        ("/coverage.csv".to_owned(), "TH,特許,2,"),
        (format!("/publications/TH/patent/{OPEN}/A?s=q%3Dseparator&n=1"), HIDDEN),
        (format!("/api/v1/publications/TH-patent-{HIDDEN}-A"), SECRET),
        (format!("/api/v1/publications/TH-patent-{HIDDEN}-A/translation?part=claims"), "meter"),
        (document.clone(), SECRET),
        (format!("{document}/abstract"), SECRET),
        (format!("{document}/claims"), SECRET),
        (format!("{document}/original"), SECRET),
    ] {
        let answer = get_as(&router, &url, &inside).await;
        assert!(answer.status == StatusCode::OK && answer.text.contains(told), "{url}: {} {}", answer.status, answer.text);
        assert_eq!(answer.headers["cache-control"], "private, no-store", "{url}");
        for answer in [get_as(&router, &url, &outside).await, get(&router, &url).await] {
            let told = [document.as_str(), "zirconothermic separator", "zirconothermic Works", "\"count\":2", "TH,特許,2,"];
            assert!(told.iter().all(|told| !answer.text.contains(told) || url.contains(told)), "{url}");
        }
    }
    for part in [
        "/figures/1",
        "/original/file",
        "/original/package",
        "/figures/1/original",
        "/figures/1/pages/1/web",
        "/figures/1/pages/1/thumbnail",
    ] {
        let url = format!("{document}{part}");
        let answer = get_as(&router, &url, &inside).await;
        assert_eq!(answer.status, StatusCode::OK, "{url}");
        assert_eq!(answer.headers["cache-control"], "private, no-store", "{url}");
        assert_eq!(get_as(&router, &url, &outside).await.status, StatusCode::NOT_FOUND, "{url}");
    }
    let by_number = format!("/publications/TH{HIDDEN}A");
    assert_eq!(get_as(&router, &by_number, &inside).await.headers["location"], document);
    assert_eq!(get_as(&router, &by_number, &outside).await.status, StatusCode::NOT_FOUND);
    let translate = format!("{document}/translate");
    assert_eq!(post(&router, &translate, &outside, "part=claims").await.status, StatusCode::NOT_FOUND);
    assert_eq!(post(&router, &translate, &inside, "part=claims").await.status, StatusCode::SEE_OTHER);
}
