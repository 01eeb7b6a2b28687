//! One figure, page by page, as large as the window lets it be.

use leptos::prelude::*;
use publication::{Element, Figure};

use super::{
    super::{Answer, tab::DocumentTab},
    Place, figure_name, figures, representative, state,
};
use crate::{
    components::display_number,
    i18n::{FigureText, figure_kind_name},
    islands::{FigureViewer, ViewerWords},
    services::{FigureState, ImageSize, PageImages, ShownFigure, image_address},
};

/// Pages that are listed by number below a figure.
const LISTED_PAGES: usize = 200;

/// A figure at its address.
pub(in crate::pages::document) fn figure_page(answer: &Answer, place: Place) -> AnyView {
    let Some((position, figure, shown)) = figures(answer).find(|(position, ..)| *position == place.figure) else {
        return ().into_any();
    };
    let language = answer.request.language;
    let publication = &answer.document.summary.publication;
    let name = figure_name(language, publication, position, figure);
    let ways = Ways::of(answer, place, shown);
    let page = shown.page(place.page);
    let image = match (page.map(|page| &page.images), &shown.state) {
        (Some(Ok(images)), _) => picture(answer, place, &name, images, &ways),
        (Some(Err(reason)), _) | (None, FigureState::Broken(reason)) => state::broken(language, reason),
        (None, FigureState::Missing) => state::missing(language),
        (None, _) => state::waiting(language),
    };
    view! {
        {ways.navigation(answer)}
        <div class="figure-view">
            {image}
            {rest(answer, shown, place)}
        </div>
        {page_list(answer, place, shown)}
        {facts(answer, place, figure, shown)}
    }
    .into_any()
}

/// The image, within the island that moves it. Without scripts it is an image that leads to itself alone.
fn picture(answer: &Answer, place: Place, name: &str, images: &PageImages, ways: &Ways) -> AnyView {
    let language = answer.request.language;
    let text = FigureText::of(language);
    let publication = &answer.document.summary.publication;
    let address = image_address(&publication.id, place.figure, place.page, ImageSize::Web, &images.web);
    let alt = format!("{} {name}", display_number(publication));
    // The island keeps its children: they borrow nothing.
    let (width, height) = (images.web.width, images.web.height);
    let words = ViewerWords {
        viewer: text.viewer.to_owned(),
        zoom_in: text.zoom_in.to_owned(),
        zoom_out: text.zoom_out.to_owned(),
        reset: text.reset.to_owned(),
        rotate_left: text.rotate_left.to_owned(),
        rotate_right: text.rotate_right.to_owned(),
        keys: text.keys.to_owned(),
    };
    view! {
        <FigureViewer
            words=words
            before=ways.before.clone()
            after=ways.after.clone()
            previous_figure=ways.previous_figure.clone()
            next_figure=ways.next_figure.clone()
            back=ways.back.clone()
        >
            <img class="viewer-image" src=address alt=alt width=width height=height/>
        </FigureViewer>
    }
    .into_any()
}

/// That a file is damaged behind this page.
fn rest(answer: &Answer, shown: &ShownFigure, place: Place) -> Option<AnyView> {
    let language = answer.request.language;
    match &shown.state {
        FigureState::Broken(reason) if shown.pages.last().is_some_and(|last| last.number == place.page && last.images.is_ok()) => Some(
            view! { <div class="figure-rest"><p>{FigureText::of(language).broken_rest}</p>{state::breakage(language, reason)}</div> }
                .into_any(),
        ),
        _ => None,
    }
}

/// Where one can go from a page of a figure.
struct Ways {
    /// The page before, or the last one of the figure before.
    before: Option<String>,
    /// The page after, or the first one of the figure after.
    after: Option<String>,
    previous_page: Option<String>,
    next_page: Option<String>,
    previous_figure: Option<String>,
    next_figure: Option<String>,
    back: String,
}

impl Ways {
    fn of(answer: &Answer, place: Place, shown: &ShownFigure) -> Self {
        let path = answer.document.summary.publication.id.path();
        let end = answer.link_end();
        let address = |place: Place| format!("{path}{}{end}", place.path());
        let there = |(_, _, shown): &(u32, &Figure, &ShownFigure)| shown.state != FigureState::Missing;
        let previous = figures(answer).rev().filter(there).find(|(position, ..)| *position < place.figure);
        let next = figures(answer).filter(there).find(|(position, ..)| *position > place.figure);
        let last_page = |shown: &ShownFigure| shown.pages.last().map_or(1, |page| page.number);
        let previous_page = (place.page > 1).then(|| address(Place { page: place.page - 1, ..place }));
        let next_page = shown.page(place.page + 1).map(|page| address(Place { page: page.number, ..place }));
        let previous_end = previous.map(|(figure, _, shown)| address(Place { figure, page: last_page(shown) }));
        let previous_figure = previous.map(|(figure, ..)| address(Place { figure, page: 1 }));
        let next_figure = next.map(|(figure, ..)| address(Place { figure, page: 1 }));
        Self {
            before: previous_page.clone().or(previous_end),
            after: next_page.clone().or_else(|| next_figure.clone()),
            previous_page,
            next_page,
            previous_figure,
            next_figure,
            back: format!("{path}{}{end}#figure-{}", DocumentTab::Figures.path(), place.figure),
        }
    }

    fn navigation(&self, answer: &Answer) -> AnyView {
        let text = FigureText::of(answer.request.language);
        let step = |address: &Option<String>, words: &'static str, class: &'static str| {
            address.clone().map(|address| view! { <li><a class=class href=address>{words}</a></li> })
        };
        view! {
            <nav class="figure-ways no-print" aria-label=text.navigation>
                <ul>
                    <li><a href=self.back.clone()>{text.back}</a></li>
                    {step(&self.previous_figure, text.previous_figure, "figure-previous")}
                    {step(&self.previous_page, text.previous_page, "page-previous")}
                    {step(&self.next_page, text.next_page, "page-next")}
                    {step(&self.next_figure, text.next_figure, "figure-next")}
                </ul>
            </nav>
        }
        .into_any()
    }
}

/// The pages of a file that has several, by number.
fn page_list(answer: &Answer, place: Place, shown: &ShownFigure) -> Option<AnyView> {
    if shown.pages.len() < 2 {
        return None;
    }
    let text = FigureText::of(answer.request.language);
    let path = answer.document.summary.publication.id.path();
    let links = shown
        .pages
        .iter()
        .take(LISTED_PAGES)
        .map(|page| {
            let here = page.number == place.page;
            let address = format!("{path}{}{}", Place { page: page.number, ..place }.path(), answer.link_end());
            view! { <li><a class="page" href=address aria-current=here.then_some("page")>{page.number.to_string()}</a></li> }
        })
        .collect_view();
    Some(view! { <nav class="pagination no-print" aria-label=text.page_list><ul>{links}</ul></nav> }.into_any())
}

/// What the figure is, and what else can be had of it.
fn facts(answer: &Answer, place: Place, figure: &Figure, shown: &ShownFigure) -> AnyView {
    let language = answer.request.language;
    let text = FigureText::of(language);
    let publication = &answer.document.summary.publication;
    let images = shown.page(place.page).and_then(|page| page.images.as_ref().ok());
    let size = images.map(|images| {
        let words = text.pixels.replace("{w}", &images.width.to_string()).replace("{h}", &images.height.to_string());
        view! { <div><dt>{text.size}</dt><dd>{words}</dd></div> }
    });
    let larger = images.map(|images| {
        let address = image_address(&publication.id, place.figure, place.page, ImageSize::Web, &images.web);
        view! { <li><a href=address>{text.larger}</a></li> }
    });
    let original = state::original_link(answer, place.figure, figure, place.page).map(|link| view! { <li>{link}</li> });
    let beside =
        [(Element::Claims, DocumentTab::Claims, text.with_claims), (Element::Description, DocumentTab::Description, text.with_description)]
            .into_iter()
            .filter(|(element, ..)| answer.document.summary.elements.contains(element))
            .map(|(_, tab, words)| {
                let address = format!("{}{}{}", publication.id.path(), tab.path(), answer.link_end_with(true));
                view! { <li><a href=address>{words}</a></li> }
            })
            .collect_view();
    let media_type = figure.media_type.clone().map(|name| view! { " "<code>{name}</code> });
    view! {
        <dl class="head-facts">
            <div><dt>{text.kind}</dt><dd>{figure_kind_name(language, figure.kind)}" "{representative(language, figure)}</dd></div>
            {size}
            <div><dt>{text.file}</dt><dd><code class="file-name">{figure.file.clone()}</code>{media_type}</dd></div>
        </dl>
        <ul class="figure-links no-print">{larger}{original}{beside}</ul>
    }
    .into_any()
}

/// What the page of a figure is called: 図1 (2/8ページ).
pub(in crate::pages::document) fn figure_heading(answer: &Answer, place: Place) -> Option<String> {
    let language = answer.request.language;
    let (position, figure, shown) = figures(answer).find(|(position, ..)| *position == place.figure)?;
    let name = figure_name(language, &answer.document.summary.publication, position, figure);
    Some(if shown.pages.len() > 1 {
        let of = FigureText::of(language).page_of;
        let of = of.replace("{n}", &place.page.to_string()).replace("{total}", &shown.pages.len().to_string());
        format!("{name} ({of})")
    } else {
        name
    })
}
