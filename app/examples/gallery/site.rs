//! The pages behind a router, as the server mounts them.

use std::sync::Arc;

use app::{App, InterfaceLanguage, RequestInfo, services::Services, shell};
use axum::{Router, http::request::Parts};
use leptos::{config::LeptosOptions, prelude::*};
use leptos_axum::{LeptosRoutes, generate_route_list};
use publication::{Audience, IsoDate};

use super::portal::MadeUpPortal;

/// All pages with made-up answers. `?…&ui=en` anywhere in the query speaks English.
pub fn site() -> Router {
    let options = LeptosOptions::builder().output_name("kakehashi").build();
    let routes = generate_route_list(App);
    let for_pages = options.clone();
    let for_others = options.clone();
    Router::new()
        .leptos_routes_with_context(&options, routes, provide, move || shell(for_pages.clone()))
        .fallback(leptos_axum::render_app_async_with_context(provide, move || shell(for_others.clone())))
        .with_state(options)
}

fn provide() {
    let path_and_query =
        use_context::<Parts>().and_then(|parts| parts.uri.path_and_query().map(ToString::to_string)).unwrap_or_else(|| "/".to_owned());
    let language = if path_and_query.contains("ui=en") { InterfaceLanguage::En } else { InterfaceLanguage::Ja };
    let today = IsoDate::new(2026, 11, 22).expect("a day");
    provide_context(RequestInfo { language, audience: Audience::Public, visitor: None, path_and_query, today });
    let services: Services = Arc::new(MadeUpPortal);
    provide_context(services);
}
