//! Text in a language of its own.

use leptos::prelude::*;
use publication::{LanguageTag, TextDirection};

/// The value of `dir` for a language; the text itself decides where the language is unknown.
pub(crate) fn direction(language: &LanguageTag) -> &'static str {
    if language.is_undetermined() {
        return "auto";
    }
    match language.direction() {
        TextDirection::LeftToRight => "ltr",
        TextDirection::RightToLeft => "rtl",
    }
}

/// A passage with its language and direction, so that screen readers pronounce it, fonts fit it and Arabic reads from right to left.
pub(crate) fn passage(language: &LanguageTag, text: &str) -> AnyView {
    view! { <bdi lang=language.as_str().to_owned() dir=direction(language)>{text.to_owned()}</bdi> }.into_any()
}
