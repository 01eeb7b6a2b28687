//! `us-patent-grant` and `us-patent-application`, versions 4.0 to 4.7: WIPO ST.36 with the office's additions.

use publication::{ClassificationRank, ClassificationScheme, FigureKind, LegalEventCategory};

use crate::{
    formats::{
        Context, Draft, Refusal,
        class_parts::read_class,
        document_id::{DocumentId, Referred},
        register::locarno,
        st8,
    },
    xml::{Dialect, Xml, XmlRecord, XmlResult},
};

use super::{
    citations::read_citation,
    document::{Document, read_drawings},
    ice_parties::read_parties,
    national_class::national_class,
    related::read_related,
};

/// ST.36; only that every image has the same words for what it shows instead of some of its own.
static ICE: Dialect = Dialect { element: |name| name, attribute: |_, name| if name == "alt" { "" } else { name }, character_data: None };

/// Reads one document.
pub(super) fn read(record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Draft, Refusal> {
    let mut document = Document::new()?;
    let mut xml = record.open(context).speaking(&ICE);
    if let Some(tag) = xml.child()? {
        document.language = xml.attribute(&tag, "lang")?;
        document.publication.date = xml.attribute(&tag, "date-publ")?.unwrap_or_default();
    }
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "us-bibliographic-data-grant" | "us-bibliographic-data-application" => bibliography(&mut xml, &mut document)?,
            "abstract" => document.texts.read_abstract(&mut xml, &tag, &mut document.figures)?,
            "description" => document.texts.read_description(&mut xml, &tag, &mut document.figures)?,
            "claims" => document.texts.read_claims(&mut xml, &tag, &mut document.figures)?,
            "drawings" => read_drawings(&mut xml, &mut document.figures)?,
            // The images of formulae that the text has in MathML.
            "us-math" => {
                let images = document.figures.len();
                read_drawings(&mut xml, &mut document.figures)?;
                document.figures[images..].iter_mut().for_each(|figure| figure.kind = FigureKind::Inline);
            }
            "doc-page" => {
                let file = xml.attribute(&tag, "file")?;
                xml.skip()?;
                document.figures.extend(file.map(|file| publication::Figure {
                    kind: FigureKind::Page,
                    label: None,
                    file,
                    content: None,
                    media_type: None,
                }));
            }
            _ => xml.skip()?,
        }
    }
    document.draft(record, context)
}

fn bibliography(xml: &mut Xml<'_>, document: &mut Document) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "publication-reference" => {
                let root_date = std::mem::take(&mut document.publication.date);
                document.publication = DocumentId::within(xml)?.unwrap_or_default();
                if document.publication.date.is_empty() {
                    document.publication.date = root_date;
                }
            }
            "application-reference" => document.application = DocumentId::within(xml)?.unwrap_or_default(),
            "priority-claims" => {
                while xml.child()?.is_some() {
                    let claim = DocumentId::read(xml)?;
                    document.add_priority(&claim);
                }
            }
            "classification-ipc" | "classification-locarno" => edition(xml, document)?,
            "classifications-ipcr" => classes(xml, ClassificationScheme::Ipc, document)?,
            "classifications-cpc" => classes(xml, ClassificationScheme::Cpc, document)?,
            "classification-national" => national(xml, document)?,
            "invention-title" => document.read_title(xml)?,
            "references-cited" | "us-references-cited" => {
                while let Some(tag) = xml.child()? {
                    match tag.name() {
                        "citation" | "us-citation" => {
                            let citation = read_citation(xml, document.office, &mut document.remarks)?;
                            document.citations.extend(citation);
                        }
                        _ => xml.skip()?,
                    }
                }
            }
            "us-related-documents" => read_related(xml, document)?,
            "parties" | "us-parties" | "assignees" => read_parties(xml, document)?,
            "pct-or-regional-filing-data" => filing_data(xml, document)?,
            "pct-or-regional-publishing-data" => {
                if let Some(id) = DocumentId::within(xml)? {
                    document.add_related("87", &id, Referred::Publication);
                }
            }
            "hague-agreement-data" => hague(xml, document)?,
            "us-term-of-grant" => term(xml, document)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// Classes by edition: the IPC's until 2005, and Locarno's for designs.
fn edition(xml: &mut Xml<'_>, document: &mut Document) -> XmlResult<()> {
    let mut edition = None;
    let mut symbols = Vec::new();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "edition" => edition = xml.some_text()?,
            "main-classification" => symbols.push((xml.text()?, ClassificationRank::First)),
            "further-classification" => symbols.push((xml.text()?, ClassificationRank::Later)),
            _ => xml.skip()?,
        }
    }
    for (symbol, rank) in symbols {
        push_edition(&symbol, rank, edition.as_deref(), document);
    }
    Ok(())
}

/// Adds a symbol of an edition: Locarno's where the document is a design's, the IPC's else.
pub(super) fn push_edition(symbol: &str, rank: ClassificationRank, edition: Option<&str>, document: &mut Document) {
    let edition = edition.map(|edition| edition.trim_start_matches('0'));
    let is_design = document.publication.kind.starts_with('S');
    let mut class = if is_design {
        locarno(symbol, edition, "classification-locarno", &mut document.remarks)
    } else {
        st8::edition_notation(symbol, edition, "classification-ipc", &mut document.remarks)
    };
    if let Some(class) = &mut class {
        class.rank = Some(rank);
    }
    document.classifications.extend(class);
}

/// Reads classes in parts, in whatever groups they stand: main and further ones, sets of combinations. A symbol of a set that stands by
/// itself as well is one symbol.
fn classes(xml: &mut Xml<'_>, scheme: ClassificationScheme, document: &mut Document) -> XmlResult<()> {
    let from = document.classifications.len();
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
            "classification-ipcr" | "classification-cpc" => {
                if let Some(class) = read_class(scheme, xml, &mut document.remarks)? {
                    let is_in_set = depth > 1;
                    if !is_in_set || !document.classifications[from..].iter().any(|held| held.symbol == class.symbol) {
                        document.classifications.push(class);
                    }
                }
            }
            _ => depth += 1,
        }
    }
}

fn national(xml: &mut Xml<'_>, document: &mut Document) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        let rank = match tag.name() {
            "main-classification" => ClassificationRank::First,
            "further-classification" => ClassificationRank::Later,
            _ => {
                xml.skip()?;
                continue;
            }
        };
        // Blanks are places of the class.
        document.classifications.extend(national_class(&xml.verbatim()?, rank, document.office));
    }
    Ok(())
}

/// The international application, and when its national stage began (INID 86).
fn filing_data(xml: &mut Xml<'_>, document: &mut Document) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "document-id" => {
                let id = DocumentId::read(xml)?;
                document.add_related("86", &id, Referred::Application);
            }
            name @ ("us-371c124-date" | "us-371c12-date") => {
                let (code, words) = if name == "us-371c12-date" {
                    ("us-371c12-date", "§ 371 (c)(1), (2) Date")
                } else {
                    ("us-371c124-date", "§ 371 (c)(1), (2), (4) Date")
                };
                let date = xml.text()?;
                document.add_event(code, words, &date, Some(LegalEventCategory::A), Some("A15"));
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// The international registration of a design.
fn hague(xml: &mut Xml<'_>, document: &mut Document) -> XmlResult<()> {
    let mut id = DocumentId { country: "WO".to_owned(), ..DocumentId::default() };
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "international-registration-number" => id.number = xml.text()?,
            "international-registration-date" => id.date = xml.text()?,
            _ => xml.skip()?,
        }
    }
    document.add_related("international-registration", &id, Referred::Publication);
    Ok(())
}

/// The term of grant: of it, only a terminal disclaimer has a date.
fn term(xml: &mut Xml<'_>, document: &mut Document) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        if tag.name() != "disclaimer" {
            xml.skip()?;
            continue;
        }
        while let Some(tag) = xml.child()? {
            if tag.name() == "date" {
                let date = xml.text()?;
                document.add_event("disclaimer", "Terminal disclaimer", &date, None, None);
            } else {
                xml.skip()?;
            }
        }
    }
    Ok(())
}
