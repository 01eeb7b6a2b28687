//! Who acts: accounts and what they may do.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The number of an account. Numbers are never given twice, so that what an account did stays its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AccountId(pub i64);

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What an account may do. Each role may also do what those before it may. What an account may *read* is another matter: its
/// [`crate::Audience`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// 閲覧者: reads, and suggests.
    Reader,
    /// 翻訳者: corrects segments, keeps terms.
    Translator,
    /// 校閲者: approves.
    Reviewer,
    /// 管理者: runs feeds, decides what the public sees, keeps accounts.
    Administrator,
}

/// A word that names no role.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("not a role: {0:?} (reader, translator, reviewer or administrator)")]
pub struct RoleError(pub String);

impl Role {
    /// All of them, the least first.
    pub const ALL: [Self; 4] = [Self::Reader, Self::Translator, Self::Reviewer, Self::Administrator];

    /// The stable word of this role, as in tables, commands and URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Translator => "translator",
            Self::Reviewer => "reviewer",
            Self::Administrator => "administrator",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = RoleError;

    fn from_str(word: &str) -> Result<Self, RoleError> {
        Self::ALL.into_iter().find(|role| role.as_str() == word).ok_or_else(|| RoleError(word.to_owned()))
    }
}
