//! Parties of ICE documents (INID 71 to 76): applicants, inventors, agents, assignees.

use publication::PartyRole;

use crate::{
    formats::register::StatedParty,
    xml::{Tag, Xml, XmlResult},
};

use super::document::Document;

/// Reads the open element with all parties in it. The address for correspondence is no party's.
pub(super) fn read_parties(xml: &mut Xml<'_>, document: &mut Document) -> XmlResult<()> {
    let mut depth = 0_u32;
    loop {
        let Some(tag) = xml.child()? else {
            if depth == 0 {
                return Ok(());
            }
            depth -= 1;
            continue;
        };
        match tag.name() {
            "applicants" | "us-applicants" | "inventors" | "agents" => depth += 1,
            _ => match role_of(xml, &tag)? {
                Some(role) => {
                    let party = read_party(xml)?;
                    document.parties.add(role, party);
                }
                None => xml.skip()?,
            },
        }
    }
}

fn role_of(xml: &Xml<'_>, tag: &Tag<'_>) -> XmlResult<Option<PartyRole>> {
    Ok(match tag.name() {
        // Until 2012, who invented applied.
        "applicant" | "us-applicant" if xml.attribute(tag, "app-type")?.as_deref() == Some("applicant-inventor") => {
            Some(PartyRole::InventorApplicant)
        }
        "applicant" | "us-applicant" => Some(PartyRole::Applicant),
        "inventor" | "deceased-inventor" => Some(PartyRole::Inventor),
        "agent" => Some(PartyRole::Representative),
        "assignee" => Some(PartyRole::Owner),
        _ => None,
    })
}

/// A name in its parts, and an address.
#[derive(Default)]
pub(super) struct NameParts {
    pub(super) last: String,
    pub(super) first: String,
    pub(super) middle: String,
    pub(super) suffix: String,
    pub(super) organisation: String,
    pub(super) address: Vec<String>,
    pub(super) country: String,
    /// A state of the United States, which stands for the country.
    pub(super) state: bool,
}

impl NameParts {
    /// The party: `Gaither, Geoffrey D.`, with the address on one line.
    pub(super) fn party(self) -> StatedParty {
        let given = [self.first, self.middle].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let person = [self.last, given, self.suffix].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        let name = if person.is_empty() { self.organisation } else { person };
        let country = match self.country.as_str() {
            "" if self.state => "US".parse().ok(),
            code => code.parse().ok(),
        };
        StatedParty { names: vec![(name, None)], address: (!self.address.is_empty()).then(|| self.address.join(", ")), country }
    }
}

fn read_party(xml: &mut Xml<'_>) -> XmlResult<StatedParty> {
    let mut parts = NameParts::default();
    read_parts(xml, &mut parts)?;
    Ok(parts.party())
}

fn read_parts(xml: &mut Xml<'_>, parts: &mut NameParts) -> XmlResult<()> {
    let mut depth = 0_u32;
    loop {
        let Some(tag) = xml.child()? else {
            if depth == 0 {
                return Ok(());
            }
            depth -= 1;
            continue;
        };
        match tag.name() {
            "last-name" => parts.last = xml.text()?,
            "first-name" => parts.first = xml.text()?,
            "middle-name" => parts.middle = xml.text()?,
            "suffix" => parts.suffix = xml.text()?,
            "orgname" | "name" => parts.organisation = xml.text()?,
            "address-1" | "address-2" | "address-3" | "address-4" | "address-5" | "street" | "building" | "room" | "address-floor"
            | "pobox" | "mailcode" | "city" | "county" | "postcode" => parts.address.extend(xml.some_text()?),
            "state" => {
                parts.address.extend(xml.some_text()?);
                parts.state = true;
            }
            "country" => {
                let code = xml.text()?;
                if parts.country.is_empty() && code != "unknown" {
                    parts.country = code;
                }
            }
            "addressbook" | "address" | "residence" => depth += 1,
            _ => xml.skip()?,
        }
    }
}
