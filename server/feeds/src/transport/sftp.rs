//! SFTP, over SSH to a server that is known by its key.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use russh::{
    client,
    keys::{HashAlg, PrivateKeyWithHashAlg, PublicKeyOrCertificate, decode_secret_key},
};
use russh_sftp::{
    client::{SftpSession, error::Error as SftpError},
    protocol::StatusCode,
};
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};

use super::{
    Beginning, Credentials, Intake, PathPattern, RemoteFile, ResumePoint, Transport, TransportError, TransportSettings, listing::selected,
};

/// Bytes taken at once.
const PIECE: usize = 256 << 10;
/// Folders looked into.
const MOST_FOLDERS: usize = 1_000;

/// A folder of an SSH server.
pub(super) struct Sftp {
    host: String,
    port: u16,
    path: String,
    pattern: PathPattern,
    credentials: Credentials,
    host_key: Option<String>,
    settings: TransportSettings,
}

/// What the server's key was found to be.
struct KeyCheck {
    expected: Option<String>,
    refused: Arc<Mutex<Option<TransportError>>>,
}

impl client::Handler for KeyCheck {
    type Error = russh::Error;

    async fn check_server_key(&mut self, key: &PublicKeyOrCertificate) -> Result<bool, Self::Error> {
        let shown = match key {
            PublicKeyOrCertificate::PublicKey { key, .. } => key.fingerprint(HashAlg::Sha256).to_string(),
            PublicKeyOrCertificate::Certificate(certificate) => certificate.public_key().fingerprint(HashAlg::Sha256).to_string(),
        };
        let refused = match &self.expected {
            Some(expected) if *expected == shown => return Ok(true),
            Some(_) => TransportError::new("host-key-changed", shown),
            None => TransportError::new("host-key-unknown", shown),
        };
        // A poisoned lock means a panic while a reason was put in: there is none better than this one.
        *self.refused.lock().unwrap_or_else(PoisonError::into_inner) = Some(refused);
        Ok(false)
    }
}

impl Sftp {
    pub(super) fn new(
        host: String,
        port: u16,
        path: String,
        pattern: PathPattern,
        credentials: Credentials,
        host_key: Option<String>,
        settings: TransportSettings,
    ) -> Self {
        let path = if path.trim_end_matches('/').is_empty() { String::new() } else { path.trim_end_matches('/').to_owned() };
        Self { host, port, path, pattern, credentials, host_key, settings }
    }

    async fn connect(&self) -> Result<(client::Handle<KeyCheck>, SftpSession), TransportError> {
        let stream = self.settings.guard.connect(&self.host, self.port, self.settings.connect).await?;
        let refused = Arc::new(Mutex::new(None));
        let check = KeyCheck { expected: self.host_key.clone(), refused: Arc::clone(&refused) };
        let config = client::Config {
            inactivity_timeout: Some(self.settings.silence),
            window_size: 8 << 20,
            nodelay: true,
            ..client::Config::default()
        };
        let talk = async {
            let mut session = client::connect_stream(Arc::new(config), stream, check).await.map_err(|error| failure_of(&error))?;
            self.log_in(&mut session).await?;
            let channel = session.channel_open_session().await.map_err(|error| failure_of(&error))?;
            channel.request_subsystem(true, "sftp").await.map_err(|error| failure_of(&error))?;
            let sftp = SftpSession::new(channel.into_stream()).await.map_err(|error| sftp_failure(&error))?;
            sftp.set_timeout(self.settings.silence.as_secs().max(1));
            Ok((session, sftp))
        };
        let talked = tokio::time::timeout(self.settings.silence, talk).await;
        let key_refused = refused.lock().unwrap_or_else(PoisonError::into_inner).take();
        match (key_refused, talked) {
            (Some(refused), _) => Err(refused),
            (None, Ok(talked)) => talked,
            (None, Err(_)) => Err(TransportError::new("timed-out", &self.host)),
        }
    }

    async fn log_in(&self, session: &mut client::Handle<KeyCheck>) -> Result<(), TransportError> {
        let user = self.credentials.user.clone();
        let secret = &self.credentials.secret;
        let answer = if secret.is_private_key() {
            let key = decode_secret_key(secret.reveal(), None)
                .map_err(|_| TransportError::new("login-refused", "秘密鍵を読めません(パスフレーズのない OpenSSH・PEM・PuTTY 形式)"))?;
            // What signs by RSA here takes a time that tells of its key (RUSTSEC-2023-0071).
            if key.algorithm().is_rsa() {
                return Err(TransportError::new("login-refused", "RSAの秘密鍵は使えません。Ed25519かECDSAの鍵を登録してください"));
            }
            session.authenticate_publickey(user, PrivateKeyWithHashAlg::new(Arc::new(key), None)).await
        } else {
            session.authenticate_password(user, secret.reveal()).await
        };
        if answer.map_err(|error| failure_of(&error))?.success() { Ok(()) } else { Err(TransportError::new("login-refused", &self.host)) }
    }

    fn place(&self, below: &str) -> String {
        match (self.path.as_str(), below) {
            ("", "") => ".".to_owned(),
            ("", below) => below.to_owned(),
            (path, "") => path.to_owned(),
            (path, below) => format!("{path}/{below}"),
        }
    }
}

#[async_trait]
impl Transport for Sftp {
    async fn list(&self) -> Result<Vec<RemoteFile>, TransportError> {
        let (_session, sftp) = self.connect().await?;
        let mut files = Vec::new();
        let mut folders = vec![(String::new(), 0)];
        let mut looked_into = 0;
        while let Some((below, depth)) = folders.pop() {
            looked_into += 1;
            let entries = sftp.read_dir(self.place(below.trim_end_matches('/'))).await.map_err(|error| sftp_failure(&error))?;
            for entry in entries {
                let name = entry.file_name();
                if matches!(name.as_str(), "" | "." | "..") || name.contains('/') || name.chars().any(char::is_control) {
                    continue;
                }
                let (kind, about) = (entry.file_type(), entry.metadata());
                let path = format!("{below}{name}");
                if kind.is_file() {
                    let version = about.mtime.map(|time| time.to_string());
                    files.push(RemoteFile { path, size: about.size, version, checksum_file: None });
                } else if kind.is_dir() && depth < self.pattern.depth() {
                    folders.push((format!("{path}/"), depth + 1));
                }
            }
            if files.len() > self.settings.files || looked_into + folders.len() > MOST_FOLDERS {
                return Err(TransportError::new("too-many-files", files.len()));
            }
        }
        Ok(selected(files, &self.pattern))
    }

    async fn send(&self, file: &RemoteFile, from: &ResumePoint, intake: &mut dyn Intake) -> Result<(), TransportError> {
        let (_session, sftp) = self.connect().await?;
        let mut remote = sftp.open(self.place(&file.path)).await.map_err(|error| sftp_failure(&error))?;
        let about = remote.metadata().await.map_err(|error| sftp_failure(&error))?;
        if from.offset > 0 {
            remote.seek(std::io::SeekFrom::Start(from.offset)).await.map_err(|error| TransportError::of_network(&error))?;
        }
        let total = about.size.or(file.size);
        intake.begin(Beginning { offset: from.offset, total, ..Beginning::default() }).await?;
        let mut piece = vec![0; PIECE];
        loop {
            let read = match tokio::time::timeout(self.settings.silence, remote.read(&mut piece)).await {
                Ok(read) => read.map_err(|error| TransportError::of_network(&error))?,
                Err(_) => return Err(TransportError::new("timed-out", &self.host)),
            };
            if read == 0 {
                return Ok(());
            }
            intake.take(&piece[..read]).await?;
        }
    }
}

fn failure_of(error: &russh::Error) -> TransportError {
    match error {
        russh::Error::IO(error) => TransportError::of_network(error),
        russh::Error::Disconnect | russh::Error::HUP | russh::Error::SendError => TransportError::new("connection-broken", error),
        russh::Error::InactivityTimeout | russh::Error::ConnectionTimeout | russh::Error::KeepaliveTimeout => {
            TransportError::new("timed-out", error)
        }
        other => TransportError::new("protocol", other),
    }
}

fn sftp_failure(error: &SftpError) -> TransportError {
    match error {
        SftpError::Status(status) => match status.status_code {
            StatusCode::NoSuchFile => TransportError::new("not-found", &status.error_message),
            StatusCode::PermissionDenied => TransportError::new("denied", &status.error_message),
            StatusCode::ConnectionLost | StatusCode::NoConnection => TransportError::new("connection-broken", &status.error_message),
            _ => TransportError::new("server-error", &status.error_message),
        },
        SftpError::Timeout => TransportError::new("timed-out", error),
        other => TransportError::new("connection-broken", other),
    }
}
