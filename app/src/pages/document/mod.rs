//! The document page, tab by tab.

mod bibliographic;
mod citations;
mod design;
mod events;
mod family;
mod fields;
mod figures;
mod header;
mod mark;
mod navigation;
mod original;
mod parallel;
mod tab;

use index_config::SearchParams;
use leptos::{prelude::*, tachys::reactive_graph::OwnedView};
use leptos_meta::Link;
use leptos_router::hooks::use_params_map;
use publication::{LanguageTag, PublicationId};

use self::{
    figures::Place,
    header::{document_header, figure_header},
    tab::DocumentTab,
};
use super::{
    failure::{failure_page, titled},
    not_found::document_not_found,
};
use crate::{
    InterfaceLanguage, RequestInfo,
    components::{display_number, search_words},
    portal::{request, services},
    publication_path::id_of,
    query::{BESIDE, CameFrom, value, within_document},
    services::{AskedPart, Corrections, DocumentPage as Document, Neighbours, ParallelText, ServiceError, Services},
};

/// Bytes of the source record that are shown on its tab.
const ORIGINAL_SHOWN: usize = 20_000;

/// What an address below `/publications` names.
struct Address {
    /// The publication; `None` where the address cannot be one.
    id: Option<PublicationId>,
    /// The parts of the address that name it, for people.
    words: String,
    /// The number alone, to look for others like it.
    number: String,
    /// The tab; `None` where there is no such tab.
    tab: Option<DocumentTab>,
    /// The figure, where it names one; `Some(None)` where it names one that cannot be.
    figure: Option<Option<Place>>,
    /// Whether a kind (or `-`) was given at all.
    complete: bool,
}

impl Address {
    fn read() -> Self {
        let params = use_params_map().get_untracked();
        let part = |name: &str| params.get(name).unwrap_or_default();
        let (office, right, number, kind) = (part("office"), part("right"), part("number"), part("kind"));
        let tab = params.get("tab").filter(|slug| !slug.is_empty());
        let id = id_of(&office, &right, &number, &kind);
        let words = [office.as_str(), number.as_str(), kind.trim_matches('-')].join(" ").trim().to_owned();
        let figure = params.get("figure").map(|figure| Place::read(&figure, params.get("page").as_deref()));
        let tab = match (tab, figure) {
            (None, Some(_)) => Some(DocumentTab::Figures),
            (None, None) => Some(DocumentTab::Bibliographic),
            (Some(slug), _) => DocumentTab::from_slug(&slug),
        };
        Self { id, words, number: format!("{office}{number}"), tab, figure, complete: !kind.is_empty() }
    }
}

/// A document, on one of its tabs.
#[component]
pub(crate) fn DocumentPage() -> impl IntoView {
    let (request, services) = match (request(), services()) {
        (Ok(request), Ok(services)) => (request, services),
        (Err(error), _) | (_, Err(error)) => return failure_page(InterfaceLanguage::Ja, &error),
    };
    let address = Address::read();
    Suspend::new(async move {
        match Answer::gather(&request, &services, &address).await {
            Ok(Some(answer)) => answer.page(),
            Ok(None) => {
                let candidates = services.candidates(&address.number, request.audience).await.unwrap_or_default();
                // Half an address that can only mean one document is a way to it.
                if let ([only], false) = (candidates.as_slice(), address.complete) {
                    let path = only.publication.id.path();
                    leptos_axum::redirect(&path);
                    return view! { <p><a href=path>{display_number(&only.publication)}</a></p> }.into_any();
                }
                document_not_found(request.language, &address.words, &candidates)
            }
            Err(error) => failure_page(request.language, &error),
        }
    })
    .into_any()
}

/// What a tab needs beyond the document itself.
enum TabContent {
    /// Nothing: the publication has it all.
    Own,
    /// A part in parallel; `None` where it is not held.
    Parallel(Option<Box<ParallelText>>),
    /// The source record, and whether it was cut; `None` where it is no text.
    Original(Option<(String, bool)>),
}

/// Everything a document page is made from.
struct Answer {
    request: RequestInfo,
    document: Document,
    tab: DocumentTab,
    /// The one figure that is looked at.
    figure: Option<Place>,
    content: TabContent,
    came_from: Option<CameFrom>,
    neighbours: Option<Neighbours>,
    /// The language of the original that the reader chose.
    chosen: Option<LanguageTag>,
    /// Whether drawings stand beside the text.
    figures_beside: bool,
    /// Words of the search the reader came from.
    words: Vec<String>,
    /// Whether the reader may suggest better sentences.
    may_suggest: bool,
}

impl Answer {
    async fn gather(request: &RequestInfo, services: &Services, address: &Address) -> Result<Option<Self>, ServiceError> {
        let (Some(id), Some(tab), true) = (&address.id, address.tab, address.complete) else { return Ok(None) };
        let query = request.query();
        let chosen: Option<LanguageTag> = value(query, "tl").and_then(|tag| tag.parse().ok());
        let asked = tab.part().map(|part| AskedPart { part, language: chosen.clone() });
        let Some((document, text)) = services.document(id, asked.as_ref(), request.audience).await? else { return Ok(None) };
        let figure = match address.figure {
            Some(Some(place)) if is_there(&document, place) => Some(place),
            Some(_) => return Ok(None),
            None => None,
        };
        // One document has one address: another spelling of it leads there.
        let canonical = format!("{}{}", id.path(), figure.map_or_else(|| tab.path(), Place::path));
        if request.path() != canonical {
            let mark = if query.is_empty() { "" } else { "?" };
            leptos_axum::redirect(&format!("{canonical}{mark}{query}"));
        }
        let content = match asked {
            Some(_) => TabContent::Parallel(text.map(Box::new)),
            None if tab == DocumentTab::Original => TabContent::Original(services.original(id, ORIGINAL_SHOWN, request.audience).await?),
            None => TabContent::Own,
        };
        let came_from = CameFrom::read(query);
        let may_suggest = use_context::<Corrections>().is_some_and(|corrections| corrections.may_suggest(request.visitor.is_some()));
        let figures_beside = value(query, "figures").as_deref() == Some(BESIDE);
        let mut words = Vec::new();
        let mut neighbours = None;
        if let Some(list) = &came_from {
            let (params, _) = SearchParams::from_query(&list.search);
            words = search_words(&params);
            // A list that cannot be had any more takes nothing from the document.
            neighbours = services.neighbours(&params, list.position, request.audience).await.ok();
        }
        Ok(Some(Self {
            request: request.clone(),
            document,
            tab,
            figure,
            content,
            came_from,
            neighbours,
            chosen,
            figures_beside,
            words,
            may_suggest,
        }))
    }

    /// The end of links that stay within the document.
    fn link_end(&self) -> String {
        self.link_end_with(self.figures_beside)
    }

    /// The same with drawings beside the text, or without.
    fn link_end_with(&self, figures_beside: bool) -> String {
        within_document(self.came_from.as_ref(), self.chosen.as_ref().map(LanguageTag::as_str), figures_beside)
    }

    fn page(self) -> AnyView {
        let language = self.request.language;
        let publication = &self.document.summary.publication;
        let number = display_number(publication);
        let title = match &self.document.summary.japanese_title {
            Some(japanese) => format!("{number} {}", japanese.text),
            None => publication.titles.first().map_or_else(|| number.clone(), |title| format!("{number} {}", title.text)),
        };
        let content = match &self.content {
            TabContent::Parallel(text) => parallel::parallel_tab(&self, text.as_deref()),
            TabContent::Original(text) => original::original_tab(&self, text.as_ref()),
            TabContent::Own => match self.tab {
                DocumentTab::Figures => match self.figure {
                    Some(place) => figures::figure_page(&self, place),
                    None => figures::figures_tab(&self),
                },
                DocumentTab::Events => events::events_tab(&self),
                DocumentTab::Family => family::family_tab(&self),
                _ => bibliographic::bibliographic_tab(&self),
            },
        };
        let figure = self.figure.and_then(|place| figures::figure_heading(&self, place));
        let title = figure.as_ref().map_or_else(|| title.clone(), |figure| format!("{figure} {title}"));
        // Who looks at a figure has read the head before, and wants to see the figure.
        let head = if figure.is_some() { figure_header(&self) } else { document_header(&self) };
        let heading = figure.unwrap_or_else(|| self.tab.name(language, publication.id.right()).to_owned());
        view! {
            {titled(language, &title)}
            {canonical(publication.id.path())}
            {navigation::hit_navigation(&self)}
            {head}
            {navigation::tabs(&self)}
            <section class="tab-content" aria-labelledby="tab-heading">
                <h2 id="tab-heading"><bdi>{heading}</bdi></h2>
                {content}
            </section>
        }
        .into_any()
    }
}

/// The one address of the page, for its head. It is written when the page is, which what is awaited leaves to any thread: so it takes its owner along,
/// by which it knows the head.
fn canonical(path: String) -> impl IntoView {
    Owner::current().map(|owner| OwnedView::new_with_owner(view! { <Link rel="canonical" href=path/> }, owner))
}

/// Whether a document has a figure, and the figure the page. Of a file that is still to be read, it has the first.
fn is_there(document: &Document, place: Place) -> bool {
    let figure = usize::try_from(place.figure).ok().and_then(|position| document.figures.get(position.checked_sub(1)?));
    figure.is_some_and(|figure| figure.page(place.page).is_some() || (place.page == 1 && figure.pages.is_empty()))
}
