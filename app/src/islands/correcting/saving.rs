//! Saving the open sentence.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;

use super::{
    Page, of, one,
    server::{get, number, object, send},
};

impl Page {
    /// Saves the open sentence, and goes on.
    pub(super) fn save(&self, reviewed: bool) {
        let (Some(panel), Some(area)) = (self.panel(), self.area()) else { return };
        let field = |name: &str| {
            let field = one(&panel, &format!("[name={name}]")).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
            field.map(|field| field.value()).unwrap_or_default()
        };
        let (api, place, text) = (of(&panel, "data-api"), of(&panel, "data-panel"), area.value());
        let body = object(&[
            ("japanese", JsValue::from_str(&text)),
            ("based_on", number(&of(&panel, "data-based"))),
            ("version", number(&of(&panel, "data-version"))),
            ("reason", JsValue::from_str(&field("reason"))),
            ("reviewed", JsValue::from_bool(reviewed)),
        ]);
        // Until the server has it, this device has it.
        self.keep();
        self.typed.set(self.typed.get().wrapping_add(1));
        self.say("saving");
        let next = field("next");
        let page = self.clone();
        spawn_local(async move {
            match send("POST", &api, Some(&body)).await {
                Some((200, answer)) => {
                    page.forget(&api);
                    page.show_saved(&place, text.trim(), &get(&answer, "findings"));
                    if next.is_empty() {
                        page.open(place, None);
                    } else {
                        let address = page.address_of(&next);
                        page.open(next, address);
                    }
                }
                // Somebody was faster: the panel shows both texts, once the server has what was typed.
                Some((409, answer)) if get(&get(&answer, "error"), "code").as_string().as_deref() == Some("conflict") => {
                    if let Ok(Some(storage)) = window().local_storage()
                        && let Ok(Some(kept)) = storage.get_item(&page.kept_name(&api))
                        && let Ok(draft) = js_sys::JSON::parse(&kept)
                        && matches!(send("PUT", &format!("{api}/draft"), Some(&draft)).await, Some((200, _)))
                    {
                        page.forget(&api);
                    }
                    page.open(place, None);
                }
                Some((_, answer)) => {
                    let said = get(&get(&answer, "error"), "message").as_string();
                    page.tell(&said.unwrap_or_else(|| page.word("failed")));
                }
                None => {
                    page.say("failed");
                    page.send_kept(api);
                }
            }
        });
    }

    /// Shows in its row what was saved.
    fn show_saved(&self, place: &str, text: &str, findings: &JsValue) {
        let Some(row) = self.row(place) else { return };
        if let Some(japanese) = one(&row, ".target p[lang=ja]") {
            japanese.set_text_content(Some(text));
        }
        if let Some(badge) = one(&row, ".badge") {
            badge.set_class_name("badge badge-human");
            badge.set_text_content(None);
            let Ok(bold) = document().create_element("b") else { return };
            bold.set_text_content(Some(&self.word("human")));
            let _ = badge.append_child(&bold);
            let _ = badge.append_child(&document().create_text_node(&of(&self.root, "data-name")));
        }
        for mark in ["draft", "sent-back", "stale"] {
            if let Some(chip) = one(&row, &format!("[data-mark={mark}]")) {
                chip.remove();
            }
        }
        if js_sys::Array::from(findings).length() == 0
            && let Some(chip) = one(&row, "[data-mark=findings]")
        {
            chip.remove();
        }
    }
}
