//! The characters that engines were sent, by day: a small file in the data folder, so that neither a restart nor another process forgets them.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
};

use async_trait::async_trait;
use translator::{BudgetError, BudgetLedger};

/// The file within the data folder.
const FILE: &str = "translation-budget.json";
/// A ledger of some engines is a few hundred bytes.
const LARGEST: u64 = 1 << 20;

/// Days by account, and the sum of characters of each. Only an account's latest day is kept.
type Sums = BTreeMap<String, (String, u64)>;

/// A ledger in a file. Whoever changes it holds the file's lock.
#[derive(Clone, Debug)]
pub struct FileLedger {
    path: PathBuf,
}

impl FileLedger {
    /// The ledger of a data folder; the file is made when the first characters are entered.
    #[must_use]
    pub fn new(data: &Path) -> Self {
        Self { path: data.join(FILE) }
    }

    /// Reads, changes and writes the ledger, in one step for all processes.
    async fn change<T: Send + 'static>(&self, change: impl FnOnce(&mut Sums) -> T + Send + 'static) -> Result<T, BudgetError> {
        let path = self.path.clone();
        let work = move || -> io::Result<T> {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            let mut file = File::options().create(true).truncate(false).read(true).write(true).open(path)?;
            file.lock()?;
            let mut text = String::new();
            (&mut file).take(LARGEST).read_to_string(&mut text)?;
            // A file that was cut off in the middle of writing must not stop everything for ever: the day begins anew, which is logged.
            let mut sums: Sums = if text.trim().is_empty() {
                Sums::new()
            } else {
                serde_json::from_str(&text).unwrap_or_else(|error| {
                    tracing::warn!(%error, "the ledger of characters could not be read and begins anew");
                    Sums::new()
                })
            };
            let answer = change(&mut sums);
            let text = serde_json::to_vec(&sums).map_err(io::Error::other)?;
            file.rewind()?;
            file.write_all(&text)?;
            file.set_len(u64::try_from(text.len()).map_err(io::Error::other)?)?;
            Ok(answer)
        };
        match tokio::task::spawn_blocking(work).await {
            Ok(done) => done.map_err(|error| BudgetError(Box::new(error))),
            Err(panicked) => Err(BudgetError(Box::new(panicked))),
        }
    }
}

#[async_trait]
impl BudgetLedger for FileLedger {
    async fn spend(&self, account: &str, day: &str, characters: u64, limit: u64) -> Result<bool, BudgetError> {
        let (account, day) = (account.to_owned(), day.to_owned());
        self.change(move |sums| {
            let sum = sums.get(&account).filter(|(of, _)| *of == day).map_or(0, |(_, sum)| *sum);
            let spent = sum.saturating_add(characters);
            if spent > limit {
                return false;
            }
            sums.insert(account, (day, spent));
            true
        })
        .await
    }

    async fn give_back(&self, account: &str, day: &str, characters: u64) -> Result<(), BudgetError> {
        let (account, day) = (account.to_owned(), day.to_owned());
        self.change(move |sums| {
            if let Some((_, sum)) = sums.get_mut(&account).filter(|(of, _)| *of == day) {
                *sum = sum.saturating_sub(characters);
            }
        })
        .await
    }

    async fn spent(&self, account: &str, day: &str) -> Result<u64, BudgetError> {
        // Who only looks makes no file.
        if !self.path.is_file() {
            return Ok(0);
        }
        let (account, day) = (account.to_owned(), day.to_owned());
        self.change(move |sums| sums.get(&account).filter(|(of, _)| *of == day).map_or(0, |(_, sum)| *sum)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn sums_outlive_the_process_and_end_with_the_day() {
        let folder = tempfile::tempdir().expect("a folder");
        let open = || FileLedger::new(folder.path());
        assert!(open().spend("deepl", "2026-11-22", 8, 10).await.expect("a ledger"));
        assert!(!open().spend("deepl", "2026-11-22", 3, 10).await.expect("a ledger"));
        assert!(open().spend("azure", "2026-11-22", 3, 10).await.expect("a ledger"));
        open().give_back("deepl", "2026-11-22", 5).await.expect("a ledger");
        assert!(open().spend("deepl", "2026-11-22", 7, 10).await.expect("a ledger"));
        assert!(open().spend("deepl", "2026-11-23", 10, 10).await.expect("a ledger"));
        // Of a day that is over nothing is given back to the present one.
        open().give_back("deepl", "2026-11-22", 5).await.expect("a ledger");
        assert!(!open().spend("deepl", "2026-11-23", 1, 10).await.expect("a ledger"));
        let spent = [open().spent("deepl", "2026-11-23").await, open().spent("deepl", "2026-11-22").await, open().spent("x", "y").await];
        assert_eq!(spent.map(|spent| spent.expect("a ledger")), [10, 0, 0]);
    }

    #[tokio::test]
    async fn of_many_at_once_no_more_than_the_limit_is_spent() {
        let folder = tempfile::tempdir().expect("a folder");
        let ledger = FileLedger::new(folder.path());
        let tasks: Vec<_> = (0..20)
            .map(|_| {
                let ledger = ledger.clone();
                tokio::spawn(async move { ledger.spend("deepl", "2026-11-22", 1, 10).await.expect("a ledger") })
            })
            .collect();
        let mut entered = 0;
        for task in tasks {
            entered += usize::from(task.await.expect("no panic"));
        }
        assert_eq!(entered, 10);
    }

    #[tokio::test]
    async fn a_broken_file_begins_anew_and_a_folder_that_cannot_be_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(FILE), "{\"deepl\": [\"2026").expect("it is written");
        assert!(FileLedger::new(folder.path()).spend("deepl", "2026-11-22", 1, 10).await.expect("a ledger"));
        assert!(FileLedger::new(&folder.path().join("new")).spend("deepl", "2026-11-22", 1, 10).await.expect("a ledger"));
        // A file stands where the folder is to be.
        assert!(FileLedger::new(&folder.path().join(FILE)).spend("deepl", "2026-11-22", 1, 10).await.is_err());
    }
}
