//! Restoring a backup into an empty folder.

use std::{
    collections::HashMap,
    fs::{self, File},
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

use serde::{Serialize, de::DeserializeOwned};
use storage::SqliteStore;
use tar::{Archive, EntryType};

use super::{BLOBS, BackupError, END, MANIFEST, copy_hashing, damaged, manifest};
use super::{End, Manifest};

/// What the folder is called in which files stand until all of them are there.
const STAGING: &str = ".restoring-";
/// Largest of the two files that tell of the others, bytes.
const LONGEST_JSON: u64 = 4 << 20;

/// What was restored.
#[derive(Clone, Debug, Serialize)]
pub struct Restored {
    /// What the backup says of itself.
    #[serde(flatten)]
    pub manifest: Manifest,
    /// Blobs that were damaged before the backup was made.
    pub damaged_before: u64,
}

/// Restores a backup into a data folder that is empty or not there yet. Files stand in a folder of their own within until every one was compared with
/// the backup's word; the database takes its place last, so that there is a store or there is none. What a killed restore left is cleared away.
/// `progress` is told bytes read and in all.
///
/// # Errors
/// Where the folder holds something, the backup is none, newer or damaged (the file is named), somebody asks to stop, or a disk fails; nothing is left.
pub fn restore(backup: &Path, folder: &Path, stop: &AtomicBool, mut progress: impl FnMut(u64, u64)) -> Result<Restored, BackupError> {
    let file = File::open(backup)?;
    if !file.metadata()?.is_file() {
        return Err(BackupError::NotABackup);
    }
    let made = !folder.exists();
    clear_remains(folder)?;
    fs::create_dir_all(folder)?;
    let restored = restore_into(file, folder, stop, &mut progress);
    if restored.is_err() && made {
        // Only goes where it is empty.
        let _ = fs::remove_dir(folder);
    }
    restored
}

/// Refuses a folder that holds something else than what a killed restore left.
fn clear_remains(folder: &Path) -> Result<(), BackupError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries.collect::<Result<Vec<_>, io::Error>>()?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let left = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with(STAGING);
    if !entries.iter().all(left) {
        return Err(BackupError::NotEmpty(folder.to_owned()));
    }
    for entry in entries {
        fs::remove_dir_all(entry.path())?;
    }
    Ok(())
}

fn restore_into(file: File, folder: &Path, stop: &AtomicBool, progress: &mut dyn FnMut(u64, u64)) -> Result<Restored, BackupError> {
    let total = file.metadata()?.len();
    let staging = tempfile::Builder::new().prefix(STAGING).tempdir_in(folder)?;
    let mut done = 0;
    let mut moved = |bytes: u64| {
        done += bytes;
        progress(done, total);
    };
    // Raw: no long names or sparse files of extensions, which no backup has.
    let mut archive = Archive::new(BufReader::new(file));
    let mut reading =
        Reading { staging: staging.path().to_owned(), manifest: None, database: false, end: None, blobs: 0, unlike: HashMap::new() };
    for entry in archive.entries()?.raw(true) {
        let mut entry = entry.map_err(|error| of_archive(error, reading.manifest.is_some()))?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if entry.header().entry_type() != EntryType::Regular {
            return Err(reading.wrong(&name, "kind"));
        }
        reading.take(&name, entry.size(), &mut entry, stop, &mut moved)?;
    }
    let (manifest, end) = reading.finished()?;
    fs::create_dir_all(staging.path().join(BLOBS))?;
    fs::rename(staging.path().join(BLOBS), folder.join(BLOBS))?;
    fs::rename(staging.path().join(SqliteStore::DATABASE), folder.join(SqliteStore::DATABASE))?;
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(Restored { manifest, damaged_before: end.damaged.len() as u64 })
}

/// An archive that cannot be read: before its first file it is none at all.
fn of_archive(error: io::Error, begun: bool) -> BackupError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof if begun => damaged(END, "cut-off"),
        io::ErrorKind::Other | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput if begun => damaged("tar", "content"),
        io::ErrorKind::PermissionDenied => error.into(),
        _ => BackupError::NotABackup,
    }
}

/// A backup that is being read.
struct Reading {
    staging: PathBuf,
    manifest: Option<Manifest>,
    database: bool,
    end: Option<End>,
    blobs: u64,
    /// Blobs whose bytes are not what their name says, with what they are.
    unlike: HashMap<String, String>,
}

impl Reading {
    /// A file that no backup has, or not there.
    fn wrong(&self, file: &str, reason: &'static str) -> BackupError {
        if self.manifest.is_some() { damaged(file, reason) } else { BackupError::NotABackup }
    }

    fn take(
        &mut self,
        name: &str,
        size: u64,
        bytes: &mut impl Read,
        stop: &AtomicBool,
        moved: &mut dyn FnMut(u64),
    ) -> Result<(), BackupError> {
        match (&self.manifest, self.database, self.end.is_some()) {
            (None, ..) if name == MANIFEST => {
                let manifest: Manifest = json_of(name, size, bytes).map_err(|_| BackupError::NotABackup)?;
                check(&manifest)?;
                self.manifest = Some(manifest);
            }
            (Some(manifest), false, false) if name == SqliteStore::DATABASE => {
                if size != manifest.database_bytes {
                    return Err(damaged(name, "size"));
                }
                let place = self.staging.join(name);
                let (hash, _) = self.keep(name, &place, size, bytes, stop, moved)?;
                if Some(&hash) != self.manifest.as_ref().map(|manifest| &manifest.database_sha256) {
                    return Err(damaged(name, "hash"));
                }
                // The database's own word counts, too.
                let schema = SqliteStore::schema_of(&place)?.ok_or_else(|| damaged(name, "content"))?;
                known(schema)?;
                self.database = true;
            }
            (Some(_), true, false) if name == END => self.end = Some(json_of(name, size, bytes)?),
            (Some(manifest), true, false) => {
                // Nothing else has a place here, so that no path can lead out of the folder.
                let hash = hash_of(name).ok_or_else(|| damaged(name, "name"))?;
                if self.blobs >= manifest.blobs {
                    return Err(damaged(name, "count"));
                }
                let place = self.staging.join(name);
                fs::create_dir_all(place.parent().unwrap_or(&self.staging))?;
                let (found, _) = self.keep(name, &place, size, bytes, stop, moved)?;
                self.blobs += 1;
                if found != hash {
                    self.unlike.insert(hash, found);
                }
            }
            _ => return Err(self.wrong(name, "order")),
        }
        Ok(())
    }

    fn keep(
        &self,
        name: &str,
        place: &Path,
        size: u64,
        bytes: &mut impl Read,
        stop: &AtomicBool,
        moved: &mut dyn FnMut(u64),
    ) -> Result<(String, u64), BackupError> {
        let mut file = File::options().write(true).create_new(true).open(place).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => damaged(name, "twice"),
            _ => error.into(),
        })?;
        let copied = copy_hashing(bytes, &mut file, stop, moved).map_err(|failure| match failure {
            BackupError::Disk(error) if error.kind() == io::ErrorKind::UnexpectedEof => damaged(name, "cut-off"),
            failure => failure,
        })?;
        if copied.1 != size {
            return Err(damaged(name, "cut-off"));
        }
        file.sync_all()?;
        Ok(copied)
    }

    /// Compares what was read with what the backup says of itself.
    fn finished(self) -> Result<(Manifest, End), BackupError> {
        let Some(manifest) = self.manifest else { return Err(BackupError::NotABackup) };
        if !self.database {
            return Err(damaged(SqliteStore::DATABASE, "cut-off"));
        }
        let Some(end) = self.end else { return Err(damaged(END, "cut-off")) };
        if end.blobs != self.blobs || manifest.blobs != self.blobs {
            return Err(damaged(BLOBS, "count"));
        }
        // What was damaged before is as it was then; all else is what its name says.
        let before: HashMap<&str, &str> = end.damaged.iter().map(|blob| (blob.name.as_str(), blob.sha256.as_str())).collect();
        let mut unlike: Vec<&String> =
            self.unlike.iter().filter(|(name, found)| before.get(name.as_str()) != Some(&found.as_str())).map(|(name, _)| name).collect();
        unlike.sort_unstable();
        match unlike.first() {
            Some(hash) => {
                Err(damaged(format!("{BLOBS}/{}/{}", hash.get(..2).unwrap_or_default(), hash.get(2..).unwrap_or_default()), "hash"))
            }
            None => Ok((manifest, end)),
        }
    }
}

fn check(manifest: &Manifest) -> Result<(), BackupError> {
    if manifest.program != "kakehashi" {
        return Err(BackupError::NotABackup);
    }
    known(manifest.schema)?;
    if manifest.format == manifest::FORMAT { Ok(()) } else { Err(BackupError::NotABackup) }
}

fn known(schema: i64) -> Result<(), BackupError> {
    let known = SqliteStore::SCHEMA;
    if schema > known { Err(BackupError::Newer { found: schema, known }) } else { Ok(()) }
}

/// The hash of a blob by its place in the file; `None` for every other path.
fn hash_of(name: &str) -> Option<String> {
    let (beginning, rest) = name.strip_prefix(BLOBS)?.strip_prefix('/')?.split_once('/')?;
    let is_hexadecimal = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    (beginning.len() == 2 && rest.len() == 62 && is_hexadecimal(beginning) && is_hexadecimal(rest)).then(|| format!("{beginning}{rest}"))
}

fn json_of<T: DeserializeOwned>(name: &str, size: u64, bytes: &mut impl Read) -> Result<T, BackupError> {
    if size > LONGEST_JSON {
        return Err(damaged(name, "size"));
    }
    let mut text = Vec::new();
    bytes.take(LONGEST_JSON).read_to_end(&mut text)?;
    if text.len() as u64 != size {
        return Err(damaged(name, "cut-off"));
    }
    serde_json::from_slice(&text).map_err(|_| damaged(name, "content"))
}
