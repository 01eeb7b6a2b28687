//! An engine behind an OpenAI-compatible interface: `POST {base}/chat/completions`.
//!
//! Segments go as lines `[1] text` and come back as such lines with the same ids, as JSON lines `{"id": 1, "text": "…"}`, or, with structured
//! output (`response_format` of type `json_schema`), as one JSON object. Structured output and `logprobs` are not implemented everywhere: a
//! server that refuses one of them is asked without it from then on. What comes back is checked for ids and count; an answer that was cut off
//! (`finish_reason` = `length`) is a failure. Models made for translation want their own prompt: it is a template of the configuration.

mod answer;
mod failure;
mod prompt;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use reqwest::{Client, Url, header};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    capabilities::{Capabilities, Part},
    engine::{EngineError, MachineTranslator, Results, SegmentError, TranslationRequest},
    secret::ApiKey,
    wire::{exchange, sensitive},
};
use failure::NotKnown;

pub use prompt::PromptTemplate;

/// The engine's stable name.
pub(crate) const NAME: &str = "openai-compatible";

/// Examples from the memory that go with a request, at most.
const EXAMPLES: usize = 3;

/// How the engine is reached and asked.
#[derive(Clone, Debug)]
pub struct OpenAiSettings {
    /// Address up to and including the version: `http://localhost:8080/v1`.
    pub base: Url,
    /// The model asked for.
    pub model: String,
    /// The key; local servers need none.
    pub key: Option<ApiKey>,
    /// Time for one whole answer.
    pub timeout: Duration,
    /// Source characters of one request.
    pub characters_per_request: usize,
    /// Segments of one request; 1 for models that translate whatever they are given and keep no ids.
    pub segments_per_request: usize,
    /// The prompt.
    pub prompt: PromptTemplate,
    /// Whether answers are asked for as JSON by a schema (`response_format`), where the server can.
    pub structured: bool,
    /// Whether probabilities are asked for (`logprobs`), where the server can: they become the score.
    pub logprobs: bool,
}

impl OpenAiSettings {
    /// Usual settings for a model at an address.
    #[must_use]
    pub fn new(base: Url, model: impl Into<String>) -> Self {
        Self {
            base,
            model: model.into(),
            key: None,
            timeout: Duration::from_secs(120),
            characters_per_request: 4000,
            segments_per_request: 20,
            prompt: PromptTemplate::default(),
            structured: false,
            logprobs: false,
        }
    }
}

/// An OpenAI-compatible engine.
#[derive(Clone, Debug)]
pub struct OpenAiEngine {
    client: Client,
    address: Url,
    settings: OpenAiSettings,
    prompt_version: String,
    /// What the server has not refused so far.
    structured: Arc<AtomicBool>,
    logprobs: Arc<AtomicBool>,
}

#[derive(Serialize)]
struct Body<'a> {
    model: &'a str,
    messages: [Message<'a>; 2],
    temperature: f32,
    max_tokens: usize,
    stream: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    response_format: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logprobs: Option<bool>,
}

#[derive(Serialize)]
struct Message<'a> {
    role: &'static str,
    content: &'a str,
}

impl OpenAiEngine {
    /// The engine, over a client of the caller's.
    ///
    /// # Errors
    /// [`EngineError::BadRequest`] where the address cannot be one of HTTP.
    pub fn new(client: Client, settings: OpenAiSettings) -> Result<Self, EngineError> {
        let wrong = || EngineError::BadRequest { reason: "the engine's address is no HTTP address".to_owned() };
        if !matches!(settings.base.scheme(), "http" | "https") {
            return Err(wrong());
        }
        let mut address = settings.base.clone();
        address.path_segments_mut().map_err(|()| wrong())?.pop_if_empty().extend(["chat", "completions"]);
        let structured = settings.structured && !settings.prompt.plain;
        let mut prompt_version = settings.prompt.version();
        if structured {
            prompt_version.push_str("-json");
        }
        Ok(Self {
            client,
            address,
            prompt_version,
            structured: Arc::new(AtomicBool::new(structured)),
            logprobs: Arc::new(AtomicBool::new(settings.logprobs)),
            settings,
        })
    }

    /// Posts a request; the message's text and its model, or the failure of the whole request.
    async fn complete(&self, request: &TranslationRequest) -> Result<answer::Completion, EngineError> {
        let mut refused = 0;
        loop {
            let structured = self.structured.load(Ordering::Relaxed);
            let logprobs = self.logprobs.load(Ordering::Relaxed);
            let answer = self.post(request, structured, logprobs).await?;
            if answer.status.is_success() {
                return answer::completion(&answer);
            }
            refused += 1;
            match failure::not_known(&answer) {
                Some(NotKnown::ResponseFormat) if structured && refused <= 2 => self.structured.store(false, Ordering::Relaxed),
                Some(NotKnown::Logprobs) if logprobs && refused <= 2 => self.logprobs.store(false, Ordering::Relaxed),
                _ => return Err(failure::of(&answer)),
            }
            tracing::info!(model = self.settings.model, "the engine refuses an optional field and is asked without it");
        }
    }

    async fn post(&self, request: &TranslationRequest, structured: bool, logprobs: bool) -> Result<crate::wire::Answer, EngineError> {
        let system = self.settings.prompt.system(request, structured);
        let user = self.settings.prompt.user(request, structured);
        let source_characters = usize::try_from(request.characters()).unwrap_or(usize::MAX);
        let body = Body {
            model: &self.settings.model,
            messages: [Message { role: "system", content: &system }, Message { role: "user", content: &user }],
            temperature: 0.0,
            // Japanese takes up to two tokens a character, and is rarely longer than the source; a model that rambles is stopped.
            max_tokens: source_characters.saturating_mul(3).saturating_add(512),
            stream: false,
            response_format: structured.then(schema),
            logprobs: logprobs.then_some(true),
        };
        let mut post = self.client.post(self.address.clone()).timeout(self.settings.timeout).json(&body);
        let key = self.settings.key.as_ref().map(ApiKey::expose).unwrap_or_default();
        if !key.is_empty() {
            post = post.header(header::AUTHORIZATION, sensitive(&format!("Bearer {key}"))?);
        }
        exchange(post, &[key]).await
    }
}

/// The form that answers must have: ids and texts, nothing else.
fn schema() -> Value {
    let segment = json!({
        "type": "object",
        "properties": {"id": {"type": "integer"}, "text": {"type": "string"}},
        "required": ["id", "text"],
        "additionalProperties": false,
    });
    let schema = json!({
        "type": "object",
        "properties": {"segments": {"type": "array", "items": segment}},
        "required": ["segments"],
        "additionalProperties": false,
    });
    json!({"type": "json_schema", "json_schema": {"name": "translations", "strict": true, "schema": schema}})
}

#[async_trait]
impl MachineTranslator for OpenAiEngine {
    fn name(&self) -> &str {
        NAME
    }

    fn model(&self) -> Option<&str> {
        Some(&self.settings.model)
    }

    fn prompt_version(&self) -> &str {
        &self.prompt_version
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            // A model that is given a bare text keeps no ids: it gets one at a time.
            segments_per_request: if self.settings.prompt.plain { 1 } else { self.settings.segments_per_request.max(1) },
            characters_per_request: self.settings.characters_per_request,
            terms: true,
            examples: EXAMPLES,
            context: true,
            placeholders: self.settings.prompt.tells_of_placeholders(),
            ..Capabilities::default()
        }
    }

    async fn translate(&self, request: &TranslationRequest) -> Result<Results, EngineError> {
        let mut out = Vec::with_capacity(request.segments.len());
        for part in self.capabilities().parts(request) {
            let Part::Fits(request) = part else {
                out.push(Err(SegmentError::TooLong));
                continue;
            };
            let completion = self.complete(&request).await?;
            out.extend(completion.segments(request.segments.len(), self.settings.prompt.plain, NAME, &self.settings.model)?);
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests;
