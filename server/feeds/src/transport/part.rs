//! A file that is on its way: what came of it, and what is known of it, side by side in a folder.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tokio::io::AsyncWriteExt as _;

use super::{RemoteFile, ResumePoint, TransportError};

/// Bytes after which what came is brought to the disk.
const SAFE_EVERY: u64 = 16 << 20;

/// What is known of a file that is on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct State {
    /// Its path within the source.
    path: String,
    /// What told its version in the listing.
    mark: String,
    /// What tells its version to the server.
    validator: Option<String>,
    /// Bytes in all, where the server said so.
    total: Option<u64>,
    /// Bytes that are on the disk for certain: what a power cut leaves after them may be anything.
    safe: u64,
}

/// A file that is on its way.
pub(super) struct Part {
    data: PathBuf,
    about: PathBuf,
    state: State,
    file: Option<tokio::fs::File>,
    at: u64,
}

impl Part {
    /// Takes up a file where it was left, or begins it: what came of another version is thrown away.
    pub(super) fn open(folder: &Path, file: &RemoteFile) -> Result<Self, TransportError> {
        fs::create_dir_all(folder).map_err(|error| TransportError::of_disk(&error))?;
        let (data, about) = places(folder, file);
        let fresh = State { path: file.path.clone(), mark: file.mark(), ..State::default() };
        let left = fs::read(&about).ok().and_then(|bytes| serde_json::from_slice::<State>(&bytes).ok());
        let length = fs::metadata(&data).map_or(0, |about| about.len());
        let state = match left {
            Some(left) if left.path == fresh.path && left.mark == fresh.mark && left.safe <= length => left,
            _ => fresh,
        };
        Ok(Self { data, about, at: state.safe, state, file: None })
    }

    /// From where on the rest is to be asked for.
    pub(super) fn resume_point(&self) -> ResumePoint {
        ResumePoint { offset: self.at, validator: self.state.validator.clone() }
    }

    /// Bytes that came.
    pub(super) fn length(&self) -> u64 {
        self.at
    }

    /// Bytes in all, as far as anybody said.
    pub(super) fn total(&self) -> Option<u64> {
        self.state.total
    }

    /// Where the bytes are.
    pub(super) fn path(&self) -> &Path {
        &self.data
    }

    /// Begins to write from an offset on, of a version.
    pub(super) async fn begin(&mut self, offset: u64, total: Option<u64>, validator: Option<String>) -> Result<(), TransportError> {
        let disk = |error: io::Error| TransportError::of_disk(&error);
        if offset > self.at {
            return Err(TransportError::new("protocol", format!("{offset} > {}", self.at)));
        }
        self.state.total = total.or(self.state.total.filter(|_| offset > 0));
        self.state.validator = validator;
        self.state.safe = self.state.safe.min(offset);
        self.keep_state().map_err(disk)?;
        let file = tokio::fs::OpenOptions::new().create(true).truncate(false).write(true).open(&self.data).await.map_err(disk)?;
        file.set_len(offset).await.map_err(disk)?;
        let mut file = file;
        tokio::io::AsyncSeekExt::seek(&mut file, io::SeekFrom::Start(offset)).await.map_err(disk)?;
        self.at = offset;
        self.file = Some(file);
        Ok(())
    }

    /// Writes the next bytes.
    pub(super) async fn write(&mut self, bytes: &[u8]) -> Result<(), TransportError> {
        let Some(file) = &mut self.file else { return Err(TransportError::new("protocol", "not begun")) };
        file.write_all(bytes).await.map_err(|error| TransportError::of_disk(&error))?;
        self.at += bytes.len() as u64;
        if self.at - self.state.safe >= SAFE_EVERY {
            self.make_safe().await?;
        }
        Ok(())
    }

    /// Brings to the disk what came, and notes how much that is.
    pub(super) async fn make_safe(&mut self) -> Result<(), TransportError> {
        let disk = |error: io::Error| TransportError::of_disk(&error);
        let Some(file) = &mut self.file else { return Ok(()) };
        file.flush().await.map_err(disk)?;
        file.sync_data().await.map_err(disk)?;
        self.state.safe = self.at;
        self.keep_state().map_err(disk)
    }

    /// Writes what is known beside its place, then renames it, so that it is whole whenever the process is killed.
    fn keep_state(&self) -> io::Result<()> {
        let bytes = serde_json::to_vec(&self.state).map_err(io::Error::other)?;
        let beside = self.about.with_extension("json.new");
        let mut file = File::create(&beside)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        fs::rename(&beside, &self.about)
    }

    /// Throws away what came: it is not what it should be.
    pub(super) fn throw_away(&mut self) {
        self.file = None;
        self.at = 0;
        self.state = State { path: self.state.path.clone(), mark: self.state.mark.clone(), ..State::default() };
        let _ = fs::remove_file(&self.data);
        let _ = fs::remove_file(&self.about);
    }

    /// Closes it: all is there and on the disk.
    pub(super) async fn close(mut self) -> Result<PathBuf, TransportError> {
        if self.file.is_none() {
            // An empty file has nothing to be begun by.
            let empty = tokio::fs::OpenOptions::new().create(true).append(true).open(&self.data).await;
            self.file = Some(empty.map_err(|error| TransportError::of_disk(&error))?);
        }
        self.make_safe().await?;
        Ok(self.data.clone())
    }
}

/// Where a file on its way is, and what is known of it.
fn places(folder: &Path, file: &RemoteFile) -> (PathBuf, PathBuf) {
    let name = hex::encode(&Sha256::digest(file.path.as_bytes())[..12]);
    (folder.join(format!("{name}.part")), folder.join(format!("{name}.json")))
}

/// Takes away what was noted of a file that has been kept.
pub(super) fn forget(part: &Path) {
    for left in [part.to_owned(), part.with_extension("json"), part.with_extension("json.new")] {
        let _ = fs::remove_file(left);
    }
}

/// Takes away what a process left that was killed between keeping a file and forgetting its parts.
pub fn forget_left(folder: &Path, file: &RemoteFile) {
    forget(&places(folder, file).0);
}
