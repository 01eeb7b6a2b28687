//! TBX-Basic: of 2019 (`tbx`, `conceptEntry`; categories as attributes or as elements) and of 2008 (`martif`, `termEntry`).

use std::{collections::VecDeque, io::BufRead};

use super::{
    ExchangeDefect, ExchangeError, ExchangeTerm, WordStatus,
    concepts::{Concept, Word, name_of, of_xml_id},
    terms::ipc_of,
    xml::{Piece, Xml, attribute},
};
use crate::Language;

/// Words of one concept: there are not more languages and synonyms.
const MOST_WORDS: usize = 500;
/// Bytes of all that is said of one concept: a note of it is given to each of its words.
const LARGEST_CONCEPT: usize = 128 * 1024;
/// What the scope of a word begins with, where it is written as a subject field or subset.
pub(super) const IPC: &str = "IPC ";

pub(super) struct Tbx<R> {
    xml: Xml<R>,
    ended: bool,
    begun: bool,
    concepts: u64,
    /// Bytes of the concept that is read.
    held: usize,
    waiting: VecDeque<Result<ExchangeTerm, ExchangeError>>,
}

impl<R: BufRead> Tbx<R> {
    pub fn new(reader: R) -> Self {
        Self { xml: Xml::new(reader), ended: false, begun: false, concepts: 0, held: 0, waiting: VecDeque::new() }
    }

    fn read(&mut self) -> Result<Option<Result<ExchangeTerm, ExchangeError>>, ExchangeError> {
        loop {
            if let Some(term) = self.waiting.pop_front() {
                return Ok(Some(term));
            }
            let (name, attributes) = match self.xml.next()? {
                Piece::Open(name, attributes) => (name, attributes),
                Piece::End => return if self.begun { Ok(None) } else { Err(self.xml.defect(ExchangeDefect::Format, "")) },
                Piece::Text(_) | Piece::Close => continue,
            };
            if !self.begun {
                if !matches!(name.as_str(), "tbx" | "martif") {
                    return Err(self.xml.defect(ExchangeDefect::Format, name));
                }
                self.begun = true;
                continue;
            }
            match name.as_str() {
                "conceptEntry" | "termEntry" => {
                    self.concepts += 1;
                    let id = attribute(&attributes, "id").map(of_xml_id).unwrap_or_else(|| format!("c{}", self.concepts));
                    self.concept(name_of(&id).to_owned())?;
                }
                "tbxHeader" | "martifHeader" | "back" => self.xml.skip()?,
                _ => {}
            }
        }
    }

    fn concept(&mut self, id: String) -> Result<(), ExchangeError> {
        self.held = 0;
        let mut concept = Concept { id, ..Concept::default() };
        loop {
            match self.xml.next()? {
                Piece::Open(name, attributes) if matches!(name.as_str(), "langSec" | "langSet") => {
                    let tag = attribute(&attributes, "xml:lang").or(attribute(&attributes, "lang")).unwrap_or_default();
                    let language = Language::parse(tag).map_err(|error| self.xml.defect(ExchangeDefect::Language, error.0))?;
                    self.language(&language, &mut concept)?;
                }
                Piece::Open(name, attributes) => {
                    let mut said = Word::default();
                    self.said(&name, &attributes, &mut said, &mut concept.left_out)?;
                    concept.ipc.extend(said.ipc);
                    join(&mut concept.note, &said.note);
                    concept.left_out += usize::from(!said.source.is_empty());
                }
                Piece::Close | Piece::End => break,
                Piece::Text(_) => {}
            }
        }
        concept.line = self.xml.line();
        match concept.into_rows() {
            Ok(rows) => self.waiting.extend(rows.into_iter().map(ExchangeTerm::checked)),
            Err(error) => self.waiting.push_back(Err(error)),
        }
        Ok(())
    }

    fn language(&mut self, language: &Language, concept: &mut Concept) -> Result<(), ExchangeError> {
        loop {
            match self.xml.next()? {
                Piece::Open(name, _) if matches!(name.as_str(), "termSec" | "tig" | "ntig") => {
                    if concept.words.len() >= MOST_WORDS {
                        return Err(self.xml.defect(ExchangeDefect::TooLarge, name));
                    }
                    let mut word = Word { language: Some(language.clone()), ..Word::default() };
                    self.word(&mut word, &mut concept.left_out)?;
                    concept.words.push(word);
                }
                Piece::Open(name, attributes) => {
                    let mut said = Word::default();
                    self.said(&name, &attributes, &mut said, &mut concept.left_out)?;
                    join(&mut concept.note, &said.note);
                    concept.left_out += usize::from(!said.source.is_empty()) + usize::from(!said.ipc.is_empty());
                }
                Piece::Close | Piece::End => return Ok(()),
                Piece::Text(_) => {}
            }
        }
    }

    /// The text of the element that was opened last, and how many elements stood in it.
    fn text(&mut self) -> Result<(String, usize), ExchangeError> {
        let (text, codes) = self.xml.text(|_| false, LARGEST_CONCEPT)?;
        self.held += text.len();
        if self.held > LARGEST_CONCEPT {
            return Err(self.xml.defect(ExchangeDefect::TooLarge, ""));
        }
        Ok((text, codes))
    }

    /// The word of the section that was opened last. Groups are looked into.
    fn word(&mut self, word: &mut Word, left_out: &mut usize) -> Result<(), ExchangeError> {
        let mut groups = 0_usize;
        loop {
            match self.xml.next()? {
                Piece::Open(name, _) if name.ends_with("Grp") => groups += 1,
                Piece::Open(name, _) if name == "term" => {
                    let (text, codes) = self.text()?;
                    word.term = crate::normal::normalised(&text);
                    *left_out += codes;
                }
                Piece::Open(name, attributes) => self.said(&name, &attributes, word, left_out)?,
                Piece::Close | Piece::End if groups == 0 => return Ok(()),
                Piece::End => return Ok(()),
                Piece::Close => groups -= 1,
                Piece::Text(_) => {}
            }
        }
    }

    /// What an element says of a word, a language or a concept; its category is its type, or (in the style of tags) its name.
    fn said(&mut self, name: &str, attributes: &[(String, String)], word: &mut Word, left_out: &mut usize) -> Result<(), ExchangeError> {
        // A group's own content follows in it; what it groups with that content is not kept.
        if name.ends_with("Grp") {
            *left_out += 1;
            return self.xml.skip();
        }
        let category = attribute(attributes, "type").unwrap_or(name).to_owned();
        let (text, _) = self.text()?;
        let text = text.trim();
        match category.as_str() {
            "administrativeStatus" => match text {
                "preferredTerm-admn-sts" | "preferredTerm" => word.status = WordStatus::Preferred,
                "admittedTerm-admn-sts" | "admittedTerm" => word.status = WordStatus::Admitted,
                "deprecatedTerm-admn-sts" | "deprecatedTerm" | "supersededTerm-admn-sts" | "supersededTerm" => {
                    word.status = WordStatus::Forbidden;
                }
                other => return Err(self.xml.defect(ExchangeDefect::Word, other)),
            },
            "note" => join(&mut word.note, text),
            "definition" => join(&mut word.note, &format!("定義: {text}")),
            "source" => text.clone_into(&mut word.source),
            "customerSubset" if matches!(text, "inside" | "public") => word.restricted = text == "inside",
            "subjectField" | "projectSubset" if text.starts_with(IPC) => word.ipc = ipc_of(&text[IPC.len()..]),
            _ => *left_out += 1,
        }
        Ok(())
    }
}

/// Adds a note, on a line of its own.
fn join(note: &mut String, more: &str) {
    if !note.is_empty() && !more.is_empty() {
        note.push('\n');
    }
    note.push_str(more);
}

impl<R: BufRead> Iterator for Tbx<R> {
    type Item = Result<ExchangeTerm, ExchangeError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        match self.read() {
            Ok(Some(term)) => Some(term),
            Ok(None) => {
                self.ended = true;
                None
            }
            Err(error) => {
                self.ended = true;
                Some(Err(error))
            }
        }
    }
}
