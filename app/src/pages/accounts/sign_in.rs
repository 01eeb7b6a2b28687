//! Signing in.

use leptos::prelude::*;

use super::{done_notice, form_title};
use crate::{
    InterfaceLanguage,
    components::{FieldKind, SentForm, Tone, notice_box},
    i18n::AccountText,
    pages::failure::failure_page,
    portal::request,
    query::value,
};

/// Name and password.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let request = match request() {
        Ok(request) => request,
        Err(error) => return failure_page(InterfaceLanguage::Ja, &error),
    };
    let language = request.language;
    let text = AccountText::of(language);
    let form = SentForm::read(language, "sign-in");
    let next = form.value("next", &value(request.query(), "next").unwrap_or_default());
    let done = done_notice(&request, |code| match code {
        "signed-out" => Some(text.signed_out),
        "signed-out-everywhere" => Some(text.signed_out_everywhere),
        _ => None,
    });
    let already = request
        .visitor
        .is_some()
        .then(|| notice_box(Tone::Information, view! { <p>{text.signed_in_already}" "<a href="/account">{text.account}</a></p> }));
    view! {
        {form_title(language, text.sign_in, form.is_refused())}
        <h1>{text.sign_in}</h1>
        {done}
        {already}
        <p class="lead">{text.sign_in_lead}</p>
        {form.summary()}
        <form class="account-form" method="post" action="/sign-in">
            <input type="hidden" name="next" value=next/>
            {form.field("sign_in_name", text.sign_in_name, FieldKind::USERNAME, "", None, true)}
            {form.field("password", text.password, FieldKind::PASSWORD, "", None, true)}
            <p><button class="button" type="submit">{text.sign_in}</button></p>
        </form>
        <p class="hint">{text.forgotten}</p>
    }
    .into_any()
}
