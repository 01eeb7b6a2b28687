//! Parties: `com:Contact` with its name and its address.

use publication::LanguageTag;

use crate::{
    formats::register::StatedParty,
    xml::{Xml, XmlResult},
};

/// Reads the open party: who it is, and the office's words for what it is.
pub(in crate::formats) fn party(xml: &mut Xml<'_>) -> XmlResult<(Option<String>, StatedParty)> {
    let (mut words, mut party) = (None, StatedParty::default());
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "Contact" | "PublicationContact" => contact(xml, &mut party)?,
            "CommentText" => words = xml.some_text()?.or(words),
            "Version" => {
                while let Some(tag) = xml.child()? {
                    if tag.name() == "CommentText" {
                        words = xml.some_text()?.or(words);
                    } else {
                        xml.skip()?;
                    }
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok((words, party))
}

fn contact(xml: &mut Xml<'_>, party: &mut StatedParty) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "Name" => {
                let mut name = Name::default();
                name.read(xml)?;
                party.names.extend(name.text());
            }
            "PostalAddressBag" => {
                // The first address is the published one; others are of other scripts or purposes.
                let mut lines = Vec::new();
                let mut country = None;
                while xml.child()?.is_some() {
                    let (mut more, mut code) = (Vec::new(), None);
                    address(xml, &mut more, &mut code)?;
                    if lines.is_empty() {
                        lines = more;
                    }
                    country = country.or(code);
                }
                if party.address.is_none() && !lines.is_empty() {
                    party.address = Some(lines.join(", "));
                }
                party.country = party.country.or(country.and_then(|code: String| code.parse().ok()));
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

#[derive(Default)]
struct Name {
    language: Option<String>,
    whole: Option<String>,
    organisation: Option<String>,
    first: Option<String>,
    middle: Option<String>,
    last: Option<String>,
    full: Option<String>,
}

impl Name {
    fn read(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            self.language = xml.attribute(&tag, "languageCode")?.or(self.language.take());
            match tag.name() {
                "EntityName" => self.whole = xml.some_text()?,
                "OrganizationStandardName" => self.organisation = xml.some_text()?,
                "PersonFullName" => self.full = xml.some_text()?,
                "FirstName" => self.first = xml.some_text()?,
                "MiddleName" => self.middle = xml.some_text()?,
                "LastName" => self.last = xml.some_text()?,
                "PersonName" | "PersonStructuredName" | "OrganizationName" => self.read(xml)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn text(self) -> Option<(String, Option<LanguageTag>)> {
        let given = [self.first, self.middle].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let structured = match (self.last, given.as_str()) {
            (Some(last), "") => Some(last),
            (Some(last), given) => Some(format!("{last}, {given}")),
            (None, "") => None,
            (None, given) => Some(given.to_owned()),
        };
        let person = self.full.or(structured);
        let text = self.whole.or_else(|| {
            let parts: Vec<String> = [person, self.organisation].into_iter().flatten().collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        })?;
        Some((text, self.language.as_deref().map(LanguageTag::from_office)))
    }
}

fn address(xml: &mut Xml<'_>, lines: &mut Vec<String>, country: &mut Option<String>) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "CountryCode" => *country = xml.some_text()?,
            "AddressLineText" | "PostalAddressText" | "PostalAddressLineText" | "CityName" | "GeographicRegionName" | "PostalCode" => {
                lines.extend(xml.some_text()?);
            }
            "PostalStructuredAddress" | "PostalUnstructuredAddress" | "PostalAddressLineBag" | "AddressLineBag" => {
                address(xml, lines, country)?
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}
