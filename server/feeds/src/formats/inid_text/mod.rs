//! Text with INID codes: WIPO ST.9 (patents, utility models), ST.60 (marks), ST.80 (designs), as small offices' gazettes carry them.
//!
//! A record is a run of fields, each a code in parentheses at the beginning of a line and its text, and sections behind them for what has no
//! code (`[CLAIMS th]`, `[DESCRIPTION th]`, `[FIGURES]`, `[EVENTS]`, `[FAMILY 1]`, `[STATUS]`).

mod classes;
mod codes_of_line;
mod dates;
mod gathered;
mod lines;
mod parties;
mod record;
mod references;
mod sections;

use std::io::Read;

use crate::{FormatName, codes, head::Head, head::Shape};

use super::{Context, Format, Out, ReadEnd, Refusal};

use codes_of_line::{Begins, line_begins};
use gathered::Gathered;
use lines::{Line, Lines};

/// Text with INID codes.
pub(crate) struct InidText;

impl Format for InidText {
    fn name(&self) -> FormatName {
        FormatName::InidText
    }

    fn is_xml(&self) -> bool {
        false
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        // One code could be a footnote; a number and something else is a record.
        if head.shape() != Shape::Text {
            return false;
        }
        let (mut numbers, mut others) = (false, 0);
        for line in head.text().lines().take(2000) {
            if let Begins::Field(code) = line_begins(line) {
                match code.as_str() {
                    "11" | "111" | "10" => numbers = true,
                    _ => others += 1,
                }
            }
        }
        (numbers && others >= 1) || others >= 3
    }

    fn read(&self, input: &mut dyn Read, context: &Context<'_>, out: &mut dyn Out) -> Result<(), ReadEnd> {
        let mut lines = Lines::new(input, context);
        let mut gathered = Gathered::default();
        let mut records = 0_u64;
        while let Some(line) = lines.next()? {
            match gathered.place_of(&line) {
                Place::Within => gathered.take(line, context.limits.record_bytes),
                Place::Begins => {
                    finish(&mut gathered, &mut records, context, out)?;
                    gathered.take(line, context.limits.record_bytes);
                }
                Place::Between => finish(&mut gathered, &mut records, context, out)?,
            }
        }
        finish(&mut gathered, &mut records, context, out)?;
        if records == 0 {
            out.reject("line 1".to_owned(), &codes::RECORD_MISSING, "")?;
        }
        Ok(())
    }
}

/// Where a line stands among records.
pub(super) enum Place {
    /// It belongs to the record being gathered.
    Within,
    /// It begins another one.
    Begins,
    /// It stands between records.
    Between,
}

fn finish(gathered: &mut Gathered, records: &mut u64, context: &Context<'_>, out: &mut dyn Out) -> Result<(), ReadEnd> {
    let gathered = std::mem::take(gathered);
    if !gathered.has_fields() {
        return Ok(());
    }
    *records += 1;
    let place = format!("record {records}, line {}", gathered.line);
    match gathered.read(context) {
        Ok(draft) => out.record(draft)?,
        Err(Refusal { code, detail, .. }) => out.reject(place, code, &detail)?,
    }
    Ok(())
}

/// Whether a line separates records: a form feed, `%%`, or a rule of `-`, `=` or `*`.
fn is_separator(line: &str) -> bool {
    if line.contains('\u{C}') && line.trim().is_empty() {
        return true;
    }
    let line = line.trim();
    line == "%%" || (line.len() >= 3 && ['-', '=', '*'].into_iter().any(|rule| line.chars().all(|c| c == rule)))
}

impl Gathered {
    fn place_of(&self, line: &Line) -> Place {
        if is_separator(&line.text) {
            return Place::Between;
        }
        match line_begins(&line.text) {
            Begins::Field(code) if code == "19" && self.has_fields() => Place::Begins,
            Begins::Field(code) if (code == "11" || code == "111") && self.has("11", "111") && !self.has("19", "19") => Place::Begins,
            _ => Place::Within,
        }
    }
}

#[cfg(test)]
mod tests;
