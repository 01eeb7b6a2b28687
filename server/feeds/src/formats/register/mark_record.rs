//! A trademark's record, gathered from whatever standard it is written in.

use publication::{
    ClassificationScheme, Figure, FigureKind, GoodsAndServices, LanguageTag, LocalizedText, MarkDetails, OfficeCode, PartyRole,
    Publication, PublishedDate, Right,
};

use crate::{
    FormatName, Operation,
    formats::{Context, Draft, Identity, Refusal, Remarks, as_office},
};

use super::{
    Parties, RegisterEvent, StatedPriority, application, events::legal_events, exchange_date, feature_of, language_of_words,
    national_class, nice_class, nice_symbol, own_number, status_of, united_states, vienna,
};

/// Goods and services of one class, as stated.
#[derive(Debug)]
pub(in crate::formats) struct StatedGoods {
    /// The class.
    pub(in crate::formats) class: Option<String>,
    /// The language.
    pub(in crate::formats) language: Option<String>,
    /// The list.
    pub(in crate::formats) text: String,
}

/// What a record states of a mark. Texts are as they came; what they mean is read in [`MarkRecord::read`].
#[derive(Debug, Default)]
pub(in crate::formats) struct MarkRecord {
    /// What the record does, where it says so.
    pub(in crate::formats) operation: Option<Operation>,
    pub(in crate::formats) office: Option<String>,
    pub(in crate::formats) application: Option<String>,
    pub(in crate::formats) application_date: Option<String>,
    pub(in crate::formats) registration: Option<String>,
    pub(in crate::formats) registration_date: Option<String>,
    pub(in crate::formats) expiry_date: Option<String>,
    pub(in crate::formats) termination_date: Option<String>,
    pub(in crate::formats) filing_language: Option<String>,
    pub(in crate::formats) status_code: Option<String>,
    pub(in crate::formats) status_words: Option<String>,
    pub(in crate::formats) status_date: Option<String>,
    /// Individual, collective, certification …
    pub(in crate::formats) category: Option<String>,
    /// Kind of mark, by words.
    pub(in crate::formats) feature: Option<String>,
    /// Kind of mark, by the office's code.
    pub(in crate::formats) feature_code: Option<String>,
    pub(in crate::formats) standard_characters: Option<String>,
    /// Verbal elements, with their languages.
    pub(in crate::formats) verbal_elements: Vec<(Option<String>, String)>,
    pub(in crate::formats) transliteration: Option<String>,
    pub(in crate::formats) translation: Option<String>,
    pub(in crate::formats) description: Option<String>,
    pub(in crate::formats) disclaimer: Option<String>,
    pub(in crate::formats) colours: Option<String>,
    /// Names of image files.
    pub(in crate::formats) images: Vec<String>,
    pub(in crate::formats) vienna: Vec<String>,
    /// Figurative elements by an office's own codes.
    pub(in crate::formats) design_codes: Vec<String>,
    pub(in crate::formats) goods: Vec<StatedGoods>,
    /// Classes without a list of goods.
    pub(in crate::formats) classes: Vec<String>,
    /// Classes of an office's own scheme.
    pub(in crate::formats) national_classes: Vec<String>,
    /// Dates of publications of the mark.
    pub(in crate::formats) publication_dates: Vec<String>,
    pub(in crate::formats) priorities: Vec<StatedPriority>,
    pub(in crate::formats) designated: Vec<String>,
    pub(in crate::formats) parties: Parties,
    pub(in crate::formats) events: Vec<RegisterEvent>,
    pub(in crate::formats) remarks: Remarks,
}

impl MarkRecord {
    /// The role of an applicant that an office describes in words of its own: the register's owners stand among them.
    pub(in crate::formats) fn role_of(office: Option<&str>, words: Option<&str>) -> PartyRole {
        match words {
            Some(words) if office == Some("US") => united_states::role_of(words),
            _ => PartyRole::Applicant,
        }
    }

    /// The publication.
    ///
    /// # Errors
    /// When it states no number, or no office that there is.
    pub(in crate::formats) fn read(self, name: FormatName, offset: u64, context: &Context<'_>) -> Result<Draft, Refusal> {
        let mut remarks = self.remarks;
        let office = match self.office.as_deref() {
            Some(code) => as_office(code)?,
            None => context.settings.office,
        };
        let is_us = office.as_str() == "US";
        let number = own_number(self.registration.as_deref(), self.application.as_deref());
        let (id, number) = Identity { office, right: Right::Trademark, number, as_published: None, kind: "" }.read()?;
        let mut publication = Publication::new(id, number, context.source(name, offset));
        let default = context.default_language(office);
        let language = |stated: Option<&str>| stated.map_or_else(|| default.clone(), LanguageTag::from_office);
        let mut date = |text: &Option<String>, place: &str| text.as_deref().and_then(|text| exchange_date(text, place, &mut remarks));

        publication.sample = context.settings.sample;
        publication.registration_date = date(&self.registration_date, "RegistrationDate");
        publication.expiry_date = date(&self.expiry_date, "ExpiryDate");
        publication.status_date = date(&self.status_date, "MarkCurrentStatusDate");
        let terminated = date(&self.termination_date, "TerminationDate");
        publication.publication_date = first_of(&self.publication_dates, &mut remarks);
        publication.filing_language = self.filing_language.as_deref().map(LanguageTag::from_office);
        publication.application = application(office, self.application.as_deref(), self.application_date.as_deref(), &mut remarks);
        publication.priorities = self.priorities.iter().filter_map(|priority| priority.read(&mut remarks)).collect();
        publication.designated_states = self.designated;

        let status = [self.status_code, self.status_words];
        publication.register_status = status.iter().flatten().find_map(|status| status_of(office, status));
        let [code, words] = status;
        publication.status = words.or(code);
        if let (Some(status), None) = (&publication.status, publication.register_status) {
            remarks.add("status-unknown", "MarkCurrentStatusCode", status);
        }

        for (stated, text) in &self.verbal_elements {
            let language = stated.as_deref().map_or_else(|| language_of_words(text, &default), LanguageTag::from_office);
            if !publication.titles.iter().any(|title| title.text == *text && title.language == language) {
                publication.titles.push(LocalizedText { language, text: text.clone() });
            }
        }
        let feature = match (&self.feature_code, &self.feature) {
            (Some(code), _) if is_us => united_states::drawing(code),
            (_, Some(words)) => feature_of(words),
            _ => None,
        };
        let kind = self.feature_code.clone().or(self.feature);
        if let (Some(kind), None) = (&kind, feature) {
            remarks.add("mark-feature-unknown", "MarkFeature", kind);
        }
        let mut mark = MarkDetails {
            verbal_element: publication.titles.first().map(|title| title.text.clone()),
            kind,
            feature,
            category: self.category,
            standard_characters: self.standard_characters.and_then(|text| truth(&text)),
            transliteration: self.transliteration,
            translation: self.translation,
            description: self.description,
            colours: self.colours,
            disclaimer: self.disclaimer,
            goods: Vec::new(),
        };

        let classes = &mut publication.classifications;
        let mut add_nice = |text: &str, remarks: &mut Remarks| {
            let number = nice_class(text);
            match number {
                Some(number) => {
                    let symbol = nice_symbol(number, text);
                    if !classes.iter().any(|class| class.scheme == ClassificationScheme::Nice && class.symbol == symbol.symbol) {
                        classes.push(symbol);
                    }
                }
                None => remarks.add("class-unreadable", "ClassNumber", text),
            }
            number
        };
        for goods in self.goods {
            let class = goods.class.as_deref().and_then(|class| add_nice(class, &mut remarks));
            if !goods.text.is_empty() {
                let language = language(goods.language.as_deref());
                mark.goods.push(GoodsAndServices { class, language, text: goods.text });
            }
        }
        for class in &self.classes {
            add_nice(class, &mut remarks);
        }
        let scheme = if is_us { "US trademark class" } else { "national" };
        for class in &self.national_classes {
            let class = national_class(scheme, office, class);
            if !publication.classifications.contains(&class) {
                publication.classifications.push(class);
            }
        }
        for code in &self.vienna {
            publication.classifications.extend(vienna(code, "CategoryCode", &mut remarks));
        }
        let scheme = if is_us { "US design search code" } else { "national" };
        publication.classifications.extend(self.design_codes.iter().map(|code| national_class(scheme, office, code)));

        let mut images = self.images;
        if images.is_empty() && is_us {
            images.extend(united_states::image_of(self.application.as_deref(), self.feature_code.as_deref()));
        }
        publication.figures = images.into_iter().map(mark_figure).collect();
        publication.mark = Some(mark);
        publication.parties = self.parties.read();
        let events = events_of(self.events, terminated, is_us);
        publication.legal_events = legal_events(events, office, &event_language(office, &default), &mut remarks);
        Ok(Draft { operation: self.operation.unwrap_or_default(), publication, original: Vec::new(), remarks: remarks.0 })
    }
}

/// The earliest publication: the one that made the mark public.
fn first_of(dates: &[String], remarks: &mut Remarks) -> Option<PublishedDate> {
    let read: Vec<PublishedDate> = dates.iter().filter_map(|text| exchange_date(text, "PublicationDate", remarks)).collect();
    read.iter().filter(|date| date.iso.is_some()).min_by_key(|date| date.iso).or(read.first()).cloned()
}

fn events_of(mut events: Vec<RegisterEvent>, terminated: Option<PublishedDate>, is_us: bool) -> Vec<RegisterEvent> {
    if is_us {
        for event in &mut events {
            event.code = event.code.take().map(united_states::event_code);
        }
    }
    if let Some(date) = terminated {
        // The standard's own element for the day on which protection ended.
        let words = "Terminated".to_owned();
        events.push(RegisterEvent { date: Some(date), kind: Some(words.clone()), description: words, ..RegisterEvent::default() });
    }
    events
}

fn event_language(office: OfficeCode, default: &LanguageTag) -> LanguageTag {
    if office.as_str() == "US" { LanguageTag::from_office("en") } else { default.clone() }
}

/// The reproduction of a mark, by the name of its file.
fn mark_figure(file: String) -> Figure {
    Figure { kind: FigureKind::Mark, label: None, file, content: None, media_type: None }
}

fn truth(text: &str) -> Option<bool> {
    match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}
