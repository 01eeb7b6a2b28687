//! Marks and designs are read image first: what they look like stands before what is said of them.

use leptos::prelude::*;
use publication::{FigureKind, Right};

use super::{
    super::{Answer, tab::DocumentTab},
    Place, figure_name, figures, mosaic, state,
};
use crate::{
    components::display_number,
    i18n::{DocumentText, FigureText},
    services::{FigureState, ImageSize, image_address},
};

/// The mark, or the first view, large; the other views as a mosaic below. Nothing for other rights.
pub(in crate::pages::document) fn image_first(answer: &Answer) -> Option<AnyView> {
    let publication = &answer.document.summary.publication;
    let kind = match publication.id.right() {
        Right::Trademark => FigureKind::Mark,
        Right::Design => FigureKind::DesignView,
        Right::Patent | Right::UtilityModel => return None,
    };
    let language = answer.request.language;
    // The first of its kind; where an office names none so, the first figure that there is.
    let first = figures(answer).find(|(_, figure, _)| figure.kind == kind).or_else(|| figures(answer).next())?;
    let (position, figure, shown) = first;
    let name = figure_name(language, publication, position, figure);
    let image = match (shown.first(), &shown.state) {
        (Some((page, images)), _) => {
            let address = image_address(&publication.id, position, page, ImageSize::Web, &images.web);
            let alt = format!("{} {name}", display_number(publication));
            let to = format!("{}{}{}", publication.id.path(), Place { figure: position, page }.path(), answer.link_end());
            // What is small is shown as it is, never blown up.
            view! { <a href=to><img src=address alt=alt width=images.web.width height=images.web.height decoding="async"/></a> }.into_any()
        }
        (None, FigureState::Missing) => state::missing(language),
        (None, FigureState::Broken(reason)) => view! {
            {state::broken(language, reason)}
            <p>{state::original_link(answer, position, figure, 1)}</p>
        }
        .into_any(),
        (None, _) => view! {
            {state::waiting(language)}
            <p>{state::original_link(answer, position, figure, 1)}</p>
        }
        .into_any(),
    };
    let others = figures(answer).count() > 1 || shown.pages.len() > 1;
    let heading =
        if publication.id.right() == Right::Trademark { DocumentText::of(language).mark_images } else { DocumentText::of(language).views };
    let others = others.then(|| {
        view! {
            <section class="image-first-others" aria-label=heading>
                <ul class="mosaic mosaic-dense">{mosaic::tiles(answer, |other| other != position)}</ul>
                <p><a href=format!("{}{}{}", publication.id.path(), DocumentTab::Figures.path(), answer.link_end())>{FigureText::of(language).figure_list}</a></p>
            </section>
        }
    });
    Some(
        view! {
            <div class="image-first">
                <figure class="image-first-main">{image}<figcaption><bdi>{name}</bdi></figcaption></figure>
                {others}
            </div>
        }
        .into_any(),
    )
}
