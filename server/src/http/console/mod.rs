//! The console's forms and files. Its pages are leptos'.

pub mod deliveries;
pub mod feeds;
pub mod files;
pub mod jobs;
pub mod offices;
pub mod upload;

use app::{InterfaceLanguage, Refusal, Visitor, refusal_words, services::RefusedForm};
use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
    response::{IntoResponse as _, Redirect, Response},
};
use publication::Role;
use storage::AuditEntry;

use super::{PortalState, access, caller::Caller, language, pages};
use crate::{clock, field_error::FieldError};

/// Who may run feeds. The table of routes lets nobody else come here; as an argument of a handler it says so once more.
pub struct Administrator {
    /// Who.
    pub visitor: Visitor,
    /// The request, for showing its page again.
    parts: Parts,
}

impl Administrator {
    /// The language of the interface.
    fn language(&self) -> InterfaceLanguage {
        language::of_request(&self.parts.headers)
    }

    /// A failure that is not the form's.
    fn unavailable(&self, failure: &dyn std::fmt::Display) -> Response {
        tracing::error!(%failure, "the console failed");
        (StatusCode::SERVICE_UNAVAILABLE, refusal_words(self.language(), &Refusal::NotStored)).into_response()
    }
}

impl FromRequestParts<PortalState> for Administrator {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &PortalState) -> Result<Self, Response> {
        match Caller::from_request_parts(parts, state).await {
            Ok(Caller { visitor: Some(visitor), .. }) if visitor.role >= Role::Administrator => Ok(Self { visitor, parts: parts.clone() }),
            Ok(Caller { visitor: Some(_), .. }) => Err(StatusCode::FORBIDDEN.into_response()),
            Ok(_) => Err(access::refuse_nobody(&parts.method, &parts.uri)),
            Err(status) => Err(status.into_response()),
        }
    }
}

/// Goes back to a page of the console.
fn back(to: &str) -> Response {
    Redirect::to(to).into_response()
}

/// Shows a form again, with what was sent and why it was refused. Secrets are not sent back.
async fn refused(
    state: &PortalState,
    administrator: &Administrator,
    page: &str,
    refused: &FieldError,
    sent: Vec<(String, String)>,
) -> Response {
    let sent = sent.into_iter().filter(|(name, _)| name != "secret" && name != "reference").collect();
    let form = RefusedForm { field: refused.field.to_owned(), refusal: refused.refusal.clone(), sent };
    pages::refused(state, &administrator.parts, page, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Notes an act in the log. That it could not be noted is told in the program's own log: what was done stays done.
async fn noted(state: &PortalState, administrator: &Administrator, act: &'static str, subject: String, after: Option<String>) {
    let entry = AuditEntry { at: clock::now(), account: Some(administrator.visitor.account), act, subject, before: None, after };
    if let Err(failure) = state.portal.store().note(entry).await {
        tracing::error!(%failure, act, "an act could not be noted");
    }
}

/// What a form sent in a field.
fn value(sent: &[(String, String)], name: &str) -> Option<String> {
    sent.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone())
}

/// All that a form sent in a field of several choices.
fn values(sent: &[(String, String)], name: &str) -> Vec<String> {
    sent.iter().filter(|(field, _)| field == name).map(|(_, value)| value.clone()).collect()
}
