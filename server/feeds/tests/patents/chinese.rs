//! Documents of the Chinese office.

use feeds::number_forms;
use publication::{CitedWork, ClassificationScheme, FigureKind, PartyRole, ViewSide};

use crate::reading::{between, blocks, count, raw, read_for, read_one, related, roles, shared, symbols};

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
