//! A document's segments as XLIFF 2.1 (ISO 21720), to be worked on elsewhere and brought back: each under an id of the caller's, which tools keep.

use std::io::Write;

use super::{
    WriteError,
    defect::has_control,
    markup::{attribute, content},
};
use crate::{Language, SegmentState};

/// A segment of a document.
#[derive(Clone, Copy, Debug)]
pub struct DocumentUnit<'a> {
    /// An id without spaces (NMTOKEN), once in the file.
    pub id: &'a str,
    /// The source.
    pub source: &'a str,
    /// The Japanese; `None` where there is none.
    pub japanese: Option<&'a str>,
    /// How far it has come.
    pub state: SegmentState,
    /// Whether it may be changed.
    pub locked: bool,
}

/// A file of one document in one language that is being written. Without [`finish`](Self::finish) it has no end.
pub struct DocumentWriter<W> {
    out: W,
}

/// A state by the words of XLIFF 2.1, and ours where those do not tell it.
const fn states(state: SegmentState) -> (&'static str, Option<&'static str>) {
    match state {
        SegmentState::None => ("initial", None),
        SegmentState::Machine => ("initial", Some("kakehashi:machine")),
        SegmentState::Draft => ("initial", Some("kakehashi:draft")),
        SegmentState::Translated => ("translated", None),
        SegmentState::Reviewed => ("reviewed", None),
        SegmentState::Final => ("final", None),
    }
}

impl<W: Write> DocumentWriter<W> {
    /// Begins a file of a document, which is named by what it is called.
    ///
    /// # Errors
    /// Where it cannot be written to.
    pub fn new(mut out: W, name: &str, language: &Language) -> Result<Self, WriteError> {
        let language = attribute("srcLang", language.as_str());
        let name = attribute("original", name);
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\"{language} trgLang=\"ja\">")?;
        writeln!(out, "<file id=\"document\"{name}>")?;
        Ok(Self { out })
    }

    /// Writes a segment.
    ///
    /// # Errors
    /// Where it has control characters, of which then nothing is written, or the file cannot be written to.
    pub fn write(&mut self, unit: &DocumentUnit<'_>) -> Result<(), WriteError> {
        if [Some(unit.source), unit.japanese, Some(unit.id)].into_iter().flatten().any(has_control) {
            return Err(WriteError::Character);
        }
        let (state, own) = states(if unit.japanese.is_some() { unit.state } else { SegmentState::None });
        let own = own.map(|own| attribute("subState", own)).unwrap_or_default();
        let id = attribute("id", unit.id);
        // Whoever split or joined it would bring back what belongs nowhere.
        let fixed = if unit.locked { " translate=\"no\"" } else { "" };
        writeln!(self.out, "<unit{id} canResegment=\"no\"{fixed}><segment id=\"s1\" state=\"{state}\"{own}>")?;
        writeln!(self.out, "<source xml:space=\"preserve\">{}</source>", content(unit.source))?;
        if let Some(japanese) = unit.japanese {
            writeln!(self.out, "<target xml:space=\"preserve\">{}</target>", content(japanese))?;
        }
        writeln!(self.out, "</segment></unit>")?;
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Where it cannot be written to.
    pub fn finish(mut self) -> Result<W, WriteError> {
        writeln!(self.out, "</file></xliff>")?;
        self.out.flush()?;
        Ok(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ExchangeFormat, exchange_units};

    #[test]
    fn what_is_written_is_read_with_its_ids() {
        let language = Language::parse("en").expect("a language");
        let mut writer = DocumentWriter::new(Vec::new(), "TH-patent-1-A", &language).expect("begun");
        let unit = |id, source, japanese, state| DocumentUnit { id, source, japanese, state, locked: false };
        writer
            .write(&unit("claims.en.00ff.0.r2.v1", "A <lid> & \"pin\".\n ", Some("蓋<と>ピン"), SegmentState::Reviewed))
            .expect("written");
        writer.write(&unit("u2", "No Japanese.", None, SegmentState::Final)).expect("written");
        writer.write(&DocumentUnit { locked: true, ..unit("u3", "By machine.", Some("機械"), SegmentState::Machine) }).expect("written");
        assert!(matches!(writer.write(&unit("u4", "\u{1}", None, SegmentState::None)), Err(WriteError::Character)));
        let file = writer.finish().expect("finished");
        let read: Vec<_> = exchange_units(file.as_slice(), ExchangeFormat::Xliff).map(|unit| unit.expect("read")).collect();
        let told: Vec<_> = read.iter().map(|unit| (unit.id.as_deref(), unit.japanese.as_deref(), unit.state.as_deref())).collect();
        assert_eq!(
            told,
            [
                (Some("claims.en.00ff.0.r2.v1/s1"), Some("蓋<と>ピン"), Some("reviewed")),
                (Some("u2/s1"), None, Some("initial")),
                (Some("u3/s1"), Some("機械"), Some("kakehashi:machine")),
            ]
        );
        assert_eq!(read[0].source.trim_end(), "A <lid> & \"pin\".");
        assert!(String::from_utf8_lossy(&file).contains("translate=\"no\""));
    }
}
