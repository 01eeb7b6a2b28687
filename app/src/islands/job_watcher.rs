//! How far a job is, as it goes on.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// How far a job is: what the events of a job tell, as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobTold {
    /// `waiting`, `running`, `done`, `failed` or `stopped`.
    pub state: String,
    /// How far it is, in the reader's language.
    pub words: String,
    /// Share of what is in hand, per cent; `None` where nobody knows how much that is.
    pub share: Option<u8>,
}

/// Shows how far a job is, by the events that the server sends, and loads the page again when the job is over. A page that is loaded
/// anew hears at once how far it is then.
#[island]
pub fn JobWatcher(
    /// Where the events are.
    address: String,
    /// What the bar shows.
    label: String,
    /// How far the job is as the page arrives.
    at_first: JobTold,
) -> impl IntoView {
    let (told, set_told) = signal(at_first);
    Effect::new(move |_| {
        #[cfg(feature = "hydrate")]
        super::job_events::watch(address.clone(), move |now| set_told.set(now));
        #[cfg(not(feature = "hydrate"))]
        let _ = (&address, set_told);
    });
    let share = move || told.with(|told| told.share);
    view! {
        <div class="job-progress">
            <progress max="100" prop:value=move || f64::from(share().unwrap_or(0)) value=share().unwrap_or(0).to_string() hidden=move || share().is_none() aria-label=label></progress>
            <span>{move || share().map(|share| format!("{share}%"))}</span>
            <span data-job-words="">{move || told.with(|told| told.words.clone())}</span>
        </div>
    }
}
