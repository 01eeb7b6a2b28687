//! Correcting without leaving the page.

use leptos::prelude::*;

/// Takes over the page's own form: saves and goes on without loading the page again, keeps what is typed through a lost connection and a closed
/// tab, and listens to keys. It shows nothing itself, and says what the page has written for it in `data-say-…`; without it every button does
/// what it says by the way of forms.
#[island]
pub fn CorrectingKeys() -> impl IntoView {
    Effect::new(move |_| {
        #[cfg(feature = "hydrate")]
        super::correcting::begin();
    });
}
