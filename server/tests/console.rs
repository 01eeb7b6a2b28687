//! The administrators' console, as a browser without scripts uses it: from a new office to what its feed brought.

mod common;

use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode},
};
use common::{Answer, Fixture, send};
use publication::{Audience, Role};
use tokio_util::sync::CancellationToken;

const ORIGIN: &str = "http://127.0.0.1:8080";

struct Browser {
    router: Router,
    cookie: String,
}

impl Browser {
    async fn of(fixture: &Fixture) -> Self {
        let chief = fixture.account("chief", Role::Administrator, Audience::Inside).await.id;
        Self { router: fixture.router().await, cookie: fixture.session(chief).await }
    }

    async fn ask(&self, method: Method, path: &str, content_type: &str, body: impl Into<Body>) -> Answer {
        let request = Request::builder().method(method).uri(path).header("host", "127.0.0.1:8080").header("origin", ORIGIN);
        let request = request.header("cookie", &self.cookie).header("content-type", content_type).header("accept", "text/html");
        send(&self.router, request.body(body.into()).expect("a request")).await
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, "text/plain", Body::empty()).await
    }

    async fn post(&self, path: &str, form: &str) -> Answer {
        self.ask(Method::POST, path, "application/x-www-form-urlencoded", form.to_owned()).await
    }
}

fn location(answer: &Answer) -> &str {
    answer.headers["location"].to_str().expect("a path")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_office_comes_from_nothing_to_its_publications_by_forms_alone() {
    let fixture = Fixture::new().await;
    let browser = Browser::of(&fixture).await;
    // The registry: what cannot be taken is shown again with what was sent, and the field is named.
    let opened = browser.post("/admin/offices", "office=vn").await;
    assert_eq!((opened.status, location(&opened)), (StatusCode::SEE_OTHER, "/admin/offices/VN"));
    let form = "right=&revision=0&agreement=yes&exchange=yes&provision=no&elements=title&elements=claims&remarks=%E8%A6%9A%E6%9B%B8";
    let refused = browser.post("/admin/offices/VN", &format!("{form}&interval_days=soon")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for shown in ["value=\"soon\"", "id=\"error-interval_days\"", "覚書", "role=\"alert\""] {
        assert!(refused.text.contains(shown), "{shown} in {}", refused.text);
    }
    let saved = browser.post("/admin/offices/VN", &format!("{form}&interval_days=90")).await;
    assert_eq!(location(&saved), "/admin/offices/VN?saved=1");
    let clash = browser.post("/admin/offices/VN", &format!("{form}&interval_days=91")).await;
    assert_eq!(clash.status, StatusCode::UNPROCESSABLE_ENTITY, "somebody else's change is not overwritten");
    let csv = browser.get("/admin/offices.csv").await;
    assert!(csv.text.contains("VN,ベトナム,すべて,○,○,×,不明,90,0,"), "{}", csv.text);

    // The feed: a secret cannot be sealed without a key, and is not sent back.
    let feed = "name=vn-gazette&office=VN&provision=public&format=auto&notify=error&rights=patent&language=vi";
    let refused = browser.post("/admin/feeds", &format!("{feed}&secret=geheim123")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("KAKEHASHI_SECRET_KEY") && !refused.text.contains("geheim123"), "{}", refused.text);
    let added = browser.post("/admin/feeds", feed).await;
    assert_eq!(location(&added), "/admin/feeds/vn-gazette?saved=1", "{}", added.text);

    // A file by a form; a hostile name of it leads nowhere.
    let body = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"../../gazette.txt\"\r\n\r\n(19) VN\n(11) 1-0012345\n(13) B\n\
                (45) 2020-05-06\n(54) [vi] Van\n\r\n(19) VN\n(13) B\n(54) [vi] No number\n\r\n--b--\r\n";
    let sent = browser.ask(Method::POST, "/admin/feeds/vn-gazette/upload", "multipart/form-data; boundary=b", body).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    // The same by pieces: a break, the offset, the rest.
    let piece = async |offset: usize, total: usize, bytes: &str| {
        let request = Request::builder().method(Method::PATCH).uri("/admin/feeds/vn-gazette/uploads/second.txt");
        let request = request.header("host", "127.0.0.1:8080").header("origin", ORIGIN).header("cookie", &browser.cookie);
        let request = request.header("upload-offset", offset.to_string()).header("upload-length", total.to_string());
        send(&browser.router, request.body(Body::from(bytes.to_owned())).expect("a request")).await
    };
    let second = "(19) VN\n(11) 1-0099999\n(13) B\n(45) 2021-05-06\n(54) [vi] Valve\n";
    assert!(piece(0, second.len(), &second[..20]).await.text.contains("\"offset\":20"));
    assert_eq!(piece(0, second.len(), &second[..20]).await.status, StatusCode::CONFLICT);
    let done = piece(20, second.len(), &second[20..]).await;
    assert!(done.text.contains("\"arrival\":2"), "{}", done.text);

    // A trial shows the record beside what was read; the harvest brings it in.
    let tried = browser.post("/admin/inbox/1/try", "").await;
    let run = location(&tried).to_owned();
    server::feed_work::drain(&fixture.store, &fixture.config, &CancellationToken::new()).await.expect("the store holds");
    let page = browser.get(&run).await;
    assert!(page.text.contains("(11) 1-0012345") && page.text.contains("試し読み") && page.text.contains("Van"), "{}", page.text);
    let inbox = browser.get("/admin/inbox").await;
    assert!(inbox.text.contains("gazette.txt") && !inbox.text.contains("../"), "{}", inbox.text);
    let runs = browser.get("/admin/runs").await;
    assert!(runs.text.contains("試し読み 1"), "{}", runs.text);
    // A record that is refused stands beside its source as well.
    assert!(page.text.contains("[vi] No number"), "{}", page.text);
    // The feed is not enabled yet: nothing was brought in by itself.
    assert!(inbox.text.contains("待機中"), "{}", inbox.text);
    browser.post("/admin/inbox/1/harvest", "").await;
    server::feed_work::drain(&fixture.store, &fixture.config, &CancellationToken::new()).await.expect("the store holds");
    fixture.drain().await;
    // What was counted is used again for two seconds.
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    assert!(browser.get("/search?office=VN").await.text.contains("1-0012345"));
    let overview = browser.get("/admin").await;
    // Claims were agreed on and none came.
    assert!(overview.text.contains("要素不足") && overview.text.contains("ベトナム"), "{}", overview.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_of_a_source_is_told_by_its_own_answer_alone() {
    let mut fixture = Fixture::new().await;
    let watched = fixture.write("watched/TH <1>.zip", "zip").parent().expect("a folder").to_owned();
    fixture.config.feeds.folders = vec![watched.clone()];
    fixture.config.feeds.settled_seconds = 0;
    let browser = Browser::of(&fixture).await;
    let address =
        percent_encoding::utf8_percent_encode(&format!("file://{}", watched.display()), percent_encoding::NON_ALPHANUMERIC).to_string();
    browser.post("/admin/feeds", &format!("name=th&office=TH&provision=inside&format=auto&notify=never&address={address}")).await;
    let found = browser.post("/admin/feeds/th/test", "").await;
    assert!(
        found.status == StatusCode::OK && found.text.contains("接続できました") && found.text.contains("TH &lt;1&gt;.zip"),
        "{}",
        found.text
    );
    std::fs::remove_dir_all(&watched).expect("taken away");
    let gone = browser.post("/admin/feeds/th/test", "").await;
    assert!(gone.text.contains("接続できません") && gone.text.contains("role=\"alert\""), "{}", gone.text);
    // Whoever is sent to the page by a stranger's link is asked to register no stranger's key.
    let lured = browser.get("/admin/feeds/th?failure=Confirm&key=SHA256:stranger&files=9").await;
    assert!(!lured.text.contains("th/host-key") && !lured.text.contains("role=\"alert\""), "{}", lured.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_refused_is_told_by_cause_and_shown_as_it_came() {
    let fixture = Fixture::new().await;
    let browser = Browser::of(&fixture).await;
    browser.post("/admin/feeds", "name=de&office=DE&provision=inside&format=auto&notify=never").await;
    let body = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"broken.xml\"\r\n\r\n\
                <exch:exchange-documents><exch:exchange-document country=\"DE\"\r\n--b--\r\n";
    browser.ask(Method::POST, "/admin/feeds/de/upload", "multipart/form-data; boundary=b", body).await;
    browser.post("/admin/inbox/1/harvest", "").await;
    server::feed_work::drain(&fixture.store, &fixture.config, &CancellationToken::new()).await.expect("the store holds");
    let page = browser.get("/admin/runs/1").await;
    assert!(page.text.contains("不採用の理由") && page.text.contains("/admin/runs/1/rejects/0"), "{}", page.text);
    let raw = browser.get("/admin/runs/1/rejects/0").await;
    assert!(raw.text.contains("country=&quot;DE&quot;") || raw.text.contains("country=\"DE\""), "{}", raw.text);
    let csv = browser.get("/admin/runs/1/rejects.csv").await;
    assert!(csv.text.lines().count() == 2 && csv.text.contains("broken.xml"), "{}", csv.text);
    assert!(browser.get("/admin/inbox?state=quarantined").await.text.contains("broken.xml"));
    let again = browser.post("/admin/runs/1/again", "").await;
    assert_eq!(location(&again), "/admin/runs/2");
    let events = browser.get("/admin/runs/1/events").await;
    assert!(events.text.contains("event: job") && events.text.contains("\"state\":\"done\""), "{}", events.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_is_told_in_the_readers_language() {
    let fixture = Fixture::new().await;
    let mut browser = Browser::of(&fixture).await;
    browser.post("/admin/feeds", "name=de&office=DE&provision=inside&format=auto&notify=never").await;
    let upload = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--b--\r\n";
    let feed = "name=vn&office=VN&provision=inside&format=auto&notify=never";
    let forms = [
        ("/admin/offices", "office=zz".to_owned(), "という官庁はありません", "No office has the code"),
        ("/admin/offices/VN", "interval_days=soon".to_owned(), "までの日数です", "A number of days from 1 to 3660"),
        ("/admin/feeds", feed.replace("name=vn", "name=No"), "名前は英小文字", "A name is made of small letters"),
        ("/admin/feeds", feed.replace("name=vn", "name=de"), "同じ名前のフィード", "Another feed has this name"),
        ("/admin/feeds", format!("{feed}&address=ftp:%2F%2F%2Fx"), "サーバーの名前がありません", "The address names no server"),
        ("/admin/feeds", format!("{feed}&pattern=a***"), "文字目", "The pattern cannot be read at this character"),
        ("/admin/feeds", format!("{feed}&schedule=sometimes"), "予定は daily", "Write the schedule as daily"),
        ("/admin/feeds", format!("{feed}&reference=env:PATH"), "env: の名前は", "that begin with: KAKEHASHI_FEED_"),
        ("/admin/feeds/de/upload", upload.to_owned(), "ファイルを選んでください", "Choose a file."),
        ("/admin/feeds/de/test", String::new(), "取得元が登録されていない", "The feed has no source"),
        ("/admin/provision/VN/patent", "element=soul".to_owned(), "公衆提供の決定として", "no decision on public provision"),
    ];
    for english in [false, true] {
        if english {
            browser.cookie.push_str("; kakehashi-language=en");
        }
        for (address, form, in_japanese, in_english) in &forms {
            let content_type =
                if address.ends_with("upload") { "multipart/form-data; boundary=b" } else { "application/x-www-form-urlencoded" };
            let answer = browser.ask(Method::POST, address, content_type, form.clone()).await;
            let (told, untold) = if english { (in_english, in_japanese) } else { (in_japanese, in_english) };
            assert!(answer.text.contains(told) && !answer.text.contains(untold), "{address} {form}: {told} in {}", answer.text);
        }
        let page = browser.ask(Method::POST, "/admin/feeds/de/upload", "multipart/form-data; boundary=b", upload).await;
        assert!(page.text.contains("id=\"error-file\"") && page.text.contains("value=\"DE\""), "the page is there again: {}", page.text);
    }
}
