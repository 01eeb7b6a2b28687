//! Saving what people write.

use async_trait::async_trait;
use index_config::TextOrigin;
use publication::{AccountId, Audience, PublicationId};
use sqlx::{Sqlite, Transaction};
use time::OffsetDateTime;

use super::{
    SqliteStore, changes, drafts,
    provision::PART_IS_PUBLIC,
    revisions::{self, Standing, clash, publication_row, standing},
    rows::count,
    segments, stale, suggestions, word,
};
use crate::{
    Act, Actor, Became, CorrectedCount, CorrectionRepository, Draft, HumanText, Revision, SaveOutcome, SegmentKey, SegmentMarks,
    SegmentTranslation, StaleJob, StaleText, StorageError,
};

/// A new revision, to be written within a transaction.
pub(super) struct NewRevision<'a> {
    pub(super) publication: i64,
    /// With the revision before in `revision`.
    pub(super) segment: SegmentTranslation,
    pub(super) act: Act,
    pub(super) by: &'a Actor,
    pub(super) reason: &'a str,
    pub(super) restored: Option<i64>,
}

/// Writes a revision, who brought it about, and the change. Answers its number.
pub(super) async fn write(
    transaction: &mut Transaction<'static, Sqlite>,
    new: NewRevision<'_>,
    now: OffsetDateTime,
) -> Result<i64, StorageError> {
    let NewRevision { publication, mut segment, act, by, reason, restored } = new;
    segment.revision += 1;
    let (key, revision) = (segment.key.clone(), segment.revision);
    segments::write(transaction, vec![(publication, segment)], now.unix_timestamp()).await?;
    sqlx::query(
        "INSERT INTO segment_act (segment, revision, act, account, name, reason, restored) \
         SELECT id, ?, ?, ?, ?, ?, ? FROM segment WHERE publication = ? AND part = ? AND language = ? AND source_hash = ? AND occurrence = ?",
    )
    .bind(revision)
    .bind(act.as_str())
    .bind(by.account.0)
    .bind(&by.name)
    .bind(reason)
    .bind(restored)
    .bind(publication)
    .bind(segments::number_of(key.part))
    .bind(key.language.as_str())
    .bind(&key.source_hash)
    .bind(key.occurrence)
    .execute(&mut **transaction)
    .await?;
    changes::note(transaction, &[publication]).await?;
    Ok(revision)
}

/// Whether what is to be written stands already, by the same hand: an answer that was lost, and asked for again.
fn stands(standing: Option<&Standing>, text: &HumanText) -> Option<i64> {
    let present = &standing?.segment;
    let same = present.japanese == text.japanese && present.account == Some(text.by.account) && present.state == text.state;
    (same && present.revision > text.based_on).then_some(present.revision)
}

impl SqliteStore {
    async fn save_text(&self, id: &PublicationId, text: HumanText, now: OffsetDateTime) -> Result<SaveOutcome, StorageError> {
        let mut transaction = self.begin().await?;
        let Some(publication) = publication_row(&mut transaction, id).await? else { return Ok(SaveOutcome::Missing) };
        let before = standing(&mut transaction, publication, &text.key).await?;
        if let Some(revision) = stands(before.as_ref(), &text) {
            return Ok(SaveOutcome::Saved(revision));
        }
        let marks = before.as_ref().map(|before| before.segment.marks).unwrap_or_default();
        if marks.locked && !text.may_pass_lock {
            return Ok(SaveOutcome::Locked);
        }
        let present = before.as_ref().map_or(0, |before| before.segment.revision);
        if before.as_ref().map_or(present != text.based_on, |before| !before.may_be_followed(text.based_on)) {
            return Ok(SaveOutcome::Clash(clash(&mut transaction, before.as_ref(), text.based_on).await?));
        }
        let HumanText { key, source, japanese, state, provenance, act, by, reason, findings, to_review, seen_version, taken, .. } = text;
        let segment = SegmentTranslation {
            key: key.clone(),
            source,
            japanese,
            state,
            provenance,
            origin: TextOrigin::Human,
            revision: present,
            marks: SegmentMarks { locked: marks.locked, findings, to_review, ..SegmentMarks::default() },
            account: Some(by.account),
        };
        let new = NewRevision { publication, segment, act, by: &by, reason: &reason, restored: None };
        let revision = write(&mut transaction, new, now).await?;
        drafts::end(&mut transaction, publication, by.account, &key).await?;
        drafts::touch(&mut transaction, publication, by.account).await?;
        stale::settle_for(&mut transaction, publication, &key, now).await?;
        suggestions::settle_taken(&mut transaction, publication, &key, taken, by.account, now).await?;
        stale::ask_if_unseen(&mut transaction, publication, seen_version).await?;
        transaction.commit().await?;
        Ok(SaveOutcome::Saved(revision))
    }

    #[expect(clippy::too_many_arguments, reason = "as the port has it")]
    async fn take_back(
        &self,
        id: &PublicationId,
        key: &SegmentKey,
        number: i64,
        based_on: i64,
        by: &Actor,
        may_pass_lock: bool,
        now: OffsetDateTime,
    ) -> Result<SaveOutcome, StorageError> {
        let mut transaction = self.begin().await?;
        let Some(publication) = publication_row(&mut transaction, id).await? else { return Ok(SaveOutcome::Missing) };
        let Some(present) = standing(&mut transaction, publication, key).await? else { return Ok(SaveOutcome::Missing) };
        if present.segment.marks.locked && !may_pass_lock {
            return Ok(SaveOutcome::Locked);
        }
        if !present.may_be_followed(based_on) {
            return Ok(SaveOutcome::Clash(clash(&mut transaction, Some(&present), based_on).await?));
        }
        let Some(old) = revisions::revision(&mut transaction, present.row, number).await? else { return Ok(SaveOutcome::Missing) };
        // Whose words they were, they still are: of old revisions that is known by the last one who wrote.
        let account: Option<i64> = sqlx::query_scalar(
            "SELECT account FROM segment_act WHERE segment = ? AND revision <= ? AND act IN ('save', 'import') ORDER BY revision DESC LIMIT 1",
        )
        .bind(present.row)
        .bind(number)
        .fetch_optional(&mut *transaction)
        .await?;
        let is_human = old.origin == TextOrigin::Human;
        let segment = SegmentTranslation {
            japanese: old.japanese,
            // An approval was of another moment: what is taken back is read again.
            state: if is_human { "translated".to_owned() } else { old.state },
            provenance: old.provenance,
            origin: old.origin,
            marks: SegmentMarks {
                locked: present.segment.marks.locked,
                to_review: is_human,
                made_inside: old.made_inside,
                ..SegmentMarks::default()
            },
            account: account.filter(|_| is_human).map(AccountId),
            ..present.segment
        };
        let new = NewRevision { publication, segment, act: Act::Restore, by, reason: "", restored: Some(number) };
        let revision = write(&mut transaction, new, now).await?;
        drafts::touch(&mut transaction, publication, by.account).await?;
        // Whose words it is may be another matter than before: whether they have their sentence is found out again.
        stale::ask_again(&mut transaction, publication).await?;
        transaction.commit().await?;
        Ok(SaveOutcome::Saved(revision))
    }
}

#[async_trait]
impl CorrectionRepository for SqliteStore {
    async fn present_version(&self, id: &PublicationId) -> Result<i64, StorageError> {
        let version = sqlx::query_scalar("SELECT version FROM publication WHERE name = ?").bind(id.to_string());
        Ok(version.fetch_optional(&self.readers).await?.unwrap_or(0))
    }

    async fn corrected(&self, audience: Audience) -> Result<Vec<CorrectedCount>, StorageError> {
        let is_seen = if audience == Audience::Public { PART_IS_PUBLIC } else { "1" };
        let rows: Vec<(String, String, i64, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "SELECT p.office, p.right, sum(s.segments), count(DISTINCT s.publication) FROM (SELECT publication, part, count(*) AS segments \
             FROM segment WHERE origin = 'human' GROUP BY publication, part) s CROSS JOIN publication p ON p.id = s.publication \
             WHERE {is_seen} AND p.deleted = 0 GROUP BY p.office, p.right"
        )))
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|(office, right, segments, publications)| {
                Ok(CorrectedCount {
                    office: word("an office", &office)?,
                    right: word("a right", &right)?,
                    segments: count(segments),
                    publications: count(publications),
                })
            })
            .collect()
    }

    async fn segment(&self, id: &PublicationId, key: &SegmentKey) -> Result<Option<SegmentTranslation>, StorageError> {
        self.segment_now(id, key).await
    }

    async fn save(&self, id: &PublicationId, text: HumanText, now: OffsetDateTime) -> Result<SaveOutcome, StorageError> {
        self.save_text(id, text, now).await
    }

    async fn restore(
        &self,
        id: &PublicationId,
        key: &SegmentKey,
        revision: i64,
        based_on: i64,
        by: &Actor,
        may_pass_lock: bool,
        now: OffsetDateTime,
    ) -> Result<SaveOutcome, StorageError> {
        self.take_back(id, key, revision, based_on, by, may_pass_lock, now).await
    }

    async fn history(&self, id: &PublicationId, key: &SegmentKey, limit: usize) -> Result<Vec<Revision>, StorageError> {
        self.revisions_of(id, key, limit).await
    }

    async fn keep_draft(&self, id: &PublicationId, account: AccountId, draft: Draft) -> Result<(), StorageError> {
        self.put_draft(id, account, draft).await
    }

    async fn drop_draft(&self, id: &PublicationId, account: AccountId, key: &SegmentKey, typed: i64) -> Result<(), StorageError> {
        self.take_draft_away(id, account, key, typed).await
    }

    async fn drafts(&self, id: &PublicationId, account: AccountId) -> Result<Vec<Draft>, StorageError> {
        self.drafts_of(id, account).await
    }

    async fn stale(&self, id: &PublicationId) -> Result<Vec<StaleText>, StorageError> {
        self.stale_texts(id).await
    }

    async fn settle_stale(&self, id: &PublicationId, before: &SegmentKey, now: OffsetDateTime) -> Result<(), StorageError> {
        self.put_stale_aside(id, before, now).await
    }

    async fn stale_jobs(&self, limit: usize) -> Result<Vec<StaleJob>, StorageError> {
        self.jobs_of_stale(limit).await
    }

    async fn note_stale(&self, job: &StaleJob, found: Vec<(SegmentKey, Option<Became>)>, now: OffsetDateTime) -> Result<(), StorageError> {
        self.keep_stale(job, found, now).await
    }
}
