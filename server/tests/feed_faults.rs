//! What may go wrong around a feed's run is said, waited for or stopped, and nothing is lost: the end is that of an undisturbed run.

mod common;
mod feed_office;
mod search_server;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    process::Command,
    sync::Arc,
    time::Duration,
};

use axum::http::StatusCode;
use common::{Fixture, get, inid_record};
use feed_office::{RECORDS, Server, add, code, delivery, feed, json, program, state};
use search_server::SearchServer;
use serde_json::Value;
use server::{
    config::EngineName,
    feed_work::{Coming, drain, keep_file, new_feed},
    http, search_engine,
    services::Portal,
    translating::{JapaneseMaker, Translating},
    worker,
};
use sqlx::{Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};
use storage::Feed;
use tokio_util::sync::CancellationToken;

/// What an undisturbed run ends as.
async fn undisturbed(folder: &Path, server: &Server) -> BTreeMap<String, String> {
    let data = folder.join("undisturbed");
    add(&data, server);
    assert_eq!(code(&feed(&data, &["run", "ep-full-text"])), 0);
    let expected = state(&data).await;
    assert!(expected.len() as u64 > RECORDS, "the delivery was harvested");
    expected
}

async fn ends_as(data: &Path, expected: &BTreeMap<String, String>) {
    let found = state(data).await;
    for (what, expected) in expected {
        assert_eq!(found.get(what), Some(expected), "{what}");
    }
    assert_eq!(found.len(), expected.len());
}

#[tokio::test]
async fn a_file_that_finds_no_room_is_told_of_and_fetched_when_there_is_some() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(60 << 10);
    server.put("delivery.tar", delivery(folder.path()));
    let expected = undisturbed(folder.path(), &server).await;
    let data = folder.path().join("full");
    add(&data, &server);
    // More than any disk has is to stay free.
    let full = program(&data)
        .env("KAKEHASHI__FEEDS__FREE_MIB", "1000000000000")
        .args(["feed", "run", "ep-full-text", "--json"])
        .output()
        .expect("it runs");
    assert_eq!(code(&full), 3);
    let job = json(&full)["jobs"][0].clone();
    assert_eq!((&job["state"], &job["code"]), (&Value::from("waiting"), &Value::from("disk-full")), "{job}");
    assert!(job["reason"].as_str().expect("a text").contains("空き容量"), "{job}");
    // Somebody made room and asks again: nobody waits for the next try.
    assert_eq!(code(&feed(&data, &["run", "ep-full-text"])), 0);
    ends_as(&data, &expected).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_somebody_holds_is_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(60 << 10);
    server.put("delivery.tar", delivery(folder.path()));
    let expected = undisturbed(folder.path(), &server).await;
    let data = folder.path().join("held");
    add(&data, &server);
    let mut child = program(&data).args(["feed", "run", "ep-full-text"]).spawn().expect("it starts");
    let options = SqliteConnectOptions::new().filename(data.join("kakehashi.sqlite3")).busy_timeout(Duration::from_secs(30));
    let mut holder = SqliteConnection::connect_with(&options).await.expect("opened");
    // Now and again, for longer than a writer waits in one go.
    for held in [Duration::from_secs(7), Duration::from_secs(3)] {
        let transaction = holder.begin_with("BEGIN IMMEDIATE").await.expect("held");
        tokio::time::sleep(held).await;
        transaction.rollback().await.expect("let go");
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    holder.close().await.expect("closed");
    child.wait().expect("it ends");
    // What had to be put off is done as soon as somebody asks.
    let last = feed(&data, &["run", "ep-full-text"]);
    assert_eq!(code(&last), 0, "{}", String::from_utf8_lossy(&last.stderr));
    ends_as(&data, &expected).await;
}

#[tokio::test]
async fn a_search_server_that_is_gone_holds_up_no_harvest() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(60 << 10);
    server.put("delivery.tar", delivery(folder.path()));
    let expected = undisturbed(folder.path(), &server).await;
    let data = folder.path().join("gone");
    add(&data, &server);
    let mut without = program(&data);
    without.env("KAKEHASHI__SEARCH__ENGINE", "meilisearch").env("KAKEHASHI__SEARCH__MEILISEARCH__URL", "http://127.0.0.1:9");
    let run = without.args(["feed", "run", "ep-full-text"]).output().expect("it runs");
    assert_eq!(code(&run), 0, "{}", String::from_utf8_lossy(&run.stderr));
    ends_as(&data, &expected).await;
}

/// Looks at a page until it says something.
async fn says(router: &axum::Router, page: &str, words: &str) {
    for _ in 0..300 {
        if get(router, page).await.text.contains(words) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{page} never says {words}: {}", get(router, page).await.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_server_that_comes_back_is_caught_up_with() {
    let mut search = SearchServer::start().await;
    let mut fixture = Fixture::new().await;
    fixture.config.search.engine = EngineName::Meilisearch;
    fixture.config.search.meilisearch.url = search.url();
    let (store, config) = (Arc::clone(&fixture.store), fixture.config.clone());
    let maker = async || JapaneseMaker::open(&store, &config).await.expect("the maker opens");
    let engine = search_engine::open(&config).expect("an engine");
    let portal = Portal::new(Arc::clone(&store), Arc::clone(&engine), maker().await, config.clone());
    let router = http::router(Arc::new(portal), fixture.folder.path().join("site"));
    let stop = CancellationToken::new();
    let translating = Translating::new(Arc::clone(&store), maker().await);
    let working = tokio::spawn(worker::follow(Arc::clone(&store), config.clone(), translating, stop.clone()));
    let feed = Feed { public: true, enabled: true, ..new_feed("th", "TH".parse().expect("a code")) };
    store.save_feed(&feed, server::clock::now()).await.expect("saved");
    let feed = store.feed("th").await.expect("read").expect("it is there");
    let arrives = async |name: &str, records: &[String]| {
        let file = fixture.write(name, records.join("\n"));
        let coming = Coming { path: name.to_owned(), harvest: true, ..Coming::default() };
        keep_file(store.as_ref(), &feed, &file, coming).await.expect("kept");
        assert!(drain(&store, &config, &CancellationToken::new()).await.expect("the store holds"));
    };
    arrives("before.txt", &[inid_record("0111111111", "separator", "the layer is thin.")]).await;
    says(&router, "/search?q=separator", "0111111111").await;

    search.go_away().await;
    let many: Vec<String> = (0..300).map(|number| inid_record(&format!("02{number:08}"), "electrode", "the coat is thick.")).collect();
    arrives("meanwhile.txt", &many).await;
    arrives("later.txt", &[inid_record("0111111111", "membrane", "the layer is thin.")]).await;
    assert_eq!(get(&router, "/search?q=electrode").await.status, StatusCode::SERVICE_UNAVAILABLE);
    let read = get(&router, "/publications/TH/patent/0200000007/A").await;
    assert!(read.status == StatusCode::OK && read.text.contains("electrode"), "what is stored is read all the same");
    // Long enough for the worker to have tried, and to have given up the index that it had opened.
    tokio::time::sleep(Duration::from_secs(4)).await;

    search.come_back().await;
    says(&router, "/search?q=electrode", "0200000007").await;
    says(&router, "/search?q=membrane", "0111111111").await;
    let stored: BTreeSet<String> = store.ids_after(None, 1_000).await.expect("ids").iter().map(ToString::to_string).collect();
    assert_eq!(stored.len(), 301);
    assert_eq!(search.publications("kakehashi-publications"), stored, "the index has everything, and nothing else");
    // What is translated meanwhile follows.
    for _ in 0..100 {
        if engine.applied().await.expect("it answers") == store.last_change().await.expect("read") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(engine.applied().await.expect("it answers"), store.last_change().await.expect("read"));
    stop.cancel();
    working.await.expect("it ends");
}

/// A disk of its own that is full in the midst of a harvest, and is made larger: `make test-faults`.
#[tokio::test]
#[ignore = "it mounts a disk of its own, which not every system permits"]
async fn a_disk_that_is_full_in_the_midst_of_a_harvest_loses_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(60 << 10);
    server.put("delivery.tar", delivery(folder.path()));
    let expected = undisturbed(folder.path(), &server).await;
    let (mount, kept) = (folder.path().join("mount"), folder.path().join("kept"));
    std::fs::create_dir(&mount).expect("a folder");
    // The first size lets the file in, and some of what is in it.
    let script = "set -e; mount -t tmpfs -o size=${ROOM}k none \"$MOUNT\"
        \"$PROGRAM\" --data \"$MOUNT/data\" feed add ep-full-text --office EP --address \"$ADDRESS\" --provision public >&2
        \"$PROGRAM\" --data \"$MOUNT/data\" feed run ep-full-text --json || true
        mount -o remount,size=1g \"$MOUNT\"
        \"$PROGRAM\" --data \"$MOUNT/data\" feed run ep-full-text >&2
        cp -r \"$MOUNT/data\" \"$KEPT\"";
    let size = std::fs::metadata(folder.path().join("delivery.tar")).expect("a file").len() >> 10;
    let mut told = 0;
    for more in [700, 1_200, 2_000, 3_000] {
        let _ = std::fs::remove_dir_all(&kept);
        let output = Command::new("unshare")
            .args(["-Urm", "sh", "-c", script])
            .env("ROOM", (2 * size + more).to_string())
            .env("MOUNT", &mount)
            .env("KEPT", &kept)
            .env("PROGRAM", env!("CARGO_BIN_EXE_kakehashi"))
            .env("ADDRESS", format!("http://{}/bulk/", server.address))
            .envs([("KAKEHASHI__FEEDS__ALLOW_PRIVATE", "true"), ("KAKEHASHI__FEEDS__FREE_MIB", "0"), ("RUST_LOG", "error")])
            .output()
            .expect("unshare runs");
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && !said.contains("panicked"), "{more}: {said}");
        told += usize::from(said.contains("disk-full"));
        ends_as(&kept, &expected).await;
    }
    assert!(told > 0, "no size was too small in the midst of it");
}
