//! The page of the translation memory.

use leptos::prelude::*;

use super::import::{ImportForm, export_form, import_report};
use crate::{
    InterfaceLanguage, RequestInfo,
    components::Table,
    i18n::{TranslationText, count, plain_date},
    pages::failure::{failure_page, titled},
    portal::{request, translations},
    query::value,
    services::{MemoryAnswer, MemoryPair, MemoryQuestion, MemorySide},
};

/// Pairs with words, import and export.
#[component]
pub(crate) fn MemoryPage() -> impl IntoView {
    let (request, services) = match (request(), translations()) {
        (Ok(request), Ok(services)) => (request, services),
        (Err(error), _) | (_, Err(error)) => return failure_page(InterfaceLanguage::Ja, &error),
    };
    let report = import_report(request.language);
    Suspend::new(async move {
        let of = |key: &str| value(request.query(), key).unwrap_or_default();
        let side = match of("side").as_str() {
            "source" => MemorySide::Source,
            "japanese" => MemorySide::Japanese,
            _ => MemorySide::Both,
        };
        let question = MemoryQuestion { words: of("q"), side, language: of("language") };
        match services.memory(&question, request.audience).await {
            Ok(answer) => memory_page(&request, &question, &answer, report),
            Err(error) => failure_page(request.language, &error),
        }
    })
    .into_any()
}

fn memory_page(request: &RequestInfo, question: &MemoryQuestion, answer: &MemoryAnswer, report: Option<AnyView>) -> AnyView {
    let language = request.language;
    let text = TranslationText::of(language);
    let sides = [
        ("both", text.side_both, MemorySide::Both),
        ("source", text.side_source, MemorySide::Source),
        ("japanese", text.side_japanese, MemorySide::Japanese),
    ];
    let sides = sides.map(|(word, name, side)| view! { <option value=word selected=side == question.side>{name}</option> }).collect_view();
    let import = ImportForm {
        action: "/admin/memory/import",
        lead: None,
        file_hint: text.memory_file_hint,
        words: &[("language", text.import_language), ("author", text.import_author)],
    };
    let asked = !question.words.trim().is_empty();
    view! {
        {titled(language, text.memory)}
        <h1>{text.memory}</h1>
        <p class="lead">{text.memory_lead}</p>
        {report}
        <dl class="definitions"><dt>{text.pairs_held}</dt><dd>{count(answer.total)}</dd></dl>
        <h2>{text.find_pairs}</h2>
        <form class="audit-form" method="get" action="/admin/memory" role="search">
            <div class="form-field">
                <label class="field-label" for="memory-q">{text.find_pairs}</label>
                <input class="input" type="search" id="memory-q" name="q" value=question.words.clone() maxlength="200"/>
            </div>
            <div class="form-field">
                <label class="field-label" for="memory-side">{text.side}</label>
                <select class="input" id="memory-side" name="side">{sides}</select>
            </div>
            <div class="form-field">
                <label class="field-label" for="memory-language">{text.language}</label>
                <input class="input" type="text" id="memory-language" name="language" value=question.language.clone() autocomplete="off"
                    autocapitalize="none" maxlength="35"/>
            </div>
            <button class="button" type="submit">{text.find}</button>
        </form>
        {asked.then(|| pairs(language, answer))}
        {import.view(request)}
        {export_form(language, "/admin/memory/export", &[("tmx", "TMX 1.4b"), ("xliff", "XLIFF 2.1"), ("xliff-1.2", "XLIFF 1.2"), ("csv", "CSV")])}
    }
    .into_any()
}

fn pairs(language: InterfaceLanguage, answer: &MemoryAnswer) -> AnyView {
    let text = TranslationText::of(language);
    let (pairs, more) = &answer.pairs;
    if pairs.is_empty() {
        return view! { <p role="status">{text.none_found}</p> }.into_any();
    }
    let first_only = more.then(|| view! { <p>{text.first_only}</p> });
    let table = Table::new(text.memory, "table table-dense")
        .heads(&[text.source, text.japanese, text.by_whom])
        .view(pairs.iter().map(|pair| pair_row(language, pair)));
    view! { {first_only}{table} }.into_any()
}

fn pair_row(language: InterfaceLanguage, pair: &MemoryPair) -> AnyView {
    let text = TranslationText::of(language);
    let day = pair.day.map(|day| plain_date(language, day)).unwrap_or_default();
    let inside = (!pair.public).then(|| view! { <div><strong>{text.inside_only}</strong></div> });
    view! {
        <tr>
            <td lang=pair.language.as_str().to_owned() dir="auto">{pair.source.clone()}</td>
            <td lang="ja">{pair.japanese.clone()}</td>
            <td><div>{pair.author.clone()}</div><div>{day}</div><div>{pair.origin.clone()}</div>{inside}</td>
        </tr>
    }
    .into_any()
}
