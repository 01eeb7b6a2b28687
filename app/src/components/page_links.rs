//! Turning the pages of a list.

use leptos::prelude::*;

use crate::{
    InterfaceLanguage,
    i18n::{AdministrationText, count_and_page},
};

/// How many there are, and the ways to the page before and after.
pub(crate) fn page_links(language: InterfaceLanguage, total: u64, page: u32, last: u32, href: impl Fn(u32) -> String) -> AnyView {
    let text = AdministrationText::of(language);
    let previous = (page > 1).then(|| {
        let before = (page - 1).min(last);
        view! { <li><a class="page page-step" href=href(before) rel="prev">{text.previous}</a></li> }
    });
    let next = (page < last).then(|| view! { <li><a class="page page-step" href=href(page + 1) rel="next">{text.next}</a></li> });
    let steps = (previous.is_some() || next.is_some())
        .then(|| view! { <nav class="pagination" aria-label=text.pages><ul>{previous}{next}</ul></nav> });
    view! { <p class="showing">{count_and_page(language, total, page, last)}</p>{steps} }.into_any()
}
