//! The page around all pages, and the way from an address to a page.

use axum::http::{HeaderValue, header::CONTENT_SECURITY_POLICY};
use leptos::{config::LeptosOptions, hydration::HydrationScripts, nonce::use_nonce, prelude::*};
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::{
    Forbidden, InterfaceLanguage, RequestInfo,
    components::{Footer, Header},
    pages::{
        AccountPage, AccountsPage, AdministeredAccountPage, AuditPage, CorrectPage, CoveragePage, DeliveriesPage, DeliveryPage,
        DocumentPage, EnginesPage, FeedPage, FeedsPage, ForbiddenPage, HelpPage, HomePage, ImportPage, InboxPage, InvitationPage,
        MemoryPage, NewFeedPage, NotFoundPage, OfficePage, OfficesPage, OverviewPage, ProvisionClassPage, ProvisionPage, RejectPage,
        ResetPage, RunPage, RunsPage, SearchPage, SignInPage, SuggestPage, TermsPage, WorkPage,
    },
};

/// The HTML document around [`App`]. Expects a [`RequestInfo`] and [`crate::services::Services`] as contexts, and sets the page's
/// content security policy.
pub fn shell(options: LeptosOptions) -> AnyView {
    permit_own_content_only();
    let language = use_context::<RequestInfo>().map_or(InterfaceLanguage::Ja, |request| request.language);
    view! {
        <!DOCTYPE html>
        <html lang=language.tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light"/>
                <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml"/>
                <link rel="stylesheet" href="/pkg/kakehashi.css"/>
                <HydrationScripts options=options islands=true/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
    .into_any()
}

/// Lets the page load what is the portal's own and nothing else: whatever a delivery smuggles into a text, no browser runs it. The one
/// inline script, which starts the islands, carries the nonce of its answer.
fn permit_own_content_only() {
    let (Some(options), Some(nonce)) = (use_context::<leptos_axum::ResponseOptions>(), use_nonce()) else { return };
    let policy = format!(
        "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; \
         img-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        options.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}

/// All pages. Every one waits for what it shows, so that its status, its title and its text arrive together and nothing needs a script.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let request = use_context::<RequestInfo>();
    let language = request.as_ref().map_or(InterfaceLanguage::Ja, |request| request.language);
    view! {
        {request.map(|request| view! { <Header request=request/> })}
        <main id="main" class="frame" tabindex="-1">
            {if use_context::<Forbidden>().is_some() { view! { <ForbiddenPage/> }.into_any() } else { pages() }}
        </main>
        <Footer language=language/>
    }
    .into_any()
}

/// The way from an address to its page. Who may see which is the server's to see to, route by route.
fn pages() -> AnyView {
    view! {
        <Router>
            <FlatRoutes fallback=NotFoundPage>
                <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                <Route path=path!("/search") view=SearchPage ssr=SsrMode::Async/>
                <Route path=path!("/coverage") view=CoveragePage ssr=SsrMode::Async/>
                <Route path=path!("/help") view=HelpPage ssr=SsrMode::Async/>
                <Route path=path!("/publications/:office/:right/:number") view=DocumentPage ssr=SsrMode::Async/>
                <Route path=path!("/publications/:office/:right/:number/:kind") view=DocumentPage ssr=SsrMode::Async/>
                <Route path=path!("/publications/:office/:right/:number/:kind/figures/:figure") view=DocumentPage ssr=SsrMode::Async/>
                <Route path=path!("/publications/:office/:right/:number/:kind/figures/:figure/pages/:page") view=DocumentPage ssr=SsrMode::Async/>
                <Route path=path!("/publications/:office/:right/:number/:kind/import") view=ImportPage ssr=SsrMode::Async/>
                <Route path=path!("/publications/:office/:right/:number/:kind/:tab/correct") view=CorrectPage ssr=SsrMode::Async/>
                <Route path=path!("/publications/:office/:right/:number/:kind/:tab/suggest") view=SuggestPage ssr=SsrMode::Async/>
                <Route path=path!("/publications/:office/:right/:number/:kind/:tab") view=DocumentPage ssr=SsrMode::Async/>
                <Route path=path!("/work") view=WorkPage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/invitation/:token") view=InvitationPage ssr=SsrMode::Async/>
                <Route path=path!("/reset/:token") view=ResetPage ssr=SsrMode::Async/>
                <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async/>
                <Route path=path!("/admin") view=OverviewPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/offices") view=OfficesPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/offices/:office") view=OfficePage ssr=SsrMode::Async/>
                <Route path=path!("/admin/feeds") view=FeedsPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/feeds/new") view=NewFeedPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/feeds/:feed") view=FeedPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/inbox") view=InboxPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/deliveries") view=DeliveriesPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/deliveries/:delivery") view=DeliveryPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/runs") view=RunsPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/runs/:job") view=RunPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/runs/:job/rejects/:ordinal") view=RejectPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/accounts") view=AccountsPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/accounts/:account") view=AdministeredAccountPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/audit") view=AuditPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/provision") view=ProvisionPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/provision/:office/:right") view=ProvisionClassPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/engines") view=EnginesPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/memory") view=MemoryPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/terms") view=TermsPage ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
    .into_any()
}
