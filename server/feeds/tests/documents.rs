//! Real documents parse, and an independent, crude look at their bytes agrees.

use std::{
    fs,
    path::{Path, PathBuf},
};

use feeds::{DeliveryProgress, DeliverySink, DeliverySummary, FeedSettings, Limits, ParsedRecord, Reject, Stop, read_delivery};
use publication::{DescriptionBlock, FigureKind};

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

    fn progress(&mut self, progress: DeliveryProgress) {
        assert!(progress.bytes <= progress.total);
    }
}

fn settings(office: &str) -> FeedSettings {
    FeedSettings { office: office.parse().expect("an office"), right: None, format: None, encoding: None, language: None, sample: false }
}

fn read(path: &Path) -> (Taken, DeliverySummary) {
    let mut taken = Taken::default();
    let summary = read_delivery(path, &settings("EP"), &Limits::default(), &mut taken).expect("a delivery");
    (taken, summary)
}

/// A folder of real documents; `None`, said aloud, where there is none.
fn shared(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(folder);
    if !path.is_dir() {
        eprintln!("skipped: no folder of real documents ({folder})");
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

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
}

#[test]
fn every_st36_document_agrees_with_its_bytes() {
    let Some(folder) = shared("st36-ep") else { return };
    let (taken, summary) = read(&folder);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    assert_eq!((summary.records, summary.files), (11, 11));
    let package = shared("st36-wipo-package").map(|folder| read(&folder).0.records).unwrap_or_default();
    for record in taken.records.iter().chain(&package) {
        let publication = &record.publication;
        let raw = std::str::from_utf8(&record.original).expect("UTF-8");
        let name = &publication.source.file;
        assert_eq!(Some(publication.id.number()), between(raw, "<B110>", "</B110>"), "{name}");
        assert_eq!(publication.id.kind().map(publication::KindCode::as_str), between(raw, "<B130>", "</B130>"), "{name}");
        let date = between(raw, "<B140>", "</B140>").and_then(|date| between(date, "<date>", "</date>")).expect("B140");
        assert_eq!(publication.publication_date.as_ref().map(|date| date.as_published.as_str()), Some(date), "{name}");
        let title = between(raw, "<B542>", "</B542>").map(squeezed).expect("B542");
        assert_eq!(publication.titles[0].text, title, "{name}");
        assert_eq!(publication.titles.len(), count(raw, "<B542>"), "{name}");
        let claims: usize = publication.claim_sets.iter().map(|set| set.claims.len()).sum();
        assert_eq!(claims, count(raw, "<claim "), "{name}");
        assert_eq!(publication.claim_sets.len(), count(raw, "<claims "), "{name}");
        let description = between(raw, "<description", "</description>").unwrap_or_default();
        let blocks = publication.descriptions.first().map(|description| description.blocks.as_slice()).unwrap_or_default();
        let paragraphs = blocks.iter().filter(|block| matches!(block, DescriptionBlock::Paragraph { .. })).count();
        assert_eq!(paragraphs, count(description, "<p ") - count(description, "\"></p>"), "{name}");
        assert_eq!(blocks.len() - paragraphs, count(description, "<heading "), "{name}");
        assert!(blocks.iter().all(|block| !block.text().contains('<') || raw.contains("&lt;")), "{name}");
        let drawings = publication.figures.iter().filter(|figure| figure.kind == FigureKind::Drawing).count();
        assert_eq!(drawings, count(raw, "<figure "), "{name}");
        assert_eq!(publication.priorities.len(), count(raw, "<B310>"), "{name}");
        let inventors = publication.parties.iter().filter(|party| party.role == publication::PartyRole::Inventor).count();
        assert_eq!(inventors, count(raw, "<B721>"), "{name}");
        // The package lists its PDF beside the record.
        let listed = usize::from(name == "DOC00001.xml");
        assert_eq!(publication.figures.len(), count(raw, "<img ") + count(raw, "<doc-page ") + listed, "{name}");
    }
}

#[test]
fn a_package_brings_its_figures() {
    let Some(folder) = shared("st36-wipo-package") else { return };
    let (taken, summary) = read(&folder);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    let images =
        fs::read_dir(&folder).expect("a folder").flatten().filter(|file| file.path().extension().is_some_and(|e| e == "tif")).count();
    assert_eq!((summary.records, summary.passed_over as usize), (1, images + 2));
    let record = &taken.records[0];
    assert_eq!(record.publication.id.to_string(), "EP-patent-1667425-A1");
    assert_eq!(record.figures.len(), record.publication.figures.iter().filter(|figure| figure.content.is_some()).count());
    for figure in &record.figures {
        let told = &record.publication.figures[figure.figure];
        let expected = if told.file.ends_with(".tif") { "image/tiff" } else { "application/pdf" };
        assert_eq!(told.media_type.as_deref(), Some(expected), "{}", told.file);
    }
    assert_eq!(record.figures.len(), images + 1);
}

#[test]
fn every_docdb_record_agrees_with_its_bytes() {
    let Some(folder) = shared("docdb") else { return };
    let (taken, summary) = read(&folder);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    assert_eq!(summary.records, 12);
    for record in &taken.records {
        let publication = &record.publication;
        let raw = std::str::from_utf8(&record.original).expect("UTF-8").replace("exch:", "");
        let name = &publication.source.file;
        let root = &raw[..raw.find('>').expect("a tag")];
        assert_eq!(Some(publication.id.number()), between(root, " doc-number=\"", "\""), "{name}");
        assert_eq!(publication.id.kind().map(publication::KindCode::as_str), between(root, " kind=\"", "\""), "{name}");
        let date = publication.publication_date.as_ref().map(|date| date.as_published.as_str());
        assert_eq!(date, between(root, " date-publ=\"", "\""), "{name}");
        assert_eq!(publication.family.as_ref().and_then(|family| family.id.as_deref()), between(root, " family-id=\"", "\""), "{name}");
        assert_eq!(publication.titles.len(), count(&raw, "<invention-title "), "{name}");
        let title = between(&raw, "<invention-title ", "</invention-title>").and_then(|title| title.split_once('>')).expect("a title");
        assert_eq!(publication.titles[0].text, squeezed(title.1), "{name}");
        assert_eq!(publication.abstracts.len(), count(&raw, "<abstract "), "{name}");
        let parties = raw.matches("<applicant ").count() + raw.matches("<inventor ").count();
        assert_eq!(publication.parties.iter().map(|party| party.names.len()).sum::<usize>(), parties, "{name}");
        assert_eq!(publication.citations.len(), count(&raw, "<citation "), "{name}");
        let classes = count(&raw, "<classification-ipcr ") + count(&raw, "<patent-classification ") + count(&raw, "<main-classification>");
        assert_eq!(publication.classifications.len(), classes, "{name}");
    }
}

#[test]
fn views_of_real_documents_stay_what_they_are() {
    for folder in ["st36-ep", "st36-wipo-package", "docdb"] {
        let Some(path) = shared(folder) else { return };
        let (taken, _) = read(&path);
        let views: Vec<String> = taken.records.iter().map(view).collect();
        insta::assert_snapshot!(folder, views.join("\n"));
    }
}

/// Numbers, dates and counts of a record: what a change of the reader would change.
fn view(record: &ParsedRecord) -> String {
    let publication = &record.publication;
    let iso =
        |date: &Option<publication::PublishedDate>| date.as_ref().and_then(|date| date.iso).map_or("-".to_owned(), |iso| iso.to_string());
    let sets: Vec<String> = publication.claim_sets.iter().map(|set| format!("{}:{}", set.language, set.claims.len())).collect();
    let texts: Vec<String> = publication.descriptions.iter().map(|text| format!("{}:{}", text.language, text.blocks.len())).collect();
    let length: usize = publication.descriptions.iter().flat_map(|text| &text.blocks).map(|block| block.text().chars().count()).sum();
    format!(
        "{} {} pub {} grant {} app {} {} lang {} titles {} abstracts {} claims {sets:?} blocks {texts:?} chars {length} parties {} classes {} citations {} related {} states {} figures {} events {} family {} remarks {:?}",
        publication.source.file,
        publication.id,
        iso(&publication.publication_date),
        iso(&publication.registration_date),
        publication.application.as_ref().and_then(|a| a.number.as_ref()).map_or("-", |number| &number.as_published),
        publication.application.as_ref().map_or("-".to_owned(), |application| iso(&application.date)),
        publication.language.as_ref().map_or("-", |language| language.as_str()),
        publication.titles.len(),
        publication.abstracts.len(),
        publication.parties.len(),
        publication.classifications.len(),
        publication.citations.len(),
        publication.related.len(),
        publication.designated_states.len(),
        publication.figures.len(),
        publication.legal_events.len(),
        publication.family.as_ref().map_or(0, |family| family.members.len()),
        record.remarks.iter().map(|remark| remark.code.as_str()).collect::<Vec<_>>(),
    )
}
