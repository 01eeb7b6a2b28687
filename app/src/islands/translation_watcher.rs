//! Waiting for a translation.

use leptos::prelude::*;

/// Asks every few seconds whether a part is translated, and loads the page again when it is, or when it failed. Gives up after some
/// minutes: the words below and the link beside it stay true without it.
#[island]
pub fn TranslationWatcher(
    /// Where to ask; answers `{"waiting": …, "failure": …}`.
    address: String,
    /// What to say meanwhile.
    label: String,
) -> impl IntoView {
    Effect::new(move |_| {
        #[cfg(feature = "hydrate")]
        super::browser::watch_translation(address.clone());
        #[cfg(not(feature = "hydrate"))]
        let _ = &address;
    });
    view! { <p class="waiting" role="status">{label}</p> }
}
