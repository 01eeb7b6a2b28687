//! Registers of trademarks and designs: real records, the same mark in two standards, and what files may do.

use std::{
    fs,
    path::{Path, PathBuf},
};

use feeds::{DeliveryProgress, DeliverySink, FeedSettings, Limits, ParsedRecord, Reject, Stop, read_delivery};
use publication::{
    ClassificationScheme, FigureKind, LegalEventCategory, MarkFeature, PartyRole, Publication, RegisterStatus, Right, ViewSide,
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

fn read_text(text: &str) -> Taken {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("register.xml");
    fs::write(&path, text).expect("a file");
    read_for("DE", &path)
}

/// A file of real records; `None`, said aloud, where there is none.
fn shared(file: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(file);
    if !path.exists() {
        eprintln!("skipped: no real records ({file})");
        return None;
    }
    Some(path)
}

/// A publication without what says where it was read.
fn apart_from_source(publication: &Publication) -> Publication {
    let mut publication = publication.clone();
    publication.source.file.clear();
    publication.source.format.clear();
    publication.source.offset = 0;
    publication
}

#[test]
fn the_same_mark_in_st66_and_st96_is_the_same_publication() {
    for file in ["tm-rn2178784.xml", "tm-sn77478018.xml"] {
        let (Some(st66), Some(st96)) = (shared(&format!("st66/{file}")), shared(&format!("st96/{file}"))) else { return };
        let (st66, st96) = (read_for("US", &st66), read_for("US", &st96));
        assert!(st66.rejects.is_empty() && st96.rejects.is_empty(), "{:?} {:?}", st66.rejects, st96.rejects);
        assert_eq!((st66.records.len(), st96.records.len()), (1, 1));
        let (one, other) = (&st66.records[0], &st96.records[0]);
        assert_eq!((one.publication.source.format.as_str(), other.publication.source.format.as_str()), ("st66", "st96"));
        assert_eq!(apart_from_source(&one.publication), apart_from_source(&other.publication), "{file}");
        assert_eq!(one.remarks, other.remarks, "{file}");
    }
}

#[test]
fn a_word_mark_is_read() {
    let Some(path) = shared("st66/tm-rn2178784.xml") else { return };
    let taken = read_for("US", &path);
    let publication = &taken.records[0].publication;
    assert_eq!(publication.id.to_string(), "US-trademark-2178784");
    assert_eq!(publication.titles[0].text, "JAVA");
    assert_eq!(publication.register_status, Some(RegisterStatus::InForce));
    assert_eq!(publication.registration_date.as_ref().map(|date| date.as_published.as_str()), Some("1998-08-04"));
    let mark = publication.mark.as_ref().expect("a mark");
    assert_eq!((mark.feature, mark.standard_characters), (Some(MarkFeature::Word), Some(false)));
    assert_eq!(mark.goods.iter().map(|goods| goods.class).collect::<Vec<_>>(), [Some(9)]);
    assert!(publication.figures.is_empty());
    assert_eq!(publication.legal_events.len(), 33);
    assert_eq!(publication.legal_events[0].date.as_ref().map(|date| date.as_published.as_str()), Some("1995-07-03"));
    let registered = publication.legal_events.iter().find(|event| event.code.as_deref() == Some("R.PR")).expect("a registration");
    assert_eq!(registered.category, Some(LegalEventCategory::F));
    let owners: Vec<&str> =
        publication.parties.iter().filter(|party| party.role == PartyRole::Owner).map(|party| party.names[0].name.as_str()).collect();
    assert_eq!(owners, ["Oracle America, Inc.", "Sun Microsystems, Inc.", "Sun Microsystems, Inc."]);
    // What has no category is kept, and listed once.
    assert!(taken.records[0].remarks.iter().filter(|remark| remark.code == "event-unknown" && remark.value == "DOCK").count() == 1);
}

#[test]
fn a_figurative_mark_has_its_image() {
    let Some(path) = shared("st96/tm-sn77478018.xml") else { return };
    let taken = read_for("US", &path);
    let publication = &taken.records[0].publication;
    assert_eq!(
        publication.figures.iter().map(|figure| (figure.kind, figure.file.as_str())).collect::<Vec<_>>(),
        [(FigureKind::Mark, "77478018.png")]
    );
    assert_eq!(publication.mark.as_ref().and_then(|mark| mark.feature), Some(MarkFeature::Figurative));
    assert!(publication.titles.is_empty());
    let classes = |scheme| {
        publication.classifications.iter().filter(|class| class.scheme == scheme).map(|class| class.symbol.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(classes(ClassificationScheme::Nice), ["30", "25", "14"]);
    assert!(classes(ClassificationScheme::National).contains(&"03.01.08"));
}

#[test]
fn german_records_keep_words_that_nobody_has_mapped() {
    let (Some(mark), Some(design)) = (shared("st66/dpma-trademark.xml"), shared("st86/dpma-design.xml")) else { return };
    let taken = read_for("DE", &mark);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    let record = &taken.records[0];
    let publication = &record.publication;
    assert_eq!(publication.id.to_string(), "DE-trademark-919224");
    assert_eq!((publication.status.as_deref(), publication.register_status), (Some("Akte vernichtet"), None));
    assert!(record.remarks.iter().any(|remark| remark.code == "status-unknown" && remark.value == "Akte vernichtet"));
    assert_eq!(publication.titles[0].language.as_str(), "de");
    let owner = publication.parties.first().expect("a party");
    assert_eq!((owner.address.as_deref(), owner.country.map(|code| code.to_string()).as_deref()), (Some("Lübeck, 23556"), Some("DE")));
    let categories: Vec<_> = publication.legal_events.iter().map(|event| event.category).collect();
    use LegalEventCategory::{F, H, L, M, P, R};
    assert_eq!(categories, [Some(L), Some(F), Some(P), Some(R), Some(M), Some(H), Some(H)]);

    let taken = read_for("DE", &design);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    let record = &taken.records[0];
    let publication = &record.publication;
    assert_eq!(publication.id.to_string(), "DE-design-M8800174");
    let details = publication.design.as_ref().expect("a design");
    assert_eq!((details.identifier.as_deref(), details.number_of_designs, details.views.len()), (Some("M8800174-0001"), Some(1), 1));
    assert_eq!(publication.classifications[0].symbol, "06-01");
    assert_eq!(publication.priorities[0].number.as_ref().map(|number| number.normalised.as_str()), Some("141676"));
    assert_eq!(publication.titles[0].text, "Stuhl");
    assert_eq!(publication.legal_events.iter().map(|event| event.category).collect::<Vec<_>>(), [Some(F), Some(H)]);
}

#[test]
fn wipos_example_of_a_design_is_read() {
    let Some(path) = shared("st96/DesignApplication_Example.xml") else { return };
    let taken = read_for("EM", &path);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    let publication = &taken.records[0].publication;
    assert_eq!(publication.id.to_string(), "XX-design-123456");
    let details = publication.design.as_ref().expect("a design");
    let sides: Vec<_> = details.views.iter().filter_map(|view| view.side).collect();
    use ViewSide::{Back, Bottom, Front, Left, Perspective, Right as RightSide, Top};
    assert_eq!(sides, [Perspective, Front, Back, Top, Bottom, Left, RightSide]);
    assert_eq!(publication.figures.len(), 7);
    assert_eq!(publication.register_status, Some(RegisterStatus::InForce));
    assert_eq!(publication.expiry_date.as_ref().map(|date| date.as_published.as_str()), Some("2034-01-29"));
    let designers: Vec<&str> =
        publication.parties.iter().filter(|party| party.role == PartyRole::Inventor).map(|party| party.names[0].name.as_str()).collect();
    assert_eq!(designers, ["Francis, Emma", "Altova, Jeannette", "Ho, Manuel"]);
    assert_eq!(publication.citations.len(), 5);
    assert_eq!(publication.claim_sets[0].claims.len(), 1);
    assert_eq!(publication.legal_events.len(), 28);
    assert_eq!(publication.legal_events.iter().filter(|event| event.category == Some(LegalEventCategory::A)).count(), 1);
}

#[test]
fn korean_answers_are_read() {
    let (Some(mark), Some(design)) = (shared("kipris/trademark.xml"), shared("kipris/design.xml")) else { return };
    let taken = read_for("KR", &mark);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    let publication = &taken.records[0].publication;
    assert_eq!(publication.id.to_string(), "KR-trademark-4020500590000");
    assert_eq!((publication.status.as_deref(), publication.register_status), (Some("등록"), Some(RegisterStatus::InForce)));
    let symbols: Vec<_> = publication.classifications.iter().map(|class| (class.scheme, class.symbol.as_str())).collect();
    let vienna = ClassificationScheme::Vienna;
    assert_eq!(symbols, [(ClassificationScheme::Nice, "10"), (vienna, "26.11.11"), (vienna, "27.5.22"), (vienna, "27.9.23")]);

    let taken = read_for("KR", &design);
    assert_eq!((taken.records.len(), taken.rejects.len()), (5, 0));
    let publication = &taken.records[0].publication;
    assert_eq!(publication.id.right(), Right::Design);
    assert_eq!(publication.parties.iter().filter(|party| party.role == PartyRole::Inventor).count(), 3);
    assert_eq!(publication.design.as_ref().and_then(|design| design.identifier.as_deref()), Some("M001"));
    assert_eq!(publication.figures[0].kind, FigureKind::DesignView);
}

#[test]
fn taiwanese_marks_are_read() {
    let (Some(one), Some(many)) = (shared("tipo/TmarkAppl_100000001.xml"), shared("tipo/TmarkAppl.xml")) else { return };
    assert!(fs::read(&one).expect("a file").starts_with(b"\xEF\xBB\xBF"));
    let taken = read_for("TW", &one);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    let publication = &taken.records[0].publication;
    assert_eq!(publication.id.to_string(), "TW-trademark-100000001");
    let titles: Vec<_> = publication.titles.iter().map(|title| (title.language.as_str(), title.text.as_str())).collect();
    assert_eq!(titles, [("zh-Hant", "高強及圖"), ("zh-Hant", "高強專業珠心算"), ("en", "PROFESSIONAL ABACUS ARITHMETIC EDUCATION")]);
    let mark = publication.mark.as_ref().expect("a mark");
    assert_eq!((mark.goods[0].class, mark.colours.as_deref(), mark.kind.as_deref()), (Some(41), Some("墨色"), Some("平面")));

    let taken = read_for("TW", &many);
    assert_eq!((taken.records.len(), taken.rejects.len()), (25, 0));
    let first = &taken.records[0].publication;
    // A class of 1951 is none of the Nice classification, though its digits would do.
    assert_eq!(first.mark.as_ref().expect("a mark").goods[0].class, None);
    assert_eq!(first.classifications[0].scheme, ClassificationScheme::National);
    assert_eq!(
        first
            .application
            .as_ref()
            .and_then(|application| application.date.as_ref())
            .and_then(|date| date.iso)
            .map(|iso| iso.to_string())
            .as_deref(),
        Some("1951-02-27")
    );
}

#[test]
fn the_gazette_of_the_republic_counts_its_own_years() {
    let taken = read_text(
        "\u{FEFF}<?xml version=\"1.0\"?><RegContentList total-count=\"2\"><RegContent no=\"1\"><CaseNo>109000001</CaseNo><RegisterNo>02200001</RegisterNo><Trademark_Name>架橋KAKEHASHI</Trademark_Name><Trademark_Design>(墨色)(立體)</Trademark_Design><Filing_Date>109.12.15</Filing_Date><SDate>111.03.16</SDate><EDate>121.03.15</EDate><RegContentAgent><BChinese>王一</BChinese></RegContentAgent><RegContentClassification><Class>001</Class><Class>035</Class></RegContentClassification><RegContentOwner><AChinese>橋公司</AChinese><AEnglish>BRIDGE INC.</AEnglish></RegContentOwner></RegContent><RegContent no=\"2\"><Trademark_Name>無</Trademark_Name></RegContent></RegContentList>",
    );
    assert_eq!(taken.rejects.iter().map(|reject| reject.code.as_str()).collect::<Vec<_>>(), ["number-missing"]);
    let publication = &taken.records[0].publication;
    assert_eq!(publication.id.to_string(), "TW-trademark-02200001");
    let iso = |date: &Option<publication::PublishedDate>| date.as_ref().and_then(|date| date.iso).map(|iso| iso.to_string());
    assert_eq!(iso(&publication.publication_date).as_deref(), Some("2022-03-16"));
    assert_eq!(iso(&publication.expiry_date).as_deref(), Some("2032-03-15"));
    assert_eq!(publication.application.as_ref().and_then(|application| iso(&application.date)).as_deref(), Some("2020-12-15"));
    assert_eq!(publication.mark.as_ref().and_then(|mark| mark.feature), Some(MarkFeature::ThreeDimensional));
    assert_eq!(publication.parties[0].names.len(), 2);
    assert_eq!(publication.classifications.len(), 2);
}

fn mark_of(number: u32) -> String {
    format!(
        "<TradeMark operationCode=\"Insert\"><RegistrationOfficeCode>EM</RegistrationOfficeCode><ApplicationNumber>{number:09}</ApplicationNumber><MarkCurrentStatusCode>Registered</MarkCurrentStatusCode><MarkFeature>Figurative</MarkFeature><MarkImageDetails><MarkImage><MarkImageFilename>{number}.jpg</MarkImageFilename><MarkImageCategory><CategoryKind>Vienna</CategoryKind><CategoryCodeDetails><CategoryCode>03.01.08</CategoryCode></CategoryCodeDetails></MarkImageCategory></MarkImage></MarkImageDetails></TradeMark>"
    )
}

fn transaction(marks: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><Transaction xmlns=\"http://www.wipo.int/standards/XMLSchema/trademarks\"><TradeMarkTransactionBody><TransactionContentDetails><TransactionData><TradeMarkDetails>{marks}</TradeMarkDetails></TransactionData></TransactionContentDetails></TradeMarkTransactionBody></Transaction>"
    )
}

#[test]
fn a_transaction_of_many_marks_gives_each() {
    let marks: String = (1..=300).map(mark_of).collect();
    let taken = read_text(&transaction(&marks));
    assert_eq!((taken.records.len(), taken.rejects.len()), (300, 0));
    let publication = &taken.records[299].publication;
    assert_eq!(publication.id.to_string(), "EM-trademark-000000300");
    assert_eq!(publication.classifications[0].symbol, "3.1.8");
    assert_eq!(publication.register_status, Some(RegisterStatus::InForce));
    // One without a number costs one.
    let taken = read_text(&transaction(&format!("{}<TradeMark><KindMark>Individual</KindMark></TradeMark>{}", mark_of(1), mark_of(2))));
    assert_eq!((taken.records.len(), taken.rejects.len()), (2, 1));
    assert_eq!(taken.rejects[0].code, "number-missing");
}

#[test]
fn designs_of_one_application_are_known_by_their_own_numbers() {
    let design = |number: u32| {
        format!(
            "<Design><DesignIdentifier>402020000001-{number:04}</DesignIdentifier><RegistrationNumber>402020000001</RegistrationNumber><DesignTitle languageCode=\"de\">Stuhl {number}</DesignTitle></Design>"
        )
    };
    let text = format!(
        "<Transaction xmlns=\"http://www.wipo.int/standards/XMLSchema/designs\"><DesignTransactionBody><TransactionContentDetails><TransactionData><DesignApplicationDetails><DesignApplication><RegistrationOfficeCode>DE</RegistrationOfficeCode><DesignApplicationNumber>402020000001.2</DesignApplicationNumber><DesignApplicationDate>2020-01-02</DesignApplicationDate><TotalDesign>2</TotalDesign><DesignDetails>{}{}</DesignDetails><ApplicantDetails><Applicant><ApplicantAddressBook><FormattedNameAddress><Name><FormattedName><OrganizationName>Stuhl AG</OrganizationName></FormattedName></Name></FormattedNameAddress></ApplicantAddressBook></Applicant></ApplicantDetails></DesignApplication></DesignApplicationDetails></TransactionData></TransactionContentDetails></DesignTransactionBody></Transaction>",
        design(1),
        design(2)
    );
    let taken = read_text(&text);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    let ids: Vec<String> = taken.records.iter().map(|record| record.publication.id.to_string()).collect();
    assert_eq!(ids, ["DE-design-4020200000010001", "DE-design-4020200000010002"]);
    for record in &taken.records {
        let publication = &record.publication;
        assert_eq!(publication.parties[0].names[0].name, "Stuhl AG");
        assert_eq!(
            publication.application.as_ref().and_then(|application| application.date.as_ref()).map(|date| date.as_published.as_str()),
            Some("2020-01-02")
        );
    }
}

#[test]
fn hostile_registers_are_refused_with_their_place() {
    let deep = format!("{}<ApplicationNumber>1</ApplicationNumber>{}", "<a>".repeat(1000), "</a>".repeat(1000));
    for (text, code) in [
        (transaction("<TradeMark><ApplicationNumber>&passwd;</ApplicationNumber></TradeMark>"), "xml-entity"),
        (transaction(&format!("<TradeMark>{deep}</TradeMark>")), "xml-too-deep"),
        (transaction("<TradeMark><ApplicationNumber>none</ApplicationNumber></TradeMark>"), "number-invalid"),
        (
            transaction(
                "<TradeMark><RegistrationOfficeCode>Q!</RegistrationOfficeCode><ApplicationNumber>1</ApplicationNumber></TradeMark>",
            ),
            "office-invalid",
        ),
        (transaction(""), "record-missing"),
        (transaction("<TradeMark><ApplicationNumber>12</ApplicationNumber>").replace("</TransactionData>", ""), "xml-malformed"),
    ] {
        let taken = read_text(&text);
        assert_eq!(taken.rejects.iter().map(|reject| reject.code.as_str()).collect::<Vec<_>>(), [code], "{}", &text[..text.len().min(400)]);
        assert!(taken.records.is_empty());
    }
    // Dates, classes and numbers that are none are said and do not cost the record.
    let odd = "<TradeMark><ApplicationNumber>12</ApplicationNumber><ApplicationDate>9999-99-99</ApplicationDate><ExpiryDate>soon</ExpiryDate><GoodsServicesDetails><GoodsServices><ClassDescriptionDetails><ClassDescription><ClassNumber>99</ClassNumber><GoodsServicesDescription>x</GoodsServicesDescription></ClassDescription></ClassDescriptionDetails></GoodsServices></GoodsServicesDetails></TradeMark>";
    let taken = read_text(&transaction(odd));
    let codes: Vec<&str> = taken.records[0].remarks.iter().map(|remark| remark.code.as_str()).collect();
    assert_eq!(codes, ["date-unreadable", "date-unreadable", "class-unreadable"]);
}

#[test]
fn views_of_real_registers_stay_what_they_are() {
    for (name, office, file) in [
        ("st66", "US", "st66"),
        ("st86", "DE", "st86"),
        ("kipris-trademark", "KR", "kipris/trademark.xml"),
        ("kipris-design", "KR", "kipris/design.xml"),
        ("tipo", "TW", "tipo"),
        ("st96-design", "EM", "st96/DesignApplication_Example.xml"),
    ] {
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
    let mark = publication.mark.as_ref();
    let design = publication.design.as_ref();
    let symbols: Vec<String> =
        publication.classifications.iter().map(|class| format!("{}:{}", class.scheme.as_str(), class.symbol)).collect();
    let mapped = publication.legal_events.iter().filter(|event| event.category.is_some()).count();
    let mut codes: Vec<&str> = record.remarks.iter().map(|remark| remark.code.as_str()).collect();
    codes.dedup();
    format!(
        "{} {} pub {} reg {} exp {} app {} {} status {:?} {:?} {} titles {} parties {} classes {symbols:?} goods {} mark {:?} {:?} design {:?} views {} figures {} events {} mapped {mapped} priorities {} related {} remarks {codes:?}",
        publication.source.file,
        publication.id,
        iso(&publication.publication_date),
        iso(&publication.registration_date),
        iso(&publication.expiry_date),
        publication.application.as_ref().and_then(|a| a.number.as_ref()).map_or("-", |number| &number.as_published),
        publication.application.as_ref().map_or("-".to_owned(), |application| iso(&application.date)),
        publication.status.as_deref().unwrap_or("-"),
        publication.register_status,
        iso(&publication.status_date),
        publication.titles.len(),
        publication.parties.len(),
        mark.map_or(0, |mark| mark.goods.len()),
        mark.and_then(|mark| mark.feature),
        mark.and_then(|mark| mark.kind.as_deref()).unwrap_or("-"),
        design.and_then(|design| design.identifier.as_deref()).unwrap_or("-"),
        design.map_or(0, |design| design.views.len()),
        publication.figures.len(),
        publication.legal_events.len(),
        publication.priorities.len(),
        publication.related.len(),
    )
}
