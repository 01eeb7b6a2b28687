//! The language of the interface: a cookie, set by the switch in the header.

use app::InterfaceLanguage;
use axum::{
    extract::{Path, Query},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;

use super::{cookies::cookie, own_path::is_own_path};

/// Name of the cookie.
const COOKIE: &str = "kakehashi-language";

/// Where to go back to.
#[derive(Deserialize)]
pub struct Back {
    back: Option<String>,
}

/// Sets the language and goes back to the page it was asked from.
pub async fn switch(Path(language): Path<String>, Query(Back { back }): Query<Back>) -> Response {
    if !matches!(language.as_str(), "ja" | "en") {
        return StatusCode::NOT_FOUND.into_response();
    }
    let back = back.filter(|back| is_own_path(back)).unwrap_or_else(|| "/".to_owned());
    let kept = format!("{COOKIE}={language}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
    match (HeaderValue::from_str(&kept), HeaderValue::from_str(&back)) {
        (Ok(kept), Ok(back)) => (StatusCode::SEE_OTHER, [(header::SET_COOKIE, kept), (header::LOCATION, back)]).into_response(),
        _ => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// The language a request asks for: its cookie, or Japanese.
pub fn of_request(headers: &HeaderMap) -> InterfaceLanguage {
    if cookie(headers, COOKIE) == Some("en") { InterfaceLanguage::En } else { InterfaceLanguage::Ja }
}
