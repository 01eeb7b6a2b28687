//! What pasted numbers mean.

use index_config::SearchParams;
use leptos::prelude::*;

use crate::{
    InterfaceLanguage,
    components::number_form,
    i18n::ResultsText,
    pages::{failure::titled, not_found::candidate},
    services::NumberAnswer,
};

/// Every number given, with the publications it can mean.
pub(super) fn numbers_found(language: InterfaceLanguage, params: &SearchParams, answers: &[NumberAnswer]) -> AnyView {
    let text = ResultsText::of(language);
    let rows = answers
        .iter()
        .map(|answer| {
            let found = if answer.found.is_empty() {
                view! { <p class="none">{text.numbers_none}</p> }.into_any()
            } else {
                view! { <ul class="candidates">{answer.found.iter().map(|found| candidate(language, found)).collect_view()}</ul> }
                    .into_any()
            };
            view! { <tr><th scope="row" class="number">{answer.given.clone()}</th><td>{found}</td></tr> }
        })
        .collect_view();
    let numbers = if params.number.is_empty() { &params.all } else { &params.number };
    view! {
        {titled(language, text.numbers_title)}
        <h1>{text.numbers_title}</h1>
        <div class="table-scroll" tabindex="0" role="region" aria-label=text.numbers_title>
            <table class="table">
                <thead><tr><th scope="col">{text.numbers_given}</th><th scope="col">{text.numbers_found}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {number_form(language, numbers)}
    }
    .into_any()
}
