//! Japanese from memory, the built-in engine and, where one is configured, a machine translation engine.

use std::{sync::Arc, time::Duration};

use app::services::JapaneseText;
use index_config::TextOrigin;
use publication::{Audience, Classification, ClassificationScheme, LanguageTag, Publication, TextPart};
use storage::{SegmentMarks, SegmentTranslation, StorageError, Store};
use translator::{
    Document, DocumentPart, EngineSet, EngineWatch, Language, LocalModels, MemoryScope, Outcome, Pipeline, PipelineError, Provenance,
    Retry, Segment, SegmentState, Surroundings, TermEntry, Termbase, engines_from,
};

use super::{
    known_terms::RecentTerms,
    ledger::FileLedger,
    ports::{StoredCache, StoredMemory},
    watch::WorkCounts,
};
use crate::{clock, config::Config, http_client::http_client, segments::SourceSegment};

/// Makes Japanese. Cheap to clone.
#[derive(Clone)]
pub struct JapaneseMaker {
    terms: Arc<RecentTerms>,
    engines: EngineSet,
    /// What the engines did and is not written down yet.
    work: Arc<WorkCounts>,
}

/// Longest wait of the client that engines share; each engine has its own, shorter one.
const LONGEST_WAIT: Duration = Duration::from_secs(600);

/// The engines of a configuration, with what they need of this process.
///
/// # Errors
/// The setting that cannot be used.
pub fn engines(store: Option<&Arc<dyn Store>>, config: &Config) -> anyhow::Result<EngineSet> {
    watched_engines(store, config, None)
}

fn watched_engines(store: Option<&Arc<dyn Store>>, config: &Config, watch: Option<Arc<dyn EngineWatch>>) -> anyhow::Result<EngineSet> {
    let translation = &config.translation;
    let surroundings = Surroundings {
        client: http_client(LONGEST_WAIT)?,
        clock: Arc::new(clock::now),
        cache: store.map(|store| Arc::new(StoredCache(Arc::clone(store))) as Arc<dyn translator::TranslationCache>),
        ledger: Arc::new(FileLedger::new(&config.data)),
        watch,
        local: local_models(),
        seed: u64::try_from(clock::now().unix_timestamp_nanos() & i128::from(u64::MAX)).unwrap_or_default(),
    };
    let all = translation.all_engines().map_err(|error| translation.located(error))?;
    Ok(engines_from(&all, &surroundings).map_err(|error| translation.located(error))?)
}

/// What opens models of this machine, where the program was built with it.
fn local_models() -> Option<Arc<dyn LocalModels>> {
    #[cfg(feature = "local-mt")]
    return Some(Arc::new(local_mt::Models));
    #[cfg(not(feature = "local-mt"))]
    None
}

/// Why a job is to be tried again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobFailure {
    /// Stable code of the translator package.
    pub code: String,
    /// When trying again may help.
    pub retry: Retry,
}

/// What became of a document's segments that were to be translated: Japanese where there is some, in order, and why there is none elsewhere.
pub type Made = Vec<Result<(String, Provenance), Option<JobFailure>>>;

impl JapaneseMaker {
    /// With the store's memory and terms, and the engines that are configured.
    ///
    /// # Errors
    /// When the store cannot be read, or an engine's settings are unusable.
    pub async fn open(store: &Arc<dyn Store>, config: &Config) -> anyhow::Result<Self> {
        let memory = Arc::new(StoredMemory(Arc::clone(store)));
        let at_once = Pipeline::new(Arc::default()).with_memory(memory);
        // Engines keep their answers themselves, each under its own name.
        let work = Arc::new(WorkCounts::default());
        let watch: Arc<dyn EngineWatch> = work.clone();
        let engines = watched_engines(Some(store), config, Some(Arc::clone(&watch)))?;
        let mut full = at_once.clone().with_watch(watch);
        if let Some(routed) = engines.routed() {
            full = full.with_engine(Arc::clone(routed));
        }
        let terms = RecentTerms::open(Arc::clone(store), at_once, full).await?;
        Ok(Self { terms, engines, work })
    }

    /// Brings terms that are no longer recent up to the store, and engines' glossaries with them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn keep_terms(&self) -> Result<(), StorageError> {
        if self.terms.is_old() {
            self.read_terms().await?;
        }
        Ok(())
    }

    /// The same whenever they were read.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn read_terms(&self) -> Result<(), StorageError> {
        if self.terms.read_again().await? {
            self.keep_glossaries().await;
        }
        Ok(())
    }

    /// Names of the engines that are configured and enabled, as provenance has them.
    #[must_use]
    pub fn engine_name(&self) -> Option<String> {
        let mut names: Vec<&str> = self.engines.listings().iter().filter(|engine| engine.enabled).map(|engine| engine.kind).collect();
        names.sort_unstable();
        names.dedup();
        (!names.is_empty()).then(|| names.join("、"))
    }

    /// The engines that are configured.
    #[must_use]
    pub const fn engines(&self) -> &EngineSet {
        &self.engines
    }

    /// Where segments stand, as far as engines are counted by it, the configured routes ask for it, and terms of some classes' documents do: segments
    /// of one place are translated together.
    #[must_use]
    pub fn place(&self, publication: &Publication, part: TextPart) -> Place {
        // What engines do is counted by office.
        let office = Some(publication.id.office().as_str().to_owned());
        let document = DocumentPart { office, part: self.engines.routes_by_document().then(|| part.as_str().to_owned()) };
        Place { document, scopes: self.scopes(publication) }
    }

    /// The scopes of terms that a publication is in; `None` where it has no class to tell them by.
    #[must_use]
    pub fn scopes(&self, publication: &Publication) -> TermScopes {
        // To the main group, CPC is IPC.
        let is_ipc = |class: &&Classification| matches!(class.scheme, ClassificationScheme::Ipc | ClassificationScheme::Cpc);
        let classes: Vec<&str> = publication.classifications.iter().filter(is_ipc).map(|class| class.symbol.as_str()).collect();
        (!classes.is_empty()).then(|| self.terms.get().at_once.terms().scopes_of(classes))
    }

    /// Brings the glossaries that engines keep in step with the termbase. A failure is logged: the engine goes on with what it has.
    pub async fn keep_glossaries(&self) {
        let Some(engine) = self.engines.routed() else { return };
        // A glossary is for every document.
        let terms: Vec<TermEntry> = self.terms.get().entries.iter().filter(|term| term.ipc.is_empty()).cloned().collect();
        if let Err(error) = engine.keep_glossary(&terms).await {
            tracing::warn!(code = error.code(), "a glossary is not in step with the termbase: {error}");
        }
    }

    /// The terms of documents of these scopes.
    #[must_use]
    pub fn termbase(&self, scopes: &TermScopes) -> Termbase {
        let known = self.terms.get();
        let all = known.at_once.terms();
        scopes.as_ref().map_or_else(|| Termbase::clone(all), |scopes| all.within(scopes))
    }

    /// Japanese that costs nothing and is there at once: memory and the built-in engine. In the order of the segments.
    ///
    /// # Errors
    /// When the memory cannot be read.
    pub async fn without_engine(
        &self,
        segments: &[&SourceSegment],
        language: &LanguageTag,
        audience: Audience,
        scopes: &TermScopes,
    ) -> Result<Vec<Option<JapaneseText>>, PipelineError> {
        if segments.is_empty() {
            return Ok(Vec::new());
        }
        let segments: Vec<Segment> = segments.iter().map(|segment| as_segment(segment)).collect();
        let pipeline = within(&self.terms.get().at_once, scopes);
        let outcomes = pipeline.translate(&segments, &language_of(language), scope_of(audience), &today()).await?;
        Ok(outcomes
            .into_iter()
            .map(|outcome| match outcome {
                Outcome::Japanese { text, provenance } => Some(JapaneseText { text, provenance, state: SegmentState::Machine }),
                Outcome::None { .. } => None,
            })
            .collect())
    }

    /// What memory and the built-in engine give of documents at once: one outcome per passage without Japanese, in order.
    ///
    /// # Errors
    /// When the memory cannot be read.
    pub async fn covered(
        &self,
        documents: &[Document],
        language: &LanguageTag,
        audience: Audience,
        place: &Place,
    ) -> Result<Vec<Vec<Outcome>>, PipelineError> {
        let pipeline = within(&self.terms.get().at_once, &place.scopes);
        pipeline.translate_documents(documents, &language_of(language), scope_of(audience), &today()).await
    }

    /// Japanese of documents by all means that are configured: for each, one outcome per passage without Japanese, in order; those that have none then
    /// say whether trying again may help.
    pub async fn with_engine(&self, documents: &[Document], language: &LanguageTag, audience: Audience, place: &Place) -> Vec<Made> {
        let pipeline = within(&self.terms.get().full, &place.scopes).for_document(place.document.clone());
        let made = |outcome| match outcome {
            Outcome::Japanese { text, provenance } => Ok((text, provenance)),
            // Without an engine there is nothing to try again with.
            Outcome::None { .. } if self.engines.routed().is_none() => Err(None),
            // Nothing to translate is done.
            Outcome::None { reason: "source-empty", .. } => Err(None),
            Outcome::None { reason, retry } => Err(Some(JobFailure { code: reason.to_owned(), retry })),
        };
        match pipeline.translate_documents(documents, &language_of(language), scope_of(audience), &today()).await {
            Ok(outcomes) => outcomes.into_iter().map(|of_document| of_document.into_iter().map(made).collect()).collect(),
            Err(failure) => {
                tracing::error!(%failure, "the translation memory cannot be read");
                let failed = JobFailure { code: failure.code().to_owned(), retry: Retry::After(None) };
                let wanted = |document: &Document| document.parts.iter().flatten().filter(|passage| passage.japanese.is_none()).count();
                documents.iter().map(|document| (0..wanted(document)).map(|_| Err(Some(failed.clone()))).collect()).collect()
            }
        }
    }

    /// Adds what the engines did to the store's statistics.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn write_down_work(&self, store: &dyn Store) -> Result<(), StorageError> {
        self.work.write_down(store, self.engines.listings()).await
    }
}

/// A segment's Japanese as the store keeps it. `None` where its provenance cannot be written, which no provenance of ours is.
#[must_use]
pub fn stored(segment: &SourceSegment, text: String, provenance: &Provenance) -> Option<SegmentTranslation> {
    let state = serde_json::to_value(SegmentState::Machine).ok()?;
    Some(SegmentTranslation {
        key: segment.key.clone(),
        source: segment.text.clone(),
        japanese: text,
        state: state.as_str()?.to_owned(),
        provenance: serde_json::to_string(provenance).ok()?,
        origin: origin_of(provenance),
        revision: 0,
        marks: SegmentMarks::default(),
        account: None,
    })
}

/// The origin that an index keeps a text apart by.
#[must_use]
pub const fn origin_of(provenance: &Provenance) -> TextOrigin {
    match provenance {
        Provenance::Machine { .. } => TextOrigin::Machine,
        Provenance::Memory { .. } => TextOrigin::Memory,
        Provenance::BuiltIn { .. } => TextOrigin::BuiltIn,
        Provenance::Human { .. } => TextOrigin::Human,
    }
}

/// A segment as the translator takes it.
pub(super) fn as_segment(segment: &SourceSegment) -> Segment {
    Segment { kind: segment.kind, text: segment.text.clone() }
}

fn language_of(language: &LanguageTag) -> Language {
    crate::segments::translator_language(language)
}

/// A pipeline with the terms of documents of these scopes.
fn within(pipeline: &Pipeline, scopes: &TermScopes) -> Pipeline {
    match scopes {
        Some(scopes) => pipeline.clone().within(scopes),
        None => pipeline.clone(),
    }
}

/// The units that Japanese for an audience may be made from.
#[must_use]
pub const fn scope_of(audience: Audience) -> MemoryScope {
    match audience {
        Audience::Public => MemoryScope::Public,
        Audience::Inside => MemoryScope::Inside,
    }
}

fn today() -> String {
    clock::day_in_japan(clock::now()).map(|day| day.to_string()).unwrap_or_default()
}

/// The scopes of terms that a publication is in; `None`: not known, and all terms are used.
pub type TermScopes = Option<Vec<String>>;

/// What decides which segments can be translated together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// What routes ask for.
    pub document: DocumentPart,
    /// Whose terms are used.
    pub scopes: TermScopes,
}
