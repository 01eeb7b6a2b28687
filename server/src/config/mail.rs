//! How mail is sent.

use serde::{Deserialize, Serialize};

use crate::mail::Mailer;

/// The SMTP server that takes the portal's mail.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailConfig {
    /// Its host.
    pub host: String,
    /// Its port; 587, 465 or 25 by the encryption where not set.
    #[serde(default)]
    pub port: Option<u16>,
    /// How the connection is made safe.
    #[serde(default)]
    pub encryption: MailEncryption,
    /// The sender: `かけはし <kakehashi@example.jp>`.
    pub from: String,
    /// The user, where the server wants one.
    #[serde(default)]
    pub user: Option<String>,
    /// The user's password.
    #[serde(default)]
    pub password: Option<String>,
    /// Longest wait for the server, seconds; at most 25, as somebody waits for the page.
    #[serde(default = "patience")]
    pub timeout_seconds: u64,
}

const fn patience() -> u64 {
    15
}

/// How a connection to a mail server is made safe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MailEncryption {
    /// TLS after STARTTLS (RFC 3207), or no mail.
    #[default]
    StartTls,
    /// TLS from the start (RFC 8314).
    Tls,
    /// None: for a server on the same machine.
    None,
}

impl MailConfig {
    /// Holds the configuration to what can be known without the server.
    ///
    /// # Errors
    /// The key that is wrong.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        anyhow::ensure!(!self.host.trim().is_empty(), "mail.host がありません");
        anyhow::ensure!((1..=25).contains(&self.timeout_seconds), "mail.timeout_seconds は 1 から 25 までです");
        anyhow::ensure!(self.user.is_some() == self.password.is_some(), "mail.user と mail.password は両方を書くか、両方を省いてください");
        Mailer::open(self).map(drop)
    }
}

impl std::fmt::Debug for MailConfig {
    /// Without the password: configuration is printed by `doctor` and in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailConfig")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("encryption", &self.encryption)
            .field("from", &self.from)
            .field("user", &self.user)
            .field("password", &self.password.as_ref().map(|_| "…"))
            .field("timeout_seconds", &self.timeout_seconds)
            .finish()
    }
}
