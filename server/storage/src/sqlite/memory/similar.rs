//! Units that share most grams with a sentence.
//!
//! A sentence of n tokens, of which at least seven in ten remain in the other one, loses at most 3/7 n of them; so among any 3/7 n + 1 of its grams
//! (twice as many, where pairs of characters are told apart) one stands in the other. The rarest ones are read, with which few units are touched,
//! and some more where that costs little: the more of them a unit has, the more alike it is.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
};

use publication::{Audience, LanguageTag};
use sqlx::Row;

use super::{
    UNIT,
    grams::grams,
    index::{BLOCK, places, side_number, sizes},
    unit_of,
};
use crate::{
    MemoryUnit, StorageError, UnitSide,
    sqlite::{SqliteStore, aside, coverage::lowest, rows::json_list},
};

/// Places that are read beyond the grams that must be, to tell the more alike from the less.
const CHEAP: u64 = 200_000;
/// Places that are read at most: of a sentence of nothing but the commonest words, the rarer of them.
const MOST: u64 = 8_000_000;
/// Units that are looked at for each that is wanted for the public: some were for it when the index was told of them, and are not now.
const SPARE: usize = 8;

/// One row of the index.
struct Posting {
    list: i64,
    block: i64,
    units: Vec<u8>,
}

impl SqliteStore {
    pub(super) async fn units_alike(
        &self,
        language: &LanguageTag,
        source: &str,
        audience: Audience,
        limit: usize,
    ) -> Result<Vec<MemoryUnit>, StorageError> {
        let asked = grams(source);
        if asked.set.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let lists: Vec<i64> = sqlx::query_scalar("SELECT id FROM memory_list WHERE language = ? AND side = ? AND public >= ?")
            .bind(language.as_str())
            .bind(side_number(UnitSide::Source))
            .bind(lowest(audience))
            .fetch_all(&self.readers)
            .await?;
        let lists = json_list(lists)?;
        let (chosen, held) = self.rarest(&lists, &asked.set, needed(asked.tokens, asked.set.len(), asked.pairs)).await?;
        if chosen.is_empty() {
            return Ok(Vec::new());
        }
        let rows = sqlx::query(
            "SELECT p.list, p.block, p.units FROM memory_block b CROSS JOIN json_each(?2) g CROSS JOIN memory_posting p \
             ON p.list = b.list AND p.block = b.block AND p.gram = g.value WHERE b.list IN (SELECT value FROM json_each(?1))",
        )
        .bind(&lists)
        .bind(json_list(&chosen)?)
        .fetch_all(&self.readers)
        .await?;
        let postings: Vec<Posting> = rows
            .iter()
            .map(|row| Ok(Posting { list: row.try_get(0)?, block: row.try_get(1)?, units: row.try_get(2)? }))
            .collect::<Result<_, StorageError>>()?;
        let blocks: Vec<(i64, i64, Vec<u8>)> =
            sqlx::query_as("SELECT list, block, sizes FROM memory_block WHERE list IN (SELECT value FROM json_each(?))")
                .bind(&lists)
                .fetch_all(&self.readers)
                .await?;
        let counts = Counts { read: chosen.len(), held, asked: asked.set.len() };
        let looked_at = if audience == Audience::Public { limit.saturating_mul(SPARE) } else { limit };
        let ids = aside(move || Ok(most_alike(postings, &blocks, counts, looked_at))).await?;
        let mut units = self.units_by_id(&ids, audience).await?;
        units.truncate(limit);
        Ok(units)
    }

    /// The grams that are to be read: the rarest, as many as are needed, and more while they cost little; and how many some unit has.
    async fn rarest(&self, lists: &str, grams: &[u32], needed: usize) -> Result<(Vec<u32>, usize), StorageError> {
        let counts: Vec<(i64, i64)> = sqlx::query_as(
            "SELECT q.value, sum(length(p.units)) / 2 FROM memory_block b CROSS JOIN json_each(?2) q CROSS JOIN memory_posting p \
             ON p.list = b.list AND p.block = b.block AND p.gram = q.value \
             WHERE b.list IN (SELECT value FROM json_each(?1)) GROUP BY q.value",
        )
        .bind(lists)
        .bind(json_list(grams)?)
        .fetch_all(&self.readers)
        .await?;
        // What no unit has is among the rarest. Where it is all that must be read, there is no unit of which enough remains.
        let held = counts.len();
        let Some(needed) = needed.checked_sub(grams.len().saturating_sub(held)).filter(|needed| *needed > 0) else {
            return Ok((Vec::new(), held));
        };
        let mut counts: Vec<(u64, u32)> =
            counts.into_iter().filter_map(|(gram, units)| Some((u64::try_from(units).ok()?, u32::try_from(gram).ok()?))).collect();
        counts.sort_unstable();
        let mut read = 0;
        let mut chosen = Vec::new();
        for (units, gram) in counts {
            read += units;
            if !chosen.is_empty() && (read > MOST || (chosen.len() >= needed && read > CHEAP)) {
                break;
            }
            chosen.push(gram);
        }
        Ok((chosen, held))
    }

    /// Units by id, in the order of the ids, those that this audience does not see left out.
    pub(super) async fn units_by_id(&self, ids: &[i64], audience: Audience) -> Result<Vec<MemoryUnit>, StorageError> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT id, {UNIT} FROM memory_unit WHERE id IN (SELECT value FROM json_each(?)) AND {}",
            super::seen(audience)
        )))
        .bind(json_list(ids)?)
        .fetch_all(&self.readers)
        .await?;
        let mut units: HashMap<i64, MemoryUnit> =
            rows.iter().map(|row| Ok((row.try_get("id")?, unit_of(row)?))).collect::<Result<_, StorageError>>()?;
        Ok(ids.iter().filter_map(|id| units.remove(id)).collect())
    }
}

/// How many of a sentence's grams must be read to find every unit of which seven in ten tokens remain.
fn needed(tokens: usize, grams: usize, pairs: bool) -> usize {
    let lost = tokens * 3 / 7;
    (if pairs { 2 * lost } else { lost }).saturating_add(1).min(grams)
}

/// Grams of the sentence that is asked for.
#[derive(Clone, Copy)]
struct Counts {
    read: usize,
    /// That some unit has.
    held: usize,
    asked: usize,
}

/// Ids of the units that have most of the grams read, for their size.
fn most_alike(postings: Vec<Posting>, blocks: &[(i64, i64, Vec<u8>)], counts: Counts, limit: usize) -> Vec<i64> {
    let (read, held, all) = (counts.read.max(1) as u64, counts.held as u64, counts.asked);
    let mut by_block: HashMap<(i64, i64), Vec<Posting>> = HashMap::new();
    for posting in postings {
        by_block.entry((posting.list, posting.block)).or_default().push(posting);
    }
    let mut shared = vec![0_u16; usize::try_from(BLOCK).unwrap_or_default()];
    let mut best: BinaryHeap<Reverse<(u64, i64)>> = BinaryHeap::with_capacity(limit + 1);
    for (list, block, size) in blocks {
        let Some(postings) = by_block.get(&(*list, *block)) else { continue };
        shared.fill(0);
        for posting in postings {
            for place in places(&posting.units) {
                if let Some(count) = shared.get_mut(usize::from(place)) {
                    *count = count.saturating_add(1);
                }
            }
        }
        for (place, size) in sizes(size) {
            let Some(count) = shared.get(usize::from(place)).copied().filter(|count| *count > 0) else { continue };
            // What of the longer one can remain, in per mille, if the grams that were not read are shared as those that were.
            let (count, size) = (u64::from(count), usize::from(size));
            let longest = all.max(size) as u64;
            let most = size.min(all) as u64;
            let likely = (count * held).div_ceil(read).min(most);
            let likeness = likely * 1_000 / longest.max(1);
            // Words that stand twice are one gram, so that the bound is not drawn sharply.
            if most * 1_000 / longest.max(1) < 500 {
                continue;
            }
            best.push(Reverse((likeness, block * BLOCK + i64::from(place))));
            if best.len() > limit {
                best.pop();
            }
        }
    }
    best.into_sorted_vec().into_iter().map(|Reverse((_, id))| id).collect()
}
