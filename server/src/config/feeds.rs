//! How feeds are fetched, and what they may reach.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Fetching of feeds.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FeedsConfig {
    /// Name of the environment's variable with the key that secrets are sealed with: 32 bytes, as 64 hexadecimal digits.
    pub secret_key_variable: String,
    /// Folder within which secrets may be referred to by `file:PATH`; none where not set.
    pub secret_folder: Option<PathBuf>,
    /// Whether sources may have private addresses: of this machine, of the inside.
    pub allow_private: bool,
    /// Folders that may be watched, with what lies in them.
    pub folders: Vec<PathBuf>,
    /// Certificate authorities beside those of the system: a PEM file.
    pub authorities: Option<PathBuf>,
    /// Seconds that a file of a watched folder must have been left alone to count as whole.
    pub settled_seconds: u64,
    /// Largest file, MiB; a feed may say less.
    pub file_mib: u64,
    /// Room that stays free on the disk, MiB.
    pub free_mib: u64,
    /// Longest wait for a connection, seconds.
    pub connect_seconds: u64,
    /// Longest silence of a server, seconds.
    pub silence_seconds: u64,
    /// Tries of a file that bring nothing new before its check is put off.
    pub tries: u32,
    /// Jobs done at once.
    pub at_once: usize,
    /// Who is told of runs.
    pub notices: NoticesConfig,
}

/// Who is told of runs.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NoticesConfig {
    /// Address that runs are told to, as JSON by POST. It may carry a secret, so it is not printed.
    #[serde(skip_serializing)]
    pub webhook: Option<String>,
    /// Addresses of mail that runs are told to, where mail is configured.
    pub mail: Vec<String>,
}

impl std::fmt::Debug for NoticesConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NoticesConfig").field("webhook", &self.webhook.as_ref().map(|_| "…")).field("mail", &self.mail).finish()
    }
}

impl Default for FeedsConfig {
    fn default() -> Self {
        Self {
            secret_key_variable: "KAKEHASHI_SECRET_KEY".to_owned(),
            secret_folder: None,
            allow_private: false,
            folders: Vec::new(),
            authorities: None,
            settled_seconds: 60,
            file_mib: 65_536,
            free_mib: 512,
            connect_seconds: 20,
            silence_seconds: 60,
            tries: 6,
            at_once: 2,
            notices: NoticesConfig::default(),
        }
    }
}
