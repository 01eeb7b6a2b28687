//! What the correcting page does with scripts.
//!
//! The page's own markup says what there is to do: see `pages/correct/panel.rs`. Nothing here keeps a state of its own but the time of the last key.

mod drafts;
mod findings;
mod looking_up;
mod opening;
mod pressing;
mod saving;
mod server;

use std::{cell::Cell, rc::Rc};

use leptos::{leptos_dom::helpers::window_event_listener, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, HtmlElement, HtmlTextAreaElement, MouseEvent};

use super::keys;

/// Everything that the functions share.
#[derive(Clone)]
struct Page {
    root: HtmlElement,
    /// Rises with each key: what was begun for an older one comes too late.
    typed: Rc<Cell<u32>>,
    /// Rises with each sentence that is opened.
    opened: Rc<Cell<u32>>,
}

fn one(within: &Element, selector: &str) -> Option<HtmlElement> {
    within.query_selector(selector).ok().flatten()?.dyn_into().ok()
}

fn of(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

impl Page {
    fn panel(&self) -> Option<HtmlElement> {
        one(&self.root, "[data-panel]")
    }

    fn area(&self) -> Option<HtmlTextAreaElement> {
        one(&self.root, "#japanese")?.dyn_into().ok()
    }

    /// Says something of what the page has written for it.
    fn say(&self, what: &str) {
        self.tell(&self.word(what));
    }

    fn word(&self, what: &str) -> String {
        of(&self.root, &format!("data-say-{what}"))
    }

    fn tell(&self, words: &str) {
        // What is said already is not said again to who listens.
        if let Some(status) = one(&self.root, "[data-status]").filter(|status| status.text_content().as_deref() != Some(words)) {
            status.set_text_content(Some(words));
        }
    }

    fn row(&self, place: &str) -> Option<HtmlElement> {
        // A place is hexadecimal digits, a hyphen and a number.
        one(&self.root, &format!("[data-row=\"{place}\"]"))
    }
}

/// Listens to what bubbles up to the page's part; for as long as the page lives.
fn on(root: &Element, name: &str, listener: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(listener);
    let _ = root.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Takes the page over.
pub(super) fn begin() {
    let Ok(Some(root)) = document().query_selector("[data-correct]") else { return };
    let Ok(root) = root.dyn_into::<HtmlElement>() else { return };
    let page = Page { root: root.clone(), typed: Rc::default(), opened: Rc::default() };
    keys::listen();
    let clicked = page.clone();
    on(&root, "click", move |event| {
        let plain = event
            .dyn_ref::<MouseEvent>()
            .is_some_and(|mouse| mouse.button() == 0 && !mouse.ctrl_key() && !mouse.meta_key() && !mouse.shift_key());
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if plain && target.is_some_and(|target| clicked.pressed(&target)) {
            event.prevent_default();
        }
    });
    let typing = page.clone();
    on(&root, "input", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| target.id() == "japanese") {
            typing.keep();
        }
    });
    let submitting = page.clone();
    on(&root, "submit", move |event| {
        let form = event.target().and_then(|form| form.dyn_into::<Element>().ok());
        if let Some(form) = form.filter(|form| form.has_attribute("data-concordance-form")) {
            event.prevent_default();
            submitting.look_up(&form);
        }
    });
    let pressing = page.clone();
    // They live as long as the page.
    let _ = window_event_listener(leptos::ev::keydown, move |event| {
        if let Some(name) = keys::shortcut(&event)
            && pressing.shortcut(&name)
        {
            event.prevent_default();
        }
    });
    let back = page.clone();
    let _ = window_event_listener(leptos::ev::online, move |_| back.send_all_kept());
    // Who came for the open sentence types at once; who came for the page reads.
    let early = page.area().is_some_and(|area| area.default_value().is_ok_and(|written| written != area.value()));
    if early {
        // Who types before this program is here is not held up, and loses nothing: it is newer than what is kept.
        page.keep();
    }
    page.on_opened(window().location().hash().as_deref() == Ok("#open"));
    page.send_all_kept();
}
