//! Where a right stands: what it means, and the office's own words beside it.

use leptos::prelude::*;
use publication::Publication;

use crate::{
    InterfaceLanguage,
    i18n::{DocumentText, register_status_name},
};

/// 「存続 (官庁の記載: Registered)」; `None` where the record says nothing. Words that are mapped to nothing stand alone, as they came.
pub(crate) fn status_words(language: InterfaceLanguage, publication: &Publication) -> Option<AnyView> {
    let text = DocumentText::of(language);
    // Registers word their statuses in a language of their own, which no record names.
    let words = publication.status.clone().map(|words| view! { <bdi>{words}</bdi> });
    match (publication.register_status, words) {
        (Some(status), words) => {
            let words = words.map(|words| view! { <span class="faint">{text.status_as_published}": "{words}</span> });
            Some(view! { <span class="chip chip-status">{register_status_name(language, status)}</span>" "{words} }.into_any())
        }
        (None, Some(words)) => Some(words.into_any()),
        (None, None) => None,
    }
}
