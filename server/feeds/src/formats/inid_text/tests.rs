//! INID text of the four rights, and of the ways in which it is odd.

use publication::{ClassificationScheme, DescriptionBlock, FigureKind, NameForm, Publication, Right};

use crate::{
    FeedSettings, Limits, Reject,
    formats::{Context, Draft, Format, Out},
    head::Head,
};

use super::InidText;

#[derive(Default)]
struct Taken {
    drafts: Vec<Draft>,
    rejects: Vec<Reject>,
}

impl Out for Taken {
    fn record(&mut self, draft: Draft) -> Result<(), crate::Stop> {
        self.drafts.push(draft);
        Ok(())
    }

    fn reject(&mut self, place: String, code: &'static crate::codes::RejectCode, detail: &str) -> Result<(), crate::Stop> {
        self.rejects.push(code.reject("x.txt", place, detail));
        Ok(())
    }
}

fn read_bytes(office: &str, bytes: &[u8]) -> Taken {
    let settings = FeedSettings {
        office: office.parse().expect("an office"),
        right: None,
        format: None,
        encoding: None,
        language: None,
        sample: true,
    };
    let context = Context { settings: &settings, limits: &Limits::default(), file: "x.txt", decoder: None };
    let mut taken = Taken::default();
    InidText.read(&mut &*bytes, &context, &mut taken).expect("read");
    taken
}

fn read(office: &str, text: &str) -> Vec<Publication> {
    let taken = read_bytes(office, text.as_bytes());
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    taken.drafts.into_iter().map(|draft| draft.publication).collect()
}

const PATENT: &str = "(19) TH
(11) 0901001234  (13) A  (12) สิทธิบัตร
(21) 0901001234  (22) 12/03/2562
(43) 2020-09-17
(30) US 62/123,456 2018-03-13
JP 2018-045678 2018-03-14
(51) Int.Cl. H01M 10/052 (2010.01); A61K 9/16, 9/20
(54) [th] แบตเตอรี่
(54) [en] Battery
(57) [en] A battery.
It has two cells.
(71) [th] บริษัท ก | [en] Ko Co., Ltd. (TH); B Corp. (JP)
(72) Somchai (TH)
(56) US 6382450 B1; Smith et al.: Batteries, 2001
(86) PCT/US2019/012345 2019-03-12

[CLAIMS th]
1. แบตเตอรี่
ประกอบด้วย
2. {1} แบตเตอรี่ตามข้อถือสิทธิ 1
[DESCRIPTION th]
# สาขา
[0001] ย่อหน้า
ต่อเนื่อง

Plain paragraph
[FIGURES]
fig1.png | drawing | 1
[EVENTS]
2020-09-17 | PUB | ประกาศโฆษณา [th] | Q12
[FAMILY 12345678]
US 10123456 B2 2021-05-04
[STATUS]
ประกาศโฆษณาแล้ว
";

#[test]
fn a_patent_has_all_its_parts() {
    let publications = read("TH", PATENT);
    let [publication] = publications.as_slice() else { panic!("one record: {}", publications.len()) };
    assert_eq!(publication.id.to_string(), "TH-patent-0901001234-A");
    assert_eq!(publication.publication_date.as_ref().and_then(|date| date.iso).map(|iso| iso.to_string()).as_deref(), Some("2020-09-17"));
    let application = publication.application.as_ref().expect("an application");
    assert_eq!(application.date.as_ref().and_then(|date| date.iso).map(|iso| iso.to_string()).as_deref(), Some("2019-03-12"));
    let priorities: Vec<_> = publication
        .priorities
        .iter()
        .map(|p| (p.office.map(|o| o.to_string()), p.number.as_ref().map(|n| n.normalised.as_str())))
        .collect();
    assert_eq!(priorities, [(Some("US".to_owned()), Some("62123456")), (Some("JP".to_owned()), Some("2018045678"))]);
    let symbols: Vec<_> = publication.classifications.iter().map(|class| class.symbol.as_str()).collect();
    assert_eq!(symbols, ["H01M 10/052", "A61K 9/16", "A61K 9/20"]);
    assert_eq!(publication.classifications[0].version.as_deref(), Some("2010-01"));
    assert_eq!(publication.titles.iter().map(|title| title.language.as_str()).collect::<Vec<_>>(), ["th", "en"]);
    assert_eq!(publication.abstracts[0].paragraphs, ["A battery.", "It has two cells."]);
    assert_eq!(publication.parties.len(), 3);
    assert_eq!(publication.parties[0].names.iter().map(|name| name.form).collect::<Vec<_>>(), [NameForm::Published, NameForm::Latin]);
    assert_eq!(publication.parties[1].country.map(|country| country.to_string()).as_deref(), Some("JP"));
    let claims = &publication.claim_sets[0].claims;
    assert_eq!(claims.iter().map(|claim| (claim.number, claim.depends_on.clone())).collect::<Vec<_>>(), [(1, vec![]), (2, vec![1])]);
    assert_eq!(claims[0].text, "แบตเตอรี่\nประกอบด้วย");
    assert!(!claims[1].text.contains('{'));
    let blocks = &publication.descriptions[0].blocks;
    assert!(matches!(&blocks[0], DescriptionBlock::Heading { .. }));
    assert!(matches!(&blocks[1], DescriptionBlock::Paragraph { number: Some(number), text } if number == "0001" && text == "ย่อหน้า ต่อเนื่อง"));
    assert!(matches!(&blocks[2], DescriptionBlock::Paragraph { number: None, .. }));
    assert_eq!(publication.figures[0].kind, FigureKind::Drawing);
    assert_eq!(publication.legal_events[0].detailed_event.as_deref(), Some("Q12"));
    assert_eq!(publication.legal_events[0].language.as_str(), "th");
    let family = publication.family.as_ref().expect("a family");
    assert_eq!((family.id.as_deref(), family.members.len()), (Some("12345678"), 1));
    assert_eq!(publication.status.as_deref(), Some("ประกาศโฆษณาแล้ว"));
    assert_eq!(publication.citations.len(), 2);
    assert_eq!(publication.related[0].relation, "86");
    assert!(publication.sample);
}

#[test]
fn rights_are_told_by_codes_classes_and_words() {
    for (office, text, id) in [
        (
            "US",
            "(111) 2178784\n(511) 9 Computers; software\n 35 Advertising\n(540) KAKEHASHI\n(531) 26.01.03\n(732) A (US)",
            "US-trademark-2178784",
        ),
        (
            "DE",
            "(11) 402019000123-0001\n(51) LOC (13) Cl. 14-03\n(54) Telefon\n(28) 2\n(55) view1.png view2.png",
            "DE-design-4020190001230001",
        ),
        ("VN", "(11) 2-0001234\n(12) Giải pháp hữu ích\n(51) A61K 9/16\n(54) X", "VN-utility-model-20001234"),
        ("CN", "（１１）CN 212345678 U\n(51) H01M 10/052\n(54) 电池", "CN-patent-212345678-U"),
        ("CN", "(11) CN 212345678  (13) U\n(51) H01M 10/052\n(54) 电池", "CN-utility-model-212345678-U"),
        ("ID", "(11) IDP000012345\n(54) Baterai", "ID-patent-P000012345"),
    ] {
        assert_eq!(read(office, text)[0].id.to_string(), id, "{text}");
    }
    let mark =
        &read("US", "(111) 2178784\n(511) 9 Computers; software\nand games\nCl. 35: Advertising\n(540) KAKEHASHI\n(531) 26.01.03")[0];
    let details = mark.mark.as_ref().expect("a mark");
    assert_eq!(details.verbal_element.as_deref(), Some("KAKEHASHI"));
    assert_eq!(
        details.goods.iter().map(|goods| (goods.class, goods.text.as_str())).collect::<Vec<_>>(),
        [(Some(9), "Computers; software and games"), (Some(35), "Advertising")]
    );
    assert!(mark.classifications.iter().any(|class| class.scheme == ClassificationScheme::Vienna && class.symbol == "26.1.3"));
    let design = &read("DE", "(11) 402019000123-0001\n(51) LOC (13) Cl. 14-03\n(28) 2\n(55) view1.png view2.png")[0];
    assert_eq!(design.figures.len(), 2);
    assert_eq!(design.design.as_ref().and_then(|design| design.number_of_designs), Some(2));
    assert_eq!(design.id.right(), Right::Design);
}

#[test]
fn records_are_separated_and_a_bad_one_costs_only_itself() {
    let text = "\u{FEFF}(11) 1001\n(54) A\n----\n(54) no number\n(22) 2020-01-01\n%%\n(11) 1003\n(43) 2020-13-45\n(11) 1004\n(54) D\n\u{C}\n(19) VN\n(11) 1005\n(22) never\n";
    let taken = read_bytes("VN", text.as_bytes());
    let numbers: Vec<_> = taken.drafts.iter().map(|draft| draft.publication.id.number().to_owned()).collect();
    assert_eq!(numbers, ["1001", "1004", "1005"]);
    assert_eq!(taken.rejects.iter().map(|reject| reject.code.as_str()).collect::<Vec<_>>(), ["number-missing", "date-invalid"]);
    assert!(taken.rejects[0].place.contains("line 4"), "{}", taken.rejects[0].place);
    assert_eq!(taken.drafts[2].remarks[0].code, "date-unreadable");
    assert_eq!(taken.drafts[0].original, "\u{FEFF}(11) 1001\n(54) A\n".as_bytes());
}

#[test]
fn legacy_encodings_are_the_offices_own() {
    for (office, encoding, title) in [
        ("TH", encoding_rs::WINDOWS_874, "แบตเตอรี่"),
        ("RU", encoding_rs::WINDOWS_1251, "Аккумулятор"),
        ("KR", encoding_rs::EUC_KR, "배터리"),
        ("CN", encoding_rs::GB18030, "电池"),
        ("SA", encoding_rs::WINDOWS_1256, "بطارية"),
        ("JP", encoding_rs::SHIFT_JIS, "電池"),
    ] {
        let text = format!("(11) 1001\n(54) {title}\n");
        let (bytes, ..) = encoding.encode(&text);
        let taken = read_bytes(office, &bytes);
        assert_eq!(taken.drafts[0].publication.titles[0].text, title);
    }
    // A file that is UTF-8 does not become something else by one damaged line.
    let mut bytes = "(11) 1001\n(54) แบตเตอรี่\n----\n(11) 1002\n(54) ".as_bytes().to_vec();
    bytes.extend_from_slice(b"\xE0\xB8\n----\n(11) 1003\n");
    let taken = read_bytes("TH", &bytes);
    assert_eq!(taken.drafts.len(), 2);
    assert_eq!(taken.rejects[0].code, "encoding-invalid");
}

#[test]
fn texts_without_codes_are_not_records() {
    for text in ["Listing of files\n1. a.xml\n", "(a) one\n(b) two", "no code", "see (11) above"] {
        assert!(!InidText.recognises(&Head::read(text.as_bytes())), "{text}");
    }
    assert!(InidText.recognises(&Head::read(PATENT.as_bytes())));
}
