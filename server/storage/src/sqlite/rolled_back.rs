//! What taking a delivery back would do, how it stands, and the job that does it. Doing it stands in `rolling_back`.

use std::collections::HashSet;

use async_trait::async_trait;
use publication::{AccountId, PublicationId};
use serde_json::json;
use sqlx::{AssertSqlSafe, Row as _, SqliteConnection};
use time::OffsetDateTime;

use super::{
    SqliteStore, audit, feed_jobs, feeds,
    rows::{self, count, limit},
    time_of, word,
};
use crate::{
    Arrival, AuditEntry, FeedJob, RollBackEffect, RollBackOutlook, RollBackRepository, RollBackRow, RollBackStanding, RolledBack,
    StorageError,
};

/// Publications that the delivery with the hash `?1` brought something of, after the row `?2`, with what taking it back would do to each. The
/// conditions are those of `rolling_back`: which publications it goes through, and what it finds before. The order of the joins and the `+`
/// keep SQLite from going through all publications, or for each of them through all that the delivery brought.
const EFFECTS: &str = "\
WITH taken (id) AS (SELECT id FROM delivery WHERE hash = ?1), \
touched (publication) AS ( \
  SELECT v.publication FROM publication_version v JOIN taken ON v.delivery = taken.id \
  UNION SELECT v.publication FROM version_supplement s JOIN taken ON s.delivery = taken.id JOIN publication_version v ON v.id = s.version \
  UNION SELECT c.publication FROM publication_contribution c JOIN taken ON c.delivery = taken.id), \
found AS ( \
  SELECT p.id, p.name, p.deleted, p.content_hash, p.public, now.id AS version, now.delivery AS delivery, \
    (now.delivery = taken.id AND NOT EXISTS (SELECT 1 FROM version_supplement s WHERE s.version = now.id AND s.delivery <> taken.id)) \
      OR EXISTS (SELECT 1 FROM version_supplement s WHERE s.version = now.id AND s.delivery = taken.id) \
      OR EXISTS (SELECT 1 FROM publication_contribution c WHERE c.publication = p.id AND +c.delivery = taken.id) AS concerned, \
    EXISTS (SELECT 1 FROM version_rolled_back r WHERE r.version = now.id AND r.delivery = taken.id) AS back, \
    EXISTS (SELECT 1 FROM publication_contribution c WHERE c.publication = p.id AND (c.delivery <> taken.id OR EXISTS ( \
      SELECT 1 FROM publication_contribution_past x WHERE x.publication = p.id AND x.source = c.source AND x.delivery <> taken.id))) AS parts, \
    (SELECT v.id FROM publication_version v LEFT JOIN version_supplement s ON s.version = v.id \
      WHERE v.publication = p.id AND v.delivery <> taken.id AND coalesce(s.delivery, 0) <> taken.id \
      AND NOT EXISTS (SELECT 1 FROM version_rolled_back r JOIN publication_version later ON later.id = r.version \
        WHERE later.publication = p.id AND later.version > v.version AND r.delivery IN (v.delivery, s.delivery)) \
      ORDER BY v.version DESC LIMIT 1) AS before \
  FROM taken CROSS JOIN touched CROSS JOIN publication p ON p.id = touched.publication \
  JOIN publication_version now ON now.publication = p.id AND now.version = p.version WHERE touched.publication > ?2), \
told AS ( \
  SELECT found.id, found.name, CASE \
    WHEN NOT concerned THEN CASE WHEN back THEN 'back-already' WHEN deleted THEN 'deleted' ELSE 'superseded' END \
    WHEN parts THEN 'restored' \
    WHEN before IS NULL OR b.kind = 2 THEN CASE WHEN deleted THEN 'deleted' ELSE 'taken-away' END \
    WHEN NOT deleted AND b.content_hash = found.content_hash AND coalesce(b.public, found.public) = found.public THEN 'back-already' \
    ELSE 'restored' END AS effect, \
    CASE WHEN NOT concerned THEN found.delivery WHEN parts THEN NULL ELSE b.delivery END AS other \
  FROM found LEFT JOIN publication_version b ON b.id = found.before) ";

/// Notes how far taking a delivery back is, within the transaction of a step of it. Where nothing is left, what arrived with the delivery's bytes
/// is no longer said to be harvested.
pub(super) async fn note_step(
    connection: &mut SqliteConnection,
    delivery: i64,
    step: RolledBack,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    let finished = step.after.is_none();
    // What was over and is begun anew, as records came in between, is counted anew.
    sqlx::query(
        "INSERT INTO delivery_rolled_back (delivery, begun, finished, restored, taken_away) VALUES (?1, ?2, CASE WHEN ?3 THEN ?2 END, ?4, ?5) \
         ON CONFLICT (delivery) DO UPDATE SET \
         begun = CASE WHEN finished IS NULL THEN begun ELSE excluded.begun END, \
         restored = CASE WHEN finished IS NULL THEN restored ELSE 0 END + excluded.restored, \
         taken_away = CASE WHEN finished IS NULL THEN taken_away ELSE 0 END + excluded.taken_away, \
         finished = excluded.finished \
         WHERE finished IS NULL OR excluded.restored + excluded.taken_away > 0",
    )
    .bind(delivery)
    .bind(now.unix_timestamp())
    .bind(finished)
    .bind(column(step.restored))
    .bind(column(step.taken_away))
    .execute(&mut *connection)
    .await?;
    if finished {
        sqlx::query(
            "UPDATE arrival SET state = 'rolled-back', code = '', reason = '' WHERE state IN ('waiting', 'harvested', 'partly') \
             AND content = (SELECT hash FROM delivery WHERE id = ?)",
        )
        .bind(delivery)
        .execute(connection)
        .await?;
    }
    Ok(())
}

/// Forgets that a delivery was taken back, within the transaction that begins to harvest it again.
pub(super) async fn forget(connection: &mut SqliteConnection, delivery: &str) -> Result<(), StorageError> {
    sqlx::query("DELETE FROM delivery_rolled_back WHERE delivery = (SELECT id FROM delivery WHERE hash = ?)")
        .bind(delivery)
        .execute(&mut *connection)
        .await?;
    sqlx::query("UPDATE arrival SET state = 'waiting' WHERE content = ? AND state = 'rolled-back'")
        .bind(delivery)
        .execute(connection)
        .await?;
    Ok(())
}

fn column(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[async_trait]
impl RollBackRepository for SqliteStore {
    async fn roll_back_outlook(&self, delivery: &str) -> Result<RollBackOutlook, StorageError> {
        let query = format!(
            "{EFFECTS} SELECT effect, count(*), sum(CASE WHEN effect IN ('restored', 'taken-away') THEN \
             (SELECT count(*) FROM segment WHERE segment.publication = told.id AND segment.origin = 'human') ELSE 0 END) \
             FROM told GROUP BY effect ORDER BY effect"
        );
        let told: Vec<(String, i64, i64)> = sqlx::query_as(AssertSqlSafe(query)).bind(delivery).bind(0).fetch_all(&self.readers).await?;
        let mut outlook = RollBackOutlook::default();
        for (effect, publications, texts) in told {
            outlook.effects.push((word("an effect", &effect)?, count(publications)));
            outlook.texts_of_people += count(texts);
        }
        Ok(outlook)
    }

    async fn roll_back_rows(
        &self,
        delivery: &str,
        effect: Option<RollBackEffect>,
        after: i64,
        most: usize,
    ) -> Result<Vec<RollBackRow>, StorageError> {
        let query = format!(
            "{EFFECTS} SELECT told.id, told.name, told.effect, nullif(d.name, '') AS other FROM told LEFT JOIN delivery d ON d.id = told.other \
             WHERE ?3 IS NULL OR told.effect = ?3 ORDER BY told.id LIMIT ?4"
        );
        let told = sqlx::query(AssertSqlSafe(query))
            .bind(delivery)
            .bind(after)
            .bind(effect.map(RollBackEffect::as_str))
            .bind(limit(most))
            .fetch_all(&self.readers)
            .await?;
        told.iter()
            .map(|row| {
                Ok(RollBackRow {
                    row: row.try_get("id")?,
                    publication: word::<PublicationId>("a publication id", row.try_get("name")?)?,
                    effect: word("an effect", row.try_get("effect")?)?,
                    other: row.try_get("other")?,
                })
            })
            .collect()
    }

    async fn roll_back_standing(&self, delivery: &str) -> Result<Option<RollBackStanding>, StorageError> {
        let row: Option<(i64, Option<i64>, i64, i64)> = sqlx::query_as(
            "SELECT r.begun, r.finished, r.restored, r.taken_away FROM delivery_rolled_back r JOIN delivery d ON d.id = r.delivery \
             WHERE d.hash = ?",
        )
        .bind(delivery)
        .fetch_optional(&self.readers)
        .await?;
        let Some((begun, finished, restored, taken_away)) = row else { return Ok(None) };
        let finished = finished.map(time_of).transpose()?;
        Ok(Some(RollBackStanding { begun: time_of(begun)?, finished, restored: count(restored), taken_away: count(taken_away) }))
    }

    async fn request_roll_back(
        &self,
        delivery: &str,
        by: AccountId,
        asked_by: &str,
        now: OffsetDateTime,
    ) -> Result<Option<i64>, StorageError> {
        let mut transaction = self.begin().await?;
        let known: Option<(String, String)> = sqlx::query_as("SELECT office, name FROM delivery WHERE hash = ? AND office IS NOT NULL")
            .bind(delivery)
            .fetch_optional(&mut *transaction)
            .await?;
        let Some((office, name)) = known else { return Ok(None) };
        let present: Option<i64> =
            sqlx::query_scalar("SELECT id FROM feed_job WHERE delivery = ? AND kind = 'roll-back' AND state IN ('waiting', 'running')")
                .bind(delivery)
                .fetch_optional(&mut *transaction)
                .await?;
        if let Some(present) = present {
            // A person who asks for what was put off means now.
            sqlx::query("UPDATE feed_job SET due = min(due, ?) WHERE id = ? AND state = 'waiting'")
                .bind(now.unix_timestamp())
                .bind(present)
                .execute(&mut *transaction)
                .await?;
            transaction.commit().await?;
            return Ok(Some(present));
        }
        let arrival = feeds::first_arrival(&mut transaction, delivery).await?;
        let feed = arrival.as_ref().map_or(0, |arrival| arrival.feed);
        let job: i64 = sqlx::query_scalar(
            "INSERT INTO feed_job (kind, feed, arrival, delivery, options, asked_by, created, due, progressed) \
             VALUES ('roll-back', nullif(?1, 0), ?2, ?3, ?4, ?5, ?6, ?6, ?6) RETURNING id",
        )
        .bind(feed)
        .bind(arrival.map(|arrival| arrival.id))
        .bind(delivery)
        .bind(json!({ "account": by }).to_string())
        .bind(asked_by)
        .bind(now.unix_timestamp())
        .fetch_one(&mut *transaction)
        .await?;
        let entry = AuditEntry {
            at: now,
            account: Some(by),
            act: "delivery-roll-back-asked-for",
            subject: format!("{office} {name} {delivery}"),
            before: None,
            after: Some(json!({ "job": job }).to_string()),
        };
        audit::note(&mut transaction, entry).await?;
        transaction.commit().await?;
        Ok(Some(job))
    }

    async fn roll_back_job(&self, delivery: &str) -> Result<Option<FeedJob>, StorageError> {
        let row = sqlx::query("SELECT * FROM feed_job WHERE delivery = ? AND kind = 'roll-back' ORDER BY id DESC LIMIT 1")
            .bind(delivery)
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(feed_jobs::job_from).transpose()
    }

    async fn arrival_of(&self, delivery: &str) -> Result<Option<Arrival>, StorageError> {
        feeds::first_arrival(&mut *self.readers.acquire().await?, delivery).await
    }

    async fn harvested(&self, contents: &[&str]) -> Result<HashSet<String>, StorageError> {
        let found: Vec<String> =
            sqlx::query_scalar("SELECT hash FROM delivery WHERE office IS NOT NULL AND hash IN (SELECT value FROM json_each(?))")
                .bind(rows::json_list(contents)?)
                .fetch_all(&self.readers)
                .await?;
        Ok(found.into_iter().collect())
    }
}
