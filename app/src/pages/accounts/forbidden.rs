//! What is not for the visitor's role.

use axum::http::StatusCode;
use leptos::prelude::*;

use super::titled;
use crate::{
    InterfaceLanguage,
    i18n::{AccountText, FailureText},
    portal::{request, set_status},
};

/// Says that the visitor may not see the page he asked for.
#[component]
pub(crate) fn ForbiddenPage() -> impl IntoView {
    set_status(StatusCode::FORBIDDEN);
    let language = request().map_or(InterfaceLanguage::Ja, |request| request.language);
    let text = AccountText::of(language);
    view! {
        {titled(language, text.forbidden)}
        <h1>{text.forbidden}</h1>
        <p>{text.forbidden_text}</p>
        <p><a href="/">{FailureText::of(language).to_home}</a></p>
    }
    .into_any()
}
