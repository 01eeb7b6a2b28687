//! What a press or a key on the page asks for.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{Page, of, one};

impl Page {
    /// What a press on something asks for; whether it was done here.
    pub(super) fn pressed(&self, target: &Element) -> bool {
        let Ok(Some(element)) = target.closest("[data-open],[data-insert],[data-replace],[data-act],[data-undo]") else { return false };
        let has = |name: &str| element.get_attribute(name);
        if let Some(place) = has("data-open") {
            self.open(place, has("href"));
        } else if let Some(text) = has("data-insert") {
            self.insert(&text, false);
        } else if let Some(text) = has("data-replace") {
            self.insert(&text, true);
        } else if has("data-undo").is_some() {
            if let Some(area) = self.area() {
                let _ = area.focus();
            }
            if let Ok(document) = document().dyn_into::<web_sys::HtmlDocument>() {
                let _ = document.exec_command("undo");
            }
        } else {
            match has("data-act").as_deref() {
                Some("save") => self.save(false),
                Some("save-reviewed") => self.save(true),
                Some("drop-draft") => {
                    // The form does it; this device must not bring it back.
                    if let Some(panel) = self.panel() {
                        self.typed.set(self.typed.get().wrapping_add(1));
                        self.forget(&of(&panel, "data-api"));
                    }
                    return false;
                }
                _ => return false,
            }
        }
        true
    }

    /// What a shortcut asks for; whether there was something to do.
    pub(super) fn shortcut(&self, name: &str) -> bool {
        if matches!(name, "?" | "ctrl+/") {
            let Ok(Some(keys)) = document().query_selector("[data-keys]") else { return false };
            let _ = if keys.has_attribute("open") { keys.remove_attribute("open") } else { keys.set_attribute("open", "") };
            keys.scroll_into_view();
            if let Some(summary) = one(&keys, "summary")
                && keys.has_attribute("open")
                && name == "?"
            {
                let _ = summary.focus();
            }
            return true;
        }
        if name == "F8" {
            return self.open_listed();
        }
        let Some(panel) = self.panel() else { return false };
        let Some(element) = one(&panel, &format!("[data-key=\"{}\"]", name.replace(['"', '\\'], ""))) else { return false };
        if element.has_attribute("data-focus") {
            let _ = element.focus();
        } else {
            element.click();
        }
        true
    }

    /// Puts a text where the cursor is, or in the place of all, so that the browser can undo it.
    fn insert(&self, text: &str, all: bool) {
        let Some(area) = self.area() else { return };
        let _ = area.focus();
        if all {
            area.select();
        }
        if let Ok(document) = document().dyn_into::<web_sys::HtmlDocument>()
            && document.exec_command_with_show_ui_and_value("insertText", false, text) != Ok(true)
        {
            let _ = area.set_range_text(text);
        }
        self.keep();
    }
}
