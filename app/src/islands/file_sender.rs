//! Sending large files.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What a sender says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SenderWords {
    /// What the bar shows.
    pub progress: String,
    /// While it sends.
    pub sending: String,
    /// While there is no connection.
    pub reconnecting: String,
    /// Where it was given up without a word of the server's.
    pub given_up: String,
}

/// Sends the file of the form within piece by piece, goes on where it broke off, and shows how much is there. Without scripts the form is
/// sent as it is.
#[island]
pub fn FileSender(
    /// Where pieces are sent to; the file's name follows.
    address: String,
    /// What it says.
    words: SenderWords,
    /// The form.
    children: Children,
) -> impl IntoView {
    let (share, set_share) = signal(None::<u8>);
    let (said, set_said) = signal(String::new());
    let label = words.progress.clone();
    let send = move |event: leptos::ev::SubmitEvent| {
        #[cfg(feature = "hydrate")]
        super::sending::send(&event, &address, &words, move |now| set_share.set(now), move |now| set_said.set(now));
        #[cfg(not(feature = "hydrate"))]
        let _ = (&event, &address, &words, set_share, set_said);
    };
    view! {
        <div on:submit=send>
            {children()}
            <p class="job-progress" hidden=move || share.get().is_none()>
                <progress max="100" prop:value=move || f64::from(share.get().unwrap_or(0)) aria-label=label></progress>
                <span data-sent="">{move || share.get().map(|share| format!("{share}%"))}</span>
            </p>
            <p role="status" data-sender="">{said}</p>
        </div>
    }
}
