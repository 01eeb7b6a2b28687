//! What registers of trademarks and designs have in common, whatever standard they are written in: ST.66, ST.86 and ST.96 state the same
//! things in different elements, and are gathered into one record before they become a publication. So the same mark in ST.66 and in ST.96
//! is the same publication.

mod address_book;
mod classes;
mod dates;
mod design_record;
mod events;
mod mark_features;
mod mark_record;
mod parties;
mod status;
mod united_states;
mod words;

pub(super) use address_book::read_address_book;
pub(super) use classes::{locarno, national_class, nice_class, nice_symbol, vienna};
pub(super) use dates::{exchange_date, republic_date};
pub(super) use design_record::{DesignRecord, StatedView};
pub(super) use events::RegisterEvent;
pub(super) use mark_features::feature_of;
pub(super) use mark_record::{MarkRecord, StatedGoods};
pub(super) use parties::{Parties, StatedParty};
pub(super) use status::status_of;
pub(super) use words::language_of_words;

use publication::{ApplicationReference, DocumentNumber, OfficeCode, Priority};

use crate::xml::{Xml, XmlResult};

use super::Remarks;

/// The number by which a register's record is known: its registration's (INID 111), and its application's (INID 210) while there is none.
pub(super) fn own_number<'n>(registration: Option<&'n str>, application: Option<&'n str>) -> &'n str {
    registration.or(application).unwrap_or_default()
}

/// The application, where a number or a date is stated.
pub(super) fn application(
    office: OfficeCode,
    number: Option<&str>,
    date: Option<&str>,
    remarks: &mut Remarks,
) -> Option<ApplicationReference> {
    if number.is_none() && date.is_none() {
        return None;
    }
    Some(ApplicationReference {
        office: Some(office),
        number: number.and_then(|text| read_number(office, text, "ApplicationNumber", remarks)),
        date: date.and_then(|text| exchange_date(text, "ApplicationDate", remarks)),
    })
}

/// A priority claimed, as a record states it.
#[derive(Clone, Debug, Default)]
pub(super) struct StatedPriority {
    pub(super) country: Option<String>,
    pub(super) number: Option<String>,
    pub(super) date: Option<String>,
}

impl StatedPriority {
    /// The priority; `None` where nothing is stated.
    pub(super) fn read(&self, remarks: &mut Remarks) -> Option<Priority> {
        let office: Option<OfficeCode> = self.country.as_deref().and_then(|code| code.parse().ok());
        let number = self.number.as_deref().and_then(|text| match office {
            Some(office) => read_number(office, text, "Priority", remarks),
            None => {
                remarks.add("number-unreadable", "Priority", text);
                None
            }
        });
        let date = self.date.as_deref().and_then(|text| exchange_date(text, "PriorityDate", remarks));
        (number.is_some() || date.is_some()).then_some(Priority { office, number, date })
    }
}

/// Reads the open `Priority` of ST.66 and ST.86.
pub(super) fn read_priority(xml: &mut Xml<'_>) -> XmlResult<StatedPriority> {
    let mut priority = StatedPriority::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "PriorityCountryCode" => priority.country = xml.some_text()?,
            "PriorityNumber" => priority.number = xml.some_text()?,
            "PriorityDate" => priority.date = xml.some_text()?,
            _ => xml.skip()?,
        }
    }
    Ok(priority)
}

/// A number that is not the record's own: what is none is a remark.
pub(super) fn read_number(office: OfficeCode, text: &str, place: &str, remarks: &mut Remarks) -> Option<DocumentNumber> {
    let read = DocumentNumber::read(office, text, None).ok();
    if read.is_none() {
        remarks.add("number-unreadable", place, text);
    }
    read
}

/// Appends what is stated to what is stated already: `a; b`.
pub(super) fn append(held: &mut Option<String>, text: Option<String>) {
    let Some(text) = text else { return };
    match held {
        Some(held) if held.split("; ").any(|part| part == text) => {}
        Some(held) => {
            held.push_str("; ");
            held.push_str(&text);
        }
        None => *held = Some(text),
    }
}
