//! Numbers and titles of publications.

use std::ops::Range;

use index_config::Match;
use leptos::prelude::*;
use publication::{LocalizedText, Publication, Right, TextPart};

use super::{Pieces, direction, provenance_badge};
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

/// The title in the publication's language, or the first there is.
fn original_title(publication: &Publication) -> Option<&LocalizedText> {
    let own = publication.titles.iter().find(|title| Some(&title.language) == publication.language.as_ref());
    own.or_else(|| publication.titles.first())
}

/// Whether a match is of a title that [`summary_titles`] shows, and marks.
pub(crate) fn is_in_titles(summary: &PublicationSummary, found: &Match) -> bool {
    found.part == TextPart::Title
        && (original_title(&summary.publication).is_some_and(|title| title.text == found.excerpt)
            || summary.japanese_title.as_ref().is_some_and(|japanese| japanese.text == found.excerpt))
}

/// What matched in a title.
fn matched<'m>(matches: &'m [Match], title: &str) -> &'m [Range<usize>] {
    matches.iter().find(|found| found.part == TextPart::Title && found.excerpt == title).map_or(&[], |found| &found.ranges)
}

/// The title in Japanese with its badge, then in the publication's language; of a mark, what it reads first. `link` goes round the first; what
/// matched is marked.
pub(crate) fn summary_titles(
    language: InterfaceLanguage,
    summary: &PublicationSummary,
    link: Option<String>,
    matches: &[Match],
) -> AnyView {
    let publication = &summary.publication;
    let marked = |title: &str| Pieces::of(title).with_ranges(matched(matches, title));
    let original = match original_title(publication) {
        Some(title) => {
            view! { <bdi lang=title.language.as_str().to_owned() dir=direction(&title.language)>{marked(&title.text)}</bdi> }.into_any()
        }
        None if publication.id.right() == Right::Trademark => {
            view! { <span class="faint">{ResultsText::of(language).no_words}</span> }.into_any()
        }
        None => view! { <span class="faint">{ResultsText::of(language).no_title}</span> }.into_any(),
    };
    if publication.id.right() == Right::Trademark {
        let japanese = summary.japanese_title.as_ref().map(|japanese| {
            view! { <p class="hit-original"><span lang="ja">{marked(&japanese.text)}</span>" "{provenance_badge(language, japanese)}</p> }
        });
        let head = match link {
            Some(href) => view! { <a href=href>{original}</a> }.into_any(),
            None => original,
        };
        return view! { <h2 class="hit-title">{head}</h2>{japanese} }.into_any();
    }
    let (head, below) = match &summary.japanese_title {
        Some(japanese) => {
            (view! { <span lang="ja">{marked(&japanese.text)}</span> }.into_any(), Some(view! { <p class="hit-original">{original}</p> }))
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
