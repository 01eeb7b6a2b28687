//! XLIFF 2.1 (ISO 21720) and 1.2 (OASIS, 2008): one segment a unit; what they have no place for in attributes of a namespace of ours, which both
//! let a unit have.

use std::io::Write;

use super::{
    ExchangeUnit, WriteError,
    markup::{attribute, content},
    units::PREFIX,
};
use crate::Language;

/// The namespace of our attributes.
const NAMESPACE: &str = "urn:kakehashi:translation-memory";

pub(super) struct XliffWriter<W> {
    out: W,
    version_2: bool,
    /// The language of the `file` that is open.
    language: Option<Language>,
    begun: bool,
    written: u64,
}

impl<W: Write> XliffWriter<W> {
    /// Nothing is written before the first unit tells the language.
    pub fn new(out: W, version_2: bool) -> Self {
        Self { out, version_2, language: None, begun: false, written: 0 }
    }

    pub fn write(&mut self, unit: &ExchangeUnit) -> Result<(), WriteError> {
        self.open(&unit.language)?;
        self.written += 1;
        let mut own = String::new();
        for (name, value) in unit.details.told() {
            own.push_str(&attribute(&format!("{PREFIX}:{name}"), &value));
        }
        let (out, number, source) = (&mut self.out, self.written, content(&unit.source));
        let japanese = unit.japanese.as_deref().map(content);
        if self.version_2 {
            let state = if japanese.is_some() { "final" } else { "initial" };
            writeln!(out, "<unit id=\"u{number}\"{own}><segment id=\"s1\" state=\"{state}\">")?;
            writeln!(out, "<source xml:space=\"preserve\">{source}</source>")?;
            if let Some(japanese) = japanese {
                writeln!(out, "<target xml:space=\"preserve\">{japanese}</target>")?;
            }
            writeln!(out, "</segment></unit>")?;
        } else {
            writeln!(out, "<trans-unit id=\"{number}\" xml:space=\"preserve\"{own}><source>{source}</source>")?;
            if let Some(japanese) = japanese {
                writeln!(out, "<target state=\"final\">{japanese}</target>")?;
            }
            writeln!(out, "</trans-unit>")?;
        }
        Ok(())
    }

    /// Sees to it that a `file` of this language is open.
    fn open(&mut self, language: &Language) -> Result<(), WriteError> {
        match &self.language {
            Some(open) if open == language => return Ok(()),
            Some(open) if self.version_2 => return Err(WriteError::OtherLanguage(open.clone(), language.clone())),
            Some(_) => writeln!(self.out, "</body></file>")?,
            None => {}
        }
        self.begin(language)?;
        if self.version_2 {
            writeln!(self.out, "<file id=\"memory\">")?;
        } else {
            let language = attribute("source-language", language.as_str());
            writeln!(self.out, "<file original=\"memory\" datatype=\"plaintext\"{language} target-language=\"ja\"><body>")?;
        }
        self.language = Some(language.clone());
        Ok(())
    }

    fn begin(&mut self, language: &Language) -> Result<(), WriteError> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        let own = attribute(&format!("xmlns:{PREFIX}"), NAMESPACE);
        writeln!(self.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        if self.version_2 {
            let language = attribute("srcLang", language.as_str());
            writeln!(self.out, "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\"{own} version=\"2.1\"{language} trgLang=\"ja\">")?;
        } else {
            writeln!(self.out, "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"{own} version=\"1.2\">")?;
        }
        Ok(())
    }

    pub fn finish(mut self) -> Result<W, WriteError> {
        // XLIFF has at least one `file`.
        if self.language.is_none() {
            self.open(&Language::undetermined())?;
        }
        writeln!(self.out, "{}</file></xliff>", if self.version_2 { "" } else { "</body>" })?;
        self.out.flush()?;
        Ok(self.out)
    }
}
