//! What the service answers: results and errors alike, in a body of status 200.

use serde_json::Value;

use super::Listed;
use crate::{
    engine::EngineError,
    secret::scrubbed,
    wire::{Answer, excerpt, unreadable},
};

/// What the code of an answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    /// 0
    Done,
    /// 510, 511: the signature or the access token is refused.
    Signature,
    /// 500, 501, 522, 523, 530, 10003: key, name, rights or contract.
    Rights,
    /// 525: more text than the service takes.
    Size,
    /// 531, 10001: it could not be done this time.
    Failed,
    /// 10002: the volume of the month is used up.
    Quota,
    /// 520, 521, 524 and whatever else.
    Request,
}

/// The body of an answer.
#[derive(Debug)]
pub(super) struct ResultSet {
    pub(super) code: Code,
    /// The code as it came, and the message.
    said: String,
    result: Value,
}

impl ResultSet {
    /// Reads an answer.
    ///
    /// # Errors
    /// Where its status is an error, or it is not what the interface promises.
    pub(super) fn read(answer: &Answer, secrets: &[&str]) -> Result<Self, EngineError> {
        if !answer.status.is_success() {
            return Err(answer.failure(""));
        }
        let mut body: Value = answer.json()?;
        let set = body.get_mut("resultset").map(Value::take).ok_or_else(|| unreadable("no resultset"))?;
        let number = match set.get("code") {
            Some(Value::Number(number)) => number.as_i64(),
            Some(Value::String(text)) => text.trim().parse().ok(),
            _ => None,
        };
        let number = number.ok_or_else(|| unreadable("no code"))?;
        let message = set.get("message").and_then(Value::as_str).unwrap_or_default();
        let message = excerpt(&scrubbed(message, secrets));
        // The free site has limits by day and month of its own; the words say so.
        let used_up = ["上限", "超過", "limit exceeded"].iter().any(|word| message.contains(word));
        let code = match number {
            0 => Code::Done,
            510 | 511 => Code::Signature,
            525 => Code::Size,
            10_002 => Code::Quota,
            530 | 531 if used_up => Code::Quota,
            500 | 501 | 522 | 523 | 530 | 10_003 => Code::Rights,
            531 | 10_001 => Code::Failed,
            _ => Code::Request,
        };
        let said = format!("{number} {message}").trim_end().to_owned();
        Ok(Self { code, said, result: set.get("result").cloned().unwrap_or_default() })
    }

    /// The failure that the code is, if it is one.
    pub(super) fn failure(&self) -> Option<EngineError> {
        Some(match self.code {
            Code::Done => return None,
            Code::Signature | Code::Rights => EngineError::Authentication,
            Code::Quota => EngineError::QuotaExhausted,
            Code::Failed => EngineError::Retryable { after: None, reason: self.said.clone() },
            Code::Size | Code::Request => EngineError::BadRequest { reason: self.said.clone() },
        })
    }

    /// The text of a translation.
    ///
    /// # Errors
    /// Where there is none.
    pub(super) fn text(&self) -> Result<String, EngineError> {
        self.result.get("text").and_then(Value::as_str).map(str::to_owned).ok_or_else(|| unreadable("no text"))
    }

    /// The engines of a list; what is no engine for a pair of languages is left out.
    pub(super) fn listed(&self) -> Vec<Listed> {
        let read = |one: &Value| {
            let field = |name: &str| one.get(name)?.as_str().map(str::to_owned);
            let id = field("id").filter(|id| id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')))?;
            Some(Listed { id, source: field("lang_s")?, target: field("lang_t")? })
        };
        self.result.get("list").and_then(Value::as_array).map(|list| list.iter().filter_map(read).collect()).unwrap_or_default()
    }
}
