//! The form that asks for a part to be translated.

use app::services::PortalServices as _;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use publication::{Audience, TextPart};
use serde::Deserialize;

use super::{PortalState, canonical};

/// What the form sends.
#[derive(Deserialize)]
pub struct TranslateForm {
    part: String,
}

/// Takes the request and goes back to the part's tab, which says that it waits.
pub async fn translate(
    State(state): State<PortalState>,
    Path((office, right, number, kind)): Path<(String, String, String, String)>,
    Form(form): Form<TranslateForm>,
) -> Response {
    let Some(id) = canonical::id_of(&office, &right, &number, &kind) else { return StatusCode::NOT_FOUND.into_response() };
    let Ok(part) = form.part.parse::<TextPart>() else { return StatusCode::BAD_REQUEST.into_response() };
    match state.portal.request_translation(&id, part, Audience::Public).await {
        Ok(()) => {
            let tab = match part {
                TextPart::Title | TextPart::Goods => String::new(),
                other => format!("/{}", other.as_str()),
            };
            Redirect::to(&format!("{}{tab}", id.path())).into_response()
        }
        Err(app::services::ServiceError::BadRequest(_)) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
