//! One account, as administrators see it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use publication::AccountId;

use super::{audience_choices, role_choices};
use crate::{
    InterfaceLanguage, RequestInfo, ShownLink, Submission,
    components::{FieldKind, SentForm, Tone, notice_box},
    i18n::{AccountText, AdministrationText, account_state_name, moment},
    pages::{
        NotFoundPage,
        accounts::{done_notice, form_title},
        failure::failure_page,
    },
    portal::{accounts, request},
    query::encode,
    services::{AccountState, AccountSummary},
};

/// Role, audience, mail address; disabling and links.
#[component]
pub(crate) fn AdministeredAccountPage() -> impl IntoView {
    let (request, accounts) = match (request(), accounts()) {
        (Ok(request), Ok(accounts)) => (request, accounts),
        (Err(error), _) | (_, Err(error)) => return failure_page(InterfaceLanguage::Ja, &error),
    };
    let language = request.language;
    let id = use_params_map().get_untracked().get("account").and_then(|id| id.parse().ok()).map(AccountId);
    let forms = ["change", "state", "link"].map(|name| SentForm::read(language, name));
    let link = use_context::<Submission>().and_then(|submission| submission.link);
    let not_found = || view! { <NotFoundPage/> }.into_any();
    let Some(id) = id else { return not_found() };
    Suspend::new(async move {
        match accounts.account(id).await {
            Ok(Some(account)) => account_page(&request, &account, &forms, link.as_ref()),
            Ok(None) => view! { <NotFoundPage/> }.into_any(),
            Err(error) => failure_page(language, &error),
        }
    })
    .into_any()
}

fn account_page(request: &RequestInfo, account: &AccountSummary, forms: &[SentForm; 3], link: Option<&ShownLink>) -> AnyView {
    let language = request.language;
    let (text, own) = (AdministrationText::of(language), AccountText::of(language));
    let [change, state, making] = forms;
    let done = done_notice(request, |code| match code {
        "changed" => Some(text.changed),
        "disabled" => Some(text.disabled),
        "enabled" => Some(text.enabled),
        "mailed" => Some(text.mailed),
        _ => None,
    });
    let last = account.last_signed_in.as_ref().map_or_else(|| text.never.to_owned(), |at| moment(language, at));
    view! {
        {form_title(language, &account.sign_in_name, forms.iter().any(SentForm::is_refused))}
        <p><a href="/admin/accounts">{text.back}</a></p>
        <h1>{account.sign_in_name.clone()}</h1>
        {done}
        {link.map(|link| shown_link(language, link))}
        <dl class="definitions">
            <dt>{own.name}</dt><dd>{account.name.clone()}</dd>
            <dt>{text.state}</dt><dd>{account_state_name(language, account.state)}</dd>
            <dt>{text.created}</dt><dd>{moment(language, &account.created)}</dd>
            <dt>{text.last_signed_in}</dt><dd>{last}</dd>
        </dl>
        <p><a href=format!("/admin/audit?account={}", encode(&account.sign_in_name))>{text.audit}</a></p>
        {change_form(language, account, change)}
        {link_form(language, account, making)}
        {state_form(language, account, state)}
    }
    .into_any()
}

/// A link, this once.
fn shown_link(language: InterfaceLanguage, link: &ShownLink) -> AnyView {
    let text = AdministrationText::of(language);
    let content = view! {
        <p><strong>{text.link_made}</strong></p>
        {link.mail_failed.then(|| view! { <p>{text.link_mail_failed}</p> })}
        <p>{text.link_once}</p>
        <p>{text.link_for}": "<strong>{link.sign_in_name.clone()}</strong></p>
        <p><code class="one-time-link">{link.address.clone()}</code></p>
    };
    view! { <div role="status">{notice_box(Tone::Warning, content)}</div> }.into_any()
}

fn change_form(language: InterfaceLanguage, account: &AccountSummary, form: &SentForm) -> AnyView {
    let (text, own) = (AdministrationText::of(language), AccountText::of(language));
    let mail = account.mail.as_deref().unwrap_or_default();
    view! {
        <section aria-labelledby="change-heading">
            <h2 id="change-heading">{text.change}</h2>
            {form.summary()}
            <form class="account-form" method="post" action=format!("/admin/accounts/{}", account.id) autocomplete="off">
                {form.choice("role", own.role, &role_choices(language), account.role.as_str())}
                {form.choice("audience", own.audience, &audience_choices(language), account.audience.as_str())}
                {form.field("mail", text.mail, FieldKind::OTHERS_MAIL, mail, Some(text.mail_hint), false)}
                <p><button class="button" type="submit">{own.save}</button></p>
            </form>
        </section>
    }
    .into_any()
}

fn link_form(language: InterfaceLanguage, account: &AccountSummary, form: &SentForm) -> Option<AnyView> {
    let text = AdministrationText::of(language);
    let (name, hint) = match account.state {
        AccountState::Invited => (text.link_invitation, text.link_invitation_hint),
        AccountState::Active => (text.link_reset, text.link_reset_hint),
        AccountState::Disabled => return None,
    };
    Some(
        view! {
            <section aria-labelledby="link-heading">
                <h2 id="link-heading">{name}</h2>
                {form.summary()}
                <form method="post" action=format!("/admin/accounts/{}/link", account.id)>
                    <p>{hint}</p>
                    <p><button class="button button-outline" type="submit">{name}</button></p>
                </form>
            </section>
        }
        .into_any(),
    )
}

fn state_form(language: InterfaceLanguage, account: &AccountSummary, form: &SentForm) -> AnyView {
    let text = AdministrationText::of(language);
    let is_disabled = account.state == AccountState::Disabled;
    let (name, hint, act) = if is_disabled { (text.enable, None, "enable") } else { (text.disable, Some(text.disable_hint), "disable") };
    view! {
        <section aria-labelledby="state-heading">
            <h2 id="state-heading">{name}</h2>
            {form.summary()}
            <form method="post" action=format!("/admin/accounts/{}/{act}", account.id)>
                {hint.map(|hint| view! { <p>{hint}</p> })}
                <p><button class="button button-outline" type="submit">{name}</button></p>
            </form>
        </section>
    }
    .into_any()
}
