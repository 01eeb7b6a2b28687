//! Languages, as this package names them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The language of a text: a BCP 47 tag in its usual case (`en`, `zh-Hant`, `th`, `und`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

/// A text that is no language tag.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("not a language tag: {0:?}")]
pub struct LanguageError(pub String);

/// Tags longer than this are not read: BCP 47 asks for room for 35 characters.
const LONGEST_TAG: usize = 35;

impl Language {
    /// Reads a tag; letter case is put right, `_` is taken for `-`.
    ///
    /// # Errors
    /// Where the text has not the form of a tag. Whether its subtags are registered is not looked into.
    pub fn parse(tag: &str) -> Result<Self, LanguageError> {
        let wrong = || LanguageError(tag.chars().take(LONGEST_TAG).collect());
        let trimmed = tag.trim();
        if trimmed.is_empty() || trimmed.len() > LONGEST_TAG {
            return Err(wrong());
        }
        let mut out = String::with_capacity(trimmed.len());
        for (position, subtag) in trimmed.split(['-', '_']).enumerate() {
            let letters = subtag.bytes().all(|b| b.is_ascii_alphabetic());
            if subtag.is_empty() || subtag.len() > 8 || !subtag.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return Err(wrong());
            }
            if position == 0 {
                if !letters || subtag.len() < 2 {
                    return Err(wrong());
                }
                out.push_str(&subtag.to_ascii_lowercase());
                continue;
            }
            out.push('-');
            match subtag.len() {
                4 if letters => {
                    out.push_str(&subtag[..1].to_ascii_uppercase());
                    out.push_str(&subtag[1..].to_ascii_lowercase());
                }
                2 if letters => out.push_str(&subtag.to_ascii_uppercase()),
                _ => out.push_str(&subtag.to_ascii_lowercase()),
            }
        }
        Ok(Self(out))
    }

    /// Japanese, the language everything is translated into.
    #[must_use]
    pub fn japanese() -> Self {
        Self("ja".to_owned())
    }

    /// English.
    #[must_use]
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// The language of a text that nobody stated: `und`.
    #[must_use]
    pub fn undetermined() -> Self {
        Self("und".to_owned())
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first subtag: `zh` of `zh-Hant`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Whether nobody knows the language: `und`.
    #[must_use]
    pub fn is_undetermined(&self) -> bool {
        self.primary() == "und"
    }

    /// Whether the comma is the decimal sign in this language's ordinary texts.
    #[must_use]
    pub fn decimal_comma(&self) -> bool {
        matches!(
            self.primary(),
            "be" | "bg"
                | "cs"
                | "da"
                | "de"
                | "el"
                | "es"
                | "et"
                | "fi"
                | "fr"
                | "hr"
                | "hu"
                | "id"
                | "it"
                | "kk"
                | "lt"
                | "lv"
                | "nb"
                | "nl"
                | "no"
                | "pl"
                | "pt"
                | "ro"
                | "ru"
                | "sk"
                | "sl"
                | "sr"
                | "sv"
                | "tr"
                | "uk"
                | "vi"
        )
    }

    /// Whether sentences of this language end without a sign, so that a paragraph cannot be cut by punctuation: Thai, Lao.
    #[must_use]
    pub fn sentences_unmarked(&self) -> bool {
        matches!(self.primary(), "th" | "lo")
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Language {
    type Error = LanguageError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puts_letter_case_right() {
        for (given, tag) in [("EN", "en"), ("zh-hant", "zh-Hant"), ("zh_HANS_cn", "zh-Hans-CN"), (" th ", "th"), ("und", "und")] {
            assert_eq!(Language::parse(given).expect("a tag").as_str(), tag);
        }
    }

    #[test]
    fn refuses_what_is_no_tag() {
        for given in ["", "e", "日本語", "en--US", "en-", "12", "a-very-long-tag-that-nobody-could-mean-at-all"] {
            assert!(Language::parse(given).is_err(), "{given}");
        }
    }

    #[test]
    fn knows_primary_subtag() {
        assert_eq!(Language::parse("zh-Hant").expect("a tag").primary(), "zh");
    }
}
