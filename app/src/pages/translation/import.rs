//! Sending a file, what came of it, and having one.

use leptos::prelude::*;
use publication::Audience;

use crate::{
    InterfaceLanguage, RequestInfo,
    components::{Table, Tone, notice_box},
    i18n::{TranslationText, count, reason_words},
    services::{ImportOutcome, ImportedLine},
};

/// The report on the file that was sent a moment ago, if one was.
pub(super) fn import_report(language: InterfaceLanguage) -> Option<AnyView> {
    let outcome = use_context::<ImportOutcome>()?;
    let text = TranslationText::of(language);
    let [read, created, updated, unchanged] = outcome.counts;
    let title = match (&outcome.format, outcome.dry_run) {
        (None, _) => text.not_imported,
        (Some(_), true) => text.tried,
        (Some(_), false) => text.imported,
    };
    let tone = if outcome.rejected.0 > 0 || outcome.format.is_none() { Tone::Warning } else { Tone::Information };
    let format = outcome.format.as_ref().map(|(format, encoding)| {
        view! { <dt>{text.format_and_encoding}</dt><dd>{format!("{format} / {encoding}")}</dd> }
    });
    let row = |name: &'static str, number: u64| view! { <dt>{name}</dt><dd>{count(number)}</dd> };
    let summary = view! {
        <p><strong>{format!("{title}: {}", outcome.file)}</strong></p>
        <dl class="definitions">
            {format}
            {row(text.read, read)}
            {row(text.created, created)}
            {row(text.updated, updated)}
            {row(text.unchanged, unchanged)}
            {row(text.rejected, outcome.rejected.0)}
            {row(text.left_out, outcome.left_out.0)}
        </dl>
    };
    Some(
        view! {
            <div role="status">{notice_box(tone, summary)}</div>
            {lines(language, text.rejected, outcome.rejected.0, &outcome.rejected.1)}
            {lines(language, text.left_out, outcome.left_out.0, &outcome.left_out.1)}
        }
        .into_any(),
    )
}

fn lines(language: InterfaceLanguage, title: &'static str, total: u64, lines: &[ImportedLine]) -> Option<AnyView> {
    let text = TranslationText::of(language);
    if lines.is_empty() {
        return None;
    }
    let first_only = (total > lines.len() as u64).then(|| view! { <p>{text.first_lines}</p> });
    let rows = lines.iter().map(|line| {
        view! {
            <tr data-code=line.reason.code.clone()>
                <td class="figure-cell">{(line.line > 0).then(|| count(line.line))}</td>
                <td>{reason_words(language, &line.reason)}</td>
                <td>{line.detail.clone()}</td>
            </tr>
        }
    });
    let table = Table::new(title, "table table-dense").heads(&[text.line, text.reason, text.detail]).view(rows);
    Some(view! { <h2>{title}</h2>{first_only}{table} }.into_any())
}

/// The form that sends a file: tried without storing anything unless somebody says otherwise.
pub(super) struct ImportForm<'a> {
    /// Where it is sent.
    pub(super) action: &'static str,
    /// What is to be known before.
    pub(super) lead: Option<&'static str>,
    /// What files it may be.
    pub(super) file_hint: &'static str,
    /// Fields for a few words: their names and labels.
    pub(super) words: &'a [(&'static str, &'static str)],
}

impl ImportForm<'_> {
    /// The form, for who may read what is inside.
    pub(super) fn view(&self, request: &RequestInfo) -> AnyView {
        let text = TranslationText::of(request.language);
        let form = if request.audience == Audience::Inside {
            view! {
                {self.lead.map(|lead| view! { <p>{lead}</p> })}
                <form class="account-form" method="post" action=self.action enctype="multipart/form-data">
                    {file_field(request.language, self.file_hint)}
                    {self.words.iter().map(|(name, label)| text_field(name, label)).collect_view()}
                    {check_field("restricted", text.restricted, false)}
                    {check_field("dry_run", text.dry_run, true)}
                    <p><button class="button" type="submit">{text.import_button}</button></p>
                </form>
            }
            .into_any()
        } else {
            notice_box(Tone::Information, view! { <p>{text.inside_needed}</p> })
        };
        view! { <section aria-labelledby="import-heading"><h2 id="import-heading">{text.import}</h2>{form}</section> }.into_any()
    }
}

/// A field for a file.
fn file_field(language: InterfaceLanguage, hint: &'static str) -> AnyView {
    let text = TranslationText::of(language);
    view! {
        <div class="form-field">
            <label class="field-label" for="import-file">{text.file}</label>
            <p class="hint" id="import-file-hint">{hint}</p>
            <input class="input" type="file" id="import-file" name="file" required aria-describedby="import-file-hint"/>
        </div>
    }
    .into_any()
}

/// A field that is ticked or not.
fn check_field(name: &'static str, label: &'static str, checked: bool) -> AnyView {
    let id = format!("import-{name}");
    let for_id = id.clone();
    view! {
        <div class="form-field">
            <label class="check" for=for_id><input type="checkbox" id=id name=name value="on" checked=checked/><span>{label}</span></label>
        </div>
    }
    .into_any()
}

/// A field for a few words.
fn text_field(name: &'static str, label: &'static str) -> AnyView {
    let id = format!("import-{name}");
    view! {
        <div class="form-field">
            <label class="field-label" for=id.clone()>{label}</label>
            <input class="input" type="text" id=id name=name autocomplete="off" maxlength="100"/>
        </div>
    }
    .into_any()
}

/// The form that writes a file: its formats by word and name.
pub(super) fn export_form(language: InterfaceLanguage, action: &'static str, formats: &[(&'static str, &'static str)]) -> AnyView {
    let text = TranslationText::of(language);
    let options = formats.iter().map(|(word, name)| view! { <option value=*word>{*name}</option> }).collect_view();
    view! {
        <section aria-labelledby="export-heading">
            <h2 id="export-heading">{text.export}</h2>
            <form class="account-form" method="get" action=action>
                <div class="form-field">
                    <label class="field-label" for="export-format">{text.format}</label>
                    <select class="input" id="export-format" name="format">{options}</select>
                </div>
                <div class="form-field">
                    <label class="field-label" for="export-language">{text.language}</label>
                    <p class="hint" id="export-language-hint">{text.language_hint}</p>
                    <input class="input" type="text" id="export-language" name="language" autocomplete="off" autocapitalize="none"
                        maxlength="35" aria-describedby="export-language-hint"/>
                </div>
                <p><button class="button button-outline" type="submit">{text.download}</button></p>
            </form>
        </section>
    }
    .into_any()
}
