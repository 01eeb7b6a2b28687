//! What is typed and not saved, and which publications an account has worked on.

use publication::{AccountId, PublicationId};
use sqlx::{Row, SqliteConnection};

use super::{
    SqliteStore,
    revisions::publication_row,
    segments::{key_of, number_of},
};
use crate::{Draft, SegmentKey, StorageError};

/// Ends an account's draft of a segment, which was saved.
pub(super) async fn end(
    connection: &mut SqliteConnection,
    publication: i64,
    account: AccountId,
    key: &SegmentKey,
) -> Result<(), StorageError> {
    drop_until(connection, publication, account, key, i64::MAX).await
}

async fn drop_until(
    connection: &mut SqliteConnection,
    publication: i64,
    account: AccountId,
    key: &SegmentKey,
    typed: i64,
) -> Result<(), StorageError> {
    sqlx::query(
        "DELETE FROM segment_draft WHERE account = ? AND publication = ? AND part = ? AND language = ? AND source_hash = ? AND occurrence = ? \
         AND typed <= ?",
    )
    .bind(account.0)
    .bind(publication)
    .bind(number_of(key.part))
    .bind(key.language.as_str())
    .bind(&key.source_hash)
    .bind(key.occurrence)
    .bind(typed)
    .execute(connection)
    .await?;
    Ok(())
}

/// Makes a publication the last one that an account has worked on.
pub(super) async fn touch(connection: &mut SqliteConnection, publication: i64, account: AccountId) -> Result<(), StorageError> {
    sqlx::query(
        "INSERT INTO account_work (account, publication, touched) \
         SELECT ?1, ?2, coalesce(max(touched), 0) + 1 FROM account_work WHERE account = ?1 \
         ON CONFLICT DO UPDATE SET touched = excluded.touched",
    )
    .bind(account.0)
    .bind(publication)
    .execute(connection)
    .await?;
    Ok(())
}

impl SqliteStore {
    pub(super) async fn put_draft(&self, id: &PublicationId, account: AccountId, draft: Draft) -> Result<(), StorageError> {
        let mut transaction = self.begin().await?;
        let publication = publication_row(&mut transaction, id).await?;
        let publication = publication.ok_or_else(|| StorageError::Failed(format!("there is no publication {id}")))?;
        let Draft { key, source, japanese, based_on, typed } = draft;
        sqlx::query(
            "INSERT INTO segment_draft (account, publication, part, language, source_hash, occurrence, source, japanese, based_on, typed) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET source = excluded.source, japanese = excluded.japanese, \
             based_on = excluded.based_on, typed = excluded.typed WHERE excluded.typed >= typed",
        )
        .bind(account.0)
        .bind(publication)
        .bind(number_of(key.part))
        .bind(key.language.as_str())
        .bind(&key.source_hash)
        .bind(key.occurrence)
        .bind(source)
        .bind(japanese)
        .bind(based_on)
        .bind(typed)
        .execute(&mut *transaction)
        .await?;
        touch(&mut transaction, publication, account).await?;
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn take_draft_away(
        &self,
        id: &PublicationId,
        account: AccountId,
        key: &SegmentKey,
        typed: i64,
    ) -> Result<(), StorageError> {
        let mut transaction = self.begin().await?;
        if let Some(publication) = publication_row(&mut transaction, id).await? {
            drop_until(&mut transaction, publication, account, key, typed).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn drafts_of(&self, id: &PublicationId, account: AccountId) -> Result<Vec<Draft>, StorageError> {
        let rows = sqlx::query(
            "SELECT d.part, d.language, d.source_hash, d.occurrence, d.source, d.japanese, d.based_on, d.typed FROM segment_draft d \
             JOIN publication p ON p.id = d.publication WHERE d.account = ? AND p.name = ? ORDER BY d.typed",
        )
        .bind(account.0)
        .bind(id.to_string())
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Draft {
                    key: key_of(row)?,
                    source: row.try_get("source")?,
                    japanese: row.try_get("japanese")?,
                    based_on: row.try_get("based_on")?,
                    typed: row.try_get("typed")?,
                })
            })
            .collect()
    }
}
