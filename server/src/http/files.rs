//! Figures and originals: images made for browsers, and files as they came.
//!
//! Every answer is for an audience: what is hidden from it answers as if it did not exist, whatever its address, its version or its tag.

use app::services::ImageSize;
use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, IntoResponseParts, Response},
};
use publication::PublicationId;
use serde::Deserialize;
use storage::StorageError;

use super::{
    PortalState,
    caller::Caller,
    canonical,
    content_headers::{Disposition, caching, disposition, is_held},
};
use crate::{media, services::version_of};

/// A hostile file that a browser takes for a page can do nothing.
const HARMLESS: &str = "default-src 'none'; sandbox";
/// Browsers show no PDF in a sandbox: their viewers are one. It may still load nothing.
const HARMLESS_PDF: &str = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'";

/// The version in an image's address.
#[derive(Deserialize)]
pub struct Version {
    v: Option<String>,
}

type FigureParts = (String, String, String, String, u32);
type PageParts = (String, String, String, String, u32, u32);

/// The web image of a page of a figure.
pub async fn web_image(
    state: State<PortalState>,
    caller: Caller,
    path: Path<PageParts>,
    version: Query<Version>,
    headers: HeaderMap,
) -> Response {
    image(state, caller, path, version, &headers, ImageSize::Web).await
}

/// The thumbnail of a page of a figure.
pub async fn thumbnail(
    state: State<PortalState>,
    caller: Caller,
    path: Path<PageParts>,
    version: Query<Version>,
    headers: HeaderMap,
) -> Response {
    image(state, caller, path, version, &headers, ImageSize::Thumbnail).await
}

async fn image(
    State(state): State<PortalState>,
    caller: Caller,
    Path((office, right, number, kind, figure, page)): Path<PageParts>,
    Query(Version { v }): Query<Version>,
    headers: &HeaderMap,
    size: ImageSize,
) -> Response {
    let Some(id) = canonical::id_of(&office, &right, &number, &kind) else { return not_found() };
    let found = match state.portal.page_image(&id, figure, page, size, caller.audience).await {
        Ok(Some(found)) => found,
        Ok(None) => return not_found(),
        Err(failure) => return failed(&id, &failure),
    };
    let caching = caching(&found.content, v.as_deref() == Some(version_of(&found.content)));
    if is_held(headers, &found.content) {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    match state.portal.blob(&found.content).await {
        Ok(Some(bytes)) => {
            let ending = if found.media_type == "image/jpeg" { "jpg" } else { "png" };
            let name = format!("{id}-figure-{figure}-{page}.{ending}");
            with_headers(caching, bytes, &found.media_type, disposition(Disposition::Inline, &name), HARMLESS)
        }
        Ok(None) => not_found(),
        Err(failure) => failed(&id, &failure),
    }
}

/// A figure's file as it came. Images that browsers show, and PDF, are shown; whatever else a delivery brought under an image's name, SVG and
/// HTML among it, is saved and never opened.
pub async fn figure(
    State(state): State<PortalState>,
    caller: Caller,
    Path((office, right, number, kind, figure)): Path<FigureParts>,
    headers: HeaderMap,
) -> Response {
    let Some(id) = canonical::id_of(&office, &right, &number, &kind) else { return not_found() };
    let found = match state.portal.figure_file(&id, figure, caller.audience).await {
        Ok(Some(found)) => found,
        Ok(None) => return not_found(),
        Err(failure) => return failed(&id, &failure),
    };
    let caching = caching(&found.content, false);
    if is_held(&headers, &found.content) {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    let is_pdf = found.media_type == Some(media::PDF);
    let is_shown = is_pdf || found.media_type.is_some_and(media::shown_by_browsers);
    let disposition = disposition(if is_shown { Disposition::Inline } else { Disposition::Attachment }, &found.name);
    let policy = if is_pdf { HARMLESS_PDF } else { HARMLESS };
    with_headers(caching, found.bytes, found.media_type.unwrap_or("application/octet-stream"), disposition, policy)
}

/// The record as it came.
pub async fn original(
    State(state): State<PortalState>,
    caller: Caller,
    Path((office, right, number, kind)): Path<(String, String, String, String)>,
) -> Response {
    let Some(id) = canonical::id_of(&office, &right, &number, &kind) else { return not_found() };
    match state.portal.original_file(&id, caller.audience).await {
        Ok(Some((bytes, ending))) => {
            let disposition = disposition(Disposition::Attachment, &format!("{id}.{ending}"));
            let caching = [(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"))];
            with_headers(caching, bytes, "application/octet-stream", disposition, HARMLESS)
        }
        Ok(None) => not_found(),
        Err(failure) => failed(&id, &failure),
    }
}

fn with_headers(
    caching: impl IntoResponseParts,
    bytes: Vec<u8>,
    media_type: &str,
    disposition: HeaderValue,
    policy: &'static str,
) -> Response {
    let media_type = HeaderValue::from_str(media_type).unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"));
    let policy = HeaderValue::from_static(policy);
    let described =
        [(header::CONTENT_TYPE, media_type), (header::CONTENT_DISPOSITION, disposition), (header::CONTENT_SECURITY_POLICY, policy)];
    (caching, described, bytes).into_response()
}

pub(super) fn failed(id: &PublicationId, failure: &StorageError) -> Response {
    tracing::error!(%failure, %id, "a file cannot be read");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

pub(super) fn not_found() -> Response {
    StatusCode::NOT_FOUND.into_response()
}
