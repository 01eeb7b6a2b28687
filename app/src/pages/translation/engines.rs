//! The page of engines.

use leptos::prelude::*;

use super::{
    engine_table::{engine_list, route_table},
    estimate::{ask_form, estimate_section, scope_of},
    work::work_section,
};
use crate::{
    InterfaceLanguage, RequestInfo,
    components::{Table, Tone, notice_box},
    i18n::{TranslationText, count, moment, reason_words},
    pages::failure::{failure_page, titled},
    portal::{request, translations},
    query::value,
    services::{EnginesOverview, TranslationEstimate},
};

/// What is in use, where texts go, what it costs, what was done; and asking for translation.
#[component]
pub(crate) fn EnginesPage() -> impl IntoView {
    let (request, services) = match (request(), translations()) {
        (Ok(request), Ok(services)) => (request, services),
        (Err(error), _) | (_, Err(error)) => return failure_page(InterfaceLanguage::Ja, &error),
    };
    Suspend::new(async move {
        let estimate = match scope_of(request.query()) {
            Some(scope) => services.estimate(scope, request.audience).await.map(Some),
            None => Ok(None),
        };
        match (services.engines(request.audience).await, estimate) {
            (Ok(overview), Ok(estimate)) => engines_page(&request, &overview, estimate.as_ref()),
            (Err(error), _) | (_, Err(error)) => failure_page(request.language, &error),
        }
    })
    .into_any()
}

fn engines_page(request: &RequestInfo, overview: &EnginesOverview, estimate: Option<&TranslationEstimate>) -> AnyView {
    let language = request.language;
    let text = TranslationText::of(language);
    let asked = (value(request.query(), "done").as_deref() == Some("asked"))
        .then(|| view! { <div role="status">{notice_box(Tone::Information, view! { <p>{text.asked}</p> })}</div> });
    let engines = if overview.engines.is_empty() {
        view! { <p>{text.no_engines}</p> }.into_any()
    } else {
        view! {
            {engine_list(language, &overview.engines)}
            <h2>{text.routes}</h2>
            {route_table(language, &overview.routes)}
        }
        .into_any()
    };
    view! {
        {titled(language, text.engines)}
        <h1>{text.engines}</h1>
        <p class="lead">{text.engines_lead}</p>
        {asked}
        {engines}
        {jobs_section(language, overview)}
        {estimate.map(|estimate| estimate_section(language, estimate))}
        {(!overview.offices.is_empty()).then(|| ask_form(language, &overview.offices, estimate.map(|estimate| &estimate.scope)))}
        {work_section(language, overview)}
    }
    .into_any()
}

fn jobs_section(language: InterfaceLanguage, overview: &EnginesOverview) -> AnyView {
    let text = TranslationText::of(language);
    let (due, taken) = overview.jobs;
    let standing = if due + taken == 0 && overview.waiting.is_empty() {
        view! { <p>{text.no_jobs}</p> }.into_any()
    } else {
        view! {
            <dl class="definitions">
                <dt>{text.due}</dt><dd>{count(due)}</dd>
                <dt>{text.taken}</dt><dd>{count(taken)}</dd>
            </dl>
        }
        .into_any()
    };
    let rows = overview.waiting.iter().map(|waiting| {
        view! {
            <tr data-code=waiting.reason.code.clone()>
                <th scope="row">{reason_words(language, &waiting.reason)}</th>
                <td class="figure-cell">{count(waiting.jobs)}</td>
                <td class="day-cell">{moment(language, &waiting.next)}</td>
            </tr>
        }
    });
    let put_back = (!overview.waiting.is_empty()).then(|| {
        let heads = [text.put_back_reason, text.put_back_jobs, text.next_try];
        view! { <h3>{text.put_back}</h3>{Table::new(text.put_back, "table table-dense").heads(&heads).view(rows)} }
    });
    view! { <section aria-labelledby="jobs-heading"><h2 id="jobs-heading">{text.jobs}</h2>{standing}{put_back}</section> }.into_any()
}
