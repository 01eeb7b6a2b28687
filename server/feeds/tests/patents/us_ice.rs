//! Documents of the US office of every era beside their bytes, and what those by WIPO ST.36 (ICE) may hold.

use feeds::number_forms;
use publication::{CitedWork, ClassificationScheme, DescriptionBlock, FigureKind, LegalEventCategory, PartyRole, Right};

use crate::reading::{between, blocks, count, raw, read_for, read_one, read_text, related, roles, shared, symbols};

#[test]
fn every_us_document_agrees_with_its_bytes() {
    let Some(folder) = shared("us-ice") else { return };
    let taken = read_for("US", &folder);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    assert_eq!(taken.records.len(), 5);
    for record in &taken.records {
        let (publication, raw) = (&record.publication, raw(record));
        let name = &publication.source.file;
        let number = if raw.contains("<PATDOC") {
            let number = between(raw, "<B110>", "</B110>").and_then(|number| between(number, "<PDAT>", "</PDAT>"));
            let claims = publication.claim_sets.iter().map(|set| set.claims.len()).sum::<usize>();
            assert_eq!(claims, count(raw, "<CLM "), "{name}");
            assert_eq!(publication.figures.len(), count(raw, "<EMI "), "{name}");
            assert_eq!(publication.citations.len(), count(raw, "<B561>") + count(raw, "<B562>"), "{name}");
            assert_eq!(roles(publication, PartyRole::Inventor).len(), count(raw, "<B721>"), "{name}");
            number
        } else {
            let claims: Vec<_> = publication.claim_sets.iter().flat_map(|set| &set.claims).collect();
            assert_eq!(claims.len(), count(raw, "<claim "), "{name}");
            assert!(claims.iter().zip(1..).all(|(claim, number)| claim.number == number), "{name}");
            let dependent =
                raw.split("<claim ").skip(1).filter(|claim| claim.contains("claim-ref ") || claim.contains("-reference depends"));
            assert_eq!(claims.iter().filter(|claim| !claim.depends_on.is_empty()).count(), dependent.count(), "{name}");
            let images = count(raw, "<img ") + count(raw, "<image ");
            assert_eq!(publication.figures.len(), images, "{name}");
            assert_eq!(publication.citations.len(), count(raw, "<us-citation>"), "{name}");
            let description = between(raw, "description>", "</subdoc-description>").or(between(raw, "<description ", "</description>"));
            let description = description.expect("a description");
            let stated = (count(description, "<heading "), count(description, "<p ") + count(description, "<paragraph "));
            assert_eq!(blocks(publication), stated, "{name}");
            let classes = count(raw, "</classification-ipcr>") + count(raw, "</classification-cpc>") + count(raw, "<ipc>");
            let (ipc, cpc) = (symbols(publication, ClassificationScheme::Ipc), symbols(publication, ClassificationScheme::Cpc));
            assert_eq!(ipc.len() + cpc.len(), classes, "{name}");
            between(raw, "<doc-number>", "</doc-number>")
        };
        let number = number.expect("a number");
        assert_eq!(publication.number.as_published, number, "{name}");
        assert_eq!(publication.id.number(), number.replacen("D0", "D", 1).trim_start_matches('0'), "{name}");
        assert!(number_forms(publication).iter().any(|form| form == number), "{name}");
        assert!(publication.titles.len() == 1 && raw.contains(&publication.titles[0].text), "{name}");
        assert_eq!(publication.language.as_ref().map(|language| language.as_str()), Some("en"), "{name}");
        assert!(raw.starts_with("<?xml"), "{name}");
    }
}

#[test]
fn a_us_grant_has_all_that_its_front_page_has() {
    let Some(path) = shared("us-ice/grant-v4-5-B1.xml") else { return };
    let taken = read_for("US", &path);
    let publication = &taken.records[0].publication;
    assert_eq!(publication.id.to_string(), "US-patent-9358892-B1");
    assert_eq!(publication.publication_date.as_ref().and_then(|date| date.iso).map(|iso| iso.to_string()).as_deref(), Some("2016-06-07"));
    let application = publication.application.as_ref().and_then(|application| application.number.as_ref());
    assert_eq!(application.map(|number| number.normalised.as_str()), Some("14558596"));
    assert_eq!(roles(publication, PartyRole::Inventor), ["Gaither, Geoffrey D."]);
    assert_eq!(roles(publication, PartyRole::Owner), ["Toyota Motor Engineering & Manufacturing North America, Inc."]);
    assert_eq!(roles(publication, PartyRole::Representative), ["Snell & Wilmer LLP"]);
    assert_eq!(symbols(publication, ClassificationScheme::Cpc)[0], "B60L 11/1809");
    let citation = &publication.citations[0];
    assert_eq!(citation.phase.as_deref(), Some("cited by applicant"));
    let CitedWork::Patent { document } = &citation.cited else { panic!("a patent") };
    assert_eq!(document.as_published, "US 5856709 A Ibaraki et al.");
    assert_eq!(document.date.as_ref().map(|date| (date.iso, date.as_published.as_str())), Some((None, "19990100")));
    assert!(publication.claim_sets[0].claims[0].text.starts_with("A "), "{}", publication.claim_sets[0].claims[0].text);
    assert_eq!(publication.figures.iter().map(|figure| figure.kind).collect::<Vec<_>>()[..2], [FigureKind::Abstract, FigureKind::Drawing]);
    assert!(taken.records[0].remarks.iter().all(|remark| remark.code == "figure-missing"), "{:?}", taken.records[0].remarks);
}

/// A grant of ICE with what is put into its bibliographic data, and behind them.
fn ice(number: &str, kind: &str, bibliography: &str, texts: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE us-patent-grant SYSTEM \"us-patent-grant-v45-2014-04-03.dtd\" [ ]>\n<us-patent-grant lang=\"EN\" dtd-version=\"v4.5 2014-04-03\" country=\"US\" date-publ=\"20150106\"><us-bibliographic-data-grant><publication-reference><document-id><country>US</country><doc-number>{number}</doc-number><kind>{kind}</kind><date>20150106</date></document-id></publication-reference>{bibliography}</us-bibliographic-data-grant>{texts}</us-patent-grant>\n"
    )
}

const LISTING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE sequence-cwu SYSTEM \"us-sequence-listing.dtd\" [ <!ENTITY own \"&#945;\"> ]>\n<sequence-cwu id=\"SEQ-LST-1\"><publication-reference><document-id><country>US</country><doc-number>08930553</doc-number></document-id></publication-reference><number>1</number><s400>acgtacgtacgt</s400></sequence-cwu>\n";

#[test]
fn bulk_files_hold_documents_in_a_row_and_listings_between_them() {
    let first = ice("08930553", "B2", "<invention-title>A</invention-title>", "")
        .replace("[ ]", "[ <!ENTITY own \"&#946;\"> ]")
        .replace(">A<", ">A &own;<");
    let second = ice("08930554", "B1", "<invention-title>B</invention-title>", "");
    let third = ice("08930555", "B1", "<invention-title>C &own;</invention-title>", "");
    for (name, file) in [
        ("listing between", format!("{first}{LISTING}{second}{third}")),
        ("listing first", format!("{LISTING}{first}{LISTING}{LISTING}{second}{third}{LISTING}")),
    ] {
        let taken = read_text("US", &file);
        let ids: Vec<String> = taken.records.iter().map(|record| record.publication.id.to_string()).collect();
        assert_eq!(ids, ["US-patent-8930553-B2", "US-patent-8930554-B1"], "{name}");
        // What one document declares is no other's.
        assert_eq!(taken.rejects.iter().map(|reject| reject.code.as_str()).collect::<Vec<_>>(), ["xml-entity"], "{name}");
        assert_eq!(taken.records[0].publication.titles[0].text, "A β", "{name}");
        assert_eq!(raw(&taken.records[0]), first.trim_end(), "{name}");
        assert_eq!(raw(&taken.records[1]), second.trim_end(), "{name}");
    }
    let taken = read_text("US", LISTING);
    assert_eq!((taken.records.len(), taken.rejects.len()), (0, 0));
}

#[test]
fn kinds_of_us_patents_have_their_numbers() {
    for (number, kind, id) in [
        ("08930553", "B2", "US-patent-8930553-B2"),
        ("D0721234", "S1", "US-design-D721234-S1"),
        ("PP025123", "P3", "US-patent-PP25123-P3"),
        ("RE045312", "E1", "US-patent-RE45312-E1"),
        ("H0002289", "H1", "US-patent-H2289-H1"),
        ("11147202", "B2", "US-patent-11147202-B2"),
    ] {
        let publication = read_one("US", &ice(number, kind, "", ""));
        assert_eq!((publication.id.to_string().as_str(), publication.number.as_published.as_str()), (id, number));
    }
}

#[test]
fn a_us_design_of_ice_is_a_design() {
    let publication = read_one(
        "US",
        &ice(
            "D0721234",
            "S1",
            "<hague-agreement-data><international-filing-date><date>20140501</date></international-filing-date><international-registration-number>DM/081234</international-registration-number><international-registration-date><date>20140502</date></international-registration-date></hague-agreement-data><classification-locarno><edition>10</edition><main-classification>1402</main-classification></classification-locarno><classification-national><country>US</country><main-classification>D14480</main-classification><further-classification>D14 4801</further-classification></classification-national><invention-title id=\"d\">Disc<sub>2</sub> cartridge</invention-title>",
            "<drawings><figure num=\"00000\"><img file=\"USD0721234-20150106-D00000.TIF\" alt=\"embedded image\" img-content=\"drawing\"/></figure><figure num=\"00001\"><img file=\"USD0721234-20150106-D00001.TIF\" alt=\"embedded image\"/></figure></drawings>",
        ),
    );
    assert_eq!(publication.id.right(), Right::Design);
    assert_eq!(publication.titles[0].text, "Disc₂ cartridge");
    let locarno = &publication.classifications[0];
    assert_eq!((locarno.symbol.as_str(), locarno.version.as_deref()), ("14-02", Some("10")));
    assert_eq!(symbols(&publication, ClassificationScheme::National), ["D14/480", "D14/48.01"]);
    assert_eq!(publication.design.as_ref().map(|design| design.views.len()), Some(2));
    assert!(publication.figures.iter().all(|figure| figure.kind == FigureKind::DesignView && figure.label.is_none()));
    assert_eq!(related(&publication), [("international-registration", "WO DM/081234", Some("DM081234"))]);
}

#[test]
fn relations_and_dates_of_us_documents_are_told_alike() {
    let publication = read_one(
        "US",
        &ice(
            "08930553",
            "B2",
            "<us-term-of-grant><disclaimer><date>20141201</date></disclaimer></us-term-of-grant><us-related-documents><continuation-in-part><relation><parent-doc><document-id><country>US</country><doc-number>12345678</doc-number><date>20080102</date></document-id><parent-status>GRANTED</parent-status><parent-grant-document><document-id><country>US</country><doc-number>07654321</doc-number><kind>B2</kind></document-id></parent-grant-document><parent-pct-document><document-id><country>WO</country><doc-number>PCT/US2008/012345</doc-number></document-id></parent-pct-document></parent-doc><child-doc><document-id><country>US</country><doc-number>13648029</doc-number></document-id></child-doc></relation></continuation-in-part><us-provisional-application><document-id><country>US</country><doc-number>60123456</doc-number><date>20070102</date></document-id></us-provisional-application><related-publication><document-id><country>US</country><doc-number>20140101323</doc-number><kind>A1</kind><date>20140410</date></document-id></related-publication></us-related-documents><pct-or-regional-filing-data><document-id><country>WO</country><doc-number>PCT/IB2013/057948</doc-number><kind>00</kind><date>20130919</date></document-id><us-371c124-date><date>20140908</date></us-371c124-date></pct-or-regional-filing-data><pct-or-regional-publishing-data><document-id><country>WO</country><doc-number>WO2014/012345</doc-number><kind>A</kind><date>20140401</date></document-id></pct-or-regional-publishing-data>",
            "",
        ),
    );
    assert_eq!(
        related(&publication),
        [
            ("continuation-in-part", "US 12345678 / US 07654321 B2 / PCT/US2008/012345", Some("7654321")),
            ("us-provisional-application", "US 60123456", Some("60123456")),
            ("related-publication", "US 20140101323 A1", Some("20140101323")),
            ("86", "PCT/IB2013/057948", Some("PCTIB2013057948")),
            ("87", "WO2014/012345 A", Some("2014012345")),
        ]
    );
    let events: Vec<_> =
        publication.legal_events.iter().map(|event| (event.code.as_deref(), event.category, event.detailed_event.as_deref())).collect();
    assert_eq!(events, [(Some("us-371c124-date"), Some(LegalEventCategory::A), Some("A15")), (Some("disclaimer"), None, None)]);
}

#[test]
fn texts_of_ice_keep_their_formulae_tables_and_claims_left_out() {
    let publication = read_one(
        "US",
        &ice(
            "08930553",
            "B2",
            "",
            "<description><?BRFSUM description=\"Brief Summary\" end=\"lead\"?><heading id=\"h-0001\" level=\"1\">FIELD</heading><p id=\"p-0002\" num=\"0001\">As <figref idref=\"DRAWINGS\">FIG. <b>1</b></figref> shows, E=<maths id=\"MATH-US-00001\" num=\"00001\"><math><mi>m</mi></math></maths>, C<sub>6</sub>: <chemistry id=\"CHEM-US-00001\" num=\"00001\"><img id=\"EMI-C00001\" file=\"US-C00001.TIF\" alt=\"embedded image\" img-content=\"chem\"/></chemistry></p><p id=\"p-0003\" num=\"0002\"><tables id=\"TABLE-US-00001\" num=\"00001\"><table><tgroup><tbody><row><entry>a</entry><entry>b</entry></row></tbody></tgroup></table></tables></p></description><us-sequence-list-doc><p id=\"p-0100\">SEQUENCE LISTING</p><sequence-list file=\"S00001.XML\"/></us-sequence-list-doc><us-math><img file=\"US-M00001.TIF\" img-content=\"math\"/></us-math><us-claim-statement>What is claimed is:</us-claim-statement><claims id=\"claims\"><claim id=\"CLM-00001-00003\" num=\"00001-00003\"><claim-text><b>1</b>-<b>3</b>. (canceled)</claim-text></claim><claim id=\"CLM-00004\" num=\"00004\"><claim-text><b>4</b>. A pump, comprising: <claim-text>a motor;</claim-text></claim-text></claim><claim id=\"CLM-00005\" num=\"00005\"><claim-text><b>5</b>. The pump of <claim-ref idref=\"CLM-00004\">claim 4</claim-ref>.</claim-text></claim></claims>",
        ),
    );
    let texts: Vec<&str> = publication.descriptions[0].blocks.iter().map(DescriptionBlock::text).collect();
    assert_eq!(texts, ["FIELD", "As FIG. 1 shows, E=m, C₆: 〔化学式:US-C00001〕", "a\tb"]);
    let claims: Vec<_> =
        publication.claim_sets[0].claims.iter().map(|claim| (claim.number, claim.text.as_str(), claim.depends_on.as_slice())).collect();
    assert_eq!(
        claims,
        [(1, "1-3. (canceled)", [].as_slice()), (4, "A pump, comprising:\na motor;", &[]), (5, "The pump of claim 4.", &[4])]
    );
    let figures: Vec<_> = publication.figures.iter().map(|figure| (figure.kind, figure.file.as_str())).collect();
    assert_eq!(figures, [(FigureKind::Inline, "US-C00001.TIF"), (FigureKind::Inline, "US-M00001.TIF")]);
}
