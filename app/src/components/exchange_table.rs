//! What was agreed with offices, beside what came.

use leptos::prelude::*;

use crate::{
    InterfaceLanguage,
    components::Table,
    i18n::{
        ExchangeText, count, days_late, element_name, exchange_state_name, interval, office_name, percent, plain_date, right_name,
        standing_sign,
    },
    services::{ExchangeStanding, ExchangeState},
};

/// A state in words, in a box of its colour.
pub(crate) fn exchange_chip(language: InterfaceLanguage, state: ExchangeState) -> AnyView {
    let class = match state {
        ExchangeState::Current => "chip chip-good",
        ExchangeState::Overdue | ExchangeState::NothingCame => "chip chip-bad",
        ExchangeState::Lacking => "chip chip-partial",
        ExchangeState::NotExchanged | ExchangeState::Unjudged | ExchangeState::Unknown => "chip",
    };
    view! { <span class=class>{exchange_state_name(language, state)}</span> }.into_any()
}

/// The table. `link` gives the address of an office's own page, where there is one.
pub(crate) fn exchange_table(
    language: InterfaceLanguage,
    exchanges: &[ExchangeStanding],
    link: impl Fn(&ExchangeStanding) -> Option<String>,
) -> AnyView {
    let text = ExchangeText::of(language);
    Table::new(text.caption, "table table-dense exchange-table")
        .with_caption_shown()
        .heads(&[text.office, text.right, text.agreement, text.exchange, text.provision, text.state, text.arrival, text.frequency])
        .head_of("figure-cell", text.count)
        .heads(&[text.last, text.elements])
        .view(exchanges.iter().map(|exchange| exchange_row(language, exchange, link(exchange))))
}

fn exchange_row(language: InterfaceLanguage, exchange: &ExchangeStanding, link: Option<String>) -> AnyView {
    let text = ExchangeText::of(language);
    let agreement = &exchange.agreement;
    let name = office_name(language, agreement.office);
    let name = match link {
        Some(href) => view! { <a href=href>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let arrival = exchange.last_arrival.map_or_else(|| text.none.to_owned(), |day| plain_date(language, day));
    let late = days_late(language, exchange.overdue_days, exchange.days_since);
    let frequency = match (agreement.frequency.as_str(), agreement.interval_days) {
        ("", None) => text.unknown.to_owned(),
        ("", Some(days)) => interval(language, days),
        (words, _) => words.to_owned(),
    };
    let elements = if exchange.fill.is_empty() {
        text.unknown.into_any()
    } else {
        let shares = exchange.fill.iter().map(|(element, with)| {
            let share = if exchange.count == 0 { String::new() } else { format!(" {}%", percent(*with, exchange.count)) };
            view! { <li>{element_name(language, *element)}{share}</li> }
        });
        view! { <ul class="plain-list">{shares.collect_view()}</ul> }.into_any()
    };
    view! {
        <tr>
            <th scope="row">
                {name}" "<span class="office-code">{agreement.office.to_string()}</span>
                {(!exchange.registered).then(|| view! { <small class="under">{text.not_registered}</small> })}
            </th>
            <td>{agreement.right.map_or(text.all_rights, |right| right_name(language, right))}</td>
            <td>{standing_sign(language, agreement.agreement)}</td>
            <td>{standing_sign(language, agreement.exchange)}</td>
            <td>{standing_sign(language, agreement.provision)}</td>
            <td>{exchange_chip(language, exchange.state)}</td>
            <td class="day-cell">{arrival}{late.map(|late| view! { <small class="under">{late}</small> })}</td>
            <td>{frequency}</td>
            <td class="figure-cell">{count(exchange.count)}</td>
            <td class="day-cell">{exchange.last.map_or_else(|| "-".to_owned(), |day| plain_date(language, day))}</td>
            <td>{elements}</td>
        </tr>
    }
    .into_any()
}
