//! What the checks say of what is typed.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::{
    Page, of, one,
    server::{get, object, send},
};

impl Page {
    /// What the checks say of what is typed.
    pub(super) fn check(&self) {
        let (Some(panel), Some(area)) = (self.panel(), self.area()) else { return };
        let (page, number) = (self.clone(), self.typed.get());
        let body = object(&[("japanese", JsValue::from_str(&area.value()))]);
        spawn_local(async move {
            let answer = send("POST", &format!("{}/findings", of(&panel, "data-api")), Some(&body)).await;
            if let Some((200, answer)) = answer
                && page.typed.get() == number
            {
                page.show_findings(&panel, &get(&answer, "findings"));
            }
        });
    }

    fn show_findings(&self, panel: &Element, findings: &JsValue) {
        let Some(list) = one(panel, "[data-findings] ul") else { return };
        list.set_text_content(None);
        let findings = js_sys::Array::from(findings);
        if let Some(hint) = one(panel, "[data-findings] .hint") {
            hint.set_hidden(findings.length() > 0);
        }
        for finding in findings.iter() {
            let reason = get(&finding, &of(&self.root, "data-say-reason")).as_string().unwrap_or_default();
            let (class, word) = match get(&finding, "error").as_bool() {
                Some(true) => ("finding finding-error", "error"),
                _ => ("finding", "warning"),
            };
            let (Ok(entry), Ok(bold)) = (document().create_element("li"), document().create_element("b")) else { return };
            entry.set_class_name(class);
            bold.set_text_content(Some(&self.word(word)));
            let _ = entry.append_child(&bold);
            let _ = entry.append_child(&document().create_text_node(&format!(" {reason}")));
            let _ = list.append_child(&entry);
        }
    }
}
