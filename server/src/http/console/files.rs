//! The console's tables as CSV files.

use app::services::ConsoleServices as _;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};

use super::{Administrator, PortalState};
use crate::{
    http::csv_files::{csv_response, unavailable as service_unavailable},
    registry::{INSIDE_HEADER, PUBLIC_HEADER, row},
    services::PortalConsole,
};

/// Most refused records of a file.
const MOST: usize = 10_000;

/// The registry, with what stays inside.
pub async fn registry(_: Administrator, State(state): State<PortalState>) -> Response {
    let header: Vec<&str> = PUBLIC_HEADER.into_iter().chain(INSIDE_HEADER).collect();
    match PortalConsole::new(state.portal).registry().await {
        Ok(exchanges) => csv_response("kakehashi-offices.csv", &header, exchanges.iter().map(row)),
        Err(failure) => service_unavailable(&failure),
    }
}

/// What a job refused.
pub async fn rejects(administrator: Administrator, State(state): State<PortalState>, Path(job): Path<i64>) -> Response {
    let store = state.portal.store();
    let run = match store.feed_job(job).await {
        Ok(Some(job)) => job.harvest_run,
        Ok(None) => None,
        Err(failure) => return administrator.unavailable(&failure),
    };
    let Some(run) = run else { return StatusCode::NOT_FOUND.into_response() };
    match store.rejects(run, MOST).await {
        Ok(rejects) => {
            let rows = rejects.into_iter().map(|reject| vec![reject.file, reject.place, reject.code, reject.reason]);
            csv_response(&format!("kakehashi-rejects-{job}.csv"), &["ファイル", "位置", "コード", "理由"], rows)
        }
        Err(failure) => administrator.unavailable(&failure),
    }
}
