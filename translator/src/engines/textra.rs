//! みんなの自動翻訳 (TexTra), by NICT, and the same interface as a commercial service (みんなの自動翻訳@KI): `POST /api/mt/{engine}/`.
//!
//! Requests are forms, signed by OAuth 1.0 with two legs (HMAC-SHA1, RFC 5849) or with an access token of OAuth 2.0 (client credentials). Which
//! engines an account may use is asked first (`mt_list`): of those from the source language into Japanese, the first of the families that the
//! configuration names is taken (`patentNT`, `generalNT` …). Errors come in the body of an answer of status 200. NICT's own site is for
//! non-commercial use and records what it is sent: it is off until its terms are accepted in the configuration.

mod answer;
mod oauth1;

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use reqwest::{Client, Url, header};
use ring::rand::SystemRandom;
use serde::{Deserialize, Serialize};
use tokio::sync::OnceCell;

use super::{
    access_token::{AccessTokens, Issued},
    known_languages::KnownLanguages,
};
use crate::{
    Language,
    capabilities::{Capabilities, Part},
    clock::Clock,
    engine::{EngineError, MachineTranslator, Results, SegmentError, Translated, TranslationRequest},
    secret::ApiKey,
    tags::{from_white_parentheses, to_white_parentheses},
    wire::{exchange, form},
};
use answer::{Code, ResultSet};

/// The engine's stable name.
pub(crate) const NAME: &str = "textra";

/// How requests are signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TexTraAuthentication {
    /// OAuth 1.0, two legs, HMAC-SHA1.
    OAuth1,
    /// OAuth 2.0, client credentials.
    #[default]
    OAuth2,
}

/// How the service is reached and asked.
#[derive(Clone, Debug)]
pub struct TexTraSettings {
    /// Address: `https://mt-auto-minhon-mlt.ucri.jgn-x.jp`, or that of the commercial service.
    pub base: Url,
    /// Name of the account.
    pub user: String,
    /// API key.
    pub key: ApiKey,
    /// API secret.
    pub secret: ApiKey,
    /// How requests are signed.
    pub authentication: TexTraAuthentication,
    /// Families of engines, the first that has the languages is taken.
    pub families: Vec<String>,
    /// Path of the list of engines below `/api/`.
    pub list_path: String,
    /// Most characters of one segment.
    pub characters_per_segment: usize,
    /// Time for one whole answer.
    pub timeout: Duration,
}

impl TexTraSettings {
    /// Usual settings for an account.
    #[must_use]
    pub fn new(base: Url, user: impl Into<String>, key: ApiKey, secret: ApiKey) -> Self {
        let list_path = if is_nict(&base) { "mt_standard/get" } else { "mt_list" };
        Self {
            base,
            user: user.into(),
            key,
            secret,
            authentication: TexTraAuthentication::default(),
            families: vec!["patentNT".to_owned(), "generalNT".to_owned()],
            list_path: list_path.to_owned(),
            characters_per_segment: 2_000,
            timeout: Duration::from_secs(60),
        }
    }
}

/// Whether an address is NICT's own site, with its own terms.
pub(super) fn is_nict(base: &Url) -> bool {
    base.host_str().is_some_and(|host| host == "jgn-x.jp" || host.ends_with(".jgn-x.jp"))
}

/// TexTra.
#[derive(Clone)]
pub struct TexTraEngine {
    client: Client,
    settings: TexTraSettings,
    clock: Arc<dyn Clock>,
    tokens: Arc<AccessTokens>,
    random: SystemRandom,
    engines: Arc<OnceCell<Vec<Listed>>>,
    languages: KnownLanguages,
    families: String,
}

/// An engine that the account may use.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Listed {
    id: String,
    source: String,
    target: String,
}

/// What became of one text.
enum Made {
    Text(String),
    TooLong,
}

impl TexTraEngine {
    /// The engine, over a client of the caller's that follows no redirects.
    #[must_use]
    pub fn new(client: Client, settings: TexTraSettings, clock: Arc<dyn Clock>) -> Self {
        Self {
            client,
            families: settings.families.join(","),
            tokens: Arc::new(AccessTokens::new(Arc::clone(&clock))),
            clock,
            settings,
            random: SystemRandom::new(),
            engines: Arc::default(),
            languages: KnownLanguages::default(),
        }
    }

    fn address(&self, path: &str) -> Result<Url, EngineError> {
        let mut address = self.settings.base.clone();
        let wrong = |()| EngineError::BadRequest { reason: "the engine's address is no HTTP address".to_owned() };
        address.path_segments_mut().map_err(wrong)?.pop_if_empty().extend(path.split('/'));
        Ok(address)
    }

    async fn token(&self) -> Result<Issued, EngineError> {
        let (key, secret) = (self.settings.key.expose(), self.settings.secret.expose());
        let body = form(&[("grant_type", "client_credentials"), ("client_id", key), ("client_secret", secret)]);
        let request = self
            .client
            .post(self.address("oauth2/token.php")?)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .timeout(self.settings.timeout)
            .body(body);
        let answer = exchange(request, &[key, secret]).await?;
        if answer.status.is_success() {
            return answer.json();
        }
        // `invalid_client` and its like (RFC 6749, 5.2).
        Err(match answer.status.as_u16() {
            400 => EngineError::Authentication,
            _ => answer.failure("no access token"),
        })
    }

    /// Posts a form, signed; once more with a new token, should the one in use be refused.
    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Result<ResultSet, EngineError> {
        let address = self.address(path)?;
        let (key, secret) = (self.settings.key.expose(), self.settings.secret.expose());
        let mut renewed = false;
        loop {
            let mut fields = fields.to_vec();
            fields.extend([("name", self.settings.user.as_str()), ("key", key), ("type", "json")]);
            let mut request = self.client.post(address.clone());
            let token = match self.settings.authentication {
                TexTraAuthentication::OAuth2 => Some(self.tokens.get(self.token()).await?),
                TexTraAuthentication::OAuth1 => {
                    let now = self.clock.now().unix_timestamp();
                    let authorization = oauth1::authorization(&address, &fields, key, secret, now, &oauth1::nonce(&self.random)?);
                    request = request.header(header::AUTHORIZATION, crate::wire::sensitive(&authorization)?);
                    None
                }
            };
            let access = token.as_ref().map(ApiKey::expose).unwrap_or_default();
            if token.is_some() {
                fields.push(("access_token", access));
            }
            let request = request
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .timeout(self.settings.timeout)
                .body(form(&fields));
            let secrets = [key, secret, access];
            let answer = exchange(request, &secrets).await?;
            let result = ResultSet::read(&answer, &secrets)?;
            match (&token, result.code) {
                (Some(token), Code::Signature) if !renewed => self.tokens.forget(token).await,
                _ => return Ok(result),
            }
            renewed = true;
        }
    }

    /// The engines that the account may use for a target, asked once.
    async fn listed(&self, target: &Language) -> Result<&[Listed], EngineError> {
        let ask = || async {
            let path = format!("api/{}/", self.settings.list_path);
            let result = self.post(&path, &[("lang_t", target.primary()), ("limit", "2000")]).await?;
            result.failure().map_or(Ok(()), Err)?;
            let listed = result.listed();
            let of_families = |one: &&Listed| one.target == target.primary() && self.family(&one.id).is_some();
            self.languages.learn(listed.iter().filter(of_families).map(|one| match one.source.as_str() {
                "zh-CN" => "zh-Hans",
                "zh-TW" => "zh-Hant",
                other => other,
            }));
            Ok(listed)
        };
        self.engines.get_or_try_init(ask).await.map(Vec::as_slice)
    }

    /// The place of an engine's family among those that are configured.
    fn family(&self, id: &str) -> Option<usize> {
        self.settings.families.iter().position(|family| id.strip_prefix(family.as_str()).is_some_and(|rest| rest.starts_with('_')))
    }

    async fn engine_for(&self, source: &Language, target: &Language) -> Result<&Listed, EngineError> {
        let code = code(source);
        let fits = |one: &&Listed| one.target == target.primary() && (one.source == code || one.source == source.primary());
        let listed = self.listed(target).await?;
        listed
            .iter()
            .filter(fits)
            .filter_map(|one| Some((self.family(&one.id)?, one)))
            .min_by_key(|(place, one)| (*place, one.source != code))
            .map(|(_, one)| one)
            .ok_or(EngineError::UnsupportedPair)
    }

    async fn call(&self, engine: &Listed, text: &str) -> Result<Made, EngineError> {
        let text = to_white_parentheses(text);
        // What is sent stays out of the account's history.
        let result = self.post(&format!("api/mt/{}/", engine.id), &[("text", &text), ("history", "0")]).await?;
        if result.code == Code::Size {
            return Ok(Made::TooLong);
        }
        result.failure().map_or(Ok(()), Err)?;
        Ok(Made::Text(from_white_parentheses(&result.text()?)))
    }
}

/// The service's code of a language.
fn code(language: &Language) -> &str {
    match (language.as_str(), language.primary()) {
        ("zh-Hant" | "zh-TW" | "zh-HK", _) => "zh-TW",
        (_, "zh") => "zh-CN",
        (_, primary) => primary,
    }
}

#[async_trait]
impl MachineTranslator for TexTraEngine {
    fn name(&self) -> &str {
        NAME
    }

    fn model(&self) -> Option<&str> {
        Some(&self.families)
    }

    fn prompt_version(&self) -> &str {
        ""
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            segments_per_request: 1,
            characters_per_request: self.settings.characters_per_segment,
            placeholders: true,
            languages: self.languages.get(),
            ..Capabilities::default()
        }
    }

    async fn translate(&self, request: &TranslationRequest) -> Result<Results, EngineError> {
        let engine = self.engine_for(&request.source, &request.target).await?;
        let mut out = Vec::with_capacity(request.segments.len());
        for part in self.capabilities().parts(request) {
            let Part::Fits(part) = part else {
                out.push(Err(SegmentError::TooLong));
                continue;
            };
            for segment in &part.segments {
                out.push(match self.call(engine, &segment.text).await? {
                    Made::TooLong => Err(SegmentError::TooLong),
                    Made::Text(text) if text.trim().is_empty() => Err(SegmentError::Missing),
                    Made::Text(text) => Ok(Translated {
                        model: Some(engine.id.clone()),
                        units_billed: u64::try_from(segment.text.chars().count()).unwrap_or_default(),
                        ..Translated::new(NAME, text)
                    }),
                });
            }
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests;
