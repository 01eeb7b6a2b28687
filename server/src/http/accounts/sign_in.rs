//! The form for signing in.

use axum::{extract::State, http::request::Parts, response::Response};

use super::{Form, refused, signed_in, user_agent};
use crate::{
    accounts::SignInTry,
    http::{PortalState, client_address::client_address, cookies, own_path::is_own_path, sent::Sent},
};

/// Signs in and goes on to where the visitor was going.
pub async fn sign_in(State(state): State<PortalState>, parts: Parts, sent: Sent) -> Response {
    let accounts = state.portal.accounts();
    let attempt = SignInTry {
        sign_in_name: sent.field("sign_in_name"),
        password: sent.field("password"),
        address: client_address(&parts, &state.portal.config().server.trusted_proxies),
        browser: cookies::token(&parts.headers, state.cookies().browser()),
        user_agent: user_agent(&parts),
    };
    match accounts.sign_in(attempt).await {
        Ok(begun) => {
            // Whoever was signed in at this browser before is so no more.
            if let Some(before) = cookies::token(&parts.headers, state.cookies().session())
                && let Ok(Some((session, account))) = accounts.session(&before).await
                && let Err(failure) = accounts.end_session(account.id, session.id).await
            {
                tracing::warn!(?failure, "a session that was replaced cannot be ended");
            }
            let next = sent.field("next");
            signed_in(&state, &begun, if is_own_path(next) { next } else { "/" })
        }
        Err(refusal) => {
            let form = Form { name: "sign-in", page: "/sign-in", values: sent.values(&["sign_in_name", "next"]) };
            refused(&state, &parts, form, refusal).await
        }
    }
}
