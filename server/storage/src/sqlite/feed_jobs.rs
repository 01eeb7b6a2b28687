//! Jobs of feeds, by leases: two never run the same one, and one whose taker dies is taken again.

use serde_json::Value;
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection, sqlite::SqliteRow};
use time::OffsetDateTime;

use super::{SqliteStore, error::corrupt, rows::limit, time_of, word};
use crate::{Beat, FeedFilter, FeedJob, JobEnd, JobRequest, StorageError};

fn json(row: &SqliteRow, column: &str) -> Result<Value, StorageError> {
    let text: String = row.try_get(column)?;
    serde_json::from_str(&text).map_err(|error| corrupt(column, error))
}

pub(super) fn job_from(row: &SqliteRow) -> Result<FeedJob, StorageError> {
    let (started, finished): (Option<i64>, Option<i64>) = (row.try_get("started")?, row.try_get("finished")?);
    let attempts: i64 = row.try_get("attempts")?;
    Ok(FeedJob {
        id: row.try_get("id")?,
        kind: word("a kind", row.try_get("kind")?)?,
        feed: row.try_get::<Option<i64>, _>("feed")?.unwrap_or(0),
        arrival: row.try_get("arrival")?,
        delivery: row.try_get("delivery")?,
        options: json(row, "options")?,
        asked_by: row.try_get("asked_by")?,
        created: time_of(row.try_get("created")?)?,
        state: word("a state", row.try_get("state")?)?,
        due: time_of(row.try_get("due")?)?,
        leased_until: time_of(row.try_get("leased_until")?)?,
        attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
        stop: row.try_get("stop")?,
        started: started.map(time_of).transpose()?,
        finished: finished.map(time_of).transpose()?,
        progress: json(row, "progress")?,
        progressed: time_of(row.try_get("progressed")?)?,
        code: row.try_get("code")?,
        reason: row.try_get("reason")?,
        report: json(row, "report")?,
        harvest_run: row.try_get("harvest_run")?,
    })
}

/// Asks for a job within the caller's transaction. One of the same that is not over is answered in its place.
pub(super) async fn request(connection: &mut SqliteConnection, request: &JobRequest, now: OffsetDateTime) -> Result<i64, StorageError> {
    let present: Option<i64> =
        sqlx::query_scalar("SELECT id FROM feed_job WHERE feed = ? AND kind = ? AND arrival IS ? AND state IN ('waiting', 'running')")
            .bind(request.feed)
            .bind(request.kind.as_str())
            .bind(request.arrival)
            .fetch_optional(&mut *connection)
            .await?;
    if let Some(present) = present {
        // A person who asks for what was put off means now.
        if !request.asked_by.is_empty() {
            sqlx::query("UPDATE feed_job SET due = min(due, ?) WHERE id = ? AND state = 'waiting'")
                .bind(now.unix_timestamp())
                .bind(present)
                .execute(&mut *connection)
                .await?;
        }
        return Ok(present);
    }
    Ok(sqlx::query_scalar(
        "INSERT INTO feed_job (kind, feed, arrival, options, asked_by, created, due, progressed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?6) \
         RETURNING id",
    )
    .bind(request.kind.as_str())
    .bind(request.feed)
    .bind(request.arrival)
    .bind(request.options.to_string())
    .bind(&request.asked_by)
    .bind(now.unix_timestamp())
    .fetch_one(connection)
    .await?)
}

impl SqliteStore {
    pub(super) async fn lease_feed_job(&self, owner: &str, lease: u32, now: OffsetDateTime) -> Result<Option<FeedJob>, StorageError> {
        // What arrived is not harvested and taken back at once: whichever was taken first goes on to its end.
        const DUE: &str = "SELECT job.id FROM feed_job job WHERE job.state IN ('waiting', 'running') AND job.due <= ?1 AND job.leased_until <= ?1 \
                           AND NOT EXISTS (SELECT 1 FROM feed_job other WHERE other.state = 'running' AND other.id <> job.id \
                             AND (other.kind = 'roll-back') <> (job.kind = 'roll-back') \
                             AND coalesce(other.delivery, (SELECT content FROM arrival WHERE id = other.arrival)) \
                               = coalesce(job.delivery, (SELECT content FROM arrival WHERE id = job.arrival))) \
                           ORDER BY job.due, job.id LIMIT 1";
        let now = now.unix_timestamp();
        // A look without the writer's lock first: most of the time there is nothing to do.
        let due: Option<i64> = sqlx::query_scalar(DUE).bind(now).fetch_optional(&self.readers).await?;
        if due.is_none() {
            return Ok(None);
        }
        let mut transaction = self.begin().await?;
        let due: Option<i64> = sqlx::query_scalar(DUE).bind(now).fetch_optional(&mut *transaction).await?;
        let Some(id) = due else { return Ok(None) };
        let row = sqlx::query(
            "UPDATE feed_job SET state = 'running', owner = ?1, leased_until = ?2, attempts = attempts + 1, started = coalesce(started, ?3), \
             progressed = ?3, finished = NULL WHERE id = ?4 RETURNING *",
        )
        .bind(owner)
        .bind(now.saturating_add(i64::from(lease)))
        .bind(now)
        .bind(id)
        .fetch_one(&mut *transaction)
        .await?;
        let job = job_from(&row)?;
        transaction.commit().await?;
        Ok(Some(job))
    }

    pub(super) async fn beat_feed_job(
        &self,
        id: i64,
        owner: &str,
        progress: &Value,
        lease: u32,
        now: OffsetDateTime,
    ) -> Result<Beat, StorageError> {
        let stop: Option<bool> = sqlx::query_scalar(
            "UPDATE feed_job SET leased_until = ?1, progressed = CASE WHEN progress = ?2 THEN progressed ELSE ?3 END, progress = ?2 \
             WHERE id = ?4 AND owner = ?5 AND state = 'running' RETURNING stop",
        )
        .bind(now.unix_timestamp().saturating_add(i64::from(lease)))
        .bind(progress.to_string())
        .bind(now.unix_timestamp())
        .bind(id)
        .bind(owner)
        .fetch_optional(&self.writer)
        .await?;
        Ok(match stop {
            None => Beat::Lost,
            Some(true) => Beat::Stop,
            Some(false) => Beat::Going,
        })
    }

    pub(super) async fn end_feed_job(&self, id: i64, owner: &str, end: &JobEnd, now: OffsetDateTime) -> Result<bool, StorageError> {
        let mut transaction = self.begin().await?;
        let arrival: Option<Option<i64>> = sqlx::query_scalar(
            "UPDATE feed_job SET state = ?, finished = ?, leased_until = 0, owner = '', stop = 0, code = ?, reason = ?, report = ?, \
             harvest_run = coalesce(?, harvest_run) WHERE id = ? AND owner = ? AND state = 'running' RETURNING arrival",
        )
        .bind(end.state.as_str())
        .bind(now.unix_timestamp())
        .bind(&end.code)
        .bind(&end.reason)
        .bind(end.report.to_string())
        .bind(end.harvest_run)
        .bind(id)
        .bind(owner)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(arrival) = arrival else { return Ok(false) };
        if let (Some(arrival), Some(state)) = (arrival, end.arrival) {
            sqlx::query("UPDATE arrival SET state = ?, code = ?, reason = ? WHERE id = ?")
                .bind(state.as_str())
                .bind(&end.code)
                .bind(&end.reason)
                .bind(arrival)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    pub(super) async fn put_back_feed_job(
        &self,
        id: i64,
        owner: &str,
        due: OffsetDateTime,
        code: &str,
        reason: &str,
    ) -> Result<bool, StorageError> {
        let put = sqlx::query(
            "UPDATE feed_job SET state = 'waiting', owner = '', leased_until = 0, due = ?, code = ?, reason = ? \
             WHERE id = ? AND owner = ? AND state = 'running'",
        )
        .bind(due.unix_timestamp())
        .bind(code)
        .bind(reason)
        .bind(id)
        .bind(owner)
        .execute(&self.writer)
        .await?;
        Ok(put.rows_affected() == 1)
    }

    pub(super) async fn release_feed_jobs(&self) -> Result<u64, StorageError> {
        let released = sqlx::query("UPDATE feed_job SET leased_until = 0 WHERE state = 'running'").execute(&self.writer).await?;
        Ok(released.rows_affected())
    }

    pub(super) async fn stop_feed_job(&self, id: i64, now: OffsetDateTime) -> Result<bool, StorageError> {
        let stopped = sqlx::query(
            "UPDATE feed_job SET stop = state = 'running', finished = CASE state WHEN 'running' THEN NULL ELSE ?1 END, \
             state = CASE state WHEN 'running' THEN 'running' ELSE 'stopped' END WHERE id = ?2 AND state IN ('waiting', 'running')",
        )
        .bind(now.unix_timestamp())
        .bind(id)
        .execute(&self.writer)
        .await?;
        Ok(stopped.rows_affected() == 1)
    }

    pub(super) async fn resume_feed_job(&self, id: i64, now: OffsetDateTime) -> Result<bool, StorageError> {
        let mut transaction = self.begin().await?;
        // Not beside another one of the same.
        let resumed = sqlx::query(
            "UPDATE feed_job SET state = 'waiting', due = ?1, attempts = 0, stop = 0, finished = NULL, code = '', reason = '' \
             WHERE id = ?2 AND state IN ('stopped', 'failed') AND NOT EXISTS (SELECT 1 FROM feed_job other WHERE other.feed IS feed_job.feed \
             AND other.kind = feed_job.kind AND other.arrival IS feed_job.arrival AND other.delivery IS feed_job.delivery \
             AND other.state IN ('waiting', 'running'))",
        )
        .bind(now.unix_timestamp())
        .bind(id)
        .execute(&mut *transaction)
        .await?
        .rows_affected()
            == 1;
        transaction.commit().await?;
        Ok(resumed)
    }

    pub(super) async fn list_feed_jobs(&self, filter: FeedFilter, most: usize) -> Result<Vec<FeedJob>, StorageError> {
        let mut query = QueryBuilder::<Sqlite>::new("SELECT * FROM feed_job WHERE 1 = 1");
        if let Some(feed) = filter.feed {
            query.push(" AND feed = ").push_bind(feed);
        }
        if let Some(arrival) = filter.arrival {
            query.push(" AND arrival = ").push_bind(arrival);
        }
        if let Some(state) = filter.job_state {
            query.push(" AND state = ").push_bind(state.as_str());
        }
        if let Some(before) = filter.before {
            query.push(" AND id < ").push_bind(before);
        }
        query.push(" ORDER BY id DESC LIMIT ").push_bind(limit(most));
        let rows = query.build().fetch_all(&self.readers).await?;
        rows.iter().map(job_from).collect()
    }

    pub(super) async fn one_feed_job(&self, id: i64) -> Result<Option<FeedJob>, StorageError> {
        let row = sqlx::query("SELECT * FROM feed_job WHERE id = ?").bind(id).fetch_optional(&self.readers).await?;
        row.as_ref().map(job_from).transpose()
    }
}
