//! Picking countries: a live count, and a button per region that takes or leaves all of it.

use leptos::prelude::*;

/// Says how many of the check boxes within are chosen. `chosen` has `{n}` where the number goes.
#[island]
pub fn CountryPicker(
    /// The words for some, with `{n}` for the number.
    chosen: String,
    /// The words for none.
    none: String,
    /// How many are chosen as the page arrives.
    initial: u32,
    /// The check boxes.
    children: Children,
) -> impl IntoView {
    let (count, set_count) = signal(initial);
    let picker = NodeRef::<leptos::html::Div>::new();
    let recount = move || {
        #[cfg(feature = "hydrate")]
        if let Some(picker) = picker.get_untracked() {
            set_count.set(super::browser::checked_within(&picker));
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = set_count;
    };
    // A browser that goes back fills forms in again before or after this.
    Effect::new(move |_| recount());
    let words = move || match count.get() {
        0 => none.clone(),
        some => chosen.replace("{n}", &some.to_string()),
    };
    view! {
        <div class="picker" node_ref=picker on:change=move |_| recount()>
            <p class="picker-count" role="status">{words}</p>
            {children()}
        </div>
    }
}

/// A button that checks every box of its field set, or none where all are checked. Not there without scripts.
#[island]
pub fn RegionToggle(
    /// The word for taking all.
    select: String,
    /// The word for leaving all.
    clear: String,
    /// The region, for those who do not see where the button stands.
    region: String,
) -> impl IntoView {
    let (ready, set_ready) = signal(false);
    let (all, set_all) = signal(false);
    let button = NodeRef::<leptos::html::Button>::new();
    Effect::new(move |_| {
        set_ready.set(true);
        #[cfg(feature = "hydrate")]
        if let Some(button) = button.get() {
            set_all.set(super::browser::all_checked_beside(&button));
            super::browser::on_change_beside(&button, move |all| set_all.set(all));
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = set_all;
    });
    let toggle = move |_| {
        #[cfg(feature = "hydrate")]
        if let Some(button) = button.get_untracked() {
            super::browser::check_all_beside(&button, !all.get_untracked());
        }
    };
    view! {
        <button type="button" class="region-toggle" node_ref=button hidden=move || !ready.get() on:click=toggle>
            {move || if all.get() { clear.clone() } else { select.clone() }}<span class="visually-hidden">{format!(" ({region})")}</span>
        </button>
    }
}
