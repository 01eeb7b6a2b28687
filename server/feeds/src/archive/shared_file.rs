//! A file read at positions of its own by several readers at once.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use crate::codes;

use super::LimitHit;

/// A reader with a position of its own over a file that others read too: a record's figures are read while the record's file is.
#[derive(Clone, Debug)]
pub(crate) struct SharedFile {
    file: Arc<File>,
    position: u64,
    length: u64,
    allowance: Option<Allowance>,
}

/// How many bytes may still be read, by all readers of a file together: what reads an archive's listing into memory is not told how long that
/// is.
#[derive(Clone, Debug)]
pub(crate) struct Allowance {
    limit: u64,
    left: Arc<AtomicU64>,
}

impl Allowance {
    /// From now on as many bytes may be read as at first.
    pub(crate) fn renew(&self) {
        self.left.store(self.limit, Ordering::Relaxed);
    }

    /// From now on reading is free.
    pub(crate) fn lift(&self) {
        self.left.store(u64::MAX, Ordering::Relaxed);
    }

    fn use_up(&self, read: u64) -> io::Result<()> {
        let used = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(read));
        used.map(drop).map_err(|_| io::Error::other(LimitHit { code: &codes::ARCHIVE_TOO_MANY_FILES, limit: self.limit }))
    }
}

impl SharedFile {
    /// A reader over a whole file.
    pub(crate) fn new(file: File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Ok(Self { file: Arc::new(file), position: 0, length, allowance: None })
    }

    /// The file with an allowance of so many bytes.
    pub(crate) fn with_allowance(self, bytes: u64) -> (Self, Allowance) {
        let allowance = Allowance { limit: bytes, left: Arc::new(AtomicU64::new(bytes)) };
        (Self { allowance: Some(allowance.clone()), ..self }, allowance)
    }

    /// The file's size, bytes.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// A reader over a part of the file.
    pub(crate) fn part(&self, offset: u64, length: u64) -> io::Take<Self> {
        Self { file: Arc::clone(&self.file), position: offset, length: self.length, allowance: None }.take(length)
    }
}

#[cfg(unix)]
fn read_at(file: &File, into: &mut [u8], position: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, into, position)
}

#[cfg(windows)]
fn read_at(file: &File, into: &mut [u8], position: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, into, position)
}

impl Read for SharedFile {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = read_at(&self.file, into, self.position)?;
        self.position += read as u64;
        if let Some(allowance) = &self.allowance {
            allowance.use_up(read as u64)?;
        }
        Ok(read)
    }
}

impl Seek for SharedFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(distance) => self.length.checked_add_signed(distance),
            SeekFrom::Current(distance) => self.position.checked_add_signed(distance),
        };
        self.position = position.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}
