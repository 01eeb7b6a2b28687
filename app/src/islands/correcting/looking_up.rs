//! Looking words up in the memory, beside the open sentence.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlInputElement};

use super::{Page, of, one, server::text_at};

impl Page {
    /// Looks words up, beside the open sentence.
    pub(super) fn look_up(&self, form: &Element) {
        let words = one(form, "[name=concordance]").and_then(|field| field.dyn_into::<HtmlInputElement>().ok()).map(|field| field.value());
        let (Some(words), Some(panel)) = (words, self.panel()) else { return };
        let page = self.clone();
        spawn_local(async move {
            let words = String::from(js_sys::encode_uri_component(&words));
            let address = format!(
                "{}/panel?segment={}&tl={}&concordance={words}",
                of(&page.root, "data-correct"),
                of(&panel, "data-panel"),
                of(&page.root, "data-language")
            );
            let Some(html) = text_at(&address).await else { return };
            let Ok(other) = document().create_element("div") else { return };
            other.set_inner_html(&html);
            if let (Some(new), Some(old)) = (one(&other, "[data-concordance]"), one(&panel, "[data-concordance]")) {
                let _ = old.replace_with_with_node_1(&new);
                if let Some(field) = one(&new, "[name=concordance]") {
                    let _ = field.focus();
                }
            }
        });
    }
}
