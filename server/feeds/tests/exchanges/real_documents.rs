//! Real documents beside a crude look at their bytes.

use feeds::Operation;
use publication::{LegalEventCategory, LegalStatus, PartyRole};

use crate::reading::{original, read_for, shared};

/// How often an element begins in a text.
fn elements(text: &str, name: &str) -> usize {
    text.match_indices(&format!("<{name}")).filter(|(at, tag)| text[at + tag.len()..].starts_with(['>', ' ', '/', '\n'])).count()
}

#[test]
fn a_full_text_delivery_is_a_record_with_its_drawings() {
    let Some(folder) = shared("epo-ftm-delivery") else { return };
    let (taken, summary) = read_for("EP", &folder);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    // Index, tables of contents, coverage lists, schemas and images are known for what they are.
    assert_eq!((summary.records, summary.rejects), (1, 0));
    let record = &taken.records[0];
    let (publication, raw) = (&record.publication, original(record));
    assert_eq!((publication.id.to_string().as_str(), record.operation), ("ES-patent-2993312-T1", Operation::Supplement));
    assert_eq!(publication.source.format, "epo-full-text");
    assert_eq!(publication.publication_date.as_ref().and_then(|date| date.iso).map(|iso| iso.to_string()).as_deref(), Some("2024-12-27"));
    assert_eq!((publication.claim_sets.len(), publication.claim_sets[0].claims.len()), (1, elements(raw, "claim")));
    let filled = elements(raw, "p") - empty_paragraphs(raw);
    assert_eq!(publication.descriptions[0].blocks.len(), filled);
    assert_eq!(publication.descriptions[0].language.as_str(), "es");
    assert_eq!(publication.figures.len(), elements(raw, "img"));
    assert_eq!(record.figures.len(), 17, "every drawing was found");
    assert!(publication.figures.iter().all(|figure| figure.content.is_some() && figure.media_type.as_deref() == Some("image/tiff")));
    assert!(publication.titles.is_empty(), "there is none, and none is made up");
}

/// Paragraphs without a letter of text or an image in them.
fn empty_paragraphs(raw: &str) -> usize {
    raw.split("<p ")
        .skip(1)
        .filter(|paragraph| {
            let body = paragraph.split_once('>').map_or("", |(tag, body)| if tag.ends_with('/') { "" } else { body });
            let body = body.split("</p>").next().unwrap_or_default();
            let text: String = body.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
            text.trim().is_empty() && !body.contains("<img")
        })
        .count()
}

#[test]
fn wipos_example_of_a_publication_agrees_with_its_bytes() {
    let Some(file) = shared("st96/PatentPublication_Example.xml") else { return };
    let (taken, _) = read_for("US", &file);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    let record = &taken.records[0];
    let (publication, raw) = (&record.publication, original(record));
    // The number is filled up with a zero in the file.
    assert_eq!(publication.id.to_string(), "US-patent-8936998-B2");
    assert_eq!(publication.number.as_published, "08936998");
    assert_eq!(publication.source.format, "st96-patent");
    assert_eq!(publication.claim_sets[0].claims.len(), elements(raw, "pat:Claim"));
    let dependent = publication.claim_sets[0].claims.iter().filter(|claim| !claim.depends_on.is_empty()).count();
    assert_eq!(dependent, raw.matches(">Dependent<").count());
    assert_eq!(publication.descriptions[0].blocks.len(), elements(raw, "com:P") - 1 + elements(raw, "com:Heading"));
    assert_eq!(publication.citations.len(), elements(raw, "pat:ReferenceCitation"));
    let classes = elements(raw, "pat:IPCRClassification") + elements(raw, "pat:CPCClassification");
    assert_eq!(publication.classifications.len(), classes, "the field of search is none of its classes");
    assert_eq!(publication.classifications[0].symbol, "H01L 21/30");
    assert_eq!(publication.figures.len(), elements(raw, "pat:PageImage"));
    let of = |role: PartyRole| publication.parties.iter().filter(|party| party.role == role).count();
    let parties = [PartyRole::Applicant, PartyRole::Inventor, PartyRole::Owner, PartyRole::Representative].map(of);
    assert_eq!(parties, [5, 5, 2, 1]);
    assert_eq!(publication.parties[0].names[0].name, "Utsumi, Jun");
    assert_eq!(publication.related.iter().map(|related| related.relation.as_str()).collect::<Vec<_>>(), ["62", "62", "65"]);
    assert_eq!(publication.priorities.len(), 1);
}

#[test]
fn a_record_of_the_german_register_agrees_with_its_bytes() {
    let Some(folder) = shared("dpma-register") else { return };
    let (taken, _) = read_for("DE", &folder);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    assert_eq!(taken.records.len(), 1);
    let record = &taken.records[0];
    let (publication, raw) = (&record.publication, original(record));
    assert_eq!((publication.id.to_string().as_str(), record.operation), ("DE-patent-10027360-A1", Operation::Supplement));
    assert_eq!(publication.number.as_published, "000010027360");
    assert_eq!(publication.publication_date.as_ref().and_then(|date| date.iso).map(|iso| iso.to_string()).as_deref(), Some("2000-12-07"));
    assert_eq!(publication.legal_events.len(), elements(raw, "event-data"));
    assert_eq!(publication.status.as_deref(), Some("nicht-anhaengig-erloschen"));
    assert_eq!(LegalStatus::of(publication), LegalStatus::Discontinued, "by its events; its own word says one of two things");
    assert_eq!(publication.classifications[0].symbol, "H02K 16/00");
    assert_eq!(publication.classifications[0].version.as_deref(), Some("2006-01"));
    assert_eq!(publication.abstracts.len(), 1);
    assert_eq!(publication.abstracts[0].language.as_str(), "de");
    let unknown: Vec<&str> =
        record.remarks.iter().filter(|remark| remark.code == "event-unknown").map(|remark| remark.value.as_str()).collect();
    assert_eq!(unknown, ["DE R004", "DE R079"]);
    assert!(record.remarks.iter().any(|remark| remark.code == "status-unknown"));
}

#[test]
fn families_and_events_of_open_patent_services_agree_with_their_bytes() {
    let Some(folder) = shared("ops-legal") else { return };
    let (taken, _) = read_for("EP", &folder);
    assert!(taken.rejects.is_empty(), "{:?}", taken.rejects);
    let ids: Vec<String> = taken.records.iter().map(|record| record.publication.id.to_string()).collect();
    assert_eq!(
        ids,
        [
            "EP-patent-1000000-A1",
            "EP-patent-1000000-B1",
            "AT-patent-232441-T",
            "DE-patent-69905327-D1",
            "NL-patent-1010536-C2",
            "US-patent-6093011-A",
            "US-patent-10465445-B2",
        ]
    );
    for record in &taken.records {
        let (publication, raw) = (&record.publication, original(record));
        assert_eq!(record.operation, Operation::Supplement);
        assert!(raw.starts_with("<ops:family-member ") && raw.ends_with("</ops:family-member>"), "its own part alone");
        assert_eq!(publication.legal_events.len(), elements(raw, "ops:legal"));
        assert_eq!(publication.priorities.len(), elements(raw, "priority-claim"));
        assert!(publication.titles.is_empty());
    }
    let family = taken.records[0].publication.family.as_ref().expect("a family");
    assert_eq!((family.id.as_deref(), family.members.len()), (Some("19768124"), 5));
    assert!(family.members.iter().all(|member| member.family_id.is_none()), "all of the same simple family");
    let legal = &taken.records[6].publication;
    let mapped: Vec<_> = legal.legal_events.iter().map(|event| (event.code.as_deref().unwrap_or_default(), event.category)).collect();
    assert!(mapped.contains(&("STCF", Some(LegalEventCategory::F))) && mapped.contains(&("FEPP", None)), "{mapped:?}");
    let assignment = legal.legal_events.iter().find(|event| event.detailed_event.as_deref() == Some("R14")).expect("an assignment");
    assert!(assignment.description.contains("OWNER: NCS OILFIELD SERVICES CANADA"), "{}", assignment.description);
    assert_eq!(assignment.key_event().as_deref(), Some("R10"));
    let grant = legal.legal_events.iter().find(|event| event.category == Some(LegalEventCategory::F)).expect("a grant");
    assert_eq!(grant.change.map(publication::StatusChange::code).as_deref(), Some("A04"));
    assert!(legal.legal_events.is_sorted_by_key(|event| event.date.as_ref().and_then(|date| date.iso)));
}
