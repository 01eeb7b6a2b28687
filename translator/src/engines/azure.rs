//! Azure Translator: `POST /translate`, versions 3.0 and 2026-06-06.
//!
//! The two versions are not compatible: 3.0 takes languages in the address and a list of texts, and knows custom categories and a dictionary written
//! into the text; 2026-06-06 takes a target per text, with a model of one's own deployment, a tone, and reference pairs: the memory's examples. One request
//! holds at most 1,000 texts and 50,000 characters. 429 (codes 429000 to 429002) passes: limits by the hour are counted by the minute. 403001 is a
//! free quota that is used up.

mod bodies;

use std::time::Duration;

use async_trait::async_trait;
use reqwest::{Client, RequestBuilder, Url};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::known_languages::KnownLanguages;
use crate::{
    Language,
    capabilities::{Capabilities, Part},
    engine::{EngineError, MachineTranslator, Results, SegmentError, SegmentToTranslate, Translated, TranslationRequest, only},
    secret::ApiKey,
    tags::{from_markup, has_placeholders},
    wire::{Answer, exchange, sensitive, unreadable},
};

/// The engine's stable name.
pub(crate) const NAME: &str = "azure";

/// Reference pairs that a request may hold.
const REFERENCE_PAIRS: usize = 5;

/// Version of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum AzureVersion {
    /// 3.0, in use since 2018.
    #[serde(rename = "3.0")]
    V3,
    /// 2026-06-06.
    #[default]
    #[serde(rename = "2026-06-06")]
    V2026,
}

impl AzureVersion {
    /// As the interface writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V3 => "3.0",
            Self::V2026 => "2026-06-06",
        }
    }
}

/// How the service is reached and asked.
#[derive(Clone, Debug)]
pub struct AzureSettings {
    /// Address: `https://api.cognitive.microsofttranslator.com`, or that of one's own resource.
    pub base: Url,
    /// The key.
    pub key: ApiKey,
    /// Region of the resource, where it is not global: `japaneast`.
    pub region: Option<String>,
    /// Version of the interface.
    pub version: AzureVersion,
    /// Category of a custom model; 3.0 only.
    pub category: Option<String>,
    /// Whether terms are written into the text as a dictionary; 3.0 only.
    pub dictionary: bool,
    /// Deployment of a language model; 2026-06-06 only.
    pub deployment: Option<String>,
    /// `formal`, `informal` or `neutral`; 2026-06-06 with a deployment only.
    pub tone: Option<String>,
    /// Time for one whole answer.
    pub timeout: Duration,
}

impl AzureSettings {
    /// Usual settings for a key.
    #[must_use]
    pub fn new(base: Url, key: ApiKey, version: AzureVersion) -> Self {
        let timeout = Duration::from_secs(60);
        Self { base, key, region: None, version, category: None, dictionary: false, deployment: None, tone: None, timeout }
    }
}

/// Azure Translator.
#[derive(Clone, Debug)]
pub struct AzureEngine {
    client: Client,
    settings: AzureSettings,
    prompt_version: String,
    languages: KnownLanguages,
}

/// A text of an answer, of either version.
struct Made {
    text: String,
    units: Option<u64>,
}

impl AzureEngine {
    /// The engine, over a client of the caller's that follows no redirects.
    #[must_use]
    pub fn new(client: Client, settings: AzureSettings) -> Self {
        let parts = [
            settings.version.as_str(),
            settings.category.as_deref().unwrap_or_default(),
            settings.tone.as_deref().unwrap_or_default(),
            if settings.dictionary { "dictionary" } else { "" },
        ];
        Self { client, prompt_version: parts.join(" ").trim_end().to_owned(), settings, languages: KnownLanguages::default() }
    }

    fn address(&self, operation: &str) -> Result<Url, EngineError> {
        let mut address = self.settings.base.clone();
        let wrong = |()| EngineError::BadRequest { reason: "the engine's address is no HTTP address".to_owned() };
        address.path_segments_mut().map_err(wrong)?.pop_if_empty().push(operation);
        address.query_pairs_mut().append_pair("api-version", self.settings.version.as_str());
        Ok(address)
    }

    async fn send(&self, request: RequestBuilder) -> Result<Answer, EngineError> {
        let key = self.settings.key.expose();
        let mut request = request.header("Ocp-Apim-Subscription-Key", sensitive(key)?).timeout(self.settings.timeout);
        if let Some(region) = &self.settings.region {
            request = request.header("Ocp-Apim-Subscription-Region", region);
        }
        let answer = exchange(request, &[key]).await?;
        if answer.status.is_success() { Ok(answer) } else { Err(failure(&answer)) }
    }

    async fn call(&self, request: &TranslationRequest) -> Result<Results, EngineError> {
        let old = self.settings.version == AzureVersion::V3;
        let dictionary = old && self.settings.dictionary && !request.terms.is_empty();
        let markup = dictionary || request.segments.iter().any(|segment| has_placeholders(&segment.text));
        let made = if old { self.call_v3(request, markup).await? } else { self.call_2026(request, markup).await? };
        if made.len() != request.segments.len() {
            return Err(unreadable(format!("{} translations for {} texts", made.len(), request.segments.len())));
        }
        let result = |(made, segment): (Made, &SegmentToTranslate)| {
            let text = if markup { from_markup(&made.text) } else { made.text };
            if text.trim().is_empty() {
                return Err(SegmentError::Missing);
            }
            let characters = u64::try_from(segment.text.chars().count()).unwrap_or_default();
            Ok(Translated {
                model: self.model().map(str::to_owned),
                version: Some(self.settings.version.as_str().to_owned()),
                units_billed: made.units.unwrap_or(characters),
                ..Translated::new(NAME, text)
            })
        };
        Ok(made.into_iter().zip(&request.segments).map(result).collect())
    }

    async fn call_v3(&self, request: &TranslationRequest, markup: bool) -> Result<Vec<Made>, EngineError> {
        let mut address = self.address("translate")?;
        {
            let mut query = address.query_pairs_mut();
            query.append_pair("from", code(&request.source)).append_pair("to", code(&request.target));
            query.append_pair("textType", if markup { "html" } else { "plain" });
            if let Some(category) = &self.settings.category {
                query.append_pair("category", category);
            }
        }
        let body = bodies::v3(request, markup, self.settings.dictionary);
        let answer: Vec<bodies::TextV3> = self.send(self.client.post(address).json(&body)).await?.json()?;
        let first = |text: bodies::TextV3| Made {
            text: text.translations.into_iter().next().map(|made| made.text).unwrap_or_default(),
            units: None,
        };
        Ok(answer.into_iter().map(first).collect())
    }

    async fn call_2026(&self, request: &TranslationRequest, markup: bool) -> Result<Vec<Made>, EngineError> {
        let body = bodies::v2026(request, markup, &self.settings);
        let answer: bodies::Texts2026 = self.send(self.client.post(self.address("translate")?).json(&body)).await?.json()?;
        let first = |text: bodies::Text2026| match text.translations.into_iter().next() {
            Some(made) => Made { units: made.units(), text: made.text },
            None => Made { text: String::new(), units: None },
        };
        Ok(answer.value.into_iter().map(first).collect())
    }

    /// Asks which languages there are. No key is needed, and none is sent.
    async fn learn_languages(&self) -> Result<(), EngineError> {
        let mut address = self.address("languages")?;
        address.query_pairs_mut().append_pair("scope", "translation");
        let answer = exchange(self.client.get(address).timeout(self.settings.timeout), &[]).await?;
        if !answer.status.is_success() {
            return Err(failure(&answer));
        }
        let known: Value = answer.json()?;
        let list = known.get("translation").and_then(Value::as_object).ok_or_else(|| unreadable("no list of languages"))?;
        self.languages.learn(list.keys().map(String::as_str));
        Ok(())
    }
}

/// The service's code of a language.
fn code(language: &Language) -> &str {
    match (language.as_str(), language.primary()) {
        ("zh-Hant" | "zh-TW" | "zh-HK", _) => "zh-Hant",
        (_, "zh") => "zh-Hans",
        (_, "no") => "nb",
        (_, "sr") => "sr-Cyrl",
        (_, "mn") => "mn-Cyrl",
        (_, primary) => primary,
    }
}

fn failure(answer: &Answer) -> EngineError {
    let spoken = answer.spoken();
    let error = spoken.get("error").unwrap_or(&spoken);
    let text = |value: Option<&Value>| match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let inner = error.get("innererror").or_else(|| error.get("innerError"));
    let code = format!("{} {}", text(error.get("code")), text(inner.and_then(|inner| inner.get("code")))).to_lowercase();
    let message = text(error.get("message"));
    let is = |codes: &[&str]| codes.iter().any(|one| code.split(' ').any(|code| code == *one));
    match answer.status.as_u16() {
        _ if is(&["403001", "outofquota", "quotaexceeded"]) => EngineError::QuotaExhausted,
        // 400023: the pair, 400035: the source, 400036: the target.
        400 if is(&["400023", "400035", "400036", "unsupportedlanguage", "unsupportedlanguagepair"]) => EngineError::UnsupportedPair,
        400 if is(&["contentfilter", "contentfiltered", "responsibleaipolicyviolation"]) => EngineError::ContentRefused,
        _ => answer.failure(&message),
    }
}

#[async_trait]
impl MachineTranslator for AzureEngine {
    fn name(&self) -> &str {
        NAME
    }

    fn model(&self) -> Option<&str> {
        match self.settings.version {
            AzureVersion::V3 => self.settings.category.as_deref(),
            AzureVersion::V2026 => self.settings.deployment.as_deref(),
        }
    }

    fn prompt_version(&self) -> &str {
        &self.prompt_version
    }

    fn capabilities(&self) -> Capabilities {
        let old = self.settings.version == AzureVersion::V3;
        Capabilities {
            segments_per_request: 1_000,
            // 50,000, counted in code units of UTF-16 and with tags: half of it is safe.
            characters_per_request: 25_000,
            terms: old && self.settings.dictionary,
            examples: if old { 0 } else { REFERENCE_PAIRS },
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
