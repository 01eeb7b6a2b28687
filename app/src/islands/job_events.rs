//! The events of a job, as the browser hears them.

use leptos::{leptos_dom::helpers::set_timeout, prelude::window};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{EventSource, MessageEvent};

use super::job_watcher::JobTold;

/// Wait before events that the server refused are asked for anew, milliseconds.
const AGAIN: u64 = 5_000;
/// How often they are.
const TRIES: u32 = 120;

/// Calls back whenever the server tells how far a job is; loads the page again when it is over.
pub(super) fn watch(address: String, told: impl Fn(JobTold) + Clone + 'static) {
    open(address, told, TRIES);
}

fn open(address: String, told: impl Fn(JobTold) + Clone + 'static, tries: u32) {
    let Ok(events) = EventSource::new(&address) else { return };
    let hear = {
        let (events, told) = (events.clone(), told.clone());
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let Some(now) = event.data().as_string().as_deref().and_then(read) else { return };
            let is_over = matches!(now.state.as_str(), "done" | "failed" | "stopped");
            told(now);
            if is_over {
                events.close();
                let _ = window().location().reload();
            }
        })
    };
    let _ = events.add_event_listener_with_callback("job", hear.as_ref().unchecked_ref());
    // They live as long as the page.
    hear.forget();
    let lost = {
        let events = events.clone();
        Closure::<dyn Fn()>::new(move || {
            // A connection that broke off the browser makes anew by itself; one that was refused it gives up.
            if events.ready_state() == EventSource::CLOSED && tries > 0 {
                let (address, told) = (address.clone(), told.clone());
                set_timeout(move || open(address, told, tries - 1), std::time::Duration::from_millis(AGAIN));
            }
        })
    };
    events.set_onerror(Some(lost.as_ref().unchecked_ref()));
    lost.forget();
}

fn read(text: &str) -> Option<JobTold> {
    let told = js_sys::JSON::parse(text).ok()?;
    let of = |key: &str| js_sys::Reflect::get(&told, &JsValue::from_str(key)).ok();
    Some(JobTold {
        state: of("state")?.as_string()?,
        words: of("words")?.as_string()?,
        // Within 0 and 100, whatever was sent.
        share: of("share")?.as_f64().map(|share| share.clamp(0.0, 100.0) as u8),
    })
}
