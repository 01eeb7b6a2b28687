//! What made-up answers are made of: words with their makers, parties, classes, figures, segments.

use std::ops::Range;

use app::services::{CoverageMeter, JapaneseText, ParallelBlock, ParallelSegment, ParallelText, SegmentPlace, TermMark, WebImage};
use publication::{
    Classification, ClassificationScheme, DocumentNumber, DocumentReference, FamilyMember, Figure, FigureKind, IsoDate, LanguageTag,
    LegalEvent, LegalEventCategory, LocalizedText, NameForm, OfficeCode, Party, PartyName, PartyRole, Publication, PublicationId,
    PublishedDate, Source, TextPart,
};
use translator::{Provenance, SegmentKind, SegmentState};

pub fn office(code: &str) -> OfficeCode {
    code.parse().expect("an office")
}

pub fn tag(language: &str) -> LanguageTag {
    language.parse().expect("a language")
}

pub fn day(text: &str) -> IsoDate {
    text.parse().expect("a day")
}

pub fn memory(text: &str) -> JapaneseText {
    JapaneseText {
        text: text.to_owned(),
        provenance: Provenance::Memory { author: "山田花子".to_owned(), date: "2026-04-01".to_owned(), numbers_substituted: false },
        state: SegmentState::Machine,
    }
}

pub fn machine(text: &str) -> JapaneseText {
    JapaneseText {
        text: text.to_owned(),
        provenance: Provenance::Machine {
            engine: "openai-compatible".to_owned(),
            model: Some("local-ja".to_owned()),
            version: None,
            date: "2026-11-20".to_owned(),
        },
        state: SegmentState::Machine,
    }
}

pub fn human(text: &str) -> JapaneseText {
    JapaneseText {
        text: text.to_owned(),
        provenance: Provenance::Human { author: "佐藤一郎".to_owned(), date: "2026-10-02".to_owned() },
        state: SegmentState::Reviewed,
    }
}

pub fn built_in(text: &str) -> JapaneseText {
    JapaneseText {
        text: text.to_owned(),
        provenance: Provenance::BuiltIn { rule: "claim-reference".to_owned() },
        state: SegmentState::Machine,
    }
}

pub fn publication(id: &str, published: &str, number: &str, titles: &[(&str, &str)]) -> Publication {
    let id: PublicationId = id.parse().expect("an id");
    let number = DocumentNumber { as_published: number.to_owned(), normalised: id.number().to_owned() };
    let source =
        Source { delivery: "0".repeat(64), file: "delivery.zip!/docs/record.xml".to_owned(), offset: 0, format: "st36-ep".to_owned() };
    let mut publication = Publication::new(id, number, source);
    publication.publication_date = Some(PublishedDate::read(published));
    publication.titles =
        titles.iter().map(|(language, text)| LocalizedText { language: tag(language), text: (*text).to_owned() }).collect();
    publication.language = publication.titles.first().map(|title| title.language.clone());
    publication.sample = true;
    publication
}

pub fn party(role: PartyRole, names: &[(&str, &str)], country: &str, address: Option<&str>) -> Party {
    let names = names
        .iter()
        .map(|(language, name)| PartyName { name: (*name).to_owned(), form: NameForm::Published, language: Some(tag(language)) })
        .collect();
    Party { role, sequence: 1, names, address: address.map(str::to_owned), country: Some(office(country)) }
}

pub fn class(scheme: ClassificationScheme, symbol: &str) -> Classification {
    Classification {
        scheme,
        national_scheme: None,
        symbol: symbol.to_owned(),
        as_published: symbol.to_owned(),
        version: (scheme == ClassificationScheme::Ipc).then(|| "2006-01".to_owned()),
        rank: None,
        inventive: Some(true),
        office: None,
    }
}

pub fn figure(kind: FigureKind, label: &str, media_type: Option<&str>) -> Figure {
    Figure {
        kind,
        label: Some(label.to_owned()),
        file: format!("fig{label}.{}", media_type.and_then(|name| name.split('/').nth(1)).unwrap_or("tif")),
        content: media_type.map(|_| "0".repeat(64)),
        media_type: media_type.map(str::to_owned),
    }
}

pub fn web_image(width: u32, height: u32, version: &str) -> WebImage {
    WebImage { width, height, version: version.repeat(16) }
}

pub fn event(date: &str, words: &str, category: Option<LegalEventCategory>, detailed: Option<&str>) -> LegalEvent {
    LegalEvent {
        date: Some(PublishedDate::read(date)),
        office: Some(office("TH")),
        code: Some("N01".to_owned()),
        description: words.to_owned(),
        language: tag("th"),
        category,
        detailed_event: detailed.map(str::to_owned),
        change: None,
    }
}

pub fn member(code: &str, number: &str) -> FamilyMember {
    FamilyMember {
        document: DocumentReference {
            office: Some(office(code)),
            number: DocumentNumber::read(office(code), number, None).ok(),
            kind: None,
            date: None,
            as_published: format!("{code} {number} A"),
        },
        family_id: None,
    }
}

pub fn found(text: &str, words: &str) -> Vec<Range<usize>> {
    text.match_indices(words).map(|(start, matched)| start..start + matched.len()).collect()
}

pub fn segment(kind: SegmentKind, source: &str, japanese: Option<JapaneseText>, terms: &[(&str, &str)]) -> ParallelSegment {
    let mut terms: Vec<TermMark> = terms
        .iter()
        .flat_map(|(word, japanese)| found(source, word).into_iter().map(|range| TermMark { range, japanese: (*japanese).to_owned() }))
        .collect();
    terms.sort_by_key(|term| term.range.start);
    let place = SegmentPlace { hash: "0".repeat(32), occurrence: 0 };
    ParallelSegment { place, kind, source: source.to_owned(), japanese, terms, findings: Vec::new() }
}

pub fn block(anchor: &str, label: Option<&str>, depends_on: &[u32], segments: Vec<ParallelSegment>) -> ParallelBlock {
    let heading = segments.iter().any(|segment| segment.kind == SegmentKind::Heading);
    ParallelBlock { anchor: anchor.to_owned(), label: label.map(str::to_owned), depends_on: depends_on.to_vec(), heading, segments }
}

pub fn parallel(part: TextPart, language: &str, blocks: Vec<ParallelBlock>, meter: CoverageMeter) -> ParallelText {
    ParallelText { part, language: tag(language), other_languages: Vec::new(), blocks, meter, waiting: false, failure: None }
}
