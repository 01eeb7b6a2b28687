//! Judging what people wrote.

use async_trait::async_trait;
use index_config::TextOrigin;
use publication::{AccountId, Audience, PublicationId};
use time::OffsetDateTime;

use super::{
    SqliteStore, changes,
    correcting::{NewRevision, write},
    memory,
    provision::PART_IS_PUBLIC,
    revisions::{clash, publication_row, standing},
    segments::bits_of,
};
use crate::{
    Act, Judged, Judgement, JudgementOutcome, NewRating, NewSuggestion, ReviewRepository, SaveOutcome, SegmentKey, SegmentMarks,
    SegmentTranslation, StorageError, Suggestion, WorkQuestion, WorkRow,
};

impl SqliteStore {
    async fn judge_text(&self, id: &PublicationId, judged: Judged, now: OffsetDateTime) -> Result<JudgementOutcome, StorageError> {
        let Judged { key, based_on, judgement, by, reason, may_judge_own, state } = judged;
        let mut transaction = self.begin().await?;
        let missing = JudgementOutcome::Of(SaveOutcome::Missing);
        let Some(publication) = publication_row(&mut transaction, id).await? else { return Ok(missing) };
        let present = standing(&mut transaction, publication, &key).await?.filter(|present| present.is_shown);
        let Some(present) = present else { return Ok(missing) };
        if present.segment.origin != TextOrigin::Human {
            return Ok(JudgementOutcome::NotHuman);
        }
        if present.segment.account == Some(by.account) && !may_judge_own {
            return Ok(JudgementOutcome::Own);
        }
        if present.segment.revision != based_on {
            return Ok(JudgementOutcome::Of(SaveOutcome::Clash(clash(&mut transaction, Some(&present), based_on).await?)));
        }
        let sent_back = matches!(judgement, Judgement::SendBack);
        let marks = SegmentMarks { to_review: false, sent_back, ..present.segment.marks };
        let segment = SegmentTranslation { state, marks, ..present.segment };
        let act = if sent_back { Act::SendBack } else { Act::Approve };
        let new = NewRevision { publication, segment, act, by: &by, reason: &reason, restored: None };
        let revision = write(&mut transaction, new, now).await?;
        if let Judgement::Approve { mut unit } = judgement {
            let (public, part): (bool, i64) = sqlx::query_as(sqlx::AssertSqlSafe(format!(
                "SELECT {PART_IS_PUBLIC}, s.part FROM segment s JOIN publication p ON p.id = s.publication WHERE s.id = ?"
            )))
            .bind(present.row)
            .fetch_one(&mut *transaction)
            .await?;
            unit.public = public;
            memory::learn(&mut transaction, *unit, (publication, Some(part))).await?;
            sqlx::query("INSERT OR REPLACE INTO correction_job (kind, subject) VALUES ('offer', ?)")
                .bind(present.row)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(JudgementOutcome::Of(SaveOutcome::Saved(revision)))
    }

    async fn set_lock(&self, id: &PublicationId, key: &SegmentKey, locked: bool) -> Result<bool, StorageError> {
        let mut transaction = self.begin().await?;
        let Some(publication) = publication_row(&mut transaction, id).await? else { return Ok(false) };
        let present = standing(&mut transaction, publication, key).await?.filter(|present| present.is_shown);
        let Some(present) = present else { return Ok(false) };
        let marks = SegmentMarks { locked, ..present.segment.marks };
        sqlx::query("UPDATE segment SET marks = ? WHERE id = ?").bind(bits_of(marks)).bind(present.row).execute(&mut *transaction).await?;
        changes::note(&mut transaction, &[publication]).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

#[async_trait]
impl ReviewRepository for SqliteStore {
    async fn judge(&self, id: &PublicationId, judged: Judged, now: OffsetDateTime) -> Result<JudgementOutcome, StorageError> {
        self.judge_text(id, judged, now).await
    }

    async fn lock(&self, id: &PublicationId, key: &SegmentKey, locked: bool) -> Result<bool, StorageError> {
        self.set_lock(id, key, locked).await
    }

    async fn suggest(&self, id: &PublicationId, suggestion: NewSuggestion, now: OffsetDateTime) -> Result<bool, StorageError> {
        self.put_suggestion(id, suggestion, now).await
    }

    async fn suggestions(&self, id: &PublicationId, limit: usize) -> Result<Vec<Suggestion>, StorageError> {
        self.open_suggestions(id, limit).await
    }

    async fn decline(&self, suggestion: i64, by: AccountId, now: OffsetDateTime) -> Result<bool, StorageError> {
        self.decline_suggestion(suggestion, by, now).await
    }

    async fn rate(&self, id: &PublicationId, rating: NewRating, now: OffsetDateTime) -> Result<(), StorageError> {
        self.put_rating(id, rating, now).await
    }

    async fn ratings(&self, id: &PublicationId, key: &SegmentKey, revision: i64) -> Result<Vec<(u8, u64)>, StorageError> {
        self.ratings_of(id, key, revision).await
    }

    async fn work(&self, question: &WorkQuestion, audience: Audience) -> Result<Vec<WorkRow>, StorageError> {
        self.work_rows(question, audience).await
    }

    async fn offer_approved(&self, limit: usize, now: OffsetDateTime) -> Result<Option<u64>, StorageError> {
        self.offer_next(limit, now).await
    }
}
