//! Suggestions, ratings, and the offering of what was approved.

use publication::{AccountId, PublicationId};
use sqlx::{Row, SqliteConnection};
use time::OffsetDateTime;

use super::{
    SqliteStore,
    provision::PART_IS_PUBLIC,
    revisions::publication_row,
    rows::{count, limit},
    segments::{key_of, number_of},
    time_of, word,
};
use crate::{NewRating, NewSuggestion, SegmentKey, StorageError, Suggestion, SuggestionOrigin};

/// Settles the suggestions that a save has made true: the one that was taken, and any of the same words.
pub(super) async fn settle_taken(
    connection: &mut SqliteConnection,
    publication: i64,
    key: &SegmentKey,
    taken: Option<i64>,
    by: AccountId,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    sqlx::query(
        "UPDATE suggestion SET settled = ?1, settled_by = ?2, outcome = 'taken' WHERE settled IS NULL AND publication = ?3 AND part = ?4 \
         AND language = ?5 AND source_hash = ?6 AND occurrence = ?7 AND (id = ?8 OR japanese = (SELECT japanese FROM segment \
         WHERE publication = ?3 AND part = ?4 AND language = ?5 AND source_hash = ?6 AND occurrence = ?7))",
    )
    .bind(now.unix_timestamp())
    .bind(by.0)
    .bind(publication)
    .bind(number_of(key.part))
    .bind(key.language.as_str())
    .bind(&key.source_hash)
    .bind(key.occurrence)
    .bind(taken)
    .execute(connection)
    .await?;
    Ok(())
}

impl SqliteStore {
    pub(super) async fn put_suggestion(&self, id: &PublicationId, new: NewSuggestion, now: OffsetDateTime) -> Result<bool, StorageError> {
        let mut transaction = self.begin().await?;
        let publication = publication_row(&mut transaction, id).await?;
        let publication = publication.ok_or_else(|| StorageError::Failed(format!("there is no publication {id}")))?;
        let added = sqlx::query(
            "INSERT INTO suggestion (publication, part, language, source_hash, occurrence, source, japanese, reason, origin, account, name, \
             made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'reader', ?, ?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(publication)
        .bind(number_of(new.key.part))
        .bind(new.key.language.as_str())
        .bind(&new.key.source_hash)
        .bind(new.key.occurrence)
        .bind(&new.source)
        .bind(&new.japanese)
        .bind(&new.reason)
        .bind(new.account.map(|account| account.0))
        .bind(&new.name)
        .bind(now.unix_timestamp())
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        transaction.commit().await?;
        Ok(added > 0)
    }

    pub(super) async fn open_suggestions(&self, id: &PublicationId, most: usize) -> Result<Vec<Suggestion>, StorageError> {
        let rows = sqlx::query(
            "SELECT s.id, s.part, s.language, s.source_hash, s.occurrence, s.japanese, s.reason, s.origin, s.name, s.made FROM suggestion s \
             JOIN publication p ON p.id = s.publication WHERE p.name = ? AND s.settled IS NULL ORDER BY s.id LIMIT ?",
        )
        .bind(id.to_string())
        .bind(limit(most))
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Suggestion {
                    id: row.try_get("id")?,
                    key: key_of(row)?,
                    japanese: row.try_get("japanese")?,
                    reason: row.try_get("reason")?,
                    origin: word::<SuggestionOrigin>("the origin of a suggestion", row.try_get("origin")?)?,
                    name: row.try_get("name")?,
                    made: time_of(row.try_get("made")?)?,
                })
            })
            .collect()
    }

    pub(super) async fn decline_suggestion(&self, suggestion: i64, by: AccountId, now: OffsetDateTime) -> Result<bool, StorageError> {
        let declined =
            sqlx::query("UPDATE suggestion SET settled = ?, settled_by = ?, outcome = 'declined' WHERE id = ? AND settled IS NULL")
                .bind(now.unix_timestamp())
                .bind(by.0)
                .bind(suggestion)
                .execute(&self.writer)
                .await?;
        Ok(declined.rows_affected() > 0)
    }

    pub(super) async fn put_rating(&self, id: &PublicationId, rating: NewRating, now: OffsetDateTime) -> Result<(), StorageError> {
        let mut transaction = self.begin().await?;
        let publication = publication_row(&mut transaction, id).await?;
        let publication = publication.ok_or_else(|| StorageError::Failed(format!("there is no publication {id}")))?;
        let NewRating { key, revision, account, level, provenance } = rating;
        sqlx::query(
            "INSERT INTO rating (publication, part, language, source_hash, occurrence, revision, account, level, provenance, rated) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET level = excluded.level, provenance = excluded.provenance, \
             rated = excluded.rated",
        )
        .bind(publication)
        .bind(number_of(key.part))
        .bind(key.language.as_str())
        .bind(&key.source_hash)
        .bind(key.occurrence)
        .bind(revision)
        .bind(account.0)
        .bind(level)
        .bind(provenance)
        .bind(now.unix_timestamp())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn ratings_of(&self, id: &PublicationId, key: &SegmentKey, revision: i64) -> Result<Vec<(u8, u64)>, StorageError> {
        let rows: Vec<(i64, i64)> = sqlx::query_as(
            "SELECT r.level, count(*) FROM rating r JOIN publication p ON p.id = r.publication WHERE p.name = ? AND r.part = ? \
             AND r.language = ? AND r.source_hash = ? AND r.occurrence = ? AND r.revision = ? GROUP BY r.level ORDER BY r.level DESC",
        )
        .bind(id.to_string())
        .bind(number_of(key.part))
        .bind(key.language.as_str())
        .bind(&key.source_hash)
        .bind(key.occurrence)
        .bind(revision)
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().map(|(level, times)| (u8::try_from(level).unwrap_or(0), count(times))).collect())
    }

    pub(super) async fn offer_next(&self, most: usize, now: OffsetDateTime) -> Result<Option<u64>, StorageError> {
        // A look without the writer's lock first: most of the time there is nothing to do.
        let due: Option<i64> =
            sqlx::query_scalar("SELECT 1 FROM correction_job WHERE kind = 'offer' LIMIT 1").fetch_optional(&self.readers).await?;
        if due.is_none() {
            return Ok(None);
        }
        let mut transaction = self.begin().await?;
        let job: Option<(i64, i64)> = sqlx::query_as("SELECT id, subject FROM correction_job WHERE kind = 'offer' ORDER BY id LIMIT 1")
            .fetch_optional(&mut *transaction)
            .await?;
        let Some((job, segment)) = job else { return Ok(None) };
        // What was changed again after it was approved is offered to nobody.
        // Of the other publication the same is asked under its own names.
        let other_is_public = PART_IS_PUBLIC.replace("p.", "q.").replace("s.part", "o.part");
        let offered = sqlx::query(sqlx::AssertSqlSafe(format!(
            "INSERT INTO suggestion (publication, part, language, source_hash, occurrence, source, japanese, reason, origin, account, name, made) \
             SELECT o.publication, o.part, o.language, o.source_hash, o.occurrence, o.source, s.japanese, p.name, 'identical', s.account, \
             coalesce(s.provenance ->> '$.author', ''), ?2 FROM segment s JOIN publication p ON p.id = s.publication \
             JOIN segment o ON o.source_hash = s.source_hash AND o.language = s.language AND o.id <> s.id AND o.source = s.source \
             JOIN publication q ON q.id = o.publication \
             WHERE s.id = ?1 AND s.state = 'final' AND o.japanese <> s.japanese AND o.state <> 'final' AND NOT o.marks & 1 \
             AND q.deleted = 0 AND {PART_IS_PUBLIC} >= {other_is_public} LIMIT ?3 ON CONFLICT DO NOTHING"
        )))
        .bind(segment)
        .bind(now.unix_timestamp())
        .bind(limit(most))
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        sqlx::query("DELETE FROM correction_job WHERE id = ?").bind(job).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(Some(offered))
    }
}
