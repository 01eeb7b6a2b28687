//! The beginning of a file, and what it says of the whole.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes of a file looked at to find its format.
pub(crate) const LENGTH: usize = 64 * 1024;

/// Root elements of files that come with deliveries and hold no record: tables of contents, indexes, schemas, pages.
const NO_RECORDS: &[&str] = &[
    "Application-body",
    "TOC",
    "toc",
    "index",
    "INDEX",
    "schema",
    "stylesheet",
    "html",
    "HTML",
    "svg",
    "math",
    "manifest",
    "checksums",
    "delivery",
    "package-data",
    "st36-package",
    "catalog",
    "ftm-package-index",
];

/// The root of the lists of a document's files in EPO full-text deliveries (`TOC.xml`), too common a word to be passed over by itself.
const FILE_LIST: &str = "content";

/// What a file is, as far as its beginning tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// No bytes, or white space only.
    Empty,
    /// An image, a PDF, or something else that is no text.
    Binary,
    /// XML with a root element.
    Xml,
    /// XML, but no root element in sight.
    XmlWithoutRoot,
    /// A DTD or a module of one.
    Dtd,
    /// Text.
    Text,
}

/// The beginning of a file.
#[derive(Debug)]
pub(crate) struct Head<'a> {
    shape: Shape,
    text: Cow<'a, str>,
    root: Option<(usize, usize)>,
    encoding: Option<&'static Encoding>,
    declared_unknown: Option<String>,
    is_utf8: bool,
}

impl<'a> Head<'a> {
    /// Looks at the first bytes of a file; `whole` when they are all there are.
    pub(crate) fn read(bytes: &'a [u8]) -> Self {
        let mut head =
            Self { shape: Shape::Binary, text: Cow::Borrowed(""), root: None, encoding: None, declared_unknown: None, is_utf8: true };
        if is_known_binary(bytes) {
            return head;
        }
        if let Some((encoding, _)) = Encoding::for_bom(bytes) {
            head.encoding = Some(encoding);
        } else if bytes.starts_with(&[b'<', 0]) {
            head.encoding = Some(UTF_16LE);
        } else if bytes.starts_with(&[0, b'<']) {
            head.encoding = Some(UTF_16BE);
        }
        head.text = match head.encoding {
            Some(encoding) => encoding.decode(bytes).0,
            None => {
                if memchr::memchr(0, &bytes[..bytes.len().min(4096)]).is_some() {
                    return head;
                }
                match std::str::from_utf8(bytes) {
                    Ok(text) => Cow::Borrowed(text),
                    // A character cut at the end of what was looked at is no defect.
                    Err(error) if error.error_len().is_none() => String::from_utf8_lossy(&bytes[..error.valid_up_to()]),
                    Err(_) => {
                        head.is_utf8 = false;
                        String::from_utf8_lossy(bytes)
                    }
                }
            }
        };
        head.look_at_text();
        head
    }

    fn look_at_text(&mut self) {
        let text = self.text.trim_start_matches(['\u{FEFF}', '\0']);
        let begins = text.trim_start();
        let skipped = self.text.len() - begins.len();
        if begins.is_empty() {
            self.shape = Shape::Empty;
            return;
        }
        if !begins.starts_with('<') {
            self.shape = Shape::Text;
            return;
        }
        self.shape = Shape::XmlWithoutRoot;
        if let Some(declaration) = begins.strip_prefix("<?xml")
            && let Some(end) = declaration.find("?>")
            && let Some(label) = declared_encoding(&declaration[..end])
            && self.encoding.is_none()
        {
            match Encoding::for_label(label.as_bytes()) {
                // A file read as bytes cannot be UTF-16, whatever it declares.
                Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => {}
                Some(encoding) => self.encoding = Some(encoding),
                None => self.declared_unknown = Some(label.to_owned()),
            }
        }
        match find_root(begins) {
            Found::Root(start, end) => {
                self.shape = Shape::Xml;
                self.root = Some((skipped + start, skipped + end));
            }
            Found::Declarations => self.shape = Shape::Dtd,
            Found::Nothing => {}
        }
    }

    /// What the file is.
    pub(crate) fn shape(&self) -> Shape {
        self.shape
    }

    /// The root element's name, without prefix.
    pub(crate) fn root(&self) -> Option<&str> {
        let (start, end) = self.root?;
        let name = self.text.get(start..end)?;
        Some(name.rsplit(':').next().unwrap_or(name))
    }

    /// The beginning as text; what is not UTF-8 is replaced.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether the beginning is UTF-8, or was decoded by what it says of itself.
    pub(crate) fn is_utf8(&self) -> bool {
        self.is_utf8
    }

    /// The encoding that a byte order mark or an XML declaration states.
    pub(crate) fn encoding(&self) -> Option<&'static Encoding> {
        self.encoding
    }

    /// An encoding that the XML declaration names and nobody knows.
    pub(crate) fn declared_unknown(&self) -> Option<&str> {
        self.declared_unknown.as_deref()
    }

    /// Whether the file comes with deliveries and holds no records.
    pub(crate) fn has_no_records(&self) -> bool {
        match self.shape {
            Shape::Binary | Shape::Dtd => true,
            Shape::Xml => self.root().is_some_and(|root| NO_RECORDS.contains(&root) || (root == FILE_LIST && self.text.contains("<file>"))),
            Shape::Empty | Shape::XmlWithoutRoot | Shape::Text => false,
        }
    }
}

/// Whether an encoding needs no decoding before reading.
pub(crate) fn is_utf8(encoding: &'static Encoding) -> bool {
    encoding == UTF_8
}

fn is_known_binary(bytes: &[u8]) -> bool {
    crate::media::media_type(bytes).is_some()
        || bytes.starts_with(b"%PDF-")
        || bytes.starts_with(b"\xD0\xCF\x11\xE0")
        || bytes.starts_with(b"7z\xBC\xAF")
        || bytes.starts_with(b"Rar!")
}

fn declared_encoding(declaration: &str) -> Option<&str> {
    let rest = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split(quote).next().map(str::trim)
}

enum Found {
    Root(usize, usize),
    Declarations,
    Nothing,
}

/// Passes over declarations, comments, instructions and the DTD.
fn find_root(text: &str) -> Found {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let blanks = rest.len() - rest.trim_start().len();
        at += blanks;
        let rest = &text[at..];
        let length = if rest.starts_with("<?") {
            rest.find("?>").map(|end| end + 2)
        } else if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + 3)
        } else if rest.starts_with("<!DOCTYPE") {
            match doctype_length(rest) {
                // Documents with hundreds of images declare them all: what was looked at may end within that. A document type is named after
                // its root element.
                None if text.len() + 4 >= LENGTH => {
                    return doctype_name(rest).map_or(Found::Nothing, |(begin, end)| Found::Root(at + begin, at + end));
                }
                length => length,
            }
        } else if rest.starts_with("<!ELEMENT") || rest.starts_with("<!ENTITY") || rest.starts_with("<!ATTLIST") || rest.starts_with("<![")
        {
            return Found::Declarations;
        } else if let Some(tag) = rest.strip_prefix('<') {
            let end = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).unwrap_or(tag.len());
            let name = &tag[..end];
            let plausible = name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
            return if plausible { Found::Root(at + 1, at + 1 + end) } else { Found::Nothing };
        } else {
            return Found::Nothing;
        };
        match length {
            Some(length) => at += length,
            None => return Found::Nothing,
        }
    }
}

/// Where the name of a document type stands.
fn doctype_name(text: &str) -> Option<(usize, usize)> {
    let behind = text.strip_prefix("<!DOCTYPE")?;
    let name = behind.trim_start();
    let begin = text.len() - name.len();
    let length = name.find(|c: char| c.is_ascii_whitespace() || matches!(c, '[' | '>')).unwrap_or(name.len());
    (length > 0 && begin > "<!DOCTYPE".len()).then_some((begin, begin + length))
}

fn doctype_length(text: &str) -> Option<usize> {
    let (mut quote, mut brackets) = (None, 0_u32);
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), close) if open == close => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'[') => brackets += 1,
            (None, b']') => brackets = brackets.saturating_sub(1),
            (None, b'>') if brackets == 0 => return Some(at + 1),
            (None, _) => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_found_behind_everything() {
        for (text, root) in [
            ("<a/>", Some("a")),
            ("\u{FEFF}\n\n<?xml version='1.0'?>\n\n<x:a b='1'>", Some("a")),
            ("<!DOCTYPE a SYSTEM \"a.dtd\" [<!ENTITY x \"]>\">]><!-- <b> --><?p?><a>", Some("a")),
            ("<?xml version='1.0'", None),
            ("<1>", None),
        ] {
            assert_eq!(Head::read(text.as_bytes()).root(), root, "{text}");
        }
    }

    #[test]
    fn the_root_is_that_of_a_document_type_too_long_to_look_through() {
        let declarations = "<!ENTITY US1.TIF SYSTEM \"US1.TIF\" NDATA TIF>\n".repeat(2000);
        let text = format!("<!DOCTYPE PATDOC PUBLIC \"-//USPTO//DTD\" [\n{declarations}]>\n<PATDOC>");
        assert_eq!(Head::read(&text.as_bytes()[..LENGTH]).root(), Some("PATDOC"));
        // What is no longer than that and has no root has none.
        assert_eq!(Head::read(b"<!DOCTYPE PATDOC [ <!ENTITY a 'b'>").root(), None);
    }

    #[test]
    fn shapes_are_told_apart() {
        for (bytes, shape) in [
            (b"".as_slice(), Shape::Empty),
            (b" \r\n\xEF\xBB\xBF".as_slice(), Shape::Text),
            (b"\xEF\xBB\xBF \n".as_slice(), Shape::Empty),
            (b"II*\0abcd".as_slice(), Shape::Binary),
            (b"%PDF-1.4".as_slice(), Shape::Binary),
            (b"ab\0cd".as_slice(), Shape::Binary),
            (b"<!-- dtd --><!ELEMENT a (b)>".as_slice(), Shape::Dtd),
            (b"(11) 123".as_slice(), Shape::Text),
        ] {
            assert_eq!(Head::read(bytes).shape(), shape, "{bytes:?}");
        }
    }

    #[test]
    fn encodings_are_declared_or_marked() {
        let utf16: Vec<u8> = "\u{FEFF}<a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let head = Head::read(&utf16);
        assert_eq!((head.root(), head.encoding()), (Some("a"), Some(UTF_16LE)));
        let head = Head::read(b"<?xml version='1.0' encoding='windows-1252'?><a>\xE9");
        assert_eq!((head.root(), head.encoding().map(Encoding::name)), (Some("a"), Some("windows-1252")));
        assert_eq!(Head::read(b"<?xml version='1.0' encoding=\"klingon\"?><a>").declared_unknown(), Some("klingon"));
    }
}
