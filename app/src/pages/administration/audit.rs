//! The audit log.

use leptos::prelude::*;

use super::page_of;
use crate::{
    InterfaceLanguage, RequestInfo,
    components::{Table, page_links},
    i18n::{AdministrationText, act_name, moment},
    pages::failure::{failure_page, titled},
    portal::{accounts, request},
    query::{encode, value},
    services::{AuditConditions, AuditEvent, AuditPage as Page},
};

/// Who did what, newest first.
#[component]
pub(crate) fn AuditPage() -> impl IntoView {
    let (request, accounts) = match (request(), accounts()) {
        (Ok(request), Ok(accounts)) => (request, accounts),
        (Err(error), _) | (_, Err(error)) => return failure_page(InterfaceLanguage::Ja, &error),
    };
    Suspend::new(async move {
        let of = |key: &str| value(request.query(), key).unwrap_or_default();
        let conditions = AuditConditions { account: of("account"), act: of("act") };
        match accounts.audit(&conditions, page_of(request.query())).await {
            Ok(page) => audit_page(&request, &conditions, &page),
            Err(error) => failure_page(request.language, &error),
        }
    })
    .into_any()
}

fn audit_page(request: &RequestInfo, conditions: &AuditConditions, page: &Page) -> AnyView {
    let language = request.language;
    let text = AdministrationText::of(language);
    let query = format!("account={}&act={}", encode(&conditions.account), encode(&conditions.act));
    let href = |page: u32| format!("/admin/audit?{query}&page={page}");
    let acts = page
        .acts
        .iter()
        .map(|act| view! { <option value=act.clone() selected=*act == conditions.act>{act_name(language, act)}</option> })
        .collect_view();
    view! {
        {titled(language, text.audit)}
        <h1>{text.audit}</h1>
        <p class="lead">{text.audit_lead}</p>
        <form class="audit-form" method="get" action="/admin/audit">
            <div class="form-field">
                <label class="field-label" for="audit-account">{text.by_account}</label>
                <input class="input" type="text" id="audit-account" name="account" value=conditions.account.clone() autocomplete="off" autocapitalize="none"/>
            </div>
            <div class="form-field">
                <label class="field-label" for="audit-act">{text.act}</label>
                <select class="input" id="audit-act" name="act"><option value="">{text.all_acts}</option>{acts}</select>
            </div>
            <button class="button" type="submit">{text.narrow}</button>
        </form>
        <p><a class="button button-text" href=format!("/admin/audit.csv?{query}")>{text.csv}</a></p>
        {event_table(language, &page.events)}
        {page_links(language, page.total, page.page, page.last, href)}
    }
    .into_any()
}

fn event_table(language: InterfaceLanguage, events: &[AuditEvent]) -> AnyView {
    let text = AdministrationText::of(language);
    let rows = events.iter().map(|event| {
        let stood = |was: &Option<String>| was.as_ref().map(|was| view! { <code>{was.clone()}</code> });
        view! {
            <tr>
                <td class="day-cell">{moment(language, &event.at)}</td>
                <td>{event.who.clone().unwrap_or_else(|| text.command.to_owned())}</td>
                <th scope="row">{act_name(language, &event.act)}</th>
                <td>{event.subject.clone()}</td>
                <td>{stood(&event.before)}</td>
                <td>{stood(&event.after)}</td>
            </tr>
        }
    });
    Table::new(text.audit, "table table-dense")
        .heads(&[text.at, text.who, text.act, text.subject, text.before, text.after])
        .if_empty(text.no_acts)
        .view(rows)
}
