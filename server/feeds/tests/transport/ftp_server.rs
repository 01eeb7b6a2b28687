//! An FTP server, with or without TLS, whose transfers break after some bytes.

use std::{
    fmt::Debug,
    net::SocketAddr,
    path::{Path, PathBuf},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::SystemTime,
};

use async_trait::async_trait;
use libunftp::ServerBuilder;
use rustls_pki_types::CertificateDer;
use tempfile::TempDir;
use tokio::{
    io::{AsyncRead, ReadBuf},
    net::TcpListener,
};
use unftp_core::{
    auth::{AuthenticationError, Authenticator, Credentials, DefaultUser, Principal},
    storage::{Error, ErrorKind, FEATURE_RESTART, Fileinfo, Metadata, Result, StorageBackend},
};

use crate::flaky::{Breaks, content};

pub struct Server {
    pub address: SocketAddr,
}

/// A certificate of the test's own.
pub struct Certificate {
    folder: TempDir,
    der: CertificateDer<'static>,
}

impl Certificate {
    pub fn of(name: &str) -> Self {
        let made = rcgen::generate_simple_self_signed([name.to_owned()]).expect("a certificate");
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("certificate.pem"), made.cert.pem()).expect("written");
        std::fs::write(folder.path().join("key.pem"), made.signing_key.serialize_pem()).expect("written");
        Self { folder, der: made.cert.der().clone() }
    }

    pub fn authority(&self) -> CertificateDer<'static> {
        self.der.clone()
    }
}

pub async fn serve(breaks: Breaks, certificate: Option<&Certificate>) -> Server {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let files = certificate.map(|certificate| {
        let folder = certificate.folder.path();
        (folder.join("certificate.pem"), folder.join("key.pem"))
    });
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mut server =
                ServerBuilder::with_authenticator(Box::new(move || Shelf { breaks }), Arc::new(OneOffice)).passive_ports(42_000..=48_000);
            if let Some((certificate, key)) = &files {
                server =
                    server.ftps(certificate, key).ftps_required(libunftp::options::FtpsRequired::All, libunftp::options::FtpsRequired::All);
            }
            let server = server.build().expect("a server");
            tokio::spawn(server.service(stream));
        }
    });
    Server { address }
}

#[derive(Debug)]
struct OneOffice;

#[async_trait]
impl Authenticator for OneOffice {
    async fn authenticate(&self, username: &str, creds: &Credentials) -> std::result::Result<Principal, AuthenticationError> {
        match (username, creds.password.as_deref()) {
            ("office", Some("geheim")) => Ok(Principal { username: username.to_owned() }),
            _ => Err(AuthenticationError::BadPassword),
        }
    }
}

/// One folder with one large file.
struct Shelf {
    breaks: Breaks,
}

impl Debug for Shelf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shelf")
    }
}

#[derive(Clone)]
struct About {
    folder: bool,
}

impl Metadata for About {
    fn len(&self) -> u64 {
        if self.folder { 0 } else { crate::LARGE as u64 }
    }

    fn is_dir(&self) -> bool {
        self.folder
    }

    fn is_file(&self) -> bool {
        !self.folder
    }

    fn is_symlink(&self) -> bool {
        false
    }

    fn modified(&self) -> Result<SystemTime> {
        Ok(SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000))
    }

    fn gid(&self) -> u32 {
        0
    }

    fn uid(&self) -> u32 {
        0
    }
}

/// Gives so many bytes and then fails.
struct Breaking {
    content: std::io::Cursor<Vec<u8>>,
    left: usize,
}

impl AsyncRead for Breaking {
    fn poll_read(mut self: Pin<&mut Self>, _: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<std::io::Result<()>> {
        let rest = self.content.get_ref().len() - usize::try_from(self.content.position()).expect("a position");
        let take = into.remaining().min(self.left).min(rest);
        if take == 0 && rest > 0 {
            return Poll::Ready(Err(std::io::ErrorKind::BrokenPipe.into()));
        }
        let from = usize::try_from(self.content.position()).expect("a position");
        into.put_slice(&self.content.get_ref()[from..from + take]);
        self.content.set_position((from + take) as u64);
        self.left -= take;
        Poll::Ready(Ok(()))
    }
}

fn refused<T>() -> Result<T> {
    Err(Error::from(ErrorKind::PermanentFileNotAvailable))
}

#[async_trait]
impl StorageBackend<DefaultUser> for Shelf {
    type Metadata = About;

    fn supported_features(&self) -> u32 {
        FEATURE_RESTART
    }

    async fn metadata<P: AsRef<Path> + Send + Debug>(&self, _: &DefaultUser, path: P) -> Result<About> {
        match path.as_ref().file_name().and_then(|name| name.to_str()) {
            None => Ok(About { folder: true }),
            Some("large.zip") => Ok(About { folder: false }),
            Some(_) => refused(),
        }
    }

    async fn list<P: AsRef<Path> + Send + Debug>(&self, _: &DefaultUser, _: P) -> Result<Vec<Fileinfo<PathBuf, About>>> {
        Ok(vec![Fileinfo { path: PathBuf::from("/large.zip"), metadata: About { folder: false } }])
    }

    async fn get<P: AsRef<Path> + Send + Debug>(
        &self,
        _: &DefaultUser,
        _: P,
        start_pos: u64,
    ) -> Result<Box<dyn AsyncRead + Send + Sync + Unpin>> {
        let mut content = std::io::Cursor::new(content(crate::LARGE));
        content.set_position(start_pos);
        Ok(Box::new(Breaking { content, left: self.breaks.after.unwrap_or(usize::MAX) }))
    }

    async fn put<P: AsRef<Path> + Send + Debug, R: AsyncRead + Send + Sync + Unpin + 'static>(
        &self,
        _: &DefaultUser,
        _: R,
        _: P,
        _: u64,
    ) -> Result<u64> {
        refused()
    }

    async fn del<P: AsRef<Path> + Send + Debug>(&self, _: &DefaultUser, _: P) -> Result<()> {
        refused()
    }

    async fn mkd<P: AsRef<Path> + Send + Debug>(&self, _: &DefaultUser, _: P) -> Result<()> {
        refused()
    }

    async fn rename<P: AsRef<Path> + Send + Debug>(&self, _: &DefaultUser, _: P, _: P) -> Result<()> {
        refused()
    }

    async fn rmd<P: AsRef<Path> + Send + Debug>(&self, _: &DefaultUser, _: P) -> Result<()> {
        refused()
    }

    async fn cwd<P: AsRef<Path> + Send + Debug>(&self, _: &DefaultUser, _: P) -> Result<()> {
        Ok(())
    }
}
