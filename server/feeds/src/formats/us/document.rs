//! What a US document holds, whatever its era, and the publication that it becomes.

use publication::{
    ApplicationReference, Citation, Classification, DesignDetails, DesignView, Figure, FigureKind, LanguageTag, LegalEvent,
    LegalEventCategory, LocalizedText, OfficeCode, Priority, Publication, PublishedDate, RelatedDocument, Right,
};

use crate::{
    FormatName, Operation,
    formats::{
        Context, Draft, Identity, Refusal, Remarks, as_office,
        claim_text::without_number,
        document_id::{DocumentId, Referred},
        fields::publication_date,
        kind_right::right_of_kind,
        office_numbers::document_number,
        register::Parties,
        running_text::RunningText,
        st36_ep::full_text::FullText,
    },
    xml::{Xml, XmlRecord, XmlResult},
};

/// The office.
pub(super) fn office() -> Result<OfficeCode, Refusal> {
    as_office("US")
}

/// Everything a document holds, gathered element by element.
pub(super) struct Document {
    /// The office.
    pub(super) office: OfficeCode,
    /// The publication: INID 11, 13, 43, 45.
    pub(super) publication: DocumentId,
    /// The application: INID 21, 22.
    pub(super) application: DocumentId,
    pub(super) language: Option<String>,
    pub(super) priorities: Vec<Priority>,
    pub(super) title: Option<String>,
    pub(super) classifications: Vec<Classification>,
    pub(super) citations: Vec<Citation>,
    pub(super) related: Vec<RelatedDocument>,
    pub(super) parties: Parties,
    pub(super) events: Vec<LegalEvent>,
    pub(super) figures: Vec<Figure>,
    pub(super) texts: FullText,
    pub(super) remarks: Remarks,
}

impl Document {
    /// A document of which nothing is known yet.
    pub(super) fn new() -> Result<Self, Refusal> {
        Ok(Self {
            office: office()?,
            publication: DocumentId::default(),
            application: DocumentId::default(),
            language: None,
            priorities: Vec::new(),
            title: None,
            classifications: Vec::new(),
            citations: Vec::new(),
            related: Vec::new(),
            parties: Parties::default(),
            events: Vec::new(),
            figures: Vec::new(),
            texts: FullText::default(),
            remarks: Remarks::default(),
        })
    }

    /// Reads the open element as a title: markup made readable, on one line.
    pub(super) fn read_title(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        let mut text = RunningText::new(&mut self.figures);
        text.read(xml)?;
        let title = text.take().replace('\n', " ");
        self.title = (!title.is_empty()).then_some(title).or(self.title.take());
        Ok(())
    }

    /// Adds a priority, where a number or a date is stated.
    pub(super) fn add_priority(&mut self, id: &DocumentId) {
        let office = id.country.parse().ok();
        let number = office.and_then(|office| id.number(office, Referred::Application, "priority-claim", &mut self.remarks));
        let date = self.remarks.date("priority-claim/date", &id.date);
        if number.is_some() || date.is_some() {
            self.priorities.push(Priority { office, number, date });
        }
    }

    /// Adds a document that this one is related to.
    pub(super) fn add_related(&mut self, relation: &str, id: &DocumentId, referred: Referred) {
        if !id.number.is_empty() {
            let document = id.reference(self.office, referred, relation, &mut self.remarks);
            self.related.push(RelatedDocument { relation: relation.to_owned(), document });
        }
    }

    /// Adds an event: the words are those that the office prints before the date.
    pub(super) fn add_event(&mut self, code: &str, words: &str, date: &str, category: Option<LegalEventCategory>, detailed: Option<&str>) {
        if let Some(date) = self.remarks.date(code, date) {
            self.events.push(LegalEvent {
                date: Some(date),
                office: Some(self.office),
                code: Some(code.to_owned()),
                description: words.to_owned(),
                language: LanguageTag::from_office("en"),
                category,
                detailed_event: detailed.map(str::to_owned),
                change: None,
            });
        }
    }

    /// The publication. Figures of a design are its views.
    pub(super) fn draft(mut self, record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Draft, Refusal> {
        let office = if self.publication.country.is_empty() { self.office } else { as_office(&self.publication.country)? };
        let stated = &self.publication;
        let right = right_of_kind(office, &stated.kind).or(context.settings.right).unwrap_or(Right::Patent);
        let number = document_number(office, &stated.number);
        let identity = Identity { office, right, number: &number, as_published: Some(&stated.number), kind: &stated.kind };
        let (id, number) = identity.read()?;
        let mut publication = Publication::new(id, number, context.source(FormatName::UsPatent, record.offset));
        publication.publication_date = publication_date(&stated.date, "publication-reference/date", &mut self.remarks)?;
        publication.sample = context.settings.sample;
        publication.language = Some(LanguageTag::from_office(self.language.as_deref().unwrap_or("en")));
        let language = publication.language.clone().unwrap_or_else(LanguageTag::undetermined);
        publication.titles.extend(self.title.map(|text| LocalizedText { language, text }));
        publication.application = application(office, &self.application, &mut self.remarks);
        publication.priorities = self.priorities;
        publication.classifications = self.classifications;
        publication.citations = self.citations;
        publication.related = self.related;
        publication.parties = self.parties.read();
        publication.legal_events = self.events;
        publication.legal_events.sort_by_key(|event| event.date.as_ref().and_then(|date| date.iso));
        publication.figures = self.figures;
        self.texts.put_into(&mut publication, context);
        for claim in publication.claim_sets.iter_mut().flat_map(|set| &mut set.claims) {
            without_number(&mut claim.text, claim.number);
        }
        if right == Right::Design {
            publication.design = Some(design(&mut publication.figures));
        }
        Ok(Draft { operation: Operation::Put, publication, original: Vec::new(), remarks: self.remarks.0 })
    }
}

fn application(office: OfficeCode, stated: &DocumentId, remarks: &mut Remarks) -> Option<ApplicationReference> {
    let office = if stated.country.is_empty() { office } else { stated.country.parse().unwrap_or(office) };
    let number = stated.number(office, Referred::Application, "application-reference", remarks);
    let date: Option<PublishedDate> = remarks.date("application-reference/date", &stated.date);
    (number.is_some() || date.is_some()).then_some(ApplicationReference { office: Some(office), number, date })
}

/// Makes drawings views of the design that the document is about.
fn design(figures: &mut [Figure]) -> DesignDetails {
    let mut views = Vec::new();
    for figure in figures.iter_mut().filter(|figure| matches!(figure.kind, FigureKind::Drawing | FigureKind::Abstract)) {
        figure.kind = FigureKind::DesignView;
        views.push(DesignView { file: figure.file.clone(), number: None, side: None, as_published: None });
    }
    DesignDetails { views, ..DesignDetails::default() }
}

/// Reads the images of the drawings. A sheet is no figure: it may show several, so it has no number. The sheet numbered 0 is the drawing on
/// the front page.
pub(super) fn read_drawings(xml: &mut Xml<'_>, figures: &mut Vec<Figure>) -> XmlResult<()> {
    let mut depth = 0_u32;
    loop {
        let Some(tag) = xml.child()? else {
            if depth == 0 {
                return Ok(());
            }
            depth -= 1;
            continue;
        };
        if tag.name() == "img"
            && let Some(file) = xml.attribute(&tag, "file")?
        {
            let kind = if is_front_page(&file) { FigureKind::Abstract } else { FigureKind::Drawing };
            figures.push(Figure { kind, label: None, file, content: None, media_type: None });
        }
        depth += 1;
    }
}

/// Whether a file is the drawing on the front page: `US09358892-20160607-D00000.TIF`.
fn is_front_page(file: &str) -> bool {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    stem.ends_with("-D00000")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_of_number_zero_is_the_front_page() {
        assert!(is_front_page("US09358892-20160607-D00000.TIF"));
        for file in ["US09358892-20160607-D00001.TIF", "D00000", "", "US-D000000.TIF"] {
            assert!(!is_front_page(file), "{file}");
        }
    }
}
