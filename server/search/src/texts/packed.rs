//! Long texts as the embedded index keeps them: packed one by one, so that a page of hits unpacks those alone that it shows.
//!
//! A packed text is the line that says what it is, as [`super::write`] makes it; the text's length in bytes, in decimal digits, on a line of its
//! own; and the text by zstd, in base64: the index reads a value of text at once, and one of bytes byte by byte.

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use index_config::TextOrigin;
use publication::LanguageTag;

use super::stored_text::{StoredText, head};

/// Level of zstd: texts are packed once more often than they are read.
const LEVEL: i32 = 1;
/// The longest text that is unpacked, in bytes, so that a broken length cannot ask for all memory.
const LONGEST: usize = 512 << 20;

/// A packed text, not yet unpacked.
pub(crate) struct PackedText<'a> {
    /// Its language.
    pub language: LanguageTag,
    /// What made it.
    pub origin: TextOrigin,
    length: usize,
    frame: &'a str,
}

/// A text unpacked.
pub(crate) struct UnpackedText {
    language: LanguageTag,
    origin: TextOrigin,
    text: String,
}

/// Packs what [`super::write`] wrote. `None` where it is none of ours, or longer than any text.
pub(crate) fn pack(value: &str) -> Option<String> {
    let (line, text) = value.split_once('\n').filter(|(_, text)| text.len() <= LONGEST)?;
    let frame = zstd::bulk::compress(text.as_bytes(), LEVEL).ok()?;
    let mut packed = format!("{line}\n{}\n", text.len());
    STANDARD_NO_PAD.encode_string(&frame, &mut packed);
    Some(packed)
}

impl<'a> PackedText<'a> {
    /// Reads what a packed text is. `None` where it is none of ours.
    pub(crate) fn read(packed: &'a str) -> Option<Self> {
        let mut lines = packed.splitn(3, '\n');
        let (language, origin) = head(lines.next()?)?;
        let length = lines.next()?.parse().ok().filter(|length| *length <= LONGEST)?;
        Some(Self { language, origin, length, frame: lines.next()? })
    }

    /// Unpacks it. `None` where it is broken.
    pub(crate) fn unpack(self) -> Option<UnpackedText> {
        let frame = STANDARD_NO_PAD.decode(self.frame).ok()?;
        let bytes = zstd::bulk::decompress(&frame, self.length).ok().filter(|bytes| bytes.len() == self.length)?;
        Some(UnpackedText { language: self.language, origin: self.origin, text: String::from_utf8(bytes).ok()? })
    }
}

impl UnpackedText {
    /// The text.
    pub(crate) fn stored(&self) -> StoredText<'_> {
        StoredText { language: self.language.clone(), origin: self.origin, text: &self.text }
    }
}

#[cfg(test)]
mod tests {
    use index_config::IndexText;
    use publication::TextPart;

    use super::*;

    #[test]
    fn what_is_packed_is_unpacked_as_it_was() {
        let text = "この電池は、正極と負極とを備える。\n".repeat(500);
        let made = IndexText {
            part: TextPart::Description,
            language: "zh-Hant".parse().expect("a language"),
            origin: TextOrigin::Machine,
            text: text.clone(),
        };
        let packed = pack(&crate::texts::write(&[&made])).expect("packed");
        assert!(packed.len() < text.len() / 10, "{}", packed.len());
        let read = PackedText::read(&packed).expect("one of ours");
        assert_eq!((read.language.as_str(), read.origin), ("zh-Hant", TextOrigin::Machine));
        assert_eq!(read.unpack().expect("whole").stored().text, text);
    }

    #[test]
    fn what_is_broken_is_none_and_asks_for_no_memory() {
        for packed in ["", "ja", "ja\toriginal\n", "ja\toriginal\n99999999999\nAAAA", "ja\toriginal\n5\nhello", "ja\toriginal\n5\n"] {
            assert!(PackedText::read(packed).and_then(PackedText::unpack).is_none(), "{packed:?}");
        }
    }
}
