//! The log of every act that matters: who, when, what, before, after.

use async_trait::async_trait;
use publication::AccountId;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::StorageError;

/// An act, to be noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// When.
    pub at: OffsetDateTime,
    /// Who; `None` where a command on the machine itself did it.
    pub account: Option<AccountId>,
    /// What was done: a stable code such as `account-added`.
    pub act: &'static str,
    /// To what: an account's sign-in name, a publication's id, a feed's name.
    pub subject: String,
    /// How it was before, where there was something; JSON, or plain words.
    pub before: Option<String>,
    /// How it is after; JSON, or plain words.
    pub after: Option<String>,
}

/// An act that was noted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// Its number, in the order of noting.
    pub id: i64,
    /// When.
    pub at: OffsetDateTime,
    /// Who; `None` where a command on the machine itself did it.
    pub account: Option<AccountId>,
    /// The account's sign-in name.
    pub sign_in_name: Option<String>,
    /// What was done.
    pub act: String,
    /// To what.
    pub subject: String,
    /// How it was before.
    pub before: Option<String>,
    /// How it is after.
    pub after: Option<String>,
}

/// Which rows are asked for. Conditions left out hold for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditSearch {
    /// By this account.
    pub account: Option<AccountId>,
    /// Of this act.
    pub act: Option<String>,
}

/// The log. It is added to, and never changed: neither by this port nor past it.
#[async_trait]
pub trait AuditRepository: Send + Sync {
    /// Notes an act.
    async fn note(&self, entry: AuditEntry) -> Result<(), StorageError>;

    /// Rows, newest first: at most `limit`, after passing over `offset`; and how many there are in all.
    async fn audit(&self, search: &AuditSearch, offset: u64, limit: usize) -> Result<(Vec<AuditRow>, u64), StorageError>;

    /// The acts that stand in the log, by their codes in order.
    async fn acts(&self) -> Result<Vec<String>, StorageError>;
}
