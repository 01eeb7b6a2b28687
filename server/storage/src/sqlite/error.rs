//! What SQLite's errors mean to those who use the store.

use std::io;

use crate::StorageError;

/// The primary result codes that are told apart (<https://www.sqlite.org/rescode.html>).
const BUSY: i32 = 5;
const LOCKED: i32 = 6;
const CORRUPT: i32 = 11;
const FULL: i32 = 13;
const NOT_A_DATABASE: i32 = 26;

impl From<sqlx::Error> for StorageError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(refused) => {
                // Extended codes hold the primary one in their low byte.
                let code = refused.code().and_then(|code| code.parse::<i32>().ok()).map_or(0, |code| code & 0xff);
                match code {
                    BUSY | LOCKED => Self::Busy,
                    FULL => Self::Full,
                    CORRUPT | NOT_A_DATABASE => Self::Corrupt(refused.message().to_owned()),
                    _ => Self::Failed(error.to_string()),
                }
            }
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Self::Corrupt(error.to_string()),
            _ => Self::Failed(error.to_string()),
        }
    }
}

impl From<io::Error> for StorageError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Failed(error.to_string()),
        }
    }
}

/// A stored word that cannot be read.
pub(crate) fn corrupt(what: &str, error: impl std::fmt::Display) -> StorageError {
    StorageError::Corrupt(format!("{what}: {error}"))
}
