//! A correction from the page to memory and search, by forms, by a program and by files; and who may do and see what.

mod common;

use axum::{
    Router,
    body::Body,
    http::{HeaderName, HeaderValue, Request, StatusCode, header},
};
use common::{Answer, Fixture, get, inid_record, send};
use publication::{Audience, Role};
use serde_json::{Value, json};
use tower_http::set_header::SetRequestHeaderLayer;

const NUMBER: &str = "0111111111";
const CLAIMS: &str = "/publications/TH/patent/0111111111/A/claims";
const API: &str = "/api/v1/publications/TH-patent-0111111111-A/segments/claims/en";

/// The site as somebody of a new account sees it; the account's name is `hana さん` for `hana`.
async fn person(fixture: &Fixture, router: &Router, sign_in_name: &str, role: Role, audience: Audience) -> Router {
    let account = fixture.account(sign_in_name, role, audience).await;
    let cookie = fixture.session(account.id).await;
    router
        .clone()
        .layer(SetRequestHeaderLayer::overriding(header::COOKIE, HeaderValue::from_str(&cookie).expect("ASCII")))
        .layer(SetRequestHeaderLayer::overriding(HeaderName::from_static("sec-fetch-site"), HeaderValue::from_static("same-origin")))
}

async fn translator(fixture: &Fixture, router: &Router, sign_in_name: &str) -> Router {
    person(fixture, router, sign_in_name, Role::Translator, Audience::Inside).await
}

async fn reviewer(fixture: &Fixture, router: &Router) -> Router {
    person(fixture, router, "ume", Role::Reviewer, Audience::Inside).await
}

async fn portal() -> (Fixture, Router) {
    let fixture = Fixture::new().await;
    let record = inid_record(NUMBER, "solid electrolyte", "the lid 12 is made of steel.");
    let path = fixture.write("open/record.txt", record);
    fixture.harvest(&path, "TH", true).await;
    let router = fixture.router().await;
    (fixture, router)
}

/// The places of a page's sentences, in order.
fn places(html: &str) -> Vec<String> {
    html.split("data-row=\"").skip(1).filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect()
}

fn form(url: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    Request::post(url).header("content-type", "application/x-www-form-urlencoded").body(Body::from(body.join("&"))).expect("a request")
}

fn by_json(method: &str, url: &str, body: &Value) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(url)
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()))
        .expect("a request")
}

fn said(answer: &Answer) -> Value {
    serde_json::from_str(&answer.text).unwrap_or_else(|_| panic!("no JSON: {} {}", answer.status, answer.text))
}

/// The value of a hidden field of the open sentence.
fn field(html: &str, name: &str) -> String {
    let (_, rest) = html.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no field {name}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

async fn total(router: &Router, words: &str) -> u64 {
    let encoded: String = words.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let answer = get(router, &format!("/api/v1/search?q=%22{encoded}%22")).await;
    said(&answer)["results"]["total"]["count"].as_u64().unwrap_or_else(|| panic!("{}", answer.text))
}

#[tokio::test]
async fn a_sentence_is_corrected_without_scripts_and_found() {
    let (fixture, router) = portal().await;
    let site = translator(&fixture, &router, "hana").await;
    let page = get(&site, &format!("{CLAIMS}/correct")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert_eq!(page.headers["cache-control"], "private, no-store");
    let places = places(&page.text);
    assert_eq!(places.len(), 2);
    let save = |place: &str, text: &str, based_on: &str| {
        let fields = [
            ("language", "en"),
            ("segment", place),
            ("japanese", text),
            ("based_on", based_on),
            ("version", "1"),
            ("next", places[1].as_str()),
        ];
        form(&format!("{CLAIMS}/correct/save"), &fields)
    };
    let based_on = field(&page.text, "based_on");
    let saved = send(&site, save(&places[0], "固体電解質を備えた 第壱号電池。", &based_on)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let location = saved.headers["location"].to_str().expect("ASCII");
    assert!(location.contains(&places[1].replace('-', "%2D")), "it goes on: {location}");
    // The public reads it, with its author's name.
    let read = get(&router, CLAIMS).await.text;
    assert!(read.contains("第壱号電池") && read.contains("人手翻訳") && read.contains("hana さん"), "{read}");
    fixture.drain().await;
    assert_eq!(total(&router, "第壱号電池").await, 1);
    // Corrected again, search finds the new words and the old ones no more.
    let open = get(&site, &format!("{CLAIMS}/correct?segment={}&tl=en", places[0])).await;
    let based_on = field(&open.text, "based_on");
    let saved = send(&site, save(&places[0], "固体電解質を備えた 第弐号電池。", &based_on)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    fixture.drain().await;
    assert_eq!((total(&router, "第壱号電池").await, total(&router, "第弐号電池").await), (0, 1));
    // Somebody with an older page: 409, both texts and their ancestor on the page, and what was typed kept.
    let taro = translator(&fixture, &router, "taro").await;
    let clash = send(&taro, save(&places[0], "太郎の訳", &based_on)).await;
    assert_eq!(clash.status, StatusCode::CONFLICT);
    for words in ["訳文が競合しています", "第弐", "第壱", "太郎の訳", "name=\"onto\""] {
        assert!(clash.text.contains(words), "{words}: {}", clash.text);
    }
    assert!(!get(&router, CLAIMS).await.text.contains("太郎の訳"), "nothing was overwritten, and a draft is nobody else's");
    assert!(!get(&site, &format!("{CLAIMS}/correct?segment={}", places[0])).await.text.contains("太郎の訳"));
    // Knowingly, it takes the other's place.
    let (revision, based) = (field(&clash.text, "onto"), field(&clash.text, "based_on"));
    let fields = [
        ("language", "en"),
        ("segment", places[0].as_str()),
        ("japanese", "太郎の訳"),
        ("based_on", &based),
        ("version", "1"),
        ("onto", &revision),
    ];
    assert_eq!(send(&taro, form(&format!("{CLAIMS}/correct/save"), &fields)).await.status, StatusCode::SEE_OTHER);
    let history = get(&taro, &format!("{CLAIMS}/correct?segment={}", places[0])).await.text;
    assert!(history.contains("第弐") && history.contains("hana さん"), "nothing is lost: {history}");
    // An empty text is refused at the field, and a draft is not dropped for it.
    let refused = send(&site, save(&places[1], " \r\n", "0")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn review_teaches_the_memory_and_a_reader_is_told_nothing_of_it() {
    let (fixture, router) = portal().await;
    let site = translator(&fixture, &router, "hana").await;
    let ume = reviewer(&fixture, &router).await;
    let places = places(&get(&site, &format!("{CLAIMS}/correct")).await.text);
    let address = format!("{API}/{}", places[0]);
    let saved = send(&site, by_json("POST", &address, &json!({ "japanese": "電池。", "based_on": 0, "version": 1 }))).await;
    let based_on = match saved.status {
        StatusCode::OK => said(&saved)["revision"].to_string(),
        // A machine had made a text already.
        StatusCode::CONFLICT => {
            let present = said(&saved)["present"]["revision"].clone();
            let again = by_json("POST", &address, &json!({ "japanese": "電池。", "based_on": present, "version": 1 }));
            said(&send(&site, again).await)["revision"].to_string()
        }
        other => panic!("{other} {}", saved.text),
    };
    let act = |act: &str, remark: &str, based_on: &str| {
        let fields = [("language", "en"), ("segment", places[0].as_str()), ("based_on", based_on), ("remark", remark)];
        form(&format!("{CLAIMS}/correct/{act}"), &fields)
    };
    assert_eq!(send(&site, act("approve", "", &based_on)).await.status, StatusCode::FORBIDDEN, "a translator approves nothing");
    assert_eq!(send(&ume, act("send-back", "", &based_on)).await.status, StatusCode::UNPROCESSABLE_ENTITY, "without a reason");
    assert_eq!(send(&ume, act("send-back", "訳語を統一", &based_on)).await.status, StatusCode::SEE_OTHER);
    let list = get(&site, "/work?list=sent-back").await;
    assert!(list.status == StatusCode::OK && list.text.contains(NUMBER), "{}", list.text);
    let back = get(&site, &format!("{CLAIMS}/correct?segment={}", places[0])).await.text;
    assert!(back.contains("訳語を統一") && back.contains("差し戻し"));
    let read = get(&router, CLAIMS).await.text;
    assert!(!read.contains("訳語を統一") && !read.contains("ume さん"), "who reviewed, and why, is not the public's: {read}");
    let based_on = field(&back, "based_on");
    let body = json!({ "japanese": "固体電解質の電池。", "based_on": based_on.parse::<i64>().expect("a number"), "version": 1 });
    let revision = said(&send(&site, by_json("POST", &address, &body)).await)["revision"].to_string();
    assert!(get(&ume, "/work?list=review").await.text.contains(NUMBER));
    assert_eq!(send(&ume, act("approve", "", &revision)).await.status, StatusCode::SEE_OTHER);
    let units = fixture.store.units_after(None, None, Audience::Public, 10).await.expect("read");
    let told: Vec<_> = units.iter().map(|(_, unit)| (unit.japanese.as_str(), unit.author.as_str(), unit.origin)).collect();
    assert_eq!(told, [("固体電解質の電池。", "hana さん", storage::UnitOrigin::Approved)]);
    assert!(!units[0].1.context.is_empty());
}

#[tokio::test]
async fn a_program_is_told_by_codes_what_it_may_not() {
    let (fixture, router) = portal().await;
    let site = translator(&fixture, &router, "hana").await;
    let places = places(&get(&site, &format!("{CLAIMS}/correct")).await.text);
    let address = format!("{API}/{}", places[0]);
    let body = json!({ "japanese": "電池。", "based_on": 0, "version": 1 });
    let reader = person(&fixture, &router, "reader", Role::Reader, Audience::Public).await;
    for (who, status, code) in [(&router, 401, "not-signed-in"), (&reader, 403, "not-allowed")] {
        for request in [
            by_json("POST", &address, &body),
            by_json("PUT", &format!("{address}/draft"), &json!({ "japanese": "あ", "based_on": 0, "typed": 1 })),
            by_json("POST", &format!("{address}/findings"), &body),
            Request::get(&address).body(Body::empty()).expect("a request"),
        ] {
            let answer = send(who, request).await;
            assert_eq!((answer.status.as_u16(), said(&answer)["error"]["code"].as_str()), (status, Some(code)));
        }
        for page in [format!("{CLAIMS}/correct"), "/work".to_owned()] {
            let answer = get(who, &page).await;
            assert!(!answer.text.contains("textarea") && !answer.text.contains("data-row"), "{page}: {}", answer.status);
        }
    }
    assert_eq!(get(&router, &format!("{CLAIMS}/correct")).await.status, StatusCode::SEE_OTHER, "nobody is led to where one signs in");
    let panel = said(&get(&site, &address).await);
    let based_on = panel["segment"]["revision"].clone();
    for (body, field, code) in [
        (json!({ "japanese": "  ", "based_on": based_on, "version": 1 }), "japanese", "empty"),
        (json!({ "japanese": "a\u{7}", "based_on": based_on, "version": 1 }), "japanese", "control-characters"),
        (json!({ "japanese": "電".repeat(40_000), "based_on": based_on, "version": 1 }), "japanese", "too-long"),
        (json!({ "japanese": "電池", "reason": "長".repeat(1_000), "based_on": based_on, "version": 1 }), "reason", "too-long"),
    ] {
        let answer = send(&site, by_json("POST", &address, &body)).await;
        let error = said(&answer)["error"].clone();
        assert_eq!(
            (answer.status, error["field"].as_str(), error["code"].as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, Some(field), Some(code))
        );
    }
    let elsewhere = format!("{API}/{}-0", "0".repeat(32));
    let answer = send(&site, by_json("POST", &elsewhere, &body)).await;
    assert_eq!((answer.status, said(&answer)["error"]["code"].as_str()), (StatusCode::CONFLICT, Some("source-changed")));
    for address in [format!("{API}/nonsense"), format!("{API}/..%2F..-0")] {
        assert_eq!(send(&site, by_json("POST", &address, &body)).await.status, StatusCode::BAD_REQUEST);
    }
    // A draft is as it was typed, and comes back on the page of who typed it.
    let typed = json!({ "japanese": "途中 <b>&", "based_on": based_on, "typed": 1_000 });
    assert_eq!(send(&site, by_json("PUT", &format!("{address}/draft"), &typed)).await.status, StatusCode::OK);
    assert!(get(&site, &format!("{CLAIMS}/correct?segment={}", places[0])).await.text.contains("途中 &lt;b&gt;&amp;</textarea>"));
    // Locked, a translator's save is refused and kept as a draft.
    let ume = reviewer(&fixture, &router).await;
    let saved = json!({ "japanese": "電池。", "based_on": based_on, "version": 1 });
    assert_eq!(send(&site, by_json("POST", &address, &saved)).await.status, StatusCode::OK);
    let lock = form(&format!("{CLAIMS}/correct/lock"), &[("language", "en"), ("segment", &places[0])]);
    assert_eq!(send(&ume, lock).await.status, StatusCode::SEE_OTHER);
    let answer = send(&site, by_json("POST", &address, &json!({ "japanese": "別。", "based_on": 2, "version": 1 }))).await;
    assert_eq!((answer.status, said(&answer)["error"]["code"].as_str()), (StatusCode::LOCKED, Some("locked")));
}

#[tokio::test]
async fn a_reader_suggests_and_a_translator_decides() {
    let (fixture, router) = portal().await;
    let site = translator(&fixture, &router, "hana").await;
    let places = places(&get(&site, &format!("{CLAIMS}/correct")).await.text);
    let page = get(&router, CLAIMS).await.text;
    let address = format!("{CLAIMS}/suggest?segment={}&amp;tl=en", places[0]);
    assert!(page.contains(&address), "the page leads there: {page}");
    assert_eq!(get(&router, &address.replace("&amp;", "&")).await.status, StatusCode::OK);
    let suggest = |text: &str| {
        let fields = [("language", "en"), ("segment", places[0].as_str()), ("japanese", text), ("name", "通りすがり")];
        form(&format!("{CLAIMS}/suggest/send"), &fields)
    };
    let sent = send(&router, suggest("よりよい訳。")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert!(get(&router, sent.headers["location"].to_str().expect("ASCII")).await.text.contains("受け付けました"));
    assert!(!get(&router, CLAIMS).await.text.contains("よりよい訳"), "never straight in");
    assert!(get(&site, "/work?list=suggested").await.text.contains(NUMBER));
    let open = get(&site, &format!("{CLAIMS}/correct?list=suggested")).await.text;
    assert!(open.contains("よりよい訳。") && open.contains("通りすがり"));
    assert_eq!(send(&router, suggest(" ")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // So many of one sender, and then a while of none; what was typed stays in the field.
    let mut refused = None;
    for number in 0..20 {
        let answer = send(&router, suggest(&format!("案 {number}"))).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            refused = Some((number, answer));
            break;
        }
    }
    let (number, refused) = refused.expect("a limit");
    assert!(refused.text.contains(&format!("案 {number}")), "{}", refused.text);
    let accepted = by_json("POST", &format!("{API}/{}/suggestions", places[1]), &json!({ "japanese": "翻訳者の案" }));
    assert_eq!(send(&site, accepted).await.status, StatusCode::ACCEPTED, "others are not held up");
}

#[tokio::test]
async fn what_is_hidden_is_no_translators_who_may_not_see_it() {
    let fixture = Fixture::new().await;
    let hidden = fixture.write("hidden/record.txt", inid_record("0999999999", "zirconothermic", "the lid is shut."));
    fixture.harvest(&hidden, "TH", false).await;
    let open = fixture.write("open/record.txt", inid_record(NUMBER, "zirconothermic", "the lid is shut."));
    fixture.harvest(&open, "TH", true).await;
    let router = fixture.router().await;
    let inside = translator(&fixture, &router, "hana").await;
    let outside = person(&fixture, &router, "taro", Role::Reviewer, Audience::Public).await;
    let claims = CLAIMS.replace(NUMBER, "0999999999");
    let api = API.replace(NUMBER, "0999999999");
    let places = places(&get(&inside, &format!("{claims}/correct")).await.text);
    let address = format!("{api}/{}", places[0]);
    let body = json!({ "japanese": "内密の訳。", "based_on": said(&get(&inside, &address).await)["segment"]["revision"], "version": 1 });
    assert_eq!(send(&inside, by_json("POST", &address, &body)).await.status, StatusCode::OK);
    let ume = reviewer(&fixture, &router).await;
    let revision = said(&get(&inside, &address).await)["segment"]["revision"].to_string();
    let approve = form(&format!("{claims}/correct/approve"), &[("language", "en"), ("segment", &places[0]), ("based_on", &revision)]);
    assert_eq!(send(&ume, approve).await.status, StatusCode::SEE_OTHER);
    fixture.drain().await;
    for request in [
        Request::get(format!("{claims}/correct")).body(Body::empty()).expect("a request"),
        Request::get(format!("{claims}/correct/panel?segment={}&tl=en", places[0])).body(Body::empty()).expect("a request"),
        Request::get(format!("{claims}/xliff")).body(Body::empty()).expect("a request"),
        Request::get(format!("{claims}/suggest?segment={}&tl=en", places[0])).body(Body::empty()).expect("a request"),
        Request::get(claims.replace("/claims", "/import")).body(Body::empty()).expect("a request"),
        Request::get(&address).body(Body::empty()).expect("a request"),
        by_json("POST", &address, &body),
        by_json("PUT", &format!("{address}/draft"), &json!({ "japanese": "あ", "based_on": 0, "typed": 1 })),
        by_json("DELETE", &format!("{address}/draft"), &json!({})),
        by_json("POST", &format!("{address}/findings"), &body),
        by_json("POST", &format!("{address}/suggestions"), &body),
        form(&format!("{claims}/correct/lock"), &[("language", "en"), ("segment", &places[0])]),
        form(&format!("{claims}/correct/restore"), &[("language", "en"), ("segment", &places[0]), ("revision", "1")]),
        form(&format!("{claims}/suggest/send"), &[("language", "en"), ("segment", &places[0]), ("japanese", "案")]),
    ] {
        let told = format!("{} {}", request.method(), request.uri());
        let answer = send(&outside, request).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{told}: {}", answer.text);
        assert!(!answer.text.contains("内密"), "{told}");
    }
    for list in ["mine", "to-do", "findings", "stale", "suggested", "review", "sent-back"] {
        assert!(!get(&outside, &format!("/work?list={list}")).await.text.contains("0999999999"), "{list}");
    }
    // The memory made from it is offered for nothing that the public may see, to nobody.
    for site in [&inside, &outside] {
        let panel = get(site, &format!("{API}/{}?concordance=%E5%86%85%E5%AF%86", places[0])).await;
        assert_eq!(panel.status, StatusCode::OK);
        assert!(!panel.text.contains("内密の訳"), "{}", panel.text);
    }
    assert!(get(&inside, &format!("{api}/{}", places[0])).await.text.contains("内密の訳"));
}

#[tokio::test]
async fn a_later_delivery_marks_what_it_changed_and_loses_nothing() {
    let (fixture, router) = portal().await;
    let site = translator(&fixture, &router, "hana").await;
    let before = places(&get(&site, &format!("{CLAIMS}/correct")).await.text);
    let address = format!("{API}/{}", before[1]);
    let based_on = said(&get(&site, &address).await)["segment"]["revision"].clone();
    let body = json!({ "japanese": "蓋12は鋼製である。", "based_on": based_on, "version": 1 });
    assert_eq!(send(&site, by_json("POST", &address, &body)).await.status, StatusCode::OK);
    let record = inid_record(NUMBER, "solid electrolyte", "the lid 12 is made of brass.");
    let path = fixture.write("later/record.txt", record);
    fixture.harvest(&path, "TH", true).await;
    // Without the marks that stand between texts.
    let open = get(&site, &format!("{CLAIMS}/correct?list=stale")).await.text.replace("<!>", "");
    let after = places(&open);
    assert_ne!(before[1], after[1]);
    for words in ["原文が変わりました", "蓋12は鋼製である。", "<del>steel</del>", "<ins>brass</ins>"] {
        assert!(open.contains(words), "{words}: {open}");
    }
    assert!(get(&site, "/work?list=stale").await.text.contains(NUMBER));
    assert!(!get(&router, CLAIMS).await.text.contains("鋼製"), "the public is shown no proposal");
    // Whoever still had the old page is told, and loses nothing that was typed.
    let fields = [("language", "en"), ("segment", before[1].as_str()), ("japanese", "書きかけ"), ("based_on", "1"), ("version", "1")];
    let told = send(&site, form(&format!("{CLAIMS}/correct/save"), &fields)).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.text.contains("現在の版にありません") && told.text.contains("書きかけ"), "{}", told.text);
    // Taken over for the new sentence, it is stale no more; put away with the sentence gone, it is still to be read.
    let address = format!("{API}/{}", after[1]);
    let based_on = said(&get(&site, &address).await)["segment"]["revision"].clone();
    let body = json!({ "japanese": "蓋12は真鍮製である。", "based_on": based_on, "version": 2 });
    assert_eq!(send(&site, by_json("POST", &address, &body)).await.status, StatusCode::OK);
    assert!(!get(&site, "/work?list=stale").await.text.contains(NUMBER));
    assert!(get(&site, &format!("{CLAIMS}/correct")).await.text.contains("蓋12は鋼製である。"), "旧版の訳");
}

#[tokio::test]
async fn a_document_goes_out_and_comes_back_with_its_clashes_told() {
    let (fixture, router) = portal().await;
    let site = translator(&fixture, &router, "hana").await;
    let file = get(&site, &format!("{CLAIMS}/xliff")).await;
    assert_eq!(file.headers["content-type"], "application/xliff+xml");
    assert_eq!(get(&router, &format!("{CLAIMS}/xliff")).await.status, StatusCode::SEE_OTHER, "nobody is asked to sign in");
    let whole = get(&site, "/publications/TH/patent/0111111111/A/xliff").await.text;
    assert!(whole.contains("claims.en.") && whole.contains("abstract.en.") && whole.contains("title.en."), "{whole}");
    // Elsewhere, both sentences are translated; meanwhile somebody here corrects one of them.
    let mut number = 0;
    let worked: String = file
        .text
        .split("</segment>")
        .map(|piece| {
            let piece = match piece.split_once("<target") {
                Some((before, _)) => before,
                None => piece,
            };
            if !piece.contains("<segment") {
                return piece.to_owned();
            }
            number += 1;
            format!("{}<target>よそでの訳 {number}</target></segment>", piece.trim_end())
        })
        .collect();
    let places = places(&get(&site, &format!("{CLAIMS}/correct")).await.text);
    let taro = translator(&fixture, &router, "taro").await;
    let address = format!("{API}/{}", places[1]);
    let based_on = said(&get(&taro, &address).await)["segment"]["revision"].clone();
    let here = json!({ "japanese": "こちらの訳", "based_on": based_on, "version": 1 });
    assert_eq!(send(&taro, by_json("POST", &address, &here)).await.status, StatusCode::OK);
    let upload = |text: &str, dry: bool, accept: &str| {
        let dry = if dry { "--b\r\nContent-Disposition: form-data; name=\"dry_run\"\r\n\r\n1\r\n" } else { "" };
        let body = format!(
            "{dry}--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xlf\"\r\nContent-Type: application/xml\r\n\r\n{text}\r\n--b--\r\n"
        );
        Request::post("/publications/TH/patent/0111111111/A/import/send")
            .header("content-type", "multipart/form-data; boundary=b")
            .header("accept", accept)
            .body(Body::from(body))
            .expect("a request")
    };
    let dry = said(&send(&site, upload(&worked, true, "application/json")).await);
    assert_eq!((dry["saved"].as_u64(), dry["clashing"].as_u64(), dry["dry_run"].as_bool()), (Some(1), Some(1), Some(true)));
    assert!(!get(&router, CLAIMS).await.text.contains("よそでの訳"));
    let page = send(&site, upload(&worked, false, "text/html")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.text.contains("競合した文") && page.text.contains("こちらの訳") && page.text.contains("よそでの訳 2"), "{}", page.text);
    let read = get(&router, CLAIMS).await.text;
    assert!(read.contains("よそでの訳 1") && read.contains("こちらの訳") && !read.contains("よそでの訳 2"), "{read}");
    // Once more, it changes nothing.
    let again = said(&send(&site, upload(&worked, false, "application/json")).await);
    assert_eq!((again["saved"].as_u64(), again["unchanged"].as_u64(), again["clashing"].as_u64()), (Some(0), Some(1), Some(1)));
    for (broken, code) in [("<xliff version=\"2.1\"><file><unit", "exchange"), ("no file at all", "exchange")] {
        let report = said(&send(&site, upload(broken, false, "application/json")).await);
        assert!(report["problems"][0]["code"].as_str().is_some_and(|told| told.starts_with(code)), "{report}");
    }
}
