//! Files that administrators send: by a form in one go, or piece by piece, so that what broke off goes on where it stopped.

use std::{
    io,
    path::{Path as FilePath, PathBuf},
};

use app::{Refusal, refusal_words, services::RefusedForm};
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

use super::{Administrator, PortalState, back, feeds::feed_named, noted, pages};
use crate::feed_work::{Coming, keep_file};

/// Header with how many bytes the whole file has.
const TOTAL: &str = "upload-length";
/// Header with where a piece begins.
const OFFSET: &str = "upload-offset";

fn largest(state: &PortalState, feed: &Feed) -> u64 {
    let configured = state.portal.config().feeds.file_mib.saturating_mul(1 << 20);
    feed.file_bytes.map_or(configured, |bytes| bytes.min(configured))
}

/// Why a file is not taken.
struct NotTaken {
    status: StatusCode,
    refusal: Refusal,
}

const fn not_taken(status: StatusCode, refusal: Refusal) -> NotTaken {
    NotTaken { status, refusal }
}

impl NotTaken {
    /// For whoever sends pieces: what is wrong, with its code.
    fn told(&self, administrator: &Administrator) -> Response {
        let message = refusal_words(administrator.language(), &self.refusal);
        (self.status, Json(json!({ "error": { "code": self.refusal.code(), "message": message } }))).into_response()
    }

    /// For whoever sent a form: its page again.
    async fn shown(self, state: &PortalState, administrator: &Administrator, feed: &Feed) -> Response {
        let form = RefusedForm { field: "file".to_owned(), refusal: self.refusal, sent: Vec::new() };
        pages::refused(state, &administrator.parts, &format!("/admin/feeds/{}", feed.name), form, self.status).await
    }
}

fn disk(failure: &io::Error) -> NotTaken {
    tracing::error!(%failure, "an upload cannot be kept");
    match failure.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => not_taken(StatusCode::INSUFFICIENT_STORAGE, Refusal::DiskFull),
        _ => not_taken(StatusCode::SERVICE_UNAVAILABLE, Refusal::DiskFailed),
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
    let feed = match feed_named(&state, &administrator, &name).await {
        Ok(feed) => feed,
        Err(response) => return response,
    };
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let Ok(boundary) = multer::parse_boundary(content_type) else { return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response() };
    let most = largest(&state, &feed);
    let sizes = multer::SizeLimit::new().whole_stream(most.saturating_add(64 << 10));
    let constraints = multer::Constraints::new().allowed_fields(vec!["file"]).size_limit(sizes);
    let parts = multer::Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
    if !has_room(&state, number(&headers, "content-length").unwrap_or_default()) {
        return not_taken(StatusCode::INSUFFICIENT_STORAGE, Refusal::DiskFull).shown(&state, &administrator, &feed).await;
    }
    let (place, sent_as) = match received(&state, parts).await {
        Ok(received) => received,
        Err(refused) => return refused.shown(&state, &administrator, &feed).await,
    };
    match keep(&state, &feed, place.path(), sent_as, &administrator).await {
        Ok(_) => back(&format!("/admin/feeds/{name}?saved=1")),
        Err(response) => response,
    }
}

/// The file of a form, on this machine, and its name.
async fn received(state: &PortalState, mut parts: multer::Multipart<'_>) -> Result<(tempfile::NamedTempFile, String), NotTaken> {
    let no_file = || not_taken(StatusCode::BAD_REQUEST, Refusal::NoFile);
    let broken = |failure: io::Error| disk(&failure);
    let folder = state.portal.config().data.join("incoming");
    std::fs::create_dir_all(&folder).map_err(broken)?;
    let Ok(Some(mut part)) = parts.next_field().await else { return Err(no_file()) };
    let sent_as = part.file_name().map(|name| name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()).unwrap_or_default();
    if sent_as.is_empty() {
        return Err(no_file());
    }
    let place = tempfile::Builder::new().prefix("upload-").tempfile_in(&folder).map_err(broken)?;
    let mut file = tokio::fs::File::from_std(place.reopen().map_err(broken)?);
    loop {
        match part.chunk().await {
            Ok(Some(piece)) => file.write_all(&piece).await.map_err(broken)?,
            Ok(None) => break,
            Err(multer::Error::StreamSizeExceeded { .. }) => {
                return Err(not_taken(StatusCode::PAYLOAD_TOO_LARGE, Refusal::FileTooLarge));
            }
            Err(_) => return Err(not_taken(StatusCode::BAD_REQUEST, Refusal::BrokenOff)),
        }
    }
    file.sync_all().await.map_err(broken)?;
    Ok((place, sent_as))
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
        Err(failure) => Err(administrator.unavailable(&failure)),
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
    administrator: Administrator,
    State(state): State<PortalState>,
    Path((feed, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let feed = match feed_named(&state, &administrator, &feed).await {
        Ok(feed) => feed,
        Err(response) => return response,
    };
    let Some(total) = number(&headers, TOTAL) else {
        return not_taken(StatusCode::BAD_REQUEST, Refusal::NoLength).told(&administrator);
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
    let feed = match feed_named(&state, &administrator, &feed).await {
        Ok(feed) => feed,
        Err(response) => return response,
    };
    let (Some(total), Some(offset)) = (number(&headers, TOTAL), number(&headers, OFFSET)) else {
        return not_taken(StatusCode::BAD_REQUEST, Refusal::NoLength).told(&administrator);
    };
    if total > largest(&state, &feed) {
        return not_taken(StatusCode::PAYLOAD_TOO_LARGE, Refusal::FileTooLarge).told(&administrator);
    }
    if !has_room(&state, total.saturating_sub(offset)) {
        return not_taken(StatusCode::INSUFFICIENT_STORAGE, Refusal::DiskFull).told(&administrator);
    }
    let place = gathering(&state, &feed, &name, total);
    match append(&place, offset, total, body).await {
        Ok(Appended::Elsewhere(here)) => {
            let message = refusal_words(administrator.language(), &Refusal::OtherOffset);
            let told = json!({ "error": { "code": Refusal::OtherOffset.code(), "message": message }, "offset": here });
            (StatusCode::CONFLICT, Json(told)).into_response()
        }
        Ok(Appended::There(here)) if here < total => Json(json!({ "offset": here })).into_response(),
        Ok(_) => match keep(&state, &feed, &place, name, &administrator).await {
            Ok((arrival, duplicate)) => {
                let _ = std::fs::remove_file(&place);
                Json(json!({ "offset": total, "arrival": arrival, "duplicate": duplicate })).into_response()
            }
            Err(response) => response,
        },
        Err(refused) => refused.told(&administrator),
    }
}

/// What became of a piece.
enum Appended {
    /// So many bytes are here now.
    There(u64),
    /// It belongs elsewhere: so many bytes are here.
    Elsewhere(u64),
}

/// Whether so many more bytes leave the room that has to stay free. They are written twice: as they come, and as they are kept.
fn has_room(state: &PortalState, more: u64) -> bool {
    let config = state.portal.config();
    let needed = more.saturating_mul(2).saturating_add(config.feeds.free_mib.saturating_mul(1 << 20));
    rustix::fs::statvfs(&config.data).is_ok_and(|about| about.f_bavail.saturating_mul(about.f_frsize) >= needed)
}

/// Appends a piece where it belongs. What came before a break stays.
async fn append(place: &FilePath, offset: u64, total: u64, body: Body) -> Result<Appended, NotTaken> {
    let broken = |failure: io::Error| disk(&failure);
    if let Some(folder) = place.parent() {
        std::fs::create_dir_all(folder).map_err(broken)?;
    }
    let file = std::fs::OpenOptions::new().create(true).truncate(false).write(true).open(place).map_err(broken)?;
    // Two browsers that send the same file would write into each other's pieces. Unlocked when closed.
    match file.try_lock() {
        Ok(()) => {}
        Err(std::fs::TryLockError::WouldBlock) => {
            return Err(not_taken(StatusCode::CONFLICT, Refusal::SentAlready));
        }
        Err(std::fs::TryLockError::Error(failure)) => return Err(broken(failure)),
    }
    let mut file = tokio::fs::File::from_std(file);
    let here = file.metadata().await.map_err(broken)?.len();
    if offset != here {
        return Ok(Appended::Elsewhere(here));
    }
    file.seek(io::SeekFrom::Start(offset)).await.map_err(broken)?;
    let mut at = offset;
    let mut pieces = body.into_data_stream();
    while let Some(Ok(piece)) = pieces.next().await {
        at += piece.len() as u64;
        if at > total {
            return Err(not_taken(StatusCode::PAYLOAD_TOO_LARGE, Refusal::LargerThanSaid));
        }
        file.write_all(&piece).await.map_err(broken)?;
    }
    file.sync_data().await.map_err(broken)?;
    Ok(Appended::There(at))
}
