//! Parties: applicants, inventors and designers, owners, agencies with their agents.

use publication::PartyRole;

use crate::{
    formats::register::{Parties, StatedParty},
    xml::{Tag, Xml, XmlResult},
};

/// A part of an address that is not stated.
const NOT_STATED: &str = "0";

/// Reads the open element with all parties in it.
pub(super) fn read_parties(xml: &mut Xml<'_>, parties: &mut Parties) -> XmlResult<()> {
    let mut depth = 0_u32;
    loop {
        let Some(tag) = xml.child()? else {
            if depth == 0 {
                return Ok(());
            }
            depth -= 1;
            continue;
        };
        let role = match tag.name() {
            "applicants" | "inventors" | "agents" | "assignees" => {
                depth += 1;
                continue;
            }
            "applicant" => PartyRole::Applicant,
            "inventor" => PartyRole::Inventor,
            "agent" => PartyRole::Representative,
            "assignee" => PartyRole::Owner,
            _ => {
                xml.skip()?;
                continue;
            }
        };
        if is_withheld(xml, &tag)? {
            xml.skip()?;
            continue;
        }
        for party in read_party(xml)? {
            parties.add(role, party);
        }
    }
}

/// Whether a person asked not to be named; whoever delivers the name all the same, it is not for publishing.
fn is_withheld(xml: &Xml<'_>, tag: &Tag<'_>) -> XmlResult<bool> {
    Ok(matches!(xml.attribute(tag, "not-to-be-published")?.as_deref(), Some("yes" | "1")))
}

/// A party; before an agent, the agency.
fn read_party(xml: &mut Xml<'_>) -> XmlResult<Vec<StatedParty>> {
    let mut found = Vec::new();
    let mut person = Stated::default();
    let mut depth = 0_u32;
    loop {
        let Some(tag) = xml.child()? else {
            if depth == 0 {
                break;
            }
            depth -= 1;
            continue;
        };
        match tag.name() {
            "agency" => {
                let mut agency = Stated::default();
                let mut within = 0_u32;
                loop {
                    let Some(tag) = xml.child()? else {
                        if within == 0 {
                            break;
                        }
                        within -= 1;
                        continue;
                    };
                    match tag.name() {
                        "name" | "orgname" => agency.name = xml.text()?,
                        _ => within += 1,
                    }
                }
                found.push(agency.party());
            }
            "name" | "orgname" => person.name = xml.text()?,
            "addressbook" => depth += 1,
            "address" => person.read_address(xml)?,
            _ => xml.skip()?,
        }
    }
    found.push(person.party());
    Ok(found)
}

/// A name and an address, free or in fields.
#[derive(Default)]
struct Stated {
    name: String,
    text: Option<String>,
    fields: Vec<String>,
    country: Option<String>,
}

impl Stated {
    /// Reads the open address. Its fields stand from the smallest to the largest, and are said the other way round.
    fn read_address(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "text" => self.text = xml.some_text()?,
                "country" => self.country = xml.some_text()?,
                _ => self.fields.extend(xml.some_text()?.filter(|field| field != NOT_STATED)),
            }
        }
        Ok(())
    }

    fn party(self) -> StatedParty {
        let fields = || {
            let joined: String = self.fields.iter().rev().map(String::as_str).collect::<Vec<_>>().join(" ");
            (!joined.is_empty()).then_some(joined)
        };
        StatedParty {
            names: vec![(self.name, None)],
            address: self.text.clone().or_else(fields),
            country: self.country.as_deref().and_then(|code| code.parse().ok()),
        }
    }
}
