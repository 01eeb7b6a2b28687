//! The index of the memory: which units have a word, or a pair of characters.
//!
//! A list is one side of the units of one language and audience, so that what is not for the public is in no list that the public's questions
//! read. Within a list units are taken in blocks of [`BLOCK`] ids, and the units of a block that have a gram are one row: their places in the
//! block, two bytes each. Units are added at the end, so that a bulk load writes to few pages; a changed Japanese adds grams and leaves the old
//! ones, which whoever reads the text finds out.

use std::collections::{BTreeMap, HashMap};

use publication::LanguageTag;
use sqlx::SqliteConnection;

use super::grams::grams;
use crate::{StorageError, UnitSide, sqlite::rows};

/// Ids of a block: their places fit two bytes.
pub(super) const BLOCK: i64 = 32_768;
/// Units brought in by one transaction when a store is opened that has some from before there was an index.
const CATCH_UP: i64 = 2_000;

/// A unit to be found.
pub(super) struct ToIndex {
    pub id: i64,
    pub language: LanguageTag,
    pub public: bool,
    /// `None`: the index has it.
    pub source: Option<String>,
    pub japanese: String,
}

/// The number of a side, as tables have it.
pub(super) const fn side_number(side: UnitSide) -> i64 {
    match side {
        UnitSide::Source => 0,
        UnitSide::Japanese => 1,
    }
}

/// Puts units into the index.
pub(super) async fn add(connection: &mut SqliteConnection, units: &[ToIndex]) -> Result<(), StorageError> {
    let mut lists: HashMap<(LanguageTag, i64, bool), i64> = HashMap::new();
    let mut postings: BTreeMap<(i64, i64, u32), Vec<u8>> = BTreeMap::new();
    let mut sizes: BTreeMap<(i64, i64), Vec<u8>> = BTreeMap::new();
    for unit in units {
        let place = u16::try_from(unit.id.rem_euclid(BLOCK)).unwrap_or_default().to_le_bytes();
        let block = unit.id.div_euclid(BLOCK);
        for (side, text) in [(UnitSide::Source, unit.source.as_deref()), (UnitSide::Japanese, Some(unit.japanese.as_str()))] {
            let Some(text) = text else { continue };
            let key = (unit.language.clone(), side_number(side), unit.public);
            let list = match lists.get(&key) {
                Some(list) => *list,
                None => {
                    let list = list_of(connection, &key.0, key.1, key.2).await?;
                    lists.insert(key, list);
                    list
                }
            };
            let found = grams(text);
            let size = sizes.entry((list, block)).or_default();
            // Of the Japanese only whether a block has units at all.
            if side == UnitSide::Source {
                size.extend(place);
                size.extend(u16::try_from(found.set.len()).unwrap_or(u16::MAX).to_le_bytes());
            }
            for gram in found.set {
                postings.entry((list, block, gram)).or_default().extend(place);
            }
        }
    }
    // Joining two blobs makes a text of the same bytes, which the cast makes a blob again.
    rows::insert(
        connection,
        "INSERT INTO memory_block (list, block, sizes)",
        3,
        "ON CONFLICT DO UPDATE SET sizes = CAST(sizes || excluded.sizes AS BLOB)",
        sizes.into_iter().collect(),
        |query, ((list, block), sizes)| query.bind(list).bind(block).bind(sizes),
    )
    .await?;
    rows::insert(
        connection,
        "INSERT INTO memory_posting (list, block, gram, units)",
        4,
        "ON CONFLICT DO UPDATE SET units = CAST(units || excluded.units AS BLOB)",
        postings.into_iter().collect(),
        |query, ((list, block, gram), units)| query.bind(list).bind(block).bind(i64::from(gram)).bind(units),
    )
    .await?;
    Ok(())
}

async fn list_of(connection: &mut SqliteConnection, language: &LanguageTag, side: i64, public: bool) -> Result<i64, StorageError> {
    sqlx::query("INSERT INTO memory_list (language, side, public) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
        .bind(language.as_str())
        .bind(side)
        .bind(public)
        .execute(&mut *connection)
        .await?;
    Ok(sqlx::query_scalar("SELECT id FROM memory_list WHERE language = ? AND side = ? AND public = ?")
        .bind(language.as_str())
        .bind(side)
        .bind(public)
        .fetch_one(connection)
        .await?)
}

/// Notes that the index holds all units.
pub(super) async fn is_complete(connection: &mut SqliteConnection) -> Result<(), StorageError> {
    sqlx::query("UPDATE memory_indexed SET last = (SELECT coalesce(max(id), 0) FROM memory_unit)").execute(connection).await?;
    Ok(())
}

/// Brings in units that were added before there was an index, some of them. Answers whether there may be more.
pub(super) async fn catch_up(connection: &mut SqliteConnection) -> Result<bool, StorageError> {
    let rows: Vec<(i64, String, bool, String, String)> = sqlx::query_as(
        "SELECT id, language, public, source, japanese FROM memory_unit WHERE id > (SELECT last FROM memory_indexed) ORDER BY id LIMIT ?",
    )
    .bind(CATCH_UP)
    .fetch_all(&mut *connection)
    .await?;
    let Some((last, ..)) = rows.last() else { return Ok(false) };
    let last = *last;
    let units: Vec<ToIndex> = rows
        .into_iter()
        .map(|(id, language, public, source, japanese)| {
            Ok(ToIndex { id, language: super::language_of(language)?, public, source: Some(source), japanese })
        })
        .collect::<Result<_, StorageError>>()?;
    add(connection, &units).await?;
    sqlx::query("UPDATE memory_indexed SET last = ?").bind(last).execute(connection).await?;
    Ok(true)
}

/// The places of a row, in the order in which they were added.
pub(super) fn places(units: &[u8]) -> impl Iterator<Item = u16> + '_ {
    units.chunks_exact(2).filter_map(|pair| <[u8; 2]>::try_from(pair).ok()).map(u16::from_le_bytes)
}

/// Places of units with their sizes.
pub(super) fn sizes(sizes: &[u8]) -> impl Iterator<Item = (u16, u16)> + '_ {
    sizes.chunks_exact(4).filter_map(|four| {
        let [a, b, c, d] = <[u8; 4]>::try_from(four).ok()?;
        Some((u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d])))
    })
}
