//! Suggestions of readers: into the queue, and never straight in.

use std::{sync::Arc, time::Instant};

use app::services::CorrectionServices as _;
use axum::{
    Form, Json,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse as _, Redirect, Response},
};
use serde::Deserialize;
use serde_json::json;

use super::{
    PartPath,
    answers::{answer, private},
    json::segment_of,
    limits::{Sender, SuggestionLimits},
    named, part_of,
};
use crate::{
    http::{PortalState, api, caller::Caller, client_address::client_address, pages},
    services::{Corrected, NamedSegment, SuggestAsked, Suggested},
};

/// What is suggested.
#[derive(Deserialize)]
pub struct SuggestionBody {
    japanese: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    name: String,
}

/// The same by a form.
#[derive(Deserialize)]
pub struct SuggestionForm {
    language: String,
    segment: String,
    japanese: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    name: String,
}

/// What became of it, or how many seconds to wait; `None` where nobody like that may suggest.
async fn suggested(
    state: &PortalState,
    named: NamedSegment,
    body: SuggestionBody,
    parts: &Parts,
    limits: &SuggestionLimits,
) -> Result<Suggested, Box<Response>> {
    let Some(caller) = parts.extensions.get::<Caller>() else {
        return Err(Box::new(StatusCode::INTERNAL_SERVER_ERROR.into_response()));
    };
    let visitor = caller.visitor.as_ref();
    if !state.portal.may_suggest(visitor.is_some()) {
        let refused = match visitor {
            None => api::error(StatusCode::UNAUTHORIZED, "not-signed-in", "サインインしてください。"),
            Some(_) => api::error(StatusCode::FORBIDDEN, "not-allowed", "提案は受け付けていません。"),
        };
        return Err(Box::new(refused));
    }
    let address = client_address(parts, &state.portal.config().server.trusted_proxies);
    let sender = visitor.map_or(Sender::Address(address), |visitor| Sender::Account(visitor.account));
    if let Err(wait) = limits.admit(sender, Instant::now()) {
        let mut busy = api::error(StatusCode::TOO_MANY_REQUESTS, "too-many", "提案が続いています。しばらくしてからお試しください。");
        busy.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs()));
        return Err(Box::new(busy));
    }
    let SuggestionBody { japanese, reason, name } = body;
    let asked = SuggestAsked { named, japanese, reason, name };
    state.portal.suggest(asked, visitor, caller.audience).await.map_err(|failure| Box::new(api::service_error(&failure)))
}

/// A suggestion by a program.
pub async fn json(
    State(state): State<PortalState>,
    Path(path): Path<(String, String, String, String)>,
    parts: Parts,
    Json(body): Json<SuggestionBody>,
    limits: Arc<SuggestionLimits>,
) -> Response {
    let named = match segment_of(&path) {
        Ok(named) => named,
        Err(refused) => return *refused,
    };
    match suggested(&state, named, body, &parts, &limits).await {
        Ok(Suggested::Waits) => private((StatusCode::ACCEPTED, Json(json!({ "suggestion": "waits" }))).into_response()),
        Ok(Suggested::Same) => api::error(StatusCode::CONFLICT, "same", "現在の訳文と同じです。"),
        Ok(Suggested::Not(corrected)) => answer(&corrected),
        Err(refused) => *refused,
    }
}

/// A suggestion by a form: the page says what became of it.
pub async fn form(
    State(state): State<PortalState>,
    Path(path): Path<PartPath>,
    parts: Parts,
    Form(form): Form<SuggestionForm>,
    limits: Arc<SuggestionLimits>,
) -> Response {
    let Some((id, part)) = part_of(&path) else { return StatusCode::NOT_FOUND.into_response() };
    let page = format!("{}/{}/suggest", id.path(), part.as_str());
    let Some(named) = named(id, part, &form.language, &form.segment) else { return StatusCode::BAD_REQUEST.into_response() };
    let address = |said: &str| format!("{page}?segment={}&tl={}&{said}", pages::encoded(&form.segment), pages::encoded(&form.language));
    let body = SuggestionBody { japanese: form.japanese.clone(), reason: form.reason.clone(), name: form.name.clone() };
    let (status, problem) = match suggested(&state, named, body, &parts, &limits).await {
        Ok(Suggested::Waits) => return Redirect::to(&address("done=1")).into_response(),
        Ok(Suggested::Same) => (StatusCode::CONFLICT, "same"),
        Ok(Suggested::Not(Corrected::Wrong(..))) => (StatusCode::UNPROCESSABLE_ENTITY, "japanese"),
        Ok(Suggested::Not(Corrected::SourceChanged)) => (StatusCode::CONFLICT, "source-changed"),
        Ok(Suggested::Not(_)) => return StatusCode::NOT_FOUND.into_response(),
        Err(refused) if refused.status() == StatusCode::TOO_MANY_REQUESTS => (StatusCode::TOO_MANY_REQUESTS, "too-many"),
        Err(refused) => return *refused,
    };
    let typed = format!(
        "problem={problem}&japanese={}&reason={}&name={}",
        pages::encoded(&form.japanese),
        pages::encoded(&form.reason),
        pages::encoded(&form.name)
    );
    let headers: HeaderMap = parts.headers;
    pages::page_at(state, &address(&typed), headers, parts.extensions, status).await
}
