//! Accounts from the invitation to the last sign-out, by the forms of the pages.

mod common;

use axum::http::StatusCode;
use common::{Answer, Fixture, get, get_as, post};
use publication::{Audience, Role};
use server::config::Config;
use storage::{AuditSearch, Store};

const PASSWORD: &str = "password=%E6%AD%A3%E3%81%97%E3%81%84%E9%A6%AC%E3%81%AE%E9%9B%BB%E6%B1%A0%E7%95%AA%E7%9B%AE%E3%81%AE%E5%90%88%E8%A8%80%E8%91%89&password_again=%E6%AD%A3%E3%81%97%E3%81%84%E9%A6%AC%E3%81%AE%E9%9B%BB%E6%B1%A0%E7%95%AA%E7%9B%AE%E3%81%AE%E5%90%88%E8%A8%80%E8%91%89";
const SIGN_IN: &str =
    "password=%E6%AD%A3%E3%81%97%E3%81%84%E9%A6%AC%E3%81%AE%E9%9B%BB%E6%B1%A0%E7%95%AA%E7%9B%AE%E3%81%AE%E5%90%88%E8%A8%80%E8%91%89";

/// The cookies that an answer sets, as a browser sends them back.
fn cookies(answer: &Answer) -> String {
    let set = answer.headers.get_all("set-cookie").iter().map(|set| set.to_str().expect("ASCII"));
    set.filter_map(|set| set.split(';').next()).collect::<Vec<_>>().join("; ")
}

/// The path of the link that is shown on a page.
fn link(answer: &Answer) -> String {
    let (_, rest) = answer.text.split_once("class=\"one-time-link\">").unwrap_or_else(|| panic!("no link: {}", answer.text));
    let address = rest.split('<').next().unwrap_or_default();
    address.strip_prefix("http://127.0.0.1:8080").expect("our own address").to_owned()
}

async fn codes(store: &dyn Store) -> Vec<String> {
    let (rows, _) = store.audit(&AuditSearch::default(), 0, 100).await.expect("read");
    rows.into_iter().rev().map(|row| format!("{} {}", row.act, row.subject)).collect()
}

async fn with_index() -> Fixture {
    let fixture = Fixture::new().await;
    fixture.drain().await;
    fixture
}

#[tokio::test]
async fn somebody_is_invited_signs_in_and_is_disabled() {
    let fixture = with_index().await;
    let router = fixture.router().await;
    let chief = fixture.account("chief", Role::Administrator, Audience::Inside).await;
    let chief = fixture.session(chief.id).await;

    // What was typed stays, and what is wrong is said at the field.
    let refused = post(&router, "/admin/accounts", &chief, "sign_in_name=山田&role=translator&mail=nowhere&name=%3Cb%3E").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for shown in [
        "data-code=\"bad-sign-in-name\"",
        "data-code=\"bad-mail\"",
        "id=\"invite-mail-problem\"",
        "value=\"nowhere\"",
        "value=\"&lt;b&gt;\"",
    ] {
        assert!(refused.text.contains(shown), "{shown} is not in {}", refused.text);
    }
    assert!(refused.text.contains("aria-invalid=\"true\""));
    let made = post(&router, "/admin/accounts", &chief, "sign_in_name=Hanako&role=translator&name=&mail=&audience=").await;
    assert_eq!(made.status, StatusCode::OK);
    let invitation = link(&made);
    assert!(invitation.starts_with("/invitation/"));
    assert!(!get_as(&router, "/admin/accounts", &chief).await.text.contains("one-time-link"), "it is shown once");
    let taken = post(&router, "/admin/accounts", &chief, "sign_in_name=hanako&role=reader").await;
    assert!(taken.text.contains("data-code=\"name-taken\""));

    // The invitation is taken once.
    let page = get(&router, &invitation).await;
    assert!(page.status == StatusCode::OK && page.text.contains("Hanako"));
    assert_eq!(page.headers["cache-control"], "private, no-store");
    for (form, code) in [
        ("name=花子&password=short&password_again=short", "password-too-short"),
        ("name=花子&password=hanakohanako&password_again=hanakohanako", "password-is-name"),
        ("name=花子&password=twelve+letters&password_again=twelve+lettres", "passwords-differ"),
        ("name=&password=twelve+letters&password_again=twelve+letters", "missing"),
    ] {
        let refused = post(&router, &invitation, "", form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
        assert!(refused.text.contains(&format!("data-code=\"{code}\"")), "{code}");
        assert!(!refused.text.contains("twelve letters"), "no password is shown again");
    }
    let begun = post(&router, &invitation, "", &format!("name=花子&{PASSWORD}")).await;
    assert_eq!((begun.status, begun.headers["location"].to_str().expect("ASCII")), (StatusCode::SEE_OTHER, "/account?done=welcome"));
    let hanako = cookies(&begun);
    for set in begun.headers.get_all("set-cookie") {
        let set = set.to_str().expect("ASCII");
        assert!(set.contains("; HttpOnly") && set.contains("; SameSite=Lax") && set.contains("; Path=/"), "{set}");
    }
    for again in [get(&router, &invitation).await, post(&router, &invitation, "", &format!("name=花子&{PASSWORD}")).await] {
        assert!(again.status == StatusCode::NOT_FOUND && again.text.contains("このリンクは使えません"), "{}", again.status);
    }
    let account = get_as(&router, "/api/v1/account", &hanako).await.text;
    assert!(account.contains("\"role\":\"translator\"") && account.contains("\"audience\":\"inside\""), "{account}");
    assert!(get_as(&router, "/", &hanako).await.text.contains("花子"));

    // Another session, from another browser; the own password changes and ends it.
    let second = post(&router, "/sign-in", "", &format!("sign_in_name=HANAKO&next=/search?q=a&{SIGN_IN}")).await;
    assert_eq!(second.headers["location"], "/search?q=a");
    let second = cookies(&second);
    let elsewhere = post(&router, "/sign-in", "", &format!("sign_in_name=hanako&next=//evil.example&{SIGN_IN}")).await;
    assert_eq!(elsewhere.headers["location"], "/", "no way leads elsewhere");
    let wrong =
        post(&router, "/account/password", &second, "present_password=wrong&password=another+password&password_again=another+password")
            .await;
    assert!(wrong.text.contains("data-code=\"wrong-password\""));
    let changed = post(
        &router,
        "/account/password",
        &second,
        &format!("{}&password=another+password&password_again=another+password", SIGN_IN.replace("password=", "present_password=")),
    )
    .await;
    assert_eq!(changed.headers["location"], "/account?done=password");
    assert_eq!(get_as(&router, "/api/v1/account", &hanako).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(get_as(&router, "/api/v1/account", &second).await.status, StatusCode::OK);

    // A link sets another password; the old one holds until then.
    let id = fixture.store.account_named("hanako").await.expect("read").expect("is there").id;
    let reset = link(&post(&router, &format!("/admin/accounts/{id}/link"), &chief, "").await);
    assert!(reset.starts_with("/reset/"));
    assert_eq!(get_as(&router, "/api/v1/account", &second).await.status, StatusCode::OK);
    let begun = post(&router, &reset, "", PASSWORD).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    assert_eq!(get_as(&router, "/api/v1/account", &second).await.status, StatusCode::UNAUTHORIZED);
    let hanako = cookies(&begun);

    // Signing out everywhere, and being disabled.
    let out = post(&router, "/account/sign-out-everywhere", &hanako, "").await;
    assert_eq!(out.headers["location"], "/sign-in?done=signed-out-everywhere");
    assert!(out.headers["set-cookie"].to_str().expect("ASCII").contains("Max-Age=0"));
    assert_eq!(get_as(&router, "/api/v1/account", &hanako).await.status, StatusCode::UNAUTHORIZED);
    let disabled = post(&router, &format!("/admin/accounts/{id}/disable"), &chief, "").await;
    assert_eq!(disabled.status, StatusCode::SEE_OTHER);
    let refused = post(&router, "/sign-in", "", &format!("sign_in_name=hanako&{SIGN_IN}")).await;
    assert!(refused.text.contains("data-code=\"wrong-credentials\""));

    let told = codes(fixture.store.as_ref()).await;
    for act in [
        "account-added Hanako",
        "invitation-made Hanako",
        "invitation-taken Hanako",
        "password-set Hanako",
        "reset-made Hanako",
        "password-reset Hanako",
        "signed-out-everywhere Hanako",
        "account-disabled Hanako",
    ] {
        assert!(told.iter().any(|told| told == act), "{act} is not in {told:?}");
    }
    let log = get_as(&router, "/admin/audit?account=chief&act=account-disabled", &chief).await;
    assert!(log.text.contains("アカウントの停止") && log.text.contains("全1件"), "{}", log.text);
    let file = get_as(&router, "/admin/audit.csv?act=account-disabled", &chief).await;
    assert!(file.text.contains(",chief,account-disabled,Hanako,") && file.text.lines().count() == 2, "{}", file.text);
}

#[tokio::test]
async fn the_last_administrator_cannot_take_the_role_away() {
    let fixture = with_index().await;
    let router = fixture.router().await;
    let chief = fixture.account("chief", Role::Administrator, Audience::Inside).await.id;
    let cookie = fixture.session(chief).await;
    let path = format!("/admin/accounts/{chief}");
    for (path, form) in [(path.clone(), "role=reader&audience=public&mail="), (format!("{path}/disable"), "")] {
        let refused = post(&router, &path, &cookie, form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        assert!(refused.text.contains("data-code=\"last-administrator\""), "{path}");
    }
    for path in ["/admin/accounts/999", "/admin/accounts/x", "/admin/accounts/999/link"] {
        let form = "role=reader&audience=public&mail=";
        assert_eq!(post(&router, path, &cookie, form).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn wrong_names_and_wrong_passwords_are_told_apart_by_nobody() {
    let fixture = with_index().await;
    let router = fixture.router().await;
    fixture.account("hanako", Role::Reader, Audience::Public).await;
    let text = async |name: &str| {
        let answer = post(&router, "/sign-in", "", &format!("sign_in_name={name}&password=a+wrong+password")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let nonce = answer.text.split("nonce=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned();
        answer.text.replace(name, "").replace(&nonce, "")
    };
    assert_eq!(text("hanako").await, text("nobody").await);
}

#[tokio::test]
async fn who_tries_on_waits_and_a_known_browser_does_not() {
    let fixture = with_index().await;
    let router = fixture.router().await;
    let chief = fixture.account("chief", Role::Administrator, Audience::Inside).await;
    let chief = fixture.session(chief.id).await;
    let invitation = link(&post(&router, "/admin/accounts", &chief, "sign_in_name=hanako&role=reader").await);
    let known = cookies(&post(&router, &invitation, "", &format!("name=花子&{PASSWORD}")).await);
    // The waits double: however slow this machine is, one of them is longer than a try takes.
    let mut tries = 0;
    let held = loop {
        let wrong = post(&router, "/sign-in", "", "sign_in_name=hanako&password=a+wrong+password").await;
        if wrong.status == StatusCode::TOO_MANY_REQUESTS {
            break wrong;
        }
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        tries += 1;
        assert!(tries < 12, "nobody is held up");
    };
    assert!(tries >= 6, "the first tries are free");
    assert!(held.text.contains("data-code=\"wait\""), "{}", held.text);
    let seconds: u64 = held.headers["retry-after"].to_str().expect("ASCII").parse().expect("seconds");
    assert!((1..=64).contains(&seconds), "{seconds}");
    let right = format!("sign_in_name=hanako&{SIGN_IN}");
    assert_eq!(post(&router, "/sign-in", &known, &right).await.status, StatusCode::SEE_OTHER, "a browser that was here before");
    tokio::time::sleep(std::time::Duration::from_secs(seconds)).await;
    assert_eq!(post(&router, "/sign-in", "", &right).await.status, StatusCode::SEE_OTHER, "nobody waits for ever");
}

#[tokio::test]
async fn behind_tls_cookies_are_for_tls_only() {
    let mut fixture = with_index().await;
    let mut config = Config { data: fixture.config.data.clone(), ..Config::default() };
    config.server.public_url = Some("https://kakehashi.example.jp".to_owned());
    fixture.config = config;
    let router = fixture.router().await;
    let made = fixture.store.account_named("x").await.expect("read");
    assert!(made.is_none());
    let accounts = server::accounts::Accounts::new(std::sync::Arc::clone(&fixture.store), &fixture.config);
    let Some(server::accounts::LinkMade::ToHandOver { address, .. }) = accounts.invite_first().await.expect("made") else {
        panic!("no link to hand over");
    };
    assert!(accounts.invite_first().await.expect("looked").is_none(), "the first administrator is made once");
    let path = address.strip_prefix("https://kakehashi.example.jp").expect("the public address");
    let begun = post(&router, path, "", &format!("name=管理者&{PASSWORD}")).await;
    let set: Vec<&str> = begun.headers.get_all("set-cookie").iter().map(|set| set.to_str().expect("ASCII")).collect();
    assert!(set.len() == 2 && set.iter().all(|set| set.starts_with("__Host-") && set.ends_with("; Secure")), "{set:?}");
    assert_eq!(begun.headers["strict-transport-security"], "max-age=31536000");
    assert_eq!(get_as(&router, "/api/v1/account", &cookies(&begun)).await.status, StatusCode::OK);
}
