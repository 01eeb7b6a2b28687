//! Decoding a file to UTF-8 as it is read.

use std::{
    cell::Cell,
    io::{self, Read},
};

use encoding_rs::{CoderResult, Decoder, Encoding};

/// Whether a name is one of an encoding (WHATWG).
#[must_use]
pub fn is_encoding(label: &str) -> bool {
    Encoding::for_label(label.trim().as_bytes()).is_some()
}

/// A reader that decodes. Sequences that the encoding does not have become U+FFFD and raise the flag, so that records which hold one can be
/// refused while the rest is read.
pub(crate) struct Decoding<'r> {
    input: &'r mut dyn Read,
    decoder: Decoder,
    replaced: &'r Cell<bool>,
    packed: Vec<u8>,
    /// Bytes of `packed` not yet decoded.
    pending: std::ops::Range<usize>,
    text: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<'r> Decoding<'r> {
    const PIECE: usize = 32 * 1024;

    /// A decoder over a reader.
    pub(crate) fn new(input: &'r mut dyn Read, encoding: &'static Encoding, replaced: &'r Cell<bool>) -> Self {
        Self {
            input,
            decoder: encoding.new_decoder_with_bom_removal(),
            replaced,
            packed: vec![0; Self::PIECE],
            pending: 0..0,
            text: Vec::new(),
            given: 0,
            ended: false,
        }
    }

    fn decode_more(&mut self) -> io::Result<()> {
        if self.pending.is_empty() {
            let read = self.input.read(&mut self.packed)?;
            self.pending = 0..read;
            self.ended = read == 0;
        }
        self.text.resize(Self::PIECE * 3, 0);
        let (result, consumed, written, replaced) =
            self.decoder.decode_to_utf8(&self.packed[self.pending.clone()], &mut self.text, self.ended);
        if replaced {
            self.replaced.set(true);
        }
        self.text.truncate(written);
        self.given = 0;
        self.pending.start += consumed;
        debug_assert!(result == CoderResult::InputEmpty || written > 0, "a full output has something in it");
        Ok(())
    }
}

impl Read for Decoding<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        while self.given == self.text.len() {
            if self.ended {
                return Ok(0);
            }
            self.decode_more()?;
        }
        let length = into.len().min(self.text.len() - self.given);
        into[..length].copy_from_slice(&self.text[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legacy_encodings_are_decoded_in_a_stream() {
        let (bytes, encoding, _) = encoding_rs::WINDOWS_874.encode("ภาษาไทย");
        let long: Vec<u8> = bytes.repeat(9000);
        let replaced = Cell::new(false);
        let mut input = long.as_slice();
        let mut text = String::new();
        Decoding::new(&mut input, encoding, &replaced).read_to_string(&mut text).expect("UTF-8");
        assert_eq!(text, "ภาษาไทย".repeat(9000));
        assert!(!replaced.get());
    }

    #[test]
    fn what_an_encoding_does_not_have_is_marked() {
        let replaced = Cell::new(false);
        let mut input = b"a\xFFb".as_slice();
        let mut text = String::new();
        Decoding::new(&mut input, encoding_rs::SHIFT_JIS, &replaced).read_to_string(&mut text).expect("UTF-8");
        assert_eq!(text, "a\u{FFFD}b");
        assert!(replaced.get());
    }
}
