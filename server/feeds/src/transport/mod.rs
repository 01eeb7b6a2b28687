//! Transports: how an office's files come here.
//!
//! A [`Transport`] lists what a source has and sends a file from an offset on; everything else (resuming, trying again, checking, caps) is
//! [`fetch`]'s, the same for all. Connections are made by the [`AddressGuard`], which alone decides where the program may connect to.

mod address;
mod credentials;
mod error;
mod fetch;
mod folder;
mod ftp;
mod guard;
mod http;
mod links;
mod listing;
mod part;
mod sftp;
mod tls;

use std::{path::PathBuf, sync::Arc, time::Duration};

use async_trait::async_trait;

pub use address::{AddressError, SourceAddress};
pub use credentials::{Credentials, Secret};
pub use error::TransportError;
pub use fetch::{FetchLimits, FetchProgress, Fetched, fetch};
pub use folder::packed_folder;
pub use guard::{AddressGuard, is_public};
pub use listing::{PathPattern, PatternError, RemoteFile, StatedChecksum};
pub use part::forget_left;
pub use tls::extra_authorities;

/// What a server is asked to send.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResumePoint {
    /// Bytes that are here already.
    pub offset: u64,
    /// What told the version that they are of: an entity tag or a date of HTTP.
    pub validator: Option<String>,
}

/// What a server begins to send.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beginning {
    /// From which byte on: what was asked for, or 0 where the server begins anew.
    pub offset: u64,
    /// Bytes of the whole file, where the server says so.
    pub total: Option<u64>,
    /// What tells this version of the file from others.
    pub validator: Option<String>,
    /// A checksum that came with the answer.
    pub checksum: Option<StatedChecksum>,
}

/// Takes what a server sends.
#[async_trait]
pub trait Intake: Send {
    /// Is told what comes, before its first byte.
    ///
    /// # Errors
    /// To end it.
    async fn begin(&mut self, beginning: Beginning) -> Result<(), TransportError>;

    /// Takes the next bytes.
    ///
    /// # Errors
    /// To end it.
    async fn take(&mut self, bytes: &[u8]) -> Result<(), TransportError>;
}

/// A source of files. Each call connects anew, so that a broken connection is nobody's state.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Files of the source, by path; those of the pattern only.
    ///
    /// # Errors
    /// When the source cannot be reached or refuses.
    async fn list(&self) -> Result<Vec<RemoteFile>, TransportError>;

    /// Sends a file from a point on.
    ///
    /// # Errors
    /// When the source breaks off or refuses, or the intake ends it.
    async fn send(&self, file: &RemoteFile, from: &ResumePoint, intake: &mut dyn Intake) -> Result<(), TransportError>;
}

/// How to connect, whatever the source.
#[derive(Clone, Debug)]
pub struct TransportSettings {
    /// Where connections may go.
    pub guard: AddressGuard,
    /// Longest wait for a connection.
    pub connect: Duration,
    /// Longest silence while a server sends or answers.
    pub silence: Duration,
    /// Certificate authorities beside those of the system.
    pub authorities: Arc<Vec<rustls_pki_types::CertificateDer<'static>>>,
    /// How long a file of a watched folder must have been left alone to count as whole.
    pub settled: Duration,
    /// Folders within which watched folders may lie.
    pub folders: Vec<PathBuf>,
    /// Most files of a listing.
    pub files: usize,
}

impl Default for TransportSettings {
    fn default() -> Self {
        Self {
            guard: AddressGuard::public_only(),
            connect: Duration::from_secs(20),
            silence: Duration::from_secs(60),
            authorities: Arc::default(),
            settled: Duration::from_secs(60),
            folders: Vec::new(),
            files: 10_000,
        }
    }
}

/// The transport of an address.
///
/// `host_key` is the fingerprint (`SHA256:…`) by which an SFTP server is known; without one, connecting fails and tells the server's.
///
/// # Errors
/// When the address is none of a server, or TLS cannot be set up.
pub fn open(
    address: &SourceAddress,
    pattern: &PathPattern,
    credentials: Credentials,
    host_key: Option<String>,
    settings: &TransportSettings,
) -> Result<Box<dyn Transport>, TransportError> {
    let (pattern, settings) = (pattern.clone(), settings.clone());
    match address {
        SourceAddress::Folder(path) => Ok(Box::new(folder::Folder::new(path, pattern, settings)?)),
        SourceAddress::Http(url) => Ok(Box::new(http::Http::new(url.clone(), pattern, credentials, settings)?)),
        SourceAddress::Ftp { host, port, path, tls } => {
            Ok(Box::new(ftp::Ftp::new(host.clone(), *port, path.clone(), *tls, pattern, credentials, settings)?))
        }
        SourceAddress::Sftp { host, port, path } => {
            Ok(Box::new(sftp::Sftp::new(host.clone(), *port, path.clone(), pattern, credentials, host_key, settings)))
        }
    }
}
