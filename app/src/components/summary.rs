//! Numbers and titles of publications.

use leptos::prelude::*;
use publication::{Publication, Right};

use super::{passage, provenance_badge};
use crate::{InterfaceLanguage, i18n::ResultsText, services::PublicationSummary};

/// The number for people: office, number as published, kind. The office is not said twice (`WO 2022/259205 A1`).
pub(crate) fn display_number(publication: &Publication) -> String {
    let office = publication.id.office();
    let published = publication.number.as_published.trim();
    let mut text = String::with_capacity(published.len() + 8);
    if !published.to_ascii_uppercase().starts_with(office.as_str()) {
        text.push_str(office.as_str());
        text.push(' ');
    }
    text.push_str(published);
    if let Some(kind) = publication.id.kind()
        && !published.to_ascii_uppercase().ends_with(kind.as_str())
    {
        text.push(' ');
        text.push_str(kind.as_str());
    }
    text
}

/// The title in Japanese with its badge, then in the publication's language; of a mark, what it reads first. `link` goes round the first.
pub(crate) fn summary_titles(language: InterfaceLanguage, summary: &PublicationSummary, link: Option<String>) -> AnyView {
    let publication = &summary.publication;
    let first = publication
        .titles
        .iter()
        .find(|title| Some(&title.language) == publication.language.as_ref())
        .or_else(|| publication.titles.first());
    let original = match first {
        Some(title) => passage(&title.language, &title.text),
        None if publication.id.right() == Right::Trademark => {
            view! { <span class="faint">{ResultsText::of(language).no_words}</span> }.into_any()
        }
        None => view! { <span class="faint">{ResultsText::of(language).no_title}</span> }.into_any(),
    };
    if publication.id.right() == Right::Trademark {
        let japanese = summary.japanese_title.as_ref().map(|japanese| {
            view! { <p class="hit-original"><span lang="ja">{japanese.text.clone()}</span>" "{provenance_badge(language, japanese)}</p> }
        });
        let head = match link {
            Some(href) => view! { <a href=href>{original}</a> }.into_any(),
            None => original,
        };
        return view! { <h2 class="hit-title">{head}</h2>{japanese} }.into_any();
    }
    let (head, below) = match &summary.japanese_title {
        Some(japanese) => {
            (view! { <span lang="ja">{japanese.text.clone()}</span> }.into_any(), Some(view! { <p class="hit-original">{original}</p> }))
        }
        None => (original, None),
    };
    let head = match link {
        Some(href) => view! { <a href=href>{head}</a> }.into_any(),
        None => head,
    };
    let badge = summary.japanese_title.as_ref().map(|japanese| provenance_badge(language, japanese));
    view! { <h2 class="hit-title">{head}</h2>{badge}{below} }.into_any()
}
