//! The forms of invitations and of links to set another password.

use axum::{
    extract::{Path, State},
    http::request::Parts,
    response::Response,
};
use storage::LinkPurpose;

use super::{Form, refused, signed_in, user_agent};
use crate::{
    accounts::TypedIntoLink,
    http::{PortalState, cookies, sent::Sent},
};

/// Takes an invitation.
pub async fn take_invitation(state: State<PortalState>, token: Path<String>, parts: Parts, sent: Sent) -> Response {
    take(state, LinkPurpose::Invitation, token, parts, sent).await
}

/// Sets another password by a link.
pub async fn take_reset(state: State<PortalState>, token: Path<String>, parts: Parts, sent: Sent) -> Response {
    take(state, LinkPurpose::Reset, token, parts, sent).await
}

async fn take(State(state): State<PortalState>, purpose: LinkPurpose, Path(token): Path<String>, parts: Parts, sent: Sent) -> Response {
    let typed = TypedIntoLink { name: sent.field("name"), password: sent.field("password"), repeated: sent.field("password_again") };
    let browser = cookies::token(&parts.headers, state.cookies().browser());
    match state.portal.accounts().take_link(purpose, &token, typed, browser, user_agent(&parts)).await {
        Ok(begun) => signed_in(&state, &begun, "/account?done=welcome"),
        Err(refusal) => {
            let form = Form { name: "link", page: parts.uri.path(), values: sent.values(&["name"]) };
            refused(&state, &parts, form, refusal).await
        }
    }
}
