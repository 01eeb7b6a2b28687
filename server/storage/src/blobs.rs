//! Originals and figures by their content: the port, and a folder behind it.
//!
//! A blob's file is named after its SHA-256: `ab/cdef…`. It is written beside its place under another name, brought to the disk and then
//! renamed, so that a name never stands for half a file, whenever the process is killed. What a killed process left half-written begins
//! with `.` and is in nobody's way.

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use async_trait::async_trait;
use sha2::{Digest, Sha256};

use crate::StorageError;

/// Originals and figures: bytes by their content.
#[async_trait]
pub trait BlobRepository: Send + Sync {
    /// Keeps bytes and answers their SHA-256, hexadecimal. Keeping the same bytes twice costs nothing more.
    async fn keep(&self, bytes: Vec<u8>) -> Result<String, StorageError>;

    /// Keeps a file's bytes, read in pieces, and answers their SHA-256 and size; the file stays where it is.
    async fn keep_file(&self, path: &Path) -> Result<(String, u64), StorageError>;

    /// Puts the bytes of a hash at a place: by a link where the disk can, else as a copy. Answers whether they are kept.
    async fn link_blob(&self, hash: &str, place: &Path) -> Result<bool, StorageError>;

    /// The bytes of a hash.
    async fn blob(&self, hash: &str) -> Result<Option<Vec<u8>>, StorageError>;
}

/// Bytes read and written at once.
const PIECE: usize = 256 << 10;

/// A folder of blobs. Clones share the folder.
#[derive(Clone, Debug)]
pub struct BlobStore {
    folder: Arc<Path>,
}

/// Tells apart the half-written files of one process.
static WRITTEN: AtomicU64 = AtomicU64::new(0);

/// A file that is being written; taken away again unless it is put in its place.
struct HalfWritten {
    path: PathBuf,
    file: File,
}

impl HalfWritten {
    fn create(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!(".{}-{number}.part", std::process::id()));
        // A file of that name can only be left from a process that had the same number and was killed.
        let file = File::create(&path)?;
        Ok(Self { path, file })
    }

    fn put_in_place(self, place: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        let folder = place.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        fs::rename(&self.path, place)?;
        // The name, too, is to survive a power cut. Not every file system lets a folder be synchronised; the rename is atomic all the same.
        if let Ok(folder) = File::open(folder) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

impl Drop for HalfWritten {
    fn drop(&mut self) {
        // After the rename there is nothing of that name left.
        let _ = fs::remove_file(&self.path);
    }
}

impl BlobStore {
    /// The blobs of a folder, which is created where it is missing.
    ///
    /// # Errors
    /// When it cannot be created.
    pub fn open(folder: &Path) -> Result<Self, StorageError> {
        fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.into() })
    }

    /// Where the blob of a hash stands; `None` for what is no hash, so that no path can be made of it.
    #[must_use]
    pub fn path(&self, hash: &str) -> Option<PathBuf> {
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_hash.then(|| self.folder.join(&hash[..2]).join(&hash[2..]))
    }

    /// Keeps bytes and answers their SHA-256, hexadecimal.
    ///
    /// # Errors
    /// When the disk does not take them.
    pub fn keep(&self, bytes: &[u8]) -> Result<String, StorageError> {
        let hash = hex::encode(Sha256::digest(bytes));
        let Some(place) = self.path(&hash) else { return Err(StorageError::Failed("no place for a blob".to_owned())) };
        if is_there(&place, bytes.len() as u64) {
            return Ok(hash);
        }
        let mut half = HalfWritten::create(place.parent().unwrap_or(&self.folder))?;
        half.file.write_all(bytes)?;
        half.put_in_place(&place)?;
        Ok(hash)
    }

    /// Keeps a file's bytes, read in pieces of a quarter of a megabyte, and answers their SHA-256, hexadecimal, and how many they are.
    ///
    /// # Errors
    /// When the file cannot be read, or the disk does not take it.
    pub fn keep_file(&self, path: &Path) -> Result<(String, u64), StorageError> {
        let mut file = File::open(path)?;
        // What is read twice is read from the system's cache; what is kept already is not written again.
        let (hash, size) = copy_hashing(&mut file, &mut io::sink())?;
        let Some(place) = self.path(&hash) else { return Err(StorageError::Failed("no place for a blob".to_owned())) };
        if is_there(&place, size) {
            return Ok((hash, size));
        }
        let mut half = HalfWritten::create(&self.folder)?;
        let (hash, size) = copy_hashing(&mut File::open(path)?, &mut half.file)?;
        // The file may have grown between the two readings: what counts is what was written.
        let Some(place) = self.path(&hash) else { return Err(StorageError::Failed("no place for a blob".to_owned())) };
        half.put_in_place(&place)?;
        Ok((hash, size))
    }

    /// Puts the bytes of a hash at a place, by a link where the disk can, else as a copy. Answers whether they are kept.
    ///
    /// # Errors
    /// When neither is possible.
    pub fn link(&self, hash: &str, place: &Path) -> Result<bool, StorageError> {
        let Some(from) = self.path(hash).filter(|from| from.is_file()) else { return Ok(false) };
        if fs::hard_link(&from, place).is_err() {
            fs::copy(&from, place)?;
        }
        Ok(true)
    }

    /// The bytes of a hash; `None` where they are not kept, or it is no hash.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn blob(&self, hash: &str) -> Result<Option<Vec<u8>>, StorageError> {
        let Some(place) = self.path(hash) else { return Ok(None) };
        match fs::read(place) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// How many blobs there are, and their bytes. Walks the folder.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn size(&self) -> Result<(u64, u64), StorageError> {
        let (mut blobs, mut bytes) = (0, 0);
        self.each(|_, size| {
            blobs += 1;
            bytes += size;
            Ok::<(), StorageError>(())
        })?;
        Ok((blobs, bytes))
    }

    /// Goes through all blobs, in no order: the hash of each and its bytes by number.
    ///
    /// # Errors
    /// When the folder cannot be read, or as `see` answers.
    pub fn each<E: From<StorageError>>(&self, mut see: impl FnMut(&str, u64) -> Result<(), E>) -> Result<(), E> {
        let of_disk = |error: io::Error| E::from(StorageError::from(error));
        for folder in fs::read_dir(&self.folder).map_err(of_disk)? {
            let folder = folder.map_err(of_disk)?;
            if !folder.file_type().map_err(of_disk)?.is_dir() {
                continue;
            }
            let beginning = folder.file_name();
            for file in fs::read_dir(folder.path()).map_err(of_disk)? {
                let file = file.map_err(of_disk)?;
                let hash = format!("{}{}", beginning.to_string_lossy(), file.file_name().to_string_lossy());
                // What is half written, and what is not ours, has no such name.
                if self.path(&hash).is_some_and(|place| place == file.path()) {
                    see(&hash, file.metadata().map_err(of_disk)?.len())?;
                }
            }
        }
        Ok(())
    }
}

/// Whether a blob stands there whole. A file of another length is the rest of a broken disk, and is written anew.
fn is_there(place: &Path, size: u64) -> bool {
    fs::metadata(place).is_ok_and(|file| file.is_file() && file.len() == size)
}

fn copy_hashing(from: &mut impl Read, to: &mut impl Write) -> io::Result<(String, u64)> {
    let mut hasher = Sha256::new();
    let mut piece = vec![0; PIECE];
    let mut size = 0;
    loop {
        let read = match from.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hasher.update(&piece[..read]);
        to.write_all(&piece[..read])?;
        size += read as u64;
    }
    Ok((hex::encode(hasher.finalize()), size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_written_files_are_neither_counted_nor_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let blobs = BlobStore::open(folder.path()).expect("opened");
        let hash = blobs.keep(b"drawing").expect("kept");
        let place = blobs.path(&hash).expect("a place");
        fs::write(place.parent().expect("a folder").join(".1-1.part"), b"dra").expect("written");
        assert_eq!(blobs.size().expect("counted"), (1, 7));
        drop(HalfWritten::create(folder.path()).expect("created"));
        let left = fs::read_dir(folder.path()).expect("read").filter(|entry| entry.as_ref().is_ok_and(|entry| entry.path().is_file()));
        assert_eq!(left.count(), 0);
    }

    #[test]
    fn a_blob_cut_off_by_a_broken_disk_is_written_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let blobs = BlobStore::open(folder.path()).expect("opened");
        let hash = blobs.keep(b"drawing").expect("kept");
        fs::write(blobs.path(&hash).expect("a place"), b"dr").expect("cut off");
        blobs.keep(b"drawing").expect("kept again");
        assert_eq!(blobs.blob(&hash).expect("read").as_deref(), Some(b"drawing".as_slice()));
    }
}
