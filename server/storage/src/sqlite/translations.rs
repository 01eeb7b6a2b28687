//! The port of translations: segments, jobs, and answers of engines.

use std::collections::HashMap;

use async_trait::async_trait;
use publication::{OfficeCode, PublicationId, TextPart};
use time::OffsetDateTime;

use super::{SqliteStore, rows, rows::json_list};
use crate::{Anew, JobCounts, JobToRetry, SegmentTranslation, StorageError, TranslationJob, TranslationRepository, TranslationWanted};

#[async_trait]
impl TranslationRepository for SqliteStore {
    async fn translations(&self, id: &PublicationId) -> Result<Vec<SegmentTranslation>, StorageError> {
        Ok(self.segments_of(std::slice::from_ref(id)).await?.pop().unwrap_or_default())
    }

    async fn translations_of(&self, ids: &[PublicationId]) -> Result<Vec<Vec<SegmentTranslation>>, StorageError> {
        self.segments_of(ids).await
    }

    async fn keep_machine(&self, batch: Vec<(PublicationId, Vec<SegmentTranslation>)>, now: OffsetDateTime) -> Result<u64, StorageError> {
        self.keep_machine_made(batch, now).await
    }

    async fn save_human(&self, id: &PublicationId, segment: SegmentTranslation, now: OffsetDateTime) -> Result<i64, StorageError> {
        self.save_human_made(id, segment, now).await
    }

    async fn request_translation(&self, id: &PublicationId, parts: &[TextPart], now: OffsetDateTime) -> Result<(), StorageError> {
        self.request_parts(id, parts, now).await
    }

    async fn request_translations(&self, wanted: &[TranslationWanted], hurry: bool, now: OffsetDateTime) -> Result<(), StorageError> {
        self.request_many(wanted, hurry, now).await
    }

    async fn request_translation_of_office(
        &self,
        office: OfficeCode,
        parts: &[TextPart],
        anew: Anew,
        now: OffsetDateTime,
    ) -> Result<u64, StorageError> {
        self.request_office(office, parts, anew, now).await
    }

    async fn take_jobs(&self, limit: usize, lease: u32, now: OffsetDateTime) -> Result<Vec<TranslationJob>, StorageError> {
        self.lease_jobs(limit, lease, now).await
    }

    async fn finish_jobs(&self, ids: &[i64]) -> Result<(), StorageError> {
        self.end_jobs(ids).await
    }

    async fn retry_jobs(&self, jobs: &[JobToRetry]) -> Result<(), StorageError> {
        self.put_back_jobs(jobs).await
    }

    async fn waiting(&self, id: &PublicationId) -> Result<Vec<(TextPart, Option<String>)>, StorageError> {
        self.waiting_parts(id).await
    }

    async fn jobs_waiting(&self) -> Result<u64, StorageError> {
        self.count_jobs().await
    }

    async fn job_counts(&self, now: OffsetDateTime) -> Result<JobCounts, StorageError> {
        self.count_jobs_by_state(now).await
    }

    async fn cached(&self, keys: &[String]) -> Result<Vec<Option<String>>, StorageError> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT key, answer FROM engine_answer WHERE key IN (SELECT value FROM json_each(?))")
                .bind(json_list(keys)?)
                .fetch_all(&self.readers)
                .await?;
        let answers: HashMap<String, String> = rows.into_iter().collect();
        Ok(keys.iter().map(|key| answers.get(key).cloned()).collect())
    }

    async fn keep_cached(&self, answers: &[(String, String)], now: OffsetDateTime) -> Result<(), StorageError> {
        if answers.is_empty() {
            return Ok(());
        }
        let now = now.unix_timestamp();
        let mut transaction = self.begin().await?;
        rows::insert(
            &mut transaction,
            "INSERT INTO engine_answer (key, answer, kept)",
            3,
            "ON CONFLICT DO UPDATE SET answer = excluded.answer, kept = excluded.kept",
            answers.to_vec(),
            |query, (key, answer)| query.bind(key).bind(answer).bind(now),
        )
        .await?;
        transaction.commit().await?;
        Ok(())
    }
}
