//! Cutting records out of a stream of XML, by their tags alone.
//!
//! A back file of a hundred thousand records is never parsed as one document: each record is found by its start and end tag and parsed by
//! itself, so that a defect costs one record, and memory is bounded by the largest record.

use std::io::{self, Read};

use memchr::memmem;

/// Bytes read at a time, at first; a small file needs no more.
const FIRST_READ: usize = 16 * 1024;
/// Bytes read at a time, at most.
const LARGEST_READ: usize = 512 * 1024;
/// Longest start tag looked at in one piece when bytes are dropped.
const LONGEST_TAG: usize = 64 * 1024;
/// Most of what stands before the first record that is kept, for declared entities.
const LONGEST_PROLOGUE: usize = 1024 * 1024;

/// What was found next in the stream.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Cut<'b> {
    /// A whole record.
    Record {
        /// What stands before it, since the record before.
        prologue: &'b [u8],
        /// From its start tag to its end tag.
        record: &'b [u8],
        /// Byte offset of its start tag.
        offset: u64,
    },
    /// A record without an end: the stream, or another record, begins within it.
    Unended {
        /// Byte offset of its start tag.
        offset: u64,
    },
    /// A record larger than the limit.
    TooLarge {
        /// Byte offset of its start tag.
        offset: u64,
    },
    /// The stream is at its end.
    End,
}

/// Cuts records out of a stream.
pub(crate) struct Cutter<'i> {
    input: &'i mut dyn Read,
    element: String,
    finder: memmem::Finder<'static>,
    limit: usize,
    buffer: Vec<u8>,
    prologue: Vec<u8>,
    /// Offset in the stream of the buffer's first byte.
    base: u64,
    /// Everything before is dealt with.
    done: usize,
    ended: bool,
    next_read: usize,
}

impl<'i> Cutter<'i> {
    /// A cutter for the records of an element, by its name without prefix; `limit` is the largest record in bytes.
    pub(crate) fn new(input: &'i mut dyn Read, element: &str, limit: u64) -> Self {
        Self {
            input,
            element: element.to_owned(),
            finder: memmem::Finder::new(element).into_owned(),
            limit: usize::try_from(limit).unwrap_or(usize::MAX / 4),
            buffer: Vec::new(),
            prologue: Vec::new(),
            base: 0,
            done: 0,
            ended: false,
            next_read: FIRST_READ,
        }
    }

    /// Finds the next record.
    pub(crate) fn next(&mut self) -> io::Result<Cut<'_>> {
        let Some((start, prologue)) = self.find_start()? else { return Ok(Cut::End) };
        // Positions move when the buffer drops what is done with: everything is counted from the record's start from here.
        self.prologue.clear();
        self.prologue.extend_from_slice(&self.buffer[start - prologue..start]);
        self.done = start;
        let offset = self.base + start as u64;
        let Some(tag_end) = self.find_tag_end()? else {
            self.done = self.buffer.len();
            return Ok(if self.ended { Cut::Unended { offset } } else { Cut::TooLarge { offset } });
        };
        if self.buffer[self.done + tag_end - 1] == b'/' {
            return Ok(self.hand_over(tag_end + 1, offset));
        }
        let name_end = self.buffer[self.done + 1..].iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/')).unwrap_or(0);
        let mut end_tag = b"</".to_vec();
        end_tag.extend_from_slice(&self.buffer[self.done + 1..self.done + 1 + name_end]);
        let end_finder = memmem::Finder::new(&end_tag).into_owned();
        let mut searched = tag_end;
        loop {
            let window = &self.buffer[self.done + searched..];
            let ended_at = end_finder.find_iter(window).find_map(|found| {
                let behind = &window[found + end_tag.len()..];
                let blanks = behind.iter().take_while(|b| b.is_ascii_whitespace()).count();
                (behind.get(blanks) == Some(&b'>')).then_some(searched + found + end_tag.len() + blanks + 1)
            });
            if let Some(length) = ended_at {
                if let Some(another) = self.start_within(tag_end, length) {
                    self.done += another;
                    return Ok(Cut::Unended { offset });
                }
                if length > self.limit {
                    self.done += length;
                    return Ok(Cut::TooLarge { offset });
                }
                return Ok(self.hand_over(length, offset));
            }
            searched = (self.buffer.len() - self.done).saturating_sub(end_tag.len() + 256).max(tag_end);
            if self.buffer.len() - self.done > self.limit {
                self.pass_over(&end_finder, end_tag.len())?;
                return Ok(Cut::TooLarge { offset });
            }
            if !self.fill()? {
                match self.start_within(tag_end, self.buffer.len() - self.done) {
                    Some(another) => self.done += another,
                    None => self.done = self.buffer.len(),
                }
                return Ok(Cut::Unended { offset });
            }
        }
    }

    fn hand_over(&mut self, length: usize, offset: u64) -> Cut<'_> {
        let start = self.done;
        self.done += length;
        Cut::Record { prologue: &self.prologue, record: &self.buffer[start..start + length], offset }
    }

    /// Finds a record's start tag: its position in the buffer, and how many bytes before it are its prologue. What stands before it is kept
    /// only up to [`LONGEST_PROLOGUE`].
    fn find_start(&mut self) -> io::Result<Option<(usize, usize)>> {
        let mut searched = 0;
        loop {
            while let Some((start, next)) = self.start_in(self.done + searched, self.buffer.len()) {
                let before = &self.buffer[self.done..start];
                // A record within a comment is none.
                let comment = memmem::rfind(before, b"<!--").filter(|opened| memmem::find(&before[*opened..], b"-->").is_none());
                if comment.is_none() {
                    return Ok(Some((start, start - self.done)));
                }
                searched = next - self.done;
            }
            let kept = self.buffer.len() - self.done;
            searched = kept.saturating_sub(self.element.len() + 256);
            if kept > LONGEST_PROLOGUE {
                self.done = self.buffer.len() - LONGEST_TAG;
                searched = searched.min(LONGEST_TAG).saturating_sub(self.element.len() + 256);
            }
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    /// The first start tag of a record between two positions of the buffer: where it begins, and where to go on.
    fn start_in(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let window = &self.buffer[from..to];
        self.finder.find_iter(window).find_map(|found| {
            let end = found + self.element.len();
            if !window.get(end).is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/')) {
                return None;
            }
            let before = &window[found.saturating_sub(40)..found];
            let bracket = match before.last()? {
                b'<' => before.len() - 1,
                b':' => {
                    let bracket = before.iter().rposition(|b| *b == b'<')?;
                    before[bracket + 1..before.len() - 1]
                        .iter()
                        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
                        .then_some(bracket)?
                }
                _ => return None,
            };
            Some((from + found.saturating_sub(40) + bracket, from + end))
        })
    }

    /// Another record's start within the current one, relative to its start.
    fn start_within(&self, from: usize, to: usize) -> Option<usize> {
        self.start_in(self.done + from, self.done + to).map(|(start, _)| start - self.done)
    }

    /// Where the start tag at `done` ends (position of `>` from there); `None` where it does not.
    fn find_tag_end(&mut self) -> io::Result<Option<usize>> {
        loop {
            let mut quote = None;
            for (at, byte) in self.buffer[self.done..].iter().enumerate().take(LONGEST_TAG) {
                match (quote, byte) {
                    (None, b'"' | b'\'') => quote = Some(*byte),
                    (Some(open), close) if open == *close => quote = None,
                    (None, b'>') => return Ok(Some(at)),
                    _ => {}
                }
            }
            if self.buffer.len() - self.done >= LONGEST_TAG || !self.fill()? {
                return Ok(None);
            }
        }
    }

    /// Drops bytes up to the end tag, or to the next record's start.
    fn pass_over(&mut self, end_finder: &memmem::Finder<'_>, end_length: usize) -> io::Result<()> {
        self.done += self.element.len() + 1;
        loop {
            let window = &self.buffer[self.done..];
            if let Some(found) = end_finder.find(window) {
                self.done += found + end_length;
                return Ok(());
            }
            if let Some((start, _)) = self.start_in(self.done, self.buffer.len()) {
                self.done = start;
                return Ok(());
            }
            self.done = self.done.max(self.buffer.len().saturating_sub(end_length + 256));
            if !self.fill()? {
                self.done = self.buffer.len();
                return Ok(());
            }
        }
    }

    /// Reads more; `false` at the end. Bytes before `done` are dropped first.
    fn fill(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        if self.done > 0 && self.done >= self.buffer.len() / 2 {
            self.buffer.drain(..self.done);
            self.base += self.done as u64;
            self.done = 0;
        }
        let length = self.buffer.len();
        self.buffer.resize(length + self.next_read, 0);
        let read = loop {
            match self.input.read(&mut self.buffer[length..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        let read = match read {
            Ok(read) => read,
            Err(error) => {
                self.buffer.truncate(length);
                return Err(error);
            }
        };
        self.buffer.truncate(length + read);
        self.ended = read == 0;
        self.next_read = (self.next_read * 2).min(LARGEST_READ);
        Ok(read > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cuts a text, fed in pieces of some size, and says what came out.
    fn cut(text: &str, piece: usize, limit: u64) -> Vec<String> {
        struct Pieces<'t>(&'t [u8], usize);
        impl Read for Pieces<'_> {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                let length = self.1.min(self.0.len()).min(into.len());
                into[..length].copy_from_slice(&self.0[..length]);
                self.0 = &self.0[length..];
                Ok(length)
            }
        }
        let mut input = Pieces(text.as_bytes(), piece);
        let mut cutter = Cutter::new(&mut input, "rec", limit);
        let mut found = Vec::new();
        loop {
            match cutter.next().expect("memory reads") {
                Cut::Record { record, offset, .. } => found.push(format!("{offset}:{}", String::from_utf8_lossy(record))),
                Cut::Unended { offset } => found.push(format!("{offset}:unended")),
                Cut::TooLarge { offset } => found.push(format!("{offset}:too large")),
                Cut::End => return found,
            }
            assert!(found.len() < 100, "no end: {found:?}");
        }
    }

    #[test]
    fn records_are_cut_whatever_the_pieces() {
        let text = "<?xml?><recs><x:rec a='>'>1</x:rec>\n<!-- <rec>no</rec> --><rec/><rec>2</rec ><recx>no</recx><rec>3";
        for piece in [1, 2, 7, 1000] {
            assert_eq!(
                cut(text, piece, 1000),
                ["13:<x:rec a='>'>1</x:rec>", "58:<rec/>", "64:<rec>2</rec >", "92:unended"],
                "pieces of {piece}"
            );
        }
    }

    #[test]
    fn the_rest_goes_on_after_a_broken_or_large_record() {
        let text = format!("<rec>1<rec>2</rec><rec>{}</rec><rec>3</rec>", "x".repeat(500));
        for piece in [1, 64, 10_000] {
            assert_eq!(cut(&text, piece, 100), ["0:unended", "6:<rec>2</rec>", "18:too large", "529:<rec>3</rec>"], "pieces of {piece}");
        }
    }
}
