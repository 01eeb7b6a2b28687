//! Boxes with something the reader should know.

use leptos::prelude::*;

/// How urgent it is.
#[derive(Clone, Copy)]
pub(crate) enum Tone {
    /// Good to know.
    Information,
    /// What follows is not what it may seem.
    Warning,
    /// Something did not work.
    Error,
}

/// A box with a notice.
pub(crate) fn notice_box(tone: Tone, content: impl IntoView) -> AnyView {
    let class = match tone {
        Tone::Information => "notice notice-information",
        Tone::Warning => "notice notice-warning",
        Tone::Error => "notice notice-error",
    };
    view! { <div class=class>{content.into_any()}</div> }.into_any()
}
