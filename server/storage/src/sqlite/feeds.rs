//! Feeds and what arrived. Jobs stand beside, in `feed_jobs`.

use async_trait::async_trait;
use serde_json::Value;
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection, sqlite::SqliteRow};
use time::OffsetDateTime;

use super::{
    SqliteStore,
    error::corrupt,
    feed_jobs,
    rows::{count, limit},
    time_of, word,
};
use crate::{
    Arrival, ArrivalState, Beat, Credential, Feed, FeedFilter, FeedJob, FeedRepository, JobEnd, JobKind, JobRequest, JobState, LastArrival,
    StorageError,
};

fn column(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn feed_from(row: &SqliteRow) -> Result<Feed, StorageError> {
    let rights: String = row.try_get("rights")?;
    let credential = match (row.try_get::<Option<Vec<u8>>, _>("sealed")?, row.try_get::<Option<String>, _>("reference")?) {
        (Some(sealed), _) => Credential::Sealed(sealed),
        (None, Some(reference)) => Credential::Reference(reference),
        (None, None) => Credential::None,
    };
    let due: Option<i64> = row.try_get("next_due")?;
    let bytes: Option<i64> = row.try_get("file_bytes")?;
    Ok(Feed {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        office: word("an office", row.try_get("office")?)?,
        revision: row.try_get("revision")?,
        enabled: row.try_get("enabled")?,
        rights: serde_json::from_str(&rights).map_err(|error| corrupt("rights", error))?,
        address: row.try_get("address")?,
        pattern: row.try_get("pattern")?,
        user: row.try_get("user")?,
        credential,
        host_key: row.try_get("host_key")?,
        format: row.try_get("format")?,
        encoding: row.try_get("encoding")?,
        language: row.try_get("language")?,
        public: row.try_get("public")?,
        translate_all: row.try_get("translate_all")?,
        schedule: row.try_get("schedule")?,
        interval_days: row.try_get("interval_days")?,
        file_bytes: bytes.map(count),
        notify: word("notify", row.try_get("notify")?)?,
        next_due: due.map(time_of).transpose()?,
    })
}

fn arrival_from(row: &SqliteRow) -> Result<Arrival, StorageError> {
    Ok(Arrival {
        id: row.try_get("id")?,
        feed: row.try_get::<Option<i64>, _>("feed")?.unwrap_or(0),
        office: word("an office", row.try_get("office")?)?,
        name: row.try_get("name")?,
        path: row.try_get("path")?,
        mark: row.try_get("mark")?,
        channel: row.try_get("channel")?,
        size: count(row.try_get("size")?),
        content: row.try_get("content")?,
        checked: row.try_get("checked")?,
        received: time_of(row.try_get("received")?)?,
        received_by: row.try_get("received_by")?,
        note: row.try_get("note")?,
        state: word("a state", row.try_get("state")?)?,
        code: row.try_get("code")?,
        reason: row.try_get("reason")?,
    })
}

/// The first file that arrived with these bytes.
pub(super) async fn first_arrival(connection: &mut SqliteConnection, content: &str) -> Result<Option<Arrival>, StorageError> {
    let row = sqlx::query("SELECT * FROM arrival WHERE content = ? ORDER BY id LIMIT 1").bind(content).fetch_optional(connection).await?;
    row.as_ref().map(arrival_from).transpose()
}

#[async_trait]
impl FeedRepository for SqliteStore {
    async fn feeds(&self) -> Result<Vec<Feed>, StorageError> {
        let rows = sqlx::query("SELECT * FROM feed ORDER BY name").fetch_all(&self.readers).await?;
        rows.iter().map(feed_from).collect()
    }

    async fn feed(&self, name: &str) -> Result<Option<Feed>, StorageError> {
        let row = sqlx::query("SELECT * FROM feed WHERE name = ?").bind(name).fetch_optional(&self.readers).await?;
        row.as_ref().map(feed_from).transpose()
    }

    async fn feed_of(&self, id: i64) -> Result<Option<Feed>, StorageError> {
        let row = sqlx::query("SELECT * FROM feed WHERE id = ?").bind(id).fetch_optional(&self.readers).await?;
        row.as_ref().map(feed_from).transpose()
    }

    async fn save_feed(&self, feed: &Feed, now: OffsetDateTime) -> Result<i64, StorageError> {
        let mut transaction = self.begin().await?;
        let by_name: Option<(i64, i64)> =
            sqlx::query_as("SELECT id, revision FROM feed WHERE name = ?").bind(&feed.name).fetch_optional(&mut *transaction).await?;
        let by_id: Option<i64> =
            sqlx::query_scalar("SELECT revision FROM feed WHERE id = ?").bind(feed.id).fetch_optional(&mut *transaction).await?;
        let present = by_id.unwrap_or(0);
        if by_name.is_some_and(|(id, _)| id != feed.id) || present != feed.revision {
            let present = by_name.map_or(present, |(_, revision)| revision);
            return Err(StorageError::Conflict { based_on: feed.revision, present });
        }
        let rights = serde_json::to_string(&feed.rights).map_err(|error| StorageError::Failed(error.to_string()))?;
        let (sealed, reference) = match &feed.credential {
            Credential::None => (None, None),
            Credential::Sealed(sealed) => (Some(sealed.clone()), None),
            Credential::Reference(reference) => (None, Some(reference.clone())),
        };
        let id = sqlx::query_scalar(
            "INSERT INTO feed (id, name, office, revision, updated, enabled, rights, address, pattern, user, sealed, reference, host_key, \
             format, encoding, language, public, translate_all, schedule, interval_days, file_bytes, notify, next_due) \
             VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, office = excluded.office, revision = excluded.revision, \
             updated = excluded.updated, enabled = excluded.enabled, rights = excluded.rights, address = excluded.address, \
             pattern = excluded.pattern, user = excluded.user, sealed = excluded.sealed, reference = excluded.reference, \
             host_key = excluded.host_key, format = excluded.format, encoding = excluded.encoding, language = excluded.language, \
             public = excluded.public, translate_all = excluded.translate_all, schedule = excluded.schedule, \
             interval_days = excluded.interval_days, file_bytes = excluded.file_bytes, notify = excluded.notify, \
             next_due = excluded.next_due RETURNING id",
        )
        .bind(feed.id)
        .bind(&feed.name)
        .bind(feed.office.as_str())
        .bind(present + 1)
        .bind(now.unix_timestamp())
        .bind(feed.enabled)
        .bind(rights)
        .bind(&feed.address)
        .bind(&feed.pattern)
        .bind(&feed.user)
        .bind(sealed)
        .bind(reference)
        .bind(&feed.host_key)
        .bind(&feed.format)
        .bind(&feed.encoding)
        .bind(&feed.language)
        .bind(feed.public)
        .bind(feed.translate_all)
        .bind(&feed.schedule)
        .bind(feed.interval_days)
        .bind(feed.file_bytes.map(column))
        .bind(feed.notify.as_str())
        .bind(feed.next_due.map(OffsetDateTime::unix_timestamp))
        .fetch_one(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(id)
    }

    async fn begin_scheduled(
        &self,
        feed: i64,
        due: OffsetDateTime,
        next: Option<OffsetDateTime>,
        now: OffsetDateTime,
    ) -> Result<bool, StorageError> {
        let mut transaction = self.begin().await?;
        let ours = sqlx::query("UPDATE feed SET next_due = ? WHERE id = ? AND next_due = ? AND enabled = 1")
            .bind(next.map(OffsetDateTime::unix_timestamp))
            .bind(feed)
            .bind(due.unix_timestamp())
            .execute(&mut *transaction)
            .await?
            .rows_affected()
            == 1;
        if ours {
            let request = JobRequest { kind: JobKind::Check, feed, arrival: None, options: Value::Null, asked_by: String::new() };
            feed_jobs::request(&mut transaction, &request, now).await?;
            transaction.commit().await?;
        }
        Ok(ours)
    }

    async fn has_arrived(&self, feed: i64, path: &str, mark: &str) -> Result<bool, StorageError> {
        Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM arrival WHERE feed = ? AND path = ? AND mark = ?)")
            .bind(feed)
            .bind(path)
            .bind(mark)
            .fetch_one(&self.readers)
            .await?)
    }

    async fn keep_arrival(&self, arrival: &Arrival, asked_by: &str, harvest: bool) -> Result<Arrival, StorageError> {
        let mut transaction = self.begin().await?;
        // Kept already, by a process that was killed before it could go on.
        let kept = sqlx::query("SELECT * FROM arrival WHERE feed = ? AND path = ? AND mark = ? AND content = ? AND mark <> ''")
            .bind(arrival.feed)
            .bind(&arrival.path)
            .bind(&arrival.mark)
            .bind(&arrival.content)
            .fetch_optional(&mut *transaction)
            .await?;
        if let Some(kept) = kept {
            return arrival_from(&kept);
        }
        let known: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM arrival WHERE content = ? AND office = ?)")
            .bind(&arrival.content)
            .bind(arrival.office.as_str())
            .fetch_one(&mut *transaction)
            .await?;
        let state = if known { ArrivalState::Duplicate } else { ArrivalState::Waiting };
        let id = sqlx::query_scalar(
            "INSERT INTO arrival (feed, office, name, path, mark, channel, size, content, checked, received, received_by, note, state) \
             VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        )
        .bind(arrival.feed)
        .bind(arrival.office.as_str())
        .bind(&arrival.name)
        .bind(&arrival.path)
        .bind(&arrival.mark)
        .bind(&arrival.channel)
        .bind(column(arrival.size))
        .bind(&arrival.content)
        .bind(&arrival.checked)
        .bind(arrival.received.unix_timestamp())
        .bind(&arrival.received_by)
        .bind(&arrival.note)
        .bind(state.as_str())
        .fetch_one(&mut *transaction)
        .await?;
        if !known && harvest {
            let request = JobRequest {
                kind: JobKind::Harvest,
                feed: arrival.feed,
                arrival: Some(id),
                options: Value::Null,
                asked_by: asked_by.to_owned(),
            };
            feed_jobs::request(&mut transaction, &request, arrival.received).await?;
        }
        transaction.commit().await?;
        Ok(Arrival { id, state, ..arrival.clone() })
    }

    async fn arrivals(&self, filter: FeedFilter, most: usize) -> Result<Vec<Arrival>, StorageError> {
        let mut query = QueryBuilder::<Sqlite>::new("SELECT * FROM arrival WHERE 1 = 1");
        if let Some(feed) = filter.feed {
            query.push(" AND feed = ").push_bind(feed);
        }
        if let Some(state) = filter.arrival_state {
            query.push(" AND state = ").push_bind(state.as_str());
        }
        if let Some(before) = filter.before {
            query.push(" AND id < ").push_bind(before);
        }
        query.push(" ORDER BY id DESC LIMIT ").push_bind(limit(most));
        let rows = query.build().fetch_all(&self.readers).await?;
        rows.iter().map(arrival_from).collect()
    }

    async fn arrival(&self, id: i64) -> Result<Option<Arrival>, StorageError> {
        let row = sqlx::query("SELECT * FROM arrival WHERE id = ?").bind(id).fetch_optional(&self.readers).await?;
        row.as_ref().map(arrival_from).transpose()
    }

    async fn count_arrivals(&self) -> Result<Vec<(ArrivalState, u64)>, StorageError> {
        let rows: Vec<(String, i64)> =
            sqlx::query_as("SELECT state, count(*) FROM arrival GROUP BY state").fetch_all(&self.readers).await?;
        rows.iter().map(|(state, number)| Ok((word("a state", state)?, count(*number)))).collect()
    }

    async fn last_arrivals(&self) -> Result<Vec<LastArrival>, StorageError> {
        let rows: Vec<(String, i64, String, i64)> = sqlx::query_as(
            "SELECT arrival.office, feed.id, feed.rights, max(arrival.received) FROM arrival JOIN feed ON feed.id = arrival.feed \
             WHERE arrival.state <> 'duplicate' GROUP BY arrival.office, feed.id ORDER BY arrival.office, feed.id",
        )
        .fetch_all(&self.readers)
        .await?;
        let read = |(office, feed, rights, received): &(String, i64, String, i64)| {
            let rights = serde_json::from_str(rights).map_err(|error| corrupt("rights", error))?;
            Ok(LastArrival { office: word("an office", office)?, feed: *feed, rights, received: time_of(*received)? })
        };
        rows.iter().map(read).collect()
    }

    async fn arrived_bytes(&self) -> Result<u64, StorageError> {
        let bytes: i64 =
            sqlx::query_scalar("SELECT coalesce(sum(size), 0) FROM arrival WHERE state <> 'duplicate'").fetch_one(&self.readers).await?;
        Ok(count(bytes))
    }

    async fn request_job(&self, request: &JobRequest, now: OffsetDateTime) -> Result<i64, StorageError> {
        let mut transaction = self.begin().await?;
        let id = feed_jobs::request(&mut transaction, request, now).await?;
        transaction.commit().await?;
        Ok(id)
    }

    async fn take_feed_job(&self, owner: &str, lease: u32, now: OffsetDateTime) -> Result<Option<FeedJob>, StorageError> {
        self.lease_feed_job(owner, lease, now).await
    }

    async fn beat(&self, id: i64, owner: &str, progress: &Value, lease: u32, now: OffsetDateTime) -> Result<Beat, StorageError> {
        self.beat_feed_job(id, owner, progress, lease, now).await
    }

    async fn end_job(&self, id: i64, owner: &str, end: &JobEnd, now: OffsetDateTime) -> Result<bool, StorageError> {
        self.end_feed_job(id, owner, end, now).await
    }

    async fn put_back(&self, id: i64, owner: &str, due: OffsetDateTime, code: &str, reason: &str) -> Result<bool, StorageError> {
        self.put_back_feed_job(id, owner, due, code, reason).await
    }

    async fn release_jobs(&self) -> Result<u64, StorageError> {
        self.release_feed_jobs().await
    }

    async fn stop_job(&self, id: i64, now: OffsetDateTime) -> Result<bool, StorageError> {
        self.stop_feed_job(id, now).await
    }

    async fn resume_job(&self, id: i64, now: OffsetDateTime) -> Result<bool, StorageError> {
        self.resume_feed_job(id, now).await
    }

    async fn feed_jobs(&self, filter: FeedFilter, most: usize) -> Result<Vec<FeedJob>, StorageError> {
        self.list_feed_jobs(filter, most).await
    }

    async fn feed_job(&self, id: i64) -> Result<Option<FeedJob>, StorageError> {
        self.one_feed_job(id).await
    }

    async fn count_feed_jobs(&self) -> Result<Vec<(JobState, u64)>, StorageError> {
        let rows: Vec<(String, i64)> =
            sqlx::query_as("SELECT state, count(*) FROM feed_job GROUP BY state").fetch_all(&self.readers).await?;
        rows.iter().map(|(state, number)| Ok((word("a state", state)?, count(*number)))).collect()
    }
}
