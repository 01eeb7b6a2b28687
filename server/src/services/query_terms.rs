//! A query's words in other languages: the termbase and the languages held, as searches look into them.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use app::services::ServiceError;
use index_config::{ExpandedQuery, FacetField, Query, QueryTerm, SearchParams, SearchRequest, TermTable, TextOrigin, expanded_query_of};
use publication::{Audience, LanguageTag};
use search::{SearchEngine, SearchError};
use storage::{StorageError, Store, TermStatus};
use thiserror::Error;

use super::{Portal, from_engine, from_store, searching::counting};

/// How long the terms are used before they are read again. They are read beside the searches that still use the old ones.
const RECENT: Duration = Duration::from_secs(5);

/// What an audience's words may be looked for by.
pub(super) struct QueryTerms {
    table: TermTable,
    /// Japanese, and the languages of the originals held, most frequent first.
    languages: Vec<LanguageTag>,
    /// The origins of the texts held.
    origins: Vec<TextOrigin>,
}

/// What was read last, per audience.
#[derive(Default)]
pub(super) struct RecentTerms {
    kept: Mutex<HashMap<Audience, Kept>>,
}

struct Kept {
    read: Instant,
    /// Whether a newer reading is on its way.
    reading: bool,
    terms: Arc<QueryTerms>,
}

#[derive(Debug, Error)]
enum ReadingError {
    #[error(transparent)]
    Store(#[from] StorageError),
    #[error(transparent)]
    Engine(#[from] SearchError),
    #[error("{0}")]
    Panicked(String),
}

impl RecentTerms {
    fn locked<T>(&self, look: impl FnOnce(&mut HashMap<Audience, Kept>) -> T) -> T {
        // A poisoned lock means a panic while a pointer was put in its place: what is there is whole.
        look(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What is kept, and whether it is this caller's turn to read it again.
    fn of(&self, audience: Audience) -> Option<(Arc<QueryTerms>, bool)> {
        self.locked(|kept| {
            let held = kept.get_mut(&audience)?;
            let turn = !held.reading && held.read.elapsed() >= RECENT;
            held.reading |= turn;
            Some((Arc::clone(&held.terms), turn))
        })
    }

    fn keep(&self, audience: Audience, terms: Arc<QueryTerms>) {
        self.locked(|kept| kept.insert(audience, Kept { read: Instant::now(), reading: false, terms }));
    }

    /// Gives the turn back: the next reading is due after the usual time.
    fn give_up(&self, audience: Audience) {
        self.locked(|kept| {
            if let Some(held) = kept.get_mut(&audience) {
                (held.read, held.reading) = (Instant::now(), false);
            }
        });
    }
}

/// The terms that an audience may learn of, forbidden ones only to be understood; and the languages that it can find something in.
async fn read(store: &dyn Store, engine: &dyn SearchEngine, audience: Audience) -> Result<QueryTerms, ReadingError> {
    let terms = store.terms(None, audience).await?;
    let request = SearchRequest { facets: vec![FacetField::Language, FacetField::Made], ..counting(Query::Everything, audience) };
    let answer = engine.search(&request).await?;
    let values = |field| answer.facets.iter().filter(move |facet| facet.field == field).flat_map(|facet| &facet.counts);
    let originals = values(FacetField::Language).filter_map(|count| count.value.parse().ok());
    let languages = std::iter::once(LanguageTag::japanese()).chain(originals).collect();
    let made =
        |origin: &TextOrigin| *origin == TextOrigin::Original || values(FacetField::Made).any(|count| count.value == origin.as_str());
    let origins = TextOrigin::ALL.into_iter().filter(made).collect();
    let table = tokio::task::spawn_blocking(move || {
        let term = |term: storage::Term| QueryTerm {
            offered: term.status != TermStatus::Forbidden,
            concept: term.concept,
            language: term.language,
            term: term.term,
            japanese: term.japanese,
        };
        TermTable::new(terms.into_iter().map(term).collect())
    });
    let table = table.await.map_err(|panicked| ReadingError::Panicked(panicked.to_string()))?;
    Ok(QueryTerms { table, languages, origins })
}

impl Portal {
    /// The question of a search, its words looked for in other languages too.
    pub(super) async fn expanded(&self, params: &SearchParams, audience: Audience) -> Result<ExpandedQuery, ServiceError> {
        let terms = self.terms_of(audience).await?;
        Ok(expanded_query_of(params, &terms.table, &terms.languages))
    }

    /// The origins of texts that an audience can find something in.
    pub(super) async fn origins_held(&self, audience: Audience) -> Result<Vec<TextOrigin>, ServiceError> {
        Ok(self.terms_of(audience).await?.origins.clone())
    }

    async fn terms_of(&self, audience: Audience) -> Result<Arc<QueryTerms>, ServiceError> {
        if let Some((terms, turn)) = self.terms.of(audience) {
            if turn {
                let (store, engine, kept) = (Arc::clone(&self.store), Arc::clone(&self.engine), Arc::clone(&self.terms));
                tokio::spawn(async move {
                    match read(store.as_ref(), engine.as_ref(), audience).await {
                        Ok(terms) => kept.keep(audience, Arc::new(terms)),
                        Err(failure) => {
                            tracing::warn!(%failure, "the terms of queries cannot be read again");
                            kept.give_up(audience);
                        }
                    }
                });
            }
            return Ok(terms);
        }
        let terms = read(self.store.as_ref(), self.engine.as_ref(), audience).await.map_err(|failure| match failure {
            ReadingError::Store(failure) => from_store(failure),
            ReadingError::Engine(failure) => from_engine(failure),
            ReadingError::Panicked(why) => super::internal(&why),
        })?;
        let terms = Arc::new(terms);
        self.terms.keep(audience, Arc::clone(&terms));
        Ok(terms)
    }
}
