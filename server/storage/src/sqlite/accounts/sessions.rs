//! Sessions, and the browsers they were begun from.

use publication::AccountId;
use sqlx::{Row as _, SqliteConnection, sqlite::SqliteRow};
use time::OffsetDateTime;

use super::{COLUMNS, account_of, read};
use crate::{
    Account, AccountError, AuditEntry, NewSession, Session, StorageError, TokenHash,
    sqlite::{SqliteStore, audit, rows::count, time_of},
};

/// How long a browser is known after it was last signed in from, seconds.
const BROWSER_KNOWN: i64 = 365 * 24 * 60 * 60;

fn session_of_row(row: &SqliteRow) -> Result<Session, StorageError> {
    Ok(Session {
        id: row.try_get("session")?,
        browser: row.try_get("browser")?,
        created: time_of(row.try_get("begun")?)?,
        last_seen: time_of(row.try_get("last_seen")?)?,
        expires: time_of(row.try_get("expires")?)?,
    })
}

/// The columns of [`session_of_row`], of `account_session s`.
const SESSION: &str = "s.id AS session, s.browser, s.created AS begun, s.last_seen, s.expires";

/// Ends the sessions of an account, all or all but one, within the caller's transaction; answers how many. Where none is kept its browsers
/// are strangers again.
pub(super) async fn end(connection: &mut SqliteConnection, account: AccountId, keep: Option<i64>) -> Result<u64, StorageError> {
    let ended = sqlx::query("DELETE FROM account_session WHERE account = ?1 AND (?2 IS NULL OR id <> ?2)")
        .bind(account.0)
        .bind(keep)
        .execute(&mut *connection)
        .await?;
    if keep.is_none() {
        sqlx::query("DELETE FROM account_browser WHERE account = ?").bind(account.0).execute(connection).await?;
    }
    Ok(ended.rows_affected())
}

impl SqliteStore {
    pub(super) async fn begin_one_session(&self, session: NewSession, now: OffsetDateTime) -> Result<i64, AccountError> {
        let seconds = now.unix_timestamp();
        let mut transaction = self.begin().await?;
        let account = read(&mut transaction, session.account).await?.filter(|account| !account.disabled);
        let account = account.ok_or(AccountError::NotFound)?;
        sqlx::query("DELETE FROM account_session WHERE expires <= ?1 OR idle_until <= ?1").bind(seconds).execute(&mut *transaction).await?;
        sqlx::query("DELETE FROM account_browser WHERE account = ? AND last_signed_in < ?")
            .bind(account.id.0)
            .bind(seconds.saturating_sub(BROWSER_KNOWN))
            .execute(&mut *transaction)
            .await?;
        let id: i64 = sqlx::query_scalar(
            "INSERT INTO account_session (token_hash, account, browser, created, last_seen, idle_until, expires) \
             VALUES (?, ?, ?, ?4, ?4, ?5, ?6) RETURNING id",
        )
        .bind(session.token_hash.as_slice())
        .bind(account.id.0)
        .bind(&session.browser)
        .bind(seconds)
        .bind(session.idle_until.unix_timestamp())
        .bind(session.expires.unix_timestamp())
        .fetch_one(&mut *transaction)
        .await?;
        sqlx::query(
            "INSERT INTO account_browser (token_hash, account, last_signed_in) VALUES (?, ?, ?) \
             ON CONFLICT (account, token_hash) DO UPDATE SET last_signed_in = excluded.last_signed_in",
        )
        .bind(session.browser_hash.as_slice())
        .bind(account.id.0)
        .bind(seconds)
        .execute(&mut *transaction)
        .await?;
        sqlx::query("UPDATE account SET last_signed_in = ? WHERE id = ?")
            .bind(seconds)
            .bind(account.id.0)
            .execute(&mut *transaction)
            .await?;
        let entry = AuditEntry {
            at: now,
            account: Some(account.id),
            act: "signed-in",
            subject: account.sign_in_name,
            before: None,
            after: Some(session.browser),
        };
        audit::note(&mut transaction, entry).await?;
        transaction.commit().await?;
        Ok(id)
    }

    pub(super) async fn session_of(&self, token_hash: &TokenHash, now: OffsetDateTime) -> Result<Option<(Session, Account)>, StorageError> {
        // Both lists of columns are constants.
        let statement = format!(
            "SELECT {SESSION}, {COLUMNS} FROM account_session s JOIN account a ON a.id = s.account \
             WHERE s.token_hash = ?1 AND s.expires > ?2 AND s.idle_until > ?2 AND a.disabled = 0"
        );
        let found = sqlx::query(sqlx::AssertSqlSafe(statement))
            .bind(token_hash.as_slice())
            .bind(now.unix_timestamp())
            .fetch_optional(&self.readers)
            .await?;
        found.map(|row| Ok((session_of_row(&row)?, account_of(&row)?))).transpose()
    }

    pub(super) async fn sessions_of(&self, account: AccountId, now: OffsetDateTime) -> Result<Vec<Session>, StorageError> {
        let statement = format!(
            "SELECT {SESSION} FROM account_session s WHERE s.account = ?1 AND s.expires > ?2 AND s.idle_until > ?2 ORDER BY s.id DESC"
        );
        let found = sqlx::query(sqlx::AssertSqlSafe(statement)).bind(account.0).bind(now.unix_timestamp()).fetch_all(&self.readers).await?;
        found.iter().map(session_of_row).collect()
    }

    pub(super) async fn end_one_session(&self, account: AccountId, id: i64, now: OffsetDateTime) -> Result<bool, StorageError> {
        let mut transaction = self.begin().await?;
        let ended: Option<(String, String)> = sqlx::query_as(
            "DELETE FROM account_session WHERE id = ?1 AND account = ?2 \
             RETURNING browser, (SELECT sign_in_name FROM account a WHERE a.id = ?2)",
        )
        .bind(id)
        .bind(account.0)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some((browser, subject)) = ended else { return Ok(false) };
        let entry = AuditEntry { at: now, account: Some(account), act: "signed-out", subject, before: Some(browser), after: None };
        audit::note(&mut transaction, entry).await?;
        transaction.commit().await?;
        Ok(true)
    }

    pub(super) async fn end_all_sessions(
        &self,
        account: AccountId,
        by: Option<AccountId>,
        now: OffsetDateTime,
    ) -> Result<u64, StorageError> {
        let mut transaction = self.begin().await?;
        let Some(found) = read(&mut transaction, account).await? else { return Ok(0) };
        let held: i64 = sqlx::query_scalar("SELECT count(*) FROM account_session WHERE account = ?")
            .bind(account.0)
            .fetch_one(&mut *transaction)
            .await?;
        end(&mut transaction, account, None).await?;
        let before = Some(serde_json::json!({ "sessions": held }).to_string());
        let entry = AuditEntry { at: now, account: by, act: "signed-out-everywhere", subject: found.sign_in_name, before, after: None };
        audit::note(&mut transaction, entry).await?;
        transaction.commit().await?;
        Ok(count(held))
    }
}
