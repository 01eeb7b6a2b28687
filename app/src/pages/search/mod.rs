//! The results page, and what else a search can lead to.

mod conditions;
mod expansion;
mod facets;
mod hits;
mod numbers;
mod pagination;

use index_config::{ParamProblem, SearchParams, Sort};
use leptos::prelude::*;

pub(super) use self::hits::thumbnail;
use self::{
    conditions::active_conditions,
    expansion::expansion_panel,
    facets::facet_list,
    hits::hit,
    numbers::numbers_found,
    pagination::{pages_between, pagination},
};
use super::failure::{failure_page, titled};
use crate::{
    InterfaceLanguage, RequestInfo,
    components::{FormPlace, Tone, notice_box, search_form},
    i18n::{ResultsText, notice, page_title, showing, total},
    portal::{request, services},
    services::{OfficeHolding, ResultNotice, Results, SearchOutcome, ServiceError},
};

/// Hits with facets; or the one document that a number means; or what a list of numbers means.
#[component]
pub(crate) fn SearchPage() -> impl IntoView {
    let (request, services) = match (request(), services()) {
        (Ok(request), Ok(services)) => (request, services),
        (Err(error), _) | (_, Err(error)) => return failure_page(InterfaceLanguage::Ja, &error),
    };
    Suspend::new(async move {
        let (params, problems) = SearchParams::from_query(request.query());
        let outcome = services.search(&params, request.audience).await;
        if let Ok(SearchOutcome::Document(id)) = &outcome {
            leptos_axum::redirect(&id.path());
        }
        let holdings = services.holdings(request.audience).await;
        outcome_page(&request, &params, &problems, &holdings, outcome)
    })
    .into_any()
}

fn outcome_page(
    request: &RequestInfo,
    params: &SearchParams,
    problems: &[ParamProblem],
    holdings: &Result<Vec<OfficeHolding>, ServiceError>,
    outcome: Result<SearchOutcome, ServiceError>,
) -> AnyView {
    let language = request.language;
    match outcome {
        Ok(SearchOutcome::Results(results)) => results_page(request, params, problems, holdings, &results),
        // The answer is a redirection; this is for programs that do not follow it.
        Ok(SearchOutcome::Document(id)) => view! { <p><a href=id.path()>{id.display()}</a></p> }.into_any(),
        Ok(SearchOutcome::Numbers(answers)) => numbers_found(language, params, &answers),
        // The form comes along: what was asked is not lost, and can be changed.
        Err(error) => view! { {failure_page(language, &error)} {search_form(request, params, holdings, FormPlace::Results)} }.into_any(),
    }
}

fn results_page(
    request: &RequestInfo,
    params: &SearchParams,
    problems: &[ParamProblem],
    holdings: &Result<Vec<OfficeHolding>, ServiceError>,
    results: &Results,
) -> AnyView {
    let language = request.language;
    let text = ResultsText::of(language);
    let page = results.page.max(1);
    let per_page = u64::from(results.per_page.max(1));
    let before = u64::from(page - 1) * per_page;
    let shown = u64::try_from(results.hits.len()).unwrap_or(u64::MAX);
    let range = (shown > 0).then(|| view! { <span class="showing">{showing(language, before + 1, before + shown)}</span> });

    let mut notices: Vec<String> = results.notices.iter().map(|known| notice(language, known)).collect();
    notices.extend(problems.iter().map(|problem| notice(language, &not_used(problem))));
    let notices = (!notices.is_empty()).then(|| {
        notice_box(
            Tone::Warning,
            view! { <ul class="notice-list">{notices.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul> },
        )
    });

    // With its page, so that the way back leads to where the reader was.
    let canonical = params.to_query();
    let list = if results.hits.is_empty() {
        empty(language, results)
    } else {
        let hits = results.hits.iter().zip(before + 1..).map(|(found, position)| hit(language, found, &canonical, position)).collect_view();
        view! { <ol class="hits" start=(before + 1).to_string()>{hits}</ol> }.into_any()
    };
    let csv = (shown > 0)
        .then(|| view! { <a class="button button-text" href=format!("/search.csv?{}", params.with_page(1).to_query())>{text.csv}</a> });
    let sorts = [Sort::Relevance, Sort::Newest, Sort::Oldest].map(|sort| {
        let current = results.sort == sort;
        view! { <li><a href=format!("/search?{}", params.with_sort(sort).to_query()) aria-current=current.then_some("true")>{text.sort_name(sort)}</a></li> }
    });
    let pages = pages_between(page, last_page(results, per_page));
    view! {
        {titled(language, &page_title(language, &params.all, page))}
        <h1 class="visually-hidden">{text.title}</h1>
        {search_form(request, params, holdings, FormPlace::Results)}
        {active_conditions(language, params)}
        <div class="results">
            {results.facets.iter().any(|facet| !facet.counts.is_empty()).then(|| facet_list(language, params, &results.facets, &results.matched))}
            <div class="results-main" id="hits">
                <div class="results-head">
                    <p class="total"><strong>{total(language, results.total)}</strong>{range}</p>
                    <nav class="sorts" aria-label=text.sort><ul>{sorts.collect_view()}</ul></nav>
                    {csv}
                </div>
                {notices}
                {results.expansion.as_ref().map(|expansion| expansion_panel(language, params, expansion))}
                {list}
                {pagination(language, params, page, &pages)}
            </div>
        </div>
    }
    .into_any()
}

/// A parameter that was not used, in the words of the answer's notices.
fn not_used(problem: &ParamProblem) -> ResultNotice {
    let part = if problem.key.is_empty() { problem.value.clone() } else { format!("{}={}", problem.key, problem.value) };
    ResultNotice::NotUnderstood { part }
}

/// The last page that can be turned to.
fn last_page(results: &Results, per_page: u64) -> u32 {
    let limit = results.notices.iter().find_map(|notice| match notice {
        ResultNotice::OnlyFirst { hits } => Some(*hits),
        _ => None,
    });
    let reachable = limit.map_or(results.total.count, |limit| limit.min(results.total.count));
    u32::try_from(reachable.div_ceil(per_page)).unwrap_or(u32::MAX)
}

fn empty(language: InterfaceLanguage, results: &Results) -> AnyView {
    let text = ResultsText::of(language);
    if results.total.count > 0 {
        return notice_box(Tone::Information, view! { <p>{text.page_past_end}</p> });
    }
    view! {
        <div class="empty">
            <h2>{text.no_hits}</h2>
            <p>{text.advice}</p>
            <ul>
                <li>{text.advice_shorter}</li>
                <li>{text.advice_original}</li>
                <li>{text.advice_class}</li>
                <li>{text.advice_fewer}</li>
                <li><a href="/coverage">{text.advice_coverage}</a></li>
            </ul>
        </div>
    }
    .into_any()
}
