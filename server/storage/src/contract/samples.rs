//! Publications to test with.

use index_config::TextOrigin;
use publication::{
    Abstract, ApplicationReference, Claim, ClaimSet, Description, DescriptionBlock, DocumentNumber, Family, LanguageTag, LegalEvent,
    LocalizedText, Operation, Priority, Publication, PublicationId, PublishedDate, Source, TextPart,
};
use time::OffsetDateTime;

use crate::{PublicationToStore, SegmentKey, SegmentMarks, SegmentTranslation};

pub(crate) const DELIVERY: &str = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";

pub(crate) fn id(text: &str) -> PublicationId {
    text.parse().expect("an id")
}

pub(crate) fn language(tag: &str) -> LanguageTag {
    LanguageTag::from_office(tag)
}

pub(crate) fn at(seconds: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(1_760_000_000 + seconds).expect("a time")
}

pub(crate) fn number(text: &str) -> DocumentNumber {
    DocumentNumber::read("XX".parse().expect("a code"), text, None).expect("a number")
}

/// A publication with something in each of its long parts.
pub(crate) fn publication(name: &str, title: &str) -> Publication {
    let id = id(name);
    let source = Source { delivery: String::new(), file: format!("{name}.xml"), offset: 7, format: "docdb".to_owned() };
    let mut made = Publication::new(id.clone(), number(id.number()), source);
    made.publication_date = Some(PublishedDate::read("20210707"));
    made.titles = vec![LocalizedText { language: language("en"), text: title.to_owned() }];
    made.abstracts = vec![
        Abstract { language: language("en"), paragraphs: vec![format!("{title}, abstracted."), "More.".to_owned()], written_by: None },
        Abstract {
            language: language("th"), paragraphs: vec!["บทคัดย่อ".to_owned()], written_by: Some("office".to_owned())
        },
    ];
    let claim = |number, text: &str| Claim { number, text: text.to_owned(), depends_on: (1..number).collect() };
    made.claim_sets = vec![ClaimSet { language: language("en"), claims: vec![claim(1, "A device."), claim(2, "The device of claim 1.")] }];
    let paragraph = DescriptionBlock::Paragraph { number: Some("0001".to_owned()), text: "A long story. ".repeat(40) };
    made.descriptions =
        vec![Description { language: language("en"), blocks: vec![DescriptionBlock::Heading { text: "Field".to_owned() }, paragraph] }];
    made.legal_events = vec![LegalEvent {
        date: Some(PublishedDate::read("20220101")),
        office: None,
        code: Some("U".to_owned()),
        description: "Fee paid".to_owned(),
        language: language("en"),
        category: None,
        detailed_event: None,
        change: None,
    }];
    made
}

/// Its record, public, found by no other numbers.
pub(crate) fn record(publication: Publication) -> PublicationToStore {
    PublicationToStore {
        operation: Operation::Put,
        original: format!("<record>{}</record>", publication.id).into_bytes(),
        publication,
        public: true,
        numbers: Vec::new(),
    }
}

pub(crate) fn restricted(publication: Publication) -> PublicationToStore {
    PublicationToStore { public: false, ..record(publication) }
}

pub(crate) fn priority(office: &str, of: &str, date: &str) -> Priority {
    Priority { office: Some(office.parse().expect("a code")), number: Some(number(of)), date: Some(PublishedDate::read(date)) }
}

pub(crate) fn application(office: &str, of: &str, date: &str) -> ApplicationReference {
    ApplicationReference { office: Some(office.parse().expect("a code")), number: Some(number(of)), date: Some(PublishedDate::read(date)) }
}

pub(crate) fn family(id: &str) -> Family {
    Family { id: Some(id.to_owned()), members: Vec::new() }
}

/// Machine-made Japanese of a title's segment; a revision of 0.
pub(crate) fn segment(source: &str, japanese: &str) -> SegmentTranslation {
    SegmentTranslation {
        key: SegmentKey { part: TextPart::Title, language: language("en"), source_hash: hex::encode(source), occurrence: 0 },
        source: source.to_owned(),
        japanese: japanese.to_owned(),
        state: "translated".to_owned(),
        provenance: r#"{"engine":"test"}"#.to_owned(),
        origin: TextOrigin::Machine,
        revision: 0,
        marks: SegmentMarks::default(),
        account: None,
    }
}
