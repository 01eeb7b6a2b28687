//! A better sentence, suggested by a reader.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use publication::{LanguageTag, TextPart};

use super::{
    failure::{failure_page, titled},
    not_found::document_not_found,
};
use crate::{
    InterfaceLanguage, RequestInfo,
    components::{Tone, direction, display_number, notice_box, provenance_badge},
    escape::{attribute, escaped},
    i18n::{CorrectText, DocumentText, WorkText},
    portal::{corrections, request, set_status},
    publication_path::publication_of,
    query::value,
    services::{Corrections, SegmentPlace, SuggestionPage},
};

/// Longest suggestion, characters.
const LONGEST: usize = 4_000;

/// A sentence and a form for another one.
#[component]
pub(crate) fn SuggestPage() -> impl IntoView {
    let (request, corrections) = match (request(), corrections()) {
        (Ok(request), Ok(corrections)) => (request, corrections),
        (Err(error), _) | (_, Err(error)) => return failure_page(InterfaceLanguage::Ja, &error),
    };
    let params = use_params_map().get_untracked();
    let part: Option<TextPart> = params.get("tab").and_then(|part| part.parse().ok());
    let (id, words) = publication_of(&params);
    Suspend::new(async move {
        let query = request.query();
        let language: Option<LanguageTag> = value(query, "tl").and_then(|tag| tag.parse().ok());
        let place: Option<SegmentPlace> = value(query, "segment").and_then(|place| place.parse().ok());
        let (Some(id), Some(part), Some(language), Some(place)) = (id, part, language, place) else {
            return document_not_found(request.language, &words, &[]);
        };
        match corrections.suggestion_page(&id, part, &language, &place, request.audience).await {
            Ok(Some(page)) => shown(&request, &corrections, part, &place, &page),
            Ok(None) => document_not_found(request.language, &words, &[]),
            Err(error) => failure_page(request.language, &error),
        }
    })
    .into_any()
}

fn shown(request: &RequestInfo, corrections: &Corrections, part: TextPart, place: &SegmentPlace, page: &SuggestionPage) -> AnyView {
    let language = request.language;
    let (text, correct) = (WorkText::of(language), CorrectText::of(language));
    let id = &page.summary.publication.id;
    let tab = if part == TextPart::Title { id.path() } else { format!("{}/{}", id.path(), part.as_str()) };
    let japanese = match &page.japanese {
        Some(japanese) => view! { <p lang="ja">{japanese.text.clone()}</p><p>{provenance_badge(language, japanese)}</p> }.into_any(),
        None => view! { <p><span class="badge badge-none">{DocumentText::of(language).untranslated}</span></p> }.into_any(),
    };
    let done = value(request.query(), "done").is_some();
    let form = if done {
        notice_box(Tone::Information, view! { <p role="status">{text.suggest_done}</p> })
    } else if corrections.may_suggest(request.visitor.is_some()) {
        form(request, part, place, page)
    } else {
        set_status(axum::http::StatusCode::FORBIDDEN);
        notice_box(Tone::Information, view! { <p>{text.suggest_closed}</p> })
    };
    view! {
        {titled(language, text.suggest)}
        <p><a href=tab>{correct.back}</a></p>
        <h1>{text.suggest}": "<span class="number">{display_number(&page.summary.publication)}</span></h1>
        <h2>{correct.source}</h2>
        <p class="source" lang=page.language.as_str().to_owned() dir=direction(&page.language)>{page.source.clone()}</p>
        <h2>{correct.present}</h2>
        {japanese}
        {form}
    }
    .into_any()
}

fn form(request: &RequestInfo, part: TextPart, place: &SegmentPlace, page: &SuggestionPage) -> AnyView {
    let language = request.language;
    let text = WorkText::of(language);
    let query = request.query();
    let typed = |name: &str| value(query, name);
    let present = page.japanese.as_ref().map(|japanese| japanese.text.clone());
    let japanese = typed("japanese").or(present).unwrap_or_default();
    let problem = typed("problem").map(|problem| match problem.as_str() {
        "same" => text.suggest_same,
        "too-many" => text.suggest_many,
        "source-changed" => text.suggest_gone,
        _ => text.suggest_wrong,
    });
    let said = problem.map(|words| view! { <p id="suggestion-error" class="field-error" role="alert">{words}</p> });
    let described = if problem.is_some() { "suggestion-hint suggestion-error" } else { "suggestion-hint" };
    let invalid = if problem.is_some() { " aria-invalid=\"true\"" } else { "" };
    let area = format!(
        "<textarea class=\"input\" id=\"suggestion\" name=\"japanese\" lang=\"ja\" rows=\"5\" maxlength=\"{LONGEST}\" required \
         aria-describedby=\"{}\"{invalid}>\n{}</textarea>",
        attribute(described),
        escaped(&japanese)
    );
    let name = request.visitor.is_none().then(|| {
        view! {
            <label class="field-label" for="name">{text.suggest_name}</label>
            <input class="input" id="name" name="name" maxlength="60" value=typed("name").unwrap_or_default() autocomplete="name"/>
        }
    });
    view! {
        <form class="suggest-form" method="post" action=format!("{}/{}/suggest/send", page.summary.publication.id.path(), part.as_str())>
            <input type="hidden" name="language" value=page.language.as_str().to_owned()/>
            <input type="hidden" name="segment" value=place.to_string()/>
            <label class="field-label" for="suggestion">{text.suggest_words}</label>
            <p class="hint" id="suggestion-hint">{text.suggest_hint}</p>
            <div inner_html=area></div>
            {said}
            <label class="field-label" for="suggestion-reason">{text.suggest_reason}</label>
            <input class="input" id="suggestion-reason" name="reason" maxlength="500" value=typed("reason").unwrap_or_default() autocomplete="off"/>
            {name}
            <p><button class="button" type="submit">{text.suggest_send}</button></p>
        </form>
    }
    .into_any()
}
