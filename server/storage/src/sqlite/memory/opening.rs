//! Units whose text has come to the public: they come to it as well.

use sqlx::{Row as _, SqliteConnection, sqlite::SqliteRow};

use super::{
    MADE_FROM_PUBLIC, MadeFrom, UNIT, hash_of,
    index::{self, ToIndex},
    put_unit, unit_of,
};
use crate::{MemoryUnit, StorageError, sqlite::rows};

/// Gives some units for people inside to the public, that were made from what it may now see of an office's publications of a right. Answers how many.
/// They stay in the lists of the inside, which whoever reads finds out.
pub(in crate::sqlite) async fn open_units_of_class(
    connection: &mut SqliteConnection,
    (office, right): (&str, &str),
    limit: usize,
) -> Result<usize, StorageError> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT id, publication, part, {UNIT} FROM memory_unit WHERE public = 0 \
         AND publication IN (SELECT id FROM publication WHERE office = ? AND right = ?) AND {MADE_FROM_PUBLIC} ORDER BY id LIMIT ?"
    )))
    .bind(office)
    .bind(right)
    .bind(rows::limit(limit))
    .fetch_all(&mut *connection)
    .await?;
    open(connection, &rows).await?;
    Ok(rows.len())
}

/// The same of all units that were made from these publications (rows).
pub(in crate::sqlite) async fn open_units_of(connection: &mut SqliteConnection, publications: &[i64]) -> Result<(), StorageError> {
    if publications.is_empty() {
        return Ok(());
    }
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT id, publication, part, {UNIT} FROM memory_unit WHERE public = 0 \
         AND publication IN (SELECT value FROM json_each(?)) AND {MADE_FROM_PUBLIC} ORDER BY id"
    )))
    .bind(rows::json_list(publications)?)
    .fetch_all(&mut *connection)
    .await?;
    open(connection, &rows).await
}

async fn open(connection: &mut SqliteConnection, units: &[SqliteRow]) -> Result<(), StorageError> {
    let mut to_index = Vec::new();
    for row in units {
        let id: i64 = row.try_get("id")?;
        let from: MadeFrom = (row.try_get("publication")?, row.try_get("part")?);
        let unit = MemoryUnit { public: true, ..unit_of(row)? };
        let moved = sqlx::query("UPDATE OR IGNORE memory_unit SET public = 1 WHERE id = ?").bind(id).execute(&mut *connection).await?;
        let id = if moved.rows_affected() > 0 {
            Some(id)
        } else {
            // The public has a unit for this sentence: the newer one of both holds, and this one stays with the inside for good.
            let held = put_unit(connection, &unit, &hash_of(&unit.source), Some(from)).await?;
            sqlx::query("UPDATE memory_unit SET publication = NULL, part = NULL WHERE id = ?").bind(id).execute(&mut *connection).await?;
            held
        };
        let Some(id) = id else { continue };
        let source = (moved.rows_affected() > 0).then(|| unit.source.clone());
        to_index.push(ToIndex { id, language: unit.source_language, public: true, source, japanese: unit.japanese });
    }
    index::add(connection, &to_index).await
}
