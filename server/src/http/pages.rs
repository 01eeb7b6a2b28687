//! The pages, rendered by leptos.

use std::sync::Arc;

use app::{
    App, CurrentSession, Forbidden, RequestInfo, Submission,
    services::{Accounts, Console, Corrections, ImportOutcome, ImportReport, Provisions, RefusedForm, Services, SourceTrial, Translations},
    shell,
};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{Extensions, HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    middleware,
    response::{IntoResponse as _, Response},
};
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes as _, generate_route_list};
use publication::Role;

use super::{PortalState, caller::Caller, canonical, language};
use crate::{clock, services::PortalConsole};

/// Routes of all pages, and the page for what is not there.
pub fn router(state: &PortalState) -> Router<PortalState> {
    let routes = generate_route_list(App);
    Router::new()
        .leptos_routes_with_handler(routes, axum::routing::get(page))
        .fallback(page_not_found)
        .layer(middleware::from_fn_with_state(state.clone(), canonical::redirect))
}

/// What a page is told beyond its request.
#[derive(Clone, Debug, Default)]
struct Told {
    submission: Option<Submission>,
    brought: Option<ImportReport>,
    imported: Option<ImportOutcome>,
    forbidden: bool,
    refused: Option<RefusedForm>,
    tried: Option<SourceTrial>,
}

fn request_info(request: &Request, caller: &Caller) -> Option<RequestInfo> {
    let path_and_query = request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    let today = clock::day_in_japan(clock::now())?;
    Some(RequestInfo {
        language: language::of_request(request.headers()),
        audience: caller.audience,
        visitor: caller.visitor.clone(),
        path_and_query,
        today,
    })
}

async fn page(State(state): State<PortalState>, request: Request<Body>) -> Response {
    render(&state, request, Told::default()).await
}

async fn render(state: &PortalState, mut request: Request<Body>, told: Told) -> Response {
    // To programs that do not ask for HTML, leptos gives a redirection in a header of its own; what is here is pages, for whoever asks.
    request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("text/html"));
    let Some(caller) = request.extensions().get::<Caller>().cloned() else {
        tracing::error!("nobody looked at who asks");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let Some(info) = request_info(&request, &caller) else {
        tracing::error!("the clock shows no day of our calendar");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let services: Services = Arc::<crate::services::Portal>::clone(&state.portal);
    let accounts: Accounts = Arc::<crate::accounts::Accounts>::clone(state.portal.accounts());
    let provisions: Provisions = Arc::<crate::services::Portal>::clone(&state.portal);
    let corrections: Corrections = Arc::<crate::services::Portal>::clone(&state.portal);
    let translations: Translations = Arc::<crate::services::Portal>::clone(&state.portal);
    // There where an administrator asks, and nowhere else.
    let is_administrator = caller.visitor.as_ref().is_some_and(|visitor| visitor.role >= Role::Administrator);
    let console: Option<Console> = is_administrator.then(|| Arc::new(PortalConsole::new(Arc::clone(&state.portal))) as Console);
    let options = leptos::prelude::LeptosOptions::clone(&state.leptos);
    let render = leptos_axum::render_app_async_with_context(
        move || {
            provide_context(services.clone());
            provide_context(accounts.clone());
            provide_context(provisions.clone());
            provide_context(corrections.clone());
            provide_context(translations.clone());
            provide_context(info.clone());
            if let Some(session) = caller.session {
                provide_context(CurrentSession(session));
            }
            if let Some(submission) = &told.submission {
                provide_context(submission.clone());
            }
            if let Some(brought) = &told.brought {
                provide_context(brought.clone());
            }
            if let Some(imported) = &told.imported {
                provide_context(imported.clone());
            }
            if let Some(console) = &console {
                provide_context(console.clone());
            }
            if let Some(refused) = &told.refused {
                provide_context(refused.clone());
            }
            if let Some(tried) = &told.tried {
                provide_context(tried.clone());
            }
            if told.forbidden {
                provide_context(Forbidden);
            }
        },
        move || shell(options.clone()),
    );
    render(request).await
}

/// The page at an address of ours, as the answer to something that was asked for by a form, with its status.
pub async fn page_at(state: PortalState, address: &str, headers: HeaderMap, extensions: Extensions, status: StatusCode) -> Response {
    let Ok(mut request) = Request::get(address).body(Body::empty()) else { return StatusCode::BAD_REQUEST.into_response() };
    *request.headers_mut() = headers;
    // It has no body any more.
    for name in [header::CONTENT_LENGTH, header::CONTENT_TYPE, header::TRANSFER_ENCODING] {
        request.headers_mut().remove(name);
    }
    let Some(caller) = extensions.get::<Caller>() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    request.extensions_mut().insert(caller.clone());
    let told = Told { brought: extensions.get::<ImportReport>().cloned(), ..Told::default() };
    let mut response = render(&state, request, told).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}

/// A value as it stands in a query string.
pub fn encoded(value: &str) -> String {
    percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// A request for a page, by somebody who asked for something else.
fn asking(parts: &Parts, path: &str) -> Option<Request<Body>> {
    let mut request = Request::get(path).body(Body::empty()).ok()?;
    *request.headers_mut() = parts.headers.clone();
    for name in [header::CONTENT_LENGTH, header::CONTENT_TYPE] {
        request.headers_mut().remove(name);
    }
    request.extensions_mut().insert(parts.extensions.get::<Caller>()?.clone());
    Some(request)
}

/// The page that a form stands on, again, with what came of the form.
pub async fn again(state: &PortalState, parts: &Parts, path: &str, submission: Submission, status: StatusCode) -> Response {
    let Some(request) = asking(parts, path) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let mut response = render(state, request, Told { submission: Some(submission), ..Told::default() }).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}

/// The page that a form of the console stands on, again, with what was sent and why it was refused.
pub async fn refused(state: &PortalState, parts: &Parts, path: &str, refused: RefusedForm, status: StatusCode) -> Response {
    let Some(request) = asking(parts, path) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let mut response = render(state, request, Told { refused: Some(refused), ..Told::default() }).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}

/// A page with what came of a file that was sent, where one was read.
pub async fn told(state: &PortalState, parts: &Parts, path: &str, imported: Option<ImportOutcome>, status: StatusCode) -> Response {
    let Some(request) = asking(parts, path) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let mut response = render(state, request, Told { imported, ..Told::default() }).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}

/// The page of a feed, with what trying its source found.
pub async fn tried(state: &PortalState, parts: &Parts, path: &str, tried: SourceTrial) -> Response {
    let Some(request) = asking(parts, path) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    render(state, request, Told { tried: Some(tried), ..Told::default() }).await
}

/// The page that says that somebody may not see what he asked for.
pub async fn forbidden(state: &PortalState, parts: &Parts) -> Response {
    let here = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let Some(request) = asking(parts, here) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    render(state, request, Told { forbidden: true, ..Told::default() }).await
}

/// The router's own page for unknown paths, with its status.
async fn page_not_found(state: State<PortalState>, request: Request<Body>) -> Response {
    let mut response = page(state, request).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}
