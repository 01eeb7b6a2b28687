//! What a page knows of the request that it answers.

use publication::{AccountId, Audience, IsoDate, Role};

/// The language of the interface. Texts of publications have languages of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InterfaceLanguage {
    /// 日本語
    #[default]
    Ja,
    /// English
    En,
}

impl InterfaceLanguage {
    /// The BCP 47 tag, as in `<html lang>`, in the cookie `kakehashi-language` and in `/language/{tag}`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// The one of two texts that is in this language.
    #[must_use]
    pub const fn pick<'a>(self, japanese: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::Ja => japanese,
            Self::En => english,
        }
    }
}

impl std::str::FromStr for InterfaceLanguage {
    type Err = ();

    fn from_str(tag: &str) -> Result<Self, ()> {
        match tag {
            "ja" => Ok(Self::Ja),
            "en" => Ok(Self::En),
            _ => Err(()),
        }
    }
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// The account.
    pub account: AccountId,
    /// As he or she wishes to be named.
    pub name: String,
    /// What the account may do.
    pub role: Role,
}

/// What a page knows of its request. The server provides it as context with every request, beside [`crate::services::Services`].
#[derive(Clone, Debug)]
pub struct RequestInfo {
    /// In which language to speak.
    pub language: InterfaceLanguage,
    /// For whom to read: the public, or what the visitor's account may see.
    pub audience: Audience,
    /// Who is signed in; `None` for anybody else.
    pub visitor: Option<Visitor>,
    /// Path and query as they came: `/search?q=%E9%9B%BB%E6%B1%A0`.
    pub path_and_query: String,
    /// Today, by the server's clock: how old an office's last delivery is depends on it.
    pub today: IsoDate,
}

impl RequestInfo {
    /// The query as it came, without the question mark.
    #[must_use]
    pub fn query(&self) -> &str {
        self.path_and_query.split_once('?').map_or("", |(_, query)| query)
    }

    /// The path as it came.
    #[must_use]
    pub fn path(&self) -> &str {
        self.path_and_query.split_once('?').map_or(self.path_and_query.as_str(), |(path, _)| path)
    }
}
