//! What a backup says of itself.

use serde::{Deserialize, Serialize};

/// The way the file is written; another number is another way.
pub const FORMAT: u32 = 1;

/// The first file: what is to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The program's name, by which the file is known.
    pub program: String,
    /// The way the file is written.
    pub format: u32,
    /// The program's version.
    pub version: String,
    /// When the copy of the database was asked for: RFC 3339, UTC.
    pub made: String,
    /// Version of the database's schema.
    pub schema: i64,
    /// Bytes of the database.
    pub database_bytes: u64,
    /// SHA-256 of the database, hexadecimal.
    pub database_sha256: String,
    /// Publications in it.
    pub publications: u64,
    /// Last number of its change sequence.
    pub last_change: u64,
    /// Blobs. The name of each is its SHA-256.
    pub blobs: u64,
    /// Bytes of the blobs.
    pub blob_bytes: u64,
}

/// The last file: that all is there, and what was damaged before it was backed up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// Blobs written.
    pub blobs: u64,
    /// Those whose bytes were not what their name says: they are in the backup as they stood on the disk.
    pub damaged: Vec<DamagedBlob>,
}

/// A blob that is not what its name says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DamagedBlob {
    /// Its name: the SHA-256 it should have.
    pub name: String,
    /// The SHA-256 of what stood there.
    pub sha256: String,
}
