//! An engine behind an OpenAI-compatible interface: `POST {base}/chat/completions`.
//!
//! Segments go as lines `[1] text` and must come back as such lines with the same ids, or as JSON lines `{"id": 1, "text": "…"}`: the structured
//! output of that interface is not implemented everywhere, lines are. What comes back is checked for ids and count; an answer that was
//! cut off (`finish_reason` = `length`) is a failure. Models made for translation want their own prompt: it is a template of the configuration.

mod answer;
mod failure;
mod prompt;

use std::{fmt, time::Duration};

use async_trait::async_trait;
use reqwest::{Client, Url, header};
use serde::Serialize;

use crate::{
    Language, SegmentKind,
    engine::{Capabilities, EngineError, MachineTranslator, SegmentError, SegmentToTranslate, Translated, TranslationRequest},
};

pub use prompt::PromptTemplate;

/// No answer is read beyond this many bytes.
const LARGEST_ANSWER: usize = 4 << 20;

/// A key that never shows itself.
#[derive(Clone)]
pub struct ApiKey(String);

impl ApiKey {
    /// Takes the key; white space around it, as files have, is cut.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self(key.trim().to_owned())
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(…)")
    }
}

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
}

#[derive(Serialize)]
struct Body<'a> {
    model: &'a str,
    messages: [Message<'a>; 2],
    temperature: f32,
    max_tokens: usize,
    stream: bool,
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
        let prompt_version = settings.prompt.version();
        Ok(Self { client, address, settings, prompt_version })
    }

    /// Posts a prompt; the message's text and its model, or the failure of the whole request.
    async fn complete(&self, system: &str, user: &str, source_characters: usize) -> Result<answer::Completion, EngineError> {
        let body = Body {
            model: &self.settings.model,
            messages: [Message { role: "system", content: system }, Message { role: "user", content: user }],
            temperature: 0.0,
            // Japanese takes up to two tokens a character, and is rarely longer than the source; a model that rambles is stopped.
            max_tokens: source_characters.saturating_mul(3).saturating_add(512),
            stream: false,
        };
        let mut request = self.client.post(self.address.clone()).timeout(self.settings.timeout).json(&body);
        if let Some(key) = &self.settings.key {
            let mut value = header::HeaderValue::from_str(&format!("Bearer {}", key.0)).map_err(|_| EngineError::Authentication)?;
            value.set_sensitive(true);
            request = request.header(header::AUTHORIZATION, value);
        }
        let response = request.send().await.map_err(|error| failure::of_transport(&error))?;
        let status = response.status();
        let after = failure::retry_after(response.headers());
        let body = bounded(response).await;
        if !status.is_success() {
            // What an error says is worth reading even if not all of it came.
            return Err(failure::of_status(status, after, &body.unwrap_or_default()));
        }
        answer::completion(&body?)
    }
}

/// The body, up to the cap.
async fn bounded(mut response: reqwest::Response) -> Result<Vec<u8>, EngineError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| failure::of_transport(&error))? {
        if body.len() + chunk.len() > LARGEST_ANSWER {
            return Err(EngineError::Unreadable { reason: format!("larger than {LARGEST_ANSWER} bytes") });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

#[async_trait]
impl MachineTranslator for OpenAiEngine {
    fn name(&self) -> &str {
        "openai-compatible"
    }

    fn model(&self) -> Option<&str> {
        Some(&self.settings.model)
    }

    fn prompt_version(&self) -> &str {
        &self.prompt_version
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            segments_per_request: self.settings.segments_per_request.max(1),
            characters_per_request: self.settings.characters_per_request,
            terms: true,
            examples: 3,
            context: true,
        }
    }

    async fn translate(&self, request: &TranslationRequest) -> Result<Vec<Result<Translated, SegmentError>>, EngineError> {
        let lengths: Vec<usize> = request.segments.iter().map(|segment| segment.text.chars().count()).collect();
        let mut out = Vec::with_capacity(request.segments.len());
        // The pipeline keeps to the limits; other callers may not.
        for range in self.capabilities().batches(&lengths) {
            let segments = request.segments.get(range.clone()).unwrap_or_default();
            let characters: usize = lengths.get(range).unwrap_or_default().iter().sum();
            if characters > self.settings.characters_per_request {
                out.push(Err(SegmentError::TooLong));
                continue;
            }
            let user = self.settings.prompt.user(request, segments);
            let completion = self.complete(&self.settings.prompt.system(request), &user, characters).await?;
            out.extend(completion.segments(segments.len(), self.settings.prompt.plain, &self.settings.model)?);
        }
        Ok(out)
    }

    async fn probe(&self) -> Result<Translated, EngineError> {
        let source = Language::parse("en").map_err(|_| EngineError::UnsupportedPair)?;
        let segment =
            SegmentToTranslate { text: "A pump comprising a housing.".to_owned(), kind: SegmentKind::Claim, before: None, after: None };
        let request =
            TranslationRequest { segments: vec![segment], source, target: Language::japanese(), terms: Vec::new(), examples: Vec::new() };
        match self.translate(&request).await?.into_iter().next() {
            Some(Ok(translated)) => Ok(translated),
            Some(Err(error)) => Err(EngineError::Unreadable { reason: error.to_string() }),
            None => Err(EngineError::Unreadable { reason: "no result".to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests;
