//! One design: `dgn:Design`.

use publication::{Citation, CitedWork, DocumentNumber, DocumentReference, OfficeCode};

use crate::{
    formats::{
        Remarks, operation,
        register::{DesignRecord, RegisterEvent, StatedView, append, exchange_date},
    },
    xml::{Tag, Xml, XmlResult},
};

use super::{application_number, localized, parties, priorities, publication_dates, role_of_bag};

/// Reads the open `Design`.
pub(super) fn read(xml: &mut Xml<'_>, tag: &Tag<'_>) -> XmlResult<DesignRecord> {
    let mut design = DesignRecord::default();
    design.operation = operation::stated(xml, tag, &mut design.remarks)?;
    fields(xml, &mut design)?;
    Ok(design)
}

fn fields(xml: &mut Xml<'_>, design: &mut DesignRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "RegistrationOfficeCode" => design.office = xml.some_text()?,
            "ApplicationNumber" => design.application = application_number(xml)?,
            "ApplicationDate" | "DesignApplicationDate" => design.application_date = xml.some_text()?,
            "DesignApplicationLanguageCode" => design.filing_language = xml.some_text()?,
            "DesignIdentifier" => design.identifier = xml.some_text()?,
            "RegistrationNumber" => design.registration = xml.some_text()?,
            "RegistrationDate" => design.registration_date = xml.some_text()?,
            "ExpiryDate" => design.expiry_date = xml.some_text()?,
            "PublicationKindDescription" => design.kind_text = xml.some_text()?,
            "DesignCurrentStatusCategory" => design.status = xml.some_text()?,
            "DesignCurrentStatusCode" => design.status = design.status.take().or(xml.some_text()?),
            "DesignCurrentStatusDate" => design.status_date = xml.some_text()?,
            "DesignTitleText" => design.titles.extend(localized(xml, &tag)?),
            "DesignDescriptionText" => design.description.extend(xml.some_text()?),
            "DesignClaimText" => design.claims.extend(localized(xml, &tag)?),
            "ProductDescriptionText" | "ProductIndicationText" | "IndicationProductText" => design.products.extend(localized(xml, &tag)?),
            "ColourClaimedText" | "DesignColourClaimedText" => append(&mut design.colours, xml.some_text()?),
            "View" => design.views.push(view(xml)?),
            "LocarnoClassificationEdition" => design.locarno_edition = xml.some_text()?,
            "LocarnoClassificationText" => design.locarno.extend(xml.some_text()?),
            "LocarnoClassification" => design.locarno.extend(locarno(xml)?),
            "NationalDesignClassificationBag" => national(xml, design)?,
            "PriorityBag" => priorities(xml, &mut design.priorities)?,
            "PublicationBag" => publication_dates(xml, &mut design.publication_dates)?,
            "PatentIdentificationBag" => citations(xml, design)?,
            "DesignEventBag" | "DesignApplicationEventBag" => events(xml, design)?,
            "DesignClaim"
            | "DesignClaimBag"
            | "DesignClaimTextBag"
            | "DesignDescriptionBag"
            | "DesignTitleBag"
            | "DesignRepresentationBag"
            | "DesignRepresentation"
            | "ViewBag"
            | "DesignClassificationBag"
            | "LocarnoClassificationBag"
            | "ProductIndicationBag"
            | "ProductIndication"
            | "IndicationProductBag"
            | "IndicationProduct" => fields(xml, design)?,
            name => match role_of_bag(name) {
                Some(role) => parties(xml, &mut design.parties, &|_| role)?,
                None => xml.skip()?,
            },
        }
    }
    Ok(())
}

fn view(xml: &mut Xml<'_>) -> XmlResult<StatedView> {
    let mut view = StatedView::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "FileName" => view.file = xml.some_text()?,
            "ViewIdentifier" | "ViewNumber" => view.number = xml.some_text()?,
            "ViewTypeCategory" => view.side = xml.some_text()?,
            _ => xml.skip()?,
        }
    }
    Ok(view)
}

/// Class and subclass, each in an element of its own.
fn locarno(xml: &mut Xml<'_>) -> XmlResult<Option<String>> {
    let mut levels: Vec<String> = Vec::with_capacity(2);
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "LocarnoClass" | "LocarnoSubclass" | "LocarnoClassificationText" => levels.extend(xml.some_text()?),
            _ => xml.skip()?,
        }
    }
    Ok((!levels.is_empty()).then(|| levels.join("-")))
}

fn national(xml: &mut Xml<'_>, design: &mut DesignRecord) -> XmlResult<()> {
    let mut office = None;
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "IPOfficeCode" => office = xml.some_text()?,
            "NationalDesignClassification" | "NationalDesignClassificationText" => {
                design.national.extend(xml.some_text()?.map(|symbol| (office.clone(), symbol)));
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// Documents that the examiner cited.
fn citations(xml: &mut Xml<'_>, design: &mut DesignRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        if tag.name() != "CitedPatentDocumentIdentification" {
            xml.skip()?;
            continue;
        }
        let (mut office, mut number, mut name, mut kind, mut date) = (None, None, None, None, None);
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "IPOfficeCode" => office = xml.some_text()?,
                "DocumentNumber" => number = xml.some_text()?,
                "EntityName" => name = xml.some_text()?,
                "PatentDocumentKindCode" => kind = xml.some_text()?,
                "PatentDocumentDate" => date = xml.some_text()?,
                _ => xml.skip()?,
            }
        }
        let code: Option<OfficeCode> = office.as_deref().and_then(|code| code.parse().ok());
        let parts = [office.as_deref(), number.as_deref(), kind.as_deref(), name.as_deref()];
        let as_published = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        if as_published.is_empty() {
            continue;
        }
        let document = DocumentReference {
            office: code,
            number: code.zip(number.as_deref()).and_then(|(office, text)| DocumentNumber::read(office, text, None).ok()),
            kind: kind.as_deref().and_then(|kind| kind.parse().ok()),
            date: date.as_deref().and_then(|text| exchange_date(text, "PatentDocumentDate", &mut design.remarks)),
            as_published,
        };
        design.citations.push(Citation { cited: CitedWork::Patent { document }, categories: Vec::new(), phase: None, passages: None });
    }
    Ok(())
}

/// Reads the open bag of events.
pub(super) fn events(xml: &mut Xml<'_>, design: &mut DesignRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        if !matches!(tag.name(), "DesignApplicationEvent" | "DesignEvent") {
            xml.skip()?;
            continue;
        }
        design.events.push(event(xml, &mut design.remarks)?);
    }
    Ok(())
}

fn event(xml: &mut Xml<'_>, remarks: &mut Remarks) -> XmlResult<RegisterEvent> {
    let mut event = RegisterEvent::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            // `Undefined` says that the standard has no word for it; the office's own stand in the comment.
            "DesignApplicationEventCategory" | "DesignEventCategory" => event.kind = xml.some_text()?.filter(|kind| kind != "Undefined"),
            "DesignApplicationEventCode" | "DesignEventCode" => event.code = xml.some_text()?,
            "CommentText" => event.description = xml.text()?,
            "DesignApplicationEventDate" | "DesignEventDate" => {
                event.date = xml.some_text()?.and_then(|text| exchange_date(&text, "DesignApplicationEventDate", remarks));
            }
            _ => xml.skip()?,
        }
    }
    if event.description.is_empty() {
        event.description = event.kind.clone().unwrap_or_default();
    }
    Ok(event)
}
