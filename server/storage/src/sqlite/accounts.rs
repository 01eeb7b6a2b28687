//! Accounts, their links and their sessions.

mod changing;
mod links;
mod sessions;

use async_trait::async_trait;
use publication::{AccountId, Audience};
use sqlx::{Row as _, SqliteConnection, sqlite::SqliteRow};
use time::OffsetDateTime;

use super::{
    SqliteStore,
    rows::{count, json_list, limit},
    time_of, word,
};
use crate::{
    Account, AccountChange, AccountError, AccountRepository, LinkPurpose, NewAccount, NewSession, Session, StorageError, TokenHash,
};

impl From<sqlx::Error> for AccountError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// The columns of [`account_of`], of `account a`.
const COLUMNS: &str = "a.id, a.sign_in_name, a.name, a.mail, a.role, a.audience, a.password IS NOT NULL AS has_password, a.disabled, \
                       a.created AS made, a.last_signed_in";

fn account_of(row: &SqliteRow) -> Result<Account, StorageError> {
    let audience: String = row.try_get("audience")?;
    Ok(Account {
        id: AccountId(row.try_get("id")?),
        sign_in_name: row.try_get("sign_in_name")?,
        name: row.try_get("name")?,
        mail: row.try_get("mail")?,
        role: word("a role", row.try_get("role")?)?,
        audience: match audience.as_str() {
            "public" => Audience::Public,
            "inside" => Audience::Inside,
            other => return Err(StorageError::Corrupt(format!("an audience: {other:?}"))),
        },
        has_password: row.try_get("has_password")?,
        disabled: row.try_get("disabled")?,
        created: time_of(row.try_get("made")?)?,
        last_signed_in: row.try_get::<Option<i64>, _>("last_signed_in")?.map(time_of).transpose()?,
    })
}

/// A statement over the columns of accounts; both parts are constants of this adapter.
fn selecting(rest: &str) -> sqlx::AssertSqlSafe<String> {
    sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM account a {rest}"))
}

async fn read(connection: &mut SqliteConnection, id: AccountId) -> Result<Option<Account>, StorageError> {
    let found = sqlx::query(selecting("WHERE a.id = ?")).bind(id.0).fetch_optional(connection).await?;
    found.as_ref().map(account_of).transpose()
}

#[async_trait]
impl AccountRepository for SqliteStore {
    async fn add_account(&self, new: NewAccount, by: Option<AccountId>, now: OffsetDateTime) -> Result<Account, AccountError> {
        self.add_one(new, by, now).await
    }

    async fn add_first_account(&self, new: NewAccount, now: OffsetDateTime) -> Result<Option<Account>, AccountError> {
        self.add_first(new, now).await
    }

    async fn account(&self, id: AccountId) -> Result<Option<Account>, StorageError> {
        read(&mut *self.readers.acquire().await?, id).await
    }

    async fn account_named(&self, sign_in_name: &str) -> Result<Option<Account>, StorageError> {
        let folded = sign_in_name.to_lowercase();
        let found = sqlx::query(selecting("WHERE a.folded_name = ?")).bind(folded).fetch_optional(&self.readers).await?;
        found.as_ref().map(account_of).transpose()
    }

    async fn accounts(&self, words: &[String], offset: u64, most: usize) -> Result<(Vec<Account>, u64), StorageError> {
        let words = json_list(words.iter().map(|word| word.to_lowercase()))?;
        // Names are lowered as they were stored or by SQLite, which lowers ASCII only: what people type to find other scripts has no case.
        let condition = "WHERE NOT EXISTS (SELECT 1 FROM json_each(?1) AS w WHERE instr(a.folded_name, w.value) = 0 \
                         AND instr(lower(a.name), w.value) = 0 AND instr(lower(coalesce(a.mail, '')), w.value) = 0)";
        let found = sqlx::query(selecting(&format!("{condition} ORDER BY a.folded_name LIMIT ?2 OFFSET ?3")))
            .bind(&words)
            .bind(limit(most))
            .bind(i64::try_from(offset).unwrap_or(i64::MAX))
            .fetch_all(&self.readers)
            .await?;
        let all: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM account a {condition}")))
            .bind(&words)
            .fetch_one(&self.readers)
            .await?;
        Ok((found.iter().map(account_of).collect::<Result<_, _>>()?, count(all)))
    }

    async fn change_account(
        &self,
        id: AccountId,
        change: AccountChange,
        by: Option<AccountId>,
        now: OffsetDateTime,
    ) -> Result<Account, AccountError> {
        self.change_one(id, change, by, now).await
    }

    async fn password_hash(&self, id: AccountId) -> Result<Option<String>, StorageError> {
        let found: Option<Option<String>> =
            sqlx::query_scalar("SELECT password FROM account WHERE id = ?").bind(id.0).fetch_optional(&self.readers).await?;
        Ok(found.flatten())
    }

    async fn set_password(
        &self,
        id: AccountId,
        password: String,
        keep: Option<i64>,
        by: Option<AccountId>,
        now: OffsetDateTime,
    ) -> Result<(), AccountError> {
        self.set_password_of(id, password, keep, by, now).await
    }

    async fn make_link(
        &self,
        id: AccountId,
        purpose: LinkPurpose,
        token_hash: TokenHash,
        expires: OffsetDateTime,
        by: Option<AccountId>,
        now: OffsetDateTime,
    ) -> Result<(), AccountError> {
        self.make_link_of(id, purpose, token_hash, expires, by, now).await
    }

    async fn link(&self, token_hash: &TokenHash, purpose: LinkPurpose, now: OffsetDateTime) -> Result<Option<Account>, StorageError> {
        links::account_of_link(&mut *self.readers.acquire().await?, token_hash, purpose, now).await
    }

    async fn take_link(
        &self,
        token_hash: &TokenHash,
        purpose: LinkPurpose,
        name: Option<String>,
        password: String,
        now: OffsetDateTime,
    ) -> Result<Account, AccountError> {
        self.take_link_once(token_hash, purpose, name, password, now).await
    }

    async fn begin_session(&self, session: NewSession, now: OffsetDateTime) -> Result<i64, AccountError> {
        self.begin_one_session(session, now).await
    }

    async fn session(&self, token_hash: &TokenHash, now: OffsetDateTime) -> Result<Option<(Session, Account)>, StorageError> {
        self.session_of(token_hash, now).await
    }

    async fn touch_session(&self, id: i64, idle_until: OffsetDateTime, now: OffsetDateTime) -> Result<(), StorageError> {
        sqlx::query("UPDATE account_session SET last_seen = ?, idle_until = ? WHERE id = ?")
            .bind(now.unix_timestamp())
            .bind(idle_until.unix_timestamp())
            .bind(id)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    async fn sessions(&self, account: AccountId, now: OffsetDateTime) -> Result<Vec<Session>, StorageError> {
        self.sessions_of(account, now).await
    }

    async fn end_session(&self, account: AccountId, id: i64, now: OffsetDateTime) -> Result<bool, StorageError> {
        self.end_one_session(account, id, now).await
    }

    async fn end_sessions(&self, account: AccountId, by: Option<AccountId>, now: OffsetDateTime) -> Result<u64, StorageError> {
        self.end_all_sessions(account, by, now).await
    }

    async fn knows_browser(&self, account: AccountId, browser_hash: &TokenHash) -> Result<bool, StorageError> {
        let found: Option<i64> = sqlx::query_scalar("SELECT 1 FROM account_browser WHERE account = ? AND token_hash = ?")
            .bind(account.0)
            .bind(browser_hash.as_slice())
            .fetch_optional(&self.readers)
            .await?;
        Ok(found.is_some())
    }
}
