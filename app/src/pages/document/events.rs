//! Legal events: the office's words, with WIPO ST.27 beside them.

use leptos::prelude::*;

use super::Answer;
use crate::{
    components::{Table, Tone, notice_box, passage},
    i18n::{DocumentText, category_name, office_name, optional_date, status_change_name},
};

/// The table of events.
pub(super) fn events_tab(answer: &Answer) -> AnyView {
    let language = answer.request.language;
    let text = DocumentText::of(language);
    let events = &answer.document.summary.publication.legal_events;
    if events.is_empty() {
        return notice_box(Tone::Information, view! { <p>{text.lacks_events}</p> });
    }
    let rows = events.iter().map(|event| {
        let category = match event.category {
            Some(category) => {
                let detailed = event.detailed_event.clone().map(|code| format!(" ({code})"));
                view! { <span>{category_name(language, category)}{detailed}</span> }.into_any()
            }
            None => view! { <span class="faint">{text.unmapped}</span> }.into_any(),
        };
        let office = event.office.map(|office| office_name(language, office));
        view! {
            <tr>
                <th scope="row" class="day-cell">{optional_date(language, event.date.as_ref())}</th>
                <td>{passage(&event.language, &event.description)}</td>
                <td>{event.code.clone()}{office.map(|office| view! { <span class="faint">" "{office}</span> })}</td>
                <td>{category}</td>
                <td>{event.change.map(|change| status_change_name(language, change))}</td>
            </tr>
        }
    });
    Table::new(text.events_caption, "table")
        .with_caption_shown()
        .heads(&[text.date, text.event, text.event_code, text.st27, text.status_change])
        .view(rows)
}
