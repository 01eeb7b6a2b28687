//! Memory and termbase as files, for whoever may read them.

use std::{
    fs::File,
    io::{self, BufWriter, Read as _, Seek as _},
    sync::Arc,
    time::Duration,
};

use axum::{
    body::{Body, Bytes},
    extract::{Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use futures_util::stream;
use publication::{Audience, LanguageTag};
use serde::Deserialize;
use storage::Store;
use tokio::{runtime::Handle, sync::Semaphore, time::timeout};
use translator::{TermFormat, WriteError, WrittenFormat};

use super::upload::Refused;
use crate::{
    exchange::{ExportError, export_memory, export_terms},
    http::{Caller, PortalState, failed},
};

/// Files are written one at a time, before they are sent; who comes meanwhile waits for some seconds.
static WRITING: Semaphore = Semaphore::const_new(1);
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes sent at once.
const PIECE: usize = 64 * 1024;

const BUSY: Refused = (StatusCode::SERVICE_UNAVAILABLE, "ほかの書き出しの最中です。しばらくしてからもう一度お試しください。");
const WRONG_FORMAT: Refused = (StatusCode::BAD_REQUEST, "この形式 (format) はありません。");
const WRONG_LANGUAGE: Refused = (StatusCode::BAD_REQUEST, "言語 (language) が言語の名前ではありません。");
const SEVERAL_LANGUAGES: Refused =
    (StatusCode::BAD_REQUEST, "XLIFF 2.1 のファイルは原文の言語を一つだけもちます。言語 (language) を選んでください。");

/// What is asked for.
#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    format: String,
    #[serde(default)]
    language: String,
}

/// A format: how it is written, the file's name and its type.
#[derive(Clone, Copy)]
enum Format {
    Memory(WrittenFormat),
    Terms(TermFormat),
}

/// The memory.
pub async fn memory(State(state): State<PortalState>, caller: Caller, Query(wanted): Query<Wanted>) -> Response {
    let (format, name, media) = match wanted.format.as_str() {
        "" | "tmx" => (WrittenFormat::Tmx, "memory.tmx", "application/xml"),
        "xliff" => (WrittenFormat::Xliff21, "memory.xlf", "application/xliff+xml"),
        "xliff-1.2" => (WrittenFormat::Xliff12, "memory.xlf", "application/xliff+xml"),
        "csv" => (WrittenFormat::Csv, "memory.csv", "text/csv; charset=utf-8"),
        _ => return WRONG_FORMAT.into_response(),
    };
    export(&state, caller.audience, Format::Memory(format), &wanted.language, name, media).await
}

/// The termbase.
pub async fn terms(State(state): State<PortalState>, caller: Caller, Query(wanted): Query<Wanted>) -> Response {
    let (format, name, media) = match wanted.format.as_str() {
        "" | "tbx" => (TermFormat::Tbx, "terms.tbx", "application/xml"),
        "csv" => (TermFormat::Csv, "terms.csv", "text/csv; charset=utf-8"),
        _ => return WRONG_FORMAT.into_response(),
    };
    export(&state, caller.audience, Format::Terms(format), &wanted.language, name, media).await
}

async fn export(
    state: &PortalState,
    audience: Audience,
    format: Format,
    language: &str,
    name: &'static str,
    media: &'static str,
) -> Response {
    let language: Option<LanguageTag> = match language.trim() {
        "" => None,
        typed => match typed.parse() {
            Ok(language) => Some(language),
            Err(_) => return WRONG_LANGUAGE.into_response(),
        },
    };
    let Ok(Ok(_turn)) = timeout(PATIENCE, WRITING.acquire()).await else { return BUSY.into_response() };
    let (store, folder) = (Arc::clone(state.portal.shared_store()), state.portal.config().data.clone());
    let work = tokio::task::spawn_blocking(move || {
        let file = tempfile::tempfile_in(folder)?;
        Handle::current().block_on(written(store.as_ref(), file, format, language.as_ref(), audience))
    });
    match work.await {
        Ok(Ok(file)) => sent(file, name, media),
        Ok(Err(ExportError::Write(WriteError::OtherLanguage(..)))) => SEVERAL_LANGUAGES.into_response(),
        Ok(Err(failure)) => failed(&failure),
        Err(panicked) => failed(&panicked),
    }
}

/// Writes the file, and goes back to its beginning.
async fn written(
    store: &dyn Store,
    file: File,
    format: Format,
    language: Option<&LanguageTag>,
    audience: Audience,
) -> Result<File, ExportError> {
    let mut again = file.try_clone()?;
    let out = BufWriter::new(file);
    match format {
        Format::Memory(format) => export_memory(store, out, format, language, audience).await?,
        Format::Terms(format) => export_terms(store, out, format, language, audience).await?,
    };
    again.rewind()?;
    Ok(again)
}

/// Sends a file of ours piece by piece.
fn sent(file: File, name: &'static str, media: &'static str) -> Response {
    let pieces = stream::try_unfold(file, |mut file| async move {
        let read = tokio::task::spawn_blocking(move || {
            let mut piece = Vec::with_capacity(PIECE);
            let read = file.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
            io::Result::Ok((read > 0).then(|| (Bytes::from(piece), file)))
        });
        read.await.map_err(io::Error::other)?
    });
    let mut response = Body::from_stream(pieces).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}
