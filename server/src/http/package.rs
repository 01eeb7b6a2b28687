//! The whole publication as it came: its record and the files of its figures, in one zip archive that is made while it is sent.

use std::{
    collections::VecDeque,
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use futures_util::stream;
use zip::{ZipWriter, write::SimpleFileOptions, write::StreamWriter};

use super::{
    PortalState,
    caller::Caller,
    canonical,
    content_headers::{Disposition, disposition},
    files::{failed, not_found},
};
use crate::services::Portal;

/// `/publications/…/original/package`
pub async fn package(
    State(state): State<PortalState>,
    caller: Caller,
    Path((office, right, number, kind)): Path<(String, String, String, String)>,
) -> Response {
    let Some(id) = canonical::id_of(&office, &right, &number, &kind) else { return not_found() };
    let contents = match state.portal.package(&id, caller.audience).await {
        Ok(Some(contents)) => contents,
        Ok(None) => return not_found(),
        Err(failure) => return failed(&id, &failure),
    };
    let (name, record) = contents.record;
    let mut entries = VecDeque::from([Entry::Bytes(name, record)]);
    entries.extend(contents.files.into_iter().map(|(name, content)| Entry::Blob(name, content)));
    let pieces = Pieces::default();
    let sending = Sending { portal: Arc::clone(&state.portal), archive: Some(ZipWriter::new_stream(pieces.clone())), pieces, entries };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (header::CONTENT_DISPOSITION, disposition(Disposition::Attachment, &format!("{id}.zip"))),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    (headers, Body::from_stream(stream::try_unfold(sending, Sending::next))).into_response()
}

/// A file of the archive.
enum Entry {
    /// What is at hand.
    Bytes(String, Vec<u8>),
    /// What the store has, by its content.
    Blob(String, String),
}

/// What was written and not sent yet.
#[derive(Clone, Default)]
struct Pieces(Arc<Mutex<Vec<u8>>>);

impl Pieces {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An archive under way. One file of it is in memory at a time, and the next is read when the one before was sent: whoever reads slowly holds
/// up himself.
struct Sending {
    portal: Arc<Portal>,
    archive: Option<ZipWriter<StreamWriter<Pieces>>>,
    pieces: Pieces,
    entries: VecDeque<Entry>,
}

impl Sending {
    async fn next(mut self) -> io::Result<Option<(Bytes, Self)>> {
        let Some(mut archive) = self.archive.take() else { return Ok(None) };
        let Some(entry) = self.entries.pop_front() else {
            archive.finish().map_err(io::Error::other)?;
            return Ok(Some((self.pieces.take().into(), self)));
        };
        let (name, bytes) = match entry {
            Entry::Bytes(name, bytes) => (name, bytes),
            Entry::Blob(name, content) => match self.portal.blob(&content).await {
                Ok(Some(bytes)) => (name, bytes),
                // An archive that lacks a file must not look whole: it breaks off.
                Ok(None) => {
                    tracing::error!(content, "a figure's file is not there");
                    return Err(io::ErrorKind::NotFound.into());
                }
                Err(failure) => {
                    tracing::error!(%failure, content, "a figure's file cannot be read");
                    return Err(io::Error::other(failure));
                }
            },
        };
        let archive = tokio::task::spawn_blocking(move || {
            archive.start_file(name, SimpleFileOptions::default()).map_err(io::Error::other)?;
            archive.write_all(&bytes)?;
            io::Result::Ok(archive)
        });
        self.archive = Some(archive.await.map_err(io::Error::other)??);
        Ok(Some((self.pieces.take().into(), self)))
    }
}
