//! What a model answered.

use serde::Deserialize;

use crate::engine::{EngineError, SegmentError, Translated};

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    model: Option<String>,
    #[serde(default)]
    system_fingerprint: Option<String>,
    #[serde(default)]
    choices: Vec<Choice>,
    #[serde(default)]
    usage: Option<Usage>,
}

#[derive(Deserialize)]
struct Choice {
    message: Option<Content>,
    #[serde(default)]
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct Content {
    #[serde(default)]
    content: Option<String>,
    #[serde(default)]
    refusal: Option<String>,
}

#[derive(Deserialize)]
struct Usage {
    #[serde(default)]
    total_tokens: u64,
}

#[derive(Deserialize)]
struct JsonLine {
    id: serde_json::Value,
    text: String,
}

/// The text of an answer and what is known of it.
#[derive(Debug)]
pub(super) struct Completion {
    text: String,
    cut_off: bool,
    model: Option<String>,
    version: Option<String>,
    tokens: u64,
}

fn unreadable(reason: impl Into<String>) -> EngineError {
    EngineError::Unreadable { reason: reason.into() }
}

/// Reads the body of an answer.
pub(super) fn completion(body: &[u8]) -> Result<Completion, EngineError> {
    let answer: Answer = serde_json::from_slice(body).map_err(|error| unreadable(format!("JSON: {error}")))?;
    let choice = answer.choices.into_iter().next().ok_or_else(|| unreadable("no choices"))?;
    let reason = choice.finish_reason.unwrap_or_default();
    if reason == "content_filter" {
        return Err(EngineError::ContentRefused);
    }
    let message = choice.message.ok_or_else(|| unreadable("no message"))?;
    if message.content.as_deref().unwrap_or_default().trim().is_empty() && message.refusal.is_some() {
        return Err(EngineError::ContentRefused);
    }
    Ok(Completion {
        text: without_thoughts(message.content.unwrap_or_default()),
        cut_off: reason == "length",
        model: answer.model,
        version: answer.system_fingerprint.filter(|version| !version.is_empty()),
        tokens: answer.usage.map_or(0, |usage| usage.total_tokens),
    })
}

/// Reasoning models of some servers put their thoughts before the answer.
fn without_thoughts(text: String) -> String {
    match text.split_once("</think>") {
        Some((thoughts, answer)) if thoughts.trim_start().starts_with("<think>") => answer.to_owned(),
        _ => text,
    }
}

impl Completion {
    /// One result per segment.
    ///
    /// # Errors
    /// Where ids are not those that were sent, or one comes twice: then no line can be trusted.
    pub(super) fn segments(
        self,
        count: usize,
        plain: bool,
        asked_model: &str,
    ) -> Result<Vec<Result<Translated, SegmentError>>, EngineError> {
        let mut texts: Vec<Option<String>> = vec![None; count];
        if plain && count == 1 {
            texts[0] = Some(self.text.trim().to_owned()).filter(|text| !text.is_empty());
            if self.cut_off {
                return Ok(vec![Err(SegmentError::CutOff)]);
            }
        } else {
            let mut last = None;
            for line in self.text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("```")) {
                let (id, text) = read_line(line).ok_or_else(|| unreadable("a line without an id"))?;
                let slot = id
                    .checked_sub(1)
                    .and_then(|index| texts.get_mut(index))
                    .ok_or_else(|| unreadable(format!("an id that was not sent: {id}")))?;
                if slot.is_some() {
                    return Err(unreadable(format!("the id {id} twice")));
                }
                *slot = Some(text);
                last = Some(id - 1);
            }
            // The last line is the one that was cut; if it was whole, nobody can tell.
            if self.cut_off
                && let Some(slot) = last.and_then(|index| texts.get_mut(index))
            {
                *slot = None;
            }
        }
        let missing = if self.cut_off { SegmentError::CutOff } else { SegmentError::Missing };
        let model = self.model.filter(|model| !model.is_empty()).unwrap_or_else(|| asked_model.to_owned());
        // Tokens are counted for the whole request: the first segment carries them.
        let mut tokens = self.tokens;
        Ok(texts
            .into_iter()
            .map(|text| match text.filter(|text| !text.is_empty()) {
                Some(text) => Ok(Translated {
                    text,
                    model: Some(model.clone()),
                    version: self.version.clone(),
                    units_billed: std::mem::take(&mut tokens),
                    score: None,
                }),
                None => Err(missing.clone()),
            })
            .collect())
    }
}

/// `[3] text` or `{"id": 3, "text": "…"}`.
fn read_line(line: &str) -> Option<(usize, String)> {
    if line.starts_with('{') {
        let read: JsonLine = serde_json::from_str(line.trim_end_matches(',')).ok()?;
        let id = match &read.id {
            serde_json::Value::Number(number) => usize::try_from(number.as_u64()?).ok()?,
            serde_json::Value::String(text) => text.parse().ok()?,
            _ => return None,
        };
        return Some((id, read.text.trim().to_owned()));
    }
    let (id, text) = line.strip_prefix('[')?.split_once(']')?;
    Some((id.trim().parse().ok()?, text.trim().to_owned()))
}
