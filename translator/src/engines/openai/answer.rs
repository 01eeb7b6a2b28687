//! What a model answered.

use std::ops::Range;

use serde::Deserialize;

use crate::{
    engine::{EngineError, Results, SegmentError, Translated},
    wire::{Answer as WireAnswer, unreadable},
};

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
    #[serde(default)]
    logprobs: Option<Logprobs>,
}

#[derive(Deserialize)]
struct Content {
    #[serde(default)]
    content: Option<String>,
    #[serde(default)]
    refusal: Option<String>,
}

#[derive(Deserialize)]
struct Logprobs {
    #[serde(default)]
    content: Option<Vec<Token>>,
}

#[derive(Deserialize)]
struct Token {
    logprob: f64,
    token: String,
    #[serde(default)]
    bytes: Option<Vec<u8>>,
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

#[derive(Deserialize)]
struct JsonObject {
    segments: Vec<JsonLine>,
}

/// The text of an answer and what is known of it.
#[derive(Debug)]
pub(super) struct Completion {
    text: String,
    cut_off: bool,
    model: Option<String>,
    version: Option<String>,
    tokens: u64,
    /// For each token of `text` the byte it begins at and its logarithm of probability; empty where the server gives none.
    scores: Vec<(usize, f64)>,
}

/// A translation and where in the answer it stands.
struct Found {
    text: String,
    place: Option<Range<usize>>,
}

/// Reads the body of an answer.
pub(super) fn completion(answer: &WireAnswer) -> Result<Completion, EngineError> {
    let answer: Answer = answer.json()?;
    let choice = answer.choices.into_iter().next().ok_or_else(|| unreadable("no choices"))?;
    let reason = choice.finish_reason.unwrap_or_default();
    if reason == "content_filter" {
        return Err(EngineError::ContentRefused);
    }
    let message = choice.message.ok_or_else(|| unreadable("no message"))?;
    if message.content.as_deref().unwrap_or_default().trim().is_empty() && message.refusal.is_some() {
        return Err(EngineError::ContentRefused);
    }
    let content = message.content.unwrap_or_default();
    let text = without_thoughts(&content);
    let tokens = choice.logprobs.and_then(|logprobs| logprobs.content).unwrap_or_default();
    Ok(Completion {
        scores: scores(&tokens, &content, content.len() - text.len()),
        text: text.to_owned(),
        cut_off: reason == "length",
        model: answer.model,
        version: answer.system_fingerprint.filter(|version| !version.is_empty()),
        tokens: answer.usage.map_or(0, |usage| usage.total_tokens),
    })
}

/// Reasoning models of some servers put their thoughts before the answer.
fn without_thoughts(text: &str) -> &str {
    match text.split_once("</think>") {
        Some((thoughts, answer)) if thoughts.trim_start().starts_with("<think>") => answer,
        _ => text,
    }
}

/// Where each token begins, `skipped` bytes left out; nothing where tokens are not those of the text.
fn scores(tokens: &[Token], content: &str, skipped: usize) -> Vec<(usize, f64)> {
    let mut at = 0usize;
    let mut out = Vec::with_capacity(tokens.len());
    for token in tokens {
        // A token may be a part of a character: then only its bytes say how long it is.
        let length = token.bytes.as_ref().map_or(token.token.len(), Vec::len);
        if let Some(place) = at.checked_sub(skipped) {
            out.push((place, token.logprob));
        }
        at = at.saturating_add(length);
    }
    // An end token may be counted; a text that is longer than its tokens cannot be told apart.
    if at < content.len() { Vec::new() } else { out }
}

impl Completion {
    /// One result per segment.
    ///
    /// # Errors
    /// Where ids are not those that were sent, or one comes twice: then no line can be trusted.
    pub(super) fn segments(self, count: usize, plain: bool, engine: &str, asked_model: &str) -> Result<Results, EngineError> {
        let mut found: Vec<Option<Found>> = Vec::new();
        found.resize_with(count, || None);
        if plain && count == 1 {
            if self.cut_off {
                return Ok(vec![Err(SegmentError::CutOff)]);
            }
            found[0] = Some(Found { text: self.text.trim().to_owned(), place: Some(0..self.text.len()) });
        } else if let Some(lines) = self.json_object() {
            // A whole object was not cut off in any of its texts.
            let mut from = 0;
            for line in lines {
                let place = serde_json::to_string(&line.text).ok().and_then(|written| {
                    let at = self.text.get(from..)?.find(&written)? + from;
                    Some(at..at + written.len())
                });
                from = place.as_ref().map_or(from, |place| place.end);
                let id = id_of(&line.id).ok_or_else(|| unreadable("a segment without an id"))?;
                put(&mut found, id, Found { text: line.text.trim().to_owned(), place })?;
            }
        } else if self.cut_off && self.text.trim_start().starts_with('{') && self.text.contains("\"segments\"") {
            // Half an object: which of its texts are whole, nobody can tell.
            return Ok(vec![Err(SegmentError::CutOff); count]);
        } else {
            let mut last = None;
            let mut from = 0;
            for line in self.text.split_inclusive('\n') {
                let place = from..from + line.len();
                from = place.end;
                let line = line.trim();
                if line.is_empty() || line.starts_with("```") {
                    continue;
                }
                let (id, text) = read_line(line).ok_or_else(|| unreadable("a line without an id"))?;
                put(&mut found, id, Found { text, place: Some(place) })?;
                last = Some(id - 1);
            }
            // The last line is the one that was cut; if it was whole, nobody can tell.
            if self.cut_off
                && let Some(slot) = last.and_then(|index| found.get_mut(index))
            {
                *slot = None;
            }
        }
        let missing = if self.cut_off { SegmentError::CutOff } else { SegmentError::Missing };
        let model = self.model.clone().filter(|model| !model.is_empty()).unwrap_or_else(|| asked_model.to_owned());
        // Tokens are counted for the whole request: the first segment carries them.
        let mut tokens = self.tokens;
        Ok(found
            .into_iter()
            .map(|found| match found.filter(|found| !found.text.is_empty()) {
                Some(Found { text, place }) => Ok(Translated {
                    text,
                    engine: engine.to_owned(),
                    model: Some(model.clone()),
                    version: self.version.clone(),
                    units_billed: std::mem::take(&mut tokens),
                    score: place.and_then(|place| self.score(&place)),
                    date: None,
                    configured: None,
                }),
                None => Err(missing.clone()),
            })
            .collect())
    }

    /// The object that structured output gives.
    fn json_object(&self) -> Option<Vec<JsonLine>> {
        let text = self.text.trim();
        let text = text.strip_prefix("```json").or_else(|| text.strip_prefix("```")).unwrap_or(text);
        let text = text.strip_suffix("```").unwrap_or(text).trim();
        serde_json::from_str::<JsonObject>(text).ok().map(|object| object.segments)
    }

    /// Mean of the logarithms of the probabilities of the tokens that begin there.
    fn score(&self, place: &Range<usize>) -> Option<f64> {
        let there: Vec<f64> = self.scores.iter().filter(|(at, _)| place.contains(at)).map(|(_, score)| *score).collect();
        let count = u32::try_from(there.len()).ok().filter(|count| *count > 0)?;
        Some(there.iter().sum::<f64>() / f64::from(count)).filter(|score| score.is_finite())
    }
}

fn put(found: &mut [Option<Found>], id: usize, new: Found) -> Result<(), EngineError> {
    let slot =
        id.checked_sub(1).and_then(|index| found.get_mut(index)).ok_or_else(|| unreadable(format!("an id that was not sent: {id}")))?;
    if slot.is_some() {
        return Err(unreadable(format!("the id {id} twice")));
    }
    *slot = Some(new);
    Ok(())
}

fn id_of(id: &serde_json::Value) -> Option<usize> {
    match id {
        serde_json::Value::Number(number) => usize::try_from(number.as_u64()?).ok(),
        serde_json::Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// `[3] text` or `{"id": 3, "text": "…"}`.
fn read_line(line: &str) -> Option<(usize, String)> {
    if line.starts_with('{') {
        let read: JsonLine = serde_json::from_str(line.trim_end_matches(',')).ok()?;
        return Some((id_of(&read.id)?, read.text.trim().to_owned()));
    }
    let (id, text) = line.strip_prefix('[')?.split_once(']')?;
    Some((id.trim().parse().ok()?, text.trim().to_owned()))
}
