//! Grants of the Red Book, in SGML and in XML, and applications of 2001.

use publication::{CitedWork, ClassificationScheme, DescriptionBlock, FigureKind, PartyRole};

use crate::reading::{blocks, raw, read_for, read_text, related, roles, shared, symbols};

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
