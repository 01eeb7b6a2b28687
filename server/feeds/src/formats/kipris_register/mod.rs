//! Answers of KIPRIS, the Korean office's service (`response/body/items`): trademarks, designs, patents and utility models, one element for
//! each, or the answer that there is none.
//!
//! Blank lines stand between the XML declaration and the root, several values in one element are apart by `|`, statuses are Korean words, and
//! images are addresses that expire. Elements begin with a capital letter in one service and with a small one in another.

mod answer;
mod design;
mod mark;
mod patent;
mod patent_numbers;
mod patent_sections;

use std::ops::Range;

use publication::{LanguageTag, OfficeCode, RelatedDocument};

use crate::{
    FormatName,
    formats::register::{StatedPriority, read_number},
    xml::{Xml, XmlResult},
};

use super::{BagFormat, BagLayout, Refusal, Remarks, as_office};

/// KIPRIS.
pub(crate) static FORMAT: BagFormat = BagFormat {
    name: FormatName::Kipris,
    layouts: &[
        BagLayout {
            is_of: |head| head.root() == Some("response") && head.text().contains("<TradeMarkInfo"),
            record: "TradeMarkInfo",
            read: mark::read,
        },
        BagLayout {
            is_of: |head| head.root() == Some("response") && head.text().contains("<DesignInfo"),
            record: "DesignInfo",
            read: design::read,
        },
        BagLayout {
            is_of: |head| head.root() == Some("response") && head.text().contains("<PatentUtilityInfo"),
            record: "PatentUtilityInfo",
            read: patent::read,
        },
        // Searches by field answer with items, and so do questions for one application; both have the title of an invention.
        BagLayout {
            is_of: |head| head.root() == Some("response") && head.text().contains("<item>") && head.text().contains("<inventionTitle"),
            record: "item",
            read: patent::read,
        },
        BagLayout {
            is_of: |head| head.root() == Some("response") && head.text().contains("<resultCode"),
            record: "response",
            read: answer::read,
        },
    ],
};

/// The office.
fn office() -> Result<OfficeCode, Refusal> {
    as_office("KR")
}

/// The language of what the office writes.
fn language() -> LanguageTag {
    LanguageTag::from_office("ko")
}

/// The elements of an item with their texts; empty ones are left out.
#[derive(Default)]
struct Item {
    /// The elements' names in small letters, one after the other.
    names: String,
    /// The place of each one's name, and its text.
    fields: Vec<(Range<usize>, String)>,
}

impl Item {
    /// Reads the open item.
    fn read(xml: &mut Xml<'_>) -> XmlResult<Self> {
        let mut item = Self { names: String::with_capacity(512), fields: Vec::with_capacity(24) };
        while let Some(tag) = xml.child()? {
            let from = item.names.len();
            item.names.push_str(tag.name());
            if let Some(name) = item.names.get_mut(from..) {
                name.make_ascii_lowercase();
            }
            match xml.some_text()? {
                Some(text) => item.fields.push((from..item.names.len(), text)),
                None => item.names.truncate(from),
            }
        }
        Ok(item)
    }

    /// Adds an element; `name` is in small letters.
    fn push(&mut self, name: &str, text: String) {
        let from = self.names.len();
        self.names.push_str(name);
        self.fields.push((from..self.names.len(), text));
    }

    /// Adds another item's elements behind its own.
    fn append(&mut self, other: Self) {
        let Self { names, fields } = other;
        for (at, text) in fields {
            self.push(names.get(at).unwrap_or_default(), text);
        }
    }

    /// The text of the first of some elements that has one.
    fn text(&self, names: &[&str]) -> Option<&str> {
        let held = |name: &str| self.fields.iter().find(|(at, _)| self.names.get(at.clone()) == Some(name));
        names.iter().find_map(|name| held(name).map(|(_, text)| text.as_str()))
    }

    /// The same, owned.
    fn owned(&self, names: &[&str]) -> Option<String> {
        self.text(names).map(str::to_owned)
    }

    /// The values of an element, apart by `|`.
    fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.text(&[name]).unwrap_or_default().split('|').map(str::trim).filter(|value| !value.is_empty())
    }

    /// Priorities: numbers and dates in step. The country stands before the number where it is stated at all.
    fn priorities(&self, number: &str, date: &str) -> Vec<StatedPriority> {
        let dates: Vec<&str> = self.values(date).collect();
        let numbers: Vec<&str> = self.values(number).collect();
        (0..dates.len().max(numbers.len()))
            .map(|at| {
                let stated = numbers.get(at).copied();
                let country = stated.and_then(|text| text.get(..2)).filter(|code| code.parse::<OfficeCode>().is_ok());
                StatedPriority {
                    country: country.map(str::to_owned),
                    number: stated.map(str::to_owned),
                    date: dates.get(at).map(|date| (*date).to_owned()),
                }
            })
            .collect()
    }

    /// A document of the same application by another number: its publication, its international registration.
    fn related(&self, office: OfficeCode, number: &str, date: &str, remarks: &mut Remarks) -> Option<RelatedDocument> {
        let text = self.text(&[number])?;
        let document = publication::DocumentReference {
            office: Some(office),
            number: read_number(office, text, number, remarks),
            kind: None,
            date: self.text(&[date]).and_then(|text| remarks.date(date, text)),
            as_published: text.to_owned(),
        };
        Some(RelatedDocument { relation: number.to_owned(), document })
    }
}
