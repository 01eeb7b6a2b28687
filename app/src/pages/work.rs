//! Lists of publications in which something is to be done.

use leptos::prelude::*;
use publication::Role;

use super::{
    correct::not_allowed,
    failure::{failure_page, titled},
};
use crate::{
    InterfaceLanguage, RequestInfo,
    components::{Tone, display_number, notice_box, passage},
    i18n::{WorkText, count, office_name, part_name},
    portal::{corrections, request},
    query::{encode, value},
    services::{WorkAsked, WorkListKind, WorkPage as Page, WorkPublication},
};

/// Segments are counted up to this many.
const MOST_COUNTED: u64 = 1_000;

/// A list of work.
#[component]
pub(crate) fn WorkPage() -> impl IntoView {
    let (request, corrections) = match (request(), corrections()) {
        (Ok(request), Ok(corrections)) => (request, corrections),
        (Err(error), _) | (_, Err(error)) => return failure_page(InterfaceLanguage::Ja, &error),
    };
    Suspend::new(async move {
        let Some(visitor) = request.visitor.clone().filter(|visitor| visitor.role >= Role::Translator) else {
            return not_allowed(&request);
        };
        let query = request.query();
        let class = value(query, "class").map(|class| class.trim().to_ascii_uppercase());
        let asked = WorkAsked {
            list: value(query, "list").and_then(|list| list.parse().ok()).unwrap_or(WorkListKind::Mine),
            office: value(query, "office").and_then(|office| office.parse().ok()),
            class: class.filter(|class| (1..=4).contains(&class.len()) && class.bytes().all(|byte| byte.is_ascii_alphanumeric())),
            after: value(query, "after").and_then(|after| after.parse().ok()),
        };
        match corrections.work_page(&asked, &visitor, request.audience).await {
            Ok(page) => shown(&request, &asked, &page),
            Err(error) => failure_page(request.language, &error),
        }
    })
    .into_any()
}

const fn list_name(list: WorkListKind, text: &'static WorkText) -> &'static str {
    match list {
        WorkListKind::Mine => text.mine,
        WorkListKind::ToDo => text.to_do,
        WorkListKind::Findings => text.findings,
        WorkListKind::Stale => text.stale,
        WorkListKind::Suggested => text.suggested,
        WorkListKind::Review => text.review,
        WorkListKind::SentBack => text.sent_back,
    }
}

/// The end of an address that narrows a list in the same way.
fn narrowed(asked: &WorkAsked) -> String {
    let office = asked.office.map(|office| format!("&office={office}")).unwrap_or_default();
    let class = asked.class.as_ref().map(|class| format!("&class={}", encode(class))).unwrap_or_default();
    format!("{office}{class}")
}

fn shown(request: &RequestInfo, asked: &WorkAsked, page: &Page) -> AnyView {
    let language = request.language;
    let text = WorkText::of(language);
    let end = narrowed(asked);
    let lists = WorkListKind::ALL
        .map(|list| {
            let here = (list == asked.list).then_some("page");
            view! { <li><a class="tab" href=format!("/work?list={}{end}", list.as_str()) aria-current=here>{list_name(list, text)}</a></li> }
        })
        .collect_view();
    let more = page.next.map(|place| {
        view! { <p><a class="button button-outline" href=format!("/work?list={}{end}&after={place}", asked.list.as_str())>{text.more}</a></p> }
    });
    let name = list_name(asked.list, text);
    view! {
        {titled(language, &format!("{} {name}", text.title))}
        <h1>{text.title}</h1>
        <nav class="tabs" aria-label=text.lists><ul>{lists}</ul></nav>
        {filter(language, asked, page)}
        {table(language, asked, page, name)}
        {more}
    }
    .into_any()
}

fn filter(language: InterfaceLanguage, asked: &WorkAsked, page: &Page) -> AnyView {
    let text = WorkText::of(language);
    let offices = page
        .offices
        .iter()
        .map(|office| {
            let chosen = asked.office == Some(*office);
            view! { <option value=office.to_string() selected=chosen>{office_name(language, *office)}</option> }
        })
        .collect_view();
    view! {
        <form class="work-filter" method="get" action="/work">
            <input type="hidden" name="list" value=asked.list.as_str()/>
            <div>
                <label class="field-label" for="office">{text.office}</label>
                <select class="input" id="office" name="office"><option value="">{text.any_office}</option>{offices}</select>
            </div>
            <div>
                <label class="field-label" for="class">{text.class}</label>
                <input class="input" id="class" name="class" maxlength="4" value=asked.class.clone().unwrap_or_default() autocomplete="off"/>
            </div>
            <button class="button button-outline" type="submit">{text.filter}</button>
        </form>
    }
    .into_any()
}

fn table(language: InterfaceLanguage, asked: &WorkAsked, page: &Page, name: &'static str) -> AnyView {
    let text = WorkText::of(language);
    if page.rows.is_empty() {
        return notice_box(Tone::Information, view! { <p>{text.none}</p> });
    }
    let rows = page.rows.iter().map(|row| publication_row(language, asked, row)).collect_view();
    view! {
        <div class="table-scroll">
            <table class="table">
                <caption>{name}</caption>
                <thead><tr><th scope="col">{text.publication}</th><th scope="col">{text.office}</th><th scope="col">{text.segments}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn publication_row(language: InterfaceLanguage, asked: &WorkAsked, row: &WorkPublication) -> AnyView {
    let publication = &row.summary.publication;
    let id = &publication.id;
    let address = format!("{}/{}/correct?list={}#open", id.path(), row.part.as_str(), asked.list.as_str());
    let title = match (&row.summary.japanese_title, publication.titles.first()) {
        (Some(japanese), _) => view! { <span lang="ja">{japanese.text.clone()}</span> }.into_any(),
        (None, Some(title)) => passage(&title.language, &title.text),
        (None, None) => ().into_any(),
    };
    let many = (row.segments >= MOST_COUNTED).then(|| WorkText::of(language).many);
    view! {
        <tr>
            <th scope="row">
                <a href=address>{display_number(publication)}" "{part_name(language, row.part)}</a>
                <br/>
                {title}
            </th>
            <td>{office_name(language, id.office())}</td>
            <td class="figure-cell">{count(row.segments)}" "{many}</td>
        </tr>
    }
    .into_any()
}
