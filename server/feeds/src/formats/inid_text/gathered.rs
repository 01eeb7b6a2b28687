//! A record being gathered: its fields and sections, line by line.

use super::{
    codes_of_line::{Begins, fields_of_line, line_begins, section_head},
    lines::Line,
};

/// Most lines of a record. An empty line is one byte in the file and many times that in memory.
const MOST_LINES: usize = 1_000_000;

/// Most fields of a record.
const MOST_FIELDS: usize = 100_000;

/// A code and its text; lines apart by line ends.
#[derive(Debug)]
pub(super) struct Field {
    /// The code.
    pub(super) code: String,
    /// Its text.
    pub(super) text: String,
}

/// A section's name, what stands behind the name, and its lines.
#[derive(Debug)]
pub(super) struct Section {
    /// Its name.
    pub(super) name: String,
    /// What stands behind the name: a language, a number.
    pub(super) argument: String,
    /// Its lines.
    pub(super) lines: Vec<String>,
}

/// A record being gathered.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Its fields, in order.
    pub(super) fields: Vec<Field>,
    /// Its sections, in order.
    pub(super) sections: Vec<Section>,
    /// Its bytes as they came.
    pub(super) raw: Vec<u8>,
    /// Byte offset of its beginning.
    pub(super) offset: u64,
    /// The line it begins at.
    pub(super) line: u64,
    /// The first line whose bytes are of no encoding that the file could have.
    pub(super) damaged: Option<u64>,
    /// The limit that it passes, for people.
    pub(super) too_large: Option<String>,
    lines: usize,
}

impl Gathered {
    /// Whether anything was gathered that could be a record.
    pub(super) fn has_fields(&self) -> bool {
        !self.fields.is_empty() || self.too_large.is_some()
    }

    /// Whether a field of either code is there.
    pub(super) fn has(&self, code: &str, or: &str) -> bool {
        self.fields.iter().any(|field| field.code == code || field.code == or)
    }

    /// Takes a line.
    pub(super) fn take(&mut self, line: Line, largest: u64) {
        if self.line == 0 {
            (self.line, self.offset) = (line.number, line.offset);
        }
        if line.damaged && self.damaged.is_none() {
            self.damaged = Some(line.number);
        }
        self.lines += 1;
        if self.too_large.is_none() {
            self.too_large = self.limit_passed_by(&line, largest);
        }
        if self.too_large.is_some() {
            // Nothing of it will be read; the fields that stay tell where the next record begins.
            self.raw = Vec::new();
            self.sections = Vec::new();
            return;
        }
        self.raw.extend_from_slice(&line.raw);
        match line_begins(&line.text) {
            Begins::Field(_) if self.sections.is_empty() => {
                self.fields.extend(fields_of_line(&line.text).into_iter().map(|(code, text)| Field { code, text }));
            }
            Begins::Section if !self.fields.is_empty() => {
                if let Some((name, argument)) = section_head(&line.text) {
                    self.sections.push(Section { name: name.to_owned(), argument: argument.to_owned(), lines: Vec::new() });
                }
            }
            _ => match self.sections.last_mut() {
                Some(section) => section.lines.push(line.text),
                None => {
                    if let Some(field) = self.fields.last_mut() {
                        field.text.push('\n');
                        field.text.push_str(line.text.trim());
                    }
                }
            },
        }
    }

    fn limit_passed_by(&self, line: &Line, largest: u64) -> Option<String> {
        if (self.raw.len() + line.raw.len()) as u64 > largest {
            Some(format!("{largest} バイト"))
        } else if self.lines > MOST_LINES {
            Some(format!("{MOST_LINES} 行"))
        } else if self.fields.len() > MOST_FIELDS {
            Some(format!("{MOST_FIELDS} 項目"))
        } else {
            None
        }
    }

    /// The text of the first field with one of these codes; the codes in the order in which they are preferred.
    pub(super) fn text(&self, codes: &[&str]) -> Option<&str> {
        codes
            .iter()
            .find_map(|code| self.fields.iter().find(|field| field.code == *code))
            .map(|field| field.text.trim())
            .filter(|text| !text.is_empty())
    }

    /// All fields with one of these codes that have a text.
    pub(super) fn all<'g>(&'g self, codes: &'g [&str]) -> impl Iterator<Item = &'g Field> {
        self.fields.iter().filter(|field| codes.contains(&field.code.as_str()) && !field.text.trim().is_empty())
    }
}
