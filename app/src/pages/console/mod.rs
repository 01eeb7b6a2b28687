//! The administrators' console. Its pages are there for whom the server gives a [`Console`].

mod deliveries;
mod delivery;
mod feed;
mod feeds;
mod form;
mod inbox;
mod offices;
mod overview;
mod run;
mod runs;

use axum::http::StatusCode;
use leptos::prelude::*;

use super::failure::{failure_page, titled};
use crate::{
    InterfaceLanguage, RequestInfo,
    components::{Tone, notice_box},
    i18n::{ConsoleText, DeliveryText, state_word},
    portal::{request, set_status},
    query::encode,
    services::{CONSOLE_PAGE, Console, ConsoleFilter, ServiceError},
};

pub(crate) use deliveries::DeliveriesPage;
pub(crate) use delivery::DeliveryPage;
pub(crate) use feed::FeedPage;
pub(crate) use feeds::{FeedsPage, NewFeedPage};
pub(crate) use inbox::InboxPage;
pub(crate) use offices::{OfficePage, OfficesPage};
pub(crate) use overview::OverviewPage;
pub(crate) use run::{RejectPage, RunPage};
pub(crate) use runs::RunsPage;
pub use runs::job_told;

/// What a page of the console begins with: the request and the console, or the page that refuses.
fn open() -> Result<(RequestInfo, Console), AnyView> {
    let request = request().map_err(|error| failure_page(InterfaceLanguage::Ja, &error))?;
    match use_context::<Console>() {
        Some(console) => Ok((request, console)),
        None => {
            set_status(StatusCode::FORBIDDEN);
            let text = ConsoleText::of(request.language);
            Err(view! {
                {titled(request.language, text.denied)}
                <h1>{text.denied}</h1>
                {notice_box(Tone::Warning, view! { <p>{text.denied_text}</p> })}
            }
            .into_any())
        }
    }
}

/// The ways through the console, and the page below.
fn frame(request: &RequestInfo, title: &str, content: AnyView) -> AnyView {
    let text = ConsoleText::of(request.language);
    let links = [
        ("/admin", text.overview),
        ("/admin/offices", text.offices),
        ("/admin/feeds", text.feeds),
        ("/admin/inbox", text.inbox),
        ("/admin/deliveries", DeliveryText::of(request.language).deliveries),
        ("/admin/runs", text.runs),
    ]
    .map(|(href, name)| {
        let path = request.path();
        let here = match path.strip_prefix(href) {
            Some("") => Some("page"),
            Some(below) if href != "/admin" && below.starts_with('/') => Some("true"),
            _ => None,
        };
        view! { <li><a href=href aria-current=here>{name}</a></li> }
    });
    let saved = request.query().split('&').any(|pair| pair == "saved=1").then(|| {
        view! { <div role="status">{notice_box(Tone::Information, view! { <p>{text.saved}</p> })}</div> }
    });
    view! {
        {titled(request.language, title)}
        <nav class="console-nav" aria-label=text.console><ul>{links.collect_view()}</ul></nav>
        <h1>{title.to_owned()}</h1>
        {saved}
        {content}
    }
    .into_any()
}

/// A failure within the console.
fn failed(request: &RequestInfo, error: &ServiceError) -> AnyView {
    failure_page(request.language, error)
}

/// A state in words, in a box of its colour.
fn state_chip(language: InterfaceLanguage, state: &str) -> AnyView {
    let class = match state {
        "done" | "harvested" | "created" => "chip chip-good",
        "failed" | "quarantined" | "rejected" => "chip chip-bad",
        "partly" | "stopped" | "updated" | "rolled-back" => "chip chip-partial",
        _ => "chip",
    };
    view! { <span class=class>{state_word(language, state)}</span> }.into_any()
}

/// Links that narrow a list to one state, or to none.
fn state_choice(language: InterfaceLanguage, list: &str, states: &[&str], chosen: Option<&str>) -> AnyView {
    let states = states.iter().map(|state| {
        let here = chosen == Some(*state);
        view! { <li><a class="chip chip-choice" href=format!("{list}?state={state}") aria-current=here.then_some("page")>{state_word(language, state)}</a></li> }
    });
    view! {
        <ul class="choice-row plain-list">
            <li><a class="chip chip-choice" href=list.to_owned() aria-current=chosen.is_none().then_some("page")>{ConsoleText::of(language).all}</a></li>
            {states.collect_view()}
        </ul>
    }
    .into_any()
}

/// The link to the next page of a list, which is narrowed as this one is; none where this one is not full.
fn older(language: InterfaceLanguage, list: &str, filter: &ConsoleFilter, rows: usize, last: Option<i64>) -> Option<AnyView> {
    let last = last.filter(|_| rows >= CONSOLE_PAGE)?;
    let narrowed = [("feed", &filter.feed), ("state", &filter.state)]
        .into_iter()
        .filter_map(|(name, value)| value.as_ref().map(|value| format!("&{name}={}", encode(value))))
        .collect::<String>();
    Some(view! { <p><a href=format!("{list}?before={last}{narrowed}")>{ConsoleText::of(language).older}</a></p> }.into_any())
}

/// What a list is narrowed by; a state that it does not know narrows nothing.
fn filter_of(request: &RequestInfo, states: &[&str]) -> ConsoleFilter {
    ConsoleFilter {
        feed: parameter(request, "feed"),
        state: parameter(request, "state").filter(|state| states.contains(&state.as_str())),
        before: parameter(request, "before").and_then(|before| before.parse().ok()),
    }
}

/// A value of the query.
fn parameter(request: &RequestInfo, name: &str) -> Option<String> {
    let pairs = request.query().split('&').filter_map(|pair| pair.split_once('='));
    let value = pairs.into_iter().find(|(key, _)| *key == name)?.1.replace('+', " ");
    let value = percent_encoding::percent_decode_str(&value).decode_utf8().ok()?.into_owned();
    Some(value).filter(|value| !value.is_empty())
}

/// A button that asks the server for something.
fn action(address: String, name: &'static str, class: &'static str) -> AnyView {
    view! { <form method="post" action=address class="inline-form"><button class=class>{name}</button></form> }.into_any()
}
