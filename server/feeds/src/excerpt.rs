//! The bytes of a delivery at the place that a reject names.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use crate::{
    DeliveryError, Limits,
    archive::{ArchiveKind, Container, Gunzip, SharedFile, Tape, Zipped, read_head},
    walk,
};

/// Bytes that tell an archive.
const SIGNATURE: usize = 4096;
/// Largest archive within an archive that is unpacked to look into it, bytes.
const LARGEST_WITHIN: u64 = 1 << 30;

/// Bytes of a file of a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// From which byte of the file on.
    pub offset: u64,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether the file goes on.
    pub more: bool,
}

/// Reads at most so many bytes of a file within a delivery, from where a reject's place says, or from its beginning. `None` where the
/// delivery has no such file.
///
/// # Errors
/// When the delivery cannot be opened.
pub fn excerpt(path: &Path, file: &str, place: &str, limits: &Limits, most: usize) -> Result<Option<Excerpt>, DeliveryError> {
    let directory = walk::open(path, limits)?;
    let mut search = Search { file, place, most, limits, found: None };
    search.within(&directory, "", 0);
    Ok(search.found)
}

struct Search<'a> {
    file: &'a str,
    place: &'a str,
    most: usize,
    limits: &'a Limits,
    found: Option<Excerpt>,
}

impl Search<'_> {
    fn within(&mut self, container: &dyn Container, prefix: &str, nesting: u32) {
        for entry in container.entries() {
            let name = format!("{prefix}{}", entry.name);
            let is_it = name == self.file;
            let is_around = self.file.strip_prefix(&name).is_some_and(|rest| rest.starts_with("!/"));
            if is_it {
                let _ = container.open(entry, &mut |input| self.found = read_at(input, self.place, self.most).ok());
            } else if is_around && nesting <= self.limits.nesting {
                let mut held = None;
                match container.on_disk(entry) {
                    Some(path) => held = File::open(path).ok(),
                    None => {
                        let _ = container.open(entry, &mut |input| held = spool(input).ok());
                    }
                }
                if let Some(file) = held {
                    self.archive(file, &entry.name, &format!("{name}!/"), nesting + 1);
                }
            }
            if self.found.is_some() {
                return;
            }
        }
    }

    fn archive(&mut self, mut file: File, name: &str, prefix: &str, nesting: u32) {
        use io::Seek as _;
        let kind = read_head(&mut file, SIGNATURE).ok().and_then(|head| ArchiveKind::of(&head));
        if file.rewind().is_err() {
            return;
        }
        let Ok(file) = SharedFile::new(file) else { return };
        match kind {
            Some(ArchiveKind::Gzip) => self.within(&Gunzip::new(file, name), prefix, nesting),
            Some(ArchiveKind::Tar) => self.within(&Tape::open(file, None, self.limits.files), prefix, nesting),
            Some(ArchiveKind::Zip) => {
                if let Ok(zipped) = Zipped::open(file, None) {
                    self.within(&zipped, prefix, nesting);
                }
            }
            None => {}
        }
    }
}

fn spool(input: &mut dyn Read) -> io::Result<File> {
    use io::Seek as _;
    let mut file = tempfile::tempfile()?;
    io::copy(&mut input.take(LARGEST_WITHIN), &mut file)?;
    file.rewind()?;
    Ok(file)
}

/// The number that follows a word in a place: `record 3, line 17`, `exch:exchange-document 2, byte 1234`.
fn number_after(place: &str, word: &str) -> Option<u64> {
    let (_, rest) = place.split_once(word)?;
    rest.trim_start().split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

fn read_at(input: &mut dyn Read, place: &str, most: usize) -> io::Result<Excerpt> {
    let mut offset = 0;
    if let Some(byte) = number_after(place, "byte ") {
        offset = io::copy(&mut input.take(byte), &mut io::sink())?;
    } else if let Some(line) = number_after(place, "line ") {
        let mut one = [0];
        let mut lines = 1;
        let mut buffered = io::BufReader::new(input);
        while lines < line && buffered.read(&mut one)? == 1 {
            offset += 1;
            lines += u64::from(one[0] == b'\n');
        }
        return rest(&mut buffered, offset, most);
    }
    rest(input, offset, most)
}

fn rest(input: &mut dyn Read, offset: u64, most: usize) -> io::Result<Excerpt> {
    let mut bytes = Vec::new();
    input.take(most as u64 + 1).read_to_end(&mut bytes)?;
    let more = bytes.len() > most;
    bytes.truncate(most);
    Ok(Excerpt { offset, bytes, more })
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_rejects_place_is_found_in_a_zip_within_a_tar() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut zipped = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        zipped.start_file("docs/1.xml", zip::write::SimpleFileOptions::default()).expect("a file");
        zipped.write_all(b"<a>one</a>\n<b>two</b>\n<c>three</c>").expect("written");
        let zipped = zipped.finish().expect("a zip").into_inner();
        let mut taped = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        header.set_size(zipped.len() as u64);
        header.set_mode(0o644);
        taped.append_data(&mut header, "in.zip", zipped.as_slice()).expect("written");
        let path = folder.path().join("delivery.tar");
        std::fs::write(&path, taped.into_inner().expect("a tar")).expect("written");
        let limits = Limits::default();
        let file = "delivery.tar!/in.zip!/docs/1.xml";
        let at = |place: &str, most| excerpt(&path, file, place, &limits, most).expect("opened").expect("found");
        assert_eq!(at("b 2, byte 11", 10), Excerpt { offset: 11, bytes: b"<b>two</b>".to_vec(), more: true });
        assert_eq!(at("record 3, line 3", 99), Excerpt { offset: 22, bytes: b"<c>three</c>".to_vec(), more: false });
        assert_eq!(at("ファイル全体", 3).bytes, b"<a>");
        assert_eq!(excerpt(&path, "delivery.tar!/other.xml", "", &limits, 9).expect("opened"), None);
    }
}
