//! What went wrong, in the port's classes.

use std::time::Duration;

use reqwest::{
    StatusCode,
    header::{DATE, HeaderMap, RETRY_AFTER},
};
use time::{OffsetDateTime, PrimitiveDateTime, macros::format_description};

use crate::engine::EngineError;

/// Nobody waits longer than this because a header says so.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 3600);

/// A connection that failed, or an answer that did not come to its end.
pub(super) fn of_transport(error: &reqwest::Error) -> EngineError {
    if error.is_timeout() {
        EngineError::TimedOut
    } else if error.is_builder() {
        EngineError::BadRequest { reason: "the request could not be built".to_owned() }
    } else {
        // The error's own text holds the address, which may hold a password.
        let reason = if error.is_connect() { "no connection" } else { "the connection broke" };
        EngineError::Retryable { after: None, reason: reason.to_owned() }
    }
}

/// An answer that is an error. Gateways differ: what is paid for and used up comes as 402, or as 429 with a code that says so.
pub(super) fn of_status(status: StatusCode, after: Option<Duration>, body: &[u8]) -> EngineError {
    let (code, message) = spoken(body);
    let said = |words: &[&str]| words.iter().any(|word| code.contains(word));
    let retryable = || EngineError::Retryable { after, reason: format!("{} {}", status.as_u16(), message) };
    match status.as_u16() {
        402 => EngineError::QuotaExhausted,
        429 if said(&["insufficient_quota", "credit_balance", "billing", "quota_exceeded"]) => EngineError::QuotaExhausted,
        401 => EngineError::Authentication,
        403 if said(&["insufficient_quota", "credit_balance"]) => EngineError::QuotaExhausted,
        403 if said(&["unsupported_language", "unsupported_pair"]) => EngineError::UnsupportedPair,
        403 => EngineError::Authentication,
        400 | 422 if said(&["content_filter", "content_policy"]) => EngineError::ContentRefused,
        408 | 425 | 429 | 500..=599 => retryable(),
        _ => EngineError::BadRequest { reason: format!("{} {}", status.as_u16(), message) },
    }
}

/// Code and type of an error's body in one text, and its message, cut short.
fn spoken(body: &[u8]) -> (String, String) {
    let value: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    // Some servers answer with a list of one, some with the error's fields at the top.
    let value = value.get(0).unwrap_or(&value);
    let error = value.get("error").unwrap_or(value);
    let field = |name: &str| error.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
    let code = format!("{} {} {}", field("code"), field("type"), field("status")).to_lowercase();
    let message = error.as_str().unwrap_or_else(|| field("message"));
    (code, message.chars().filter(|c| !c.is_control()).take(200).collect())
}

/// `Retry-After`: seconds or an HTTP date (RFC 9110, 10.2.3). A date is compared with the answer's own `Date`: server and we need not agree on
/// the time.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
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
}
