//! A feed from its source to publications, by the program itself: from a server that breaks off, killed at random moments, by hand and by
//! post.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use publication::Audience;
use serde_json::Value;
use storage::{FeedFilter, FeedRepository as _, JobState, PublicationRepository as _, SqliteStore};

#[path = "../feeds/benches/generate/mod.rs"]
mod generate;

const RECORDS: u64 = 240;
const SEED: u64 = 20_261_129;
/// Data folders of their own, and kills in each: 50 kills in all.
const FOLDERS: usize = 5;
const KILLS: usize = 10;

/// Serves files and breaks every answer off after some bytes.
struct Server {
    address: SocketAddr,
    files: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
}

impl Server {
    fn start(breaks_after: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let files: Arc<Mutex<BTreeMap<String, Vec<u8>>>> = Arc::default();
        let served = Arc::clone(&files);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let files = served.lock().expect("the files").clone();
                std::thread::spawn(move || answer(stream, &files, breaks_after));
            }
        });
        Self { address, files }
    }

    fn put(&self, name: &str, bytes: Vec<u8>) {
        self.files.lock().expect("the files").insert(name.to_owned(), bytes);
    }
}

fn answer(mut stream: TcpStream, files: &BTreeMap<String, Vec<u8>>, breaks_after: usize) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut request = String::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? <= 2 {
            break;
        }
        request.push_str(&line.to_ascii_lowercase());
    }
    let path = request.split_ascii_whitespace().nth(1)?.trim_start_matches("/bulk/").to_owned();
    let page: String = files.keys().map(|name| format!("<a href=\"{name}\">{name}</a>")).collect();
    let body = if path.is_empty() { Some(page.as_bytes()) } else { files.get(&path).map(Vec::as_slice) };
    let Some(body) = body else {
        return stream.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").ok();
    };
    let from = request
        .lines()
        .find_map(|line| line.strip_prefix("range: bytes="))
        .and_then(|range| range.trim().trim_end_matches('-').parse::<usize>().ok())
        .filter(|from| *from < body.len());
    let (status, range, rest) = match from {
        Some(from) => ("206 Partial Content", format!("content-range: bytes {from}-{}/{}\r\n", body.len() - 1, body.len()), &body[from..]),
        None => ("200 OK", String::new(), body),
    };
    let etag = format!("\"{}-{}\"", path, body.len());
    let head = format!("HTTP/1.1 {status}\r\n{range}etag: {etag}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", rest.len());
    stream.write_all(head.as_bytes()).ok()?;
    if !request.starts_with("head ") {
        stream.write_all(&rest[..rest.len().min(breaks_after)]).ok()?;
    }
    Some(())
}

fn program(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kakehashi"));
    command.arg("--data").arg(data).env("RUST_LOG", "error").env("KAKEHASHI__FEEDS__ALLOW_PRIVATE", "true");
    command.env("KAKEHASHI__FEEDS__FREE_MIB", "0");
    command
}

fn feed(data: &Path, arguments: &[&str]) -> Output {
    program(data).arg("feed").args(arguments).output().expect("the program runs")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|refused| {
        panic!("{refused}: {}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    })
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

/// A delivery as one file.
fn delivery(folder: &Path) -> Vec<u8> {
    let records = folder.join("records");
    generate::write_delivery(&records, RECORDS, SEED).expect("a delivery");
    let packed = folder.join("delivery.tar");
    feeds::transport::packed_folder(&records, &packed, 10_000).expect("packed");
    std::fs::read(&packed).expect("a file")
}

fn add(data: &Path, server: &Server) {
    let address = format!("http://{}/bulk/", server.address);
    let added = feed(data, &["add", "ep-full-text", "--office", "EP", "--address", &address, "--provision", "public", "--json"]);
    assert_eq!(code(&added), 0, "{}", String::from_utf8_lossy(&added.stderr));
}

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

/// Everything that must be equal, in a form that says what differs.
async fn state(data: &Path) -> BTreeMap<String, String> {
    let store = SqliteStore::open(data).await.expect("the store opens");
    let mut state = BTreeMap::new();
    for id in store.ids_after(None, 10_000).await.expect("ids") {
        let publication = store.publication(&id, Audience::Inside).await.expect("read").expect("it is there");
        let original = store.original(&id, None, Audience::Inside).await.expect("read").expect("it is there");
        let versions: Vec<_> = store
            .versions(&id, Audience::Inside)
            .await
            .expect("read")
            .into_iter()
            .map(|version| (version.version, version.delivery))
            .collect();
        state.insert(format!("publication {id}"), format!("{publication:?} {versions:?} {}", original.len()));
    }
    let arrivals = store.arrivals(FeedFilter::default(), 100).await.expect("read");
    let arrived: Vec<_> = arrivals.into_iter().map(|arrival| (arrival.name, arrival.content, arrival.size, arrival.state)).collect();
    state.insert("arrivals".to_owned(), format!("{arrived:?}"));
    let jobs = store.feed_jobs(FeedFilter::default(), 1_000).await.expect("read");
    assert!(jobs.iter().all(|job| job.state == JobState::Done), "every job is over: {jobs:?}");
    state.insert("coverage".to_owned(), format!("{:?}", store.coverage(Audience::Public).await.expect("coverage")));
    let left: Vec<PathBuf> = walk(&data.join("incoming"));
    assert!(left.is_empty(), "nothing is left on the way: {left:?}");
    state
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries.flatten().flat_map(|entry| if entry.path().is_dir() { walk(&entry.path()) } else { vec![entry.path()] }).collect()
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
