//! A design's record, gathered from whatever standard it is written in.

use publication::{
    Citation, Claim, ClaimSet, Classification, DesignDetails, DesignView, Figure, FigureKind, LanguageTag, LocalizedText, Publication,
    Right, ViewSide,
};

use crate::{
    FormatName, Operation,
    formats::{Context, Draft, Identity, Refusal, Remarks, as_office, fields::publication_date},
};

use super::{
    Parties, RegisterEvent, StatedPriority, application, events::legal_events, exchange_date, locarno, national_class, own_number,
    status_of,
};

/// Sides by the words of ST.96 and the usual ones of offices, in small letters.
const SIDES: &[(&str, ViewSide)] = &[
    ("perspective", ViewSide::Perspective),
    ("front", ViewSide::Front),
    ("back", ViewSide::Back),
    ("rear", ViewSide::Back),
    ("left", ViewSide::Left),
    ("right", ViewSide::Right),
    ("top", ViewSide::Top),
    ("bottom", ViewSide::Bottom),
    ("cross section", ViewSide::CrossSection),
    ("cross-section", ViewSide::CrossSection),
    ("sectional", ViewSide::CrossSection),
    ("exploded", ViewSide::Exploded),
    ("enlarged", ViewSide::Enlarged),
    ("in use", ViewSide::InUse),
    ("use", ViewSide::InUse),
];

/// A view, as stated.
#[derive(Clone, Debug, Default)]
pub(in crate::formats) struct StatedView {
    pub(in crate::formats) file: Option<String>,
    pub(in crate::formats) number: Option<String>,
    pub(in crate::formats) side: Option<String>,
}

/// What a record states of one design. Texts are as they came; what they mean is read in [`DesignRecord::read`].
#[derive(Debug, Default)]
pub(in crate::formats) struct DesignRecord {
    /// What the record does, where it says so.
    pub(in crate::formats) operation: Option<Operation>,
    pub(in crate::formats) office: Option<String>,
    pub(in crate::formats) application: Option<String>,
    pub(in crate::formats) application_date: Option<String>,
    pub(in crate::formats) filing_language: Option<String>,
    pub(in crate::formats) registration: Option<String>,
    pub(in crate::formats) registration_date: Option<String>,
    pub(in crate::formats) expiry_date: Option<String>,
    /// The design's number within its registration.
    pub(in crate::formats) identifier: Option<String>,
    /// How many designs the application has.
    pub(in crate::formats) total: Option<u32>,
    pub(in crate::formats) kind_text: Option<String>,
    pub(in crate::formats) status: Option<String>,
    pub(in crate::formats) status_date: Option<String>,
    /// Titles with their languages.
    pub(in crate::formats) titles: Vec<(Option<String>, String)>,
    /// Indications of products with their languages.
    pub(in crate::formats) products: Vec<(Option<String>, String)>,
    pub(in crate::formats) description: Vec<String>,
    pub(in crate::formats) claims: Vec<(Option<String>, String)>,
    pub(in crate::formats) colours: Option<String>,
    pub(in crate::formats) views: Vec<StatedView>,
    /// Locarno symbols.
    pub(in crate::formats) locarno: Vec<String>,
    pub(in crate::formats) locarno_edition: Option<String>,
    /// Symbols of an office's own scheme, with the office.
    pub(in crate::formats) national: Vec<(Option<String>, String)>,
    pub(in crate::formats) publication_dates: Vec<String>,
    pub(in crate::formats) priorities: Vec<StatedPriority>,
    pub(in crate::formats) citations: Vec<Citation>,
    pub(in crate::formats) parties: Parties,
    pub(in crate::formats) events: Vec<RegisterEvent>,
    pub(in crate::formats) remarks: Remarks,
}

impl DesignRecord {
    /// Takes from the application what it states for all its designs and this one does not state itself; `total` is their number.
    pub(in crate::formats) fn complete(&mut self, common: &Self, total: Option<u32>) {
        let own = |own: &mut Option<String>, common: &Option<String>| *own = own.take().or_else(|| common.clone());
        own(&mut self.office, &common.office);
        own(&mut self.application, &common.application);
        own(&mut self.application_date, &common.application_date);
        own(&mut self.filing_language, &common.filing_language);
        self.operation = self.operation.or(common.operation);
        self.total = total;
        self.parties.fill(&common.parties);
        if self.priorities.is_empty() {
            self.priorities.clone_from(&common.priorities);
        }
        if self.publication_dates.is_empty() {
            self.publication_dates.clone_from(&common.publication_dates);
        }
        // Events of an application are events of each of its designs.
        self.events.extend(common.events.iter().cloned());
    }

    /// The publication.
    ///
    /// # Errors
    /// When it states no number, no office that there is, or a publication date that is none.
    pub(in crate::formats) fn read(self, name: FormatName, offset: u64, context: &Context<'_>) -> Result<Draft, Refusal> {
        let mut remarks = self.remarks;
        let office = match self.office.as_deref() {
            Some(code) => as_office(code)?,
            None => context.settings.office,
        };
        // Of several designs of one registration, each is known by its own number.
        let several = self.total.is_some_and(|total| total > 1);
        let own = if several { self.identifier.as_deref() } else { None };
        let number = own.unwrap_or_else(|| match own_number(self.registration.as_deref(), self.application.as_deref()) {
            "" => self.identifier.as_deref().unwrap_or_default(),
            number => number,
        });
        let (id, number) = Identity { office, right: Right::Design, number, as_published: None, kind: "" }.read()?;
        let mut publication = Publication::new(id, number, context.source(name, offset));
        let default = context.default_language(office);
        let filed = self.filing_language.as_deref().map(LanguageTag::from_office);
        let language = |stated: Option<&str>| match (stated, &filed) {
            (Some(stated), _) => LanguageTag::from_office(stated),
            (None, Some(filed)) => filed.clone(),
            (None, None) => default.clone(),
        };
        let localized = |stated: Vec<(Option<String>, String)>| {
            let mut texts: Vec<LocalizedText> = Vec::new();
            for (stated, text) in stated {
                let read = LocalizedText { language: language(stated.as_deref()), text };
                if !read.text.is_empty() && !texts.contains(&read) {
                    texts.push(read);
                }
            }
            texts
        };
        let mut date = |text: &Option<String>, place: &str| text.as_deref().and_then(|text| exchange_date(text, place, &mut remarks));

        publication.sample = context.settings.sample;
        publication.kind_text = self.kind_text;
        publication.registration_date = date(&self.registration_date, "RegistrationDate");
        publication.expiry_date = date(&self.expiry_date, "ExpiryDate");
        publication.status_date = date(&self.status_date, "DesignCurrentStatusDate");
        let mut published = Vec::new();
        for text in &self.publication_dates {
            published.extend(publication_date(text, "PublicationDate", &mut remarks)?);
        }
        publication.publication_date = published.into_iter().min_by_key(|date| (date.iso.is_none(), date.iso));
        publication.filing_language = filed.clone();
        publication.application = application(office, self.application.as_deref(), self.application_date.as_deref(), &mut remarks);
        publication.priorities = self.priorities.iter().filter_map(|priority| priority.read(&mut remarks)).collect();
        publication.register_status = self.status.as_deref().and_then(|status| status_of(office, status));
        publication.status = self.status;
        if let (Some(status), None) = (&publication.status, publication.register_status) {
            remarks.add("status-unknown", "DesignCurrentStatus", status);
        }

        publication.titles = localized(self.titles);
        let mut products = localized(self.products);
        // Many offices have no title apart from the product.
        if publication.titles.is_empty() {
            publication.titles.append(&mut products);
        }
        products.retain(|product| !publication.titles.contains(product));
        publication.claim_sets = claim_sets(localized(self.claims));
        publication.classifications = classes(&self.locarno, self.locarno_edition.as_deref(), &mut remarks);
        publication.classifications.extend(self.national.iter().map(|(stated, symbol)| {
            national_class("national", stated.as_deref().and_then(|code| code.parse().ok()).unwrap_or(office), symbol)
        }));
        let (figures, views) = read_views(self.views, &mut remarks);
        publication.figures = figures;
        let features = (!self.description.is_empty()).then(|| self.description.join("\n"));
        publication.design = Some(DesignDetails {
            number_of_designs: self.total,
            identifier: self.identifier,
            products,
            features,
            colours: self.colours,
            views,
        });
        publication.citations = self.citations;
        publication.parties = self.parties.read();
        publication.legal_events = legal_events(self.events, office, &language(None), &mut remarks);
        Ok(Draft { operation: self.operation.unwrap_or_default(), publication, original: Vec::new(), remarks: remarks.0 })
    }
}

fn classes(symbols: &[String], edition: Option<&str>, remarks: &mut Remarks) -> Vec<Classification> {
    let mut classes: Vec<Classification> = Vec::new();
    for symbol in symbols {
        // One field may hold several: `06-01, 06-02`.
        for symbol in symbol.split([',', ';', '|']) {
            let class = locarno(symbol, edition, "LocarnoClassification", remarks);
            classes.extend(class.filter(|class| !classes.iter().any(|held| held.symbol == class.symbol)));
        }
    }
    classes
}

fn claim_sets(claims: Vec<LocalizedText>) -> Vec<ClaimSet> {
    let mut sets: Vec<ClaimSet> = Vec::new();
    for LocalizedText { language, text } in claims {
        let position = sets.iter().position(|set| set.language == language).unwrap_or_else(|| {
            sets.push(ClaimSet { language, claims: Vec::new() });
            sets.len() - 1
        });
        let set = &mut sets[position];
        let number = u32::try_from(set.claims.len() + 1).unwrap_or(u32::MAX);
        set.claims.push(Claim { number, text, depends_on: Vec::new() });
    }
    sets
}

/// The views as figures, and what is said of each.
fn read_views(stated: Vec<StatedView>, remarks: &mut Remarks) -> (Vec<Figure>, Vec<DesignView>) {
    let (mut figures, mut views) = (Vec::new(), Vec::new());
    for StatedView { file, number, side } in stated {
        let Some(file) = file else { continue };
        if figures.iter().any(|figure: &Figure| figure.file == file) {
            continue;
        }
        let meaning = side.as_deref().and_then(side_of);
        if let (Some(words), None) = (&side, meaning) {
            remarks.add("view-unknown", "ViewTypeCategory", words);
        }
        figures.push(Figure { kind: FigureKind::DesignView, label: number.clone(), file: file.clone(), content: None, media_type: None });
        views.push(DesignView { file, number, side: meaning, as_published: side });
    }
    (figures, views)
}

fn side_of(words: &str) -> Option<ViewSide> {
    let words = words.trim().to_ascii_lowercase();
    let words = words.strip_suffix(" view").unwrap_or(&words);
    let words = words.strip_suffix(" side").unwrap_or(words);
    SIDES.iter().find(|(word, _)| *word == words).map(|(_, side)| *side)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_keep_the_offices_words() {
        let mut remarks = Remarks::default();
        let view = |file: &str, side: &str| StatedView { file: Some(file.to_owned()), number: None, side: Some(side.to_owned()) };
        let (figures, views) = read_views(
            vec![view("1.jpg", "Perspective"), view("2.jpg", "Left side view"), view("1.jpg", "Top"), view("3.jpg", "Detail 7")],
            &mut remarks,
        );
        assert_eq!(figures.iter().map(|figure| figure.file.as_str()).collect::<Vec<_>>(), ["1.jpg", "2.jpg", "3.jpg"]);
        assert_eq!(views.iter().map(|view| view.side).collect::<Vec<_>>(), [Some(ViewSide::Perspective), Some(ViewSide::Left), None]);
        assert_eq!((views[2].as_published.as_deref(), remarks.0.len()), (Some("Detail 7"), 1));
    }

    #[test]
    fn claims_are_numbered_within_their_language() {
        let text = |language: &str, text: &str| LocalizedText { language: LanguageTag::from_office(language), text: text.to_owned() };
        let sets = claim_sets(vec![text("en", "a"), text("fr", "b"), text("en", "c")]);
        assert_eq!(
            sets.iter().map(|set| set.claims.iter().map(|claim| claim.number).collect::<Vec<_>>()).collect::<Vec<_>>(),
            [vec![1, 2], vec![1]]
        );
    }
}
