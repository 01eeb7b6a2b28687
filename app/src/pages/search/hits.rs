//! One hit.

use index_config::Match;
use leptos::prelude::*;
use publication::{ClassificationScheme, Party, PartyRole, Publication, Right};

use crate::{
    InterfaceLanguage,
    components::{Pieces, contents_chips, direction, display_number, is_in_titles, sample_chip, status_words, summary_titles},
    i18n::{ResultsText, class_name, language_name, mark_feature_name, office_name, optional_date, origin_name, part_name, right_name},
    query::CameFrom,
    services::{ImageSize, PublicationSummary, ResultHit, image_address},
};

/// More names and symbols than these are counted, not listed.
const MOST_NAMES: usize = 3;
const MOST_CLASSES: usize = 4;

/// A hit, with a link that remembers the list it stands in.
pub(super) fn hit(language: InterfaceLanguage, found: &ResultHit, search: &str, position: u64) -> AnyView {
    let publication = &found.summary.publication;
    let id = &publication.id;
    let href = format!("{}{}", id.path(), CameFrom::at(search, position));
    let meaning = id.kind().and_then(|kind| publication::kind_meaning(id.office(), id.right(), kind));
    let kind = meaning.map(|(japanese, english)| view! { <span class="hit-kind">{language.pick(japanese, english)}</span> });
    let feature = publication.mark.as_ref().and_then(|mark| mark.feature);
    let feature = feature.map(|feature| view! { <span class="hit-kind">{mark_feature_name(language, feature)}</span> });
    let image_first = is_image_first(id.right());
    let body = if image_first { "hit-body hit-image-first" } else { "hit-body" };
    let image = thumbnail(language, &found.summary).or_else(|| image_first.then(|| no_image(language, publication)));
    let facts = facts(language, publication);
    // What the titles show already is not said twice.
    let below: Vec<&Match> = found.matches.iter().filter(|matched| !is_in_titles(&found.summary, matched)).collect();
    let matches = (!below.is_empty()).then(|| matches(language, &below));
    view! {
        <li class="hit" id=format!("hit-{position}")>
            <article>
                <p class="hit-head">
                    <span class="hit-office">{office_name(language, id.office())}</span>
                    <span>{right_name(language, id.right())}</span>
                    <span class="number">{display_number(publication)}</span>
                    {kind}
                    {feature}
                    <span>{optional_date(language, publication.publication_date.as_ref())}</span>
                    {publication.sample.then(|| sample_chip(language))}
                    {contents_chips(language, id.right(), &found.summary.elements)}
                </p>
                <div class=body>
                    {image}
                    <div class="hit-text">
                        {summary_titles(language, &found.summary, Some(href), &found.matches)}
                        {facts}
                        {(!found.matches.is_empty()).then(|| matched_texts(language, &found.matches))}
                        {matches}
                    </div>
                </div>
            </article>
        </li>
    }
    .into_any()
}

/// Whether publications of a right are known by what they look like.
const fn is_image_first(right: Right) -> bool {
    matches!(right, Right::Trademark | Right::Design)
}

/// Applicants and classes on a line each; of a mark or a design also where it stands.
fn facts(language: InterfaceLanguage, publication: &Publication) -> AnyView {
    let text = ResultsText::of(language);
    let names = party_names(publication, &[PartyRole::Applicant, PartyRole::Owner, PartyRole::InventorApplicant]);
    let more = names.len().saturating_sub(MOST_NAMES);
    let names = (!names.is_empty()).then(|| {
        let listed = names
            .iter()
            .take(MOST_NAMES)
            .map(|(name, tag)| view! { <span class="listed"><bdi lang=tag.clone()>{(*name).to_owned()}</bdi></span> })
            .collect_view();
        let more = (more > 0).then(|| format!(" {} {more}", text.and_others));
        let label = if is_image_first(publication.id.right()) { text.holder } else { text.applicants };
        view! { <div><dt>{label}</dt><dd>{listed}{more}</dd></div> }.into_any()
    });
    if is_image_first(publication.id.right()) {
        return facts_of_mark_or_design(language, publication, names);
    }
    let mut symbols: Vec<&str> = Vec::new();
    for class in &publication.classifications {
        let shown = matches!(class.scheme, ClassificationScheme::Ipc | ClassificationScheme::Locarno | ClassificationScheme::Nice);
        if shown && !symbols.contains(&class.symbol.as_str()) {
            symbols.push(&class.symbol);
        }
    }
    let classes = (!symbols.is_empty()).then(|| {
        let listed =
            symbols.iter().take(MOST_CLASSES).map(|symbol| view! { <span class="listed">{(*symbol).to_owned()}</span> }).collect_view();
        let more = symbols.len().saturating_sub(MOST_CLASSES);
        let more = (more > 0).then(|| format!(" {} {more}", text.and_others));
        view! { <div><dt>{text.classes}</dt><dd>{listed}{more}</dd></div> }
    });
    if names.is_none() && classes.is_none() {
        return ().into_any();
    }
    view! { <dl class="hit-facts">{names}{classes}</dl> }.into_any()
}

/// Classes with what they are about, the holder and the status.
fn facts_of_mark_or_design(language: InterfaceLanguage, publication: &Publication, names: Option<AnyView>) -> AnyView {
    let text = ResultsText::of(language);
    let scheme = if publication.id.right() == Right::Trademark { ClassificationScheme::Nice } else { ClassificationScheme::Locarno };
    let mut symbols: Vec<String> = Vec::new();
    let stated = publication.classifications.iter().filter(|class| class.scheme == scheme).map(|class| class.symbol.clone());
    let of_goods = publication.mark.iter().flat_map(|mark| &mark.goods).filter_map(|goods| goods.class).map(|class| class.to_string());
    for symbol in stated.chain(of_goods) {
        if !symbols.contains(&symbol) {
            symbols.push(symbol);
        }
    }
    let more = symbols.len().saturating_sub(MOST_CLASSES);
    let classes = (!symbols.is_empty()).then(|| {
        let listed = symbols
            .iter()
            .take(MOST_CLASSES)
            .map(|symbol| view! { <span class="listed">{class_name(language, scheme, symbol)}</span> })
            .collect_view();
        let more = (more > 0).then(|| format!(" {} {more}", text.and_others));
        view! { <div><dt>{text.goods_classes}</dt><dd>{listed}{more}</dd></div> }
    });
    let status = status_words(language, publication).map(|words| view! { <div><dt>{text.status}</dt><dd>{words}</dd></div> });
    if names.is_none() && classes.is_none() && status.is_none() {
        return ().into_any();
    }
    view! { <dl class="hit-facts">{classes}{names}{status}</dl> }.into_any()
}

/// Stands where the image of a mark or a design would: what a mark reads, or that there is none.
fn no_image(language: InterfaceLanguage, publication: &Publication) -> AnyView {
    let words = publication.mark.as_ref().and_then(|mark| mark.verbal_element.clone());
    match words {
        // The words stand beside it already.
        Some(words) => view! { <span class="thumbnail thumbnail-words" aria-hidden="true"><bdi>{words}</bdi></span> }.into_any(),
        None => view! { <span class="thumbnail thumbnail-words faint">{ResultsText::of(language).no_image}</span> }.into_any(),
    }
}

/// Names of parties in roles, in their first form, with their language where stated.
fn party_names<'a>(publication: &'a Publication, roles: &[PartyRole]) -> Vec<(&'a str, Option<String>)> {
    publication
        .parties
        .iter()
        .filter(|party| roles.contains(&party.role))
        .filter_map(|party: &Party| party.names.first())
        .map(|name| (name.name.as_str(), name.language.as_ref().map(|tag| tag.as_str().to_owned())))
        .collect()
}

/// Which texts matched: the original in its language, Japanese by what made it.
fn matched_texts(language: InterfaceLanguage, matches: &[Match]) -> AnyView {
    let mut names: Vec<String> = Vec::new();
    for found in matches {
        let name = text_name(language, found);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let chips = names.into_iter().map(|name| view! { <li class="chip">{name}</li> }).collect_view();
    view! {
        <div class="hit-origins">
            <span>{ResultsText::of(language).facet_matched}</span>
            <ul aria-label=ResultsText::of(language).facet_matched>{chips}</ul>
        </div>
    }
    .into_any()
}

/// What a text is: 原文(タイ語), 機械翻訳.
fn text_name(language: InterfaceLanguage, found: &Match) -> String {
    match found.origin {
        index_config::TextOrigin::Original => {
            format!("{}({})", ResultsText::of(language).original, language_name(language, &found.language))
        }
        made => origin_name(language, made).to_owned(),
    }
}

/// Excerpts with what matched marked, each with its part and what made it.
fn matches(language: InterfaceLanguage, matches: &[&Match]) -> AnyView {
    let rows = matches
        .iter()
        .map(|found| {
            let origin = text_name(language, found);
            let text = Pieces::of(&found.excerpt).with_ranges(&found.ranges);
            view! {
                <li>
                    <span class="match-label">{part_name(language, found.part)}" "{origin}</span>
                    <bdi lang=found.language.as_str().to_owned() dir=direction(&found.language)>
                        {found.cut_before.then_some("…")}{text}{found.cut_after.then_some("…")}
                    </bdi>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="matches" aria-label=ResultsText::of(language).why>{rows}</ul> }.into_any()
}

/// The image that stands for a publication, small; nothing where there is none.
pub(in crate::pages) fn thumbnail(language: InterfaceLanguage, summary: &PublicationSummary) -> Option<AnyView> {
    let listed = summary.figure.as_ref()?;
    let id = &summary.publication.id;
    let label = format!("{} {}", display_number(&summary.publication), ResultsText::of(language).figure_of);
    let address = image_address(id, listed.figure, listed.page, ImageSize::Thumbnail, &listed.thumbnail);
    Some(view! { <img class="thumbnail" src=address alt=label loading="lazy" decoding="async" width="112" height="112"/> }.into_any())
}
