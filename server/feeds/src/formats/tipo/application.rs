//! One application: `tmarkcontent`.

use publication::{
    ApplicationReference, ClassificationScheme, Figure, FigureKind, GoodsAndServices, IsoDate, LanguageTag, LocalizedText, MarkDetails,
    OfficeCode, PartyRole, Publication, Right,
};

use crate::{
    FormatName, Operation,
    formats::{
        Context, Draft, Drafts, Identity, Refusal, Remarks, as_office,
        register::{
            Parties, StatedParty, append, feature_of, language_of_words, national_class, nice_class, nice_symbol, read_number,
            republic_date,
        },
    },
    xml::{Xml, XmlRecord, XmlResult},
};

use super::{LANGUAGE, OFFICE};

/// Since this day Taiwan registers by the Nice classification; classes of before are its own, of three digits.
const NICE_SINCE: u32 = 19_940_715;

/// Goods of one class.
#[derive(Default)]
struct Goods {
    class: Option<String>,
    name: Option<String>,
    group: Option<String>,
}

#[derive(Default)]
struct Stated {
    number: Option<String>,
    date: Option<String>,
    received: Option<String>,
    name: Option<String>,
    category: Option<String>,
    feature: Option<String>,
    colour: Option<String>,
    /// The words of the mark, by language.
    drafts: Vec<(&'static str, String)>,
    description: Option<String>,
    images: Vec<String>,
    goods: Vec<Goods>,
    parties: Parties,
}

/// Reads one application.
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
                "appl-no" => self.number = xml.some_text()?,
                "appl-date" => self.date = xml.some_text()?,
                "receive-date" => self.received = xml.some_text()?,
                "tmark-name" => self.name = xml.some_text()?,
                "tmark-class-desc" => self.category = xml.some_text()?,
                "tmark-type-desc" => self.feature = xml.some_text()?,
                "tmark-color-desc" => self.colour = xml.some_text()?,
                "tmark-draft-c" => self.drafts.extend(xml.some_text()?.map(|text| (LANGUAGE, text))),
                "tmark-draft-e" => self.drafts.extend(xml.some_text()?.map(|text| ("en", text))),
                "tmark-draft-j" => self.drafts.extend(xml.some_text()?.map(|text| ("ja", text))),
                "word-description" | "tmark-sign" => append(&mut self.description, xml.some_text()?),
                name if name.starts_with("image-data-") => self.images.extend(xml.some_text()?),
                "goodsclass" => self.goods.push(goods(xml)?),
                "applicant" => {
                    let party = party(xml)?;
                    self.parties.add(PartyRole::Applicant, party);
                }
                "agent" => {
                    let party = party(xml)?;
                    self.parties.add(PartyRole::Representative, party);
                }
                "tmark-image-url" | "goodsclasses" | "parties" | "applicants" | "agents" => self.read(xml)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn draft(self, offset: u64, context: &Context<'_>) -> Result<Draft, Refusal> {
        let office = as_office(OFFICE)?;
        let mut remarks = Remarks::default();
        let number = self.number.as_deref().unwrap_or_default();
        let (id, number) = Identity { office, right: Right::Trademark, number, as_published: None, kind: "" }.read()?;
        let mut publication = Publication::new(id, number, context.source(FormatName::Tipo, offset));
        publication.sample = context.settings.sample;
        let language: LanguageTag = LanguageTag::from_office(LANGUAGE);
        publication.language = Some(language.clone());
        let filed = self.date.or(self.received).map(|text| republic_date(&text));
        if let Some(date) = filed.as_ref().filter(|date| date.iso.is_none()) {
            remarks.add("date-unreadable", "appl-date", &date.as_published);
        }
        publication.application = Some(ApplicationReference {
            office: Some(office),
            number: self.number.as_deref().and_then(|text| read_number(office, text, "appl-no", &mut remarks)),
            date: filed.clone(),
        });
        publication.titles.extend(self.name.map(|text| LocalizedText { language: language_of_words(&text, &language), text }));
        for (code, text) in self.drafts {
            let language = LanguageTag::from_office(code);
            if !publication.titles.iter().any(|title| title.text == text) {
                publication.titles.push(LocalizedText { language, text });
            }
        }
        let feature = self.feature.as_deref().and_then(feature_of);
        if let (Some(words), None) = (&self.feature, feature) {
            remarks.add("mark-feature-unknown", "tmark-type-desc", words);
        }
        publication.figures = self.images.into_iter().map(figure).collect();
        let mut mark = MarkDetails {
            verbal_element: publication.titles.first().map(|title| title.text.clone()),
            kind: self.feature,
            feature,
            category: self.category,
            description: self.description,
            colours: self.colour,
            ..MarkDetails::default()
        };
        let filed = filed.and_then(|date| date.iso).map(IsoDate::as_number);
        for goods in self.goods {
            goods.read(office, filed, &language, &mut mark, &mut publication);
        }
        publication.mark = Some(mark);
        publication.parties = self.parties.read();
        Ok(Draft { operation: Operation::Put, publication, original: Vec::new(), remarks: remarks.0 })
    }
}

impl Goods {
    fn read(self, office: OfficeCode, filed: Option<u32>, language: &LanguageTag, mark: &mut MarkDetails, publication: &mut Publication) {
        // Groups of similar goods begin with the Nice class they are of; classes of before have none.
        let number = self.class.as_deref().and_then(nice_class);
        let grouped = number.is_some_and(|number| self.group.as_deref().is_some_and(|group| group.starts_with(&format!("{number:02}"))));
        let class = number.filter(|_| grouped || filed.is_none_or(|day| day >= NICE_SINCE));
        let classes = &mut publication.classifications;
        if let Some(stated) = &self.class {
            let symbol = class.map_or_else(|| national_class("TW trademark class", office, stated), |number| nice_symbol(number, stated));
            if !classes.iter().any(|held| held.scheme == symbol.scheme && held.symbol == symbol.symbol) {
                classes.push(symbol);
            }
        }
        for group in self.group.iter().flat_map(|groups| groups.split([',', ';', '、', ' '])).filter(|group| !group.is_empty()) {
            let symbol = national_class("TW similar group", office, group);
            if !classes.iter().any(|held| held.scheme == ClassificationScheme::National && held.symbol == symbol.symbol) {
                classes.push(symbol);
            }
        }
        mark.goods.extend(self.name.map(|text| GoodsAndServices { class, language: language.clone(), text }));
    }
}

fn goods(xml: &mut Xml<'_>) -> XmlResult<Goods> {
    let mut goods = Goods::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "goodsclass-code" => goods.class = xml.some_text()?,
            "goods-name" => goods.name = xml.some_text()?,
            "goods-group" => goods.group = xml.some_text()?,
            _ => xml.skip()?,
        }
    }
    Ok(goods)
}

fn party(xml: &mut Xml<'_>) -> XmlResult<StatedParty> {
    let mut party = StatedParty::default();
    while let Some(tag) = xml.child()? {
        let language = match tag.name() {
            "chinese-name" => LANGUAGE,
            "english-name" => "en",
            "japanese-name" => "ja",
            "address" => {
                party.address = xml.some_text()?;
                continue;
            }
            "country-code" => {
                party.country = xml.text()?.parse().ok();
                continue;
            }
            _ => {
                xml.skip()?;
                continue;
            }
        };
        party.names.extend(xml.some_text()?.map(|name| (name, Some(LanguageTag::from_office(language)))));
    }
    Ok(party)
}

/// The reproduction of a mark, by the address that the office gives for it, or by the file's name within it.
fn figure(address: String) -> Figure {
    Figure { kind: FigureKind::Mark, label: None, file: address, content: None, media_type: None }
}
