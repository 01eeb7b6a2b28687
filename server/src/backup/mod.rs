//! Backup and restoring of everything that is kept, in one file.
//!
//! The file is a plain tar (POSIX ustar): `manifest.json` first, then `kakehashi.sqlite3`, then `blobs/ab/cdef…` each named after its SHA-256, and
//! `end.json` last. It is not compressed: the database packs its texts itself, and images are packed. So it can never unpack to more than it is.
//! Left out is what can be derived (the index), what is only of this machine (locks), the settings' file and the key of sealed secrets.

mod manifest;
mod reading;
mod writing;

use std::{
    io::{self, Read, Write},
    path::PathBuf,
    sync::atomic::{AtomicBool, Ordering},
};

use sha2::{Digest as _, Sha256};
use storage::StorageError;
use thiserror::Error;

pub use manifest::{DamagedBlob, End, Manifest};
pub use reading::{Restored, restore};
pub use writing::{BackedUp, back_up};

/// The folder of blobs, in the file and in a data folder.
const BLOBS: &str = "blobs";
const MANIFEST: &str = "manifest.json";
const END: &str = "end.json";

/// Bytes read and written at once.
const PIECE: usize = 256 << 10;

/// Why there is no backup, or nothing was restored.
#[derive(Debug, Error)]
pub enum BackupError {
    /// The place is taken.
    #[error("{} はすでにあります", .0.display())]
    Taken(PathBuf),
    /// The folder holds something.
    #[error("{} は空ではありません。復元先には空のフォルダー、またはまだないフォルダーを指定してください", .0.display())]
    NotEmpty(PathBuf),
    /// The file is no backup of ours.
    #[error("かけはしのバックアップではありません")]
    NotABackup,
    /// A newer program made it.
    #[error("新しい版のプログラムが作ったバックアップです(スキーマ {found}、このプログラムは {known} まで)。新しい版で復元してください")]
    Newer {
        /// Its schema.
        found: i64,
        /// The newest one that this program knows.
        known: i64,
    },
    /// A file in the backup is not what it should be.
    #[error("バックアップが壊れています: {file} ({reason})")]
    Damaged {
        /// The file within the backup.
        file: String,
        /// A stable word: `hash`, `size`, `twice`, `kind`, `name`, `order`, `cut-off`, `content`, `count`.
        reason: &'static str,
    },
    /// Somebody asked to stop.
    #[error("中断しました。途中のものは残していません")]
    Stopped,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StorageError),
    /// A disk failed.
    #[error(transparent)]
    Disk(#[from] io::Error),
}

/// A file of the backup that is not what it should be.
fn damaged(file: impl Into<String>, reason: &'static str) -> BackupError {
    BackupError::Damaged { file: file.into(), reason }
}

/// Copies bytes and answers their SHA-256, hexadecimal, and how many they are. `moved` is told of each piece.
fn copy_hashing(
    from: &mut impl Read,
    to: &mut impl Write,
    stop: &AtomicBool,
    moved: &mut dyn FnMut(u64),
) -> Result<(String, u64), BackupError> {
    let mut hasher = Sha256::new();
    let mut piece = vec![0; PIECE];
    let mut size: u64 = 0;
    loop {
        if stop.load(Ordering::Relaxed) {
            return Err(BackupError::Stopped);
        }
        let read = match from.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        let bytes = piece.get(..read).unwrap_or_default();
        hasher.update(bytes);
        to.write_all(bytes)?;
        size += read as u64;
        moved(read as u64);
    }
    Ok((hex::encode(hasher.finalize()), size))
}
