//! EPO DOCDB exchange documents (`exch:exchange-document`, alone or many in `exch:exchange-documents`), versions 2.5 and 2.6: the
//! bibliographic data of a hundred offices. Prefixes and namespace declarations are not needed: single documents come without them.

pub(in crate::formats) mod citation;
pub(in crate::formats) mod classification;
pub(in crate::formats) mod family;
mod party;
pub(in crate::formats) mod reference;

use publication::{Abstract, ApplicationReference, Family, LanguageTag, LocalizedText, OfficeCode, Publication, PublishedDate};

use crate::{
    FormatName, codes,
    head::Head,
    xml::{RecordElement, Tag, Xml, XmlRecord, XmlResult, read_xml_records},
};

use super::{
    Context, Draft, Format, Identity, Out, ReadEnd, Refusal, Remarks, as_office, fields::publication_date, operation::operation_of,
};

use party::Parties;
use reference::References;

const RECORD: RecordElement<'static> = RecordElement { name: "exchange-document", is_document: false };

/// EPO DOCDB.
pub(crate) struct Docdb;

impl Format for Docdb {
    fn name(&self) -> FormatName {
        FormatName::Docdb
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        matches!(head.root(), Some("exchange-document" | "exchange-documents"))
    }

    fn read(&self, input: &mut dyn std::io::Read, context: &Context<'_>, out: &mut dyn Out) -> Result<(), ReadEnd> {
        read_xml_records(RECORD, input, context, out, read)
    }
}

/// What the record's own element states.
#[derive(Default)]
struct Root {
    country: Option<String>,
    number: Option<String>,
    kind: Option<String>,
    date: Option<String>,
    family: Option<String>,
    status: Option<String>,
}

impl Root {
    fn read(xml: &Xml<'_>, tag: &Tag<'_>) -> XmlResult<Self> {
        Ok(Self {
            country: xml.attribute(tag, "country")?,
            number: xml.attribute(tag, "doc-number")?,
            kind: xml.attribute(tag, "kind")?,
            date: xml.attribute(tag, "date-publ")?,
            family: xml.attribute(tag, "family-id")?,
            status: xml.attribute(tag, "status")?,
        })
    }
}

/// Everything a record holds, gathered element by element.
#[derive(Default)]
struct Gathered {
    publication: References,
    application: References,
    priorities: References,
    previously_filed: References,
    parties: Parties,
    titles: Vec<LocalizedText>,
    abstracts: Vec<Abstract>,
    classifications: Vec<publication::Classification>,
    citations: Vec<publication::Citation>,
    designated_states: Vec<String>,
    language: Option<String>,
    filing_language: Option<String>,
    registration: Option<PublishedDate>,
    family: Vec<publication::FamilyMember>,
    remarks: Remarks,
}

fn read(record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Draft, Refusal> {
    let mut xml = record.open(context);
    let Some(tag) = xml.child()? else { return Err(Refusal::new(&codes::XML_MALFORMED, "要素がありません")) };
    let root = Root::read(&xml, &tag)?;
    let mut all = Gathered::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "bibliographic-data" => read_bibliography(&mut xml, &mut all)?,
            "abstract" => all.abstracts.extend(read_abstract(&mut xml, &tag)?),
            "patent-family" => family::read(&mut xml, &mut all.family)?,
            _ => xml.skip()?,
        }
    }
    assemble(root, all, record, context)
}

fn read_bibliography(xml: &mut Xml<'_>, all: &mut Gathered) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "publication-reference" => all.publication.read(xml, &tag)?,
            "application-reference" => all.application.read(xml, &tag)?,
            "priority-claims" => {
                while let Some(tag) = xml.child()? {
                    if tag.name() == "priority-claim" {
                        all.priorities.read(xml, &tag)?;
                    } else {
                        xml.skip()?;
                    }
                }
            }
            "previously-filed-app" => all.previously_filed.read(xml, &tag)?,
            "language-of-publication" => all.language = xml.some_text()?,
            "language-of-filing" => all.filing_language = xml.some_text()?,
            "invention-title" => {
                let language = language(xml, &tag)?;
                if let Some(text) = xml.some_text()?
                    && !all.titles.iter().any(|title| title.language == language && title.text == text)
                {
                    all.titles.push(LocalizedText { language, text });
                }
            }
            "parties" => all.parties.read(xml)?,
            "classification-ipc" => classification::read_ipc(xml, &mut all.classifications, &mut all.remarks)?,
            "classifications-ipcr" => classification::read_ipcr(xml, &mut all.classifications, &mut all.remarks)?,
            "patent-classifications" => classification::read_patent_classifications(xml, &mut all.classifications, &mut all.remarks)?,
            "classification-national" => classification::read_national(xml, &mut all.classifications)?,
            "references-cited" => citation::read(xml, &mut all.citations, &mut all.remarks)?,
            "designation-of-states" => read_states(xml, &mut all.designated_states)?,
            "dates-of-public-availability" => {
                while let Some(tag) = xml.child()? {
                    let grants = tag.name() == "printed-with-grant";
                    let date = xml.text()?;
                    if grants {
                        all.registration = all.remarks.date("printed-with-grant", &date);
                    }
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn language(xml: &Xml<'_>, tag: &Tag<'_>) -> XmlResult<LanguageTag> {
    Ok(xml.attribute(tag, "lang")?.map_or_else(LanguageTag::undetermined, |code| LanguageTag::from_office(&code)))
}

fn read_abstract(xml: &mut Xml<'_>, tag: &Tag<'_>) -> XmlResult<Option<Abstract>> {
    use crate::xml::Piece;
    let language = language(xml, tag)?;
    let written_by = xml.attribute(tag, "abstract-source")?;
    let mut paragraphs = Vec::new();
    let mut bare = String::new();
    loop {
        match xml.next()? {
            Piece::Open(tag) if tag.name() == "p" => paragraphs.extend(xml.some_text()?),
            Piece::Open(_) => crate::white_space::fold_into(&mut bare, &xml.text()?),
            Piece::Text(text) => crate::white_space::fold_into(&mut bare, &text),
            Piece::Character(character) => crate::white_space::fold_char(&mut bare, character),
            Piece::Close | Piece::End => break,
        }
    }
    crate::white_space::trim_end(&mut bare);
    if paragraphs.is_empty() && !bare.is_empty() {
        paragraphs.push(bare);
    }
    Ok((!paragraphs.is_empty()).then_some(Abstract { language, paragraphs, written_by }))
}

/// States by treaty, at whatever depth.
pub(in crate::formats) fn read_states(xml: &mut Xml<'_>, states: &mut Vec<String>) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        if tag.name() == "country" {
            let state = xml.text()?;
            if !state.is_empty() && !states.contains(&state) {
                states.push(state);
            }
        } else {
            read_states(xml, states)?;
        }
    }
    Ok(())
}

fn assemble(root: Root, all: Gathered, record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Draft, Refusal> {
    let mut remarks = all.remarks;
    let operation = root.status.as_deref().and_then(|word| operation_of(word, &mut remarks)).unwrap_or_default();
    let stated = all.publication.docdb();
    let office: OfficeCode = match stated.and_then(|reference| reference.country.as_deref()).or(root.country.as_deref()) {
        Some(code) => as_office(code)?,
        None => context.settings.office,
    };
    let kind = stated.and_then(|reference| reference.kind.as_deref()).or(root.kind.as_deref()).unwrap_or_default();
    let number = stated.and_then(|reference| reference.number.as_deref()).or(root.number.as_deref()).unwrap_or_default();
    let as_published = all.publication.original();
    let (id, number) = Identity { office, right: office.rules().right_of(kind), number, as_published, kind }.read()?;

    let mut publication = Publication::new(id, number, context.source(FormatName::Docdb, record.offset));
    let date = stated.and_then(|reference| reference.date.as_deref()).or(root.date.as_deref()).unwrap_or_default();
    publication.publication_date = publication_date(date, "publication-reference/date", &mut remarks)?;
    publication.registration_date =
        all.registration.filter(|grant| publication.publication_date.as_ref().is_none_or(|published| published.iso != grant.iso));
    publication.sample = context.settings.sample;
    publication.language = all
        .language
        .as_deref()
        .or(stated.and_then(|reference| reference.language.as_deref()))
        .map(LanguageTag::from_office)
        .filter(|language| !language.is_undetermined());
    publication.filing_language = all.filing_language.as_deref().map(LanguageTag::from_office);
    publication.application = all.application.docdb().map(|reference| {
        let office = reference.country.as_deref().and_then(|code| code.parse().ok());
        ApplicationReference {
            office,
            number: reference.document_number(all.application.original(), &mut remarks),
            date: reference.date.as_deref().and_then(|date| remarks.date("application-reference/date", date)),
        }
    });
    publication.priorities = all.priorities.priorities(&mut remarks);
    publication.related = all.previously_filed.related("previously-filed-app", &mut remarks);
    publication.titles = all.titles;
    publication.abstracts = all.abstracts;
    publication.parties = all.parties.merged();
    publication.classifications = all.classifications;
    publication.designated_states = all.designated_states;
    publication.citations = all.citations;
    let members = family::others(all.family, &publication.id);
    if root.family.is_some() || !members.is_empty() {
        publication.family = Some(Family { id: root.family, members });
    }
    Ok(Draft { operation, publication, original: Vec::new(), remarks: remarks.0 })
}
