//! FTP, and FTP over TLS asked for on the usual port (RFC 959, 3659, 4217).

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use suppaftp::{
    FtpError, FtpResult, Mode, Status,
    list::ListParser,
    tokio::{AsyncRustlsConnector, AsyncRustlsFtpStream},
    tokio_rustls::TlsConnector,
    types::FileType,
};
use tokio::io::{AsyncRead, AsyncReadExt as _};

use super::{
    Beginning, Credentials, Intake, PathPattern, RemoteFile, ResumePoint, Transport, TransportError, TransportSettings, listing::selected,
    tls,
};

/// Largest listing of a folder, bytes.
const LARGEST_LISTING: u64 = 16 << 20;
/// Bytes taken at once.
const PIECE: usize = 64 << 10;
/// Folders looked into.
const MOST_FOLDERS: usize = 1_000;

/// A folder of an FTP server.
pub(super) struct Ftp {
    host: String,
    port: u16,
    path: String,
    tls: Option<Arc<rustls::ClientConfig>>,
    pattern: PathPattern,
    credentials: Credentials,
    settings: TransportSettings,
}

impl Ftp {
    pub(super) fn new(
        host: String,
        port: u16,
        path: String,
        with_tls: bool,
        pattern: PathPattern,
        credentials: Credentials,
        settings: TransportSettings,
    ) -> Result<Self, TransportError> {
        let tls = if with_tls { Some(tls::client(&settings.authorities)?) } else { None };
        Ok(Self { host, port, path: path.trim_end_matches('/').to_owned(), tls, pattern, credentials, settings })
    }

    async fn connect(&self) -> Result<AsyncRustlsFtpStream, TransportError> {
        let control = self.settings.guard.connect(&self.host, self.port, self.settings.connect).await?;
        let peer = control.peer_addr().map_err(|error| TransportError::of_network(&error))?.ip();
        let longest = self.settings.connect;
        let talk = async {
            let mut server = AsyncRustlsFtpStream::connect_with_stream(control).await?;
            if let Some(tls) = &self.tls {
                let connector = AsyncRustlsConnector::from(TlsConnector::from(Arc::clone(tls)));
                server = server.into_secure(connector, &self.host).await?;
            }
            // Data come from the address that was looked at, whatever the server says.
            server = server.passive_stream_builder(move |told| Box::pin(data_connection(peer, told.port(), longest)));
            server.set_mode(if peer.is_ipv6() { Mode::ExtendedPassive } else { Mode::Passive });
            let user = if self.credentials.user.is_empty() { "anonymous" } else { &self.credentials.user };
            let password = if self.credentials.user.is_empty() { "kakehashi@" } else { self.credentials.secret.reveal() };
            server.login(user, password).await.map_err(Refused::Login)?;
            server.transfer_type(FileType::Binary).await?;
            Ok::<_, Refused>(server)
        };
        match tokio::time::timeout(self.settings.silence, talk).await {
            Ok(Ok(server)) => Ok(server),
            Ok(Err(Refused::Login(FtpError::UnexpectedResponse(response)))) if response.status == Status::NotLoggedIn => {
                Err(TransportError::new("login-refused", String::from_utf8_lossy(&response.body)))
            }
            Ok(Err(refused)) => Err(refused.into()),
            Err(_) => Err(TransportError::new("timed-out", &self.host)),
        }
    }

    /// What the server answers, unless it is silent for too long.
    async fn in_time<T>(&self, answer: impl Future<Output = FtpResult<T>>) -> Result<T, Refused> {
        match tokio::time::timeout(self.settings.silence, answer).await {
            Ok(answer) => answer.map_err(Refused::Other),
            Err(_) => Err(Refused::Silent),
        }
    }

    /// The entries of a folder, as lines: by the listing made for machines, or else by the one for people.
    async fn entries(&self, server: &mut AsyncRustlsFtpStream, folder: &str) -> Result<Vec<Entry>, TransportError> {
        let ready = [Status::AboutToSend, Status::AlreadyOpen];
        let by_machine = self.in_time(server.custom_data_command(format!("MLSD {folder}"), &ready)).await;
        let (parse, mut data): (fn(&str) -> Option<Entry>, _) = match by_machine {
            Ok((_, data)) => (of_machine_listing, data),
            Err(Refused::Other(FtpError::UnexpectedResponse(response))) if response.status == Status::FileUnavailable => {
                return Err(TransportError::new("not-found", folder));
            }
            Err(Refused::Other(FtpError::UnexpectedResponse(_))) => {
                let (_, data) = self.in_time(server.custom_data_command(format!("LIST {folder}"), &ready)).await?;
                (of_listing_for_people, data)
            }
            Err(refused) => return Err(refused.into()),
        };
        let listing = read_all(&mut data, self.settings.silence).await?;
        self.in_time(data.finish()).await?;
        Ok(String::from_utf8_lossy(&listing).lines().filter_map(parse).collect())
    }
}

enum Refused {
    Login(FtpError),
    Other(FtpError),
    Silent,
}

impl From<Refused> for TransportError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Login(error) | Refused::Other(error) => failure_of(&error),
            Refused::Silent => Self::new("timed-out", ""),
        }
    }
}

impl From<FtpError> for Refused {
    fn from(error: FtpError) -> Self {
        Self::Other(error)
    }
}

/// A connection for data, to the server's own address.
async fn data_connection(peer: std::net::IpAddr, port: u16, longest: Duration) -> FtpResult<tokio::net::TcpStream> {
    match tokio::time::timeout(longest, tokio::net::TcpStream::connect((peer, port))).await {
        Ok(connected) => connected.map_err(FtpError::ConnectionError),
        Err(_) => Err(FtpError::ConnectionError(std::io::ErrorKind::TimedOut.into())),
    }
}

/// An entry of a folder.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    name: String,
    is_folder: bool,
    size: Option<u64>,
    version: Option<String>,
}

/// A line of RFC 3659: `type=file;size=123;modify=20260101000000; name`.
fn of_machine_listing(line: &str) -> Option<Entry> {
    let (facts, name) = line.split_once(' ')?;
    let mut entry = Entry { name: name.trim_end_matches(['\r', '\n']).to_owned(), is_folder: false, size: None, version: None };
    for fact in facts.split(';') {
        let Some((fact, value)) = fact.split_once('=') else { continue };
        match fact.to_ascii_lowercase().as_str() {
            "type" => match value.to_ascii_lowercase().as_str() {
                "file" => {}
                "dir" => entry.is_folder = true,
                // The folder itself, its parent, links and devices.
                _ => return None,
            },
            "size" => entry.size = value.parse().ok(),
            "modify" => entry.version = Some(value.to_owned()),
            _ => {}
        }
    }
    is_a_name(&entry.name).then_some(entry)
}

fn of_listing_for_people(line: &str) -> Option<Entry> {
    let file = ListParser::parse_posix(line).or_else(|_| ListParser::parse_dos(line)).ok()?;
    if !file.is_file() && !file.is_directory() {
        return None;
    }
    let modified = file.modified().duration_since(std::time::UNIX_EPOCH).ok().map(|since| since.as_secs().to_string());
    let entry =
        Entry { name: file.name().to_owned(), is_folder: file.is_directory(), size: u64::try_from(file.size()).ok(), version: modified };
    is_a_name(&entry.name).then_some(entry)
}

/// Whether a server's word is a name within its folder, and safe in a command line.
fn is_a_name(name: &str) -> bool {
    !matches!(name, "" | "." | "..") && !name.contains(['/', '\\']) && !name.chars().any(char::is_control)
}

async fn read_all(data: &mut (impl AsyncRead + Unpin), silence: Duration) -> Result<Vec<u8>, TransportError> {
    let mut read = Vec::new();
    let mut limited = data.take(LARGEST_LISTING + 1);
    match tokio::time::timeout(silence, limited.read_to_end(&mut read)).await {
        Ok(Ok(_)) if read.len() as u64 > LARGEST_LISTING => Err(TransportError::new("too-many-files", read.len())),
        Ok(Ok(_)) => Ok(read),
        Ok(Err(error)) => Err(TransportError::of_network(&error)),
        Err(_) => Err(TransportError::new("timed-out", "listing")),
    }
}

#[async_trait]
impl Transport for Ftp {
    async fn list(&self) -> Result<Vec<RemoteFile>, TransportError> {
        let mut server = self.connect().await?;
        let mut files = Vec::new();
        let mut folders = vec![(String::new(), 0)];
        let mut looked_into = 0;
        while let Some((below, depth)) = folders.pop() {
            looked_into += 1;
            let folder = format!("{}/{below}", self.path);
            for entry in self.entries(&mut server, &folder).await? {
                let path = format!("{below}{}", entry.name);
                if !entry.is_folder {
                    files.push(RemoteFile { path, size: entry.size, version: entry.version, checksum_file: None });
                } else if depth < self.pattern.depth() {
                    folders.push((format!("{path}/"), depth + 1));
                }
            }
            if files.len() > self.settings.files || looked_into + folders.len() > MOST_FOLDERS {
                return Err(TransportError::new("too-many-files", files.len()));
            }
        }
        let _ = tokio::time::timeout(Duration::from_secs(2), server.quit()).await;
        Ok(selected(files, &self.pattern))
    }

    async fn send(&self, file: &RemoteFile, from: &ResumePoint, intake: &mut dyn Intake) -> Result<(), TransportError> {
        let mut server = self.connect().await?;
        let path = format!("{}/{}", self.path, file.path);
        let silence = self.settings.silence;
        let total = match file.size {
            Some(size) => Some(size),
            None => self.in_time(server.size(&path)).await.ok().and_then(|size| u64::try_from(size).ok()),
        };
        let mut offset = from.offset;
        if offset > 0 {
            match usize::try_from(offset) {
                Ok(offset) => self.in_time(server.resume_transfer(offset)).await?,
                Err(_) => offset = 0,
            }
        }
        let opened = match self.in_time(server.retr_as_stream(&path)).await {
            // It does not know REST: from the beginning, then.
            Err(Refused::Other(FtpError::UnexpectedResponse(response))) if offset > 0 && response.status != Status::FileUnavailable => {
                offset = 0;
                self.in_time(server.retr_as_stream(&path)).await
            }
            opened => opened,
        };
        let mut data = opened?;
        intake.begin(Beginning { offset, total, ..Beginning::default() }).await?;
        let mut piece = vec![0; PIECE];
        loop {
            let read = match tokio::time::timeout(silence, data.read(&mut piece)).await {
                Ok(read) => read.map_err(|error| TransportError::of_network(&error))?,
                Err(_) => return Err(TransportError::new("timed-out", &self.host)),
            };
            if read == 0 {
                break;
            }
            intake.take(&piece[..read]).await?;
        }
        // Only the server's last word tells that this was the end and no break.
        self.in_time(data.finish()).await?;
        let _ = tokio::time::timeout(Duration::from_secs(2), server.quit()).await;
        Ok(())
    }
}

fn failure_of(error: &FtpError) -> TransportError {
    match error {
        FtpError::ConnectionError(error) => TransportError::of_network(error),
        FtpError::SecureError(why) => TransportError::new("tls-failed", why),
        FtpError::UnexpectedResponse(response) => {
            let said = String::from_utf8_lossy(&response.body).into_owned();
            match response.status {
                Status::NotLoggedIn => TransportError::new("login-refused", said),
                Status::FileUnavailable => TransportError::new("not-found", said),
                Status::TransferAborted | Status::CannotOpenDataConnection => TransportError::new("connection-broken", said),
                _ => TransportError::new("server-error", said),
            }
        }
        other => TransportError::new("protocol", other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listings_are_read_and_what_is_no_name_left_out() {
        let file = of_machine_listing("type=file;size=12;modify=20260102030405; Gazette 1.zip").expect("an entry");
        assert_eq!((file.name.as_str(), file.size, file.version.as_deref()), ("Gazette 1.zip", Some(12), Some("20260102030405")));
        assert!(of_machine_listing("Type=dir;Modify=20260102030405; 2026").expect("an entry").is_folder);
        for none in [
            "type=cdir;modify=1; .",
            "type=pdir; ..",
            "type=OS.unix=slink:/etc; x",
            "type=file;size=1; ../up",
            "type=file;size=1; a/b",
            "rubbish",
        ] {
            assert_eq!(of_machine_listing(none), None, "{none}");
        }
        let file = of_listing_for_people("-rw-r--r-- 1 root  dialout  8192 Nov 5 2018 omar.txt").expect("an entry");
        assert_eq!((file.name.as_str(), file.size, file.is_folder), ("omar.txt", Some(8192), false));
    }
}
