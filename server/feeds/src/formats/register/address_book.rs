//! The address book of ST.66 and ST.86: `FormattedNameAddress` with a name and an address, free or in fields.

use publication::OfficeCode;

use crate::xml::{Xml, XmlResult};

use super::StatedParty;

/// What an address book states.
#[derive(Debug, Default)]
pub(in crate::formats) struct AddressBook {
    name: Vec<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    organisation: Option<String>,
    address: Vec<String>,
    country: Option<String>,
    /// The last field in which some offices write the country's code: the county or the state.
    region: Option<String>,
}

impl AddressBook {
    /// The party. The German register writes the country's code where the county or the state belongs.
    pub(in crate::formats) fn party(mut self, office: Option<&str>) -> StatedParty {
        if self.country.is_none()
            && office == Some("DE")
            && let Some(region) = self.region.take().filter(|region| region.parse::<OfficeCode>().is_ok())
        {
            self.address.retain(|line| *line != region);
            self.country = Some(region);
        }
        let person = match (self.last_name, self.first_name) {
            (Some(last), Some(first)) => Some(format!("{last}, {first}")),
            (last, first) => last.or(first),
        };
        self.name.extend(person);
        self.name.extend(self.organisation);
        self.name.dedup();
        StatedParty {
            names: vec![(self.name.join(", "), None)],
            address: (!self.address.is_empty()).then(|| self.address.join(", ")),
            country: self.country.and_then(|code| code.parse().ok()),
        }
    }
}

/// Reads the open address book, or whatever element holds one.
pub(in crate::formats) fn read_address_book(xml: &mut Xml<'_>) -> XmlResult<AddressBook> {
    let mut book = AddressBook::default();
    read(xml, &mut book)?;
    Ok(book)
}

fn read(xml: &mut Xml<'_>, book: &mut AddressBook) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "FreeFormatNameLine" => book.name.extend(xml.some_text()?),
            "FirstName" => book.first_name = xml.some_text()?,
            "LastName" => book.last_name = xml.some_text()?,
            "OrganizationName" => book.organisation = xml.some_text()?,
            "FormattedAddressCountryCode" | "FreeFormatAddressCountryCode" | "AddressCountryCode" => book.country = xml.some_text()?,
            "AddressCounty" | "AddressState" => {
                book.region = xml.some_text()?.or(book.region.take());
                book.address.extend(book.region.clone());
            }
            "FreeFormatAddressLine"
            | "AddressRoom"
            | "AddressFloor"
            | "AddressBuilding"
            | "AddressStreet"
            | "AddressPostOfficeBox"
            | "AddressCity"
            | "AddressPostcode" => book.address.extend(xml.some_text()?),
            "FormattedNameAddress"
            | "Name"
            | "FreeFormatName"
            | "FreeFormatNameDetails"
            | "FormattedName"
            | "Address"
            | "FreeFormatAddress"
            | "FormattedAddress" => read(xml, book)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}
