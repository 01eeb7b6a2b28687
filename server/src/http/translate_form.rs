//! The form that asks for a part to be translated.

use app::services::PortalServices as _;
use axum::{
    Form,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse as _, Redirect, Response},
};
use publication::{PublicationId, TextPart};
use serde::Deserialize;

use super::{PortalState, caller::Caller, canonical};

/// What the form sends.
#[derive(Deserialize)]
pub struct TranslateForm {
    part: String,
}

/// Takes the request and goes back to the part's tab, which says that it waits.
pub async fn translate(
    State(state): State<PortalState>,
    caller: Caller,
    Path((office, right, number, kind)): Path<(String, String, String, String)>,
    headers: HeaderMap,
    Form(form): Form<TranslateForm>,
) -> Response {
    let Some(id) = canonical::id_of(&office, &right, &number, &kind) else { return StatusCode::NOT_FOUND.into_response() };
    let Ok(part) = form.part.parse::<TextPart>() else { return StatusCode::BAD_REQUEST.into_response() };
    match state.portal.request_translation(&id, part, caller.audience).await {
        Ok(()) => Redirect::to(&back(&headers, &id, part)).into_response(),
        Err(app::services::ServiceError::BadRequest(_)) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// The page that the form stood on, with its place in the list of hits, where the browser says which; else the part's tab.
fn back(headers: &HeaderMap, id: &PublicationId, part: TextPart) -> String {
    let referrer = headers.get(header::REFERER).and_then(|value| value.to_str().ok()).and_then(|value| value.parse::<Uri>().ok());
    let from = referrer.as_ref().and_then(Uri::path_and_query).filter(|from| from.path().starts_with(&id.path()));
    match (from, part) {
        (Some(from), _) => from.to_string(),
        (None, TextPart::Title) => id.path(),
        (None, part) => format!("{}/{}", id.path(), part.as_str()),
    }
}
