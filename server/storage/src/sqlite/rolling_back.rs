//! Taking a delivery back: each publication that it brought about becomes what it was before, as a new version.
//!
//! Nothing is taken out of the history, and what people wrote stays with its sentences. A publication that a later delivery has changed since
//! stays as that one made it, save for what the delivery's supplements added.

use publication::{Operation, Publication, PublicationId};
use sqlx::{Row as _, SqliteConnection};
use time::OffsetDateTime;

use super::{
    SqliteStore,
    composing::{Composed, put_together_again},
    prepared::Prepared,
    rolled_back, rows,
    storing::{self, Standing},
    word,
};
use crate::{
    NumbersOf, PublicationToStore, RolledBack, StorageError, Stored,
    content::{Content, LongPart},
    packing::{Packer, Unpacker},
};

/// How the deliveries are named by which a publication has gone that nothing stood before.
const TAKEN_BACK: &str = "rolled-back";

/// What a version holds.
struct Held {
    delivery: i64,
    kind: i64,
    public: Option<bool>,
    publication: Option<Publication>,
    original: Vec<u8>,
}

/// The last version of a publication that another delivery brought, those apart that were taken back themselves.
async fn before(
    connection: &mut SqliteConnection,
    publication: i64,
    delivery: i64,
    unpacker: &mut Unpacker,
) -> Result<Option<Held>, StorageError> {
    let row = sqlx::query(
        "SELECT v.id, v.delivery, v.kind, v.public, v.bibliographic, v.file, v.offset, v.format, d.hash, o.content AS original \
         FROM publication_version v JOIN delivery d ON d.id = v.delivery LEFT JOIN publication_original o ON o.version = v.id \
         LEFT JOIN version_supplement s ON s.version = v.id \
         WHERE v.publication = ?1 AND v.delivery <> ?2 AND coalesce(s.delivery, 0) <> ?2 \
         AND NOT EXISTS (SELECT 1 FROM version_rolled_back r JOIN publication_version later ON later.id = r.version \
           WHERE later.publication = ?1 AND later.version > v.version AND r.delivery IN (v.delivery, s.delivery)) \
         ORDER BY v.version DESC LIMIT 1",
    )
    .bind(publication)
    .bind(delivery)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let (kind, original): (i64, Option<Vec<u8>>) = (row.try_get("kind")?, row.try_get("original")?);
    let mut held =
        Held { delivery: row.try_get("delivery")?, kind, public: row.try_get("public")?, publication: None, original: Vec::new() };
    if kind == 2 {
        return Ok(Some(held));
    }
    let offset: i64 = row.try_get("offset")?;
    let source = publication::Source {
        delivery: row.try_get("hash")?,
        file: row.try_get("file")?,
        offset: u64::try_from(offset).unwrap_or(0),
        format: row.try_get("format")?,
    };
    let mut whole = Content::bibliographic(&unpacker.unpack(&row.try_get::<Vec<u8>, _>("bibliographic")?)?, source)?;
    let parts: Vec<(i64, Vec<u8>)> = sqlx::query_as("SELECT part, content FROM publication_part WHERE version = ? ORDER BY part, ordinal")
        .bind(row.try_get::<i64, _>("id")?)
        .fetch_all(&mut *connection)
        .await?;
    for (part, packed) in parts {
        let part = LongPart::from_number(part).ok_or_else(|| super::error::corrupt("a long text", "of an unknown part"))?;
        Content::put_back(&mut whole, part, &unpacker.unpack(&packed)?)?;
    }
    held.publication = Some(whole);
    held.original = match original {
        Some(packed) => unpacker.unpack(&packed)?,
        None => Vec::new(),
    };
    Ok(Some(held))
}

/// Puts the parts that a delivery brought back to what they were, and forgets that its supplements were taken.
async fn restore_parts(connection: &mut SqliteConnection, publication: i64, delivery: i64) -> Result<(), StorageError> {
    let brought: Vec<(i64, String, Vec<u8>)> =
        sqlx::query_as("SELECT id, source, content_hash FROM publication_contribution WHERE publication = ? AND delivery = ?")
            .bind(publication)
            .bind(delivery)
            .fetch_all(&mut *connection)
            .await?;
    // Those of its supplements that others took the place of may be taken again, too.
    sqlx::query(
        "DELETE FROM supplement_taken WHERE publication = ?1 AND content_hash IN ( \
           SELECT content_hash FROM publication_contribution WHERE publication = ?1 AND delivery = ?2 \
           UNION SELECT content_hash FROM publication_contribution_past WHERE publication = ?1 AND delivery = ?2)",
    )
    .bind(publication)
    .bind(delivery)
    .execute(&mut *connection)
    .await?;
    for (id, source, _) in brought {
        let past: Option<i64> = sqlx::query_scalar(
            "SELECT id FROM publication_contribution_past WHERE publication = ? AND source = ? AND delivery <> ? ORDER BY id DESC LIMIT 1",
        )
        .bind(publication)
        .bind(&source)
        .bind(delivery)
        .fetch_optional(&mut *connection)
        .await?;
        match past {
            Some(past) => {
                sqlx::query(
                    "UPDATE publication_contribution SET (public, content_hash, delivery, content) = \
                     (SELECT public, content_hash, delivery, content FROM publication_contribution_past WHERE id = ?) WHERE id = ?",
                )
                .bind(past)
                .bind(id)
                .execute(&mut *connection)
                .await?;
            }
            None => {
                sqlx::query("DELETE FROM publication_contribution WHERE id = ?").bind(id).execute(&mut *connection).await?;
            }
        }
    }
    Ok(())
}

/// A record that takes a publication away.
fn away(id: PublicationId, standing: &Standing) -> Result<Prepared, StorageError> {
    let number = publication::DocumentNumber { as_published: id.number().to_owned(), normalised: id.number().to_owned() };
    let source = publication::Source { delivery: String::new(), file: String::new(), offset: 0, format: String::new() };
    let bare = Publication::new(id, number, source);
    let public = standing.counted.public;
    Prepared::prepare(PublicationToStore {
        operation: Operation::Delete,
        publication: bare,
        public,
        original: Vec::new(),
        numbers: Vec::new(),
    })
}

impl SqliteStore {
    pub(super) async fn roll_back_some(
        &self,
        delivery: &str,
        after: i64,
        limit: usize,
        numbers: NumbersOf,
        now: OffsetDateTime,
        keep: bool,
    ) -> Result<(RolledBack, Vec<(PublicationId, Stored)>), StorageError> {
        let mut transaction = self.begin().await?;
        let row: Option<i64> =
            sqlx::query_scalar("SELECT id FROM delivery WHERE hash = ?").bind(delivery).fetch_optional(&mut *transaction).await?;
        let Some(row) = row else { return Ok((RolledBack::default(), Vec::new())) };
        let concerned: Vec<(i64, String)> = sqlx::query_as(
            "SELECT p.id, p.name FROM publication p WHERE p.id > ?1 AND p.id IN ( \
               SELECT v.publication FROM publication_version v JOIN publication q ON q.id = v.publication \
                 WHERE v.delivery = ?2 AND v.version = q.version \
                 AND NOT EXISTS (SELECT 1 FROM version_supplement s WHERE s.version = v.id AND s.delivery <> ?2) \
               UNION SELECT v.publication FROM version_supplement s JOIN publication_version v ON v.id = s.version \
                 JOIN publication q ON q.id = v.publication WHERE s.delivery = ?2 AND v.version = q.version \
               UNION SELECT publication FROM publication_contribution WHERE delivery = ?2) ORDER BY p.id LIMIT ?3",
        )
        .bind(after)
        .bind(row)
        .bind(rows::limit(limit.max(1)))
        .fetch_all(&mut *transaction)
        .await?;
        let mut done = RolledBack { after: concerned.last().map(|(id, _)| *id), ..RolledBack::default() };
        let mut changed = Vec::new();
        for (id, name) in concerned {
            let outcome = roll_back_one(&mut transaction, (id, &name), row, delivery, numbers, now).await?;
            if outcome != Stored::Unchanged {
                changed.push((word("a publication id", &name)?, outcome));
            }
            match outcome {
                Stored::Created | Stored::Updated => done.restored += 1,
                Stored::Deleted => done.taken_away += 1,
                Stored::Unchanged => {}
            }
        }
        if keep {
            rolled_back::note_step(&mut transaction, row, done, now).await?;
            transaction.commit().await?;
        } else {
            transaction.rollback().await?;
        }
        Ok((done, changed))
    }
}

async fn roll_back_one(
    transaction: &mut SqliteConnection,
    (publication, name): (i64, &str),
    row: i64,
    delivery: &str,
    numbers: NumbersOf,
    now: OffsetDateTime,
) -> Result<Stored, StorageError> {
    let (mut packer, mut unpacker) = (Packer::new()?, Unpacker::default());
    restore_parts(&mut *transaction, publication, row).await?;
    let Some(standing) = storing::standing_of(&mut *transaction, name).await? else { return Ok(Stored::Unchanged) };
    let id: PublicationId = word("a publication id", name)?;
    let has_parts: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM publication_contribution WHERE publication = ?)")
        .bind(publication)
        .fetch_one(&mut *transaction)
        .await?;
    let record = if has_parts {
        put_together_again(&mut *transaction, &standing, &mut packer, &mut unpacker).await?
    } else {
        match before(&mut *transaction, publication, row, &mut unpacker).await? {
            Some(held) if held.kind != 2 => match held.publication {
                Some(whole) => {
                    // What was for people inside comes back so; of versions from before that was kept, as it stands now.
                    let public = held.public.unwrap_or(standing.counted.public);
                    let numbers = numbers(&whole);
                    let record =
                        PublicationToStore { operation: Operation::Put, publication: whole, public, original: held.original, numbers };
                    let mut record = Prepared::prepare(record)?;
                    record.pack(&mut packer)?;
                    record.delivery = Some(held.delivery);
                    Some(record)
                }
                None => None,
            },
            _ => None,
        }
    };
    let record = match record {
        Some(record) => record,
        None => {
            let mut record = away(id, &standing)?;
            record.pack(&mut packer)?;
            record
        }
    };
    let composed = Composed::of(vec![record], [(name.to_owned(), publication)].into());
    let by = format!("{TAKEN_BACK}-{delivery}");
    let outcome = storing::write_one(&mut *transaction, &by, composed, standing, now).await?;
    if outcome != Stored::Unchanged {
        sqlx::query(
            "INSERT INTO version_rolled_back (version, delivery) SELECT v.id, ? FROM publication_version v \
             JOIN publication p ON p.id = v.publication AND p.version = v.version WHERE p.id = ? ON CONFLICT DO NOTHING",
        )
        .bind(row)
        .bind(publication)
        .execute(&mut *transaction)
        .await?;
    }
    Ok(outcome)
}
