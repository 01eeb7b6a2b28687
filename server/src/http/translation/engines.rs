//! Asking for an office's translation.

use app::services::TranslationScope;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use publication::OfficeCode;
use serde_json::json;

use super::note;
use crate::{
    clock,
    http::{PortalState, caller::Signed, failed, sent::Sent},
    services::translation::{anew_of, parts_of},
};

/// Asks, and goes back to the page that tells how it goes on.
pub async fn translate(State(state): State<PortalState>, signed: Signed, sent: Sent) -> Response {
    let Ok(office) = sent.field("office").parse::<OfficeCode>() else {
        return (StatusCode::BAD_REQUEST, "官庁 (office) がありません。").into_response();
    };
    let scope = TranslationScope { office, all_parts: sent.field("parts") == "all", anew: sent.field("anew") == "machine" };
    let (parts, anew) = (parts_of(&scope), anew_of(&scope));
    let asked = match state.portal.store().request_translation_of_office(office, parts, anew, clock::now()).await {
        Ok(asked) => asked,
        Err(failure) => return failed(&failure),
    };
    let after = json!({"parts": parts, "anew": scope.anew, "publications": asked});
    match note(&state, signed.visitor.account, "translation-requested", office.to_string(), &after).await {
        Ok(()) => Redirect::to("/admin/engines?done=asked").into_response(),
        Err(failure) => failed(&failure),
    }
}
