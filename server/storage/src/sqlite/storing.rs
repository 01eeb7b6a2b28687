//! Storing publications.
//!
//! First, without any lock: records are taken apart, hashed and compared with what is stored; what differs is packed. Then one transaction
//! reads again where everything stands and writes. A batch in which nothing differs writes nothing at all.

mod deciding;
mod standing;
mod writing;

use std::collections::{HashMap, HashSet};

use publication::Operation;
use sqlx::SqliteConnection;
use time::OffsetDateTime;

use self::{
    deciding::{Writing, decide},
    standing::standing,
    writing::write,
};
use super::{
    SqliteStore, aside,
    composing::{Composed, compose},
    prepared::Prepared,
    rows,
};
use crate::{PublicationToStore, StorageError, Stored, packing::Packer};

pub(super) use self::standing::{Standing, standing_of};

/// Fewer records are not worth a second thread.
const WORTH_SHARING: usize = 32;

/// Name, content hash, whether it is public, whether it is deleted, and the hash of the document's own record where others add to it.
type StoredRow = (String, Vec<u8>, bool, bool, Option<Vec<u8>>);

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
