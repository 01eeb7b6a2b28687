//! All feeds, and a new one.

use leptos::prelude::*;

use super::{failed, feed::feed_form, form::Fields, frame, open};
use crate::{
    components::{Table, exchange_chip},
    i18n::{ConsoleText, days_late, plain_date, schedule_words},
    services::{ConsoleFeed, ExchangeState},
};

/// All feeds.
#[component]
pub(crate) fn FeedsPage() -> impl IntoView {
    let (request, console) = match open() {
        Ok(opened) => opened,
        Err(refused) => return refused,
    };
    Suspend::new(async move {
        let text = ConsoleText::of(request.language);
        let feeds = match console.feeds().await {
            Ok(feeds) => feeds,
            Err(error) => return failed(&request, &error),
        };
        let rows = feeds.iter().map(|feed| {
            view! {
                <tr>
                    <th scope="row"><a href=format!("/admin/feeds/{}", feed.name)>{feed.name.clone()}</a></th>
                    <td>{feed.office.clone()}</td>
                    <td>{feed.address.clone()}</td>
                    <td>{schedule_words(request.language, &feed.schedule)}</td>
                    <td class="day-cell">
                        {feed.last_arrival.map_or_else(|| "-".to_owned(), |day| plain_date(request.language, day))}
                        {days_late(request.language, feed.overdue_days, feed.days_since).map(|late| view! { <small class="under">{late}</small> })}
                        {feed.overdue_days.is_some_and(|days| days > 0).then(|| exchange_chip(request.language, ExchangeState::Overdue))}
                    </td>
                    <td class="day-cell">{feed.next_due.clone().unwrap_or_else(|| "-".to_owned())}</td>
                    <td>{if feed.provision == "public" { text.public } else { text.inside }}</td>
                </tr>
            }
        });
        let table = Table::new(text.feeds, "table console-table")
            .heads(&[text.feeds, text.office, text.address, text.schedule, text.last_arrival, text.next_due, text.provision])
            .if_empty(text.no_feeds)
            .view(rows);
        let content = view! {
            <p class="lead">{text.feeds_lead}</p>
            <p><a class="button" href="/admin/feeds/new">{text.new_feed}</a></p>
            {table}
        };
        frame(&request, text.feeds, content.into_any())
    })
    .into_any()
}

/// A new feed.
#[component]
pub(crate) fn NewFeedPage() -> impl IntoView {
    let (request, _) = match open() {
        Ok(opened) => opened,
        Err(refused) => return refused,
    };
    let text = ConsoleText::of(request.language);
    let feed = ConsoleFeed {
        format: "auto".to_owned(),
        provision: "inside".to_owned(),
        notify: "error".to_owned(),
        credential: "none".to_owned(),
        ..ConsoleFeed::default()
    };
    let fields = Fields::here(request.language);
    let content = view! {
        {fields.summary(text.refused)}
        <form method="post" action="/admin/feeds" class="console-form">
            <div class="fields">
                {fields.text("name", text.name, "", None)}
            </div>
            {feed_form(request.language, &fields, &feed)}
            <p class="form-end"><button class="button">{text.save}</button></p>
        </form>
    };
    frame(&request, text.new_feed, content.into_any())
}
