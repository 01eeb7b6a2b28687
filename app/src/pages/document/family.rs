//! The family: members held here, and members known of only.

use leptos::prelude::*;
use publication::{DocumentReference, normalise_number};

use super::Answer;
use crate::{
    components::{Table, Tone, display_number, notice_box, passage, provenance_badge, sample_chip},
    i18n::{DocumentText, date, office_name, optional_date},
    services::PublicationSummary,
};

/// The table of members.
pub(super) fn family_tab(answer: &Answer) -> AnyView {
    let language = answer.request.language;
    let text = DocumentText::of(language);
    let publication = &answer.document.summary.publication;
    let held = &answer.document.family;
    let elsewhere: Vec<&DocumentReference> = publication
        .family
        .iter()
        .flat_map(|family| &family.members)
        .map(|member| &member.document)
        // The document itself is no member that is missing.
        .filter(|reference| !is_same(reference, &answer.document.summary) && !held.iter().any(|summary| is_same(reference, summary)))
        .collect();
    if held.is_empty() && elsewhere.is_empty() {
        return notice_box(Tone::Information, view! { <p>{text.lacks_family}</p> });
    }
    let held_rows = held.iter().map(|summary| held_row(answer, summary));
    let other_rows = elsewhere.into_iter().map(|reference| {
        let office = reference.office.map(|office| office_name(language, office));
        view! {
            <tr>
                <th scope="row"><span class="number">{reference.as_published.clone()}</span>" "<span class="faint">{office}</span></th>
                <td class="day-cell">{reference.date.as_ref().map(|published| date(language, published))}</td>
                <td></td>
                <td><span class="faint">{text.elsewhere}</span></td>
            </tr>
        }
        .into_any()
    });
    let number = publication.family.as_ref().and_then(|family| family.id.clone()).map(|id| view! { <p>{text.family_id}": "{id}</p> });
    let table = Table::new(text.family_caption, "table")
        .with_caption_shown()
        .heads(&[text.family_document, text.published, text.family_title, text.family_where])
        .view(held_rows.chain(other_rows));
    view! {
        {number}
        {table}
    }
    .into_any()
}

fn held_row(answer: &Answer, summary: &PublicationSummary) -> AnyView {
    let language = answer.request.language;
    let publication = &summary.publication;
    let id = &publication.id;
    let title = publication.titles.first().map(|title| view! { <p>{passage(&title.language, &title.text)}</p> });
    let japanese = summary
        .japanese_title
        .as_ref()
        .map(|japanese| view! { <p><span lang="ja">{japanese.text.clone()}</span>" "{provenance_badge(language, japanese)}</p> });
    view! {
        <tr>
            <th scope="row">
                <a class="number" href=id.path()>{display_number(publication)}</a>" "
                <span class="faint">{office_name(language, id.office())}</span>" "
                {publication.sample.then(|| sample_chip(language))}
            </th>
            <td class="day-cell">{optional_date(language, publication.publication_date.as_ref())}</td>
            <td>{japanese}{title}</td>
            <td>{DocumentText::of(language).held_here}</td>
        </tr>
    }
    .into_any()
}

/// Whether a reference names a document held here, however it is spelt.
fn is_same(reference: &DocumentReference, summary: &PublicationSummary) -> bool {
    let id = &summary.publication.id;
    let Some(number) = &reference.number else { return false };
    let normalised = normalise_number(id.office(), &number.as_published, reference.kind.as_ref());
    reference.office == Some(id.office())
        && (number.normalised == id.number() || normalised.is_ok_and(|normalised| normalised == id.number()))
        && (reference.kind.is_none() || id.kind().is_none() || reference.kind.as_ref() == id.kind())
}
