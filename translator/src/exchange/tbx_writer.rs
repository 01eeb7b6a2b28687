//! TBX-Basic (ISO 30042:2019), in the style of categories as attributes (DCA).
//!
//! The scope by IPC is the concept's subject field, or, where its words differ in it, each word's project subset; both begin with `IPC`. Whom a word
//! is for is its customer subset.

use std::io::Write;

use super::{
    ExchangeTerm, WordStatus, WriteError,
    concepts::{Concept, Word, as_xml_id},
    defect::has_control,
    markup::{attribute, content},
    tbx::IPC,
};

/// A file of terms that is being written, concept by concept.
pub struct TbxWriter<W: Write> {
    out: W,
}

impl<W: Write> TbxWriter<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// Where it cannot be written to.
    pub fn new(mut out: W) -> Result<Self, WriteError> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"ja\" xmlns=\"urn:iso:std:iso:30042:ed-2\">")?;
        writeln!(out, "<tbxHeader><fileDesc><sourceDesc><p>Kakehashi</p></sourceDesc></fileDesc></tbxHeader>")?;
        writeln!(out, "<text><body>")?;
        Ok(Self { out })
    }

    /// Writes a concept, given all its terms.
    ///
    /// # Errors
    /// Where a text has control characters, and nothing is written; or where the file cannot be written to.
    pub fn write(&mut self, terms: &[ExchangeTerm]) -> Result<(), WriteError> {
        let texts = terms.iter().flat_map(|term| [&term.concept, &term.term, &term.japanese, &term.note, &term.source]);
        if texts.into_iter().any(|text| has_control(text)) {
            return Err(WriteError::Character);
        }
        for concept in Concept::of_rows(terms) {
            self.concept(&concept)?;
        }
        Ok(())
    }

    fn concept(&mut self, concept: &Concept) -> Result<(), WriteError> {
        writeln!(self.out, "<conceptEntry{}>", attribute("id", &as_xml_id(&concept.id)))?;
        if !concept.ipc.is_empty() {
            writeln!(self.out, "<descrip type=\"subjectField\">{}</descrip>", content(&scope(&concept.ipc)))?;
        }
        // A language stands once, with all its words.
        let mut languages: Vec<&str> =
            concept.words.iter().filter_map(|word| word.language.as_ref()).map(crate::Language::as_str).collect();
        let mut once: Vec<&str> = Vec::new();
        languages.retain(|language| {
            let new = !once.contains(language);
            if new {
                once.push(language);
            }
            new
        });
        for language in languages {
            writeln!(self.out, "<langSec{}>", attribute("xml:lang", language))?;
            for word in concept.words.iter().filter(|word| word.language.as_ref().is_some_and(|of| of.as_str() == language)) {
                self.word(word)?;
            }
            writeln!(self.out, "</langSec>")?;
        }
        writeln!(self.out, "</conceptEntry>")?;
        Ok(())
    }

    fn word(&mut self, word: &Word) -> Result<(), WriteError> {
        let out = &mut self.out;
        write!(out, "<termSec><term>{}</term>", content(&word.term))?;
        let status = match word.status {
            WordStatus::Preferred => "preferredTerm-admn-sts",
            WordStatus::Admitted => "admittedTerm-admn-sts",
            WordStatus::Forbidden => "deprecatedTerm-admn-sts",
        };
        write!(out, "<termNote type=\"administrativeStatus\">{status}</termNote>")?;
        if !word.note.is_empty() {
            write!(out, "<note>{}</note>", content(&word.note))?;
        }
        if word.restricted {
            write!(out, "<admin type=\"customerSubset\">inside</admin>")?;
        }
        if !word.ipc.is_empty() {
            write!(out, "<admin type=\"projectSubset\">{}</admin>", content(&scope(&word.ipc)))?;
        }
        if !word.source.is_empty() {
            write!(out, "<admin type=\"source\">{}</admin>", content(&word.source))?;
        }
        writeln!(out, "</termSec>")?;
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Where it cannot be written to.
    pub fn finish(mut self) -> Result<W, WriteError> {
        writeln!(self.out, "</body></text></tbx>")?;
        self.out.flush()?;
        Ok(self.out)
    }
}

fn scope(ipc: &[String]) -> String {
    format!("{IPC}{}", ipc.join("; "))
}
