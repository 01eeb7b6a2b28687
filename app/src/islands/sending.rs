//! A file on its way from the browser.

use leptos::{leptos_dom::helpers::set_timeout, prelude::window};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, File, HtmlInputElement, RequestInit, Response, SubmitEvent};

use super::file_sender::SenderWords;

/// Bytes of a piece. What breaks off loses so much at most.
const PIECE: f64 = 4.0 * 1024.0 * 1024.0;
/// First wait without a connection, milliseconds; each further one is twice as long, up to [`LONGEST_WAIT`].
const FIRST_WAIT: u64 = 500;
/// Longest wait.
const LONGEST_WAIT: u64 = 30_000;
/// Waits in a row before it is given up: about an hour.
const WAITS: u32 = 120;

/// What the server said to a piece.
enum Answer {
    /// So many bytes are there.
    There(f64),
    /// All of it is there.
    Arrived,
    /// It takes no more of it, with its word for that.
    Refused(String),
    /// Nothing that can be understood: there is no connection, or a proxy speaks.
    Nothing,
}

/// Sends the file of a form that is submitted. Where none is chosen, or the browser cannot, the form goes its own way.
pub(super) fn send(
    event: &SubmitEvent,
    address: &str,
    words: &SenderWords,
    share: impl Fn(Option<u8>) + 'static,
    say: impl Fn(String) + 'static,
) {
    let form = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let field = form.as_ref().and_then(|form| form.query_selector("input[type=file]").ok().flatten());
    let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else { return };
    let Some(file) = field.files().and_then(|files| files.get(0)) else { return };
    event.prevent_default();
    if field.disabled() {
        return;
    }
    field.set_disabled(true);
    let address = format!("{address}{}", String::from(js_sys::encode_uri_component(&file.name())));
    let words = words.clone();
    spawn_local(async move {
        say(words.sending.clone());
        match send_all(&file, &address, &words, &share, &say).await {
            Ok(()) => {
                let _ = window().location().reload();
            }
            Err(refused) => {
                share(None);
                say(refused);
                field.set_disabled(false);
            }
        }
    });
}

async fn send_all(
    file: &File,
    address: &str,
    words: &SenderWords,
    share: &impl Fn(Option<u8>),
    say: &impl Fn(String),
) -> Result<(), String> {
    let total = file.size();
    let (mut waits, mut wait) = (0, FIRST_WAIT);
    // What came before, this time or another, is not sent again.
    let mut there = None;
    loop {
        let answer = match there {
            None => ask(address, "GET", total, None, None).await,
            Some(offset) => {
                let end = f64::min(offset + PIECE, total);
                match file.slice_with_f64_and_f64(offset, end) {
                    Ok(piece) => ask(address, "PATCH", total, Some(offset), Some(&piece)).await,
                    Err(_) => return Err(words.given_up.clone()),
                }
            }
        };
        match answer {
            Answer::Arrived => return Ok(()),
            Answer::Refused(reason) => return Err(if reason.is_empty() { words.given_up.clone() } else { reason }),
            Answer::There(offset) => {
                if waits > 0 {
                    say(words.sending.clone());
                }
                (waits, wait) = (0, FIRST_WAIT);
                // A share of a whole: within 0 and 100.
                share(Some((100.0 * offset / total.max(1.0)).clamp(0.0, 100.0) as u8));
                there = Some(offset);
            }
            Answer::Nothing if waits == WAITS => return Err(words.given_up.clone()),
            Answer::Nothing => {
                say(words.reconnecting.clone());
                pause(wait).await;
                (waits, wait) = (waits + 1, (wait * 2).min(LONGEST_WAIT));
                // How much of the last piece is there, only the server knows.
                there = None;
            }
        }
    }
}

async fn ask(address: &str, method: &str, total: f64, offset: Option<f64>, piece: Option<&web_sys::Blob>) -> Answer {
    let headers = js_sys::Object::new();
    let set = |name: &str, value: f64| {
        let _ = js_sys::Reflect::set(&headers, &JsValue::from_str(name), &JsValue::from_str(&value.to_string()));
    };
    set("upload-length", total);
    if let Some(offset) = offset {
        set("upload-offset", offset);
    }
    let options = RequestInit::new();
    options.set_method(method);
    options.set_headers(&headers);
    if let Some(piece) = piece {
        options.set_body(piece.as_ref());
    }
    let Ok(response) = JsFuture::from(window().fetch_with_str_and_init(address, &options)).await else { return Answer::Nothing };
    let Ok(response) = response.dyn_into::<Response>() else { return Answer::Nothing };
    let told = match response.json() {
        Ok(told) => JsFuture::from(told).await.unwrap_or(JsValue::UNDEFINED),
        Err(_) => JsValue::UNDEFINED,
    };
    let of = |value: &JsValue, key: &str| js_sys::Reflect::get(value, &JsValue::from_str(key)).ok().filter(|found| !found.is_undefined());
    let here = of(&told, "offset").and_then(|offset| offset.as_f64());
    match (response.status(), here) {
        (200, _) if of(&told, "arrival").is_some() => Answer::Arrived,
        // Another place than the one that was meant, too: it goes on there.
        (200 | 409, Some(offset)) => Answer::There(offset),
        (502..=504, _) => Answer::Nothing,
        _ => {
            let reason = of(&told, "error").and_then(|error| of(&error, "message")).and_then(|message| message.as_string());
            Answer::Refused(reason.unwrap_or_default())
        }
    }
}

async fn pause(milliseconds: u64) {
    let over = js_sys::Promise::new(&mut |resolve, _| {
        set_timeout(
            move || {
                let _ = resolve.call0(&JsValue::UNDEFINED);
            },
            std::time::Duration::from_millis(milliseconds),
        );
    });
    let _ = JsFuture::from(over).await;
}
