//! Settings of engines are looked at before any of them is used: an error names the field, and quotes no secret.

use reqwest::{Url, header::HeaderValue};
use thiserror::Error;

use super::{
    azure::AzureVersion,
    configuration::{AzureConfig, EngineConfig, EnginesConfig, LimitsConfig, LocalConfig, RouteConfig},
    listing::is_local,
    openai::PromptTemplate,
};
use crate::ApiKey;

/// A setting that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{field}: {reason}")]
pub struct ConfigurationError {
    /// The field, by its path: `engines.main.key`, `routes[2].offices`.
    pub field: String,
    /// Why, in Japanese.
    pub reason: String,
}

/// Parts of a document that a route may name.
const PARTS: [&str; 5] = ["title", "abstract", "claims", "description", "goods"];
const LONGEST_NAME: usize = 40;
const LONGEST_TIMEOUT: u64 = 600;

/// The path of the fields of one engine.
pub(super) struct Fields<'a>(pub(super) &'a str);

impl Fields<'_> {
    pub(super) fn error(&self, field: &str, reason: impl Into<String>) -> ConfigurationError {
        ConfigurationError { field: format!("engines.{}.{field}", self.0), reason: reason.into() }
    }

    /// A text that must be there.
    pub(super) fn filled<'t>(&self, field: &str, text: &'t str) -> Result<&'t str, ConfigurationError> {
        if text.trim().is_empty() { Err(self.error(field, "値がありません")) } else { Ok(text) }
    }

    /// A key that must be there and can stand in a header.
    pub(super) fn key(&self, field: &str, key: &ApiKey) -> Result<(), ConfigurationError> {
        self.filled(field, key.expose())?;
        match HeaderValue::from_str(key.expose()) {
            Ok(_) => Ok(()),
            Err(_) => Err(self.error(field, "鍵に使えない文字があります")),
        }
    }

    /// An address. Where a secret is sent to it, it must be HTTPS, or this machine or network.
    pub(super) fn address(&self, field: &str, text: &str, secret: bool) -> Result<Url, ConfigurationError> {
        let url = Url::parse(self.filled(field, text)?).map_err(|error| self.error(field, format!("アドレスではありません ({error})")))?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
            return Err(self.error(field, "http:// または https:// で始まるアドレスを書いてください"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(self.error(field, "アドレスにパスワードを書かず、key に書いてください"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(self.error(field, "アドレスに ? や # は書けません"));
        }
        if secret && url.scheme() == "http" && !is_local(&url) {
            return Err(self.error(field, "鍵を暗号化せずに外部へ送ることになります。https:// を使ってください"));
        }
        Ok(url)
    }

    /// A number within bounds.
    pub(super) fn between<N: PartialOrd + std::fmt::Display>(
        &self,
        field: &str,
        value: N,
        low: N,
        high: N,
    ) -> Result<(), ConfigurationError> {
        if value < low || value > high {
            return Err(self.error(field, format!("{low} から {high} までです")));
        }
        Ok(())
    }

    /// One of some words.
    pub(super) fn among(&self, field: &str, word: Option<&str>, words: &[&str]) -> Result<(), ConfigurationError> {
        match word {
            Some(word) if !words.contains(&word) => Err(self.error(field, format!("{} のいずれかです", words.join("、")))),
            _ => Ok(()),
        }
    }

    /// A name that goes into an address.
    pub(super) fn name(&self, field: &str, name: &str) -> Result<(), ConfigurationError> {
        self.filled(field, name)?;
        if name.len() <= 200 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':' | b'/')) {
            return Ok(());
        }
        Err(self.error(field, "英数字と - _ . : / だけが使えます"))
    }

    pub(super) fn limits(&self, limits: &LimitsConfig) -> Result<(), ConfigurationError> {
        let positive = |field: &str, zero: bool| if zero { Err(self.error(field, "1 以上です")) } else { Ok(()) };
        positive("limits.requests_per_minute", limits.requests_per_minute == Some(0))?;
        positive("limits.characters_per_minute", limits.characters_per_minute == Some(0))?;
        positive("limits.characters_per_day", limits.characters_per_day == Some(0))?;
        self.between("limits.tries", limits.tries.unwrap_or(1), 1, 10)
    }

    pub(super) fn batch(&self, characters: usize, segments: usize) -> Result<(), ConfigurationError> {
        self.between("batch_characters", characters, 100, 1_000_000)?;
        self.between("batch_segments", segments, 1, 1_000)
    }

    pub(super) fn prompt(&self, prompt: &PromptTemplate) -> Result<(), ConfigurationError> {
        if prompt.user.contains("{segments}") { Ok(()) } else { Err(self.error("prompt.user", "{segments} が必要です")) }
    }

    pub(super) fn azure(&self, config: &AzureConfig) -> Result<(), ConfigurationError> {
        let only = |field: &str, set: bool, version: AzureVersion| {
            if set && config.api_version != version {
                return Err(self.error(field, format!("api_version = \"{}\" の場合だけ使えます", version.as_str())));
            }
            Ok(())
        };
        only("category", config.category.is_some(), AzureVersion::V3)?;
        only("dictionary", config.dictionary, AzureVersion::V3)?;
        only("deployment", config.deployment.is_some(), AzureVersion::V2026)?;
        only("tone", config.tone.is_some(), AzureVersion::V2026)?;
        self.among("tone", config.tone.as_deref(), &["formal", "informal", "neutral"])?;
        if config.tone.is_some() && config.deployment.is_none() {
            return Err(self.error("tone", "deployment と一緒に使います"));
        }
        config.region.as_deref().map_or(Ok(()), |region| self.name("region", region))
    }

    pub(super) fn local(&self, config: &LocalConfig) -> Result<(), ConfigurationError> {
        if config.folder.as_os_str().is_empty() {
            return Err(self.error("folder", "値がありません"));
        }
        self.between("threads", config.threads, 0, 256)?;
        self.between("beam", config.beam, 1, 16)?;
        self.between("longest", config.longest, 16, 1_000)?;
        self.among("compute_type", Some(&config.compute_type), &["default", "auto", "int8", "int8_float32", "int16", "float32"])
    }

    /// What all engines have.
    pub(super) fn common(&self, config: &EngineConfig) -> Result<(), ConfigurationError> {
        self.between("timeout_seconds", config.timeout_seconds(), 1, LONGEST_TIMEOUT)?;
        self.limits(config.limits())
    }
}

/// Names of engines and what routes say; the engines themselves are looked at when they are made.
pub(super) fn names_and_routes(config: &EnginesConfig) -> Result<(), ConfigurationError> {
    for name in config.engines.keys() {
        let letters =
            |name: &str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_'));
        if name.is_empty() || name.len() > LONGEST_NAME || !letters(name) {
            let name: String = name.chars().take(LONGEST_NAME).collect();
            return Err(ConfigurationError {
                field: format!("engines.{name}"),
                reason: "エンジンの名前には英小文字、数字、- と _ が使えます(40文字まで)".to_owned(),
            });
        }
    }
    for (position, route) in config.routes.iter().enumerate() {
        of_route(config, position, route)?;
    }
    if config.routes.is_empty() && config.engines.len() > 1 {
        return Err(ConfigurationError {
            field: "routes".to_owned(),
            reason: "エンジンが二つ以上あります。どれをどの順に使うかを routes に書いてください".to_owned(),
        });
    }
    Ok(())
}

fn of_route(config: &EnginesConfig, position: usize, route: &RouteConfig) -> Result<(), ConfigurationError> {
    let error = |field: &str, reason: String| Err(ConfigurationError { field: format!("routes[{position}].{field}"), reason });
    if route.engines.is_empty() {
        return error("engines", "エンジンの名前がありません".to_owned());
    }
    for (at, name) in route.engines.iter().enumerate() {
        if !config.engines.contains_key(name) {
            return error("engines", format!("engines.{name} がありません"));
        }
        if route.engines.iter().take(at).any(|other| other == name) {
            return error("engines", format!("{name} が二度書かれています"));
        }
    }
    if let Some(office) = route.offices.iter().find(|office| office.len() != 2 || !office.bytes().all(|byte| byte.is_ascii_alphabetic())) {
        return error("offices", format!("官庁のコード (WIPO ST.3) ではありません: {office}"));
    }
    if let Some(part) = route.parts.iter().find(|part| !PARTS.contains(&part.as_str())) {
        return error("parts", format!("{} のいずれかです: {part}", PARTS.join("、")));
    }
    Ok(())
}
