//! Designs: the brief explanation, and what the pictures show.

use publication::{DesignDetails, DesignView, Figure, FigureKind, ViewSide};

use crate::xml::{Xml, XmlResult};

/// The office's words for views. The longer ones stand first where one begins with another.
const SIDES: &[(&str, ViewSide)] = &[
    ("主视图", ViewSide::Front),
    ("后视图", ViewSide::Back),
    ("左视图", ViewSide::Left),
    ("右视图", ViewSide::Right),
    ("俯视图", ViewSide::Top),
    ("仰视图", ViewSide::Bottom),
    ("立体图", ViewSide::Perspective),
    ("剖视图", ViewSide::CrossSection),
    ("剖面图", ViewSide::CrossSection),
    ("放大图", ViewSide::Enlarged),
    ("分解图", ViewSide::Exploded),
    ("爆炸图", ViewSide::Exploded),
    ("使用状态图", ViewSide::InUse),
    ("使用状态参考图", ViewSide::InUse),
];

/// Reads the open brief explanation: its paragraphs.
pub(super) fn read_explanation(xml: &mut Xml<'_>) -> XmlResult<Vec<String>> {
    let mut paragraphs = Vec::new();
    while xml.child()?.is_some() {
        paragraphs.extend(xml.some_text()?);
    }
    Ok(paragraphs)
}

/// What only a design has. Its drawings are its views.
pub(super) fn details(figures: &mut [Figure], explanation: Vec<String>) -> DesignDetails {
    let mut views = Vec::new();
    for figure in figures.iter_mut().filter(|figure| matches!(figure.kind, FigureKind::Drawing | FigureKind::Abstract)) {
        figure.kind = FigureKind::DesignView;
        views.push(DesignView {
            file: figure.file.clone(),
            number: None,
            side: figure.label.as_deref().and_then(side_of),
            as_published: figure.label.clone(),
        });
    }
    let features = (!explanation.is_empty()).then(|| explanation.join("\n"));
    DesignDetails { features, views, ..DesignDetails::default() }
}

/// The side that a view shows, by its label: `主视图`, `设计1主视图`, `组件2立体图`.
fn side_of(label: &str) -> Option<ViewSide> {
    let label = label.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    SIDES.iter().find(|(words, _)| label.ends_with(words)).map(|(_, side)| *side)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_have_sides_by_their_labels() {
        for (label, side) in [
            ("主视图", Some(ViewSide::Front)),
            ("设计1主视图", Some(ViewSide::Front)),
            ("立体图1", Some(ViewSide::Perspective)),
            ("使用状态参考图", Some(ViewSide::InUse)),
            ("A部放大图", Some(ViewSide::Enlarged)),
            ("图1", None),
            ("", None),
        ] {
            assert_eq!(side_of(label), side, "{label}");
        }
    }
}
