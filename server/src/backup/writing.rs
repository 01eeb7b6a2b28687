//! Writing a backup while others read and write the store.

use std::{
    fs::File,
    io::{self, BufWriter, Read as _, Write as _},
    path::Path,
    sync::{Arc, atomic::AtomicBool},
};

use serde::Serialize;
use storage::{BlobStore, SqliteStore, StorageError};
use tar::{Builder, EntryType, Header};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::{BLOBS, BackupError, END, MANIFEST, copy_hashing, damaged, manifest};
use super::{DamagedBlob, End, Manifest};

/// Damaged blobs that are named; a disk with more of them is no source for a backup.
const MOST_DAMAGED: usize = 10_000;

/// What a backup holds.
#[derive(Clone, Debug, Serialize)]
pub struct BackedUp {
    /// What it says of itself.
    #[serde(flatten)]
    pub manifest: Manifest,
    /// Blobs that were damaged on the disk before.
    pub damaged: Vec<DamagedBlob>,
    /// Bytes of the file.
    pub bytes: u64,
}

/// Writes a backup of a store to a file that is not there yet: beside its place first, and readable by its owner alone, as it holds what is not for
/// the public. `progress` is told bytes done and in all. Needs room for the database once more while it runs.
///
/// # Errors
/// Where the place is taken, somebody asks to stop, or store or disk fail; then nothing is left.
pub async fn back_up(
    store: &SqliteStore,
    place: &Path,
    now: OffsetDateTime,
    stop: Arc<AtomicBool>,
    progress: impl FnMut(u64, u64) + Send + 'static,
) -> Result<BackedUp, BackupError> {
    if place.symlink_metadata().is_ok() {
        return Err(BackupError::Taken(place.to_owned()));
    }
    let beside = place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
    let staging = tempfile::Builder::new().prefix(".kakehashi-backup-").tempdir_in(&beside)?;
    let copy = staging.path().join(SqliteStore::DATABASE);
    if let Err(failure) = store.copy_database(&copy, Arc::clone(&stop)).await {
        return Err(if stop.load(std::sync::atomic::Ordering::Relaxed) { BackupError::Stopped } else { failure.into() });
    }
    let counted = SqliteStore::counted_in(&copy).await?;
    let (blobs, place) = (store.blob_store().clone(), place.to_owned());
    let made = now.format(&Rfc3339).unwrap_or_default();
    let writing = move || {
        let mut writer = Writer { stop, progress, done: 0, total: 0 };
        // The copy was closed: what stands in the file is all of it.
        let (database_sha256, database_bytes) = copy_hashing(&mut File::open(&copy)?, &mut io::sink(), &writer.stop, &mut |_| {})?;
        let mut listed = Vec::new();
        blobs.each(|hash, size| {
            listed.push((hash.to_owned(), size));
            Ok::<(), BackupError>(())
        })?;
        listed.sort_unstable();
        let manifest = Manifest {
            program: "kakehashi".to_owned(),
            format: manifest::FORMAT,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            made,
            schema: SqliteStore::SCHEMA,
            database_bytes,
            database_sha256,
            publications: counted.0,
            last_change: counted.1,
            blobs: listed.len() as u64,
            blob_bytes: listed.iter().map(|(_, size)| size).sum(),
        };
        let half = tempfile::Builder::new().prefix(".kakehashi-backup-").tempfile_in(&beside)?;
        let end = writer.write(BufWriter::new(half.as_file()), &manifest, &copy, &blobs, &listed)?;
        half.as_file().sync_all()?;
        let bytes = half.as_file().metadata()?.len();
        half.persist_noclobber(&place).map_err(|failed| match failed.error.kind() {
            io::ErrorKind::AlreadyExists => BackupError::Taken(place.clone()),
            _ => failed.error.into(),
        })?;
        if let Ok(folder) = File::open(&beside) {
            // Not every file system lets a folder be synchronised.
            let _ = folder.sync_all();
        }
        drop(staging);
        Ok(BackedUp { manifest, damaged: end.damaged, bytes })
    };
    tokio::task::spawn_blocking(writing).await.map_err(|stopped| StorageError::Failed(stopped.to_string()))?
}

struct Writer<Progress> {
    stop: Arc<AtomicBool>,
    progress: Progress,
    done: u64,
    total: u64,
}

impl<Progress: FnMut(u64, u64)> Writer<Progress> {
    fn write(
        &mut self,
        out: BufWriter<&File>,
        manifest: &Manifest,
        database: &Path,
        blobs: &BlobStore,
        listed: &[(String, u64)],
    ) -> Result<End, BackupError> {
        self.total = manifest.database_bytes + manifest.blob_bytes;
        let mut archive = Builder::new(out);
        append_json(&mut archive, MANIFEST, manifest)?;
        let (hash, _) = self.append(&mut archive, SqliteStore::DATABASE, database, manifest.database_bytes)?;
        if hash != manifest.database_sha256 {
            return Err(damaged(SqliteStore::DATABASE, "hash"));
        }
        let mut end = End { blobs: listed.len() as u64, damaged: Vec::new() };
        for (name, size) in listed {
            let place = blobs.path(name).ok_or_else(|| damaged(name, "name"))?;
            let (sha256, _) = self.append(&mut archive, &path_of(name), &place, *size)?;
            if sha256 != *name {
                end.damaged.push(DamagedBlob { name: name.clone(), sha256 });
                if end.damaged.len() > MOST_DAMAGED {
                    return Err(damaged(path_of(name), "hash"));
                }
            }
        }
        append_json(&mut archive, END, &end)?;
        let mut out = archive.into_inner()?;
        out.flush()?;
        Ok(end)
    }

    /// Appends a file of so many bytes; one that has others meanwhile is damaged.
    fn append(
        &mut self,
        archive: &mut Builder<BufWriter<&File>>,
        name: &str,
        place: &Path,
        size: u64,
    ) -> Result<(String, u64), BackupError> {
        let header = header_of(name, size)?;
        archive.get_mut().write_all(header.as_bytes())?;
        let (done, total) = (&mut self.done, self.total);
        let progress = &mut self.progress;
        let mut moved = |bytes| {
            *done += bytes;
            progress(*done, total);
        };
        let copied = copy_hashing(&mut File::open(place)?.take(size), archive.get_mut(), &self.stop, &mut moved)?;
        if copied.1 != size {
            return Err(damaged(name, "size"));
        }
        pad(archive, size)?;
        Ok(copied)
    }
}

/// Where a blob stands in the file.
fn path_of(hash: &str) -> String {
    let (beginning, rest) = hash.split_at(2.min(hash.len()));
    format!("{BLOBS}/{beginning}/{rest}")
}

fn header_of(name: &str, size: u64) -> Result<Header, BackupError> {
    let mut header = Header::new_ustar();
    header.set_path(name)?;
    header.set_size(size);
    header.set_mode(0o600);
    header.set_mtime(0);
    header.set_entry_type(EntryType::Regular);
    header.set_cksum();
    Ok(header)
}

/// Files of a tar begin at multiples of 512 bytes.
fn pad(archive: &mut Builder<BufWriter<&File>>, size: u64) -> Result<(), BackupError> {
    let over = usize::try_from(size % 512).unwrap_or(0);
    if over > 0 {
        archive.get_mut().write_all([0_u8; 512].get(over..).unwrap_or_default())?;
    }
    Ok(())
}

fn append_json(archive: &mut Builder<BufWriter<&File>>, name: &str, told: &impl Serialize) -> Result<(), BackupError> {
    let bytes = serde_json::to_vec_pretty(told).map_err(io::Error::other)?;
    let header = header_of(name, bytes.len() as u64)?;
    archive.append(&header, bytes.as_slice())?;
    Ok(())
}
