//! One registration of the gazette: `RegContent`.

use publication::{
    ApplicationReference, ClassificationScheme, LanguageTag, LocalizedText, MarkDetails, PartyRole, Publication, PublishedDate, Right,
};

use crate::{
    FormatName, Operation,
    formats::{
        Context, Draft, Drafts, Identity, Refusal, Remarks, as_office,
        register::{Parties, StatedParty, feature_of, language_of_words, nice_class, nice_symbol, read_number, republic_date},
    },
    xml::{Xml, XmlRecord, XmlResult},
};

use super::{LANGUAGE, OFFICE};

#[derive(Default)]
struct Stated {
    application: Option<String>,
    registration: Option<String>,
    name: Option<String>,
    design: Option<String>,
    filed: Option<String>,
    from: Option<String>,
    to: Option<String>,
    classes: Vec<String>,
    parties: Parties,
}

/// Reads one registration.
pub(super) fn read(record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Drafts, Refusal> {
    let mut xml = record.open(context);
    let mut stated = Stated::default();
    if xml.child()?.is_some() {
        stated.read(&mut xml)?;
    }
    Ok(vec![stated.draft(record.offset, context)])
}

impl Stated {
    fn read(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "CaseNo" => self.application = xml.some_text()?,
                "RegisterNo" => self.registration = xml.some_text()?,
                "Trademark_Name" => self.name = xml.some_text()?,
                "Trademark_Design" => self.design = xml.some_text()?,
                "Filing_Date" => self.filed = xml.some_text()?,
                "SDate" => self.from = xml.some_text()?,
                "EDate" => self.to = xml.some_text()?,
                "Class" => self.classes.extend(xml.some_text()?),
                "RegContentOwner" => {
                    let party = party(xml)?;
                    self.parties.add(PartyRole::Owner, party);
                }
                "RegContentAgent" => {
                    let party = party(xml)?;
                    self.parties.add(PartyRole::Representative, party);
                }
                "RegContentClassification" => self.read(xml)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn draft(self, offset: u64, context: &Context<'_>) -> Result<Draft, Refusal> {
        let office = as_office(OFFICE)?;
        let mut remarks = Remarks::default();
        let number = self.registration.as_deref().or(self.application.as_deref()).unwrap_or_default();
        let (id, number) = Identity { office, right: Right::Trademark, number, as_published: None, kind: "" }.read()?;
        let mut publication = Publication::new(id, number, context.source(FormatName::Tipo, offset));
        publication.sample = context.settings.sample;
        let language: LanguageTag = LanguageTag::from_office(LANGUAGE);
        publication.language = Some(language.clone());
        let mut date = |text: Option<String>, place: &str| -> Option<PublishedDate> {
            let date = republic_date(&text?);
            if date.iso.is_none() {
                remarks.add("date-unreadable", place, &date.as_published);
            }
            Some(date)
        };
        // A right begins on the day its registration is published.
        publication.publication_date = date(self.from.clone(), "SDate");
        publication.registration_date = publication.publication_date.clone();
        publication.expiry_date = date(self.to, "EDate");
        let filed = date(self.filed, "Filing_Date");
        publication.application = (self.application.is_some() || filed.is_some()).then(|| ApplicationReference {
            office: Some(office),
            number: self.application.as_deref().and_then(|text| read_number(office, text, "CaseNo", &mut remarks)),
            date: filed,
        });
        publication.titles.extend(self.name.map(|text| LocalizedText { language: language_of_words(&text, &language), text }));
        // `(墨色)(平面)`: colour, and kind of mark.
        let mut stated = self.design.iter().flat_map(|text| text.split(['(', ')', '（', '）'])).filter(|part| !part.trim().is_empty());
        let colours = stated.next().map(str::to_owned);
        let kind = stated.next().map(str::to_owned);
        let feature = kind.as_deref().and_then(feature_of);
        if let (Some(words), None) = (&kind, feature) {
            remarks.add("mark-feature-unknown", "Trademark_Design", words);
        }
        let verbal_element = publication.titles.first().map(|title| title.text.clone());
        publication.mark = Some(MarkDetails { verbal_element, kind, feature, colours, ..MarkDetails::default() });
        for text in &self.classes {
            match nice_class(text).map(|number| nice_symbol(number, text)) {
                Some(class) => {
                    let held =
                        |held: &publication::Classification| held.scheme == ClassificationScheme::Nice && held.symbol == class.symbol;
                    if !publication.classifications.iter().any(held) {
                        publication.classifications.push(class);
                    }
                }
                None => remarks.add("class-unreadable", "Class", text),
            }
        }
        publication.parties = self.parties.read();
        Ok(Draft { operation: Operation::Put, publication, original: Vec::new(), remarks: remarks.0 })
    }
}

/// An owner or agent, in Chinese and English: elements end in the language, and begin with a letter for the role.
fn party(xml: &mut Xml<'_>) -> XmlResult<StatedParty> {
    let mut party = StatedParty::default();
    while let Some(tag) = xml.child()? {
        let language = match tag.name() {
            name if name.ends_with("Chinese") => LANGUAGE,
            name if name.ends_with("English") => "en",
            name if name.ends_with("Japanese") => "ja",
            _ => {
                xml.skip()?;
                continue;
            }
        };
        party.names.extend(xml.some_text()?.map(|name| (name, Some(LanguageTag::from_office(language)))));
    }
    Ok(party)
}
