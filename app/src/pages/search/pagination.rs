//! Turning pages.

use index_config::SearchParams;
use leptos::prelude::*;

use crate::{InterfaceLanguage, i18n::ResultsText};

/// Pages listed on each side of the present one.
const AROUND: u32 = 3;

/// What the page numbers are made from.
pub(super) struct Pages {
    /// The numbers listed.
    pub listed: Vec<u32>,
    /// The last page.
    pub last: u32,
}

/// The pages around one, within those there are.
pub(super) fn pages_between(page: u32, last: u32) -> Pages {
    let from = page.saturating_sub(AROUND).max(1);
    let to = page.saturating_add(AROUND).min(last);
    Pages { listed: (from..=to).collect(), last }
}

/// First, previous, numbers, next, last. Nothing where one page holds all.
pub(super) fn pagination(language: InterfaceLanguage, params: &SearchParams, page: u32, pages: &Pages) -> Option<AnyView> {
    if pages.last <= 1 {
        return None;
    }
    let text = ResultsText::of(language);
    let href = |page: u32| format!("/search?{}", params.with_page(page).to_query());
    let step = |name: &'static str, target: Option<u32>, rel: Option<&'static str>| {
        target.map(|target| view! { <li><a class="page page-step" href=href(target) rel=rel>{name}</a></li> })
    };
    let last = pages.last;
    let numbers = pages
        .listed
        .iter()
        .map(|number| {
            let here = *number == page;
            view! { <li><a class="page" href=href(*number) aria-current=here.then_some("page")>{number.to_string()}</a></li> }
        })
        .collect_view();
    let previous = (page > 1).then(|| (page - 1).min(last));
    Some(
        view! {
            <nav class="pagination" aria-label=text.pages>
                <ul>
                    {step(text.first, (page > 2).then_some(1), None)}
                    {step(text.previous, previous, Some("prev"))}
                    {numbers}
                    {step(text.next, (page < last).then(|| page + 1), Some("next"))}
                    {step(text.last, (page.saturating_add(1) < last).then_some(last), None)}
                </ul>
            </nav>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listed_pages_are_those_around() {
        assert_eq!(pages_between(1, 3).listed, [1, 2, 3]);
        assert_eq!(pages_between(10, 500).listed, [7, 8, 9, 10, 11, 12, 13]);
        assert!(pages_between(u32::MAX, 3).listed.is_empty());
        assert!(pages_between(1, 0).listed.is_empty());
    }
}
