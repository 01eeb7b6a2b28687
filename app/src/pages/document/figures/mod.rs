//! Figures, marks and views of designs.

mod beside;
mod image_first;
mod mosaic;
mod state;
mod viewer;

use leptos::prelude::*;
use publication::{Figure, FigureKind, Publication};

pub(super) use self::{
    beside::beside, beside::switch, image_first::image_first, mosaic::figures_tab, viewer::figure_heading, viewer::figure_page,
};
use super::Answer;
use crate::{
    InterfaceLanguage,
    i18n::{FigureText, figure_kind_name, side_name},
    services::ShownFigure,
};

/// Pages of one file that stand side by side in a mosaic; a longer file is shown by its first page.
const PAGES_SIDE_BY_SIDE: usize = 12;

/// Which figure, and which page of it, an address names; both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The figure.
    pub figure: u32,
    /// The page.
    pub page: u32,
}

impl Place {
    /// Reads the parts of an address; `None` where they name no figure.
    pub(super) fn read(figure: &str, page: Option<&str>) -> Option<Self> {
        // One spelling: `1`, neither `01` nor `+1`.
        let number = |text: &str| text.parse::<u32>().ok().filter(|number| *number > 0 && number.to_string() == text);
        Some(Self { figure: number(figure)?, page: page.map_or(Some(1), number)? })
    }

    /// What follows the publication's path. The first page of a figure is the figure.
    pub(super) fn path(self) -> String {
        match self.page {
            1 => format!("/figures/{}", self.figure),
            page => format!("/figures/{}/pages/{page}", self.figure),
        }
    }
}

/// The figures of a document with their positions, from 1, and with what can be shown of each.
fn figures(answer: &Answer) -> impl DoubleEndedIterator<Item = (u32, &Figure, &ShownFigure)> {
    let figures = answer.document.summary.publication.figures.iter().zip(&answer.document.figures);
    // Positions beyond u32 do not occur: a record has a size.
    figures
        .enumerate()
        .map(|(index, (figure, shown))| (u32::try_from(index + 1).unwrap_or(u32::MAX), figure, shown))
        .collect::<Vec<_>>()
        .into_iter()
}

/// What a figure is called: a view by its number, its side and the office's words, others by their label: 図1, 斜視図, 商標見本 1.
pub(super) fn figure_name(language: InterfaceLanguage, publication: &Publication, position: u32, figure: &Figure) -> String {
    let view = publication.design.iter().flat_map(|design| &design.views).find(|view| view.file == figure.file);
    if let Some(view) = view
        && (view.side.is_some() || view.number.is_some() || view.as_published.is_some())
    {
        let side = view.side.map(|side| side_name(language, side).to_owned());
        // The office's words where they say more than the side's name.
        let words = view.as_published.clone().filter(|words| side.as_ref() != Some(words));
        let words = match (&side, words) {
            (Some(_), Some(words)) => Some(format!("({words})")),
            (None, words) => words.or_else(|| figure.label.clone()),
            (_, None) => None,
        };
        return [view.number.clone(), side, words].into_iter().flatten().collect::<Vec<_>>().join(" ");
    }
    match (&figure.label, figure.kind) {
        // 「1」, 「2a」 are numbers of drawings; 「斜視図」 is a name.
        (Some(label), FigureKind::Drawing | FigureKind::Abstract | FigureKind::DesignView | FigureKind::Mark)
            if label.starts_with(|first: char| first.is_ascii_digit()) =>
        {
            match language {
                InterfaceLanguage::Ja => format!("図{label}"),
                InterfaceLanguage::En => format!("Figure {label}"),
            }
        }
        (Some(label), kind) if label.starts_with(|first: char| first.is_ascii_digit()) => {
            format!("{} {label}", figure_kind_name(language, kind))
        }
        (Some(label), _) => label.clone(),
        (None, kind) => format!("{} {position}", figure_kind_name(language, kind)),
    }
}

/// 代表図
fn representative(language: InterfaceLanguage, figure: &Figure) -> Option<AnyView> {
    (figure.kind == FigureKind::Abstract).then(|| view! { <span class="chip">{FigureText::of(language).representative}</span> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_one_spelling() {
        assert_eq!(Place::read("3", None), Some(Place { figure: 3, page: 1 }));
        assert_eq!(Place::read("3", Some("2")).map(Place::path).as_deref(), Some("/figures/3/pages/2"));
        assert_eq!(Place::read("3", Some("1")).map(Place::path).as_deref(), Some("/figures/3"));
        for (figure, page) in [("0", None), ("01", None), ("+1", None), ("-1", None), ("x", None), ("99999999999", None), ("1", Some("0"))]
        {
            assert_eq!(Place::read(figure, page), None, "{figure} {page:?}");
        }
    }
}
