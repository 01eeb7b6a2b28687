//! A watched folder of this machine: where a disk that came by post is mounted, or others put files.

use std::{
    fs::{self, File},
    io::{self, Read as _, Seek as _, SeekFrom},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use async_trait::async_trait;

use super::{Beginning, Intake, PathPattern, RemoteFile, ResumePoint, Transport, TransportError, TransportSettings, listing::selected};

/// Bytes taken at once.
const PIECE: usize = 1 << 20;

/// A folder.
pub(super) struct Folder {
    path: PathBuf,
    pattern: PathPattern,
    settings: TransportSettings,
}

impl Folder {
    /// A folder within those that the configuration permits, links resolved.
    pub(super) fn new(path: &Path, pattern: PathPattern, settings: TransportSettings) -> Result<Self, TransportError> {
        let place = fs::canonicalize(path).map_err(|error| of_local(&error, path))?;
        let within =
            settings.folders.iter().filter_map(|permitted| fs::canonicalize(permitted).ok()).any(|permitted| place.starts_with(permitted));
        if within { Ok(Self { path: place, pattern, settings }) } else { Err(TransportError::new("folder-refused", path.display())) }
    }

    fn entries(&self) -> Result<Vec<RemoteFile>, TransportError> {
        let mut files = Vec::new();
        let mut folders = vec![(String::new(), 0)];
        while let Some((below, depth)) = folders.pop() {
            let folder = self.path.join(&below);
            for entry in fs::read_dir(&folder).map_err(|error| of_local(&error, &folder))? {
                let entry = entry.map_err(|error| of_local(&error, &folder))?;
                // A name that is no text cannot be told of, nor asked for again.
                let Ok(name) = entry.file_name().into_string() else { continue };
                // Links are not followed: they could lead out of the folder.
                let Ok(about) = entry.metadata() else { continue };
                let path = format!("{below}{name}");
                if about.is_file() {
                    let modified = about.modified().ok();
                    // What is still being written is left for the next time.
                    if modified.and_then(|at| at.elapsed().ok()).is_some_and(|age| age < self.settings.settled) {
                        continue;
                    }
                    let version = modified.and_then(|at| at.duration_since(UNIX_EPOCH).ok()).map(|since| since.as_nanos().to_string());
                    files.push(RemoteFile { path, size: Some(about.len()), version, checksum_file: None });
                } else if about.is_dir() && depth < self.pattern.depth() {
                    folders.push((format!("{path}/"), depth + 1));
                }
                if files.len() > self.settings.files {
                    return Err(TransportError::new("too-many-files", files.len()));
                }
            }
        }
        Ok(selected(files, &self.pattern))
    }
}

fn of_local(error: &io::Error, path: &Path) -> TransportError {
    let code = match error.kind() {
        io::ErrorKind::NotFound => "not-found",
        io::ErrorKind::PermissionDenied => "denied",
        _ => "disk-failed",
    };
    TransportError::new(code, format!("{}: {error}", path.display()))
}

#[async_trait]
impl Transport for Folder {
    async fn list(&self) -> Result<Vec<RemoteFile>, TransportError> {
        tokio::task::block_in_place(|| self.entries())
    }

    async fn send(&self, file: &RemoteFile, from: &ResumePoint, intake: &mut dyn Intake) -> Result<(), TransportError> {
        let place = fs::canonicalize(self.path.join(&file.path)).map_err(|error| of_local(&error, Path::new(&file.path)))?;
        if !place.starts_with(&self.path) {
            return Err(TransportError::new("denied", &file.path));
        }
        let mut local = File::open(&place).map_err(|error| of_local(&error, &place))?;
        let total = local.metadata().map_err(|error| of_local(&error, &place))?.len();
        local.seek(SeekFrom::Start(from.offset)).map_err(|error| of_local(&error, &place))?;
        intake.begin(Beginning { offset: from.offset, total: Some(total), ..Beginning::default() }).await?;
        let mut piece = vec![0; PIECE];
        loop {
            let read = tokio::task::block_in_place(|| local.read(&mut piece)).map_err(|error| of_local(&error, &place))?;
            if read == 0 {
                return Ok(());
            }
            intake.take(&piece[..read]).await?;
        }
    }
}

/// Writes a folder as one tar archive, always the same bytes for the same files: names in order, no dates, no owners. So a folder that came
/// is one file that is kept as it came, and known again.
///
/// # Errors
/// When something of it cannot be read, or the archive not be written.
pub fn packed_folder(folder: &Path, into: &Path, most_files: u64) -> io::Result<()> {
    let mut names = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                names.push(entry.path());
            }
            if names.len() as u64 > most_files {
                return Err(io::Error::other(format!("{most_files} ファイルを超えています")));
            }
        }
    }
    names.sort();
    let mut archive = tar::Builder::new(File::create(into)?);
    for path in names {
        let mut file = File::open(&path)?;
        let mut header = tar::Header::new_gnu();
        header.set_size(file.metadata()?.len());
        header.set_mode(0o644);
        let name = path.strip_prefix(folder).unwrap_or(&path);
        archive.append_data(&mut header, name, &mut file)?;
    }
    archive.into_inner()?.sync_all()
}
