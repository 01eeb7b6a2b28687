//! The configuration of making Japanese: engines, and which of them is asked for what.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use translator::{ApiKey, ConfigurationError, EngineConfig, EnginesConfig, OpenAiCompatibleConfig, RouteConfig};

/// Making Japanese. Without an engine, Japanese comes from memory and the built-in engine alone.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TranslationConfig {
    /// The one engine with an OpenAI-compatible interface, in short: the same as `engines.openai` of that kind.
    pub openai: Option<OpenAiConfig>,
    /// Engines by name.
    pub engines: BTreeMap<String, EngineConfig>,
    /// Which engines are asked for what; the first route that matches is taken. One engine needs none.
    pub routes: Vec<RouteConfig>,
}

/// An engine with an OpenAI-compatible interface.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenAiConfig {
    /// Address up to and with the version: `http://127.0.0.1:8000/v1`.
    pub base_url: String,
    /// The model, as that server names it.
    pub model: String,
    /// The key, where that server wants one.
    #[serde(default)]
    pub key: Option<ApiKey>,
    /// Longest wait for an answer, seconds.
    #[serde(default = "default_timeout")]
    pub timeout_seconds: u64,
    /// Most characters sent in one request.
    #[serde(default = "default_batch_characters")]
    pub batch_characters: usize,
}

const fn default_timeout() -> u64 {
    120
}

const fn default_batch_characters() -> usize {
    4_000
}

/// The name of the engine of the short form.
const SHORT: &str = "openai";

impl TranslationConfig {
    /// All engines and routes, the short form among them.
    ///
    /// # Errors
    /// Where an engine is configured in both forms.
    pub fn all_engines(&self) -> Result<EnginesConfig, ConfigurationError> {
        let mut engines = self.engines.clone();
        if let Some(openai) = &self.openai {
            let engine = OpenAiCompatibleConfig {
                key: openai.key.clone(),
                // The short form has always sent what it was told to where it was told to, and asked for lines.
                allow_plain_http: true,
                structured_output: false,
                timeout_seconds: openai.timeout_seconds,
                batch_characters: openai.batch_characters,
                ..OpenAiCompatibleConfig::new(openai.base_url.clone(), openai.model.clone())
            };
            if engines.insert(SHORT.to_owned(), EngineConfig::OpenAiCompatible(engine)).is_some() {
                let reason = format!("translation.engines.{SHORT} もあります。どちらか一方にしてください");
                return Err(ConfigurationError { field: format!("translation.{SHORT}"), reason });
            }
        }
        Ok(EnginesConfig { engines, routes: self.routes.clone() })
    }

    /// An error of the translator's, with the field as it is written in this configuration.
    #[must_use]
    pub fn located(&self, error: ConfigurationError) -> ConfigurationError {
        let short = format!("engines.{SHORT}.");
        let field = match error.field.strip_prefix(&short).filter(|_| self.openai.is_some()) {
            Some(rest) => format!("translation.{SHORT}.{rest}"),
            None if error.field.starts_with("translation.") => error.field,
            None => format!("translation.{}", error.field),
        };
        ConfigurationError { field, ..error }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(toml: &str) -> TranslationConfig {
        use figment::providers::{Format as _, Toml};
        figment::Figment::from(Toml::string(toml)).extract().expect("a configuration")
    }

    #[test]
    fn the_short_form_is_an_engine_among_others() {
        let config = read(
            "[openai]\nbase_url = \"http://llm.example.jp/v1\"\nmodel = \"m\"\nkey = \"secret-key\"\n[engines.deepl]\nkind = \"deepl\"\nkey = \"secret-key\"\n[[routes]]\noffices = [\"KR\"]\nengines = [\"deepl\", \"openai\"]",
        );
        let all = config.all_engines().expect("engines");
        assert_eq!(all.engines.keys().collect::<Vec<_>>(), ["deepl", "openai"]);
        assert!(
            matches!(&all.engines["openai"], EngineConfig::OpenAiCompatible(one) if one.timeout_seconds == 120 && !one.structured_output)
        );
        assert_eq!(all.routes.len(), 1);
        assert!(!format!("{config:?}").contains("secret-key"));
        assert!(!serde_json::to_string(&config).expect("JSON").contains("secret-key"));
    }

    #[test]
    fn errors_name_the_field_as_it_was_written() {
        let error = |field: &str| ConfigurationError { field: field.to_owned(), reason: String::new() };
        let short = read("[openai]\nbase_url = \"x\"\nmodel = \"m\"");
        assert_eq!(short.located(error("engines.openai.base_url")).field, "translation.openai.base_url");
        assert_eq!(short.located(error("routes[0].parts")).field, "translation.routes[0].parts");
        let long = TranslationConfig::default();
        assert_eq!(long.located(error("engines.openai.base_url")).field, "translation.engines.openai.base_url");
        let both = read("[openai]\nbase_url = \"x\"\nmodel = \"m\"\n[engines.openai]\nkind = \"deepl\"\nkey = \"k\"");
        let error = both.all_engines().map(|_| ()).map_err(|error| both.located(error).field);
        assert_eq!(error, Err("translation.openai".to_owned()));
    }
}
