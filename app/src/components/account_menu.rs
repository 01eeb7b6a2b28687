//! Who is signed in, and the ways that are open to him.

use leptos::prelude::*;
use publication::Role;

use crate::{
    RequestInfo,
    i18n::{AccountText, AdministrationText, Common, ConsoleText, ProvisionText, TranslationText, account_role_name},
    query::encode,
};

/// The way to sign in; or name, role, the ways of the role, and the way out.
pub(crate) fn account_menu(request: &RequestInfo) -> AnyView {
    let language = request.language;
    let text = AccountText::of(language);
    let path = request.path();
    let Some(visitor) = &request.visitor else {
        // Whoever signs in is led back to where he was.
        let is_link = ["/invitation/", "/reset/"].iter().any(|of| path.starts_with(of));
        let address = if path == "/sign-in" || is_link {
            "/sign-in".to_owned()
        } else {
            format!("/sign-in?next={}", encode(&request.path_and_query))
        };
        return view! { <nav class="account-menu frame" aria-label=text.menu><ul><li><a href=address rel="nofollow">{text.sign_in}</a></li></ul></nav> }
            .into_any();
    };
    let administration = AdministrationText::of(language);
    let translation = TranslationText::of(language);
    // In the order of the roles that may go there.
    let ways = [
        (Role::Reader, "/account", text.account),
        (Role::Translator, "/work", Common::of(language).work),
        (Role::Translator, "/admin/memory", translation.memory),
        (Role::Translator, "/admin/terms", translation.terms),
        (Role::Administrator, "/admin", ConsoleText::of(language).console),
        (Role::Administrator, "/admin/engines", translation.engines),
        (Role::Administrator, "/admin/accounts", administration.accounts),
        (Role::Administrator, "/admin/provision", ProvisionText::of(language).title),
        (Role::Administrator, "/admin/audit", administration.audit),
    ];
    let links = ways
        .into_iter()
        .filter(|(least, ..)| visitor.role >= *least)
        .map(|(_, href, name)| view! { <li><a href=href aria-current=(path == href).then_some("page")>{name}</a></li> })
        .collect_view();
    view! {
        <nav class="account-menu frame" aria-label=text.menu>
            <p class="account-who"><strong>{visitor.name.clone()}</strong><span>{account_role_name(language, visitor.role)}</span></p>
            <ul>
                {links}
                <li><form method="post" action="/sign-out"><button class="button-plain" type="submit">{text.sign_out}</button></form></li>
            </ul>
        </nav>
    }
    .into_any()
}
