//! Deliveries, harvest runs and rejects.

use async_trait::async_trait;
use publication::{OfficeCode, PublicationId};
use sqlx::{Row, sqlite::SqliteRow};
use time::OffsetDateTime;

use super::{
    SqliteStore, rolled_back,
    rows::{self, count, limit},
    time_of, word,
};
use crate::{Delivery, DeliveryRepository, HarvestRun, NumbersOf, RolledBack, StorageError, Stored, StoredReject};

/// Rejects of one run that are kept: enough to see what is wrong with a delivery in which everything is.
const MOST_REJECTS: usize = 10_000;

/// A count for a column.
fn column(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn delivery_of(row: &SqliteRow) -> Result<Delivery, StorageError> {
    Ok(Delivery {
        id: row.try_get("hash")?,
        office: word("an office", row.try_get("office")?)?,
        name: row.try_get("name")?,
        size: count(row.try_get("size")?),
        received: time_of(row.try_get("received")?)?,
    })
}

fn reject_of(row: &SqliteRow) -> Result<StoredReject, StorageError> {
    Ok(StoredReject {
        file: row.try_get("file")?,
        place: row.try_get("place")?,
        code: row.try_get("code")?,
        reason: row.try_get("reason")?,
    })
}

fn run_of(row: &SqliteRow) -> Result<HarvestRun, StorageError> {
    let finished: Option<i64> = row.try_get("finished")?;
    Ok(HarvestRun {
        id: row.try_get("run")?,
        delivery: row.try_get("hash")?,
        started: time_of(row.try_get("started")?)?,
        finished: finished.map(time_of).transpose()?,
        read: count(row.try_get("read")?),
        created: count(row.try_get("created")?),
        updated: count(row.try_get("updated")?),
        unchanged: count(row.try_get("unchanged")?),
        deleted: count(row.try_get("deleted")?),
        rejected: count(row.try_get("rejected")?),
    })
}

#[async_trait]
impl DeliveryRepository for SqliteStore {
    async fn begin_run(&self, delivery: &Delivery, now: OffsetDateTime) -> Result<i64, StorageError> {
        let mut transaction = self.begin().await?;
        // What is known of a delivery stays as it was first seen; one that only records named is filled in.
        sqlx::query(
            "INSERT INTO delivery (hash, office, name, size, received) VALUES (?, ?, ?, ?, ?) ON CONFLICT (hash) DO UPDATE SET \
             office = excluded.office, name = excluded.name, size = excluded.size, received = excluded.received WHERE office IS NULL",
        )
        .bind(&delivery.id)
        .bind(delivery.office.as_str())
        .bind(&delivery.name)
        .bind(column(delivery.size))
        .bind(delivery.received.unix_timestamp())
        .execute(&mut *transaction)
        .await?;
        rolled_back::forget(&mut transaction, &delivery.id).await?;
        let run = sqlx::query_scalar("INSERT INTO harvest_run (delivery, started) SELECT id, ? FROM delivery WHERE hash = ? RETURNING id")
            .bind(now.unix_timestamp())
            .bind(&delivery.id)
            .fetch_one(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(run)
    }

    async fn finish_run(&self, run: &HarvestRun, rejects: &[StoredReject]) -> Result<(), StorageError> {
        let mut transaction = self.begin().await?;
        let known = sqlx::query(
            "UPDATE harvest_run SET finished = ?, read = ?, created = ?, updated = ?, unchanged = ?, deleted = ?, rejected = ? WHERE id = ?",
        )
        .bind(run.finished.map(OffsetDateTime::unix_timestamp))
        .bind(column(run.read))
        .bind(column(run.created))
        .bind(column(run.updated))
        .bind(column(run.unchanged))
        .bind(column(run.deleted))
        .bind(column(run.rejected))
        .bind(run.id)
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        if known == 0 {
            return Err(StorageError::Failed(format!("there is no harvest run {}", run.id)));
        }
        sqlx::query("DELETE FROM reject WHERE run = ?").bind(run.id).execute(&mut *transaction).await?;
        let rejects: Vec<(i64, StoredReject)> =
            rejects.iter().take(MOST_REJECTS).enumerate().map(|(ordinal, reject)| (limit(ordinal), reject.clone())).collect();
        rows::insert(
            &mut transaction,
            "INSERT INTO reject (run, ordinal, file, place, code, reason)",
            6,
            "",
            rejects,
            |query, (ordinal, reject)| {
                query.bind(run.id).bind(ordinal).bind(reject.file).bind(reject.place).bind(reject.code).bind(reject.reason)
            },
        )
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn delivery(&self, id: &str) -> Result<Option<Delivery>, StorageError> {
        let row = sqlx::query("SELECT hash, office, name, size, received FROM delivery WHERE hash = ? AND office IS NOT NULL")
            .bind(id)
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(delivery_of).transpose()
    }

    async fn rejects(&self, run: i64, most: usize) -> Result<Vec<StoredReject>, StorageError> {
        let rows: Vec<(String, String, String, String)> =
            sqlx::query_as("SELECT file, place, code, reason FROM reject WHERE run = ? ORDER BY ordinal LIMIT ?")
                .bind(run)
                .bind(limit(most))
                .fetch_all(&self.readers)
                .await?;
        Ok(rows.into_iter().map(|(file, place, code, reason)| StoredReject { file, place, code, reason }).collect())
    }

    async fn roll_back(
        &self,
        delivery: &str,
        after: i64,
        limit: usize,
        numbers: NumbersOf,
        now: OffsetDateTime,
    ) -> Result<RolledBack, StorageError> {
        Ok(self.roll_back_some(delivery, after, limit, numbers, now, true).await?.0)
    }

    async fn would_roll_back(
        &self,
        delivery: &str,
        after: i64,
        limit: usize,
        numbers: NumbersOf,
        now: OffsetDateTime,
    ) -> Result<(RolledBack, Vec<(PublicationId, Stored)>), StorageError> {
        self.roll_back_some(delivery, after, limit, numbers, now, false).await
    }

    async fn deliveries(&self, office: Option<OfficeCode>, most: usize) -> Result<Vec<(Delivery, Option<HarvestRun>)>, StorageError> {
        let rows = sqlx::query(
            "SELECT d.hash, d.office, d.name, d.size, d.received, r.id AS run, r.started, r.finished, r.read, r.created, r.updated, \
             r.unchanged, r.deleted, r.rejected FROM delivery d \
             LEFT JOIN harvest_run r ON r.id = (SELECT max(id) FROM harvest_run WHERE delivery = d.id) \
             WHERE d.office IS NOT NULL AND (?1 IS NULL OR d.office = ?1) ORDER BY d.received DESC, d.id DESC LIMIT ?2",
        )
        .bind(office.map(|office| office.as_str().to_owned()))
        .bind(limit(most))
        .fetch_all(&self.readers)
        .await?;
        let run = |row: &SqliteRow| row.try_get::<Option<i64>, _>("run")?.map(|_| run_of(row)).transpose();
        rows.iter().map(|row| Ok((delivery_of(row)?, run(row)?))).collect()
    }

    async fn last_run(&self, delivery: &str) -> Result<Option<HarvestRun>, StorageError> {
        let row = sqlx::query(
            "SELECT r.*, r.id AS run, d.hash FROM harvest_run r JOIN delivery d ON d.id = r.delivery WHERE d.hash = ? ORDER BY r.id DESC LIMIT 1",
        )
        .bind(delivery)
        .fetch_optional(&self.readers)
        .await?;
        row.as_ref().map(run_of).transpose()
    }

    async fn reject_causes(&self, run: i64) -> Result<Vec<(String, u64, String)>, StorageError> {
        let rows: Vec<(String, i64, String)> =
            sqlx::query_as("SELECT code, count(*), min(reason) FROM reject WHERE run = ? GROUP BY code ORDER BY count(*) DESC, code")
                .bind(run)
                .fetch_all(&self.readers)
                .await?;
        Ok(rows.into_iter().map(|(code, number, reason)| (code, count(number), reason)).collect())
    }

    async fn rejects_page(&self, run: i64, code: Option<&str>, from: u64, most: usize) -> Result<Vec<(u64, StoredReject)>, StorageError> {
        let rows = sqlx::query("SELECT * FROM reject WHERE run = ?1 AND (?2 IS NULL OR code = ?2) ORDER BY ordinal LIMIT ?3 OFFSET ?4")
            .bind(run)
            .bind(code)
            .bind(limit(most))
            .bind(column(from))
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(|row| Ok((count(row.try_get("ordinal")?), reject_of(row)?))).collect()
    }

    async fn reject(&self, run: i64, ordinal: u64) -> Result<Option<StoredReject>, StorageError> {
        let row = sqlx::query("SELECT * FROM reject WHERE run = ? AND ordinal = ?")
            .bind(run)
            .bind(column(ordinal))
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(reject_of).transpose()
    }

    async fn run(&self, id: i64) -> Result<Option<HarvestRun>, StorageError> {
        let row = sqlx::query("SELECT r.*, r.id AS run, d.hash FROM harvest_run r JOIN delivery d ON d.id = r.delivery WHERE r.id = ?")
            .bind(id)
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(run_of).transpose()
    }

    async fn last_deliveries(&self) -> Result<Vec<(Delivery, HarvestRun)>, StorageError> {
        let rows = sqlx::query(
            "SELECT d.hash, d.office, d.name, d.size, d.received, r.id AS run, r.started, r.finished, r.read, r.created, r.updated, \
             r.unchanged, r.deleted, r.rejected FROM harvest_run r JOIN delivery d ON d.id = r.delivery \
             WHERE r.id IN (SELECT max(last.id) FROM harvest_run last JOIN delivery of ON of.id = last.delivery GROUP BY of.office) \
             ORDER BY d.office",
        )
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(|row| Ok((delivery_of(row)?, run_of(row)?))).collect()
    }
}
