//! Keys that do not show themselves.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

/// A key, password or secret. It is in no `Debug` output and is never written out: serializing gives `…`.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct ApiKey(String);

impl ApiKey {
    /// Takes the key; white space around it, as files have, is cut.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self(key.trim().to_owned())
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The key itself, to be sent to the one server it is for.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for ApiKey {
    fn from(key: String) -> Self {
        Self::new(&key)
    }
}

impl Serialize for ApiKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("…")
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(…)")
    }
}

/// The text without the secrets in it: servers like to repeat a wrong key.
pub(crate) fn scrubbed(text: &str, secrets: &[&str]) -> String {
    secrets.iter().filter(|secret| !secret.is_empty()).fold(text.to_owned(), |text, secret| text.replace(secret, "…"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_do_not_show() {
        let key = ApiKey::new(" secret-key\n");
        assert_eq!(key.expose(), "secret-key");
        assert!(!format!("{key:?}").contains("secret"));
        assert_eq!(serde_json::to_string(&key).expect("JSON"), "\"…\"");
        let read: ApiKey = serde_json::from_str("\"secret-key\"").expect("a key");
        assert_eq!(read, key);
        assert_eq!(scrubbed("Incorrect key: secret-key", &[key.expose(), ""]), "Incorrect key: …");
    }
}
