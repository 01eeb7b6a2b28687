//! What the viewer of figures asks of the browser.

use leptos::{leptos_dom::helpers::window_event_listener, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::browser::is_typing;

/// What a key asks for.
#[derive(Clone, Copy)]
pub(super) enum LeafKey {
    /// The page before.
    Before,
    /// The page after.
    After,
    /// The figure before.
    PreviousFigure,
    /// The figure after.
    NextFigure,
    /// All figures.
    Back,
}

/// Calls back for keys that lead to other figures; what is typed into fields and input methods is left alone. The answer says whether the
/// key was used.
pub(super) fn on_leaf_key(pressed: impl Fn(LeafKey) -> bool + 'static) {
    super::keys::listen();
    // It lives as long as the page.
    let _listener = window_event_listener(leptos::ev::keydown, move |event| {
        if event.default_prevented() || is_typing(&event) || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let key = match (event.key().as_str(), event.shift_key()) {
            ("ArrowLeft", false) => LeafKey::Before,
            ("ArrowRight", false) => LeafKey::After,
            ("ArrowLeft", true) => LeafKey::PreviousFigure,
            ("ArrowRight", true) => LeafKey::NextFigure,
            ("Escape", false) => LeafKey::Back,
            _ => return,
        };
        if pressed(key) {
            event.prevent_default();
        }
    });
}

/// Whether an element, or something within it, has the focus.
pub(super) fn has_focus(element: &Element) -> bool {
    document().active_element().is_some_and(|active| element.contains(Some(&active)))
}

/// The pointer is the element's until it is let go.
pub(super) fn hold_pointer(element: &Element, pointer: i32) {
    let _ = element.set_pointer_capture(pointer);
}

/// Enlarges, turns and moves the image within a stage. Set by script and not by an attribute, which the page's security policy forbids.
pub(super) fn place_image(stage: &HtmlElement, zoom: f64, turn: i32, x: f64, y: f64) {
    let Some(image) = stage.query_selector("img").ok().flatten().and_then(|image| image.dyn_into::<HtmlElement>().ok()) else { return };
    let style = image.style();
    let is_upright = turn.rem_euclid(4) == 0 && (zoom - 1.0).abs() < f64::EPSILON;
    if is_upright {
        let _ = style.remove_property("transform");
        return;
    }
    // Lying, it has to fit the other way round.
    let (wide, high) = (f64::from(image.offset_width()), f64::from(image.offset_height()));
    let fit = if turn.rem_euclid(2) == 1 && wide > 0.0 && high > 0.0 {
        (f64::from(stage.client_width()) / high).min(f64::from(stage.client_height()) / wide).min(1.0)
    } else {
        1.0
    };
    let _ = style.set_property("transform", &format!("translate({x}px, {y}px) rotate({}deg) scale({})", turn * 90, zoom * fit));
}
