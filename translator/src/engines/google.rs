//! Google Cloud Translation, Advanced: `POST /v3/projects/P/locations/L:translateText`.
//!
//! A service account signs in by a JWT (RS256, RFC 7523) and gets an access token. One request holds at most 1,024 texts and 30,000 code points.
//! What is used up answers 403, as do too many requests: the words tell them apart. Too much text in a request is 400. A glossary must be in
//! the location of the model; it is named in the configuration and made outside.

mod service_account;

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use reqwest::{Client, RequestBuilder, Url, header};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{access_token::AccessTokens, known_languages::KnownLanguages};
use crate::{
    Language,
    capabilities::{Capabilities, Part},
    clock::Clock,
    engine::{EngineError, MachineTranslator, Results, SegmentError, SegmentToTranslate, Translated, TranslationRequest, only},
    tags::{from_markup, has_placeholders, to_html},
    wire::{Answer, exchange, sensitive, unreadable},
};
pub use service_account::ServiceAccount;

/// The engine's stable name.
pub(crate) const NAME: &str = "google";

/// What keeps a span of HTML from being translated.
const UNTRANSLATED: &str = "translate=\"no\"";
/// What a limit by the minute asks to wait.
const NEXT_MINUTE: Duration = Duration::from_secs(60);

/// How the service is reached and asked.
#[derive(Clone, Debug)]
pub struct GoogleSettings {
    /// Address without version: `https://translation.googleapis.com`.
    pub base: Url,
    /// Project, by id.
    pub project: String,
    /// Location: `global`, `us-central1`, `asia-northeast1` …
    pub location: String,
    /// Model: `general/nmt`, `general/translation-llm`, or the id of one's own.
    pub model: String,
    /// Id of a glossary in the same location.
    pub glossary: Option<String>,
    /// Time for one whole answer.
    pub timeout: Duration,
}

/// Google Cloud Translation.
#[derive(Clone)]
pub struct GoogleEngine {
    client: Client,
    settings: GoogleSettings,
    account: Arc<ServiceAccount>,
    tokens: Arc<AccessTokens>,
    clock: Arc<dyn Clock>,
    version: String,
    languages: KnownLanguages,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    contents: Vec<String>,
    mime_type: &'static str,
    source_language_code: &'a str,
    target_language_code: &'a str,
    model: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    glossary_config: Option<GlossaryConfig>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GlossaryConfig {
    glossary: String,
    ignore_case: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Translations {
    #[serde(default)]
    translations: Vec<Translation>,
    /// By the glossary, where one was named.
    #[serde(default)]
    glossary_translations: Vec<Translation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Translation {
    #[serde(default)]
    translated_text: String,
    #[serde(default)]
    model: Option<String>,
}

#[derive(Deserialize)]
struct Supported {
    #[serde(default)]
    languages: Vec<SupportedLanguage>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SupportedLanguage {
    language_code: String,
    #[serde(default)]
    support_source: bool,
}

impl GoogleEngine {
    /// The engine, over a client of the caller's that follows no redirects.
    #[must_use]
    pub fn new(client: Client, settings: GoogleSettings, account: ServiceAccount, clock: Arc<dyn Clock>) -> Self {
        let version = settings.glossary.clone().unwrap_or_default();
        let tokens = Arc::new(AccessTokens::new(Arc::clone(&clock)));
        Self { client, settings, account: Arc::new(account), tokens, clock, version, languages: KnownLanguages::default() }
    }

    fn parent(&self) -> String {
        format!("projects/{}/locations/{}", self.settings.project, self.settings.location)
    }

    fn address(&self, method: &str) -> Result<Url, EngineError> {
        let mut address = self.settings.base.clone();
        let wrong = |()| EngineError::BadRequest { reason: "the engine's address is no HTTP address".to_owned() };
        let location = format!("{}{method}", self.settings.location);
        let path = ["v3", "projects", &self.settings.project, "locations"];
        address.path_segments_mut().map_err(wrong)?.pop_if_empty().extend(path).extend(location.split('/'));
        Ok(address)
    }

    /// Sends a request with a token; once more with a new one, should the one in use be refused.
    async fn send(&self, request: impl Fn() -> RequestBuilder) -> Result<Answer, EngineError> {
        let mut renewed = false;
        loop {
            let token = self.tokens.get(self.account.token(&self.client, self.clock.as_ref(), self.settings.timeout)).await?;
            let authorization = sensitive(&format!("Bearer {}", token.expose()))?;
            let request = request().header(header::AUTHORIZATION, authorization).timeout(self.settings.timeout);
            let answer = exchange(request, &[token.expose()]).await?;
            if answer.status.is_success() {
                return Ok(answer);
            }
            if answer.status != reqwest::StatusCode::UNAUTHORIZED || renewed {
                return Err(failure(&answer));
            }
            self.tokens.forget(&token).await;
            renewed = true;
        }
    }

    async fn call(&self, request: &TranslationRequest) -> Result<Results, EngineError> {
        let tags = request.segments.iter().any(|segment| has_placeholders(&segment.text));
        let parent = self.parent();
        let body = Body {
            contents: request
                .segments
                .iter()
                .map(|segment| if tags { to_html(&segment.text, UNTRANSLATED) } else { segment.text.clone() })
                .collect(),
            mime_type: if tags { "text/html" } else { "text/plain" },
            source_language_code: code(&request.source),
            target_language_code: code(&request.target),
            model: format!("{parent}/models/{}", self.settings.model),
            glossary_config: self
                .settings
                .glossary
                .as_ref()
                .map(|id| GlossaryConfig { glossary: format!("{parent}/glossaries/{id}"), ignore_case: true }),
        };
        let address = self.address(":translateText")?;
        let answer: Translations = self.send(|| self.client.post(address.clone()).json(&body)).await?.json()?;
        let list = if self.settings.glossary.is_some() && answer.glossary_translations.len() == request.segments.len() {
            answer.glossary_translations
        } else {
            answer.translations
        };
        if list.len() != request.segments.len() {
            return Err(unreadable(format!("{} translations for {} texts", list.len(), request.segments.len())));
        }
        let result = |(made, segment): (Translation, &SegmentToTranslate)| {
            let text = if tags { from_markup(&made.translated_text) } else { made.translated_text };
            if text.trim().is_empty() {
                return Err(SegmentError::Missing);
            }
            let model = made.model.filter(|model| !model.is_empty()).map(|model| short(&model).to_owned());
            Ok(Translated {
                model: model.or_else(|| Some(self.settings.model.clone())),
                units_billed: u64::try_from(segment.text.chars().count()).unwrap_or_default(),
                ..Translated::new(NAME, text)
            })
        };
        Ok(list.into_iter().zip(&request.segments).map(result).collect())
    }

    async fn learn_languages(&self) -> Result<(), EngineError> {
        let address = self.address("/supportedLanguages")?;
        let supported: Supported = self.send(|| self.client.get(address.clone())).await?.json()?;
        self.languages.learn(supported.languages.iter().filter(|one| one.support_source).map(|one| match one.language_code.as_str() {
            "zh-CN" | "zh" => "zh-Hans",
            "zh-TW" => "zh-Hant",
            "tl" => "fil",
            other => other,
        }));
        Ok(())
    }
}

/// The service's code of a language.
fn code(language: &Language) -> &str {
    match (language.as_str(), language.primary()) {
        ("zh-Hant" | "zh-TW" | "zh-HK", _) => "zh-TW",
        (_, "zh") => "zh-CN",
        (_, "fil") => "tl",
        (_, primary) => primary,
    }
}

/// `general/nmt` of `projects/…/models/general/nmt`: a project's name is nobody's business.
fn short(model: &str) -> &str {
    model.split_once("/models/").map_or(model, |(_, model)| model)
}

fn failure(answer: &Answer) -> EngineError {
    let spoken = answer.spoken();
    let error = spoken.get("error").unwrap_or(&Value::Null);
    let field = |name: &str| error.get(name).and_then(Value::as_str).unwrap_or_default();
    // Reasons are in `errors` or in `details`, by age of the interface.
    let reasons = ["errors", "details"].iter().filter_map(|list| error.get(*list)?.as_array()).flatten();
    let reasons: Vec<&str> = reasons.filter_map(|one| one.get("reason")?.as_str()).collect();
    let message = field("message");
    let said = format!("{message} {} {}", field("status"), reasons.join(" ")).to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    match answer.status.as_u16() {
        403 if says(&["daily limit", "dailylimit", "quota exceeded for quota metric", "billing"]) => EngineError::QuotaExhausted,
        403 if says(&["rate limit", "ratelimit", "rate_limit", "resource_exhausted", "quota"]) => {
            EngineError::Retryable { after: answer.after().or(Some(NEXT_MINUTE)), reason: answer_reason(answer, message) }
        }
        429 if says(&["daily limit", "dailylimit", "per day", "perday"]) => EngineError::QuotaExhausted,
        400 if says(&["language"]) && says(&["pair", "source", "target", "unsupported"]) => EngineError::UnsupportedPair,
        _ => answer.failure(message),
    }
}

fn answer_reason(answer: &Answer, message: &str) -> String {
    format!("{} {}", answer.status.as_u16(), crate::wire::excerpt(message))
}

#[async_trait]
impl MachineTranslator for GoogleEngine {
    fn name(&self) -> &str {
        NAME
    }

    fn model(&self) -> Option<&str> {
        Some(&self.settings.model)
    }

    fn prompt_version(&self) -> &str {
        &self.version
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            segments_per_request: 1024,
            // The service takes fewer than 30,000 and advises 5,000; tags count, too.
            characters_per_request: 5_000,
            placeholders: true,
            languages: self.languages.get(),
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
}

#[cfg(test)]
mod tests;
