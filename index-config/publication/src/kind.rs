//! Kind codes, WIPO ST.16.

use std::{fmt, str::FromStr};

use thiserror::Error;

use crate::text_form::text_form;

/// A kind code of WIPO ST.16: a letter, optionally followed by a digit (`A`, `A1`, `B2`, `U`, `Y1`, `S`).
///
/// What a code means is the office's own matter; a code is never translated into another office's.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KindCode(String);

/// A text that is no kind code.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("not a kind code of WIPO ST.16: {0:?}")]
pub struct KindCodeError(pub String);

impl KindCode {
    /// The code as written in ST.16, in capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for KindCode {
    type Err = KindCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code = text.trim().to_ascii_uppercase();
        let mut bytes = code.bytes();
        let letter = bytes.next().is_some_and(|b| b.is_ascii_uppercase());
        let digit = bytes.next().is_none_or(|b| b.is_ascii_digit());
        if letter && digit && bytes.next().is_none() { Ok(Self(code)) } else { Err(KindCodeError(text.to_owned())) }
    }
}

text_form!(KindCode, "a kind code of WIPO ST.16", |code, serializer| serializer.serialize_str(code.as_str()));

impl fmt::Display for KindCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
