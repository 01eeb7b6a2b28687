//! Directories and archives, as containers of files.
//!
//! What an archive declares is never trusted: what really comes out is counted ([`guard`]), names are checked and refused one by one, and
//! nothing is ever written by an entry's name.

mod directory;
mod guard;
mod gunzip;
mod held;
mod lookup;
mod names;
mod shared_file;
mod tape;
mod zipped;

use std::{
    io::{self, Read},
    path::PathBuf,
};

use crate::codes::RejectCode;

pub(crate) use directory::Directory;
pub(crate) use guard::{Budget, Guarded, LimitHit};
pub(crate) use gunzip::Gunzip;
pub(crate) use held::Held;
pub(crate) use lookup::Lookup;
pub(crate) use shared_file::SharedFile;
pub(crate) use tape::Tape;
pub(crate) use zipped::Zipped;

/// One file of a container.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Its path in the container, by `/`, readable whatever its encoding was.
    pub(crate) name: String,
    /// Its size as it lies there, bytes.
    pub(crate) packed: u64,
    /// Whether it is compressed, so that its ratio is watched.
    pub(crate) is_compressed: bool,
    /// Position in the container's own order.
    index: usize,
}

/// An entry, or a whole container, that was refused.
#[derive(Debug)]
pub(crate) struct RefusedEntry {
    /// Its name; empty for the container itself.
    pub(crate) name: String,
    /// Why.
    pub(crate) code: &'static RejectCode,
    /// What was found.
    pub(crate) detail: String,
}

impl RefusedEntry {
    fn new(name: impl Into<String>, code: &'static RejectCode, detail: impl Into<String>) -> Self {
        Self { name: name.into(), code, detail: detail.into() }
    }
}

/// A directory or an archive, opened: its files sorted by name, and what was refused of it.
pub(crate) trait Container {
    /// The files, sorted by name.
    fn entries(&self) -> &[Entry];

    /// Entries refused when it was opened; taken once.
    fn take_refused(&mut self) -> Vec<RefusedEntry>;

    /// Where a file lies on disk, if it lies there by itself.
    fn on_disk(&self, _entry: &Entry) -> Option<PathBuf> {
        None
    }

    /// Opens a file and hands its bytes to `take`. Files can be opened while another one is being read.
    ///
    /// # Errors
    /// When the file cannot be opened.
    fn open(&self, entry: &Entry, take: &mut dyn FnMut(&mut dyn Read)) -> Result<(), RefusedEntry>;
}

/// Which kind of archive a file is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArchiveKind {
    /// PKZIP.
    Zip,
    /// GNU zip: one file, often a tar.
    Gzip,
    /// POSIX or GNU tar.
    Tar,
}

impl ArchiveKind {
    /// Finds the kind; `None` for what is no archive.
    pub(crate) fn of(head: &[u8]) -> Option<Self> {
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            return Some(Self::Zip);
        }
        if head.starts_with(&[0x1F, 0x8B, 8]) {
            return Some(Self::Gzip);
        }
        (head.get(257..262) == Some(b"ustar")).then_some(Self::Tar)
    }
}

/// Reads up to `length` bytes from the beginning of a file.
pub(crate) fn read_head(input: &mut dyn Read, length: usize) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(length.min(16 * 1024));
    input.take(length as u64).read_to_end(&mut head)?;
    Ok(head)
}
