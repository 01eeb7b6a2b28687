//! Parties: `parties` with an address book each, and the offices' own groups of them.

use publication::{LanguageTag, OfficeCode, Party, PartyRole};

use crate::{
    formats::register::{Parties as Numbered, StatedParty},
    xml::{Tag, Xml, XmlResult},
};

/// The parties of a record.
#[derive(Debug, Default)]
pub(in crate::formats) struct Parties(Numbered);

impl Parties {
    /// Reads `parties`, or a group of them.
    pub(in crate::formats) fn read(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            let role = match tag.name() {
                "applicants"
                | "inventors"
                | "agents"
                | "assignees"
                | "patentees"
                | "owners"
                | "applicants-agents-article"
                | "applicants-agents"
                | "agents-article"
                | "inventors-article" => {
                    self.read(xml)?;
                    continue;
                }
                "applicant" => applicant(xml, &tag)?,
                "inventor" | "deceased-inventor" => PartyRole::Inventor,
                "assignee" | "patentee" | "owner" => PartyRole::Owner,
                "agent" | "representative" | "attorney" => PartyRole::Representative,
                "opponent" => PartyRole::Opponent,
                _ => {
                    xml.skip()?;
                    continue;
                }
            };
            let mut party = StatedParty::default();
            fields(xml, &mut party)?;
            self.0.add(role, party);
        }
        Ok(())
    }

    /// The parties, by role.
    pub(in crate::formats) fn read_out(self) -> Vec<Party> {
        self.0.read()
    }
}

/// What an applicant is, by its type: `applicant`, `applicant-inventor`, and the German register's `inhaber`.
fn applicant(xml: &Xml<'_>, tag: &Tag<'_>) -> XmlResult<PartyRole> {
    Ok(match xml.attribute(tag, "app-type")?.as_deref() {
        Some("applicant-inventor") => PartyRole::InventorApplicant,
        Some("proprietor" | "patentee" | "owner" | "inhaber") => PartyRole::Owner,
        _ => PartyRole::Applicant,
    })
}

fn fields(xml: &mut Xml<'_>, party: &mut StatedParty) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "addressbook" => {
                let language = xml.attribute(&tag, "lang")?.map(|code| LanguageTag::from_office(&code));
                address_book(xml, language, party)?;
            }
            // Names outside an address book, as some offices write them.
            "name" | "orgname" => {
                let language = xml.attribute(&tag, "lang")?.map(|code| LanguageTag::from_office(&code));
                party.names.extend(xml.some_text()?.map(|name| (name, language)));
            }
            "nationality" | "residence" => {
                let country = country(xml)?;
                party.country = party.country.or(country);
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// The country of a residence or nationality: in an element of its own, or by itself.
fn country(xml: &mut Xml<'_>) -> XmlResult<Option<OfficeCode>> {
    Ok(xml.text()?.parse().ok())
}

fn address_book(xml: &mut Xml<'_>, language: Option<LanguageTag>, party: &mut StatedParty) -> XmlResult<()> {
    let (mut name, mut organisation, mut first, mut middle, mut last, mut suffix) = (None, None, None, None, None, None);
    let (mut text, mut lines, mut country) = (None, Vec::new(), None);
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "name" => name = xml.some_text()?.or(name),
            "orgname" => organisation = xml.some_text()?,
            "first-name" => first = xml.some_text()?,
            "middle-name" => middle = xml.some_text()?,
            "last-name" => last = xml.some_text()?,
            "suffix" => suffix = xml.some_text()?,
            "text" => text = xml.some_text()?,
            "address" => address(xml, &mut lines, &mut country)?,
            _ => xml.skip()?,
        }
    }
    let given = [first, middle].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let person = match (last, given.as_str()) {
        (Some(last), "") => Some(last),
        (Some(last), given) => Some(format!("{last}, {given}")),
        (None, "") => None,
        (None, given) => Some(given.to_owned()),
    };
    let person = [person, suffix].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let mut parts: Vec<String> = [name, (!person.is_empty()).then_some(person), organisation].into_iter().flatten().collect();
    parts.dedup();
    let whole = if parts.is_empty() { text } else { Some(parts.join(", ")) };
    party.names.extend(whole.map(|name| (name, language)));
    if party.address.is_none() && !lines.is_empty() {
        party.address = Some(lines.join(", "));
    }
    party.country = party.country.or(country);
    Ok(())
}

fn address(xml: &mut Xml<'_>, lines: &mut Vec<String>, country: &mut Option<OfficeCode>) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        if tag.name() == "country" {
            *country = xml.text()?.parse().ok();
        } else {
            lines.extend(xml.some_text()?);
        }
    }
    Ok(())
}
