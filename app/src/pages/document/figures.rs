//! Figures, marks and views of designs.

use leptos::prelude::*;
use publication::{Figure, FigureKind};

use super::{Answer, parallel::not_delivered};
use crate::{
    InterfaceLanguage,
    components::display_number,
    i18n::{DocumentText, figure_kind_name},
    pages::is_shown_by_browsers,
};

/// All figures in the document's order; which of them cannot be shown, and why.
pub(super) fn figures_tab(answer: &Answer) -> AnyView {
    let publication = &answer.document.summary.publication;
    if publication.figures.is_empty() {
        return not_delivered(answer);
    }
    let number = display_number(publication);
    let figures = publication
        .figures
        .iter()
        .enumerate()
        .map(|(index, found)| figure(answer.request.language, &publication.id.path(), &number, index, found))
        .collect_view();
    view! { <ul class="gallery">{figures}</ul> }.into_any()
}

fn figure(language: InterfaceLanguage, path: &str, number: &str, index: usize, figure: &Figure) -> AnyView {
    let text = DocumentText::of(language);
    let name = match (&figure.label, figure.kind) {
        // 「1」, 「2a」 are numbers of figures; 「斜視図」 is a name.
        (Some(label), _) if label.starts_with(|first: char| first.is_ascii_digit()) => format!("{} {label}", text.figure),
        (Some(label), _) => label.clone(),
        (None, kind) => format!("{} {}", figure_kind_name(language, kind), index + 1),
    };
    let address = format!("{path}/figures/{index}/image");
    let image = match (&figure.content, figure.media_type.as_deref()) {
        (None, _) => view! { <p class="figure-missing">{text.figure_missing}</p> }.into_any(),
        (Some(_), Some(media_type)) if is_shown_by_browsers(media_type) => view! {
            <a href=address>
                <img src=format!("{path}/figures/{index}/image") alt=format!("{number} {name}") loading="lazy" decoding="async"/>
                <span class="visually-hidden">{text.figure_open}</span>
            </a>
        }
        .into_any(),
        (Some(_), media_type) => view! {
            <p class="figure-missing">{text.figure_unshowable}{media_type.map(|name| format!(" ({name})"))}</p>
            <p><a href=address download=figure.file.clone()>{text.figure_download}</a></p>
        }
        .into_any(),
    };
    let representative = (figure.kind == FigureKind::Abstract).then(|| view! { <span class="chip">{text.representative}</span> });
    view! { <li id=format!("figure-{}", index + 1)><figure>{image}<figcaption>{name}" "{representative}<span class="file-name">{figure.file.clone()}</span></figcaption></figure></li> }
        .into_any()
}
