//! One delivery: what it brought, what taking it back would do, and the form that does it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{action, failed, form::Fields, frame, open, parameter, runs::result_words, state_chip};
use crate::{
    InterfaceLanguage, RequestInfo,
    components::{Table, Tone, notice_box},
    i18n::{ConsoleText, DeliveryText, bytes, count, effect_name, effect_reason, office_name, taken_back_words},
    pages::NotFoundPage,
    services::{CONSOLE_PAGE, ConsoleDelivery, ConsoleJob, ROLL_BACK_EFFECTS},
};

/// One delivery.
#[component]
pub(crate) fn DeliveryPage() -> impl IntoView {
    let (request, console) = match open() {
        Ok(opened) => opened,
        Err(refused) => return refused,
    };
    let id = use_params_map().read_untracked().get("delivery").unwrap_or_default();
    let effect = parameter(&request, "effect").filter(|effect| ROLL_BACK_EFFECTS.contains(&effect.as_str()));
    let after = parameter(&request, "after").and_then(|after| after.parse().ok()).unwrap_or(0);
    Suspend::new(async move {
        match console.delivery(&id, effect.as_deref(), after).await {
            Ok(Some(delivery)) => {
                let title = format!("{} {}", DeliveryText::of(request.language).delivery, delivery.name);
                frame(&request, &title, content(&request, &delivery, effect.as_deref()))
            }
            Ok(None) => NotFoundPage().into_any(),
            Err(error) => failed(&request, &error),
        }
    })
    .into_any()
}

fn content(request: &RequestInfo, delivery: &ConsoleDelivery, chosen: Option<&str>) -> AnyView {
    let language = request.language;
    let text = DeliveryText::of(language);
    let fields = Fields::here(language);
    view! {
        {fields.summary(text.refused)}
        <p class="lead">{text.lead}</p>
        {standing(language, delivery)}
        <h2>{text.brought}</h2>
        {facts(language, delivery)}
        <h2>{if is_back(delivery) { text.did } else { text.would }}</h2>
        {effects(language, delivery)}
        {form(language, &fields, delivery)}
        {publications(language, delivery, chosen)}
    }
    .into_any()
}

/// How far taking it back is, where somebody has asked for it.
fn standing(language: InterfaceLanguage, delivery: &ConsoleDelivery) -> Option<AnyView> {
    let text = DeliveryText::of(language);
    let report =
        |job: &ConsoleJob, name| view! { <p><a href=format!("/admin/runs/{}", job.id)>{name}</a>" "{state_chip(language, &job.state)}</p> };
    let job = delivery.job.as_ref();
    if let Some(job) = job.filter(|job| is_going(job)) {
        let told = view! { <p>{text.running}</p>{report(job, text.watch)} };
        return Some(view! { <div role="status">{notice_box(Tone::Information, told)}</div> }.into_any());
    }
    let of_job = job.map(|job| report(job, text.report));
    match (&delivery.taken_back, job) {
        (Some(back), _) if back.finished.is_some() => {
            let words = taken_back_words(language, back.restored, back.taken_away);
            let when = back.finished.clone();
            let again = delivery.arrival.as_ref().map(|(arrival, _)| {
                action(format!("/admin/inbox/{arrival}/harvest"), ConsoleText::of(language).harvest_again, "button button-outline")
            });
            let told = view! { <p><strong>{text.taken_back}</strong>" "{when}" "{words}</p>{of_job}{again} };
            Some(notice_box(Tone::Information, told))
        }
        (_, Some(job)) if is_cut_short(delivery, job) => {
            let resume = action(format!("/admin/runs/{}/resume", job.id), ConsoleText::of(language).resume, "button");
            let told = view! { <p>{text.cut_short}</p><p>{job.reason.clone()}</p>{of_job}{resume} };
            Some(notice_box(Tone::Warning, told))
        }
        (Some(_), _) => Some(notice_box(Tone::Warning, view! { <p>{text.unfinished}</p>{of_job} })),
        (None, _) => None,
    }
}

fn is_going(job: &ConsoleJob) -> bool {
    matches!(job.state.as_str(), "waiting" | "running")
}

/// Whether the last job did not come to its end, and nobody else has brought it there.
fn is_cut_short(delivery: &ConsoleDelivery, job: &ConsoleJob) -> bool {
    matches!(job.state.as_str(), "failed" | "stopped") && !is_back(delivery)
}

/// Whether it was taken back whole.
fn is_back(delivery: &ConsoleDelivery) -> bool {
    delivery.taken_back.as_ref().is_some_and(|back| back.finished.is_some())
}

fn facts(language: InterfaceLanguage, delivery: &ConsoleDelivery) -> AnyView {
    let (text, console) = (DeliveryText::of(language), ConsoleText::of(language));
    let brought = match &delivery.harvested {
        Some(counts) => result_words(language, "harvest", counts),
        None => text.never_counted.to_owned(),
    };
    let row = |name: &'static str, value: AnyView| view! { <tr><th scope="row">{name}</th><td>{value}</td></tr> };
    let words = |value: String| view! { {value} }.into_any();
    let feed = (!delivery.feed.is_empty()).then(|| {
        let href = format!("/admin/feeds/{}", delivery.feed);
        row(console.feeds, view! { <a href=href>{delivery.feed.clone()}</a> }.into_any())
    });
    let named =
        [row(console.office, words(office_name(language, delivery.office).to_owned())), row(console.file, words(delivery.name.clone()))];
    let counted = [
        row(console.size, words(bytes(delivery.size))),
        row(text.harvested, words(delivery.received.clone())),
        row(console.result, words(brought)),
        row(text.identity, view! { <code>{delivery.id.clone()}</code> }.into_any()),
    ];
    view! {
        {Table::new(text.brought, "table table-fields").that_fits().view(named.into_iter().chain(feed).chain(counted))}
        {delivery.harvesting.then(|| notice_box(Tone::Warning, view! { <p>{text.harvesting}</p> }))}
    }
    .into_any()
}

fn effects(language: InterfaceLanguage, delivery: &ConsoleDelivery) -> AnyView {
    let text = DeliveryText::of(language);
    if delivery.effects.is_empty() {
        return view! { <p>{text.none}</p> }.into_any();
    }
    // What would change is told even where that is nothing, but not of what was taken back.
    let is_back = is_back(delivery);
    let shown = ROLL_BACK_EFFECTS.iter().enumerate().filter(|(place, effect)| (*place < 2 && !is_back) || delivery.of(effect) > 0);
    let effects = shown.map(|(_, effect)| (effect_name(language, effect), delivery.of(effect), effect_reason(language, effect)));
    let of_people =
        (!is_back || delivery.texts_of_people > 0).then(|| (text.of_people.to_owned(), delivery.texts_of_people, text.of_people_note));
    let rows = effects.chain(of_people).map(|(name, number, reason)| {
        view! { <tr><th scope="row">{name}</th><td>{counted(language, number)}<small class="under">{reason}</small></td></tr> }
    });
    view! {
        {Table::new(text.would, "table table-fields console-table").that_fits().view(rows)}
        <p>{text.history_note}</p>
    }
    .into_any()
}

/// A number of publications or sentences.
fn counted(language: InterfaceLanguage, number: u64) -> String {
    match language {
        InterfaceLanguage::Ja => format!("{}件", count(number)),
        InterfaceLanguage::En => count(number),
    }
}

/// The form, where there is something to take back and nobody is doing so.
fn form(language: InterfaceLanguage, fields: &Fields, delivery: &ConsoleDelivery) -> Option<AnyView> {
    let text = DeliveryText::of(language);
    if delivery.job.as_ref().is_some_and(|job| is_going(job) || is_cut_short(delivery, job)) {
        return None;
    }
    if delivery.of("restored") + delivery.of("taken-away") == 0 {
        // What was taken back and what brought nothing say so themselves.
        let told = delivery.taken_back.is_some() || delivery.effects.is_empty();
        return (!told).then(|| view! { <p>{text.nothing_left}</p> }.into_any());
    }
    Some(
        view! {
            <form method="post" action=format!("/admin/deliveries/{}/roll-back", delivery.id) class="console-form">
                // What was shown is what is agreed to: where it has changed since, it is shown anew.
                <input type="hidden" name="seen" value=delivery.seen()/>
                {fields.check("confirm", "yes", text.confirm)}
                <p class="form-end"><button class="button">{text.take_back}</button></p>
            </form>
        }
        .into_any(),
    )
}

fn publications(language: InterfaceLanguage, delivery: &ConsoleDelivery, chosen: Option<&str>) -> Option<AnyView> {
    let (text, console) = (DeliveryText::of(language), ConsoleText::of(language));
    if delivery.effects.is_empty() {
        return None;
    }
    let base = format!("/admin/deliveries/{}", delivery.id);
    let choices = delivery.effects.iter().map(|(effect, number)| {
        let here = (chosen == Some(effect.as_str())).then_some("page");
        let words = format!("{} {}", effect_name(language, effect), count(*number));
        view! { <li><a class="chip chip-choice" href=format!("{base}?effect={effect}#publications") aria-current=here>{words}</a></li> }
    });
    let rows = delivery.rows.iter().map(|row| {
        let class = match row.effect.as_str() {
            "restored" => "chip chip-partial",
            "taken-away" => "chip chip-bad",
            _ => "chip",
        };
        // What is deleted has no page.
        let name = match row.effect.as_str() {
            "deleted" => view! { {row.id.to_string()} }.into_any(),
            _ => view! { <a href=row.id.path()>{row.id.to_string()}</a> }.into_any(),
        };
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td><span class=class>{effect_name(language, &row.effect)}</span></td>
                <td>{row.other.clone()}</td>
            </tr>
        }
    });
    let table = Table::new(text.list, "table table-dense console-table")
        .heads(&[text.publications, text.effect, text.other])
        .if_empty(text.list_empty)
        .view(rows);
    let narrowed = chosen.map(|effect| format!("&effect={effect}")).unwrap_or_default();
    let more = delivery.rows.last().filter(|_| delivery.rows.len() >= CONSOLE_PAGE).map(|last| {
        view! { <p><a href=format!("{base}?after={}{narrowed}#publications", last.row)>{console.further}</a></p> }
    });
    Some(
        view! {
            <h2 id="publications">{text.list}</h2>
            <ul class="choice-row plain-list">
                <li><a class="chip chip-choice" href=format!("{base}#publications") aria-current=chosen.is_none().then_some("page")>{console.all}</a></li>
                {choices.collect_view()}
            </ul>
            {table}
            {more}
        }
        .into_any(),
    )
}
