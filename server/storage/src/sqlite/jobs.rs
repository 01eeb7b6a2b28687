//! Jobs of translating: one a publication, its parts as a set.

use publication::{OfficeCode, PublicationId, TextPart};
use sqlx::{Row, SqliteConnection};
use time::OffsetDateTime;

use super::{
    SqliteStore,
    prepared::{part_bits, parts_of},
    rows::{self, count, json_list, limit},
    segments, time_of, word,
};
use crate::{Anew, JobCounts, JobToRetry, JobsPutBack, StorageError, TranslationJob, TranslationWanted};

/// What is taken first, second and last: the condition that a job has parts of the kind, as its index has it, and the parts.
const KINDS: [(&str, &str); 3] =
    [("(j.waiting | j.taken) & j.urgent != 0", "urgent"), ("(j.waiting | j.taken) & 3 != 0", "3"), ("true", "-1")];

/// Publications of an office asked for in one transaction.
const OFFICE_BATCH: usize = 5_000;

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
            sqlx::query("UPDATE translation_job SET urgent = urgent | ? WHERE publication = ?")
                .bind(parts)
                .bind(publication)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn request_many(&self, wanted: &[TranslationWanted], hurry: bool, now: OffsetDateTime) -> Result<(), StorageError> {
        if wanted.is_empty() {
            return Ok(());
        }
        let now = now.unix_timestamp();
        let mut transaction = self.begin().await?;
        let publications = segments::rows_of(&mut *transaction, wanted.iter().map(|wanted| &wanted.publication)).await?;
        let known: Vec<(i64, i64, Anew)> = wanted
            .iter()
            .filter_map(|wanted| {
                let publication = publications.get(&wanted.publication.to_string())?;
                Some((*publication, part_bits(wanted.parts.iter().copied()), wanted.anew))
            })
            .filter(|(_, parts, _)| *parts != 0)
            .collect();
        request(&mut transaction, known.iter().map(|(publication, parts, _)| (*publication, *parts)).collect(), now).await?;
        let anew = known.iter().filter(|(.., anew)| *anew != Anew::Nothing);
        let anew = anew.map(|(publication, parts, anew)| (publication, parts, if *anew == Anew::MachineAndMemory { *parts } else { 0 }));
        sqlx::query(
            "UPDATE translation_job SET anew = anew | each.value ->> 1, anew_memory = anew_memory | each.value ->> 2 \
             FROM json_each(?) AS each WHERE publication = each.value ->> 0",
        )
        .bind(json_list(anew)?)
        .execute(&mut *transaction)
        .await?;
        if hurry {
            sqlx::query(
                "UPDATE translation_job SET due = min(due, ?1), attempts = 0, reason = NULL \
                 WHERE taken = 0 AND publication IN (SELECT value FROM json_each(?2))",
            )
            .bind(now)
            .bind(json_list(known.iter().map(|(publication, ..)| publication))?)
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn request_office(
        &self,
        office: OfficeCode,
        parts: &[TextPart],
        anew: Anew,
        now: OffsetDateTime,
    ) -> Result<u64, StorageError> {
        let parts = part_bits(parts.iter().copied());
        let (machine, memory) = match anew {
            Anew::Nothing => (0, 0),
            Anew::Machine => (parts, 0),
            Anew::MachineAndMemory => (parts, parts),
        };
        let (mut after, mut asked) = (0_i64, 0);
        if parts == 0 {
            return Ok(0);
        }
        loop {
            let mut transaction = self.begin().await?;
            let (last, publications): (Option<i64>, i64) = sqlx::query_as(
                "SELECT max(id), count(*) FROM (SELECT id FROM publication WHERE office = ? AND deleted = 0 AND id > ? ORDER BY id LIMIT ?)",
            )
            .bind(office.as_str())
            .bind(after)
            .bind(limit(OFFICE_BATCH))
            .fetch_one(&mut *transaction)
            .await?;
            let Some(last) = last else { break };
            sqlx::query(
                "INSERT INTO translation_job (publication, waiting, due, anew, anew_memory) \
                 SELECT id, ?1, ?2, ?3, ?4 FROM publication WHERE office = ?5 AND deleted = 0 AND id > ?6 AND id <= ?7 \
                 ON CONFLICT (publication) DO UPDATE SET waiting = waiting | excluded.waiting, anew = anew | excluded.anew, \
                 anew_memory = anew_memory | excluded.anew_memory, due = min(due, excluded.due), attempts = 0, reason = NULL",
            )
            .bind(parts)
            .bind(now.unix_timestamp())
            .bind(machine)
            .bind(memory)
            .bind(office.as_str())
            .bind(after)
            .bind(last)
            .execute(&mut *transaction)
            .await?;
            transaction.commit().await?;
            after = last;
            asked += count(publications);
        }
        Ok(asked)
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
        let mut jobs = Vec::new();
        for (condition, parts) in KINDS {
            // Both are words of this program.
            let found = sqlx::query(sqlx::AssertSqlSafe(format!(
                "SELECT j.id, p.name, (j.waiting | j.taken) & {parts} AS parts, j.anew, j.anew_memory, j.attempts FROM translation_job j \
                 JOIN publication p ON p.id = j.publication WHERE {condition} AND j.due <= ?1 AND j.leased_until <= ?1 \
                 ORDER BY j.due, j.id LIMIT ?2"
            )))
            .bind(now)
            .bind(limit(most))
            .fetch_all(&mut *transaction)
            .await?;
            for row in &found {
                let attempts: i64 = row.try_get("attempts")?;
                let parts: i64 = row.try_get("parts")?;
                jobs.push(TranslationJob {
                    id: row.try_get("id")?,
                    publication: word("a publication id", row.try_get("name")?)?,
                    parts: parts_of(parts),
                    anew: parts_of(parts & row.try_get::<i64, _>("anew")?),
                    anew_memory: parts_of(parts & row.try_get::<i64, _>("anew_memory")?),
                    attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
                });
            }
            if jobs.is_empty() {
                continue;
            }
            sqlx::query(sqlx::AssertSqlSafe(format!(
                "UPDATE translation_job SET taken = (taken | waiting) & {parts}, waiting = (taken | waiting) & ~({parts}), \
                 leased_until = ?, attempts = attempts + 1 WHERE id IN (SELECT value FROM json_each(?))"
            )))
            .bind(now.saturating_add(i64::from(lease)))
            .bind(json_list(jobs.iter().map(|job| job.id))?)
            .execute(&mut *transaction)
            .await?;
            break;
        }
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
            "UPDATE translation_job SET taken = 0, leased_until = 0, attempts = 0, reason = NULL, urgent = urgent & waiting, \
             anew = anew & waiting, anew_memory = anew_memory & waiting WHERE id IN (SELECT value FROM json_each(?))",
        )
        .bind(&ids)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn put_back_jobs(&self, jobs: &[JobToRetry]) -> Result<(), StorageError> {
        if jobs.is_empty() {
            return Ok(());
        }
        let jobs = jobs.iter().map(|job| (job.id, job.at.unix_timestamp(), &job.reason));
        sqlx::query(
            "UPDATE translation_job SET waiting = waiting | taken, taken = 0, leased_until = 0, due = each.value ->> 1, \
             reason = each.value ->> 2 FROM json_each(?) AS each WHERE translation_job.id = each.value ->> 0",
        )
        .bind(json_list(jobs)?)
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

    pub(super) async fn count_jobs_by_state(&self, now: OffsetDateTime) -> Result<JobCounts, StorageError> {
        let now = now.unix_timestamp();
        let (due, taken): (i64, i64) = sqlx::query_as(
            "SELECT (SELECT count(*) FROM translation_job WHERE taken = 0 AND due <= ?1), (SELECT count(*) FROM translation_job WHERE taken != 0)",
        )
        .bind(now)
        .fetch_one(&self.readers)
        .await?;
        let later: Vec<(String, i64, i64)> = sqlx::query_as(
            "SELECT coalesce(reason, ''), count(*), min(due) FROM translation_job WHERE taken = 0 AND due > ?1 \
             GROUP BY 1 ORDER BY 2 DESC, 1",
        )
        .bind(now)
        .fetch_all(&self.readers)
        .await?;
        let later = later
            .into_iter()
            .map(|(reason, jobs, next)| Ok(JobsPutBack { reason, jobs: count(jobs), next: time_of(next)? }))
            .collect::<Result<_, StorageError>>()?;
        Ok(JobCounts { due: count(due), taken: count(taken), later })
    }
}
