//! What every engine over HTTP needs: one exchange, read up to a limit, and its failures in the port's classes.

use std::{fmt::Write as _, time::Duration};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{
    RequestBuilder, StatusCode,
    header::{DATE, HeaderMap, HeaderValue, RETRY_AFTER},
};
use serde::de::DeserializeOwned;
use time::{OffsetDateTime, PrimitiveDateTime, macros::format_description};

use crate::{engine::EngineError, secret::scrubbed};

/// No answer is read beyond this many bytes.
pub(crate) const LARGEST_ANSWER: usize = 4 << 20;

/// Nobody waits longer than this because a header says so.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 3600);

/// What is left as it is in a form and in a signature: the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A server's answer, whatever its status.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// Of an error: what of it came, without secrets.
    pub(crate) body: Vec<u8>,
}

/// Sends a request and reads its answer. `secrets` are cut out of what an error says.
///
/// # Errors
/// Where there is no answer, or one that is too large.
pub(crate) async fn exchange(request: RequestBuilder, secrets: &[&str]) -> Result<Answer, EngineError> {
    let response = request.send().await.map_err(|error| of_transport(&error))?;
    let (status, headers) = (response.status(), response.headers().clone());
    let body = bounded(response).await;
    if status.is_success() {
        return Ok(Answer { status, headers, body: body? });
    }
    // What an error says is worth reading even if not all of it came.
    let text = scrubbed(&String::from_utf8_lossy(&body.unwrap_or_default()), secrets);
    Ok(Answer { status, headers, body: text.into_bytes() })
}

impl Answer {
    /// The body as JSON.
    ///
    /// # Errors
    /// [`EngineError::Unreadable`] with the place; serde's own words would quote the answer.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, EngineError> {
        serde_json::from_slice(&self.body).map_err(|error| {
            let kind = match error.classify() {
                serde_json::error::Category::Eof => "it ends early",
                serde_json::error::Category::Data => "it has another form",
                _ => "it is not JSON",
            };
            unreadable(format!("{kind} (line {}, column {})", error.line(), error.column()))
        })
    }

    /// The body of an error as JSON, null where it is none.
    pub(crate) fn spoken(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// How long the server asks to wait.
    pub(crate) fn after(&self) -> Option<Duration> {
        retry_after(&self.headers)
    }

    /// The class of an error by its status alone, for what a service says nothing particular about.
    pub(crate) fn failure(&self, message: &str) -> EngineError {
        let reason = || format!("{} {}", self.status.as_u16(), excerpt(message)).trim_end().to_owned();
        match self.status.as_u16() {
            401 | 403 | 407 => EngineError::Authentication,
            402 => EngineError::QuotaExhausted,
            408 | 425 | 429 | 500..=599 => EngineError::Retryable { after: self.after(), reason: reason() },
            300..=399 => {
                EngineError::BadRequest { reason: format!("{} the address leads elsewhere, and is not followed", self.status.as_u16()) }
            }
            _ => EngineError::BadRequest { reason: reason() },
        }
    }
}

/// An answer that is not what the interface promises.
pub(crate) fn unreadable(reason: impl Into<String>) -> EngineError {
    EngineError::Unreadable { reason: reason.into() }
}

/// A message of a server as it may go into an error: one short line.
pub(crate) fn excerpt(message: &str) -> String {
    message.chars().filter(|c| !c.is_control()).take(200).collect()
}

/// A header's value that logs do not show.
///
/// # Errors
/// [`EngineError::Authentication`] where the key has characters that no header has.
pub(crate) fn sensitive(value: &str) -> Result<HeaderValue, EngineError> {
    let mut value = HeaderValue::from_str(value).map_err(|_| EngineError::Authentication)?;
    value.set_sensitive(true);
    Ok(value)
}

/// One part of a form or of a signature, percent-encoded (RFC 3986, 2.1).
pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// A form's body (`application/x-www-form-urlencoded`), spaces as `%20`.
pub(crate) fn form(fields: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (name, value) in fields {
        let separator = if out.is_empty() { "" } else { "&" };
        // Writing to a string cannot fail.
        let _ = write!(out, "{separator}{}={}", encoded(name), encoded(value));
    }
    out
}

/// The body, up to the cap.
async fn bounded(mut response: reqwest::Response) -> Result<Vec<u8>, EngineError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| of_transport(&error))? {
        if body.len() + chunk.len() > LARGEST_ANSWER {
            return Err(unreadable(format!("larger than {LARGEST_ANSWER} bytes")));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// A connection that failed, or an answer that did not come to its end.
fn of_transport(error: &reqwest::Error) -> EngineError {
    if error.is_timeout() {
        EngineError::TimedOut
    } else if error.is_builder() {
        EngineError::BadRequest { reason: "the request could not be built".to_owned() }
    } else if error.is_redirect() {
        EngineError::BadRequest { reason: "the address leads elsewhere".to_owned() }
    } else {
        // The error's own text holds the address, which may hold a password.
        let reason = if error.is_connect() { "no connection" } else { "the connection broke" };
        EngineError::Retryable { after: None, reason: reason.to_owned() }
    }
}

/// `Retry-After`: seconds or an HTTP date (RFC 9110, 10.2.3). A date is compared with the answer's own `Date`: server and we need not agree on
/// the time.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    retry_after_at(text(RETRY_AFTER)?, text(DATE).and_then(http_date))
}

fn retry_after_at(value: &str, now: Option<OffsetDateTime>) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse::<u64>() {
        return Some(Duration::from_secs(seconds).min(LONGEST_WAIT));
    }
    // A date that has passed means: now.
    Some(Duration::try_from(http_date(value)? - now?).unwrap_or_default().min(LONGEST_WAIT))
}

fn http_date(value: &str) -> Option<OffsetDateTime> {
    let format = format_description!("[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT");
    Some(PrimitiveDateTime::parse(value.trim(), format).ok()?.assume_utc())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn waits_as_long_as_the_header_says() {
        let now = Some(datetime!(2026-11-22 10:00:00 UTC));
        assert_eq!(retry_after_at("7", now), Some(Duration::from_secs(7)));
        assert_eq!(retry_after_at("Sun, 22 Nov 2026 10:00:30 GMT", now), Some(Duration::from_secs(30)));
        assert_eq!(retry_after_at("Sun, 22 Nov 2026 09:00:00 GMT", now), Some(Duration::ZERO));
        assert_eq!(retry_after_at("99999999999", now), Some(LONGEST_WAIT));
        assert_eq!(retry_after_at("soon", now), None);
        assert_eq!(retry_after_at("Sun, 22 Nov 2026 10:00:30 GMT", None), None);
        assert_eq!(http_date("Sun, 22 Nov 2026 10:00:00 GMT"), now);
    }

    #[test]
    fn forms_are_encoded_for_signatures_too() {
        assert_eq!(form(&[("text", "A b&c=日~"), ("n", "1")]), "text=A%20b%26c%3D%E6%97%A5~&n=1");
    }
}
