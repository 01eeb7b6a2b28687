//! What was harvested, by whichever way it came.

use leptos::prelude::*;

use super::{failed, frame, open, runs::result_words, state_chip};
use crate::{
    InterfaceLanguage,
    i18n::{ConsoleText, DeliveryText, office_name},
    services::DeliveryRow,
};

/// The newest deliveries.
#[component]
pub(crate) fn DeliveriesPage() -> impl IntoView {
    let (request, console) = match open() {
        Ok(opened) => opened,
        Err(refused) => return refused,
    };
    Suspend::new(async move {
        let text = DeliveryText::of(request.language);
        match console.deliveries().await {
            Ok(deliveries) => {
                let content = view! { <p class="lead">{text.list_lead}</p>{table(request.language, &deliveries)} };
                frame(&request, text.deliveries, content.into_any())
            }
            Err(error) => failed(&request, &error),
        }
    })
    .into_any()
}

fn table(language: InterfaceLanguage, deliveries: &[DeliveryRow]) -> AnyView {
    let (text, console) = (DeliveryText::of(language), ConsoleText::of(language));
    if deliveries.is_empty() {
        return view! { <p>{text.no_deliveries}</p> }.into_any();
    }
    let rows = deliveries.iter().map(|delivery| {
        let brought =
            delivery.harvested.as_ref().map_or_else(|| text.never_counted.to_owned(), |counts| result_words(language, "harvest", counts));
        let back = delivery.is_taken_back.then(|| view! { " "{state_chip(language, "rolled-back")} });
        view! {
            <tr>
                <th scope="row"><a href=format!("/admin/deliveries/{}", delivery.id)>{delivery.name.clone()}</a>{back}</th>
                <td>{office_name(language, delivery.office)}</td>
                <td class="day-cell">{delivery.received.clone()}</td>
                <td>{brought}</td>
            </tr>
        }
    });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=text.deliveries>
            <table class="table table-dense console-table">
                <caption class="visually-hidden">{text.deliveries}</caption>
                <thead><tr>
                    <th scope="col">{text.delivery}</th><th scope="col">{console.office}</th>
                    <th scope="col">{text.harvested}</th><th scope="col">{console.result}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
