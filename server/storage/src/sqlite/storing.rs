//! Storing publications.
//!
//! First, without any lock: records are taken apart, hashed and compared with what is stored; what differs is packed. Then one transaction
//! reads again where everything stands and writes. A batch in which nothing differs writes nothing at all.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use publication::Operation;
use sqlx::{Row, SqliteConnection};
use time::OffsetDateTime;

use super::{
    SqliteStore, aside, changes,
    composing::{self, Composed, compose},
    coverage::{Counted, Differences},
    prepared::Prepared,
    rows,
};
use crate::{PublicationToStore, StorageError, Stored, packing::Packer};

/// Fewer records are not worth a second thread.
const WORTH_SHARING: usize = 32;

/// Name, content hash, whether it is public, whether it is deleted, and the hash of the document's own record where others add to it.
type StoredRow = (String, Vec<u8>, bool, bool, Option<Vec<u8>>);

/// Where a publication stands.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    pub(super) row: i64,
    pub(super) version: i64,
    /// The row of the last version that has content.
    pub(super) present: i64,
    pub(super) hash: Vec<u8>,
    pub(super) family: Option<String>,
    pub(super) counted: Counted,
    pub(super) deleted: bool,
    /// Whether it is made of more than one record.
    pub(super) supplemented: bool,
}

/// A version to be written, of the record at a place of the batch.
struct NewVersion {
    row: i64,
    publication: i64,
    version: i64,
    record: usize,
    /// 0 a document, 1 a supplement, 2 a deletion.
    kind: i64,
}

/// What one transaction is to write.
#[derive(Default)]
struct Writing {
    versions: Vec<NewVersion>,
    /// The last state of each publication that changed, and the place of its change among all changes of the batch.
    publications: BTreeMap<i64, (Standing, usize, String)>,
    /// The record that is the present content of each publication whose content changed.
    contents: BTreeMap<i64, usize>,
    /// Publications whose content changed and that were there before.
    superseded: BTreeSet<i64>,
    /// Publications that were for people inside before.
    opened: BTreeSet<i64>,
    differences: Differences,
    changes: usize,
}

impl SqliteStore {
    pub(super) async fn store_batch(
        &self,
        delivery: &str,
        batch: Vec<PublicationToStore>,
        now: OffsetDateTime,
    ) -> Result<Vec<Stored>, StorageError> {
        let Batch { mut stored, places, records } = self.prepared(batch).await?;
        if places.is_empty() {
            return Ok(stored);
        }
        let mut transaction = self.begin().await?;
        let Decided { composed, writing, outcomes } = decided(&mut transaction, records).await?;
        if writing.changes > 0 || !composed.is_empty() {
            write(&mut transaction, delivery, composed, writing, now).await?;
            transaction.commit().await?;
        }
        for (place, outcome) in places.into_iter().zip(outcomes) {
            stored[place] = outcome;
        }
        Ok(stored)
    }

    pub(super) async fn would_store_batch(&self, batch: Vec<PublicationToStore>) -> Result<Vec<Stored>, StorageError> {
        let Batch { mut stored, places, records } = self.prepared(batch).await?;
        if places.is_empty() {
            return Ok(stored);
        }
        let mut reading = self.readers.begin().await?;
        let decided = decided(&mut reading, records).await?;
        for (place, outcome) in places.into_iter().zip(decided.outcomes) {
            stored[place] = outcome;
        }
        Ok(stored)
    }

    /// Takes a batch apart, hashes it, leaves out what is stored already, and packs the rest.
    async fn prepared(&self, batch: Vec<PublicationToStore>) -> Result<Batch, StorageError> {
        let records = shared(batch, |batch| batch.into_iter().map(Prepared::prepare).collect()).await?;
        let stored = vec![Stored::Unchanged; records.len()];
        let differing = self.differing(&records).await?;
        let places: Vec<usize> = (0..records.len()).filter(|place| differing.contains(&records[*place].name)).collect();
        let records = records.into_iter().filter(|record| differing.contains(&record.name)).collect();
        let records: Vec<Prepared> = shared(records, |mut records: Vec<Prepared>| {
            let mut packer = Packer::new()?;
            records.iter_mut().try_for_each(|record| record.pack(&mut packer))?;
            Ok(records)
        })
        .await?;
        Ok(Batch { stored, places, records })
    }

    /// Ids of which some record of the batch is not what is stored.
    async fn differing(&self, records: &[Prepared]) -> Result<HashSet<String>, StorageError> {
        let names = rows::json_list(records.iter().map(|record| &record.name))?;
        let rows: Vec<StoredRow> = sqlx::query_as(
            "SELECT p.name, p.content_hash, p.public, p.deleted, c.content_hash FROM publication p \
             LEFT JOIN publication_contribution c ON c.publication = p.id AND c.source = '' AND p.supplemented = 1 \
             WHERE p.name IN (SELECT value FROM json_each(?))",
        )
        .bind(&names)
        .fetch_all(&self.readers)
        .await?;
        let stored: HashMap<String, _> =
            rows.into_iter().map(|(name, hash, public, deleted, document)| (name, (hash, public, deleted, document))).collect();
        let taken: HashSet<(String, Vec<u8>)> = if records.iter().any(|record| record.operation == Operation::Supplement) {
            let rows: Vec<(String, Vec<u8>)> = sqlx::query_as(
                "SELECT p.name, t.content_hash FROM publication p JOIN supplement_taken t ON t.publication = p.id \
                 WHERE p.name IN (SELECT value FROM json_each(?))",
            )
            .bind(&names)
            .fetch_all(&self.readers)
            .await?;
            rows.into_iter().collect()
        } else {
            HashSet::new()
        };
        let equal = |record: &Prepared| match (record.operation, stored.get(&record.name)) {
            (Operation::Put, Some((hash, public, false, document))) => {
                (*hash == record.hash || document.as_deref() == Some(&record.hash[..])) && *public == record.counted.public
            }
            (Operation::Put, _) => false,
            (Operation::Supplement, _) => taken.contains(&(record.name.clone(), record.hash.to_vec())),
            (Operation::Delete, held) => held.is_none_or(|(_, _, deleted, _)| *deleted),
        };
        Ok(records.iter().filter(|record| !equal(record)).map(|record| record.name.clone()).collect())
    }
}

/// A batch made ready: what of it may have to be written, and where that stands in the batch.
struct Batch {
    stored: Vec<Stored>,
    places: Vec<usize>,
    records: Vec<Prepared>,
}

/// What a batch is to do.
struct Decided {
    composed: Composed,
    writing: Writing,
    outcomes: Vec<Stored>,
}

async fn decided(connection: &mut SqliteConnection, records: Vec<Prepared>) -> Result<Decided, StorageError> {
    let standing = standing(&mut *connection, &records).await?;
    let next_publication = next(&mut *connection, "SELECT coalesce(max(id), 0) + 1 FROM publication").await?;
    let next_version = next(&mut *connection, "SELECT coalesce(max(id), 0) + 1 FROM publication_version").await?;
    let mut composed = compose(connection, records, &standing).await?;
    for (name, standing) in &standing {
        composed.rows.insert(name.clone(), standing.row);
    }
    let (writing, outcomes) = decide(&composed.records, standing, next_publication, next_version);
    for (row, (_, _, name)) in &writing.publications {
        composed.rows.insert(name.clone(), *row);
    }
    Ok(Decided { composed, writing, outcomes })
}

/// Where one publication stands.
pub(super) async fn standing_of(connection: &mut SqliteConnection, name: &str) -> Result<Option<Standing>, StorageError> {
    Ok(standings(connection, &[name]).await?.into_values().next())
}

/// Writes the one record that is composed, of a publication that is there.
pub(super) async fn write_one(
    connection: &mut SqliteConnection,
    delivery: &str,
    composed: Composed,
    standing: Standing,
    now: OffsetDateTime,
) -> Result<Stored, StorageError> {
    let Some(name) = composed.records.first().map(|record| record.name.clone()) else { return Ok(Stored::Unchanged) };
    let next_version = next(&mut *connection, "SELECT coalesce(max(id), 0) + 1 FROM publication_version").await?;
    let (writing, outcomes) = decide(&composed.records, HashMap::from([(name, standing)]), 0, next_version);
    if writing.changes > 0 {
        write(connection, delivery, composed, writing, now).await?;
    }
    Ok(outcomes.into_iter().next().unwrap_or(Stored::Unchanged))
}

/// Does work on a list in two halves at once, where it is long enough; the order stays.
async fn shared<T: Send + 'static, U: Send + 'static>(
    mut list: Vec<T>,
    work: impl FnOnce(Vec<T>) -> Result<Vec<U>, StorageError> + Clone + Send + 'static,
) -> Result<Vec<U>, StorageError> {
    if list.len() < WORTH_SHARING {
        return aside(move || work(list)).await;
    }
    let second = list.split_off(list.len() / 2);
    let other = work.clone();
    let (mut first, second) = tokio::try_join!(aside(move || work(list)), aside(move || other(second)))?;
    first.extend(second);
    Ok(first)
}

async fn next(connection: &mut SqliteConnection, query: &'static str) -> Result<i64, StorageError> {
    Ok(sqlx::query_scalar(query).fetch_one(connection).await?)
}

async fn standing(connection: &mut SqliteConnection, records: &[Prepared]) -> Result<HashMap<String, Standing>, StorageError> {
    let names: Vec<&str> = records.iter().map(|record| record.name.as_str()).collect();
    standings(connection, &names).await
}

async fn standings(connection: &mut SqliteConnection, names: &[&str]) -> Result<HashMap<String, Standing>, StorageError> {
    let rows = sqlx::query(
        "SELECT id, name, office, right, kind, publication_date, sample, public, elements, family, version, present, content_hash, \
         deleted, supplemented FROM publication WHERE name IN (SELECT value FROM json_each(?))",
    )
    .bind(rows::json_list(names)?)
    .fetch_all(connection)
    .await?;
    let mut standing = HashMap::with_capacity(rows.len());
    for row in rows {
        let counted = Counted {
            office: row.try_get("office")?,
            right: row.try_get("right")?,
            kind: row.try_get("kind")?,
            date: row.try_get("publication_date")?,
            sample: row.try_get("sample")?,
            public: row.try_get("public")?,
            elements: row.try_get("elements")?,
        };
        let found = Standing {
            row: row.try_get("id")?,
            version: row.try_get("version")?,
            present: row.try_get("present")?,
            hash: row.try_get("content_hash")?,
            family: row.try_get("family")?,
            deleted: row.try_get("deleted")?,
            supplemented: row.try_get("supplemented")?,
            counted,
        };
        standing.insert(row.try_get("name")?, found);
    }
    Ok(standing)
}

/// Goes through the records in order and decides what each of them does.
fn decide(
    records: &[Prepared],
    mut standing: HashMap<String, Standing>,
    mut next_publication: i64,
    mut next_version: i64,
) -> (Writing, Vec<Stored>) {
    let mut writing = Writing::default();
    let mut outcomes = Vec::with_capacity(records.len());
    for (place, record) in records.iter().enumerate() {
        let before = standing.get(&record.name);
        if record.done {
            outcomes.push(Stored::Unchanged);
            continue;
        }
        if record.operation == Operation::Delete {
            match before.filter(|before| !before.deleted) {
                Some(before) => {
                    writing.differences.take(&before.counted);
                    let mut after = before.clone();
                    after.deleted = true;
                    after.version += 1;
                    let row = next_version;
                    next_version += 1;
                    writing.versions.push(NewVersion { row, publication: after.row, version: after.version, record: place, kind: 2 });
                    writing.changes += 1;
                    writing.publications.insert(after.row, (after.clone(), writing.changes, record.name.clone()));
                    standing.insert(record.name.clone(), after);
                    outcomes.push(Stored::Deleted);
                }
                None => outcomes.push(Stored::Unchanged),
            }
            continue;
        }
        let back = before.is_some_and(|before| before.deleted);
        let same_content = !back && before.is_some_and(|before| before.hash == record.hash);
        if same_content && before.is_some_and(|before| before.counted.public == record.counted.public) {
            outcomes.push(Stored::Unchanged);
            continue;
        }
        let mut after = match before {
            Some(before) => {
                if !back {
                    writing.differences.take(&before.counted);
                }
                before.clone()
            }
            None => {
                next_publication += 1;
                let row = next_publication - 1;
                Standing {
                    row,
                    version: 0,
                    present: 0,
                    hash: Vec::new(),
                    family: None,
                    counted: record.counted.clone(),
                    deleted: false,
                    supplemented: false,
                }
            }
        };
        outcomes.push(if before.is_some() { Stored::Updated } else { Stored::Created });
        if before.is_some() && !same_content {
            writing.superseded.insert(after.row);
        }
        if record.counted.public && !after.counted.public {
            writing.opened.insert(after.row);
        }
        after.counted = record.counted.clone();
        after.deleted = false;
        writing.differences.add(&after.counted);
        if !same_content {
            after.version += 1;
            after.present = next_version;
            after.hash = record.hash.to_vec();
            after.family.clone_from(&record.family);
            next_version += 1;
            let kind = i64::from(record.operation == Operation::Supplement);
            writing.versions.push(NewVersion { row: after.present, publication: after.row, version: after.version, record: place, kind });
            writing.contents.insert(after.row, place);
        }
        writing.changes += 1;
        writing.publications.insert(after.row, (after.clone(), writing.changes, record.name.clone()));
        standing.insert(record.name.clone(), after);
    }
    (writing, outcomes)
}

fn bind_pair<'q>(query: rows::Bound<'q>, (publication, text): (i64, String)) -> rows::Bound<'q> {
    query.bind(publication).bind(text)
}

async fn write(
    connection: &mut SqliteConnection,
    delivery: &str,
    composed: Composed,
    mut writing: Writing,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    let (moment, now) = (now, now.unix_timestamp());
    sqlx::query("INSERT INTO delivery (hash) VALUES (?) ON CONFLICT DO NOTHING").bind(delivery).execute(&mut *connection).await?;
    let delivery: i64 = sqlx::query_scalar("SELECT id FROM delivery WHERE hash = ?").bind(delivery).fetch_one(&mut *connection).await?;
    let Composed { mut records, rows: publication_rows, contributions, taken } = composed;
    let supplemented: HashSet<i64> = contributions.iter().filter_map(|part| publication_rows.get(&part.name).copied()).collect();
    for (row, (standing, ..)) in &mut writing.publications {
        standing.supplemented |= supplemented.contains(row);
    }
    let sequence = changes::take_numbers(&mut *connection, rows::limit(writing.changes)).await?;

    rows::insert(
        &mut *connection,
        "INSERT INTO publication (id, name, office, right, kind, publication_date, sample, public, elements, family, version, present, \
         content_hash, changed, deleted, supplemented)",
        16,
        "ON CONFLICT (id) DO UPDATE SET publication_date = excluded.publication_date, sample = excluded.sample, public = excluded.public, \
         elements = excluded.elements, family = excluded.family, version = excluded.version, present = excluded.present, \
         content_hash = excluded.content_hash, changed = excluded.changed, deleted = excluded.deleted, \
         supplemented = excluded.supplemented",
        writing.publications.into_values().collect(),
        |query, (standing, change, name)| {
            let Standing { row, version, present, hash, family, counted, deleted, supplemented } = standing;
            query
                .bind(row)
                .bind(name)
                .bind(counted.office)
                .bind(counted.right)
                .bind(counted.kind)
                .bind(counted.date)
                .bind(counted.sample)
                .bind(counted.public)
                .bind(counted.elements)
                .bind(family)
                .bind(version)
                .bind(present)
                .bind(hash)
                .bind(sequence + rows::limit(change))
                .bind(deleted)
                .bind(supplemented)
        },
    )
    .await?;

    if !writing.superseded.is_empty() {
        let superseded = rows::json_list(&writing.superseded)?;
        for statement in [
            "DELETE FROM publication_number WHERE publication IN (SELECT value FROM json_each(?))",
            "DELETE FROM publication_filing WHERE publication IN (SELECT value FROM json_each(?))",
        ] {
            sqlx::query(statement).bind(&superseded).execute(&mut *connection).await?;
        }
    }
    let (mut numbers, mut filings, mut jobs, mut figures) = (Vec::new(), Vec::new(), Vec::new(), BTreeSet::new());
    let mut classes = BTreeMap::new();
    for (publication, place) in writing.contents {
        let record = &mut records[place];
        numbers.extend(std::mem::take(&mut record.numbers).into_iter().map(|number| (publication, number)));
        filings.extend(std::mem::take(&mut record.filings).into_iter().map(|filing| (publication, filing)));
        figures.append(&mut record.figures);
        classes.insert(publication, std::mem::take(&mut record.classes));
        if record.to_translate != 0 {
            jobs.push((publication, record.to_translate));
        }
    }
    rows::insert(&mut *connection, "INSERT INTO publication_number (publication, number)", 2, "", numbers, bind_pair).await?;
    rows::insert(&mut *connection, "INSERT INTO publication_filing (publication, filing)", 2, "", filings, bind_pair).await?;
    super::jobs::request(&mut *connection, jobs, now).await?;
    super::figures::request(&mut *connection, figures, now).await?;
    super::classes::write(&mut *connection, classes).await?;
    super::stale::ask(&mut *connection, &writing.superseded).await?;
    let opened: Vec<i64> = writing.opened.into_iter().collect();
    super::memory::open_units_of(&mut *connection, &opened).await?;
    super::made_inside::make_anew(&mut *connection, &opened, moment).await?;

    let (mut versions, mut parts, mut originals, mut supplements) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for version in writing.versions {
        let record = &mut records[version.record];
        if let Some(brought) = record.brought_by.take() {
            supplements.push((version.row, brought));
        }
        if version.kind == 2 {
            // A deletion names a document and describes none.
            record.parts.clear();
            record.bibliographic.clear();
        }
        parts.extend(std::mem::take(&mut record.parts).into_iter().map(|part| (version.row, part)));
        originals.push((version.row, std::mem::take(&mut record.original)));
        let bibliographic = std::mem::take(&mut record.bibliographic);
        let (file, format) = (std::mem::take(&mut record.source.file), std::mem::take(&mut record.source.format));
        // An offset beyond what SQLite counts to belongs to no file there is.
        let offset = i64::try_from(record.source.offset).unwrap_or(i64::MAX);
        let hash = if version.kind == 2 { Vec::new() } else { record.hash.to_vec() };
        versions.push((version, hash, file, offset, format, bibliographic, record.delivery.unwrap_or(delivery), record.counted.public));
    }
    rows::insert(
        &mut *connection,
        "INSERT INTO publication_version (id, publication, version, content_hash, delivery, file, offset, format, stored, bibliographic, \
         kind, public)",
        12,
        "",
        versions,
        |query, (version, hash, file, offset, format, bibliographic, of, public)| {
            let query = query.bind(version.row).bind(version.publication).bind(version.version).bind(hash).bind(of);
            query.bind(file).bind(offset).bind(format).bind(now).bind(bibliographic).bind(version.kind).bind(public)
        },
    )
    .await?;
    rows::insert(
        &mut *connection,
        "INSERT INTO publication_part (version, part, ordinal, language, content)",
        5,
        "",
        parts,
        |query, (version, part)| query.bind(version).bind(part.part as i64).bind(part.ordinal).bind(part.language).bind(part.json),
    )
    .await?;
    rows::insert(&mut *connection, "INSERT INTO publication_original (version, content)", 2, "", originals, |query, (version, content)| {
        query.bind(version).bind(content)
    })
    .await?;
    rows::insert(
        &mut *connection,
        "INSERT INTO version_supplement (version, delivery, file, offset, format, original)",
        6,
        "",
        supplements,
        |query, (version, brought)| {
            let offset = i64::try_from(brought.source.offset).unwrap_or(i64::MAX);
            query.bind(version).bind(delivery).bind(brought.source.file).bind(offset).bind(brought.source.format).bind(brought.original)
        },
    )
    .await?;
    composing::write(&mut *connection, delivery, &publication_rows, contributions, taken).await?;
    writing.differences.write(connection).await
}
