//! Files that are held in memory.

use std::io::Read;

use super::{Container, Entry, RefusedEntry};

/// One file, its bytes at hand.
#[derive(Debug)]
pub(crate) struct Held<'a> {
    entries: [Entry; 1],
    bytes: &'a [u8],
}

impl<'a> Held<'a> {
    /// A container of one file.
    pub(crate) fn new(name: &str, bytes: &'a [u8]) -> Self {
        let entry = Entry { name: name.to_owned(), packed: bytes.len() as u64, is_compressed: false, index: 0 };
        Self { entries: [entry], bytes }
    }
}

impl Container for Held<'_> {
    fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn take_refused(&mut self) -> Vec<RefusedEntry> {
        Vec::new()
    }

    fn open(&self, _entry: &Entry, take: &mut dyn FnMut(&mut dyn Read)) -> Result<(), RefusedEntry> {
        take(&mut &*self.bytes);
        Ok(())
    }
}
