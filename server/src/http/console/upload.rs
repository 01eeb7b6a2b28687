//! Files that administrators send: by a form in one go, or piece by piece, so that what broke off goes on where it stopped.

use std::{
    io,
    path::{Path as FilePath, PathBuf},
};

use axum::{
    Json,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use futures_util::StreamExt as _;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use storage::{ArrivalState, Feed};
use tokio::io::{AsyncSeekExt as _, AsyncWriteExt as _};

use super::{Administrator, PortalState, back, noted, unavailable};
use crate::feed_work::{Coming, keep_file};

/// Header with how many bytes the whole file has.
const TOTAL: &str = "upload-length";
/// Header with where a piece begins.
const OFFSET: &str = "upload-offset";

async fn feed_named(state: &PortalState, name: &str) -> Result<Feed, Response> {
    match state.portal.store().feed(name).await {
        Ok(Some(feed)) => Ok(feed),
        Ok(None) => Err(StatusCode::NOT_FOUND.into_response()),
        Err(failure) => Err(unavailable(&failure)),
    }
}

fn largest(state: &PortalState, feed: &Feed) -> u64 {
    let configured = state.portal.config().feeds.file_mib.saturating_mul(1 << 20);
    feed.file_bytes.map_or(configured, |bytes| bytes.min(configured))
}

fn error(status: StatusCode, code: &str, message: &str) -> Response {
    (status, Json(json!({ "error": { "code": code, "message": message } }))).into_response()
}

fn disk(failure: &io::Error) -> Response {
    tracing::error!(%failure, "an upload cannot be kept");
    match failure.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            error(StatusCode::INSUFFICIENT_STORAGE, "disk-full", "ディスクの空き容量が足りません。")
        }
        _ => error(StatusCode::SERVICE_UNAVAILABLE, "disk-failed", "ファイルを書けません。"),
    }
}

/// Takes a file by a form.
pub async fn form(
    administrator: Administrator,
    State(state): State<PortalState>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let feed = match feed_named(&state, &name).await {
        Ok(feed) => feed,
        Err(response) => return response,
    };
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let Ok(boundary) = multer::parse_boundary(content_type) else { return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response() };
    let most = largest(&state, &feed);
    let sizes = multer::SizeLimit::new().whole_stream(most.saturating_add(64 << 10));
    let constraints = multer::Constraints::new().allowed_fields(vec!["file"]).size_limit(sizes);
    let mut parts = multer::Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
    if !has_room(&state, number(&headers, "content-length").unwrap_or_default()) {
        return error(StatusCode::INSUFFICIENT_STORAGE, "disk-full", "ディスクの空き容量が足りません。");
    }
    let folder = state.portal.config().data.join("incoming");
    if let Err(failure) = std::fs::create_dir_all(&folder) {
        return disk(&failure);
    }
    let Ok(Some(mut part)) = parts.next_field().await else {
        return error(StatusCode::BAD_REQUEST, "no-file", "ファイルを選んでください。");
    };
    let sent_as = part.file_name().map(|name| name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()).unwrap_or_default();
    if sent_as.is_empty() {
        return error(StatusCode::BAD_REQUEST, "no-file", "ファイルを選んでください。");
    }
    let place = match tempfile::Builder::new().prefix("upload-").tempfile_in(&folder) {
        Ok(place) => place,
        Err(failure) => return disk(&failure),
    };
    let mut file = match place.reopen() {
        Ok(file) => tokio::fs::File::from_std(file),
        Err(failure) => return disk(&failure),
    };
    loop {
        match part.chunk().await {
            Ok(Some(piece)) => {
                if let Err(failure) = file.write_all(&piece).await {
                    return disk(&failure);
                }
            }
            Ok(None) => break,
            Err(multer::Error::StreamSizeExceeded { .. }) => {
                return error(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "ファイルの大きさの上限を超えています。");
            }
            Err(_) => return error(StatusCode::BAD_REQUEST, "broken-off", "ファイルが途中で切れました。もう一度送ってください。"),
        }
    }
    if let Err(failure) = file.sync_all().await {
        return disk(&failure);
    }
    let response = keep(&state, &feed, place.path(), sent_as, &administrator).await;
    match response {
        Ok(_) => back(&format!("/admin/feeds/{name}?saved=1")),
        Err(response) => response,
    }
}

async fn keep(
    state: &PortalState,
    feed: &Feed,
    file: &FilePath,
    sent_as: String,
    administrator: &Administrator,
) -> Result<(i64, bool), Response> {
    let received_by = administrator.visitor.name.clone();
    let coming = Coming { path: sent_as, channel: "upload".to_owned(), received_by, harvest: feed.enabled, ..Coming::default() };
    match keep_file(state.portal.store(), feed, file, coming).await {
        Ok(arrival) => {
            noted(state, administrator, "file-uploaded", format!("{} {}", feed.name, arrival.name), Some(arrival.content.clone())).await;
            Ok((arrival.id, arrival.state == ArrivalState::Duplicate))
        }
        Err(failure) => Err(unavailable(&failure)),
    }
}

/// Where the pieces of a file gather: one place for a feed, a name and a length.
fn gathering(state: &PortalState, feed: &Feed, name: &str, total: u64) -> PathBuf {
    let digest = Sha256::digest(format!("{}\0{name}\0{total}", feed.id));
    let name: String = digest[..12].iter().map(|byte| format!("{byte:02x}")).collect();
    state.portal.config().data.join("incoming").join(format!("upload-{name}.part"))
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

/// Tells how much of a file is here.
pub async fn offset(
    _: Administrator,
    State(state): State<PortalState>,
    Path((feed, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let feed = match feed_named(&state, &feed).await {
        Ok(feed) => feed,
        Err(response) => return response,
    };
    let Some(total) = number(&headers, TOTAL) else {
        return error(StatusCode::BAD_REQUEST, "no-length", "Upload-Length がありません。");
    };
    let here = std::fs::metadata(gathering(&state, &feed, &name, total)).map_or(0, |about| about.len());
    Json(json!({ "offset": here.min(total) })).into_response()
}

/// Takes the next piece of a file. With the last one, the file has arrived.
pub async fn piece(
    administrator: Administrator,
    State(state): State<PortalState>,
    Path((feed, name)): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let feed = match feed_named(&state, &feed).await {
        Ok(feed) => feed,
        Err(response) => return response,
    };
    let (Some(total), Some(offset)) = (number(&headers, TOTAL), number(&headers, OFFSET)) else {
        return error(StatusCode::BAD_REQUEST, "no-length", "Upload-Length と Upload-Offset が必要です。");
    };
    if total > largest(&state, &feed) {
        return error(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "ファイルの大きさの上限を超えています。");
    }
    if !has_room(&state, total.saturating_sub(offset)) {
        return error(StatusCode::INSUFFICIENT_STORAGE, "disk-full", "ディスクの空き容量が足りません。");
    }
    let place = gathering(&state, &feed, &name, total);
    match append(&place, offset, total, body).await {
        Ok(here) if here < total => Json(json!({ "offset": here })).into_response(),
        Ok(_) => match keep(&state, &feed, &place, name, &administrator).await {
            Ok((arrival, duplicate)) => {
                let _ = std::fs::remove_file(&place);
                Json(json!({ "offset": total, "arrival": arrival, "duplicate": duplicate })).into_response()
            }
            Err(response) => response,
        },
        Err(response) => response,
    }
}

/// Whether so many more bytes leave the room that has to stay free. They are written twice: as they come, and as they are kept.
fn has_room(state: &PortalState, more: u64) -> bool {
    let config = state.portal.config();
    let needed = more.saturating_mul(2).saturating_add(config.feeds.free_mib.saturating_mul(1 << 20));
    rustix::fs::statvfs(&config.data).is_ok_and(|about| about.f_bavail.saturating_mul(about.f_frsize) >= needed)
}

/// Appends a piece where it belongs; answers how many bytes are here then. What came before a break stays.
async fn append(place: &FilePath, offset: u64, total: u64, body: Body) -> Result<u64, Response> {
    let broken = |failure: io::Error| disk(&failure);
    if let Some(folder) = place.parent() {
        std::fs::create_dir_all(folder).map_err(broken)?;
    }
    let file = std::fs::OpenOptions::new().create(true).truncate(false).write(true).open(place).map_err(broken)?;
    // Two browsers that send the same file would write into each other's pieces. Unlocked when closed.
    match file.try_lock() {
        Ok(()) => {}
        Err(std::fs::TryLockError::WouldBlock) => {
            return Err(error(StatusCode::CONFLICT, "sent-already", "同じファイルがほかから送られています。"));
        }
        Err(std::fs::TryLockError::Error(failure)) => return Err(broken(failure)),
    }
    let mut file = tokio::fs::File::from_std(file);
    let here = file.metadata().await.map_err(broken)?.len();
    if offset != here {
        let told = json!({ "error": { "code": "other-offset", "message": "続きの位置が違います。" }, "offset": here });
        return Err((StatusCode::CONFLICT, Json(told)).into_response());
    }
    file.seek(io::SeekFrom::Start(offset)).await.map_err(broken)?;
    let mut at = offset;
    let mut pieces = body.into_data_stream();
    while let Some(Ok(piece)) = pieces.next().await {
        at += piece.len() as u64;
        if at > total {
            return Err(error(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "示された大きさより大きなファイルです。"));
        }
        file.write_all(&piece).await.map_err(broken)?;
    }
    file.sync_data().await.map_err(broken)?;
    Ok(at)
}
