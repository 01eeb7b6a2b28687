//! Patents as offices exchange them beside DOCDB and the EPO's own ST.36: full-text deliveries, ST.96, the German register, ST.36 of other
//! offices, families and legal events. Real documents agree with a crude look at their bytes; and what records ask to be done is read.

mod asked;
mod reading;
mod real_documents;

use feeds::ParsedRecord;

use self::reading::{read_for, shared};

#[test]
fn views_of_real_documents_stay_what_they_are() {
    for (name, office, file) in [
        ("epo-ftm-delivery", "EP", "epo-ftm-delivery"),
        ("st96-patent", "US", "st96/PatentPublication_Example.xml"),
        ("dpma-register", "DE", "dpma-register"),
        ("ops-legal", "EP", "ops-legal"),
    ] {
        let Some(path) = shared(file) else { return };
        let (taken, _) = read_for(office, &path);
        let views: Vec<String> = taken.records.iter().map(view).collect();
        insta::assert_snapshot!(name, views.join("\n"));
    }
}

/// Numbers, dates and counts of a record: what a change of the reader would change.
fn view(record: &ParsedRecord) -> String {
    let publication = &record.publication;
    let iso =
        |date: &Option<publication::PublishedDate>| date.as_ref().and_then(|date| date.iso).map_or("-".to_owned(), |iso| iso.to_string());
    let length: usize = publication.descriptions.iter().flat_map(|text| &text.blocks).map(|block| block.text().chars().count()).sum();
    let events: Vec<String> = publication
        .legal_events
        .iter()
        .map(|event| {
            let standard = event.detailed_event.clone().or(event.category.map(|category| format!("{category:?}"))).unwrap_or_default();
            let change = event.change.map(publication::StatusChange::code).unwrap_or_default();
            format!("{}={standard}/{change}", event.code.as_deref().unwrap_or("-"))
        })
        .collect();
    let remarks: Vec<String> = record.remarks.iter().map(|remark| format!("{} {}", remark.code, remark.value)).collect();
    format!(
        "{} {:?} {} pub {} app {} {} lang {} titles {} abstracts {} claims {} chars {length} parties {} classes {} citations {} related {} priorities {} figures {} events {events:?} family {} remarks {remarks:?}",
        publication.source.file,
        record.operation,
        publication.id,
        iso(&publication.publication_date),
        publication.application.as_ref().and_then(|a| a.number.as_ref()).map_or("-", |number| &number.as_published),
        publication.application.as_ref().map_or("-".to_owned(), |application| iso(&application.date)),
        publication.language.as_ref().map_or("-", |language| language.as_str()),
        publication.titles.len(),
        publication.abstracts.len(),
        publication.claim_sets.iter().map(|set| set.claims.len()).sum::<usize>(),
        publication.parties.len(),
        publication.classifications.len(),
        publication.citations.len(),
        publication.related.len(),
        publication.priorities.len(),
        publication.figures.len(),
        publication.family.as_ref().map_or(0, |family| family.members.len()),
    )
}
