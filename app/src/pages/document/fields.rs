//! Rows of the bibliographic table: INID code, name, content.

use leptos::prelude::*;
use publication::Right;

use super::Answer;
use crate::{
    InterfaceLanguage,
    components::{direction, provenance_badge},
    i18n::{DocumentText, language_name},
    services::{FieldText, FieldTextKind},
};

/// A row. The code is the one of the right's own standard: WIPO ST.9 for patents and utility models, ST.60 for marks, ST.80 for designs.
pub(super) struct Field {
    /// INID code; empty where there is none.
    pub inid: &'static str,
    /// What the field is called.
    pub name: String,
    /// Its content.
    pub content: AnyView,
}

impl Field {
    /// A field with content.
    pub(super) fn new(inid: &'static str, name: impl Into<String>, content: impl IntoView) -> Self {
        Self { inid, name: name.into(), content: content.into_any() }
    }

    /// As a row of the table.
    pub(super) fn row(self) -> AnyView {
        let code = (!self.inid.is_empty()).then(|| format!("({})", self.inid));
        view! { <tr><td class="inid">{code}</td><th scope="row">{self.name}</th><td>{self.content}</td></tr> }.into_any()
    }
}

/// What a field says that the record lacks.
pub(super) fn not_in_record(language: InterfaceLanguage) -> AnyView {
    view! { <span class="faint">{DocumentText::of(language).not_in_record}</span> }.into_any()
}

/// Texts of one kind, a row each: the original, and below each segment its Japanese with what made it.
pub(super) fn field_texts(answer: &Answer, kind: FieldTextKind, code: &'static str, name: &'static str) -> Vec<Field> {
    let language = answer.request.language;
    let row = |text: &FieldText| {
        let name = format!("{name} ({})", language_name(language, &text.language));
        Field::new(code, name, segments(language, text))
    };
    answer.document.field_texts.iter().filter(|text| text.kind == kind).map(row).collect()
}

fn segments(language: InterfaceLanguage, text: &FieldText) -> AnyView {
    let tag = text.language.as_str().to_owned();
    let segments = text
        .segments
        .iter()
        .map(|segment| {
            let japanese = match &segment.japanese {
                Some(japanese) => view! { <p lang="ja">{japanese.text.clone()}</p> {provenance_badge(language, japanese)} }.into_any(),
                // What is Japanese already needs none.
                None if text.language.primary() == "ja" => ().into_any(),
                None => view! { <span class="badge badge-none">{DocumentText::of(language).untranslated}</span> }.into_any(),
            };
            view! {
                <div class="field-segment">
                    <p lang=tag.clone() dir=direction(&text.language)>{segment.source.clone()}</p>
                    <div class="target">{japanese}</div>
                </div>
            }
        })
        .collect_view();
    segments.into_any()
}

/// The code of a field by right: ST.9, ST.80, ST.60.
pub(super) const fn inid(right: Right, patent: &'static str, design: &'static str, trademark: &'static str) -> &'static str {
    match right {
        Right::Patent | Right::UtilityModel => patent,
        Right::Design => design,
        Right::Trademark => trademark,
    }
}
