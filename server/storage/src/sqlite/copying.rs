//! A copy of the database at one moment, while others read and write.
//!
//! `VACUUM INTO` reads in one transaction: in WAL mode nobody waits for it, and it does not begin anew when somebody writes, as the page by page
//! backup interface does where another process writes. The copy has no free pages and no log beside it.

use std::{
    io::Read as _,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use sqlx::{ConnectOptions as _, Connection as _, sqlite::SqliteConnectOptions};

use super::{BUSY, DATABASE, SqliteStore, aside, rows::count, schema};
use crate::{BlobStore, StorageError};

/// Steps of SQLite's machine between two looks at whether to go on.
const STEPS: i32 = 10_000;

/// Where the header of a SQLite file has `user_version` and `application_id` (<https://www.sqlite.org/fileformat2.html>, 1.3).
const USER_VERSION: usize = 60;
const APPLICATION_ID: usize = 68;
const HEADER: usize = 100;

impl SqliteStore {
    /// Name of the database within its folder.
    pub const DATABASE: &str = DATABASE;

    /// The version of the schema that this program writes; it reads older ones.
    pub const SCHEMA: i64 = schema::VERSION;

    /// Copies the database as it is at this moment to a file that is not there yet. Blobs are kept before they are spoken of and never taken away,
    /// so that those listed after this hold all that the copy speaks of. Stopped, nothing is left at the place.
    ///
    /// # Errors
    /// [`StorageError::Failed`] where it was stopped or the place is taken; others as the disk fails.
    pub async fn copy_database(&self, place: &Path, stop: Arc<AtomicBool>) -> Result<(), StorageError> {
        let into = place.to_str().ok_or_else(|| StorageError::Failed("the place of the copy is no Unicode".to_owned()))?.to_owned();
        if place.exists() {
            return Err(StorageError::Failed(format!("{into} is there already")));
        }
        let mut connection = SqliteConnectOptions::new()
            .filename(&self.database)
            .create_if_missing(false)
            .busy_timeout(BUSY)
            .optimize_on_close(false, None)
            .connect()
            .await?;
        let seen = Arc::clone(&stop);
        connection.lock_handle().await?.set_progress_handler(STEPS, move || !seen.load(Ordering::Relaxed));
        let copied = sqlx::query("VACUUM INTO ?").bind(into).execute(&mut connection).await;
        let closed = connection.close().await;
        if copied.is_err() {
            let _ = std::fs::remove_file(place);
        }
        if stop.load(Ordering::Relaxed) {
            return Err(StorageError::Failed("stopped".to_owned()));
        }
        copied?;
        closed?;
        let place = place.to_owned();
        aside(move || Ok(std::fs::File::open(place)?.sync_all()?)).await
    }

    /// Publications and the last number of the change sequence of a copy.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn counted_in(copy: &Path) -> Result<(u64, u64), StorageError> {
        let mut connection = SqliteConnectOptions::new().filename(copy).read_only(true).optimize_on_close(false, None).connect().await?;
        let (publications, last): (i64, i64) =
            sqlx::query_as("SELECT (SELECT count(*) FROM publication WHERE deleted = 0), (SELECT last FROM change_sequence)")
                .fetch_one(&mut connection)
                .await?;
        connection.close().await?;
        Ok((count(publications), count(last)))
    }

    /// The folder of blobs.
    #[must_use]
    pub const fn blob_store(&self) -> &BlobStore {
        &self.blobs
    }

    /// The version of the schema of a database file that nobody has open, by its header; `None` where it is none of ours. Newer ones than
    /// [`SqliteStore::SCHEMA`] are answered too.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn schema_of(file: &Path) -> Result<Option<i64>, StorageError> {
        let mut header = Vec::with_capacity(HEADER);
        std::fs::File::open(file)?.take(HEADER as u64).read_to_end(&mut header)?;
        let number = |at: usize| header.get(at..at + 4).and_then(|bytes| <[u8; 4]>::try_from(bytes).ok()).map(i32::from_be_bytes);
        let ours = header.starts_with(b"SQLite format 3\0") && number(APPLICATION_ID).map(i64::from) == Some(schema::APPLICATION);
        Ok(number(USER_VERSION).filter(|_| ours).map(i64::from))
    }
}
