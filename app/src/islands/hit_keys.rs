//! J and K, and the arrows: to the next and the previous hit.

use leptos::prelude::*;

/// A check box that turns on the keys J (next) and K (previous), with the left and right arrows. Off until asked for, since single letters
/// get in the way of speech input (WCAG 2.1.4); the choice is kept in the browser. Keys typed into fields or into an input method are left
/// alone.
#[island]
pub fn HitKeys(
    /// Address of the hit before.
    previous: Option<String>,
    /// Address of the hit after.
    next: Option<String>,
    /// The words beside the box.
    label: String,
) -> impl IntoView {
    let (ready, set_ready) = signal(false);
    let (on, set_on) = signal(false);
    Effect::new(move |_| {
        set_ready.set(true);
        #[cfg(feature = "hydrate")]
        {
            set_on.set(super::browser::hit_keys_wanted());
            let (previous, next) = (previous.clone(), next.clone());
            super::browser::on_hit_key(move |step| {
                if !on.get_untracked() {
                    return;
                }
                let target = if step < 0 { &previous } else { &next };
                if let Some(address) = target {
                    super::browser::go_to(address);
                }
            });
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (&previous, &next, set_on);
    });
    let change = move |_| {
        #[cfg(feature = "hydrate")]
        {
            set_on.update(|on| *on = !*on);
            super::browser::want_hit_keys(on.get_untracked());
        }
    };
    view! {
        <label class="hit-keys" hidden=move || !ready.get()>
            <input type="checkbox" prop:checked=move || on.get() on:change=change/>
            {label}
        </label>
    }
}
