//! `patent-application-publication`, versions 1.5 and 1.6: applications published from 2001 to 2004.

use publication::{ClassificationRank, PartyRole};

use crate::{
    formats::{
        Context, Draft, Refusal,
        document_id::{DocumentId, Referred},
        register::StatedParty,
    },
    xml::{Xml, XmlRecord, XmlResult},
};

use super::{
    document::{Document, read_drawings},
    ice::push_edition,
    ice_parties::NameParts,
    national_class::national_class,
    pre_grant_names::PRE_GRANT,
    related::read_related,
};

/// Reads one document.
pub(super) fn read(record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Draft, Refusal> {
    let mut document = Document::new()?;
    let mut xml = record.open(context).speaking(&PRE_GRANT);
    xml.child()?;
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "subdoc-bibliographic-information" => bibliography(&mut xml, &mut document)?,
            "subdoc-abstract" => document.texts.read_abstract(&mut xml, &tag, &mut document.figures)?,
            "subdoc-description" => document.texts.read_description(&mut xml, &tag, &mut document.figures)?,
            "subdoc-claims" => document.texts.read_claims(&mut xml, &tag, &mut document.figures)?,
            "subdoc-drawings" => read_drawings(&mut xml, &mut document.figures)?,
            _ => xml.skip()?,
        }
    }
    document.draft(record, context)
}

fn bibliography(xml: &mut Xml<'_>, document: &mut Document) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "document-id" => document.publication = DocumentId::read(xml)?,
            "domestic-filing-data" => document.application = filing(xml)?,
            "foreign-priority-data" => {
                let priority = filing(xml)?;
                document.add_priority(&priority);
            }
            "technical-information" => technical(xml, document)?,
            "continuity-data" | "prior-publication" => read_related(xml, document)?,
            "inventors" => parties(xml, PartyRole::Inventor, document)?,
            "assignee" => {
                let party = read_party(xml)?;
                document.parties.add(PartyRole::Owner, party);
            }
            "international-conventions" => conventions(xml, document)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// An application by its number, date and country, which stand in elements of their own.
fn filing(xml: &mut Xml<'_>) -> XmlResult<DocumentId> {
    let mut id = DocumentId::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "application-number" | "priority-application-number" => id.number = DocumentId::read(xml)?.number,
            "filing-date" => id.date = xml.text()?,
            "country" => id.country = xml.text()?,
            _ => xml.skip()?,
        }
    }
    Ok(id)
}

fn technical(xml: &mut Xml<'_>, document: &mut Document) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "classification-ipc" => {
                let mut edition = None;
                let mut symbols = Vec::new();
                while let Some(tag) = xml.child()? {
                    match tag.name() {
                        "classification-ipc-primary" => symbols.push((xml.text()?, ClassificationRank::First)),
                        "classification-ipc-secondary" => symbols.push((xml.text()?, ClassificationRank::Later)),
                        "classification-ipc-edition" => edition = xml.some_text()?,
                        _ => xml.skip()?,
                    }
                }
                for (symbol, rank) in symbols {
                    push_edition(&symbol, rank, edition.as_deref(), document);
                }
            }
            "classification-us" => {
                while let Some(tag) = xml.child()? {
                    let rank = match tag.name() {
                        "classification-us-primary" => ClassificationRank::First,
                        "classification-us-secondary" => ClassificationRank::Later,
                        _ => {
                            xml.skip()?;
                            continue;
                        }
                    };
                    let class = national_parts(xml)?;
                    document.classifications.extend(national_class(&class, rank, document.office));
                }
            }
            "title-of-invention" => document.read_title(xml)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// Class and subclass, in the places that grants write them in; or a text.
fn national_parts(xml: &mut Xml<'_>) -> XmlResult<String> {
    let (mut class, mut subclass) = (String::new(), String::new());
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "uspc" => {
                while let Some(tag) = xml.child()? {
                    match tag.name() {
                        "class" => class = xml.text()?,
                        "subclass" => subclass = xml.text()?,
                        _ => xml.skip()?,
                    }
                }
            }
            "uspc-freeform" => subclass = xml.text()?,
            _ => xml.skip()?,
        }
    }
    Ok(if class.is_empty() { subclass } else { format!("{class:>3}{subclass}") })
}

fn parties(xml: &mut Xml<'_>, role: PartyRole, document: &mut Document) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "first-named-inventor" | "inventor" => {
                let party = read_party(xml)?;
                document.parties.add(role, party);
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// A party with its address, or with its residence where it has none.
fn read_party(xml: &mut Xml<'_>) -> XmlResult<StatedParty> {
    let mut parts = NameParts::default();
    let mut residence = NameParts::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "name" | "address" => read_parts(xml, &mut parts)?,
            "residence" => read_parts(xml, &mut residence)?,
            "orgname" => parts.organisation = xml.text()?,
            _ => xml.skip()?,
        }
    }
    if parts.address.is_empty() {
        parts.address = residence.address;
        parts.state |= residence.state;
    }
    if parts.country.is_empty() {
        parts.country = residence.country;
    }
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
            "address-1" | "address-2" | "military-address" | "city" | "postcode" => parts.address.extend(xml.some_text()?),
            "state" => {
                parts.address.extend(xml.some_text()?);
                parts.state = true;
            }
            // The citizenship is no country of residence.
            "citizenship" => xml.skip()?,
            "country" => parts.country = xml.text()?,
            "residence-us" | "residence-non-us" => depth += 1,
            _ => xml.skip()?,
        }
    }
}

/// The international application and publication (INID 86, 87).
fn conventions(xml: &mut Xml<'_>, document: &mut Document) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        let (relation, referred) = match tag.name() {
            "pct-application" => ("86", Referred::Application),
            "pct-publication" => ("87", Referred::Publication),
            _ => {
                xml.skip()?;
                continue;
            }
        };
        if let Some(id) = DocumentId::within(xml)? {
            document.add_related(relation, &id, referred);
        }
    }
    Ok(())
}
