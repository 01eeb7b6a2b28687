//! The cookies by which a browser is signed in, and known.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::accounts::{LONGEST, SignedIn, Token};

/// How long a browser keeps the token that it is known by, seconds: a year.
const KNOWN: i64 = 365 * 24 * 60 * 60;

/// Names of cookies. Behind TLS they have the prefix by which browsers hold a cookie to its host, its path and TLS.
#[derive(Clone, Copy, Debug)]
pub struct Cookies {
    secure: bool,
}

impl Cookies {
    /// For a portal that is reached by TLS, or one that is not.
    #[must_use]
    pub const fn new(secure: bool) -> Self {
        Self { secure }
    }

    /// Name of the cookie of the session.
    #[must_use]
    pub const fn session(self) -> &'static str {
        if self.secure { "__Host-kakehashi-session" } else { "kakehashi-session" }
    }

    /// Name of the cookie that a browser is known by.
    #[must_use]
    pub const fn browser(self) -> &'static str {
        if self.secure { "__Host-kakehashi-browser" } else { "kakehashi-browser" }
    }

    /// The tokens of a browser that has signed in, to be kept.
    #[must_use]
    pub fn keep(self, signed_in: &SignedIn) -> [Option<HeaderValue>; 2] {
        [
            self.cookie(self.session(), &signed_in.session.text(), LONGEST.whole_seconds()),
            self.cookie(self.browser(), &signed_in.browser.text(), KNOWN),
        ]
    }

    /// The token of the session, to be forgotten.
    #[must_use]
    pub fn forget(self) -> Option<HeaderValue> {
        self.cookie(self.session(), "", 0)
    }

    fn cookie(self, name: &str, value: &str, seconds: i64) -> Option<HeaderValue> {
        let secure = if self.secure { "; Secure" } else { "" };
        HeaderValue::from_str(&format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")).ok()
    }
}

/// The value of a cookie.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    all.filter_map(|cookie| cookie.trim().split_once('=')).find(|(found, _)| *found == name).map(|(_, value)| value)
}

/// The token in a cookie.
#[must_use]
pub fn token(headers: &HeaderMap, name: &str) -> Option<Token> {
    cookie(headers, name).and_then(Token::read)
}
