//! Where the server is and how long it may take.

use std::{fmt, time::Duration};

use reqwest::Url;

use crate::SearchError;

/// Longest prefix of an index's name in bytes.
const LONGEST_PREFIX: usize = 64;

/// How to reach a Meilisearch server.
#[derive(Clone)]
pub struct MeilisearchConfig {
    /// Its address, `http://127.0.0.1:7700`.
    pub url: String,
    /// An API key. To search, one with the action `search` on the indexes `{prefix}-*` is enough; to index, one with all actions on
    /// `documents`, `indexes`, `settings` and `tasks`.
    pub key: Option<String>,
    /// What the names of the portal's indexes begin with, so that several portals can share a server: letters, digits, `-` and `_`.
    pub prefix: String,
    /// Time for connecting.
    pub connect_timeout: Duration,
    /// Time for one search, with all its retries.
    pub search_timeout: Duration,
    /// Time for one request of the writer; a batch of documents is one.
    pub write_timeout: Duration,
    /// Time for a task to be done, counted from when the server begins with it or shows any progress.
    pub task_timeout: Duration,
}

impl MeilisearchConfig {
    /// A server with the usual time-outs.
    #[must_use]
    pub fn new(url: impl Into<String>, key: Option<String>, prefix: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            key,
            prefix: prefix.into(),
            connect_timeout: Duration::from_secs(3),
            search_timeout: Duration::from_secs(10),
            write_timeout: Duration::from_secs(120),
            task_timeout: Duration::from_secs(1_800),
        }
    }

    /// The address, checked: `http` or `https`, without a query.
    pub(super) fn base(&self) -> Result<Url, SearchError> {
        let refused = |why: &str| SearchError::Failed(format!("the address of the Meilisearch server {why}: {:?}", self.url));
        let url = Url::parse(self.url.trim_end_matches('/')).map_err(|_| refused("is none"))?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
            return Err(refused("is not of the web"));
        }
        if url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() || url.password().is_some() {
            return Err(refused("holds more than host, port and path"));
        }
        Ok(url)
    }

    /// The prefix, checked.
    pub(super) fn prefix(&self) -> Result<&str, SearchError> {
        let fits = self.prefix.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if fits && !self.prefix.is_empty() && self.prefix.len() <= LONGEST_PREFIX {
            Ok(&self.prefix)
        } else {
            Err(SearchError::Failed(format!("no prefix of an index's name: {:?}", self.prefix)))
        }
    }
}

impl fmt::Debug for MeilisearchConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MeilisearchConfig")
            .field("url", &self.url)
            .field("key", &self.key.as_ref().map(|_| "…"))
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}
