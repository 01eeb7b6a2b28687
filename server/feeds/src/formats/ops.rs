//! Families and legal events as the EPO's Open Patent Services answer them (`ops:world-patent-data` with an `ops:patent-family`, version 3.2):
//! one member of the family after another, each with its references in DOCDB's form and, where asked for, its events after INPADOC.
//!
//! An answer describes no document. It is a supplement: of every member it tells the events and the family, which are added to what is held
//! of it.

use std::collections::HashSet;

use publication::{ApplicationReference, Family, FamilyMember, LanguageTag, LegalEvent, OfficeCode, Publication, PublicationId};

use crate::{
    FormatName, Operation, codes,
    head::Head,
    xml::{RecordElement, Tag, Xml, XmlRecord, XmlResult, read_xml_bags},
};

use super::{
    Context, Draft, Drafts, Format, Identity, Out, ReadEnd, Refusal, Remarks, as_office, docdb::reference::Reference,
    fields::publication_date, legal_status, st36_bibliography::number,
};

const RECORD: RecordElement<'static> = RecordElement { name: "patent-family", is_document: false };

/// Most members of a family; the largest extended families have some thousand.
const MOST_MEMBERS: usize = 5_000;
/// Most references to members, over all members: a family of so many, each naming all others, would be the square of itself.
const MOST_REFERENCES: usize = 400_000;
/// Most events of one member.
const MOST_EVENTS: usize = 5_000;

/// The EPO's Open Patent Services: families and legal events.
pub(crate) struct Ops;

impl Format for Ops {
    fn name(&self) -> FormatName {
        FormatName::Ops
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        head.root() == Some("patent-family") || (head.root() == Some("world-patent-data") && head.text().contains("patent-family"))
    }

    fn read(&self, input: &mut dyn std::io::Read, context: &Context<'_>, out: &mut dyn Out) -> Result<(), ReadEnd> {
        read_xml_bags(RECORD, input, context, out, &read)
    }
}

/// A member of the family, as stated.
struct Member {
    family: Option<String>,
    publication: Reference,
    application: Option<Reference>,
    priorities: Vec<Reference>,
    events: Vec<Event>,
    original: std::ops::Range<usize>,
}

/// An event, as stated.
#[derive(Default)]
struct Event {
    code: Option<String>,
    words: Option<String>,
    office: Option<String>,
    state: Option<String>,
    date: Option<String>,
    text: Option<String>,
    /// What else is said of it: `OWNER: …`.
    details: Vec<String>,
}

fn read(record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Drafts, Refusal> {
    let mut xml = record.open(context);
    if xml.child()?.is_none() {
        return Ok(Vec::new());
    }
    let mut members = Vec::new();
    while let Some(tag) = xml.child()? {
        if tag.name() != "family-member" {
            xml.skip()?;
            continue;
        }
        let begins = record.text.get(..xml.position()).and_then(|before| before.rfind('<')).unwrap_or(0);
        let mut member = member(&mut xml, &tag)?;
        member.original = begins..xml.position();
        members.push(member);
        if members.len() > MOST_MEMBERS {
            return Err(Refusal::new(&codes::RECORD_TOO_LARGE, format!("{MOST_MEMBERS} 件")));
        }
    }
    let family: Vec<FamilyMember> = members.iter().filter_map(listed).collect();
    let most = MOST_REFERENCES / members.len().max(1);
    Ok(members.into_iter().map(|member| draft(member, &family, most, record, context)).collect())
}

fn member(xml: &mut Xml<'_>, tag: &Tag<'_>) -> XmlResult<Member> {
    let mut member = Member {
        family: xml.attribute(tag, "family-id")?,
        publication: Reference::default(),
        application: None,
        priorities: Vec::new(),
        events: Vec::new(),
        original: 0..0,
    };
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "publication-reference" => member.publication = docdb_form(xml, &tag)?,
            "application-reference" => member.application = Some(docdb_form(xml, &tag)?),
            "priority-claim" => member.priorities.push(docdb_form(xml, &tag)?),
            "legal" if member.events.len() < MOST_EVENTS => member.events.push(event(xml, &tag)?),
            _ => xml.skip()?,
        }
    }
    Ok(member)
}

/// The reference in the form that identifies; others (`epodoc`, `original`) are passed over.
fn docdb_form(xml: &mut Xml<'_>, tag: &Tag<'_>) -> XmlResult<Reference> {
    let mut reference = Reference::of(xml.attribute(tag, "sequence")?.and_then(|number| number.parse().ok()), None);
    while let Some(tag) = xml.child()? {
        if tag.name() == "document-id" && matches!(xml.attribute(&tag, "document-id-type")?.as_deref(), None | Some("docdb")) {
            reference.read(xml)?;
        } else {
            xml.skip()?;
        }
    }
    Ok(reference)
}

fn event(xml: &mut Xml<'_>, tag: &Tag<'_>) -> XmlResult<Event> {
    let mut event = Event { code: xml.attribute(tag, "code")?, words: xml.attribute(tag, "desc")?, ..Event::default() };
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "L001EP" => event.office = xml.some_text()?,
            "L007EP" => event.date = xml.some_text()?,
            "L008EP" => event.code = xml.some_text()?.or(event.code.take()),
            "L500EP" => {
                while let Some(tag) = xml.child()? {
                    let (name, label) = (tag.name().to_owned(), xml.attribute(&tag, "desc")?);
                    let Some(text) = xml.some_text()? else { continue };
                    match name.as_str() {
                        // A single state, of which the event is; a list of them is what the event says.
                        "L501EP" if text.parse::<OfficeCode>().is_ok() => event.state = Some(text),
                        "L510EP" => event.text = Some(text),
                        _ => event.details.push(label.map_or_else(|| text.clone(), |label| format!("{label}: {text}"))),
                    }
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(event)
}

/// A member as its family lists it.
fn listed(member: &Member) -> Option<FamilyMember> {
    let document = member.publication.document("family-member", &mut Remarks::default());
    document.number.is_some().then(|| FamilyMember { document, family_id: member.family.clone() })
}

fn draft(member: Member, family: &[FamilyMember], most: usize, record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Draft, Refusal> {
    let mut remarks = Remarks::default();
    let at = |refusal: Refusal| Refusal { at: Some(member.original.start as u64), ..refusal };
    let stated = &member.publication;
    let office = match stated.country.as_deref() {
        Some(code) => as_office(code).map_err(at)?,
        None => context.settings.office,
    };
    let kind = stated.kind.as_deref().unwrap_or_default();
    let identity = Identity {
        office,
        right: office.rules().right_of(kind),
        number: stated.number.as_deref().unwrap_or_default(),
        as_published: None,
        kind,
    };
    let (id, own_number) = identity.read().map_err(at)?;
    let mut publication = Publication::new(id, own_number, context.source(FormatName::Ops, record.offset + member.original.start as u64));
    publication.publication_date =
        publication_date(stated.date.as_deref().unwrap_or_default(), "publication-reference/date", &mut remarks).map_err(at)?;
    publication.sample = context.settings.sample;
    publication.application = member.application.as_ref().map(|reference| {
        let of: Option<OfficeCode> = reference.country.as_deref().and_then(|code| code.parse().ok());
        ApplicationReference {
            office: of,
            number: reference.number.as_deref().zip(of).and_then(|(text, of)| number(of, text, "application-reference", &mut remarks)),
            date: reference.date.as_deref().and_then(|date| remarks.date("application-reference/date", date)),
        }
    });
    let mut priorities: Vec<&Reference> = member.priorities.iter().collect();
    priorities.sort_by_key(|reference| reference.sequence);
    publication.priorities = priorities.into_iter().map(|reference| reference.priority(&mut remarks)).collect();
    publication.legal_events = events(member.events, office, &mut remarks);
    let members = others(family, member.family.as_deref(), &publication.id, most);
    if member.family.is_some() || !members.is_empty() {
        publication.family = Some(Family { id: member.family, members });
    }
    let original = record.text.as_bytes().get(member.original).unwrap_or_default().to_vec();
    Ok(Draft { operation: Operation::Supplement, publication, original, remarks: remarks.0 })
}

/// The members but for the document itself, each once; of another simple family, with its number.
fn others(family: &[FamilyMember], own_family: Option<&str>, own: &PublicationId, most: usize) -> Vec<FamilyMember> {
    let mut seen = HashSet::new();
    let mut kept = Vec::with_capacity(family.len().saturating_sub(1).min(most));
    for member in family {
        let document = &member.document;
        let number = document.number.as_ref().map(|number| number.normalised.as_str()).unwrap_or_default();
        let is_own = document.office == Some(own.office()) && number == own.number() && document.kind.as_ref() == own.kind();
        if !is_own && kept.len() < most && seen.insert((document.office, number, document.kind.as_ref())) {
            let family_id = member.family_id.clone().filter(|id| Some(id.as_str()) != own_family);
            kept.push(FamilyMember { document: document.clone(), family_id });
        }
    }
    kept
}

fn events(stated: Vec<Event>, publishing: OfficeCode, remarks: &mut Remarks) -> Vec<LegalEvent> {
    let mut unknown = Vec::new();
    let mut events: Vec<LegalEvent> = Vec::with_capacity(stated.len());
    for event in stated {
        let office = event.office.as_deref().and_then(|code| code.parse().ok()).unwrap_or(publishing);
        let text = event.text.as_deref().unwrap_or_default().to_owned();
        let parts: Vec<String> = event.words.into_iter().chain(event.text).chain(event.details).collect();
        let code = event.code.map(|code| code.trim().to_owned()).filter(|code| !code.is_empty());
        if parts.is_empty() && code.is_none() {
            continue;
        }
        let mut read = LegalEvent {
            date: event.date.as_deref().and_then(|date| remarks.date("L007EP", date)),
            office: Some(office),
            description: if parts.is_empty() { code.clone().unwrap_or_default() } else { parts.join("; ") },
            code,
            language: LanguageTag::from_office("en"),
            category: None,
            detailed_event: None,
            change: None,
        };
        legal_status::map(&mut read, &text, event.state.as_deref().and_then(|code| code.parse().ok()), &mut unknown);
        events.push(read);
    }
    legal_status::remark(&unknown, remarks);
    // Stable: events of one day keep the order of the answer.
    events.sort_by_key(|event| event.date.as_ref().and_then(|date| date.iso));
    events
}
