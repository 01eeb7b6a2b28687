//! Jobs of translating: one a publication, its parts as a set.

use publication::{PublicationId, TextPart};
use sqlx::{Row, SqliteConnection};
use time::OffsetDateTime;

use super::{
    SqliteStore,
    prepared::{part_bits, parts_of},
    rows::{self, count, json_list, limit},
    segments, word,
};
use crate::{StorageError, TranslationJob};

/// Asks for parts (bits) of publications, within the caller's transaction. A job that is there keeps its time: asking again neither
/// hurries one that waits after a failure nor puts off one that is due.
pub(super) async fn request(connection: &mut SqliteConnection, asked: Vec<(i64, i64)>, now: i64) -> Result<(), StorageError> {
    rows::insert(
        connection,
        "INSERT INTO translation_job (publication, waiting, due)",
        3,
        "ON CONFLICT (publication) DO UPDATE SET waiting = waiting | excluded.waiting",
        asked,
        |query, (publication, parts)| query.bind(publication).bind(parts).bind(now),
    )
    .await?;
    Ok(())
}

impl SqliteStore {
    pub(super) async fn request_parts(&self, id: &PublicationId, parts: &[TextPart], now: OffsetDateTime) -> Result<(), StorageError> {
        let parts = part_bits(parts.iter().copied());
        let mut transaction = self.begin().await?;
        let publication = segments::rows_of(&mut *transaction, [id]).await?.into_values().next();
        let publication = publication.ok_or_else(|| StorageError::Failed(format!("there is no publication {id}")))?;
        if parts != 0 {
            request(&mut transaction, vec![(publication, parts)], now.unix_timestamp()).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn lease_jobs(&self, most: usize, lease: u32, now: OffsetDateTime) -> Result<Vec<TranslationJob>, StorageError> {
        let now = now.unix_timestamp();
        // A look without the writer's lock first: most of the time there is nothing to do.
        let due: Option<i64> = sqlx::query_scalar("SELECT 1 FROM translation_job WHERE due <= ?1 AND leased_until <= ?1 LIMIT 1")
            .bind(now)
            .fetch_optional(&self.readers)
            .await?;
        if due.is_none() {
            return Ok(Vec::new());
        }
        let mut transaction = self.begin().await?;
        let found = sqlx::query(
            "SELECT j.id, p.name, j.waiting | j.taken AS parts, j.attempts FROM translation_job j JOIN publication p ON p.id = j.publication \
             WHERE j.due <= ?1 AND j.leased_until <= ?1 ORDER BY j.due, j.id LIMIT ?2",
        )
        .bind(now)
        .bind(limit(most))
        .fetch_all(&mut *transaction)
        .await?;
        let mut jobs = Vec::with_capacity(found.len());
        for row in found {
            let attempts: i64 = row.try_get("attempts")?;
            jobs.push(TranslationJob {
                id: row.try_get("id")?,
                publication: word("a publication id", row.try_get("name")?)?,
                parts: parts_of(row.try_get("parts")?),
                attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
            });
        }
        sqlx::query(
            "UPDATE translation_job SET taken = taken | waiting, waiting = 0, leased_until = ?, attempts = attempts + 1 \
             WHERE id IN (SELECT value FROM json_each(?))",
        )
        .bind(now.saturating_add(i64::from(lease)))
        .bind(json_list(jobs.iter().map(|job| job.id))?)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(jobs)
    }

    pub(super) async fn end_jobs(&self, ids: &[i64]) -> Result<(), StorageError> {
        if ids.is_empty() {
            return Ok(());
        }
        let ids = json_list(ids)?;
        let mut transaction = self.begin().await?;
        sqlx::query("DELETE FROM translation_job WHERE waiting = 0 AND id IN (SELECT value FROM json_each(?))")
            .bind(&ids)
            .execute(&mut *transaction)
            .await?;
        // What was asked for meanwhile is a job of its own, not tried before.
        sqlx::query(
            "UPDATE translation_job SET taken = 0, leased_until = 0, attempts = 0, reason = NULL WHERE id IN (SELECT value FROM json_each(?))",
        )
        .bind(&ids)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn put_back_job(&self, id: i64, at: OffsetDateTime, reason: &str) -> Result<(), StorageError> {
        sqlx::query("UPDATE translation_job SET waiting = waiting | taken, taken = 0, leased_until = 0, due = ?, reason = ? WHERE id = ?")
            .bind(at.unix_timestamp())
            .bind(reason)
            .bind(id)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    pub(super) async fn waiting_parts(&self, id: &PublicationId) -> Result<Vec<(TextPart, Option<String>)>, StorageError> {
        let job: Option<(i64, Option<String>)> = sqlx::query_as(
            "SELECT j.waiting | j.taken, j.reason FROM translation_job j JOIN publication p ON p.id = j.publication WHERE p.name = ?",
        )
        .bind(id.to_string())
        .fetch_optional(&self.readers)
        .await?;
        Ok(job.map_or_else(Vec::new, |(parts, reason)| parts_of(parts).into_iter().map(|part| (part, reason.clone())).collect()))
    }

    pub(super) async fn count_jobs(&self) -> Result<u64, StorageError> {
        Ok(count(sqlx::query_scalar("SELECT count(*) FROM translation_job").fetch_one(&self.readers).await?))
    }
}
