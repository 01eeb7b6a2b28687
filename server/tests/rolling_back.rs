//! A delivery is taken back in the console, as a browser without scripts does it: once it was told what that does, by one job, and what
//! arrived can be harvested again.

mod common;

use axum::{Router, body::Body, http::StatusCode};
use common::{Answer, Fixture, get_as, inid_record, post, send};
use publication::{Audience, Role};
use server::feed_work::{Coming, drain, keep_file, new_feed};
use storage::{Arrival, Feed};
use tokio_util::sync::CancellationToken;

const NUMBER: &str = "0111111111";
const DOCUMENT: &str = "/publications/TH/patent/0111111111/A";

struct Console {
    fixture: Fixture,
    router: Router,
    cookie: String,
    feed: Feed,
}

impl Console {
    /// A portal with a feed of Thailand.
    async fn new() -> Self {
        let fixture = Fixture::new().await;
        let chief = fixture.account("chief", Role::Administrator, Audience::Inside).await.id;
        let cookie = fixture.session(chief).await;
        let feed = Feed { public: true, enabled: true, ..new_feed("th", "TH".parse().expect("a code")) };
        fixture.store.save_feed(&feed, server::clock::now()).await.expect("saved");
        let feed = fixture.store.feed("th").await.expect("read").expect("it is there");
        Self { router: fixture.router().await, cookie, feed, fixture }
    }

    /// Takes a file in, and harvests it.
    async fn arrives(&self, name: &str, records: &[String]) -> Arrival {
        let file = self.fixture.write(name, records.join("\n"));
        let coming = Coming { path: name.to_owned(), channel: "upload".to_owned(), harvest: true, ..Coming::default() };
        let arrival = keep_file(self.fixture.store.as_ref(), &self.feed, &file, coming).await.expect("kept");
        self.work().await;
        arrival
    }

    /// Does what is due.
    async fn work(&self) {
        assert!(drain(&self.fixture.store, &self.fixture.config, &CancellationToken::new()).await.expect("the store holds"));
    }

    async fn get(&self, path: &str) -> String {
        let answer = get_as(&self.router, path, &self.cookie).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        answer.text
    }

    async fn post(&self, path: &str, form: &str) -> Answer {
        post(&self.router, path, &self.cookie, form).await
    }
}

fn location(answer: &Answer) -> String {
    answer
        .headers
        .get("location")
        .map_or_else(|| panic!("{}: {}", answer.status, answer.text), |to| to.to_str().expect("a path").to_owned())
}

/// Two deliveries: the second corrects a document and brings another one.
async fn spoilt() -> (Console, Arrival) {
    let console = Console::new().await;
    console.arrives("first.txt", &[inid_record(NUMBER, "plain separator", "the plain layer is thin.")]).await;
    let records =
        [inid_record(NUMBER, "spoilt separator", "the spoilt layer is thin."), inid_record("0222222222", "stray", "a stray thing.")];
    let second = console.arrives("second.txt", &records).await;
    (console, second)
}

#[tokio::test]
async fn a_delivery_is_taken_back_from_its_page_and_may_be_harvested_again() {
    let (console, second) = spoilt().await;
    let page_address = format!("/admin/deliveries/{}", second.content);
    assert!(console.get("/admin/inbox").await.contains(&page_address), "the inbox leads there");
    assert!(console.get("/admin/runs/2").await.contains(&page_address), "and the report of the harvest");
    let page = console.get(&page_address).await;
    for told in ["読込 2、新規 1、更新 1", "前の版に戻る", "first.txt", "なくなる", "人手の訳", "name=\"seen\" value=\"1-1\""]
    {
        assert!(page.contains(told), "{told} in {page}");
    }
    assert!(!page.contains("取り消し済み"), "{page}");
    let gone = console.get(&format!("{page_address}?effect=taken-away")).await;
    assert!(gone.contains("TH-patent-0222222222-A") && !gone.contains("TH-patent-0111111111-A"), "{gone}");

    // Nothing is done unless it was confirmed, and as it is now.
    let roll_back = format!("{page_address}/roll-back");
    let refused = console.post(&roll_back, "seen=1-1").await;
    assert!(
        refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.text.contains("内容を確かめたことを選んでください"),
        "{}",
        refused.text
    );
    let refused = console.post(&roll_back, "seen=7-0&confirm=yes").await;
    assert!(
        refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.text.contains("表示したあとで内容が変わりました"),
        "{}",
        refused.text
    );
    let run = location(&console.post(&roll_back, "seen=1-1&confirm=yes").await);
    assert_eq!(run, location(&console.post(&roll_back, "seen=1-1&confirm=yes").await), "two clicks are one job");
    let page = console.get(&page_address).await;
    assert!(page.contains("この納品を取り消しています") && page.contains(&run) && !page.contains("name=\"confirm\""), "{page}");
    assert!(console.get(DOCUMENT).await.contains("spoilt separator"), "it is not done yet");

    console.work().await;
    let report = console.get(&run).await;
    assert!(report.contains("前の版に戻った公報 1、なくなった公報 1") && report.contains("もう一度取り込む"), "{report}");
    let events = console.get(&format!("{run}/events")).await;
    assert!(events.contains("\"state\":\"done\""), "{events}");
    assert!(console.get(DOCUMENT).await.contains("plain separator"));
    let page = console.get(&page_address).await;
    assert!(page.contains("取り消し済みです。") && page.contains("戻り済み") && !page.contains("name=\"confirm\""), "{page}");
    let inbox = console.get("/admin/inbox?state=rolled-back").await;
    assert!(inbox.contains("second.txt") && inbox.contains("取り消し済み") && inbox.contains("もう一度取り込む"), "{inbox}");
    assert!(!inbox.contains("first.txt"), "{inbox}");
    let acts = console.get("/admin/audit").await;
    assert!(acts.contains("納品の取消の依頼") && acts.contains("chief"), "{acts}");

    console.post(&format!("/admin/inbox/{}/harvest", second.id), "").await;
    console.work().await;
    assert!(console.get(DOCUMENT).await.contains("spoilt separator"));
    let page = console.get(&page_address).await;
    assert!(page.contains("name=\"seen\" value=\"1-1\"") && !page.contains("取り消し済みです。"), "{page}");
    assert!(!console.get("/admin/inbox?state=rolled-back").await.contains("second.txt"));
}

#[tokio::test]
async fn a_roll_back_whose_process_died_goes_on_and_is_told_whole() {
    let (console, second) = spoilt().await;
    let store = &console.fixture.store;
    let run = location(&console.post(&format!("/admin/deliveries/{}/roll-back", second.content), "seen=1-1&confirm=yes").await);
    // Somebody who dies after the first publication.
    let job = store.take_feed_job("dead", 600, server::clock::now()).await.expect("taken").expect("it is due");
    store.roll_back(&second.content, 0, 1, feeds::number_forms, server::clock::now()).await.expect("rolled back");
    assert!(console.get(&format!("/admin/deliveries/{}", second.content)).await.contains("この納品を取り消しています"));
    console.work().await;
    let report = console.get(&run).await;
    assert!(run.ends_with(&job.id.to_string()) && report.contains("前の版に戻った公報 1、なくなった公報 1"), "{report}");
    assert!(console.get(DOCUMENT).await.contains("plain separator"));
}

#[tokio::test]
async fn a_roll_back_is_stopped_and_resumed_and_what_is_left_is_said() {
    let (console, second) = spoilt().await;
    let page_address = format!("/admin/deliveries/{}", second.content);
    let run = location(&console.post(&format!("{page_address}/roll-back"), "seen=1-1&confirm=yes").await);
    console.post(&format!("{run}/stop"), "").await;
    let page = console.get(&page_address).await;
    assert!(page.contains("取り消しは途中で止まっています") && page.contains(&format!("{run}/resume")), "{page}");
    console.work().await;
    assert!(console.get(DOCUMENT).await.contains("spoilt separator"), "what is stopped does nothing");
    console.post(&format!("{run}/resume"), "").await;
    console.work().await;
    assert!(console.get(&page_address).await.contains("取り消し済みです。"));
}

#[tokio::test]
async fn what_came_by_no_feed_is_taken_back_and_told_in_english() {
    let console = Console::new().await;
    assert!(console.get("/admin/deliveries").await.contains("取り込んだ納品はまだありません"));
    let file = console.fixture.write("by-hand/gazette.txt", inid_record(NUMBER, "separator", "the layer is thin."));
    console.fixture.harvest(file.parent().expect("a folder"), "TH", true).await;
    let (delivery, _) = console.fixture.store.deliveries(None, 1).await.expect("read").pop().expect("one");
    let page_address = format!("/admin/deliveries/{}", delivery.id);
    let listed = console.get("/admin/deliveries").await;
    assert!(listed.contains(&page_address) && !listed.contains("取り消し済み"), "{listed}");
    let run = location(&console.post(&format!("{page_address}/roll-back"), "seen=0-1&confirm=yes").await);
    console.work().await;
    let english = |path: String| {
        let cookie = format!("{}; kakehashi-language=en", console.cookie);
        let request = axum::http::Request::get(path).header("cookie", cookie).body(Body::empty()).expect("a request");
        let router = console.router.clone();
        async move { send(&router, request).await.text }
    };
    let report = english(run).await;
    assert!(report.contains("went back 0, disappeared 1") && !report.contains("/admin/feeds/\""), "{report}");
    let page = english(page_address).await;
    assert!(page.contains("It was taken back.") && !page.contains("Harvest again"), "{page}");
    assert!(english("/admin/runs".to_owned()).await.contains("Roll-back 1"));
    assert!(english("/admin/deliveries".to_owned()).await.contains("taken back"));
}
