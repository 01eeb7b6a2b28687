//! Taking in a file that is here: its bytes are kept under their hash, and it is noted as arrived with its harvest asked for.

use std::path::Path;

use anyhow::Context as _;
use storage::{Arrival, ArrivalState, Feed, Store};

use crate::clock;

/// How a file came.
#[derive(Clone, Debug, Default)]
pub struct Coming {
    /// Path within the source.
    pub path: String,
    /// What told its version there.
    pub mark: String,
    /// `upload`, `post`, `ftp` …
    pub channel: String,
    /// What it was checked against.
    pub checked: String,
    /// Who received it; empty for the program itself.
    pub received_by: String,
    /// What was noted.
    pub note: String,
    /// Whether it is to be harvested at once: not so where a feed is only being tried, so that a trial comes first.
    pub harvest: bool,
    /// When, where that is not now: a disk is received before it is read.
    pub received: Option<time::OffsetDateTime>,
}

/// Keeps a file and notes it as arrived. Killed in between and called again, nothing is there twice.
///
/// # Errors
/// When the store fails.
pub async fn keep_file(store: &dyn Store, feed: &Feed, file: &Path, coming: Coming) -> Result<Arrival, storage::StorageError> {
    let (content, size) = store.keep_file(file).await?;
    let name = coming.path.rsplit('/').next().unwrap_or_default().to_owned();
    let arrival = Arrival {
        id: 0,
        feed: feed.id,
        office: feed.office,
        name,
        path: coming.path,
        mark: coming.mark,
        channel: coming.channel,
        size,
        content,
        checked: coming.checked,
        received: coming.received.unwrap_or_else(clock::now),
        received_by: coming.received_by.clone(),
        note: coming.note,
        state: ArrivalState::Waiting,
        code: String::new(),
        reason: String::new(),
    };
    store.keep_arrival(&arrival, &coming.received_by, coming.harvest).await
}

/// Keeps a file or a folder of this machine: of a folder, one archive of all that is in it.
///
/// # Errors
/// When it cannot be read, or the store fails.
pub async fn keep_path(
    store: &dyn Store,
    data: &Path,
    feed: &Feed,
    path: &Path,
    most_files: u64,
    mut coming: Coming,
) -> anyhow::Result<Arrival> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).context("ファイルかフォルダーを指定してください")?;
    if !path.is_dir() {
        anyhow::ensure!(path.is_file(), "ファイルまたはフォルダーがありません: {}", path.display());
        coming.path = name;
        return keep_file(store, feed, path, coming).await.context("保存できません");
    }
    let folder = data.join("incoming");
    std::fs::create_dir_all(&folder)?;
    let archive = tempfile::Builder::new().prefix("folder-").suffix(".tar").tempfile_in(&folder)?;
    let (from, into) = (path.to_owned(), archive.path().to_owned());
    tokio::task::spawn_blocking(move || feeds::transport::packed_folder(&from, &into, most_files))
        .await?
        .context("フォルダーを読めません")?;
    coming.path = format!("{name}.tar");
    keep_file(store, feed, archive.path(), coming).await.context("保存できません")
}
