//! A feed's source: connecting to it, and trying whether that works.

use std::{sync::Arc, time::Duration};

use feeds::transport::{
    self, AddressGuard, Credentials, FetchLimits, PathPattern, RemoteFile, SourceAddress, Transport, TransportError, TransportSettings,
};
use storage::Feed;

use super::secrets::{SecretError, secret_of};
use crate::config::FeedsConfig;

const MIB: u64 = 1 << 20;

/// Why a source cannot be used: stable code and reason in Japanese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceError {
    /// Stable code.
    pub code: &'static str,
    /// The reason, in Japanese.
    pub reason: String,
    /// What the other side said: of an unknown server the fingerprint of its key.
    pub detail: String,
    /// Whether trying again may help.
    pub transient: bool,
}

impl SourceError {
    fn new(code: &'static str, reason: impl ToString) -> Self {
        Self { code, reason: reason.to_string(), detail: String::new(), transient: false }
    }
}

impl From<TransportError> for SourceError {
    fn from(error: TransportError) -> Self {
        Self { code: error.code, reason: error.reason(), transient: error.transient, detail: error.detail }
    }
}

impl From<SecretError> for SourceError {
    fn from(error: SecretError) -> Self {
        Self { detail: error.detail().to_owned(), ..Self::new("secret-unavailable", error) }
    }
}

/// How to connect, as it is configured.
///
/// # Errors
/// Where the file of certificate authorities cannot be read.
pub fn transport_settings(config: &FeedsConfig) -> Result<TransportSettings, SourceError> {
    let authorities = match &config.authorities {
        Some(file) => transport::extra_authorities(file).map_err(|reason| SourceError::new("authorities-unreadable", reason))?,
        None => Vec::new(),
    };
    Ok(TransportSettings {
        guard: AddressGuard::with_private(config.allow_private),
        connect: Duration::from_secs(config.connect_seconds),
        silence: Duration::from_secs(config.silence_seconds),
        authorities: Arc::new(authorities),
        settled: Duration::from_secs(config.settled_seconds),
        folders: config.folders.clone(),
        ..TransportSettings::default()
    })
}

/// What fetching may take.
pub(super) fn fetch_limits(config: &FeedsConfig, feed: &Feed) -> FetchLimits {
    let configured = config.file_mib.saturating_mul(MIB);
    FetchLimits {
        file_bytes: feed.file_bytes.map_or(configured, |bytes| bytes.min(configured)),
        free_bytes: config.free_mib.saturating_mul(MIB),
        tries: config.tries.max(1),
        ..FetchLimits::default()
    }
}

/// A feed's transport.
pub(super) fn open(config: &FeedsConfig, feed: &Feed) -> Result<(Box<dyn Transport>, SourceAddress), SourceError> {
    if feed.address.is_empty() {
        return Err(SourceError::new("no-address", "取得元が登録されていないフィードです(アップロードだけを受け付けます)"));
    }
    let address: SourceAddress = feed.address.parse().map_err(|refused| SourceError::new("address-unreadable", refused))?;
    let pattern = PathPattern::read(&feed.pattern).map_err(|refused| SourceError::new("pattern-unreadable", refused))?;
    let credentials = Credentials { user: feed.user.clone(), secret: secret_of(config, feed)? };
    let settings = transport_settings(config)?;
    let transport = transport::open(&address, &pattern, credentials, feed.host_key.clone(), &settings)?;
    Ok((transport, address))
}

/// Tries a feed's source: what it has now.
///
/// # Errors
/// Where it cannot be reached or refuses.
pub async fn test_source(config: &FeedsConfig, feed: &Feed) -> Result<Vec<RemoteFile>, SourceError> {
    let (transport, _) = open(config, feed)?;
    Ok(transport.list().await?)
}
