//! Correcting for programs, and for the island of our own page.

use axum::{
    Json,
    extract::{Path, Query, State},
    http::{Extensions, StatusCode},
    response::{IntoResponse as _, Response},
};
use publication::Role;
use serde::Deserialize;
use serde_json::json;
use storage::Act;

use super::{
    answers::{outcome, private, require},
    named,
};
use crate::{
    http::{PortalState, api},
    services::{DraftAsked, NamedSegment, SaveAsked},
};

/// Publication, part, language, segment.
type SegmentPath = (String, String, String, String);

/// The segment that a path names.
pub fn segment_of(path: &SegmentPath) -> Result<NamedSegment, Box<Response>> {
    let (id, part, language, segment) = path;
    let named = id.parse().ok().zip(part.parse().ok()).and_then(|(id, part)| named(id, part, language, segment));
    named.ok_or_else(|| Box::new(api::error(StatusCode::BAD_REQUEST, "bad-segment", "公報・部分・言語・文の指定が正しくありません。")))
}

/// What is looked for beside a segment.
#[derive(Deserialize)]
pub struct Beside {
    concordance: Option<String>,
}

/// A segment with all that helps.
pub async fn segment(
    State(state): State<PortalState>,
    Path(path): Path<SegmentPath>,
    Query(beside): Query<Beside>,
    extensions: Extensions,
) -> Response {
    let (signed, named) = match (require(&extensions, Role::Translator), segment_of(&path)) {
        (Ok(signed), Ok(named)) => (signed, named),
        (Err(refused), _) | (_, Err(refused)) => return *refused,
    };
    match state.portal.correction_panel(&named, beside.concordance.as_deref(), &signed.visitor, signed.audience).await {
        Ok(Some(panel)) => private(Json(json!({ "segment": panel })).into_response()),
        Ok(None) => api::error(StatusCode::NOT_FOUND, "not-found", "その文はありません。"),
        Err(failure) => api::service_error(&failure),
    }
}

/// A text to save.
#[derive(Deserialize)]
pub struct SaveBody {
    japanese: String,
    based_on: i64,
    version: i64,
    #[serde(default)]
    reason: String,
    taken: Option<i64>,
    #[serde(default)]
    reviewed: bool,
}

/// Saves a text; 409 with both texts and their ancestor where somebody was faster.
pub async fn save(
    State(state): State<PortalState>,
    Path(path): Path<SegmentPath>,
    extensions: Extensions,
    Json(body): Json<SaveBody>,
) -> Response {
    let (signed, named) = match (require(&extensions, Role::Translator), segment_of(&path)) {
        (Ok(signed), Ok(named)) => (signed, named),
        (Err(refused), _) | (_, Err(refused)) => return *refused,
    };
    let SaveBody { japanese, based_on, version, reason, taken, reviewed } = body;
    let asked = SaveAsked { named, japanese, based_on, version, reason, taken, reviewed, act: Act::Save };
    outcome(state.portal.save_correction(asked, &signed.visitor, signed.audience).await)
}

/// What is typed.
#[derive(Deserialize)]
pub struct DraftBody {
    japanese: String,
    based_on: i64,
    typed: i64,
}

/// Keeps what is typed.
pub async fn draft(
    State(state): State<PortalState>,
    Path(path): Path<SegmentPath>,
    extensions: Extensions,
    Json(body): Json<DraftBody>,
) -> Response {
    let (signed, named) = match (require(&extensions, Role::Translator), segment_of(&path)) {
        (Ok(signed), Ok(named)) => (signed, named),
        (Err(refused), _) | (_, Err(refused)) => return *refused,
    };
    let DraftBody { japanese, based_on, typed } = body;
    outcome(state.portal.keep_draft(DraftAsked { named, japanese, based_on, typed }, &signed.visitor, signed.audience).await)
}

/// Drops what is typed.
pub async fn drop_draft(State(state): State<PortalState>, Path(path): Path<SegmentPath>, extensions: Extensions) -> Response {
    let (signed, named) = match (require(&extensions, Role::Translator), segment_of(&path)) {
        (Ok(signed), Ok(named)) => (signed, named),
        (Err(refused), _) | (_, Err(refused)) => return *refused,
    };
    outcome(state.portal.drop_draft(&named, &signed.visitor, signed.audience).await)
}

/// A text to check.
#[derive(Deserialize)]
pub struct TextBody {
    japanese: String,
}

/// What the checks say of a text.
pub async fn findings(
    State(state): State<PortalState>,
    Path(path): Path<SegmentPath>,
    extensions: Extensions,
    Json(body): Json<TextBody>,
) -> Response {
    let (signed, named) = match (require(&extensions, Role::Translator), segment_of(&path)) {
        (Ok(signed), Ok(named)) => (signed, named),
        (Err(refused), _) | (_, Err(refused)) => return *refused,
    };
    match state.portal.findings_for(&named, &body.japanese, signed.audience).await {
        Ok(Some(findings)) => private(Json(json!({ "findings": findings })).into_response()),
        Ok(None) => api::error(StatusCode::NOT_FOUND, "not-found", "その文はありません。"),
        Err(failure) => api::service_error(&failure),
    }
}
