//! What answers about one application say in sections of their own: parties, priorities, documents found, claims, history.

use publication::{
    Citation, CitedWork, Claim, ClaimSet, DocumentNumber, DocumentReference, KindCode, LegalEvent, OfficeCode, PartyRole, Publication,
    RelatedDocument,
};

use crate::{
    formats::{
        Remarks,
        claim_text::without_number,
        reference_office,
        register::{Parties, StatedParty, StatedPriority, read_number},
    },
    xml::{Xml, XmlResult},
};

use super::{Item, language};

/// An item with its sections, each an element of a list.
pub(super) struct Sections {
    /// The item's own elements, and those of its summary.
    pub(super) item: Item,
    /// Elements of lists by name, in small letters.
    lists: Vec<(String, Item)>,
}

/// The office's words for countries.
const COUNTRIES: &[(&str, &str)] = &[
    ("대한민국", "KR"),
    ("미국", "US"),
    ("일본", "JP"),
    ("중국", "CN"),
    ("독일", "DE"),
    ("프랑스", "FR"),
    ("영국", "GB"),
    ("네덜란드", "NL"),
    ("스위스", "CH"),
    ("스웨덴", "SE"),
    ("이탈리아", "IT"),
    ("캐나다", "CA"),
    ("대만", "TW"),
    ("이스라엘", "IL"),
    ("핀란드", "FI"),
    ("덴마크", "DK"),
    ("오스트리아", "AT"),
    ("벨기에", "BE"),
    ("호주", "AU"),
    ("인도", "IN"),
    ("싱가포르", "SG"),
    ("스페인", "ES"),
    ("홍콩", "HK"),
    ("유럽특허청(EPO)", "EP"),
];

/// The country of a word or a code.
fn country(text: &str) -> Option<OfficeCode> {
    let known = COUNTRIES.iter().find(|(word, _)| *word == text.trim()).map_or(text, |(_, code)| *code);
    known.parse().ok()
}

impl Sections {
    /// Reads the open item.
    pub(super) fn read(xml: &mut Xml<'_>) -> XmlResult<Self> {
        let mut all = Self { item: Item::default(), lists: Vec::new() };
        while let Some(tag) = xml.child()? {
            let name = tag.name().to_ascii_lowercase();
            if name == "imagepathinfo" {
                all.item.append(Item::read(xml)?);
            } else if name.ends_with("array") {
                while let Some(tag) = xml.child()? {
                    let name = tag.name().to_ascii_lowercase();
                    let inner = Item::read(xml)?;
                    if name == "bibliosummaryinfo" { all.item.append(inner) } else { all.lists.push((name, inner)) }
                }
            } else {
                if let Some(text) = xml.some_text()? {
                    all.item.push(&name, text);
                }
            }
        }
        Ok(all)
    }

    /// The elements of a list.
    fn list<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Item> {
        self.lists.iter().filter(move |(held, _)| held == name).map(|(_, item)| item)
    }

    /// Classes of the lists, as published.
    pub(super) fn classes<'s>(&'s self, list: &'s str, field: &'s str) -> impl Iterator<Item = &'s str> {
        self.list(list).flat_map(move |item| item.values(field))
    }

    /// Parties of the lists, beside those that stand in the item itself.
    pub(super) fn parties(&self, parties: &mut Parties) {
        for (list, role) in
            [("applicantinfo", PartyRole::Applicant), ("inventorinfo", PartyRole::Inventor), ("agentinfo", PartyRole::Representative)]
        {
            for item in self.list(list) {
                let names = [(item.owned(&["name"]), None), (item.owned(&["engname"]), Some(publication::LanguageTag::from_office("en")))];
                let names = names.into_iter().filter_map(|(name, language)| Some((name?, language))).collect();
                let country = item.text(&["country"]).and_then(country);
                parties.add(role, StatedParty { names, address: item.owned(&["address"]), country });
            }
        }
    }

    /// Puts everything else where it belongs.
    pub(super) fn put_into(&self, publication: &mut Publication, office: OfficeCode, remarks: &mut Remarks) {
        for item in self.list("priorityinfo") {
            let stated = StatedPriority {
                country: item.text(&["priorityapplicationcountry"]).and_then(country).map(|code| code.to_string()),
                number: item.owned(&["priorityapplicationnumber"]),
                date: item.owned(&["priorityapplicationdate"]),
            };
            publication.priorities.extend(stated.read(remarks));
        }
        let wipo = "WO".parse::<OfficeCode>().ok();
        for item in self.list("internationalinfo") {
            for (relation, number, date) in [
                ("86", &["internationalapplicationnumber"], "internationalapplicationdate"),
                ("87", &["internationopennumber"], "internationopendate"),
            ] {
                let Some((text, wipo)) = item.text(number).zip(wipo) else { continue };
                let document = DocumentReference {
                    office: Some(wipo),
                    number: read_number(wipo, text, relation, remarks),
                    kind: None,
                    date: item.text(&[date]).and_then(|text| remarks.date(date, text)),
                    as_published: text.to_owned(),
                };
                publication.related.push(RelatedDocument { relation: relation.to_owned(), document });
            }
        }
        publication.designated_states.extend(self.list("designatedstateinfo").filter_map(|item| item.owned(&["country"])));
        publication.citations.extend(self.list("priorartdocumentsinfo").filter_map(|item| citation(item, office, remarks)));
        publication.legal_events.extend(self.list("legalstatusinfo").filter_map(|item| event(item, office, remarks)));
        let claims: Vec<Claim> = (1..).zip(self.list("claiminfo")).filter_map(|(position, item)| claim(position, item)).collect();
        if !claims.is_empty() {
            publication.claim_sets.push(ClaimSet { language: language(), claims });
        }
    }
}

/// A claim by its place in the list; a claim left out keeps its words (`삭제`).
fn claim(position: u32, item: &Item) -> Option<Claim> {
    let mut text = item.owned(&["claim"])?;
    without_number(&mut text, position);
    Some(Claim { number: position, text, depends_on: Vec::new() })
}

/// A document found in the search: `KR1020190085654 A`, `US20120123456 A1*`, or literature.
fn citation(item: &Item, office: OfficeCode, remarks: &mut Remarks) -> Option<Citation> {
    let text = item.text(&["documentsnumber"])?;
    let phase = item.text(&["examinerquotationflag"]).filter(|flag| *flag == "Y").map(|_| "examiner".to_owned());
    let printed = text.trim_end_matches('*').trim();
    let (stated, rest) = reference_office(printed);
    let (number, kind) = match rest.rsplit_once(' ') {
        Some((number, kind)) if kind.parse::<KindCode>().is_ok() => (number, kind.parse::<KindCode>().ok()),
        _ => (rest, None),
    };
    let is_patent =
        number.bytes().filter(u8::is_ascii_digit).count() >= 5 && !number.contains(|c: char| c.is_alphabetic() && !c.is_ascii());
    let cited = if is_patent {
        let office = stated.unwrap_or(office);
        let number = DocumentNumber::read(office, number, kind.as_ref()).ok();
        if number.is_none() {
            remarks.add("citation-unreadable", "documentsNumber", text);
        }
        CitedWork::Patent { document: DocumentReference { office: Some(office), number, kind, date: None, as_published: text.to_owned() } }
    } else {
        CitedWork::Literature { text: text.to_owned() }
    };
    Some(Citation { cited, categories: Vec::new(), phase, passages: None })
}

/// A step of the procedure, in the office's words: the document, and what became of it.
fn event(item: &Item, office: OfficeCode, remarks: &mut Remarks) -> Option<LegalEvent> {
    let document = item.text(&["documentname"])?;
    let description = match item.text(&["commoncodename"]) {
        Some(outcome) => format!("{document} ({outcome})"),
        None => document.to_owned(),
    };
    Some(LegalEvent {
        date: item.text(&["receiptdate"]).and_then(|text| remarks.date("receiptDate", text)),
        office: Some(office),
        code: None,
        description,
        language: language(),
        category: None,
        detailed_event: None,
        change: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(fields: &[(&str, &str)]) -> Item {
        let mut item = Item::default();
        for (name, text) in fields {
            item.push(name, (*text).to_owned());
        }
        item
    }

    #[test]
    fn documents_found_are_patents_or_literature() {
        let mut remarks = Remarks::default();
        let korea = "KR".parse().expect("KR");
        for (text, office, number, kind) in [
            ("KR1020190085654 A", "KR", "1020190085654", Some("A")),
            ("US20120123456 A1*", "US", "20120123456", Some("A1")),
            ("JP2001123456 A", "JP", "2001123456", Some("A")),
            ("1020190085654", "KR", "1020190085654", None),
        ] {
            let found = citation(&item(&[("documentsnumber", text), ("examinerquotationflag", "Y")]), korea, &mut remarks).expect(text);
            let CitedWork::Patent { document } = found.cited else { panic!("{text}") };
            assert_eq!(document.office.map(|office| office.to_string()).as_deref(), Some(office), "{text}");
            assert_eq!(document.number.map(|number| number.normalised).as_deref(), Some(number), "{text}");
            assert_eq!((document.kind.as_ref().map(KindCode::as_str), found.phase.as_deref()), (kind, Some("examiner")), "{text}");
        }
        let found = citation(&item(&[("documentsnumber", "김철수, 논문집 (2015)")]), korea, &mut remarks).expect("literature");
        assert!(matches!(found.cited, CitedWork::Literature { .. }) && found.phase.is_none());
        assert!(remarks.0.is_empty());
    }

    #[test]
    fn countries_are_words_or_codes() {
        assert_eq!(country("대한민국").map(|code| code.to_string()).as_deref(), Some("KR"));
        assert_eq!(country("US").map(|code| code.to_string()).as_deref(), Some("US"));
        assert_eq!(country("아틀란티스"), None);
    }
}
