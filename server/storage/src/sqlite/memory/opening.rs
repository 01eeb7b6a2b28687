//! Units whose text has come to the public: they come to it as well.

use sqlx::{Row as _, Sqlite, Transaction};

use super::{
    MADE_FROM_PUBLIC, MadeFrom, UNIT, hash_of,
    index::{self, ToIndex},
    put_unit, unit_of,
};
use crate::{MemoryUnit, StorageError, sqlite::rows};

/// Gives some units for people inside to the public, that were made from what it may now see of an office's publications of a right. Answers how many.
/// They stay in the lists of the inside, which whoever reads finds out.
pub(in crate::sqlite) async fn open_units(
    transaction: &mut Transaction<'static, Sqlite>,
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
    .fetch_all(&mut **transaction)
    .await?;
    let mut to_index = Vec::new();
    for row in &rows {
        let id: i64 = row.try_get("id")?;
        let from: MadeFrom = (row.try_get("publication")?, row.try_get("part")?);
        let unit = MemoryUnit { public: true, ..unit_of(row)? };
        let moved = sqlx::query("UPDATE OR IGNORE memory_unit SET public = 1 WHERE id = ?").bind(id).execute(&mut **transaction).await?;
        let id = if moved.rows_affected() > 0 {
            Some(id)
        } else {
            // The public has a unit for this sentence: the newer one of both holds, and this one stays with the inside for good.
            let held = put_unit(transaction, &unit, &hash_of(&unit.source), Some(from)).await?;
            sqlx::query("UPDATE memory_unit SET publication = NULL, part = NULL WHERE id = ?").bind(id).execute(&mut **transaction).await?;
            held
        };
        let Some(id) = id else { continue };
        let source = (moved.rows_affected() > 0).then(|| unit.source.clone());
        to_index.push(ToIndex { id, language: unit.source_language, public: true, source, japanese: unit.japanese });
    }
    index::add(transaction, &to_index).await?;
    Ok(rows.len())
}
