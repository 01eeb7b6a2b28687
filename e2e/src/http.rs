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

/// Sends a request, with JSON for a body where it has one. HTTP/1.0: the answer ends with the connection.
///
/// # Errors
/// When there is no answer, or none of HTTP.
pub fn raw(authority: &str, method: &str, path: &[u8], body: &str) -> anyhow::Result<Answer> {
    let mut stream = TcpStream::connect(authority).with_context(|| format!("cannot reach {authority}"))?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    stream.set_write_timeout(Some(TIMEOUT))?;
    let mut request = format!("{method} ").into_bytes();
    request.extend_from_slice(path);
    request.extend_from_slice(format!(" HTTP/1.0\r\nHost: {authority}\r\nAccept: text/html, */*\r\n").as_bytes());
    if !body.is_empty() {
        request.extend_from_slice(format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len()).as_bytes());
    }
    request.extend_from_slice(format!("\r\n{body}").as_bytes());
    stream.write_all(&request)?;
    let mut answer = Vec::new();
    // A server that has refused a request may cut the connection under what it did not read; the answer is there all the same.
    if let Err(failure) = stream.read_to_end(&mut answer)
        && answer.is_empty()
    {
        return Err(failure).context("no answer");
    }
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").ok_or_else(|| anyhow!("no head in the answer"))?;
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let (first, rest) = head.split_once("\r\n").unwrap_or((&head, ""));
    let status = first.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(|| anyhow!("no status in {first:?}"))?;
    let mut body = answer.split_off(end + 4);
    // chromedriver keeps the connection open whatever it is told; its length says where the answer ends.
    let length = rest.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse::<usize>().ok());
    if let Some(length) = length {
        body.truncate(length);
    }
    Ok(Answer { status, head: rest.to_owned(), body })
}
