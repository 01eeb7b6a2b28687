//! The web server: pages by leptos, files and CSV beside them, and the API under `/api/v1`.

mod api;
mod canonical;
mod content_headers;
mod csv_files;
mod files;
mod guard;
mod language;
mod package;
mod pages;
mod translate_form;

use std::{path::PathBuf, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware,
    response::IntoResponse as _,
    routing::{get, post},
};
use leptos::prelude::LeptosOptions;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, DefaultPredicate, Predicate as _, predicate::NotForContentType},
    services::ServeDir,
    set_header::SetResponseHeaderLayer,
    timeout::TimeoutLayer,
    trace::TraceLayer,
};

use crate::services::Portal;

/// Longest a request may take.
const TIMEOUT: Duration = Duration::from_secs(30);
/// Largest body of a request: forms only.
const LARGEST_BODY: usize = 64 * 1024;

/// What handlers share.
#[derive(Clone)]
pub struct PortalState {
    /// The use cases.
    pub portal: Arc<Portal>,
    /// Where leptos finds styles and scripts.
    pub leptos: LeptosOptions,
}

impl axum::extract::FromRef<PortalState> for LeptosOptions {
    fn from_ref(state: &PortalState) -> Self {
        state.leptos.clone()
    }
}

/// The whole site.
pub fn router(portal: Arc<Portal>, site: PathBuf) -> Router {
    let leptos =
        LeptosOptions::builder().output_name("kakehashi").site_root(site.to_string_lossy().into_owned()).site_pkg_dir("pkg").build();
    let state = PortalState { portal, leptos };

    // What the build made has fixed names; browsers ask again each time and mostly hear "not modified".
    let built = |folder: &str| ServeDir::new(site.join(folder)).precompressed_br().precompressed_gzip();
    let revalidate = || SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    let site_files = Router::new().nest_service("/pkg", built("pkg")).nest_service("/assets", built("assets")).layer(revalidate());

    let dynamic = Router::new()
        .route("/search.csv", get(csv_files::search))
        .route("/coverage.csv", get(csv_files::coverage))
        .route("/language/{language}", get(language::switch))
        .route("/publications/{office}/{right}/{number}/{kind}/figures/{figure}/original", get(files::figure))
        .route("/publications/{office}/{right}/{number}/{kind}/figures/{figure}/pages/{page}/web", get(files::web_image))
        .route("/publications/{office}/{right}/{number}/{kind}/figures/{figure}/pages/{page}/thumbnail", get(files::thumbnail))
        .route("/publications/{office}/{right}/{number}/{kind}/original/package", get(package::package))
        .route("/publications/{office}/{right}/{number}/{kind}/original/file", get(files::original))
        .route("/publications/{office}/{right}/{number}/{kind}/translate", post(translate_form::translate))
        .merge(api::router())
        .merge(pages::router(&state))
        .layer(middleware::from_fn(guard::same_origin))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        // What is compressed already is not compressed again.
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(NotForContentType::const_new("application/zip"))))
        .with_state(state);

    Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .merge(site_files)
        .merge(dynamic)
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
        .layer(CatchPanicLayer::custom(|_panic: Box<dyn std::any::Any + Send>| {
            tracing::error!("a request handler panicked");
            (StatusCode::INTERNAL_SERVER_ERROR, "内部エラーが発生しました。").into_response()
        }))
        .layer(header_layer("x-content-type-options", "nosniff"))
        .layer(header_layer("referrer-policy", "same-origin"))
        .layer(header_layer("x-frame-options", "DENY"))
        .layer(TraceLayer::new_for_http())
}

fn header_layer(name: &'static str, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(HeaderName::from_static(name), HeaderValue::from_static(value))
}
