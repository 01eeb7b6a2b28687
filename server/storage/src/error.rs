//! Why the store has no answer.

use thiserror::Error;

/// Why the store has no answer. "Not there" is no error: it is `None`.
#[derive(Debug, Error)]
pub enum StorageError {
    /// Somebody else changed it first: the revision that a change was based on is not the present one.
    #[error("changed meanwhile: based on revision {based_on}, now {present}")]
    Conflict {
        /// The revision the change was based on.
        based_on: i64,
        /// The present revision.
        present: i64,
    },
    /// The database is locked by another process for longer than the time-out.
    #[error("the database is busy")]
    Busy,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// What is stored cannot be read: a broken file, or one of a newer version.
    #[error("stored data cannot be read: {0}")]
    Corrupt(String),
    /// Anything else.
    #[error("the store failed: {0}")]
    Failed(String),
}
