//! Patents and utility models, in the states that their pages can be in.

use app::services::{ListedFigure, PublicationSummary};
use publication::{
    ApplicationReference, Citation, CitedWork, ClassificationScheme, DocumentNumber, DocumentReference, Element, Family, FigureKind,
    LegalEventCategory, PartyRole, Priority, PublishedDate,
};

use super::pieces::{class, event, figure, human, machine, member, memory, office, party, publication, web_image};

/// A title that tries to be a program.
pub const HOSTILE_TITLE: &str = "Cell </title><script>alert(1)</script> & \"pack\" <img src=x onerror=alert(1)>";

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
        publication: Box::new(th),
        elements,
        japanese_title: Some(memory("全固体電池の製造方法及び該方法により得られる電池")),
        figure: Some(ListedFigure { figure: 1, page: 1, thumbnail: web_image(320, 240, "1") }),
    }
}

/// A Saudi abstract, untranslated, from right to left.
pub fn saudi() -> PublicationSummary {
    let mut sa = publication("SA-patent-1101-B", "20190604", "1101", &[("ar", "طريقة لتحلية مياه البحر باستخدام غشاء التناضح العكسي")]);
    sa.parties = vec![party(PartyRole::Owner, &[("ar", "شركة المياه النموذجية")], "SA", None)];
    sa.classifications = vec![class(ClassificationScheme::Ipc, "C02F 1/44")];
    PublicationSummary { publication: Box::new(sa), elements: vec![Element::Title, Element::Abstract], japanese_title: None, figure: None }
}

/// A Malaysian application whose title is long and hostile.
pub fn malaysian() -> PublicationSummary {
    let long = format!("{HOSTILE_TITLE} {}", "comprising a positive electrode and a negative electrode ".repeat(6));
    let my = publication("MY-patent-150001-A", "20140131", "MY-150001-A", &[("en", &long)]);
    PublicationSummary {
        publication: Box::new(my),
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
        publication: Box::new(cn),
        elements: vec![Element::Title, Element::Abstract, Element::Claims, Element::Description, Element::Figures],
        japanese_title: Some(human("放熱しやすいリチウム電池モジュール")),
        figure: None,
    }
}
