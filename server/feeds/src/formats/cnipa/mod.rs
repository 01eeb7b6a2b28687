//! Patent documents of the Chinese office: its XML since 2015 (`business:PatentDocumentAndRelated`, in the office's own names), and the one
//! before (`cn-patent-document`, WIPO ST.36 with the office's additions). Invention patents, utility models and designs are all written so;
//! the kind code tells which it is.
//!
//! Numbers of applications end in a check digit behind a point (`201480000788.4`). Titles stand again at the head of the description,
//! headings are paragraphs that have the statute's words, and table cells may hold markup in CDATA sections.

mod bibliography;
mod design;
mod headings;
mod names;
mod parties;

use std::io::Read;

use publication::{DescriptionBlock, Figure, FigureKind, LanguageTag, OfficeCode, Publication, Right};

use crate::{
    FormatName, Operation,
    head::Head,
    xml::{RecordElement, Tag, Xml, XmlRecord, XmlResult, read_xml_records},
};

use super::{
    Context, Draft, Format, Identity, Out, ReadEnd, Refusal, Remarks, as_office, claim_text::without_numbers, fields::publication_date,
    kind_right::right_of_kind, st36_ep::full_text::FullText,
};

use bibliography::Bibliography;

/// Patent documents of the Chinese office.
pub(crate) struct Cnipa;

/// The root elements, the new one first.
const ROOTS: [&str; 2] = ["PatentDocumentAndRelated", "cn-patent-document"];

/// The office.
fn office() -> Result<OfficeCode, Refusal> {
    as_office("CN")
}

impl Format for Cnipa {
    fn name(&self) -> FormatName {
        FormatName::Cnipa
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        head.root().is_some_and(|root| ROOTS.contains(&root))
    }

    fn read(&self, input: &mut dyn Read, context: &Context<'_>, out: &mut dyn Out) -> Result<(), ReadEnd> {
        let begin = crate::archive::read_head(input, crate::head::LENGTH)?;
        let [new, old] = ROOTS;
        let name = if Head::read(&begin).root() == Some(old) { old } else { new };
        let mut whole = begin.as_slice().chain(input);
        read_xml_records(RecordElement { name, is_document: true }, &mut whole, context, out, read)
    }
}

/// Everything a document holds, gathered element by element.
#[derive(Default)]
struct Gathered {
    bibliography: Bibliography,
    figures: Vec<Figure>,
    texts: FullText,
    features: Vec<String>,
    remarks: Remarks,
}

fn read(record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Draft, Refusal> {
    let mut all = Gathered::default();
    let mut xml = record.open(context).speaking(&names::CHINESE);
    let mut language = None;
    if let Some(tag) = xml.child()? {
        language = xml.attribute(&tag, "lang")?;
        all.bibliography.read_root(&xml, &tag)?;
    }
    gather(&mut xml, &mut all)?;
    assemble(all, language, record, context)
}

/// Reads the open root, or the open body of the older format.
fn gather(xml: &mut Xml<'_>, all: &mut Gathered) -> XmlResult<()> {
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
            "bibliographic-data" => all.bibliography.read(xml, &mut all.texts, &mut all.figures, &mut all.remarks)?,
            "application-body" => depth += 1,
            "abstract" => all.texts.read_abstract(xml, &tag, &mut all.figures)?,
            "description" => all.texts.read_description(xml, &tag, &mut all.figures)?,
            "claims" => all.texts.read_claims(xml, &tag, &mut all.figures)?,
            "brief-explanation" => all.features.extend(design::read_explanation(xml)?),
            // Drawings, and the pictures of a design under whatever name.
            _ => read_figures(xml, &tag, FigureKind::Drawing, &mut all.figures)?,
        }
    }
}

/// Reads the images of the open element, each with the label of its figure: `图1`, `主视图`.
fn read_figures(xml: &mut Xml<'_>, tag: &Tag<'_>, kind: FigureKind, figures: &mut Vec<Figure>) -> XmlResult<()> {
    let mut label = label_of(xml, tag)?;
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
            "figure" => label = label_of(xml, &tag)?,
            "img" => {
                if let Some(file) = xml.attribute(&tag, "file")? {
                    figures.push(Figure { kind, label: label.clone(), file, content: None, media_type: None });
                }
            }
            _ => {}
        }
        depth += 1;
    }
}

fn label_of(xml: &Xml<'_>, tag: &Tag<'_>) -> XmlResult<Option<String>> {
    if tag.name() == "figure" { xml.attribute(tag, "label") } else { Ok(None) }
}

fn assemble(all: Gathered, language: Option<String>, record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Draft, Refusal> {
    let Gathered { bibliography, figures, texts, features, mut remarks } = all;
    let stated = &bibliography.publication;
    let office = if stated.country.is_empty() { office()? } else { as_office(&stated.country)? };
    let right = right_of_kind(office, &stated.kind).or(context.settings.right).unwrap_or(Right::Patent);
    let (id, number) = Identity { office, right, number: &stated.number, as_published: None, kind: &stated.kind }.read()?;
    let mut publication = Publication::new(id, number, context.source(FormatName::Cnipa, record.offset));
    publication.publication_date = publication_date(&stated.date, "publication-reference/date", &mut remarks)?;
    publication.sample = context.settings.sample;
    publication.language = Some(language.map_or_else(|| context.default_language(office), |code| LanguageTag::from_office(&code)));
    publication.figures = figures;
    texts.put_into(&mut publication, context);
    bibliography.put_into(&mut publication, &mut remarks);
    for set in &mut publication.claim_sets {
        without_numbers(&mut set.claims);
    }
    for description in &mut publication.descriptions {
        description.blocks.iter_mut().for_each(tidy);
    }
    if right == Right::Design {
        publication.design = Some(design::details(&mut publication.figures, features));
    }
    Ok(Draft { operation: Operation::Put, publication, original: Vec::new(), remarks: remarks.0 })
}

/// Paragraphs that are headings become such, and numbers lose the letter that makes them identifiers (`n0001`).
fn tidy(block: &mut DescriptionBlock) {
    let DescriptionBlock::Paragraph { number, text } = block else { return };
    if headings::is_heading(number.as_deref(), text) {
        *block = DescriptionBlock::Heading { text: std::mem::take(text) };
        return;
    }
    if let Some(number) = number
        && let Some(digits) = number.strip_prefix('n')
        && digits.bytes().all(|b| b.is_ascii_digit())
    {
        *number = digits.to_owned();
    }
}
