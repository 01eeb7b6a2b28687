//! One mark: `TradeMark`.

use publication::PartyRole;

use crate::{
    formats::{
        Remarks, operation,
        register::{MarkRecord, RegisterEvent, StatedParty, append, exchange_date, read_address_book, read_priority},
    },
    xml::{Tag, Xml, XmlResult},
};

use super::goods;

/// Reads the open `TradeMark`.
pub(super) fn read(xml: &mut Xml<'_>, tag: &Tag<'_>) -> XmlResult<MarkRecord> {
    let mut mark = MarkRecord::default();
    mark.operation = operation::stated(xml, tag, &mut mark.remarks)?;
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "RegistrationOfficeCode" => mark.office = xml.some_text()?,
            "ApplicationNumber" => mark.application = xml.some_text()?,
            "ApplicationDate" => mark.application_date = xml.some_text()?,
            "RegistrationNumber" => mark.registration = xml.some_text()?,
            "RegistrationDate" => mark.registration_date = xml.some_text()?,
            "ExpiryDate" => mark.expiry_date = xml.some_text()?,
            "TerminationDate" => mark.termination_date = xml.some_text()?,
            "ApplicationLanguageCode" => mark.filing_language = xml.some_text()?,
            "MarkCurrentStatusCode" => mark.status_code = xml.some_text()?,
            "MarkCurrentStatusDate" => mark.status_date = xml.some_text()?,
            "KindMark" => mark.category = xml.some_text()?,
            "MarkFeature" => mark.feature = xml.some_text()?,
            "MarkDescriptionDetails" | "MarkDisclaimerDetails" => texts(xml, &mut mark)?,
            "WordMarkSpecification" => words(xml, &mut mark)?,
            "MarkImageDetails" => images(xml, &mut mark)?,
            "GoodsServicesDetails" => goods::read(xml, &mut mark)?,
            "PublicationDetails" => publications(xml, &mut mark)?,
            "PriorityDetails" => priorities(xml, &mut mark)?,
            "DesignatedCountryDetails" => designated(xml, &mut mark)?,
            "ApplicantDetails" | "HolderDetails" => applicants(xml, &mut mark)?,
            "RepresentativeDetails" => representatives(xml, &mut mark)?,
            "MarkEventDetails" => events(xml, &mut mark)?,
            "MarkRecordDetails" => records(xml, &mut mark)?,
            "TradeMarkExt" => extension(xml, &mut mark)?,
            _ => xml.skip()?,
        }
    }
    Ok(mark)
}

fn texts(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "MarkDescription" => append(&mut mark.description, xml.some_text()?),
            "MarkDisclaimer" => append(&mut mark.disclaimer, xml.some_text()?),
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn words(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "MarkVerbalElementText" => {
                let language = xml.attribute(&tag, "languageCode")?;
                mark.verbal_elements.extend(xml.some_text()?.map(|text| (language, text)));
            }
            "MarkTranslation" => append(&mut mark.translation, xml.some_text()?),
            "MarkTransliteration" => append(&mut mark.transliteration, xml.some_text()?),
            "MarkStandardCharacterIndicator" => mark.standard_characters = xml.some_text()?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// `MarkImageDetails` to the codes within: Vienna where the category says nothing else, the office's own in an extension.
fn images(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "MarkImageFilename" => mark.images.extend(xml.some_text()?),
            "MarkImageColourClaimedText" | "MarkImageColourPartClaimedText" => append(&mut mark.colours, xml.some_text()?),
            "MarkImageCategory" => category(xml, mark)?,
            "MarkImage" => images(xml, mark)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn category(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    let (mut kind, mut codes) = (None, Vec::new());
    codes_of(xml, &mut kind, &mut codes, mark)?;
    let is_vienna = kind.is_none_or(|kind: String| kind.eq_ignore_ascii_case("vienna"));
    if is_vienna {
        mark.vienna.extend(codes)
    } else {
        mark.design_codes.extend(codes)
    }
    Ok(())
}

fn codes_of(xml: &mut Xml<'_>, kind: &mut Option<String>, codes: &mut Vec<String>, mark: &mut MarkRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "CategoryKind" => *kind = xml.some_text()?,
            "CategoryCode" => codes.extend(xml.some_text()?),
            "DesignSearchCode" => mark.design_codes.extend(xml.some_text()?),
            "CategoryCodeDetails" | "CategoryCodeDetailsExt" | "DesignSearchDetails" => codes_of(xml, kind, codes, mark)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn publications(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "PublicationDate" => mark.publication_dates.extend(xml.some_text()?),
            "Publication" => publications(xml, mark)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn priorities(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        if tag.name() != "Priority" {
            xml.skip()?;
            continue;
        }
        mark.priorities.push(read_priority(xml)?);
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

fn applicants(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "Applicant" => {
                let (words, party) = read_applicant(xml, mark.office.as_deref())?;
                let role = MarkRecord::role_of(mark.office.as_deref(), words.as_deref());
                mark.parties.add(role, party);
            }
            "Holder" => {
                let (_, party) = read_applicant(xml, mark.office.as_deref())?;
                mark.parties.add(PartyRole::Owner, party);
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// Reads the open `Applicant`: the party, and the office's words for what it is.
pub(super) fn read_applicant(xml: &mut Xml<'_>, office: Option<&str>) -> XmlResult<(Option<String>, StatedParty)> {
    let (mut words, mut party) = (None, StatedParty::default());
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "ApplicantAddressBook" | "HolderAddressBook" => party = read_address_book(xml)?.party(office),
            "ApplicantExt" => {
                while let Some(tag) = xml.child()? {
                    if tag.name() == "PartyTypeDescriptionText" {
                        words = xml.some_text()?;
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

/// Representatives. The USPTO lists the address for correspondence (INID 750) among them, which is no party.
fn representatives(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        if tag.name() != "Representative" {
            xml.skip()?;
            continue;
        }
        let (mut comment, mut party) = (None, StatedParty::default());
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "Comment" => comment = xml.some_text()?,
                "RepresentativeAddressBook" => party = read_address_book(xml)?.party(mark.office.as_deref()),
                _ => xml.skip()?,
            }
        }
        if comment.as_deref() != Some("Domestic Correspondent") {
            mark.parties.add(PartyRole::Representative, party);
        }
    }
    Ok(())
}

fn events(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        if tag.name() != "MarkEvent" {
            xml.skip()?;
            continue;
        }
        let mut event = RegisterEvent::default();
        event_fields(xml, &mut event, &mut mark.remarks)?;
        // Of the standard's own list, the code is a word; of an office's, it comes with words.
        if event.description.is_empty() {
            event.kind = event.code.take();
            event.description = event.kind.clone().unwrap_or_default();
        }
        mark.events.push(event);
    }
    Ok(())
}

fn event_fields(xml: &mut Xml<'_>, event: &mut RegisterEvent, remarks: &mut Remarks) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "MarkEventDate" => event.date = xml.some_text()?.and_then(|text| exchange_date(&text, "MarkEventDate", remarks)),
            "MarkEventCode" => event.code = xml.some_text()?,
            "MarkEventInternalDescriptionText" => event.description = xml.text()?,
            "MarkEventEntryNumber" => event.number = xml.text()?.parse().ok(),
            "MarkEventExt" => event_fields(xml, event, remarks)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// `MarkRecordDetails`: what was recorded in the register, in the office's own words.
fn records(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        if tag.name() != "MarkRecord" {
            xml.skip()?;
            continue;
        }
        let mut recorded = Recorded::default();
        recorded.read(xml)?;
        mark.events.extend(recorded.event(&mut mark.remarks));
    }
    Ok(())
}

#[derive(Default)]
struct Recorded {
    kind: Option<String>,
    status: Option<String>,
    status_date: Option<String>,
    filing_date: Option<String>,
    ground: Option<String>,
}

impl Recorded {
    fn read(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "BasicRecordKind" => self.kind = xml.some_text()?,
                "RecordCurrentStatusCode" => self.status = xml.some_text()?,
                "RecordCurrentStatusDate" => self.status_date = xml.some_text()?,
                "RecordFilingDate" => self.filing_date = xml.some_text()?,
                "LegalGround" => self.ground = xml.some_text()?,
                // Extensions are named by the kind of record: `Record5f`, `RecordTransfer` …
                name if name == "BasicRecord" || name.starts_with("Record") => self.read(xml)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn event(self, remarks: &mut Remarks) -> Option<RegisterEvent> {
        let words: Vec<&str> = [&self.kind, &self.status, &self.ground].into_iter().filter_map(Option::as_deref).collect();
        let description = words.join(": ");
        let date = self.status_date.or(self.filing_date).and_then(|text| exchange_date(&text, "RecordCurrentStatusDate", remarks));
        (!description.is_empty()).then_some(RegisterEvent { date, kind: self.kind, description, ..RegisterEvent::default() })
    }
}

/// What the USPTO adds: the status in words, and the drawing code.
fn extension(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "MarkCurrentStatusExternalDescriptionText" => mark.status_words = xml.some_text()?,
            "MarkFeatureCode" => mark.feature_code = xml.some_text()?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}
