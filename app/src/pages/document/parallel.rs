//! Original and Japanese, segment beside segment.

use leptos::prelude::*;
use publication::{ClassificationScheme, Element, LanguageTag, Role, TextPart};

use super::{Answer, figures};
use crate::{
    InterfaceLanguage,
    components::{Pieces, Tone, direction, meter, notice_box, provenance_badge},
    i18n::{CorrectText, DocumentText, WorkText, class_name, language_name},
    islands::TranslationWatcher,
    query::{encode, within_document},
    services::{ParallelBlock, ParallelSegment, ParallelText, SegmentFinding},
};

/// A part of the document in parallel, or why there is none.
pub(super) fn parallel_tab(answer: &Answer, text: Option<&ParallelText>) -> AnyView {
    match text {
        Some(text) if !text.blocks.is_empty() => view! {
            {languages(answer, text)}
            {state(answer, text)}
            {correcting(answer, text)}
            {reading(answer, text)}
        }
        .into_any(),
        _ => not_delivered(answer),
    }
}

/// The text; with drawings beside it where the reader wants them, and they are of use.
fn reading(answer: &Answer, text: &ParallelText) -> AnyView {
    if !matches!(text.part, TextPart::Claims | TextPart::Description) {
        return body(answer, text);
    }
    if !answer.figures_beside {
        return view! { {figures::switch(answer)}{body(answer, text)} }.into_any();
    }
    view! {
        {figures::switch(answer)}
        <div class="reading">
            <div class="reading-text">{body(answer, text)}</div>
            {figures::beside(answer)}
        </div>
    }
    .into_any()
}

/// The way to the page where this part is corrected, for those who may.
fn correcting(answer: &Answer, text: &ParallelText) -> Option<AnyView> {
    answer.request.visitor.as_ref().filter(|visitor| visitor.role >= Role::Translator)?;
    let id = &answer.document.summary.publication.id;
    let address = format!("{}/{}/correct?tl={}", id.path(), text.part.as_str(), encode(text.language.as_str()));
    Some(view! { <p><a class="button button-outline" href=address>{CorrectText::of(answer.request.language).title}</a></p> }.into_any())
}

/// What was not delivered is said, not left blank.
pub(super) fn not_delivered(answer: &Answer) -> AnyView {
    let language = answer.request.language;
    let text = DocumentText::of(language);
    let elements = &answer.document.summary.elements;
    let abstract_only =
        elements.contains(&Element::Abstract) && !elements.contains(&Element::Claims) && !elements.contains(&Element::Description);
    let right = answer.document.summary.publication.id.right();
    let part = answer.tab.name(language, right);
    let words = if abstract_only { text.lacks_abstract_only } else { text.lacks };
    notice_box(Tone::Information, view! { <p>{words.replace("{part}", part)}</p> })
}

/// The languages in which the part is held, where there are several.
fn languages(answer: &Answer, text: &ParallelText) -> Option<AnyView> {
    if text.other_languages.is_empty() {
        return None;
    }
    let language = answer.request.language;
    let id = &answer.document.summary.publication.id;
    let link = |tag: &LanguageTag| {
        let here = *tag == text.language;
        let end = within_document(answer.came_from.as_ref(), Some(tag.as_str()), answer.figures_beside);
        view! {
            <li>
                <a class="chip chip-choice" href=format!("{}{}{end}", id.path(), answer.tab.path()) aria-current=here.then_some("true")>
                    {language_name(language, tag)}
                </a>
            </li>
        }
    };
    let mut tags: Vec<&LanguageTag> = text.other_languages.iter().chain(std::iter::once(&text.language)).collect();
    tags.sort();
    tags.dedup();
    let name = DocumentText::of(language).original_language;
    Some(view! { <nav class="languages" aria-label=name><span aria-hidden="true">{name}</span><ul>{tags.into_iter().map(link).collect_view()}</ul></nav> }.into_any())
}

/// How far the Japanese of this part has come, and what can be done about it.
fn state(answer: &Answer, text: &ParallelText) -> AnyView {
    let language = answer.request.language;
    let words = DocumentText::of(language);
    let id = &answer.document.summary.publication.id;
    let untranslated = text.meter.none > 0;
    let failure = text.failure.clone().filter(|_| untranslated).map(|code| {
        notice_box(Tone::Warning, view! { <p>{words.failed}</p><p class="faint">{words.failure_code}": "<code>{code}</code></p> })
    });
    let action = if text.waiting {
        let address = format!("/api/v1/publications/{id}/translation?part={}", text.part.as_str());
        let here = format!("{}{}{}", id.path(), answer.tab.path(), answer.link_end());
        Some(notice_box(
            Tone::Information,
            view! { <TranslationWatcher address=address label=words.waiting.to_owned()/> <p><a href=here>{words.reload}</a></p> },
        ))
    } else if untranslated {
        Some(match &answer.document.engine {
            Some(engine) => view! {
                <form class="translate-form" method="post" action=format!("{}/translate", id.path())>
                    <input type="hidden" name="part" value=text.part.as_str()/>
                    <button class="button button-outline" type="submit">{words.request}</button>
                    <p class="hint">{words.request_hint}" "{words.engine}": "{engine.clone()}</p>
                </form>
            }
            .into_any(),
            None => view! { <p class="hint">{words.no_engine}</p> }.into_any(),
        })
    } else {
        None
    };
    let has_terms = text.blocks.iter().any(|block| block.segments.iter().any(|segment| !segment.terms.is_empty()));
    view! {
        {meter(language, text.meter)}
        {failure}
        {action}
        {has_terms.then(|| view! { <p class="hint">{words.terms_hint}</p> })}
    }
    .into_any()
}

fn body(answer: &Answer, text: &ParallelText) -> AnyView {
    let language = answer.request.language;
    let words = DocumentText::of(language);
    let blocks = text.blocks.iter().map(|block| block_rows(answer, text, block)).collect_view();
    view! {
        <div class="parallel">
            <div class="parallel-head" aria-hidden="true">
                <span>{words.column_original}" ("{language_name(language, &text.language)}")"</span>
                <span>{words.column_japanese}</span>
            </div>
            {blocks}
        </div>
    }
    .into_any()
}

fn block_rows(answer: &Answer, text: &ParallelText, block: &ParallelBlock) -> AnyView {
    let language = answer.request.language;
    let rows = block.segments.iter().map(|segment| row(answer, text, block.heading, segment)).collect_view();
    let class = if block.heading { "block block-heading" } else { "block" };
    view! { <div class=class id=block.anchor.clone()>{block_label(language, text.part, block)}{rows}</div> }.into_any()
}

/// 「請求項3 従属先: 1、2」, 「段落0012」: links to themselves, so that a place can be cited.
fn block_label(language: InterfaceLanguage, part: TextPart, block: &ParallelBlock) -> Option<AnyView> {
    let label = block.label.clone()?;
    let words = DocumentText::of(language);
    let here = format!("#{}", block.anchor);
    Some(match part {
        TextPart::Claims => {
            let on = block.depends_on.iter().map(|claim| view! { " "<a href=format!("#claim-{claim}")>{claim.to_string()}</a> }).collect_view();
            let dependence = (!block.depends_on.is_empty()).then(|| view! { <span class="depends">{words.depends_on}{on}</span> });
            view! { <h3 class="block-label"><a href=here>{words.claim}" "{label}</a>{dependence}</h3> }.into_any()
        }
        TextPart::Goods => view! { <h3 class="block-label"><a href=here>{class_name(language, ClassificationScheme::Nice, &label)}</a></h3> }.into_any(),
        _ => view! { <p class="block-label"><a href=here><span class="visually-hidden">{words.paragraph}" "</span>{format!("【{label}】")}</a></p> }.into_any(),
    })
}

/// The way to where a reader suggests a better sentence, or a translator writes one.
fn betterment(answer: &Answer, text: &ParallelText, segment: &ParallelSegment) -> Option<AnyView> {
    let language = answer.request.language;
    let is_translator = answer.request.visitor.as_ref().is_some_and(|visitor| visitor.role >= Role::Translator);
    let (page, end, word) = match is_translator {
        true => ("correct", "#open", CorrectText::of(language).edit),
        false if answer.may_suggest => ("suggest", "", WorkText::of(language).suggest),
        false => return None,
    };
    let (id, part, tag) = (&answer.document.summary.publication.id, text.part.as_str(), encode(text.language.as_str()));
    let address = format!("{}/{part}/{page}?segment={}&tl={tag}{end}", id.path(), segment.place);
    let beginning: String = segment.source.chars().take(24).collect();
    Some(view! { <a class="row-edit" href=address rel="nofollow">{word}<span class="visually-hidden">" "{beginning}</span></a> }.into_any())
}

fn row(answer: &Answer, text: &ParallelText, heading: bool, segment: &ParallelSegment) -> AnyView {
    let (language, source_language, words) = (answer.request.language, &text.language, answer.words.as_slice());
    let tag = source_language.as_str().to_owned();
    let source = Pieces::of(&segment.source).with_terms(&segment.terms, words);
    let source = if heading {
        view! { <h3 class="source" lang=tag dir=direction(source_language)>{source}</h3> }.into_any()
    } else {
        view! { <p class="source" lang=tag dir=direction(source_language)>{source}</p> }.into_any()
    };
    let japanese = match &segment.japanese {
        Some(japanese) => view! {
            <p lang="ja">{Pieces::of(&japanese.text).with_words(words)}</p>
            {provenance_badge(language, japanese)}
            {findings(language, &segment.findings)}
        }
        .into_any(),
        None => view! { <span class="badge badge-none">{DocumentText::of(language).untranslated}</span> }.into_any(),
    };
    view! { <div class="row">{source}<div class="target">{japanese}" "{betterment(answer, text, segment)}</div></div> }.into_any()
}

/// What is to be looked at, with the check's code for whoever reports it.
fn findings(language: InterfaceLanguage, findings: &[SegmentFinding]) -> Option<AnyView> {
    if findings.is_empty() {
        return None;
    }
    let to_check = DocumentText::of(language).to_check;
    let rows = findings
        .iter()
        .map(|finding| {
            let reason = language.pick(&finding.reason, &finding.reason_in_english).to_owned();
            view! { <li title=finding.code.clone()><b>{to_check}</b>" "{reason}</li> }
        })
        .collect_view();
    Some(view! { <ul class="findings">{rows}</ul> }.into_any())
}
