//! Keys as the browser reports them, through the one guard.

use std::cell::RefCell;

use leptos::leptos_dom::helpers::window_event_listener;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::key_guard::{KeyGuard, Press};

thread_local! {
    static GUARD: RefCell<Option<KeyGuard>> = const { RefCell::new(None) };
}

/// Asks the page's guard, which listens to compositions from then on.
fn guarded<T>(ask: impl FnOnce(&KeyGuard) -> T) -> T {
    let begun = GUARD.with(|guard| guard.borrow().is_some());
    if !begun {
        GUARD.with(|guard| *guard.borrow_mut() = Some(KeyGuard::default()));
        let change = |change: fn(&mut KeyGuard, f64)| {
            move |at: f64| GUARD.with(|guard| guard.borrow_mut().as_mut().into_iter().for_each(|guard| change(guard, at)))
        };
        let begins = change(|guard, _| guard.begins());
        let ends = change(KeyGuard::ends);
        // They live as long as the page.
        let _ = window_event_listener(leptos::ev::compositionstart, move |event| begins(event.time_stamp()));
        let _ = window_event_listener(leptos::ev::compositionend, move |event| ends(event.time_stamp()));
    }
    GUARD.with(|guard| ask(guard.borrow().as_ref().unwrap_or(&KeyGuard::default())))
}

/// Begins to listen, so that no composition is missed.
pub(super) fn listen() {
    guarded(|_| {});
}

fn is_field(event: &KeyboardEvent) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.is_content_editable() || matches!(element.tag_name().as_str(), "INPUT" | "SELECT" | "TEXTAREA"))
}

fn with_press<T>(event: &KeyboardEvent, ask: impl FnOnce(&KeyGuard, &Press<'_>) -> T) -> T {
    let key = event.key();
    let press = Press {
        key: &key,
        ctrl: event.ctrl_key() || event.meta_key(),
        alt: event.alt_key(),
        shift: event.shift_key(),
        composing: event.is_composing(),
        code: event.key_code(),
        in_field: is_field(event),
        at: event.time_stamp(),
    };
    guarded(|guard| ask(guard, &press))
}

/// The shortcut that a press is, by its name; `None` where it is none.
pub(super) fn shortcut(event: &KeyboardEvent) -> Option<String> {
    with_press(event, KeyGuard::shortcut)
}

/// Whether a press belongs to the page, and is no input method's.
pub(super) fn admits(event: &KeyboardEvent) -> bool {
    with_press(event, KeyGuard::admits)
}
