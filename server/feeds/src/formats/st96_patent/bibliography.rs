//! Bibliographic data: `pat:BibliographicData`.

use publication::{
    ApplicationReference, Citation, Classification, DocumentReference, KindCode, LanguageTag, LocalizedText, OfficeCode, PartyRole,
    Priority, Publication, RelatedDocument,
};

use crate::{
    formats::{Context, Remarks, register::Parties, st36_bibliography::number, st96_register::contact},
    xml::{Xml, XmlResult},
};

use super::{citation, class, text::Texts, without_zone};

/// Relations by element, with their INID code (WIPO ST.9).
const RELATIONS: &[(&str, &str)] = &[
    ("Addition", "61"),
    ("Division", "62"),
    ("Continuation", "63"),
    ("ContinuationInPart", "63"),
    ("Reissue", "64"),
    ("RelatedPublication", "65"),
    ("Substitution", "66"),
    ("UtilityModelBasis", "67"),
    ("Correction", "68"),
];

/// Most related documents kept of one record.
const MOST_RELATED: usize = 500;

/// A document or an application, as stated.
#[derive(Debug, Default)]
pub(super) struct Identification {
    pub(super) office: Option<String>,
    pub(super) number: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) date: Option<String>,
}

impl Identification {
    /// Reads an open element that identifies a document or an application.
    pub(super) fn read(xml: &mut Xml<'_>) -> XmlResult<Self> {
        let mut read = Self::default();
        read.fields(xml)?;
        Ok(read)
    }

    fn fields(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "IPOfficeCode" => self.office = xml.some_text()?,
                "PublicationNumber" | "DocumentNumber" | "PatentNumber" | "ApplicationNumberText" => {
                    self.number = self.number.take().or(xml.some_text()?);
                }
                // The standard's own form pads the number: only where there is no other.
                "ST13ApplicationNumber" => self.number = self.number.take().or(xml.some_text()?),
                "ApplicationNumber" => self.fields(xml)?,
                "PatentDocumentKindCode" => self.kind = xml.some_text()?,
                "PublicationDate" | "FilingDate" | "PatentDocumentDate" | "GrantDate" => self.date = xml.some_text()?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    pub(super) fn office(&self) -> Option<OfficeCode> {
        self.office.as_deref().and_then(|code| code.parse().ok())
    }

    /// The document as another one refers to it. Dates of references are often months and stay as they are.
    pub(super) fn document(&self, place: &str, remarks: &mut Remarks) -> DocumentReference {
        let office = self.office();
        let parts = [self.office.as_deref(), self.number.as_deref(), self.kind.as_deref()];
        DocumentReference {
            office,
            number: self.number.as_deref().zip(office).and_then(|(text, office)| number(office, text, place, remarks)),
            kind: self.kind.as_deref().and_then(|code| code.parse::<KindCode>().ok()),
            date: self.date.as_deref().map(|date| publication::PublishedDate::read(without_zone(date))),
            as_published: parts.into_iter().flatten().collect::<Vec<_>>().join(" "),
        }
    }
}

/// What `BibliographicData` holds, before the publication's identity is known.
#[derive(Debug, Default)]
pub(super) struct Bibliography {
    /// The office that the document's own element names.
    pub(super) office: Option<String>,
    /// The document.
    pub(super) publication: Identification,
    pub(super) remarks: Remarks,
    application: Option<Identification>,
    kind_text: Option<String>,
    language: Option<String>,
    filing_language: Option<String>,
    priorities: Vec<Identification>,
    titles: Vec<(Option<String>, String)>,
    classifications: Vec<Classification>,
    citations: Vec<Citation>,
    related: Vec<RelatedDocument>,
    designated_states: Vec<String>,
    parties: Parties,
}

impl Bibliography {
    /// Reads the open `BibliographicData`; an abstract among it goes to `texts`.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>, texts: &mut Texts) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "PatentPublicationIdentification" => self.publication = Identification::read(xml)?,
                "ApplicationIdentification" => self.application = Some(Identification::read(xml)?),
                "PlainLanguageDesignationText" => self.kind_text = xml.some_text()?,
                "PublicationLanguageCode" | "LanguageOfPublicationCode" => self.language = xml.some_text()?,
                "FilingLanguageCode" | "ApplicationLanguageCode" | "LanguageOfFilingCode" => self.filing_language = xml.some_text()?,
                "PriorityClaimBag" | "InventionTitleBag" | "DesignatedStateBag" | "DesignationBag" => self.read(xml, texts)?,
                "PriorityClaim" => self.priorities.push(Identification::read(xml)?),
                "InventionTitle" => {
                    let language = xml.attribute(&tag, "languageCode")?;
                    self.titles.extend(xml.some_text()?.map(|text| (language, text)));
                }
                "PatentClassificationBag" => class::read(xml, &mut self.classifications, &mut self.remarks)?,
                "ReferenceCitationBag" => citation::read(xml, &mut self.citations, &mut self.remarks)?,
                "RelatedDocumentBag" => self.related_documents(xml)?,
                "InternationalFilingData" | "RegionalFilingData" | "PCTOrRegionalFilingData" => self.related_as("86", xml)?,
                "InternationalPublishingData" | "RegionalPublishingData" | "PCTOrRegionalPublishingData" => self.related_as("87", xml)?,
                "PartyBag" => self.parties(xml)?,
                "DesignatedCountryCode" | "DesignatedStateCode" => self.designated_states.extend(xml.some_text()?),
                "Abstract" => texts.read_abstract(xml, &tag)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn related_documents(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            let name = tag.name();
            let relation = RELATIONS.iter().find(|(element, _)| *element == name).map_or(name, |(_, code)| code).to_owned();
            self.related_as(&relation, xml)?;
        }
        Ok(())
    }

    /// The documents of a relation, at whatever depth; the child is the document itself.
    fn related_as(&mut self, relation: &str, xml: &mut Xml<'_>) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "PatentPublicationIdentification" | "ApplicationIdentification" | "PatentGrantIdentification" => {
                    let identification = Identification::read(xml)?;
                    if identification.number.is_some() && self.related.len() < MOST_RELATED {
                        let document = identification.document(relation, &mut self.remarks);
                        self.related.push(RelatedDocument { relation: relation.to_owned(), document });
                    }
                }
                "ChildDocument" => xml.skip()?,
                _ => self.related_as(relation, xml)?,
            }
        }
        Ok(())
    }

    fn parties(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            let role = match tag.name() {
                "ApplicantBag" => PartyRole::Applicant,
                "InventorBag" => PartyRole::Inventor,
                "AssigneeBag" | "PatenteeBag" | "OwnerBag" | "HolderBag" => PartyRole::Owner,
                "RegisteredPractitionerBag" | "AgentBag" | "RepresentativeBag" => PartyRole::Representative,
                "OpponentBag" => PartyRole::Opponent,
                _ => {
                    xml.skip()?;
                    continue;
                }
            };
            while xml.child()?.is_some() {
                self.parties.add(role, contact::party(xml)?.1);
            }
        }
        Ok(())
    }

    /// Puts everything where it belongs.
    pub(super) fn put_into(self, publication: &mut Publication, context: &Context<'_>) -> Remarks {
        let mut remarks = self.remarks;
        let office = publication.id.office();
        publication.kind_text = self.kind_text;
        publication.language = self.language.as_deref().map(LanguageTag::from_office).or(publication.language.take());
        publication.filing_language = self.filing_language.as_deref().map(LanguageTag::from_office);
        let fallback = publication.language.clone().unwrap_or_else(|| context.default_language(office));
        publication.titles = self
            .titles
            .into_iter()
            .map(|(stated, text)| LocalizedText {
                language: stated.as_deref().map_or_else(|| fallback.clone(), LanguageTag::from_office),
                text,
            })
            .collect();
        let mut filing = |stated: &Identification, default: Option<OfficeCode>, place: &str| {
            let of = stated.office().or(default);
            // XX of ST.3 is the unknown office.
            let read_for = of.or_else(|| "XX".parse().ok());
            let read = stated.number.as_deref().zip(read_for).and_then(|(text, of)| number(of, text, place, &mut remarks));
            let date = stated.date.as_deref().and_then(|date| remarks.date(place, without_zone(date)));
            (of, read, date)
        };
        publication.application = self.application.as_ref().and_then(|stated| {
            let (office, number, date) = filing(stated, Some(office), "ApplicationIdentification");
            (number.is_some() || date.is_some()).then_some(ApplicationReference { office, number, date })
        });
        publication.priorities = self
            .priorities
            .iter()
            .map(|stated| filing(stated, None, "PriorityClaim"))
            .filter(|(_, number, date)| number.is_some() || date.is_some())
            .map(|(office, number, date)| Priority { office, number, date })
            .collect();
        publication.classifications = self.classifications;
        publication.citations = self.citations;
        publication.related = self.related;
        publication.designated_states = self.designated_states;
        publication.parties = self.parties.read();
        remarks
    }
}
