//! What pages ask about accounts. Acts on them are forms that the server takes.

use std::sync::Arc;

use async_trait::async_trait;
use publication::{AccountId, Audience, IsoDate, Role};

use super::ServiceError;

/// A moment as it is shown: in Japan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub day: IsoDate,
    /// The time of day: `09:41`.
    pub time: String,
}

/// How far an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountState {
    /// No password yet: the invitation was not taken.
    Invited,
    /// In use.
    Active,
    /// Kept from signing in.
    Disabled,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountSummary {
    /// Its number.
    pub id: AccountId,
    /// What is typed to sign in.
    pub sign_in_name: String,
    /// As he or she wishes to be named.
    pub name: String,
    /// Where mail is sent.
    pub mail: Option<String>,
    /// What it may do.
    pub role: Role,
    /// What it may read.
    pub audience: Audience,
    /// How far it is.
    pub state: AccountState,
    /// When it was made.
    pub created: Moment,
    /// When it was last signed in to.
    pub last_signed_in: Option<Moment>,
}

/// A page of accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountList {
    /// The accounts of this page.
    pub accounts: Vec<AccountSummary>,
    /// How many there are in all.
    pub total: u64,
    /// The page, from 1.
    pub page: u32,
    /// The last page.
    pub last: u32,
    /// Whether links are mailed.
    pub mails: bool,
}

/// A session of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionSummary {
    /// Its number.
    pub id: i64,
    /// What browser: `Firefox, Linux`; empty where that is not known.
    pub browser: String,
    /// When it began.
    pub began: Moment,
    /// When it was last used, to within some minutes.
    pub last_seen: Moment,
}

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// To take an account for the first time.
    Invitation,
    /// To set another password.
    Reset,
}

/// Whose a link is that can be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkHolder {
    /// What is typed to sign in.
    pub sign_in_name: String,
    /// As he or she wishes to be named.
    pub name: String,
}

/// An act of the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEvent {
    /// Its number.
    pub id: i64,
    /// When, to the second.
    pub at: Moment,
    /// Who, by sign-in name; `None` where a command on the machine itself did it.
    pub who: Option<String>,
    /// What was done: a stable code.
    pub act: String,
    /// To what.
    pub subject: String,
    /// How it was before.
    pub before: Option<String>,
    /// How it is after.
    pub after: Option<String>,
}

/// Which acts are asked for; empty words ask for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditConditions {
    /// By the account of this sign-in name.
    pub account: String,
    /// Of this code.
    pub act: String,
}

/// A page of the audit log, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditPage {
    /// The acts of this page.
    pub events: Vec<AuditEvent>,
    /// How many there are in all.
    pub total: u64,
    /// The page, from 1.
    pub page: u32,
    /// The last page.
    pub last: u32,
    /// All codes that stand in the log.
    pub acts: Vec<String>,
}

/// What pages of accounts call. Who may ask is the server's to see to, before a page is made.
#[async_trait]
pub trait AccountServices: Send + Sync {
    /// An account.
    async fn account(&self, id: AccountId) -> Result<Option<AccountSummary>, ServiceError>;

    /// Accounts whose names or mail addresses have these words, page by page.
    async fn accounts(&self, words: &str, page: u32) -> Result<AccountList, ServiceError>;

    /// The sessions of an account, the latest begun first.
    async fn sessions(&self, account: AccountId) -> Result<Vec<SessionSummary>, ServiceError>;

    /// Whose a link is; `None` where it was taken, replaced or is too old.
    async fn link_holder(&self, kind: LinkKind, token: &str) -> Result<Option<LinkHolder>, ServiceError>;

    /// The audit log, page by page.
    async fn audit(&self, conditions: &AuditConditions, page: u32) -> Result<AuditPage, ServiceError>;
}

/// The services as pages carry them.
pub type Accounts = Arc<dyn AccountServices>;
