//! Translation memory and termbase.

use std::collections::HashMap;

use async_trait::async_trait;
use publication::{Audience, LanguageTag};
use sha2::{Digest, Sha256};
use sqlx::{Row, sqlite::SqliteRow};

use super::{
    SqliteStore,
    coverage::lowest,
    error::corrupt,
    rows::{self, count, json_list},
    time_of,
};
use crate::{MemoryRepository, MemoryUnit, StorageError, Term};

/// Columns of a unit.
const UNIT: &str = "language, source, japanese, pattern, author, created, public";

/// Sources are found by their hash: they may be long, and an index of them would be as large as they are.
fn hash_of(source: &str) -> [u8; 32] {
    Sha256::digest(source).into()
}

fn language_of(text: String) -> Result<LanguageTag, StorageError> {
    text.try_into().map_err(|error: publication::LanguageTagError| corrupt("a language", error))
}

fn unit_of(row: &SqliteRow) -> Result<MemoryUnit, StorageError> {
    Ok(MemoryUnit {
        source_language: language_of(row.try_get("language")?)?,
        source: row.try_get("source")?,
        japanese: row.try_get("japanese")?,
        pattern: row.try_get("pattern")?,
        author: row.try_get("author")?,
        created: time_of(row.try_get("created")?)?,
        public: row.try_get("public")?,
    })
}

/// Units in the order found; of a source that has one for the public and one for the inside, the newer one.
fn newest(rows: &[SqliteRow]) -> Result<Vec<MemoryUnit>, StorageError> {
    let mut units: Vec<MemoryUnit> = Vec::with_capacity(rows.len());
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in rows {
        let unit = unit_of(row)?;
        match places.get(&unit.source).and_then(|place| units.get_mut(*place)) {
            Some(other) if other.created < unit.created => *other = unit,
            Some(_) => {}
            None => {
                places.insert(unit.source.clone(), units.len());
                units.push(unit);
            }
        }
    }
    Ok(units)
}

#[async_trait]
impl MemoryRepository for SqliteStore {
    async fn add_units(&self, units: Vec<MemoryUnit>) -> Result<u64, StorageError> {
        if units.is_empty() {
            return Ok(0);
        }
        let mut transaction = self.begin().await?;
        let changed = rows::insert(
            &mut transaction,
            "INSERT INTO memory_unit (language, source_hash, public, source, japanese, pattern, author, created)",
            8,
            "ON CONFLICT (language, source_hash, public) DO UPDATE SET japanese = excluded.japanese, pattern = excluded.pattern, \
             author = excluded.author, created = excluded.created WHERE excluded.created > created OR (excluded.created = created AND \
             (excluded.japanese, excluded.pattern, excluded.author) IS NOT (japanese, pattern, author))",
            units,
            |query, unit| {
                let hash = hash_of(&unit.source).to_vec();
                let query = query.bind(unit.source_language.as_str().to_owned()).bind(hash).bind(unit.public).bind(unit.source);
                query.bind(unit.japanese).bind(unit.pattern).bind(unit.author).bind(unit.created.unix_timestamp())
            },
        )
        .await?;
        transaction.commit().await?;
        Ok(changed)
    }

    async fn exact(&self, language: &LanguageTag, sources: &[String], audience: Audience) -> Result<Vec<MemoryUnit>, StorageError> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {UNIT} FROM memory_unit WHERE language = ? AND source_hash IN (SELECT unhex(value) FROM json_each(?)) AND public >= ? \
             ORDER BY source, public DESC"
        )))
        .bind(language.as_str())
        .bind(json_list(sources.iter().map(|source| hex::encode(hash_of(source))))?)
        .bind(lowest(audience))
        .fetch_all(&self.readers)
        .await?;
        newest(&rows)
    }

    async fn by_pattern(&self, language: &LanguageTag, patterns: &[String], audience: Audience) -> Result<Vec<MemoryUnit>, StorageError> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {UNIT} FROM memory_unit WHERE language = ? AND pattern IN (SELECT value FROM json_each(?)) AND public >= ? \
             ORDER BY pattern, created DESC, source, public DESC"
        )))
        .bind(language.as_str())
        .bind(json_list(patterns)?)
        .bind(lowest(audience))
        .fetch_all(&self.readers)
        .await?;
        newest(&rows)
    }

    async fn units(&self) -> Result<u64, StorageError> {
        Ok(count(sqlx::query_scalar("SELECT count(*) FROM memory_unit").fetch_one(&self.readers).await?))
    }

    async fn add_terms(&self, terms: Vec<Term>) -> Result<u64, StorageError> {
        if terms.is_empty() {
            return Ok(0);
        }
        let mut transaction = self.begin().await?;
        let changed = rows::insert(
            &mut transaction,
            "INSERT INTO term (concept, language, term, japanese, status, public)",
            6,
            "ON CONFLICT DO UPDATE SET japanese = excluded.japanese, status = excluded.status, public = excluded.public \
             WHERE (excluded.japanese, excluded.status, excluded.public) <> (japanese, status, public)",
            terms,
            |query, term| {
                let status = term.status.as_str();
                let query = query.bind(term.concept).bind(term.language.as_str().to_owned()).bind(term.term).bind(term.japanese);
                query.bind(status).bind(i64::from(term.public))
            },
        )
        .await?;
        transaction.commit().await?;
        Ok(changed)
    }

    async fn terms(&self, language: Option<&LanguageTag>, audience: Audience) -> Result<Vec<Term>, StorageError> {
        let rows: Vec<(String, String, String, String, String, bool)> = sqlx::query_as(
            "SELECT concept, language, term, japanese, status, public FROM term WHERE (?1 IS NULL OR language = ?1) AND public >= ?2 \
             ORDER BY concept, language, CASE status WHEN 'preferred' THEN 0 WHEN 'admitted' THEN 1 ELSE 2 END, term",
        )
        .bind(language.map(LanguageTag::as_str))
        .bind(lowest(audience))
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|(concept, language, term, japanese, status, public)| {
                let status = status.parse().map_err(|()| StorageError::Corrupt(format!("a term of status {status}")))?;
                Ok(Term { concept, language: language_of(language)?, term, japanese, status, public })
            })
            .collect()
    }
}
