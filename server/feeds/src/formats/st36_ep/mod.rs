//! WIPO ST.36 as the EPO writes it: root `ep-patent-document`, DTD 1.0 to 1.5.1, bibliographic data in `SDOBI` by B-codes (WIPO ST.32 and
//! the EPO's own tags), texts and figures behind it. Also as a WIPO package with `toc.xml`, which is passed over: what it lists is there.

mod bibliography;
mod citation;
pub(in crate::formats) mod full_text;
mod party;

use publication::{Citation, Figure, Publication, Right};

use crate::{
    FormatName, Operation,
    head::Head,
    xml::{RecordElement, Tag, Xml, XmlRecord, XmlResult, read_xml_records},
};

use super::{Context, Draft, Format, Identity, Out, ReadEnd, Refusal, Remarks, as_office, fields::publication_date};

use bibliography::Bibliography;

const RECORD: RecordElement<'static> = RecordElement { name: "ep-patent-document", is_document: true };

/// WIPO ST.36 as the EPO writes it.
pub(crate) struct St36Ep;

impl Format for St36Ep {
    fn name(&self) -> FormatName {
        FormatName::St36Ep
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        head.root() == Some(RECORD.name)
    }

    fn read(&self, input: &mut dyn std::io::Read, context: &Context<'_>, out: &mut dyn Out) -> Result<(), ReadEnd> {
        read_xml_records(RECORD, input, context, out, read)
    }
}

/// What the root element states; the B-codes state most of it again.
#[derive(Default)]
struct Root {
    country: Option<String>,
    number: Option<String>,
    kind: Option<String>,
    date: Option<String>,
    language: Option<String>,
}

impl Root {
    fn read(xml: &Xml<'_>, tag: &Tag<'_>) -> XmlResult<Self> {
        Ok(Self {
            country: xml.attribute(tag, "country")?,
            number: xml.attribute(tag, "doc-number")?,
            kind: xml.attribute(tag, "kind")?,
            date: xml.attribute(tag, "date-publ")?,
            language: xml.attribute(tag, "lang")?,
        })
    }
}

/// Everything a document holds, gathered element by element.
#[derive(Default)]
struct Gathered {
    bibliography: Bibliography,
    remarks: Remarks,
    figures: Vec<Figure>,
    listed: Vec<Citation>,
    full_text: full_text::FullText,
}

fn read(record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Draft, Refusal> {
    let mut xml = record.open(context);
    let Some(tag) = xml.child()? else { return Err(Refusal::new(&crate::codes::XML_MALFORMED, "要素がありません")) };
    let root = Root::read(&xml, &tag)?;
    let mut all = Gathered::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "SDOBI" => all.bibliography.read(&mut xml, &mut all.remarks)?,
            "abstract" => all.full_text.read_abstract(&mut xml, &tag, &mut all.figures)?,
            "description" => all.full_text.read_description(&mut xml, &tag, &mut all.figures)?,
            "claims" | "amended-claims" => all.full_text.read_claims(&mut xml, &tag, &mut all.figures)?,
            "drawings" => full_text::read_drawings(&mut xml, &mut all.figures)?,
            "search-report-data" => full_text::read_pages(&mut xml, &mut all.figures)?,
            "ep-reference-list" => citation::read_reference_list(&mut xml, &mut all.listed, &mut all.remarks)?,
            _ => xml.skip()?,
        }
    }
    assemble(root, all, record, context)
}

fn assemble(root: Root, all: Gathered, record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Draft, Refusal> {
    let Gathered { bibliography, mut remarks, figures, listed, full_text } = all;
    let office = match bibliography.office.as_deref().or(root.country.as_deref()) {
        Some(code) => as_office(code)?,
        None => context.settings.office,
    };
    let kind = bibliography.kind.as_deref().or(root.kind.as_deref()).unwrap_or_default();
    let number = bibliography.number.as_deref().or(root.number.as_deref()).unwrap_or_default();
    let right = context.settings.right.unwrap_or(Right::Patent);
    let (id, number) = Identity { office, right, number, as_published: None, kind }.read()?;

    let mut publication = Publication::new(id, number, context.source(FormatName::St36Ep, record.offset));
    let date = bibliography.date.as_deref().or(root.date.as_deref()).unwrap_or_default();
    publication.publication_date = publication_date(date, "B140", &mut remarks)?;
    publication.sample = context.settings.sample;
    publication.language = root.language.as_deref().map(publication::LanguageTag::from_office);
    publication.figures = figures;
    full_text.put_into(&mut publication, context);
    bibliography.put_into(&mut publication, context);
    publication.citations.extend(listed);
    Ok(Draft { operation: Operation::Put, publication, original: Vec::new(), remarks: remarks.0 })
}
