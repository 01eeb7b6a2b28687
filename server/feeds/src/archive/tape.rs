//! tar: one pass over the headers finds every file's place, and files are then read by place.

use std::{collections::HashSet, io::Read};

use encoding_rs::Encoding;

use crate::codes;

use super::{Container, Entry, LimitHit, RefusedEntry, SharedFile, names};

/// Most bytes read to find one file's place: its header, and those that describe it (a long name, POSIX attributes), which are held whole.
const LARGEST_HEADERS: u64 = 1024 * 1024;

/// A tar archive that lies on disk.
#[derive(Debug)]
pub(crate) struct Tape {
    file: SharedFile,
    entries: Vec<Entry>,
    places: Vec<(u64, u64)>,
    refused: Vec<RefusedEntry>,
}

impl Tape {
    /// Lists an archive; no more than `most` files.
    pub(crate) fn open(file: SharedFile, encoding: Option<&'static Encoding>, most: u64) -> Self {
        let mut tape = Self { file: file.clone(), entries: Vec::new(), places: Vec::new(), refused: Vec::new() };
        if let Err(error) = tape.list(file, encoding, most) {
            let detail = match LimitHit::of(&error) {
                Some(hit) => format!("{} バイトを超えるヘッダー", hit.limit),
                None => error.to_string(),
            };
            tape.refused.push(RefusedEntry::new("", &codes::ARCHIVE_CORRUPT, detail));
        }
        tape.entries.sort_by(|a, b| a.name.cmp(&b.name));
        tape
    }

    fn list(&mut self, file: SharedFile, encoding: Option<&'static Encoding>, most: u64) -> std::io::Result<()> {
        let length = file.length();
        let (limited, allowance) = file.with_allowance(LARGEST_HEADERS);
        let mut archive = tar::Archive::new(limited);
        let mut seen = HashSet::new();
        for entry in archive.entries_with_seek()? {
            let entry = entry?;
            allowance.renew();
            // One more than allowed is enough to know.
            if (self.entries.len() + self.refused.len()) as u64 > most {
                break;
            }
            let raw = names::readable(&entry.path_bytes(), encoding);
            let kind = entry.header().entry_type();
            if kind.is_dir() || kind.is_pax_global_extensions() {
                continue;
            }
            let Some(name) = names::relative(&raw) else {
                self.refused.push(RefusedEntry::new(raw.clone(), &codes::ARCHIVE_PATH, raw));
                continue;
            };
            if !kind.is_file() && !kind.is_contiguous() {
                self.refused.push(RefusedEntry::new(name.clone(), &codes::ARCHIVE_LINK, name));
                continue;
            }
            if !seen.insert(name.to_lowercase()) {
                self.refused.push(RefusedEntry::new(name.clone(), &codes::ARCHIVE_DUPLICATE, name));
                continue;
            }
            let (offset, size) = (entry.raw_file_position(), entry.size());
            if offset.checked_add(size).is_none_or(|end| end > length) {
                self.refused.push(RefusedEntry::new(name, &codes::ARCHIVE_CORRUPT, "途中で切れています"));
                continue;
            }
            self.entries.push(Entry { name, packed: size, is_compressed: false, index: self.places.len() });
            self.places.push((offset, size));
        }
        Ok(())
    }
}

impl Container for Tape {
    fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn take_refused(&mut self) -> Vec<RefusedEntry> {
        std::mem::take(&mut self.refused)
    }

    fn open(&self, entry: &Entry, take: &mut dyn FnMut(&mut dyn Read)) -> Result<(), RefusedEntry> {
        if let Some((offset, size)) = self.places.get(entry.index) {
            take(&mut self.file.part(*offset, *size));
        }
        Ok(())
    }
}
