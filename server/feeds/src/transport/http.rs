//! HTTP and HTTPS: a file, or a page that links to files.

use std::{net::SocketAddr, sync::Arc};

use async_trait::async_trait;
use futures_util::StreamExt as _;
use reqwest::{
    Client, Method, Response, StatusCode,
    dns::{Addrs, Name, Resolve, Resolving},
    header::{ACCEPT_ENCODING, CONTENT_RANGE, ETAG, HeaderMap, IF_RANGE, LAST_MODIFIED, LOCATION, RANGE},
};
use url::{Host, Url};

use super::{
    AddressGuard, Beginning, Credentials, Intake, PathPattern, RemoteFile, ResumePoint, Transport, TransportError, TransportSettings,
    links::links, listing::selected,
};

/// Redirections followed, each looked at.
const MOST_REDIRECTS: usize = 5;
/// Largest page of links, bytes.
const LARGEST_PAGE: usize = 8 << 20;
/// Files whose size and date are asked for one by one; of more, only the names are known.
const MOST_ASKED: usize = 500;

/// An address of HTTP.
pub(super) struct Http {
    client: Client,
    url: Url,
    pattern: PathPattern,
    credentials: Credentials,
    settings: TransportSettings,
}

/// Gives the client only addresses that the guard has looked at.
struct Guarded(AddressGuard);

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.0.clone();
        Box::pin(async move {
            let found: Vec<SocketAddr> = guard.resolve(name.as_str(), 0).await?;
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

impl Http {
    pub(super) fn new(
        url: Url,
        pattern: PathPattern,
        credentials: Credentials,
        settings: TransportSettings,
    ) -> Result<Self, TransportError> {
        // Installed once per process; a second installation is refused and harmless.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let failed = |error: reqwest::Error| TransportError::new("tls-failed", error);
        let authorities =
            settings.authorities.iter().map(|der| reqwest::Certificate::from_der(der)).collect::<Result<Vec<_>, _>>().map_err(failed)?;
        let client = Client::builder()
            .connect_timeout(settings.connect)
            .read_timeout(settings.silence)
            .redirect(reqwest::redirect::Policy::none())
            // A proxy would resolve names out of the guard's sight.
            .no_proxy()
            .dns_resolver(Arc::new(Guarded(settings.guard.clone())))
            .tls_certs_merge(authorities)
            .user_agent(concat!("kakehashi/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(failed)?;
        Ok(Self { client, url, pattern, credentials, settings })
    }

    /// Whether the address is that of a page of links.
    fn is_page(&self) -> bool {
        self.url.path().ends_with('/')
    }

    /// Asks, and follows redirections as far as they may be followed. Credentials go to the configured server only.
    async fn ask(&self, method: Method, url: &Url, headers: &HeaderMap) -> Result<Response, TransportError> {
        let mut url = url.clone();
        for _ in 0..=MOST_REDIRECTS {
            // Addresses written as numbers go past the resolver.
            match url.host() {
                Some(Host::Ipv4(address)) if !self.settings.guard.permits(address.into()) => {
                    return Err(TransportError::new("address-refused", address));
                }
                Some(Host::Ipv6(address)) if !self.settings.guard.permits(address.into()) => {
                    return Err(TransportError::new("address-refused", address));
                }
                Some(_) => {}
                None => return Err(TransportError::new("redirect-refused", &url)),
            }
            let mut request = self.client.request(method.clone(), url.clone()).headers(headers.clone()).header(ACCEPT_ENCODING, "identity");
            if !self.credentials.user.is_empty() && url.origin() == self.url.origin() {
                request = request.basic_auth(&self.credentials.user, Some(self.credentials.secret.reveal()));
            }
            let response = request.send().await.map_err(|error| failure_of(&error))?;
            if !response.status().is_redirection() || response.status() == StatusCode::NOT_MODIFIED {
                return Ok(response);
            }
            let to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default();
            let next = url.join(to).map_err(|_| TransportError::new("redirect-refused", to))?;
            // From TLS to none is no way to go, and to another scheme neither.
            let kept = next.scheme() == "https" || (next.scheme() == "http" && url.scheme() == "http");
            if to.is_empty() || !kept {
                return Err(TransportError::new("redirect-refused", to));
            }
            url = next;
        }
        Err(TransportError::new("redirect-refused", format!("{MOST_REDIRECTS}+")))
    }

    async fn page(&self) -> Result<String, TransportError> {
        let response = succeeded(self.ask(Method::GET, &self.url, &HeaderMap::new()).await?)?;
        let mut page = Vec::new();
        let mut body = response.bytes_stream();
        while let Some(piece) = body.next().await {
            page.extend_from_slice(&piece.map_err(|error| failure_of(&error))?);
            if page.len() > LARGEST_PAGE {
                return Err(TransportError::new("too-large", &self.url));
            }
        }
        Ok(String::from_utf8_lossy(&page).into_owned())
    }

    /// What tells the version of a file, as far as the server tells without sending it.
    async fn look_at(&self, file: &mut RemoteFile) {
        let Ok(url) = self.address_of(&file.path) else { return };
        let Ok(response) = self.ask(Method::HEAD, &url, &HeaderMap::new()).await else { return };
        if response.status() == StatusCode::OK {
            // A client that is asked for no body knows no length of it; the header does.
            file.size = text(response.headers(), "content-length").and_then(|length| length.parse().ok());
            file.version = text(response.headers(), ETAG.as_str()).or_else(|| text(response.headers(), LAST_MODIFIED.as_str()));
        }
    }

    fn address_of(&self, path: &str) -> Result<Url, TransportError> {
        if !self.is_page() {
            return Ok(self.url.clone());
        }
        let url = self.url.join(path).map_err(|_| TransportError::new("not-found", path))?;
        if url.origin() == self.url.origin() { Ok(url) } else { Err(TransportError::new("redirect-refused", path)) }
    }
}

#[async_trait]
impl Transport for Http {
    async fn list(&self) -> Result<Vec<RemoteFile>, TransportError> {
        let paths: Vec<String> = if self.is_page() {
            let base = self.url.path();
            let below = |url: &Url| {
                let path = url.path().strip_prefix(base)?;
                Some(url.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}")))
            };
            links(&self.page().await?, &self.url).iter().filter_map(below).collect()
        } else {
            vec![self.url.path().rsplit('/').next().unwrap_or_default().to_owned()]
        };
        if paths.len() > self.settings.files {
            return Err(TransportError::new("too-many-files", paths.len()));
        }
        let files = paths.into_iter().map(|path| RemoteFile { path, size: None, version: None, checksum_file: None }).collect();
        let mut files = if self.is_page() { selected(files, &self.pattern) } else { files };
        for file in files.iter_mut().take(MOST_ASKED) {
            self.look_at(file).await;
        }
        Ok(files)
    }

    async fn send(&self, file: &RemoteFile, from: &ResumePoint, intake: &mut dyn Intake) -> Result<(), TransportError> {
        let mut headers = HeaderMap::new();
        // Without something to tell versions by, the rest could be another version's.
        if let (true, Some(validator)) = (from.offset > 0, &from.validator) {
            for (name, value) in [(RANGE, format!("bytes={}-", from.offset)), (IF_RANGE, validator.clone())] {
                headers.insert(name, value.parse().map_err(|_| TransportError::new("protocol", "validator"))?);
            }
        }
        let response = succeeded(self.ask(Method::GET, &self.address_of(&file.path)?, &headers).await?)?;
        let length = response.content_length();
        let beginning = match response.status() {
            StatusCode::PARTIAL_CONTENT => {
                let range = text(response.headers(), CONTENT_RANGE.as_str()).unwrap_or_default();
                let (offset, total) = range_of(&range).ok_or_else(|| TransportError::new("protocol", &range))?;
                if offset != from.offset {
                    return Err(TransportError::new("protocol", range));
                }
                Beginning { offset, total: total.or_else(|| length.map(|length| offset + length)), ..Beginning::default() }
            }
            _ => Beginning { offset: 0, total: length, ..Beginning::default() },
        };
        let validator = validator_of(response.headers());
        intake.begin(Beginning { validator, ..beginning }).await?;
        let mut body = response.bytes_stream();
        while let Some(piece) = body.next().await {
            intake.take(&piece.map_err(|error| failure_of(&error))?).await?;
        }
        Ok(())
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(ToOwned::to_owned)
}

/// What `If-Range` takes: a strong entity tag, or a date.
fn validator_of(headers: &HeaderMap) -> Option<String> {
    text(headers, ETAG.as_str()).filter(|tag| !tag.starts_with("W/")).or_else(|| text(headers, LAST_MODIFIED.as_str()))
}

/// `bytes 500-999/1234`: the first byte and how many there are in all.
fn range_of(text: &str) -> Option<(u64, Option<u64>)> {
    let (range, total) = text.strip_prefix("bytes ")?.split_once('/')?;
    let (first, _) = range.split_once('-')?;
    Some((first.trim().parse().ok()?, total.trim().parse().ok()))
}

fn succeeded(response: Response) -> Result<Response, TransportError> {
    let status = response.status();
    let code = match status.as_u16() {
        200 | 206 => return Ok(response),
        401 | 407 => "login-refused",
        403 => "denied",
        404 | 410 => "not-found",
        408 | 504 => "timed-out",
        _ => "server-error",
    };
    Err(TransportError::new(code, status))
}

/// What the client's failure was, by what caused it.
fn failure_of(error: &reqwest::Error) -> TransportError {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    let mut last = error.to_string();
    while let Some(at) = cause {
        if let Some(ours) = at.downcast_ref::<TransportError>() {
            return ours.clone();
        }
        if at.downcast_ref::<rustls::Error>().is_some() {
            return TransportError::new("tls-failed", at);
        }
        last = at.to_string();
        // A failure of TLS stands within one of reading or writing.
        cause = match at.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            Some(within) => Some(within),
            None => at.source(),
        };
    }
    let code = match (error.is_timeout(), error.is_connect()) {
        (true, _) => "timed-out",
        (false, true) => "cannot-connect",
        (false, false) => "connection-broken",
    };
    TransportError::new(code, last)
}
