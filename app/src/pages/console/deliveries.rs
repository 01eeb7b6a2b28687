//! What was harvested, by whichever way it came.

use leptos::prelude::*;

use super::{failed, frame, open, runs::result_words, state_chip};
use crate::{
    InterfaceLanguage,
    components::Table,
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
    Table::new(text.deliveries, "table table-dense console-table")
        .heads(&[text.delivery, console.office, text.harvested, console.result])
        .if_empty(text.no_deliveries)
        .view(rows)
}
