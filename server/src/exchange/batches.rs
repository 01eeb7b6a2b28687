//! What stands in a file, read and stored some thousands at a time.

use storage::{StorageError, Stored};
use translator::ExchangeError;

use super::ImportReport;

/// Stored in one transaction.
const BATCH: usize = 2_000;

/// One of a file as it is stored.
pub(super) struct Kept<T> {
    pub(super) stored: T,
    /// What of it is not kept, with its line: a stable code, and what that means in Japanese.
    pub(super) left_out: Option<(u64, &'static str, String)>,
}

/// Goes through everything that is read of a file. Answers whether it was read to its end.
///
/// # Errors
/// When the store fails.
pub(super) async fn store_all<R, T, F>(
    file: &str,
    read: impl Iterator<Item = Result<R, ExchangeError>>,
    kept: impl Fn(R) -> Result<Kept<T>, ExchangeError>,
    store: impl Fn(Vec<T>) -> F,
    report: &mut ImportReport,
) -> Result<bool, StorageError>
where
    F: Future<Output = Result<Vec<Stored>, StorageError>>,
{
    let mut complete = true;
    let mut batch: Vec<T> = Vec::with_capacity(BATCH);
    for next in read {
        match next {
            Err(error) => {
                complete &= error.goes_on;
                report.reject(file, &error);
            }
            Ok(one) => match kept(one) {
                Ok(Kept { stored, left_out }) => {
                    report.read += 1;
                    if let Some((line, code, reason)) = left_out {
                        report.leave_out(file, line, code, reason);
                    }
                    batch.push(stored);
                }
                Err(error) => report.reject(file, &error),
            },
        }
        if batch.len() >= BATCH {
            let stored = store(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))).await?;
            report.count(&stored);
        }
    }
    if !batch.is_empty() {
        let stored = store(batch).await?;
        report.count(&stored);
    }
    Ok(complete)
}
