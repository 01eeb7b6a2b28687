//! Storing publications.
//!
//! First, without any lock: records are taken apart, hashed and compared with what is stored; what differs is packed. Then one transaction
//! reads again where everything stands and writes. A batch in which nothing differs writes nothing at all.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use sqlx::{Row, SqliteConnection};
use time::OffsetDateTime;

use super::{
    SqliteStore, aside, changes,
    coverage::{Counted, Differences},
    prepared::Prepared,
    rows,
};
use crate::{PublicationToStore, StorageError, Stored, packing::Packer};

/// Fewer records are not worth a second thread.
const WORTH_SHARING: usize = 32;

/// Where a publication stands.
#[derive(Clone, Debug)]
struct Standing {
    row: i64,
    version: i64,
    present: i64,
    hash: Vec<u8>,
    family: Option<String>,
    counted: Counted,
}

/// A version to be written, of the record at a place of the batch.
struct NewVersion {
    row: i64,
    publication: i64,
    version: i64,
    record: usize,
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
        let records = shared(batch, |batch| batch.into_iter().map(Prepared::prepare).collect()).await?;
        let mut stored = vec![Stored::Unchanged; records.len()];
        let differing = self.differing(&records).await?;
        // Places in the batch of what may have to be written.
        let places: Vec<usize> = (0..records.len()).filter(|place| differing.contains(&records[*place].name)).collect();
        if places.is_empty() {
            return Ok(stored);
        }
        let records = records.into_iter().filter(|record| differing.contains(&record.name)).collect();
        let records: Vec<Prepared> = shared(records, |mut records: Vec<Prepared>| {
            let mut packer = Packer::new()?;
            records.iter_mut().try_for_each(|record| record.pack(&mut packer))?;
            Ok(records)
        })
        .await?;

        let mut transaction = self.begin().await?;
        let standing = standing(&mut transaction, &records).await?;
        let next_publication = next(&mut transaction, "SELECT coalesce(max(id), 0) + 1 FROM publication").await?;
        let next_version = next(&mut transaction, "SELECT coalesce(max(id), 0) + 1 FROM publication_version").await?;
        let (writing, outcomes) = decide(&records, standing, next_publication, next_version);
        if writing.changes > 0 {
            write(&mut transaction, delivery, records, writing, now).await?;
            transaction.commit().await?;
        }
        for (place, outcome) in places.into_iter().zip(outcomes) {
            stored[place] = outcome;
        }
        Ok(stored)
    }

    /// Ids of which some record of the batch is not what is stored.
    async fn differing(&self, records: &[Prepared]) -> Result<HashSet<String>, StorageError> {
        let rows: Vec<(String, Vec<u8>, bool)> =
            sqlx::query_as("SELECT name, content_hash, public FROM publication WHERE name IN (SELECT value FROM json_each(?))")
                .bind(rows::json_list(records.iter().map(|record| &record.name))?)
                .fetch_all(&self.readers)
                .await?;
        let stored: HashMap<String, (Vec<u8>, bool)> = rows.into_iter().map(|(name, hash, public)| (name, (hash, public))).collect();
        let equal = |record: &Prepared| {
            stored.get(&record.name).is_some_and(|(hash, public)| *hash == record.hash && *public == record.counted.public)
        };
        Ok(records.iter().filter(|record| !equal(record)).map(|record| record.name.clone()).collect())
    }
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
    let rows = sqlx::query(
        "SELECT id, name, office, right, kind, publication_date, sample, public, elements, family, version, present, content_hash \
         FROM publication WHERE name IN (SELECT value FROM json_each(?))",
    )
    .bind(rows::json_list(records.iter().map(|record| &record.name))?)
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
        let same_content = before.is_some_and(|before| before.hash == record.hash);
        if same_content && before.is_some_and(|before| before.counted.public == record.counted.public) {
            outcomes.push(Stored::Unchanged);
            continue;
        }
        let mut after = match before {
            Some(before) => {
                writing.differences.take(&before.counted);
                before.clone()
            }
            None => {
                next_publication += 1;
                let row = next_publication - 1;
                Standing { row, version: 0, present: 0, hash: Vec::new(), family: None, counted: record.counted.clone() }
            }
        };
        outcomes.push(if before.is_some() { Stored::Updated } else { Stored::Created });
        if before.is_some() && !same_content {
            writing.superseded.insert(after.row);
        }
        after.counted = record.counted.clone();
        writing.differences.add(&after.counted);
        if !same_content {
            after.version += 1;
            after.present = next_version;
            after.hash = record.hash.to_vec();
            after.family.clone_from(&record.family);
            next_version += 1;
            writing.versions.push(NewVersion { row: after.present, publication: after.row, version: after.version, record: place });
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
    mut records: Vec<Prepared>,
    writing: Writing,
    now: OffsetDateTime,
) -> Result<(), StorageError> {
    let now = now.unix_timestamp();
    sqlx::query("INSERT INTO delivery (hash) VALUES (?) ON CONFLICT DO NOTHING").bind(delivery).execute(&mut *connection).await?;
    let delivery: i64 = sqlx::query_scalar("SELECT id FROM delivery WHERE hash = ?").bind(delivery).fetch_one(&mut *connection).await?;
    let sequence = changes::take_numbers(&mut *connection, rows::limit(writing.changes)).await?;

    rows::insert(
        &mut *connection,
        "INSERT INTO publication (id, name, office, right, kind, publication_date, sample, public, elements, family, version, present, \
         content_hash, changed)",
        14,
        "ON CONFLICT (id) DO UPDATE SET publication_date = excluded.publication_date, sample = excluded.sample, public = excluded.public, \
         elements = excluded.elements, family = excluded.family, version = excluded.version, present = excluded.present, \
         content_hash = excluded.content_hash, changed = excluded.changed",
        writing.publications.into_values().collect(),
        |query, (standing, change, name)| {
            let Standing { row, version, present, hash, family, counted } = standing;
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
    let (mut numbers, mut filings, mut jobs) = (Vec::new(), Vec::new(), Vec::new());
    for (publication, place) in writing.contents {
        let record = &mut records[place];
        numbers.extend(std::mem::take(&mut record.numbers).into_iter().map(|number| (publication, number)));
        filings.extend(std::mem::take(&mut record.filings).into_iter().map(|filing| (publication, filing)));
        if record.to_translate != 0 {
            jobs.push((publication, record.to_translate));
        }
    }
    rows::insert(&mut *connection, "INSERT INTO publication_number (publication, number)", 2, "", numbers, bind_pair).await?;
    rows::insert(&mut *connection, "INSERT INTO publication_filing (publication, filing)", 2, "", filings, bind_pair).await?;
    super::jobs::request(&mut *connection, jobs, now).await?;

    let (mut versions, mut parts, mut originals) = (Vec::new(), Vec::new(), Vec::new());
    for version in writing.versions {
        let record = &mut records[version.record];
        parts.extend(std::mem::take(&mut record.parts).into_iter().map(|part| (version.row, part)));
        originals.push((version.row, std::mem::take(&mut record.original)));
        let bibliographic = std::mem::take(&mut record.bibliographic);
        let (file, format) = (std::mem::take(&mut record.source.file), std::mem::take(&mut record.source.format));
        // An offset beyond what SQLite counts to belongs to no file there is.
        let offset = i64::try_from(record.source.offset).unwrap_or(i64::MAX);
        versions.push((version, record.hash.to_vec(), file, offset, format, bibliographic));
    }
    rows::insert(
        &mut *connection,
        "INSERT INTO publication_version (id, publication, version, content_hash, delivery, file, offset, format, stored, bibliographic)",
        10,
        "",
        versions,
        |query, (version, hash, file, offset, format, bibliographic)| {
            let query = query.bind(version.row).bind(version.publication).bind(version.version).bind(hash).bind(delivery);
            query.bind(file).bind(offset).bind(format).bind(now).bind(bibliographic)
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
    writing.differences.write(connection).await
}
