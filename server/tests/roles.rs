//! Every route, asked as every role and as nobody.

mod common;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode},
};
use common::{Answer, Fixture, inid_record, send};
use publication::{AccountId, Audience, Role};
use server::http::{Access, Row, table};

const NUMBER: &str = "0901001234";

/// The path of a row, with something in the place of each parameter.
fn path_of(row: &Row, account: AccountId) -> String {
    let filled = [
        ("{office}", "TH"),
        ("{right}", "patent"),
        ("{number}", NUMBER),
        ("{kind}", "A"),
        ("{figure}", "1"),
        ("{page}", "1"),
        ("{tab}", "claims"),
        ("{part}", "claims"),
        ("{act}", "save"),
        ("{segment}", "0123456789abcdef0123456789abcdef-0"),
        ("{language}", "en"),
        ("{id}", "TH-patent-0901001234-A"),
        ("{*rest}", "v1/nowhere"),
        ("{token}", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        ("{session}", "999999"),
        ("{feed}", "no-such-feed"),
        ("{name}", "file.zip"),
        ("{arrival}", "999999"),
        ("{job}", "999999"),
        ("{ordinal}", "0"),
        ("{delivery}", "no-such-delivery"),
        ("{account}", &account.to_string()),
    ];
    let path = filled.iter().fold(row.pattern.to_owned(), |path, (name, value)| path.replace(name, value));
    assert!(!path.contains('{'), "a parameter that this test knows nothing of: {}", row.pattern);
    path
}

async fn ask(router: &Router, method: &Method, path: &str, cookie: Option<&str>, origin: &str) -> Answer {
    let mut request = Request::builder().method(method).uri(path).header("host", "127.0.0.1:8080").header("origin", origin);
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    let request = request.header("content-type", "application/x-www-form-urlencoded").body(Body::empty()).expect("a request");
    send(router, request).await
}

fn leads_to_sign_in(headers: &HeaderMap) -> bool {
    headers.get("location").and_then(|to| to.to_str().ok()).is_some_and(|to| to.starts_with("/sign-in"))
}

async fn portal() -> Fixture {
    let fixture = Fixture::new().await;
    let path = fixture.write("one/gazette.txt", inid_record(NUMBER, "separator", "the layer is thin."));
    assert_eq!(fixture.harvest(&path, "TH", true).await.created, 1);
    fixture
}

const OURS: &str = "http://127.0.0.1:8080";

#[tokio::test]
async fn every_route_is_answered_to_whom_its_row_names_and_to_nobody_else() {
    let fixture = portal().await;
    let router = fixture.router().await;
    let mut callers = vec![(None, None)];
    for role in Role::ALL {
        callers.push((Some(role), Some(fixture.account(role.as_str(), role, Audience::Public).await.id)));
    }
    // Somebody to be changed, disabled and enabled.
    let other = fixture.account("other", Role::Reader, Audience::Public).await.id;
    for row in table() {
        let path = path_of(&row, other);
        for (role, account) in &callers {
            // Some rows end sessions: each request has one of its own.
            let cookie = match account {
                Some(account) => Some(fixture.session(*account).await),
                None => None,
            };
            let answer = ask(&router, &row.method, &path, cookie.as_deref(), OURS).await;
            let asked = format!("{} {path} as {role:?}: {}", row.method, answer.status);
            let is_api = path.starts_with("/api/");
            let signing_out = row.pattern.contains("sign-out") && role.is_some();
            match (row.access.admits(*role), role) {
                (true, _) => {
                    assert!(!matches!(answer.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN), "{asked}");
                    assert!(!leads_to_sign_in(&answer.headers) || signing_out, "{asked}");
                    assert!(!answer.status.is_server_error(), "{asked} {}", answer.text);
                    assert!(answer.status != StatusCode::METHOD_NOT_ALLOWED, "{asked}: the row has no handler");
                }
                (false, None) if is_api => {
                    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{asked}");
                    assert!(answer.text.contains("\"code\":\"not-signed-in\""), "{asked} {}", answer.text);
                }
                (false, None) => {
                    assert!(answer.status == StatusCode::SEE_OTHER && leads_to_sign_in(&answer.headers), "{asked}");
                    let leads_back = answer.headers["location"].to_str().expect("a path").contains("next=");
                    assert_eq!(leads_back, row.method == Method::GET, "{asked}");
                }
                (false, Some(_)) => {
                    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{asked}");
                    assert!(is_api || answer.text.contains("権限がありません"), "{asked}");
                }
            }
            if account.is_some() && !["/healthz", "/pkg/", "/assets/"].contains(&row.pattern) {
                assert_eq!(answer.headers["cache-control"], "private, no-store", "{asked}");
            }
            for header in ["content-security-policy", "permissions-policy", "cross-origin-opener-policy", "x-content-type-options"] {
                assert!(answer.headers.contains_key(header), "{asked} without {header}");
            }
            let policy = answer.headers["content-security-policy"].to_str().expect("ASCII");
            let is_strict =
                policy.contains("default-src 'none'") && !policy.contains("'unsafe-inline'") && !policy.contains(" 'unsafe-eval'");
            assert!(is_strict, "{asked}: {policy}");
        }
    }
}

#[tokio::test]
async fn every_change_is_taken_from_our_own_pages_only() {
    let fixture = portal().await;
    let router = fixture.router().await;
    let chief = fixture.account("chief", Role::Administrator, Audience::Inside).await.id;
    let other = fixture.account("other", Role::Reader, Audience::Public).await.id;
    let cookie = fixture.session(chief).await;
    let mut changing = 0;
    for row in table().into_iter().filter(|row| row.method != Method::GET) {
        changing += 1;
        let path = path_of(&row, other);
        for origin in ["https://evil.example", "http://127.0.0.1:8081", "null"] {
            for cookie in [Some(cookie.as_str()), None] {
                let answer = ask(&router, &row.method, &path, cookie, origin).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{} {path} from {origin}", row.method);
            }
        }
        for (header, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("x-nothing", "said")] {
            let request = Request::builder().method(&row.method).uri(&path).header("host", "127.0.0.1:8080").header(header, value);
            let request = request.header("cookie", &cookie).body(Body::empty()).expect("a request");
            assert_eq!(send(&router, request).await.status, StatusCode::FORBIDDEN, "{} {path} with {header}: {value}", row.method);
        }
    }
    assert!(changing > 10);
    let account = fixture.store.account(other).await.expect("read").expect("is there");
    assert!(!account.disabled, "nothing was changed");
}

#[tokio::test]
async fn no_route_is_outside_the_table() {
    let fixture = portal().await;
    let router = fixture.router().await;
    let rows = table();
    // What the router knows of, as it tells of itself.
    let told = format!("{router:?}");
    let patterns: Vec<&str> = told.split('"').filter(|piece| piece.starts_with('/')).collect();
    for row in &rows {
        assert!(patterns.contains(&row.pattern), "the router does not tell of {}: does it tell of anything? {told}", row.pattern);
    }
    for pattern in &patterns {
        let nested = pattern.split("{*__private__axum").next().unwrap_or_default();
        // A nested folder is known with and without the slash at its end.
        let is_row = rows.iter().any(|row| row.pattern == *pattern || row.pattern == nested || row.pattern == format!("{pattern}/"));
        assert!(is_row, "{pattern} stands in no row of the table");
    }
    // Methods that no row names are not answered, whoever asks.
    let chief = fixture.account("chief", Role::Administrator, Audience::Inside).await.id;
    for row in &rows {
        let path = path_of(row, chief);
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            if rows.iter().any(|other| other.pattern == row.pattern && other.method == method) {
                continue;
            }
            let cookie = fixture.session(chief).await;
            let answer = ask(&router, &method, &path, Some(&cookie), OURS).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        }
    }
}

#[test]
fn roles_admit_those_above_them() {
    let admitted = |access: Access| Role::ALL.map(|role| access.admits(Some(role)));
    assert_eq!(admitted(Access::AtLeast(Role::Reviewer)), [false, false, true, true]);
    assert_eq!(admitted(Access::Signed), [true; 4]);
    assert!(!Access::Signed.admits(None) && !Access::AtLeast(Role::Reader).admits(None) && Access::Anybody.admits(None));
}
