//! Records of the German register of patents and utility models (`dpma-patent-document`, namespace `…/DE-PATGBM-RegisterExt`): bibliographic
//! data after WIPO ST.36, the register's own part, and its events by the register's codes.
//!
//! A record is about an application and tells of each of its publications. It is a supplement to them: status, events, parties and abstract
//! of the register stand beside what a publication's own data say.

use std::collections::HashMap;

use publication::{LanguageTag, LegalEvent, OfficeCode, Publication, PublishedDate, Right};

use crate::{
    FormatName, Operation, codes,
    head::Head,
    xml::{RecordElement, Xml, XmlRecord, XmlResult, read_xml_bags},
};

use super::{
    Context, Draft, Drafts, Format, Identity, Out, ReadEnd, Refusal, Remarks, as_office, docdb::reference::Reference,
    fields::publication_date, legal_status, st36_bibliography::Bibliography, st36_ep::full_text::FullText,
};

const RECORD: RecordElement<'static> = RecordElement { name: "dpma-patent-document", is_document: true };

/// Most publications of one application.
const MOST_PUBLICATIONS: usize = 50;

/// The German register.
pub(crate) struct DpmaRegister;

impl Format for DpmaRegister {
    fn name(&self) -> FormatName {
        FormatName::DpmaRegister
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        matches!(head.root(), Some("dpma-patent-document" | "dpma-patent-documents"))
    }

    fn read(&self, input: &mut dyn std::io::Read, context: &Context<'_>, out: &mut dyn Out) -> Result<(), ReadEnd> {
        read_xml_bags(RECORD, input, context, out, &read)
    }
}

/// What the register says of its own.
#[derive(Default)]
struct Register {
    right: Option<Right>,
    status: Option<String>,
    first_publication: Option<String>,
    events: Vec<Event>,
}

/// An event as the register writes it.
#[derive(Default)]
struct Event {
    procedure: Option<String>,
    code: Option<String>,
    date: Option<String>,
    published: Option<String>,
    documents: Vec<String>,
}

fn read(record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Drafts, Refusal> {
    let mut xml = record.open(context);
    if xml.child()?.is_none() {
        return Err(Refusal::new(&codes::XML_MALFORMED, "要素がありません"));
    }
    let (mut bibliography, mut register, mut texts) = (Bibliography::default(), Register::default(), FullText::default());
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "bibliographic-data" => bibliography.read(&mut xml, &mut |_, xml, tag| {
                if tag.name() != "office-specific-bib-data" {
                    return Ok(false);
                }
                register.read(xml, &mut texts)?;
                Ok(true)
            })?,
            "events" => register.read_events(&mut xml)?,
            _ => xml.skip()?,
        }
    }
    let references = std::mem::take(&mut bibliography.publications);
    if references.len() > MOST_PUBLICATIONS {
        return Err(Refusal::new(&codes::RECORD_TOO_LARGE, format!("{MOST_PUBLICATIONS} 件")));
    }
    let unpublished = [Reference::default()];
    let references = if references.is_empty() { &unpublished[..] } else { &references[..] };
    let dates = register.publication_dates();
    // Everything but the identity is the same for all publications of the application.
    let mut common =
        Common { bibliography: Some((bibliography, texts)), register, publication: None, dates, context, offset: record.offset };
    let only = references.len() == 1;
    Ok(references.iter().map(|reference| common.draft(reference, only)).collect())
}

impl Register {
    fn read(&mut self, xml: &mut Xml<'_>, texts: &mut FullText) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "type-of-ip-right" => {
                    self.right = match xml.text()?.as_str() {
                        "patent" => Some(Right::Patent),
                        "gebrauchsmuster" | "utility-model" => Some(Right::UtilityModel),
                        _ => None,
                    };
                }
                "status" => self.status = xml.some_text()?,
                "date-of-first-publication" => self.first_publication = xml.some_text()?,
                "abstract" => texts.read_abstract(xml, &tag, &mut Vec::new())?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn read_events(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            if tag.name() != "event-data" {
                xml.skip()?;
                continue;
            }
            let mut event = Event::default();
            while let Some(tag) = xml.child()? {
                match tag.name() {
                    "type-of-procedure" => event.procedure = xml.some_text()?,
                    "procedural-status" => event.code = xml.some_text()?,
                    "date-of-procedural-status" => event.date = xml.some_text()?,
                    "publication-info" => event.published = within(xml, "publication-date")?.pop(),
                    "published-documents" => event.documents = within(xml, "document")?,
                    _ => xml.skip()?,
                }
            }
            self.events.push(event);
        }
        Ok(())
    }

    /// When each document was published, by its number and kind (`DE000010027360A1`).
    fn publication_dates(&self) -> HashMap<String, String> {
        let mut dates = HashMap::new();
        for event in &self.events {
            let Some(date) = event.published.as_ref().or(event.date.as_ref()) else { continue };
            for document in &event.documents {
                dates.entry(document.clone()).or_insert_with(|| date.clone());
            }
        }
        dates
    }

    fn events(&self, office: OfficeCode, remarks: &mut Remarks) -> Vec<LegalEvent> {
        let mut unknown = Vec::new();
        let mut events: Vec<LegalEvent> = Vec::with_capacity(self.events.len());
        for stated in &self.events {
            let date: Option<PublishedDate> = stated.date.as_deref().and_then(|date| remarks.date("date-of-procedural-status", date));
            let words = stated.code.as_deref().and_then(|code| legal_status::mapping_of(office, code, "")).map(|mapping| mapping.words);
            let (description, language) = match (words, &stated.procedure) {
                (Some(words), _) => (words.to_owned(), "en"),
                (None, Some(procedure)) => (procedure.clone(), "de"),
                (None, None) => (stated.code.clone().unwrap_or_default(), "de"),
            };
            if description.is_empty() {
                continue;
            }
            let mut event = LegalEvent {
                date,
                office: Some(office),
                code: stated.code.clone(),
                description: [vec![description], stated.documents.clone()].concat().join(" "),
                language: LanguageTag::from_office(language),
                category: None,
                detailed_event: None,
                change: None,
            };
            legal_status::map(&mut event, "", None, &mut unknown);
            events.push(event);
        }
        legal_status::remark(&unknown, remarks);
        // The register lists its events by procedure.
        events.sort_by_key(|event| event.date.as_ref().and_then(|date| date.iso));
        events
    }
}

/// Texts of the elements of a name within the open one, at whatever depth.
fn within(xml: &mut Xml<'_>, name: &str) -> XmlResult<Vec<String>> {
    let mut found = Vec::new();
    while let Some(tag) = xml.child()? {
        if tag.name() == name {
            found.extend(xml.some_text()?);
        } else {
            found.extend(within(xml, name)?);
        }
    }
    Ok(found)
}

/// What all publications of an application have in common.
struct Common<'c> {
    bibliography: Option<(Bibliography, FullText)>,
    register: Register,
    /// The first publication, of which the others are copies but for their identity.
    publication: Option<Publication>,
    dates: HashMap<String, String>,
    context: &'c Context<'c>,
    offset: u64,
}

impl Common<'_> {
    fn draft(&mut self, reference: &Reference, only: bool) -> Result<Draft, Refusal> {
        let context = self.context;
        let office = match reference.country.as_deref() {
            Some(code) => as_office(code)?,
            None => "DE".parse().unwrap_or(context.settings.office),
        };
        let application = self.bibliography.as_ref().and_then(|(bibliography, _)| bibliography.application_number()).unwrap_or_default();
        // An application that is not published yet is known by its own number.
        let number = reference.number.as_deref().unwrap_or(&application).to_owned();
        let kind = reference.kind.as_deref().unwrap_or_default();
        let right = context.settings.right.or(self.register.right).unwrap_or_else(|| office.rules().right_of(kind));
        let (id, number) = Identity { office, right, number: &number, as_published: None, kind }.read()?;
        let mut remarks = Remarks::default();
        let mut publication = match &self.publication {
            Some(first) => Publication { id, number, ..first.clone() },
            None => {
                let mut first = Publication::new(id, number, context.source(FormatName::DpmaRegister, self.offset));
                first.sample = context.settings.sample;
                let (bibliography, texts) = self.bibliography.take().unwrap_or_default();
                remarks = bibliography.put_into(&mut first, context);
                texts.put_into(&mut first, context);
                // "Pending or in force", "not pending or lapsed": the register says one word of applications and rights alike, so that it is
                // none of the meanings a status may have.
                first.status.clone_from(&self.register.status);
                if let Some(status) = &first.status {
                    remarks.add("status-unknown", "status", status);
                }
                first.legal_events = self.register.events(office, &mut remarks);
                self.publication = Some(first.clone());
                first
            }
        };
        let name = [Some("DE"), reference.number.as_deref(), reference.kind.as_deref()].into_iter().flatten().collect::<String>();
        let stated = reference.date.clone().or_else(|| self.dates.get(&name).cloned());
        let date = stated.or_else(|| self.register.first_publication.clone().filter(|_| only)).unwrap_or_default();
        publication.publication_date = publication_date(&date, "publication-reference/date", &mut remarks)?;
        Ok(Draft { operation: Operation::Supplement, publication, original: Vec::new(), remarks: remarks.0 })
    }
}
