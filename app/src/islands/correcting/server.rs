//! Questions to the server, and JSON as the browser has it.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

pub(super) fn object(pairs: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in pairs {
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// A number as it stands in an attribute.
pub(super) fn number(text: &str) -> JsValue {
    JsValue::from_f64(js_sys::parse_float(text))
}

pub(super) fn get(value: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(value, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Sends JSON; the status and what was answered, or nothing where there is no connection.
pub(super) async fn send(method: &str, address: &str, body: Option<&JsValue>) -> Option<(u16, JsValue)> {
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

pub(super) async fn text_at(address: &str) -> Option<String> {
    let response: Response = JsFuture::from(window().fetch_with_str(address)).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
