//! Figures and originals, as they came.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use publication::Audience;

use super::{PortalState, canonical};
use crate::media;

/// A figure's image.
pub async fn figure(
    State(state): State<PortalState>,
    Path((office, right, number, kind, figure)): Path<(String, String, String, String, usize)>,
) -> Response {
    let Some(id) = canonical::id_of(&office, &right, &number, &kind) else { return not_found() };
    match state.portal.figure_image(&id, figure, Audience::Public).await {
        Ok(Some((bytes, media_type))) => {
            // Only images are shown; whatever else a delivery brought under an image's name is a download.
            let shown = media_type.filter(|media_type| media::shown_by_browsers(media_type));
            let disposition = if shown.is_some() { "inline".to_owned() } else { attachment(&format!("{id}-figure-{figure}")) };
            with_headers(bytes, shown.or(media_type).unwrap_or("application/octet-stream"), &disposition)
        }
        Ok(None) => not_found(),
        Err(failure) => {
            tracing::error!(%failure, %id, "a figure cannot be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The record as it came.
pub async fn original(
    State(state): State<PortalState>,
    Path((office, right, number, kind)): Path<(String, String, String, String)>,
) -> Response {
    let Some(id) = canonical::id_of(&office, &right, &number, &kind) else { return not_found() };
    match state.portal.original_file(&id, Audience::Public).await {
        Ok(Some((bytes, ending))) => with_headers(bytes, "application/octet-stream", &attachment(&format!("{id}.{ending}"))),
        Ok(None) => not_found(),
        Err(failure) => {
            tracing::error!(%failure, %id, "an original cannot be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn with_headers(bytes: Vec<u8>, media_type: &str, disposition: &str) -> Response {
    let value = |text: &str| HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"));
    (
        [
            (header::CONTENT_TYPE, value(media_type)),
            (header::CONTENT_DISPOSITION, value(disposition)),
            // What may be shown today may be withdrawn tomorrow: nothing is kept by others, and by the browser not without asking.
            (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
            // A hostile file that a browser takes for a page can do nothing.
            (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
        ],
        bytes,
    )
        .into_response()
}

/// Ids and endings are letters, digits, points and hyphens: safe within quotes.
fn attachment(name: &str) -> String {
    format!("attachment; filename=\"{name}\"")
}

fn not_found() -> Response {
    StatusCode::NOT_FOUND.into_response()
}
