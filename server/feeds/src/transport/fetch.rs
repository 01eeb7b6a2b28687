//! Fetching a file: taken up where it broke off, tried again with growing pauses, checked, and never larger than it may be.

use std::{
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
    time::Duration,
};

use async_trait::async_trait;
use sha2::{Digest as _, Sha256};
use tokio_util::sync::CancellationToken;

use super::{Beginning, Intake, RemoteFile, ResumePoint, StatedChecksum, Transport, TransportError, part, part::Part};

/// Largest file that states a checksum, bytes.
const LARGEST_CHECKSUM_FILE: usize = 1 << 20;

/// What fetching may take.
#[derive(Clone, Copy, Debug)]
pub struct FetchLimits {
    /// Largest file, bytes.
    pub file_bytes: u64,
    /// Bytes of the disk that stay free.
    pub free_bytes: u64,
    /// Tries that bring nothing new before it is given up for now.
    pub tries: u32,
    /// The first pause between tries; each further one is twice as long, to a quarter of an hour.
    pub pause: Duration,
}

impl Default for FetchLimits {
    fn default() -> Self {
        Self { file_bytes: 64 << 30, free_bytes: 512 << 20, tries: 6, pause: Duration::from_secs(2) }
    }
}

/// How far fetching is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FetchProgress {
    /// Bytes here.
    pub bytes: u64,
    /// Bytes in all, where known.
    pub total: Option<u64>,
    /// Times the connection was made anew.
    pub resumed: u32,
}

/// A file that is here, whole and on the disk.
#[derive(Debug)]
pub struct Fetched {
    /// Where it is, until [`Fetched::forget`].
    pub path: PathBuf,
    /// Bytes.
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// What it was checked against: `sha256`, `md5`, `size`, or nothing that the source stated.
    pub checked: Option<&'static str>,
    /// Times the connection was made anew.
    pub resumed: u32,
}

impl Fetched {
    /// Takes the file away, once it is kept elsewhere.
    pub fn forget(self) {
        part::forget(&self.path);
    }
}

struct PartIntake<'a> {
    part: &'a mut Part,
    limits: FetchLimits,
    folder: &'a Path,
    stop: &'a CancellationToken,
    progress: &'a (dyn Fn(FetchProgress) + Send + Sync),
    resumed: u32,
    checksum: Option<StatedChecksum>,
}

#[async_trait]
impl Intake for PartIntake<'_> {
    async fn begin(&mut self, beginning: Beginning) -> Result<(), TransportError> {
        if let Some(total) = beginning.total {
            if total > self.limits.file_bytes {
                return Err(TransportError::new("too-large", format!("{total} > {}", self.limits.file_bytes)));
            }
            // The file is copied once more when it is kept.
            let needed = (total - beginning.offset.min(total)).saturating_add(total).saturating_add(self.limits.free_bytes);
            if let Some(free) = free_bytes(self.folder).filter(|free| *free < needed) {
                return Err(TransportError::new("disk-full", format!("{free} < {needed}")));
            }
        }
        self.checksum = beginning.checksum.or(self.checksum.take());
        self.part.begin(beginning.offset, beginning.total, beginning.validator).await
    }

    async fn take(&mut self, bytes: &[u8]) -> Result<(), TransportError> {
        if self.stop.is_cancelled() {
            return Err(TransportError::new("stopped", ""));
        }
        if self.part.length().saturating_add(bytes.len() as u64) > self.limits.file_bytes {
            return Err(TransportError::new("too-large", self.limits.file_bytes));
        }
        self.part.write(bytes).await?;
        (self.progress)(FetchProgress { bytes: self.part.length(), total: self.part.total(), resumed: self.resumed });
        Ok(())
    }
}

/// Bytes free on the disk of a folder; `None` where the system does not say.
fn free_bytes(folder: &Path) -> Option<u64> {
    let about = rustix::fs::statvfs(folder).ok()?;
    Some(about.f_bavail.saturating_mul(about.f_frsize))
}

/// Fetches a file into a folder for files on their way. Stopped or killed anywhere, the next call goes on from what came.
///
/// # Errors
/// When it cannot be had; what came stays for the next call, unless it is another file's.
pub async fn fetch(
    transport: &dyn Transport,
    file: &RemoteFile,
    folder: &Path,
    limits: FetchLimits,
    stop: &CancellationToken,
    progress: &(dyn Fn(FetchProgress) + Send + Sync),
) -> Result<Fetched, TransportError> {
    let stated = stated_checksum(transport, file).await;
    let mut part = Part::open(folder, file)?;
    let (mut failures, mut resumed, mut mismatches) = (0_u32, 0_u32, 0_u32);
    loop {
        if stop.is_cancelled() {
            return Err(TransportError::new("stopped", ""));
        }
        let before = part.length();
        // Whatever came is complete already where the process was killed between the last byte and keeping it.
        let complete = before > 0 && part.total().or(file.size) == Some(before);
        let mut checksum = None;
        let sent = if complete {
            Ok(())
        } else {
            let from = part.resume_point();
            let mut intake = PartIntake { part: &mut part, limits, folder, stop, progress, resumed, checksum: None };
            let sent = tokio::select! {
                sent = transport.send(file, &from, &mut intake) => sent,
                () = stop.cancelled() => Err(TransportError::new("stopped", "")),
            };
            checksum = intake.checksum.take();
            part.make_safe().await?;
            sent
        };
        let came = part.length();
        let ended = sent.and_then(|()| match part.total().or(file.size) {
            Some(total) if came < total => Err(TransportError::new("connection-broken", format!("{came} / {total}"))),
            Some(total) if came > total => Err(TransportError::new("size-mismatch", format!("{came} / {total}"))),
            _ => Ok(()),
        });
        let ended = match ended {
            Ok(()) => check(&part, stated.clone().or(checksum), file).await,
            Err(failure) => Err(failure),
        };
        let failure = match ended {
            Ok((sha256, checked)) => {
                let size = part.length();
                let path = part.close().await?;
                return Ok(Fetched { path, size, sha256, checked, resumed });
            }
            Err(failure) => failure,
        };
        if matches!(failure.code, "size-mismatch" | "checksum-mismatch") {
            // Something else than what was announced: begun anew, and given up where that happens again.
            part.throw_away();
            mismatches += 1;
            if mismatches > 1 {
                return Err(failure);
            }
        }
        if !failure.transient || failure.code == "stopped" {
            return Err(failure);
        }
        failures = if came > before { 0 } else { failures + 1 };
        if failures >= limits.tries {
            return Err(failure);
        }
        resumed += 1;
        // A server that breaks off and sends on is asked again soon; one that sends nothing is left alone for longer each time.
        let pause = match failures.checked_sub(1) {
            None => limits.pause / 10,
            Some(again) => limits.pause.saturating_mul(2_u32.saturating_pow(again)).min(Duration::from_secs(900)),
        };
        tracing::debug!(%failure, path = %file.path, came, ?pause, "a file is tried again");
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = stop.cancelled() => {}
        }
    }
}

/// The checksum that a file beside this one states. Where that cannot be read, nothing is stated.
async fn stated_checksum(transport: &dyn Transport, file: &RemoteFile) -> Option<StatedChecksum> {
    #[derive(Default)]
    struct Small(Vec<u8>);

    #[async_trait]
    impl Intake for Small {
        async fn begin(&mut self, _: Beginning) -> Result<(), TransportError> {
            self.0.clear();
            Ok(())
        }

        async fn take(&mut self, bytes: &[u8]) -> Result<(), TransportError> {
            self.0.extend_from_slice(bytes);
            if self.0.len() > LARGEST_CHECKSUM_FILE { Err(TransportError::new("too-large", LARGEST_CHECKSUM_FILE)) } else { Ok(()) }
        }
    }

    let beside = RemoteFile { path: file.checksum_file.clone()?, size: None, version: None, checksum_file: None };
    let mut small = Small::default();
    for _ in 0..3 {
        if transport.send(&beside, &ResumePoint::default(), &mut small).await.is_ok() {
            return StatedChecksum::beside(&String::from_utf8_lossy(&small.0), file.name());
        }
    }
    tracing::warn!(path = %beside.path, "a stated checksum cannot be read");
    None
}

/// Reads what came once more, from the disk, and compares it with what was stated. Gives its SHA-256, and what was compared.
async fn check(part: &Part, stated: Option<StatedChecksum>, file: &RemoteFile) -> Result<(String, Option<&'static str>), TransportError> {
    let path = part.path().to_owned();
    let size_stated = part.total().or(file.size).is_some();
    let digests = tokio::task::spawn_blocking(move || digests(&path)).await;
    let (sha256, md5) = match digests {
        Ok(digests) => digests.map_err(|error| TransportError::of_disk(&error))?,
        Err(panicked) => return Err(TransportError::new("disk-failed", panicked)),
    };
    let (name, expected, found) = match stated {
        None => return Ok((sha256, size_stated.then_some("size"))),
        Some(StatedChecksum::Sha256(expected)) => ("sha256", expected, sha256.clone()),
        Some(StatedChecksum::Md5(expected)) => ("md5", expected, md5),
    };
    if expected == found {
        Ok((sha256, Some(name)))
    } else {
        Err(TransportError::new("checksum-mismatch", format!("{name} {found} / {expected}")))
    }
}

/// SHA-256 and MD5 of a file, hexadecimal.
fn digests(path: &Path) -> std::io::Result<(String, String)> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        // Nothing came of an empty file.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok((hex::encode(Sha256::digest([])), format!("{:x}", md5::compute([]))));
        }
        Err(error) => return Err(error),
    };
    let (mut sha256, mut md5) = (Sha256::new(), md5::Context::new());
    let mut piece = vec![0; 256 << 10];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok((hex::encode(sha256.finalize()), format!("{:x}", md5.finalize()))),
            read => {
                sha256.update(&piece[..read]);
                md5.consume(&piece[..read]);
            }
        }
    }
}
