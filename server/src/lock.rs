//! One process at a time does a work: by a file's lock, which the system takes back when its holder dies, however it dies.

use std::{
    fs::{File, TryLockError},
    io,
    path::Path,
};

/// Held by the one process that does a work.
#[derive(Debug)]
pub struct ProcessLock {
    // Unlocked when closed.
    _file: File,
}

/// The works that one process at a time does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Translating what waits.
    Translating,
    /// Fetching and harvesting feeds.
    Feeds,
    /// Making images of figures.
    Figures,
    /// Indexing. Indexes have locks of their own.
    Indexing,
}

impl Work {
    const fn file(self) -> &'static str {
        match self {
            Self::Translating => "translating.lock",
            Self::Feeds => "feeds.lock",
            Self::Figures => "figures.lock",
            Self::Indexing => "indexing.lock",
        }
    }
}

impl ProcessLock {
    /// Takes a work's lock in a data folder; `None` where another process holds it.
    ///
    /// # Errors
    /// When the lock's file cannot be made.
    pub fn take(data: &Path, work: Work) -> io::Result<Option<Self>> {
        let file = File::options().create(true).truncate(false).write(true).open(data.join(work.file()))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(failure)) => Err(failure),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_holds_a_work_until_it_lets_go() {
        let folder = tempfile::tempdir().expect("a folder");
        let held = ProcessLock::take(folder.path(), Work::Translating).expect("a lock").expect("it is free");
        assert!(ProcessLock::take(folder.path(), Work::Translating).expect("a lock").is_none());
        assert!(ProcessLock::take(folder.path(), Work::Indexing).expect("a lock").is_some());
        drop(held);
        assert!(ProcessLock::take(folder.path(), Work::Translating).expect("a lock").is_some());
    }
}
