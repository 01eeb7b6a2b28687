//! Tokens: what a browser or a link proves itself by. Whoever has one is let in, so that only its hash is kept.

use std::fmt;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use ring::rand::{SecureRandom as _, SystemRandom};
use sha2::{Digest as _, Sha256};
use storage::TokenHash;

/// Random bytes of a token.
const BYTES: usize = 32;

/// A token: 32 random bytes, written in 43 characters of base64url (RFC 4648).
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; BYTES]);

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// A new one.
    ///
    /// # Errors
    /// When the system has no random bytes.
    pub fn new() -> anyhow::Result<Self> {
        let mut bytes = [0; BYTES];
        SystemRandom::new().fill(&mut bytes).map_err(|_| anyhow::anyhow!("the system gives no random bytes"))?;
        Ok(Self(bytes))
    }

    /// Reads one as it came; `None` for whatever is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        if text.len() != 43 {
            return None;
        }
        BASE64_URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// As it is written in cookies and addresses.
    #[must_use]
    pub fn text(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.0)
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        Sha256::digest(self.0).into()
    }
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn tokens_are_read_as_written_and_nothing_else_is() {
        let token = Token::new().expect("random bytes");
        assert_eq!(Token::read(&token.text()), Some(token.clone()));
        assert_ne!(token, Token::new().expect("random bytes"));
        let long = token.text() + "A";
        for text in ["", "x", &long, &token.text()[1..], "!".repeat(43).as_str(), &"あ".repeat(14)] {
            assert_eq!(Token::read(text), None, "{text}");
        }
    }
}
