//! Units in which words stand.

use std::collections::HashSet;

use publication::{Audience, LanguageTag};
use sqlx::Row;

use super::{
    UNIT,
    grams::{folded, grams_within, stands_in},
    index::{BLOCK, places, side_number},
    seen, unit_of,
};
use crate::{
    MemoryUnit, StorageError, UnitSide,
    sqlite::{SqliteStore, coverage::lowest, rows::json_list},
};

/// Units whose texts are read at once.
const READ: usize = 256;

impl SqliteStore {
    pub(super) async fn units_with(
        &self,
        words: &[String],
        side: UnitSide,
        language: Option<&LanguageTag>,
        audience: Audience,
        limit: usize,
    ) -> Result<Vec<MemoryUnit>, StorageError> {
        let words: Vec<String> = words.iter().map(|word| folded(word.trim())).filter(|word| !word.is_empty()).collect();
        if words.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let lists: Vec<i64> =
            sqlx::query_scalar("SELECT id FROM memory_list WHERE (?1 IS NULL OR language = ?1) AND side = ?2 AND public >= ?3")
                .bind(language.map(LanguageTag::as_str))
                .bind(side_number(side))
                .bind(lowest(audience))
                .fetch_all(&self.readers)
                .await?;
        let lists = json_list(lists)?;
        let mut grams: Vec<u32> = words.iter().flat_map(|word| grams_within(word)).collect();
        grams.sort_unstable();
        grams.dedup();
        let blocks: Vec<i64> = sqlx::query_scalar(
            "SELECT DISTINCT block FROM memory_block WHERE list IN (SELECT value FROM json_each(?)) ORDER BY block DESC",
        )
        .bind(&lists)
        .fetch_all(&self.readers)
        .await?;
        let mut found = Vec::new();
        for block in blocks {
            let candidates = if grams.is_empty() {
                self.block_units(block, language, audience).await?
            } else {
                self.with_all(block, &lists, &grams).await?
            };
            for ids in candidates.chunks(READ) {
                for unit in self.units_by_id(ids, audience).await? {
                    let text = folded(match side {
                        UnitSide::Source => &unit.source,
                        UnitSide::Japanese => &unit.japanese,
                    });
                    if words.iter().all(|word| stands_in(&text, word)) {
                        found.push(unit);
                        if found.len() >= limit {
                            return Ok(found);
                        }
                    }
                }
            }
        }
        Ok(found)
    }

    /// Units of a block that have all grams, the last first.
    async fn with_all(&self, block: i64, lists: &str, grams: &[u32]) -> Result<Vec<i64>, StorageError> {
        let rows = sqlx::query(
            "SELECT p.list, p.units FROM json_each(?2) l CROSS JOIN json_each(?3) g CROSS JOIN memory_posting p \
             ON p.list = l.value AND p.block = ?1 AND p.gram = g.value ORDER BY p.list, length(p.units)",
        )
        .bind(block)
        .bind(lists)
        .bind(json_list(grams)?)
        .fetch_all(&self.readers)
        .await?;
        let mut ids: Vec<i64> = Vec::new();
        let mut rows = rows.iter().peekable();
        while let Some(first) = rows.next() {
            let list: i64 = first.try_get(0)?;
            let mut common: HashSet<u16> = places(first.try_get(1)?).collect();
            let mut count = 1;
            while let Some(next) = rows.next_if(|row| row.try_get::<i64, _>(0).is_ok_and(|other| other == list)) {
                let units: HashSet<u16> = places(next.try_get(1)?).collect();
                common.retain(|place| units.contains(place));
                count += 1;
            }
            if count == grams.len() {
                ids.extend(common.into_iter().map(|place| block * BLOCK + i64::from(place)));
            }
        }
        ids.sort_unstable_by(|a, b| b.cmp(a));
        // A unit that came to the public later is in both lists.
        ids.dedup();
        Ok(ids)
    }

    /// All units of a block, the last first.
    async fn block_units(&self, block: i64, language: Option<&LanguageTag>, audience: Audience) -> Result<Vec<i64>, StorageError> {
        Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "SELECT id FROM memory_unit WHERE id >= ?1 AND id < ?2 AND (?3 IS NULL OR language = ?3) AND {} ORDER BY id DESC",
            seen(audience)
        )))
        .bind(block * BLOCK)
        .bind((block + 1) * BLOCK)
        .bind(language.map(LanguageTag::as_str))
        .fetch_all(&self.readers)
        .await?)
    }

    pub(super) async fn units_from(
        &self,
        after: Option<i64>,
        language: Option<&LanguageTag>,
        audience: Audience,
        limit: usize,
    ) -> Result<Vec<(i64, MemoryUnit)>, StorageError> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT id, {UNIT} FROM memory_unit WHERE id > ?1 AND (?2 IS NULL OR language = ?2) AND {} ORDER BY id LIMIT ?3",
            seen(audience)
        )))
        .bind(after.unwrap_or(0))
        .bind(language.map(LanguageTag::as_str))
        .bind(crate::sqlite::rows::limit(limit))
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(|row| Ok((row.try_get("id")?, unit_of(row)?))).collect()
    }
}
