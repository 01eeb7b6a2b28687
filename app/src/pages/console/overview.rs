//! How the exchange as a whole is.

use leptos::prelude::*;

use super::{failed, frame, open};
use crate::{
    InterfaceLanguage,
    components::{Table, exchange_table},
    i18n::{ConsoleText, bytes, count, state_word},
    services::Overview,
};

/// What has not come, what fails, and what waits.
#[component]
pub(crate) fn OverviewPage() -> impl IntoView {
    let (request, console) = match open() {
        Ok(opened) => opened,
        Err(refused) => return refused,
    };
    Suspend::new(async move {
        match console.overview().await {
            Ok(overview) => frame(&request, ConsoleText::of(request.language).overview, content(request.language, &overview)),
            Err(error) => failed(&request, &error),
        }
    })
    .into_any()
}

fn content(language: InterfaceLanguage, overview: &Overview) -> AnyView {
    let text = ConsoleText::of(language);
    let attention = if overview.exchanges.is_empty() {
        view! { <p>{text.no_attention}</p> }.into_any()
    } else {
        exchange_table(language, &overview.exchanges, |row| Some(super::offices::address(row)))
    };
    let failing = if overview.failing.is_empty() {
        view! { <p>{text.none}</p> }.into_any()
    } else {
        let feeds = overview.failing.iter().map(|name| view! { <li><a href=format!("/admin/feeds/{name}")>{name.clone()}</a></li> });
        view! { <ul>{feeds.collect_view()}</ul> }.into_any()
    };
    let stuck = overview.stuck.iter().map(|id| view! { <li><a href=format!("/admin/runs/{id}")>{format!("{} {id}", text.job)}</a></li> });
    let mut figures: Vec<(String, String, String)> = Vec::new();
    for (state, number) in &overview.jobs {
        figures.push((format!("{}: {}", text.job, state_word(language, state)), count(*number), format!("/admin/runs?state={state}")));
    }
    for (state, number) in &overview.arrivals {
        let link = format!("/admin/inbox?state={state}");
        figures.push((format!("{}: {}", text.arrived, state_word(language, state)), count(*number), link));
    }
    figures.push((text.translating.to_owned(), count(overview.translating), String::new()));
    figures.push((text.indexing.to_owned(), overview.indexing.map_or_else(|| text.unknown.to_owned(), count), String::new()));
    figures.push((text.figures.to_owned(), count(overview.figures), String::new()));
    for (what, size) in
        [(text.database, overview.stored.database), (text.index, overview.stored.index), (text.kept_files, overview.stored.arrived)]
    {
        figures.push((what.to_owned(), bytes(size), String::new()));
    }
    figures.push((text.free.to_owned(), overview.free_bytes.map_or_else(|| text.unknown.to_owned(), bytes), String::new()));
    let rows = figures.into_iter().map(|(what, number, link)| {
        let what = if link.is_empty() { what.into_any() } else { view! { <a href=link>{what}</a> }.into_any() };
        view! { <tr><th scope="row">{what}</th><td class="figure-cell">{number}</td></tr> }
    });
    let waiting = Table::new(text.waiting_work, "table table-dense console-figures")
        .that_fits()
        .heads(&[text.item])
        .head_of("figure-cell", text.number)
        .view(rows);
    view! {
        <p class="lead">{text.overview_lead}</p>
        <h2>{text.attention}</h2>
        {attention}
        <h2>{text.failing}</h2>
        {failing}
        {(!overview.stuck.is_empty()).then(|| view! { <h2>{text.stuck}</h2><ul>{stuck.collect_view()}</ul> })}
        <h2>{text.waiting_work}</h2>
        {waiting}
    }
    .into_any()
}
