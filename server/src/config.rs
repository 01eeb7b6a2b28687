//! Configuration: defaults, then a TOML file, then the environment (`KAKEHASHI__SERVER__LISTEN=0.0.0.0:8080`), then the command line.

mod feeds;
mod mail;
mod translation;

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use figment::{
    Figment,
    providers::{Env, Format as _, Serialized, Toml},
};
use ipnet::IpNet;
use serde::{Deserialize, Serialize};

pub use self::feeds::{FeedsConfig, NoticesConfig};
pub use mail::{MailConfig, MailEncryption};
pub use translation::{OpenAiConfig, TranslationConfig};

/// The file that is read where no other is named, if it is there.
pub const DEFAULT_FILE: &str = "kakehashi.toml";

/// Everything that can be configured.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Folder of the database, the index, originals and figures.
    pub data: PathBuf,
    /// The web server.
    pub server: ServerConfig,
    /// Searching.
    pub search: SearchConfig,
    /// Making Japanese.
    pub translation: TranslationConfig,
    /// Correcting Japanese.
    pub correction: CorrectionConfig,
    /// Making images of figures.
    pub figures: FiguresConfig,
    /// Mail; links are shown to administrators where it is not configured.
    pub mail: Option<MailConfig>,
    /// Fetching of feeds.
    pub feeds: FeedsConfig,
    /// What a delivery may ask of the machine.
    pub limits: ::feeds::Limits,
}

/// Correcting Japanese.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CorrectionConfig {
    /// Who may suggest a better sentence.
    pub suggestions: SuggestionsBy,
}

/// Who may suggest a better sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuggestionsBy {
    /// Every reader.
    #[default]
    Anybody,
    /// Readers who are signed in.
    SignedIn,
    /// Nobody.
    Nobody,
}

/// Making images of figures, and what one file may ask of the machine.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FiguresConfig {
    /// Files read at once; 0 is half of the processors.
    pub at_once: usize,
    /// Most pixels of a page.
    pub pixels: u64,
    /// Most pages of a file.
    pub pages: u32,
    /// Most memory that unpacking a page may take, MiB.
    pub memory: u64,
    /// Most time for a file, seconds.
    pub seconds: u64,
}

impl Default for FiguresConfig {
    fn default() -> Self {
        Self { at_once: 0, pixels: 150_000_000, pages: 2_000, memory: 512, seconds: 60 }
    }
}

/// The web server.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerConfig {
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Address of a listener of its own for figures in Prometheus' format; none where not set. It asks nobody who he is: keep it inside.
    pub metrics: Option<SocketAddr>,
    /// Folder of the built styles and WebAssembly; found beside the program or under `target/site` where not set.
    pub site: Option<PathBuf>,
    /// The address that people reach the portal by, `https://kakehashi.example.jp`: where links lead, and whether cookies are for TLS only.
    /// The listening address where not set.
    pub public_url: Option<String>,
    /// Networks of the proxies before the portal, whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
}

/// Searching.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SearchConfig {
    /// Which engine answers.
    pub engine: EngineName,
    /// The Meilisearch server, where that is the engine.
    pub meilisearch: MeilisearchConfig,
    /// Hits per page, 1 to 100.
    pub per_page: u32,
    /// Hits that can be paged through and written to a CSV file.
    pub deepest: u32,
    /// Memory of the indexing process, MiB; at least 15. The embedded engine's: a server has its own.
    pub indexing_memory: usize,
}

/// The engines to choose from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EngineName {
    /// In the process, over a folder of the data: nothing to install.
    #[default]
    Embedded,
    /// A Meilisearch server.
    Meilisearch,
}

/// How a Meilisearch server is reached.
#[derive(Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MeilisearchConfig {
    /// Its address: `http://127.0.0.1:7700`.
    pub url: String,
    /// The key for searching; one that may only search is enough. None for a server without keys.
    pub key: Option<String>,
    /// The key for indexing, where it is another one: indexes, documents, settings and tasks.
    pub indexing_key: Option<String>,
    /// What the names of its indexes begin with, so that several portals can share a server.
    pub prefix: String,
    /// Longest wait for an answer to a search, seconds.
    pub timeout_seconds: u64,
}

impl Default for MeilisearchConfig {
    fn default() -> Self {
        Self { url: "http://127.0.0.1:7700".to_owned(), key: None, indexing_key: None, prefix: "kakehashi".to_owned(), timeout_seconds: 10 }
    }
}

impl std::fmt::Debug for MeilisearchConfig {
    /// Without the keys: configuration is printed by `doctor` and in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MeilisearchConfig")
            .field("url", &self.url)
            .field("key", &self.key.as_ref().map(|_| "…"))
            .field("indexing_key", &self.indexing_key.as_ref().map(|_| "…"))
            .field("prefix", &self.prefix)
            .field("timeout_seconds", &self.timeout_seconds)
            .finish()
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: PathBuf::from("kakehashi-data"),
            server: ServerConfig::default(),
            search: SearchConfig::default(),
            translation: TranslationConfig::default(),
            correction: CorrectionConfig::default(),
            figures: FiguresConfig::default(),
            mail: None,
            feeds: FeedsConfig::default(),
            limits: ::feeds::Limits::default(),
        }
    }
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self { listen: SocketAddr::from(([127, 0, 0, 1], 8080)), metrics: None, site: None, public_url: None, trusted_proxies: Vec::new() }
    }
}

impl Default for SearchConfig {
    fn default() -> Self {
        Self {
            engine: EngineName::default(),
            meilisearch: MeilisearchConfig::default(),
            per_page: 20,
            deepest: 10_000,
            indexing_memory: 48,
        }
    }
}

impl Config {
    /// Reads the configuration.
    ///
    /// # Errors
    /// When a named file is missing, or a value is none; the message names the key and where it came from.
    pub fn load(file: Option<&Path>, data: Option<&Path>) -> anyhow::Result<Self> {
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        match file {
            Some(path) => {
                anyhow::ensure!(path.is_file(), "設定ファイルがありません: {}", path.display());
                figment = figment.merge(Toml::file_exact(path));
            }
            None => figment = figment.merge(Toml::file(DEFAULT_FILE)),
        }
        figment = figment.merge(Env::prefixed("KAKEHASHI__").split("__"));
        let mut config: Self = figment.extract().context("設定を読めません")?;
        if let Some(data) = data {
            data.clone_into(&mut config.data);
        }
        anyhow::ensure!((1..=100).contains(&config.search.per_page), "search.per_page は 1 から 100 までです");
        anyhow::ensure!((100..=10_000).contains(&config.search.deepest), "search.deepest は 100 から 10000 までです");
        anyhow::ensure!((15..=4_096).contains(&config.search.indexing_memory), "search.indexing_memory は 15 から 4096 (MiB) までです");
        anyhow::ensure!(config.figures.at_once <= 64, "figures.at_once は 0 から 64 までです");
        anyhow::ensure!((1..=3_600).contains(&config.figures.seconds), "figures.seconds は 1 から 3600 までです");
        anyhow::ensure!((16..=65_536).contains(&config.figures.memory), "figures.memory は 16 から 65536 (MiB) までです");
        if let Some(url) = &config.server.public_url {
            anyhow::ensure!(is_origin(url), "server.public_url は https://kakehashi.example.jp のように書いてください: {url}");
        }
        if let Some(mail) = &config.mail {
            mail.check()?;
        }
        anyhow::ensure!((1..=16).contains(&config.feeds.at_once), "feeds.at_once は 1 から 16 までです");
        anyhow::ensure!((1..=3_600).contains(&config.feeds.silence_seconds), "feeds.silence_seconds は 1 から 3600 までです");
        anyhow::ensure!((1..=600).contains(&config.feeds.connect_seconds), "feeds.connect_seconds は 1 から 600 までです");
        anyhow::ensure!((1..=100).contains(&config.feeds.tries), "feeds.tries は 1 から 100 までです");
        Ok(config)
    }

    /// The address that people reach the portal by, without a slash at its end.
    #[must_use]
    pub fn public_url(&self) -> String {
        if let Some(url) = &self.server.public_url {
            return url.trim_end_matches('/').to_owned();
        }
        let listen = self.server.listen;
        // "All addresses" is none to go to.
        if listen.ip().is_unspecified() { format!("http://localhost:{}", listen.port()) } else { format!("http://{listen}") }
    }

    /// Whether people reach the portal by TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.server.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }

    /// Folder of the search index.
    #[must_use]
    pub fn index_folder(&self) -> PathBuf {
        self.data.join("index")
    }

    /// Folder of styles and WebAssembly: the configured one, else `site` beside the program, else `target/site` here.
    #[must_use]
    pub fn site_folder(&self) -> PathBuf {
        if let Some(site) = &self.server.site {
            return site.clone();
        }
        let beside = std::env::current_exe().ok().and_then(|program| Some(program.parent()?.join("site")));
        match beside {
            Some(folder) if folder.is_dir() => folder,
            _ => PathBuf::from("target/site"),
        }
    }
}

/// Scheme, host and port, and nothing more.
fn is_origin(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else { return false };
    let authority = rest.strip_suffix('/').unwrap_or(rest);
    !authority.is_empty() && !authority.contains(['/', '?', '#', '@']) && authority.parse::<axum::http::uri::Authority>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_address_is_an_origin() {
        for (url, is) in [
            ("https://kakehashi.example.jp", true),
            ("http://127.0.0.1:8080/", true),
            ("https://kakehashi.example.jp/portal", false),
            ("https://user@kakehashi.example.jp", false),
            ("kakehashi.example.jp", false),
            ("https://", false),
        ] {
            assert_eq!(is_origin(url), is, "{url}");
        }
        let mut config = Config::default();
        config.server.listen = SocketAddr::from(([0, 0, 0, 0], 80));
        assert_eq!((config.public_url(), config.is_secure()), ("http://localhost:80".to_owned(), false));
        config.server.public_url = Some("https://kakehashi.example.jp/".to_owned());
        assert_eq!((config.public_url(), config.is_secure()), ("https://kakehashi.example.jp".to_owned(), true));
    }
}
