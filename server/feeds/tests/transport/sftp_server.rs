//! An SSH server with SFTP whose sessions break after some bytes.

use std::{collections::HashMap, net::SocketAddr, sync::Arc};

use russh::{
    Channel, ChannelId,
    keys::{Algorithm, HashAlg, PrivateKey, PublicKey, ssh_key::LineEnding},
    server::{Auth, ChannelOpenHandle, Handler, Msg, Session, VerifiedPublicKey},
};
use russh_sftp::protocol::{Attrs, Data, File, FileAttributes, Handle, Name, OpenFlags, Status, StatusCode, Version};
use tokio::net::TcpListener;

use crate::flaky::{Breaks, content};

pub struct Server {
    pub address: SocketAddr,
    /// Of the server's key.
    pub fingerprint: String,
    /// A private key that it lets in.
    pub client_key: String,
}

fn key() -> PrivateKey {
    PrivateKey::random(&mut rand::rng(), Algorithm::Ed25519).expect("a key")
}

pub async fn serve(breaks: Breaks) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (own, client) = (key(), key());
    let fingerprint = own.public_key().fingerprint(HashAlg::Sha256).to_string();
    let client_key = client.to_openssh(LineEnding::LF).expect("it can be written").to_string();
    let config = russh::server::Config {
        keys: vec![own],
        auth_rejection_time: std::time::Duration::from_millis(1),
        ..russh::server::Config::default()
    };
    let (config, permitted) = (Arc::new(config), client.public_key().clone());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let office = Office { channels: HashMap::new(), permitted: permitted.clone(), breaks };
            let config = Arc::clone(&config);
            tokio::spawn(async move {
                if let Ok(running) = russh::server::run_stream(config, stream, office).await {
                    let _ = running.await;
                }
            });
        }
    });
    Server { address, fingerprint, client_key }
}

struct Office {
    channels: HashMap<ChannelId, Channel<Msg>>,
    permitted: PublicKey,
    breaks: Breaks,
}

impl Handler for Office {
    type Error = russh::Error;

    async fn auth_password(&mut self, user: &str, password: &str) -> Result<Auth, Self::Error> {
        Ok(if (user, password) == ("office", "geheim") { Auth::Accept } else { Auth::reject() })
    }

    async fn auth_publickey(&mut self, _: &str, key: VerifiedPublicKey<'_>) -> Result<Auth, Self::Error> {
        Ok(if key.public_key.key_data() == self.permitted.key_data() { Auth::Accept } else { Auth::reject() })
    }

    async fn channel_open_session(&mut self, channel: Channel<Msg>, reply: ChannelOpenHandle, _: &mut Session) -> Result<(), Self::Error> {
        self.channels.insert(channel.id(), channel);
        reply.accept().await;
        Ok(())
    }

    async fn subsystem_request(&mut self, id: ChannelId, _: &str, session: &mut Session) -> Result<(), Self::Error> {
        let channel = self.channels.remove(&id).expect("it was opened");
        session.channel_success(id)?;
        let shelf = Shelf { left: self.breaks.after.unwrap_or(usize::MAX), listed: false };
        russh_sftp::server::run(channel.into_stream(), shelf).await;
        Ok(())
    }
}

/// One folder with one large file.
struct Shelf {
    left: usize,
    listed: bool,
}

fn about() -> FileAttributes {
    FileAttributes { size: Some(crate::LARGE as u64), permissions: Some(0o100_644), mtime: Some(1_700_000_000), ..FileAttributes::empty() }
}

impl russh_sftp::server::Handler for Shelf {
    type Error = StatusCode;

    fn unimplemented(&self) -> Self::Error {
        StatusCode::OpUnsupported
    }

    async fn init(&mut self, _: u32, _: HashMap<String, String>) -> Result<Version, Self::Error> {
        Ok(Version::new())
    }

    async fn open(&mut self, id: u32, filename: String, _: OpenFlags, _: FileAttributes) -> Result<Handle, Self::Error> {
        if filename.ends_with("large.zip") { Ok(Handle { id, handle: "large".to_owned() }) } else { Err(StatusCode::NoSuchFile) }
    }

    async fn fstat(&mut self, id: u32, _: String) -> Result<Attrs, Self::Error> {
        Ok(Attrs { id, attrs: about() })
    }

    async fn read(&mut self, id: u32, _: String, offset: u64, len: u32) -> Result<Data, Self::Error> {
        let offset = usize::try_from(offset).expect("an offset");
        if offset >= crate::LARGE {
            return Err(StatusCode::Eof);
        }
        let length = (len as usize).min(crate::LARGE - offset);
        if self.left < length {
            return Err(StatusCode::ConnectionLost);
        }
        self.left -= length;
        Ok(Data { id, data: content_at(offset, length) })
    }

    async fn close(&mut self, id: u32, _: String) -> Result<Status, Self::Error> {
        Ok(Status { id, status_code: StatusCode::Ok, error_message: String::new(), language_tag: String::new() })
    }

    async fn opendir(&mut self, id: u32, path: String) -> Result<Handle, Self::Error> {
        Ok(Handle { id, handle: path })
    }

    async fn readdir(&mut self, id: u32, _: String) -> Result<Name, Self::Error> {
        if self.listed {
            return Err(StatusCode::Eof);
        }
        self.listed = true;
        Ok(Name { id, files: vec![File::new("large.zip", about())] })
    }
}

fn content_at(offset: usize, length: usize) -> Vec<u8> {
    static WHOLE: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(|| content(crate::LARGE));
    WHOLE[offset..offset + length].to_vec()
}
