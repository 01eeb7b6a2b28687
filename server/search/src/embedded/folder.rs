//! The index's folder: creating, opening, and destroying what is out of date.

use std::{fs, path::Path, time::Duration};

use serde::{Deserialize, Serialize};
use tantivy::{
    Index, IndexSettings, TantivyError,
    directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory, error::LockError},
    store::Compressor,
};

use super::{
    failed,
    schema::{Fields, SETTINGS_VERSION, schema},
    tokenizer,
};
use crate::SearchError;

/// How long to wait for another process that is creating the index.
const CREATION_WAIT: Duration = Duration::from_millis(50);
/// How often to wait.
const CREATION_WAITS: u32 = 40;

/// What a commit says of itself.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct CommitNote {
    /// Version of the settings that the index was written with.
    pub settings: u32,
    /// The last number of the change sequence that it knows.
    pub applied: u64,
}

impl CommitNote {
    /// The note of a commit with these settings.
    pub(super) const fn new(applied: u64) -> Self {
        Self { settings: SETTINGS_VERSION, applied }
    }

    /// The note of the index's last commit; an index without one knows nothing of the store.
    ///
    /// # Errors
    /// [`SearchError::OutOfDate`] for an index of other settings, [`SearchError::Failed`] where it cannot be read.
    pub(super) fn read(index: &Index) -> Result<Self, SearchError> {
        let Some(payload) = index.load_metas().map_err(failed)?.payload else { return Ok(Self::new(0)) };
        let note: Self = serde_json::from_str(&payload).map_err(|e| SearchError::OutOfDate(format!("a commit of another kind: {e}")))?;
        if note.settings == SETTINGS_VERSION {
            Ok(note)
        } else {
            Err(SearchError::OutOfDate(format!("settings version {}, this program has {SETTINGS_VERSION}", note.settings)))
        }
    }
}

/// Opens the index of a folder; creates both where they are not.
///
/// # Errors
/// [`SearchError::OutOfDate`] for an index of other settings, [`SearchError::Failed`] where the folder cannot be used.
pub(super) fn open(folder: &Path) -> Result<(Index, Fields), SearchError> {
    let directory = directory(folder)?;
    let (schema, fields) = schema();
    let exists = || Index::exists(&directory).map_err(|e| SearchError::Failed(e.to_string()));
    let mut waits = 0;
    let index = loop {
        if exists()? {
            break Index::open(directory.clone()).map_err(|error| match error {
                TantivyError::IncompatibleIndex(what) => SearchError::OutOfDate(format!("{what:?}")),
                // Its list of segments, which nothing but an index made anew can mend: broken, or of settings that this program was not built with.
                TantivyError::DataCorruption(_) => SearchError::OutOfDate("the list of its segments cannot be read".to_owned()),
                error => failed(error),
            })?;
        }
        // Two processes may find the folder empty at once; the lock decides who creates.
        match directory.acquire_lock(&INDEX_WRITER_LOCK) {
            Ok(_lock) if !exists()? => {
                // Hits' texts are read for every page: this is the way of packing that costs least in unpacking.
                let settings = IndexSettings { docstore_compression: Compressor::Lz4, ..IndexSettings::default() };
                break Index::create(directory.clone(), schema.clone(), settings).map_err(failed)?;
            }
            Ok(_) => {}
            Err(LockError::LockBusy) if waits < CREATION_WAITS => {
                waits += 1;
                std::thread::sleep(CREATION_WAIT);
            }
            Err(LockError::LockBusy) => return Err(SearchError::Locked),
            Err(LockError::IoError(error)) => return Err(SearchError::Failed(error.to_string())),
        }
    };
    if index.schema() != schema {
        return Err(SearchError::OutOfDate("other fields".to_owned()));
    }
    CommitNote::read(&index)?;
    tokenizer::register(index.tokenizers());
    Ok((index, fields))
}

fn directory(folder: &Path) -> Result<MmapDirectory, SearchError> {
    fs::create_dir_all(folder).map_err(|e| SearchError::Failed(format!("{}: {e}", folder.display())))?;
    MmapDirectory::open(folder).map_err(|e| SearchError::Failed(e.to_string()))
}

/// Destroys the index of a folder, so that an empty one of today's settings can be created there. Takes the index's lock meanwhile.
/// Where there is no folder, there is nothing to do.
///
/// # Errors
/// [`SearchError::Locked`] while a process indexes, [`SearchError::Failed`] where a file cannot be deleted.
pub fn destroy(folder: &Path) -> Result<(), SearchError> {
    let broken = |error: std::io::Error| SearchError::Failed(format!("{}: {error}", folder.display()));
    if !folder.exists() {
        return Ok(());
    }
    let _lock = directory(folder)?.acquire_lock(&INDEX_WRITER_LOCK).map_err(|error| match error {
        LockError::LockBusy => SearchError::Locked,
        LockError::IoError(error) => SearchError::Failed(error.to_string()),
    })?;
    // The list of segments goes first: a folder without one is no index, whatever else is left in it.
    match fs::remove_file(folder.join("meta.json")) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(broken(error)),
        _ => {}
    }
    for file in fs::read_dir(folder).map_err(broken)? {
        let file = file.map_err(broken)?;
        let is_lock = file.file_name().to_string_lossy().ends_with(".lock");
        if !is_lock && file.file_type().map_err(broken)?.is_file() {
            fs::remove_file(file.path()).map_err(broken)?;
        }
    }
    Ok(())
}
