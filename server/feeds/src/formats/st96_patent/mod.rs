//! Patent publications of WIPO ST.96 (`pat:PatentPublication`, version 6 and before): alone in a file, or many of them in a bag or a
//! transaction. Prefixes and namespaces are not needed.

mod bibliography;
mod citation;
mod class;
mod text;

use publication::{LanguageTag, Publication};

use crate::{
    FormatName, codes,
    head::Head,
    xml::{RecordElement, Xml, XmlRecord, XmlResult, read_xml_records},
};

use super::{Context, Draft, Format, Identity, Out, ReadEnd, Refusal, as_office, fields::publication_date, operation};

use bibliography::Bibliography;
use text::Texts;

const RECORD: &str = "PatentPublication";

/// WIPO ST.96, patent publications.
pub(crate) struct St96Patent;

impl Format for St96Patent {
    fn name(&self) -> FormatName {
        FormatName::St96Patent
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        head.root().is_some_and(|root| root == RECORD || (root.starts_with("Patent") && head.text().contains("/ST96/")))
    }

    fn read(&self, input: &mut dyn std::io::Read, context: &Context<'_>, out: &mut dyn Out) -> Result<(), ReadEnd> {
        let begin = crate::archive::read_head(input, crate::head::LENGTH)?;
        let is_document = Head::read(&begin).root() == Some(RECORD);
        let mut whole = std::io::Read::chain(begin.as_slice(), input);
        read_xml_records(RecordElement { name: RECORD, is_document }, &mut whole, context, out, read)
    }
}

fn read(record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Draft, Refusal> {
    let mut xml = record.open(context);
    let Some(tag) = xml.child()? else { return Err(Refusal::new(&codes::XML_MALFORMED, "要素がありません")) };
    let mut bibliography = Bibliography::default();
    let operation = operation::stated(&xml, &tag, &mut bibliography.remarks)?.unwrap_or_default();
    let (language, published) = (xml.attribute(&tag, "languageCode")?, xml.attribute(&tag, "documentPublicationDate")?);
    let mut texts = Texts::default();
    parts(&mut xml, &mut bibliography, &mut texts)?;

    let stated = &bibliography.publication;
    let office = match stated.office.as_deref().or(bibliography.office.as_deref()) {
        Some(code) => as_office(code)?,
        None => context.settings.office,
    };
    let kind = stated.kind.clone().unwrap_or_default();
    let date = stated.date.clone().or(published).unwrap_or_default();
    let right = context.settings.right.unwrap_or_else(|| office.rules().right_of(&kind));
    let number = stated.number.clone().unwrap_or_default();
    let (id, number) = Identity { office, right, number: &number, as_published: None, kind: &kind }.read()?;
    let mut publication = Publication::new(id, number, context.source(FormatName::St96Patent, record.offset));
    publication.publication_date = publication_date(without_zone(&date), "PublicationDate", &mut bibliography.remarks)?;
    publication.sample = context.settings.sample;
    publication.language = language.as_deref().map(LanguageTag::from_office).or_else(|| context.settings.language.clone());
    let remarks = bibliography.put_into(&mut publication, context);
    texts.put_into(&mut publication, context);
    Ok(Draft { operation, publication, original: Vec::new(), remarks: remarks.0 })
}

fn parts(xml: &mut Xml<'_>, bibliography: &mut Bibliography, texts: &mut Texts) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "IPOfficeCode" => bibliography.office = xml.some_text()?,
            "BibliographicData" => bibliography.read(xml, texts)?,
            "Abstract" => texts.read_abstract(xml, &tag)?,
            "Description" => texts.read_description(xml, &tag)?,
            "Claims" | "AmendedClaims" => texts.read_claims(xml, &tag)?,
            "Drawings" => texts.read_drawings(xml)?,
            "ApplicationBody" => parts(xml, bibliography, texts)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// A date without the time zone that some writers put behind it.
fn without_zone(date: &str) -> &str {
    match date.get(..10) {
        Some(day) if day.parse::<publication::IsoDate>().is_ok() => day,
        _ => date,
    }
}
