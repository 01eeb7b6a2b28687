//! Figures, marks and views of designs.

use leptos::prelude::*;
use publication::{Figure, FigureKind, Publication};

use super::{Answer, design::figure_name, parallel::not_delivered};
use crate::{InterfaceLanguage, components::display_number, i18n::DocumentText, pages::is_shown_by_browsers};

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
        .map(|(index, found)| figure(answer.request.language, publication, &number, index, found))
        .collect_view();
    view! { <ul class="gallery">{figures}</ul> }.into_any()
}

fn figure(language: InterfaceLanguage, publication: &Publication, number: &str, index: usize, figure: &Figure) -> AnyView {
    let path = publication.id.path();
    let text = DocumentText::of(language);
    let name = figure_name(language, publication, index, figure);
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
