//! Indexing: the index follows the store's change sequence.
//!
//! The index carries, with its commit, the last number that it has applied; catching up starts there. So store and index agree after any
//! crash, and an index that was thrown away is built again from the store by the same road.

use std::{sync::Arc, time::Instant};

use app::services::FieldTextKind;
use index_config::{Audiences, IndexRecord, IndexText};
use publication::{LanguageTag, Publication, PublicationId, TextPart, Withheld};
use search::{IndexChange, IndexWriter, SearchError};
use storage::{SegmentTranslation, StorageError, Store};
use thiserror::Error;
use tokio_util::sync::CancellationToken;

use crate::{config::Config, search_engine, segments};

/// Publications read and handed to the index at once.
const BATCH: usize = 256;
/// Publications after which a long catching up commits: what is not committed yet is held in memory, beyond the indexing threads' own.
const COMMIT_EVERY: usize = 4_000;

/// Why indexing could not go on.
#[derive(Debug, Error)]
pub enum IndexingError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StorageError),
    /// The index failed.
    #[error(transparent)]
    Search(#[from] SearchError),
}

/// The process that indexes: it holds the index's lock for as long as it lives.
pub struct Indexer {
    store: Arc<dyn Store>,
    writer: Box<dyn IndexWriter>,
}

impl Indexer {
    /// Takes the index's lock. An index of older settings is thrown away and built again: all of it can be derived from the store.
    ///
    /// # Errors
    /// [`SearchError::Locked`] where another process indexes.
    pub async fn open(store: Arc<dyn Store>, config: &Config) -> Result<Self, SearchError> {
        Ok(Self { store, writer: search_engine::open_writer(config).await? })
    }

    /// Applies what changed since the index's last commit. Answers how many publications were applied.
    ///
    /// # Errors
    /// When store or index fail; what was committed before stays.
    pub async fn catch_up(&mut self, stop: &CancellationToken, mut progress: impl FnMut(u64) + Send) -> Result<u64, IndexingError> {
        let mut applied = self.writer.applied().await?;
        let mut done: u64 = 0;
        let mut since_commit = 0;
        let began = Instant::now();
        // A store that was replaced by an older one: the index knows numbers that were never given out here.
        if applied > self.store.last_change().await? {
            tracing::warn!(applied, "the index is ahead of the store and is built again");
            self.writer.clear().await?;
            applied = 0;
        }
        loop {
            let changes = self.store.changes_after(applied, BATCH).await?;
            let Some(last) = changes.last() else { break };
            applied = last.sequence;
            let ids: Vec<PublicationId> = changes.into_iter().map(|change| change.publication).collect();
            let count = ids.len();
            let records = index_changes(self.store.as_ref(), ids).await?;
            self.writer.apply(records).await?;
            done += count as u64;
            since_commit += count;
            progress(done);
            if since_commit >= COMMIT_EVERY {
                self.writer.commit(applied).await?;
                since_commit = 0;
            }
            if stop.is_cancelled() {
                break;
            }
        }
        if since_commit > 0 {
            self.writer.commit(applied).await?;
        }
        if !stop.is_cancelled() {
            self.writer.caught_up().await?;
        }
        if done > 0 {
            tracing::info!(
                publications = done,
                applied,
                duration_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
                "indexed"
            );
        }
        Ok(done)
    }

    /// Empties the index, so that the next catching up builds it from the beginning.
    ///
    /// # Errors
    /// When the index fails.
    pub async fn clear(&mut self) -> Result<(), SearchError> {
        self.writer.clear().await?;
        self.writer.commit(0).await
    }
}

/// What an index is given of these publications, as the store holds them now.
///
/// # Errors
/// When the store cannot be read.
pub async fn index_changes(store: &dyn Store, ids: Vec<PublicationId>) -> Result<Vec<IndexChange>, StorageError> {
    let held = store.held(&ids).await?;
    let translations = store.translations_of(&ids).await?;
    let changes = tokio::task::spawn_blocking(move || {
        ids.into_iter()
            .zip(held)
            .zip(translations)
            .map(|((id, held), translations)| {
                let records = held.map_or_else(Vec::new, |(publication, withheld)| records_of(publication, withheld, translations));
                IndexChange { id, records }
            })
            .collect()
    })
    .await;
    changes.map_err(|panicked| StorageError::Failed(panicked.to_string()))
}

/// One record for both audiences or for people inside alone; or one for each, where the public is shown a part of it.
fn records_of(publication: Publication, withheld: Withheld, translations: Vec<SegmentTranslation>) -> Vec<IndexRecord> {
    if withheld.is_everything() {
        return vec![record_of(&publication, Audiences::INSIDE, translations)];
    }
    let mut shown = publication.clone();
    shown.withhold(withheld);
    if shown == publication {
        return vec![record_of(&publication, Audiences::BOTH, translations)];
    }
    vec![record_of(&shown, Audiences::PUBLIC, translations.clone()), record_of(&publication, Audiences::INSIDE, translations)]
}

fn record_of(publication: &Publication, audiences: Audiences, translations: Vec<SegmentTranslation>) -> IndexRecord {
    let numbers = feeds::number_forms(publication);
    let japanese = japanese_texts(publication, translations);
    index_config::record_of(publication, numbers, japanese, audiences)
}

/// The Japanese of the segments that the present version has, in the order of the text; what was translated of older versions is not found
/// by search.
fn japanese_texts(publication: &Publication, translations: Vec<SegmentTranslation>) -> Vec<IndexText> {
    if translations.is_empty() {
        return Vec::new();
    }
    let mut by_key: std::collections::HashMap<_, _> =
        translations.into_iter().map(|translation| (translation.key.clone(), translation)).collect();
    let mut texts: Vec<IndexText> = Vec::new();
    for part in TextPart::ALL {
        if !by_key.keys().any(|key| key.part == part) {
            continue;
        }
        for language in segments::languages_of(publication, part) {
            for (part, segment) in segments::blocks_of(publication, part, &language).into_iter().flat_map(|block| {
                let product = block.anchor == segments::field_anchor(FieldTextKind::Product);
                let part = if product { index_config::product_part(publication) } else { part };
                block.segments.into_iter().map(move |segment| (part, segment))
            }) {
                let Some(translation) = by_key.remove(&segment.key) else { continue };
                match texts.iter_mut().find(|text| text.part == part && text.origin == translation.origin) {
                    Some(text) => {
                        text.text.push('\n');
                        text.text.push_str(&translation.japanese);
                    }
                    None => texts.push(IndexText {
                        part,
                        language: LanguageTag::japanese(),
                        origin: translation.origin,
                        text: translation.japanese,
                    }),
                }
            }
        }
    }
    texts
}
