//! The forms of public provision.

use app::{Refusal, refusal_words, services::ProvisionDecision};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Redirect, Response},
};
use storage::{Decided, Proposed};

use super::{PortalState, caller::Signed, language, sent::Sent};

const PAGE: &str = "/admin/provision";

/// Takes a decision on an office's publications of one right.
pub async fn decide(
    State(state): State<PortalState>,
    signed: Signed,
    Path((office, right)): Path<(String, String)>,
    headers: HeaderMap,
    sent: Sent,
) -> Response {
    let (Ok(office), Ok(right)) = (office.parse(), right.parse()) else { return StatusCode::NOT_FOUND.into_response() };
    let field = |name| sent.field(name);
    let Some(decision) = ProvisionDecision::read(office, right, field("element"), field("provision"), field("since")) else {
        return (StatusCode::UNPROCESSABLE_ENTITY, refusal_words(language::of_request(&headers), &Refusal::BadDecision)).into_response();
    };
    match state.portal.decide_provision(&decision, signed.visitor.account).await {
        Ok(Proposed::InForce) => Redirect::to(&format!("{PAGE}?done=decided")).into_response(),
        Ok(Proposed::Waiting(_)) => Redirect::to(&format!("{PAGE}?done=proposed")).into_response(),
        Err(failure) => super::failed(&failure.to_string()),
    }
}

/// Consents to a proposal, or refuses or withdraws it.
pub async fn answer(State(state): State<PortalState>, signed: Signed, Path(id): Path<String>, sent: Sent) -> Response {
    let (Ok(id), accept) = (id.parse::<i64>(), sent.field("decision") == "accept") else { return StatusCode::NOT_FOUND.into_response() };
    match state.portal.answer_proposal(id, accept, signed.visitor.account).await {
        Ok(decided) => {
            let code = match decided {
                Decided::InForce => "decided",
                Decided::Refused => "refused",
                Decided::OwnProposal => "own",
                Decided::NotOpen => "gone",
            };
            Redirect::to(&format!("{PAGE}?done={code}")).into_response()
        }
        Err(failure) => super::failed(&failure.to_string()),
    }
}
