//! The configuration of engines and routes, as it is written in a file.
//!
//! ```toml
//! [engines.main]
//! kind = "deepl"
//! key = "…"
//!
//! [[routes]]
//! offices = ["KR"]
//! engines = ["main"]
//! ```

use std::{collections::BTreeMap, path::PathBuf};

use serde::{Deserialize, Serialize};

use super::{azure::AzureVersion, openai::PromptTemplate, textra::TexTraAuthentication};
use crate::{ApiKey, Language};

/// Engines by name, and which of them is asked for what.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EnginesConfig {
    /// Engines by a name of one's own: lower-case letters, digits, `-` and `_`.
    pub engines: BTreeMap<String, EngineConfig>,
    /// Routes, in order; the first that matches is taken. With one engine and no route, that engine is asked for everything.
    pub routes: Vec<RouteConfig>,
}

/// An engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum EngineConfig {
    /// An OpenAI-compatible server.
    #[serde(rename = "openai-compatible")]
    OpenAiCompatible(OpenAiCompatibleConfig),
    /// DeepL.
    #[serde(rename = "deepl")]
    DeepL(DeepLConfig),
    /// みんなの自動翻訳 (TexTra), at NICT or under contract.
    #[serde(rename = "textra")]
    TexTra(TexTraConfig),
    /// LibreTranslate.
    #[serde(rename = "libretranslate")]
    LibreTranslate(LibreTranslateConfig),
    /// Google Cloud Translation, Advanced.
    #[serde(rename = "google")]
    Google(GoogleConfig),
    /// Azure Translator.
    #[serde(rename = "azure")]
    Azure(AzureConfig),
    /// A model on this machine.
    #[serde(rename = "local")]
    Local(LocalConfig),
}

/// What may be asked of an engine. A setting that is left out is no limit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LimitsConfig {
    /// Requests in a minute.
    pub requests_per_minute: Option<u32>,
    /// Characters of source in a minute.
    pub characters_per_minute: Option<u64>,
    /// Characters of source in a day, from midnight to midnight in Japan.
    pub characters_per_day: Option<u64>,
    /// Tries of one request, the first included: 1 to 10, 5 where left out.
    pub tries: Option<u32>,
}

/// An OpenAI-compatible server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenAiCompatibleConfig {
    /// Address up to and with the version: `http://127.0.0.1:8000/v1`.
    pub base_url: String,
    /// The model, as that server names it.
    pub model: String,
    /// The key, where that server wants one.
    #[serde(default)]
    pub key: Option<ApiKey>,
    /// Whether the key may go to another host without encryption: for servers of one's own network that have a name with a dot.
    #[serde(default)]
    pub allow_plain_http: bool,
    /// Longest wait for an answer, seconds.
    #[serde(default = "two_minutes")]
    pub timeout_seconds: u64,
    /// Most characters sent in one request.
    #[serde(default = "four_thousand")]
    pub batch_characters: usize,
    /// Most segments sent in one request.
    #[serde(default = "twenty")]
    pub batch_segments: usize,
    /// The prompt, for models that want their own.
    #[serde(default)]
    pub prompt: PromptTemplate,
    /// Whether answers are asked for as JSON by a schema; a server that refuses is asked without.
    #[serde(default = "yes")]
    pub structured_output: bool,
    /// Whether probabilities are asked for; a server that refuses is asked without.
    #[serde(default)]
    pub logprobs: bool,
    /// Limits.
    #[serde(default)]
    pub limits: LimitsConfig,
}

/// DeepL.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeepLConfig {
    /// The key. Keys of free accounts end in `:fx`.
    pub key: ApiKey,
    /// Address without version; that of the key's kind of account where left out.
    #[serde(default)]
    pub url: Option<String>,
    /// `quality_optimized`, `prefer_quality_optimized` or `latency_optimized`.
    #[serde(default)]
    pub model_type: Option<String>,
    /// Name of the glossary that is kept in step with the termbase; an empty name for none.
    #[serde(default = "kakehashi")]
    pub glossary: String,
    /// Longest wait for an answer, seconds.
    #[serde(default = "half_a_minute")]
    pub timeout_seconds: u64,
    /// Limits.
    #[serde(default)]
    pub limits: LimitsConfig,
}

/// みんなの自動翻訳 (TexTra).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TexTraConfig {
    /// Name of the account.
    pub user: String,
    /// API key.
    pub key: ApiKey,
    /// API secret.
    pub secret: ApiKey,
    /// Address; NICT's own site where left out.
    #[serde(default)]
    pub url: Option<String>,
    /// `oauth2` or `oauth1`.
    #[serde(default)]
    pub authentication: TexTraAuthentication,
    /// Families of engines, in order of preference.
    #[serde(default = "patents_first")]
    pub engines: Vec<String>,
    /// Path of the list of engines below `/api/`; that of the site where left out.
    #[serde(default)]
    pub list_path: Option<String>,
    /// That the terms of use of NICT's site are accepted: non-commercial use, what is sent is recorded. Without it the site is not asked.
    #[serde(default)]
    pub accept_terms: bool,
    /// Longest wait for an answer, seconds.
    #[serde(default = "one_minute")]
    pub timeout_seconds: u64,
    /// Limits.
    #[serde(default)]
    pub limits: LimitsConfig,
}

/// LibreTranslate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LibreTranslateConfig {
    /// Address: `http://127.0.0.1:5000`.
    pub url: String,
    /// The key, where the server wants one.
    #[serde(default)]
    pub key: Option<ApiKey>,
    /// Whether the key may go to another host without encryption: for servers of one's own network that have a name with a dot.
    #[serde(default)]
    pub allow_plain_http: bool,
    /// Most characters of one request, as the server was started with.
    #[serde(default = "two_thousand")]
    pub batch_characters: usize,
    /// Most texts of one request, as the server was started with.
    #[serde(default = "twenty")]
    pub batch_segments: usize,
    /// Longest wait for an answer, seconds.
    #[serde(default = "two_minutes")]
    pub timeout_seconds: u64,
    /// Limits.
    #[serde(default)]
    pub limits: LimitsConfig,
}

/// Google Cloud Translation, Advanced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoogleConfig {
    /// Key file of a service account (JSON).
    pub credentials: PathBuf,
    /// Project; that of the account where left out.
    #[serde(default)]
    pub project: Option<String>,
    /// Location: `global`, `us-central1` … Where a glossary is used, that of the glossary.
    #[serde(default = "global")]
    pub location: String,
    /// `general/nmt`, `general/translation-llm`, or the id of a model of one's own.
    #[serde(default = "nmt")]
    pub model: String,
    /// Id of a glossary.
    #[serde(default)]
    pub glossary: Option<String>,
    /// Address without version.
    #[serde(default)]
    pub url: Option<String>,
    /// Longest wait for an answer, seconds.
    #[serde(default = "half_a_minute")]
    pub timeout_seconds: u64,
    /// Limits.
    #[serde(default)]
    pub limits: LimitsConfig,
}

/// Azure Translator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AzureConfig {
    /// The key.
    pub key: ApiKey,
    /// Region of the resource, where it is not global.
    #[serde(default)]
    pub region: Option<String>,
    /// Address; the global one where left out.
    #[serde(default)]
    pub url: Option<String>,
    /// `3.0` or `2026-06-06`.
    #[serde(default)]
    pub api_version: AzureVersion,
    /// Category of a custom model; 3.0 only.
    #[serde(default)]
    pub category: Option<String>,
    /// Whether terms are written into the text as a dictionary; 3.0 only.
    #[serde(default)]
    pub dictionary: bool,
    /// Deployment of a language model; 2026-06-06 only.
    #[serde(default)]
    pub deployment: Option<String>,
    /// `formal`, `informal` or `neutral`, of a deployment.
    #[serde(default)]
    pub tone: Option<String>,
    /// Longest wait for an answer, seconds.
    #[serde(default = "one_minute")]
    pub timeout_seconds: u64,
    /// Limits.
    #[serde(default)]
    pub limits: LimitsConfig,
}

/// A model on this machine, read by CTranslate2. Only in a program that was built with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalConfig {
    /// Folder of the converted model: `model.bin`, `config.json`, vocabulary, SentencePiece models, licence.
    pub folder: PathBuf,
    /// Languages that a model of one pair translates from; a model of many languages says its own.
    #[serde(default)]
    pub languages: Vec<Language>,
    /// What the model calls a language, where it is not told by the model's own list: `th = "tha_Thai"`. `ja` for Japanese.
    #[serde(default)]
    pub codes: BTreeMap<String, String>,
    /// Threads of one calculation; 0 for the processors there are, but four at most.
    #[serde(default)]
    pub threads: usize,
    /// Candidates that are followed at a time: 1 to 16.
    #[serde(default = "four")]
    pub beam: usize,
    /// How it calculates: `default` (as the model was converted), `auto`, `int8`, `int8_float32`, `int16`, `float32`.
    #[serde(default = "as_converted")]
    pub compute_type: String,
    /// Most pieces of a text that the model was trained for; longer texts are cut at the ends of clauses.
    #[serde(default = "two_hundred")]
    pub longest: usize,
    /// Longest wait for an answer, seconds.
    #[serde(default = "ten_minutes")]
    pub timeout_seconds: u64,
    /// Limits.
    #[serde(default)]
    pub limits: LimitsConfig,
}

/// Which engines are asked for what. A list that is left out means: all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RouteConfig {
    /// Offices, WIPO ST.3.
    pub offices: Vec<String>,
    /// Languages of the source.
    pub languages: Vec<Language>,
    /// Parts: `title`, `abstract`, `claims`, `description`, `goods`.
    pub parts: Vec<String>,
    /// Names of engines, in the order in which they are asked.
    pub engines: Vec<String>,
}

impl OpenAiCompatibleConfig {
    /// Usual settings for a model at an address.
    #[must_use]
    pub fn new(base_url: impl Into<String>, model: impl Into<String>) -> Self {
        Self {
            base_url: base_url.into(),
            model: model.into(),
            key: None,
            allow_plain_http: false,
            timeout_seconds: two_minutes(),
            batch_characters: four_thousand(),
            batch_segments: twenty(),
            prompt: PromptTemplate::default(),
            structured_output: true,
            logprobs: false,
            limits: LimitsConfig::default(),
        }
    }
}

impl EngineConfig {
    /// Its limits.
    #[must_use]
    pub const fn limits(&self) -> &LimitsConfig {
        match self {
            Self::OpenAiCompatible(config) => &config.limits,
            Self::DeepL(config) => &config.limits,
            Self::TexTra(config) => &config.limits,
            Self::LibreTranslate(config) => &config.limits,
            Self::Google(config) => &config.limits,
            Self::Azure(config) => &config.limits,
            Self::Local(config) => &config.limits,
        }
    }

    pub(super) const fn timeout_seconds(&self) -> u64 {
        match self {
            Self::OpenAiCompatible(config) => config.timeout_seconds,
            Self::DeepL(config) => config.timeout_seconds,
            Self::TexTra(config) => config.timeout_seconds,
            Self::LibreTranslate(config) => config.timeout_seconds,
            Self::Google(config) => config.timeout_seconds,
            Self::Azure(config) => config.timeout_seconds,
            Self::Local(config) => config.timeout_seconds,
        }
    }
}

const fn yes() -> bool {
    true
}

const fn half_a_minute() -> u64 {
    30
}

const fn one_minute() -> u64 {
    60
}

const fn two_minutes() -> u64 {
    120
}

const fn ten_minutes() -> u64 {
    600
}

const fn four() -> usize {
    4
}

const fn twenty() -> usize {
    20
}

const fn two_hundred() -> usize {
    200
}

const fn two_thousand() -> usize {
    2_000
}

const fn four_thousand() -> usize {
    4_000
}

fn as_converted() -> String {
    "default".to_owned()
}

fn kakehashi() -> String {
    "kakehashi".to_owned()
}

fn global() -> String {
    "global".to_owned()
}

fn nmt() -> String {
    "general/nmt".to_owned()
}

fn patents_first() -> Vec<String> {
    vec!["patentNT".to_owned(), "generalNT".to_owned()]
}
