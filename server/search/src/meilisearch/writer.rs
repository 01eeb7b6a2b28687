//! The indexing side of the Meilisearch engine.

use std::{
    collections::{HashMap, VecDeque},
    fs::{self, File, TryLockError},
    path::Path,
};

use async_trait::async_trait;
use futures_util::io::Cursor;
use index_config::meilisearch::{attribute, meilisearch_settings};
use meilisearch_sdk::{
    client::{Client, SwapIndexes},
    task_info::TaskInfo,
};
use serde_json::json;

use super::{
    config::MeilisearchConfig,
    document::{Documents, inside_key, key, public_key},
    fault::{Fault, of_sdk},
    http::Http,
    marker::{Marker, beside_index, live_index},
    task::{Waiting, wait},
};
use crate::{IndexChange, IndexWriter, SearchError};

/// Bytes of documents that are sent at once. The server indexes tasks that wait together in one go; so batches are small enough to be shown
/// and repeated, and large enough that the going pays.
const BATCH_BYTES: usize = 16 * 1024 * 1024;
/// Tasks that may wait before more is sent: the more wait together, the more the server indexes in one go, which costs it little more than one.
const MOST_WAITING: usize = 16;
/// The file that is locked.
const LOCK: &str = "meilisearch.lock";

/// The Meilisearch engine, indexing.
///
/// A Meilisearch server has no locks. Opening a writer takes a lock on a file of the portal's own data folder instead, which the system takes
/// back with the process; two portals with different data folders must not share a prefix.
///
/// Each batch is visible as soon as the server has done it, before the commit; the number up to which the index knows the store is written
/// when all tasks before it have succeeded. After a crash what was applied since is applied again, which changes nothing.
///
/// An index of other settings, or one that is cleared, stays in use while the new one is built beside it, and the two are swapped when the
/// new one knows as much of the store: see [`IndexWriter::clear`].
pub struct MeilisearchWriter {
    http: Http,
    client: Client<Http>,
    config: MeilisearchConfig,
    live: String,
    beside: String,
    /// What is written to is built beside the index in use, which knows the store up to this number.
    replacing: Option<u64>,
    applied: u64,
    documents: Documents,
    /// Documents to be sent, a line each.
    batch: Vec<u8>,
    /// Keys of documents to be deleted before.
    gone: Vec<String>,
    tasks: VecDeque<u64>,
    refused: bool,
    _lock: File,
}

impl MeilisearchWriter {
    /// Opens the index for indexing; it is created where there is none. `folder` is the portal's own, for the lock.
    ///
    /// # Errors
    /// [`SearchError::Locked`] while another process or another writer of this one indexes, [`SearchError::Unavailable`],
    /// [`SearchError::Slow`] and [`SearchError::Denied`] where the server is away, slow or refuses the key.
    pub async fn open(config: &MeilisearchConfig, folder: &Path) -> Result<Self, SearchError> {
        let lock = lock(folder)?;
        let http = Http::new(config, config.write_timeout)?;
        let client = Client::new_with_client(http.host(), config.key.clone(), http.clone());
        let prefix = config.prefix()?;
        let (live, beside) = (live_index(prefix), beside_index(prefix));
        let mut writer = Self {
            http,
            client,
            config: config.clone(),
            live,
            beside,
            replacing: None,
            applied: 0,
            documents: Documents::default(),
            batch: Vec::new(),
            gone: Vec::new(),
            tasks: VecDeque::new(),
            refused: false,
            _lock: lock,
        };
        let live = Marker::read(&writer.http, &writer.live).await?;
        let beside = Marker::read(&writer.http, &writer.beside).await?;
        let replaced = live.as_ref().map_or(0, |marker| marker.applied);
        match (live, beside) {
            // A building beside that was interrupted.
            (Some(_), Some(marker)) if marker.building && Marker::is_current(&marker) => {
                writer.replacing = Some(replaced);
                writer.take_up(marker);
            }
            (Some(marker), _) if Marker::is_current(&marker) => writer.take_up(marker),
            (Some(_), _) => writer.begin_beside(replaced).await?,
            (None, _) => {
                let index = writer.live.clone();
                writer.create(&index, false).await?;
            }
        }
        Ok(writer)
    }

    fn take_up(&mut self, marker: Marker) {
        self.applied = marker.applied;
        self.documents.attributes = marker.attributes;
    }

    /// The index that is written to.
    fn target(&self) -> &str {
        if self.replacing.is_some() { &self.beside } else { &self.live }
    }

    /// Makes an index anew, empty, with settings and marker.
    async fn create(&mut self, index: &str, building: bool) -> Result<(), SearchError> {
        match self.client.delete_index(index).await.map_err(of_sdk) {
            Ok(task) => self.done_or_missing(task).await?,
            Err(fault) if fault.is_missing_index() => {}
            Err(fault) => return Err(fault.into()),
        }
        let task = self.client.create_index(index, Some(attribute::KEY)).await.map_err(of_sdk)?;
        self.done(number(&task)).await?;
        let task: Enqueued =
            self.http.json(reqwest::Method::PATCH, &format!("/indexes/{index}/settings"), Some(&meilisearch_settings())).await?;
        self.done(task.task_uid).await?;
        self.documents = Documents::default();
        self.applied = 0;
        self.write_marker(index, 0, building).await
    }

    async fn begin_beside(&mut self, replaced: u64) -> Result<(), SearchError> {
        let index = self.beside.clone();
        self.create(&index, true).await?;
        self.replacing = Some(replaced);
        Ok(())
    }

    async fn write_marker(&self, index: &str, applied: u64, building: bool) -> Result<(), SearchError> {
        let marker = Marker::new(applied, building, self.documents.attributes.clone());
        let task: Enqueued = self.http.json(reqwest::Method::POST, &format!("/indexes/{index}/documents"), Some(&json!([marker]))).await?;
        self.done(task.task_uid).await
    }

    async fn done(&self, task: u64) -> Result<(), SearchError> {
        match wait(&self.http, task, self.config.task_timeout).await? {
            Waiting::Done => Ok(()),
            Waiting::Failed { code, message } => Err(SearchError::Failed(format!("task {task}: {code}: {message}"))),
        }
    }

    /// The same of a deletion, of what may not be there.
    async fn done_or_missing(&self, task: TaskInfo) -> Result<(), SearchError> {
        match wait(&self.http, number(&task), self.config.task_timeout).await? {
            Waiting::Failed { code, message } if code != "index_not_found" => Err(SearchError::Failed(format!("{code}: {message}"))),
            _ => Ok(()),
        }
    }

    /// Sends what is collected: deletions before documents, so that nothing that is hidden now is seen beside what takes its place.
    async fn send(&mut self) -> Result<(), SearchError> {
        let index = self.client.index(self.target());
        if !self.gone.is_empty() {
            let gone = std::mem::take(&mut self.gone);
            let task = index.delete_documents(&gone).await.map_err(of_sdk)?;
            self.tasks.push_back(number(&task));
        }
        if !self.batch.is_empty() {
            let batch = std::mem::take(&mut self.batch);
            let task = index.add_documents_ndjson(Cursor::new(batch), Some(attribute::KEY)).await.map_err(of_sdk)?;
            self.tasks.push_back(number(&task));
        }
        while self.tasks.len() > MOST_WAITING {
            self.next_done().await?;
        }
        Ok(())
    }

    async fn next_done(&mut self) -> Result<(), SearchError> {
        if let Some(task) = self.tasks.pop_front() {
            self.done(task).await?;
        }
        Ok(())
    }

    async fn collect(&mut self, changes: &[IndexChange]) -> Result<(), SearchError> {
        // The last change of a publication is how it is now.
        let last: HashMap<_, usize> = changes.iter().enumerate().map(|(at, change)| (&change.id, at)).collect();
        for (at, change) in changes.iter().enumerate() {
            if last.get(&change.id) != Some(&at) {
                continue;
            }
            let mut gone = vec![public_key(&change.id), inside_key(&change.id)];
            for record in &change.records {
                if record.id != change.id {
                    return Err(SearchError::Failed(format!("a record of {} among those of {}", record.id, change.id)));
                }
                let key = key(record);
                gone.retain(|gone| *gone != key);
                let document = self.documents.document(record);
                serde_json::to_writer(&mut self.batch, &document).map_err(|e| SearchError::Failed(e.to_string()))?;
                self.batch.push(b'\n');
            }
            self.gone.append(&mut gone);
            if self.batch.len() >= BATCH_BYTES {
                self.send().await?;
            }
        }
        Ok(())
    }

    fn forget(&mut self) {
        self.batch.clear();
        self.gone.clear();
        self.tasks.clear();
        self.refused = false;
    }

    async fn commit_all(&mut self, applied: u64) -> Result<(), SearchError> {
        if self.refused {
            return Err(SearchError::Failed("a batch was refused, so that nothing is committed".to_owned()));
        }
        self.send().await?;
        while !self.tasks.is_empty() {
            self.next_done().await?;
        }
        self.write_marker(self.target(), applied, self.replacing.is_some()).await?;
        self.applied = applied;
        if self.replacing.is_some_and(|replaced| applied >= replaced && applied > 0) {
            self.swap().await?;
        }
        Ok(())
    }

    /// Puts what was built beside in the place of what is in use.
    async fn swap(&mut self) -> Result<(), SearchError> {
        self.write_marker(&self.beside, self.applied, false).await?;
        let both = SwapIndexes { indexes: (self.live.clone(), self.beside.clone()), rename: None };
        let task = self.client.swap_indexes([&both]).await.map_err(of_sdk)?;
        self.done(number(&task)).await?;
        self.replacing = None;
        tracing::info!(index = self.live, applied = self.applied, "the index that was built beside is in use");
        match self.client.delete_index(&self.beside).await.map_err(of_sdk) {
            Ok(task) => self.done_or_missing(task).await,
            Err(fault) if fault.is_missing_index() => Ok(()),
            Err(fault) => Err(fault.into()),
        }
    }
}

/// A task's number, as our own requests are told.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Enqueued {
    task_uid: u64,
}

fn number(task: &TaskInfo) -> u64 {
    u64::from(task.task_uid)
}

fn lock(folder: &Path) -> Result<File, SearchError> {
    let failed = |e: std::io::Error| SearchError::Failed(format!("{}: {e}", folder.join(LOCK).display()));
    fs::create_dir_all(folder).map_err(failed)?;
    let file = File::options().create(true).truncate(false).write(true).open(folder.join(LOCK)).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(SearchError::Locked),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

#[async_trait]
impl IndexWriter for MeilisearchWriter {
    async fn applied(&self) -> Result<u64, SearchError> {
        Ok(self.applied)
    }

    async fn apply(&mut self, changes: Vec<IndexChange>) -> Result<(), SearchError> {
        let applied = self.collect(&changes).await;
        self.refused |= applied.is_err();
        applied
    }

    async fn commit(&mut self, applied: u64) -> Result<(), SearchError> {
        let committed = self.commit_all(applied).await;
        if committed.is_err() {
            self.forget();
        }
        committed
    }

    async fn clear(&mut self) -> Result<(), SearchError> {
        self.forget();
        let replaced = match self.replacing {
            Some(replaced) => replaced,
            None => self.applied,
        };
        self.begin_beside(replaced).await
    }

    async fn caught_up(&mut self) -> Result<(), SearchError> {
        if self.replacing.is_some() { self.swap().await } else { Ok(()) }
    }
}

impl Fault {
    /// Whether asking again may help.
    pub(super) const fn may_pass(&self) -> bool {
        matches!(self, Self::Gone(_) | Self::Broken(_) | Self::Slow | Self::Refused { status: 429 | 502..=504, .. })
    }
}
