//! An HTTP server that breaks every connection after some bytes, in the middle of a body.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

use crate::flaky::{Breaks, Sent, content};

pub struct Server {
    pub address: SocketAddr,
    sent: Sent,
    changed: Arc<AtomicBool>,
}

impl Server {
    /// Bytes of bodies that were sent.
    pub fn sent(&self) -> u64 {
        self.sent.bytes()
    }

    /// Puts another version in the place of the large file.
    pub fn change(&self) {
        self.changed.store(true, Ordering::Relaxed);
    }
}

pub async fn serve(breaks: Breaks) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (sent, changed) = (Sent::default(), Arc::new(AtomicBool::new(false)));
    let (counted, is_changed) = (sent.clone(), Arc::clone(&changed));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (sent, changed) = (counted.clone(), Arc::clone(&is_changed));
            tokio::spawn(async move {
                let _ = answer(stream, address, breaks, sent, changed.load(Ordering::Relaxed)).await;
            });
        }
    });
    Server { address, sent, changed }
}

async fn answer(stream: TcpStream, address: SocketAddr, breaks: Breaks, sent: Sent, changed: bool) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let (mut request, mut line) = (String::new(), String::new());
    while reader.read_line(&mut line).await? > 2 {
        request.push_str(&line.to_ascii_lowercase());
        line.clear();
    }
    let mut stream = reader.into_inner();
    let path = request.split_ascii_whitespace().nth(1).unwrap_or_default().to_owned();
    let header = |name: &str| request.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(|value| value.trim().to_owned()));
    let page = "<a href='large.zip'>1</a><a href='good.txt'>2</a><a href='good.txt.md5'>3</a><a href='bad.txt'>4</a><a href='bad.txt.sha256'>5</a>";
    let mut etag = "\"one\"";
    let body = match path.as_str() {
        "/bulk/" => page.as_bytes().to_vec(),
        "/bulk/large.zip" => {
            let mut body = content(crate::LARGE);
            if changed {
                body[0] ^= 0xff;
                etag = "\"two\"";
            }
            body
        }
        "/bulk/good.txt" | "/bulk/bad.txt" | "/there" => b"hello".to_vec(),
        "/bulk/good.txt.md5" => b"5d41402abc4b2a76b9719d911017c592 *good.txt\n".to_vec(),
        "/bulk/bad.txt.sha256" => [b'0'; 64].to_vec(),
        "/bulk/endless.bin" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n").await?;
            loop {
                stream.write_all(&[7; 65_536]).await?;
            }
        }
        _ => {
            let (status, location) = match path.as_str() {
                "/moved" => ("302 Found", format!("http://{address}/there")),
                "/loop" => ("302 Found", "/loop".to_owned()),
                "/to-file" => ("302 Found", "file:///etc/passwd".to_owned()),
                "/closed" => ("403 Forbidden", String::new()),
                _ => ("404 Not Found", String::new()),
            };
            let answer = format!("HTTP/1.1 {status}\r\nlocation: {location}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            return stream.write_all(answer.as_bytes()).await;
        }
    };
    let from = header("range")
        .filter(|_| header("if-range").as_deref() == Some(etag))
        .and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-')?.parse::<usize>().ok())
        .filter(|from| *from < body.len());
    let (status, range, rest) = match from {
        Some(from) => ("206 Partial Content", format!("content-range: bytes {from}-{}/{}\r\n", body.len() - 1, body.len()), &body[from..]),
        None => ("200 OK", String::new(), &body[..]),
    };
    let head = format!("HTTP/1.1 {status}\r\n{range}etag: {etag}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", rest.len());
    stream.write_all(head.as_bytes()).await?;
    if request.starts_with("head ") {
        return Ok(());
    }
    let part = &rest[..rest.len().min(breaks.after.unwrap_or(usize::MAX))];
    for piece in part.chunks(64 << 10) {
        stream.write_all(piece).await?;
        sent.add(piece.len());
    }
    stream.shutdown().await
}
