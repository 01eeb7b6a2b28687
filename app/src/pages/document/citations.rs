//! What a document cites.

use leptos::prelude::*;
use publication::{CitedWork, PublicationId};

use super::Answer;
use crate::{
    components::Table,
    i18n::{DocumentText, date},
};

/// The table of citations; those held here are links.
pub(super) fn citations(answer: &Answer) -> Option<AnyView> {
    let language = answer.request.language;
    let text = DocumentText::of(language);
    let citations = &answer.document.summary.publication.citations;
    if citations.is_empty() {
        return None;
    }
    let held = |position: usize| -> Option<&PublicationId> {
        answer.document.cited.iter().find(|(cited, _)| *cited == position).map(|(_, id)| id)
    };
    let rows = citations
        .iter()
        .enumerate()
        .map(|(position, citation)| {
            let work = match &citation.cited {
                CitedWork::Patent { document } => {
                    let published = document.date.as_ref().map(|published| format!(" {}", date(language, published)));
                    match held(position) {
                        Some(id) => view! { <a href=id.path()>{document.as_published.clone()}</a>{published}" "<span class="chip">{text.held}</span> }.into_any(),
                        None => view! { {document.as_published.clone()}{published} }.into_any(),
                    }
                }
                CitedWork::Literature { text } => view! { <bdi>{text.clone()}</bdi> }.into_any(),
            };
            view! {
                <tr>
                    <th scope="row">{work}</th>
                    <td>{citation.categories.join(", ")}</td>
                    <td>{citation.phase.clone()}</td>
                    <td>{citation.passages.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    let table = Table::new(text.citations, "table")
        .heads(&[text.family_document, text.citation_category, text.citation_phase, text.citation_passages])
        .view(rows);
    Some(
        view! {
            <h3>{text.citations}<span class="inid">" (56)"</span></h3>
            {table}
        }
        .into_any(),
    )
}
