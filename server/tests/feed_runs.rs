//! A feed from its source to publications, by the program itself: from a server that breaks off, killed at random moments, by hand and by
//! post.

mod feed_office;

use std::{
    io::Read as _,
    net::TcpListener,
    process::Stdio,
    time::{Duration, Instant},
};

use feed_office::{RECORDS, SEED, Server, add, code, delivery, feed, json, program, state};
use serde_json::Value;

/// Data folders of their own, and kills in each: 50 kills in all.
const FOLDERS: usize = 5;
const KILLS: usize = 10;

#[test]
fn a_feed_is_added_tested_tried_and_run_and_brings_nothing_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let server = Server::start(100 << 10);
    server.put("delivery.tar", delivery(folder.path()));
    add(&data, &server);
    let again = feed(&data, &["add", "ep-full-text", "--office", "EP"]);
    assert!(code(&again) == 1 && String::from_utf8_lossy(&again.stderr).contains("同じ名前"));
    let tested = json(&feed(&data, &["test", "ep-full-text", "--json"]));
    assert_eq!(tested["files"][0]["path"], "delivery.tar");

    let run = feed(&data, &["run", "ep-full-text", "--json"]);
    assert_eq!(code(&run), 0, "{}", String::from_utf8_lossy(&run.stderr));
    let jobs = json(&run)["jobs"].clone();
    assert_eq!([&jobs[0]["kind"], &jobs[1]["kind"]], ["check", "harvest"]);
    assert!(jobs[0]["report"]["resumed"].as_u64().expect("a number") > 0, "it broke off: {}", jobs[0]["report"]);
    assert_eq!((&jobs[1]["report"]["created"], &jobs[1]["state"]), (&Value::from(RECORDS), &Value::from("done")), "{}", jobs[1]);
    // The same file is not fetched again; the same bytes by another name are told of and not harvested.
    let second = json(&feed(&data, &["run", "ep-full-text", "--json"]));
    assert_eq!((&second["jobs"][0]["report"]["fetched"], second["jobs"].as_array().expect("a list").len()), (&Value::from(0), 1));
    let copy = folder.path().join("copy.tar");
    std::fs::copy(folder.path().join("delivery.tar"), &copy).expect("copied");
    let posted = feed(&data, &["import-path", "ep-full-text", copy.to_str().expect("a path"), "--received-by", "山田", "--json"]);
    assert_eq!((json(&posted)["state"].as_str(), json(&posted)["received_by"].as_str()), (Some("duplicate"), Some("山田")));

    // A folder that came by post is one file; what cannot be read of it is refused with its reason, and a trial shows records beside what
    // was read of them.
    let disk = folder.path().join("disk");
    std::fs::create_dir(&disk).expect("a folder");
    std::fs::write(disk.join("gazette.txt"), "(19) VN\n(11) 1-0012345\n(13) B\n(45) 2020-05-06\n(54) [vi] Van\n").expect("a file");
    std::fs::write(disk.join("broken.xml"), "<exch:exchange-documents><exch:exchange-document country=\"DE\"").expect("a file");
    let posted = json(&feed(&data, &["import-path", "ep-full-text", disk.to_str().expect("a path"), "--received-by", "山田", "--json"]));
    assert_eq!((posted["name"].as_str(), posted["channel"].as_str()), (Some("disk.tar"), Some("post")));
    let tried = json(&feed(&data, &["dry-run", "ep-full-text", "--json"]));
    let previews = tried["jobs"][0]["report"]["previews"].as_array().expect("a list").clone();
    assert!(previews.iter().any(|preview| preview["outcome"] == "rejected"), "{previews:?}");
    let taken = previews.iter().find(|preview| preview["outcome"] == "created").expect("one is taken");
    assert!(taken["source"].as_str().expect("a text").contains("(11) 1-0012345"), "{taken}");
    feed(&data, &["run", "ep-full-text"]);
    let shown = json(&feed(&data, &["show", "ep-full-text", "--json"]));
    let states: Vec<_> =
        shown["arrivals"].as_array().expect("a list").iter().map(|arrival| arrival["state"].as_str().expect("a state")).collect();
    assert_eq!(states, ["partly", "duplicate", "harvested"]);
}

#[test]
fn a_source_that_cannot_be_had_is_told_and_tried_again_later() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let address = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.local_addr().expect("an address")
    };
    let added = feed(&data, &["add", "gone", "--office", "MY", "--address", &format!("http://{address}/")]);
    assert_eq!(code(&added), 0);
    let run = feed(&data, &["run", "gone", "--json"]);
    assert_eq!(code(&run), 3);
    let job = json(&run)["jobs"][0].clone();
    assert_eq!(
        (&job["state"], &job["code"], &job["attempts"]),
        (&Value::from("waiting"), &Value::from("cannot-connect"), &Value::from(1)),
        "{job}"
    );
    assert!(job["reason"].as_str().expect("a text").contains("接続できません"));
    let number = job["id"].to_string();
    assert_eq!(code(&feed(&data, &["stop", &number])), 0);
    assert_eq!(code(&feed(&data, &["stop", &number])), 4, "it is stopped already");
    assert_eq!(json(&feed(&data, &["resume", &number, "--json"]))["state"], "waiting");
    // Without the configuration's leave, nothing inside is connected to.
    let refused =
        program(&data).env("KAKEHASHI__FEEDS__ALLOW_PRIVATE", "false").args(["feed", "test", "gone", "--json"]).output().expect("it runs");
    assert_eq!(json(&refused)["error"]["code"], "address-refused");
}

#[tokio::test]
async fn a_run_killed_at_random_moments_ends_as_an_undisturbed_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(60 << 10);
    server.put("delivery.tar", delivery(folder.path()));
    let undisturbed = folder.path().join("undisturbed");
    add(&undisturbed, &server);
    let began = Instant::now();
    assert_eq!(code(&feed(&undisturbed, &["run", "ep-full-text"])), 0);
    let length = began.elapsed();
    let expected = state(&undisturbed).await;
    assert!(expected.len() as u64 > RECORDS, "the delivery was harvested");

    let mut seed = std::env::var("KAKEHASHI_KILL_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(SEED);
    println!("KAKEHASHI_KILL_SEED={seed}, an undisturbed run takes {length:?}");
    let mut draw = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(seed >> 33).unwrap_or(0)
    };
    for killed in 0..FOLDERS {
        let data = folder.path().join(format!("killed-{killed}"));
        add(&data, &server);
        for _ in 0..KILLS {
            let mut child = program(&data)
                .args(["feed", "run", "ep-full-text"])
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .expect("it starts");
            let moment = length.mul_f64(f64::from(draw() % 1_000) / 1_000.0);
            std::thread::sleep(moment.max(Duration::from_millis(5)));
            child.kill().expect("it can be killed");
            child.wait().expect("it is dead");
            let mut said = String::new();
            let _ = child.stderr.take().map(|mut stderr| stderr.read_to_string(&mut said));
            assert!(!said.contains("panicked"), "{said}");
        }
        let last = feed(&data, &["run", "ep-full-text"]);
        assert_eq!(code(&last), 0, "{}", String::from_utf8_lossy(&last.stderr));
        let found = state(&data).await;
        for (what, expected) in &expected {
            assert_eq!(found.get(what), Some(expected), "folder {killed}: {what}");
        }
        assert_eq!(found.len(), expected.len(), "folder {killed}");
    }
}
