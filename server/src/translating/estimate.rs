//! What translating would send to engines and what that is, before anything is asked for.

use std::{
    collections::{BTreeMap, HashSet},
    hash::{BuildHasher as _, RandomState},
    sync::Arc,
};

use publication::{Audience, OfficeCode, PublicationId, TextPart};
use serde::Serialize;
use storage::{Anew, EngineWork, StorageError, Store, TranslationWanted};
use tokio_util::sync::CancellationToken;
use translator::{DocumentPart, Outcome, Provenance, UnitsBilled};

use super::{
    maker::JapaneseMaker,
    wanted::{Present, WantedPart, document_of, wanted_parts},
};
use crate::{clock, segments::translator_language};

/// Publications looked at together.
const CHUNK: usize = 64;
/// Distinct texts that are remembered, to count each once: beyond that, texts may be counted twice.
const MOST_DISTINCT: usize = 4_000_000;
/// Days of statistics from which units of tokens are told.
const DAYS: i64 = 90;

/// What is asked about.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The office.
    pub office: OfficeCode,
    /// The parts.
    pub parts: Vec<TextPart>,
    /// What of the Japanese that is there is to be made anew.
    pub anew: Anew,
    /// For whom it is told: of what is kept back from the public, the public is told nothing.
    pub audience: Audience,
}

/// Where to end before everything was looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct EstimateLimits {
    /// Most publications looked at.
    pub publications: Option<u64>,
}

/// Segments and their characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Amount {
    /// Segments.
    pub segments: u64,
    /// Characters of their sources.
    pub characters: u64,
}

impl Amount {
    fn add(&mut self, text: &str) {
        self.segments += 1;
        self.characters = self.characters.saturating_add(text.chars().count() as u64);
    }
}

/// An engine's limit of a day, and how what is to be sent stands to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct BudgetOfTheDay {
    /// Characters of a day.
    pub limit: u64,
    /// Characters of today.
    pub spent: u64,
    /// Days that what is to be sent takes, today counted.
    pub days: u64,
}

/// What would be sent to an engine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EngineEstimate {
    /// The engine, by its name in the configuration.
    pub id: String,
    /// What it is.
    pub kind: &'static str,
    /// The model that is asked for.
    pub model: Option<String>,
    /// Segments of different texts, which are sent once.
    #[serde(flatten)]
    pub amount: Amount,
    /// What it is paid by.
    pub units_billed: UnitsBilled,
    /// How many of these units that is, by what its calls were billed so far; `None` where that is not known.
    pub units: Option<u64>,
    /// Its limit of a day, where it has one.
    pub budget: Option<BudgetOfTheDay>,
}

/// What translating would do. Numbers for engines are of a first try: what does not pass the checks is asked for once more, and an engine that fails is
/// followed by the next one of its route.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Estimate {
    /// Publications looked at.
    pub publications: u64,
    /// Whether there are more that were not looked at.
    pub more: bool,
    /// Publications of which something is to be translated.
    pub wanting: u64,
    /// All that is to be translated.
    pub wanted: Amount,
    /// What the memory has.
    pub memory: Amount,
    /// What the built-in engine makes.
    pub built_in: Amount,
    /// What no engine is configured for.
    pub without_engine: Amount,
    /// What goes to engines.
    pub engines: Vec<EngineEstimate>,
    /// The parts to be asked for, by publication.
    #[serde(skip)]
    pub asked: Vec<TranslationWanted>,
}

/// Looks at an office's publications and says what translating them would do. Nothing is sent or stored.
///
/// # Errors
/// When the store fails.
pub async fn estimate(
    store: &Arc<dyn Store>,
    maker: &JapaneseMaker,
    scope: &Scope,
    limits: EstimateLimits,
    stop: &CancellationToken,
    mut progress: impl FnMut(u64) + Send,
) -> Result<Estimate, StorageError> {
    let mut counting = Counting { store, maker, scope, estimate: Estimate::default(), by_engine: BTreeMap::new(), seen: Seen::default() };
    let mut after: Option<PublicationId> = None;
    loop {
        let ids = store.ids_of_office(scope.office, after.as_ref(), CHUNK).await?;
        let Some(last) = ids.last() else { break };
        let full = limits.publications.is_some_and(|most| counting.estimate.publications >= most);
        if full || stop.is_cancelled() {
            counting.estimate.more = true;
            break;
        }
        after = Some(last.clone());
        counting.chunk(&ids).await?;
        progress(counting.estimate.publications);
    }
    counting.ended().await
}

/// Hashes of texts that were counted.
#[derive(Default)]
struct Seen {
    state: RandomState,
    hashes: HashSet<u64>,
}

impl Seen {
    fn is_new(&mut self, language: &str, text: &str) -> bool {
        let hash = self.state.hash_one((language, text));
        if self.hashes.len() >= MOST_DISTINCT { !self.hashes.contains(&hash) } else { self.hashes.insert(hash) }
    }
}

struct Counting<'a> {
    store: &'a Arc<dyn Store>,
    maker: &'a JapaneseMaker,
    scope: &'a Scope,
    estimate: Estimate,
    by_engine: BTreeMap<String, Amount>,
    seen: Seen,
}

impl Counting<'_> {
    async fn chunk(&mut self, ids: &[PublicationId]) -> Result<(), StorageError> {
        let held = self.store.held(ids).await?;
        let present = self.store.translations_of(ids).await?;
        for ((id, held), present) in ids.iter().zip(held).zip(&present) {
            let Some((publication, withheld)) = held else { continue };
            if self.scope.audience == Audience::Public && withheld.is_everything() {
                continue;
            }
            self.estimate.publications += 1;
            let there: Present<'_> = present.iter().map(|translation| (&translation.key, translation)).collect();
            let anew = self.scope.anew;
            let mut wanted = wanted_parts(self.maker, &publication, withheld, &self.scope.parts, |_| anew, &there);
            wanted.retain(|part| self.scope.audience == Audience::Inside || part.audience == Audience::Public);
            let mut parts: Vec<TextPart> = wanted.iter().flat_map(WantedPart::wanted).map(|segment| segment.key.part).collect();
            parts.dedup();
            if parts.is_empty() {
                continue;
            }
            self.estimate.wanting += 1;
            self.estimate.asked.push(TranslationWanted { publication: id.clone(), parts, anew });
            for part in &wanted {
                self.part(part).await?;
            }
        }
        Ok(())
    }

    async fn part(&mut self, part: &WantedPart) -> Result<(), StorageError> {
        let document = document_of(&[part], std::iter::empty());
        let covered = self.maker.covered(&[document], &part.language, part.audience, &part.place).await;
        let covered = covered.map_err(|failure| StorageError::Failed(failure.to_string()))?;
        let source = translator_language(&part.language);
        for (segment, outcome) in part.wanted().zip(covered.into_iter().flatten()) {
            self.estimate.wanted.add(&segment.text);
            match outcome {
                Outcome::Japanese { provenance: Provenance::Memory { .. }, .. } => self.estimate.memory.add(&segment.text),
                Outcome::Japanese { .. } => self.estimate.built_in.add(&segment.text),
                Outcome::None { reason: "source-empty", .. } => {}
                Outcome::None { .. } => {
                    let document = DocumentPart { part: Some(segment.key.part.as_str().to_owned()), ..part.place.document.clone() };
                    let text = translator::normalised(&segment.text);
                    match self.maker.engines().chain(&document, &source).first() {
                        None => self.estimate.without_engine.add(&text),
                        Some(listing) if self.seen.is_new(source.as_str(), &text) => {
                            self.by_engine.entry(listing.id.clone()).or_default().add(&text);
                        }
                        Some(_) => {}
                    }
                }
            }
        }
        Ok(())
    }

    async fn ended(mut self) -> Result<Estimate, StorageError> {
        let billed = billed_so_far(self.store.as_ref()).await?;
        for (id, amount) in std::mem::take(&mut self.by_engine) {
            let engines = self.maker.engines();
            let Some(listing) = engines.listings().iter().find(|listing| listing.id == id) else { continue };
            let units = match listing.units_billed {
                UnitsBilled::Characters => Some(amount.characters),
                UnitsBilled::Tokens => billed.get(&id).and_then(|work| {
                    let units = u128::from(amount.characters) * u128::from(work.units) / u128::from(work.characters.max(1));
                    u64::try_from(units).ok().filter(|units| *units > 0)
                }),
                UnitsBilled::ByAccount | UnitsBilled::Nothing => None,
            };
            let budget = match listing.characters_per_day {
                None => None,
                Some(limit) => {
                    let spent = engines.spent_today(&id).await.map_err(|failure| StorageError::Failed(failure.to_string()))?;
                    let beyond = amount.characters.saturating_sub(limit.saturating_sub(spent));
                    Some(BudgetOfTheDay { limit, spent, days: 1 + beyond.div_ceil(limit.max(1)) })
                }
            };
            self.estimate.engines.push(EngineEstimate {
                kind: listing.kind,
                model: listing.model.clone(),
                amount,
                units_billed: listing.units_billed,
                units,
                budget,
                id,
            });
        }
        Ok(self.estimate)
    }
}

/// What engines' calls were billed lately, by engine.
async fn billed_so_far(store: &dyn Store) -> Result<BTreeMap<String, EngineWork>, StorageError> {
    let now = clock::now();
    let (Some(from), Some(to)) = (clock::day_in_japan(now - time::Duration::days(DAYS)), clock::day_in_japan(now)) else {
        return Ok(BTreeMap::new());
    };
    let mut sums: BTreeMap<String, EngineWork> = BTreeMap::new();
    for (key, work) in store.engine_work(from, to).await? {
        sums.entry(key.engine).or_default().add(&work);
    }
    Ok(sums)
}
