//! A document as XLIFF, to be worked on elsewhere, and brought back.

use axum::{
    extract::{Multipart, Path, Query, State},
    http::{Extensions, HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use publication::{LanguageTag, PublicationId, Role, TextPart};
use serde::Deserialize;

use super::{
    PartPath,
    answers::{private, require},
    part_of,
};
use crate::http::{PortalState, api, canonical, pages};

/// The language of the source.
#[derive(Deserialize)]
pub struct FileQuery {
    tl: Option<LanguageTag>,
}

/// Office, right, number, kind.
type DocumentPath = (String, String, String, String);

/// A whole document.
pub async fn document(
    State(state): State<PortalState>,
    Path((office, right, number, kind)): Path<DocumentPath>,
    Query(query): Query<FileQuery>,
    extensions: Extensions,
) -> Response {
    let Some(id) = canonical::id_of(&office, &right, &number, &kind) else { return StatusCode::NOT_FOUND.into_response() };
    file(&state, &id, None, query.tl.as_ref(), &extensions).await
}

/// A part of a document.
pub async fn part(
    State(state): State<PortalState>,
    Path(path): Path<PartPath>,
    Query(query): Query<FileQuery>,
    extensions: Extensions,
) -> Response {
    let Some((id, part)) = part_of(&path) else { return StatusCode::NOT_FOUND.into_response() };
    file(&state, &id, Some(part), query.tl.as_ref(), &extensions).await
}

async fn file(
    state: &PortalState,
    id: &PublicationId,
    part: Option<TextPart>,
    language: Option<&LanguageTag>,
    extensions: &Extensions,
) -> Response {
    let signed = match require(extensions, Role::Translator) {
        Ok(signed) => signed,
        Err(refused) => return *refused,
    };
    match state.portal.xliff_of(id, part, language, signed.audience).await {
        Ok(Some(file)) => {
            // An id is letters, digits and hyphens.
            let name = part.map_or_else(|| id.to_string(), |part| format!("{id}-{}", part.as_str()));
            let disposition = format!("attachment; filename=\"{name}.xlf\"");
            let headers = [(header::CONTENT_TYPE, "application/xliff+xml".to_owned()), (header::CONTENT_DISPOSITION, disposition)];
            private((headers, file).into_response())
        }
        Ok(None) => api::error(StatusCode::NOT_FOUND, "not-found", "その公報または部分はありません。"),
        Err(failure) => api::service_error(&failure),
    }
}

/// Takes a file back, and tells what it brought and what clashes.
pub async fn bring_back(
    State(state): State<PortalState>,
    Path((office, right, number, kind)): Path<DocumentPath>,
    headers: HeaderMap,
    extensions: Extensions,
    mut form: Multipart,
) -> Response {
    let signed = match require(&extensions, Role::Translator) {
        Ok(signed) => signed,
        Err(refused) => return *refused,
    };
    let Some(id) = canonical::id_of(&office, &right, &number, &kind) else { return StatusCode::NOT_FOUND.into_response() };
    let (mut file, mut dry_run) = (None, false);
    loop {
        match form.next_field().await {
            Ok(None) => break,
            Ok(Some(field)) => {
                let name = field.name().unwrap_or_default().to_owned();
                match (name.as_str(), field.bytes().await) {
                    ("file", Ok(bytes)) => file = Some(bytes),
                    ("dry_run", Ok(value)) => dry_run = value.as_ref() == b"1",
                    (_, Ok(_)) => {}
                    (_, Err(failure)) => return unreadable(failure.status()),
                }
            }
            Err(failure) => return unreadable(failure.status()),
        }
    }
    let Some(file) = file.filter(|file| !file.is_empty()) else {
        return api::error(StatusCode::UNPROCESSABLE_ENTITY, "empty", "XLIFF ファイルを選んでください。");
    };
    match state.portal.import_xliff(&id, file.as_ref(), dry_run, &signed.visitor, signed.audience).await {
        Ok(Some(report)) => {
            let asks_for_json = headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes().starts_with(b"application/json"));
            if asks_for_json {
                return private(axum::Json(report).into_response());
            }
            // The page of the form, with what the file has brought.
            let mut extensions = extensions;
            extensions.insert(report);
            pages::page_at(state, &format!("{}/import", id.path()), headers, extensions, StatusCode::OK).await
        }
        Ok(None) => api::error(StatusCode::NOT_FOUND, "not-found", "その公報はありません。"),
        Err(failure) => api::service_error(&failure),
    }
}

/// A form that cannot be read, as one that is too large.
fn unreadable(status: StatusCode) -> Response {
    let (code, message) = match status {
        StatusCode::PAYLOAD_TOO_LARGE => ("too-large", "ファイルが大きすぎます(64 MiB まで)。"),
        _ => ("bad-form", "送信された内容を読めません。"),
    };
    api::error(status, code, message)
}
