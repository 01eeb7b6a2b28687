//! Invitations, and links to set another password.

use axum::http::StatusCode;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{form_title, titled};
use crate::{
    InterfaceLanguage,
    components::{FieldKind, SentForm, Tone, notice_box},
    i18n::{AccountText, FailureText},
    pages::failure::failure_page,
    portal::{accounts, request, set_status},
    services::{LinkHolder, LinkKind},
};

/// Takes an account for the first time: a name and a password.
#[component]
pub(crate) fn InvitationPage() -> impl IntoView {
    link_page(LinkKind::Invitation)
}

/// Sets another password.
#[component]
pub(crate) fn ResetPage() -> impl IntoView {
    link_page(LinkKind::Reset)
}

fn link_page(kind: LinkKind) -> AnyView {
    let (request, accounts) = match (request(), accounts()) {
        (Ok(request), Ok(accounts)) => (request, accounts),
        (Err(error), _) | (_, Err(error)) => return failure_page(InterfaceLanguage::Ja, &error),
    };
    let token = use_params_map().get_untracked().get("token").unwrap_or_default();
    let form = SentForm::read(request.language, "link");
    Suspend::new(async move {
        let language = request.language;
        match accounts.link_holder(kind, &token).await {
            Ok(Some(holder)) => link_form(language, kind, request.path(), &form, &holder),
            Ok(None) => link_over(language),
            Err(error) => failure_page(language, &error),
        }
    })
    .into_any()
}

fn link_form(language: InterfaceLanguage, kind: LinkKind, path: &str, form: &SentForm, holder: &LinkHolder) -> AnyView {
    let text = AccountText::of(language);
    let (title, lead, button) = match kind {
        LinkKind::Invitation => (text.invitation, Some(text.invitation_lead), text.invitation_take),
        LinkKind::Reset => (text.reset, None, text.password_save),
    };
    let name =
        (kind == LinkKind::Invitation).then(|| form.field("name", text.name, FieldKind::NAME, &holder.name, Some(text.name_hint), true));
    view! {
        {form_title(language, title, form.is_refused())}
        <h1>{title}</h1>
        {lead.map(|lead| view! { <p class="lead">{lead}</p> })}
        {form.summary()}
        <form class="account-form" method="post" action=path.to_owned()>
            <p>{text.sign_in_name}": "<strong>{holder.sign_in_name.clone()}</strong></p>
            // For whoever keeps passwords: whose this one is.
            <input type="text" name="username" value=holder.sign_in_name.clone() autocomplete="username" hidden readonly/>
            {name}
            {form.field("password", text.password_new, FieldKind::NEW_PASSWORD, "", Some(text.password_hint), true)}
            {form.field("password_again", text.password_again, FieldKind::NEW_PASSWORD, "", None, true)}
            <p><button class="button" type="submit">{button}</button></p>
        </form>
    }
    .into_any()
}

/// A link that was taken, replaced or is too old: which of these is not told.
fn link_over(language: InterfaceLanguage) -> AnyView {
    set_status(StatusCode::NOT_FOUND);
    let text = AccountText::of(language);
    view! {
        {titled(language, text.link_over)}
        <h1>{text.link_over}</h1>
        {notice_box(Tone::Warning, view! { <p>{text.link_over_text}</p> })}
        <p><a href="/">{FailureText::of(language).to_home}</a></p>
    }
    .into_any()
}
