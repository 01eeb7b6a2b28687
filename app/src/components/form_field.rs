//! Fields of forms, with what is wrong at the field itself.

use leptos::prelude::*;

use crate::{
    InterfaceLanguage, Problem, Submission,
    components::{Tone, notice_box},
    i18n::{AccountText, problem_words},
};

/// A form of a page, with what came of it where it is the one that was sent.
#[derive(Clone)]
pub(crate) struct SentForm {
    language: InterfaceLanguage,
    name: &'static str,
    submission: Option<Submission>,
}

/// What a field is for, which tells browsers and keyboards how to help.
#[derive(Clone, Copy)]
pub(crate) struct FieldKind {
    input: &'static str,
    autocomplete: &'static str,
}

impl FieldKind {
    /// A name to sign in by.
    pub(crate) const USERNAME: Self = Self { input: "text", autocomplete: "username" };
    /// A name of a person.
    pub(crate) const NAME: Self = Self { input: "text", autocomplete: "name" };
    /// The present password.
    pub(crate) const PASSWORD: Self = Self { input: "password", autocomplete: "current-password" };
    /// A password to be set.
    pub(crate) const NEW_PASSWORD: Self = Self { input: "password", autocomplete: "new-password" };
    /// What concerns somebody else: nothing that the browser knows of its owner.
    pub(crate) const OTHERS: Self = Self { input: "text", autocomplete: "off" };
    /// Somebody else's mail address.
    pub(crate) const OTHERS_MAIL: Self = Self { input: "email", autocomplete: "off" };
}

impl SentForm {
    /// A form of the page, by its name.
    pub(crate) fn read(language: InterfaceLanguage, name: &'static str) -> Self {
        let submission = use_context::<Submission>().filter(|submission| submission.form == name);
        Self { language, name, submission }
    }

    /// Whether something is wrong with it.
    pub(crate) fn is_refused(&self) -> bool {
        self.submission.as_ref().is_some_and(|submission| !submission.problems.is_empty())
    }

    fn id(&self, field: &str) -> String {
        format!("{}-{field}", self.name)
    }

    fn problem(&self, field: &str) -> Option<Problem> {
        let submission = self.submission.as_ref()?;
        submission.problems.iter().find(|found| found.field == field).map(|found| found.problem)
    }

    /// What was typed before, or what stands there at first.
    pub(crate) fn value(&self, field: &str, at_first: &str) -> String {
        self.submission.as_ref().and_then(|submission| submission.value(field)).unwrap_or(at_first).to_owned()
    }

    /// What is wrong, above the form: each leads to its field.
    pub(crate) fn summary(&self) -> Option<AnyView> {
        let submission = self.submission.as_ref().filter(|submission| !submission.problems.is_empty())?;
        let text = AccountText::of(self.language);
        let lines = submission.problems.iter().map(|found| {
            let words = problem_words(self.language, found.problem);
            let line = if found.field == "form" {
                words.into_any()
            } else {
                view! { <a href=format!("#{}", self.id(found.field))>{words}</a> }.into_any()
            };
            view! { <li data-code=found.problem.code()>{line}</li> }
        });
        let content = view! { <p><strong>{text.problems}</strong></p><ul class="notice-list">{lines.collect_view()}</ul> };
        Some(view! { <div role="alert">{notice_box(Tone::Error, content)}</div> }.into_any())
    }

    /// The end of a field: its hint, and what is wrong with it; and the ids of these.
    fn notes(&self, field: &str, hint: Option<&'static str>) -> (AnyView, Option<String>) {
        let id = self.id(field);
        let problem = self.problem(field);
        let named = [(hint.is_some(), "hint"), (problem.is_some(), "problem")];
        let ids: Vec<String> = named.into_iter().filter(|(is, _)| *is).map(|(_, end)| format!("{id}-{end}")).collect();
        let described = (!ids.is_empty()).then(|| ids.join(" "));
        let notes = view! {
            {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
            {problem.map(|problem| view! {
                <p class="field-problem" id=format!("{id}-problem")>{problem_words(self.language, problem)}</p>
            })}
        };
        (notes.into_any(), described)
    }

    /// A field. Passwords are never filled in.
    pub(crate) fn field(
        &self,
        name: &'static str,
        label: &'static str,
        kind: FieldKind,
        at_first: &str,
        hint: Option<&'static str>,
        required: bool,
    ) -> AnyView {
        let id = self.id(name);
        let (notes, described) = self.notes(name, hint);
        let value = (kind.input != "password").then(|| self.value(name, at_first));
        let wrong = self.problem(name).is_some().then_some("true");
        let is_name = kind.input != "password" && kind.autocomplete != "name";
        let mark = required.then(|| view! { <span class="required">{AccountText::of(self.language).required}</span> });
        view! {
            <div class="form-field">
                <label class="field-label" for=id.clone()>{label}{mark}</label>
                {notes}
                <input class="input" type=kind.input id=id name=name value=value autocomplete=kind.autocomplete required=required
                    aria-invalid=wrong aria-describedby=described autocapitalize=is_name.then_some("none") spellcheck=is_name.then_some("false")/>
            </div>
        }
        .into_any()
    }

    /// A choice of one: word and name of each, and the word that is chosen at first.
    pub(crate) fn choice(
        &self,
        name: &'static str,
        label: &'static str,
        choices: &[(&'static str, &'static str)],
        at_first: &str,
    ) -> AnyView {
        let id = self.id(name);
        let (notes, described) = self.notes(name, None);
        let chosen = self.value(name, at_first);
        let options =
            choices.iter().map(|(word, name)| view! { <option value=*word selected=*word == chosen>{*name}</option> }).collect_view();
        let wrong = self.problem(name).is_some().then_some("true");
        view! {
            <div class="form-field">
                <label class="field-label" for=id.clone()>{label}</label>
                {notes}
                <select class="input" id=id name=name aria-invalid=wrong aria-describedby=described>{options}</select>
            </div>
        }
        .into_any()
    }
}
