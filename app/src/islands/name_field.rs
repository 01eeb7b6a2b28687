//! A name completed while it is typed.

use leptos::{
    ev::{KeyboardEvent, MouseEvent},
    prelude::*,
};

/// A text field for a name. With scripts it is a combobox (WAI-ARIA, list autocomplete): names that the portal holds are offered below it,
/// the arrows choose, Enter takes, Escape closes. Nothing is offered or taken while an input method composes. Without scripts it is the
/// field it is.
#[island]
pub fn NameField(
    /// Name and id of the field.
    name: String,
    /// What stands in it.
    value: String,
    /// What the list is called.
    label: String,
    /// How many were found, with `{n}` for the number.
    found: String,
    /// What a count counts: 件.
    unit: String,
) -> impl IntoView {
    let (ready, set_ready) = signal(false);
    let (names, set_names) = signal(Vec::<(String, String)>::new());
    let (active, set_active) = signal(None::<usize>);
    let field = NodeRef::<leptos::html::Input>::new();
    // Which question is the last one: answers to older ones come too late.
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| set_ready.set(true));
    let close = move || {
        asked.update_value(|asked| *asked += 1);
        set_names.set(Vec::new());
        set_active.set(None);
    };
    let ask = move || {
        #[cfg(feature = "hydrate")]
        {
            let Some(typed) = field.get_untracked().map(|field| field.value()) else { return };
            asked.update_value(|asked| *asked += 1);
            let question = asked.get_value();
            super::browser::ask_for_names(
                typed,
                move || asked.get_value() == question,
                move |found| {
                    set_active.set(None);
                    set_names.set(found);
                },
            );
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (asked, set_names, set_active);
    };
    let take = move |position: usize| {
        let Some((name, _)) = names.with_untracked(|names| names.get(position).cloned()) else { return };
        #[cfg(feature = "hydrate")]
        if let Some(field) = field.get_untracked() {
            field.set_value(&name);
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = name;
        close();
    };
    let key = move |event: KeyboardEvent| {
        #[cfg(feature = "hydrate")]
        if !super::keys::admits(&event) {
            return;
        }
        let offered = names.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if offered == 0 => ask(),
            "ArrowDown" => {
                event.prevent_default();
                set_active.update(|active| *active = Some(active.map_or(0, |active| (active + 1) % offered)));
            }
            "ArrowUp" => {
                event.prevent_default();
                set_active.update(|active| *active = Some(active.map_or(offered - 1, |active| (active + offered - 1) % offered)));
            }
            "Enter" => {
                if let Some(position) = active.get_untracked() {
                    event.prevent_default();
                    take(position);
                }
            }
            "Escape" if offered > 0 => {
                event.prevent_default();
                close();
            }
            _ => {}
        }
    };
    let input = move |event: leptos::ev::Event| {
        #[cfg(feature = "hydrate")]
        if !super::browser::is_composing(&event) {
            ask();
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    };
    let list = format!("{name}-names");
    let option_id = {
        let name = name.clone();
        move |position: usize| format!("{name}-name-{position}")
    };
    let active_id = {
        let option_id = option_id.clone();
        move || active.get().map(&option_id)
    };
    let offers = {
        let unit = unit.clone();
        move || {
            names
                .get()
                .into_iter()
                .enumerate()
                .map(|(position, (name, count))| {
                    // The field keeps the focus, so that the list does not close before the click arrives.
                    let down = move |event: MouseEvent| {
                        event.prevent_default();
                        take(position);
                    };
                    view! {
                        <li role="option" id=option_id(position) aria-selected=move || if active.get() == Some(position) { "true" } else { "false" } on:mousedown=down>
                            <bdi>{name}</bdi>" "<span class="facet-count">{count}{unit.clone()}</span>
                        </li>
                    }
                })
                .collect_view()
        }
    };
    let said = move || match names.with(Vec::len) {
        0 => String::new(),
        number => found.replace("{n}", &number.to_string()),
    };
    view! {
        <div class="name-field">
            <input class="input" type="text" id=name.clone() name=name.clone() value=value maxlength="1000" autocomplete="off" node_ref=field
                role=move || ready.get().then_some("combobox")
                aria-autocomplete=move || ready.get().then_some("list")
                aria-expanded=move || ready.get().then(|| if names.with(Vec::is_empty) { "false" } else { "true" })
                aria-controls={
                    let list = list.clone();
                    move || ready.get().then(|| list.clone())
                }
                aria-activedescendant=active_id
                on:keydown=key on:input=input on:compositionend=move |_| ask() on:blur=move |_| close()/>
            <ul class="name-list" role="listbox" id=list aria-label=label hidden=move || names.with(Vec::is_empty)>{offers}</ul>
            <span class="visually-hidden" role="status">{said}</span>
        </div>
    }
}
