//! Addresses that lead nowhere, and documents that are not there.

use axum::http::StatusCode;
use leptos::prelude::*;

use super::failure::titled;
use crate::{
    InterfaceLanguage,
    components::{display_number, number_form, sample_chip, summary_titles},
    i18n::{FailureText, office_name, right_name},
    portal::{request, set_status},
    services::PublicationSummary,
};

/// An address that leads nowhere.
#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    set_status(StatusCode::NOT_FOUND);
    let language = request().map_or(InterfaceLanguage::Ja, |request| request.language);
    let text = FailureText::of(language);
    view! {
        {titled(language, text.not_found)}
        <h1>{text.not_found}</h1>
        <p>{text.not_found_text}</p>
        <p><a href="/">{text.to_home}</a></p>
    }
    .into_any()
}

/// A document that is not held or not for this audience: which of the two is not told. With what the number could mean instead.
pub(crate) fn document_not_found(language: InterfaceLanguage, asked_for: &str, candidates: &[PublicationSummary]) -> AnyView {
    set_status(StatusCode::NOT_FOUND);
    let text = FailureText::of(language);
    let candidates = if candidates.is_empty() {
        view! { <p>{text.no_candidates}</p> }.into_any()
    } else {
        view! { <h2>{text.candidates}</h2><ul class="candidates">{candidates.iter().map(|found| candidate(language, found)).collect_view()}</ul> }
            .into_any()
    };
    view! {
        {titled(language, text.document_not_found)}
        <h1>{text.document_not_found}</h1>
        <p><b class="number">{asked_for.to_owned()}</b></p>
        <p>{text.document_not_found_text}</p>
        {candidates}
        {number_form(language, asked_for)}
    }
    .into_any()
}

/// A publication in a short list.
pub(crate) fn candidate(language: InterfaceLanguage, summary: &PublicationSummary) -> AnyView {
    let publication = &summary.publication;
    let id = &publication.id;
    view! {
        <li class="candidate">
            <p class="hit-head">
                <a class="number" href=id.path()>{display_number(publication)}</a>
                <span>{office_name(language, id.office())}</span>
                <span>{right_name(language, id.right())}</span>
                {publication.sample.then(|| sample_chip(language))}
            </p>
            {summary_titles(language, summary, None, &[])}
        </li>
    }
    .into_any()
}
