//! The page around all pages, and the way from an address to a page.

use leptos::{config::LeptosOptions, hydration::HydrationScripts, prelude::*};
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::{
    InterfaceLanguage, RequestInfo,
    components::{Footer, Header},
    pages::{CoveragePage, DocumentPage, HelpPage, HomePage, NotFoundPage, SearchPage},
};

/// The HTML document around [`App`]. Expects a [`RequestInfo`] and [`crate::services::Services`] as contexts.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let language = use_context::<RequestInfo>().map_or(InterfaceLanguage::Ja, |request| request.language);
    view! {
        <!DOCTYPE html>
        <html lang=language.tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light"/>
                <link rel="stylesheet" href="/pkg/kakehashi.css"/>
                <HydrationScripts options=options islands=true/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
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
            <Router>
                <FlatRoutes fallback=NotFoundPage>
                    <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                    <Route path=path!("/search") view=SearchPage ssr=SsrMode::Async/>
                    <Route path=path!("/coverage") view=CoveragePage ssr=SsrMode::Async/>
                    <Route path=path!("/help") view=HelpPage ssr=SsrMode::Async/>
                    <Route path=path!("/publications/:office/:right/:number") view=DocumentPage ssr=SsrMode::Async/>
                    <Route path=path!("/publications/:office/:right/:number/:kind") view=DocumentPage ssr=SsrMode::Async/>
                    <Route path=path!("/publications/:office/:right/:number/:kind/:tab") view=DocumentPage ssr=SsrMode::Async/>
                </FlatRoutes>
            </Router>
        </main>
        <Footer language=language/>
    }
}
