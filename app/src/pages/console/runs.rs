//! What was fetched and harvested.

use leptos::prelude::*;

use super::{failed, filter_of, frame, older, open, state_chip, state_choice};
use crate::{
    InterfaceLanguage,
    components::Table,
    i18n::{ConsoleText, bytes, count, job_word, percent, state_word, taken_back_words, taking_back_words},
    islands::JobTold,
    services::{ConsoleJob, JobCounts},
};

/// States by which the list is narrowed.
const STATES: [&str; 5] = ["waiting", "running", "done", "failed", "stopped"];

/// All jobs, newest first.
#[component]
pub(crate) fn RunsPage() -> impl IntoView {
    let (request, console) = match open() {
        Ok(opened) => opened,
        Err(refused) => return refused,
    };
    let filter = filter_of(&request, &STATES);
    Suspend::new(async move {
        let text = ConsoleText::of(request.language);
        let jobs = match console.jobs(&filter).await {
            Ok(jobs) => jobs,
            Err(error) => return failed(&request, &error),
        };
        let content = view! {
            <p class="lead">{text.runs_lead}</p>
            {state_choice(request.language, "/admin/runs", &STATES, filter.state.as_deref())}
            {job_table(request.language, &jobs)}
            {older(request.language, "/admin/runs", &filter, jobs.len(), jobs.last().map(|last| last.id))}
        };
        frame(&request, text.runs, content.into_any())
    })
    .into_any()
}

/// Counts in one line.
pub(super) fn result_words(language: InterfaceLanguage, kind: &str, counts: &JobCounts) -> String {
    match (language, kind) {
        (_, "roll-back") => taken_back_words(language, counts.restored, counts.taken_away),
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

/// How far a job is, with its state, in words and as a share.
#[must_use]
pub fn job_told(language: InterfaceLanguage, job: &ConsoleJob) -> JobTold {
    let (what, share) = how_far(language, job);
    JobTold { state: job.state.clone(), words: format!("{} - {what}", state_word(language, &job.state)), share }
}

/// How far a job is, in words and as a share in per cent.
fn how_far(language: InterfaceLanguage, job: &ConsoleJob) -> (String, Option<u8>) {
    let text = ConsoleText::of(language);
    let counts = &job.counts;
    let of_total = match counts.total {
        0 => bytes(counts.bytes),
        total => format!("{} / {}", bytes(counts.bytes), bytes(total)),
    };
    let words = match (job.state.as_str(), counts.phase.as_str()) {
        ("waiting", _) => format!("{}: {}", text.due, job.due),
        ("running", "listing") => text.listing.to_owned(),
        ("running", "fetching") => format!("{}: {} ({of_total})", text.fetching, counts.file),
        ("running", "reading") => match language {
            InterfaceLanguage::Ja => format!("読込 {}、不採用 {} ({of_total})", count(counts.read), count(counts.rejected)),
            InterfaceLanguage::En => format!("read {}, refused {} ({of_total})", count(counts.read), count(counts.rejected)),
        },
        ("running", "rolling-back") => taking_back_words(language, counts),
        ("running", _) => text.starting.to_owned(),
        _ => result_words(language, &job.kind, counts),
    };
    let (done, all) = match counts.phase.as_str() {
        "rolling-back" => (counts.restored + counts.taken_away, counts.concerned),
        _ => (counts.bytes, counts.total),
    };
    let share = (job.state == "running" && all > 0).then(|| u8::try_from(percent(done, all).min(100)).unwrap_or(100));
    (words, share)
}

/// How far a job is, as it is while the page is made.
fn progress_bar(language: InterfaceLanguage, job: &ConsoleJob) -> AnyView {
    let (words, share) = how_far(language, job);
    let label = ConsoleText::of(language).progress;
    view! {
        <span class="job-progress">
            {share.map(|share| view! { <progress max="100" value=share.to_string() aria-label=label></progress><span>{share}"%"</span> })}
            <span>{words}</span>
        </span>
    }
    .into_any()
}

/// Jobs as a table.
pub(super) fn job_table(language: InterfaceLanguage, jobs: &[ConsoleJob]) -> AnyView {
    let text = ConsoleText::of(language);
    let rows = jobs.iter().map(|job| {
        let feed = (!job.feed.is_empty()).then(|| view! { <a href=format!("/admin/feeds/{}", job.feed)>{job.feed.clone()}</a> });
        let file = job.arrival.as_ref().map(|(_, name)| view! { <small class="under">{name.clone()}</small> });
        let reason = (!job.reason.is_empty()).then(|| view! { <small class="under">{job.reason.clone()}</small> });
        let result = match job.state.as_str() {
            "running" | "waiting" => progress_bar(language, job),
            _ => view! { <span>{result_words(language, &job.kind, &job.counts)}</span> }.into_any(),
        };
        view! {
            <tr>
                <th scope="row"><a href=format!("/admin/runs/{}", job.id)>{format!("{} {}", job_word(language, &job.kind), job.id)}</a>{file}</th>
                <td>{feed}</td>
                <td>{state_chip(language, &job.state)}{job.stuck.then(|| view! { <small class="under">{text.stuck}</small> })}</td>
                <td class="day-cell">{job.created.clone()}</td>
                <td>{result}{reason}</td>
            </tr>
        }
    });
    Table::new(text.runs, "table table-dense console-table")
        .heads(&[text.job, text.feeds, text.state, text.started, text.result])
        .if_empty(text.no_runs)
        .view(rows)
}
