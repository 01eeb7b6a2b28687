//! Patent documents of offices' own formats, truncated, nested, with entities that are not theirs, and in encodings that they do not declare.

use proptest::prelude::*;

use super::read;

/// One document of each format: its number and something within its title. The second part is the id that it has.
type Layout = (&'static str, fn(&str, &str) -> String, fn(&str) -> String);

/// The formats. Those in which a file holds many documents in a row come first.
const LAYOUTS: &[Layout] = &[
    ("ice-grant", ice_grant, |number| format!("US-patent-{number}-B2")),
    ("ice-application", ice_application, |number| format!("US-patent-{number}-A1")),
    ("pre-grant", pre_grant, |number| format!("US-patent-{number}-A1")),
    ("red-book", red_book, |number| format!("US-patent-{number}-B1")),
    ("cnipa-new", cnipa_new, |number| format!("CN-patent-{number}-A")),
    ("cnipa-old", cnipa_old, |number| format!("CN-utility-model-{number}-U")),
    ("kipris", kipris, |number| format!("KR-patent-{number}-A")),
];

fn ice_grant(number: &str, inside: &str) -> String {
    format!(
        "<us-patent-grant lang=\"EN\" country=\"US\"><us-bibliographic-data-grant><publication-reference><document-id><country>US</country><doc-number>{number}</doc-number><kind>B2</kind><date>20150106</date></document-id></publication-reference><invention-title>T{inside}</invention-title></us-bibliographic-data-grant></us-patent-grant>"
    )
}

fn ice_application(number: &str, inside: &str) -> String {
    format!(
        "<us-patent-application lang=\"EN\" country=\"US\"><us-bibliographic-data-application><publication-reference><document-id><country>US</country><doc-number>{number}</doc-number><kind>A1</kind><date>20150106</date></document-id></publication-reference><invention-title>T{inside}</invention-title></us-bibliographic-data-application></us-patent-application>"
    )
}

fn pre_grant(number: &str, inside: &str) -> String {
    format!(
        "<patent-application-publication><subdoc-bibliographic-information><document-id><doc-number>{number}</doc-number><kind-code>A1</kind-code><document-date>20010315</document-date></document-id><technical-information><title-of-invention>T{inside}</title-of-invention></technical-information></subdoc-bibliographic-information></patent-application-publication>"
    )
}

fn red_book(number: &str, inside: &str) -> String {
    format!(
        "<PATDOC DTD=\"2.5\"><SDOBI><B100><B110><DNUM><PDAT>{number}</PDAT></DNUM></B110><B130><PDAT>B1</PDAT></B130><B140><DATE><PDAT>20020101</PDAT></DATE></B140><B190><PDAT>US</PDAT></B190></B100><B500><B540><STEXT><PDAT>T{inside}</PDAT></STEXT></B540></B500></SDOBI></PATDOC>"
    )
}

fn cnipa_new(number: &str, inside: &str) -> String {
    format!(
        "<business:PatentDocumentAndRelated xmlns:base=\"b\" xmlns:business=\"c\" lang=\"zh\" country=\"CN\" docNumber=\"{number}\" kind=\"A\" datePublication=\"20211210\"><business:BibliographicData><business:InventionTitle lang=\"zh\">T{inside}</business:InventionTitle></business:BibliographicData></business:PatentDocumentAndRelated>"
    )
}

fn cnipa_old(number: &str, inside: &str) -> String {
    format!(
        "<cn-patent-document lang=\"ZH\" country=\"CN\"><cn-bibliographic-data><cn-publication-reference><document-id><country>CN</country><doc-number>{number}</doc-number><kind>U</kind><date>20141224</date></document-id></cn-publication-reference><invention-title>T{inside}</invention-title></cn-bibliographic-data></cn-patent-document>"
    )
}

fn kipris(number: &str, inside: &str) -> String {
    format!(
        "<PatentUtilityInfo><ApplicationNumber>10{number}</ApplicationNumber><OpeningNumber>10{number}</OpeningNumber><OpeningDate>20240717</OpeningDate><InventionName>T{inside}</InventionName></PatentUtilityInfo>"
    )
}

/// A file of documents: in a row for the office's own bulk files, in an answer for KIPRIS.
fn file(name: &str, declaration: &str, documents: &[String]) -> String {
    if name == "kipris" {
        return format!(
            "{declaration}\n\n\n<response><header><resultCode>00</resultCode></header><body><items>{}</items></body></response>",
            documents.join("\n")
        );
    }
    documents.iter().map(|document| format!("{declaration}\n{document}\n")).collect()
}

/// Numbers that are those of documents in every format.
const NUMBERS: [&str; 3] = ["20240111421", "20240111422", "20240111423"];

fn documents(layout: &Layout, inside: &str) -> Vec<String> {
    vec![layout.1(NUMBERS[0], ""), layout.1(NUMBERS[1], inside), layout.1(NUMBERS[2], "&#945;&lt;")]
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

#[test]
fn a_defect_costs_one_document_of_a_row() {
    for layout in LAYOUTS {
        let (name, _, id) = layout;
        for (inside, code) in [
            ("<b>", "xml-malformed"),
            ("</x>", "xml-malformed"),
            ("&lol;", "xml-entity"),
            ("&#xFFFFFFF;", "xml-malformed"),
            (&"<b>".repeat(200), "xml-too-deep"),
            (&format!("{}x{}", "<b>".repeat(5_000), "</b>".repeat(5_000)), "xml-too-deep"),
        ] {
            let taken = read(&[("a.xml", file(name, DECLARATION, &documents(layout, inside)).as_bytes())]);
            assert_eq!(taken.ids, [id(NUMBERS[0]), id(NUMBERS[2])], "{name} {code}");
            assert_eq!(taken.codes(), [code], "{name}");
            assert!(taken.rejects[0].place.contains("byte"), "{}", taken.rejects[0].place);
        }
        let taken = read(&[("a.xml", file(name, DECLARATION, &documents(layout, "")).as_bytes())]);
        assert_eq!((taken.ids.len(), taken.rejects.len()), (3, 0), "{name}: {:?}", taken.rejects);
        assert_eq!(taken.titles[2], "Tα<", "{name}");
    }
}

#[test]
fn what_makes_no_document_is_refused_with_its_reason() {
    for (name, document, id) in LAYOUTS {
        let good = document(NUMBERS[0], "");
        for (bad, code) in [
            (document("", ""), "number-missing"),
            (document("特許", ""), "number-invalid"),
            (
                good.replace("20240717", "20241345")
                    .replace("20150106", "20241345")
                    .replace("20010315", "20241345")
                    .replace("20020101", "20241345")
                    .replace("20211210", "20241345")
                    .replace("20141224", "20241345"),
                "date-invalid",
            ),
        ] {
            // Of KIPRIS, a number of ten digits and no more is left where that of the application laid open is none.
            if *name == "kipris" && code.starts_with("number") {
                continue;
            }
            let taken = read(&[("a.xml", file(name, DECLARATION, &[good.clone(), bad]).as_bytes())]);
            assert_eq!(
                (taken.ids, taken.rejects.iter().map(|reject| reject.code.as_str()).collect::<Vec<_>>()),
                (vec![id(NUMBERS[0])], vec![code]),
                "{name}"
            );
        }
    }
}

#[test]
fn entities_of_a_document_type_are_never_expanded_or_fetched() {
    let bomb = "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\" [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\"><!ENTITY one \"&#945;\"><!ENTITY e SYSTEM \"file:///etc/passwd\"><!ENTITY f.TIF SYSTEM \"f.TIF\" NDATA TIF><!ENTITY % p SYSTEM \"http://127.0.0.1:1/p.dtd\">%p;]>";
    let declaration = format!("{DECLARATION}\n{bomb}");
    for layout in LAYOUTS {
        let (name, document, id) = layout;
        for inside in ["&c;", "&e;", "&f.TIF;", "%p;&p;"] {
            let taken = read(&[("a.xml", file(name, &declaration, &documents(layout, inside)).as_bytes())]);
            assert_eq!(taken.ids, [id(NUMBERS[0]), id(NUMBERS[2])], "{name} {inside}");
            assert_eq!(taken.codes(), ["xml-entity"], "{name} {inside}");
        }
        let taken = read(&[("a.xml", file(name, &declaration, &[document(NUMBERS[0], "&one;")]).as_bytes())]);
        assert_eq!(taken.titles, ["Tα"], "{name}");
    }
}

#[test]
fn a_truncated_file_costs_its_last_document() {
    for layout in LAYOUTS {
        let (name, _, id) = layout;
        let whole = file(name, DECLARATION, &documents(layout, ""));
        let last = whole.rfind(NUMBERS[2]).expect("the last document");
        for cut in [last - 3, last + 5, last + 60] {
            let taken = read(&[("a.xml", &whole.as_bytes()[..cut])]);
            assert_eq!(taken.ids, [id(NUMBERS[0]), id(NUMBERS[1])], "{name} {cut}");
            assert_eq!(taken.codes(), ["xml-malformed"], "{name} {cut}");
        }
    }
}

#[test]
fn encodings_are_what_the_bytes_say() {
    for layout in LAYOUTS {
        let (name, document, id) = layout;
        let text = |encoding: &str, inside: &str| {
            let declaration = format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>");
            file(name, &declaration, &[document(NUMBERS[0], inside), document(NUMBERS[1], "")])
        };
        // UTF-8, whatever it declares.
        for encoding in ["ISO-8859-1", "gb2312", "EUC-KR", "UTF-16"] {
            let taken = read(&[("a.xml", text(encoding, "é电밸").as_bytes())]);
            assert_eq!((taken.titles.first().map(String::as_str), taken.rejects.len()), (Some("Té电밸"), 0), "{name} {encoding}");
        }
        // What is declared, where it is so.
        let bytes = encoding_rs::GB18030.encode(&text("gb18030", "电")).0.into_owned();
        assert_eq!(read(&[("a.xml", &bytes)]).titles.first().map(String::as_str), Some("T电"), "{name}");
        // Declared UTF-8, and another encoding in one document.
        let mut bytes = text("UTF-8", "!").into_bytes();
        let at = bytes.iter().position(|b| *b == b'!').expect("the mark").max(60);
        let at = at + bytes[at..].iter().position(|b| *b == b'!').expect("the mark behind the declaration");
        bytes[at] = 0xE9;
        let taken = read(&[("a.xml", &bytes)]);
        assert_eq!(
            (taken.ids, taken.rejects.iter().map(|reject| reject.code.as_str()).collect::<Vec<_>>()),
            (vec![id(NUMBERS[1])], vec!["encoding-invalid"]),
            "{name}"
        );
    }
}

#[test]
fn recognition_is_by_content_behind_marks_and_blank_lines() {
    for (name, document, id) in LAYOUTS {
        for before in [
            "\u{FEFF}",
            "\n\n\r\n",
            "\u{FEFF}\n<?xml version='1.0'?>\n\n\n",
            "<?xml version='1.0'?>\n<!-- a -->\n<!DOCTYPE x SYSTEM \"missing.dtd\" [ ]>\n\n<?xml-stylesheet href='x.xsl'?>\n",
        ] {
            let taken = read(&[("a", file(name, before, &[document(NUMBERS[0], "")]).as_bytes())]);
            assert_eq!((taken.ids, taken.rejects.len()), (vec![id(NUMBERS[0])], 0), "{name} {before:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn spoilt_documents_are_read_without_panic(which in 0..LAYOUTS.len(), at in 0..4000_usize, bytes in proptest::collection::vec(any::<u8>(), 1..12)) {
        let layout = &LAYOUTS[which];
        let mut spoilt = file(layout.0, DECLARATION, &documents(layout, "<sub>2</sub>&alpha;")).into_bytes();
        let at = at % spoilt.len();
        for (position, byte) in bytes.iter().enumerate() {
            if let Some(place) = spoilt.get_mut(at + position) {
                *place = *byte;
            }
        }
        read(&[("a.xml", &spoilt), ("b.xml", &spoilt[..at])]);
    }
}
