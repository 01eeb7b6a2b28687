//! Addresses: one per publication, and a page for whatever is asked.

mod common;

use axum::http::StatusCode;
use common::{Fixture, get, inid_record};

async fn portal() -> Fixture {
    let fixture = Fixture::new().await;
    let path = fixture.write("one/gazette.txt", inid_record("0901001234", "separator", "the layer is thin."));
    let report = fixture.harvest(&path, "TH", true).await;
    assert_eq!(report.created, 1, "{report:?}");
    fixture
}

#[tokio::test]
async fn other_spellings_lead_to_the_one_address() {
    let fixture = portal().await;
    let router = fixture.router().await;
    for (asked, target) in [
        ("/publications/th/patent/0901001234/a", "/publications/TH/patent/0901001234/A"),
        ("/publications/TH/patent/0901-001234/A/claims?tl=en", "/publications/TH/patent/0901001234/A/claims?tl=en"),
        ("/publications/TH0901001234A", "/publications/TH/patent/0901001234/A"),
        ("/publications/TH%200901001234%20A", "/publications/TH/patent/0901001234/A"),
    ] {
        let answer = get(&router, asked).await;
        assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT, "{asked}");
        assert_eq!(answer.headers["location"], target, "{asked}");
    }
    for number in
        ["0901001234", "TH+0901001234+A", "%EF%BC%90%EF%BC%99%EF%BC%90%EF%BC%91%EF%BC%90%EF%BC%90%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94"]
    {
        let answer = get(&router, &format!("/search?number={number}")).await;
        assert!(answer.status.is_redirection(), "{number}: {}", answer.status);
        assert_eq!(answer.headers["location"], "/publications/TH/patent/0901001234/A", "{number}");
    }
}

#[tokio::test]
async fn whatever_is_asked_gets_a_page() {
    let fixture = portal().await;
    let router = fixture.router().await;
    let long = "x".repeat(9_000);
    let many = "a+".repeat(2_000);
    for query in [
        "%",
        "%%%",
        "q=%FF%FE",
        "q=%00",
        "q=%22",
        "q=%22%22%22",
        "q=%E3%80%8C",
        "q=-",
        "q=OR+OR+OR",
        "q=(((((((((((",
        "q=*",
        "q=?",
        "q=%3Cscript%3Ealert(1)%3C/script%3E",
        "q=%27%3B+DROP+TABLE",
        "page=0",
        "page=-1",
        "page=99999999999999999999",
        "page=4294967295",
        "page=abc",
        "from=9999-99-99&to=0000-00-00",
        "from=2020-01-01&to=2019-01-01",
        "office=ZZ&office=%00&office=T",
        "office=TH,TH,TH,,,,",
        "right=nonsense&kind=ABC&lang=%E2%80%8B",
        "class=%2F%2F%2F%2F",
        "class=H01M+10%2F052,H01M+10%2F0525",
        "applicant=%F0%9F%92%A9",
        "has=claims,claims,everything",
        "made=nobody",
        "sort=random",
        "number=%2C%2C%2C%3B%3B",
        "number=99999999999999999999999999999999999999999999999999",
        "q=a&q=b&q=c",
        "=&=&&&==",
        "q",
        "q=%E0%B8%81%E0%B8%B2%E0%B8%A3&in=claims",
        "q=%D9%85%D8%AD%D9%85%D9%88%D9%84",
    ] {
        for path in ["/search", "/search.csv", "/api/v1/search"] {
            let answer = get(&router, &format!("{path}?{query}")).await;
            assert!(!answer.status.is_server_error(), "{path}?{query}: {}", answer.status);
            assert!(!answer.text.contains("<script>alert(1)"), "{path}?{query}");
        }
    }
    for query in [format!("q={long}"), format!("q={many}"), format!("q={}", "%22a+".repeat(900))] {
        let answer = get(&router, &format!("/search?{query}")).await;
        assert!(!answer.status.is_server_error(), "{}: {}", &query[..20], answer.status);
    }
    for path in [
        "/publications",
        "/publications/",
        "/publications/x",
        "/publications/TH/patent/1/A",
        "/publications/%FF/%FE/%00/-",
        "/nowhere",
        "/publications/TH/patent/0901001234/A/nowhere",
        "/publications/TH/patent/0901001234/A/figures/99999999999999999999/original",
        "/language/xx",
        "/api/v1/nowhere",
    ] {
        let answer = get(&router, path).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
    }
}
