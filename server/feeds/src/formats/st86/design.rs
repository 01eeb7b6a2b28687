//! One design: `Design`.

use publication::PartyRole;

use crate::{
    formats::{
        Remarks, operation,
        register::{DesignRecord, RegisterEvent, StatedView, append, exchange_date, read_address_book, read_priority},
    },
    xml::{Tag, Xml, XmlResult},
};

/// Reads the open `Design`; `office` is the application's.
pub(super) fn read(xml: &mut Xml<'_>, tag: &Tag<'_>, office: Option<&str>) -> XmlResult<DesignRecord> {
    let mut design = DesignRecord { office: office.map(str::to_owned), ..DesignRecord::default() };
    design.operation = operation::stated(xml, tag, &mut design.remarks)?;
    fields(xml, &mut design)?;
    Ok(design)
}

fn fields(xml: &mut Xml<'_>, design: &mut DesignRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "RegistrationOfficeCode" => design.office = xml.some_text()?.or(design.office.take()),
            "DesignIdentifier" => design.identifier = xml.some_text()?,
            "RegistrationNumber" => design.registration = xml.some_text()?,
            "RegistrationDate" => design.registration_date = xml.some_text()?,
            "DesignApplicationNumber" => design.application = xml.some_text()?,
            "DesignApplicationDate" => design.application_date = xml.some_text()?,
            "ExpiryDate" => design.expiry_date = xml.some_text()?,
            "DesignCurrentStatusCode" | "DesignStatus" => design.status = xml.some_text()?,
            "DesignCurrentStatusDate" => design.status_date = xml.some_text()?,
            "DesignTitle" => {
                let language = xml.attribute(&tag, "languageCode")?;
                design.titles.extend(xml.some_text()?.map(|text| (language, text)));
            }
            "DesignDescriptionDetails" => fields(xml, design)?,
            "DesignDescription" => design.description.extend(xml.some_text()?),
            "DesignColourClaimedText" => append(&mut design.colours, xml.some_text()?),
            "DesignRepresentationSheetDetails" | "DesignRepresentationSheet" | "ViewDetails" => fields(xml, design)?,
            "View" => design.views.push(view(xml)?),
            "IndicationProductDetails" => products(xml, design)?,
            // The German register's own part: status and what was recorded.
            "DE_ST86Extension" | "DesignRecordDetails" => fields(xml, design)?,
            "DesignRecord" => design.events.extend(recorded(xml, &mut design.remarks)?),
            name if is_shared(name) => shared(xml, tag.name(), design)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// Whether an element stands in an application as it stands in a design.
pub(super) fn is_shared(name: &str) -> bool {
    matches!(
        name,
        "PriorityDetails" | "PublicationDetails" | "ApplicantDetails" | "HolderDetails" | "DesignerDetails" | "RepresentativeDetails"
    )
}

/// Reads an element for which [`is_shared`] holds.
pub(super) fn shared(xml: &mut Xml<'_>, name: &str, design: &mut DesignRecord) -> XmlResult<()> {
    match name {
        "PriorityDetails" => {
            while let Some(tag) = xml.child()? {
                if tag.name() == "Priority" {
                    design.priorities.push(read_priority(xml)?);
                } else {
                    xml.skip()?;
                }
            }
            Ok(())
        }
        "PublicationDetails" => publications(xml, design),
        _ => parties(xml, design),
    }
}

fn publications(xml: &mut Xml<'_>, design: &mut DesignRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "PublicationDate" => design.publication_dates.extend(xml.some_text()?),
            "Publication" => publications(xml, design)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn parties(xml: &mut Xml<'_>, design: &mut DesignRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        let role = match tag.name() {
            "Applicant" => PartyRole::Applicant,
            "Holder" => PartyRole::Owner,
            "Designer" => PartyRole::Inventor,
            "Representative" => PartyRole::Representative,
            _ => {
                xml.skip()?;
                continue;
            }
        };
        while let Some(tag) = xml.child()? {
            if tag.name().ends_with("AddressBook") {
                let party = read_address_book(xml)?.party(design.office.as_deref());
                design.parties.add(role, party);
            } else {
                xml.skip()?;
            }
        }
    }
    Ok(())
}

fn view(xml: &mut Xml<'_>) -> XmlResult<StatedView> {
    let mut view = StatedView::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "ViewFilename" => view.file = xml.some_text()?,
            "ViewNumber" | "ViewIdentifier" => view.number = xml.some_text()?,
            "ViewTitle" | "ViewType" => view.side = xml.some_text()?,
            _ => xml.skip()?,
        }
    }
    Ok(view)
}

/// `IndicationProductDetails`: products with their classes, of the Locarno classification unless it says another.
fn products(xml: &mut Xml<'_>, design: &mut DesignRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        if tag.name() != "IndicationProduct" {
            xml.skip()?;
            continue;
        }
        let (mut kind, mut symbols) = (None, Vec::new());
        product(xml, design, &mut kind, &mut symbols)?;
        match kind {
            Some(kind) if !kind.eq_ignore_ascii_case("locarno") => design.national.extend(symbols.into_iter().map(|symbol| (None, symbol))),
            _ => design.locarno.extend(symbols),
        }
    }
    Ok(())
}

fn product(xml: &mut Xml<'_>, design: &mut DesignRecord, kind: &mut Option<String>, symbols: &mut Vec<String>) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "ClassificationKindCode" => *kind = xml.some_text()?,
            "ClassificationVersion" => design.locarno_edition = xml.some_text()?,
            "ClassNumber" => symbols.extend(xml.some_text()?),
            "ProductDescription" => {
                let language = xml.attribute(&tag, "languageCode")?;
                design.products.extend(xml.some_text()?.map(|text| (language, text)));
            }
            "ClassDescriptionDetails" | "ClassDescription" => product(xml, design, kind, symbols)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// What was recorded in the register: its legal status since, and the day.
fn recorded(xml: &mut Xml<'_>, remarks: &mut Remarks) -> XmlResult<Option<RegisterEvent>> {
    let mut event = RegisterEvent::default();
    record_fields(xml, &mut event, remarks)?;
    event.description = event.kind.clone().unwrap_or_default();
    Ok((!event.description.is_empty()).then_some(event))
}

fn record_fields(xml: &mut Xml<'_>, event: &mut RegisterEvent, remarks: &mut Remarks) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "RecordFilingDate" => event.date = xml.some_text()?.and_then(|text| exchange_date(&text, "RecordFilingDate", remarks)),
            "LegalStatus" | "DesignRecordKind" => event.kind = xml.some_text()?,
            "DesignBasicRecord" => record_fields(xml, event, remarks)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}
