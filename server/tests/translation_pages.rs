//! The pages of engines, memory and terms: what they show, what forms do, and that nothing is told to whom it is not for.

mod common;

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use common::{Answer, Fixture, inid_record, send};
use publication::{Audience, PublicationId, Role};
use server::config::Config;

const OURS: &str = "http://127.0.0.1:8080";
const MEMORY: &str = "language,source,japanese,author,provision\nen,The lens is clear.,レンズは透明である。,山田,public\n\
                      en,The secret lens.,秘密のレンズ。,山田,inside\nen,,訳だけ,山田,public\n";

async fn get(router: &Router, path: &str, cookie: &str) -> Answer {
    let request = Request::get(path).header("host", "127.0.0.1:8080").header("cookie", cookie);
    send(router, request.body(Body::empty()).expect("a request")).await
}

async fn post(router: &Router, path: &str, cookie: &str, form: &str) -> Answer {
    let request = Request::post(path).header("host", "127.0.0.1:8080").header("origin", OURS).header("cookie", cookie);
    let request = request.header("content-type", "application/x-www-form-urlencoded").body(Body::from(form.to_owned()));
    send(router, request.expect("a request")).await
}

/// Sends a file with fields beside it.
async fn post_file(router: &Router, path: &str, cookie: &str, file: (&str, &[u8]), fields: &[(&str, &str)]) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend_from_slice(format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes());
    }
    let (name, bytes) = file;
    body.extend_from_slice(format!("--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let request = Request::post(path).header("host", "127.0.0.1:8080").header("origin", OURS).header("cookie", cookie);
    let request = request.header("content-type", "multipart/form-data; boundary=x").body(Body::from(body)).expect("a request");
    send(router, request).await
}

async fn signed_in(fixture: &Fixture, name: &str, role: Role, audience: Audience) -> String {
    let account = fixture.account(name, role, audience).await.id;
    fixture.session(account).await
}

#[tokio::test]
async fn a_file_is_read_on_trial_then_into_the_memory_and_comes_out_again() {
    let fixture = Fixture::new().await;
    let router = fixture.router().await;
    let inside = signed_in(&fixture, "inside", Role::Translator, Audience::Inside).await;
    let outside = signed_in(&fixture, "outside", Role::Translator, Audience::Public).await;
    let import = "/admin/memory/import";

    let tried = post_file(&router, import, &inside, ("../units.csv", MEMORY.as_bytes()), &[("dry_run", "on")]).await;
    assert_eq!(tried.status, StatusCode::OK, "{}", tried.text);
    assert!(tried.text.contains("試しに読みました") && tried.text.contains("units.csv") && !tried.text.contains("../units.csv"));
    assert!(tried.text.contains("data-code=\"exchange-"), "the line that is refused is told with its code");
    assert_eq!(fixture.store.units(Audience::Inside).await.expect("read"), 0, "nothing is stored on trial");

    let done = post_file(&router, import, &inside, ("units.csv", MEMORY.as_bytes()), &[("author", "鈴木")]).await;
    assert!(done.status == StatusCode::OK && done.text.contains("取り込みました"), "{}", done.text);
    assert_eq!(fixture.store.units(Audience::Inside).await.expect("read"), 2);

    let found = get(&router, "/admin/memory?q=lens", &inside).await.text;
    assert!(found.contains("レンズは透明である。") && found.contains("秘密のレンズ。") && found.contains("<td lang=\"en\""), "{found}");
    let found = get(&router, "/admin/memory?q=lens", &outside).await.text;
    assert!(found.contains("レンズは透明である。") && !found.contains("秘密"), "{found}");
    let found = get(&router, "/admin/memory?q=%E7%A7%98%E5%AF%86&side=japanese", &outside).await.text;
    assert!(found.contains("該当するものはありません"), "{found}");
    for format in ["tmx", "xliff", "xliff-1.2", "csv"] {
        let all = get(&router, &format!("/admin/memory/export?format={format}"), &inside).await;
        assert!(all.status == StatusCode::OK && all.text.contains("秘密のレンズ。"), "{format} {}", all.text);
        let some = get(&router, &format!("/admin/memory/export?format={format}&language=en"), &outside).await;
        assert!(some.text.contains("レンズは透明である。") && !some.text.contains("秘密"), "{format} {}", some.text);
    }
    // Whoever may not read what is inside could tell it from what a file would change.
    let refused = post_file(&router, import, &outside, ("units.csv", MEMORY.as_bytes()), &[("dry_run", "on")]).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && !refused.text.contains("data-code"), "{}", refused.text);
    let acts = fixture.store.audit(&storage::AuditSearch::default(), 0, 9).await.expect("read").0;
    assert_eq!(acts.iter().filter(|act| act.act == "memory-imported").map(|act| act.subject.as_str()).collect::<Vec<_>>(), ["units.csv"]);
}

#[tokio::test]
async fn what_is_no_file_of_theirs_is_refused_with_a_reason() {
    let fixture = Fixture::new().await;
    let router = fixture.router().await;
    let cookie = signed_in(&fixture, "one", Role::Translator, Audience::Inside).await;
    let bomb = b"<?xml version=\"1.0\"?><!DOCTYPE tmx [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><tmx version=\"1.4\"><body>&b;";
    for (path, file) in [
        ("/admin/memory/import", ("a.tmx", bomb.as_slice())),
        ("/admin/memory/import", ("a.bin", [0_u8, 159, 146, 150, 7, 7, 7].as_slice())),
        ("/admin/terms/import", ("a.txt", b"nothing here".as_slice())),
    ] {
        let answer = post_file(&router, path, &cookie, file, &[]).await;
        assert!(answer.status.is_client_error() || answer.text.contains("data-code"), "{path} {} {}", answer.status, answer.text);
        assert!(!answer.status.is_server_error());
    }
    assert_eq!(fixture.store.units(Audience::Inside).await.expect("read"), 0);
    for (file, fields, status) in [
        (("a.csv", b"".as_slice()), vec![], StatusCode::BAD_REQUEST),
        (("a.csv", MEMORY.as_bytes()), vec![("language", "?")], StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(post_file(&router, "/admin/memory/import", &cookie, file, &fields).await.status, status);
    }
    let large = vec![b'a'; (32 << 20) + (1 << 20)];
    assert_eq!(post_file(&router, "/admin/memory/import", &cookie, ("a.csv", &large), &[]).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(get(&router, "/admin/memory/export?format=doc", &cookie).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(get(&router, "/admin/memory?q=a&language=%3F", &cookie).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn terms_are_imported_listed_and_exported() {
    let fixture = Fixture::new().await;
    let router = fixture.router().await;
    let cookie = signed_in(&fixture, "one", Role::Translator, Audience::Inside).await;
    let outside = signed_in(&fixture, "two", Role::Reviewer, Audience::Public).await;
    let terms = "concept,language,term,japanese,provision\nlens,en,lens,レンズ,public\nlamp,en,lamp,灯具,inside\n";
    let done = post_file(&router, "/admin/terms/import", &cookie, ("terms.csv", terms.as_bytes()), &[]).await;
    assert!(done.text.contains("取り込みました"), "{}", done.text);
    let all = get(&router, "/admin/terms", &cookie).await.text;
    assert!(all.contains("レンズ") && all.contains("灯具"), "{all}");
    let some = get(&router, "/admin/terms?q=l", &outside).await.text;
    assert!(some.contains("レンズ") && !some.contains("灯具"), "{some}");
    for format in ["tbx", "csv"] {
        let some = get(&router, &format!("/admin/terms/export?format={format}"), &outside).await.text;
        assert!(some.contains("レンズ") && !some.contains("灯具"), "{some}");
    }
}

#[tokio::test]
async fn an_imported_term_counts_without_a_restart() {
    let fixture = Fixture::new().await;
    let path = fixture.write("gazette.txt", inid_record("0901001234", "Blue lamp", "It shines through a lens."));
    fixture.harvest(&path, "TH", true).await;
    let router = fixture.router().await;
    let cookie = signed_in(&fixture, "one", Role::Translator, Audience::Inside).await;
    let id: PublicationId = "TH-patent-0901001234-A".parse().expect("an id");
    let address = format!("{}/abstract/correct", id.path());
    let before = get(&router, &address, &cookie).await;
    assert_eq!(before.status, StatusCode::OK, "{}", before.text);
    assert!(!before.text.contains("光学レンズ"), "{}", before.text);
    let terms = "concept,language,term,japanese\nlens,en,lens,光学レンズ\n";
    let done = post_file(&router, "/admin/terms/import", &cookie, ("terms.csv", terms.as_bytes()), &[]).await;
    assert!(done.text.contains("取り込みました"), "{}", done.text);
    let after = get(&router, &address, &cookie).await.text;
    assert!(after.contains("光学レンズ"), "{after}");
}

#[tokio::test]
async fn engines_are_shown_with_where_texts_go_and_an_office_is_asked_for() {
    let mut fixture = Fixture::new().await;
    let path = fixture.write("one/gazette.txt", inid_record("0901001234", "Blue lamp", "It shines through a lens."));
    fixture.harvest(&path, "TH", true).await;
    let hidden = fixture.write("two/gazette.txt", inid_record("1111", "Hidden lamp", "It is hidden.").replace("(19) TH", "(19) MY"));
    fixture.harvest(&hidden, "MY", false).await;
    fixture.config = Config {
        translation: toml("[engines.main]\nkind = \"deepl\"\nkey = \"secret-key\"\nlimits.characters_per_day = 50\n"),
        ..fixture.config.clone()
    };
    let router = fixture.router().await;
    let chief = signed_in(&fixture, "chief", Role::Administrator, Audience::Inside).await;
    let outside = signed_in(&fixture, "outside", Role::Administrator, Audience::Public).await;
    let page = get(&router, "/admin/engines", &chief).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.text.contains("api.deepl.com") && page.text.contains("0 / 50") && !page.text.contains("secret-key"), "{}", page.text);
    assert!(page.text.contains("value=\"MY\""), "{}", page.text);
    assert!(
        !get(&router, "/admin/engines", &outside).await.text.contains("value=\"MY\""),
        "an office of which all is kept back is not named"
    );

    let estimate = get(&router, "/admin/engines?office=TH&parts=first", &chief).await.text;
    assert!(estimate.contains("この内容で依頼する") && estimate.contains("エンジンに送る: main"), "{estimate}");
    let told = get(&router, "/admin/engines?office=MY&parts=all", &outside).await.text;
    assert!(!told.contains("エンジンに送る"), "nothing is told of what is kept back: {told}");

    let id: PublicationId = "TH-patent-0901001234-A".parse().expect("an id");
    assert!(fixture.store.waiting(&id).await.expect("read").is_empty());
    let asked = post(&router, "/admin/engines/translate", &chief, "office=TH&parts=all&anew=machine").await;
    assert_eq!((asked.status, &asked.headers["location"]), (StatusCode::SEE_OTHER, &"/admin/engines?done=asked".parse().expect("a value")));
    assert_eq!(fixture.store.waiting(&id).await.expect("read").len(), 5);
    assert!(get(&router, "/admin/engines?done=asked", &chief).await.text.contains("翻訳を依頼しました"));
    assert_eq!(post(&router, "/admin/engines/translate", &chief, "parts=all").await.status, StatusCode::BAD_REQUEST);
}

fn toml(text: &str) -> server::config::TranslationConfig {
    use figment::providers::{Format as _, Toml};
    figment::Figment::from(Toml::string(text)).extract().expect("a configuration")
}
