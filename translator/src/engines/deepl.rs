//! DeepL: `POST /v2/translate`, and glossaries by `/v3/glossaries`.
//!
//! One request holds at most 50 texts and 128 KiB. Neighbours go as `context`, which is not billed; it is one for all texts of a request, and
//! texts of a request do not see each other, so that it holds them too. Placeholders go as empty XML elements (`tag_handling` = `xml`). What is
//! used up answers 456; 429, 5xx and 529 pass. Which languages there are the service says itself (`/v3/languages`).

mod glossaries;

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use async_trait::async_trait;
use reqwest::{Client, RequestBuilder, Url, header};
use serde::{Deserialize, Serialize};

use crate::{
    Language, TermEntry,
    capabilities::{Capabilities, Part},
    engine::{EngineError, MachineTranslator, Results, SegmentError, SegmentToTranslate, Translated, TranslationRequest, only},
    secret::ApiKey,
    tags::{from_markup, has_placeholders, to_xml},
    wire::{Answer, exchange, sensitive, unreadable},
};

/// The engine's stable name.
pub(crate) const NAME: &str = "deepl";

/// Bytes of source text in one request of 128 KiB: escapes, context and what is around need room.
const BYTES: usize = 64 << 10;
/// Bytes of context.
const CONTEXT_BYTES: usize = 8 << 10;

/// How the service is reached and asked.
#[derive(Clone, Debug)]
pub struct DeepLSettings {
    /// Address without version: `https://api.deepl.com`, for free accounts `https://api-free.deepl.com`.
    pub base: Url,
    /// The key.
    pub key: ApiKey,
    /// `quality_optimized`, `prefer_quality_optimized` or `latency_optimized`; the service's own choice where none.
    pub model_type: Option<String>,
    /// Name of the glossary that is kept in step with the termbase; none where terms are not to be sent.
    pub glossary: Option<String>,
    /// Time for one whole answer.
    pub timeout: Duration,
}

impl DeepLSettings {
    /// Usual settings for a key: those of free accounts end in `:fx` and have an address of their own.
    #[must_use]
    pub fn new(base: Url, key: ApiKey) -> Self {
        Self { base, key, model_type: None, glossary: None, timeout: Duration::from_secs(30) }
    }

    /// The address of a key's kind of account.
    #[must_use]
    pub fn address_of(key: &ApiKey) -> &'static str {
        if key.expose().ends_with(":fx") { "https://api-free.deepl.com" } else { "https://api.deepl.com" }
    }
}

/// DeepL.
#[derive(Clone, Debug)]
pub struct DeepLEngine {
    client: Client,
    settings: DeepLSettings,
    version: String,
    known: Arc<RwLock<Known>>,
}

/// What the service has said.
#[derive(Debug, Default)]
struct Known {
    /// Languages it translates from.
    languages: Vec<Language>,
    /// The glossary in use, and the source languages that it has a dictionary for.
    glossary: Option<(String, Vec<String>)>,
}

#[derive(Serialize)]
struct Body<'a> {
    text: Vec<String>,
    source_lang: &'a str,
    target_lang: &'a str,
    split_sentences: &'static str,
    show_billed_characters: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    context: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    glossary_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    model_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tag_handling: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tag_handling_version: Option<&'static str>,
}

#[derive(Deserialize)]
struct Translations {
    translations: Vec<Translation>,
}

#[derive(Deserialize)]
struct Translation {
    text: String,
    #[serde(default)]
    billed_characters: Option<u64>,
    #[serde(default)]
    model_type_used: Option<String>,
}

#[derive(Deserialize)]
struct SourceLanguage {
    #[serde(alias = "language")]
    lang: String,
    #[serde(default = "yes")]
    usable_as_source: bool,
}

const fn yes() -> bool {
    true
}

impl DeepLEngine {
    /// The engine, over a client of the caller's that follows no redirects.
    #[must_use]
    pub fn new(client: Client, settings: DeepLSettings) -> Self {
        let version = settings.model_type.clone().unwrap_or_default();
        Self { client, settings, version, known: Arc::default() }
    }

    fn address(&self, path: &[&str]) -> Result<Url, EngineError> {
        let mut address = self.settings.base.clone();
        let wrong = |()| EngineError::BadRequest { reason: "the engine's address is no HTTP address".to_owned() };
        address.path_segments_mut().map_err(wrong)?.pop_if_empty().extend(path);
        Ok(address)
    }

    async fn send(&self, request: RequestBuilder) -> Result<Answer, EngineError> {
        let key = self.settings.key.expose();
        let authorization = sensitive(&format!("DeepL-Auth-Key {key}"))?;
        let request = request.header(header::AUTHORIZATION, authorization).timeout(self.settings.timeout);
        let answer = exchange(request, &[key]).await?;
        if answer.status.is_success() { Ok(answer) } else { Err(failure(&answer)) }
    }

    async fn call(&self, request: &TranslationRequest) -> Result<Results, EngineError> {
        let tags = request.segments.iter().any(|segment| has_placeholders(&segment.text));
        let source = code(&request.source);
        let text = request.segments.iter().map(|segment| if tags { to_xml(&segment.text) } else { segment.text.clone() }).collect();
        let glossary = self.known().glossary.as_ref().filter(|(_, languages)| languages.contains(&source)).map(|(id, _)| id.clone());
        let body = Body {
            text,
            source_lang: &source,
            target_lang: &code(&request.target),
            split_sentences: "nonewlines",
            show_billed_characters: true,
            context: context(&request.segments),
            glossary_id: glossary,
            model_type: self.settings.model_type.as_deref(),
            tag_handling: tags.then_some("xml"),
            tag_handling_version: tags.then_some("v2"),
        };
        let answer: Translations = self.send(self.client.post(self.address(&["v2", "translate"])?).json(&body)).await?.json()?;
        if answer.translations.len() != request.segments.len() {
            return Err(unreadable(format!("{} translations for {} texts", answer.translations.len(), request.segments.len())));
        }
        let result = |(made, segment): (Translation, &SegmentToTranslate)| {
            let text = if tags { from_markup(&made.text) } else { made.text };
            if text.trim().is_empty() {
                return Err(SegmentError::Missing);
            }
            let characters = u64::try_from(segment.text.chars().count()).unwrap_or_default();
            Ok(Translated {
                model: made.model_type_used,
                units_billed: made.billed_characters.unwrap_or(characters),
                ..Translated::new(NAME, text)
            })
        };
        Ok(answer.translations.into_iter().zip(&request.segments).map(result).collect())
    }

    /// Asks which languages there are; where the service does not say, they stay unknown.
    async fn learn_languages(&self) -> Result<(), EngineError> {
        let mut address = self.address(&["v3", "languages"])?;
        address.query_pairs_mut().append_pair("resource", "translate_text");
        let languages: Vec<SourceLanguage> = self.send(self.client.get(address)).await?.json()?;
        self.known_mut().languages =
            languages.iter().filter(|one| one.usable_as_source).filter_map(|one| Language::parse(&one.lang).ok()).collect();
        Ok(())
    }

    fn known(&self) -> std::sync::RwLockReadGuard<'_, Known> {
        self.known.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn known_mut(&self) -> std::sync::RwLockWriteGuard<'_, Known> {
        self.known.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The service's code of a source language: `ZH` for all Chinese.
fn code(language: &Language) -> String {
    match language.primary() {
        "no" => "NB".to_owned(),
        "fil" => "TL".to_owned(),
        primary => primary.to_uppercase(),
    }
}

/// What stands around, and between, the texts of a request: cut to the neighbourhood.
fn context(segments: &[SegmentToTranslate]) -> String {
    let before = segments.first().and_then(|segment| segment.before.as_deref());
    let after = segments.last().and_then(|segment| segment.after.as_deref());
    let between: &[SegmentToTranslate] = if segments.len() > 1 { segments } else { &[] };
    let mut out = String::new();
    for text in before.into_iter().chain(between.iter().map(|segment| segment.text.as_str())).chain(after) {
        if out.len() + text.len() + 1 > CONTEXT_BYTES {
            break;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(text);
    }
    out
}

fn failure(answer: &Answer) -> EngineError {
    let spoken = answer.spoken();
    let field = |name: &str| spoken.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
    let message = format!("{} {}", field("message"), field("detail"));
    let lower = message.to_lowercase();
    match answer.status.as_u16() {
        456 => EngineError::QuotaExhausted,
        400 if ["source_lang", "target_lang", "language pair"].iter().any(|word| lower.contains(word)) => EngineError::UnsupportedPair,
        _ => answer.failure(message.trim()),
    }
}

#[async_trait]
impl MachineTranslator for DeepLEngine {
    fn name(&self) -> &str {
        NAME
    }

    fn model(&self) -> Option<&str> {
        self.settings.model_type.as_deref()
    }

    fn prompt_version(&self) -> &str {
        &self.version
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            segments_per_request: 50,
            characters_per_request: BYTES,
            bytes_per_request: BYTES,
            // Terms do not go with the request, but an answer is one to the terms that the glossary has.
            terms: self.settings.glossary.is_some(),
            glossary: self.settings.glossary.is_some(),
            context: true,
            placeholders: true,
            languages: self.known().languages.clone(),
            ..Capabilities::default()
        }
    }

    async fn translate(&self, request: &TranslationRequest) -> Result<Results, EngineError> {
        let mut out = Vec::with_capacity(request.segments.len());
        for part in self.capabilities().parts(request) {
            match part {
                Part::Fits(request) => out.extend(self.call(&request).await?),
                Part::TooLong => out.push(Err(SegmentError::TooLong)),
            }
        }
        Ok(out)
    }

    async fn probe(&self) -> Result<Translated, EngineError> {
        let made = only(self.call(&TranslationRequest::probe()).await?)?;
        if let Err(error) = self.learn_languages().await {
            tracing::info!(%error, "the languages of the engine stay unknown");
        }
        Ok(made)
    }

    async fn keep_glossary(&self, terms: &[TermEntry]) -> Result<(), EngineError> {
        match &self.settings.glossary {
            Some(name) => self.bring_in_step(name, terms).await,
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
