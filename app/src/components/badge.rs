//! Badges: who made a Japanese text, and whether a publication is a sample.

use leptos::prelude::*;

use crate::{
    InterfaceLanguage,
    i18n::{Common, badge},
    services::JapaneseText,
};

/// What made a Japanese text: 「機械翻訳」 with engine and date, 「翻訳メモリ」 with its author, 「人手翻訳」 with a name, 「定型」.
pub(crate) fn provenance_badge(language: InterfaceLanguage, japanese: &JapaneseText) -> AnyView {
    let text = badge(language, japanese);
    let class = match text.maker {
        "machine" => "badge badge-machine",
        "memory" => "badge badge-memory",
        "human" => "badge badge-human",
        _ => "badge badge-built-in",
    };
    let details = (!text.details.is_empty()).then(|| view! { <span class="badge-details">{text.details}</span> });
    view! { <span class=class><b>{text.word}</b>{details}</span> }.into_any()
}

/// The mark of a sample.
pub(crate) fn sample_chip(language: InterfaceLanguage) -> AnyView {
    let text = Common::of(language);
    view! { <span class="chip chip-sample" title=text.sample_notice>{text.sample}</span> }.into_any()
}
