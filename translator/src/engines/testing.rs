//! What tests of engines share.

use reqwest::{Client, Url};
use serde_json::Value;
use wiremock::MockServer;

use crate::engine::{EngineError, MachineTranslator, SegmentError, TranslationRequest};

/// A client as the server builds it: it follows no redirects.
pub(super) fn client() -> Client {
    // Other tests of the process may have been first: both installed the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client")
}

/// An address of a server that a test plays.
pub(super) fn address(server: &MockServer, path: &str) -> Url {
    Url::parse(&format!("{}{path}", server.uri())).expect("an address")
}

/// The bodies of what a server was asked, as JSON.
pub(super) async fn asked(server: &MockServer) -> Vec<Value> {
    server.received_requests().await.expect("requests").iter().map(|request| request.body_json().unwrap_or_default()).collect()
}

/// The texts that an engine answers.
pub(super) async fn answer(
    engine: &dyn MachineTranslator,
    request: &TranslationRequest,
) -> Result<Vec<Result<String, SegmentError>>, EngineError> {
    engine.translate(request).await.map(crate::engine::tests::texts)
}
