//! What stands around every page.

use leptos::prelude::*;

use super::account_menu;
use crate::{InterfaceLanguage, RequestInfo, i18n::Common, query::encode};

/// Name of the site, ways through it, and the language switch.
#[component]
pub(crate) fn Header(request: RequestInfo) -> impl IntoView {
    let language = request.language;
    let text = Common::of(language);
    let back = encode(&request.path_and_query);
    let path = request.path().to_owned();
    let links = [("/", text.search), ("/coverage", text.coverage), ("/help", text.help)].map(|(href, name)| {
        // "Search" is where one is on results, too.
        let here = path == href || (href == "/" && path == "/search");
        view! { <li><a href=href aria-current=here.then_some("page")>{name}</a></li> }
    });
    let other = match language {
        InterfaceLanguage::Ja => InterfaceLanguage::En,
        InterfaceLanguage::En => InterfaceLanguage::Ja,
    };
    view! {
        <a class="skip" href="#main">{text.skip}</a>
        <header class="site-header">
            <div class="frame site-header-row">
                <a class="site-name" href="/"><strong>{text.site_name}</strong><span>{text.site_claim}</span></a>
                <nav aria-label=text.navigation>
                    <ul class="site-nav">
                        {links.collect_view()}
                        <li>
                            <a class="language-switch" href=format!("/language/{}?back={back}", other.tag()) lang=other.tag() hreflang=other.tag() rel="nofollow">
                                {other.pick("日本語", "English")}
                            </a>
                        </li>
                    </ul>
                </nav>
            </div>
            {account_menu(&request)}
        </header>
    }
    .into_any()
}

/// What the site is and is not.
#[component]
pub(crate) fn Footer(language: InterfaceLanguage) -> impl IntoView {
    let text = Common::of(language);
    view! {
        <footer class="site-footer">
            <div class="frame">
                <p class="site-footer-name">{text.site_name}</p>
                <p>{text.disclaimer}</p>
                <ul class="site-footer-nav">
                    <li><a href="/">{text.search}</a></li>
                    <li><a href="/coverage">{text.coverage}</a></li>
                    <li><a href="/help">{text.help}</a></li>
                </ul>
            </div>
        </footer>
    }
    .into_any()
}
