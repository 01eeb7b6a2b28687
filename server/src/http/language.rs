//! The language of the interface: a cookie, set by the switch in the header.

use app::InterfaceLanguage;
use axum::{
    extract::{Path, Query},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;

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
    let cookie = format!("{COOKIE}={language}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
    match (HeaderValue::from_str(&cookie), HeaderValue::from_str(&back)) {
        (Ok(cookie), Ok(back)) => (StatusCode::SEE_OTHER, [(header::SET_COOKIE, cookie), (header::LOCATION, back)]).into_response(),
        _ => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// A path of this site: `//host` and `/\host` lead elsewhere.
fn is_own_path(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.starts_with("/\\")
        && path.len() <= 8_192
        && path.bytes().all(|b| (0x21..0x7F).contains(&b))
}

/// The language a request asks for: its cookie, or Japanese.
pub fn of_request(headers: &HeaderMap) -> InterfaceLanguage {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    for cookie in cookies {
        if let Some((COOKIE, value)) = cookie.trim().split_once('=') {
            return if value == "en" { InterfaceLanguage::En } else { InterfaceLanguage::Ja };
        }
    }
    InterfaceLanguage::Ja
}

#[cfg(test)]
mod tests {
    use super::is_own_path;

    #[test]
    fn the_switch_leads_nowhere_else() {
        for (path, own) in [("/search?q=%E9%9B%BB", true), ("//evil.example", false), ("/\\evil", false), ("https://x", false), ("", false)]
        {
            assert_eq!(is_own_path(path), own, "{path}");
        }
    }
}
