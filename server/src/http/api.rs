//! The API, `/api/v1`: JSON for machines, and for the islands of our own pages.

use std::sync::Arc;

use app::services::{PortalServices as _, Results, SearchOutcome, ServiceError};
use axum::{
    Json,
    extract::{Path, Query, RawQuery, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use index_config::{NAME_BYTES, SearchParams};
use publication::{PublicationId, TextPart};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::sync::Semaphore;

use super::{
    PortalState,
    caller::{Caller, Signed},
};

/// One body for every error: a stable code and a text for people.
pub(super) fn error(status: StatusCode, code: &str, message: &str) -> Response {
    (status, Json(json!({ "error": { "code": code, "message": message } }))).into_response()
}

pub(super) fn service_error(failure: &ServiceError) -> Response {
    match failure {
        ServiceError::BadRequest(part) => error(StatusCode::BAD_REQUEST, "bad-request", &format!("理解できない部分があります: {part}")),
        ServiceError::SearchUnavailable => error(StatusCode::SERVICE_UNAVAILABLE, "search-unavailable", "検索エンジンが応答しません。"),
        ServiceError::Internal(id) => error(StatusCode::INTERNAL_SERVER_ERROR, "internal", &format!("内部エラー({id})")),
    }
}

/// A page of hits, or the documents of a number.
pub async fn search(State(state): State<PortalState>, caller: Caller, RawQuery(query): RawQuery) -> Response {
    let (params, problems) = SearchParams::from_query(query.as_deref().unwrap_or_default());
    if let Some(problem) = problems.first() {
        return error(StatusCode::BAD_REQUEST, "bad-parameter", &format!("{}={}", problem.key, problem.value));
    }
    match state.portal.search(&params, caller.audience).await {
        // Written as it is: a page of results is some hundred kilobytes, and a `Value` of it would be made only to be written.
        Ok(SearchOutcome::Results(results)) => written(&Found { results: &results }),
        Ok(SearchOutcome::Document(id)) => Json(json!({ "document": id, "path": id.path() })).into_response(),
        Ok(SearchOutcome::Numbers(numbers)) => Json(json!({ "numbers": numbers })).into_response(),
        Err(failure) => service_error(&failure),
    }
}

/// A page of hits, in its envelope.
#[derive(Serialize)]
struct Found<'r> {
    results: &'r Results,
}

/// Bytes that a page of results is thought to have.
const RESULTS: usize = 64 * 1024;

/// JSON of some length, written at once into room enough: axum's own begins with 128 bytes and grows by and by.
fn written(value: &impl Serialize) -> Response {
    let mut body = Vec::with_capacity(RESULTS);
    match serde_json::to_writer(&mut body, value) {
        Ok(()) => ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], body).into_response(),
        Err(failure) => service_error(&crate::services::internal(&failure)),
    }
}

/// What is being typed.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    q: String,
}

/// Applicants and owners whose names begin so, or have a word that does.
pub async fn applicants(
    State(state): State<PortalState>,
    caller: Caller,
    Query(Typed { q }): Query<Typed>,
    completing: Arc<Semaphore>,
) -> Response {
    if q.len() > NAME_BYTES {
        return error(StatusCode::BAD_REQUEST, "too-long", "名前が長すぎます。");
    }
    // Each letter typed asks anew: who is not answered at once types on, and nothing queues up behind searches.
    let Ok(_permit) = completing.try_acquire() else {
        let mut busy = error(StatusCode::TOO_MANY_REQUESTS, "busy", "混み合っています。");
        busy.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        return busy;
    };
    match state.portal.applicants_like(&q, caller.audience).await {
        Ok(names) => Json(json!({ "applicants": names })).into_response(),
        Err(failure) => service_error(&failure),
    }
}

/// A publication, whole and normalised.
pub async fn publication(State(state): State<PortalState>, caller: Caller, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse::<PublicationId>() else {
        return error(StatusCode::BAD_REQUEST, "bad-id", "公報の識別子ではありません(例 TH-patent-0901001234-A)。");
    };
    match state.portal.whole(&id, caller.audience).await {
        Ok(Some(publication)) => Json(json!({ "publication": publication })).into_response(),
        Ok(None) => error(StatusCode::NOT_FOUND, "not-found", "その公報はありません。"),
        Err(failure) => service_error(&failure),
    }
}

/// Which part's translation is asked about.
#[derive(Deserialize)]
pub struct PartQuery {
    part: String,
}

/// How far the Japanese of a part is.
pub async fn translation(
    State(state): State<PortalState>,
    caller: Caller,
    Path(id): Path<String>,
    Query(PartQuery { part }): Query<PartQuery>,
) -> Response {
    let (Ok(id), Ok(part)) = (id.parse::<PublicationId>(), part.parse::<TextPart>()) else {
        return error(StatusCode::BAD_REQUEST, "bad-id", "公報の識別子または部分の名前が正しくありません。");
    };
    match state.portal.parallel(&id, part, None, caller.audience).await {
        Ok(Some(text)) => Json(json!({ "waiting": text.waiting, "failure": text.failure, "meter": text.meter })).into_response(),
        Ok(None) => error(StatusCode::NOT_FOUND, "not-found", "その公報または部分はありません。"),
        Err(failure) => service_error(&failure),
    }
}

/// Who is signed in.
pub async fn account(caller: Caller, Signed { visitor, .. }: Signed) -> Response {
    Json(json!({
        "account": { "id": visitor.account, "name": visitor.name, "role": visitor.role.as_str(), "audience": caller.audience.as_str() }
    }))
    .into_response()
}

/// An address that is none of the API's.
pub async fn nowhere() -> Response {
    error(StatusCode::NOT_FOUND, "not-found", "そのような API はありません。")
}
