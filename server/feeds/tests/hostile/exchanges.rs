//! Full texts, ST.96, ST.36 of other offices, registers and legal events that are damaged, odd or hostile.

use proptest::prelude::*;

use super::{read, try_read};
use feeds::Limits;

/// A record of each format, with something put into the middle of it.
fn records(inside: &str) -> [(&'static str, String); 5] {
    [
        (
            "epo-full-text",
            format!(
                "<fulltext-document><bibliographic-data><publication-reference><document-id><country>ES</country><doc-number>1001</doc-number><kind>T1</kind><date>20200102</date></document-id></publication-reference></bibliographic-data><description lang=\"ES\"><p>a{inside}</p></description></fulltext-document>"
            ),
        ),
        (
            "st96-patent",
            format!(
                "<pat:PatentPublication><pat:BibliographicData><pat:PatentPublicationIdentification><com:IPOfficeCode>CA</com:IPOfficeCode><pat:PublicationNumber>1001</pat:PublicationNumber></pat:PatentPublicationIdentification></pat:BibliographicData><pat:Description><com:P>a{inside}</com:P></pat:Description></pat:PatentPublication>"
            ),
        ),
        (
            "st36",
            format!(
                "<wo-patent-document country=\"WO\" doc-number=\"2020001001\" kind=\"A1\"><bibliographic-data><invention-title>a{inside}</invention-title></bibliographic-data></wo-patent-document>"
            ),
        ),
        (
            "dpma-register",
            format!(
                "<dpma-patent-document><bibliographic-data><publication-reference><document-id><country>DE</country><doc-number>1001</doc-number><kind>A1</kind></document-id></publication-reference><invention-title>a{inside}</invention-title></bibliographic-data></dpma-patent-document>"
            ),
        ),
        (
            "ops",
            format!(
                "<ops:world-patent-data><ops:patent-family><ops:family-member family-id=\"1\"><publication-reference><document-id><country>VN</country><doc-number>1001</doc-number><kind>A</kind></document-id></publication-reference><ops:legal code=\"AS\" desc=\"x\"><ops:L500EP><ops:L510EP desc=\"t\">a{inside}</ops:L510EP></ops:L500EP></ops:legal></ops:family-member></ops:patent-family></ops:world-patent-data>"
            ),
        ),
    ]
}

#[test]
fn a_defect_is_a_reject_with_its_code_in_every_format() {
    for (format, good) in records("") {
        let taken = read(&[("a.xml", good.as_bytes())]);
        assert_eq!((taken.ids.len(), taken.codes().len()), (1, 0), "{format}: {:?}", taken.rejects);
    }
    let deep = "<x>".repeat(200);
    for (inside, code) in
        [("<b>", "xml-malformed"), ("&lol;", "xml-entity"), ("&#xFFFFFFF;", "xml-malformed"), (deep.as_str(), "xml-too-deep")]
    {
        for (format, bad) in records(inside) {
            let taken = read(&[("a.xml", bad.as_bytes()), ("b.xml", records("")[0].1.as_bytes())]);
            assert_eq!(taken.codes(), [code], "{format}");
            assert_eq!(taken.ids, ["ES-patent-1001-T1"], "{format}: the rest goes on");
        }
    }
}

#[test]
fn what_identifies_nothing_is_refused() {
    for (text, code) in [
        ("<fulltext-document/>", "number-missing"),
        ("<pat:PatentPublication/>", "number-missing"),
        ("<application-body lang=\"en\"><description><p>x</p></description></application-body>", "number-missing"),
        ("<th-patent-document doc-number=\"A1\" kind=\"B99\"/>", "kind-invalid"),
        ("<th-patent-document country=\"THA\" doc-number=\"1001\"/>", "office-invalid"),
        ("<th-patent-document doc-number=\"1001\" date-publ=\"20201345\"/>", "date-invalid"),
        ("<dpma-patent-document/>", "number-missing"),
        ("<ops:world-patent-data><ops:patent-family/></ops:world-patent-data>", "record-missing"),
        ("<ops:world-patent-data><ops:patent-family><ops:family-member/></ops:patent-family></ops:world-patent-data>", "number-missing"),
        ("<ops:world-patent-data><ops:biblio-search/></ops:world-patent-data>", "format-unknown"),
        ("<content><chapter/></content>", "format-unknown"),
    ] {
        let taken = read(&[("a.xml", text.as_bytes())]);
        assert_eq!(taken.codes(), [code], "{text}");
        assert!(taken.ids.is_empty());
    }
    let listed = "<content><file>a.xml</file></content>";
    let index = "<!DOCTYPE ftm-package-index SYSTEM \"x.dtd\"><ftm-package-index/>";
    let taken =
        read(&[("TOC.xml", listed.as_bytes()), ("index.xml", index.as_bytes()), ("c.csv", b"Lang,Pub date\nES,1\n"), ("VOLUMEID", b"EP1")]);
    assert!(taken.ids.is_empty() && taken.rejects.is_empty(), "{:?}", taken.rejects);
}

#[test]
fn a_family_of_the_square_of_itself_stays_within_bounds() {
    let member = |number: usize| {
        format!(
            "<ops:family-member family-id=\"1\"><publication-reference><document-id><country>VN</country><doc-number>{number}</doc-number><kind>A</kind></document-id></publication-reference></ops:family-member>"
        )
    };
    let family = |members: usize| {
        let members: String = (1_000..1_000 + members).map(member).collect();
        format!("<ops:patent-family>{members}</ops:patent-family>")
    };
    assert_eq!(read(&[("a.xml", family(5_001).as_bytes())]).codes(), ["record-too-large"]);
    assert_eq!(read(&[("a.xml", family(2_000).as_bytes())]).ids.len(), 2_000);
}

#[test]
fn a_register_record_with_very_many_publications_is_refused() {
    let reference =
        "<publication-reference><document-id><country>DE</country><doc-number>1001</doc-number></document-id></publication-reference>";
    let text = format!("<dpma-patent-document><bibliographic-data>{}</bibliographic-data></dpma-patent-document>", reference.repeat(51));
    assert_eq!(read(&[("a.xml", text.as_bytes())]).codes(), ["record-too-large"]);
}

#[test]
fn drawings_are_found_only_beside_their_document() {
    let folder = tempfile::tempdir().expect("a folder");
    let inside = folder.path().join("delivery");
    std::fs::create_dir(&inside).expect("a folder");
    std::fs::write(folder.path().join("secret.tif"), b"II*\0").expect("a file");
    let (_, text) = &records("<img file=\"../secret.tif\"/><img file=\"/etc/passwd\"/><img file=\"none.tif\"/>")[0];
    std::fs::write(inside.join("a.xml"), text).expect("a file");
    std::fs::write(inside.join("b.tif"), b"II*\0").expect("a file");
    let (taken, _) = try_read(&inside, &Limits::default()).expect("read");
    assert_eq!(taken.ids.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_damage_is_read_without_panic(format in 0..5_usize, at in 0..4_000_usize, bytes in proptest::collection::vec(any::<u8>(), 0..12), cut in any::<bool>()) {
        let mut text = records("<br/>&deg;<claim-text>x</claim-text>")[format].1.clone().into_bytes();
        let at = at % text.len();
        if cut {
            text.truncate(at);
        } else {
            text.splice(at..(at + bytes.len()).min(text.len()), bytes);
        }
        read(&[("a.xml", &text)]);
    }
}
