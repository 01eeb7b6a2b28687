//! The SQLite adapter.
//!
//! One file in WAL mode, one connection that writes and four that read. Every change is one `BEGIN IMMEDIATE` transaction; all that takes
//! time (reading JSON, hashing, packing) is done before it begins, so that a person's save never waits long for a bulk load. Another
//! process may write at the same time: each waits for the other, up to [`BUSY`].
//!
//! With `synchronous = NORMAL` a killed process loses nothing that was answered; a power cut may lose the last transactions but leaves
//! the database whole, and a harvest that is run again brings them back.

mod accounts;
mod audit;
mod changes;
mod classes;
mod composing;
mod copying;
mod correcting;
mod coverage;
mod deliveries;
mod drafts;
mod engine_work;
pub(crate) mod error;
mod feed_jobs;
mod feeds;
mod figures;
mod integrity;
mod jobs;
mod list_readers;
mod made_inside;
mod memory;
mod prepared;
mod provision;
mod publications;
mod registry;
mod reviewing;
mod revisions;
mod rolled_back;
mod rolling_back;
mod rows;
mod schema;
mod segments;
mod stale;
mod storing;
mod suggestions;
mod summaries;
mod translations;
mod work;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use async_trait::async_trait;
use sqlx::{
    Sqlite, SqlitePool, Transaction,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use list_readers::ListReaders;

use crate::{BlobRepository, BlobStore, StorageError};

pub use integrity::IntegrityReport;

/// How long a change waits for another process that writes.
const BUSY: Duration = Duration::from_secs(30);

/// Connections that read.
const READERS: u32 = 4;

/// Name of the database within the folder.
const DATABASE: &str = "kakehashi.sqlite3";

/// Name of the blobs' folder within the folder.
const BLOBS: &str = "blobs";

/// Everything that is kept, in one folder. Clones share the connections.
#[derive(Clone, Debug)]
pub struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
    lists: Arc<ListReaders>,
    blobs: BlobStore,
    database: Arc<Path>,
}

impl SqliteStore {
    /// Opens the store of a folder; creates both where they are missing, and brings the schema up to date.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] where the database is another program's, or of a newer version; others where the folder cannot be used.
    pub async fn open(folder: &Path) -> Result<Self, StorageError> {
        std::fs::create_dir_all(folder)?;
        Self::connect(folder, true).await
    }

    /// Opens the store of a folder where there is one; `None` where there is none. For commands that only look.
    ///
    /// # Errors
    /// As for [`SqliteStore::open`].
    pub async fn open_existing(folder: &Path) -> Result<Option<Self>, StorageError> {
        if folder.join(DATABASE).is_file() { Self::connect(folder, false).await.map(Some) } else { Ok(None) }
    }

    async fn connect(folder: &Path, create: bool) -> Result<Self, StorageError> {
        let database: PathBuf = folder.join(DATABASE);
        let common = SqliteConnectOptions::new()
            .filename(&database)
            .busy_timeout(BUSY)
            .foreign_keys(true)
            .synchronous(SqliteSynchronous::Normal)
            .pragma("temp_store", "MEMORY")
            .pragma("mmap_size", "268435456")
            .statement_cache_capacity(200)
            .optimize_on_close(false, None);
        let writing = common
            .clone()
            .create_if_missing(create)
            .journal_mode(SqliteJournalMode::Wal)
            // In KiB where negative. The writer's pages are those of all indexes; WAL is folded back every 16 MiB.
            .pragma("cache_size", "-32768")
            .pragma("wal_autocheckpoint", "4096")
            .pragma("journal_size_limit", "67108864");
        let reading = common.create_if_missing(false).pragma("query_only", "ON").pragma("cache_size", "-8192");
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(BUSY)
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(writing)
            .await?;
        schema::migrate(&mut *writer.acquire().await?).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(BUSY)
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_lazy_with(reading.clone());
        let lists = Arc::new(ListReaders::new(reading));
        let store = Self { writer, readers, lists, blobs: BlobStore::open(&folder.join(BLOBS))?, database: database.into() };
        store.catch_up_memory().await?;
        store.catch_up_classes().await?;
        Ok(store)
    }

    /// Closes all connections, once the work in hand is done; the write-ahead log is folded into the database. Without it nothing is lost.
    pub async fn close(&self) {
        self.lists.close().await;
        self.readers.close().await;
        self.writer.close().await;
    }

    /// Begins a change. Dropping it without committing leaves nothing.
    async fn begin(&self) -> Result<Transaction<'static, Sqlite>, StorageError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }
}

/// Does what would hold up other tasks on a thread of its own.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T, StorageError> + Send + 'static) -> Result<T, StorageError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(stopped) => Err(StorageError::Failed(stopped.to_string())),
    }
}

/// A time of the database.
fn time_of(seconds: i64) -> Result<time::OffsetDateTime, StorageError> {
    time::OffsetDateTime::from_unix_timestamp(seconds).map_err(|error| error::corrupt("a time", error))
}

/// A word of the database, read as what it stands for.
fn word<T: std::str::FromStr>(what: &str, text: &str) -> Result<T, StorageError> {
    text.parse().map_err(|_| StorageError::Corrupt(format!("{what}: {text:?}")))
}

#[async_trait]
impl BlobRepository for SqliteStore {
    async fn keep(&self, bytes: Vec<u8>) -> Result<String, StorageError> {
        let blobs = self.blobs.clone();
        aside(move || blobs.keep(&bytes)).await
    }

    async fn keep_file(&self, path: &Path) -> Result<(String, u64), StorageError> {
        let (blobs, path) = (self.blobs.clone(), path.to_owned());
        aside(move || blobs.keep_file(&path)).await
    }

    async fn link_blob(&self, hash: &str, place: &Path) -> Result<bool, StorageError> {
        let (blobs, hash, place) = (self.blobs.clone(), hash.to_owned(), place.to_owned());
        aside(move || blobs.link(&hash, &place)).await
    }

    async fn blob(&self, hash: &str) -> Result<Option<Vec<u8>>, StorageError> {
        let (blobs, hash) = (self.blobs.clone(), hash.to_owned());
        aside(move || blobs.blob(&hash)).await
    }
}

#[cfg(test)]
mod tests;
