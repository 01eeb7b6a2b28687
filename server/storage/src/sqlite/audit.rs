//! The audit log.

use async_trait::async_trait;
use publication::AccountId;
use sqlx::{Row as _, SqliteConnection, sqlite::SqliteRow};

use super::{
    SqliteStore,
    rows::{count, limit},
    time_of,
};
use crate::{AuditEntry, AuditRepository, AuditRow, AuditSearch, StorageError};

/// Notes an act within the caller's transaction, so that neither stands without the other.
pub(super) async fn note(connection: &mut SqliteConnection, entry: AuditEntry) -> Result<(), StorageError> {
    sqlx::query("INSERT INTO audit (at, account, act, subject, before, after) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(entry.at.unix_timestamp())
        .bind(entry.account.map(|account| account.0))
        .bind(entry.act)
        .bind(entry.subject)
        .bind(entry.before)
        .bind(entry.after)
        .execute(connection)
        .await?;
    Ok(())
}

fn row(row: &SqliteRow) -> Result<AuditRow, StorageError> {
    Ok(AuditRow {
        id: row.try_get("id")?,
        at: time_of(row.try_get("at")?)?,
        account: row.try_get::<Option<i64>, _>("account")?.map(AccountId),
        sign_in_name: row.try_get("sign_in_name")?,
        act: row.try_get("act")?,
        subject: row.try_get("subject")?,
        before: row.try_get("before")?,
        after: row.try_get("after")?,
    })
}

#[async_trait]
impl AuditRepository for SqliteStore {
    async fn note(&self, entry: AuditEntry) -> Result<(), StorageError> {
        note(&mut *self.writer.acquire().await?, entry).await
    }

    async fn audit(&self, search: &AuditSearch, offset: u64, most: usize) -> Result<(Vec<AuditRow>, u64), StorageError> {
        let account = search.account.map(|account| account.0);
        let found = sqlx::query(
            "SELECT a.id, a.at, a.account, c.sign_in_name, a.act, a.subject, a.before, a.after FROM audit a \
             LEFT JOIN account c ON c.id = a.account \
             WHERE (?1 IS NULL OR a.account = ?1) AND (?2 IS NULL OR a.act = ?2) ORDER BY a.id DESC LIMIT ?3 OFFSET ?4",
        )
        .bind(account)
        .bind(&search.act)
        .bind(limit(most))
        .bind(i64::try_from(offset).unwrap_or(i64::MAX))
        .fetch_all(&self.readers)
        .await?;
        let all: i64 = sqlx::query_scalar("SELECT count(*) FROM audit WHERE (?1 IS NULL OR account = ?1) AND (?2 IS NULL OR act = ?2)")
            .bind(account)
            .bind(&search.act)
            .fetch_one(&self.readers)
            .await?;
        Ok((found.iter().map(row).collect::<Result<_, _>>()?, count(all)))
    }

    async fn acts(&self) -> Result<Vec<String>, StorageError> {
        Ok(sqlx::query_scalar("SELECT DISTINCT act FROM audit ORDER BY act").fetch_all(&self.readers).await?)
    }
}
