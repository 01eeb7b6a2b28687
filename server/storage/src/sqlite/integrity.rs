//! What `doctor` tells of a store.

use serde::{Deserialize, Serialize};
use sqlx::Row;

use super::{SqliteStore, aside, rows::count, schema};
use crate::StorageError;

/// State of a store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntegrityReport {
    /// Version of the schema.
    pub schema_version: i64,
    /// What SQLite's own check found wrong with the file, in its words; empty where all is well.
    pub problems: Vec<String>,
    /// Publications.
    pub publications: u64,
    /// Versions of publications, present ones included.
    pub versions: u64,
    /// The last number of the change sequence.
    pub last_change: u64,
    /// Segments that have Japanese.
    pub segments: u64,
    /// Jobs of translating that wait.
    pub jobs_waiting: u64,
    /// Units of the translation memory.
    pub memory_units: u64,
    /// Terms.
    pub terms: u64,
    /// Bytes of the database, with what of its log is not folded in yet.
    pub database_bytes: u64,
    /// Blobs.
    pub blobs: u64,
    /// Bytes of the blobs.
    pub blob_bytes: u64,
}

impl SqliteStore {
    /// Checks the database and counts what is held. Reads the whole file: minutes for hundreds of gigabytes.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub async fn integrity(&self) -> Result<IntegrityReport, StorageError> {
        let mut connection = self.readers.acquire().await?;
        let mut problems: Vec<String> = sqlx::query_scalar("PRAGMA quick_check(100)").fetch_all(&mut *connection).await?;
        problems.retain(|problem| problem != "ok");
        let broken: Vec<(String, i64)> =
            sqlx::query_as("SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1").fetch_all(&mut *connection).await?;
        problems.extend(broken.into_iter().map(|(table, rows)| format!("{rows} rows of {table} refer to nothing")));
        let counts = sqlx::query(
            "SELECT (SELECT count(*) FROM publication WHERE deleted = 0) AS publications, (SELECT count(*) FROM publication_version) AS versions, \
             (SELECT last FROM change_sequence) AS last_change, (SELECT count(*) FROM segment) AS segments, \
             (SELECT count(*) FROM translation_job) AS jobs, (SELECT count(*) FROM memory_unit) AS units, (SELECT count(*) FROM term) AS terms",
        )
        .fetch_one(&mut *connection)
        .await?;
        let schema_version = schema::version(&mut connection).await?;
        drop(connection);
        let (blobs, database) = (self.blobs.clone(), self.database.clone());
        let (database_bytes, (blobs, blob_bytes)) = aside(move || {
            let log = database.with_extension("sqlite3-wal");
            let database = std::fs::metadata(&database)?.len() + std::fs::metadata(log).map_or(0, |log| log.len());
            Ok((database, blobs.size()?))
        })
        .await?;
        Ok(IntegrityReport {
            schema_version,
            problems,
            publications: count(counts.try_get("publications")?),
            versions: count(counts.try_get("versions")?),
            last_change: count(counts.try_get("last_change")?),
            segments: count(counts.try_get("segments")?),
            jobs_waiting: count(counts.try_get("jobs")?),
            memory_units: count(counts.try_get("units")?),
            terms: count(counts.try_get("terms")?),
            database_bytes,
            blobs,
            blob_bytes,
        })
    }
}
