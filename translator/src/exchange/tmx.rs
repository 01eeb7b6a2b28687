//! TMX 1.4b (LISA, 2005): translation units, with what stands in their inline codes left out.

use std::{collections::VecDeque, io::BufRead};

use super::{
    ExchangeDefect, ExchangeError, ExchangeUnit, LARGEST_UNIT,
    xml::{Piece, Xml, attribute},
};
use crate::Language;

/// Variants of one unit: there are not more languages.
const MOST_VARIANTS: usize = 256;

pub(super) struct Tmx<R> {
    xml: Xml<R>,
    ended: bool,
    begun: bool,
    /// `None`: every language may be a source.
    source_language: Option<Language>,
    waiting: VecDeque<ExchangeUnit>,
}

/// Elements that hold codes of the original format. `hi` holds text.
fn is_code(name: &str) -> bool {
    matches!(name, "bpt" | "ept" | "ph" | "it" | "ut" | "sub")
}

impl<R: BufRead> Tmx<R> {
    pub fn new(reader: R) -> Self {
        Self { xml: Xml::new(reader), ended: false, begun: false, source_language: None, waiting: VecDeque::new() }
    }

    fn language(&self, tag: &str) -> Result<Language, ExchangeError> {
        Language::parse(tag).map_err(|error| self.xml.defect(ExchangeDefect::Language, error.0))
    }

    fn read(&mut self) -> Result<Option<ExchangeUnit>, ExchangeError> {
        loop {
            if let Some(unit) = self.waiting.pop_front() {
                return Ok(Some(unit));
            }
            let piece = self.xml.next()?;
            let Piece::Open(name, attributes) = piece else {
                if matches!(piece, Piece::End) {
                    return if self.begun { Ok(None) } else { Err(self.xml.defect(ExchangeDefect::Format, "")) };
                }
                continue;
            };
            if !self.begun {
                if name != "tmx" {
                    return Err(self.xml.defect(ExchangeDefect::Format, name));
                }
                self.begun = true;
                continue;
            }
            match name.as_str() {
                "header" => {
                    self.source_language = self.source(attribute(&attributes, "srclang"))?;
                    self.xml.skip()?;
                }
                "tu" => {
                    let own = self.source(attribute(&attributes, "srclang"))?;
                    let source_language = own.or_else(|| self.source_language.clone());
                    self.unit(attribute(&attributes, "tuid").map(str::to_owned), source_language.as_ref())?;
                }
                _ => {}
            }
        }
    }

    fn source(&self, tag: Option<&str>) -> Result<Option<Language>, ExchangeError> {
        match tag {
            None | Some("*all*") => Ok(None),
            Some(tag) => self.language(tag).map(Some),
        }
    }

    /// The variants of a unit: a pair for its source and its Japanese. Units without Japanese are of other languages.
    fn unit(&mut self, id: Option<String>, source_language: Option<&Language>) -> Result<(), ExchangeError> {
        let mut variants: Vec<(Language, String)> = Vec::new();
        loop {
            match self.xml.next()? {
                Piece::Open(name, attributes) if name == "tuv" => {
                    let tag = attribute(&attributes, "xml:lang").or(attribute(&attributes, "lang")).map(str::to_owned);
                    let Some(tag) = tag else { return Err(self.xml.defect(ExchangeDefect::Language, "")) };
                    let language = self.language(&tag)?;
                    let text = self.variant()?;
                    if variants.len() >= MOST_VARIANTS {
                        return Err(self.xml.defect(ExchangeDefect::TooLarge, "tuv"));
                    }
                    variants.push((language, text));
                }
                Piece::Open(..) => self.xml.skip()?,
                Piece::Close | Piece::End => break,
                Piece::Text(_) => {}
            }
        }
        let japanese = variants.iter().find(|(language, _)| language.primary() == "ja").map(|(_, text)| text.clone());
        let Some(japanese) = japanese else { return Ok(()) };
        let line = self.xml.line();
        let is_source =
            |language: &Language| source_language.is_none_or(|source| source.primary() == "ja" || source.primary() == language.primary());
        for (language, source) in variants.into_iter().filter(|(language, _)| language.primary() != "ja" && is_source(language)) {
            let japanese = Some(japanese.clone()).filter(|text| !text.trim().is_empty());
            self.waiting.push_back(ExchangeUnit { id: id.clone(), line, language, source, japanese, state: None });
        }
        Ok(())
    }

    /// The segment of the variant that was opened last.
    fn variant(&mut self) -> Result<String, ExchangeError> {
        let mut text = String::new();
        loop {
            match self.xml.next()? {
                Piece::Open(name, _) if name == "seg" => text = self.xml.text(is_code, LARGEST_UNIT)?,
                Piece::Open(..) => self.xml.skip()?,
                Piece::Close | Piece::End => return Ok(text),
                Piece::Text(_) => {}
            }
        }
    }
}

impl<R: BufRead> Iterator for Tmx<R> {
    type Item = Result<ExchangeUnit, ExchangeError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let read = self.read();
        self.ended = !matches!(read, Ok(Some(_)));
        read.transpose()
    }
}
