//! The head of a document: what it is, in both languages, and how far it can be relied on.

use leptos::prelude::*;
use publication::Right;

use super::{Answer, tab::DocumentTab};
use crate::{
    components::{Tone, contents_chips, display_number, meter, notice_box, passage, provenance_badge, sample_chip, status_words},
    i18n::{Common, DocumentText, kind_name, language_name, office_name, optional_date, right_name},
    pages::search::thumbnail,
};

/// Number, titles, dates, notices and the meter.
pub(super) fn document_header(answer: &Answer) -> AnyView {
    let language = answer.request.language;
    let text = DocumentText::of(language);
    let summary = &answer.document.summary;
    let publication = &summary.publication;
    let id = &publication.id;

    let of_mark = id.right() == Right::Trademark;
    let heading = match summary.japanese_title.as_ref().filter(|_| !of_mark) {
        Some(japanese) => view! { <h1 lang="ja">{japanese.text.clone()}</h1> {provenance_badge(language, japanese)} }.into_any(),
        None => match publication.titles.first() {
            // A mark is what it reads, whatever that means.
            Some(title) => {
                let japanese = match &summary.japanese_title {
                    Some(japanese) => {
                        view! { <p class="mark-japanese" lang="ja">{japanese.text.clone()}</p> {provenance_badge(language, japanese)} }
                            .into_any()
                    }
                    None => view! { <span class="badge badge-none">{text.untranslated}</span> }.into_any(),
                };
                view! { <h1>{passage(&title.language, &title.text)}</h1> {japanese} }.into_any()
            }
            None => {
                let missing = if of_mark { text.no_words } else { text.no_title };
                view! { <h1>{display_number(publication)}</h1> <p class="faint">{missing}</p> }.into_any()
            }
        },
    };
    // Where there is no Japanese, and of a mark, the first original is the heading already.
    let already = usize::from(of_mark || summary.japanese_title.is_none());
    let originals: Vec<AnyView> = publication
        .titles
        .iter()
        .skip(already)
        .map(|title| {
            view! {
                <li>{passage(&title.language, &title.text)}<span class="language-name">{language_name(language, &title.language)}</span></li>
            }
            .into_any()
        })
        .collect();
    let originals = (!originals.is_empty()).then(|| view! { <ul class="original-titles" aria-label=text.original_title>{originals}</ul> });

    let kind = kind_name(language, publication).map(|words| view! { <div><dt>{text.kind}</dt><dd><bdi>{words}</bdi></dd></div> });
    let status = status_words(language, publication).map(|words| view! { <div><dt>{text.status_meaning}</dt><dd>{words}</dd></div> });
    let sample = publication
        .sample
        .then(|| notice_box(Tone::Warning, view! { <p><b>{Common::of(language).sample}</b>" "{Common::of(language).sample_notice}</p> }));
    // A mark and a design are what they look like: large where their data begin, small above everything else.
    let shown_below = matches!(answer.tab, DocumentTab::Bibliographic | DocumentTab::Figures);
    let image = (matches!(id.right(), Right::Trademark | Right::Design) && !shown_below).then(|| thumbnail(language, summary));
    view! {
        <header class="document-head">
            <p class="hit-head">
                <span class="hit-office">{office_name(language, id.office())}</span>
                <span>{right_name(language, id.right())}</span>
                <span class="number">{display_number(publication)}</span>
                {publication.sample.then(|| sample_chip(language))}
                {contents_chips(language, id.right(), &summary.elements)}
            </p>
            {image}
            {heading}
            {originals}
            <dl class="head-facts">
                <div><dt>{text.published}</dt><dd>{optional_date(language, publication.publication_date.as_ref())}</dd></div>
                {kind}
                {status}
            </dl>
            {sample}
            {notice_box(Tone::Information, view! { <p>{text.reference_only}</p> })}
            {meter(language, answer.document.meter)}
        </header>
    }
    .into_any()
}

/// The head of a page that shows one figure: which document it belongs to.
pub(super) fn figure_header(answer: &Answer) -> AnyView {
    let language = answer.request.language;
    let summary = &answer.document.summary;
    let publication = &summary.publication;
    let title = match (&summary.japanese_title, publication.titles.first()) {
        (Some(japanese), _) => view! { <span lang="ja">{japanese.text.clone()}</span> }.into_any(),
        (None, Some(title)) => passage(&title.language, &title.text).into_any(),
        (None, None) => view! { <span class="faint">{DocumentText::of(language).no_title}</span> }.into_any(),
    };
    view! {
        <header class="document-head document-head-small">
            <p class="hit-head">
                <span class="hit-office">{office_name(language, publication.id.office())}</span>
                <span>{right_name(language, publication.id.right())}</span>
                {publication.sample.then(|| sample_chip(language))}
            </p>
            <h1><span class="number">{display_number(publication)}</span>" "{title}</h1>
        </header>
    }
    .into_any()
}
