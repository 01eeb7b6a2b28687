//! What engines did.

use leptos::prelude::*;

use crate::{
    InterfaceLanguage,
    components::Table,
    i18n::{TranslationText, count, office_name, plain_date, reason_words},
    services::{EnginesOverview, Reason, WorkRow},
};

/// Volume, failures, answers' times and findings: by engine and office, and by day.
pub(super) fn work_section(language: InterfaceLanguage, overview: &EnginesOverview) -> AnyView {
    let text = TranslationText::of(language);
    let title = match language {
        InterfaceLanguage::Ja => format!("{}(最近{}日)", text.work, overview.days),
        InterfaceLanguage::En => format!("{} (last {} days)", text.work, overview.days),
    };
    let content = if overview.by_office.is_empty() {
        view! { <p>{text.no_work}</p> }.into_any()
    } else {
        view! {
            <h3>{text.by_office}</h3>
            {work_table(language, text.by_office, text.office, &overview.by_office)}
            <h3>{text.by_day}</h3>
            {work_table(language, text.by_day, text.day, &overview.by_day)}
        }
        .into_any()
    };
    view! { <section aria-labelledby="work-heading"><h2 id="work-heading">{title}</h2>{content}</section> }.into_any()
}

fn work_table(language: InterfaceLanguage, label: &'static str, by: &'static str, rows: &[WorkRow]) -> AnyView {
    let text = TranslationText::of(language);
    let reasons = |counted: &[(Reason, u64)]| {
        counted
            .iter()
            .map(|(reason, number)| view! { <div data-code=reason.code.clone()>{format!("{} {}", reason_words(language, reason), count(*number))}</div> })
            .collect_view()
    };
    let rows = rows.iter().map(|row| {
        let what = match (row.day, row.office) {
            (Some(day), _) => plain_date(language, day),
            (None, Some(office)) => office_name(language, office).to_owned(),
            (None, None) => text.office_unknown.to_owned(),
        };
        let model = (!row.model.is_empty()).then(|| view! { <div class="hint">{row.model.clone()}</div> });
        view! {
            <tr>
                <th scope="row">{row.engine.clone()}{model}</th>
                <td>{what}</td>
                <td class="figure-cell">{count(row.calls)}</td>
                <td class="figure-cell">{count(row.segments)}</td>
                <td class="figure-cell">{count(row.characters)}</td>
                <td class="figure-cell">{count(row.units)}</td>
                <td class="figure-cell">{format!("{} / {}", count(row.milliseconds.0), count(row.milliseconds.1))}</td>
                <td>{reasons(&row.failures)}</td>
                <td>{reasons(&row.findings)}</td>
            </tr>
        }
    });
    let heads = [text.engine, by, text.calls, text.segments, text.characters, text.units, text.latency, text.failures, text.findings];
    Table::new(label, "table table-dense").heads(&heads).view(rows)
}
