//! What a server is shown to let one in.

use std::fmt;

/// A password or a private key. It shows itself to nobody by accident.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A secret.
    #[must_use]
    pub const fn new(secret: String) -> Self {
        Self(secret)
    }

    /// The secret itself, for the server that it is for.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether it is a private key, in PEM or PuTTY's format, and not a password.
    #[must_use]
    pub fn is_private_key(&self) -> bool {
        let begins = self.0.trim_start();
        begins.starts_with("-----BEGIN ") || begins.starts_with("PuTTY-User-Key-File-")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// Who one is to a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credentials {
    /// Name; empty where none is needed.
    pub user: String,
    /// Password or private key; empty where none is needed.
    pub secret: Secret,
}
