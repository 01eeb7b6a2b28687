//! A file that is no archive: finding its format, reading its records, bringing their figures.

use std::{cell::Cell, io::Read};

use publication::{Figure, FigureKind, Publication};
use sha2::{Digest, Sha256};

use crate::{
    FigureFile, FormatName, ParsedRecord, Stop,
    archive::{Container, Guarded, Lookup, read_head},
    codes,
    codes::RejectCode,
    decoding::Decoding,
    formats::{Context, Draft, FORMATS, Format, Out, ReadEnd, Remarks, format_named},
    head::{self, Head, Shape},
    media, package_list,
    walk::{Halt, Visit, Walk},
};

/// Reads a file of which the first bytes are known.
pub(crate) fn read(
    walk: &mut Walk<'_>,
    visit: Visit<'_>,
    mut begin: Vec<u8>,
    rest: &mut Guarded<'_>,
    lookup: &mut Option<Lookup>,
) -> Result<(), Halt> {
    if media::media_type(&begin).is_some() {
        walk.summary.passed_over += 1;
        return Ok(());
    }
    match read_head(rest, head::LENGTH) {
        Ok(more) => begin.extend_from_slice(&more),
        Err(error) => return walk.unreadable(visit.file, &error),
    }
    let head = Head::read(&begin);
    let reject = |walk: &mut Walk<'_>, code: &RejectCode, detail: &str| Ok(walk.reject(code.reject(visit.file, String::new(), detail))?);
    if head.shape() == Shape::Empty {
        return reject(walk, &codes::FILE_EMPTY, "");
    }
    let format = match walk.settings.format {
        _ if head.has_no_records() => None,
        Some(name) => format_named(name).filter(|format| format.is_xml() == (head.shape() == Shape::Xml)),
        None => FORMATS.iter().copied().find(|format| format.recognises(&head)),
    };
    let Some(format) = format else {
        return match head.shape() {
            Shape::Xml if !head.has_no_records() => reject(walk, &codes::FORMAT_UNKNOWN, head.root().unwrap_or_default()),
            Shape::XmlWithoutRoot => reject(walk, &codes::XML_MALFORMED, "ルート要素がありません"),
            _ => {
                walk.summary.passed_over += 1;
                Ok(())
            }
        };
    };
    if let Some(label) = head.declared_unknown() {
        return reject(walk, &codes::ENCODING_UNKNOWN, label);
    }
    let encoding = encoding_of(&head, walk, format);
    drop(head);
    let mut input = begin.as_slice().chain(rest);
    let replaced = Cell::new(false);
    let settings = walk.settings;
    let context = Context { settings, limits: walk.budget.limits, file: visit.file, decoder: encoding.is_some().then_some(&replaced) };
    let mut records = Records { walk, visit, lookup };
    let ended = match encoding {
        Some(encoding) => format.read(&mut Decoding::new(&mut input, encoding, &replaced), &context, &mut records),
        None => format.read(&mut input, &context, &mut records),
    };
    match ended {
        Ok(()) => Ok(()),
        Err(ReadEnd::Stop) => Err(Halt::Stopped),
        Err(ReadEnd::Io(error)) => walk.unreadable(visit.file, &error),
    }
}

/// The encoding to decode by before reading; `None` for UTF-8.
fn encoding_of(head: &Head<'_>, walk: &Walk<'_>, format: &dyn Format) -> Option<&'static encoding_rs::Encoding> {
    let stated = match head.encoding() {
        // Sixty-four kilobytes with letters beyond ASCII that all are UTF-8 are UTF-8, whatever a declaration copied from elsewhere says.
        Some(declared) if declared.is_ascii_compatible() && head.is_utf8() && !head.text().is_ascii() => None,
        Some(declared) => Some(declared),
        None if head.is_utf8() && (format.is_xml() || !head.text().is_ascii()) => None,
        None => walk.encoding,
    };
    stated.filter(|encoding| !head::is_utf8(encoding))
}

/// Takes a file's records, and completes them from the files beside it.
struct Records<'r, 'w> {
    walk: &'r mut Walk<'w>,
    visit: Visit<'r>,
    lookup: &'r mut Option<Lookup>,
}

impl Out for Records<'_, '_> {
    fn record(&mut self, draft: Draft) -> Result<(), Stop> {
        let Draft { operation, mut publication, original, remarks } = draft;
        let mut remarks = Remarks(remarks);
        self.add_page_documents(&mut publication);
        let figures = if publication.figures.is_empty() { Vec::new() } else { self.figures(&mut publication.figures, &mut remarks) };
        crate::unknown::remark(&publication, &mut remarks);
        self.walk.summary.records += 1;
        self.walk.sink.record(ParsedRecord { operation, publication, original, figures, remarks: remarks.0 })?;
        self.tell();
        Ok(())
    }

    fn reject(&mut self, place: String, code: &'static RejectCode, detail: &str) -> Result<(), Stop> {
        self.walk.reject(code.reject(self.visit.file, place, detail))?;
        self.tell();
        Ok(())
    }
}

impl Records<'_, '_> {
    fn tell(&mut self) {
        // Of a compressed file, only the packed size is known: its share is reached when it is done.
        if !self.visit.entry.is_compressed {
            let share = self.visit.span.at(self.visit.read.get(), self.visit.entry.packed);
            self.walk.progress.at(share, self.walk.sink);
        }
    }

    /// The whole document as a PDF, where the package of a record lists one.
    fn add_page_documents(&mut self, publication: &mut Publication) {
        // Lists stand in packages of ST.36 alone; other records are not looked beside for one.
        if publication.source.format != FormatName::St36Ep.as_str() {
            return;
        }
        for file in package_list::page_documents(self.walk, &self.visit, self.lookup) {
            if !publication.figures.iter().any(|figure| figure.file == file) {
                publication.figures.push(Figure { kind: FigureKind::Page, label: None, file, content: None, media_type: None });
            }
        }
    }

    fn figures(&mut self, figures: &mut [Figure], remarks: &mut Remarks) -> Vec<FigureFile> {
        let container: &dyn Container = self.visit.container;
        let entries = container.entries();
        let limit = self.walk.budget.limits.figure_bytes;
        let (mut found, mut missing, mut bytes_kept) = (Vec::new(), String::new(), 0_u64);
        // A file by itself has nothing beside it.
        let lookup = (entries.len() > 1).then(|| &*self.lookup.get_or_insert_with(|| Lookup::new(entries)));
        for (position, figure) in figures.iter_mut().enumerate() {
            let entry = lookup.and_then(|lookup| lookup.find(entries, &self.visit.entry.name, &figure.file)).and_then(|at| entries.get(at));
            let Some(entry) = entry else {
                if missing.len() < 200 {
                    missing.push_str(if missing.is_empty() { "" } else { ", " });
                    missing.push_str(&figure.file);
                }
                continue;
            };
            let read = Cell::new(0);
            let mut outcome = Ok(Vec::new());
            let opened = container.open(entry, &mut |input| {
                let mut guarded = Guarded::new(input, self.walk.budget, entry.is_compressed.then_some(entry.packed), &read);
                let most = usize::try_from(limit.saturating_add(1)).unwrap_or(usize::MAX);
                outcome = read_head(&mut guarded, most);
            });
            match (opened, outcome) {
                (Ok(()), Ok(bytes)) if bytes.len() as u64 > limit || bytes_kept + bytes.len() as u64 > limit.saturating_mul(2) => {
                    remarks.add("figure-too-large", "figure", &figure.file);
                }
                (Ok(()), Ok(bytes)) => {
                    bytes_kept += bytes.len() as u64;
                    figure.content = Some(hex::encode(Sha256::digest(&bytes)));
                    figure.media_type = media::media_type(&bytes).or_else(|| media::svg_type(&bytes)).map(str::to_owned);
                    found.push(FigureFile { figure: position, bytes });
                }
                (Err(_), _) | (_, Err(_)) => remarks.add("figure-unreadable", "figure", &figure.file),
            }
        }
        if !missing.is_empty() {
            remarks.add("figure-missing", "figure", &missing);
        }
        found
    }
}
