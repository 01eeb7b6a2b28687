//! What was fetched and harvested.

use leptos::prelude::*;

use super::{failed, frame, open, parameter, state_chip};
use crate::{
    InterfaceLanguage,
    i18n::{ConsoleText, count, job_word, percent},
    services::{ConsoleFilter, ConsoleJob, JobCounts},
};

/// All jobs, newest first.
#[component]
pub(crate) fn RunsPage() -> impl IntoView {
    let (request, console) = match open() {
        Ok(opened) => opened,
        Err(refused) => return refused,
    };
    let filter = ConsoleFilter {
        feed: parameter(&request, "feed"),
        state: parameter(&request, "state"),
        before: parameter(&request, "before").and_then(|before| before.parse().ok()),
    };
    Suspend::new(async move {
        let text = ConsoleText::of(request.language);
        let jobs = match console.jobs(&filter).await {
            Ok(jobs) => jobs,
            Err(error) => return failed(&request, &error),
        };
        let older = jobs.last().map(|last| view! { <p><a href=format!("/admin/runs?before={}", last.id)>{text.older}</a></p> });
        let content = view! { <p class="lead">{text.runs_lead}</p>{job_table(request.language, &jobs)}{older} };
        frame(&request, text.runs, content.into_any())
    })
    .into_any()
}

/// Counts in one line.
pub(super) fn result_words(language: InterfaceLanguage, kind: &str, counts: &JobCounts) -> String {
    match (language, kind) {
        (InterfaceLanguage::Ja, "check") => format!("取得 {} / {}", count(counts.fetched), count(counts.listed)),
        (InterfaceLanguage::En, "check") => format!("fetched {} of {}", count(counts.fetched), count(counts.listed)),
        (InterfaceLanguage::Ja, _) => format!(
            "読込 {}、新規 {}、更新 {}、変更なし {}、削除 {}、不採用 {}",
            count(counts.read),
            count(counts.created),
            count(counts.updated),
            count(counts.unchanged),
            count(counts.deleted),
            count(counts.rejected)
        ),
        (InterfaceLanguage::En, _) => format!(
            "read {}, new {}, updated {}, unchanged {}, deleted {}, refused {}",
            count(counts.read),
            count(counts.created),
            count(counts.updated),
            count(counts.unchanged),
            count(counts.deleted),
            count(counts.rejected)
        ),
    }
}

/// How far a job is, with its number beside the bar.
pub(super) fn progress_bar(language: InterfaceLanguage, counts: &JobCounts) -> AnyView {
    let text = ConsoleText::of(language);
    let share = percent(counts.bytes, counts.total);
    let known = counts.total > 0;
    view! {
        <span class="job-progress">
            {known.then(|| view! { <progress max="100" value=share.to_string() aria-label=text.progress></progress> })}
            <span>{if known { format!("{share}%") } else { String::new() }}</span>
            <span>{counts.file.clone()}</span>
        </span>
    }
    .into_any()
}

/// Jobs as a table.
pub(super) fn job_table(language: InterfaceLanguage, jobs: &[ConsoleJob]) -> AnyView {
    let text = ConsoleText::of(language);
    if jobs.is_empty() {
        return view! { <p>{text.no_runs}</p> }.into_any();
    }
    let rows = jobs.iter().map(|job| {
        let file = job.arrival.as_ref().map(|(_, name)| view! { <small class="under">{name.clone()}</small> });
        let reason = (!job.reason.is_empty()).then(|| view! { <small class="under">{job.reason.clone()}</small> });
        let result = match job.state.as_str() {
            "running" => progress_bar(language, &job.counts),
            "waiting" => view! { <span>{job.due.clone()}</span> }.into_any(),
            _ => view! { <span>{result_words(language, &job.kind, &job.counts)}</span> }.into_any(),
        };
        view! {
            <tr>
                <th scope="row"><a href=format!("/admin/runs/{}", job.id)>{format!("{} {}", job_word(language, &job.kind), job.id)}</a>{file}</th>
                <td><a href=format!("/admin/feeds/{}", job.feed)>{job.feed.clone()}</a></td>
                <td>{state_chip(language, &job.state)}{job.stuck.then(|| view! { <small class="under">{text.stuck}</small> })}</td>
                <td class="day-cell">{job.created.clone()}</td>
                <td>{result}{reason}</td>
            </tr>
        }
    });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=text.runs>
            <table class="table table-dense console-table">
                <caption class="visually-hidden">{text.runs}</caption>
                <thead><tr>
                    <th scope="col">{text.job}</th><th scope="col">{text.feeds}</th><th scope="col">{text.state}</th>
                    <th scope="col">{text.started}</th><th scope="col">{text.result}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
