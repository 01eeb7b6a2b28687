//! What every answer tells browsers to keep from.

use std::sync::LazyLock;

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};

/// Headers of every answer. Those that an answer has of its own stay: pages set a content security policy with their nonce, files a narrower one.
const HEADERS: [(&str, &str); 7] = [
    // For whatever is no page: it is shown in no frame and loads nothing.
    ("content-security-policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // Forms of our own pages say where they come from; other sites are told nothing.
    ("referrer-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), \
         microphone=(), midi=(), payment=(), publickey-credentials-get=(), serial=(), usb=(), xr-spatial-tracking=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Behind TLS: a year without plain HTTP (RFC 6797).
const TRANSPORT: (&str, &str) = ("strict-transport-security", "max-age=31536000");

/// The same as the answers take them; the last is [`TRANSPORT`].
static READ: LazyLock<Vec<(HeaderName, HeaderValue)>> = LazyLock::new(|| {
    let all = HEADERS.into_iter().chain([TRANSPORT]);
    all.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
});

/// Sets them; `secure` where the portal is reached by TLS.
pub async fn set(State(secure): State<bool>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in READ.iter().take(HEADERS.len() + usize::from(secure)) {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    response
}
