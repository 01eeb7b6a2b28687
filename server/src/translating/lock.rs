//! One process translates at a time.

use std::{
    fs::{File, TryLockError},
    io,
    path::Path,
};

/// Held by the one process that translates. The system takes it back when the process dies, however it dies.
#[derive(Debug)]
pub struct TranslatorLock {
    // Unlocked when closed.
    _file: File,
}

impl TranslatorLock {
    /// Takes the lock of a data folder; `None` where another process holds it.
    ///
    /// # Errors
    /// When the lock's file cannot be made.
    pub fn take(data: &Path) -> io::Result<Option<Self>> {
        let file = File::options().create(true).truncate(false).write(true).open(data.join("translating.lock"))?;
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
    fn one_holds_it_until_it_lets_go() {
        let folder = tempfile::tempdir().expect("a folder");
        let held = TranslatorLock::take(folder.path()).expect("a lock").expect("it is free");
        assert!(TranslatorLock::take(folder.path()).expect("a lock").is_none());
        drop(held);
        assert!(TranslatorLock::take(folder.path()).expect("a lock").is_some());
    }
}
