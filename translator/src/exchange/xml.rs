//! What the readers of XML share: events under limits, attributes, references.

use std::{borrow::Cow, io::BufRead};

use quick_xml::{
    Reader,
    events::{BytesRef, BytesStart, Event},
};

use super::{
    ExchangeDefect, ExchangeError, LARGEST_PIECE,
    bounded::{Bounded, Passed},
};

/// Elements deeper than this are refused.
const DEEPEST: usize = 64;

/// What comes next.
#[derive(Debug)]
pub(super) enum Piece {
    /// An element begins; its name without prefix, and its attributes (names with theirs).
    Open(String, Vec<(String, String)>),
    /// Characters.
    Text(String),
    /// An element ends.
    Close,
    /// The document ends.
    End,
}

pub(super) struct Xml<R> {
    reader: Reader<Bounded<R>>,
    passed: Passed,
    buffer: Vec<u8>,
    depth: usize,
    /// Whether the end of an empty element is to be given next.
    pending: bool,
}

impl<R: BufRead> Xml<R> {
    pub fn new(inner: R) -> Self {
        let (bounded, passed) = Bounded::new(inner, LARGEST_PIECE);
        let mut reader = Reader::from_reader(bounded);
        let config = reader.config_mut();
        config.check_end_names = true;
        config.allow_dangling_amp = false;
        Self { reader, passed, buffer: Vec::new(), depth: 0, pending: false }
    }

    /// The line at which reading stands.
    pub fn line(&self) -> u64 {
        self.passed.line()
    }

    /// An error here.
    pub fn defect(&self, defect: ExchangeDefect, detail: impl Into<String>) -> ExchangeError {
        ExchangeError::fatal(defect, self.line(), detail)
    }

    /// The next piece.
    pub fn next(&mut self) -> Result<Piece, ExchangeError> {
        if std::mem::take(&mut self.pending) {
            self.depth = self.depth.saturating_sub(1);
            return Ok(Piece::Close);
        }
        loop {
            self.buffer.clear();
            self.passed.begin();
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(error) => {
                    let line = self.passed.line();
                    let defect = match &error {
                        _ if self.passed.is_too_large() => ExchangeDefect::TooLarge,
                        quick_xml::Error::Io(_) => ExchangeDefect::Unreadable,
                        quick_xml::Error::Encoding(_) => ExchangeDefect::Encoding,
                        _ => ExchangeDefect::Malformed,
                    };
                    return Err(ExchangeError::fatal(defect, line, error.to_string()));
                }
            };
            let line = self.passed.line();
            let fail = |defect, detail: String| Err(ExchangeError::fatal(defect, line, detail));
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return fail(ExchangeDefect::TooDeep, DEEPEST.to_string());
                    }
                    return Ok(Piece::Open(local(start.name().0).to_owned(), attributes(&start, line)?));
                }
                Event::Empty(start) => {
                    self.depth += 1;
                    let name = local(start.name().0).to_owned();
                    let attributes = attributes(&start, line)?;
                    self.pending = true;
                    return Ok(Piece::Open(name, attributes));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Piece::Close);
                }
                Event::Text(text) => return Ok(Piece::Text(one_line_end(text.into_inner().into_owned()))),
                Event::CData(text) => return Ok(Piece::Text(one_line_end(text.into_inner().into_owned()))),
                Event::GeneralRef(reference) => return Ok(Piece::Text(referred(&reference, line)?)),
                // TMX names its DTD; it is never fetched. One that brings declarations along is refused.
                Event::DocType(text) => {
                    let text = text.into_inner();
                    if text.contains('[') || text.contains("<!") {
                        return fail(ExchangeDefect::Entity, text.into_owned());
                    }
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof if self.depth > 0 => {
                    return fail(ExchangeDefect::Malformed, "終了タグの前にファイルが終わっています".to_owned());
                }
                Event::Eof => return Ok(Piece::End),
            }
        }
    }

    /// Passes over the rest of the element that was opened last.
    pub fn skip(&mut self) -> Result<(), ExchangeError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if matches!(self.next()?, Piece::End) {
                break;
            }
        }
        Ok(())
    }

    /// The text of the element that was opened last, without that of elements in which `is_code` says no text of the document stands; and how
    /// many elements stood in it, whose markup the text does not tell.
    pub fn text(&mut self, is_code: fn(&str) -> bool, largest: usize) -> Result<(String, usize), ExchangeError> {
        let outside = self.depth.saturating_sub(1);
        let mut out = String::new();
        let mut codes = 0;
        while self.depth > outside {
            match self.next()? {
                Piece::Text(text) => {
                    if out.len() + text.len() > largest {
                        return Err(self.defect(ExchangeDefect::TooLarge, ""));
                    }
                    out.push_str(&text);
                }
                // `<cp hex="001B"/>` is a character that XML has no room for.
                Piece::Open(name, _) => {
                    codes += 1;
                    if is_code(&name) {
                        self.skip()?;
                    }
                }
                Piece::Close => {}
                Piece::End => break,
            }
        }
        Ok((out, codes))
    }
}

/// Lines end with one character, however the file's system ends them (XML 1.0, 2.11). What a reference brings is not touched.
fn one_line_end(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn attributes(start: &BytesStart<'_>, line: u64) -> Result<Vec<(String, String)>, ExchangeError> {
    let mut out = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| ExchangeError::fatal(ExchangeDefect::Malformed, line, error.to_string()))?;
        if out.len() >= 64 {
            return Err(ExchangeError::fatal(ExchangeDefect::TooLarge, line, "属性が多すぎます"));
        }
        out.push((attribute.key.0.to_owned(), unescaped(&attribute.value, line)?.into_owned()));
    }
    Ok(out)
}

fn unescaped(raw: &str, line: u64) -> Result<Cow<'_, str>, ExchangeError> {
    if !raw.contains('&') {
        return Ok(Cow::Borrowed(raw));
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let Some((name, behind)) = after.split_once(';').filter(|(name, _)| name.len() <= 40) else {
            return Err(ExchangeError::fatal(ExchangeDefect::Malformed, line, after));
        };
        out.push_str(&referred(&BytesRef::new(name), line)?);
        rest = behind;
    }
    out.push_str(rest);
    Ok(Cow::Owned(out))
}

/// The text of a reference: to a character, or to one of the five entities of XML.
fn referred(reference: &BytesRef<'_>, line: u64) -> Result<String, ExchangeError> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Ok(character.to_string()),
        Ok(None) => {
            let name: &str = reference;
            let text = match name {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "apos" => "'",
                _ => return Err(ExchangeError::fatal(ExchangeDefect::Entity, line, name)),
            };
            Ok(text.to_owned())
        }
        Err(error) => Err(ExchangeError::fatal(ExchangeDefect::Malformed, line, error.to_string())),
    }
}

/// The value of an attribute by its name with or without prefix.
pub(super) fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes
        .iter()
        .find(|(key, _)| key == name || local(key) == name && !key.starts_with("xmlns"))
        .map(|(_, value)| value.trim())
        .filter(|value| !value.is_empty())
}
