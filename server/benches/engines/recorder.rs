//! What the portal asks a server, recorded on its way, and sent again without the portal.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use reqwest::Client;
use server::config::MeilisearchConfig;

/// A search on its way.
struct Asked {
    path: String,
    body: Bytes,
    began: Instant,
    ended: Instant,
}

/// Searches that were under way together, wave after wave: what was asked after an answer is sent again after that answer.
pub struct Waves(Vec<Vec<(String, Bytes)>>);

impl Waves {
    /// How many searches they are.
    pub fn requests(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    fn of(mut asked: Vec<Asked>) -> Self {
        asked.sort_by_key(|asked| asked.began);
        let mut waves: Vec<Vec<(String, Bytes)>> = Vec::new();
        let mut first_end: Option<Instant> = None;
        for Asked { path, body, began, ended } in asked {
            match (first_end, waves.last_mut()) {
                (Some(end), Some(wave)) if began < end => {
                    wave.push((path, body));
                    first_end = Some(end.min(ended));
                }
                _ => {
                    waves.push(vec![(path, body)]);
                    first_end = Some(ended);
                }
            }
        }
        Self(waves)
    }
}

#[derive(Clone)]
struct Passing {
    client: Client,
    server: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

/// Stands before a server, passes everything on and keeps the searches.
pub struct Recorder {
    passing: Passing,
    address: std::net::SocketAddr,
}

impl Recorder {
    /// Listens on loopback.
    pub async fn start(server: &str) -> Self {
        let passing = Passing { client: client(), server: server.trim_end_matches('/').to_owned(), asked: Arc::default() };
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("its address");
        let router = Router::new().fallback(pass).with_state(passing.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.expect("the recorder listens") });
        Self { passing, address }
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The searches since it was asked last.
    pub fn take(&self) -> Waves {
        Waves::of(std::mem::take(&mut *self.passing.asked.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

async fn pass(State(passing): State<Passing>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let began = Instant::now();
    let mut request = passing.client.request(method, format!("{}{uri}", passing.server)).body(body.clone());
    for name in [header::AUTHORIZATION, header::CONTENT_TYPE] {
        if let Some(value) = headers.get(&name) {
            request = request.header(name, value);
        }
    }
    let Ok(answer) = request.send().await else { return StatusCode::BAD_GATEWAY.into_response() };
    let status = answer.status();
    let bytes = answer.bytes().await.unwrap_or_default();
    if uri.path().ends_with("search") {
        let asked = Asked { path: uri.path().to_owned(), body, began, ended: Instant::now() };
        passing.asked.lock().unwrap_or_else(PoisonError::into_inner).push(asked);
    }
    (status, [(header::CONTENT_TYPE, "application/json")], bytes).into_response()
}

/// Sends what was recorded.
pub struct Raw {
    client: Client,
    server: String,
    key: Option<String>,
}

impl Raw {
    /// To this server.
    pub fn new(config: &MeilisearchConfig) -> Self {
        Self { client: client(), server: config.url.trim_end_matches('/').to_owned(), key: config.key.clone() }
    }

    /// Sends wave after wave; answers how long it took until the last answer was whole.
    pub async fn send(&self, waves: &Waves) -> Duration {
        let began = Instant::now();
        for wave in &waves.0 {
            futures_util::future::join_all(wave.iter().map(|(path, body)| self.ask(path, body.clone()))).await;
        }
        began.elapsed()
    }

    async fn ask(&self, path: &str, body: Bytes) {
        let request = self.client.post(format!("{}{path}", self.server)).header(header::CONTENT_TYPE, "application/json").body(body);
        let answer = self.with_key(request).send().await.expect("an answer");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.bytes().await.expect("a body");
    }

    /// Deletes an index.
    pub async fn delete(&self, path: &str) {
        let _ = self.with_key(self.client.delete(format!("{}{path}", self.server))).send().await;
    }

    fn with_key(&self, request: reqwest::RequestBuilder) -> reqwest::RequestBuilder {
        match &self.key {
            Some(key) => request.bearer_auth(key),
            None => request,
        }
    }
}

fn client() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().timeout(Duration::from_secs(60)).build().expect("a client")
}
