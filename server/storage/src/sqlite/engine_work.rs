//! The port of engines' statistics.

use std::collections::{BTreeMap, HashMap};

use async_trait::async_trait;
use publication::IsoDate;
use sqlx::{Row, sqlite::SqliteRow};

use super::{
    SqliteStore,
    error::corrupt,
    rows::{count, json_list},
    word,
};
use crate::{EngineWork, EngineWorkKey, EngineWorkRepository, StorageError};

/// Kinds of codes, as the table numbers them.
const FAILURE: i64 = 0;
const WITHOUT: i64 = 1;
const FINDING: i64 = 2;

/// A number of ours in SQLite's signed ones.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn key_of(row: &SqliteRow) -> Result<EngineWorkKey, StorageError> {
    let day = u32::try_from(row.try_get::<i64, _>("day")?).map_err(|error| corrupt("a date", error))?;
    let office: String = row.try_get("office")?;
    Ok(EngineWorkKey {
        day: IsoDate::from_number(day).map_err(|error| corrupt("a date", error))?,
        engine: row.try_get("engine")?,
        kind: row.try_get("kind")?,
        model: row.try_get("model")?,
        office: if office.is_empty() { None } else { Some(word("an office", &office)?) },
    })
}

fn work_of(row: &SqliteRow) -> Result<EngineWork, StorageError> {
    let number = |name: &str| row.try_get::<i64, _>(name).map(count);
    Ok(EngineWork {
        calls: number("calls")?,
        characters: number("characters")?,
        segments: number("segments")?,
        units: number("units")?,
        milliseconds: number("milliseconds")?,
        longest: number("longest")?,
        ..EngineWork::default()
    })
}

#[async_trait]
impl EngineWorkRepository for SqliteStore {
    async fn add_engine_work(&self, work: &[(EngineWorkKey, EngineWork)]) -> Result<(), StorageError> {
        let Some(latest) = work.iter().map(|(key, _)| key.day).max() else { return Ok(()) };
        let mut transaction = self.begin().await?;
        for (key, work) in work {
            let id: i64 = sqlx::query_scalar(
                "INSERT INTO engine_work (day, engine, kind, model, office, calls, characters, segments, units, milliseconds, longest) \
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (day, engine, kind, model, office) DO UPDATE SET \
                 calls = calls + excluded.calls, characters = characters + excluded.characters, segments = segments + excluded.segments, \
                 units = units + excluded.units, milliseconds = milliseconds + excluded.milliseconds, \
                 longest = max(longest, excluded.longest) RETURNING id",
            )
            .bind(i64::from(key.day.as_number()))
            .bind(&key.engine)
            .bind(&key.kind)
            .bind(&key.model)
            .bind(key.office.as_ref().map(|office| office.as_str()).unwrap_or_default())
            .bind(signed(work.calls))
            .bind(signed(work.characters))
            .bind(signed(work.segments))
            .bind(signed(work.units))
            .bind(signed(work.milliseconds))
            .bind(signed(work.longest))
            .fetch_one(&mut *transaction)
            .await?;
            let codes: [(i64, &BTreeMap<String, u64>); 3] =
                [(FAILURE, &work.failures), (WITHOUT, &work.without), (FINDING, &work.findings)];
            let codes = codes.into_iter().flat_map(|(what, counts)| counts.iter().map(move |(code, count)| (what, code, signed(*count))));
            sqlx::query(
                "INSERT INTO engine_work_code (work, what, code, count) \
                 SELECT ?, each.value ->> 0, each.value ->> 1, each.value ->> 2 FROM json_each(?) AS each WHERE true \
                 ON CONFLICT (work, what, code) DO UPDATE SET count = count + excluded.count",
            )
            .bind(id)
            .bind(json_list(codes)?)
            .execute(&mut *transaction)
            .await?;
        }
        // Days are yyyymmdd: two years are 20000.
        sqlx::query("DELETE FROM engine_work WHERE day < ?")
            .bind(i64::from(latest.as_number()) - 20_000)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn engine_work(&self, from: IsoDate, to: IsoDate) -> Result<Vec<(EngineWorkKey, EngineWork)>, StorageError> {
        let rows = sqlx::query("SELECT * FROM engine_work WHERE day BETWEEN ? AND ? ORDER BY day, engine, kind, model, office")
            .bind(i64::from(from.as_number()))
            .bind(i64::from(to.as_number()))
            .fetch_all(&self.readers)
            .await?;
        let mut places: HashMap<i64, usize> = HashMap::with_capacity(rows.len());
        let mut out = Vec::with_capacity(rows.len());
        for row in &rows {
            places.insert(row.try_get("id")?, out.len());
            out.push((key_of(row)?, work_of(row)?));
        }
        let codes: Vec<(i64, i64, String, i64)> = sqlx::query_as(
            "SELECT c.work, c.what, c.code, c.count FROM engine_work_code c JOIN engine_work w ON w.id = c.work WHERE w.day BETWEEN ? AND ?",
        )
        .bind(i64::from(from.as_number()))
        .bind(i64::from(to.as_number()))
        .fetch_all(&self.readers)
        .await?;
        for (work, what, code, number) in codes {
            // Added between the two reads.
            let Some((_, work)) = places.get(&work).and_then(|at| out.get_mut(*at)) else { continue };
            let counts = match what {
                FAILURE => &mut work.failures,
                WITHOUT => &mut work.without,
                _ => &mut work.findings,
            };
            counts.insert(code, count(number));
        }
        Ok(out)
    }
}
