//! TMX 1.4b (LISA, 2005), level 1: plain text, with who made a unit in TMX's own attributes and the rest in properties.

use std::io::Write;

use super::{
    ExchangeUnit, WriteError, dates,
    markup::{attribute, content},
};

pub(super) struct TmxWriter<W> {
    out: W,
}

impl<W: Write> TmxWriter<W> {
    pub fn new(mut out: W) -> Result<Self, WriteError> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">")?;
        writeln!(
            out,
            "<tmx version=\"1.4\"><header creationtool=\"Kakehashi\" creationtoolversion=\"{}\" segtype=\"sentence\" o-tmf=\"Kakehashi\" \
             adminlang=\"ja\" srclang=\"*all*\" datatype=\"plaintext\"/>",
            env!("CARGO_PKG_VERSION")
        )?;
        writeln!(out, "<body>")?;
        Ok(Self { out })
    }

    pub fn write(&mut self, unit: &ExchangeUnit) -> Result<(), WriteError> {
        let details = &unit.details;
        let out = &mut self.out;
        write!(out, "<tu{}", attribute("srclang", unit.language.as_str()))?;
        for (name, value) in [
            ("creationdate", details.created.map(dates::written)),
            ("creationid", details.author.clone()),
            ("changedate", details.changed.map(dates::written)),
            ("changeid", details.changed_by.clone()),
        ] {
            if let Some(value) = value {
                write!(out, "{}", attribute(name, &value))?;
            }
        }
        writeln!(out, ">")?;
        for (name, value) in details.told() {
            if matches!(name, "context" | "origin" | "origin-name" | "provision") {
                writeln!(out, "<prop{}>{}</prop>", attribute("type", &format!("x-kakehashi-{name}")), content(&value))?;
            }
        }
        for (language, text) in [(unit.language.as_str(), unit.source.as_str()), ("ja", unit.japanese.as_deref().unwrap_or_default())] {
            writeln!(out, "<tuv{}><seg>{}</seg></tuv>", attribute("xml:lang", language), content(text))?;
        }
        writeln!(out, "</tu>")?;
        Ok(())
    }

    pub fn finish(mut self) -> Result<W, WriteError> {
        writeln!(self.out, "</body></tmx>")?;
        self.out.flush()?;
        Ok(self.out)
    }
}
