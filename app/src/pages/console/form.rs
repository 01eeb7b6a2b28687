//! Fields of the console's forms: a label, a hint, what was sent or is kept, and what was refused.

use leptos::prelude::*;

use crate::{
    InterfaceLanguage,
    components::{Tone, notice_box},
    i18n::refusal_words,
    services::RefusedForm,
};

/// A form's fields, over what was refused of it.
pub(super) struct Fields {
    language: InterfaceLanguage,
    refused: Option<RefusedForm>,
}

impl Fields {
    /// The fields of the form on this page.
    pub(super) fn here(language: InterfaceLanguage) -> Self {
        Self { language, refused: use_context::<RefusedForm>() }
    }

    /// Whether the form was sent and refused: not a file, which stands in a form of its own.
    pub(super) fn are_refused(&self) -> bool {
        self.sent().is_some()
    }

    fn sent(&self) -> Option<&RefusedForm> {
        self.refused.as_ref().filter(|refused| !refused.sent.is_empty())
    }

    /// What was refused, to stand over the form.
    pub(super) fn summary(&self, title: &'static str) -> Option<AnyView> {
        let refused = self.refused.as_ref()?;
        let target = format!("#field-{}", refused.field);
        let reason = refusal_words(self.language, &refused.refusal);
        Some(view! { <div role="alert">{notice_box(Tone::Error, view! { <p><strong>{title}</strong></p><p><a href=target>{reason}</a></p> })}</div> }.into_any())
    }

    /// What stands in a field: what was sent, or else what is kept.
    pub(super) fn value(&self, name: &str, kept: &str) -> String {
        match self.sent() {
            Some(refused) => refused.value(name).unwrap_or_default().to_owned(),
            None => kept.to_owned(),
        }
    }

    fn has(&self, name: &str, value: &str, kept: bool) -> bool {
        match self.sent() {
            Some(refused) => refused.values(name).any(|sent| sent == value),
            None => kept,
        }
    }

    /// What is wrong with a field.
    pub(super) fn error(&self, name: &str) -> Option<String> {
        self.refused.as_ref().filter(|refused| refused.field == name).map(|refused| refusal_words(self.language, &refused.refusal))
    }

    fn around(&self, name: &'static str, label: &'static str, hint: Option<&'static str>, input: AnyView) -> AnyView {
        let id = format!("field-{name}");
        let error = self.error(name).map(|reason| view! { <p class="field-error" id=format!("error-{name}")>{reason}</p> });
        view! {
            <div class="field">
                <label class="field-label" for=id>{label}</label>
                {hint.map(|hint| view! { <p class="field-hint" id=format!("hint-{name}")>{hint}</p> })}
                {error}
                {input}
            </div>
        }
        .into_any()
    }

    fn described_by(&self, name: &str, hint: bool) -> Option<String> {
        match (self.error(name).is_some(), hint) {
            (true, true) => Some(format!("error-{name} hint-{name}")),
            (true, false) => Some(format!("error-{name}")),
            (false, true) => Some(format!("hint-{name}")),
            (false, false) => None,
        }
    }

    /// A line of text.
    pub(super) fn text(&self, name: &'static str, label: &'static str, kept: &str, hint: Option<&'static str>) -> AnyView {
        self.line(name, label, self.value(name, kept), hint, "text")
    }

    /// A secret, which is never shown.
    pub(super) fn secret(&self, name: &'static str, label: &'static str, hint: Option<&'static str>) -> AnyView {
        let described = self.described_by(name, hint.is_some());
        let input = view! {
            <textarea class="input secret" id=format!("field-{name}") name=name rows="2" autocomplete="off" spellcheck="false" aria-describedby=described></textarea>
        };
        self.around(name, label, hint, input.into_any())
    }

    fn line(&self, name: &'static str, label: &'static str, value: String, hint: Option<&'static str>, kind: &'static str) -> AnyView {
        let described = self.described_by(name, hint.is_some());
        let invalid = self.error(name).is_some().then_some("true");
        let input = view! {
            <input class="input" id=format!("field-{name}") name=name type=kind value=value autocomplete="off" aria-describedby=described aria-invalid=invalid/>
        };
        self.around(name, label, hint, input.into_any())
    }

    /// Lines of text.
    pub(super) fn lines(&self, name: &'static str, label: &'static str, kept: &str, rows: u32) -> AnyView {
        let described = self.described_by(name, false);
        let value = self.value(name, kept);
        let input = view! {
            <textarea class="input" id=format!("field-{name}") name=name rows=rows.to_string() aria-describedby=described>{value}</textarea>
        };
        self.around(name, label, None, input.into_any())
    }

    /// One of several.
    pub(super) fn choice(&self, name: &'static str, label: &'static str, kept: &str, choices: &[(String, String)]) -> AnyView {
        let chosen = self.value(name, kept);
        let options = choices
            .iter()
            .map(|(value, words)| view! { <option value=value.clone() selected=*value == chosen>{words.clone()}</option> })
            .collect_view();
        let described = self.described_by(name, false);
        let input = view! { <select class="input" id=format!("field-{name}") name=name aria-describedby=described>{options}</select> };
        self.around(name, label, None, input.into_any())
    }

    /// A box to be ticked.
    pub(super) fn check(&self, name: &'static str, value: &'static str, words: &'static str) -> AnyView {
        let described = self.described_by(name, false);
        let invalid = self.error(name).is_some().then_some("true");
        let error = self.error(name).map(|reason| view! { <p class="field-error" id=format!("error-{name}")>{reason}</p> });
        view! {
            <div class="field">
                {error}
                <label class="check"><input type="checkbox" id=format!("field-{name}") name=name value=value required aria-describedby=described aria-invalid=invalid/>{words}</label>
            </div>
        }
        .into_any()
    }

    /// Any of several.
    pub(super) fn checks(&self, name: &'static str, label: &'static str, choices: &[(String, String, bool)]) -> AnyView {
        let boxes = choices
            .iter()
            .map(|(value, words, kept)| {
                let checked = self.has(name, value, *kept);
                view! { <label class="check"><input type="checkbox" name=name value=value.clone() checked=checked/>{words.clone()}</label> }
            })
            .collect_view();
        let error = self.error(name).map(|reason| view! { <p class="field-error">{reason}</p> });
        view! { <fieldset class="field" id=format!("field-{name}")><legend class="field-label">{label}</legend>{error}<div class="choice-row">{boxes}</div></fieldset> }
            .into_any()
    }
}
