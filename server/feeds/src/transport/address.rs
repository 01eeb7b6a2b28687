//! Where a source is, as one address.

use std::{fmt, path::PathBuf, str::FromStr};

use thiserror::Error;
use url::Url;

/// Longest address, bytes.
const LONGEST: usize = 2_000;

/// Where a source is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceAddress {
    /// A folder of this machine: `file:///srv/incoming/my`.
    Folder(PathBuf),
    /// A file, or a page that links to files (an address that ends with `/`): `https://office.example/bulk/`.
    Http(Url),
    /// A folder of an FTP server: `ftp://`, or `ftps://` for TLS asked for on the usual port.
    Ftp {
        /// Name or IP address.
        host: String,
        /// Port.
        port: u16,
        /// Folder.
        path: String,
        /// Whether TLS is asked for.
        tls: bool,
    },
    /// A folder of an SSH server: `sftp://`.
    Sftp {
        /// Name or IP address.
        host: String,
        /// Port.
        port: u16,
        /// Folder.
        path: String,
    },
}

/// What is no address of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{reason}")]
pub struct AddressError {
    /// Stable code.
    pub code: &'static str,
    /// The reason, in Japanese.
    pub reason: &'static str,
}

const fn refused(code: &'static str, reason: &'static str) -> AddressError {
    AddressError { code, reason }
}

impl FromStr for SourceAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        if text.len() > LONGEST {
            return Err(refused("address-too-long", "アドレスが長すぎます"));
        }
        if text.chars().any(char::is_control) {
            return Err(refused("address-control-character", "アドレスに制御文字が含まれています"));
        }
        // Read as browsers read it, `ftp:///x` would be a server named x.
        if text.split_once("://").is_some_and(|(scheme, rest)| !scheme.eq_ignore_ascii_case("file") && rest.starts_with(['/', '\\'])) {
            return Err(refused("address-without-server", "サーバーの名前がありません"));
        }
        let url: Url = text.parse().map_err(|_| {
            refused(
                "address-incomplete",
                "アドレスは https://、ftp://、ftps://、sftp://、file:/// のいずれかで始まる完全な形で書いてください",
            )
        })?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refused("address-with-login", "利用者名とパスワードはアドレスに書かず、それぞれの欄に入れてください"));
        }
        let path = percent_encoding::percent_decode_str(url.path())
            .decode_utf8()
            .map_err(|_| refused("address-path-unreadable", "アドレスのパスを読めません"))?;
        if path.chars().any(char::is_control) {
            return Err(refused("address-control-character", "アドレスに制御文字が含まれています"));
        }
        let path = path.into_owned();
        // `url` writes an IPv6 address in brackets; resolvers take it without.
        let host = url.host_str().map(|host| host.trim_start_matches('[').trim_end_matches(']').to_owned());
        let host = || host.clone().filter(|host| !host.is_empty()).ok_or(refused("address-without-server", "サーバーの名前がありません"));
        match url.scheme() {
            "http" | "https" => {
                host()?;
                Ok(Self::Http(url))
            }
            scheme @ ("ftp" | "ftps") => Ok(Self::Ftp { host: host()?, port: url.port().unwrap_or(21), path, tls: scheme == "ftps" }),
            "sftp" => Ok(Self::Sftp { host: host()?, port: url.port().unwrap_or(22), path }),
            "file" => {
                let folder = url
                    .to_file_path()
                    .map_err(|()| refused("address-no-folder", "フォルダーは file:///srv/incoming のように書いてください"))?;
                Ok(Self::Folder(folder))
            }
            _ => Err(refused(
                "address-incomplete",
                "アドレスは https://、http://、ftp://、ftps://、sftp://、file:/// のいずれかで始めてください",
            )),
        }
    }
}

impl SourceAddress {
    /// The channel's name: `https`, `ftp`, `folder` …
    #[must_use]
    pub fn channel(&self) -> &'static str {
        match self {
            Self::Folder(_) => "folder",
            Self::Http(url) if url.scheme() == "https" => "https",
            Self::Http(_) => "http",
            Self::Ftp { tls: true, .. } => "ftps",
            Self::Ftp { .. } => "ftp",
            Self::Sftp { .. } => "sftp",
        }
    }

    /// The server that is shown the credentials, with how it is asked; empty for a folder.
    #[must_use]
    pub fn server(&self) -> String {
        match self {
            Self::Folder(_) => String::new(),
            Self::Http(url) => url.origin().ascii_serialization(),
            Self::Ftp { host, port, .. } | Self::Sftp { host, port, .. } => format!("{}://{host}:{port}", self.channel()),
        }
    }
}

impl fmt::Display for SourceAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => write!(f, "file://{}", path.display()),
            Self::Http(url) => write!(f, "{url}"),
            Self::Ftp { host, port, path, .. } | Self::Sftp { host, port, path } => {
                write!(f, "{}://{host}:{port}{path}", self.channel())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_secrets_in_them_refused() {
        let read = |text: &str| text.parse::<SourceAddress>();
        assert_eq!(
            read("ftps://ftp.office.example/out/2026").expect("read"),
            SourceAddress::Ftp { host: "ftp.office.example".to_owned(), port: 21, path: "/out/2026".to_owned(), tls: true }
        );
        assert_eq!(
            read("sftp://[2001:db8::1]:2222/a%20b").expect("read"),
            SourceAddress::Sftp { host: "2001:db8::1".to_owned(), port: 2222, path: "/a b".to_owned() }
        );
        assert_eq!(read("file:///srv/in").expect("read"), SourceAddress::Folder(PathBuf::from("/srv/in")));
        for refused in ["ftp://me:secret@host/", "gopher://host/", "host/path", "ftp://host/a%0d%0aDELE%20x", "https://", "ftp:///x", ""] {
            assert!(read(refused).is_err(), "{refused}");
        }
    }
}
