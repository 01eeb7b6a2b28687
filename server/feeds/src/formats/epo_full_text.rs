//! Full texts as offices exchange them with the EPO (FTM, `fulltext-document`, schema 1.2): one document a file, with its drawings beside it,
//! zipped per range of documents and zipped again with `index.xml`, `TOC.xml`, coverage lists and schemas. Its texts are those of WIPO ST.36.
//!
//! A full text identifies its document and says nothing else of it: title, parties and classes come with the bibliographic exchange (DOCDB).
//! It is therefore a supplement: it adds texts and drawings to what is held, and stands alone until that comes.

use publication::{Figure, LanguageTag, Publication};

use crate::{
    FormatName, Operation, codes,
    head::Head,
    xml::{RecordElement, Tag, Xml, XmlRecord, XmlResult, read_xml_records},
};

use super::{
    Context, Draft, Format, Identity, Out, ReadEnd, Refusal, as_office,
    fields::publication_date,
    st36_bibliography::Bibliography,
    st36_ep::full_text::{self, FullText},
};

const RECORD: RecordElement<'static> = RecordElement { name: "fulltext-document", is_document: true };

/// Full texts of the EPO's exchange.
pub(crate) struct EpoFullText;

impl Format for EpoFullText {
    fn name(&self) -> FormatName {
        FormatName::EpoFullText
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        matches!(head.root(), Some("fulltext-document" | "fulltext-documents"))
    }

    fn read(&self, input: &mut dyn std::io::Read, context: &Context<'_>, out: &mut dyn Out) -> Result<(), ReadEnd> {
        read_xml_records(RECORD, input, context, out, read)
    }
}

fn read(record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Draft, Refusal> {
    let mut xml = record.open(context);
    if xml.child()?.is_none() {
        return Err(Refusal::new(&codes::XML_MALFORMED, "要素がありません"));
    }
    let mut bibliography = Bibliography::default();
    let mut texts = FullText::default();
    let mut figures: Vec<Figure> = Vec::new();
    while let Some(tag) = xml.child()? {
        if is_deleted(&xml, &tag)? {
            xml.skip()?;
            continue;
        }
        match tag.name() {
            "bibliographic-data" => bibliography.read(&mut xml, &mut |_, _, _| Ok(false))?,
            "abstract" => texts.read_abstract(&mut xml, &tag, &mut figures)?,
            "description" => texts.read_description(&mut xml, &tag, &mut figures)?,
            "claims" | "amended-claims" => texts.read_claims(&mut xml, &tag, &mut figures)?,
            "drawings" => full_text::read_drawings(&mut xml, &mut figures)?,
            _ => xml.skip()?,
        }
    }
    let stated = bibliography.publications.first();
    let text = |field: Option<&String>| field.map(String::as_str).unwrap_or_default().to_owned();
    let office = match stated.and_then(|reference| reference.country.as_deref()) {
        Some(code) => as_office(code)?,
        None => context.settings.office,
    };
    let (number, kind) = (text(stated.and_then(|stated| stated.number.as_ref())), text(stated.and_then(|stated| stated.kind.as_ref())));
    let date = text(stated.and_then(|stated| stated.date.as_ref()));
    let language = stated.and_then(|stated| stated.language.as_deref()).map(LanguageTag::from_office);
    let right = context.settings.right.unwrap_or_else(|| office.rules().right_of(&kind));
    let (id, number) = Identity { office, right, number: &number, as_published: None, kind: &kind }.read()?;
    let mut publication = Publication::new(id, number, context.source(FormatName::EpoFullText, record.offset));
    publication.publication_date = publication_date(&date, "publication-reference/date", &mut bibliography.remarks)?;
    publication.sample = context.settings.sample;
    publication.language = language;
    let remarks = bibliography.put_into(&mut publication, context);
    publication.figures = figures;
    texts.put_into(&mut publication, context);
    Ok(Draft { operation: Operation::Supplement, publication, original: Vec::new(), remarks: remarks.0 })
}

/// Whether a part is marked as taken back (`status="D"`).
fn is_deleted(xml: &Xml<'_>, tag: &Tag<'_>) -> XmlResult<bool> {
    Ok(xml.attribute(tag, "status")?.as_deref() == Some("D"))
}
