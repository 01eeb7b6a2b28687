//! The index record of a publication.

use std::collections::HashSet;

use publication::{Classification, ClassificationScheme, LanguageTag, LegalStatus, Party, PartyRole, Publication, TextPart};

use crate::{Audiences, IndexRecord, IndexText, TextOrigin};

/// Bytes that one text of a record may have (one part in one language of one origin). The longest descriptions, sequence listings aside,
/// are below two MiB; what is beyond the bound is readable and not searchable.
pub const TEXT_BYTES: usize = 4 * 1024 * 1024;

/// Bytes that a name may have to be counted and asked for as a whole; engines refuse longer values. A longer one is cut.
pub const NAME_BYTES: usize = 400;

/// The parties that stand for the applicant's side.
const APPLICANTS: [PartyRole; 3] = [PartyRole::Applicant, PartyRole::Owner, PartyRole::InventorApplicant];

/// Makes the index record of a publication, which is one projection already: what this audience may not see must not be in it.
///
/// `numbers` are the forms of its numbers, `japanese` its Japanese, in pieces of any size and in reading order; pieces of one part,
/// language and origin become one text with a line each.
#[must_use]
pub fn record_of(publication: &Publication, mut numbers: Vec<String>, japanese: Vec<IndexText>, audiences: Audiences) -> IndexRecord {
    let mut texts = Texts::default();
    originals(publication, &mut texts);
    for text in &japanese {
        texts.line(text.part, &text.language, text.origin, &text.text);
    }
    numbers.sort_unstable();
    numbers.dedup();
    let day = |date: Option<&publication::PublishedDate>| date.and_then(|date| date.iso).map(publication::IsoDate::as_number);
    IndexRecord {
        id: publication.id.clone(),
        audiences,
        publication_date: day(publication.publication_date.as_ref()),
        application_date: day(publication.application.as_ref().and_then(|application| application.date.as_ref())),
        numbers,
        mark_texts: mark_texts(publication),
        mark_feature: publication.mark.as_ref().and_then(|mark| mark.feature),
        classifications: classifications(publication),
        applicants: names(&publication.parties, &APPLICANTS, usize::MAX),
        applicants_counted: names(&publication.parties, &APPLICANTS, 1).iter().filter_map(|name| counted_name(name)).collect(),
        inventors: names(&publication.parties, &[PartyRole::Inventor, PartyRole::InventorApplicant], usize::MAX),
        language: publication.language.clone(),
        status: LegalStatus::of(publication),
        elements: publication.elements(),
        texts: texts.0,
        sample: publication.sample,
    }
}

/// The office's own texts.
fn originals(publication: &Publication, texts: &mut Texts) {
    let own = &publication.text_language();
    let mut line = |part, language: &LanguageTag, text: &str| texts.line(part, language, TextOrigin::Original, text);
    for title in &publication.titles {
        line(TextPart::Title, &title.language, &title.text);
    }
    if let Some(mark) = &publication.mark {
        for text in [&mark.verbal_element, &mark.transliteration, &mark.translation].into_iter().flatten() {
            line(TextPart::Title, own, text);
        }
        for goods in &mark.goods {
            line(TextPart::Goods, &goods.language, &goods.text);
        }
        for text in [&mark.description, &mark.colours, &mark.disclaimer].into_iter().flatten() {
            line(TextPart::Description, own, text);
        }
    }
    for text in &publication.abstracts {
        for paragraph in &text.paragraphs {
            line(TextPart::Abstract, &text.language, paragraph);
        }
    }
    for set in &publication.claim_sets {
        for claim in &set.claims {
            line(TextPart::Claims, &set.language, &claim.text);
        }
    }
    for text in &publication.descriptions {
        for block in &text.blocks {
            line(TextPart::Description, &text.language, block.text());
        }
    }
    if let Some(design) = &publication.design {
        let part = product_part(publication);
        for product in design.products.iter().filter(|product| !publication.titles.contains(product)) {
            line(part, &product.language, &product.text);
        }
        for text in [&design.features, &design.colours].into_iter().flatten() {
            line(TextPart::Description, own, text);
        }
    }
}

/// The part that the products of a design are found in: its title where it has no other, as in offices that register a design by its product
/// alone. Beside a title they are what the design is for, as goods are of a mark, and weigh as those do.
#[must_use]
pub const fn product_part(publication: &Publication) -> TextPart {
    if publication.titles.is_empty() { TextPart::Title } else { TextPart::Goods }
}

/// What a mark reads, each form once: its titles are its words in one language each.
fn mark_texts(publication: &Publication) -> Vec<String> {
    let Some(mark) = &publication.mark else { return Vec::new() };
    let words = mark.verbal_element.iter().chain(publication.titles.iter().map(|title| &title.text)).chain(&mark.transliteration);
    let mut texts: Vec<String> = Vec::new();
    for text in words.map(|text| text.trim()).filter(|text| !text.is_empty()) {
        if !texts.iter().any(|held| held == text) {
            texts.push(text.to_owned());
        }
    }
    texts
}

/// The publication's classifications, and the classes under which its goods and services stand.
fn classifications(publication: &Publication) -> Vec<Classification> {
    let mut classes = publication.classifications.clone();
    for class in publication.mark.iter().flat_map(|mark| &mark.goods).filter_map(|goods| goods.class) {
        let symbol = class.to_string();
        if !classes.iter().any(|held| held.scheme == ClassificationScheme::Nice && held.symbol == symbol) {
            classes.push(Classification {
                scheme: ClassificationScheme::Nice,
                national_scheme: None,
                as_published: symbol.clone(),
                symbol,
                version: None,
                rank: None,
                inventive: None,
                office: None,
            });
        }
    }
    classes
}

/// Names in every form, each once, in the order of the parties.
fn names(parties: &[Party], roles: &[PartyRole], forms: usize) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut names: Vec<String> = Vec::new();
    for party in parties.iter().filter(|party| roles.contains(&party.role)) {
        for name in party.names.iter().filter(|name| !name.name.is_empty()).take(forms) {
            if seen.insert(name.name.as_str()) {
                names.push(name.name.clone());
            }
        }
    }
    names
}

/// A name as it is counted: white space at its ends and line ends taken away, cut to [`NAME_BYTES`]; `None` where nothing is left.
#[must_use]
pub fn counted_name(name: &str) -> Option<String> {
    let name = name.replace(['\r', '\n'], " ");
    let name = name.trim();
    let cut = name[..name.floor_char_boundary(NAME_BYTES)].trim_end();
    (!cut.is_empty()).then(|| cut.to_owned())
}

/// Texts by part, language and origin.
#[derive(Default)]
struct Texts(Vec<IndexText>);

impl Texts {
    fn line(&mut self, part: TextPart, language: &LanguageTag, origin: TextOrigin, line: &str) {
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        let held = self.0.iter().position(|text| text.part == part && text.origin == origin && text.language == *language);
        let text = match held {
            Some(position) => &mut self.0[position].text,
            None => {
                self.0.push(IndexText { part, language: language.clone(), origin, text: String::new() });
                let last = self.0.len() - 1;
                &mut self.0[last].text
            }
        };
        if text.len() >= TEXT_BYTES {
            return;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        let room = TEXT_BYTES.saturating_sub(text.len());
        text.push_str(&line[..line.floor_char_boundary(room)]);
    }
}

#[cfg(test)]
mod tests {
    use publication::{
        Claim, ClaimSet, DocumentNumber, GoodsAndServices, LocalizedText, MarkDetails, NameForm, PartyName, PublishedDate, Source,
    };

    use super::*;

    fn tag(text: &str) -> LanguageTag {
        text.parse().expect(text)
    }

    fn publication() -> Publication {
        let number = DocumentNumber { as_published: "1101001234".to_owned(), normalised: "1101001234".to_owned() };
        let source = Source { delivery: String::new(), file: "a.txt".to_owned(), offset: 0, format: "inid-text".to_owned() };
        Publication::new("TH-patent-1101001234-A".parse().expect("an id"), number, source)
    }

    fn party(role: PartyRole, names: &[&str]) -> Party {
        let names = names.iter().map(|name| PartyName { name: (*name).to_owned(), form: NameForm::Published, language: None }).collect();
        Party { role, sequence: 1, names, address: None, country: None }
    }

    #[test]
    fn texts_are_joined_by_part_language_and_origin() {
        let mut publication = publication();
        publication.titles = vec![LocalizedText { language: tag("th"), text: "แบตเตอรี่".to_owned() }];
        let claim = |number: u32, text: &str| Claim { number, text: text.to_owned(), depends_on: Vec::new() };
        publication.claim_sets = vec![
            ClaimSet { language: tag("th"), claims: vec![claim(1, "ข้อ 1"), claim(2, "ข้อ 2")] },
            ClaimSet { language: tag("en"), claims: vec![claim(1, "A battery.")] },
            ClaimSet { language: tag("th"), claims: vec![claim(1, "ข้อ 3")] },
        ];
        let piece = |text: &str, origin| IndexText { part: TextPart::Claims, language: tag("ja"), origin, text: text.to_owned() };
        let japanese = vec![piece("一", TextOrigin::Memory), piece("二", TextOrigin::Human), piece("三", TextOrigin::Memory)];
        let record = record_of(&publication, vec!["B".to_owned(), "A".to_owned(), "B".to_owned()], japanese, Audiences::BOTH);
        let texts: Vec<_> = record.texts.iter().map(|text| (text.part, text.language.as_str(), text.origin, text.text.as_str())).collect();
        assert_eq!(
            texts,
            [
                (TextPart::Title, "th", TextOrigin::Original, "แบตเตอรี่"),
                (TextPart::Claims, "th", TextOrigin::Original, "ข้อ 1\nข้อ 2\nข้อ 3"),
                (TextPart::Claims, "en", TextOrigin::Original, "A battery."),
                (TextPart::Claims, "ja", TextOrigin::Memory, "一\n三"),
                (TextPart::Claims, "ja", TextOrigin::Human, "二"),
            ]
        );
        assert_eq!(record.numbers, ["A", "B"]);
    }

    #[test]
    fn a_mark_is_found_by_its_words_and_its_goods() {
        let mut publication = publication();
        publication.language = Some(tag("ru"));
        publication.publication_date = Some(PublishedDate::read("20210707"));
        publication.mark = Some(MarkDetails {
            verbal_element: Some("МОСТ".to_owned()),
            transliteration: Some("MOST".to_owned()),
            goods: vec![GoodsAndServices { class: Some(9), language: tag("ru"), text: "батареи".to_owned() }],
            ..MarkDetails::default()
        });
        publication.parties = vec![
            party(PartyRole::Owner, &["ООО Мост", "OOO Most"]),
            party(PartyRole::InventorApplicant, &["Иванов", "ООО Мост"]),
            party(PartyRole::Representative, &["Петров"]),
        ];
        let record = record_of(&publication, Vec::new(), Vec::new(), Audiences::PUBLIC);
        assert_eq!(record.texts[0].text, "МОСТ\nMOST");
        assert_eq!(record.mark_texts, ["МОСТ", "MOST"]);
        assert_eq!(record.classifications.iter().map(|class| class.symbol.as_str()).collect::<Vec<_>>(), ["9"]);
        assert_eq!((record.texts[1].part, record.texts[1].text.as_str()), (TextPart::Goods, "батареи"));
        assert_eq!(record.applicants, ["ООО Мост", "OOO Most", "Иванов"]);
        assert_eq!(record.applicants_counted, ["ООО Мост", "Иванов"]);
        assert_eq!(record.status, LegalStatus::Unknown);
        assert_eq!(record.inventors, ["Иванов", "ООО Мост"]);
        assert_eq!((record.publication_date, record.application_date), (Some(20_210_707), None));
    }

    #[test]
    fn a_counted_name_is_one_line_and_bounded() {
        assert_eq!(counted_name(" ACME\nInc. ").as_deref(), Some("ACME Inc."));
        assert_eq!(counted_name("\n "), None);
        assert_eq!(counted_name(&"あ".repeat(300)).map(|name| name.len()), Some(399));
    }

    #[test]
    fn a_record_stays_bounded() {
        let long =
            IndexText { part: TextPart::Description, language: tag("ja"), origin: TextOrigin::Machine, text: "電".repeat(1_000_000) };
        let record = record_of(&publication(), Vec::new(), vec![long.clone(), long.clone(), long], Audiences::BOTH);
        assert!(record.texts[0].text.len() <= TEXT_BYTES && record.texts[0].text.len() > TEXT_BYTES - 4);
    }
}
