//! Engines' answers kept by content, so that the same sentence is not paid for twice.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::engine::{MachineTranslator, TranslationRequest};

/// What an engine's answer depends on.
#[derive(Clone, Copy, Debug)]
pub struct CacheScope<'a> {
    /// The engine.
    pub engine: &'a str,
    /// Its model.
    pub model: &'a str,
    /// Its version.
    pub version: &'a str,
    /// Language of the source.
    pub source: &'a str,
    /// Language of the answer.
    pub target: &'a str,
    /// The prompt.
    pub prompt_version: &'a str,
    /// The terms.
    pub terms_version: &'a str,
}

impl CacheScope<'_> {
    /// The key of a normalised text: SHA-256, hexadecimal.
    #[must_use]
    pub fn key(&self, normalised: &str) -> String {
        let mut hash = Sha256::new();
        let fields = [self.engine, self.model, self.version, self.source, self.target, self.prompt_version, self.terms_version, normalised];
        for field in fields {
            // With its length before it, no field can pass for the end of another.
            hash.update(u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(field.as_bytes());
        }
        hex::encode(hash.finalize())
    }
}

/// The key of an engine's answer to a text of a request. Of the terms only those count that occur in the text.
pub(crate) fn key_of(engine: &dyn MachineTranslator, request: &TranslationRequest, text: &str) -> String {
    let mut terms = Sha256::new();
    for term in request.terms.iter().filter(|term| text.contains(&term.source)) {
        for field in [&term.source, &term.japanese] {
            terms.update(u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
            terms.update(field.as_bytes());
        }
    }
    let scope = CacheScope {
        engine: engine.name(),
        model: engine.model().unwrap_or_default(),
        version: "",
        source: request.source.as_str(),
        target: request.target.as_str(),
        prompt_version: engine.prompt_version(),
        terms_version: &hex::encode(terms.finalize()),
    };
    scope.key(text)
}

/// An answer as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CachedAnswer {
    /// The Japanese.
    pub text: String,
    /// The model that made it.
    pub model: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// Day it was made, `yyyy-mm-dd`.
    pub date: String,
}

impl CachedAnswer {
    /// The answer as text to be stored: JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads a stored answer; `None` where it is none of ours.
    #[must_use]
    pub fn from_json(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }
}

/// The cache could not be read or written.
#[derive(Debug, Error)]
#[error("the cache of translations cannot be used: {0}")]
pub struct CacheError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// Where answers are kept.
#[async_trait]
pub trait TranslationCache: Send + Sync {
    /// Answers in the order of the keys.
    async fn get(&self, keys: &[String]) -> Result<Vec<Option<CachedAnswer>>, CacheError>;

    /// Keeps answers.
    async fn put(&self, answers: &[(String, CachedAnswer)]) -> Result<(), CacheError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_counts_and_none_runs_into_the_next() {
        let scope =
            CacheScope { engine: "e", model: "m", version: "", source: "en", target: "ja", prompt_version: "1", terms_version: "t" };
        let other = CacheScope { engine: "em", model: "", ..scope };
        assert_eq!(scope.key("lid"), scope.key("lid"));
        assert_ne!(scope.key("lid"), other.key("lid"));
        assert_ne!(scope.key("lid"), CacheScope { terms_version: "u", ..scope }.key("lid"));
        assert_eq!(scope.key("lid").len(), 64);
    }

    #[test]
    fn answers_survive_storing() {
        let answer = CachedAnswer { text: "蓋".into(), model: Some("m".into()), version: None, date: "2026-11-22".into() };
        assert_eq!(CachedAnswer::from_json(&answer.to_json()), Some(answer));
        assert_eq!(CachedAnswer::from_json("{"), None);
    }
}
