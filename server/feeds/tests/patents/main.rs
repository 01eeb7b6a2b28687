//! Patent documents of the US, Chinese and Korean offices in their own formats: real ones beside a crude look at their bytes, and what the
//! formats may do that these do not.

mod chinese;
mod korean;
mod reading;
mod us_ice;
mod us_red_book;

use feeds::ParsedRecord;

use self::reading::{blocks, read_for, related, shared};

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
