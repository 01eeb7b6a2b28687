//! What is shown where a page has nothing to show.

use axum::http::StatusCode;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    InterfaceLanguage,
    components::{Tone, notice_box, number_form},
    escape::escaped,
    i18n::{Common, FailureText},
    portal::set_status,
    services::ServiceError,
};

/// The title of a page, with the site's name behind.
pub(crate) fn titled(language: InterfaceLanguage, title: &str) -> AnyView {
    let text = format!("{title} | {}", Common::of(language).site_name);
    let text = escaped(&text);
    view! { <Title text=text/> }.into_any()
}

/// The page of a failure, with its status and with what can still be done.
pub(crate) fn failure_page(language: InterfaceLanguage, error: &ServiceError) -> AnyView {
    let text = FailureText::of(language);
    match error {
        ServiceError::BadRequest(part) => {
            set_status(StatusCode::BAD_REQUEST);
            view! {
                {titled(language, text.bad_request)}
                <h1>{text.bad_request}</h1>
                {notice_box(Tone::Error, view! { <p>{text.bad_request_text}</p><p><code>{part.clone()}</code></p> })}
                <p><a href="/">{text.to_home}</a></p>
            }
            .into_any()
        }
        ServiceError::SearchUnavailable => {
            set_status(StatusCode::SERVICE_UNAVAILABLE);
            view! {
                {titled(language, text.search_unavailable)}
                <h1>{text.search_unavailable}</h1>
                {notice_box(Tone::Error, view! { <p>{text.search_unavailable_text}</p> })}
                {number_form(language, "")}
            }
            .into_any()
        }
        ServiceError::Internal(id) => {
            set_status(StatusCode::INTERNAL_SERVER_ERROR);
            view! {
                {titled(language, text.internal)}
                <h1>{text.internal}</h1>
                {notice_box(Tone::Error, view! { <p>{text.internal_text}</p><p><code>{id.clone()}</code></p> })}
                <p><a href="/">{text.to_home}</a></p>
            }
            .into_any()
        }
    }
}
