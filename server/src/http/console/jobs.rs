//! Asking for jobs, stopping them and watching them.

use std::{convert::Infallible, sync::Arc, time::Duration};

use app::job_told;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{
        IntoResponse as _, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::stream;
use serde_json::{Value, json};
use storage::{JobKind, JobRequest};

use super::{Administrator, PortalState, back, noted};
use crate::{
    clock,
    feed_work::HarvestChoice,
    http::{csv_files::unavailable as service_unavailable, language},
    services::PortalConsole,
};

/// How often somebody who watches is told.
const LOOK: Duration = Duration::from_secs(1);
/// Longest watch: a browser asks anew by itself.
const LONGEST_WATCH: u32 = 600;

async fn ask(state: &PortalState, administrator: &Administrator, request: JobRequest) -> Response {
    match state.portal.store().request_job(&request, clock::now()).await {
        Ok(job) => {
            noted(state, administrator, "job-asked-for", format!("{} {job}", request.kind.as_str()), None).await;
            back(&format!("/admin/runs/{job}"))
        }
        Err(failure) => administrator.unavailable(&failure),
    }
}

/// Looks now what a source has.
pub async fn check(administrator: Administrator, State(state): State<PortalState>, Path(name): Path<String>) -> Response {
    match state.portal.store().feed(&name).await {
        Ok(Some(feed)) => {
            let asked_by = administrator.visitor.name.clone();
            ask(&state, &administrator, JobRequest { kind: JobKind::Check, feed: feed.id, arrival: None, options: Value::Null, asked_by })
                .await
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(failure) => administrator.unavailable(&failure),
    }
}

async fn of_arrival(state: &PortalState, administrator: Administrator, arrival: i64, kind: JobKind, options: Value) -> Response {
    match state.portal.store().arrival(arrival).await {
        Ok(Some(found)) => {
            let asked_by = administrator.visitor.name.clone();
            ask(state, &administrator, JobRequest { kind, feed: found.feed, arrival: Some(arrival), options, asked_by }).await
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(failure) => administrator.unavailable(&failure),
    }
}

/// Tries what arrived.
pub async fn rehearse(administrator: Administrator, State(state): State<PortalState>, Path(arrival): Path<i64>) -> Response {
    of_arrival(&state, administrator, arrival, JobKind::Rehearse, Value::Null).await
}

/// Harvests what arrived, again where it was.
pub async fn harvest(administrator: Administrator, State(state): State<PortalState>, Path(arrival): Path<i64>) -> Response {
    of_arrival(&state, administrator, arrival, JobKind::Harvest, Value::Null).await
}

/// Reads again the files in which a harvest refused something.
pub async fn again(administrator: Administrator, State(state): State<PortalState>, Path(job): Path<i64>) -> Response {
    let found = match state.portal.store().feed_job(job).await {
        Ok(found) => found,
        Err(failure) => return administrator.unavailable(&failure),
    };
    let Some((arrival, run)) = found.and_then(|job| Some((job.arrival?, job.harvest_run?))) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let choice = HarvestChoice { first: None, refused_of: Some(run) };
    of_arrival(&state, administrator, arrival, JobKind::Harvest, json!(choice)).await
}

/// Stops a job.
pub async fn stop(administrator: Administrator, State(state): State<PortalState>, Path(job): Path<i64>) -> Response {
    match state.portal.store().stop_job(job, clock::now()).await {
        // One that was over already is shown so.
        Ok(stopped) => {
            if stopped {
                noted(&state, &administrator, "job-stopped", job.to_string(), None).await;
            }
            back(&format!("/admin/runs/{job}"))
        }
        Err(failure) => administrator.unavailable(&failure),
    }
}

/// Makes a job go on.
pub async fn resume(administrator: Administrator, State(state): State<PortalState>, Path(job): Path<i64>) -> Response {
    match state.portal.store().resume_job(job, clock::now()).await {
        Ok(resumed) => {
            if resumed {
                noted(&state, &administrator, "job-resumed", job.to_string(), None).await;
            }
            back(&format!("/admin/runs/{job}"))
        }
        Err(failure) => administrator.unavailable(&failure),
    }
}

/// Tells how far a job is, as often as that changes, until it is over: server-sent events with [`app::islands::JobTold`] as JSON. Whoever
/// opens them anew hears at once how far it is then.
pub async fn events(_: Administrator, State(state): State<PortalState>, Path(job): Path<i64>, headers: HeaderMap) -> Response {
    let console = PortalConsole::new(Arc::clone(&state.portal));
    match console.brief(job).await {
        Ok(Some(_)) => {}
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(failure) => return service_unavailable(&failure),
    }
    let language = language::of_request(&headers);
    let watching = stream::unfold((console, 0_u32, String::new()), move |(console, looks, last)| async move {
        let mut looks = looks;
        while looks < LONGEST_WATCH {
            if looks > 0 {
                tokio::time::sleep(LOOK).await;
            }
            looks += 1;
            // A browser asks anew where a store that is busy ends this.
            let Ok(Some(found)) = console.brief(job).await else { return None };
            let told = serde_json::to_string(&job_told(language, &found)).ok()?;
            if told != last {
                // The last word is that it is over; after it there is nothing to watch.
                let looks = if matches!(found.state.as_str(), "done" | "failed" | "stopped") { LONGEST_WATCH } else { looks };
                return Some((Ok::<_, Infallible>(Event::default().event("job").data(told.clone())), (console, looks, told)));
            }
        }
        None
    });
    Sse::new(watching).keep_alive(KeepAlive::default()).into_response()
}
