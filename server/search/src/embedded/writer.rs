//! The indexing side of the embedded engine.

use std::{
    collections::HashMap,
    path::Path,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use tantivy::{IndexWriter as Writer, TantivyError, Term, directory::error::LockError};

use super::{
    document::document,
    failed,
    folder::{self, CommitNote},
    schema::Fields,
};
use crate::{IndexChange, IndexWriter, SearchError};

/// The least memory of one indexing thread, in bytes; the index demands as much.
const LEAST_MEMORY: usize = 15_000_000;
/// The most memory of one indexing thread that the index accepts, in bytes.
const MOST_MEMORY: usize = 4_000_000_000;
/// Most indexing threads; each leaves segments of its own to be merged.
const MOST_THREADS: usize = 4;

/// The embedded engine, indexing. Holds the index's lock until it is dropped; what was not committed then is gone.
pub struct TantivyWriter {
    held: Arc<Mutex<Held>>,
}

struct Held {
    writer: Writer,
    fields: Fields,
    /// Whether a batch was refused since the last commit, so that there is nothing to commit.
    refused: bool,
}

impl TantivyWriter {
    /// Opens the index of a folder for indexing; an empty one is created where there is none. `memory` is what indexing threads may use for
    /// documents not yet written, in bytes, all together; less than 15 MB is taken as 15 MB.
    ///
    /// # Errors
    /// [`SearchError::Locked`] while another process or another writer of this one indexes, [`SearchError::OutOfDate`] for an index of other
    /// settings: [`super::destroy`] it and index anew. [`SearchError::Failed`] where the folder cannot be used.
    pub fn open(folder: &Path, memory: usize) -> Result<Self, SearchError> {
        let (index, fields) = folder::open(folder)?;
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let threads = processors.min(memory / LEAST_MEMORY).clamp(1, MOST_THREADS);
        let memory = memory.clamp(threads * LEAST_MEMORY, threads * MOST_MEMORY);
        let writer = index.writer_with_num_threads(threads, memory).map_err(|error| match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => SearchError::Locked,
            error => failed(error),
        })?;
        Ok(Self { held: Arc::new(Mutex::new(Held { writer, fields, refused: false })) })
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Held) -> Result<T, SearchError> + Send + 'static,
    ) -> Result<T, SearchError> {
        let held = Arc::clone(&self.held);
        tokio::task::spawn_blocking(move || {
            let mut held = held.lock().map_err(|_| SearchError::Failed("indexing stopped in the middle of a batch".to_owned()))?;
            work(&mut held)
        })
        .await
        .map_err(|e| SearchError::Failed(e.to_string()))?
    }
}

impl Held {
    fn apply(&mut self, changes: &[IndexChange]) -> Result<(), SearchError> {
        // The last change of a publication is how it is now.
        let last: HashMap<_, usize> = changes.iter().enumerate().map(|(at, change)| (&change.id, at)).collect();
        for (at, change) in changes.iter().enumerate() {
            if last.get(&change.id) != Some(&at) {
                continue;
            }
            self.writer.delete_term(Term::from_field_text(self.fields.id, &change.id.to_string()));
            for record in &change.records {
                if record.id != change.id {
                    return Err(SearchError::Failed(format!("a record of {} among those of {}", record.id, change.id)));
                }
                self.writer.add_document(document(record, &self.fields)).map_err(failed)?;
            }
        }
        Ok(())
    }

    fn commit(&mut self, applied: u64) -> Result<(), SearchError> {
        if self.refused {
            return Err(SearchError::Failed("a batch was refused, so that nothing is committed".to_owned()));
        }
        let note = serde_json::to_string(&CommitNote::new(applied)).map_err(|e| SearchError::Failed(e.to_string()))?;
        let mut commit = self.writer.prepare_commit().map_err(failed)?;
        commit.set_payload(&note);
        commit.commit().map_err(failed)?;
        Ok(())
    }

    /// Back to the last commit.
    fn roll_back(&mut self) -> Result<(), SearchError> {
        self.writer.rollback().map_err(failed)?;
        self.refused = false;
        Ok(())
    }
}

#[async_trait]
impl IndexWriter for TantivyWriter {
    async fn applied(&self) -> Result<u64, SearchError> {
        self.blocking(|held| Ok(CommitNote::read(held.writer.index())?.applied)).await
    }

    async fn apply(&mut self, changes: Vec<IndexChange>) -> Result<(), SearchError> {
        self.blocking(move |held| {
            let applied = held.apply(&changes);
            held.refused |= applied.is_err();
            applied
        })
        .await
    }

    async fn commit(&mut self, applied: u64) -> Result<(), SearchError> {
        self.blocking(move |held| {
            let committed = held.commit(applied);
            if committed.is_err() {
                held.roll_back()?;
            }
            committed
        })
        .await
    }

    async fn clear(&mut self) -> Result<(), SearchError> {
        self.blocking(|held| held.writer.delete_all_documents().map(|_| ()).map_err(failed)).await
    }
}
