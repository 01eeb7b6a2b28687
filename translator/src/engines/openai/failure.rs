//! What went wrong, in the port's classes.

use serde_json::Value;

use crate::{engine::EngineError, wire::Answer};

/// An answer that is an error. Gateways differ: what is paid for and used up comes as 402, or as 429 with a code that says so.
pub(super) fn of(answer: &Answer) -> EngineError {
    let (code, message) = spoken(&answer.spoken());
    let said = |words: &[&str]| words.iter().any(|word| code.contains(word));
    match answer.status.as_u16() {
        429 if said(&["insufficient_quota", "credit_balance", "billing", "quota_exceeded"]) => EngineError::QuotaExhausted,
        403 if said(&["insufficient_quota", "credit_balance"]) => EngineError::QuotaExhausted,
        403 if said(&["unsupported_language", "unsupported_pair"]) => EngineError::UnsupportedPair,
        400 | 422 if said(&["content_filter", "content_policy"]) => EngineError::ContentRefused,
        _ => answer.failure(&message),
    }
}

/// What of a request a server does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotKnown {
    /// `response_format`, or the schema in it.
    ResponseFormat,
    /// `logprobs`.
    Logprobs,
}

/// Whether an error is about an optional field of the request, so that it can be asked without.
pub(super) fn not_known(answer: &Answer) -> Option<NotKnown> {
    if !matches!(answer.status.as_u16(), 400 | 404 | 415 | 422 | 500 | 501) {
        return None;
    }
    let text = String::from_utf8_lossy(&answer.body).to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["response_format", "json_schema", "grammar", "structured output", "guided"]) {
        Some(NotKnown::ResponseFormat)
    } else if says(&["logprobs", "log_probs"]) {
        Some(NotKnown::Logprobs)
    } else {
        None
    }
}

/// Code and type of an error's body in one text, and its message.
fn spoken(value: &Value) -> (String, String) {
    // Some servers answer with a list of one, some with the error's fields at the top.
    let value = value.get(0).unwrap_or(value);
    let error = value.get("error").unwrap_or(value);
    let field = |name: &str| error.get(name).and_then(Value::as_str).unwrap_or_default();
    let code = format!("{} {} {}", field("code"), field("type"), field("status")).to_lowercase();
    let message = error.as_str().unwrap_or_else(|| field("message"));
    (code, message.to_owned())
}
