//! The termbase as a process knows it: read again from time to time, so that a term counts soon after it was entered, whoever entered it.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use publication::Audience;
use storage::{StorageError, Store, TermStatus};
use translator::{Language, Pipeline, TermEntry, Termbase};

/// How long terms are used before they are read again. They are read beside those who still use the old ones.
const RECENT: Duration = Duration::from_secs(5);

/// The pipelines with the terms of one reading.
pub(super) struct KnownTerms {
    /// Memory and the built-in engine.
    pub at_once: Pipeline,
    /// The same with the engines that are configured.
    pub full: Pipeline,
    pub entries: Vec<TermEntry>,
}

/// What was read last.
pub(super) struct RecentTerms {
    store: Arc<dyn Store>,
    /// The pipelines, but for the terms.
    at_once: Pipeline,
    full: Pipeline,
    kept: Mutex<Kept>,
}

struct Kept {
    read: Instant,
    /// Whether a newer reading is on its way.
    reading: bool,
    terms: Arc<KnownTerms>,
}

impl RecentTerms {
    /// Reads the terms.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn open(store: Arc<dyn Store>, at_once: Pipeline, full: Pipeline) -> Result<Arc<Self>, StorageError> {
        let terms = known(entries(store.as_ref()).await?, at_once.clone(), full.clone());
        let kept = Mutex::new(Kept { read: Instant::now(), reading: false, terms: Arc::new(terms) });
        Ok(Arc::new(Self { store, at_once, full, kept }))
    }

    fn locked<T>(&self, look: impl FnOnce(&mut Kept) -> T) -> T {
        // A poisoned lock means a panic while a pointer was put in its place: what is there is whole.
        look(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What is known now; where that is old, it is read again for those who ask later.
    pub fn get(self: &Arc<Self>) -> Arc<KnownTerms> {
        let (terms, turn) = self.locked(|kept| {
            let turn = !kept.reading && kept.read.elapsed() >= RECENT;
            kept.reading |= turn;
            (Arc::clone(&kept.terms), turn)
        });
        // Pages are made within a runtime; what asks without one keeps what it has.
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) if turn => {
                let recent = Arc::clone(self);
                runtime.spawn(async move {
                    if let Err(failure) = recent.read_again().await {
                        tracing::warn!(%failure, "the terms of translations cannot be read again");
                    }
                });
            }
            Ok(_) => {}
            Err(_) => self.locked(|kept| kept.reading &= !turn),
        }
        terms
    }

    /// Whether what is known is due to be read again.
    pub fn is_old(&self) -> bool {
        self.locked(|kept| kept.read.elapsed() >= RECENT)
    }

    /// Reads the terms now. Answers whether they have changed.
    ///
    /// # Errors
    /// When the store cannot be read; what was known stays known.
    pub async fn read_again(&self) -> Result<bool, StorageError> {
        let newer = self.newer().await;
        self.locked(|kept| {
            (kept.read, kept.reading) = (Instant::now(), false);
            let Some(terms) = newer? else { return Ok(false) };
            kept.terms = Arc::new(terms);
            Ok(true)
        })
    }

    /// What has changed since; building a termbase takes longer than comparing it.
    async fn newer(&self) -> Result<Option<KnownTerms>, StorageError> {
        let entries = entries(self.store.as_ref()).await?;
        if self.locked(|kept| kept.terms.entries == entries) {
            return Ok(None);
        }
        let (at_once, full) = (self.at_once.clone(), self.full.clone());
        let made = tokio::task::spawn_blocking(move || known(entries, at_once, full));
        made.await.map(Some).map_err(|failure| StorageError::Failed(failure.to_string()))
    }
}

/// Marks and Japanese made of terms are shown to anyone, so that terms for people inside are left out.
async fn entries(store: &dyn Store) -> Result<Vec<TermEntry>, StorageError> {
    let terms = store.terms(None, Audience::Public).await?;
    Ok(terms
        .into_iter()
        .filter(|term| term.status != TermStatus::Forbidden)
        .filter_map(|term| {
            let language = Language::parse(term.language.as_str()).ok()?;
            Some(TermEntry { language, term: term.term, japanese: term.japanese, ipc: term.ipc })
        })
        .collect())
}

fn known(entries: Vec<TermEntry>, at_once: Pipeline, full: Pipeline) -> KnownTerms {
    let terms = Arc::new(Termbase::new(entries.clone()));
    KnownTerms { at_once: at_once.with_terms(Arc::clone(&terms)), full: full.with_terms(terms), entries }
}
