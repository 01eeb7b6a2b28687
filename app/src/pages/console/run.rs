//! One job: how far it is, what it did, what it refused and why.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    action, failed, frame, open, parameter,
    runs::{job_told, result_words},
    state_chip,
};
use crate::{
    RequestInfo,
    components::{Table, Tone, notice_box},
    i18n::{ConsoleText, DeliveryText, bytes, count, job_word},
    islands::JobWatcher,
    pages::NotFoundPage,
    query::encode,
    services::{CONSOLE_PAGE, ConsoleJob, ConsoleReject, RecordPreview, RejectedSource},
};

/// Seconds between looks at a job that is not over.
const REFRESH: &str = "2";

/// One job.
#[component]
pub(crate) fn RunPage() -> impl IntoView {
    let (request, console) = match open() {
        Ok(opened) => opened,
        Err(refused) => return refused,
    };
    let Some(id) = use_params_map().read_untracked().get("job").and_then(|id| id.parse::<i64>().ok()) else {
        return NotFoundPage().into_any();
    };
    let code = parameter(&request, "code");
    let from = parameter(&request, "from").and_then(|from| from.parse().ok()).unwrap_or(0);
    Suspend::new(async move {
        let job = match console.job(id).await {
            Ok(Some(job)) => job,
            Ok(None) => return NotFoundPage().into_any(),
            Err(error) => return failed(&request, &error),
        };
        match console.rejects(id, code.as_deref(), from).await {
            Ok(rejects) => {
                let title = format!("{} {id}", job_word(request.language, &job.kind));
                frame(&request, &title, content(&request, &job, &rejects, code.as_deref(), from))
            }
            Err(error) => failed(&request, &error),
        }
    })
    .into_any()
}

fn content(request: &RequestInfo, job: &ConsoleJob, rejects: &[ConsoleReject], code: Option<&str>, from: u64) -> AnyView {
    let language = request.language;
    let text = ConsoleText::of(language);
    let over = matches!(job.state.as_str(), "done" | "failed" | "stopped");
    let base = format!("/admin/runs/{}", job.id);
    // Without scripts the page asks anew by itself.
    let progress = (!over).then(|| {
        view! {
            <noscript><meta http-equiv="refresh" content=REFRESH/><p>{text.refresh_note}</p></noscript>
            <JobWatcher address=format!("{base}/events") label=text.progress.to_owned() at_first=job_told(language, job)/>
        }
    });
    let mut actions = Vec::new();
    if !over {
        actions.push(action(format!("{base}/stop"), text.stop, "button button-outline"));
    }
    if matches!(job.state.as_str(), "failed" | "stopped") {
        actions.push(action(format!("{base}/resume"), text.resume, "button"));
    }
    if job.kind == "harvest" && over && job.counts.rejected > 0 {
        actions.push(action(format!("{base}/again"), text.again, "button button-outline"));
    }
    if let (true, Some((arrival, _))) = (job.kind == "roll-back" && job.state == "done", &job.arrival) {
        actions.push(action(format!("/admin/inbox/{arrival}/harvest"), text.harvest_again, "button button-outline"));
    }
    let delivery = job.delivery.as_ref().map(|delivery| {
        view! { <a class="button button-text" href=format!("/admin/deliveries/{delivery}")>{DeliveryText::of(language).see}</a> }
    });
    let reason = (!job.reason.is_empty()).then(|| notice_box(Tone::Warning, view! { <p>{job.reason.clone()}</p> }));
    let mut facts = vec![
        (text.started, job.created.clone()),
        (text.asked_by, if job.asked_by.is_empty() { text.by_schedule.to_owned() } else { job.asked_by.clone() }),
        (text.result, result_words(language, &job.kind, &job.counts)),
    ];
    if !job.feed.is_empty() {
        facts.insert(0, (text.feeds, job.feed.clone()));
    }
    if let Some((_, name)) = &job.arrival {
        facts.push((text.file, name.clone()));
    }
    if let Some(finished) = &job.finished {
        facts.push((text.finished, format!("{finished} ({:.1} {})", job.counts.seconds, text.seconds)));
    }
    if job.attempts > 1 {
        facts.push((text.attempts, count(u64::from(job.attempts))));
    }
    if job.counts.fetched_bytes > 0 {
        facts.push((text.size, bytes(job.counts.fetched_bytes)));
    }
    let facts = facts.into_iter().map(|(name, value)| view! { <tr><th scope="row">{name}</th><td>{value}</td></tr> });
    let failures = job.failures.iter().map(|(path, reason)| view! { <li><code>{path.clone()}</code>" "{reason.clone()}</li> });
    let unknown =
        job.unknown.iter().map(|(code, value, number)| view! { <li><code>{code.clone()}</code>" "{value.clone()}" "{count(*number)}</li> });
    view! {
        // One that is not over tells its state as it changes.
        <p>{over.then(|| state_chip(language, &job.state))}{job.stuck.then(|| view! { " "<span class="chip chip-bad">{text.stuck}</span> })}</p>
        {progress}
        {reason}
        <div class="action-row">{actions}{delivery}</div>
        {Table::new(text.result, "table table-fields").that_fits().view(facts)}
        {(!job.failures.is_empty()).then(|| view! { <h2>{text.failures}</h2><ul>{failures.collect_view()}</ul> })}
        {previews(request, &job.previews)}
        {causes(request, job, code)}
        {reject_table(request, job, rejects, code, from)}
        {(!job.unknown.is_empty()).then(|| view! { <h2>{text.unmapped}</h2><ul>{unknown.collect_view()}</ul> })}
    }
    .into_any()
}

fn previews(request: &RequestInfo, previews: &[RecordPreview]) -> Option<AnyView> {
    if previews.is_empty() {
        return None;
    }
    let language = request.language;
    let text = ConsoleText::of(language);
    let records = previews.iter().map(|preview| {
        let title = if preview.id.is_empty() { preview.file.clone() } else { preview.id.clone() };
        let fields = preview.fields.iter().map(|(name, value)| view! { <tr><th scope="row">{name.clone()}</th><td>{value.clone()}</td></tr> });
        view! {
            <section class="preview">
                <h3>{title}" "{state_chip(language, &preview.outcome)}</h3>
                <div class="preview-sides">
                    {Table::new(text.previews, "table table-dense").that_fits().view(fields)}
                    {(!preview.source.is_empty()).then(|| view! { <pre class="raw" tabindex="0" role="region" aria-label=text.raw>{preview.source.clone()}</pre> })}
                </div>
            </section>
        }
    });
    Some(view! { <h2>{text.previews}</h2>{records.collect_view()} }.into_any())
}

fn causes(request: &RequestInfo, job: &ConsoleJob, chosen: Option<&str>) -> Option<AnyView> {
    if job.causes.is_empty() {
        return None;
    }
    let text = ConsoleText::of(request.language);
    let rows = job.causes.iter().map(|(code, number, example)| {
        let here = chosen == Some(code.as_str());
        view! {
            <tr>
                <th scope="row"><a href=format!("/admin/runs/{}?code={}#rejects", job.id, encode(code)) aria-current=here.then_some("true")><code>{code.clone()}</code></a></th>
                <td class="figure-cell">{count(*number)}</td>
                <td>{example.clone()}</td>
            </tr>
        }
    });
    let table = Table::new(text.causes, "table table-dense")
        .that_fits()
        .heads(&[text.code])
        .head_of("figure-cell", text.number)
        .heads(&[text.example])
        .view(rows);
    Some(
        view! {
            <h2>{text.causes}</h2>
            <p><a class="button button-text" href=format!("/admin/runs/{}/rejects.csv", job.id)>{text.rejects_csv}</a></p>
            {table}
        }
        .into_any(),
    )
}

fn reject_table(request: &RequestInfo, job: &ConsoleJob, rejects: &[ConsoleReject], code: Option<&str>, from: u64) -> Option<AnyView> {
    if rejects.is_empty() {
        return None;
    }
    let text = ConsoleText::of(request.language);
    let rows = rejects.iter().map(|reject| {
        view! {
            <tr>
                <th scope="row"><a href=format!("/admin/runs/{}/rejects/{}", job.id, reject.ordinal)>{reject.file.clone()}</a></th>
                <td>{reject.place.clone()}</td>
                <td><code>{reject.code.clone()}</code></td>
                <td>{reject.reason.clone()}</td>
            </tr>
        }
    });
    let more = (rejects.len() >= CONSOLE_PAGE).then_some(());
    let code = code.map(|code| format!("&code={}", encode(code))).unwrap_or_default();
    let next = format!("/admin/runs/{}?from={}{code}#rejects", job.id, from + rejects.len() as u64);
    let table = Table::new(text.rejects, "table table-dense").heads(&[text.file, text.place, text.code, text.reason]).view(rows);
    Some(
        view! {
            <h2 id="rejects">{text.rejects}</h2>
            {table}
            {more.map(|()| view! { <p><a href=next>{text.further}</a></p> })}
        }
        .into_any(),
    )
}

/// A record that was refused, as it came.
#[component]
pub(crate) fn RejectPage() -> impl IntoView {
    let (request, console) = match open() {
        Ok(opened) => opened,
        Err(refused) => return refused,
    };
    let params = use_params_map().read_untracked().clone();
    let number = |name: &str| params.get(name).and_then(|text| text.parse::<i64>().ok());
    let (Some(job), Some(ordinal)) = (number("job"), number("ordinal").and_then(|ordinal| u64::try_from(ordinal).ok())) else {
        return NotFoundPage().into_any();
    };
    Suspend::new(async move {
        match console.rejected_source(job, ordinal).await {
            Ok(Some(found)) => frame(&request, ConsoleText::of(request.language).raw, source(&request, job, &found)),
            Ok(None) => NotFoundPage().into_any(),
            Err(error) => failed(&request, &error),
        }
    })
    .into_any()
}

fn source(request: &RequestInfo, job: i64, found: &RejectedSource) -> AnyView {
    let text = ConsoleText::of(request.language);
    let reject = &found.reject;
    let facts = [(text.file, &reject.file), (text.place, &reject.place), (text.code, &reject.code), (text.reason, &reject.reason)];
    let facts = facts.map(|(name, value)| view! { <tr><th scope="row">{name}</th><td>{value.clone()}</td></tr> });
    let source = match &found.text {
        Some(source) => {
            view! { <pre class="raw" tabindex="0" role="region" aria-label=text.raw>{source.clone()}{found.more.then_some("…")}</pre> }
                .into_any()
        }
        None => notice_box(Tone::Warning, view! { <p>{text.raw_gone}</p> }),
    };
    view! {
        <p><a href=format!("/admin/runs/{job}")>{format!("{} {job}", text.job)}</a></p>
        {Table::new(text.raw, "table table-fields").that_fits().view(facts)}
        {source}
    }
    .into_any()
}
