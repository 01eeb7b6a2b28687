//! Revisions of one segment.

use publication::{AccountId, PublicationId};
use sqlx::{Row, Sqlite, SqliteConnection, Transaction, sqlite::SqliteRow};

use super::{
    SqliteStore,
    made_inside::MADE_INSIDE,
    provision::PART_IS_PUBLIC,
    rows::limit,
    segments::{number_of, rows_of, segment_of},
    time_of, word,
};
use crate::{Actor, Clash, Revision, RevisionAct, SegmentKey, SegmentTranslation, StorageError};

/// A segment with its row.
pub(super) struct Standing {
    pub(super) row: i64,
    pub(super) segment: SegmentTranslation,
    /// Whether it is shown to anybody: not what was made inside of a part that is public now.
    pub(super) is_shown: bool,
}

impl Standing {
    /// Whether a change that is based on a revision may take its place. To whom it is not shown, there is none.
    pub(super) const fn may_be_followed(&self, based_on: i64) -> bool {
        self.segment.revision == based_on || (!self.is_shown && based_on == 0)
    }
}

/// The row of a publication.
pub(super) async fn publication_row(connection: &mut SqliteConnection, id: &PublicationId) -> Result<Option<i64>, StorageError> {
    Ok(rows_of(connection, [id]).await?.into_values().next())
}

/// The present revision of a segment.
pub(super) async fn standing(
    connection: &mut SqliteConnection,
    publication: i64,
    key: &SegmentKey,
) -> Result<Option<Standing>, StorageError> {
    let row = sqlx::query(
        "SELECT id, part, language, source_hash, occurrence, source, japanese, state, provenance, origin, revision, marks, account, \
         EXISTS (SELECT 1 FROM shown_segment AS shown WHERE shown.id = segment.id) AS is_shown FROM segment WHERE publication = ? AND part = ? AND language = ? AND source_hash = ? AND occurrence = ?",
    )
    .bind(publication)
    .bind(number_of(key.part))
    .bind(key.language.as_str())
    .bind(&key.source_hash)
    .bind(key.occurrence)
    .fetch_optional(connection)
    .await?;
    row.map(|row| Ok(Standing { row: row.try_get("id")?, segment: segment_of(&row)?, is_shown: row.try_get("is_shown")? })).transpose()
}

fn revision_of(row: &SqliteRow) -> Result<Revision, StorageError> {
    let act: Option<String> = row.try_get("act")?;
    let act = match act {
        Some(act) => Some(RevisionAct {
            act: word("an act", &act)?,
            by: Actor { account: AccountId(row.try_get("account")?), name: row.try_get("name")? },
            reason: row.try_get("reason")?,
            restored: row.try_get("restored")?,
        }),
        None => None,
    };
    Ok(Revision {
        revision: row.try_get("revision")?,
        japanese: row.try_get("japanese")?,
        state: row.try_get("state")?,
        provenance: row.try_get("provenance")?,
        origin: word("an origin", row.try_get("origin")?)?,
        saved: time_of(row.try_get("saved")?)?,
        act,
        made_inside: row.try_get::<i64, _>("marks")? & MADE_INSIDE != 0,
    })
}

/// Revisions of a segment's row that are shown, the present one first; of one number only, where one is given.
async fn revisions(connection: &mut SqliteConnection, segment: i64, only: Option<i64>, most: usize) -> Result<Vec<Revision>, StorageError> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        // A superseded revision is shown as the segment would be that had its marks.
        "SELECT r.revision, r.japanese, r.state, r.provenance, r.origin, r.saved, r.marks, a.act, a.account, a.name, a.reason, a.restored FROM ( \
         SELECT id AS segment, revision, japanese, state, provenance, origin, saved, marks FROM shown_segment \
         WHERE id = ?1 AND (?2 IS NULL OR revision = ?2) \
         UNION ALL SELECT o.segment, o.revision, o.japanese, o.state, o.provenance, o.origin, o.saved, o.marks FROM segment_revision o \
         WHERE o.segment = ?1 AND (?2 IS NULL OR o.revision = ?2) AND NOT (o.marks & {MADE_INSIDE} AND EXISTS (SELECT 1 FROM segment s \
         JOIN publication p ON p.id = s.publication WHERE s.id = o.segment AND {PART_IS_PUBLIC}))) r \
         LEFT JOIN segment_act a ON a.segment = r.segment AND a.revision = r.revision ORDER BY r.revision DESC LIMIT ?3"
    )))
    .bind(segment)
    .bind(only)
    .bind(limit(most))
    .fetch_all(connection)
    .await?;
    rows.iter().map(revision_of).collect()
}

/// One revision of a segment's row.
pub(super) async fn revision(connection: &mut SqliteConnection, segment: i64, number: i64) -> Result<Option<Revision>, StorageError> {
    Ok(revisions(connection, segment, Some(number), 1).await?.pop())
}

/// What stands against a change that is based on a revision.
pub(super) async fn clash(
    transaction: &mut Transaction<'static, Sqlite>,
    standing: Option<&Standing>,
    based_on: i64,
) -> Result<Box<Clash>, StorageError> {
    let (mut present, mut ancestor) = (None, None);
    if let Some(standing) = standing {
        present = revision(transaction, standing.row, standing.segment.revision).await?;
        ancestor = revision(transaction, standing.row, based_on).await?;
    }
    Ok(Box::new(Clash { based_on, present, ancestor }))
}

impl SqliteStore {
    pub(super) async fn segment_now(&self, id: &PublicationId, key: &SegmentKey) -> Result<Option<SegmentTranslation>, StorageError> {
        let mut reader = self.readers.acquire().await?;
        let Some(publication) = publication_row(&mut reader, id).await? else { return Ok(None) };
        Ok(standing(&mut reader, publication, key).await?.filter(|standing| standing.is_shown).map(|standing| standing.segment))
    }

    pub(super) async fn revisions_of(&self, id: &PublicationId, key: &SegmentKey, most: usize) -> Result<Vec<Revision>, StorageError> {
        // One picture of the two tables, whoever saves meanwhile.
        let mut reading = self.readers.begin().await?;
        let Some(publication) = publication_row(&mut reading, id).await? else { return Ok(Vec::new()) };
        let Some(standing) = standing(&mut reading, publication, key).await? else { return Ok(Vec::new()) };
        revisions(&mut reading, standing.row, None, most).await
    }
}
