//! Opening another sentence in the place of the one that is open.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlInputElement};

use super::{Page, of, one, server::text_at};
use crate::islands::browser;

impl Page {
    /// Opens another sentence in the place of the one that is open.
    pub(super) fn open(&self, place: String, address: Option<String>) {
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
                    Some(address) => browser::go_to(&address),
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

    pub(super) fn on_opened(&self, takes_focus: bool) {
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

    pub(super) fn open_listed(&self) -> bool {
        let Some(place) = self.next_listed() else { return false };
        let address = self.address_of(&place);
        self.open(place, address);
        true
    }

    pub(super) fn address_of(&self, place: &str) -> Option<String> {
        self.row(place).and_then(|row| one(&row, "a[data-open]")).map(|link| of(&link, "href"))
    }
}
