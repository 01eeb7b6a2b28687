//! The record as it came, and its versions.

use leptos::prelude::*;

use super::{Answer, figures};
use crate::{
    components::Table,
    i18n::{DocumentText, FigureText, plain_date},
    services::file_address,
};

/// The source record and where it came from.
pub(super) fn original_tab(answer: &Answer, record: Option<&(String, bool)>) -> AnyView {
    let language = answer.request.language;
    let text = DocumentText::of(language);
    let publication = &answer.document.summary.publication;
    let path = publication.id.path();
    let preview = match record {
        Some((record, cut)) => view! {
            <h3>{if *cut { text.original_preview } else { text.original_whole }}</h3>
            {cut.then(|| view! { <p class="hint">{text.original_cut}</p> })}
            <pre class="record" tabindex="0" role="region" aria-label=text.original_whole lang="und" dir="auto"><code>{record.clone()}</code></pre>
        }
        .into_any(),
        None => view! { <p>{text.original_none}</p> }.into_any(),
    };
    let delivered = answer.document.delivered.map(|day| view! { <div><dt>{text.delivered}</dt><dd>{plain_date(language, day)}</dd></div> });
    let versions = answer.document.versions.iter().map(|version| {
        view! {
            <tr>
                <th scope="row">{text.version.replace("{n}", &version.version.to_string())}</th>
                <td>{plain_date(language, version.stored)}</td>
                <td><code class="file-name">{version.file.clone()}</code></td>
            </tr>
        }
    });
    let versions = (!answer.document.versions.is_empty())
        .then(|| Table::new(text.versions, "table").with_caption_shown().heads(&[text.versions, text.stored, text.file]).view(versions));
    view! {
        <p class="no-print">
            <a class="button button-outline" href=format!("{path}/original/file") download="">{text.original_download}</a>" "
            <a class="button button-outline" href=format!("{path}/original/package") download="">{FigureText::of(language).package}</a>" "
            <a class="button button-text" href=format!("/api/v1/publications/{}", publication.id)>{text.json}</a>
        </p>
        <p class="hint no-print">{FigureText::of(language).package_hint}</p>
        <dl class="head-facts">
            {delivered}
            <div><dt>{text.file}</dt><dd><code class="file-name">{publication.source.file.clone()}</code></dd></div>
            <div><dt>{text.source_format}</dt><dd><code>{publication.source.format.clone()}</code></dd></div>
        </dl>
        {figure_files(answer)}
        {preview}
        {versions}
    }
    .into_any()
}

/// The files of the figures as they came, each to be had by itself.
fn figure_files(answer: &Answer) -> Option<AnyView> {
    let language = answer.request.language;
    let text = FigureText::of(language);
    let publication = &answer.document.summary.publication;
    let rows: Vec<_> = (1..)
        .zip(&publication.figures)
        .filter(|(_, figure)| figure.content.is_some())
        .map(|(position, figure)| {
            let name = figures::figure_name(language, publication, position, figure);
            view! {
                <tr>
                    <th scope="row"><bdi>{name}</bdi></th>
                    <td><a href=file_address(&publication.id, position) download=""><code class="file-name">{figure.file.clone()}</code></a></td>
                    <td><code>{figure.media_type.clone()}</code></td>
                </tr>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        Table::new(text.files, "table table-dense").with_caption_shown().heads(&[text.figure, text.file, text.media_type]).view(rows)
    })
}
