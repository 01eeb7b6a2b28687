//! Translating: jobs from the store through the translator's pipeline and back.

mod estimate;
mod known_terms;
mod ledger;
mod maker;
mod ports;
mod wanted;
mod watch;

use std::{collections::HashMap, sync::Arc, time::Duration};

pub use estimate::{Amount, BudgetOfTheDay, EngineEstimate, Estimate, EstimateLimits, Scope, estimate};
pub use maker::{JapaneseMaker, JobFailure, TermScopes, engines, origin_of, scope_of};
use maker::{Made, Place};
pub use ports::StoredMemory;
use publication::{Audience, LanguageTag, Publication, PublicationId, Withheld};
use storage::{Anew, JobToRetry, SegmentTranslation, StorageError, Store, TranslationJob};
use tokio_util::sync::CancellationToken;
use translator::{Checker, Provenance, Retry};
use wanted::{Present, WantedPart, document_of, wanted_parts};

use crate::{
    clock,
    segments::{self, SourceSegment},
};

/// Jobs taken at once.
const BATCH: usize = 256;
/// Segments after which what was made is kept, about: what an engine takes its time for is shown soon, and little is done again after a kill.
const SLICE: usize = 2_000;
/// First and longest wait before a failed job is tried again.
const FIRST_RETRY: Duration = Duration::from_secs(30);
const LAST_RETRY: Duration = Duration::from_secs(6 * 60 * 60);
/// Longest wait before a sentence that an engine could not do is asked for again: it would be paid again.
const LAST_RETRY_OF_SENTENCE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The translating worker.
pub struct Translating {
    store: Arc<dyn Store>,
    maker: JapaneseMaker,
}

/// A job with what is to be translated for it.
struct Task {
    job: TranslationJob,
    withheld: Withheld,
    parts: Vec<WantedPart>,
    present: Vec<SegmentTranslation>,
}

/// What became of a job.
#[derive(Default)]
struct Done {
    made: Vec<SegmentTranslation>,
    failure: Option<JobFailure>,
}

impl Translating {
    /// A worker over a store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, maker: JapaneseMaker) -> Self {
        Self { store, maker }
    }

    /// Brings the glossaries that engines keep in step with the termbase.
    pub async fn keep_glossaries(&self) {
        self.maker.keep_glossaries().await;
    }

    /// Takes and does a batch of jobs. The caller holds the lock of [`Work::Translating`](crate::lock::Work). Answers how many were taken. Told to stop,
    /// it ends after the slice that it is at; what is left of the batch is due again at once.
    ///
    /// # Errors
    /// When the store fails. Engines' failures are no error: the job is put back, the segment stays 未翻訳.
    pub async fn take_batch(&self, stop: &CancellationToken) -> Result<u64, StorageError> {
        // Nobody else takes jobs while the lock is held, and this batch is done before the next is taken: a lease of nothing is enough,
        // and a job whose taker was killed is due at once.
        let jobs = self.store.take_jobs(BATCH, 0, clock::now()).await?;
        if jobs.is_empty() {
            return Ok(0);
        }
        let taken = jobs.len() as u64;
        self.maker.keep_terms().await?;
        let ids: Vec<PublicationId> = jobs.iter().map(|job| job.publication.clone()).collect();
        let held = self.store.held(&ids).await?;
        let present = self.store.translations_of(&ids).await?;
        let mut slice = Vec::new();
        let mut segments = 0;
        for ((job, held), present) in jobs.into_iter().zip(held).zip(present) {
            let task = self.task(job, held, present);
            segments += task.parts.iter().map(|part| part.wanted().count()).sum::<usize>();
            slice.push(task);
            if segments >= SLICE {
                self.do_slice(std::mem::take(&mut slice)).await?;
                segments = 0;
                if stop.is_cancelled() {
                    return Ok(taken);
                }
            }
        }
        self.do_slice(slice).await?;
        Ok(taken)
    }

    fn task(&self, job: TranslationJob, held: Option<(Publication, Withheld)>, present: Vec<SegmentTranslation>) -> Task {
        let Some((publication, withheld)) = held else {
            return Task { job, withheld: Withheld::EVERYTHING, parts: Vec::new(), present };
        };
        let anew = |part| match (job.anew.contains(&part), job.anew_memory.contains(&part)) {
            (_, true) => Anew::MachineAndMemory,
            (true, false) => Anew::Machine,
            (false, false) => Anew::Nothing,
        };
        let there: Present<'_> = present.iter().map(|translation| (&translation.key, translation)).collect();
        let parts = wanted_parts(&self.maker, &publication, withheld, &job.parts, anew, &there);
        Task { job, withheld, parts, present }
    }

    /// Translates what some jobs want, keeps it, and ends the jobs or puts them back.
    async fn do_slice(&self, tasks: Vec<Task>) -> Result<(), StorageError> {
        if tasks.is_empty() {
            return Ok(());
        }
        let mut done: Vec<Done> = tasks.iter().map(|_| Done::default()).collect();
        for (group, of_group) in groups_of(&tasks) {
            self.do_group(&tasks, &group, &of_group, &mut done).await;
        }
        let now = clock::now();
        let (mut kept, mut finished, mut again) = (Vec::new(), Vec::new(), Vec::new());
        for (task, done) in tasks.into_iter().zip(done) {
            let Task { job, .. } = task;
            match done.failure {
                None => finished.push(job.id),
                Some(failure) => {
                    let wait = wait_after(&failure, job.attempts);
                    tracing::warn!(publication = %job.publication, code = failure.code, wait_seconds = wait.as_secs(), "a translation is tried again");
                    again.push(JobToRetry { id: job.id, at: now + wait, reason: failure.code });
                }
            }
            if !done.made.is_empty() {
                kept.push((job.publication, done.made));
            }
        }
        if !kept.is_empty() {
            self.store.keep_machine(kept, now).await?;
        }
        self.store.finish_jobs(&finished).await?;
        self.store.retry_jobs(&again).await?;
        self.maker.write_down_work(self.store.as_ref()).await
    }

    /// Translates parts of one language, audience and place by one call.
    async fn do_group(&self, tasks: &[Task], group: &Group, of_group: &[OfTask], done: &mut [Done]) {
        let mut documents = Vec::with_capacity(of_group.len());
        let mut wanted: Vec<(usize, Vec<&SourceSegment>)> = Vec::with_capacity(of_group.len());
        for OfTask { task: at, parts } in of_group {
            let (Some(task), Some(done)) = (tasks.get(*at), done.get(*at)) else { continue };
            let parts: Vec<&WantedPart> = parts.iter().filter_map(|part| task.parts.get(*part)).collect();
            wanted.push((*at, parts.iter().flat_map(|part| part.wanted()).collect()));
            // What was made of its other parts a moment ago counts as well.
            let there = task.present.iter().chain(&done.made);
            // What is kept back tells the public's Japanese nothing.
            let shown = there.filter(|there| group.audience == Audience::Inside || !task.withheld.has(there.key.part.into()));
            documents.push(document_of(&parts, shown));
        }
        let made: Vec<Made> = self.maker.with_engine(&documents, &group.language, group.audience, &group.place).await;
        let terms = self.maker.termbase(&group.place.scopes);
        let checker = Checker::new().with_terms(&terms);
        let source_language = segments::translator_language(&group.language);
        for ((at, segments), made) in wanted.into_iter().zip(made) {
            let Some(done) = done.get_mut(at) else { continue };
            for (segment, outcome) in segments.into_iter().zip(made) {
                match outcome {
                    Ok((text, provenance)) => {
                        let mut stored = maker::stored(segment, text, &provenance);
                        if let (Some(stored), Provenance::Machine { .. }) = (&mut stored, &provenance) {
                            stored.marks.findings = !checker.findings(&stored.source, &stored.japanese, &source_language).is_empty();
                        }
                        if let Some(stored) = &mut stored {
                            stored.marks.made_inside = group.audience == Audience::Inside;
                        }
                        done.made.extend(stored);
                    }
                    Err(None) => {}
                    Err(Some(failure)) => {
                        let sooner = |present: &JobFailure| wait_after(&failure, 0) < wait_after(present, 0);
                        if done.failure.as_ref().is_none_or(sooner) {
                            done.failure = Some(failure);
                        }
                    }
                }
            }
        }
    }
}

/// What decides which parts are translated together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Group {
    language: LanguageTag,
    audience: Audience,
    place: Place,
}

/// The parts of a task that are in a group, by position.
struct OfTask {
    task: usize,
    parts: Vec<usize>,
}

/// Parts by language, audience and place, so that the memory is asked once for many publications. In the order of the parts: what is said in a
/// title is followed in the claims.
fn groups_of(tasks: &[Task]) -> Vec<(Group, Vec<OfTask>)> {
    let mut groups: Vec<(Group, Vec<OfTask>)> = Vec::new();
    let mut known: HashMap<Group, usize> = HashMap::new();
    for (at, task) in tasks.iter().enumerate() {
        for (position, part) in task.parts.iter().enumerate() {
            let group = Group { language: part.language.clone(), audience: part.audience, place: part.place.clone() };
            let place = *known.entry(group).or_insert_with_key(|group| {
                groups.push((group.clone(), Vec::new()));
                groups.len() - 1
            });
            let Some((_, of_group)) = groups.get_mut(place) else { continue };
            match of_group.last_mut().filter(|last| last.task == at) {
                Some(last) => last.parts.push(position),
                None => of_group.push(OfTask { task: at, parts: vec![position] }),
            }
        }
    }
    groups
}

fn wait_after(failure: &JobFailure, attempts: u32) -> Duration {
    let doubled = |first: Duration, last: Duration| first.saturating_mul(2_u32.saturating_pow(attempts.min(16))).min(last);
    match failure.retry {
        Retry::After(after) => after.unwrap_or_else(|| doubled(FIRST_RETRY, LAST_RETRY)),
        Retry::WhenChanged => LAST_RETRY,
        Retry::ByAnother => doubled(LAST_RETRY, LAST_RETRY_OF_SENTENCE),
    }
}
