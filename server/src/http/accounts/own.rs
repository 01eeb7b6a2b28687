//! What somebody who is signed in does with his own account.

use axum::{
    extract::{Path, State},
    http::{header, request::Parts},
    response::{IntoResponse as _, Redirect, Response},
};

use super::{Form, refused};
use crate::{
    accounts::Refusal,
    http::{PortalState, caller::Signed, sent::Sent},
};

/// The page of these forms.
const PAGE: &str = "/account";

fn form(name: &'static str, values: Vec<(String, String)>) -> Form<'static> {
    Form { name, page: PAGE, values }
}

/// A way to a page, with the cookie of the session taken away.
fn signed_out(state: &PortalState, path: &str) -> Response {
    let mut response = Redirect::to(path).into_response();
    if let Some(cookie) = state.cookies().forget() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Ends the session that one is in.
pub async fn sign_out(State(state): State<PortalState>, signed: Signed, parts: Parts) -> Response {
    match state.portal.accounts().end_session(signed.visitor.account, signed.session).await {
        Ok(()) | Err(Refusal::NotFound) => signed_out(&state, "/"),
        Err(refusal) => refused(&state, &parts, form("sign-out", Vec::new()), refusal).await,
    }
}

/// Changes the name shown.
pub async fn rename(State(state): State<PortalState>, signed: Signed, parts: Parts, sent: Sent) -> Response {
    match state.portal.accounts().rename(signed.visitor.account, sent.field("name")).await {
        Ok(()) => Redirect::to("/account?done=name").into_response(),
        Err(refusal) => refused(&state, &parts, form("name", sent.values(&["name"])), refusal).await,
    }
}

/// Changes the password.
pub async fn change_password(State(state): State<PortalState>, signed: Signed, parts: Parts, sent: Sent) -> Response {
    let (present, password, again) = (sent.field("present_password"), sent.field("password"), sent.field("password_again"));
    match state.portal.accounts().change_password(signed.visitor.account, signed.session, present, password, again).await {
        Ok(()) => Redirect::to("/account?done=password").into_response(),
        Err(refusal) => refused(&state, &parts, form("password", Vec::new()), refusal).await,
    }
}

/// Ends one session.
pub async fn end_session(State(state): State<PortalState>, signed: Signed, Path(session): Path<String>, parts: Parts) -> Response {
    // What names no session names one that is over.
    let Ok(session) = session.parse::<i64>() else { return Redirect::to(PAGE).into_response() };
    match state.portal.accounts().end_session(signed.visitor.account, session).await {
        Ok(()) if session == signed.session => signed_out(&state, "/sign-in?done=signed-out"),
        Ok(()) => Redirect::to("/account?done=session").into_response(),
        Err(Refusal::NotFound) => Redirect::to(PAGE).into_response(),
        Err(refusal) => refused(&state, &parts, form("sessions", Vec::new()), refusal).await,
    }
}

/// Ends all sessions.
pub async fn end_sessions(State(state): State<PortalState>, signed: Signed, parts: Parts) -> Response {
    match state.portal.accounts().end_sessions(signed.visitor.account).await {
        Ok(()) => signed_out(&state, "/sign-in?done=signed-out-everywhere"),
        Err(refusal) => refused(&state, &parts, form("sessions", Vec::new()), refusal).await,
    }
}
