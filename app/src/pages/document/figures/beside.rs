//! Drawings beside the text.

use leptos::prelude::*;
use publication::Element;

use super::{super::Answer, Place, figure_name, figures, representative, state};
use crate::{
    components::display_number,
    i18n::{DocumentText, FigureText},
    services::{FigureState, ImageSize, image_address},
};

/// The switch that shows or hides the drawings, where there are any. It is in the address, so that it needs no script.
pub(in crate::pages::document) fn switch(answer: &Answer) -> Option<AnyView> {
    let summary = &answer.document.summary;
    if !summary.elements.contains(&Element::Figures) {
        return None;
    }
    let text = FigureText::of(answer.request.language);
    let here = format!("{}{}", summary.publication.id.path(), answer.tab.path());
    let (words, end) =
        if answer.figures_beside { (text.beside_close, answer.link_end_with(false)) } else { (text.beside, answer.link_end_with(true)) };
    Some(
        view! { <p class="beside-switch no-print"><a class="button button-outline" href=format!("{here}{end}")>{words}</a></p> }.into_any(),
    )
}

/// All drawings in a column of their own, each as large as the column is wide.
pub(in crate::pages::document) fn beside(answer: &Answer) -> AnyView {
    let language = answer.request.language;
    let text = FigureText::of(language);
    let publication = &answer.document.summary.publication;
    let mut shown_figures = Vec::new();
    for (position, figure, shown) in figures(answer) {
        let name = figure_name(language, publication, position, figure);
        let several = shown.pages.len();
        let link = |page: u32, words: String| {
            let address = format!("{}{}{}", publication.id.path(), Place { figure: position, page }.path(), answer.link_end());
            view! { <a href=address><bdi>{words}</bdi></a> }
        };
        for page in &shown.pages {
            let words = if several > 1 {
                let of = text.page_of.replace("{n}", &page.number.to_string()).replace("{total}", &several.to_string());
                format!("{name} ({of})")
            } else {
                name.clone()
            };
            let image = match &page.images {
                Ok(images) => {
                    let address = image_address(&publication.id, position, page.number, ImageSize::Web, &images.web);
                    let alt = format!("{} {words}", display_number(publication));
                    view! { <img src=address alt=alt width=images.web.width height=images.web.height loading="lazy" decoding="async"/> }
                        .into_any()
                }
                Err(reason) => state::broken(language, reason),
            };
            shown_figures.push(
                view! { <figure>{image}<figcaption>{link(page.number, words)}" "{representative(language, figure)}</figcaption></figure> }
                    .into_any(),
            );
        }
        if several == 0 {
            let image = match &shown.state {
                FigureState::Missing => continue,
                FigureState::Broken(reason) => state::broken(language, reason),
                _ => state::waiting(language),
            };
            shown_figures.push(view! { <figure>{image}<figcaption>{link(1, name)}</figcaption></figure> }.into_any());
        }
    }
    let content = if shown_figures.is_empty() { view! { <p>{text.beside_none}</p> }.into_any() } else { shown_figures.into_any() };
    view! { <aside class="beside" aria-label=DocumentText::of(language).figures tabindex="0">{content}</aside> }.into_any()
}
