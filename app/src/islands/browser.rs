//! What islands ask of the browser.

use leptos::{
    leptos_dom::helpers::{set_timeout, window_event_listener},
    prelude::*,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement, InputEvent, KeyboardEvent, Response};

/// The name under which the wish for keys is kept.
const HIT_KEYS: &str = "kakehashi-hit-keys";
/// First wait between questions, in milliseconds; each wait is half as long again, up to [`LONGEST_WAIT`].
const FIRST_WAIT: u64 = 1_500;
/// Longest wait between questions.
const LONGEST_WAIT: u64 = 10_000;
/// Wait before names are asked for, in milliseconds: who types on is not asked for each letter.
const TYPING: u64 = 200;
/// How often to ask: with the waits above, for about ten minutes.
const QUESTIONS: u32 = 64;

/// The check boxes within an element.
fn boxes(within: &Element) -> Vec<HtmlInputElement> {
    let Ok(found) = within.query_selector_all("input[type=checkbox]") else { return Vec::new() };
    (0..found.length()).filter_map(|position| found.item(position)?.dyn_into().ok()).collect()
}

/// The field set that an element stands in.
fn field_set(element: &Element) -> Option<Element> {
    element.closest("fieldset").ok().flatten()
}

/// How many check boxes within an element are checked.
pub(super) fn checked_within(element: &Element) -> u32 {
    let checked = boxes(element).iter().filter(|checkbox| checkbox.checked()).count();
    u32::try_from(checked).unwrap_or(u32::MAX)
}

/// Whether every check box of the element's field set is checked.
pub(super) fn all_checked_beside(element: &Element) -> bool {
    field_set(element).is_some_and(|set| boxes(&set).iter().all(HtmlInputElement::checked))
}

/// Checks every box of the element's field set, or none, and says so as a reader's click would.
pub(super) fn check_all_beside(element: &Element, checked: bool) {
    let Some(set) = field_set(element) else { return };
    for checkbox in boxes(&set) {
        checkbox.set_checked(checked);
    }
    let bubbling = EventInit::new();
    bubbling.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("change", &bubbling) {
        let _ = set.dispatch_event(&event);
    }
}

/// Calls back with whether all boxes of the element's field set are checked, whenever one changes.
pub(super) fn on_change_beside(element: &Element, changed: impl Fn(bool) + 'static) {
    let Some(set) = field_set(element) else { return };
    let within = set.clone();
    let listener = wasm_bindgen::closure::Closure::<dyn Fn()>::new(move || {
        changed(boxes(&within).iter().all(HtmlInputElement::checked));
    });
    let _ = set.add_event_listener_with_callback("change", listener.as_ref().unchecked_ref());
    // It lives as long as the page.
    listener.forget();
}

/// Whether the reader wants keys.
pub(super) fn hit_keys_wanted() -> bool {
    window().local_storage().ok().flatten().and_then(|storage| storage.get_item(HIT_KEYS).ok().flatten()).is_some()
}

/// Keeps whether the reader wants keys. A browser that keeps nothing keeps nothing.
pub(super) fn want_hit_keys(wanted: bool) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = if wanted { storage.set_item(HIT_KEYS, "1") } else { storage.remove_item(HIT_KEYS) };
    }
}

/// Whether a key is typed into something rather than pressed on the page.
pub(super) fn is_typing(event: &KeyboardEvent) -> bool {
    let into_field = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.is_content_editable() || matches!(element.tag_name().as_str(), "INPUT" | "SELECT" | "TEXTAREA"));
    into_field || !super::keys::admits(event)
}

/// Calls back with -1 for K and the left arrow, 1 for J and the right arrow. Where a figure is looked at, the arrows are the figure's.
pub(super) fn on_hit_key(step: impl Fn(i32) + 'static) {
    super::keys::listen();
    let _ = window_event_listener(leptos::ev::keydown, move |event| {
        if is_typing(&event) || event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key() {
            return;
        }
        let is_taken = || document().query_selector("[data-leaf-keys]").ok().flatten().is_some();
        match event.key().as_str() {
            "j" => step(1),
            "k" => step(-1),
            "ArrowRight" if !is_taken() => step(1),
            "ArrowLeft" if !is_taken() => step(-1),
            _ => {}
        }
    });
}

/// Loads another page.
pub(super) fn go_to(address: &str) {
    let _ = window().location().set_href(address);
}

/// Asks until a translation no longer waits, then loads the page again.
pub(super) fn watch_translation(address: String) {
    ask_later(address, FIRST_WAIT, QUESTIONS);
}

fn ask_later(address: String, wait: u64, questions: u32) {
    if questions == 0 {
        return;
    }
    set_timeout(
        move || {
            wasm_bindgen_futures::spawn_local(async move {
                // An answer that cannot be read is no answer: ask again.
                if still_waiting(&address).await == Some(false) {
                    let _ = window().location().reload();
                } else {
                    ask_later(address, (wait + wait / 2).min(LONGEST_WAIT), questions - 1);
                }
            });
        },
        std::time::Duration::from_millis(wait),
    );
}

/// The answer's `waiting`.
async fn still_waiting(address: &str) -> Option<bool> {
    let response: Response = JsFuture::from(window().fetch_with_str(address)).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let answer = JsFuture::from(response.json().ok()?).await.ok()?;
    js_sys::Reflect::get(&answer, &JsValue::from_str("waiting")).ok()?.as_bool()
}

/// Whether an input method still composes what was put in.
pub(super) fn is_composing(event: &Event) -> bool {
    event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing)
}

/// Asks for the names that a beginning may become, and gives them with their counts; unless something else was asked meanwhile.
pub(super) fn ask_for_names(typed: String, is_last: impl Fn() -> bool + 'static, names: impl Fn(Vec<(String, String)>) + 'static) {
    set_timeout(
        move || {
            if !is_last() {
                return;
            }
            if typed.trim().is_empty() {
                names(Vec::new());
                return;
            }
            wasm_bindgen_futures::spawn_local(async move {
                let address = format!("/api/v1/applicants?q={}", String::from(js_sys::encode_uri_component(typed.trim())));
                // What cannot be answered now is not offered; the field works without.
                let found = names_at(&address).await.unwrap_or_default();
                if is_last() {
                    names(found);
                }
            });
        },
        std::time::Duration::from_millis(TYPING),
    );
}

async fn names_at(address: &str) -> Option<Vec<(String, String)>> {
    let response: Response = JsFuture::from(window().fetch_with_str(address)).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let answer = JsFuture::from(response.json().ok()?).await.ok()?;
    let of = |value: &JsValue, key: &str| js_sys::Reflect::get(value, &JsValue::from_str(key)).ok();
    let list: js_sys::Array = of(&answer, "applicants")?.dyn_into().ok()?;
    let name = |entry: JsValue| Some((of(&entry, "name")?.as_string()?, of(&entry, "count")?.as_f64()?.to_string()));
    Some(list.iter().filter_map(name).collect())
}
