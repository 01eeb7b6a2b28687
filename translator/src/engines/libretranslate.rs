//! LibreTranslate: `POST /translate`, languages by `GET /languages`.
//!
//! Usually a server of one's own; limits are what it was started with. Names of Chinese differ by version (`zh` and `zt`, `zh-Hans` and
//! `zh-Hant`), so that the list is read before the first translation.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use reqwest::{Client, Url};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::OnceCell;

use super::known_languages::KnownLanguages;
use crate::{
    Language,
    capabilities::{Capabilities, Part},
    engine::{EngineError, MachineTranslator, Results, SegmentError, SegmentToTranslate, Translated, TranslationRequest},
    secret::ApiKey,
    wire::{Answer, exchange, unreadable},
};

/// The engine's stable name.
pub(crate) const NAME: &str = "libretranslate";

/// How long a server that has banned us for flooding is left alone.
const BANNED: Duration = Duration::from_secs(3600);

/// How the server is reached and asked.
#[derive(Clone, Debug)]
pub struct LibreTranslateSettings {
    /// Address: `http://127.0.0.1:5000`.
    pub base: Url,
    /// The key, where the server wants one.
    pub key: Option<ApiKey>,
    /// Most texts of one request, as the server was started with (`--batch-limit`).
    pub segments_per_request: usize,
    /// Most characters of one request (`--char-limit`).
    pub characters_per_request: usize,
    /// Time for one whole answer.
    pub timeout: Duration,
}

impl LibreTranslateSettings {
    /// Usual settings for a server.
    #[must_use]
    pub fn new(base: Url) -> Self {
        Self { base, key: None, segments_per_request: 20, characters_per_request: 2_000, timeout: Duration::from_secs(120) }
    }
}

/// A LibreTranslate server.
#[derive(Clone, Debug)]
pub struct LibreTranslateEngine {
    client: Client,
    settings: LibreTranslateSettings,
    /// What the server calls its languages.
    codes: Arc<OnceCell<Vec<String>>>,
    languages: KnownLanguages,
}

#[derive(Serialize)]
struct Body<'a> {
    q: Vec<&'a str>,
    source: &'a str,
    target: &'a str,
    format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    api_key: Option<&'a str>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Translations {
    translated_text: Vec<String>,
}

#[derive(Deserialize)]
struct ServersLanguage {
    code: String,
    /// What it translates into; older servers do not say.
    #[serde(default)]
    targets: Option<Vec<String>>,
}

impl LibreTranslateEngine {
    /// The engine, over a client of the caller's that follows no redirects.
    #[must_use]
    pub fn new(client: Client, settings: LibreTranslateSettings) -> Self {
        Self { client, settings, codes: Arc::default(), languages: KnownLanguages::default() }
    }

    fn address(&self, operation: &str) -> Result<Url, EngineError> {
        let mut address = self.settings.base.clone();
        let wrong = |()| EngineError::BadRequest { reason: "the engine's address is no HTTP address".to_owned() };
        address.path_segments_mut().map_err(wrong)?.pop_if_empty().push(operation);
        Ok(address)
    }

    fn secrets(&self) -> [&str; 1] {
        [self.settings.key.as_ref().map(ApiKey::expose).unwrap_or_default()]
    }

    /// The codes of languages that the server translates into Japanese, asked once.
    async fn codes(&self, target: &Language) -> Result<&[String], EngineError> {
        let ask = || async {
            let answer = exchange(self.client.get(self.address("languages")?).timeout(self.settings.timeout), &self.secrets()).await?;
            if !answer.status.is_success() {
                return Err(failure(&answer));
            }
            let languages: Vec<ServersLanguage> = answer.json()?;
            let into = |language: &ServersLanguage| {
                language.targets.as_ref().is_none_or(|targets| targets.iter().any(|code| code == target.primary()))
            };
            let codes: Vec<String> = languages.into_iter().filter(into).map(|language| language.code).collect();
            self.languages.learn(codes.iter().map(|code| match code.as_str() {
                "zt" => "zh-Hant",
                "zh" => "zh-Hans",
                "tl" => "fil",
                other => other,
            }));
            Ok(codes)
        };
        self.codes.get_or_try_init(ask).await.map(Vec::as_slice)
    }

    async fn call(&self, request: &TranslationRequest) -> Result<Results, EngineError> {
        let codes = self.codes(&request.target).await?;
        let source = code(&request.source, codes).ok_or(EngineError::UnsupportedPair)?;
        let body = Body {
            q: request.segments.iter().map(|segment| segment.text.as_str()).collect(),
            source,
            target: request.target.primary(),
            format: "text",
            api_key: self.settings.key.as_ref().map(ApiKey::expose),
        };
        let post = self.client.post(self.address("translate")?).timeout(self.settings.timeout).json(&body);
        let answer = exchange(post, &self.secrets()).await?;
        if !answer.status.is_success() {
            return Err(failure(&answer));
        }
        let texts = answer.json::<Translations>()?.translated_text;
        if texts.len() != request.segments.len() {
            return Err(unreadable(format!("{} translations for {} texts", texts.len(), request.segments.len())));
        }
        let result = |(text, segment): (String, &SegmentToTranslate)| {
            if text.trim().is_empty() {
                return Err(SegmentError::Missing);
            }
            let units_billed = u64::try_from(segment.text.chars().count()).unwrap_or_default();
            Ok(Translated { units_billed, ..Translated::new(NAME, text) })
        };
        Ok(texts.into_iter().zip(&request.segments).map(result).collect())
    }
}

/// Which of the server's codes means a language.
fn code<'a>(language: &Language, codes: &'a [String]) -> Option<&'a str> {
    let candidates: &[&str] = match (language.as_str(), language.primary()) {
        ("zh-Hant" | "zh-TW" | "zh-HK", _) => &["zh-Hant", "zt"],
        (_, "zh") => &["zh-Hans", "zh"],
        (_, "fil") => &["tl", "fil"],
        (_, "nb" | "no") => &["nb", "no"],
        (_, primary) => &[primary],
    };
    candidates.iter().find_map(|candidate| codes.iter().find(|code| code == candidate)).map(String::as_str)
}

fn failure(answer: &Answer) -> EngineError {
    let spoken = answer.spoken();
    let message = spoken.get("error").and_then(Value::as_str).unwrap_or_default();
    let lower = message.to_lowercase();
    match answer.status.as_u16() {
        400 if lower.contains("not supported") || lower.contains("not available as a target") => EngineError::UnsupportedPair,
        403 if lower.contains("limits violations") => {
            EngineError::Retryable { after: answer.after().or(Some(BANNED)), reason: format!("403 {}", crate::wire::excerpt(message)) }
        }
        _ => answer.failure(message),
    }
}

#[async_trait]
impl MachineTranslator for LibreTranslateEngine {
    fn name(&self) -> &str {
        NAME
    }

    fn model(&self) -> Option<&str> {
        None
    }

    fn prompt_version(&self) -> &str {
        ""
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            segments_per_request: self.settings.segments_per_request.max(1),
            characters_per_request: self.settings.characters_per_request,
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
}

#[cfg(test)]
mod tests;
