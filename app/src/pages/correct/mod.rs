//! A part of a document open for correction: all its sentences, and one of them in a form.

mod difference;
mod panel;
mod rows;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use publication::{LanguageTag, Role, TextPart};

use self::{
    panel::{PanelPlace, key_name},
    rows::Rows,
};
use super::{
    failure::{failure_page, titled},
    not_found::document_not_found,
};
use crate::{
    InterfaceLanguage, RequestInfo, Visitor,
    components::{Tone, display_number, meter, notice_box},
    i18n::{CorrectText, KeyText, language_name, part_name},
    islands::CorrectingKeys,
    portal::{corrections, request, set_status},
    publication_path::publication_of,
    query::{encode, value},
    services::{CorrectionAsked, CorrectionPage as Page, CorrectionPanel, GoneText, WorkListKind},
};

/// The open sentence's part of the page, alone.
#[must_use]
pub fn correction_panel_html(interface: InterfaceLanguage, panel: &CorrectionPanel, visitor: &Visitor) -> String {
    PanelPlace { interface, panel, visitor, list: "" }.view().to_html()
}

/// Words of a concordance are cut after this many characters.
const WORDS: usize = 100;

/// A part open for correction.
#[component]
pub(crate) fn CorrectPage() -> impl IntoView {
    let (request, corrections) = match (request(), corrections()) {
        (Ok(request), Ok(corrections)) => (request, corrections),
        (Err(error), _) | (_, Err(error)) => return failure_page(InterfaceLanguage::Ja, &error),
    };
    let params = use_params_map().get_untracked();
    let part: Option<TextPart> = params.get("tab").and_then(|part| part.parse().ok());
    let (id, words) = publication_of(&params);
    Suspend::new(async move {
        let Some(visitor) = request.visitor.clone().filter(|visitor| visitor.role >= Role::Translator) else {
            return not_allowed(&request);
        };
        let (Some(id), Some(part)) = (id, part) else { return document_not_found(request.language, &words, &[]) };
        let query = request.query();
        let asked = CorrectionAsked {
            id,
            part,
            language: value(query, "tl").and_then(|tag| tag.parse().ok()),
            open: value(query, "segment").and_then(|place| place.parse().ok()),
            list: value(query, "list").and_then(|list| list.parse().ok()),
            concordance: value(query, "concordance").map(|words| words.chars().take(WORDS).collect()),
        };
        match corrections.correction_page(&asked, &visitor, request.audience).await {
            Ok(Some(page)) => shown(&request, &visitor, &asked, &page),
            Ok(None) => document_not_found(request.language, &words, &[]),
            Err(error) => failure_page(request.language, &error),
        }
    })
    .into_any()
}

/// Who is not signed in is led to where one signs in; who may not, is told so.
pub(super) fn not_allowed(request: &RequestInfo) -> AnyView {
    let language = request.language;
    let text = CorrectText::of(language);
    if request.visitor.is_none() {
        leptos_axum::redirect(&format!("/sign-in?next={}", encode(&request.path_and_query)));
    } else {
        set_status(axum::http::StatusCode::FORBIDDEN);
    }
    view! {
        {titled(language, text.title)}
        <h1>{text.title}</h1>
        {notice_box(Tone::Information, view! { <p>{text.sign_in}</p> })}
    }
    .into_any()
}

fn shown(request: &RequestInfo, visitor: &Visitor, asked: &CorrectionAsked, page: &Page) -> AnyView {
    let language = request.language;
    let text = CorrectText::of(language);
    let id = &asked.id;
    let number = display_number(&page.summary.publication);
    let part = part_name(language, page.part);
    let base = format!("{}/{}/correct", id.path(), page.part.as_str());
    let list = asked.list.map_or("", WorkListKind::as_str);
    let list_end = if list.is_empty() { String::new() } else { format!("&list={list}") };
    let end = format!("&tl={}{list_end}", encode(page.language.as_str()));
    let japanese = page.summary.japanese_title.as_ref().map(|title| title.text.clone());
    view! {
        {titled(language, &format!("{} {number} {part}", text.title))}
        <nav class="correct-ways" aria-label=text.back>
            <a href=format!("{}{}", id.path(), tab_of(page.part))>{text.back}</a>
            <a href=format!("/work?list={}", if list.is_empty() { "mine" } else { list })>{text.work_list}</a>
            <a href=format!("{}/{}/xliff?tl={}", id.path(), page.part.as_str(), encode(page.language.as_str())) download>{text.xliff}</a>
            <a href=format!("{}/import", id.path())>{text.import}</a>
        </nav>
        <h1>{text.title}": "<span class="number">{number}</span>" "{japanese.map(|title| view! { <span lang="ja">{title}</span> })}</h1>
        {parts(language, page, &list_end)}
        {notices(request)}
        {meter(language, page.meter)}
        {body(request, visitor, page, &base, &end, list)}
        {gone(language, page)}
        {keys(language)}
    }
    .into_any()
}

/// The end of the address of a part's tab; a title stands on the first.
fn tab_of(part: TextPart) -> String {
    if part == TextPart::Title { String::new() } else { format!("/{}", part.as_str()) }
}

/// The parts, and the languages of this one.
fn parts(language: InterfaceLanguage, page: &Page, list_end: &str) -> AnyView {
    let text = CorrectText::of(language);
    let id = &page.summary.publication.id;
    let links = page
        .parts
        .iter()
        .map(|part| {
            let here = (*part == page.part).then_some("page");
            let address = format!("{}/{}/correct?{}", id.path(), part.as_str(), list_end.trim_start_matches('&'));
            view! { <li><a class="tab" href=address aria-current=here>{part_name(language, *part)}</a></li> }
        })
        .collect_view();
    let languages = (page.other_languages.len() > 1).then(|| {
        let links = page
            .other_languages
            .iter()
            .map(|tag: &LanguageTag| {
                let here = (*tag == page.language).then_some("true");
                let address = format!("{}/{}/correct?tl={}{list_end}", id.path(), page.part.as_str(), encode(tag.as_str()));
                view! { <li><a class="chip chip-choice" href=address aria-current=here>{language_name(language, tag)}</a></li> }
            })
            .collect_view();
        view! { <div class="languages"><ul>{links}</ul></div> }
    });
    view! { <nav class="tabs" aria-label=text.parts><ul>{links}</ul></nav>{languages} }.into_any()
}

/// What became of what was asked for.
fn notices(request: &RequestInfo) -> Option<AnyView> {
    let text = CorrectText::of(request.language);
    let query = request.query();
    if let Some(problem) = value(query, "problem") {
        let words = match problem.as_str() {
            "conflict" => text.problem_conflict,
            "source-changed" => text.problem_source,
            "locked" => text.problem_locked,
            "reason" => text.problem_reason,
            "own-text" => text.problem_own,
            "not-human" => text.problem_not_human,
            _ => text.problem_japanese,
        };
        return Some(view! { <div role="alert">{notice_box(Tone::Error, view! { <p>{words}</p> })}</div> }.into_any());
    }
    let words = match value(query, "done")?.as_str() {
        "save" | "save-reviewed" => text.done_save,
        "approve" => text.done_approve,
        "send-back" => text.done_send_back,
        "restore" => text.done_restore,
        "draft" => text.done_draft,
        _ => text.done_other,
    };
    Some(view! { <div role="status">{notice_box(Tone::Information, view! { <p>{words}</p> })}</div> }.into_any())
}

fn body(request: &RequestInfo, visitor: &Visitor, page: &Page, base: &str, end: &str, list: &str) -> AnyView {
    let language = request.language;
    let text = CorrectText::of(language);
    let Some(panel) = &page.panel else { return notice_box(Tone::Information, view! { <p>{text.nothing}</p> }) };
    let address = format!("{base}?segment=");
    let rows = Rows { interface: language, language: &page.language, part: page.part, address: &address, end };
    let (before, after) = rows.html(&page.blocks, Some(&panel.place));
    let open = PanelPlace { interface: language, panel, visitor, list }.view().to_html();
    let html = format!("{before}<div id=\"open\" data-slot>{open}</div>{after}");
    view! {
        <h2 class="visually-hidden">{text.all_sentences}</h2>
        <div
            class="correct"
            data-correct=base.to_owned()
            data-language=page.language.as_str().to_owned()
            data-list=list.to_owned()
            data-listed=listed(list)
            data-account=visitor.account.to_string()
            data-name=visitor.name.clone()
            data-say-draft=text.status_draft
            data-say-unsent=text.status_unsent
            data-say-saving=text.status_saving
            data-say-failed=text.status_failed
            data-say-human=language.pick("人手翻訳", "Human translation")
            data-say-error=text.error
            data-say-warning=text.warning
            data-say-reason=language.pick("reason", "reason_in_english")
            inner_html=html
        ></div>
        <CorrectingKeys/>
    }
    .into_any()
}

/// The rows of a list, as a selector of what stands in them; those with findings where none is worked through.
fn listed(list: &str) -> &'static str {
    match list.parse() {
        Ok(WorkListKind::Mine) => "[data-mark=draft],[data-mark=sent-back]",
        Ok(WorkListKind::ToDo) => ".badge-none,.badge-machine,.badge-memory,.badge-built-in",
        Ok(WorkListKind::Stale) => "[data-mark=stale]",
        Ok(WorkListKind::Suggested) => "[data-mark=suggested]",
        Ok(WorkListKind::Review) => "[data-mark=review]",
        Ok(WorkListKind::SentBack) => "[data-mark=sent-back]",
        Ok(WorkListKind::Findings) | Err(()) => "[data-mark=findings]",
    }
}

/// Words whose sentence is gone.
fn gone(language: InterfaceLanguage, page: &Page) -> Option<AnyView> {
    if page.gone.is_empty() {
        return None;
    }
    let text = CorrectText::of(language);
    let rows = page
        .gone
        .iter()
        .map(|GoneText { source, japanese, author, draft }| {
            view! {
                <li class="help-entry">
                    <p lang=page.language.as_str().to_owned() dir=crate::components::direction(&page.language)>{source.clone()}</p>
                    <p lang="ja">{japanese.clone()}</p>
                    <p class="hint"><bdi>{author.clone()}</bdi>{draft.then(|| view! { " "<span class="chip mark-draft">{text.gone_draft}</span> })}</p>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section aria-labelledby="gone">
                <h2 id="gone">{text.gone}</h2>
                <p class="hint">{text.gone_hint}</p>
                <ul class="help-list">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}

/// The keys, which the island opens and closes.
fn keys(language: InterfaceLanguage) -> AnyView {
    let (text, keys) = (CorrectText::of(language), KeyText::of(language));
    let rows = [
        ("ctrl+Enter", keys.save),
        ("ctrl+shift+Enter", keys.reviewed),
        ("alt+Enter", keys.approve),
        ("alt+ArrowUp", keys.before),
        ("alt+ArrowDown", keys.after),
        ("F8", keys.finding),
        ("ctrl+1", keys.insert_match),
        ("alt+1", keys.insert_term),
        ("ctrl+d", keys.copy),
        ("ctrl+k", keys.concordance),
        ("ctrl+z", keys.undo),
        ("?", keys.list),
    ]
    .map(|(key, words)| view! { <div><dt><kbd>{key_name(key)}</kbd></dt><dd>{words}</dd></div> })
    .collect_view();
    view! {
        <details class="key-list" data-keys="">
            <summary>{text.keys}</summary>
            <dl class="keys">{rows}</dl>
        </details>
    }
    .into_any()
}
