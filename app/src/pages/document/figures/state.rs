//! Why a figure is not shown, and what can be had instead.

use leptos::prelude::*;
use publication::Figure;

use super::super::Answer;
use crate::{
    InterfaceLanguage,
    i18n::FigureText,
    pages::is_shown_by_browsers,
    services::{Breakage, file_address},
};

/// A reason, in the language it is written in, and its code.
pub(super) fn breakage(language: InterfaceLanguage, breakage: &Breakage) -> AnyView {
    let text = FigureText::of(language);
    view! {
        <p lang="ja">{breakage.reason.clone()}</p>
        <p class="faint">{text.code}": "<code>{breakage.code.clone()}</code></p>
    }
    .into_any()
}

/// A place where an image would be, with why it is not.
pub(super) fn broken(language: InterfaceLanguage, reason: &Breakage) -> AnyView {
    view! { <div class="figure-missing"><p>{FigureText::of(language).broken}</p>{breakage(language, reason)}</div> }.into_any()
}

/// A place where an image will be.
pub(super) fn waiting(language: InterfaceLanguage) -> AnyView {
    let text = FigureText::of(language);
    view! { <div class="figure-missing"><p>{text.waiting}</p><p class="hint">{text.waiting_hint}</p></div> }.into_any()
}

/// A place where an image would be, had it been delivered.
pub(super) fn missing(language: InterfaceLanguage) -> AnyView {
    view! { <div class="figure-missing"><p>{FigureText::of(language).missing}</p></div> }.into_any()
}

/// The way to the file as it came. A PDF is opened by the browser itself, which leafs through its pages.
/// It opens at this page.
pub(super) fn original_link(answer: &Answer, position: u32, figure: &Figure, page: u32) -> Option<AnyView> {
    figure.content.as_ref()?;
    let text = FigureText::of(answer.request.language);
    let address = file_address(&answer.document.summary.publication.id, position);
    Some(match figure.media_type.as_deref() {
        Some("application/pdf") => view! { <a href=format!("{address}#page={page}")>{text.original_pdf}</a> }.into_any(),
        Some(media_type) if is_shown_by_browsers(media_type) => view! { <a href=address>{text.original}</a> }.into_any(),
        // What browsers do not show they save; what it is called is said by the answer.
        _ => view! { <a href=address download="">{text.original_download}</a> }.into_any(),
    })
}
