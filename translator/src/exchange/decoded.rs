//! Texts in the encodings that spreadsheets write: UTF-8 with and without a mark, UTF-16 with one, and CP932.

use std::{
    cell::Cell,
    io::{self, BufRead, Read},
    rc::Rc,
};

use encoding_rs::{Decoder, DecoderResult, Encoding, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

/// An encoding of texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TextEncoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// UTF-16 with the mark of little-endian: "Unicode text" of Excel.
    Utf16Le,
    /// UTF-16 with the mark of big-endian.
    Utf16Be,
    /// Windows code page 932, the Shift_JIS of Japanese Windows.
    Cp932,
}

impl TextEncoding {
    /// The name by which people know it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Cp932 => "CP932",
        }
    }

    const fn encoding(self) -> &'static Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Cp932 => SHIFT_JIS,
        }
    }
}

/// The encoding of a text, which is read to its end: what its mark says; else UTF-8, if it is that throughout; else CP932.
///
/// # Errors
/// Where it cannot be read from.
pub fn text_encoding(mut reader: impl BufRead) -> io::Result<TextEncoding> {
    let beginning = reader.fill_buf()?;
    if let Some(marked) = marked(beginning) {
        return Ok(marked);
    }
    // What is left of a character that the last piece broke off.
    let mut left: Vec<u8> = Vec::with_capacity(4);
    loop {
        let piece = reader.fill_buf()?;
        if piece.is_empty() {
            return Ok(if left.is_empty() { TextEncoding::Utf8 } else { TextEncoding::Cp932 });
        }
        let length = piece.len();
        let joined;
        let bytes = if left.is_empty() {
            piece
        } else {
            joined = [left.as_slice(), piece].concat();
            joined.as_slice()
        };
        let rest = match std::str::from_utf8(bytes) {
            Ok(_) => Vec::new(),
            Err(error) if error.error_len().is_none() => bytes[error.valid_up_to()..].to_vec(),
            Err(_) => return Ok(TextEncoding::Cp932),
        };
        left = rest;
        reader.consume(length);
    }
}

fn marked(beginning: &[u8]) -> Option<TextEncoding> {
    match beginning {
        [0xFF, 0xFE, ..] => Some(TextEncoding::Utf16Le),
        [0xFE, 0xFF, ..] => Some(TextEncoding::Utf16Be),
        _ => None,
    }
}

/// The beginning of a text, whatever its encoding; what cannot be read is replaced.
pub(super) fn beginning(bytes: &[u8]) -> String {
    let encoding = marked(bytes).unwrap_or_else(|| match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_some() => TextEncoding::Cp932,
        _ => TextEncoding::Utf8,
    });
    encoding.encoding().decode_with_bom_removal(bytes).0.into_owned()
}

/// A text in UTF-8, whatever encoding it comes in. Bytes that the encoding does not have end it with an error.
pub(super) struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    ended: bool,
    /// What came before is given out first.
    broken: bool,
    malformed: Rc<Cell<bool>>,
}

impl<R: BufRead> Decoded<R> {
    /// The text, and whether it was found not to be in the encoding.
    pub fn new(inner: R, encoding: TextEncoding) -> (Self, Rc<Cell<bool>>) {
        let malformed = Rc::new(Cell::new(false));
        let decoder = encoding.encoding().new_decoder_with_bom_removal();
        (Self { inner, decoder, ended: false, broken: false, malformed: Rc::clone(&malformed) }, malformed)
    }
}

impl<R: BufRead> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // One character needs four bytes.
        if out.len() < 4 {
            return if self.ended || out.is_empty() { Ok(0) } else { Err(io::Error::other("no room for a character")) };
        }
        while !self.ended {
            if self.broken {
                self.ended = true;
                self.malformed.set(true);
                return Err(io::Error::new(io::ErrorKind::InvalidData, "not in the encoding"));
            }
            let input = self.inner.fill_buf()?;
            let last = input.is_empty();
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(input, out, last);
            self.inner.consume(read);
            match result {
                DecoderResult::InputEmpty => self.ended = last,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.broken = true,
            }
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let japanese = "言語,原文";
        assert_eq!(text_encoding(japanese.as_bytes()).expect("read"), TextEncoding::Utf8);
        assert_eq!(text_encoding(io::BufReader::with_capacity(2, japanese.as_bytes())).expect("read"), TextEncoding::Utf8);
        let cp932 = SHIFT_JIS.encode("言語①").0.into_owned();
        assert_eq!(text_encoding(cp932.as_slice()).expect("read"), TextEncoding::Cp932);
        assert_eq!(beginning(&cp932), "言語①");
        assert_eq!(text_encoding([0xFF, 0xFE, 0x41, 0].as_slice()).expect("read"), TextEncoding::Utf16Le);
        assert_eq!(beginning(&[0xFE, 0xFF, 0, 0x41]), "A");
        assert_eq!(text_encoding([].as_slice()).expect("read"), TextEncoding::Utf8);
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(text in "[a-zア-ン亜電池表示①髙,\"\n]{0,300}", room in 4usize..40) {
            let (bytes, _, lossy) = SHIFT_JIS.encode(&text);
            prop_assume!(!lossy);
            let (mut decoded, malformed) = Decoded::new(io::BufReader::with_capacity(3, bytes.as_ref()), TextEncoding::Cp932);
            let mut out = Vec::new();
            let mut buffer = vec![0; room];
            loop {
                let read = decoded.read(&mut buffer).expect("CP932");
                if read == 0 {
                    break;
                }
                out.extend_from_slice(&buffer[..read]);
            }
            prop_assert_eq!(String::from_utf8(out).expect("UTF-8"), text);
            prop_assert!(!malformed.get());
        }
    }
}
