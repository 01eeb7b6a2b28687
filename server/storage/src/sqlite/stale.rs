//! People's texts whose source the present version has no more.

use std::collections::{BTreeSet, HashMap};

use publication::PublicationId;
use sqlx::{Row, SqliteConnection};
use time::OffsetDateTime;

use super::{
    SqliteStore,
    revisions::{publication_row, standing},
    rows::{json_list, limit},
    segments::{number_of, segment_of},
    time_of, word,
};
use crate::{Became, SegmentKey, StaleJob, StaleText, StorageError};

/// Asks for publications that have people's texts, within the caller's transaction. Asked for again, a job has a new number.
pub(super) async fn ask(connection: &mut SqliteConnection, publications: &BTreeSet<i64>) -> Result<(), StorageError> {
    if publications.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT OR REPLACE INTO correction_job (kind, subject) SELECT 'stale', value FROM json_each(?) \
         WHERE EXISTS (SELECT 1 FROM segment WHERE publication = value AND origin = 'human')",
    )
    .bind(json_list(publications)?)
    .execute(connection)
    .await?;
    Ok(())
}

/// Asks for a publication of which a person saw another version than the present one.
pub(super) async fn ask_if_unseen(connection: &mut SqliteConnection, publication: i64, seen: i64) -> Result<(), StorageError> {
    sqlx::query("INSERT OR REPLACE INTO correction_job (kind, subject) SELECT 'stale', id FROM publication WHERE id = ? AND version <> ?")
        .bind(publication)
        .bind(seen)
        .execute(connection)
        .await?;
    Ok(())
}

/// Asks for a publication, whatever it has.
pub(super) async fn ask_again(connection: &mut SqliteConnection, publication: i64) -> Result<(), StorageError> {
    sqlx::query("INSERT OR REPLACE INTO correction_job (kind, subject) VALUES ('stale', ?)").bind(publication).execute(connection).await?;
    Ok(())
}

/// Settles what has become a segment, for which a person's text was saved.
pub(super) async fn settle_for(
    connection: &mut SqliteConnection,
    publication: i64,
    key: &SegmentKey,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query(
        "UPDATE segment_stale SET settled = ? WHERE publication = ? AND source_hash = ? AND occurrence = ? AND settled IS NULL \
         AND segment IN (SELECT id FROM segment WHERE publication = ? AND part = ? AND language = ?)",
    )
    .bind(now.unix_timestamp())
    .bind(publication)
    .bind(&key.source_hash)
    .bind(key.occurrence)
    .bind(publication)
    .bind(number_of(key.part))
    .bind(key.language.as_str())
    .execute(connection)
    .await?;
    Ok(())
}

impl SqliteStore {
    pub(super) async fn stale_texts(&self, id: &PublicationId) -> Result<Vec<StaleText>, StorageError> {
        let rows = sqlx::query(
            "SELECT s.part, s.language, s.source_hash, s.occurrence, s.source, s.japanese, s.state, s.provenance, s.origin, s.revision, \
             s.marks, s.account, t.source_hash AS became_hash, t.occurrence AS became_occurrence, t.source AS became_source, t.likeness, \
             t.noted, t.settled FROM segment_stale t JOIN segment s ON s.id = t.segment JOIN publication p ON p.id = t.publication \
             WHERE p.name = ? ORDER BY s.part, t.segment",
        )
        .bind(id.to_string())
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|row| {
                let before = segment_of(row)?;
                let hash: String = row.try_get("became_hash")?;
                let occurrence: i64 = row.try_get("became_occurrence")?;
                let likeness: i64 = row.try_get("likeness")?;
                let became = if hash.is_empty() {
                    None
                } else {
                    Some(Became {
                        key: SegmentKey {
                            part: before.key.part,
                            language: before.key.language.clone(),
                            source_hash: hash,
                            occurrence: u32::try_from(occurrence).unwrap_or(0),
                        },
                        source: row.try_get("became_source")?,
                        likeness: u8::try_from(likeness).unwrap_or(0),
                    })
                };
                let settled: Option<i64> = row.try_get("settled")?;
                Ok(StaleText { before, became, noted: time_of(row.try_get("noted")?)?, settled: settled.is_some() })
            })
            .collect()
    }

    pub(super) async fn put_stale_aside(&self, id: &PublicationId, before: &SegmentKey, now: OffsetDateTime) -> Result<(), StorageError> {
        let mut transaction = self.begin().await?;
        if let Some(publication) = publication_row(&mut transaction, id).await?
            && let Some(standing) = standing(&mut transaction, publication, before).await?
        {
            sqlx::query("UPDATE segment_stale SET settled = ? WHERE segment = ? AND settled IS NULL")
                .bind(now.unix_timestamp())
                .bind(standing.row)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn jobs_of_stale(&self, most: usize) -> Result<Vec<StaleJob>, StorageError> {
        let rows: Vec<(i64, String)> = sqlx::query_as(
            "SELECT j.id, p.name FROM correction_job j JOIN publication p ON p.id = j.subject WHERE j.kind = 'stale' ORDER BY j.id LIMIT ?",
        )
        .bind(limit(most))
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(|(id, name)| Ok(StaleJob { id, publication: word("a publication id", &name)? })).collect()
    }

    pub(super) async fn keep_stale(
        &self,
        job: &StaleJob,
        found: Vec<(SegmentKey, Option<Became>)>,
        now: OffsetDateTime,
    ) -> Result<(), StorageError> {
        let mut transaction = self.begin().await?;
        // Asked for again, it is another job, and this answer is out of date.
        let ended = sqlx::query("DELETE FROM correction_job WHERE id = ?").bind(job.id).execute(&mut *transaction).await?.rows_affected();
        let Some(publication) = publication_row(&mut transaction, &job.publication).await?.filter(|_| ended > 0) else { return Ok(()) };
        let mut kept: HashMap<i64, (String, i64)> =
            sqlx::query_as("SELECT segment, source_hash, occurrence FROM segment_stale WHERE publication = ?")
                .bind(publication)
                .fetch_all(&mut *transaction)
                .await?
                .into_iter()
                .map(|(segment, hash, occurrence): (i64, String, i64)| (segment, (hash, occurrence)))
                .collect();
        for (before, became) in found {
            let Some(row) = standing(&mut transaction, publication, &before).await?.map(|standing| standing.row) else { continue };
            let (hash, occurrence, source, likeness) = match became {
                Some(Became { key, source, likeness }) => (key.source_hash, i64::from(key.occurrence), source, i64::from(likeness)),
                None => (String::new(), 0, String::new(), 0),
            };
            if kept.remove(&row).as_ref() == Some(&(hash.clone(), occurrence)) {
                continue;
            }
            sqlx::query(
                "INSERT INTO segment_stale (segment, publication, source_hash, occurrence, source, likeness, noted) VALUES (?, ?, ?, ?, ?, ?, ?) \
                 ON CONFLICT DO UPDATE SET source_hash = excluded.source_hash, occurrence = excluded.occurrence, source = excluded.source, \
                 likeness = excluded.likeness, noted = excluded.noted, settled = NULL",
            )
            .bind(row)
            .bind(publication)
            .bind(hash)
            .bind(occurrence)
            .bind(source)
            .bind(likeness)
            .bind(now.unix_timestamp())
            .execute(&mut *transaction)
            .await?;
        }
        // What has its sentence again is not stale any more.
        sqlx::query("DELETE FROM segment_stale WHERE segment IN (SELECT value FROM json_each(?))")
            .bind(json_list(kept.keys())?)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }
}
