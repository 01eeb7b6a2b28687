//! One mark: `tmk:Trademark`.

use publication::PartyRole;

use crate::{
    FormatName,
    formats::{
        Context, Drafts, Refusal, operation,
        register::{MarkRecord, StatedParty, append},
    },
    xml::{Xml, XmlRecord, XmlResult},
};

use super::{application_number, contact, goods, mark_event, parties, priorities, publication_dates, representation, role_of_bag};

/// Reads one mark.
pub(super) fn read(record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Drafts, Refusal> {
    let mut xml = record.open(context);
    let mut mark = MarkRecord::default();
    if let Some(tag) = xml.child()? {
        mark.operation = operation::stated(&xml, &tag, &mut mark.remarks)?;
        fields(&mut xml, &mut mark)?;
    }
    Ok(vec![mark.read(FormatName::St96, record.offset, context)])
}

fn fields(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    // The attorney comes before other representatives, wherever they stand in the file.
    let mut representatives: Vec<StatedParty> = Vec::new();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "RegistrationOfficeCode" => mark.office = xml.some_text()?,
            "ReceivingOfficeCode" | "IPOfficeCode" => mark.office = mark.office.take().or(xml.some_text()?),
            "ApplicationNumber" => mark.application = application_number(xml)?,
            "ApplicationDate" => mark.application_date = xml.some_text()?,
            "RegistrationNumber" => mark.registration = xml.some_text()?,
            "RegistrationDate" => mark.registration_date = xml.some_text()?,
            "ExpiryDate" => mark.expiry_date = xml.some_text()?,
            "TerminationDate" => mark.termination_date = xml.some_text()?,
            "ApplicationLanguageCode" => mark.filing_language = xml.some_text()?,
            "MarkCurrentStatusCode" => mark.status_code = xml.some_text()?,
            "MarkCurrentStatusCategory" => mark.status_words = xml.some_text()?,
            "MarkCurrentStatusDate" => mark.status_date = xml.some_text()?,
            "MarkCategory" => append(&mut mark.category, xml.some_text()?),
            "MarkRepresentation" => representation::read(xml, mark)?,
            "MarkDisclaimerBag" => {
                while xml.child()?.is_some() {
                    append(&mut mark.disclaimer, xml.some_text()?);
                }
            }
            "GoodsServicesBag" => goods::read(xml, mark)?,
            "PublicationBag" => publication_dates(xml, &mut mark.publication_dates)?,
            "PriorityBag" => priorities(xml, &mut mark.priorities)?,
            "DesignatedCountryBag" => designated(xml, mark)?,
            "ApplicantBag" => {
                let office = mark.office.clone();
                parties(xml, &mut mark.parties, &|words| MarkRecord::role_of(office.as_deref(), words))?;
            }
            "RecordAttorney" => mark.parties.add(PartyRole::Representative, contact::party(xml)?.1),
            "NationalRepresentative" => representatives.push(contact::party(xml)?.1),
            "MarkEventBag" => mark_event::read(xml, mark)?,
            "NationalTrademarkInformation" => {
                while let Some(tag) = xml.child()? {
                    if tag.name() == "MarkCurrentStatusExternalDescriptionText" {
                        mark.status_words = xml.some_text()?;
                    } else {
                        xml.skip()?;
                    }
                }
            }
            name => match role_of_bag(name) {
                Some(role) => parties(xml, &mut mark.parties, &|_| role)?,
                None => xml.skip()?,
            },
        }
    }
    for party in representatives {
        mark.parties.add(PartyRole::Representative, party);
    }
    Ok(())
}

fn designated(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "DesignatedCountryCode" => mark.designated.extend(xml.some_text()?),
            "DesignatedCountry" => designated(xml, mark)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}
