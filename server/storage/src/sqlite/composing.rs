//! Publications that are made of more than one record: a document and what supplements it.
//!
//! Such records are rare beside others, and what they make depends on what stands in the store. They are therefore put together within the
//! writing transaction, after all others have been made ready outside of it.

use std::collections::{BTreeMap, HashMap, HashSet};

use publication::{Operation, Publication, Source};
use serde::{Deserialize, Serialize};
use sqlx::{Row, SqliteConnection};

use super::{
    error::corrupt,
    prepared::{Brought, Prepared},
    rows,
    storing::Standing,
};
use crate::{
    PublicationToStore, StorageError,
    content::{Content, LongPart},
    packing::{Packer, Unpacker},
    supplements::{renewed, supplemented},
};

/// Source, whether it is public, content hash, delivery and packed content of a contribution.
type ContributionRow = (String, bool, Vec<u8>, i64, Vec<u8>);

/// Records after putting together, and what is to be kept of their parts.
pub(super) struct Composed {
    /// As many as before, in their order.
    pub(super) records: Vec<Prepared>,
    /// Rows of publications by the text of their id.
    pub(super) rows: HashMap<String, i64>,
    pub(super) contributions: Vec<Contribution>,
    /// Names of publications, and hashes of supplements that were taken.
    pub(super) taken: Vec<(String, Vec<u8>)>,
}

impl Composed {
    /// Records that are whole as they are.
    pub(super) const fn of(records: Vec<Prepared>, rows: HashMap<String, i64>) -> Self {
        Self { records, rows, contributions: Vec::new(), taken: Vec::new() }
    }

    /// Whether nothing is to be kept but the records.
    pub(super) fn is_empty(&self) -> bool {
        self.contributions.is_empty() && self.taken.is_empty()
    }
}

/// A part of a publication, to be kept.
pub(super) struct Contribution {
    /// The id's text.
    pub(super) name: String,
    /// Empty for the document, else the supplement's format.
    source: String,
    public: bool,
    hash: Vec<u8>,
    delivery: Option<i64>,
    content: Vec<u8>,
}

/// What is kept of a part.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    publication: Publication,
    numbers: Vec<String>,
}

/// A part of a publication.
#[derive(Clone, Debug)]
struct Part {
    kept: Kept,
    public: bool,
    hash: Vec<u8>,
    /// The row of its delivery; `None` for the one being stored.
    delivery: Option<i64>,
}

/// What a publication is made of.
#[derive(Debug, Default)]
struct Whole {
    document: Option<Part>,
    /// By format.
    supplements: BTreeMap<String, Part>,
    taken: HashSet<Vec<u8>>,
    deleted: bool,
    /// The document's record as it came, packed; of a publication without one, that of its first supplement.
    original: Option<Vec<u8>>,
    /// Where a publication without a document came from first.
    first: Option<(Source, Option<i64>)>,
    /// Sources of parts that are to be written.
    changed: HashSet<String>,
    newly_taken: Vec<Vec<u8>>,
}

impl Whole {
    /// The publication that its parts make, who may see it, and how it is to be found.
    fn record(&self) -> Result<Option<(Prepared, Option<i64>)>, StorageError> {
        let public = match &self.document {
            Some(document) => document.public,
            None => self.supplements.values().any(|supplement| supplement.public),
        };
        // What is not for the public enters nothing that is.
        let supplements: Vec<&Part> = self.supplements.values().filter(|supplement| supplement.public || !public).collect();
        let (base, delivery) = match (&self.document, supplements.first(), &self.first) {
            (Some(document), ..) => (document.kept.publication.clone(), document.delivery),
            (None, Some(supplement), Some((source, delivery))) => {
                let of = &supplement.kept.publication;
                let mut bare = Publication::new(of.id.clone(), of.number.clone(), source.clone());
                bare.sample = of.sample;
                (bare, *delivery)
            }
            _ => return Ok(None),
        };
        let stating = |publication: &&Publication| publication.family.as_ref().is_some_and(|family| family.id.is_some());
        let parts = std::iter::once(&base).chain(supplements.iter().map(|supplement| &supplement.kept.publication));
        let family_format = parts.clone().find(stating).map_or_else(|| base.source.format.clone(), |part| part.source.format.clone());
        let numbers = self.document.iter().chain(supplements.iter().copied()).flat_map(|part| part.kept.numbers.iter().cloned()).collect();
        let publication = supplemented(base, supplements.iter().map(|supplement| &supplement.kept.publication));
        let record = PublicationToStore { operation: Operation::Put, publication, public, original: Vec::new(), numbers };
        Ok(Some((Prepared::prepare_of_family(record, &family_format)?, delivery)))
    }
}

/// Puts records together with what they supplement, or are supplemented by.
pub(super) async fn compose(
    connection: &mut SqliteConnection,
    records: Vec<Prepared>,
    standing: &HashMap<String, Standing>,
) -> Result<Composed, StorageError> {
    let concerned: HashSet<String> = records
        .iter()
        .filter(|record| {
            record.operation == Operation::Supplement || standing.get(&record.name).is_some_and(|standing| standing.supplemented)
        })
        .map(|record| record.name.clone())
        .collect();
    let mut composed = Composed { records, rows: HashMap::new(), contributions: Vec::new(), taken: Vec::new() };
    if concerned.is_empty() {
        return Ok(composed);
    }
    let (mut packer, mut unpacker) = (Packer::new()?, Unpacker::default());
    let mut wholes: HashMap<String, Whole> = HashMap::new();
    for record in &mut composed.records {
        if !concerned.contains(&record.name) {
            continue;
        }
        let name = record.name.clone();
        let whole = match wholes.entry(name) {
            std::collections::hash_map::Entry::Occupied(held) => held.into_mut(),
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(held(&mut *connection, standing.get(&record.name), &mut unpacker).await?)
            }
        };
        take(record, whole, &mut packer, &mut unpacker)?;
    }
    for (name, whole) in wholes {
        composed.taken.extend(whole.newly_taken.into_iter().map(|hash| (name.clone(), hash)));
        let document = whole.document.into_iter().map(|part| (String::new(), part));
        for (source, part) in document.chain(whole.supplements).filter(|(source, _)| whole.changed.contains(source)) {
            let json = serde_json::to_vec(&part.kept).map_err(|error| StorageError::Failed(error.to_string()))?;
            composed.contributions.push(Contribution {
                name: name.clone(),
                source,
                public: part.public,
                hash: part.hash,
                delivery: part.delivery,
                content: packer.pack(&json)?,
            });
        }
    }
    Ok(composed)
}

/// Takes one record into the whole, and makes it what the whole is then.
fn take(record: &mut Prepared, whole: &mut Whole, packer: &mut Packer, unpacker: &mut Unpacker) -> Result<(), StorageError> {
    match record.operation {
        Operation::Delete => {
            whole.deleted = true;
            return Ok(());
        }
        Operation::Put => {
            whole.deleted = false;
            whole.original = Some(record.original.clone());
            whole.document = Some(part(record, unpacker)?);
            whole.changed.insert(String::new());
        }
        Operation::Supplement => {
            if !whole.taken.insert(record.hash.to_vec()) {
                record.done = true;
                return Ok(());
            }
            whole.newly_taken.push(record.hash.to_vec());
            // The document stands in the store as it is; from now on it is one part of several.
            whole.changed.insert(String::new());
            let format = record.source.format.clone();
            let mut part = part(record, unpacker)?;
            if let Some(older) = whole.supplements.get(&format) {
                part.kept.publication = renewed(part.kept.publication, &older.kept.publication);
            }
            whole.changed.insert(format.clone());
            whole.supplements.insert(format, part);
            if whole.deleted {
                // It waits for the document to come back.
                record.done = true;
                return Ok(());
            }
            whole.first.get_or_insert_with(|| (record.source.clone(), None));
            whole.original.get_or_insert_with(|| record.original.clone());
        }
    }
    let Some((mut made, delivery)) = whole.record()? else { return Ok(()) };
    made.pack(packer)?;
    made.operation = record.operation;
    made.delivery = delivery;
    let own = std::mem::take(&mut record.original);
    if record.operation == Operation::Supplement {
        made.brought_by = Some(Brought { source: record.source.clone(), original: own.clone() });
    }
    made.original = whole.original.clone().unwrap_or(own);
    *record = made;
    Ok(())
}

fn part(record: &Prepared, unpacker: &mut Unpacker) -> Result<Part, StorageError> {
    let kept = Kept { publication: record.publication(unpacker)?, numbers: record.numbers.iter().cloned().collect() };
    Ok(Part { kept, public: record.counted.public, hash: record.hash.to_vec(), delivery: None })
}

/// What a publication is made of in the store.
async fn held(connection: &mut SqliteConnection, standing: Option<&Standing>, unpacker: &mut Unpacker) -> Result<Whole, StorageError> {
    let Some(standing) = standing else { return Ok(Whole::default()) };
    let mut whole = Whole { deleted: standing.deleted, ..Whole::default() };
    let taken: Vec<Vec<u8>> = sqlx::query_scalar("SELECT content_hash FROM supplement_taken WHERE publication = ?")
        .bind(standing.row)
        .fetch_all(&mut *connection)
        .await?;
    whole.taken = taken.into_iter().collect();
    whole.original = sqlx::query_scalar("SELECT content FROM publication_original WHERE version = ?")
        .bind(standing.present)
        .fetch_optional(&mut *connection)
        .await?;
    let present = sqlx::query(
        "SELECT v.bibliographic, v.file, v.offset, v.format, v.delivery, d.hash FROM publication_version v \
         JOIN delivery d ON d.id = v.delivery WHERE v.id = ?",
    )
    .bind(standing.present)
    .fetch_one(&mut *connection)
    .await?;
    let offset: i64 = present.try_get("offset")?;
    let source = Source {
        delivery: present.try_get("hash")?,
        file: present.try_get("file")?,
        offset: u64::try_from(offset).unwrap_or(0),
        format: present.try_get("format")?,
    };
    let delivery: i64 = present.try_get("delivery")?;
    whole.first = Some((source.clone(), Some(delivery)));
    if standing.supplemented {
        let rows: Vec<ContributionRow> = sqlx::query_as(
            "SELECT source, public, content_hash, delivery, content FROM publication_contribution WHERE publication = ? ORDER BY source",
        )
        .bind(standing.row)
        .fetch_all(&mut *connection)
        .await?;
        for (source, public, hash, delivery, packed) in rows {
            let kept: Kept =
                serde_json::from_slice(&unpacker.unpack(&packed)?).map_err(|error| corrupt("a part of a publication", error))?;
            let part = Part { kept, public, hash, delivery: Some(delivery) };
            if source.is_empty() {
                whole.document = Some(part);
            } else {
                whole.supplements.insert(source, part);
            }
        }
        return Ok(whole);
    }
    let mut publication = Content::bibliographic(&unpacker.unpack(&present.try_get::<Vec<u8>, _>("bibliographic")?)?, source)?;
    let parts: Vec<(i64, Vec<u8>)> = sqlx::query_as("SELECT part, content FROM publication_part WHERE version = ? ORDER BY part, ordinal")
        .bind(standing.present)
        .fetch_all(&mut *connection)
        .await?;
    for (part, packed) in parts {
        let part = LongPart::from_number(part).ok_or_else(|| corrupt("a long text", "of an unknown part"))?;
        Content::put_back(&mut publication, part, &unpacker.unpack(&packed)?)?;
    }
    let numbers: Vec<String> = sqlx::query_scalar("SELECT number FROM publication_number WHERE publication = ?")
        .bind(standing.row)
        .fetch_all(&mut *connection)
        .await?;
    whole.document = Some(Part {
        kept: Kept { publication, numbers },
        public: standing.counted.public,
        hash: standing.hash.clone(),
        delivery: Some(delivery),
    });
    Ok(whole)
}

/// The publication that the parts in the store make now; `None` where nothing is left of it.
pub(super) async fn put_together_again(
    connection: &mut SqliteConnection,
    standing: &Standing,
    packer: &mut Packer,
    unpacker: &mut Unpacker,
) -> Result<Option<Prepared>, StorageError> {
    let mut whole = held(&mut *connection, Some(standing), unpacker).await?;
    // The present version may be of a record that is none of the parts any more.
    let (source, delivery) = match (&whole.document, whole.supplements.values().next()) {
        (Some(part), _) | (None, Some(part)) => (part.kept.publication.source.clone(), part.delivery),
        (None, None) => return Ok(None),
    };
    whole.first = Some((source, delivery));
    let original: Option<Vec<u8>> = sqlx::query_scalar(
        "SELECT o.content FROM publication_version v JOIN publication_original o ON o.version = v.id \
         WHERE v.publication = ? AND v.delivery = ? AND v.kind <> 2 ORDER BY v.version DESC LIMIT 1",
    )
    .bind(standing.row)
    .bind(delivery)
    .fetch_optional(connection)
    .await?;
    let Some((mut made, delivery)) = whole.record()? else { return Ok(None) };
    made.pack(packer)?;
    made.delivery = delivery;
    made.original = original.or(whole.original).unwrap_or_default();
    Ok(Some(made))
}

/// Keeps parts and what was taken.
pub(super) async fn write(
    connection: &mut SqliteConnection,
    delivery: i64,
    publications: &HashMap<String, i64>,
    contributions: Vec<Contribution>,
    taken: Vec<(String, Vec<u8>)>,
) -> Result<(), StorageError> {
    let supplemented: Vec<i64> = contributions.iter().filter_map(|part| publications.get(&part.name).copied()).collect();
    if !supplemented.is_empty() {
        sqlx::query("UPDATE publication SET supplemented = 1 WHERE id IN (SELECT value FROM json_each(?))")
            .bind(rows::json_list(supplemented)?)
            .execute(&mut *connection)
            .await?;
    }
    let row_of = |name: &str| publications.get(name).copied();
    let parts: Vec<(i64, Contribution)> = contributions.into_iter().filter_map(|part| Some((row_of(&part.name)?, part))).collect();
    rows::insert(
        &mut *connection,
        "INSERT INTO publication_contribution (publication, source, public, content_hash, delivery, content)",
        6,
        "ON CONFLICT (publication, source) DO UPDATE SET public = excluded.public, content_hash = excluded.content_hash, \
         delivery = excluded.delivery, content = excluded.content",
        parts,
        |query, (row, part)| {
            let query = query.bind(row).bind(part.source).bind(part.public).bind(part.hash);
            query.bind(part.delivery.unwrap_or(delivery)).bind(part.content)
        },
    )
    .await?;
    let taken: Vec<(i64, Vec<u8>)> = taken.into_iter().filter_map(|(name, hash)| Some((row_of(&name)?, hash))).collect();
    rows::insert(
        &mut *connection,
        "INSERT INTO supplement_taken (publication, content_hash)",
        2,
        "ON CONFLICT DO NOTHING",
        taken,
        |query, (row, hash)| query.bind(row).bind(hash),
    )
    .await?;
    Ok(())
}
