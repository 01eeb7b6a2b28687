//! Accounts: who may sign in, and by what.
//!
//! Of every token (of sessions, browsers, links) the store is given the hash and never the token. Every change of an account is noted in the
//! audit log within its own transaction.

use async_trait::async_trait;
use publication::{AccountId, Audience, Role};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::OffsetDateTime;

use crate::StorageError;

/// SHA-256 of a token.
pub type TokenHash = [u8; 32];

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its number.
    pub id: AccountId,
    /// What is typed to sign in, as it was first written; unique whatever its case.
    pub sign_in_name: String,
    /// As he or she wishes to be named.
    pub name: String,
    /// Where mail is sent.
    pub mail: Option<String>,
    /// What it may do.
    pub role: Role,
    /// What it may read.
    pub audience: Audience,
    /// Whether a password was set: not before the invitation was taken.
    pub has_password: bool,
    /// Whether it is kept from signing in.
    pub disabled: bool,
    /// When it was made.
    pub created: OffsetDateTime,
    /// When it was last signed in to.
    pub last_signed_in: Option<OffsetDateTime>,
}

/// An account to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount {
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
    /// The password's hash (a PHC string); `None` where an invitation is to be taken first.
    pub password: Option<String>,
}

/// What is to be changed of an account; `None` leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountChange {
    /// As he or she wishes to be named.
    pub name: Option<String>,
    /// Where mail is sent; `Some(None)` takes it away.
    pub mail: Option<Option<String>>,
    /// What it may do.
    pub role: Option<Role>,
    /// What it may read.
    pub audience: Option<Audience>,
    /// Whether it is kept from signing in. Disabling ends its sessions and its link, and forgets its browsers.
    pub disabled: Option<bool>,
}

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkPurpose {
    /// To take an account for the first time.
    Invitation,
    /// To set another password.
    Reset,
}

impl LinkPurpose {
    /// The stable word, as in tables and addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reset => "reset",
        }
    }
}

/// A session to be begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    /// Whose.
    pub account: AccountId,
    /// The hash of its token.
    pub token_hash: TokenHash,
    /// The hash of the browser's own token: the account knows the browser from now on.
    pub browser_hash: TokenHash,
    /// What browser, for people: `Firefox, Linux`.
    pub browser: String,
    /// When it ends if it is not used.
    pub idle_until: OffsetDateTime,
    /// When it ends at the latest.
    pub expires: OffsetDateTime,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its number.
    pub id: i64,
    /// What browser, for people.
    pub browser: String,
    /// When it began.
    pub created: OffsetDateTime,
    /// When it was last used, to within some minutes.
    pub last_seen: OffsetDateTime,
    /// When it ends at the latest.
    pub expires: OffsetDateTime,
}

/// Why an account was not made or changed.
#[derive(Debug, Error)]
pub enum AccountError {
    /// Another account has this sign-in name.
    #[error("the sign-in name is taken")]
    NameTaken,
    /// Nobody would be left who could keep accounts.
    #[error("this is the last active administrator")]
    LastAdministrator,
    /// There is no such account, or no such link any more.
    #[error("there is no such account or link")]
    NotFound,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StorageError),
}

/// Accounts, their sessions and their links. `by` is who acts: `None` where a command on the machine itself does.
#[async_trait]
pub trait AccountRepository: Send + Sync {
    /// Makes an account. Its number was never given before.
    ///
    /// # Errors
    /// [`AccountError::NameTaken`], whatever the case of the letters.
    async fn add_account(&self, new: NewAccount, by: Option<AccountId>, now: OffsetDateTime) -> Result<Account, AccountError>;

    /// Makes an account where there is none at all; `None` where there is one. Of two who try at once, one makes it.
    async fn add_first_account(&self, new: NewAccount, now: OffsetDateTime) -> Result<Option<Account>, AccountError>;

    /// An account.
    async fn account(&self, id: AccountId) -> Result<Option<Account>, StorageError>;

    /// The account of a sign-in name, whatever its case.
    async fn account_named(&self, sign_in_name: &str) -> Result<Option<Account>, StorageError>;

    /// Accounts in whose names or mail address each of the words stands, by sign-in name: at most `limit`, after passing over `offset`; and
    /// how many there are in all.
    async fn accounts(&self, words: &[String], offset: u64, limit: usize) -> Result<(Vec<Account>, u64), StorageError>;

    /// Changes an account; answers how it is now.
    ///
    /// # Errors
    /// [`AccountError::LastAdministrator`] where no other active administrator with a password would be left; [`AccountError::NotFound`].
    async fn change_account(
        &self,
        id: AccountId,
        change: AccountChange,
        by: Option<AccountId>,
        now: OffsetDateTime,
    ) -> Result<Account, AccountError>;

    /// The hash of an account's password.
    async fn password_hash(&self, id: AccountId) -> Result<Option<String>, StorageError>;

    /// Sets a password. Ends the account's link and all its sessions but the one to keep; where none is kept, its browsers are forgotten.
    ///
    /// # Errors
    /// [`AccountError::NotFound`].
    async fn set_password(
        &self,
        id: AccountId,
        password: String,
        keep: Option<i64>,
        by: Option<AccountId>,
        now: OffsetDateTime,
    ) -> Result<(), AccountError>;

    /// Makes a link of an account, in the place of its last one. The password stays as it is until the link is taken.
    ///
    /// # Errors
    /// [`AccountError::NotFound`], also where the account is disabled.
    async fn make_link(
        &self,
        id: AccountId,
        purpose: LinkPurpose,
        token_hash: TokenHash,
        expires: OffsetDateTime,
        by: Option<AccountId>,
        now: OffsetDateTime,
    ) -> Result<(), AccountError>;

    /// The account of a link that can still be taken.
    async fn link(&self, token_hash: &TokenHash, purpose: LinkPurpose, now: OffsetDateTime) -> Result<Option<Account>, StorageError>;

    /// Takes a link, once: sets the password, and the name where one is given. Ends all sessions and forgets all browsers.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] where it was taken, replaced or is too old.
    async fn take_link(
        &self,
        token_hash: &TokenHash,
        purpose: LinkPurpose,
        name: Option<String>,
        password: String,
        now: OffsetDateTime,
    ) -> Result<Account, AccountError>;

    /// Begins a session; answers its number. Sessions that are over are swept away, as are browsers not seen for a year.
    ///
    /// # Errors
    /// [`AccountError::NotFound`], also where the account is disabled.
    async fn begin_session(&self, session: NewSession, now: OffsetDateTime) -> Result<i64, AccountError>;

    /// The session of a token and its account, while it lasts and the account is active.
    async fn session(&self, token_hash: &TokenHash, now: OffsetDateTime) -> Result<Option<(Session, Account)>, StorageError>;

    /// Notes that a session is in use.
    async fn touch_session(&self, id: i64, idle_until: OffsetDateTime, now: OffsetDateTime) -> Result<(), StorageError>;

    /// The sessions of an account that last, the latest begun first.
    async fn sessions(&self, account: AccountId, now: OffsetDateTime) -> Result<Vec<Session>, StorageError>;

    /// Ends a session of an account; answers whether there was one.
    async fn end_session(&self, account: AccountId, id: i64, now: OffsetDateTime) -> Result<bool, StorageError>;

    /// Ends all sessions of an account and forgets its browsers; answers how many sessions there were.
    async fn end_sessions(&self, account: AccountId, by: Option<AccountId>, now: OffsetDateTime) -> Result<u64, StorageError>;

    /// Whether a browser has signed in to an account before.
    async fn knows_browser(&self, account: AccountId, browser_hash: &TokenHash) -> Result<bool, StorageError>;
}
