//! TMX 1.4b (LISA, 2005): translation units, with what stands in their inline codes left out.

use std::{collections::VecDeque, io::BufRead};

use super::{
    ExchangeDefect, ExchangeError, ExchangeUnit, LARGEST_UNIT,
    xml::{Piece, Xml, attribute},
};
use super::{UnitDetails, dates};
use crate::{Context, Language};

/// Variants of one unit: there are not more languages.
const MOST_VARIANTS: usize = 256;

pub(super) struct Tmx<R> {
    xml: Xml<R>,
    ended: bool,
    begun: bool,
    /// `None`: every language may be a source.
    source_language: Option<Language>,
    /// Sources of the unit that was read last, and what they share: a long Japanese is held once, however many languages it renders.
    waiting: VecDeque<Variant>,
    shared: ExchangeUnit,
}

/// Elements that hold codes of the original format. `hi` holds text.
fn is_code(name: &str) -> bool {
    matches!(name, "bpt" | "ept" | "ph" | "it" | "ut" | "sub")
}

impl<R: BufRead> Tmx<R> {
    pub fn new(reader: R) -> Self {
        Self {
            xml: Xml::new(reader),
            ended: false,
            begun: false,
            source_language: None,
            waiting: VecDeque::new(),
            shared: ExchangeUnit::new(Language::undetermined(), "", None),
        }
    }

    fn language(&self, tag: &str) -> Result<Language, ExchangeError> {
        Language::parse(tag).map_err(|error| self.xml.defect(ExchangeDefect::Language, error.0))
    }

    fn read(&mut self) -> Result<Option<ExchangeUnit>, ExchangeError> {
        loop {
            if let Some(Variant { language, text, codes }) = self.waiting.pop_front() {
                let codes = codes + self.shared.codes;
                return Ok(Some(ExchangeUnit { language, source: text, codes, ..self.shared.clone() }));
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
                    self.unit(&attributes, source_language.as_ref())?;
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
    fn unit(&mut self, attributes: &[(String, String)], source_language: Option<&Language>) -> Result<(), ExchangeError> {
        let id = attribute(attributes, "tuid").map(str::to_owned);
        let mut details = Details::default();
        details.dated(attributes);
        let mut variants: Vec<Variant> = Vec::new();
        let mut held = 0;
        loop {
            match self.xml.next()? {
                Piece::Open(name, attributes) if name == "tuv" => {
                    let tag = attribute(&attributes, "xml:lang").or(attribute(&attributes, "lang")).map(str::to_owned);
                    let Some(tag) = tag else { return Err(self.xml.defect(ExchangeDefect::Language, "")) };
                    let language = self.language(&tag)?;
                    // Who made the Japanese is said with it, or with the whole unit.
                    if language.primary() == "ja" {
                        details.dated(&attributes);
                    }
                    let (text, codes) = self.variant(&mut details)?;
                    held += text.len();
                    if variants.len() >= MOST_VARIANTS || held > LARGEST_UNIT {
                        return Err(self.xml.defect(ExchangeDefect::TooLarge, "tuv"));
                    }
                    variants.push(Variant { language, text, codes });
                }
                Piece::Open(name, attributes) => self.detail(&name, &attributes, &mut details)?,
                Piece::Close | Piece::End => break,
                Piece::Text(_) => {}
            }
        }
        let Some(japanese) = variants.iter().position(|variant| variant.language.primary() == "ja") else { return Ok(()) };
        let japanese = variants.remove(japanese);
        self.shared = ExchangeUnit {
            id,
            line: self.xml.line(),
            codes: japanese.codes,
            details: details.whole(),
            ..ExchangeUnit::new(Language::undetermined(), "", Some(japanese.text).filter(|text| !text.trim().is_empty()))
        };
        let is_source =
            |language: &Language| source_language.is_none_or(|source| source.primary() == "ja" || source.primary() == language.primary());
        variants.retain(|variant| variant.language.primary() != "ja" && is_source(&variant.language));
        self.waiting = variants.into();
        Ok(())
    }

    /// The segment of the variant that was opened last.
    fn variant(&mut self, details: &mut Details) -> Result<(String, usize), ExchangeError> {
        let mut text = (String::new(), 0);
        loop {
            match self.xml.next()? {
                Piece::Open(name, _) if name == "seg" => text = self.xml.text(is_code, LARGEST_UNIT)?,
                Piece::Open(name, attributes) => self.detail(&name, &attributes, details)?,
                Piece::Close | Piece::End => return Ok(text),
                Piece::Text(_) => {}
            }
        }
    }

    /// A property or note; anything else is passed over.
    fn detail(&mut self, name: &str, attributes: &[(String, String)], details: &mut Details) -> Result<(), ExchangeError> {
        match (name, attribute(attributes, "type")) {
            ("prop", Some(kind)) => {
                let kind = kind.to_owned();
                let (text, _) = self.xml.text(|_| false, LARGEST_UNIT)?;
                details.property(&kind, text);
                Ok(())
            }
            _ => self.xml.skip(),
        }
    }
}

struct Variant {
    language: Language,
    text: String,
    codes: usize,
}

/// What a unit tells of itself, while it is read.
#[derive(Default)]
struct Details {
    told: UnitDetails,
    before: Option<String>,
    after: Option<String>,
}

impl Details {
    /// Who made and changed it: TMX's own attributes.
    fn dated(&mut self, attributes: &[(String, String)]) {
        let text = |name: &str| attribute(attributes, name).map(str::to_owned);
        let date = |name: &str| attribute(attributes, name).and_then(dates::parse);
        let told = &mut self.told;
        told.author = text("creationid").or(told.author.take());
        told.created = date("creationdate").or(told.created);
        told.changed_by = text("changeid").or(told.changed_by.take());
        told.changed = date("changedate").or(told.changed);
    }

    fn property(&mut self, kind: &str, text: String) {
        match kind {
            // The neighbours, as several tools write them.
            "x-context-pre" | "prev" => self.before = Some(text),
            "x-context-post" | "next" => self.after = Some(text),
            _ => {
                if let Some(name) = kind.strip_prefix("x-kakehashi-") {
                    self.told.tell(name, &text);
                }
            }
        }
    }

    fn whole(self) -> UnitDetails {
        let mut told = self.told;
        if told.context.is_none() && (self.before.is_some() || self.after.is_some()) {
            told.context = Some(Context::of(self.before.as_deref(), self.after.as_deref()));
        }
        told
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
