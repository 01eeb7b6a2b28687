//! All figures side by side.

use leptos::prelude::*;
use publication::Figure;

use super::{
    super::{Answer, parallel::not_delivered},
    PAGES_SIDE_BY_SIDE, Place, figure_name, figures, representative, state,
};
use crate::{
    components::display_number,
    i18n::FigureText,
    services::{FigurePage, FigureState, ImageSize, ShownFigure, image_address},
};

/// All figures in the document's order; which of them cannot be shown, and why.
pub(in crate::pages::document) fn figures_tab(answer: &Answer) -> AnyView {
    if answer.document.summary.publication.figures.is_empty() {
        return not_delivered(answer);
    }
    view! { <ul class="mosaic">{tiles(answer, |_| true)}</ul> }.into_any()
}

/// Tiles of the figures whose positions are wanted.
pub(super) fn tiles(answer: &Answer, wanted: impl Fn(u32) -> bool) -> AnyView {
    let mut tiles = Vec::new();
    for (position, figure, shown) in figures(answer).filter(|(position, ..)| wanted(*position)) {
        let several = shown.pages.len();
        if several == 0 {
            tiles.push(tile(answer, position, figure, shown, None));
        }
        let side_by_side = if several <= PAGES_SIDE_BY_SIDE { several } else { 1 };
        tiles.extend(shown.pages.iter().take(side_by_side).map(|page| tile(answer, position, figure, shown, Some(page))));
    }
    tiles.into_any()
}

fn tile(answer: &Answer, position: u32, figure: &Figure, shown: &ShownFigure, page: Option<&FigurePage>) -> AnyView {
    let language = answer.request.language;
    let text = FigureText::of(language);
    let publication = &answer.document.summary.publication;
    let name = figure_name(language, publication, position, figure);
    let number = page.map_or(1, |page| page.number);
    let place = Place { figure: position, page: number };
    let several = shown.pages.len();
    let of = (several > 1).then(|| {
        let words = if several <= PAGES_SIDE_BY_SIDE {
            text.page_of.replace("{n}", &number.to_string()).replace("{total}", &several.to_string())
        } else {
            text.pages.replace("{n}", &several.to_string())
        };
        view! { <span class="chip">{words}</span> }
    });
    let image = match (page.map(|page| &page.images), &shown.state) {
        (Some(Ok(images)), _) => {
            let thumbnail = &images.thumbnail;
            let address = image_address(&publication.id, position, number, ImageSize::Thumbnail, thumbnail);
            let alt = format!("{} {name}", display_number(publication));
            view! {
                <img src=address alt=alt width=thumbnail.width height=thumbnail.height loading="lazy" decoding="async"/>
            }
            .into_any()
        }
        (Some(Err(reason)), _) | (None, FigureState::Broken(reason)) => state::broken(language, reason),
        (None, FigureState::Missing) => state::missing(language),
        (None, _) => state::waiting(language),
    };
    // Pages that came before the damage are there; that others are not is said with the last of them.
    let is_last = page.is_none_or(|page| shown.pages.last().is_some_and(|last| last.number == page.number));
    let rest = match &shown.state {
        FigureState::Broken(reason) if page.is_some() && is_last => {
            Some(view! { <div class="figure-rest"><p>{text.broken_rest}</p>{state::breakage(language, reason)}</div> })
        }
        _ => None,
    };
    let unshown = page.is_none_or(|page| page.images.is_err());
    let original = unshown.then(|| state::original_link(answer, position, figure, 1).map(|link| view! { <p>{link}</p> }));
    let has_page = shown.state != FigureState::Missing;
    let address = format!("{}{}{}", publication.id.path(), place.path(), answer.link_end());
    let heading = if has_page {
        view! { <a class="tile-name" href=address.clone()><bdi>{name.clone()}</bdi></a> }.into_any()
    } else {
        view! { <span class="tile-name"><bdi>{name.clone()}</bdi></span> }.into_any()
    };
    // The picture leads where the name leads: one stop for the keyboard, and one for the ear.
    let picture = if unshown {
        image
    } else {
        view! { <a class="tile-picture" href=address tabindex="-1" aria-hidden="true">{image}</a> }.into_any()
    };
    let id = if number == 1 { format!("figure-{position}") } else { format!("figure-{position}-{number}") };
    view! {
        <li id=id>
            <figure class="tile">
                {picture}
                {rest}
                <figcaption>{heading}" "{of}" "{representative(language, figure)}<span class="file-name">{figure.file.clone()}</span>{original}</figcaption>
            </figure>
        </li>
    }
    .into_any()
}
