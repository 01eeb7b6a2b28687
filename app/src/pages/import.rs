//! A document that was worked on elsewhere, brought back.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use publication::{PublicationId, Role};

use super::{
    correct::not_allowed,
    failure::{failure_page, titled},
    not_found::document_not_found,
};
use crate::{
    InterfaceLanguage, RequestInfo,
    components::{Tone, direction, notice_box},
    i18n::{CorrectText, WorkText, count},
    portal::{request, services},
    publication_path::publication_of,
    query::encode,
    services::ImportReport,
};

/// The form for a file, and what one has brought.
#[component]
pub(crate) fn ImportPage() -> impl IntoView {
    let (request, services) = match (request(), services()) {
        (Ok(request), Ok(services)) => (request, services),
        (Err(error), _) | (_, Err(error)) => return failure_page(InterfaceLanguage::Ja, &error),
    };
    let brought = use_context::<ImportReport>();
    let (id, words) = publication_of(&use_params_map().get_untracked());
    Suspend::new(async move {
        if request.visitor.as_ref().is_none_or(|visitor| visitor.role < Role::Translator) {
            return not_allowed(&request);
        }
        let Some(id) = id else { return document_not_found(request.language, &words, &[]) };
        match services.document(&id, None, request.audience).await {
            Ok(Some(_)) => shown(&request, &id, brought.as_ref()),
            Ok(None) => document_not_found(request.language, &words, &[]),
            Err(error) => failure_page(request.language, &error),
        }
    })
    .into_any()
}

fn shown(request: &RequestInfo, id: &PublicationId, brought: Option<&ImportReport>) -> AnyView {
    let language = request.language;
    let (text, correct) = (WorkText::of(language), CorrectText::of(language));
    view! {
        {titled(language, &format!("{} {id}", text.import_title))}
        <p><a href=id.path()>{correct.back}</a></p>
        <h1>{text.import_title}": "<span class="number">{id.to_string()}</span></h1>
        {brought.map(|report| result(language, id, report))}
        <p>{text.import_hint}</p>
        <form class="suggest-form" method="post" enctype="multipart/form-data" action=format!("{}/import/send", id.path())>
            <label class="field-label" for="file">{text.import_file}</label>
            <input class="input" type="file" id="file" name="file" accept=".xlf,.xliff,application/xliff+xml" required/>
            <label class="check"><input type="checkbox" name="dry_run" value="1"/><span>{text.import_dry}</span></label>
            <p><button class="button" type="submit">{text.import_send}</button></p>
        </form>
        <p><a class="button button-outline" href=format!("{}/xliff", id.path()) download>{correct.xliff}</a></p>
    }
    .into_any()
}

fn result(language: InterfaceLanguage, id: &PublicationId, report: &ImportReport) -> AnyView {
    let text = WorkText::of(language);
    let counts = text
        .import_counts
        .replace("{read}", &count(report.read))
        .replace("{saved}", &count(report.saved))
        .replace("{unchanged}", &count(report.unchanged))
        .replace("{clashing}", &count(report.clashing))
        .replace("{rejected}", &count(report.rejected));
    let clashes = (!report.clashes.is_empty()).then(|| {
        let rows = report
            .clashes
            .iter()
            .map(|clash| {
                let open = format!(
                    "{}/{}/correct?segment={}&tl={}#open",
                    id.path(),
                    clash.part.as_str(),
                    clash.segment,
                    encode(clash.language.as_str())
                );
                view! {
                    <li class="help-entry">
                        <p lang=clash.language.as_str().to_owned() dir=direction(&clash.language)>{clash.source.clone()}</p>
                        <dl class="clash">
                            <div><dt>{text.import_yours}</dt><dd lang="ja">{clash.yours.clone()}</dd></div>
                            <div><dt>{text.import_present}</dt><dd lang="ja">{clash.present.clone()}</dd></div>
                            {clash.ancestor.clone().map(|ancestor| view! { <div><dt>{text.import_ancestor}</dt><dd lang="ja">{ancestor}</dd></div> })}
                        </dl>
                        <a href=open>{CorrectText::of(language).edit}</a>
                    </li>
                }
            })
            .collect_view();
        view! { <h3>{text.import_clashes}</h3><ul class="help-list">{rows}</ul> }
    });
    let problems = (!report.problems.is_empty()).then(|| {
        let rows = report
            .problems
            .iter()
            .map(|problem| {
                view! { <tr><td class="figure-cell">{problem.line.to_string()}</td><td><code>{problem.code.clone()}</code></td><td><bdi>{problem.detail.clone()}</bdi></td></tr> }
            })
            .collect_view();
        view! {
            <div class="table-scroll">
                <table class="table">
                    <caption>{text.import_problems}</caption>
                    <thead><tr><th scope="col">{text.line}</th><th scope="col">{text.code}</th><th scope="col">{CorrectText::of(language).source}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    let tone = if report.clashing + report.rejected > 0 { Tone::Warning } else { Tone::Information };
    view! {
        <section aria-labelledby="result">
            <h2 id="result">{text.import_result}</h2>
            {notice_box(tone, view! { <p role="status">{counts}</p>{report.dry_run.then(|| view! { <p>{text.import_was_dry}</p> })} })}
            {clashes}
            {problems}
        </section>
    }
    .into_any()
}
