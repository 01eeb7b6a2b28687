//! The web server: pages by leptos, files and CSV beside them, and the API under `/api/v1`.

mod access;
mod accounts;
mod api;
mod caller;
mod canonical;
mod client_address;
mod console;
mod content_headers;
mod cookies;
mod correct;
mod csv_files;
mod files;
mod guard;
mod language;
mod metrics;
mod own_path;
mod package;
mod pages;
mod provision;
mod routes;
mod security_headers;
mod sent;
mod translate_form;
mod translation;

use std::{path::PathBuf, sync::Arc, time::Duration};

use app::services::ServiceError;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderValue, Request, StatusCode, header},
    middleware,
    response::{IntoResponse as _, Response},
    routing::get,
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

pub use access::Access;
pub use caller::{Caller, Signed};
pub use cookies::Cookies;
pub use metrics::router as metrics_router;
pub use routes::{Row, table};

use access::Rules;
use routes::Handled;

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
    pub leptos: Arc<LeptosOptions>,
    /// Who may ask for what.
    pub rules: Rules,
}

impl PortalState {
    /// The cookies by which browsers are signed in.
    #[must_use]
    pub fn cookies(&self) -> Cookies {
        Cookies::new(self.portal.config().is_secure())
    }
}

impl axum::extract::FromRef<PortalState> for LeptosOptions {
    fn from_ref(state: &PortalState) -> Self {
        LeptosOptions::clone(&state.leptos)
    }
}

/// Says that something failed inside, under the id that stands in the log.
fn failed(failure: &dyn std::fmt::Display) -> Response {
    let told = crate::services::internal(failure);
    let id = if let ServiceError::Internal(id) = &told { id.as_str() } else { "" };
    (StatusCode::INTERNAL_SERVER_ERROR, format!("内部エラーが発生しました({id})。")).into_response()
}

/// The whole site.
pub fn router(portal: Arc<Portal>, site: PathBuf) -> Router {
    let leptos =
        LeptosOptions::builder().output_name("kakehashi").site_root(site.to_string_lossy().into_owned()).site_pkg_dir("pkg").build();
    let secure = portal.config().is_secure();
    let state = PortalState { portal, leptos: Arc::new(leptos), rules: Rules::new(&table()) };

    // What the build made has fixed names; browsers ask again each time and mostly hear "not modified".
    let built = |folder: &str| ServeDir::new(site.join(folder)).precompressed_br().precompressed_gzip();
    let revalidate = || SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    let site_files = Router::new().nest_service("/pkg", built("pkg")).nest_service("/assets", built("assets")).layer(revalidate());

    let routed = |rows: Vec<Handled>| rows.into_iter().fold(Router::new(), |router, row| router.route(row.row.pattern, row.handler));
    let guarded = |router: Router<PortalState>| router.layer(middleware::from_fn_with_state(state.clone(), caller::admit));
    let (uploads, others): (Vec<Handled>, Vec<Handled>) = routes::handled().into_iter().partition(|handled| handled.is_upload);
    let dynamic = routed(others).merge(pages::router(&state)).layer(DefaultBodyLimit::max(LARGEST_BODY));
    let dynamic = guarded(dynamic)
        // What is compressed already is not compressed again.
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(NotForContentType::const_new("application/zip"))))
        .with_state(state.clone());
    // As large as files may be, and as long as lines are slow.
    let uploads = guarded(routed(uploads)).with_state(state.clone());

    Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .merge(site_files)
        .merge(dynamic)
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
        .merge(uploads)
        .layer(CatchPanicLayer::custom(|_panic: Box<dyn std::any::Any + Send>| {
            tracing::error!("a request handler panicked");
            (StatusCode::INTERNAL_SERVER_ERROR, "内部エラーが発生しました。").into_response()
        }))
        .layer(middleware::from_fn_with_state(secure, security_headers::set))
        .layer(TraceLayer::new_for_http().make_span_with(|request: &Request<_>| {
            // Who reads the log must not be able to take a link that stands in it.
            let path = request.uri().path();
            let secret = ["/invitation/", "/reset/"].into_iter().find(|of| path.starts_with(of));
            let path = secret.map_or_else(|| request.uri().to_string(), |of| format!("{of}…"));
            tracing::debug_span!("request", method = %request.method(), path)
        }))
}
