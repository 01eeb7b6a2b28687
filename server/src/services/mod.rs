//! The use cases that pages, files and the command line share.

mod applicants;
mod console;
mod correcting;
mod counting;
mod deliveries;
mod documents;
mod exchanges;
mod figures;
mod holdings;
mod numbers;
mod parallel;
mod provided;
mod provision;
mod query_terms;
mod searching;
mod summaries;
pub mod translation;

use std::sync::Arc;

use app::services::{
    AskedPart, DocumentPage, ExchangeStanding, Neighbours, OfficeHolding, ParallelText, PortalServices, PublicationSummary, SearchOutcome,
    ServiceError,
};
use async_trait::async_trait;
use index_config::SearchParams;
use publication::{Audience, LanguageTag, PublicationId, TextPart};
use search::{SearchEngine, SearchError};
use storage::{StorageError, Store};

pub use console::PortalConsole;
pub use correcting::{ClashTexts, Corrected, DraftAsked, NamedSegment, RestoreAsked, SaveAsked, SuggestAsked, Suggested};
pub use exchanges::exchanges_beside;
pub use figures::{FigureFile, ImageFile, PackageContents, version_of};
pub use holdings::count_holdings;

use crate::{accounts::Accounts, config::Config, translating::JapaneseMaker};

/// The portal's use cases over its store and its search engine.
pub struct Portal {
    store: Arc<dyn Store>,
    engine: Arc<dyn SearchEngine>,
    maker: JapaneseMaker,
    config: Config,
    holdings: holdings::RecentHoldings,
    terms: Arc<query_terms::RecentTerms>,
    accounts: Arc<Accounts>,
    divided: correcting::RecentlyDivided,
}

impl Portal {
    /// The portal over a store and an engine.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, engine: Arc<dyn SearchEngine>, maker: JapaneseMaker, config: Config) -> Self {
        let engine = Arc::new(provided::ProvidedEngine::new(engine, Arc::clone(&store)));
        let accounts = Arc::new(Accounts::new(Arc::clone(&store), &config));
        Self {
            store,
            engine,
            maker,
            config,
            holdings: holdings::RecentHoldings::default(),
            terms: Arc::default(),
            accounts,
            divided: correcting::RecentlyDivided::default(),
        }
    }

    /// What makes Japanese.
    #[must_use]
    pub const fn maker(&self) -> &JapaneseMaker {
        &self.maker
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &dyn Store {
        self.store.as_ref()
    }

    /// The store, to be taken along to another task.
    #[must_use]
    pub fn shared_store(&self) -> &Arc<dyn Store> {
        &self.store
    }

    /// The accounts.
    #[must_use]
    pub fn accounts(&self) -> &Arc<Accounts> {
        &self.accounts
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }
}

/// Logs a failure once, under an id that the page shows.
pub(crate) fn internal(failure: &dyn std::fmt::Display) -> ServiceError {
    let id = format!("{:08x}", crate::clock::now().unix_timestamp_nanos().unsigned_abs() & 0xFFFF_FFFF);
    tracing::error!(%failure, id, "a request failed");
    ServiceError::Internal(id)
}

fn from_store(failure: StorageError) -> ServiceError {
    internal(&failure)
}

fn from_engine(failure: SearchError) -> ServiceError {
    match failure {
        SearchError::Unsupported(part) | SearchError::TooLarge(part) => ServiceError::BadRequest(part),
        SearchError::Unavailable(_) | SearchError::Slow(_) | SearchError::Denied(_) | SearchError::OutOfDate(_) => {
            tracing::warn!(code = failure.code(), why = %failure, "search is not available");
            ServiceError::SearchUnavailable
        }
        other @ (SearchError::Locked | SearchError::Failed(_)) => internal(&other),
    }
}

#[async_trait]
impl PortalServices for Portal {
    async fn holdings(&self, audience: Audience) -> Result<Vec<OfficeHolding>, ServiceError> {
        Ok(self.holdings_of(audience).await?.as_ref().clone())
    }

    async fn exchanges(&self, audience: Audience) -> Result<Vec<ExchangeStanding>, ServiceError> {
        self.exchanges_of(audience).await
    }

    async fn search(&self, params: &SearchParams, audience: Audience) -> Result<SearchOutcome, ServiceError> {
        self.outcome_of(params, audience).await
    }

    async fn neighbours(&self, params: &SearchParams, position: u64, audience: Audience) -> Result<Neighbours, ServiceError> {
        self.neighbours_of(params, position, audience).await
    }

    async fn document(
        &self,
        id: &PublicationId,
        asked: Option<&AskedPart>,
        audience: Audience,
    ) -> Result<Option<(DocumentPage, Option<ParallelText>)>, ServiceError> {
        self.document_page(id, asked, audience).await
    }

    async fn parallel(
        &self,
        id: &PublicationId,
        part: TextPart,
        language: Option<&LanguageTag>,
        audience: Audience,
    ) -> Result<Option<ParallelText>, ServiceError> {
        let Some(publication) = self.whole(id, audience).await? else { return Ok(None) };
        let stored = self.stored_japanese(id).await?;
        self.parallel_text(&publication, &stored, part, language, audience).await
    }

    async fn request_translation(&self, id: &PublicationId, part: TextPart, audience: Audience) -> Result<(), ServiceError> {
        if self.whole(id, audience).await?.is_none() {
            return Err(ServiceError::BadRequest(id.to_string()));
        }
        self.store.request_translation(id, &[part], crate::clock::now()).await.map_err(from_store)
    }

    async fn original(&self, id: &PublicationId, limit: usize, audience: Audience) -> Result<Option<(String, bool)>, ServiceError> {
        self.original_text(id, limit, audience).await
    }

    async fn candidates(&self, number: &str, audience: Audience) -> Result<Vec<PublicationSummary>, ServiceError> {
        self.candidates_of(number, audience).await
    }
}
