//! zip.

use std::{
    collections::HashSet,
    io::{self, BufReader, Read, Seek, SeekFrom},
};

use encoding_rs::Encoding;
use zip::{CompressionMethod, ZipArchive, result::ZipError};

use crate::codes;

use super::{Container, Entry, LimitHit, RefusedEntry, SharedFile, names};

/// Largest listing, bytes: some 500,000 files. All of it is held in memory, several times as large.
const LARGEST_DIRECTORY: u64 = 64 * 1024 * 1024;

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
    /// When it is none, its listing is too large, or its entries share bytes.
    pub(crate) fn open(file: SharedFile, encoding: Option<&'static Encoding>) -> Result<Self, RefusedEntry> {
        Self::open_within(LARGEST_DIRECTORY, file, encoding)
    }

    fn open_within(largest: u64, file: SharedFile, encoding: Option<&'static Encoding>) -> Result<Self, RefusedEntry> {
        let (limited, allowance) = file.clone().with_allowance(largest);
        let mut archive = ZipArchive::new(limited).map_err(|error| unreadable(&error))?;
        allowance.lift();
        if archive.has_overlapping_entries().map_err(|error| unreadable(&error))? {
            return Err(RefusedEntry::new("", &codes::ARCHIVE_OVERLAP, ""));
        }
        let mut zipped = Self { entries: Vec::with_capacity(archive.len()), archive, refused: Vec::new() };
        if zipped.archive.has_duplicate_names() {
            // The reader keeps the last entry of a name and drops the others without a word.
            for raw in names_again(file, zipped.archive.central_directory_start()).map_err(|error| corrupt(error.to_string()))? {
                let name = names::readable(&raw, encoding);
                zipped.refused.push(RefusedEntry::new(name.clone(), &codes::ARCHIVE_DUPLICATE, name));
            }
        }
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
            // Said here, as the reader finds it out only while reading, and calls it damage.
            let method = entry.compression();
            let refusal = refusal.or_else(|| (!is_read(method)).then_some(&codes::ARCHIVE_METHOD));
            match refusal {
                Some(code) if code == &codes::ARCHIVE_METHOD => {
                    self.refused.push(RefusedEntry::new(name, code, method.to_string()));
                }
                Some(code) => self.refused.push(RefusedEntry::new(name.clone(), code, name)),
                None => self.entries.push(Entry { name, packed: entry.compressed_size(), is_compressed: true, index }),
            }
        }
    }
}

const fn is_read(method: CompressionMethod) -> bool {
    matches!(method, CompressionMethod::Stored | CompressionMethod::Deflated)
}

fn corrupt(detail: String) -> RefusedEntry {
    RefusedEntry::new("", &codes::ARCHIVE_CORRUPT, detail)
}

/// Why an archive cannot be listed.
fn unreadable(error: &ZipError) -> RefusedEntry {
    match error {
        ZipError::Io(io) if let Some(hit) = LimitHit::of(io) => RefusedEntry::new("", hit.code, format!("{} バイト", hit.limit)),
        error => corrupt(error.to_string()),
    }
}

/// Names that the central directory states again, in its order.
fn names_again(file: SharedFile, start: u64) -> io::Result<Vec<Vec<u8>>> {
    /// Bytes of a header before the name, and where in it the lengths of name, extra field and comment stand.
    const HEADER: usize = 46;
    const LENGTHS: [usize; 3] = [28, 30, 32];
    let mut directory = BufReader::new(file);
    directory.seek(SeekFrom::Start(start))?;
    let (mut seen, mut again) = (HashSet::new(), Vec::new());
    let mut header = [0; HEADER];
    loop {
        match directory.read_exact(&mut header) {
            Ok(()) if header.starts_with(b"PK\x01\x02") => {}
            Ok(()) => return Ok(again),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(again),
            Err(error) => return Err(error),
        }
        let [name, extra, comment] = LENGTHS.map(|at| u16::from_le_bytes([header[at], header[at + 1]]));
        let mut raw = vec![0; usize::from(name)];
        directory.read_exact(&mut raw)?;
        directory.seek_relative(i64::from(extra) + i64::from(comment))?;
        if !seen.insert(raw.clone()) {
            again.push(raw);
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
            Err(error) => Err(RefusedEntry::new(entry.name.clone(), &codes::ARCHIVE_CORRUPT, error.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_listing_larger_than_is_held_is_refused_before_it_is_held() {
        let mut writer = zip::ZipWriter::new(tempfile::tempfile().expect("a file"));
        for number in 0..200 {
            writer.start_file(format!("{number:04}.xml"), zip::write::SimpleFileOptions::default()).expect("an entry");
            writer.write_all(b"<a/>").expect("written");
        }
        let file = SharedFile::new(writer.finish().expect("a zip")).expect("a file");
        let refused = Zipped::open_within(5_000, file.clone(), None).expect_err("more than 200 headers of 46 bytes");
        assert_eq!((refused.code, refused.detail.as_str()), (&codes::ARCHIVE_TOO_MANY_FILES, "5000 バイト"));
        let zipped = Zipped::open_within(50_000, file, None).expect("a zip");
        assert_eq!(zipped.entries().len(), 200);
    }
}
