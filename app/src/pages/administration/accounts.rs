//! The list of accounts, and inviting to a new one.

use leptos::prelude::*;

use super::{audience_choices, page_of, role_choices};
use crate::{
    InterfaceLanguage, RequestInfo,
    components::{FieldKind, SentForm, Table, page_links},
    i18n::{AccountText, AdministrationText, account_role_name, account_state_name, audience_name, moment},
    pages::{accounts::form_title, failure::failure_page},
    portal::{accounts, request},
    query::{encode, value},
    services::{AccountList, AccountSummary},
};

/// Accounts, page by page.
#[component]
pub(crate) fn AccountsPage() -> impl IntoView {
    let (request, accounts) = match (request(), accounts()) {
        (Ok(request), Ok(accounts)) => (request, accounts),
        (Err(error), _) | (_, Err(error)) => return failure_page(InterfaceLanguage::Ja, &error),
    };
    let invitation = SentForm::read(request.language, "invite");
    Suspend::new(async move {
        let words = value(request.query(), "q").unwrap_or_default();
        match accounts.accounts(&words, page_of(request.query())).await {
            Ok(list) => accounts_page(&request, &words, &list, &invitation),
            Err(error) => failure_page(request.language, &error),
        }
    })
    .into_any()
}

fn accounts_page(request: &RequestInfo, words: &str, list: &AccountList, invitation: &SentForm) -> AnyView {
    let language = request.language;
    let text = AdministrationText::of(language);
    let href = |page: u32| format!("/admin/accounts?q={}&page={page}", encode(words));
    view! {
        {form_title(language, text.accounts, invitation.is_refused())}
        <h1>{text.accounts}</h1>
        {invitation.summary()}
        <form class="find-form" method="get" action="/admin/accounts" role="search">
            <label class="field-label" for="find">{text.find}</label>
            <div class="search-row">
                <input class="input" type="search" id="find" name="q" value=words.to_owned()/>
                <button class="button" type="submit">{text.find_button}</button>
            </div>
        </form>
        {account_table(language, &list.accounts)}
        {page_links(language, list.total, list.page, list.last, href)}
        {invitation_form(language, list, invitation)}
    }
    .into_any()
}

fn account_table(language: InterfaceLanguage, accounts: &[AccountSummary]) -> AnyView {
    let (text, own) = (AdministrationText::of(language), AccountText::of(language));
    let rows = accounts.iter().map(|account| {
        let last = account.last_signed_in.as_ref().map_or_else(|| text.never.to_owned(), |at| moment(language, at));
        view! {
            <tr>
                <th scope="row"><a href=format!("/admin/accounts/{}", account.id)>{account.sign_in_name.clone()}</a></th>
                <td>{account.name.clone()}</td>
                <td>{account_role_name(language, account.role)}</td>
                <td>{audience_name(language, account.audience)}</td>
                <td>{account_state_name(language, account.state)}</td>
                <td>{last}</td>
            </tr>
        }
    });
    Table::new(text.list, "table")
        .heads(&[own.sign_in_name, own.name, own.role, own.audience, text.state, text.last_signed_in])
        .if_empty(text.none_found)
        .view(rows)
}

fn invitation_form(language: InterfaceLanguage, list: &AccountList, form: &SentForm) -> AnyView {
    let (text, own) = (AdministrationText::of(language), AccountText::of(language));
    let [public, inside] = audience_choices(language);
    view! {
        <section aria-labelledby="invite-heading">
            <h2 id="invite-heading">{text.invite_heading}</h2>
            {(!list.mails).then(|| view! { <p>{text.mail_unused}</p> })}
            <form class="account-form" method="post" action="/admin/accounts" autocomplete="off">
                {form.field("sign_in_name", own.sign_in_name, FieldKind::OTHERS, "", Some(text.sign_in_name_hint), true)}
                {form.field("name", own.name, FieldKind::OTHERS, "", Some(text.name_hint), false)}
                {form.field("mail", text.mail, FieldKind::OTHERS_MAIL, "", Some(text.mail_hint), false)}
                {form.choice("role", own.role, &role_choices(language), "reader")}
                {form.choice("audience", own.audience, &[("", text.audience_usual), public, inside], "")}
                <p><button class="button" type="submit">{text.invite}</button></p>
            </form>
        </section>
    }
    .into_any()
}
