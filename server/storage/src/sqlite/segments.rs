//! The Japanese of segments.

use std::collections::{BTreeSet, HashMap};

use index_config::TextOrigin;
use publication::{AccountId, PublicationId, TextPart};
use sqlx::{Row, SqliteConnection, SqlitePool, sqlite::SqliteRow};
use time::OffsetDateTime;

use super::{
    SqliteStore, changes,
    error::corrupt,
    made_inside::{self, MADE_INSIDE},
    rows::{self, json_list},
    word,
};
use crate::{SegmentKey, SegmentMarks, SegmentTranslation, StorageError};

/// The number of a part in the database: its place in [`TextPart::ALL`].
pub(super) fn number_of(part: TextPart) -> i64 {
    TextPart::ALL.iter().position(|other| *other == part).map_or(0, rows::limit)
}

/// Marks as the table has them: bits.
pub(super) const fn bits_of(marks: SegmentMarks) -> i64 {
    (marks.locked as i64)
        | (marks.findings as i64) << 1
        | (marks.to_review as i64) << 2
        | (marks.sent_back as i64) << 3
        | if marks.made_inside { MADE_INSIDE } else { 0 }
}

/// The marks of bits.
pub(super) const fn marks_of(bits: i64) -> SegmentMarks {
    SegmentMarks {
        locked: bits & 1 != 0,
        findings: bits & 2 != 0,
        to_review: bits & 4 != 0,
        sent_back: bits & 8 != 0,
        made_inside: bits & MADE_INSIDE != 0,
    }
}

/// The key of a row that has its columns.
pub(super) fn key_of(row: &SqliteRow) -> Result<SegmentKey, StorageError> {
    let (part, occurrence): (i64, i64) = (row.try_get("part")?, row.try_get("occurrence")?);
    let part = usize::try_from(part).ok().and_then(|at| TextPart::ALL.get(at).copied());
    Ok(SegmentKey {
        part: part.ok_or_else(|| corrupt("a segment", "of an unknown part"))?,
        language: row
            .try_get::<String, _>("language")?
            .parse()
            .map_err(|error: publication::LanguageTagError| corrupt("a segment", error))?,
        source_hash: row.try_get("source_hash")?,
        occurrence: u32::try_from(occurrence).map_err(|error| corrupt("a segment", error))?,
    })
}

pub(super) fn segment_of(row: &SqliteRow) -> Result<SegmentTranslation, StorageError> {
    Ok(SegmentTranslation {
        key: key_of(row)?,
        source: row.try_get("source")?,
        japanese: row.try_get("japanese")?,
        state: row.try_get("state")?,
        provenance: row.try_get("provenance")?,
        origin: word("an origin", row.try_get("origin")?)?,
        revision: row.try_get("revision")?,
        marks: marks_of(row.try_get("marks")?),
        account: row.try_get::<Option<i64>, _>("account")?.map(AccountId),
    })
}

/// Segments of publications that are shown, by their rows. In the order of part, language, source hash, occurrence.
pub(super) async fn read(readers: &SqlitePool, publications: &[i64]) -> Result<HashMap<i64, Vec<SegmentTranslation>>, StorageError> {
    let rows = sqlx::query(
        "SELECT publication, part, language, source_hash, occurrence, source, japanese, state, provenance, origin, revision, marks, account \
         FROM shown_segment WHERE publication IN (SELECT value FROM json_each(?)) \
         ORDER BY publication, part, language, source_hash, occurrence",
    )
    .bind(json_list(publications)?)
    .fetch_all(readers)
    .await?;
    let mut segments: HashMap<i64, Vec<SegmentTranslation>> = HashMap::new();
    for row in rows {
        segments.entry(row.try_get("publication")?).or_default().push(segment_of(&row)?);
    }
    Ok(segments)
}

/// Rows of publications by the text of their id.
pub(super) async fn rows_of<'c>(
    executor: impl sqlx::Executor<'c, Database = sqlx::Sqlite>,
    ids: impl IntoIterator<Item = &PublicationId>,
) -> Result<HashMap<String, i64>, StorageError> {
    let rows: Vec<(String, i64)> = sqlx::query_as("SELECT name, id FROM publication WHERE name IN (SELECT value FROM json_each(?))")
        .bind(json_list(ids)?)
        .fetch_all(executor)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Writes segments: new ones, and next revisions of those there. What is superseded is noted first.
pub(super) async fn write(
    connection: &mut SqliteConnection,
    segments: Vec<(i64, SegmentTranslation)>,
    now: i64,
) -> Result<(), StorageError> {
    let superseded: Vec<(i64, i64, String, String, u32)> = segments
        .iter()
        .filter(|(_, segment)| segment.revision > 1)
        .map(|(publication, segment)| {
            let SegmentKey { part, language, source_hash, occurrence } = &segment.key;
            (*publication, number_of(*part), language.as_str().to_owned(), source_hash.clone(), *occurrence)
        })
        .collect();
    if !superseded.is_empty() {
        sqlx::query(
            "INSERT INTO segment_revision (segment, revision, japanese, state, provenance, origin, saved, marks) \
             SELECT s.id, s.revision, s.japanese, s.state, s.provenance, s.origin, s.saved, s.marks FROM json_each(?) AS each \
             JOIN segment s ON s.publication = each.value ->> 0 AND s.part = each.value ->> 1 AND s.language = each.value ->> 2 \
             AND s.source_hash = each.value ->> 3 AND s.occurrence = each.value ->> 4",
        )
        .bind(json_list(superseded)?)
        .execute(&mut *connection)
        .await?;
    }
    rows::insert(
        connection,
        "INSERT INTO segment (publication, part, language, source_hash, occurrence, source, japanese, state, provenance, origin, revision, \
         saved, marks, account)",
        14,
        "ON CONFLICT (publication, part, language, source_hash, occurrence) DO UPDATE SET source = excluded.source, \
         japanese = excluded.japanese, state = excluded.state, provenance = excluded.provenance, origin = excluded.origin, \
         revision = excluded.revision, saved = excluded.saved, marks = excluded.marks, account = excluded.account",
        segments,
        |query, (publication, segment)| {
            let SegmentTranslation { key, source, japanese, state, provenance, origin, revision, marks, account } = segment;
            let query = query.bind(publication).bind(number_of(key.part)).bind(key.language.as_str().to_owned()).bind(key.source_hash);
            let query = query.bind(key.occurrence).bind(source).bind(japanese).bind(state).bind(provenance);
            query.bind(origin.as_str()).bind(revision).bind(now).bind(bits_of(marks)).bind(account.map(|account| account.0))
        },
    )
    .await?;
    Ok(())
}

/// Whether what stands stays where a machine has made something: a person's text, what is locked, and the same. What is shown to nobody any more
/// does not.
fn stays_before(standing: &SegmentTranslation, made: &SegmentTranslation) -> bool {
    if standing.origin == TextOrigin::Human {
        return true;
    }
    let same = standing.japanese == made.japanese
        && standing.state == made.state
        && standing.provenance == made.provenance
        && standing.origin == made.origin;
    (standing.marks.locked || same) && (!standing.marks.made_inside || made.marks.made_inside)
}

impl SqliteStore {
    /// All segments of publications that are shown, in the order of the ids.
    pub(super) async fn segments_of(&self, ids: &[PublicationId]) -> Result<Vec<Vec<SegmentTranslation>>, StorageError> {
        let rows = rows_of(&self.readers, ids).await?;
        let publications: Vec<i64> = rows.values().copied().collect();
        let segments = read(&self.readers, &publications).await?;
        Ok(ids.iter().map(|id| rows.get(&id.to_string()).and_then(|row| segments.get(row)).cloned().unwrap_or_default()).collect())
    }

    /// Keeps what no person made. A segment that stands as given, or that is a person's, is passed over.
    pub(super) async fn keep_machine_made(
        &self,
        batch: Vec<(PublicationId, Vec<SegmentTranslation>)>,
        now: OffsetDateTime,
    ) -> Result<u64, StorageError> {
        if batch.iter().all(|(_, segments)| segments.is_empty()) {
            return Ok(0);
        }
        let mut transaction = self.begin().await?;
        let publications = rows_of(&mut *transaction, batch.iter().map(|(id, _)| id)).await?;
        let present = sqlx::query(
            "SELECT publication, part, language, source_hash, occurrence, source, japanese, state, provenance, origin, revision, marks, \
             account FROM segment WHERE publication IN (SELECT value FROM json_each(?))",
        )
        .bind(json_list(publications.values())?)
        .fetch_all(&mut *transaction)
        .await?;
        let mut standing: HashMap<(i64, SegmentKey), SegmentTranslation> = HashMap::with_capacity(present.len());
        for row in &present {
            let segment = segment_of(row)?;
            standing.insert((row.try_get("publication")?, segment.key.clone()), segment);
        }
        let mut to_write: HashMap<(i64, SegmentKey), SegmentTranslation> = HashMap::new();
        let mut changed = BTreeSet::new();
        for (id, segments) in batch {
            let Some(&publication) = publications.get(&id.to_string()) else { continue };
            for mut segment in segments {
                let key = (publication, segment.key.clone());
                // Of two of one key in a batch the later one counts: the revision is the one after what is stored.
                let before = standing.get(&key);
                segment.revision = before.map_or(0, |before| before.revision) + 1;
                let stays = before.is_some_and(|before| stays_before(before, &segment));
                segment.marks.locked = before.is_some_and(|before| before.marks.locked);
                if stays {
                    to_write.remove(&key);
                } else {
                    to_write.insert(key, segment);
                }
            }
        }
        let written = to_write.len() as u64;
        let mut segments: Vec<(i64, SegmentTranslation)> =
            to_write.into_iter().map(|((publication, _), segment)| (publication, segment)).collect();
        if segments.is_empty() {
            return Ok(0);
        }
        segments.sort_by(|a, b| (a.0, &a.1.key).cmp(&(b.0, &b.1.key)));
        changed.extend(segments.iter().map(|(publication, _)| *publication));
        write(&mut transaction, segments, now.unix_timestamp()).await?;
        let changed: Vec<i64> = changed.into_iter().collect();
        changes::note(&mut transaction, &changed).await?;
        // Some may have come to the public while it was made.
        made_inside::make_anew(&mut transaction, &changed, now).await?;
        transaction.commit().await?;
        Ok(written)
    }

    /// Saves a person's text.
    pub(super) async fn save_human_made(
        &self,
        id: &PublicationId,
        mut segment: SegmentTranslation,
        now: OffsetDateTime,
    ) -> Result<i64, StorageError> {
        let mut transaction = self.begin().await?;
        let publication = rows_of(&mut *transaction, [id]).await?.into_values().next();
        let publication = publication.ok_or_else(|| StorageError::Failed(format!("there is no publication {id}")))?;
        let present: Option<i64> = sqlx::query_scalar(
            "SELECT revision FROM segment WHERE publication = ? AND part = ? AND language = ? AND source_hash = ? AND occurrence = ?",
        )
        .bind(publication)
        .bind(number_of(segment.key.part))
        .bind(segment.key.language.as_str())
        .bind(&segment.key.source_hash)
        .bind(segment.key.occurrence)
        .fetch_optional(&mut *transaction)
        .await?;
        let present = present.unwrap_or(0);
        if present != segment.revision {
            return Err(StorageError::Conflict { based_on: segment.revision, present });
        }
        segment.origin = TextOrigin::Human;
        segment.revision = present + 1;
        let revision = segment.revision;
        write(&mut transaction, vec![(publication, segment)], now.unix_timestamp()).await?;
        changes::note(&mut transaction, &[publication]).await?;
        transaction.commit().await?;
        Ok(revision)
    }
}
