//! The page of the termbase.

use leptos::prelude::*;

use super::import::{ImportForm, export_form, import_report};
use crate::{
    InterfaceLanguage, RequestInfo,
    components::{Table, page_links},
    i18n::{TranslationText, language_name},
    pages::failure::{failure_page, titled},
    portal::{request, translations},
    query::{encode, value},
    services::{TermEntryView, TermList},
};

/// Terms with words, import and export.
#[component]
pub(crate) fn TermsPage() -> impl IntoView {
    let (request, services) = match (request(), translations()) {
        (Ok(request), Ok(services)) => (request, services),
        (Err(error), _) | (_, Err(error)) => return failure_page(InterfaceLanguage::Ja, &error),
    };
    let report = import_report(request.language);
    Suspend::new(async move {
        let of = |key: &str| value(request.query(), key).unwrap_or_default();
        let (words, tag) = (of("q"), of("language"));
        let page = of("page").parse().unwrap_or(1).max(1);
        match services.terms(&words, &tag, page, request.audience).await {
            Ok(list) => terms_page(&request, &words, &tag, &list, report),
            Err(error) => failure_page(request.language, &error),
        }
    })
    .into_any()
}

fn terms_page(request: &RequestInfo, words: &str, tag: &str, list: &TermList, report: Option<AnyView>) -> AnyView {
    let language = request.language;
    let text = TranslationText::of(language);
    let query = format!("q={}&language={}", encode(words), encode(tag));
    let (page, last) = list.page;
    let found = if list.terms.is_empty() {
        view! { <p role="status">{text.none_found}</p> }.into_any()
    } else {
        Table::new(text.terms, "table table-dense")
            .heads(&[text.language, text.term, text.japanese, text.status, text.ipc, text.note])
            .view(list.terms.iter().map(|term| term_row(language, term)))
    };
    view! {
        {titled(language, text.terms)}
        <h1>{text.terms}</h1>
        <p class="lead">{text.terms_lead}</p>
        {report}
        <h2>{text.find_terms}</h2>
        <form class="audit-form" method="get" action="/admin/terms" role="search">
            <div class="form-field">
                <label class="field-label" for="terms-q">{text.find_terms}</label>
                <input class="input" type="search" id="terms-q" name="q" value=words.to_owned() maxlength="200"/>
            </div>
            <div class="form-field">
                <label class="field-label" for="terms-language">{text.language}</label>
                <input class="input" type="text" id="terms-language" name="language" value=tag.to_owned() autocomplete="off"
                    autocapitalize="none" maxlength="35"/>
            </div>
            <button class="button" type="submit">{text.find}</button>
        </form>
        {found}
        {page_links(language, list.total, page, last, |page| format!("/admin/terms?{query}&page={page}"))}
        {ImportForm { action: "/admin/terms/import", lead: Some(text.terms_soon), file_hint: text.terms_file_hint, words: &[] }.view(request)}
        {export_form(language, "/admin/terms/export", &[("tbx", "TBX-Basic"), ("csv", "CSV")])}
    }
    .into_any()
}

fn term_row(language: InterfaceLanguage, term: &TermEntryView) -> AnyView {
    let text = TranslationText::of(language);
    let status = match term.status {
        "admitted" => text.admitted,
        "forbidden" => text.forbidden,
        _ => text.preferred,
    };
    let inside = (!term.public).then(|| view! { <div><strong>{text.inside_only}</strong></div> });
    view! {
        <tr>
            <td>{language_name(language, &term.language)}</td>
            <th scope="row" lang=term.language.as_str().to_owned() dir="auto">{term.term.clone()}</th>
            <td lang="ja">{term.japanese.clone()}</td>
            <td>{status}{inside}</td>
            <td>{term.ipc.join(" ")}</td>
            <td>{term.note.clone()}</td>
        </tr>
    }
    .into_any()
}
