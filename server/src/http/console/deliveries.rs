//! Taking a delivery back.

use app::{Refusal, services::ConsoleServices as _};
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};

use super::{Administrator, PortalState, back, refused, value};
use crate::{clock, field_error::FieldError, services::PortalConsole};

/// Asks for a delivery to be taken back, once its sender has said to have seen what that would do. A second click leads to the job of the first.
pub async fn roll_back(
    administrator: Administrator,
    State(state): State<PortalState>,
    Path(delivery): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Response {
    let console = PortalConsole::new(state.portal.clone());
    let found = match console.delivery(&delivery, None, 0).await {
        Ok(Some(found)) => found,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(failure) => return administrator.unavailable(&failure),
    };
    if let Some(job) = found.job.as_ref().filter(|job| matches!(job.state.as_str(), "waiting" | "running")) {
        return back(&format!("/admin/runs/{}", job.id));
    }
    let page = format!("/admin/deliveries/{}", found.id);
    if value(&sent, "confirm").as_deref() != Some("yes") {
        return refused(&state, &administrator, &page, &FieldError::new("confirm", Refusal::NotConfirmed), sent).await;
    }
    if value(&sent, "seen") != Some(found.seen()) {
        return refused(&state, &administrator, &page, &FieldError::new("confirm", Refusal::ChangedSince), sent).await;
    }
    let visitor = &administrator.visitor;
    match state.portal.store().request_roll_back(&found.id, visitor.account, &visitor.name, clock::now()).await {
        Ok(Some(job)) => back(&format!("/admin/runs/{job}")),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(failure) => administrator.unavailable(&failure),
    }
}
