//! Answers of the Korean service.

use std::fs;

use feeds::number_forms;
use publication::{ClassificationScheme, KindCode, PartyRole, RegisterStatus};

use crate::reading::{between, read_for, read_one, read_text, related, roles, shared, symbols};

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
