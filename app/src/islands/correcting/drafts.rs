//! What is typed and not yet saved: on this device at once, and on the server as soon as it answers.

use leptos::{leptos_dom::helpers::set_timeout, prelude::*};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::{
    Page, of,
    server::{get, number, object, send},
};

/// Wait after the last key before a draft is sent, milliseconds.
const TYPED: u64 = 700;
/// Wait before what could not be sent is sent again, milliseconds.
const AGAIN: u64 = 4_000;
/// What the names of kept drafts begin with.
const KEPT: &str = "kakehashi-draft";

impl Page {
    /// The name under which what is typed of a sentence is kept on this device: the account, and where it is sent.
    pub(super) fn kept_name(&self, api: &str) -> String {
        format!("{KEPT}:{}:{api}", of(&self.root, "data-account"))
    }

    /// Keeps what is typed on this device at once, and on the server when nothing more is typed for a moment.
    pub(super) fn keep(&self) {
        let (Some(panel), Some(area)) = (self.panel(), self.area()) else { return };
        let (api, based) = (of(&panel, "data-api"), of(&panel, "data-based"));
        let typed = js_sys::Date::now();
        let draft =
            object(&[("japanese", JsValue::from_str(&area.value())), ("based_on", number(&based)), ("typed", JsValue::from_f64(typed))]);
        if let (Ok(Some(storage)), Ok(text)) = (window().local_storage(), js_sys::JSON::stringify(&draft)) {
            let _ = storage.set_item(&self.kept_name(&api), &String::from(text));
        }
        self.say("unsent");
        let number = self.typed.get().wrapping_add(1);
        self.typed.set(number);
        let page = self.clone();
        set_timeout(
            move || {
                if page.typed.get() == number {
                    page.send_kept(api);
                    page.check();
                }
            },
            std::time::Duration::from_millis(TYPED),
        );
    }

    /// Sends what is kept of a sentence; until it has arrived, it stays, and is sent again.
    pub(super) fn send_kept(&self, api: String) {
        let page = self.clone();
        spawn_local(async move {
            let name = page.kept_name(&api);
            let Ok(Some(storage)) = window().local_storage() else { return };
            let Ok(Some(text)) = storage.get_item(&name) else { return };
            let Ok(draft) = js_sys::JSON::parse(&text) else { return };
            let answer = send("PUT", &format!("{api}/draft"), Some(&draft)).await;
            let is_open = page.panel().is_some_and(|panel| of(&panel, "data-api") == api);
            match answer {
                Some((200, _)) => {
                    // What was typed meanwhile is another text.
                    if storage.get_item(&name).ok().flatten() == Some(text) {
                        let _ = storage.remove_item(&name);
                        if is_open {
                            page.say("draft");
                        }
                    }
                }
                // Asked again, it would be refused again.
                Some((400..=499, _)) => {}
                _ => {
                    let later = page.clone();
                    set_timeout(move || later.send_kept(api), std::time::Duration::from_millis(AGAIN));
                }
            }
        });
    }

    /// Sends everything that an earlier visit could not send.
    pub(super) fn send_all_kept(&self) {
        let Ok(Some(storage)) = window().local_storage() else { return };
        let beginning = self.kept_name("");
        let names = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
        let addresses: Vec<String> = names.filter_map(|name| name.strip_prefix(&beginning).map(str::to_owned)).collect();
        for api in addresses {
            self.send_kept(api);
        }
    }

    /// Puts into the field what this device has kept of the open sentence, where that is not what stands there.
    pub(super) fn take_kept(&self) {
        let (Some(panel), Some(area)) = (self.panel(), self.area()) else { return };
        let Ok(Some(storage)) = window().local_storage() else { return };
        let Ok(Some(text)) = storage.get_item(&self.kept_name(&of(&panel, "data-api"))) else { return };
        let Ok(draft) = js_sys::JSON::parse(&text) else { return };
        let Some(japanese) = get(&draft, "japanese").as_string() else { return };
        if let Ok(based) = js_sys::JSON::stringify(&get(&draft, "based_on")) {
            let _ = panel.set_attribute("data-based", &String::from(based));
        }
        if japanese != area.value() {
            area.set_value(&japanese);
        }
        self.say("unsent");
    }

    pub(super) fn forget(&self, api: &str) {
        if let Ok(Some(storage)) = window().local_storage() {
            let _ = storage.remove_item(&self.kept_name(api));
        }
    }
}
