//! WIPO ST.96 of trademarks (`tmk:`) and designs (`dgn:`): transactions, applications and bags of them, as WIPO's examples, the USPTO and
//! other offices write them. Office extensions are read where they state what the standard has no element for.

pub(in crate::formats) mod contact;
mod design;
mod design_application;
mod goods;
mod mark;
mod mark_event;
mod representation;

use publication::PartyRole;

use crate::{
    FormatName,
    head::Head,
    xml::{Tag, Xml, XmlResult},
};

use super::{
    BagFormat, BagLayout,
    register::{Parties, StatedPriority},
};

/// WIPO ST.96, trademarks and designs.
pub(crate) static FORMAT: BagFormat = BagFormat {
    name: FormatName::St96,
    layouts: &[
        BagLayout { is_of: |head| is_of(head, "Trademark"), record: "Trademark", read: mark::read },
        BagLayout {
            is_of: |head| is_of(head, "Design") && (head.root() == Some("DesignApplication") || head.text().contains("DesignApplication>")),
            record: "DesignApplication",
            read: design_application::read,
        },
        BagLayout { is_of: |head| is_of(head, "Design"), record: "Design", read: design_application::read },
    ],
};

/// Whether a file is of ST.96 and its root element is about a right: `TrademarkTransaction`, `TrademarkBag`, `DesignApplication`, `Design` …
fn is_of(head: &Head<'_>, right: &str) -> bool {
    head.root().is_some_and(|root| root.starts_with(right)) && head.text().contains("/ST96/")
}

/// Reads the open bag of priorities.
fn priorities(xml: &mut Xml<'_>, priorities: &mut Vec<StatedPriority>) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        if tag.name() != "Priority" {
            xml.skip()?;
            continue;
        }
        let mut priority = StatedPriority::default();
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "PriorityCountryCode" => priority.country = xml.some_text()?,
                "ApplicationNumber" => priority.number = application_number(xml)?,
                "PriorityNumber" => priority.number = xml.some_text()?,
                "PriorityApplicationFilingDate" | "PriorityDate" => priority.date = xml.some_text()?,
                _ => xml.skip()?,
            }
        }
        priorities.push(priority);
    }
    Ok(())
}

/// Reads the open `com:ApplicationNumber`: its text rather than its ST.13 form, which pads it.
fn application_number(xml: &mut Xml<'_>) -> XmlResult<Option<String>> {
    let (mut text, mut standard) = (None, None);
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "ApplicationNumberText" => text = xml.some_text()?,
            "ST13ApplicationNumber" => standard = xml.some_text()?,
            _ => xml.skip()?,
        }
    }
    Ok(text.or(standard))
}

/// Reads the dates of an open bag of publications.
fn publication_dates(xml: &mut Xml<'_>, dates: &mut Vec<String>) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "PublicationDate" => dates.extend(xml.some_text()?),
            "Publication" => publication_dates(xml, dates)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// The role of the parties of a bag, by its name.
fn role_of_bag(name: &str) -> Option<PartyRole> {
    Some(match name {
        "ApplicantBag" => PartyRole::Applicant,
        "HolderBag" | "RegistrantBag" | "OwnerBag" => PartyRole::Owner,
        "RepresentativeBag" => PartyRole::Representative,
        "DesignerBag" => PartyRole::Inventor,
        _ => return None,
    })
}

/// Reads an open bag of parties of a role; `role` finds that of a party that the office describes in words of its own.
fn parties(xml: &mut Xml<'_>, parties: &mut Parties, role: &dyn Fn(Option<&str>) -> PartyRole) -> XmlResult<()> {
    while xml.child()?.is_some() {
        let (words, party) = contact::party(xml)?;
        parties.add(role(words.as_deref()), party);
    }
    Ok(())
}

/// A text with its language.
fn localized(xml: &mut Xml<'_>, tag: &Tag<'_>) -> XmlResult<Option<(Option<String>, String)>> {
    let language = xml.attribute(tag, "languageCode")?;
    Ok(xml.some_text()?.map(|text| (language, text)))
}
