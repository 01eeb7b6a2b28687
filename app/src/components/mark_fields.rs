//! The fields of the search form that are about marks and designs.

use index_config::{Condition, MarkMatch, SearchParams};
use leptos::prelude::*;
use publication::{ClassificationScheme, MarkFeature};

use super::search_form::{checkbox, text_field};
use crate::{
    InterfaceLanguage,
    i18n::{HomeText, class_name, mark_feature_name, match_name},
};

/// Kinds that it helps to ask for: the others are rare, and found among the facets.
const ASKED_FOR: [MarkFeature; 8] = [
    MarkFeature::Word,
    MarkFeature::StylizedCharacters,
    MarkFeature::Figurative,
    MarkFeature::Combined,
    MarkFeature::ThreeDimensional,
    MarkFeature::Colour,
    MarkFeature::Sound,
    MarkFeature::Motion,
];

/// What marks read, what they are for and what they look like; classes of designs. Open where one of them is set.
pub(super) fn mark_fields(language: InterfaceLanguage, params: &SearchParams) -> AnyView {
    let text = HomeText::of(language);
    let ways = MarkMatch::ALL
        .into_iter()
        .map(|way| {
            let checked = way == params.mark_match;
            view! {
                <label class="check">
                    <input type="radio" name="mark-match" value=way.as_str() checked=checked/>
                    <span>{match_name(language, way)}</span>
                </label>
            }
        })
        .collect_view();
    let kinds = ASKED_FOR
        .into_iter()
        .map(|kind| {
            let name = mark_feature_name(language, kind);
            checkbox("mark-kind", kind.as_str().to_owned(), name, params.mark_features.contains(&kind))
        })
        .collect_view();
    let other_kinds = params
        .mark_features
        .iter()
        .filter(|kind| !ASKED_FOR.contains(kind))
        .map(|kind| view! { <input type="hidden" name="mark-kind" value=kind.as_str()/> })
        .collect_view();
    let open = [Condition::Mark, Condition::MarkFeatures, Condition::Goods, Condition::Nice, Condition::Locarno, Condition::Vienna]
        .into_iter()
        .any(|condition| params.has_condition(condition));
    view! {
        <details class="form-more" open=open>
            <summary>{text.marks}</summary>
            <p class="hint">{text.marks_hint}</p>
            <div class="fields">
                <div class="field">
                    {text_field("mark", text.mark, Some(text.mark_hint), params.mark.clone())}
                    <fieldset class="field-choices" aria-describedby="mark-match-hint">
                        <legend class="visually-hidden">{text.mark_match}</legend>
                        <div class="choice-row">{ways}</div>
                    </fieldset>
                    <p class="hint" id="mark-match-hint">{text.match_hint}</p>
                </div>
                {text_field("goods", text.goods, None, params.goods.clone())}
                {class_field(language, "nice", ClassificationScheme::Nice, [text.nice, text.nice_hint], &params.nice)}
                {class_field(language, "vienna", ClassificationScheme::Vienna, [text.vienna, text.vienna_hint], &params.vienna)}
                {class_field(language, "locarno", ClassificationScheme::Locarno, [text.locarno, text.locarno_hint], &params.locarno)}
            </div>
            <fieldset class="choices"><legend>{text.mark_kinds}</legend><div class="choice-row">{kinds}</div></fieldset>
            {other_kinds}
        </details>
    }
    .into_any()
}

/// Classes of one scheme, with their names offered by the browser.
fn class_field(
    language: InterfaceLanguage,
    name: &'static str,
    scheme: ClassificationScheme,
    [label, hint]: [&'static str; 2],
    classes: &[String],
) -> AnyView {
    let options = (1_u8..=99)
        .filter_map(|number| index_config::scheme_class(scheme, &number.to_string()))
        .map(|class| {
            let meaning = class_name(language, scheme, &class);
            view! { <option value=class>{meaning}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label class="field-label" for=name>{label}</label>
            <p class="hint" id=format!("{name}-hint")>{hint}</p>
            <input class="input" type="text" id=name name=name value=classes.join(" ") aria-describedby=format!("{name}-hint")
                list=format!("{name}-classes") maxlength="1000" autocomplete="off"/>
            <datalist id=format!("{name}-classes")>{options}</datalist>
        </div>
    }
    .into_any()
}
