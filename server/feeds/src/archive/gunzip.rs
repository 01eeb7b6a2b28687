//! gzip: a container of one file.

use std::io::{BufReader, Read};

use flate2::read::MultiGzDecoder;

use super::{Container, Entry, RefusedEntry, SharedFile};

/// A gzip file that lies on disk.
#[derive(Debug)]
pub(crate) struct Gunzip {
    file: SharedFile,
    entries: Vec<Entry>,
}

impl Gunzip {
    /// The one file in a gzip file, by the name of that.
    pub(crate) fn new(file: SharedFile, name: &str) -> Self {
        let own = name.rsplit('/').next().unwrap_or(name);
        let inner = match own.rsplit_once('.') {
            Some((stem, extension)) if extension.eq_ignore_ascii_case("tgz") => format!("{stem}.tar"),
            Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
            _ => own.to_owned(),
        };
        let entry = Entry { name: inner, packed: file.length(), is_compressed: true, index: 0 };
        Self { file, entries: vec![entry] }
    }
}

impl Container for Gunzip {
    fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn take_refused(&mut self) -> Vec<RefusedEntry> {
        Vec::new()
    }

    fn open(&self, _entry: &Entry, take: &mut dyn FnMut(&mut dyn Read)) -> Result<(), RefusedEntry> {
        take(&mut MultiGzDecoder::new(BufReader::with_capacity(64 * 1024, self.file.clone())));
        Ok(())
    }
}
