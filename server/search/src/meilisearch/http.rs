//! Requests over the workspace's one HTTP client: time-outs, bounded replies, and retries where a request does nothing twice.

use std::time::{Duration, Instant};

use async_trait::async_trait;
use futures_util::AsyncReadExt as _;
use meilisearch_sdk::{
    errors::Error as SdkError,
    request::{HttpClient, Method, parse_response},
};
use reqwest::{
    StatusCode, Url,
    header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue, RETRY_AFTER},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{config::MeilisearchConfig, fault::Fault};
use crate::SearchError;

/// Largest reply in bytes.
const LARGEST_REPLY: usize = 64 * 1024 * 1024;
/// Bytes that are made room for because a reply says that it has them.
const LARGEST_PROMISE: usize = 1024 * 1024;
/// Largest request in bytes: the server's own bound is 100 MB by default.
const LARGEST_REQUEST: u64 = 90 * 1024 * 1024;
/// Tries of a request that does nothing twice.
const TRIES: u32 = 3;
/// Pause before the second try; the third waits twice as long.
const PAUSE: Duration = Duration::from_millis(150);
/// Longest pause that a server may ask for and get.
const LONGEST_PAUSE: Duration = Duration::from_secs(3);

/// The client of one server. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Http {
    client: reqwest::Client,
    base: Url,
    authorization: Option<HeaderValue>,
    timeout: Duration,
}

/// What to send.
struct Sending {
    method: reqwest::Method,
    url: Url,
    body: Option<(Vec<u8>, String)>,
}

/// What came back.
struct Reply {
    status: u16,
    body: Vec<u8>,
}

/// An error as the server words it.
#[derive(Debug, Deserialize)]
pub(super) struct Complaint {
    /// For people.
    #[serde(default)]
    pub message: String,
    /// For machines, `index_not_found`.
    #[serde(default)]
    pub code: String,
}

impl Http {
    /// A client; `timeout` is for one request with all its tries.
    pub(super) fn new(config: &MeilisearchConfig, timeout: Duration) -> Result<Self, SearchError> {
        // Installed once per process; a second installation is refused and harmless.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .timeout(timeout)
            .connect_timeout(config.connect_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("kakehashi/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|e| SearchError::Failed(e.to_string()))?;
        let authorization = match &config.key {
            None => None,
            Some(key) => {
                let mut value = HeaderValue::from_str(&format!("Bearer {key}"))
                    .map_err(|_| SearchError::Denied("the key holds characters that no key has".to_owned()))?;
                value.set_sensitive(true);
                Some(value)
            }
        };
        Ok(Self { client, base: config.base()?, authorization, timeout })
    }

    /// The address, as the SDK takes it.
    pub(super) fn host(&self) -> &str {
        self.base.as_str().trim_end_matches('/')
    }

    /// Reads.
    pub(super) async fn get<Output: DeserializeOwned>(&self, path: &str) -> Result<Output, Fault> {
        self.json(reqwest::Method::GET, path, None::<&()>).await
    }

    /// Asks a search: a POST that changes nothing.
    pub(super) async fn ask<Output: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<Output, Fault> {
        self.json(reqwest::Method::POST, path, Some(body)).await
    }

    /// Sends JSON of our own that the SDK has no type for.
    pub(super) async fn json<Output: DeserializeOwned>(
        &self,
        method: reqwest::Method,
        path: &str,
        body: Option<&impl Serialize>,
    ) -> Result<Output, Fault> {
        let body = match body {
            Some(body) => Some((serde_json::to_vec(body).map_err(|e| Fault::Own(e.to_string()))?, "application/json".to_owned())),
            None => None,
        };
        let url = Url::parse(&format!("{}{path}", self.host())).map_err(|e| Fault::Own(e.to_string()))?;
        let reply = self.send(&Sending { method, url, body }).await?;
        if (200..300).contains(&reply.status) {
            // Of what is known to be a text, each string is no longer looked at for that.
            let text = simdutf8::basic::from_utf8(&reply.body).map_err(|e| Fault::Garbled(e.to_string()))?;
            return serde_json::from_str(text).map_err(|e| Fault::Garbled(e.to_string()));
        }
        Err(refusal(&reply))
    }

    async fn send(&self, sending: &Sending) -> Result<Reply, Fault> {
        let path = sending.url.path();
        let harmless = sending.method == reqwest::Method::GET || path.ends_with("/search") || path.ends_with("-search");
        let until = Instant::now() + self.timeout;
        let mut tried = 0;
        loop {
            tried += 1;
            let left = until.saturating_duration_since(Instant::now());
            // What is given where no try goes better, and the pause before the next.
            let (outcome, pause) = match self.send_once(sending, left).await {
                Ok((reply, wait)) if harmless && matches!(reply.status, 429 | 503) => {
                    (Ok(reply), wait.unwrap_or(PAUSE * tried).min(LONGEST_PAUSE))
                }
                Ok((reply, _)) => return Ok(reply),
                // What never arrived may always be sent again.
                Err(fault @ Fault::Gone(_)) => (Err(fault), PAUSE * tried),
                Err(fault @ Fault::Broken(_)) if harmless => (Err(fault), PAUSE * tried),
                Err(fault) => return Err(fault),
            };
            if tried >= TRIES || Instant::now() + pause >= until {
                return outcome;
            }
            tokio::time::sleep(pause).await;
        }
    }

    async fn send_once(&self, sending: &Sending, left: Duration) -> Result<(Reply, Option<Duration>), Fault> {
        let mut request = self.client.request(sending.method.clone(), sending.url.clone()).timeout(left.max(Duration::from_millis(1)));
        if let Some(authorization) = &self.authorization {
            request = request.header(AUTHORIZATION, authorization.clone());
        }
        if let Some((body, content_type)) = &sending.body {
            request = request.header(CONTENT_TYPE, content_type).body(body.clone());
        }
        let mut response = request.send().await.map_err(|e| Fault::of_transport(&e))?;
        let status = response.status();
        let wait = if status == StatusCode::SERVICE_UNAVAILABLE || status == StatusCode::TOO_MANY_REQUESTS {
            let seconds = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
            seconds.map(Duration::from_secs)
        } else {
            None
        };
        if response.content_length().is_some_and(|length| length > LARGEST_REPLY as u64) {
            return Err(Fault::TooLong);
        }
        // As long as it says to be, if it does not boast.
        let length = response.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
        let mut body = Vec::with_capacity(length.min(LARGEST_PROMISE));
        while let Some(chunk) = response.chunk().await.map_err(|e| Fault::of_transport(&e))? {
            if body.len() + chunk.len() > LARGEST_REPLY {
                return Err(Fault::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        Ok((Reply { status: status.as_u16(), body }, wait))
    }
}

fn refusal(reply: &Reply) -> Fault {
    match serde_json::from_slice::<Complaint>(&reply.body) {
        Ok(complaint) => Fault::Refused { status: reply.status, code: complaint.code, message: complaint.message },
        Err(_) => Fault::Refused { status: reply.status, code: String::new(), message: "no reason given".to_owned() },
    }
}

#[async_trait]
impl HttpClient for Http {
    async fn stream_request<
        Query: Serialize + Send + Sync,
        Body: futures_io::AsyncRead + Send + Sync + 'static,
        Output: DeserializeOwned + 'static,
    >(
        &self,
        url: &str,
        method: Method<Query, Body>,
        content_type: &str,
        expected_status_code: u16,
    ) -> Result<Output, SdkError> {
        let own = |e: &dyn std::fmt::Display| SdkError::Other(Box::new(Fault::Own(e.to_string())));
        let mut address = Url::parse(url).map_err(|e| own(&e))?;
        let query = query_string(method.query()).map_err(|e| own(&e))?;
        address.set_query((!query.is_empty()).then_some(&query));
        let verb = match &method {
            Method::Get { .. } => reqwest::Method::GET,
            Method::Post { .. } => reqwest::Method::POST,
            Method::Patch { .. } => reqwest::Method::PATCH,
            Method::Put { .. } => reqwest::Method::PUT,
            Method::Delete { .. } => reqwest::Method::DELETE,
        };
        let body = match method.into_body() {
            None => None,
            Some(body) => {
                let mut bytes = Vec::new();
                Box::pin(body.take(LARGEST_REQUEST + 1)).read_to_end(&mut bytes).await.map_err(|e| own(&e))?;
                if bytes.len() as u64 > LARGEST_REQUEST {
                    return Err(own(&"a request is larger than the server takes"));
                }
                Some((bytes, content_type.to_owned()))
            }
        };
        let reply = self.send(&Sending { method: verb, url: address, body }).await.map_err(|fault| SdkError::Other(Box::new(fault)))?;
        if reply.status != expected_status_code {
            return Err(SdkError::Other(Box::new(refusal(&reply))));
        }
        let text = std::str::from_utf8(&reply.body).map_err(|e| SdkError::Other(Box::new(Fault::Garbled(e.to_string()))))?;
        // A deletion may have no body at all.
        let text = if text.is_empty() { "null" } else { text };
        parse_response(reply.status, expected_status_code, text, url.to_owned())
    }

    fn is_tokio(&self) -> bool {
        true
    }
}

/// A query of plain values as a URL writes it.
fn query_string(query: &impl Serialize) -> Result<String, serde_json::Error> {
    let serde_json::Value::Object(fields) = serde_json::to_value(query)? else { return Ok(String::new()) };
    let mut written = reqwest::Url::parse("http://q/").map_err(serde::de::Error::custom)?;
    for (name, value) in fields {
        match value {
            serde_json::Value::Null => {}
            serde_json::Value::String(text) => {
                written.query_pairs_mut().append_pair(&name, &text);
            }
            value => {
                written.query_pairs_mut().append_pair(&name, &value.to_string());
            }
        }
    }
    Ok(written.query().unwrap_or_default().to_owned())
}
