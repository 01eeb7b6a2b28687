//! The one HTTP client for whatever the portal asks of other servers.

use std::time::Duration;

/// A client with a time-out on every request. Redirects are not followed: an engine's address is what was configured.
///
/// # Errors
/// When TLS cannot be set up.
pub fn http_client(timeout: Duration) -> anyhow::Result<reqwest::Client> {
    // Installed once per process; a second installation is refused and harmless.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Ok(reqwest::Client::builder()
        .timeout(timeout)
        .connect_timeout(Duration::from_secs(10))
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(concat!("kakehashi/", env!("CARGO_PKG_VERSION")))
        .build()?)
}
