//! HTTP as plain as can be: what is sent is what was written, also where a client would mend it.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use anyhow::{Context as _, anyhow};

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(40);

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its head, without the status line.
    pub head: String,
    /// Its body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header, by its name in small letters.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// Asks for a path, whose bytes are sent as they are.
///
/// # Errors
/// When there is no answer, or none of HTTP.
pub fn get(authority: &str, path: &str) -> anyhow::Result<Answer> {
    raw(authority, "GET", path.as_bytes(), "")
}

/// Sends a request, with JSON for a body where it has one. The answer ends where its length says, or with the connection: HTTP/1.0 knows
/// no pieces. With a body it is HTTP/1.1, without which chromedriver gives no answer.
///
/// # Errors
/// When there is no answer, or none of HTTP.
pub fn raw(authority: &str, method: &str, path: &[u8], body: &str) -> anyhow::Result<Answer> {
    let mut stream = TcpStream::connect(authority).with_context(|| format!("cannot reach {authority}"))?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    stream.set_write_timeout(Some(TIMEOUT))?;
    let mut request = format!("{method} ").into_bytes();
    request.extend_from_slice(path);
    let version = if body.is_empty() { "1.0" } else { "1.1" };
    request
        .extend_from_slice(format!(" HTTP/{version}\r\nHost: {authority}\r\nAccept: text/html, */*\r\nConnection: close\r\n").as_bytes());
    if !body.is_empty() {
        request.extend_from_slice(format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len()).as_bytes());
    }
    request.extend_from_slice(format!("\r\n{body}").as_bytes());
    stream.write_all(&request)?;
    let answer = read_answer(&mut stream)?;
    let end = head_end(&answer).ok_or_else(|| anyhow!("no head in the answer"))?;
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let (first, rest) = head.split_once("\r\n").unwrap_or((&head, ""));
    let status = first.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(|| anyhow!("no status in {first:?}"))?;
    let body = answer[end + HEAD_END.len()..].to_vec();
    Ok(Answer { status, head: rest.to_owned(), body })
}

/// What stands between head and body.
const HEAD_END: &[u8] = b"\r\n\r\n";

fn head_end(answer: &[u8]) -> Option<usize> {
    answer.windows(HEAD_END.len()).position(|window| window == HEAD_END)
}

/// Everything up to the length that the head states, or to the end of the connection.
fn read_answer(stream: &mut TcpStream) -> anyhow::Result<Vec<u8>> {
    let mut answer = Vec::new();
    let mut whole = None;
    let mut buffer = [0; 16 * 1024];
    while whole.is_none_or(|whole| answer.len() < whole) {
        match stream.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => answer.extend_from_slice(&buffer[..read]),
            // A server that has refused a request may cut the connection under what it did not read; the answer is there all the same.
            Err(_) if head_end(&answer).is_some() => break,
            Err(failure) => return Err(failure).context("no answer"),
        }
        if whole.is_none()
            && let Some(end) = head_end(&answer)
        {
            let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
            whole = Some(length.map_or(usize::MAX, |length| end + HEAD_END.len() + length));
        }
    }
    Ok(answer)
}
