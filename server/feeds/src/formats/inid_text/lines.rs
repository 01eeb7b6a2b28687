//! Lines of a text file, decoded.
//!
//! Small offices' files declare no encoding. A line that is UTF-8 is that; the first one that is not settles the encoding of all such lines:
//! the feed's setting, or the office's usual one. A file that has shown itself UTF-8 is not taken for something else because of one damaged line.

use std::io::Read;

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, WINDOWS_874, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256, WINDOWS_1258};
use publication::OfficeCode;

use crate::formats::{Context, ReadEnd};

/// A line longer than this is cut: no gazette has such, and memory is bounded.
const LONGEST: usize = 8 * 1024 * 1024;
const PIECE: usize = 64 * 1024;

/// One line.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Its text, without line end.
    pub(super) text: String,
    /// Its bytes, with line end.
    pub(super) raw: Vec<u8>,
    /// Its number, from 1.
    pub(super) number: u64,
    /// Byte offset of its beginning.
    pub(super) offset: u64,
    /// Whether its bytes are of no encoding that the file could have.
    pub(super) damaged: bool,
}

/// Lines of a file.
pub(super) struct Lines<'i> {
    input: &'i mut dyn Read,
    buffer: Vec<u8>,
    at: usize,
    offset: u64,
    number: u64,
    ended: bool,
    seen_utf8: bool,
    legacy: Option<&'static Encoding>,
    seen_legacy: bool,
    decoded: bool,
}

/// The encoding that an office's files without declaration have.
fn usual_encoding(office: OfficeCode) -> Option<&'static Encoding> {
    Some(match office.as_str() {
        "TH" => WINDOWS_874,
        "VN" => WINDOWS_1258,
        "CN" => GB18030,
        "TW" | "HK" => BIG5,
        "KR" => EUC_KR,
        "JP" => SHIFT_JIS,
        "RU" | "SU" | "EA" | "UA" | "BY" | "KZ" | "BG" => WINDOWS_1251,
        "SA" | "AE" | "EG" | "GC" | "QA" | "KW" | "JO" | "BH" | "OM" => WINDOWS_1256,
        "DE" | "FR" | "ES" | "PT" | "IT" | "AT" | "CH" | "BR" | "MX" | "AR" | "CL" | "CO" | "PE" | "NL" | "BE" | "SE" | "NO" | "DK"
        | "FI" => WINDOWS_1252,
        _ => return None,
    })
}

impl<'i> Lines<'i> {
    /// Lines of an input.
    pub(super) fn new(input: &'i mut dyn Read, context: &Context<'_>) -> Self {
        let setting = context.settings.encoding.as_deref().and_then(|label| Encoding::for_label(label.as_bytes()));
        let legacy = setting.or_else(|| usual_encoding(context.settings.office));
        Self {
            input,
            buffer: Vec::new(),
            at: 0,
            offset: 0,
            number: 0,
            ended: false,
            seen_utf8: false,
            legacy,
            seen_legacy: false,
            decoded: context.is_transcoded(),
        }
    }

    /// The next line.
    pub(super) fn next(&mut self) -> Result<Option<Line>, ReadEnd> {
        let mut searched = 0;
        let length = loop {
            let rest = &self.buffer[self.at..];
            if let Some(found) = memchr::memchr(b'\n', &rest[searched..]) {
                break searched + found + 1;
            }
            searched = rest.len();
            if searched >= LONGEST || !self.fill()? {
                break searched;
            }
        };
        if length == 0 {
            return Ok(None);
        }
        let raw = self.buffer[self.at..self.at + length].to_vec();
        self.at += length;
        self.number += 1;
        let mut line = Line { number: self.number, offset: self.offset, ..Line::default() };
        self.offset += length as u64;
        match self.decode(&raw) {
            Some(text) => {
                line.damaged = self.decoded && text.contains('\u{FFFD}');
                line.text = text;
            }
            None => {
                line.text = String::from_utf8_lossy(&raw).into_owned();
                line.damaged = true;
            }
        }
        line.text.truncate(line.text.trim_end_matches(['\n', '\r']).len());
        if self.number == 1
            && let Some(text) = line.text.strip_prefix('\u{FEFF}')
        {
            line.text = text.to_owned();
        }
        line.raw = raw;
        Ok(Some(line))
    }

    fn fill(&mut self) -> Result<bool, ReadEnd> {
        if self.ended {
            return Ok(false);
        }
        if self.at > 0 {
            self.buffer.drain(..self.at);
            self.at = 0;
        }
        let length = self.buffer.len();
        self.buffer.resize(length + PIECE, 0);
        let read = self.input.read(&mut self.buffer[length..]);
        self.buffer.truncate(length + *read.as_ref().unwrap_or(&0));
        self.ended = read? == 0;
        Ok(!self.ended)
    }

    fn decode(&mut self, raw: &[u8]) -> Option<String> {
        if let Ok(text) = std::str::from_utf8(raw) {
            self.seen_utf8 |= !text.is_ascii() && !self.seen_legacy;
            return Some(text.to_owned());
        }
        if self.seen_utf8 {
            return None;
        }
        let text = self.legacy?.decode_without_bom_handling_and_without_replacement(raw)?;
        // Single-byte encodings have a character for nearly every byte; control characters among letters tell that it is another one.
        if text.chars().any(|c| ('\u{80}'..='\u{9F}').contains(&c)) {
            return None;
        }
        self.seen_legacy = true;
        Some(text.into_owned())
    }
}
