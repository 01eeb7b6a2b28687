//! zip.

use std::{collections::HashSet, io::Read};

use encoding_rs::Encoding;
use zip::{ZipArchive, result::ZipError};

use crate::codes;

use super::{Container, Entry, RefusedEntry, SharedFile, names};

/// A zip archive that lies on disk.
#[derive(Debug)]
pub(crate) struct Zipped {
    archive: ZipArchive<SharedFile>,
    entries: Vec<Entry>,
    refused: Vec<RefusedEntry>,
}

impl Zipped {
    /// Lists an archive.
    ///
    /// # Errors
    /// When it is none, or its entries share bytes.
    pub(crate) fn open(file: SharedFile, encoding: Option<&'static Encoding>) -> Result<Self, RefusedEntry> {
        let corrupt = |error: ZipError| RefusedEntry::new("", &codes::ARCHIVE_CORRUPT, error.to_string());
        let mut archive = ZipArchive::new(file).map_err(corrupt)?;
        if archive.has_overlapping_entries().map_err(corrupt)? {
            return Err(RefusedEntry::new("", &codes::ARCHIVE_OVERLAP, ""));
        }
        let mut zipped = Self { entries: Vec::with_capacity(archive.len()), archive, refused: Vec::new() };
        zipped.list(encoding);
        zipped.entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(zipped)
    }

    fn list(&mut self, encoding: Option<&'static Encoding>) {
        let mut seen = HashSet::new();
        for index in 0..self.archive.len() {
            let entry = match self.archive.by_index_raw(index) {
                Ok(entry) => entry,
                Err(error) => {
                    self.refused.push(RefusedEntry::new(format!("#{index}"), &codes::ARCHIVE_CORRUPT, error.to_string()));
                    continue;
                }
            };
            let raw = names::readable(entry.name_raw(), encoding);
            if entry.is_dir() && entry.size() == 0 {
                continue;
            }
            let Some(name) = names::relative(&raw) else {
                self.refused.push(RefusedEntry::new(raw.clone(), &codes::ARCHIVE_PATH, raw));
                continue;
            };
            // Also devices and pipes: the file type of a Unix mode, where there is one, must be a regular file's.
            let link = entry.is_symlink() || entry.unix_mode().is_some_and(|mode| !matches!(mode & 0o170_000, 0 | 0o100_000));
            let refusal = if link {
                Some(&codes::ARCHIVE_LINK)
            } else if entry.encrypted() {
                Some(&codes::ARCHIVE_ENCRYPTED)
            } else if !seen.insert(name.to_lowercase()) {
                Some(&codes::ARCHIVE_DUPLICATE)
            } else {
                None
            };
            match refusal {
                Some(code) => self.refused.push(RefusedEntry::new(name.clone(), code, name)),
                None => self.entries.push(Entry { name, packed: entry.compressed_size(), is_compressed: true, index }),
            }
        }
    }
}

impl Container for Zipped {
    fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn take_refused(&mut self) -> Vec<RefusedEntry> {
        std::mem::take(&mut self.refused)
    }

    fn open(&self, entry: &Entry, take: &mut dyn FnMut(&mut dyn Read)) -> Result<(), RefusedEntry> {
        // The clone shares the directory and has a position of its own.
        let mut archive = self.archive.clone();
        match archive.by_index(entry.index) {
            Ok(mut file) => {
                take(&mut file);
                Ok(())
            }
            Err(ZipError::UnsupportedArchive(reason)) => {
                Err(RefusedEntry::new(entry.name.clone(), &codes::ARCHIVE_METHOD, reason.to_string()))
            }
            Err(ZipError::CompressionMethodNotSupported(method)) => {
                Err(RefusedEntry::new(entry.name.clone(), &codes::ARCHIVE_METHOD, method.to_string()))
            }
            Err(error) => Err(RefusedEntry::new(entry.name.clone(), &codes::ARCHIVE_CORRUPT, error.to_string())),
        }
    }
}
