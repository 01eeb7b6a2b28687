//! Languages of texts.

use std::{fmt, str::FromStr};

use thiserror::Error;

use crate::text_form::text_form;

/// The language of a text, as a BCP 47 tag in its usual case: `en`, `zh-Hans`, `zh-Hant`, `th`, `und`.
///
/// Offices write languages in many ways (`ZH`, `cn`, `ol`, `eng`); [`LanguageTag::from_office`] knows them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LanguageTag(String);

/// A text that is no language tag.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("not a language tag: {0:?}")]
pub struct LanguageTagError(pub String);

/// Which way a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextDirection {
    /// `dir="ltr"`
    LeftToRight,
    /// `dir="rtl"`: Arabic, Hebrew, Persian, Urdu.
    RightToLeft,
}

/// Spellings of offices that are not the tag itself. Compared in lower case.
const OFFICE_SPELLINGS: &[(&str, &str)] = &[
    // `ol` is ST.36's "other language", `xx` and `sh` stand in back files for unknown and retired codes.
    ("ol", "und"),
    ("xx", "und"),
    ("sh", "und"),
    ("cn", "zh"),
    ("jp", "ja"),
    ("kr", "ko"),
    ("tw", "zh-Hant"),
    ("in", "id"),
    ("iw", "he"),
    ("tl", "fil"),
    ("ara", "ar"),
    ("chi", "zh"),
    ("zho", "zh"),
    ("deu", "de"),
    ("ger", "de"),
    ("eng", "en"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("ind", "id"),
    ("jpn", "ja"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lao", "lo"),
    ("msa", "ms"),
    ("may", "ms"),
    ("por", "pt"),
    ("rus", "ru"),
    ("spa", "es"),
    ("tha", "th"),
    ("tgl", "fil"),
    ("ukr", "uk"),
    ("vie", "vi"),
];

impl LanguageTag {
    /// The tag of a text whose language nobody stated.
    #[must_use]
    pub fn undetermined() -> Self {
        Self("und".to_owned())
    }

    /// Japanese, the language that all readers of the portal share.
    #[must_use]
    pub fn japanese() -> Self {
        Self("ja".to_owned())
    }

    /// The tag in its usual case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without script or region: `zh` of `zh-Hant`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Whether the language is unknown (`und`).
    #[must_use]
    pub fn is_undetermined(&self) -> bool {
        self.primary() == "und"
    }

    /// Which way the language is written.
    #[must_use]
    pub fn direction(&self) -> TextDirection {
        match self.primary() {
            "ar" | "fa" | "he" | "ur" => TextDirection::RightToLeft,
            _ => TextDirection::LeftToRight,
        }
    }

    /// Reads a language as an office wrote it; what it does not know and what is no tag becomes `und`.
    #[must_use]
    pub fn from_office(code: &str) -> Self {
        let code = code.trim().to_ascii_lowercase();
        if let Some((_, tag)) = OFFICE_SPELLINGS.iter().find(|(spelling, _)| *spelling == code) {
            return Self((*tag).to_owned());
        }
        code.parse().unwrap_or_else(|_| Self::undetermined())
    }
}

impl FromStr for LanguageTag {
    type Err = LanguageTagError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || LanguageTagError(text.to_owned());
        if text.len() > 35 {
            return Err(refused());
        }
        // Nearly every tag.
        if matches!(text.len(), 2 | 3) && text.bytes().all(|b| b.is_ascii_lowercase()) {
            return Ok(Self(text.to_owned()));
        }
        let mut tag = String::with_capacity(text.len());
        for (position, part) in text.split(['-', '_']).enumerate() {
            if part.is_empty() || part.len() > 8 || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return Err(refused());
            }
            let part = part.to_ascii_lowercase();
            match (position, part.len()) {
                (0, 2..=3) if part.bytes().all(|b| b.is_ascii_lowercase()) => tag.push_str(&part),
                (0, _) => return Err(refused()),
                // A script has four letters and is written in title case, a region has two and is written in capitals.
                (_, 4) => {
                    tag.push('-');
                    tag.push_str(&part[..1].to_ascii_uppercase());
                    tag.push_str(&part[1..]);
                }
                (_, 2) => {
                    tag.push('-');
                    tag.push_str(&part.to_ascii_uppercase());
                }
                _ => {
                    tag.push('-');
                    tag.push_str(&part);
                }
            }
        }
        Ok(Self(tag))
    }
}

text_form!(LanguageTag, "a language tag", |tag, serializer| serializer.serialize_str(tag.as_str()));

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_written_in_their_usual_case() {
        for (given, tag) in [("EN", "en"), ("zh_hant", "zh-Hant"), ("pt-br", "pt-BR"), ("fil", "fil")] {
            assert_eq!(given.parse::<LanguageTag>().expect(given).as_str(), tag);
        }
        for given in ["", "e", "english", "en--us", "日本", "en-"] {
            assert!(given.parse::<LanguageTag>().is_err(), "{given}");
        }
    }

    #[test]
    fn offices_spell_languages_in_their_own_ways() {
        for (given, tag) in [("cn", "zh"), ("ol", "und"), ("DE", "de"), ("xx", "und"), (" eng ", "en"), ("???", "und")] {
            assert_eq!(LanguageTag::from_office(given).as_str(), tag);
        }
    }
}
