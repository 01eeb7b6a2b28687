//! A pull reader over one record.

use std::borrow::Cow;

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use crate::{codes, codes::RejectCode, white_space};

use super::Entities;

/// Elements deeper than this are refused whatever the limits say: texts are read by recursion.
const DEEPEST: u32 = 256;

/// Most elements of a record: an empty element is a few bytes in the file and many times that in memory.
const MOST_ELEMENTS: u32 = 1_000_000;

/// Why a record's XML was given up.
#[derive(Debug)]
pub(crate) struct XmlDefect {
    /// The code.
    pub(crate) code: &'static RejectCode,
    /// Byte offset in the record; `None` where the defect is in the content.
    pub(crate) at: Option<u64>,
    /// What was found.
    pub(crate) detail: String,
}

pub(crate) type XmlResult<T> = Result<T, XmlDefect>;

/// How a format's names stand to those of WIPO ST.36, by which texts and documents are read: formats of other eras and offices say the same
/// things in other words.
pub(crate) struct Dialect {
    /// The ST.36 name of an element, by its own name without prefix; its own where there is none.
    pub(crate) element: fn(&str) -> &str,
    /// The ST.36 name of an element's attribute, by the element's own name and the attribute's.
    pub(crate) attribute: for<'n> fn(&str, &'n str) -> &'n str,
    /// Makes the text of a CDATA section readable, where an office puts markup into them.
    pub(crate) character_data: Option<fn(&str) -> String>,
}

/// ST.36 itself, and formats that are read by their own names.
static PLAIN: Dialect = Dialect { element: |name| name, attribute: |_, name| name, character_data: None };

/// A start tag.
#[derive(Debug)]
pub(crate) struct Tag<'a> {
    start: BytesStart<'a>,
    element: fn(&str) -> &str,
}

impl Tag<'_> {
    /// The element's name without prefix, in the words of the reader's dialect.
    #[inline]
    pub(crate) fn name(&self) -> &str {
        (self.element)(local(self.start.name().0))
    }
}

fn local(name: &str) -> &str {
    match name.find(':') {
        Some(colon) => &name[colon + 1..],
        None => name,
    }
}

/// What comes next in a record.
#[derive(Debug)]
pub(crate) enum Piece<'a> {
    /// An element begins.
    Open(Tag<'a>),
    /// Characters.
    Text(Cow<'a, str>),
    /// One character, by reference.
    Character(char),
    /// The innermost open element ends.
    Close,
    /// The record ends.
    End,
}

/// A pull reader over one record.
///
/// Functions that read an element are called when its start tag has been taken, and return when its end tag has been.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    entities: &'a Entities,
    dialect: &'static Dialect,
    depth: u32,
    deepest: u32,
    elements: u32,
}

impl<'a> Xml<'a> {
    /// A reader over a record.
    pub(crate) fn new(record: &'a str, entities: &'a Entities, deepest: u32) -> Self {
        let mut reader = Reader::from_str(record);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        // "Kador & Partner": offices' own files have bare ampersands; they stand for themselves.
        config.allow_dangling_amp = true;
        config.check_comments = false;
        Self { reader, entities, dialect: &PLAIN, depth: 0, deepest: deepest.min(DEEPEST), elements: 0 }
    }

    /// The same reader, by the names of a dialect.
    pub(crate) fn speaking(self, dialect: &'static Dialect) -> Self {
        Self { dialect, ..self }
    }

    fn defect(&self, code: &'static RejectCode, detail: impl Into<String>) -> XmlDefect {
        XmlDefect { code, at: Some(self.reader.buffer_position()), detail: detail.into() }
    }

    /// Bytes of the record that are read.
    pub(crate) fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// The next piece.
    #[inline]
    pub(crate) fn next(&mut self) -> XmlResult<Piece<'a>> {
        loop {
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    let at = Some(self.reader.error_position());
                    return Err(XmlDefect { code: &codes::XML_MALFORMED, at, detail: error.to_string() });
                }
            };
            return Ok(match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.depth += 1;
                    if self.depth > self.deepest {
                        return Err(self.defect(&codes::XML_TOO_DEEP, self.deepest.to_string()));
                    }
                    self.elements += 1;
                    if self.elements > MOST_ELEMENTS {
                        return Err(self.defect(&codes::RECORD_TOO_LARGE, format!("{MOST_ELEMENTS} 要素")));
                    }
                    Piece::Open(Tag { start, element: self.dialect.element })
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Piece::Close
                }
                Event::Text(text) => Piece::Text(text.into_inner()),
                Event::CData(text) => {
                    let text = text.into_inner();
                    match self.dialect.character_data {
                        Some(readable) if text.contains('<') => Piece::Text(Cow::Owned(readable(&text))),
                        _ => Piece::Text(text),
                    }
                }
                Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(character)) => Piece::Character(character),
                    Ok(None) => {
                        let name = reference.into_inner();
                        match self.entities.resolve(&name) {
                            Some(text) => Piece::Text(text),
                            None => return Err(self.defect(&codes::XML_ENTITY, name)),
                        }
                    }
                    Err(error) => return Err(self.defect(&codes::XML_MALFORMED, error.to_string())),
                },
                Event::Eof if self.depth > 0 => return Err(self.defect(&codes::XML_MALFORMED, "終了タグの前にレコードが終わっています")),
                Event::Eof => Piece::End,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            });
        }
    }

    /// The next child element of the one that is open; `None` when that one ends. Characters between children are passed over.
    #[inline]
    pub(crate) fn child(&mut self) -> XmlResult<Option<Tag<'a>>> {
        loop {
            match self.next()? {
                Piece::Open(tag) => return Ok(Some(tag)),
                Piece::Close | Piece::End => return Ok(None),
                Piece::Text(_) | Piece::Character(_) => {}
            }
        }
    }

    /// Passes over the rest of the open element.
    pub(crate) fn skip(&mut self) -> XmlResult<()> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if matches!(self.next()?, Piece::End) {
                break;
            }
        }
        Ok(())
    }

    /// The characters of the open element and of all within it, white space folded.
    pub(crate) fn text(&mut self) -> XmlResult<String> {
        let mut text = String::new();
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            match self.next()? {
                Piece::Text(characters) => white_space::fold_into(&mut text, &characters),
                Piece::Character(character) => white_space::fold_char(&mut text, character),
                Piece::Open(_) | Piece::Close => {}
                Piece::End => break,
            }
        }
        white_space::trim_end(&mut text);
        Ok(text)
    }

    /// The characters of the open element as they stand: fixed-width fields need their blanks.
    pub(crate) fn verbatim(&mut self) -> XmlResult<String> {
        let mut text = String::new();
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            match self.next()? {
                Piece::Text(characters) => text.push_str(&characters),
                Piece::Character(character) => text.push(character),
                Piece::Open(_) | Piece::Close => {}
                Piece::End => break,
            }
        }
        Ok(text)
    }

    /// The text of the open element, `None` where there is none.
    pub(crate) fn some_text(&mut self) -> XmlResult<Option<String>> {
        let text = self.text()?;
        Ok((!text.is_empty()).then_some(text))
    }

    /// The value of a tag's attribute, by its name without prefix; `None` where it is missing or empty.
    pub(crate) fn attribute(&self, tag: &Tag<'_>, name: &str) -> XmlResult<Option<String>> {
        for attribute in tag.start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| self.defect(&codes::XML_MALFORMED, error.to_string()))?;
            let held = (self.dialect.attribute)(local(tag.start.name().0), local(attribute.key.0));
            if held == name && !attribute.key.0.starts_with("xmlns") {
                return self.attribute_value(&attribute.value).map(|value| (!value.is_empty()).then_some(value));
            }
        }
        Ok(None)
    }

    fn attribute_value(&self, raw: &str) -> XmlResult<String> {
        if !raw.contains('&') {
            return Ok(raw.trim().to_owned());
        }
        let mut value = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some((before, after)) = rest.split_once('&') {
            value.push_str(before);
            let Some((name, behind)) = after.split_once(';').filter(|(name, _)| name.len() <= 40) else {
                value.push('&');
                rest = after;
                continue;
            };
            let reference = quick_xml::events::BytesRef::new(name);
            match reference.resolve_char_ref() {
                Ok(Some(character)) => value.push(character),
                Ok(None) => value.push_str(&self.entities.resolve(name).ok_or_else(|| self.defect(&codes::XML_ENTITY, name))?),
                Err(error) => return Err(self.defect(&codes::XML_MALFORMED, error.to_string())),
            }
            rest = behind;
        }
        value.push_str(rest);
        Ok(value.trim().to_owned())
    }
}
