//! XLIFF 1.2 (OASIS, 2008) and 2.0 to 2.2 (ISO 21720): units of a file, with what stands in their inline codes left out.

use std::io::BufRead;

use super::{
    ExchangeDefect, ExchangeError, ExchangeUnit, LARGEST_UNIT, UnitDetails,
    xml::{Piece, Xml, attribute},
};
use crate::Language;

pub(super) struct Xliff<R> {
    xml: Xml<R>,
    ended: bool,
    version_2: bool,
    begun: bool,
    language: Language,
    unit_id: Option<String>,
    /// What the unit's own attributes tell of its segments (2.1).
    unit_details: UnitDetails,
}

/// Elements that hold codes of the original format (1.2), or nothing at all.
fn is_code(name: &str) -> bool {
    matches!(name, "bpt" | "ept" | "ph" | "it" | "x" | "bx" | "ex" | "sc" | "ec" | "sm" | "em" | "cp" | "sub")
}

impl<R: BufRead> Xliff<R> {
    pub fn new(reader: R) -> Self {
        Self {
            xml: Xml::new(reader),
            ended: false,
            version_2: false,
            begun: false,
            language: Language::undetermined(),
            unit_id: None,
            unit_details: UnitDetails::default(),
        }
    }

    fn language(&self, value: Option<&str>) -> Result<Language, ExchangeError> {
        value.map_or_else(
            || Ok(Language::undetermined()),
            |tag| Language::parse(tag).map_err(|error| self.xml.defect(ExchangeDefect::Language, error.0)),
        )
    }

    fn target_is_japanese(&self, value: Option<&str>) -> Result<(), ExchangeError> {
        match value {
            Some(tag) if Language::parse(tag).is_ok_and(|language| language.primary() != "ja") => {
                Err(self.xml.defect(ExchangeDefect::TargetLanguage, tag))
            }
            _ => Ok(()),
        }
    }

    fn read(&mut self) -> Result<Option<ExchangeUnit>, ExchangeError> {
        loop {
            let piece = self.xml.next()?;
            let Piece::Open(name, attributes) = piece else {
                if matches!(piece, Piece::End) {
                    return if self.begun { Ok(None) } else { Err(self.xml.defect(ExchangeDefect::Format, "")) };
                }
                continue;
            };
            if !self.begun {
                if name != "xliff" {
                    return Err(self.xml.defect(ExchangeDefect::Format, name));
                }
                self.begun = true;
                self.version_2 = attribute(&attributes, "version").is_some_and(|version| version.starts_with('2'));
                if self.version_2 {
                    self.language = self.language(attribute(&attributes, "srcLang"))?;
                    self.target_is_japanese(attribute(&attributes, "trgLang"))?;
                }
                continue;
            }
            match (self.version_2, name.as_str()) {
                (false, "file") => {
                    self.language = self.language(attribute(&attributes, "source-language"))?;
                    self.target_is_japanese(attribute(&attributes, "target-language"))?;
                }
                (false, "trans-unit") => {
                    let details = UnitDetails::from_attributes(&attributes);
                    return self.pair(attribute(&attributes, "id").map(str::to_owned), None, details).map(Some);
                }
                (true, "unit") => {
                    self.unit_id = attribute(&attributes, "id").map(str::to_owned);
                    self.unit_details = UnitDetails::from_attributes(&attributes);
                }
                (true, "segment") => {
                    let id = match (&self.unit_id, attribute(&attributes, "id")) {
                        (Some(unit), Some(segment)) => Some(format!("{unit}/{segment}")),
                        (unit, segment) => unit.clone().or(segment.map(str::to_owned)),
                    };
                    let state = attribute(&attributes, "subState").or(attribute(&attributes, "state")).map(str::to_owned);
                    return self.pair(id, state, self.unit_details.clone()).map(Some);
                }
                // What stands between segments, and matches from elsewhere, is no pair of this file.
                (_, "ignorable" | "alt-trans" | "matches" | "glossary" | "header" | "skeleton" | "notes") => self.xml.skip()?,
                _ => {}
            }
        }
    }

    /// Source and target of the element that was opened last.
    fn pair(&mut self, id: Option<String>, mut state: Option<String>, details: UnitDetails) -> Result<ExchangeUnit, ExchangeError> {
        let (mut source, mut japanese) = (String::new(), None);
        let mut codes = 0;
        let mut language = self.language.clone();
        loop {
            match self.xml.next()? {
                Piece::Open(name, attributes) => match name.as_str() {
                    "source" => {
                        if let Some(tag) = attribute(&attributes, "lang") {
                            language = self.language(Some(tag))?;
                        }
                        let (text, inline) = self.xml.text(is_code, LARGEST_UNIT)?;
                        source = text;
                        codes += inline;
                    }
                    "target" => {
                        self.target_is_japanese(attribute(&attributes, "lang"))?;
                        state = attribute(&attributes, "state").map(str::to_owned).or(state);
                        let (text, inline) = self.xml.text(is_code, LARGEST_UNIT)?;
                        japanese = Some(text).filter(|text| !text.trim().is_empty());
                        codes += inline;
                    }
                    _ => self.xml.skip()?,
                },
                Piece::Close | Piece::End => {
                    return Ok(ExchangeUnit { id, line: self.xml.line(), language, source, japanese, state, codes, details });
                }
                Piece::Text(_) => {}
            }
        }
    }
}

impl<R: BufRead> Iterator for Xliff<R> {
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
