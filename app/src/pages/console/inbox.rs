//! Everything that arrived.

use leptos::prelude::*;

use super::{action, failed, filter_of, frame, older, open, state_chip, state_choice};
use crate::{
    InterfaceLanguage,
    components::Table,
    i18n::{ConsoleText, DeliveryText, bytes, channel_word},
    services::ConsoleArrival,
};

/// States by which the inbox is narrowed.
const STATES: [&str; 6] = ["waiting", "harvested", "partly", "quarantined", "duplicate", "rolled-back"];

/// Everything that arrived, newest first.
#[component]
pub(crate) fn InboxPage() -> impl IntoView {
    let (request, console) = match open() {
        Ok(opened) => opened,
        Err(refused) => return refused,
    };
    let filter = filter_of(&request, &STATES);
    Suspend::new(async move {
        let text = ConsoleText::of(request.language);
        let arrivals = match console.arrivals(&filter).await {
            Ok(arrivals) => arrivals,
            Err(error) => return failed(&request, &error),
        };
        let content = view! {
            <p class="lead">{text.inbox_lead}</p>
            {state_choice(request.language, "/admin/inbox", &STATES, filter.state.as_deref())}
            {arrival_table(request.language, &arrivals)}
            {older(request.language, "/admin/inbox", &filter, arrivals.len(), arrivals.last().map(|last| last.id))}
        };
        frame(&request, text.inbox, content.into_any())
    })
    .into_any()
}

/// Files that arrived, with what can be done with each.
pub(super) fn arrival_table(language: InterfaceLanguage, arrivals: &[ConsoleArrival]) -> AnyView {
    let text = ConsoleText::of(language);
    let rows = arrivals.iter().map(|arrival| {
        let reason = (!arrival.reason.is_empty()).then(|| view! { <small class="under">{arrival.reason.clone()}</small> });
        let who = (!arrival.received_by.is_empty()).then(|| view! { <small class="under">{arrival.received_by.clone()}</small> });
        let note = (!arrival.note.is_empty()).then(|| view! { <small class="under">{arrival.note.clone()}</small> });
        let harvest = if arrival.state == "rolled-back" { text.harvest_again } else { text.harvest };
        let delivery = arrival.is_delivery.then(|| {
            let href = format!("/admin/deliveries/{}", arrival.content);
            view! { <small class="under"><a href=href>{DeliveryText::of(language).see}</a></small> }
        });
        view! {
            <tr>
                <th scope="row">
                    {arrival.name.clone()}
                    <small class="under"><code title=arrival.content.clone()>{arrival.content.chars().take(12).collect::<String>()}</code></small>
                    {note}
                </th>
                <td><a href=format!("/admin/feeds/{}", arrival.feed)>{arrival.feed.clone()}</a></td>
                <td class="figure-cell">{bytes(arrival.size)}</td>
                <td>{channel_word(language, &arrival.channel)}</td>
                <td class="day-cell">{arrival.received.clone()}{who}</td>
                <td>{state_chip(language, &arrival.state)}{reason}{delivery}</td>
                <td>
                    <div class="action-row">
                        {action(format!("/admin/inbox/{}/try", arrival.id), text.try_it, "button-text button")}
                        {action(format!("/admin/inbox/{}/harvest", arrival.id), harvest, "button-text button")}
                    </div>
                </td>
            </tr>
        }
    });
    Table::new(text.arrived, "table table-dense console-table")
        .heads(&[text.file, text.feeds])
        .head_of("figure-cell", text.size)
        .heads(&[text.channel, text.received, text.state, text.job])
        .if_empty(text.no_arrivals)
        .view(rows)
}
