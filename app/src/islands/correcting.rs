//! What the correcting page does with scripts.
//!
//! The page's own markup says what there is to do: see `pages/correct/panel.rs`. Nothing here keeps a state of its own but the time of the last key.

use std::{cell::Cell, rc::Rc};

use leptos::{
    leptos_dom::helpers::{set_timeout, window_event_listener},
    prelude::*,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement, MouseEvent, RequestInit, Response};

use super::keys;

/// Wait after the last key before a draft is sent, milliseconds.
const TYPED: u64 = 700;
/// Wait before what could not be sent is sent again, milliseconds.
const AGAIN: u64 = 4_000;
/// What the names of kept drafts begin with.
const KEPT: &str = "kakehashi-draft";

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

fn object(pairs: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in pairs {
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// A number as it stands in an attribute.
fn number(text: &str) -> JsValue {
    JsValue::from_f64(js_sys::parse_float(text))
}

fn get(value: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(value, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Sends JSON; the status and what was answered, or nothing where there is no connection.
async fn send(method: &str, address: &str, body: Option<&JsValue>) -> Option<(u16, JsValue)> {
    let options = RequestInit::new();
    options.set_method(method);
    if let Some(body) = body {
        let text = js_sys::JSON::stringify(body).ok()?;
        options.set_body(&text.into());
        options.set_headers(&object(&[("content-type", JsValue::from_str("application/json"))]));
    }
    let response: Response = JsFuture::from(window().fetch_with_str_and_init(address, &options)).await.ok()?.dyn_into().ok()?;
    let answer = JsFuture::from(response.json().ok()?).await.unwrap_or(JsValue::UNDEFINED);
    Some((response.status(), answer))
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

    /// The name under which what is typed of a sentence is kept on this device: the account, and where it is sent.
    fn kept_name(&self, api: &str) -> String {
        format!("{KEPT}:{}:{api}", of(&self.root, "data-account"))
    }

    fn row(&self, place: &str) -> Option<HtmlElement> {
        // A place is hexadecimal digits, a hyphen and a number.
        one(&self.root, &format!("[data-row=\"{place}\"]"))
    }

    /// Keeps what is typed on this device at once, and on the server when nothing more is typed for a moment.
    fn keep(&self) {
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
    fn send_kept(&self, api: String) {
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
    fn send_all_kept(&self) {
        let Ok(Some(storage)) = window().local_storage() else { return };
        let beginning = self.kept_name("");
        let names = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
        let addresses: Vec<String> = names.filter_map(|name| name.strip_prefix(&beginning).map(str::to_owned)).collect();
        for api in addresses {
            self.send_kept(api);
        }
    }

    /// Puts into the field what this device has kept of the open sentence, where that is not what stands there.
    fn take_kept(&self) {
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

    fn forget(&self, api: &str) {
        if let Ok(Some(storage)) = window().local_storage() {
            let _ = storage.remove_item(&self.kept_name(api));
        }
    }

    /// What the checks say of what is typed.
    fn check(&self) {
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

    /// Opens another sentence in the place of the one that is open.
    fn open(&self, place: String, address: Option<String>) {
        let (Some(slot), Some(row)) = (one(&self.root, "[data-slot]"), self.row(&place)) else { return };
        // What is typed and not yet sent is not waited for.
        if let Some(panel) = self.panel() {
            self.send_kept(of(&panel, "data-api"));
        }
        let number = self.opened.get().wrapping_add(1);
        self.opened.set(number);
        let page = self.clone();
        spawn_local(async move {
            let panel = format!("{}/panel?segment={place}&tl={}", of(&page.root, "data-correct"), of(&page.root, "data-language"));
            let html = text_at(&panel).await;
            if page.opened.get() != number {
                return;
            }
            let Some(html) = html else {
                // Without an answer, the page itself is asked for: the browser says what is wrong.
                match address {
                    Some(address) => super::browser::go_to(&address),
                    None => page.say("failed"),
                }
                return;
            };
            if let Some(before) = one(&page.root, "[data-open-row]") {
                let _ = before.remove_attribute("data-open-row");
                if let Some(shown) = one(&before, ".row") {
                    shown.set_hidden(false);
                }
            }
            let _ = row.set_attribute("data-open-row", "");
            if let Some(shown) = one(&row, ".row") {
                shown.set_hidden(true);
            }
            slot.set_inner_html(&html);
            let _ = row.append_child(&slot);
            page.on_opened(true);
            row.scroll_into_view();
            // The address is that of the open sentence, for who loads the page again.
            if let (Some(address), Ok(history)) = (address, window().history()) {
                let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
            }
        });
    }

    fn on_opened(&self, takes_focus: bool) {
        // Forms go on in the list as well.
        let list = of(&self.root, "data-list");
        if !list.is_empty()
            && let Ok(fields) = self.root.query_selector_all("[data-panel] [name=list],[data-panel] [name=next]")
        {
            let next = self.next_listed();
            for field in (0..fields.length()).filter_map(|at| fields.item(at)?.dyn_into::<HtmlInputElement>().ok()) {
                match (field.name().as_str(), &next) {
                    ("list", _) => field.set_value(&list),
                    (_, Some(next)) => field.set_value(next),
                    _ => {}
                }
            }
        }
        if let Some(undo) = one(&self.root, "[data-undo]") {
            undo.set_hidden(false);
        }
        self.take_kept();
        if let Some(area) = self.area().filter(|_| takes_focus) {
            let _ = area.focus();
        }
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

    /// Saves the open sentence, and goes on.
    fn save(&self, reviewed: bool) {
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

    fn address_of(&self, place: &str) -> Option<String> {
        self.row(place).and_then(|row| one(&row, "a[data-open]")).map(|link| of(&link, "href"))
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

    /// Looks words up, beside the open sentence.
    fn look_up(&self, form: &Element) {
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

    /// What a press on something asks for; whether it was done here.
    fn pressed(&self, target: &Element) -> bool {
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
    fn shortcut(&self, name: &str) -> bool {
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

    /// The next sentence of the list that is worked through, or else with findings.
    fn next_listed(&self) -> Option<String> {
        let rows = self.root.query_selector_all("[data-row]").ok()?;
        let rows: Vec<Element> = (0..rows.length()).filter_map(|at| rows.item(at)?.dyn_into().ok()).collect();
        let at = rows.iter().position(|row| row.has_attribute("data-open-row")).unwrap_or(0);
        let selector = of(&self.root, "data-listed");
        let is_listed = |row: &&Element| {
            // What stands in the open panel is the panel's.
            let selector: Vec<String> = selector.split(',').map(|one| format!(".row {one}")).collect();
            row.query_selector(&selector.join(",")).ok().flatten().is_some()
        };
        let (before, after) = rows.split_at(at);
        after.iter().skip(1).chain(before).find(is_listed).map(|row| of(row, "data-row"))
    }

    fn open_listed(&self) -> bool {
        let Some(place) = self.next_listed() else { return false };
        let address = self.address_of(&place);
        self.open(place, address);
        true
    }
}

async fn text_at(address: &str) -> Option<String> {
    let response: Response = JsFuture::from(window().fetch_with_str(address)).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
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
    page.on_opened(window().location().hash().as_deref() == Ok("#open"));
    page.send_all_kept();
}
