//! `PATDOC`, the Red Book, versions 2.4 (SGML) and 2.5 (XML): grants from 2001 to 2004, by the tags of WIPO ST.32.

use publication::{ClassificationRank, LegalEventCategory, PartyRole};

use crate::{
    formats::{
        Context, Draft, Refusal,
        document_id::{DocumentId, Referred},
        register::StatedParty,
    },
    xml::{Xml, XmlRecord, XmlResult},
};

use super::{
    citations::read_citation,
    document::{Document, read_drawings},
    ice::push_edition,
    ice_parties::NameParts,
    national_class::national_class,
    red_book_names::RED_BOOK,
    related::read_related,
    sgml,
};

/// Reads one document.
pub(super) fn read(record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Draft, Refusal> {
    let mut document = Document::new()?;
    let text = sgml::as_xml(record.text);
    let mut xml = record.open_respelt(&text, context).speaking(&RED_BOOK);
    xml.child()?;
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "SDOBI" => bibliography(&mut xml, &mut document)?,
            "SDOAB" => {
                while let Some(tag) = xml.child()? {
                    document.texts.read_abstract(&mut xml, &tag, &mut document.figures)?;
                }
            }
            "SDODE" => document.texts.read_description(&mut xml, &tag, &mut document.figures)?,
            "SDOCL" => {
                while let Some(tag) = xml.child()? {
                    match tag.name() {
                        "CL" => document.texts.read_claims(&mut xml, &tag, &mut document.figures)?,
                        _ => xml.skip()?,
                    }
                }
            }
            "SDODR" => read_drawings(&mut xml, &mut document.figures)?,
            _ => xml.skip()?,
        }
    }
    document.draft(record, context)
}

/// Reads the open `SDOBI`, or one of its groups: the codes are unique, so groups need not be told apart.
fn bibliography(xml: &mut Xml<'_>, document: &mut Document) -> XmlResult<()> {
    let mut priority = DocumentId::default();
    let mut edition = None;
    let mut symbols: Vec<(String, ClassificationRank)> = Vec::new();
    let mut depth = 0_u32;
    loop {
        let Some(tag) = xml.child()? else {
            // The edition stands behind the symbols.
            for (symbol, rank) in std::mem::take(&mut symbols) {
                push_edition(&symbol, rank, edition.as_deref(), document);
            }
            if depth == 0 {
                return Ok(());
            }
            depth -= 1;
            continue;
        };
        match tag.name() {
            "B100" | "B200" | "B400" | "B472" | "B500" | "B510" | "B520" | "B800" => depth += 1,
            "B110" => document.publication.number = xml.text()?,
            "B130" => document.publication.kind = xml.text()?,
            "B140" => document.publication.date = xml.text()?,
            "B190" => document.publication.country = xml.text()?,
            "B210" => document.application.number = xml.text()?,
            "B220" => document.application.date = xml.text()?,
            "B300" => depth += 1,
            // Number, date, country: a claim is whole with its country.
            "B310" => priority.number = xml.text()?,
            "B320" => priority.date = xml.text()?,
            "B330" => {
                priority.country = xml.text()?;
                document.add_priority(&std::mem::take(&mut priority));
            }
            "B473" => {
                let date = xml.text()?;
                document.add_event("B473", "Terminal disclaimer", &date, None, None);
            }
            "B511" => symbols.push((xml.text()?, ClassificationRank::First)),
            "B512" => symbols.push((xml.text()?, ClassificationRank::Later)),
            "B516" => edition = xml.some_text()?,
            "B521" => national(xml, ClassificationRank::First, document)?,
            "B522" | "B522US" => national(xml, ClassificationRank::Later, document)?,
            "B540" => document.read_title(xml)?,
            "B560" => {
                while let Some(tag) = xml.child()? {
                    match tag.name() {
                        "B561" | "B562" => {
                            let citation = read_citation(xml, document.office, &mut document.remarks)?;
                            document.citations.extend(citation);
                        }
                        _ => xml.skip()?,
                    }
                }
            }
            "B600" => read_related(xml, document)?,
            "B700" => parties(xml, document)?,
            "B860" => international(xml, "86", Referred::Application, document)?,
            "B870" => international(xml, "87", Referred::Publication, document)?,
            _ => xml.skip()?,
        }
    }
}

/// A class of the office's own: blanks within the innermost element are places of the class.
fn national(xml: &mut Xml<'_>, rank: ClassificationRank, document: &mut Document) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "PDAT" => document.classifications.extend(national_class(&xml.verbatim()?, rank, document.office)),
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// B860 and B870: the international application with the date of its national stage, and its publication.
fn international(xml: &mut Xml<'_>, relation: &str, referred: Referred, document: &mut Document) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "B861" | "B871" => {
                if let Some(id) = DocumentId::within(xml)? {
                    document.add_related(relation, &id, referred);
                }
            }
            "B864US" => {
                let date = xml.text()?;
                document.add_event("B864US", "§ 371 Date", &date, Some(LegalEventCategory::A), Some("A15"));
            }
            "document-id" => {
                let id = DocumentId::read(xml)?;
                document.add_related(relation, &id, referred);
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn parties(xml: &mut Xml<'_>, document: &mut Document) -> XmlResult<()> {
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
            "B721" => PartyRole::Inventor,
            "B731" => PartyRole::Owner,
            "B741" => PartyRole::Representative,
            "B720" | "B730" | "B740" => {
                depth += 1;
                continue;
            }
            _ => {
                xml.skip()?;
                continue;
            }
        };
        let party = read_party(xml)?;
        document.parties.add(role, party);
    }
}

fn read_party(xml: &mut Xml<'_>) -> XmlResult<StatedParty> {
    let mut parts = NameParts::default();
    let mut residence = NameParts::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "party" => {
                while let Some(tag) = xml.child()? {
                    match tag.name() {
                        "NAM" | "ADR" => read_parts(xml, &mut parts)?,
                        "RESIDENCE" => read_parts(xml, &mut residence)?,
                        _ => xml.skip()?,
                    }
                }
            }
            // Who represents a deceased inventor.
            _ => xml.skip()?,
        }
    }
    if parts.address.is_empty() {
        parts.address = residence.address;
        parts.state = residence.state;
        parts.country = residence.country;
    }
    Ok(parts.party())
}

fn read_parts(xml: &mut Xml<'_>, parts: &mut NameParts) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "last-name" => parts.last = xml.text()?,
            "first-name" => parts.first = xml.text()?,
            "suffix" => parts.suffix = xml.text()?,
            "orgname" => parts.organisation = xml.text()?,
            "street" | "city" | "county" | "postcode" => parts.address.extend(xml.some_text()?),
            "state" => {
                parts.address.extend(xml.some_text()?);
                parts.state = true;
            }
            "country" => parts.country = xml.text()?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}
