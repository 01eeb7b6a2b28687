//! The engine as searches for the public see it: without what is kept back since the index was last told.
//!
//! The store's own reads follow a decision on public provision from the moment it is taken. An index follows when its records have been made
//! anew, which may take minutes. Until then its records of these offices and rights are left out of every question for the public: hits, counts,
//! facets, completions.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use async_trait::async_trait;
use index_config::{Facet, FacetField, Filter, Query, SearchAnswer, SearchRequest};
use publication::Audience;
use search::{SearchEngine, SearchError, Tell};
use storage::{Store, Unsettled};

/// How long it is remembered what is kept back. Meanwhile hits and their texts are checked by the store's word all the same.
const RECENT: Duration = Duration::from_millis(500);

/// What was read last, and when.
type Recent = Option<(Instant, Arc<[Unsettled]>)>;

/// An engine that leaves out what the public may not be shown any more.
pub(super) struct ProvidedEngine {
    engine: Arc<dyn SearchEngine>,
    store: Arc<dyn Store>,
    recent: Mutex<Recent>,
    /// The highest number of the change sequence that the index was seen to have applied. An index that is built anew begins lower, from what
    /// the store then says.
    applied: AtomicU64,
}

impl ProvidedEngine {
    pub(super) fn new(engine: Arc<dyn SearchEngine>, store: Arc<dyn Store>) -> Self {
        Self { engine, store, recent: Mutex::new(None), applied: AtomicU64::new(0) }
    }

    async fn unsettled(&self) -> Result<Arc<[Unsettled]>, SearchError> {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, unsettled)) = recent.filter(|(read, _)| read.elapsed() < RECENT) {
            return Ok(unsettled);
        }
        let began = Instant::now();
        let unsettled = self.store.unsettled_provision().await.map_err(|failure| SearchError::Failed(failure.to_string()))?;
        let unsettled: Arc<[Unsettled]> = unsettled.into();
        *self.recent.lock().unwrap_or_else(PoisonError::into_inner) = Some((began, Arc::clone(&unsettled)));
        Ok(unsettled)
    }

    /// The question, narrowed where it has to be.
    async fn narrowed(&self, request: &SearchRequest) -> Result<Option<SearchRequest>, SearchError> {
        if request.audience == Audience::Inside {
            return Ok(None);
        }
        let unsettled = self.unsettled().await?;
        let is_known = |class: &Unsettled| class.known_from.is_some_and(|from| from <= self.applied.load(Ordering::Relaxed));
        if unsettled.iter().all(is_known) {
            return Ok(None);
        }
        self.applied.fetch_max(self.engine.applied().await?, Ordering::Relaxed);
        let hidden: Vec<Query> = unsettled
            .iter()
            .filter(|class| !is_known(class))
            .map(|class| {
                let of = [Filter::Offices(vec![class.office]), Filter::Rights(vec![class.right])];
                Query::And(of.into_iter().map(Query::Filter).collect())
            })
            .collect();
        if hidden.is_empty() {
            return Ok(None);
        }
        let query = Query::And(vec![request.query.clone(), Query::Not(Box::new(Query::Or(hidden)))]);
        Ok(Some(SearchRequest { query, ..request.clone() }))
    }
}

#[async_trait]
impl SearchEngine for ProvidedEngine {
    async fn search(&self, request: &SearchRequest) -> Result<SearchAnswer, SearchError> {
        match self.narrowed(request).await? {
            Some(narrowed) => self.engine.search(&narrowed).await,
            None => self.engine.search(request).await,
        }
    }

    async fn search_and_tell(&self, request: &SearchRequest, tell: Tell<'_>) -> Result<SearchAnswer, SearchError> {
        match self.narrowed(request).await? {
            Some(narrowed) => self.engine.search_and_tell(&narrowed, tell).await,
            None => self.engine.search_and_tell(request, tell).await,
        }
    }

    async fn facet_values(&self, field: FacetField, prefix: &str, request: &SearchRequest) -> Result<Facet, SearchError> {
        match self.narrowed(request).await? {
            Some(narrowed) => self.engine.facet_values(field, prefix, &narrowed).await,
            None => self.engine.facet_values(field, prefix, request).await,
        }
    }

    async fn applied(&self) -> Result<u64, SearchError> {
        self.engine.applied().await
    }

    async fn records(&self) -> Result<u64, SearchError> {
        self.engine.records().await
    }
}
