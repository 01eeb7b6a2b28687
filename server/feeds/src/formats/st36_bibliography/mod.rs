//! Bibliographic data of WIPO ST.36 as offices other than the EPO write it: `bibliographic-data` with elements named in words. What offices
//! add with prefixes of their own is read where it stands for one of the standard's elements.

mod class_fields;
mod party;
mod related;

use publication::{
    ApplicationReference, Citation, Classification, DocumentNumber, LanguageTag, LegalEvent, LegalEventCategory, LocalizedText, Priority,
    Publication, PublishedDate, RelatedDocument,
};

use crate::xml::{Tag, Xml, XmlResult};

use super::{
    Context, Remarks,
    docdb::{citation, classification, read_states, reference::Reference},
};

pub(super) use party::Parties;

/// What `bibliographic-data` holds, before the publication's identity is known.
#[derive(Debug, Default)]
pub(super) struct Bibliography {
    /// The document itself, in each form that it is stated in; the first one identifies it.
    pub(super) publications: Vec<Reference>,
    /// Kind of document in words.
    pub(super) kind_text: Option<String>,
    /// Language of publication.
    pub(super) language: Option<String>,
    pub(super) parties: Parties,
    pub(super) remarks: Remarks,
    application: Option<Reference>,
    filing_language: Option<String>,
    priorities: Vec<Reference>,
    titles: Vec<(Option<String>, String)>,
    classifications: Vec<Classification>,
    citations: Vec<Citation>,
    related: Vec<RelatedDocument>,
    designated_states: Vec<String>,
    registration: Option<PublishedDate>,
    events: Vec<(&'static str, PublishedDate)>,
}

impl Bibliography {
    /// Reads the open `bibliographic-data`. `further` is asked about elements that the standard does not have, and answers whether it has
    /// read the element to its end.
    pub(super) fn read(
        &mut self,
        xml: &mut Xml<'_>,
        further: &mut dyn FnMut(&mut Self, &mut Xml<'_>, &Tag<'_>) -> XmlResult<bool>,
    ) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "publication-reference" => self.publications.extend(reference(xml, &tag)?),
                "publication-references" | "technical-data" | "assignee-bag" => self.read(xml, further)?,
                "application-reference" => {
                    let read = reference(xml, &tag)?;
                    self.application = self.application.take().or(read);
                }
                "plain-language-designation" => self.kind_text = xml.some_text()?,
                "language-of-publication" => self.language = xml.some_text()?,
                "language-of-filing" => self.filing_language = xml.some_text()?,
                "priority-claims" => {
                    while let Some(tag) = xml.child()? {
                        if tag.name() == "priority-claim" {
                            self.priorities.extend(reference(xml, &tag)?);
                        } else {
                            xml.skip()?;
                        }
                    }
                }
                "invention-title" => {
                    let language = xml.attribute(&tag, "lang")?;
                    if let Some(text) = xml.some_text()? {
                        self.titles.push((language, text));
                    }
                }
                "classification-ipc" => class_fields::read_ipc(xml, &mut self.classifications, &mut self.remarks)?,
                "classifications-ipcr" | "classification-ipcr" | "classifications-cpc" | "main-cpc" | "further-cpc" => {
                    class_fields::read_group(xml, &tag, &mut self.classifications, &mut self.remarks)?;
                }
                "patent-classifications" => {
                    classification::read_patent_classifications(xml, &mut self.classifications, &mut self.remarks)?;
                }
                "classification-national" => class_fields::read_national(xml, &mut self.classifications)?,
                "theme-code-info" | "f-term-info" | "f-term-group" => class_fields::read_f_terms(xml, &mut self.classifications)?,
                "references-cited" => citation::read(xml, &mut self.citations, &mut self.remarks)?,
                "related-documents" => related::read(xml, &mut self.related, &mut self.remarks)?,
                "pct-or-regional-filing-data" => self.related_as("86", xml, &tag)?,
                "pct-or-regional-publishing-data" => self.related_as("87", xml, &tag)?,
                "designation-of-states" => read_states(xml, &mut self.designated_states)?,
                "parties" => self.parties.read(xml)?,
                "assignees" | "inventors" | "applicants" | "agents" | "applicants-agents-article" => self.parties.read(xml)?,
                "dates-of-public-availability" | "dates-rights-effective" => self.dates(xml)?,
                _ => {
                    if !further(self, xml, &tag)? {
                        xml.skip()?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The application's number, as stated.
    pub(super) fn application_number(&self) -> Option<String> {
        self.application.as_ref().and_then(|application| application.number.clone())
    }

    fn related_as(&mut self, code: &str, xml: &mut Xml<'_>, tag: &Tag<'_>) -> XmlResult<()> {
        if let Some(read) = reference(xml, tag)?.filter(|read| read.number.is_some()) {
            let document = read.document(code, &mut self.remarks);
            self.related.push(RelatedDocument { relation: code.to_owned(), document });
        }
        Ok(())
    }

    /// Dates on which something happened to the document or its application, each in an element named after it.
    fn dates(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            let name = tag.name().to_owned();
            let Some(text) = first_date(xml)? else { continue };
            let Some(date) = self.remarks.date(&name, &text) else { continue };
            match DATES.iter().find(|(element, ..)| *element == name) {
                Some((element, ..)) => {
                    if *element == "printed-with-grant" {
                        self.registration = Some(date.clone());
                    }
                    self.events.push((*element, date));
                }
                None => self.remarks.add("event-unknown", "dates", &name),
            }
        }
        Ok(())
    }

    /// Puts everything where it belongs; the texts of the document stand there already.
    pub(super) fn put_into(self, publication: &mut Publication, context: &Context<'_>) -> Remarks {
        let mut remarks = self.remarks;
        let office = publication.id.office();
        let stated = self.language.as_deref().map(LanguageTag::from_office).filter(|language| !language.is_undetermined());
        publication.language = stated.or(publication.language.take());
        publication.kind_text = self.kind_text;
        publication.filing_language = self.filing_language.as_deref().map(LanguageTag::from_office);
        let fallback = publication.language.clone().unwrap_or_else(|| context.default_language(office));
        for (language, text) in self.titles {
            let language = language.as_deref().map_or_else(|| fallback.clone(), LanguageTag::from_office);
            let title = LocalizedText { language, text };
            if !publication.titles.contains(&title) {
                publication.titles.push(title);
            }
        }
        publication.registration_date =
            self.registration.filter(|grant| publication.publication_date.as_ref().is_none_or(|published| published.iso != grant.iso));
        publication.application = self.application.and_then(|reference| {
            let of = reference.country.as_deref().and_then(|code| code.parse().ok()).unwrap_or(office);
            let number = reference.number.as_deref().and_then(|text| number(of, text, "application-reference", &mut remarks));
            let date = reference.date.as_deref().and_then(|date| remarks.date("application-reference/date", date));
            (number.is_some() || date.is_some()).then_some(ApplicationReference { office: Some(of), number, date })
        });
        let mut claims = self.priorities;
        claims.sort_by_key(|reference| reference.sequence);
        for reference in claims {
            let of = reference.country.as_deref().and_then(|code| code.parse().ok());
            // XX of ST.3 is the unknown office.
            let read_for = of.or_else(|| "XX".parse().ok());
            let number = reference.number.as_deref().zip(read_for).and_then(|(text, of)| number(of, text, "priority-claim", &mut remarks));
            let date = reference.date.as_deref().and_then(|date| remarks.date("priority-claim/date", date));
            if number.is_some() || date.is_some() {
                publication.priorities.push(Priority { office: of, number, date });
            }
        }
        publication.classifications = self.classifications;
        publication.citations = self.citations;
        publication.related = self.related;
        publication.parties = self.parties.read_out();
        publication.designated_states = self.designated_states;
        for (element, date) in self.events {
            let Some((_, words, category, detailed)) = DATES.iter().find(|(known, ..)| *known == element) else { continue };
            publication.legal_events.push(LegalEvent {
                date: Some(date),
                office: Some(office),
                code: None,
                description: (*words).to_owned(),
                language: LanguageTag::from_office("en"),
                category: *category,
                detailed_event: detailed.map(str::to_owned),
                change: super::legal_status::change_of(*category, *detailed),
            });
        }
        publication.legal_events.sort_by_key(|event| event.date.as_ref().and_then(|date| date.iso));
        remarks
    }
}

/// Dated elements of the standard: the element, its words, and WIPO ST.27 where that has exactly this event.
const DATES: &[(&str, &str, Option<LegalEventCategory>, Option<&str>)] = &[
    ("unexamined-not-printed-without-grant", "Made available without examination", Some(LegalEventCategory::Q), Some("Q12")),
    ("unexamined-printed-without-grant", "Published without examination", Some(LegalEventCategory::Q), Some("Q12")),
    ("examined-not-printed-without-grant", "Made available after examination", Some(LegalEventCategory::Q), None),
    ("examined-printed-without-grant", "Published after examination", Some(LegalEventCategory::Q), None),
    ("printed-with-grant", "Published with the grant", Some(LegalEventCategory::F), None),
    ("not-printed-with-grant", "Granted", Some(LegalEventCategory::F), None),
    ("claims-only-available", "Claims made available", Some(LegalEventCategory::Q), None),
    ("abstract-reference", "Abstract published", Some(LegalEventCategory::Q), None),
    ("gazette-reference", "Announced in the gazette", Some(LegalEventCategory::Q), None),
    ("supplemental-srep-reference", "Supplementary search report published", Some(LegalEventCategory::Q), None),
    ("request-for-examination", "Examination requested", Some(LegalEventCategory::D), Some("D11")),
    ("first-examination-report-despatched", "First examination report despatched", Some(LegalEventCategory::D), Some("D15")),
    ("notice-of-allowance", "Notice of allowance", Some(LegalEventCategory::D), Some("D22")),
    ("modified-first-page-pub", "First page published anew", Some(LegalEventCategory::P), None),
    ("modified-complete-spec-pub", "Specification published anew", Some(LegalEventCategory::P), None),
    ("limitation", "Limitation published", None, None),
];

/// A number that is not the record's own: what is none is a remark.
pub(super) fn number(office: publication::OfficeCode, text: &str, place: &str, remarks: &mut Remarks) -> Option<DocumentNumber> {
    let read = DocumentNumber::read(office, text, None).ok();
    if read.is_none() {
        remarks.add("number-unreadable", place, text);
    }
    read
}

/// A reference with a `document-id`, or with its fields in it.
pub(super) fn reference(xml: &mut Xml<'_>, tag: &Tag<'_>) -> XmlResult<Option<Reference>> {
    let sequence = xml.attribute(tag, "sequence")?.and_then(|number| number.parse().ok());
    let mut reference = Reference::of(sequence, xml.attribute(tag, "lang")?);
    while let Some(tag) = xml.child()? {
        match tag.name() {
            // Where a document is stated in several forms, the first is the office's own.
            "document-id" if reference.number.is_none() => {
                reference.language = xml.attribute(&tag, "lang")?.or(reference.language.take());
                reference.read(xml)?;
            }
            "country" => reference.country = xml.some_text()?,
            "doc-number" => reference.number = xml.some_text()?,
            "kind" => reference.kind = xml.some_text()?,
            "date" => reference.date = xml.some_text()?,
            _ => xml.skip()?,
        }
    }
    Ok((reference.number.is_some() || reference.date.is_some()).then_some(reference))
}

/// The first `date` within the open element, which is read to its end.
fn first_date(xml: &mut Xml<'_>) -> XmlResult<Option<String>> {
    let mut found = None;
    while let Some(tag) = xml.child()? {
        if tag.name() == "date" {
            found = found.or(xml.some_text()?);
        } else {
            let within = first_date(xml)?;
            found = found.or(within);
        }
    }
    Ok(found)
}
