//! Patent documents of the US, Chinese and Korean offices in their own formats: real ones beside a crude look at their bytes, and what the
//! formats may do that these do not.

use std::{
    fs,
    path::{Path, PathBuf},
};

use feeds::{DeliveryProgress, DeliverySink, FeedSettings, Limits, ParsedRecord, Reject, Stop, number_forms, read_delivery};
use publication::{
    CitedWork, ClassificationScheme, DescriptionBlock, FigureKind, KindCode, LegalEventCategory, PartyRole, Publication, RegisterStatus,
    Right, ViewSide,
};

#[derive(Default)]
struct Taken {
    records: Vec<ParsedRecord>,
    rejects: Vec<Reject>,
}

impl DeliverySink for Taken {
    fn record(&mut self, record: ParsedRecord) -> Result<(), Stop> {
        self.records.push(record);
        Ok(())
    }

    fn reject(&mut self, reject: Reject) -> Result<(), Stop> {
        self.rejects.push(reject);
        Ok(())
    }

    fn progress(&mut self, _progress: DeliveryProgress) {}
}

fn read_for(office: &str, path: &Path) -> Taken {
    let office = office.parse().expect("an office");
    let settings = FeedSettings { office, right: None, format: None, encoding: None, language: None, sample: false };
    let mut taken = Taken::default();
    read_delivery(path, &settings, &Limits::default(), &mut taken).expect("a delivery");
    taken
}

fn read_text(office: &str, text: &str) -> Taken {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("documents.xml");
    fs::write(&path, text).expect("a file");
    read_for(office, &path)
}

/// The only publication of a text.
fn read_one(office: &str, text: &str) -> Publication {
    let taken = read_text(office, text);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    assert_eq!(taken.records.len(), 1);
    taken.records[0].publication.clone()
}

/// A file or folder of real documents; `None`, said aloud, where there is none.
fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    if !path.exists() {
        eprintln!("skipped: no real documents ({name})");
        return None;
    }
    Some(path)
}

/// What stands between two texts, first occurrence.
fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    let rest = &text[text.find(from)? + from.len()..];
    Some(&rest[..rest.find(to)?])
}

fn count(text: &str, needle: &str) -> usize {
    text.matches(needle).count()
}

fn roles(publication: &Publication, role: PartyRole) -> Vec<&str> {
    publication.parties.iter().filter(|party| party.role == role).map(|party| party.names[0].name.as_str()).collect()
}

fn symbols(publication: &Publication, scheme: ClassificationScheme) -> Vec<&str> {
    publication.classifications.iter().filter(|class| class.scheme == scheme).map(|class| class.symbol.as_str()).collect()
}

fn related(publication: &Publication) -> Vec<(&str, &str, Option<&str>)> {
    publication
        .related
        .iter()
        .map(|related| {
            let number = related.document.number.as_ref().map(|number| number.normalised.as_str());
            (related.relation.as_str(), related.document.as_published.as_str(), number)
        })
        .collect()
}

fn blocks(publication: &Publication) -> (usize, usize) {
    let blocks = publication.descriptions.iter().flat_map(|description| &description.blocks);
    let paragraphs = blocks.clone().filter(|block| matches!(block, DescriptionBlock::Paragraph { .. })).count();
    (blocks.count() - paragraphs, paragraphs)
}

fn raw(record: &ParsedRecord) -> &str {
    std::str::from_utf8(&record.original).expect("UTF-8")
}

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

#[test]
fn an_application_of_2001_is_read() {
    let Some(path) = shared("us-ice/app-v1-5-A1.xml") else { return };
    let publication = read_for("US", &path).records.remove(0).publication;
    assert_eq!(publication.id.to_string(), "US-patent-20010000002-A1");
    assert_eq!(related(&publication), [("division", "US 09126808 / US 6174413", Some("6174413"))]);
    assert_eq!(publication.priorities[0].number.as_ref().map(|number| number.normalised.as_str()), Some("19733454"));
    assert_eq!(symbols(&publication, ClassificationScheme::Ipc), ["D21C 11/12"]);
    assert_eq!(symbols(&publication, ClassificationScheme::National), ["162/259"]);
    assert_eq!(publication.parties[0].country.map(|code| code.to_string()).as_deref(), Some("DE"));
    let claim = &publication.claim_sets[0].claims[23];
    assert_eq!((claim.number, claim.depends_on.as_slice()), (24, [21].as_slice()));
    assert!(claim.text.starts_with("The device of claim 21, including:\nan arithmetic unit"), "{}", claim.text);
    let DescriptionBlock::Paragraph { number, text } = &publication.descriptions[0].blocks[1] else { panic!("a paragraph") };
    assert_eq!(number.as_deref(), Some("1"));
    assert!(text.starts_with("The present application claims priority"), "{text}");
    assert!(publication.descriptions[0].blocks.iter().any(|block| block.text().contains("Papierfabrikation [Weekly")));
}

#[test]
fn a_us_design_of_the_red_book_is_read() {
    let Some(path) = shared("us-ice/grant-v2-5-S1.xml") else { return };
    let publication = read_for("US", &path).records.remove(0).publication;
    assert_eq!(publication.id.to_string(), "US-design-D452599-S1");
    assert_eq!(symbols(&publication, ClassificationScheme::Locarno), ["01-01"]);
    assert_eq!(symbols(&publication, ClassificationScheme::National), ["D1/106"]);
    assert_eq!(publication.design.as_ref().map(|design| design.views.len()), Some(3));
    assert!(publication.figures.iter().all(|figure| figure.kind == FigureKind::DesignView));
    assert_eq!(publication.priorities[0].office.map(|office| office.to_string()).as_deref(), Some("DE"));
    assert_eq!(publication.citations[3].phase.as_deref(), Some("cited by examiner"));
    assert_eq!(blocks(&publication), (0, 7));
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

/// A grant of 2001 in SGML: no declaration, empty elements without an end, entities of ISO 8879, images by the names of entities.
const SGML: &str = "<!DOCTYPE PATDOC PUBLIC \"-//USPTO//DTD ST.32 US PATENT GRANT V2.4 2000-09-20//EN\" [\n<!ENTITY US06170123-20010109-D00000.TIF SYSTEM \"US06170123-20010109-D00000.TIF\" NDATA TIF>\n<!ENTITY US06170123-20010109-M00001.TIF SYSTEM \"US06170123-20010109-M00001.TIF\" NDATA TIF>\n]>\n<PATDOC DTD=\"2.4\" STATUS=\"BUILD 20001002\">\n<SDOBI>\n<B100><B110><DNUM><PDAT>06170123</PDAT></DNUM></B110><B130><PDAT>B1</PDAT></B130><B140><DATE><PDAT>20010109</PDAT></DATE></B140><B190><PDAT>US</PDAT></B190></B100>\n<B200><B210><DNUM><PDAT>09126808</PDAT></DNUM></B210><B211US><PDAT>09</PDAT></B211US><B220><DATE><PDAT>19980731</PDAT></DATE></B220><B221US></B200>\n<B300><B310><DNUM><PDAT>9-123456</PDAT></DNUM></B310><B320><DATE><PDAT>19970802</PDAT></DATE></B320><B330><CTRY><PDAT>JP</PDAT></CTRY></B330></B300>\n<B400><B472><B473US></B472></B400>\n<B500><B510><B511><PDAT>A01N 43/08</PDAT></B511><B512><PDAT>A01N 43/10</PDAT></B512><B516><PDAT>7</PDAT></B516></B510><B520><B521><PDAT> 24 305 S</PDAT></B521><B522><PDAT>714  4</PDAT></B522></B520><B540><STEXT><PDAT>H</PDAT><HIL><SB><PDAT>2</PDAT></SB></HIL><PDAT>O &agr; pump</PDAT></STEXT></B540>\n<B560><B561><PCIT><DOC><DNUM><PDAT>D. 271298</PDAT></DNUM><DATE><PDAT>19831100</PDAT></DATE></DOC><PARTY-US><NAM><SNM><STEXT><PDAT>Fujimoto</PDAT></STEXT></SNM></NAM></PARTY-US></PCIT><CITED-BY-EXAMINER></B561><B561><PCIT><DOC><DNUM><PDAT>0 123 456</PDAT></DNUM><DATE><PDAT>19840100</PDAT></DATE><CTRY><PDAT>EP</PDAT></CTRY></DOC></PCIT><CITED-BY-OTHER></B561></B560><B590><B595><PDAT>2</PDAT></B595><B597US></B590></B500>\n<B600><B630><B632><PARENT-US><CDOC><DOC><DNUM><PDAT>09126808</PDAT></DNUM></DOC></CDOC><PDOC><DOC><DNUM><PDAT>08945123</PDAT></DNUM><DATE><PDAT>19971001</PDAT></DATE><CTRY><PDAT>US</PDAT></CTRY><KIND><PDAT>00</PDAT></KIND></DOC></PDOC><PSTA><PDAT>01</PDAT></PSTA><PPUB><DOC><DNUM><PDAT>05987654</PDAT></DNUM><CTRY><PDAT>US</PDAT></CTRY><KIND><PDAT>A</PDAT></KIND></DOC></PPUB></PARENT-US></B632></B630><B680US><DOC><DNUM><PDAT>60012345</PDAT></DNUM><DATE><PDAT>19961001</PDAT></DATE></DOC></B680US></B600>\n<B700><B720><B721><PARTY-US><NAM><FNM><PDAT>Ute</PDAT></FNM><SNM><STEXT><PDAT>Wolter</PDAT></STEXT></SNM><SFX><PDAT>Jr.</PDAT></SFX></NAM><ADR><CITY><PDAT>Troy</PDAT></CITY><STATE><PDAT>NY</PDAT></STATE></ADR></PARTY-US></B721></B720><B730><B731><PARTY-US><NAM><ONM><STEXT><PDAT>Pump &amp; Co</PDAT></STEXT></ONM></NAM></PARTY-US></B731><B732US><PDAT>02</PDAT></B732US></B730><B745><B746><PARTY-US><NAM><SNM><STEXT><PDAT>Douglas</PDAT></STEXT></SNM></NAM></PARTY-US></B746></B745></B700>\n<B800><B860><B861><DOC><DNUM><PDAT>PCT/EP97/01234</PDAT></DNUM><DATE><PDAT>19970310</PDAT></DATE></DOC></B861><B864US><DATE><PDAT>19980911</PDAT></DATE></B864US></B860></B800>\n</SDOBI>\n<SDOAB><BTEXT><PARA ID=\"P-00001\" LVL=\"0\"><PTEXT><PDAT>A pump.</PDAT></PTEXT></PARA><PARA ID=\"P-00002\"><PTEXT><PDAT>It turns.</PDAT></PTEXT></PARA></BTEXT></SDOAB>\n<SDODE><RELAPP><BTEXT><H LVL=\"1\"><STEXT><PDAT>RELATED</PDAT></STEXT></H><PARA ID=\"P-00003\"><PTEXT><PDAT>See </PDAT><FGREF ID=\"DRAWINGS\"><PDAT>FIG. 1</PDAT></FGREF><PDAT>. &lsqb;x&rsqb;</PDAT><CWU><MATH-US ID=\"MATH-US-00001\"><MATHEMATICA ID=\"M\" FILE=\"US06170123-20010109-M00001.NB\"><MATHML><math><mi>m</mi><mspace><plus></math></MATHML><EMI ID=\"EMI-M00001\" FILE=\"US06170123-20010109-M00001.TIF\"></MATH-US></CWU></PTEXT></PARA></BTEXT></RELAPP><DETDESC><BTEXT><CWU><TABLE-US ID=\"TABLE-US-00001\"><TABLE-CALS><table><tgroup cols=\"2\"><colspec colname=\"1\"><colspec colname=\"2\"><tbody><row><entry><PTEXT><PDAT>a</PDAT></PTEXT></entry><entry><PTEXT><PDAT>b</PDAT></PTEXT></entry></row></tbody></tgroup></table></TABLE-CALS></TABLE-US></CWU></BTEXT></DETDESC></SDODE>\n<SDOCL><H LVL=\"1\"><STEXT><PDAT>What is claimed is:</PDAT></STEXT></H><CL><CLM ID=\"CLM-00001\"><PARA ID=\"P-00004\"><PTEXT><PDAT>1. A pump, comprising:</PDAT></PTEXT></PARA><CLMSTEP LVL=\"2\"><PTEXT><PDAT>a motor.</PDAT></PTEXT></CLMSTEP></CLM><CLM ID=\"CLM-00002\"><PARA ID=\"P-00005\"><PTEXT><PDAT>2. The pump of </PDAT><CLREF ID=\"CLM-00001\"><PDAT>claim 1</PDAT></CLREF><PDAT>.</PDAT></PTEXT></PARA></CLM><CLM ID=\"CLM-00003\"><PARA ID=\"P-00006\"><PTEXT><CLREF ID=\"CLM-00002\"><PDAT>3. The pump of claim 2.</PDAT></PTEXT></PARA></CLM></CL></SDOCL>\n<SDODR ID=\"DRAWINGS\"><EMI ID=\"EMI-D00000\" FILE=\"US06170123-20010109-D00000.TIF\"></SDODR>\n</PATDOC>\n";

#[test]
fn the_red_book_in_sgml_is_read() {
    // Twice in a row, as the office's weekly files have them.
    let taken = read_text("US", &format!("{SGML}{}", SGML.replace("06170123", "06170124")));
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    assert_eq!(taken.records.len(), 2);
    assert_eq!(raw(&taken.records[0]), SGML.trim_end());
    assert!(raw(&taken.records[1]).starts_with("<!DOCTYPE PATDOC"));
    let publication = &taken.records[0].publication;
    assert_eq!(publication.id.to_string(), "US-patent-6170123-B1");
    assert_eq!(publication.titles[0].text, "H₂O α pump");
    assert_eq!(symbols(publication, ClassificationScheme::Ipc), ["A01N 43/08", "A01N 43/10"]);
    assert_eq!(publication.classifications[0].version.as_deref(), Some("7"));
    assert_eq!(symbols(publication, ClassificationScheme::National), ["24/30.5 S", "714/4"]);
    let cited: Vec<_> = publication
        .citations
        .iter()
        .map(|citation| match &citation.cited {
            CitedWork::Patent { document } => {
                (document.as_published.as_str(), document.number.as_ref().map(|number| number.normalised.as_str()))
            }
            CitedWork::Literature { text } => (text.as_str(), None),
        })
        .collect();
    assert_eq!(cited, [("US D. 271298 Fujimoto", Some("D271298")), ("EP 0 123 456", Some("0123456"))]);
    assert_eq!(
        related(publication),
        [
            ("continuation-in-part", "US 08945123 / US 05987654 A", Some("5987654")),
            ("us-provisional-application", "60012345", Some("60012345")),
            ("86", "PCT/EP97/01234", Some("PCTEP9701234")),
        ]
    );
    assert_eq!(publication.legal_events[0].detailed_event.as_deref(), Some("A15"));
    assert_eq!(roles(publication, PartyRole::Inventor), ["Wolter, Ute, Jr."]);
    assert_eq!(publication.parties[0].country.map(|code| code.to_string()).as_deref(), Some("US"));
    assert_eq!(roles(publication, PartyRole::Owner), ["Pump & Co"]);
    assert_eq!(publication.parties.len(), 2);
    assert_eq!(publication.abstracts[0].paragraphs, ["A pump.", "It turns."]);
    let texts: Vec<&str> = publication.descriptions[0].blocks.iter().map(DescriptionBlock::text).collect();
    assert_eq!(texts, ["RELATED", "See FIG. 1. [x]〔数式:US06170123-20010109-M00001〕", "a\tb"]);
    let claims: Vec<_> =
        publication.claim_sets[0].claims.iter().map(|claim| (claim.number, claim.text.as_str(), claim.depends_on.as_slice())).collect();
    assert_eq!(
        claims,
        [(1, "A pump, comprising:\na motor.", [].as_slice()), (2, "The pump of claim 1.", &[1]), (3, "The pump of claim 2.", &[2])]
    );
    assert_eq!(publication.figures.len(), 2);
    assert_eq!(publication.priorities.len(), 1);
}

#[test]
fn every_chinese_document_agrees_with_its_bytes() {
    let Some(folder) = shared("cnipa") else { return };
    let taken = read_for("CN", &folder);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    assert_eq!(taken.records.len(), 3);
    for record in &taken.records {
        let (publication, raw) = (&record.publication, raw(record).replace("base:", "").replace("business:", ""));
        let name = &publication.source.file;
        let number = between(&raw, "<doc-number>", "<").or(between(&raw, "<DocNumber>", "<")).expect("a number");
        assert_eq!(publication.id.to_string(), format!("CN-patent-{number}-A"), "{name}");
        let application = raw.split_once("pplicationReference").or(raw.split_once("application-reference")).expect("an application").1;
        let application = between(application, "<doc-number>", "<").or(between(application, "<DocNumber>", "<")).expect("a number");
        let read = publication.application.as_ref().and_then(|application| application.number.as_ref()).expect("a number");
        assert_eq!(read.as_published, application, "{name}");
        let without_check_digit = application.split_once('.').expect("a check digit").0;
        let forms = number_forms(publication);
        assert!(forms.iter().any(|form| form == without_check_digit), "{name}: {without_check_digit} of {forms:?}");
        let claims: Vec<_> = publication.claim_sets.iter().flat_map(|set| &set.claims).collect();
        assert_eq!(claims.len(), count(&raw, "<claim ") + count(&raw, "<Claim "), "{name}");
        assert!(claims.iter().zip(1..).all(|(claim, number)| claim.number == number && claim.depends_on.is_empty()), "{name}");
        assert!(claims.iter().all(|claim| !claim.text.starts_with(&format!("{}.", claim.number))), "{name}");
        let description =
            between(&raw, "<description>", "</description>").or(between(&raw, "<Description ", "</Description>")).expect("a text");
        let (headings, paragraphs) = blocks(publication);
        assert_eq!(headings + paragraphs, count(description, "<p ") + count(description, "<Paragraphs "), "{name}");
        assert!(headings >= 4, "{name}: {headings} headings");
        assert_eq!(publication.figures.len(), count(&raw, "<img ") + count(&raw, "<Image "), "{name}");
        let inventors = roles(publication, PartyRole::Inventor);
        assert_eq!(inventors.len(), count(&raw, "<cn-inventor ") + count(&raw, "<Inventor "), "{name}");
        let classes = count(&raw, "<classification-ipcr>") + count(&raw, "<ClassificationIPCR ");
        assert_eq!(symbols(publication, ClassificationScheme::Ipc).len(), classes, "{name}");
        assert!(publication.classifications.iter().all(|class| class.version.is_some()), "{name}");
        assert!(raw.contains(&publication.titles[0].text) && publication.titles.len() == 1, "{name}");
        assert_eq!(publication.abstracts.len(), 1, "{name}");
        assert!(record.remarks.iter().all(|remark| remark.code == "figure-missing"), "{name}: {:?}", record.remarks);
    }
    let pct = taken.records.iter().find(|record| record.publication.id.number() == "104245682").expect("the national stage");
    assert_eq!(related(&pct.publication), [("86", "PCT/JP2014/059529", Some("PCTJP2014059529"))]);
    assert_eq!(pct.publication.legal_events[0].detailed_event.as_deref(), Some("A15"));
    assert_eq!(roles(&pct.publication, PartyRole::Representative), ["上海专利商标事务所有限公司 31100", "侯莉"]);
    let table = taken.records.iter().find(|record| record.publication.id.number() == "113783949").expect("the newer format");
    assert!(table.publication.claim_sets[0].claims[3].text.contains("字段\t含义\nVersion\t链注册信息版本"));
    assert_eq!(table.publication.figures.iter().filter(|figure| figure.kind == FigureKind::Abstract).count(), 1);
    assert!(table.publication.figures.iter().any(|figure| figure.label.as_deref() == Some("图1")));
    assert_eq!(table.publication.parties[0].address.as_deref(), Some("311200 浙江省杭州市萧山区鸿宁路1788号"));
}

#[test]
fn chinese_utility_models_and_designs_are_their_rights() {
    let old = |kind: &str, inside: &str| {
        format!(
            "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?xml-stylesheet type=\"text/xsl\" href=\"x.xsl\"?>\n<cn-patent-document lang=\"ZH\" country=\"CN\"><cn-bibliographic-data><cn-publication-reference><document-id><country>CN</country><doc-number>204001234</doc-number><kind>{kind}</kind><date>20141210</date></document-id></cn-publication-reference><application-reference appl-type=\"实用新型\"><document-id><country>CN</country><doc-number>201420408762.X</doc-number><date>20140819</date></document-id></application-reference>{inside}</cn-bibliographic-data></cn-patent-document>"
        )
    };
    for (kind, id) in [
        ("U", "CN-utility-model-204001234-U"),
        ("Y", "CN-utility-model-204001234-Y"),
        ("B", "CN-patent-204001234-B"),
        ("S", "CN-design-204001234-S"),
        ("D", "CN-design-204001234-D"),
    ] {
        assert_eq!(read_one("CN", &old(kind, "")).id.to_string(), id);
    }
    let publication = read_one(
        "CN",
        &old(
            "U",
            "<invention-title>泵</invention-title><cn-related-documents><cn-domestic-priority-claims><cn-domestic-priority-claim><substitution><relation><child-doc><document-id><country>CN</country><doc-number>201320854096.9</doc-number><date>20131224</date></document-id></child-doc></relation></substitution></cn-domestic-priority-claim></cn-domestic-priority-claims><division><relation><parent-doc><document-id><country>CN</country><doc-number>201310000001.1</doc-number></document-id></parent-doc></relation></division></cn-related-documents><references-cited><citation><patcit><document-id><country>CN</country><doc-number>203232659</doc-number><kind>U</kind><date>20131009</date></document-id></patcit><category>X,Y</category></citation><citation><nplcit><text>机械工程手册</text></nplcit></citation></references-cited><cn-parties><cn-inventors><cn-inventor sequence=\"1\" cn-not-to-be-published-request-by-inventor=\"yes\"><name>张三</name></cn-inventor><cn-inventor sequence=\"2\" cn-not-to-be-published-request-by-inventor=\"no\"><name>李四</name></cn-inventor></cn-inventors></cn-parties>",
        ),
    );
    // Who asked not to be named is not named.
    assert_eq!(roles(&publication, PartyRole::Inventor), ["李四"]);
    assert_eq!(publication.application.as_ref().and_then(|a| a.number.as_ref()).map(|n| n.normalised.as_str()), Some("201420408762X"));
    assert!(number_forms(&publication).iter().any(|form| form == "201420408762"));
    assert_eq!(publication.priorities[0].number.as_ref().map(|number| number.as_published.as_str()), Some("201320854096.9"));
    assert_eq!(related(&publication), [("division", "CN 201310000001.1", Some("2013100000011"))]);
    assert_eq!(publication.citations[0].categories, ["X", "Y"]);
    assert!(matches!(&publication.citations[1].cited, CitedWork::Literature { text } if text == "机械工程手册"));
}

#[test]
fn a_chinese_design_has_views_with_their_sides() {
    let publication = read_one(
        "CN",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE business:PatentDocumentAndRelated SYSTEM \"/DTDS/ExternalStandards/ipphdb-entities.dtd\"[]>\n<business:PatentDocumentAndRelated xmlns:base=\"b\" xmlns:business=\"c\" lang=\"zh\" country=\"CN\" docNumber=\"305123456\" kind=\"S\" datePublication=\"20190419\"><business:DesignBibliographicData><business:PublicationReference dataFormat=\"standard\"><base:DocumentID><base:WIPOST3Code>CN</base:WIPOST3Code><base:DocNumber>000305123456</base:DocNumber><base:Kind>S</base:Kind><base:Date>20190419</base:Date></base:DocumentID></business:PublicationReference><business:PublicationReference dataFormat=\"original\"><base:DocumentID><base:WIPOST3Code>CN</base:WIPOST3Code><base:DocNumber>305123456</base:DocNumber><base:Kind>S</base:Kind><base:Date>20190419</base:Date></base:DocumentID></business:PublicationReference><business:ClassificationLocarno><business:Edition>12</business:Edition><business:MainClassification>14-03</business:MainClassification></business:ClassificationLocarno><business:DesignTitle lang=\"zh\">手机</business:DesignTitle><business:ApplicantDetails><business:Applicant><base:AddressBook><base:Name>某公司</base:Name><base:Address><base:AddressRoom>0</base:AddressRoom><base:City>杭州市</base:City><base:Province>浙江省</base:Province><base:WIPOST3Code>CN</base:WIPOST3Code></base:Address></base:AddressBook></business:Applicant></business:ApplicantDetails><business:DesignerDetails><business:Designer><base:AddressBook><base:Name>王五</base:Name></base:AddressBook></business:Designer></business:DesignerDetails></business:DesignBibliographicData><business:DesignBriefExplanation><base:Paragraphs>1.本外观设计产品的名称：手机。</base:Paragraphs><base:Paragraphs>2.设计要点：形状。</base:Paragraphs></business:DesignBriefExplanation><business:DesignFigures><base:Figure figureLabels=\"主视图\"><base:Image file=\"a.JPG\"/></base:Figure><base:Figure figureLabels=\"立体图1\"><base:Image file=\"b.JPG\"/></base:Figure></business:DesignFigures></business:PatentDocumentAndRelated>",
    );
    assert_eq!(publication.id.to_string(), "CN-design-305123456-S");
    assert_eq!(symbols(&publication, ClassificationScheme::Locarno), ["14-03"]);
    let design = publication.design.as_ref().expect("a design");
    assert_eq!(design.features.as_deref(), Some("1.本外观设计产品的名称：手机。\n2.设计要点：形状。"));
    let views: Vec<_> = design.views.iter().map(|view| (view.file.as_str(), view.side)).collect();
    assert_eq!(views, [("a.JPG", Some(ViewSide::Front)), ("b.JPG", Some(ViewSide::Perspective))]);
    assert_eq!((roles(&publication, PartyRole::Applicant), roles(&publication, PartyRole::Inventor)), (vec!["某公司"], vec!["王五"]));
    assert_eq!(publication.parties[0].address.as_deref(), Some("浙江省 杭州市"));
}

#[test]
fn every_korean_patent_agrees_with_its_bytes() {
    let Some(path) = shared("kipris/patent.xml") else { return };
    let taken = read_for("KR", &path);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    let text = fs::read_to_string(&path).expect("a file");
    let items: Vec<&str> = text.split("<PatentUtilityInfo>").skip(1).collect();
    assert_eq!(taken.records.len(), items.len());
    for (record, item) in taken.records.iter().zip(items) {
        let publication = &record.publication;
        let field = |name: &str| between(item, &format!("<{name}>"), "</").unwrap_or_default();
        let registered = field("RegistrationNumber");
        let kind = publication.id.kind().map(KindCode::as_str);
        if registered.is_empty() {
            assert_eq!(format!("10{}", publication.id.number()), field("OpeningNumber"));
            assert_eq!(kind, Some("A"));
        } else {
            assert_eq!(format!("{}0000", publication.id.number()), registered);
            assert!(matches!(kind, Some("B1" | "Y1")));
            assert!(number_forms(publication).iter().any(|form| form == registered));
        }
        assert_eq!(publication.status.as_deref(), Some(field("RegistrationStatus")));
        assert!(publication.register_status.is_some());
        assert_eq!(publication.titles[0].text, field("InventionName"));
        let classes = field("InternationalpatentclassificationNumber");
        assert_eq!(symbols(publication, ClassificationScheme::Ipc), classes.split('|').collect::<Vec<_>>());
        assert_eq!(roles(publication, PartyRole::Applicant), field("Applicant").split('|').collect::<Vec<_>>());
        assert_eq!(publication.figures[0].file, field("DrawingPath"));
        assert!(field("Abstract").starts_with(&publication.abstracts[0].paragraphs[0].chars().take(20).collect::<String>()));
    }
}

fn answer(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\n\n\n\n<response><header><resultCode>00</resultCode><resultMsg>NORMAL SERVICE.</resultMsg></header><body><items>{items}</items></body></response>"
    )
}

#[test]
fn korean_records_are_the_latest_document_of_their_application() {
    let item = |opening: &str, registration: &str, status: &str| {
        answer(&format!(
            "<PatentUtilityInfo><Applicant>가교|다리</Applicant><ApplicationDate>20131014</ApplicationDate><ApplicationNumber>2020130001234</ApplicationNumber><InventionName>펌프</InventionName><OpeningDate>{}</OpeningDate><OpeningNumber>{opening}</OpeningNumber><PublicDate>20150203</PublicDate><RegistrationDate>20150102</RegistrationDate><RegistrationNumber>{registration}</RegistrationNumber><RegistrationStatus>{status}</RegistrationStatus></PatentUtilityInfo>",
            if opening.is_empty() { "" } else { "20140305" }
        ))
    };
    let registered = read_one("KR", &item("2020140001111", "2004743210000", "소멸"));
    assert_eq!(registered.id.to_string(), "KR-utility-model-200474321-Y1");
    assert_eq!(registered.publication_date.as_ref().map(|date| date.as_published.as_str()), Some("20150203"));
    assert_eq!(registered.registration_date.as_ref().map(|date| date.as_published.as_str()), Some("20150102"));
    assert_eq!(registered.register_status, Some(RegisterStatus::Ceased));
    assert_eq!(related(&registered), [("openingnumber", "2020140001111", Some("20140001111"))]);
    let open = read_one("KR", &item("2020140001111", "", "공개"));
    assert_eq!(open.id.to_string(), "KR-utility-model-20140001111-U");
    assert_eq!(open.publication_date.as_ref().map(|date| date.as_published.as_str()), Some("20140305"));
    assert_eq!(open.register_status, Some(RegisterStatus::Pending));
    let filed = read_one("KR", &item("", "", "특이"));
    assert_eq!(filed.id.to_string(), "KR-utility-model-2020130001234");
    assert_eq!((filed.status.as_deref(), filed.register_status, filed.publication_date.as_ref()), (Some("특이"), None, None));
}

#[test]
fn an_answer_about_one_application_has_its_sections() {
    let text = answer(
        "<item><biblioSummaryInfoArray><biblioSummaryInfo><applicationDate>2024/01/02 00:00:00</applicationDate><applicationNumber>1020240001234</applicationNumber><inventionTitle>전지</inventionTitle><inventionTitleEng>Battery</inventionTitleEng><openNumber>1020250005678</openNumber><openDate>2025/07/09 00:00:00</openDate><registerStatus>거절</registerStatus></biblioSummaryInfo></biblioSummaryInfoArray><ipcInfoArray><ipcInfo><ipcDate>(2006.01.01)</ipcDate><ipcNumber>H01M 10/00</ipcNumber></ipcInfo><ipcInfo><ipcNumber>H01M 50/20</ipcNumber></ipcInfo></ipcInfoArray><abstractInfoArray><abstractInfo><astrtCont>전지에 관한 것이다.</astrtCont></abstractInfo></abstractInfoArray><applicantInfoArray><applicantInfo><address>서울</address><country>대한민국</country><engName>BRIDGE CO.</engName><name>가교</name></applicantInfo></applicantInfoArray><agentInfoArray/><priorityInfoArray><priorityInfo><priorityApplicationCountry>미국</priorityApplicationCountry><priorityApplicationDate>20230103</priorityApplicationDate><priorityApplicationNumber>63/123,456</priorityApplicationNumber></priorityInfo></priorityInfoArray><internationalInfoArray><internationalInfo><internationOpenDate>20240711</internationOpenDate><internationOpenNumber>WO2024147654</internationOpenNumber><internationalApplicationNumber>PCT/KR2024/000012</internationalApplicationNumber></internationalInfo></internationalInfoArray><priorArtDocumentsInfoArray><priorArtDocumentsInfo><documentsNumber>KR1020190085654 A</documentsNumber><examinerQuotationFlag>Y</examinerQuotationFlag></priorArtDocumentsInfo></priorArtDocumentsInfoArray><claimInfoArray><claimInfo><claim>1. 양극을 포함하는 전지.</claim></claimInfo><claimInfo><claim>삭제</claim></claimInfo></claimInfoArray><legalStatusInfoArray><legalStatusInfo><commonCodeName>수리 (Accepted)</commonCodeName><documentName>[특허출원]특허출원서</documentName><receiptDate>2024.01.02</receiptDate></legalStatusInfo></legalStatusInfoArray><imagePathInfo><docName>1.jpg</docName><largePath>http://example.invalid/large</largePath><path>http://example.invalid/small</path></imagePathInfo></item>",
    );
    let publication = read_one("KR", &text);
    assert_eq!(publication.id.to_string(), "KR-patent-20250005678-A");
    assert_eq!(
        publication.titles.iter().map(|title| (title.language.as_str(), title.text.as_str())).collect::<Vec<_>>(),
        [("ko", "전지"), ("en", "Battery")]
    );
    assert_eq!(
        publication.application.as_ref().and_then(|a| a.date.as_ref()).and_then(|date| date.iso).map(|iso| iso.to_string()).as_deref(),
        Some("2024-01-02")
    );
    assert_eq!(symbols(&publication, ClassificationScheme::Ipc), ["H01M 10/00", "H01M 50/20"]);
    assert_eq!(publication.abstracts[0].paragraphs, ["전지에 관한 것이다."]);
    let party = &publication.parties[0];
    assert_eq!(party.names.iter().map(|name| name.name.as_str()).collect::<Vec<_>>(), ["가교", "BRIDGE CO."]);
    assert_eq!(party.country.map(|code| code.to_string()).as_deref(), Some("KR"));
    assert_eq!(publication.priorities[0].office.map(|code| code.to_string()).as_deref(), Some("US"));
    assert_eq!(related(&publication), [("86", "PCT/KR2024/000012", Some("PCTKR2024000012")), ("87", "WO2024147654", Some("2024147654"))]);
    assert_eq!(publication.citations.len(), 1);
    assert_eq!(
        publication.claim_sets[0].claims.iter().map(|claim| claim.text.as_str()).collect::<Vec<_>>(),
        ["양극을 포함하는 전지.", "삭제"]
    );
    assert_eq!(publication.legal_events[0].description, "[특허출원]특허출원서 (수리 (Accepted))");
    assert_eq!(publication.figures[0].file, "http://example.invalid/large");
    assert_eq!(publication.register_status, Some(RegisterStatus::Refused));
}

#[test]
fn an_answer_that_is_an_error_is_a_failure_with_its_code() {
    let own =
        "<?xml version=\"1.0\"?>\n<response><header><resultCode>22</resultCode><resultMsg>LIMITED NUMBER</resultMsg></header></response>";
    let mut answers = vec![(read_text("KR", own), "22", "利用回数の上限超過: LIMITED NUMBER")];
    if let Some(path) = shared("kipris/error-invalid-key.xml") {
        answers.push((read_for("KR", &path), "30", "登録されていない認証キー"));
    }
    for (taken, code, reason) in answers {
        assert!(taken.records.is_empty());
        let [reject] = taken.rejects.as_slice() else { panic!("{:?}", taken.rejects) };
        assert_eq!(reject.code, "service-error");
        assert!(reject.reason.contains(&format!("コード {code}")) && reject.reason.contains(reason), "{}", reject.reason);
    }
    // An answer that there is nothing is no error of the service, and no success either.
    let taken = read_text("KR", &answer(""));
    assert_eq!(taken.rejects.iter().map(|reject| reject.code.as_str()).collect::<Vec<_>>(), ["record-missing"]);
}

#[test]
fn views_of_real_patents_stay_what_they_are() {
    for (name, office, file) in [("us-ice", "US", "us-ice"), ("cnipa", "CN", "cnipa"), ("kipris-patent", "KR", "kipris/patent.xml")] {
        let Some(path) = shared(file) else { return };
        let taken = read_for(office, &path);
        assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
        let views: Vec<String> = taken.records.iter().map(view).collect();
        insta::assert_snapshot!(name, views.join("\n"));
    }
}

/// Numbers, dates and counts of a record: what a change of the reader would change.
fn view(record: &ParsedRecord) -> String {
    let publication = &record.publication;
    let iso =
        |date: &Option<publication::PublishedDate>| date.as_ref().and_then(|date| date.iso).map_or("-".to_owned(), |iso| iso.to_string());
    let claims: Vec<String> = publication
        .claim_sets
        .iter()
        .map(|set| {
            format!("{}:{}/{}", set.language, set.claims.len(), set.claims.iter().filter(|claim| !claim.depends_on.is_empty()).count())
        })
        .collect();
    let length: usize = publication.descriptions.iter().flat_map(|text| &text.blocks).map(|block| block.text().chars().count()).sum();
    let (headings, paragraphs) = blocks(publication);
    let classes: Vec<String> =
        publication.classifications.iter().map(|class| format!("{}:{}", class.scheme.as_str(), class.symbol)).collect();
    let mut codes: Vec<&str> = record.remarks.iter().map(|remark| remark.code.as_str()).collect();
    codes.dedup();
    format!(
        "{} {} ({}) pub {} reg {} app {} {} lang {} status {:?} {:?} titles {:?} abstracts {} claims {claims:?} headings {headings} paragraphs {paragraphs} chars {length} parties {} classes {classes:?} citations {} related {:?} priorities {} figures {} events {} design {} remarks {codes:?}",
        publication.source.file,
        publication.id,
        publication.number.as_published,
        iso(&publication.publication_date),
        iso(&publication.registration_date),
        publication.application.as_ref().and_then(|a| a.number.as_ref()).map_or("-", |number| &number.as_published),
        publication.application.as_ref().map_or("-".to_owned(), |application| iso(&application.date)),
        publication.language.as_ref().map_or("-", |language| language.as_str()),
        publication.status.as_deref().unwrap_or("-"),
        publication.register_status,
        publication.titles.iter().map(|title| title.text.as_str()).collect::<Vec<_>>(),
        publication.abstracts.len(),
        publication.parties.iter().map(|party| party.names.len()).sum::<usize>(),
        publication.citations.len(),
        related(publication),
        publication.priorities.len(),
        publication.figures.len(),
        publication.legal_events.len(),
        publication.design.as_ref().map_or(0, |design| design.views.len()),
    )
}
