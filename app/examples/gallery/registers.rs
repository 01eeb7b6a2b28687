//! Marks and designs, in the states that their pages can be in.

use app::services::{FieldText, FieldTextKind, ListedFigure, ParallelSegment, PublicationSummary};
use publication::{
    ClassificationScheme, DesignDetails, DesignView, Element, FigureKind, GoodsAndServices, LocalizedText, MarkDetails, MarkFeature,
    PartyRole, PublicationId, PublishedDate, RegisterStatus, ViewSide,
};
use translator::SegmentKind;

use super::pieces::{class, figure, memory, party, publication, segment, tag, web_image};

fn list(number: u8, language: &str, text: &str) -> GoodsAndServices {
    GoodsAndServices { class: Some(number), language: tag(language), text: text.to_owned() }
}

/// A mark of words and a figure, in several classes, in force.
pub fn mark() -> PublicationSummary {
    let mut us = publication("US-trademark-2178784", "19980804", "2178784", &[("en", "KAKEBASHI")]);
    us.mark = Some(MarkDetails {
        verbal_element: Some("KAKEBASHI".to_owned()),
        kind: Some("3".to_owned()),
        feature: Some(MarkFeature::Combined),
        standard_characters: Some(false),
        translation: Some("plank bridge along a cliff".to_owned()),
        description: Some("The mark consists of a bridge above the word KAKEBASHI.".to_owned()),
        disclaimer: Some("No claim is made to the exclusive right to use \"POWER\" apart from the mark as shown.".to_owned()),
        goods: vec![list(9, "en", "Batteries, electric"), list(37, "en", "Installation of batteries")],
        ..MarkDetails::default()
    });
    us.figures = vec![figure(FigureKind::Mark, "1", Some("image/jpeg"))];
    us.classifications = vec![class(ClassificationScheme::Nice, "9"), class(ClassificationScheme::Vienna, "26.1.3")];
    us.parties = vec![party(PartyRole::Owner, &[("en", "Kakebashi Power Inc.")], "US", None)];
    us.status = Some("REGISTERED AND RENEWED".to_owned());
    us.register_status = Some(RegisterStatus::InForce);
    us.status_date = Some(PublishedDate::read("20180804"));
    us.expiry_date = Some(PublishedDate::read("20280804"));
    PublicationSummary {
        publication: Box::new(us),
        elements: vec![Element::Title, Element::Figures, Element::Goods],
        japanese_title: None,
        figure: Some(ListedFigure { figure: 1, page: 1, thumbnail: web_image(320, 200, "2") }),
    }
}

/// A mark that reads from right to left, whose status nobody maps, and whose image did not come.
pub fn arabic_mark() -> PublicationSummary {
    let mut sa = publication("SA-trademark-1442001", "20210305", "1442001", &[("ar", "جسر الواحة")]);
    sa.mark = Some(MarkDetails {
        verbal_element: Some("جسر الواحة".to_owned()),
        transliteration: Some("JISR AL-WAHA".to_owned()),
        goods: vec![list(29, "ar", "تمور معالجة؛ مكسرات محمصة")],
        ..MarkDetails::default()
    });
    sa.figures = vec![figure(FigureKind::Mark, "1", None)];
    sa.status = Some("قيد النظر".to_owned());
    PublicationSummary {
        publication: Box::new(sa),
        elements: vec![Element::Title, Element::Figures, Element::Goods],
        japanese_title: Some(memory("オアシスの橋")),
        figure: None,
    }
}

/// A mark without words, image or holder.
pub fn bare_mark() -> PublicationSummary {
    let mut bare = publication("EM-trademark-18000001", "20200101", "018000001", &[]);
    bare.mark = Some(MarkDetails { kind: Some("Sound".to_owned()), feature: Some(MarkFeature::Sound), ..MarkDetails::default() });
    bare.status = Some("Application refused".to_owned());
    bare.register_status = Some(RegisterStatus::Refused);
    PublicationSummary { publication: Box::new(bare), elements: Vec::new(), japanese_title: None, figure: None }
}

/// A design with views, one of which did not come.
pub fn design() -> PublicationSummary {
    let mut kr = publication("KR-design-301000001", "20210402", "30-1000001-0000", &[("ko", "책상용 조명등")]);
    let views = [
        ("1", Some(ViewSide::Perspective), "사시도"),
        ("2", Some(ViewSide::Front), "정면도"),
        ("3", None, "참고도"),
        ("4", Some(ViewSide::Right), "우측면도"),
    ];
    kr.figures =
        views.iter().map(|(number, _, _)| figure(FigureKind::DesignView, number, (*number != "4").then_some("image/png"))).collect();
    kr.design = Some(DesignDetails {
        number_of_designs: Some(1),
        identifier: Some("M001".to_owned()),
        products: vec![LocalizedText { language: tag("en"), text: "Desk lamps".to_owned() }],
        features: Some("본 디자인은 접을 수 있는 조명등이다.".to_owned()),
        views: views
            .iter()
            .zip(&kr.figures)
            .map(|((number, side, words), figure)| DesignView {
                file: figure.file.clone(),
                number: Some((*number).to_owned()),
                side: *side,
                as_published: Some((*words).to_owned()),
            })
            .collect(),
        ..DesignDetails::default()
    });
    kr.classifications = vec![class(ClassificationScheme::Locarno, "26-05")];
    kr.parties = vec![
        party(PartyRole::Owner, &[("ko", "주식회사 다리조명")], "KR", None),
        party(PartyRole::Inventor, &[("ko", "김하늘")], "KR", None),
    ];
    kr.status = Some("등록".to_owned());
    kr.register_status = Some(RegisterStatus::InForce);
    PublicationSummary {
        publication: Box::new(kr),
        elements: vec![Element::Title, Element::Figures, Element::Inventor],
        japanese_title: Some(memory("卓上用照明灯")),
        figure: Some(ListedFigure { figure: 1, page: 1, thumbnail: web_image(320, 320, "2") }),
    }
}

/// What is said of these marks and designs.
pub fn field_texts(id: &PublicationId) -> Vec<FieldText> {
    let text = |kind, language: &str, segments: Vec<ParallelSegment>| FieldText { kind, language: tag(language), segments };
    match id.to_string().as_str() {
        "US-trademark-2178784" => vec![text(
            FieldTextKind::MarkDescription,
            "en",
            vec![segment(
                SegmentKind::Sentence,
                "The mark consists of a bridge above the word KAKEBASHI.",
                Some(memory("商標は、KAKEBASHIの文字の上に橋を描いたものからなる。")),
                &[],
            )],
        )],
        "KR-design-301000001" => vec![
            text(FieldTextKind::Product, "en", vec![segment(SegmentKind::Title, "Desk lamps", Some(memory("卓上ランプ")), &[])]),
            text(FieldTextKind::Features, "ko", vec![segment(SegmentKind::Sentence, "본 디자인은 접을 수 있는 조명등이다.", None, &[])]),
        ],
        _ => Vec::new(),
    }
}
