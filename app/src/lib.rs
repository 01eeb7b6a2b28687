//! Pages, islands and components of the portal, and [`services`]: the ports that pages call.
//!
//! Pages exist on the server only (feature `ssr`): they are long texts, and nobody should load a program to read them. The browser's half
//! (feature `hydrate`) is the [`islands`], each of which makes easier what works without it.

pub mod islands;
mod refusal;
mod request;
pub mod services;

#[cfg(feature = "ssr")]
mod components;
#[cfg(feature = "ssr")]
mod escape;
#[cfg(feature = "ssr")]
mod i18n;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod portal;
#[cfg(feature = "ssr")]
mod publication_path;
#[cfg(feature = "ssr")]
mod query;
#[cfg(feature = "ssr")]
mod shell;
mod submission;

#[cfg(feature = "ssr")]
pub use i18n::{problem_in_japanese, refusal_words};
#[cfg(feature = "ssr")]
pub use pages::{correction_panel_html, job_told};
pub use refusal::{Refusal, SourceRefusal};
pub use request::{InterfaceLanguage, RequestInfo, Visitor};
#[cfg(feature = "ssr")]
pub use shell::{App, shell};
pub use submission::{CurrentSession, FieldProblem, Forbidden, Problem, ShownLink, Submission};

/// Brings the islands of a page to life. Called by the browser as soon as the WebAssembly is there.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
