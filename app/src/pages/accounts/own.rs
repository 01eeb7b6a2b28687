//! One's own account: name, password, and where one is signed in.

use leptos::prelude::*;

use super::{done_notice, form_title};
use crate::{
    CurrentSession, InterfaceLanguage, RequestInfo,
    components::{FieldKind, SentForm, Table},
    i18n::{AccountText, account_role_name, audience_name, moment},
    pages::failure::failure_page,
    portal::{accounts, request},
    services::{AccountSummary, ServiceError, SessionSummary},
};

/// Name shown, password, sessions.
#[component]
pub(crate) fn AccountPage() -> impl IntoView {
    let (request, accounts) = match (request(), accounts()) {
        (Ok(request), Ok(accounts)) => (request, accounts),
        (Err(error), _) | (_, Err(error)) => return failure_page(InterfaceLanguage::Ja, &error),
    };
    let language = request.language;
    let forms = ["name", "password", "sessions"].map(|name| SentForm::read(language, name));
    let current = use_context::<CurrentSession>().map(|CurrentSession(session)| session);
    Suspend::new(async move {
        // The server lets nobody come here who is not signed in.
        let Some(visitor) = &request.visitor else {
            return failure_page(language, &ServiceError::Internal("no-visitor".to_owned()));
        };
        let found = match accounts.account(visitor.account).await {
            Ok(Some(account)) => accounts.sessions(visitor.account).await.map(|sessions| (account, sessions)),
            Ok(None) => Err(ServiceError::Internal("no-account".to_owned())),
            Err(error) => Err(error),
        };
        match found {
            Ok((account, sessions)) => own_account(&request, &forms, &account, &sessions, current),
            Err(error) => failure_page(language, &error),
        }
    })
    .into_any()
}

fn own_account(
    request: &RequestInfo,
    [name, password, ending]: &[SentForm; 3],
    account: &AccountSummary,
    sessions: &[SessionSummary],
    current: Option<i64>,
) -> AnyView {
    let language = request.language;
    let text = AccountText::of(language);
    let done = done_notice(request, |code| match code {
        "name" => Some(text.name_saved),
        "password" => Some(text.password_saved),
        "session" => Some(text.session_ended),
        "welcome" => Some(text.welcome),
        _ => None,
    });
    view! {
        {form_title(language, text.account, name.is_refused() || password.is_refused() || ending.is_refused())}
        <h1>{text.account}</h1>
        {done}
        <dl class="definitions">
            <dt>{text.sign_in_name}</dt><dd><strong>{account.sign_in_name.clone()}</strong></dd>
            <dt>{text.role}</dt><dd>{account_role_name(language, account.role)}</dd>
            <dt>{text.audience}</dt><dd>{audience_name(language, account.audience)}</dd>
        </dl>
        <section aria-labelledby="name-heading">
            <h2 id="name-heading">{text.name}</h2>
            {name.summary()}
            <form class="account-form" method="post" action="/account/name">
                {name.field("name", text.name, FieldKind::NAME, &account.name, Some(text.name_hint), true)}
                <p><button class="button" type="submit">{text.save}</button></p>
            </form>
        </section>
        <section aria-labelledby="password-heading">
            <h2 id="password-heading">{text.password_change}</h2>
            {password.summary()}
            <form class="account-form" method="post" action="/account/password">
                <input type="text" name="username" value=account.sign_in_name.clone() autocomplete="username" hidden readonly/>
                {password.field("present_password", text.password_present, FieldKind::PASSWORD, "", None, true)}
                {password.field("password", text.password_new, FieldKind::NEW_PASSWORD, "", Some(text.password_hint), true)}
                {password.field("password_again", text.password_again, FieldKind::NEW_PASSWORD, "", None, true)}
                <p class="hint">{text.password_ends}</p>
                <p><button class="button" type="submit">{text.password_save}</button></p>
            </form>
        </section>
        <section>
            <h2>{text.sessions}</h2>
            {ending.summary()}
            {session_table(language, sessions, current)}
            <form method="post" action="/account/sign-out-everywhere">
                <p><button class="button button-outline" type="submit">{text.everywhere}</button></p>
                <p class="hint">{text.everywhere_hint}</p>
            </form>
        </section>
    }
    .into_any()
}

fn session_table(language: InterfaceLanguage, sessions: &[SessionSummary], current: Option<i64>) -> AnyView {
    let text = AccountText::of(language);
    let rows = sessions.iter().map(|session| {
        let browser = if session.browser.is_empty() { text.browser_unknown.to_owned() } else { session.browser.clone() };
        let began = moment(language, &session.began);
        let is_current = current == Some(session.id);
        // Several buttons of one name are told apart by what stands in their rows.
        let label = format!("{}: {browser}, {began}", text.sign_out);
        view! {
            <tr>
                <th scope="row">{browser}{is_current.then(|| view! { " "<span class="chip">{text.this_session}</span> })}</th>
                <td>{began}</td>
                <td>{moment(language, &session.last_seen)}</td>
                <td>
                    <form method="post" action=format!("/account/sessions/{}/sign-out", session.id)>
                        <button class="button button-text" type="submit" aria-label=label>{text.sign_out}</button>
                    </form>
                </td>
            </tr>
        }
    });
    Table::new(text.sessions, "table table-unbroken").heads(&[text.browser, text.began, text.last_seen]).without_head().view(rows)
}
