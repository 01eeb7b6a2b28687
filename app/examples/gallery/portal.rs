//! Made-up answers: every state that a page can be in, without a store or an engine behind.

#[path = "registers.rs"]
mod registers;

use std::ops::Range;

use app::services::{
    AskedPart, Breakage, CountedRendering, CoverageMeter, DocumentPage, ExchangeStanding, ExchangeState, ExpandedTerm, Expansion,
    FigurePage, FigureState, JapaneseText, ListedFigure, MatchedOrigin, Neighbours, NumberAnswer, OfficeHolding, PageImages, ParallelBlock,
    ParallelSegment, ParallelText, PortalServices, PublicationSummary, ResultHit, ResultNotice, Results, SearchOutcome, SegmentFinding,
    ServiceError, ShownFigure, TermMark, VersionInfo, WebImage,
};
use async_trait::async_trait;
use index_config::{Facet, FacetCount, FacetField, Match, SearchParams, TextOrigin, Total};
use publication::{
    ApplicationReference, Audience, Citation, CitedWork, Classification, ClassificationScheme, DocumentNumber, DocumentReference, Element,
    ExchangeAgreement, Family, FamilyMember, Figure, FigureKind, IsoDate, LanguageTag, LegalEvent, LegalEventCategory, LocalizedText,
    NameForm, OfficeCode, Party, PartyName, PartyRole, Priority, Publication, PublicationId, PublishedDate, Right, Source, Standing,
    TextPart,
};
use translator::{Provenance, SegmentKind, SegmentState};

/// Answers by what is asked: words choose the state (`nothing`, `fail`, `many` …), ids choose the document.
pub struct MadeUpPortal;

/// A title that tries to be a program.
pub const HOSTILE_TITLE: &str = "Cell </title><script>alert(1)</script> & \"pack\" <img src=x onerror=alert(1)>";

fn office(code: &str) -> OfficeCode {
    code.parse().expect("an office")
}

fn tag(language: &str) -> LanguageTag {
    language.parse().expect("a language")
}

fn day(text: &str) -> IsoDate {
    text.parse().expect("a day")
}

fn memory(text: &str) -> JapaneseText {
    JapaneseText {
        text: text.to_owned(),
        provenance: Provenance::Memory { author: "山田花子".to_owned(), date: "2026-04-01".to_owned(), numbers_substituted: false },
        state: SegmentState::Machine,
    }
}

fn machine(text: &str) -> JapaneseText {
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

fn human(text: &str) -> JapaneseText {
    JapaneseText {
        text: text.to_owned(),
        provenance: Provenance::Human { author: "佐藤一郎".to_owned(), date: "2026-10-02".to_owned() },
        state: SegmentState::Reviewed,
    }
}

fn built_in(text: &str) -> JapaneseText {
    JapaneseText {
        text: text.to_owned(),
        provenance: Provenance::BuiltIn { rule: "claim-reference".to_owned() },
        state: SegmentState::Machine,
    }
}

fn publication(id: &str, published: &str, number: &str, titles: &[(&str, &str)]) -> Publication {
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

fn party(role: PartyRole, names: &[(&str, &str)], country: &str, address: Option<&str>) -> Party {
    let names = names
        .iter()
        .map(|(language, name)| PartyName { name: (*name).to_owned(), form: NameForm::Published, language: Some(tag(language)) })
        .collect();
    Party { role, sequence: 1, names, address: address.map(str::to_owned), country: Some(office(country)) }
}

fn class(scheme: ClassificationScheme, symbol: &str) -> Classification {
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

fn figure(kind: FigureKind, label: &str, media_type: Option<&str>) -> Figure {
    Figure {
        kind,
        label: Some(label.to_owned()),
        file: format!("fig{label}.{}", media_type.and_then(|name| name.split('/').nth(1)).unwrap_or("tif")),
        content: media_type.map(|_| "0".repeat(64)),
        media_type: media_type.map(str::to_owned),
    }
}

fn web_image(width: u32, height: u32, version: &str) -> WebImage {
    WebImage { width, height, version: version.repeat(16) }
}

fn page(number: u32) -> FigurePage {
    let images = PageImages { width: 2480, height: 3508, web: web_image(1600, 2263, "3"), thumbnail: web_image(226, 320, "4") };
    FigurePage { number, images: Ok(images) }
}

fn breakage(code: &str, reason: &str) -> Breakage {
    Breakage { code: code.to_owned(), reason: reason.to_owned() }
}

/// Figures in every state: one page, several of which one is broken, not delivered, waiting, of a type that is not read, a long PDF that is
/// damaged in the end.
fn shown_figures(publication: &Publication) -> Vec<ShownFigure> {
    let made = |pages: Vec<FigurePage>| ShownFigure { state: FigureState::Made, pages };
    if publication.figures.len() < 6 {
        let missing = || ShownFigure { state: FigureState::Missing, pages: Vec::new() };
        return publication.figures.iter().map(|figure| if figure.content.is_some() { made(vec![page(1)]) } else { missing() }).collect();
    }
    let cut = FigurePage {
        number: 2, images: Err(breakage("image-truncated", "2 ページ目: 画像が途中で切れています（ストリップ 1）。"))
    };
    let unknown = breakage("image-type-unknown", "対応していない種類の画像です（3C737667）。");
    let damaged = breakage("image-process-ended", "画像の変換が途中で止まりました（20 ページまで）。");
    vec![
        made(vec![page(1)]),
        made(vec![page(1), cut, page(3)]),
        ShownFigure { state: FigureState::Missing, pages: Vec::new() },
        ShownFigure { state: FigureState::Waiting, pages: Vec::new() },
        ShownFigure { state: FigureState::Broken(unknown), pages: Vec::new() },
        ShownFigure { state: FigureState::Broken(damaged), pages: (1..=20).map(page).collect() },
    ]
}

/// A Thai application with everything.
pub fn thai() -> PublicationSummary {
    let mut th = publication(
        "TH-patent-0901001234-A",
        "20230315",
        "0901001234",
        &[("th", "วิธีการผลิตแบตเตอรี่โซลิดสเตตและแบตเตอรี่ที่ได้จากวิธีการดังกล่าว"), ("en", "Method for producing an all-solid-state battery")],
    );
    th.kind_text = Some("ประกาศโฆษณาคำขอรับสิทธิบัตร".to_owned());
    th.status = Some("อยู่ระหว่างการตรวจสอบ".to_owned());
    th.application = Some(ApplicationReference {
        office: Some(office("TH")),
        number: Some(DocumentNumber { as_published: "0901001234".to_owned(), normalised: "0901001234".to_owned() }),
        date: Some(PublishedDate::read("2021-09-17")),
    });
    th.priorities = vec![Priority {
        office: Some(office("JP")),
        number: Some(DocumentNumber { as_published: "2020-157891".to_owned(), normalised: "2020157891".to_owned() }),
        date: Some(PublishedDate::read("20200918")),
    }];
    th.parties = vec![
        party(PartyRole::Applicant, &[("th", "บริษัท สยามเซลล์ จำกัด"), ("en", "Siam Cell Co., Ltd.")], "TH", Some("99 ถนนพระราม 4 กรุงเทพฯ")),
        party(PartyRole::Inventor, &[("th", "สมชาย ใจดี")], "TH", None),
        party(PartyRole::Representative, &[("th", "สำนักงานตัวแทนตัวอย่าง")], "TH", None),
    ];
    th.classifications = vec![
        class(ClassificationScheme::Ipc, "H01M 10/0562"),
        class(ClassificationScheme::Ipc, "H01M 10/058"),
        class(ClassificationScheme::Cpc, "H01M 2300/0068"),
    ];
    th.citations = vec![
        Citation {
            cited: CitedWork::Patent {
                document: DocumentReference {
                    office: Some(office("EP")),
                    number: None,
                    kind: None,
                    date: Some(PublishedDate::read("20191002")),
                    as_published: "EP 3383757 B1".to_owned(),
                },
            },
            categories: vec!["X".to_owned(), "Y".to_owned()],
            phase: Some("SEA".to_owned()),
            passages: Some("claims 1-4".to_owned()),
        },
        Citation {
            cited: CitedWork::Literature { text: "J. Power Sources 196 (2011), 1-9".to_owned() },
            categories: vec!["A".to_owned()],
            phase: None,
            passages: None,
        },
    ];
    th.figures = vec![
        figure(FigureKind::Abstract, "1", Some("image/png")),
        figure(FigureKind::Drawing, "2", Some("image/tiff")),
        figure(FigureKind::Drawing, "3", None),
        figure(FigureKind::Drawing, "4", Some("image/tiff")),
        figure(FigureKind::Drawing, "5", Some("image/svg+xml")),
        figure(FigureKind::Page, "6", Some("application/pdf")),
    ];
    th.legal_events = vec![
        event("20210917", "ยื่นคำขอ", Some(LegalEventCategory::A), Some("A12")),
        event("20230315", "ประกาศโฆษณา", Some(LegalEventCategory::Q), Some("Q12")),
        event("00000000", "ชำระค่าธรรมเนียม", None, None),
    ];
    th.family = Some(Family { id: Some("75412345".to_owned()), members: vec![member("JP", "2022-051234"), member("CN", "116000001")] });
    let elements = vec![
        Element::Title,
        Element::Abstract,
        Element::Claims,
        Element::Description,
        Element::Figures,
        Element::LegalEvent,
        Element::Family,
        Element::Citation,
    ];
    PublicationSummary {
        publication: th,
        elements,
        japanese_title: Some(memory("全固体電池の製造方法及び該方法により得られる電池")),
        figure: Some(ListedFigure { figure: 1, page: 1, thumbnail: web_image(320, 240, "1") }),
    }
}

fn event(date: &str, words: &str, category: Option<LegalEventCategory>, detailed: Option<&str>) -> LegalEvent {
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

fn member(code: &str, number: &str) -> FamilyMember {
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

/// A Saudi abstract, untranslated, from right to left.
pub fn saudi() -> PublicationSummary {
    let mut sa = publication("SA-patent-1101-B", "20190604", "1101", &[("ar", "طريقة لتحلية مياه البحر باستخدام غشاء التناضح العكسي")]);
    sa.parties = vec![party(PartyRole::Owner, &[("ar", "شركة المياه النموذجية")], "SA", None)];
    sa.classifications = vec![class(ClassificationScheme::Ipc, "C02F 1/44")];
    PublicationSummary { publication: sa, elements: vec![Element::Title, Element::Abstract], japanese_title: None, figure: None }
}

/// A Malaysian application whose title is long and hostile.
pub fn malaysian() -> PublicationSummary {
    let long = format!("{HOSTILE_TITLE} {}", "comprising a positive electrode and a negative electrode ".repeat(6));
    let my = publication("MY-patent-150001-A", "20140131", "MY-150001-A", &[("en", &long)]);
    PublicationSummary {
        publication: my,
        elements: vec![Element::Title, Element::Abstract],
        japanese_title: Some(machine("電池<script>")),
        figure: None,
    }
}

/// A Chinese utility model with full text, of which little is translated.
pub fn chinese() -> PublicationSummary {
    let mut cn = publication("CN-utility-model-219000001-U", "20240709", "219000001", &[("zh-Hans", "一种便于散热的锂电池模组")]);
    cn.classifications = vec![class(ClassificationScheme::Ipc, "H01M 10/613")];
    cn.parties = vec![party(PartyRole::Owner, &[("zh-Hans", "深圳示例新能源有限公司")], "CN", None)];
    PublicationSummary {
        publication: cn,
        elements: vec![Element::Title, Element::Abstract, Element::Claims, Element::Description, Element::Figures],
        japanese_title: Some(human("放熱しやすいリチウム電池モジュール")),
        figure: None,
    }
}

fn all() -> Vec<PublicationSummary> {
    vec![thai(), saudi(), malaysian(), registers::mark(), chinese(), registers::design(), registers::arabic_mark(), registers::bare_mark()]
}

fn found(text: &str, words: &str) -> Vec<Range<usize>> {
    text.match_indices(words).map(|(start, matched)| start..start + matched.len()).collect()
}

fn matched(part: TextPart, language: &str, origin: TextOrigin, excerpt: &str, words: &str) -> Match {
    Match {
        part,
        language: tag(language),
        origin,
        excerpt: excerpt.to_owned(),
        cut_before: true,
        cut_after: true,
        ranges: found(excerpt, words),
    }
}

/// A word in other languages; what the search drops is dropped.
fn expansion(params: &SearchParams) -> Expansion {
    let dropped = |language: &str, words: &str| params.expand_not.iter().any(|dropped| dropped.is(&tag(language), words));
    let rendering = |language: &str, words: &str, count: u64| CountedRendering {
        language: tag(language),
        words: words.to_owned(),
        count: (!dropped(language, words)).then_some(count),
        dropped: dropped(language, words),
    };
    let renderings = vec![rendering("en", "battery", 12), rendering("zh", "电池", 3), rendering("de", "Batterie", 0)];
    let term = ExpandedTerm { term: "電池".to_owned(), language: tag("ja"), dropped: dropped("ja", "電池"), renderings };
    Expansion { on: !params.unexpanded, terms: vec![term] }
}

fn facet(field: FacetField, counts: &[(&str, u64)], more: bool) -> Facet {
    Facet { field, counts: counts.iter().map(|(value, count)| FacetCount { value: (*value).to_owned(), count: *count }).collect(), more }
}

fn results(params: &SearchParams) -> Results {
    let nothing = params.all == "nothing";
    let many = params.all == "many";
    let mut hits: Vec<ResultHit> = all()
        .into_iter()
        .map(|summary| {
            let title = "全固体電池の製造方法及び該方法により得られる電池";
            let has_title = summary.japanese_title.as_ref().is_some_and(|japanese| japanese.text == title);
            let mut matches = match summary.publication.id.office().as_str() {
                "TH" => vec![
                    matched(
                        TextPart::Claims,
                        "ja",
                        TextOrigin::Memory,
                        "正極活物質層と固体電解質層とを積層する工程を含む、全固体電池の製造方法であって、前記固体電解質層は硫化物固体電解質を含む",
                        "固体電解質",
                    ),
                    matched(TextPart::Abstract, "th", TextOrigin::Original, "แบตเตอรี่โซลิดสเตตที่มีชั้นอิเล็กโทรไลต์ของแข็ง", "แบตเตอรี่"),
                ],
                "SA" => vec![matched(TextPart::Abstract, "ar", TextOrigin::Original, "تتعلق الطريقة بتحلية مياه البحر", "مياه البحر")],
                _ => Vec::new(),
            };
            if has_title {
                matches.insert(0, matched(TextPart::Title, "ja", TextOrigin::Memory, title, "全固体電池"));
            }
            ResultHit { summary, matches }
        })
        .collect();
    if many {
        hits = hits.iter().cycle().take(20).cloned().collect();
    }
    if nothing {
        hits.clear();
    }
    Results {
        total: Total {
            count: if nothing {
                0
            } else if many {
                12_403
            } else {
                5
            },
            exact: !many,
        },
        hits,
        facets: vec![
            facet(FacetField::Office, &[("TH", 2410), ("CN", 1200), ("SA", 88), ("MY", 12), ("US", 3)], false),
            facet(FacetField::Right, &[("patent", 3000), ("utility-model", 700), ("design", 12), ("trademark", 1)], false),
            facet(
                FacetField::Year,
                &[("2024", 90), ("2023", 120), ("2022", 80), ("2021", 60), ("2020", 9), ("2019", 8), ("2018", 7), ("2017", 6), ("2016", 5)],
                true,
            ),
            facet(FacetField::NiceClass, &[("9", 40), ("25", 12)], false),
            facet(FacetField::MarkFeature, &[("combined", 20), ("word", 9)], false),
            facet(FacetField::ViennaCategory, &[("26", 8)], false),
            facet(FacetField::LocarnoClass, &[("26", 3)], false),
            facet(FacetField::IpcSubclass, &[("H01M", 1000), ("C02F", 88)], false),
            facet(FacetField::Applicant, &[("Siam Cell Co., Ltd.", 30), ("深圳示例新能源有限公司", 12)], false),
            facet(FacetField::Status, &[("granted", 900), ("unknown", 2800)], false),
            facet(FacetField::Element, &[("abstract", 3700), ("claims", 1000)], false),
        ],
        expansion: many.then(|| expansion(params)),
        matched: vec![
            MatchedOrigin { origin: TextOrigin::Original, count: 4 },
            MatchedOrigin { origin: TextOrigin::Machine, count: 2 },
            MatchedOrigin { origin: TextOrigin::Human, count: 0 },
        ],
        notices: if params.parts.contains(&TextPart::Claims) || many {
            vec![ResultNotice::PartNotDelivered { part: TextPart::Claims, offices: vec![office("MY"), office("VN"), office("ID")] }]
        } else {
            Vec::new()
        },
        sort: params.sort,
        page: params.page.max(1),
        per_page: 20,
        took_ms: 3,
    }
}

fn segment(kind: SegmentKind, source: &str, japanese: Option<JapaneseText>, terms: &[(&str, &str)]) -> ParallelSegment {
    let mut terms: Vec<TermMark> = terms
        .iter()
        .flat_map(|(word, japanese)| found(source, word).into_iter().map(|range| TermMark { range, japanese: (*japanese).to_owned() }))
        .collect();
    terms.sort_by_key(|term| term.range.start);
    let place = app::services::SegmentPlace { hash: "0".repeat(32), occurrence: 0 };
    ParallelSegment { place, kind, source: source.to_owned(), japanese, terms, findings: Vec::new() }
}

fn block(anchor: &str, label: Option<&str>, depends_on: &[u32], segments: Vec<ParallelSegment>) -> ParallelBlock {
    let heading = segments.iter().any(|segment| segment.kind == SegmentKind::Heading);
    ParallelBlock { anchor: anchor.to_owned(), label: label.map(str::to_owned), depends_on: depends_on.to_vec(), heading, segments }
}

fn parallel(part: TextPart, language: &str, blocks: Vec<ParallelBlock>, meter: CoverageMeter) -> ParallelText {
    ParallelText { part, language: tag(language), other_languages: Vec::new(), blocks, meter, waiting: false, failure: None }
}

fn thai_claims() -> ParallelText {
    let mut text = parallel(
        TextPart::Claims,
        "th",
        vec![
            block(
                "claim-1",
                Some("1"),
                &[],
                vec![segment(
                    SegmentKind::Claim,
                    "วิธีการผลิตแบตเตอรี่โซลิดสเตต ซึ่งประกอบด้วยขั้นตอนการซ้อนชั้นขั้วบวกและชั้นอิเล็กโทรไลต์ของแข็ง",
                    Some(memory("正極層と固体電解質層とを積層する工程を含む、全固体電池の製造方法。")),
                    &[],
                )],
            ),
            block(
                "claim-2",
                Some("2"),
                &[1],
                vec![
                    segment(SegmentKind::Claim, "วิธีการตามข้อถือสิทธิที่ 1", Some(built_in("請求項1に記載の方法")), &[]),
                    segment(
                        SegmentKind::Claim,
                        "ที่ซึ่ง อิเล็กโทรไลต์ของแข็ง เป็นซัลไฟด์ และ ขั้วบวก มีความหนา 20 ถึง 80 ไมโครเมตร",
                        None,
                        &[("อิเล็กโทรไลต์ของแข็ง", "固体電解質"), ("ขั้วบวก", "正極")],
                    ),
                ],
            ),
            block(
                "claim-3",
                Some("3"),
                &[1, 2],
                vec![segment(
                    SegmentKind::Claim,
                    "แบตเตอรี่ที่ได้จากวิธีการตามข้อถือสิทธิที่ 1 หรือ 2",
                    Some(machine("請求項1又は2に記載の方法により得られる電池。")),
                    &[],
                )],
            ),
        ],
        CoverageMeter { human: 0, memory: 95, machine: 50, built_in: 25, none: 80 },
    );
    text.other_languages = vec![tag("en")];
    text
}

fn chinese_description() -> ParallelText {
    let mut blocks = vec![block("h-1", None, &[], vec![segment(SegmentKind::Heading, "技术领域", Some(built_in("技術分野")), &[])])];
    for number in 1..60_u32 {
        let japanese = match number % 4 {
            0 => Some(machine("放熱板は電池セルの側面に配置され、熱伝導シートを介して外枠に接続される。")),
            1 => Some(human("本考案は電池の技術分野に関し、特に放熱しやすいリチウム電池モジュールに関する。")),
            _ => None,
        };
        let mut sentence = segment(
            SegmentKind::Sentence,
            "本实用新型涉及电池技术领域，具体涉及一种便于散热的锂电池模组，包括外框、若干电池单体和散热板，所述散热板位于电池单体之间。",
            japanese,
            if number % 4 > 1 { &[("散热板", "放熱板"), ("电池单体", "電池セル")] } else { &[] },
        );
        if number == 4 {
            sentence.findings.push(SegmentFinding {
                code: "check-term".to_owned(),
                reason: "用語集の訳語が使われていません: 散热板→ヒートシンク".to_owned(),
                reason_in_english: "a term of the termbase is not followed: 散热板→ヒートシンク".to_owned(),
            });
        }
        blocks.push(block(&format!("p-{number:04}"), Some(&format!("{number:04}")), &[], vec![sentence]));
    }
    let mut text =
        parallel(TextPart::Description, "zh-Hans", blocks, CoverageMeter { human: 900, memory: 0, machine: 900, built_in: 4, none: 1800 });
    text.waiting = true;
    text
}

fn saudi_abstract() -> ParallelText {
    let mut text = parallel(
        TextPart::Abstract,
        "ar",
        vec![block(
            "p-1",
            None,
            &[],
            vec![segment(
                SegmentKind::Sentence,
                "تتعلق الطريقة بتحلية مياه البحر باستخدام غشاء التناضح العكسي عند ضغط 6 ميجا باسكال (RO-6).",
                None,
                &[("غشاء التناضح العكسي", "逆浸透膜"), ("مياه البحر", "海水")],
            )],
        )],
        CoverageMeter { none: 90, ..CoverageMeter::default() },
    );
    text.failure = Some("engine-timeout".to_owned());
    text
}

fn holding(code: &str, right: Right, count: u64, last: &str, sample: bool) -> OfficeHolding {
    OfficeHolding {
        office: office(code),
        right,
        count,
        first: Some(day("1998-01-05")),
        last: Some(day(last)),
        elements: vec![
            (Element::Title, count),
            (Element::Abstract, count - count / 50),
            (Element::Claims, count / 3),
            (Element::Figures, 1),
        ],
        last_delivery: Some(day("2026-10-01")),
        human_segments: 0,
        human_publications: 0,
        years: vec![(Some(2012), count / 10), (Some(2013), count / 5), (Some(2014), count / 4), (Some(2015), count / 8), (None, 2)],
        sample,
    }
}

fn exchanges() -> Vec<ExchangeStanding> {
    let made = |code: &str, state, fill: &[(Element, u64)], overdue: Option<i64>| {
        let mut agreement = ExchangeAgreement::unknown(office(code), None);
        agreement.agreement = Standing::Yes;
        agreement.exchange = Standing::Partly;
        agreement.elements = fill.iter().map(|(element, _)| *element).collect();
        agreement.interval_days = overdue.map(|_| 90);
        let days_since = overdue.map(|days| days + 90);
        ExchangeStanding {
            agreement,
            registered: true,
            count: 120,
            first: Some(day("2012-01-04")),
            last: Some(day("2015-12-30")),
            last_arrival: overdue.map(|_| day("2016-01-15")),
            days_since,
            overdue_days: overdue,
            fill: fill.to_vec(),
            state,
        }
    };
    vec![
        made("MY", ExchangeState::Lacking, &[(Element::Abstract, 120), (Element::Claims, 0)], Some(0)),
        made("SG", ExchangeState::Overdue, &[], Some(3_881)),
        made("UA", ExchangeState::Unknown, &[], None),
    ]
}

#[async_trait]
impl PortalServices for MadeUpPortal {
    async fn holdings(&self, _: Audience) -> Result<Vec<OfficeHolding>, ServiceError> {
        Ok(vec![
            holding("TH", Right::Patent, 2410, "2026-10-15", true),
            holding("TH", Right::Trademark, 310, "2026-11-01", true),
            holding("VN", Right::Patent, 1200, "2026-09-30", true),
            holding("ID", Right::Patent, 640, "2026-08-30", true),
            holding("MY", Right::Patent, 512, "2026-08-01", true),
            holding("PH", Right::UtilityModel, 44, "2026-08-01", true),
            holding("SG", Right::Patent, 88, "2015-12-30", true),
            holding("CN", Right::UtilityModel, 12_403, "2026-11-10", false),
            holding("KR", Right::Design, 140, "2026-11-10", true),
            holding("SA", Right::Patent, 88, "2024-06-04", true),
            holding("DE", Right::Patent, 71, "2026-06-04", true),
            holding("RU", Right::Patent, 60, "2026-06-04", true),
            holding("US", Right::Trademark, 120, "2026-06-04", true),
            holding("EP", Right::Patent, 92, "2026-06-04", true),
        ])
    }

    async fn exchanges(&self, _: Audience) -> Result<Vec<ExchangeStanding>, ServiceError> {
        Ok(exchanges())
    }

    async fn search(&self, params: &SearchParams, _: Audience) -> Result<SearchOutcome, ServiceError> {
        match params.all.as_str() {
            "fail" => return Err(ServiceError::SearchUnavailable),
            "wrong" => return Err(ServiceError::BadRequest("class=???".to_owned())),
            "broken" => return Err(ServiceError::Internal("01JD2K3M4N".to_owned())),
            "TH 0901001234 A" => return Ok(SearchOutcome::Document(thai().publication.id)),
            _ => {}
        }
        if !params.number.is_empty() {
            let answers = params
                .number
                .lines()
                .map(|given| NumberAnswer {
                    given: given.to_owned(),
                    found: all().into_iter().filter(|known| given.contains(known.publication.id.number())).collect(),
                })
                .collect();
            return Ok(SearchOutcome::Numbers(answers));
        }
        Ok(SearchOutcome::Results(Box::new(results(params))))
    }

    async fn neighbours(&self, _: &SearchParams, position: u64, _: Audience) -> Result<Neighbours, ServiceError> {
        Ok(Neighbours { position, total: 12_403, previous: Some(saudi().publication.id), next: Some(chinese().publication.id) })
    }

    async fn document(
        &self,
        id: &PublicationId,
        asked: Option<&AskedPart>,
        audience: Audience,
    ) -> Result<Option<(DocumentPage, Option<ParallelText>)>, ServiceError> {
        let Some(summary) = all().into_iter().find(|known| known.publication.id == *id) else { return Ok(None) };
        let thai = id.office().as_str() == "TH";
        let text = match asked {
            Some(asked) => self.parallel(id, asked.part, asked.language.as_ref(), audience).await?,
            None => None,
        };
        let page = DocumentPage {
            field_texts: registers::field_texts(id),
            figures: shown_figures(&summary.publication),
            family: if thai { vec![chinese()] } else { Vec::new() },
            cited: if thai { vec![(0, saudi().publication.id)] } else { Vec::new() },
            versions: vec![
                VersionInfo { version: 2, stored: day("2026-10-01"), file: "2026Q3.zip!/docs/record.xml".to_owned() },
                VersionInfo { version: 1, stored: day("2026-07-01"), file: "2026Q2.zip!/docs/record.xml".to_owned() },
            ],
            meter: CoverageMeter { human: 120, memory: 1800, machine: 900, built_in: 140, none: 2040 },
            delivered: Some(day("2026-10-01")),
            engine: thai.then(|| "openai-compatible".to_owned()),
            summary,
        };
        Ok(Some((page, text)))
    }

    async fn parallel(
        &self,
        id: &PublicationId,
        part: TextPart,
        _: Option<&LanguageTag>,
        _: Audience,
    ) -> Result<Option<ParallelText>, ServiceError> {
        Ok(match (id.office().as_str(), part) {
            ("TH", TextPart::Claims) => Some(thai_claims()),
            ("SA", TextPart::Abstract) => Some(saudi_abstract()),
            ("CN", TextPart::Description) => Some(chinese_description()),
            ("US", TextPart::Goods) => Some(parallel(
                TextPart::Goods,
                "en",
                vec![block("goods-9", Some("9"), &[], vec![segment(SegmentKind::Goods, "Batteries, electric", Some(memory("電池")), &[])])],
                CoverageMeter { memory: 19, ..CoverageMeter::default() },
            )),
            _ => None,
        })
    }

    async fn request_translation(&self, _: &PublicationId, _: TextPart, _: Audience) -> Result<(), ServiceError> {
        Ok(())
    }

    async fn original(&self, _: &PublicationId, _: usize, _: Audience) -> Result<Option<(String, bool)>, ServiceError> {
        Ok(Some((
            "<?xml version=\"1.0\"?>\n<ep-patent-document lang=\"en\">\n  <B110>0901001234</B110>\n</ep-patent-document>".to_owned(),
            true,
        )))
    }

    async fn candidates(&self, number: &str, _: Audience) -> Result<Vec<PublicationSummary>, ServiceError> {
        Ok(all().into_iter().filter(|known| number.contains(known.publication.id.number())).collect())
    }
}
