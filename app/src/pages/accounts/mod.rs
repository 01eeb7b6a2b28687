//! Signing in, one's own account, and links by which a password is set.

mod forbidden;
mod link;
mod own;
mod sign_in;

use leptos::prelude::*;

pub(crate) use forbidden::ForbiddenPage;
pub(crate) use link::{InvitationPage, ResetPage};
pub(crate) use own::AccountPage;
pub(crate) use sign_in::SignInPage;

use super::failure::titled;
use crate::{
    InterfaceLanguage, RequestInfo,
    components::{Tone, notice_box},
    i18n::AccountText,
    query::value,
};

/// The title of a page with forms: what went wrong is said first.
pub(super) fn form_title(language: InterfaceLanguage, title: &str, is_refused: bool) -> AnyView {
    if is_refused { titled(language, &format!("{}: {title}", AccountText::of(language).error)) } else { titled(language, title) }
}

/// What was done before one came here, by the code in the address; codes that are none say nothing.
pub(super) fn done_notice(request: &RequestInfo, words: impl Fn(&str) -> Option<&'static str>) -> Option<AnyView> {
    let words = value(request.query(), "done").and_then(|code| words(&code))?;
    Some(view! { <div role="status">{notice_box(Tone::Information, view! { <p>{words}</p> })}</div> }.into_any())
}
