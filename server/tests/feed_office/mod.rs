//! An office whose server breaks off, and the program that fetches from it.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{Arc, Mutex},
};

use publication::Audience;
use serde_json::Value;
use storage::{FeedFilter, FeedRepository as _, JobState, PublicationRepository as _, SqliteStore};

#[path = "../../feeds/benches/generate/mod.rs"]
mod generate;

pub const RECORDS: u64 = 240;
pub const SEED: u64 = 20_261_129;
/// Serves files and breaks every answer off after some bytes.
pub struct Server {
    pub address: SocketAddr,
    files: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
}

impl Server {
    pub fn start(breaks_after: usize) -> Self {
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

    pub fn put(&self, name: &str, bytes: Vec<u8>) {
        self.files.lock().expect("the files").insert(name.to_owned(), bytes);
    }
}

pub fn answer(mut stream: TcpStream, files: &BTreeMap<String, Vec<u8>>, breaks_after: usize) -> Option<()> {
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

pub fn program(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kakehashi"));
    command.arg("--data").arg(data).env("RUST_LOG", "error").env("KAKEHASHI__FEEDS__ALLOW_PRIVATE", "true");
    command.env("KAKEHASHI__FEEDS__FREE_MIB", "0");
    command
}

pub fn feed(data: &Path, arguments: &[&str]) -> Output {
    program(data).arg("feed").args(arguments).output().expect("the program runs")
}

pub fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|refused| {
        panic!("{refused}: {}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    })
}

pub fn code(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

/// A delivery as one file.
pub fn delivery(folder: &Path) -> Vec<u8> {
    let records = folder.join("records");
    generate::write_delivery(&records, RECORDS, SEED).expect("a delivery");
    let packed = folder.join("delivery.tar");
    feeds::transport::packed_folder(&records, &packed, 10_000).expect("packed");
    std::fs::read(&packed).expect("a file")
}

pub fn add(data: &Path, server: &Server) {
    let address = format!("http://{}/bulk/", server.address);
    let added = feed(data, &["add", "ep-full-text", "--office", "EP", "--address", &address, "--provision", "public", "--json"]);
    assert_eq!(code(&added), 0, "{}", String::from_utf8_lossy(&added.stderr));
}

/// Everything that must be equal, in a form that says what differs.
pub async fn state(data: &Path) -> BTreeMap<String, String> {
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

pub fn walk(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries.flatten().flat_map(|entry| if entry.path().is_dir() { walk(&entry.path()) } else { vec![entry.path()] }).collect()
}
