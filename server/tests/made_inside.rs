//! Japanese that was made with what people inside alone may read: once its part is public, no outlet has it, and it is made anew without.

mod common;

use axum::{
    Router,
    body::Body,
    http::{HeaderName, HeaderValue, Request, StatusCode, header},
};
use common::{Fixture, get, inid_record, send};
use publication::{Audience, ProvidedElement, Right, Role};
use storage::{MemoryUnit, Provision, UnitOrigin};
use time::OffsetDateTime;
use tower_http::set_header::SetRequestHeaderLayer;

const NUMBER: &str = "0111111111";
const DOCUMENT: &str = "/publications/TH/patent/0111111111/A";
const API: &str = "/api/v1/publications/TH-patent-0111111111-A";
const CLAIM: &str = "A battery comprising a solid electrolyte.";
const TITLE: &str = "solid electrolyte";
/// Words of the restricted memory.
const SECRET: &str = "内密";

fn unit(source: &str, japanese: &str, public: bool) -> MemoryUnit {
    MemoryUnit {
        source_language: "en".parse().expect("a language"),
        source: source.to_owned(),
        japanese: japanese.to_owned(),
        pattern: source.to_owned(),
        context: String::new(),
        author: "訳者".to_owned(),
        // People inside are given the newer one.
        created: OffsetDateTime::UNIX_EPOCH + time::Duration::days(i64::from(!public)),
        changed: None,
        origin: UnitOrigin::Imported,
        origin_name: "restricted.tmx".to_owned(),
        public,
    }
}

async fn provide(fixture: &Fixture, element: ProvidedElement, public: bool) {
    let (office, element) = ("TH".parse().expect("an office"), Some(element));
    let decision = Provision { office, right: Right::Patent, element, public, since: None };
    fixture.store.provide(&decision, None, OffsetDateTime::UNIX_EPOCH).await.expect("decided");
}

async fn person(fixture: &Fixture, router: &Router, name: &str, audience: Audience) -> Router {
    let account = fixture.account(name, Role::Reviewer, audience).await;
    let cookie = fixture.session(account.id).await;
    router
        .clone()
        .layer(SetRequestHeaderLayer::overriding(header::COOKIE, HeaderValue::from_str(&cookie).expect("ASCII")))
        .layer(SetRequestHeaderLayer::overriding(HeaderName::from_static("sec-fetch-site"), HeaderValue::from_static("same-origin")))
}

fn save(segment: &str, based_on: i64) -> Request<Body> {
    let body = format!(r#"{{"japanese":"訳","based_on":{based_on},"version":1}}"#);
    let address = format!("{API}/segments/claims/en/{segment}");
    Request::post(address).header("content-type", "application/json").body(Body::from(body)).expect("a request")
}

#[tokio::test]
async fn no_outlet_tells_what_was_made_inside() {
    let fixture = Fixture::new().await;
    // The claims and the title are kept back when the document comes, and so the worker makes their Japanese with the memory for the inside.
    provide(&fixture, ProvidedElement::Claims, false).await;
    provide(&fixture, ProvidedElement::Title, false).await;
    let units = vec![unit(CLAIM, "内密の電池。", false), unit(TITLE, "内密の電解質", false), unit(CLAIM, "公開の電池。", true)];
    fixture.store.add_units(units).await.expect("units are added");
    let path = fixture.write("d/record.txt", inid_record(NUMBER, TITLE, "the lid 12 is made of steel."));
    assert_eq!(fixture.harvest(&path, "TH", true).await.created, 1);
    let router = fixture.router().await;
    let inside = person(&fixture, &router, "uchi", Audience::Inside).await;
    let outside = person(&fixture, &router, "soto", Audience::Public).await;
    let page = get(&inside, &format!("{DOCUMENT}/claims")).await.text;
    assert!(page.contains("内密の電池。"), "people inside read it: {page}");
    let place = page.split("segment=").nth(1).and_then(|rest| rest.split(['&', '"']).next()).expect("a sentence").to_owned();
    let found = get(&inside, "/api/v1/search?q=%E5%86%85%E5%AF%86").await.text;
    assert!(found.contains("\"total\":{\"count\":1"), "{found}");

    provide(&fixture, ProvidedElement::Claims, true).await;
    provide(&fixture, ProvidedElement::Title, true).await;
    for settled in [false, true] {
        let router = fixture.router().await;
        for (who, site) in [("nobody", &router), ("a reviewer of the public's", &outside)] {
            for url in [
                DOCUMENT.to_owned(),
                format!("{DOCUMENT}/claims"),
                format!("{DOCUMENT}/family"),
                format!("{DOCUMENT}/correct"),
                format!("{DOCUMENT}/claims/correct"),
                format!("{DOCUMENT}/claims/correct?segment={place}&tl=en"),
                format!("{DOCUMENT}/claims/correct/panel?segment={place}&tl=en"),
                format!("{DOCUMENT}/claims/suggest?segment={place}&tl=en"),
                format!("{DOCUMENT}/claims/xliff"),
                API.to_owned(),
                format!("{API}/translation?part=claims"),
                format!("{API}/translation?part=title"),
                format!("{API}/segments/claims/en/{place}"),
                "/search?q=separator".to_owned(),
                "/search?office=TH".to_owned(),
                "/search.csv?office=TH".to_owned(),
                "/api/v1/search?office=TH".to_owned(),
                "/api/v1/search?q=%E5%86%85%E5%AF%86".to_owned(),
                "/admin/memory/export".to_owned(),
                "/admin/memory?q=battery".to_owned(),
            ] {
                let answer = get(site, &url).await;
                assert!(!answer.text.contains("内密の"), "{url} tells {who}: {}", answer.text);
                let is_search = url.contains("%E5");
                assert!(!is_search || answer.text.contains("\"total\":{\"count\":0"), "{url} finds it for {who}");
            }
        }
        // Nor does the answer to a save on a revision that was not theirs.
        let clash = send(&outside, save(&place, 77)).await;
        assert_eq!(clash.status, StatusCode::CONFLICT);
        assert!(!clash.text.contains(SECRET), "{}", clash.text);
        if !settled {
            let waiting = get(&router, &format!("{DOCUMENT}/claims")).await.text;
            assert!(waiting.contains("公開の電池。"), "the public's memory gives at once what it has: {waiting}");
        }
        fixture.drain().await;
    }
    let router = fixture.router().await;
    let page = get(&router, &format!("{DOCUMENT}/claims")).await.text;
    assert!(page.contains("公開の電池。"), "{page}");
    let found = get(&router, "/api/v1/search?q=%22%E5%85%AC%E9%96%8B%E3%81%AE%E9%9B%BB%E6%B1%A0%22").await.text;
    assert!(found.contains("\"total\":{\"count\":1"), "what was made anew is found: {found}");
}
