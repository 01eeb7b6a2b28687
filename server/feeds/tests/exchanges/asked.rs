//! What records ask to be done, and what formats may hold that the real documents do not.

use feeds::Operation;
use publication::{ClassificationScheme, FigureKind, LegalStatus, PartyRole, Right};

use crate::reading::{only, original, read_text};

const ST36: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE kr-patent-document SYSTEM "kr-patent-document.dtd">
<kr-patent-document lang="KO" country="KR" doc-number="1020230031345" kind="A" date-publ="20230306">
<bibliographic-data lang="KO">
<publication-reference><document-id><country>KR</country><doc-number>10-2023-0031345</doc-number><kind>A</kind><date>20230306</date></document-id></publication-reference>
<application-reference><document-id><country>KR</country><doc-number>10-2021-0111111</doc-number><date>20210823</date></document-id></application-reference>
<priority-claims><priority-claim sequence="2"><country>US</country><doc-number>17/111,222</doc-number><date>20200901</date></priority-claim><priority-claim sequence="1"><country>JP</country><doc-number>2020-111222</doc-number><date>20200824</date></priority-claim></priority-claims>
<classifications-ipcr><classification-ipcr><ipc-version-indicator><date>20060101</date></ipc-version-indicator><section>H</section><class>01</class><subclass>M</subclass><main-group>10</main-group><subgroup>0525</subgroup><symbol-position>F</symbol-position><classification-value>I</classification-value></classification-ipcr><classification-ipcr><text>H01M   4/13        20100101ALI20230306BHKR        </text></classification-ipcr></classifications-ipcr>
<classifications-cpc><main-cpc><classification-cpc><section>Y</section><class>02</class><subclass>E</subclass><main-group>60</main-group><subgroup>10</subgroup></classification-cpc></main-cpc></classifications-cpc>
<invention-title lang="ko">전고체 전지</invention-title><invention-title lang="en">ALL-SOLID-STATE BATTERY</invention-title>
<references-cited><citation><patcit><document-id><country>US</country><doc-number>6093011</doc-number><kind>A</kind></document-id></patcit></citation><citation><nplcit><text>Solid State Ionics, 2001</text></nplcit></citation></references-cited>
<related-documents><division><relation><parent-doc><document-id><country>KR</country><doc-number>1020190001234</doc-number></document-id></parent-doc><child-doc><document-id><country>KR</country><doc-number>1020210111111</doc-number></document-id></child-doc></relation></division></related-documents>
<parties><applicants><applicant sequence="1" app-type="applicant"><addressbook lang="ko"><orgname>가교 주식회사</orgname><address><street>1</street><city>서울</city><country>KR</country></address></addressbook><addressbook lang="en"><orgname>Bridge Inc.</orgname></addressbook></applicant></applicants><inventors><inventor><addressbook><last-name>Kim</last-name><first-name>Da-ri</first-name></addressbook><residence><country>KR</country></residence></inventor></inventors><agents><agent><addressbook><name>다리 특허법인</name></addressbook></agent></agents></parties>
<dates-rights-effective><request-for-examination><date>20220101</date></request-for-examination></dates-rights-effective>
<pct-or-regional-publishing-data><document-id><country>WO</country><doc-number>2022/012345</doc-number><date>20220120</date></document-id></pct-or-regional-publishing-data>
</bibliographic-data>
<abstract lang="ko">문단 없는 요약 &deg;</abstract>
<kr-application-body><description lang="ko"><invention-title>전고체 전지</invention-title><technical-field><p num="0001">전지 H<sub>2</sub>O</p></technical-field><p num="0002"/><heading>배경</heading><p num="0003">둘</p></description>
<claims lang="ko"><claim num="1"><claim-text>전지<claim-text>전극;</claim-text></claim-text></claim><claim num="2"><claim-text><claim-ref idref="c-1">제1항</claim-ref>의 전지</claim-text></claim></claims>
<drawings><figure num="1"><img file="f1.png"/></figure></drawings></kr-application-body>
</kr-patent-document>"#;

#[test]
fn st36_of_another_office_is_read_by_the_standards_names() {
    let record = only(ST36);
    let publication = &record.publication;
    assert_eq!((publication.id.to_string().as_str(), record.operation), ("KR-patent-1020230031345-A", Operation::Put));
    assert_eq!(publication.source.format, "st36");
    assert_eq!(publication.number.as_published, "10-2023-0031345");
    assert_eq!(publication.titles.iter().map(|title| title.language.as_str()).collect::<Vec<_>>(), ["ko", "en"]);
    let symbols: Vec<_> = publication.classifications.iter().map(|class| (class.scheme, class.symbol.as_str())).collect();
    assert_eq!(
        symbols,
        [(ClassificationScheme::Ipc, "H01M 10/0525"), (ClassificationScheme::Ipc, "H01M 4/13"), (ClassificationScheme::Cpc, "Y02E 60/10")]
    );
    assert_eq!(publication.classifications[0].version.as_deref(), Some("2006-01"));
    let priorities: Vec<_> =
        publication.priorities.iter().filter_map(|priority| priority.office.map(|office| office.to_string())).collect();
    assert_eq!(priorities, ["JP", "US"], "by their sequence");
    let names: Vec<_> = publication.parties[0].names.iter().map(|name| name.name.as_str()).collect();
    assert_eq!(names, ["가교 주식회사", "Bridge Inc."]);
    assert_eq!(publication.parties[1].names[0].name, "Kim, Da-ri");
    assert_eq!(publication.abstracts[0].paragraphs, ["문단 없는 요약 °"]);
    assert_eq!(publication.descriptions[0].blocks.len(), 3, "an empty paragraph and the title once more are none");
    assert_eq!(publication.claim_sets[0].claims[1].depends_on, [1]);
    assert_eq!(publication.claim_sets[0].claims[0].text, "전지\n전극;");
    assert_eq!(publication.figures[0].file, "f1.png");
    assert_eq!(publication.citations.len(), 2);
    assert_eq!(publication.related.iter().map(|related| related.relation.as_str()).collect::<Vec<_>>(), ["62", "87"]);
    assert_eq!(publication.legal_events[0].detailed_event.as_deref(), Some("D11"));
    assert_eq!(publication.legal_events[0].change.map(publication::StatusChange::code).as_deref(), Some("A12"));
    assert!(original(&record).starts_with("<?xml"), "with its declaration and its DTD");
}

#[test]
fn documents_of_the_standards_own_names_stand_alone_or_in_numbers() {
    let one = |number: u32| {
        format!(
            "<patent-document country=\"TH\" doc-number=\"{number}\" kind=\"U\" date-publ=\"20200102\" lang=\"th\"><bibliographic-data><invention-title>แบตเตอรี่</invention-title></bibliographic-data></patent-document>"
        )
    };
    let record = only(&one(2_003_001_234));
    assert_eq!(record.publication.id.to_string(), "TH-utility-model-2003001234-U");
    assert_eq!(record.publication.titles[0].language.as_str(), "th");
    let taken = read_text(&format!("<patent-documents>{}{}<patent-document/></patent-documents>", one(1001), one(1002)));
    assert_eq!(taken.records.len(), 2);
    assert_eq!(taken.rejects.iter().map(|reject| reject.code.as_str()).collect::<Vec<_>>(), ["number-missing"]);
    assert!(original(&taken.records[1]).starts_with("<patent-document "));
}

#[test]
fn a_japanese_gazette_is_read() {
    let record = only(
        r#"<jp-official-gazette kind-of-jp="A" kind-of-st16="A" lang="ja" country="JP"><bibliographic-data lang="ja"><publication-reference><document-id><country>JP</country><doc-number>2010123456</doc-number><kind>公開特許公報(A)</kind><date>20100603</date></document-id></publication-reference><application-reference><document-id><doc-number>2008296000</doc-number><date>20081119</date></document-id></application-reference><invention-title>電池</invention-title><classification-ipc><main-clsf>H01M  10/0525      20100101AFI20100507BHJP        </main-clsf></classification-ipc><classification-national><country>JP</country><main-clsf>H01M10/00 103</main-clsf></classification-national><jp:theme-code-info><jp:theme-code>5H029</jp:theme-code></jp:theme-code-info><jp:f-term-info><jp:f-term>5H029AJ03</jp:f-term></jp:f-term-info><parties><jp:applicants-agents-article><jp:applicants-agents sequence="1"><applicant><addressbook><name>架橋株式会社</name><address><text>東京都</text></address></addressbook></applicant><agent><addressbook><name>橋 一郎</name></addressbook></agent></jp:applicants-agents></jp:applicants-agents-article><inventors><inventor><addressbook><name>佐藤 花</name></addressbook></inventor></inventors></parties></bibliographic-data><abstract><p num="">【課題】<br/>電池。</p></abstract><claims><claim num="1"><claim-text>電池。<br/>以上。</claim-text></claim></claims></jp-official-gazette>"#,
    );
    let publication = &record.publication;
    assert_eq!(publication.id.to_string(), "JP-patent-2010123456-A");
    assert_eq!(publication.kind_text.as_deref(), Some("公開特許公報(A)"));
    let classes: Vec<_> =
        publication.classifications.iter().map(|class| (class.national_scheme.as_deref(), class.symbol.as_str())).collect();
    assert_eq!(
        classes,
        [(None, "H01M 10/0525"), (Some("FI"), "H01M10/00 103"), (Some("F-term theme"), "5H029"), (Some("F-term"), "5H029AJ03")]
    );
    let parties: Vec<_> = publication.parties.iter().map(|party| (party.role, party.names[0].name.as_str())).collect();
    assert_eq!(parties, [(PartyRole::Applicant, "架橋株式会社"), (PartyRole::Inventor, "佐藤 花"), (PartyRole::Representative, "橋 一郎")]);
    assert_eq!(publication.claim_sets[0].claims[0].text, "電池。\n以上。");
}

#[test]
fn publications_of_st96_come_in_bags_with_what_is_to_be_done() {
    let one = |number: &str, operation: &str| {
        format!(
            "<pat:PatentPublication com:operationCategory=\"{operation}\" com:languageCode=\"en\"><com:IPOfficeCode>CA</com:IPOfficeCode><pat:BibliographicData><pat:PatentPublicationIdentification><com:IPOfficeCode>CA</com:IPOfficeCode><pat:PublicationNumber>{number}</pat:PublicationNumber><com:PatentDocumentKindCode>A1</com:PatentDocumentKindCode><com:PublicationDate>2020-01-02-05:00</com:PublicationDate></pat:PatentPublicationIdentification><pat:InventionTitleBag><pat:InventionTitle com:languageCode=\"FR\">Pile H<com:Sub>2</com:Sub></pat:InventionTitle></pat:InventionTitleBag></pat:BibliographicData><pat:Abstract><com:P>E = <com:Math><com:Image><com:FileName>m1.tif</com:FileName><com:ImageContentCategory>Mathematical formula</com:ImageContentCategory></com:Image></com:Math></com:P></pat:Abstract><pat:Description><com:P com:pNumber=\"1\">CO<com:Sub>2</com:Sub><com:Br/>x<com:Image><com:FileName>d/i1.png</com:FileName><com:ImageContentCategory>Drawing</com:ImageContentCategory></com:Image></com:P></pat:Description><pat:Drawings><pat:Figure><pat:FigureNumber>2a</pat:FigureNumber><com:Image><com:FileName>f2a.png</com:FileName></com:Image></pat:Figure></pat:Drawings></pat:PatentPublication>"
        )
    };
    let bag = format!(
        "<pat:PatentPublicationBag xmlns:pat=\"http://www.wipo.int/standards/XMLSchema/ST96/Patent\" xmlns:com=\"http://www.wipo.int/standards/XMLSchema/ST96/Common\">{}{}{}{}</pat:PatentPublicationBag>",
        one("3000001", "Insert"),
        one("3000002", "Update"),
        one("3000003", "Delete"),
        one("3000004", "Merge")
    );
    let taken = read_text(&bag);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    let operations: Vec<_> = taken.records.iter().map(|record| record.operation).collect();
    assert_eq!(operations, [Operation::Put, Operation::Put, Operation::Delete, Operation::Put]);
    assert!(taken.records[3].remarks.iter().any(|remark| (remark.code.as_str(), remark.value.as_str()) == ("operation-unknown", "Merge")));
    let publication = &taken.records[0].publication;
    assert_eq!(publication.id.to_string(), "CA-patent-3000001-A1");
    assert_eq!(publication.publication_date.as_ref().and_then(|date| date.iso).map(|iso| iso.to_string()).as_deref(), Some("2020-01-02"));
    assert_eq!(publication.titles[0].language.as_str(), "fr");
    assert_eq!(publication.descriptions[0].blocks[0].text(), "CO₂\nx〔図:i1〕");
    let figures: Vec<_> = publication.figures.iter().map(|figure| (figure.kind, figure.label.as_deref(), figure.file.as_str())).collect();
    assert_eq!(
        figures,
        [(FigureKind::Abstract, None, "m1.tif"), (FigureKind::Inline, None, "d/i1.png"), (FigureKind::Drawing, Some("2a"), "f2a.png")]
    );
}

#[test]
fn marks_and_designs_say_what_is_to_be_done_in_every_standard() {
    for (text, ids) in [
        (
            "<tmk:TrademarkBag xmlns:tmk=\"http://www.wipo.int/standards/XMLSchema/ST96/Trademark\"><tmk:Trademark com:operationCategory=\"Delete\"><com:RegistrationOfficeCode>CA</com:RegistrationOfficeCode><com:RegistrationNumber>TMA1</com:RegistrationNumber></tmk:Trademark></tmk:TrademarkBag>",
            ["CA-trademark-TMA1"].as_slice(),
        ),
        (
            "<dgn:DesignApplication xmlns:dgn=\"http://www.wipo.int/standards/XMLSchema/ST96/Design\" com:operationCategory=\"Delete\"><com:RegistrationOfficeCode>CA</com:RegistrationOfficeCode><com:ApplicationNumber><com:ApplicationNumberText>77</com:ApplicationNumberText></com:ApplicationNumber></dgn:DesignApplication>",
            &["CA-design-77"],
        ),
        (
            "<dgn:DesignApplication xmlns:dgn=\"http://www.wipo.int/standards/XMLSchema/ST96/Design\" com:operationCategory=\"Delete\"><com:RegistrationOfficeCode>CA</com:RegistrationOfficeCode><dgn:DesignBag><dgn:Design><com:RegistrationNumber>81</com:RegistrationNumber></dgn:Design></dgn:DesignBag></dgn:DesignApplication>",
            &["CA-design-81"],
        ),
        (
            "<Transaction xmlns=\"http://www.wipo.int/standards/XMLSchema/trademarks\"><TradeMarkTransactionBody><TransactionContentDetails><TransactionData><TradeMarkDetails><TradeMark operationCode=\"Delete\"><RegistrationOfficeCode>EM</RegistrationOfficeCode><ApplicationNumber>123</ApplicationNumber></TradeMark></TradeMarkDetails></TransactionData></TransactionContentDetails></TradeMarkTransactionBody></Transaction>",
            &["EM-trademark-123"],
        ),
        (
            "<Transaction xmlns=\"http://www.wipo.int/standards/XMLSchema/designs\"><DesignTransactionBody><DesignApplication operationCode=\"Delete\"><RegistrationOfficeCode>DE</RegistrationOfficeCode><DesignApplicationNumber>402018000001</DesignApplicationNumber></DesignApplication></DesignTransactionBody></Transaction>",
            &["DE-design-402018000001"],
        ),
    ] {
        let taken = read_text(text);
        assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
        let read: Vec<String> = taken.records.iter().map(|record| record.publication.id.to_string()).collect();
        assert_eq!(read, ids);
        assert!(taken.records.iter().all(|record| record.operation == Operation::Delete), "{ids:?}");
    }
}

#[test]
fn docdb_says_what_is_to_be_done() {
    let one = |status: &str| {
        format!(
            "<exch:exchange-document country=\"VN\" doc-number=\"1001\" kind=\"A\" date-publ=\"20200102\"{status}><exch:bibliographic-data/></exch:exchange-document>"
        )
    };
    for (status, operation) in
        [("", Operation::Put), (" status=\"C\"", Operation::Put), (" status=\"A\"", Operation::Put), (" status=\"D\"", Operation::Delete)]
    {
        assert_eq!(only(&one(status)).operation, operation, "{status}");
    }
}

#[test]
fn a_register_record_tells_of_each_publication() {
    let taken = read_text(
        r#"<dpma-patent-document><bibliographic-data><publication-references><publication-reference><document-id><country>DE</country><doc-number>000010027360</doc-number><kind>A1</kind></document-id></publication-reference><publication-reference><document-id><country>DE</country><doc-number>000010027360</doc-number><kind>B4</kind></document-id></publication-reference></publication-references><application-reference><document-id><country>DE</country><doc-number>10027360.2</doc-number><date>2000-06-02</date></document-id></application-reference><invention-title lang="DE">Pumpe</invention-title><office-specific-bib-data><type-of-ip-right>patent</type-of-ip-right></office-specific-bib-data></bibliographic-data><events><event-data><procedural-status>R020</procedural-status><date-of-procedural-status>2005-02-03</date-of-procedural-status></event-data><event-data><procedural-status>R200</procedural-status><date-of-procedural-status>2004-11-04</date-of-procedural-status><published-documents><document>DE000010027360B4</document></published-documents></event-data></events></dpma-patent-document>"#,
    );
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    let read: Vec<_> = taken
        .records
        .iter()
        .map(|record| {
            let date = record.publication.publication_date.as_ref().and_then(|date| date.iso).map(|iso| iso.to_string());
            (record.publication.id.to_string(), date, record.publication.titles.len(), LegalStatus::of(&record.publication))
        })
        .collect();
    assert_eq!(
        read,
        [
            ("DE-patent-10027360-A1".to_owned(), None, 1, LegalStatus::Granted),
            ("DE-patent-10027360-B4".to_owned(), Some("2004-11-04".to_owned()), 1, LegalStatus::Granted)
        ]
    );
    assert_eq!(taken.records[0].publication.id.right(), Right::Patent);
}

#[test]
fn an_extended_family_keeps_the_simple_ones_apart() {
    let member = |family: &str, country: &str, number: &str| {
        format!(
            "<ops:family-member family-id=\"{family}\"><publication-reference><document-id document-id-type=\"docdb\"><country>{country}</country><doc-number>{number}</doc-number><kind>A</kind><date>20200102</date></document-id><document-id document-id-type=\"epodoc\"><doc-number>{country}{number}X</doc-number></document-id></publication-reference></ops:family-member>"
        )
    };
    let text = format!(
        "<ops:world-patent-data><ops:patent-family>{}{}{}</ops:patent-family></ops:world-patent-data>",
        member("1", "VN", "1001"),
        member("1", "MY", "1002"),
        member("2", "ID", "1003")
    );
    let taken = read_text(&text);
    let families: Vec<_> = taken
        .records
        .iter()
        .filter_map(|record| record.publication.family.as_ref())
        .map(|family| {
            let members: Vec<_> =
                family.members.iter().map(|member| (member.document.as_published.as_str(), member.family_id.as_deref())).collect();
            (family.id.as_deref(), members)
        })
        .collect();
    assert_eq!(families[0], (Some("1"), vec![("MY 1002 A", None), ("ID 1003 A", Some("2"))]));
    assert_eq!(families[2], (Some("2"), vec![("VN 1001 A", Some("1")), ("MY 1002 A", Some("1"))]));
}
