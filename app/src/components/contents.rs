//! What a publication holds, in a few words.

use leptos::prelude::*;
use publication::{Element, Right};

use crate::{InterfaceLanguage, i18n::ResultsText};

/// Whether a publication of a right that has texts came with its abstract only.
pub(crate) fn is_abstract_only(right: Right, elements: &[Element]) -> bool {
    matches!(right, Right::Patent | Right::UtilityModel)
        && elements.contains(&Element::Abstract)
        && !elements.contains(&Element::Claims)
        && !elements.contains(&Element::Description)
}

/// 全文あり, 抄録のみ, 図面あり, 商標見本あり …
pub(crate) fn contents_chips(language: InterfaceLanguage, right: Right, elements: &[Element]) -> AnyView {
    let text = ResultsText::of(language);
    let has = |element| elements.contains(&element);
    let mut words: Vec<(&'static str, bool)> = Vec::new();
    if matches!(right, Right::Patent | Right::UtilityModel) {
        if has(Element::Description) {
            words.push((text.full_text, true));
        } else if has(Element::Claims) {
            words.push((text.claims_only, true));
        } else if is_abstract_only(right, elements) {
            words.push((text.abstract_only, false));
        } else {
            words.push((text.bibliographic_only, false));
        }
    }
    if has(Element::Figures) {
        let word = match right {
            Right::Patent | Right::UtilityModel => text.figures,
            Right::Design => text.views,
            Right::Trademark => text.mark_image,
        };
        words.push((word, true));
    }
    words
        .into_iter()
        .map(|(word, present)| {
            let class = if present { "chip" } else { "chip chip-partial" };
            view! { <span class=class>{word}</span> }
        })
        .collect::<Vec<_>>()
        .into_any()
}
