//! Ways within a document, and to the hits around it.

use leptos::prelude::*;
use publication::PublicationId;

use super::Answer;
use crate::{
    i18n::{DocumentText, count},
    islands::HitKeys,
    query::CameFrom,
};

/// The tabs, as links. Those without content are there and say so.
pub(super) fn tabs(answer: &Answer) -> AnyView {
    let language = answer.request.language;
    let text = DocumentText::of(language);
    let summary = &answer.document.summary;
    let id = &summary.publication.id;
    let end = answer.link_end();
    let links = super::DocumentTab::of(id.right(), &summary.elements)
        .into_iter()
        .map(|tab| {
            let here = tab == answer.tab;
            let family_here = tab == super::DocumentTab::Family && !answer.document.family.is_empty();
            let empty = tab.element().is_some_and(|element| !summary.elements.contains(&element)) && !family_here;
            let class = if empty { "tab tab-empty" } else { "tab" };
            view! {
                <li>
                    <a class=class href=format!("{}{}{end}", id.path(), tab.path()) aria-current=here.then_some("page")>
                        {tab.name(language, id.right())}
                        {empty.then(|| view! { <span class="tab-none">{text.no_content}</span> })}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <nav class="tabs" aria-label=text.tabs><ul>{links}</ul></nav> }.into_any()
}

/// Back to the list, and to the hits before and after.
pub(super) fn hit_navigation(answer: &Answer) -> Option<AnyView> {
    let list = answer.came_from.as_ref()?;
    let language = answer.request.language;
    let text = DocumentText::of(language);
    let back = format!("/search?{}#hit-{}", list.search, list.position);
    let tab = answer.tab.path();
    let address = |id: &PublicationId, position: u64| format!("{}{tab}{}", id.path(), CameFrom::at(&list.search, position));
    let neighbours = answer.neighbours.clone().unwrap_or_default();
    let previous = neighbours.previous.as_ref().map(|id| address(id, list.position.saturating_sub(1).max(1)));
    let next = neighbours.next.as_ref().map(|id| address(id, list.position.saturating_add(1)));
    let place = (neighbours.total > 0).then(|| {
        let words = text.hit_of.replace("{total}", &count(neighbours.total)).replace("{n}", &count(neighbours.position));
        view! { <span class="hit-place">{words}</span> }
    });
    let step = |href: Option<String>, word: &'static str, rel: &'static str| {
        href.map(|href| view! { <a class="hit-step" href=href rel=rel>{word}</a> })
    };
    let keys = (previous.is_some() || next.is_some())
        .then(|| view! { <HitKeys previous=previous.clone() next=next.clone() label=text.keys.to_owned()/> });
    Some(
        view! {
            <nav class="hit-navigation" aria-label=text.hit_navigation>
                <a href=back>{text.back}</a>
                {step(previous, text.previous_hit, "prev")}
                {place}
                {step(next, text.next_hit, "next")}
                {keys}
            </nav>
        }
        .into_any(),
    )
}
