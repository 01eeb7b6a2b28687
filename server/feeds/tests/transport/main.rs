//! Files come whole from real servers that break off: over HTTP, FTP, FTP with TLS and SFTP.

mod flaky;
mod ftp_server;
mod http_server;
mod sftp_server;

use std::{path::Path, sync::Arc, time::Duration};

use feeds::transport::{
    AddressGuard, Credentials, FetchLimits, Fetched, PathPattern, RemoteFile, Secret, SourceAddress, Transport, TransportError,
    TransportSettings, fetch, open,
};
use flaky::{Breaks, content, sha256};
use tokio_util::sync::CancellationToken;

/// Bytes of the large file: as large as single files of an exchange, and many times what breaks some offices' downloads.
const LARGE: usize = 64 << 20;

fn settings() -> TransportSettings {
    TransportSettings {
        guard: AddressGuard::with_private(true),
        connect: Duration::from_secs(5),
        silence: Duration::from_secs(10),
        settled: Duration::ZERO,
        ..TransportSettings::default()
    }
}

fn limits() -> FetchLimits {
    FetchLimits { free_bytes: 0, tries: 4, pause: Duration::from_millis(2), ..FetchLimits::default() }
}

fn transport(
    address: &str,
    user: &str,
    secret: &str,
    host_key: Option<&str>,
    settings: &TransportSettings,
) -> Result<Box<dyn Transport>, TransportError> {
    let address: SourceAddress = address.parse().expect("an address");
    let credentials = Credentials { user: user.to_owned(), secret: Secret::new(secret.to_owned()) };
    open(&address, &PathPattern::default(), credentials, host_key.map(ToOwned::to_owned), settings)
}

async fn listed(transport: &dyn Transport, name: &str) -> RemoteFile {
    let files = transport.list().await.expect("a listing");
    files.iter().find(|file| file.path == name).unwrap_or_else(|| panic!("{name} in {files:?}")).clone()
}

async fn fetched(transport: &dyn Transport, file: &RemoteFile, folder: &Path) -> Result<Fetched, TransportError> {
    fetch(transport, file, folder, limits(), &CancellationToken::new(), &|_| {}).await
}

/// Fetches the large file and compares it byte for byte with what the server has.
async fn comes_whole(transport: &dyn Transport, checked: Option<&str>) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = listed(transport, "large.zip").await;
    let came = fetched(transport, &file, folder.path()).await.expect("it comes");
    let expected = content(LARGE);
    assert_eq!((came.size, came.sha256.as_str()), (LARGE as u64, sha256(&expected).as_str()));
    assert!(came.resumed > 10, "it broke off {} times", came.resumed);
    assert_eq!(came.checked, checked);
    assert!(std::fs::read(&came.path).expect("it is there") == expected, "the same bytes");
    came.forget();
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0, "nothing is left beside");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_comes_whole_over_http_that_breaks_off() {
    let server = http_server::serve(Breaks::after(5 << 20)).await;
    let transport = transport(&format!("http://{}/bulk/", server.address), "", "", None, &settings()).expect("a transport");
    comes_whole(transport.as_ref(), Some("size")).await;
    // Each byte was sent about once: it was resumed, not begun anew.
    let sent = server.sent();
    assert!(sent < LARGE as u64 * 5 / 4, "{sent} bytes were sent");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_comes_whole_over_ftp_that_breaks_off() {
    let server = ftp_server::serve(Breaks::after(5 << 20), None).await;
    let transport = transport(&format!("ftp://{}/", server.address), "office", "geheim", None, &settings()).expect("a transport");
    comes_whole(transport.as_ref(), Some("size")).await;
    let refused = self::transport(&format!("ftp://{}/", server.address), "office", "wrong", None, &settings()).expect("a transport");
    assert_eq!(refused.list().await.expect_err("refused").code, "login-refused");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_comes_whole_over_ftp_with_tls_by_a_known_authority_only() {
    let certificate = ftp_server::Certificate::of("localhost");
    let server = ftp_server::serve(Breaks::after(5 << 20), Some(&certificate)).await;
    let address = format!("ftps://localhost:{}/", server.address.port());
    let unknown = transport(&address, "office", "geheim", None, &settings()).expect("a transport");
    assert_eq!(unknown.list().await.expect_err("an unknown authority").code, "tls-failed");
    let trusting = TransportSettings { authorities: Arc::new(vec![certificate.authority()]), ..settings() };
    let known = transport(&address, "office", "geheim", None, &trusting).expect("a transport");
    comes_whole(known.as_ref(), Some("size")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_comes_whole_over_sftp_that_breaks_off_from_the_known_server_only() {
    let server = sftp_server::serve(Breaks::after(5 << 20)).await;
    let address = format!("sftp://{}/", server.address);
    let unknown = transport(&address, "office", "geheim", None, &settings()).expect("a transport");
    let refused = unknown.list().await.expect_err("its key is not known yet");
    assert_eq!((refused.code, refused.detail.as_str()), ("host-key-unknown", server.fingerprint.as_str()));
    let changed = transport(&address, "office", "geheim", Some("SHA256:AAAA"), &settings()).expect("a transport");
    assert_eq!(changed.list().await.expect_err("another key").code, "host-key-changed");
    let wrong = transport(&address, "office", "wrong", Some(&server.fingerprint), &settings()).expect("a transport");
    assert_eq!(wrong.list().await.expect_err("refused").code, "login-refused");
    let by_key = transport(&address, "office", &server.client_key, Some(&server.fingerprint), &settings()).expect("a transport");
    assert!(!by_key.list().await.expect("let in by key").is_empty());
    let known = transport(&address, "office", "geheim", Some(&server.fingerprint), &settings()).expect("a transport");
    comes_whole(known.as_ref(), Some("size")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_falls_silent_is_not_waited_for() {
    use tokio::io::AsyncWriteExt as _;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("ftp://{}/", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        let mut silent = Vec::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            // Lets in whoever comes, and answers nothing more to whoever asks for a listing.
            let _ = stream.write_all(b"220 hello\r\n230 in\r\n200 binary\r\n").await;
            silent.push(stream);
        }
    });
    let impatient = TransportSettings { silence: Duration::from_millis(300), ..settings() };
    let silent = transport(&address, "office", "geheim", None, &impatient).expect("a transport");
    let listed = tokio::time::timeout(Duration::from_secs(5), silent.list()).await.expect("it ends by itself");
    assert_eq!(listed.expect_err("silent").code, "timed-out");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_before_a_stop_is_not_asked_for_again() {
    let server = http_server::serve(Breaks::never()).await;
    let transport = transport(&format!("http://{}/bulk/", server.address), "", "", None, &settings()).expect("a transport");
    let folder = tempfile::tempdir().expect("a folder");
    let file = listed(transport.as_ref(), "large.zip").await;
    let stop = CancellationToken::new();
    let half = |progress: feeds::transport::FetchProgress| {
        if progress.bytes > LARGE as u64 / 2 {
            stop.cancel();
        }
    };
    let stopped = fetch(transport.as_ref(), &file, folder.path(), limits(), &stop, &half).await;
    assert_eq!(stopped.expect_err("stopped").code, "stopped");
    let came = fetched(transport.as_ref(), &file, folder.path()).await.expect("it comes");
    assert_eq!(came.sha256, sha256(&content(LARGE)));
    assert!(server.sent() < LARGE as u64 * 5 / 4, "{} bytes were sent", server.sent());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_changed_meanwhile_is_begun_anew() {
    let server = http_server::serve(Breaks::after(3 << 20)).await;
    let transport = transport(&format!("http://{}/bulk/", server.address), "", "", None, &settings()).expect("a transport");
    let folder = tempfile::tempdir().expect("a folder");
    let file = listed(transport.as_ref(), "large.zip").await;
    let stop = CancellationToken::new();
    let some = |progress: feeds::transport::FetchProgress| {
        if progress.bytes > 20 << 20 {
            stop.cancel();
        }
    };
    assert!(fetch(transport.as_ref(), &file, folder.path(), limits(), &stop, &some).await.is_err());
    server.change();
    // The listing is the old one: only the entity tag tells, as the download is resumed.
    let came = fetched(transport.as_ref(), &file, folder.path()).await.expect("it comes");
    let mut expected = content(LARGE);
    expected[0] ^= 0xff;
    assert_eq!(came.sha256, sha256(&expected));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_match_its_checksum_is_refused() {
    let server = http_server::serve(Breaks::never()).await;
    let transport = transport(&format!("http://{}/bulk/", server.address), "", "", None, &settings()).expect("a transport");
    let folder = tempfile::tempdir().expect("a folder");
    let good = listed(transport.as_ref(), "good.txt").await;
    assert_eq!(good.checksum_file.as_deref(), Some("good.txt.md5"));
    assert_eq!(fetched(transport.as_ref(), &good, folder.path()).await.expect("it comes").checked, Some("md5"));
    let bad = listed(transport.as_ref(), "bad.txt").await;
    assert_eq!(fetched(transport.as_ref(), &bad, folder.path()).await.expect_err("refused").code, "checksum-mismatch");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_larger_than_permitted_comes_whatever_the_server_says() {
    let server = http_server::serve(Breaks::never()).await;
    let transport = transport(&format!("http://{}/bulk/", server.address), "", "", None, &settings()).expect("a transport");
    let folder = tempfile::tempdir().expect("a folder");
    let small = FetchLimits { file_bytes: 1 << 20, ..limits() };
    for name in ["large.zip", "endless.bin"] {
        let file = RemoteFile { path: name.to_owned(), size: None, version: None, checksum_file: None };
        let refused = fetch(transport.as_ref(), &file, folder.path(), small, &CancellationToken::new(), &|_| {}).await;
        assert_eq!(refused.expect_err("refused").code, "too-large", "{name}");
    }
    let full = FetchLimits { free_bytes: u64::MAX / 2, tries: 1, ..limits() };
    let file = listed(transport.as_ref(), "large.zip").await;
    let refused = fetch(transport.as_ref(), &file, folder.path(), full, &CancellationToken::new(), &|_| {}).await;
    assert_eq!(refused.expect_err("refused").code, "disk-full");
}

#[tokio::test(flavor = "multi_thread")]
async fn redirections_are_followed_only_where_connections_may_go() {
    let server = http_server::serve(Breaks::never()).await;
    let folder = tempfile::tempdir().expect("a folder");
    let whole = |name: &str| format!("http://{}/{name}", server.address);
    let followed = transport(&whole("moved"), "office", "geheim", None, &settings()).expect("a transport");
    let file = RemoteFile { path: "moved".to_owned(), size: None, version: None, checksum_file: None };
    assert_eq!(fetched(followed.as_ref(), &file, folder.path()).await.expect("it comes").size, 5);
    for (name, code) in [("loop", "redirect-refused"), ("to-file", "redirect-refused"), ("missing", "not-found"), ("closed", "denied")] {
        let refusing = transport(&whole(name), "", "", None, &settings()).expect("a transport");
        let file = RemoteFile { path: name.to_owned(), size: None, version: None, checksum_file: None };
        assert_eq!(fetched(refusing.as_ref(), &file, folder.path()).await.expect_err(name).code, code, "{name}");
    }
    let guarded = TransportSettings { guard: AddressGuard::public_only(), ..settings() };
    for address in [whole("bulk/"), format!("http://localhost:{}/bulk/", server.address.port()), "http://[::ffff:127.0.0.1]/".to_owned()] {
        let refused = transport(&address, "", "", None, &guarded).expect("a transport").list().await;
        assert_eq!(refused.expect_err("refused").code, "address-refused", "{address}");
    }
    for address in ["ftp://127.0.0.1/", "ftps://localhost/", "sftp://[::1]/"] {
        let refused = transport(address, "", "", None, &guarded).expect("a transport").list().await;
        assert_eq!(refused.expect_err("refused").code, "address-refused", "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watched_folder_gives_whole_files_and_nothing_outside() {
    let place = tempfile::tempdir().expect("a folder");
    let watched = place.path().join("in");
    std::fs::create_dir(&watched).expect("a folder");
    std::fs::write(watched.join("a.txt"), "whole").expect("a file");
    std::fs::write(place.path().join("secret.txt"), "secret").expect("a file");
    std::os::unix::fs::symlink(place.path().join("secret.txt"), watched.join("link.txt")).expect("a link");
    let address = format!("file://{}", watched.display());
    let permitting = TransportSettings { folders: vec![watched.clone()], ..settings() };
    let folder = transport(&address, "", "", None, &permitting).expect("a transport");
    let files = folder.list().await.expect("a listing");
    assert_eq!(files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), ["a.txt"]);
    let parts = tempfile::tempdir().expect("a folder");
    assert_eq!(fetched(folder.as_ref(), &files[0], parts.path()).await.expect("it comes").size, 5);
    for outside in ["../secret.txt", "link.txt"] {
        let file = RemoteFile { path: outside.to_owned(), size: None, version: None, checksum_file: None };
        assert_eq!(fetched(folder.as_ref(), &file, parts.path()).await.expect_err("refused").code, "denied");
    }
    assert_eq!(transport(&address, "", "", None, &settings()).err().expect("refused").code, "folder-refused");
    // What is still being written is left for the next time.
    let waiting = TransportSettings { settled: Duration::from_secs(3_600), ..permitting };
    assert!(transport(&address, "", "", None, &waiting).expect("a transport").list().await.expect("a listing").is_empty());
}
