//! Translation memory and termbase.

mod concordance;
mod grams;
mod index;
mod opening;
mod similar;
mod terms;

use std::collections::HashMap;

use async_trait::async_trait;
use publication::{Audience, LanguageTag};
use sha2::{Digest, Sha256};
use sqlx::{Row, Sqlite, SqliteConnection, Transaction, sqlite::SqliteRow};

use super::{
    SqliteStore,
    error::corrupt,
    rows::{count, json_list},
    time_of, word,
};
use crate::{MemoryRepository, MemoryUnit, StorageError, Stored, Term, UnitChange, UnitSide};
use index::ToIndex;
pub(super) use opening::{open_units_of, open_units_of_class};

/// Whether the public sees now what a unit was made from: an expression on `memory_unit`. Where the part is not known, anything that is kept back
/// of such publications keeps the unit back.
macro_rules! made_from_public {
    () => {
        "EXISTS (SELECT 1 FROM publication p WHERE p.id = memory_unit.publication AND p.public = 1 \
         AND NOT EXISTS (SELECT 1 FROM withheld w WHERE w.office = p.office AND w.right = p.right \
         AND (w.element = 32768 OR memory_unit.part IS NULL OR w.element = 1 << memory_unit.part)))"
    };
}

/// Whether the public sees a unit now: an expression.
macro_rules! seen_by_public {
    () => {
        concat!("(memory_unit.public = 1 AND (memory_unit.publication IS NULL OR ", made_from_public!(), "))")
    };
}

const MADE_FROM_PUBLIC: &str = made_from_public!();

/// Columns of a unit. Whether it is for the public is told as it is now.
const UNIT: &str = concat!(
    "language, source, japanese, pattern, context, author, created, changed_by, changed, origin, origin_name, ",
    seen_by_public!(),
    " AS public"
);

/// The row of a publication, and the number of the part that a unit was made from; `None` where that is not known.
pub(super) type MadeFrom = (i64, Option<i64>);

/// What an audience sees of the table `memory_unit`: a condition. Asked at every read, so that a decision on public provision holds at once.
fn seen(audience: Audience) -> &'static str {
    match audience {
        Audience::Public => seen_by_public!(),
        Audience::Inside => "memory_unit.public >= 0",
    }
}

/// Sources are found by their hash: they may be long, and an index of them would be as large as they are.
fn hash_of(source: &str) -> [u8; 32] {
    Sha256::digest(source).into()
}

fn language_of(text: String) -> Result<LanguageTag, StorageError> {
    text.parse().map_err(|error: publication::LanguageTagError| corrupt("a language", error))
}

fn unit_of(row: &SqliteRow) -> Result<MemoryUnit, StorageError> {
    let (by, at): (Option<String>, Option<i64>) = (row.try_get("changed_by")?, row.try_get("changed")?);
    let changed = match (by, at) {
        (Some(by), Some(at)) => Some(UnitChange { by, at: time_of(at)? }),
        _ => None,
    };
    Ok(MemoryUnit {
        source_language: language_of(row.try_get("language")?)?,
        source: row.try_get("source")?,
        japanese: row.try_get("japanese")?,
        pattern: row.try_get("pattern")?,
        context: row.try_get("context")?,
        author: row.try_get("author")?,
        created: time_of(row.try_get("created")?)?,
        changed,
        origin: word("the origin of a unit", row.try_get("origin")?)?,
        origin_name: row.try_get("origin_name")?,
        public: row.try_get("public")?,
    })
}

/// Units in the order found; of a source and context that have one for the public and one for the inside, the newer one.
fn newest(rows: &[SqliteRow]) -> Result<Vec<MemoryUnit>, StorageError> {
    let mut units: Vec<MemoryUnit> = Vec::with_capacity(rows.len());
    let mut places: HashMap<(String, String), usize> = HashMap::new();
    for row in rows {
        let unit = unit_of(row)?;
        let key = (unit.source.clone(), unit.context.clone());
        match places.get(&key).and_then(|place| units.get_mut(*place)) {
            Some(other) if other.dated() < unit.dated() => *other = unit,
            Some(_) => {}
            None => {
                places.insert(key, units.len());
                units.push(unit);
            }
        }
    }
    Ok(units)
}

impl SqliteStore {
    async fn put_units(&self, units: Vec<MemoryUnit>, keep: bool) -> Result<Vec<Stored>, StorageError> {
        if units.is_empty() {
            return Ok(Vec::new());
        }
        let hashes: Vec<[u8; 32]> = units.iter().map(|unit| hash_of(&unit.source)).collect();
        let mut transaction = self.begin().await?;
        let mut last: i64 = sqlx::query_scalar("SELECT coalesce(max(id), 0) FROM memory_unit").fetch_one(&mut *transaction).await?;
        let mut stored = Vec::with_capacity(units.len());
        let mut to_index = Vec::new();
        for (unit, hash) in units.into_iter().zip(hashes) {
            let Some(id) = put_unit(&mut transaction, &unit, &hash, None).await? else {
                stored.push(Stored::Unchanged);
                continue;
            };
            let created = id > last;
            last = last.max(id);
            stored.push(if created { Stored::Created } else { Stored::Updated });
            if keep {
                let MemoryUnit { source_language: language, public, source, japanese, .. } = unit;
                to_index.push(ToIndex { id, language, public, source: created.then_some(source), japanese });
            }
        }
        if !keep {
            transaction.rollback().await?;
            return Ok(stored);
        }
        index::add(&mut transaction, &to_index).await?;
        index::is_complete(&mut transaction).await?;
        transaction.commit().await?;
        Ok(stored)
    }

    /// Brings units into the index that were added before there was one.
    pub(super) async fn catch_up_memory(&self) -> Result<(), StorageError> {
        let due = "SELECT (SELECT coalesce(max(id), 0) FROM memory_unit) > (SELECT last FROM memory_indexed)";
        let mut more: bool = sqlx::query_scalar(due).fetch_one(&self.writer).await?;
        while more {
            let mut transaction = self.begin().await?;
            more = index::catch_up(&mut transaction).await?;
            transaction.commit().await?;
        }
        Ok(())
    }
}

/// Adds one unit that was made from a part of a publication (its row, and the part's number) within the caller's transaction, and to the index.
pub(super) async fn learn(transaction: &mut Transaction<'static, Sqlite>, unit: MemoryUnit, from: MadeFrom) -> Result<(), StorageError> {
    let last: i64 = sqlx::query_scalar("SELECT coalesce(max(id), 0) FROM memory_unit").fetch_one(&mut **transaction).await?;
    let Some(id) = put_unit(transaction, &unit, &hash_of(&unit.source), Some(from)).await? else { return Ok(()) };
    let MemoryUnit { source_language: language, public, source, japanese, .. } = unit;
    index::add(transaction, &[ToIndex { id, language, public, source: (id > last).then_some(source), japanese }]).await?;
    index::is_complete(transaction).await
}

/// The id of a unit that was added or replaced; `None` where what is there stays.
async fn put_unit(
    connection: &mut SqliteConnection,
    unit: &MemoryUnit,
    hash: &[u8; 32],
    from: Option<MadeFrom>,
) -> Result<Option<i64>, StorageError> {
    let (by, at) = unit.changed.as_ref().map_or((None, None), |change| (Some(change.by.as_str()), Some(change.at.unix_timestamp())));
    Ok(sqlx::query_scalar(
        "INSERT INTO memory_unit (language, source_hash, context, public, source, japanese, pattern, author, created, changed_by, changed, \
         origin, origin_name, publication, part) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
         ON CONFLICT (language, source_hash, context, public) DO UPDATE SET japanese = excluded.japanese, pattern = excluded.pattern, \
         author = excluded.author, created = excluded.created, changed_by = excluded.changed_by, changed = excluded.changed, \
         origin = excluded.origin, origin_name = excluded.origin_name, \
         publication = excluded.publication, part = excluded.part \
         WHERE coalesce(excluded.changed, excluded.created) >= coalesce(changed, created) AND \
         ((excluded.japanese, excluded.pattern, excluded.author) IS NOT (japanese, pattern, author) \
         OR (excluded.publication IS NOT NULL AND (excluded.publication, excluded.part) IS NOT (publication, part))) RETURNING id",
    )
    .bind(unit.source_language.as_str())
    .bind(hash.as_slice())
    .bind(&unit.context)
    .bind(unit.public)
    .bind(&unit.source)
    .bind(&unit.japanese)
    .bind(&unit.pattern)
    .bind(&unit.author)
    .bind(unit.created.unix_timestamp())
    .bind(by)
    .bind(at)
    .bind(unit.origin.as_str())
    .bind(&unit.origin_name)
    .bind(from.map(|from| from.0))
    .bind(from.and_then(|from| from.1))
    .fetch_optional(&mut *connection)
    .await?)
}

#[async_trait]
impl MemoryRepository for SqliteStore {
    async fn store_units(&self, units: Vec<MemoryUnit>) -> Result<Vec<Stored>, StorageError> {
        self.put_units(units, true).await
    }

    async fn would_store_units(&self, units: Vec<MemoryUnit>) -> Result<Vec<Stored>, StorageError> {
        self.put_units(units, false).await
    }

    async fn exact(&self, language: &LanguageTag, sources: &[String], audience: Audience) -> Result<Vec<MemoryUnit>, StorageError> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {UNIT} FROM memory_unit WHERE language = ? AND source_hash IN (SELECT unhex(value) FROM json_each(?)) AND {} \
             ORDER BY source, context, public DESC",
            seen(audience)
        )))
        .bind(language.as_str())
        .bind(json_list(sources.iter().map(|source| hex::encode(hash_of(source))))?)
        .fetch_all(&self.readers)
        .await?;
        newest(&rows)
    }

    async fn by_pattern(&self, language: &LanguageTag, patterns: &[String], audience: Audience) -> Result<Vec<MemoryUnit>, StorageError> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {UNIT} FROM memory_unit WHERE language = ? AND pattern IN (SELECT value FROM json_each(?)) AND {} \
             ORDER BY pattern, coalesce(changed, created) DESC, source, context, public DESC",
            seen(audience)
        )))
        .bind(language.as_str())
        .bind(json_list(patterns)?)
        .fetch_all(&self.readers)
        .await?;
        newest(&rows)
    }

    async fn similar(
        &self,
        language: &LanguageTag,
        source: &str,
        audience: Audience,
        limit: usize,
    ) -> Result<Vec<MemoryUnit>, StorageError> {
        self.units_alike(language, source, audience, limit).await
    }

    async fn containing(
        &self,
        words: &[String],
        side: UnitSide,
        language: Option<&LanguageTag>,
        audience: Audience,
        limit: usize,
    ) -> Result<Vec<MemoryUnit>, StorageError> {
        self.units_with(words, side, language, audience, limit).await
    }

    async fn units_after(
        &self,
        after: Option<i64>,
        language: Option<&LanguageTag>,
        audience: Audience,
        limit: usize,
    ) -> Result<Vec<(i64, MemoryUnit)>, StorageError> {
        self.units_from(after, language, audience, limit).await
    }

    async fn units(&self, audience: Audience) -> Result<u64, StorageError> {
        let units = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM memory_unit WHERE {}", seen(audience))));
        Ok(count(units.fetch_one(&self.readers).await?))
    }

    async fn store_terms(&self, terms: Vec<Term>) -> Result<Vec<Stored>, StorageError> {
        self.put_terms(terms, true).await
    }

    async fn would_store_terms(&self, terms: Vec<Term>) -> Result<Vec<Stored>, StorageError> {
        self.put_terms(terms, false).await
    }

    async fn terms(&self, language: Option<&LanguageTag>, audience: Audience) -> Result<Vec<Term>, StorageError> {
        self.all_terms(language, audience).await
    }
}
