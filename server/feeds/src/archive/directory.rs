//! A directory, or a single file, of the file system.

use std::{
    fs, io,
    io::Read,
    path::{Path, PathBuf},
};

use crate::codes;

use super::{Container, Entry, RefusedEntry};

/// Folders within folders; deeper ones are a loop or an attack.
const DEEPEST: usize = 64;

/// A directory with all below it. Links are not followed.
#[derive(Debug)]
pub(crate) struct Directory {
    root: PathBuf,
    entries: Vec<Entry>,
    refused: Vec<RefusedEntry>,
    /// Sizes of all files together.
    pub(crate) total: u64,
}

impl Directory {
    /// Lists a directory; no more than `most` files.
    pub(crate) fn open(path: &Path, most: u64) -> io::Result<Self> {
        let mut directory = Self { root: path.to_owned(), entries: Vec::new(), refused: Vec::new(), total: 0 };
        directory.list(path, "", 0, most)?;
        directory.entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(directory)
    }

    /// A directory of one file.
    pub(crate) fn single(path: &Path) -> io::Result<Self> {
        let length = fs::metadata(path)?.len();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let root = path.parent().unwrap_or(Path::new("")).to_owned();
        let entry = Entry { name, packed: length, is_compressed: false, index: 0 };
        Ok(Self { root, entries: vec![entry], refused: Vec::new(), total: length })
    }

    fn list(&mut self, folder: &Path, prefix: &str, depth: usize, most: u64) -> io::Result<()> {
        for found in fs::read_dir(folder)? {
            let found = found?;
            let raw = found.file_name();
            let name = match raw.to_str() {
                Some(name) => format!("{prefix}{name}"),
                None => {
                    let name = format!("{prefix}{}", raw.to_string_lossy());
                    self.refused.push(RefusedEntry::new(name.clone(), &codes::FILE_UNREADABLE, "ファイル名がUTF-8ではありません"));
                    continue;
                }
            };
            let kind = found.file_type()?;
            if kind.is_dir() && depth < DEEPEST {
                self.list(&found.path(), &format!("{name}/"), depth + 1, most)?;
            } else if kind.is_file() {
                let packed = found.metadata()?.len();
                self.total = self.total.saturating_add(packed);
                self.entries.push(Entry { name, packed, is_compressed: false, index: self.entries.len() });
            } else {
                self.refused.push(RefusedEntry::new(name.clone(), &codes::ARCHIVE_LINK, name));
            }
            // One more than allowed is enough to know.
            if self.entries.len() as u64 > most {
                return Ok(());
            }
        }
        Ok(())
    }
}

impl Container for Directory {
    fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn take_refused(&mut self) -> Vec<RefusedEntry> {
        std::mem::take(&mut self.refused)
    }

    fn on_disk(&self, entry: &Entry) -> Option<PathBuf> {
        Some(self.root.join(&entry.name))
    }

    fn open(&self, entry: &Entry, take: &mut dyn FnMut(&mut dyn Read)) -> Result<(), RefusedEntry> {
        match fs::File::open(self.root.join(&entry.name)) {
            Ok(mut file) => {
                take(&mut file);
                Ok(())
            }
            Err(error) => Err(RefusedEntry::new(entry.name.clone(), &codes::FILE_UNREADABLE, error.to_string())),
        }
    }
}
