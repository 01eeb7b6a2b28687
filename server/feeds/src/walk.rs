//! Walking through a delivery: containers within containers, file by file, record by record.

use std::{
    cell::Cell,
    fs::File,
    io::{self, Read, Write},
    path::Path,
};

use encoding_rs::Encoding;

use crate::{
    DeliveryError, DeliverySink, DeliverySummary, FeedSettings, Limits, Reject,
    archive::{
        ArchiveKind, Budget, Container, Directory, Entry, Guarded, Gunzip, Held, LimitHit, Lookup, SharedFile, Tape, Zipped, read_head,
    },
    codes,
    codes::RejectCode,
    content,
    progress::{Progress, Span},
};

/// Place of a reject that is about a file as a whole.
const WHOLE_FILE: &str = "ファイル全体";

/// Bytes that tell an archive or an image from a text.
const SIGNATURE: usize = 4096;

/// Reads a delivery: a directory, a file, or an archive, nested too. Every record and every reject goes to `sink`, in the order of the files'
/// names; reading is synchronous. Of a delivery only the names of its files are held at once, as many as the limits let it have.
///
/// # Errors
/// When nothing can be opened at `path`, or the delivery as a whole passes a limit; records handed over until then stay handed over.
pub fn read_delivery(
    path: &Path,
    settings: &FeedSettings,
    limits: &Limits,
    sink: &mut dyn DeliverySink,
) -> Result<DeliverySummary, DeliveryError> {
    let mut directory = open(path, limits)?;
    let total = directory.total;
    walk(&mut directory, total, settings, limits, sink)
}

/// Reads a delivery of one file that is held in memory, an archive or a file of records, as [`read_delivery`] reads one from disk.
///
/// # Errors
/// As [`read_delivery`], but for the file's being there.
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    settings: &FeedSettings,
    limits: &Limits,
    sink: &mut dyn DeliverySink,
) -> Result<DeliverySummary, DeliveryError> {
    walk(&mut Held::new(name, bytes), bytes.len() as u64, settings, limits, sink)
}

fn walk(
    container: &mut dyn Container,
    total: u64,
    settings: &FeedSettings,
    limits: &Limits,
    sink: &mut dyn DeliverySink,
) -> Result<DeliverySummary, DeliveryError> {
    let encoding = match settings.encoding.as_deref() {
        Some(label) => Some(Encoding::for_label(label.as_bytes()).ok_or_else(|| refused(&codes::ENCODING_UNKNOWN, label))?),
        None => None,
    };
    let budget = Budget::new(limits, total);
    let progress = Progress::new(total);
    let mut walk = Walk { settings, encoding, budget: &budget, sink, summary: DeliverySummary::default(), progress };
    let ended = walk.container(container, "", 0, Span::whole());
    walk.progress.end(walk.sink);
    match ended {
        Ok(()) => Ok(walk.summary),
        Err(Halt::Stopped) => Ok(DeliverySummary { stopped: true, ..walk.summary }),
        Err(Halt::Refused(code, detail)) => Err(refused(code, &detail)),
    }
}

fn refused(code: &RejectCode, detail: &str) -> DeliveryError {
    DeliveryError::Refused { code: code.as_str().to_owned(), reason: code.reason(detail) }
}

/// Opens what a delivery is on disk.
pub(crate) fn open(path: &Path, limits: &Limits) -> Result<Directory, DeliveryError> {
    let failed = |cause: io::Error| DeliveryError::Open { path: path.display().to_string(), cause };
    let directory = if path.is_dir() { Directory::open(path, limits.files) } else { Directory::single(path) }.map_err(failed)?;
    if directory.entries().len() as u64 > limits.files {
        return Err(refused(&codes::DELIVERY_TOO_MANY_FILES, &limits.files.to_string()));
    }
    Ok(directory)
}

/// Why a walk ended before its end.
#[derive(Debug)]
pub(crate) enum Halt {
    /// The sink asked for it.
    Stopped,
    /// The delivery passes a limit.
    Refused(&'static RejectCode, String),
}

impl From<crate::Stop> for Halt {
    fn from(_: crate::Stop) -> Self {
        Self::Stopped
    }
}

/// A walk through a delivery.
pub(crate) struct Walk<'a> {
    pub(crate) settings: &'a FeedSettings,
    pub(crate) encoding: Option<&'static Encoding>,
    pub(crate) budget: &'a Budget<'a>,
    pub(crate) sink: &'a mut dyn DeliverySink,
    pub(crate) summary: DeliverySummary,
    pub(crate) progress: Progress,
}

/// A file being visited.
#[derive(Clone, Copy)]
pub(crate) struct Visit<'v> {
    /// Its name within the delivery.
    pub(crate) file: &'v str,
    /// The container it lies in.
    pub(crate) container: &'v dyn Container,
    /// Its entry there.
    pub(crate) entry: &'v Entry,
    /// Archives around it.
    nesting: u32,
    /// Its share of the delivery.
    pub(crate) span: Span,
    /// Bytes read of it.
    pub(crate) read: &'v Cell<u64>,
}

impl Walk<'_> {
    /// Hands over a reject.
    pub(crate) fn reject(&mut self, mut reject: Reject) -> Result<(), crate::Stop> {
        if reject.place.is_empty() {
            WHOLE_FILE.clone_into(&mut reject.place);
        }
        self.summary.rejects += 1;
        self.sink.reject(reject)
    }

    fn container(&mut self, container: &mut dyn Container, prefix: &str, nesting: u32, span: Span) -> Result<(), Halt> {
        for refused in container.take_refused() {
            self.count_file()?;
            let file = match refused.name.as_str() {
                "" => prefix.trim_end_matches("!/").to_owned(),
                name => format!("{prefix}{name}"),
            };
            self.reject(refused.code.reject(&file, String::new(), &refused.detail))?;
        }
        let container: &dyn Container = container;
        let total: u64 = container.entries().iter().map(|entry| entry.packed).sum();
        let mut lookup: Option<Lookup> = None;
        let mut before = 0;
        let read = Cell::new(0);
        for entry in container.entries() {
            self.count_file()?;
            let file = format!("{prefix}{}", entry.name);
            let span = span.part(before, entry.packed, total);
            before += entry.packed;
            let visit = Visit { file: &file, container, entry, nesting, span, read: &read };
            let mut outcome = Ok(());
            let opened = container.open(entry, &mut |input| outcome = self.file(input, visit, &mut lookup));
            outcome?;
            if let Err(refused) = opened {
                self.reject(refused.code.reject(&file, String::new(), &refused.detail))?;
            }
            self.progress.at(span.end(), self.sink);
        }
        Ok(())
    }

    fn count_file(&mut self) -> Result<(), Halt> {
        self.summary.files += 1;
        let most = self.budget.limits.files;
        if self.summary.files > most {
            return Err(Halt::Refused(&codes::DELIVERY_TOO_MANY_FILES, most.to_string()));
        }
        Ok(())
    }

    fn file(&mut self, input: &mut dyn Read, visit: Visit<'_>, lookup: &mut Option<Lookup>) -> Result<(), Halt> {
        let packed = visit.entry.is_compressed.then_some(visit.entry.packed);
        let mut guarded = Guarded::new(input, self.budget, packed, visit.read);
        let head = match read_head(&mut guarded, SIGNATURE) {
            Ok(head) => head,
            Err(error) => return self.unreadable(visit.file, &error),
        };
        let Some(kind) = ArchiveKind::of(&head) else {
            return content::read(self, visit, head, &mut guarded, lookup);
        };
        if visit.nesting > self.budget.limits.nesting {
            let limit = self.budget.limits.nesting.to_string();
            return Ok(self.reject(codes::ARCHIVE_NESTING.reject(visit.file, String::new(), &limit))?);
        }
        let file = match visit.container.on_disk(visit.entry) {
            Some(path) => File::open(path),
            None => spool(&head, &mut guarded),
        };
        match file.and_then(SharedFile::new) {
            Ok(file) => self.archive(kind, file, visit),
            Err(error) => self.unreadable(visit.file, &error),
        }
    }

    fn archive(&mut self, kind: ArchiveKind, file: SharedFile, visit: Visit<'_>) -> Result<(), Halt> {
        let prefix = format!("{}!/", visit.file);
        let (nesting, span) = (visit.nesting + 1, visit.span);
        match kind {
            ArchiveKind::Gzip => self.container(&mut Gunzip::new(file, &visit.entry.name), &prefix, nesting, span),
            ArchiveKind::Tar => self.container(&mut Tape::open(file, self.encoding, self.budget.limits.files), &prefix, nesting, span),
            ArchiveKind::Zip => match Zipped::open(file, self.encoding) {
                // An office document or a program is a zip too.
                Ok(zipped)
                    if zipped
                        .entries()
                        .iter()
                        .any(|entry| matches!(entry.name.as_str(), "[Content_Types].xml" | "META-INF/MANIFEST.MF")) =>
                {
                    self.summary.passed_over += 1;
                    Ok(())
                }
                Ok(mut zipped) => self.container(&mut zipped, &prefix, nesting, span),
                Err(refused) => Ok(self.reject(refused.code.reject(visit.file, String::new(), &refused.detail))?),
            },
        }
    }

    /// A file that cannot be read on: damaged, or past a limit. The limits of the delivery end the walk.
    pub(crate) fn unreadable(&mut self, file: &str, error: &io::Error) -> Result<(), Halt> {
        let reject = match LimitHit::of(error) {
            Some(hit) if hit.code == &codes::DELIVERY_TOO_LARGE => return Err(Halt::Refused(hit.code, hit.limit.to_string())),
            Some(hit) => hit.code.reject(file, String::new(), &hit.limit.to_string()),
            None if error.kind() == io::ErrorKind::StorageFull => codes::WORK_SPACE.reject(file, String::new(), &error.to_string()),
            None if file.contains("!/") => codes::ARCHIVE_CORRUPT.reject(file, String::new(), &error.to_string()),
            None => codes::FILE_UNREADABLE.reject(file, String::new(), &error.to_string()),
        };
        Ok(self.reject(reject)?)
    }
}

/// Unpacks an archive that lies in another one to a temporary file without a name, which ends with its last reader.
fn spool(head: &[u8], rest: &mut dyn Read) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    file.write_all(head)?;
    io::copy(rest, &mut file)?;
    Ok(file)
}
