//! The pages, rendered by leptos.

use std::sync::Arc;

use app::{App, RequestInfo, services::Services, shell};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware,
    response::{IntoResponse as _, Response},
};
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes as _, generate_route_list};
use publication::Audience;

use super::{PortalState, canonical, language};
use crate::clock;

/// Routes of all pages, and the page for what is not there.
pub fn router(state: &PortalState) -> Router<PortalState> {
    let routes = generate_route_list(App);
    Router::new()
        .leptos_routes_with_handler(routes, axum::routing::get(page))
        .fallback(page_not_found)
        .layer(middleware::from_fn_with_state(state.clone(), canonical::redirect))
}

fn request_info(request: &Request) -> Option<RequestInfo> {
    let path_and_query = request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    let today = clock::day_in_japan(clock::now())?;
    Some(RequestInfo {
        language: language::of_request(request.headers()),
        audience: Audience::Public,
        visitor: None,
        path_and_query,
        today,
    })
}

async fn page(State(state): State<PortalState>, mut request: Request<Body>) -> Response {
    // To programs that do not ask for HTML, leptos gives a redirection in a header of its own; what is here is pages, for whoever asks.
    request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("text/html"));
    let Some(info) = request_info(&request) else {
        tracing::error!("the clock shows no day of our calendar");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let services: Services = Arc::<crate::services::Portal>::clone(&state.portal);
    let options = state.leptos.clone();
    let render = leptos_axum::render_app_async_with_context(
        move || {
            provide_context(services.clone());
            provide_context(info.clone());
        },
        move || shell(options.clone()),
    );
    render(request).await
}

/// The router's own page for unknown paths, with its status.
async fn page_not_found(state: State<PortalState>, request: Request<Body>) -> Response {
    let mut response = page(state, request).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}
