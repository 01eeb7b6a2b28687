//! Bibliographic data of both Chinese formats.

use publication::{
    ApplicationReference, Citation, CitedWork, Classification, ClassificationRank, ClassificationScheme, Figure, LanguageTag, LegalEvent,
    LegalEventCategory, LocalizedText, OfficeCode, Priority, Publication, RelatedDocument,
};

use crate::{
    formats::{
        Remarks,
        class_parts::read_class,
        document_id::{DocumentId, Referred},
        register::{Parties, locarno},
        running_text::RunningText,
        st36_ep::full_text::FullText,
    },
    xml::{Tag, Xml, XmlResult},
};

use super::parties::read_parties;

/// What the bibliographic data hold, before the publication's identity is known.
#[derive(Default)]
pub(super) struct Bibliography {
    /// INID 11, 13, 19, 43, 45.
    pub(super) publication: DocumentId,
    application: DocumentId,
    priorities: Vec<DocumentId>,
    titles: Vec<(Option<String>, String)>,
    classifications: Vec<Classification>,
    citations: Vec<StatedCitation>,
    related: Vec<(String, DocumentId, Referred)>,
    parties: Parties,
    national_stage: Option<String>,
}

/// A citation as it stands.
#[derive(Default)]
struct StatedCitation {
    document: Option<DocumentId>,
    text: Option<String>,
    category: Option<String>,
}

impl Bibliography {
    /// Reads what the root states; the references below state it again.
    pub(super) fn read_root(&mut self, xml: &Xml<'_>, root: &Tag<'_>) -> XmlResult<()> {
        let attribute = |name: &str| -> XmlResult<String> { Ok(xml.attribute(root, name)?.unwrap_or_default()) };
        self.publication = DocumentId {
            country: attribute("country")?,
            number: attribute("doc-number")?,
            kind: attribute("kind")?,
            name: String::new(),
            date: attribute("date-publ")?,
        };
        Ok(())
    }

    /// Reads the open bibliographic data. The older format keeps the abstract in them.
    pub(super) fn read(
        &mut self,
        xml: &mut Xml<'_>,
        texts: &mut FullText,
        figures: &mut Vec<Figure>,
        remarks: &mut Remarks,
    ) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "publication-reference" => {
                    let is_original = is_original(xml, &tag)?;
                    if let Some(id) = DocumentId::within(xml)?.filter(|_| is_original) {
                        let root = std::mem::replace(&mut self.publication, id);
                        self.publication.complete(root);
                    }
                }
                "application-reference" => {
                    let is_original = is_original(xml, &tag)?;
                    self.application = DocumentId::within(xml)?.filter(|_| is_original).unwrap_or(std::mem::take(&mut self.application));
                }
                "priority-claims" => {
                    while xml.child()?.is_some() {
                        self.priorities.push(DocumentId::read(xml)?);
                    }
                }
                "classifications-ipcr" => {
                    while let Some(tag) = xml.child()? {
                        match tag.name() {
                            "classification-ipcr" => self.classifications.extend(read_class(ClassificationScheme::Ipc, xml, remarks)?),
                            _ => xml.skip()?,
                        }
                    }
                }
                "classification-locarno" => self.read_locarno(xml, remarks)?,
                "invention-title" => {
                    let language = xml.attribute(&tag, "lang")?;
                    let mut text = RunningText::new(figures);
                    text.read(xml)?;
                    let title = text.take().replace('\n', " ");
                    if !title.is_empty() {
                        self.titles.push((language, title));
                    }
                }
                "abstract" => texts.read_abstract(xml, &tag, figures)?,
                "abstract-figure" => super::read_figures(xml, &tag, publication::FigureKind::Abstract, figures)?,
                // Designs have the parties without a group around them.
                "parties" | "applicants" | "inventors" | "agents" | "assignees" => read_parties(xml, &mut self.parties)?,
                "references-cited" => {
                    while let Some(tag) = xml.child()? {
                        match tag.name() {
                            "citation" => self.citations.push(read_citation(xml)?),
                            _ => xml.skip()?,
                        }
                    }
                }
                "related-documents" => self.read_related(xml)?,
                "related-publication" => {
                    let id = DocumentId::within(xml)?;
                    self.related.extend(id.map(|id| ("related-publication".to_owned(), id, Referred::Publication)));
                }
                "pct-or-regional-filing-data" => {
                    let id = DocumentId::within(xml)?;
                    self.related.extend(id.map(|id| ("86".to_owned(), id, Referred::Application)));
                }
                "pct-or-regional-publishing-data" => {
                    let id = DocumentId::within(xml)?;
                    self.related.extend(id.map(|id| ("87".to_owned(), id, Referred::Publication)));
                }
                "national-stage-date" => self.national_stage = xml.some_text()?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn read_locarno(&mut self, xml: &mut Xml<'_>, remarks: &mut Remarks) -> XmlResult<()> {
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
            let class = locarno(&symbol, edition.as_deref(), "classification-locarno", remarks);
            self.classifications.extend(class.map(|class| Classification { rank: Some(rank), ..class }));
        }
        Ok(())
    }

    /// Related documents: the parent of a division, and an earlier domestic application, which is a priority.
    fn read_related(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            let relation = tag.name().to_owned();
            if relation == "cn-domestic-priority-claims" {
                while xml.child()?.is_some() {
                    self.priorities.extend(DocumentId::within(xml)?);
                }
                continue;
            }
            let parent = DocumentId::within(xml)?;
            self.related.extend(parent.map(|id| (relation, id, Referred::Application)));
        }
        Ok(())
    }

    /// Puts everything where it belongs.
    pub(super) fn put_into(self, publication: &mut Publication, remarks: &mut Remarks) {
        let office = publication.id.office();
        let language = publication.language.clone().unwrap_or_else(LanguageTag::undetermined);
        publication.application = application(office, &self.application, remarks);
        publication.priorities = self.priorities.iter().filter_map(|id| priority(office, id, remarks)).collect();
        publication.titles = self
            .titles
            .into_iter()
            .map(|(stated, text)| LocalizedText {
                language: stated.map_or_else(|| language.clone(), |code| LanguageTag::from_office(&code)),
                text,
            })
            .collect();
        publication.classifications = self.classifications;
        publication.citations = self.citations.into_iter().filter_map(|citation| citation.read(office, remarks)).collect();
        publication.related = self
            .related
            .into_iter()
            .map(|(relation, id, referred)| {
                let document = id.reference(office, referred, &relation, remarks);
                RelatedDocument { relation, document }
            })
            .collect();
        publication.parties = self.parties.read();
        if let Some(date) = self.national_stage.as_deref().and_then(|text| remarks.date("national-stage-date", text)) {
            publication.legal_events.push(LegalEvent {
                date: Some(date),
                office: Some(office),
                code: Some("85".to_owned()),
                description: "PCT国际申请进入国家阶段日".to_owned(),
                language: LanguageTag::from_office("zh"),
                category: Some(LegalEventCategory::A),
                detailed_event: Some("A15".to_owned()),
                change: None,
            });
        }
    }
}

/// Whether a reference is the office's own form of its number; the newer format has it in a normalised form as well.
fn is_original(xml: &Xml<'_>, tag: &Tag<'_>) -> XmlResult<bool> {
    Ok(xml.attribute(tag, "data-format")?.is_none_or(|form| form == "original"))
}

fn application(office: OfficeCode, id: &DocumentId, remarks: &mut Remarks) -> Option<ApplicationReference> {
    let office = if id.country.is_empty() { office } else { id.country.parse().unwrap_or(office) };
    let number = id.number(office, Referred::Application, "application-reference", remarks);
    let date = remarks.date("application-reference/date", &id.date);
    (number.is_some() || date.is_some()).then_some(ApplicationReference { office: Some(office), number, date })
}

fn priority(office: OfficeCode, id: &DocumentId, remarks: &mut Remarks) -> Option<Priority> {
    let office = if id.country.is_empty() { Some(office) } else { id.country.parse().ok() };
    let number = office.and_then(|office| id.number(office, Referred::Application, "priority-claim", remarks));
    let date = remarks.date("priority-claim/date", &id.date);
    (number.is_some() || date.is_some()).then_some(Priority { office, number, date })
}

/// Reads the open citation: the first document in it, or its text.
fn read_citation(xml: &mut Xml<'_>) -> XmlResult<StatedCitation> {
    let mut citation = StatedCitation::default();
    let mut depth = 0_u32;
    loop {
        let Some(tag) = xml.child()? else {
            if depth == 0 {
                return Ok(citation);
            }
            depth -= 1;
            continue;
        };
        match tag.name() {
            "document-id" => {
                let id = DocumentId::read(xml)?;
                citation.document = citation.document.take().or((!id.number.is_empty()).then_some(id));
            }
            "nplcit" | "text" => citation.text = xml.some_text()?.or(citation.text.take()),
            "category" => citation.category = xml.some_text()?,
            _ => depth += 1,
        }
    }
}

impl StatedCitation {
    fn read(self, office: OfficeCode, remarks: &mut Remarks) -> Option<Citation> {
        let cited = match (self.document, self.text) {
            (Some(id), _) => CitedWork::Patent { document: id.reference(office, Referred::Publication, "citation", remarks) },
            (None, Some(text)) => CitedWork::Literature { text },
            (None, None) => return None,
        };
        let categories = self.category.iter().flat_map(|text| text.split([',', ' ', ';'])).filter(|text| !text.is_empty());
        Some(Citation { cited, categories: categories.map(str::to_owned).collect(), phase: None, passages: None })
    }
}
