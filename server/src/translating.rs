//! Translating: jobs from the store through the translator's pipeline and back.

mod ledger;
mod maker;
mod ports;

use std::{collections::HashSet, sync::Arc, time::Duration};

use maker::Groups;
pub use maker::{JapaneseMaker, JobFailure, TermScopes, engines, origin_of, scope_of};
pub use ports::StoredMemory;
use publication::{Audience, Publication, PublicationId, Withheld};
use storage::{SegmentKey, SegmentTranslation, StorageError, Store, TranslationJob};
use translator::{Checker, Provenance};

use crate::{
    clock,
    segments::{self, SourceSegment},
};

/// Jobs taken at once.
const BATCH: usize = 256;
/// First and longest wait before a failed job is tried again.
const FIRST_RETRY: Duration = Duration::from_secs(30);
const LAST_RETRY: Duration = Duration::from_secs(6 * 60 * 60);

/// The translating worker.
pub struct Translating {
    store: Arc<dyn Store>,
    maker: JapaneseMaker,
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

    /// Takes and does a batch of jobs. The caller holds the lock of [`Work::Translating`](crate::lock::Work). Answers how many were taken.
    ///
    /// # Errors
    /// When the store fails. Engines' failures are no error: the job is put back, the segment stays 未翻訳.
    pub async fn take_batch(&self) -> Result<u64, StorageError> {
        // Nobody else takes jobs while the lock is held, and this batch is done before the next is taken: a lease of nothing is enough,
        // and a job whose taker was killed is due at once.
        let jobs = self.store.take_jobs(BATCH, 0, clock::now()).await?;
        if jobs.is_empty() {
            return Ok(0);
        }
        let ids: Vec<PublicationId> = jobs.iter().map(|job| job.publication.clone()).collect();
        let held = self.store.held(&ids).await?;
        let present = self.store.translations_of(&ids).await?;
        let groups = groups_of(&self.maker, &jobs, &held, &present);

        let mut made: Vec<Vec<SegmentTranslation>> = vec![Vec::new(); jobs.len()];
        let mut failures: Vec<Option<JobFailure>> = vec![None; jobs.len()];
        for ((language, audience, place), segments) in groups {
            let (of_job, segments): (Vec<usize>, Vec<SourceSegment>) = segments.into_iter().unzip();
            let terms = self.maker.termbase(&place.scopes);
            let outcomes = self.maker.with_engine(&segments, &language, audience, place).await;
            for ((job, segment), outcome) in of_job.into_iter().zip(&segments).zip(outcomes) {
                match outcome {
                    Ok((text, provenance)) => {
                        let mut stored = maker::stored(segment, text, &provenance);
                        if let (Some(stored), Provenance::Machine { .. }) = (&mut stored, &provenance) {
                            let checker = Checker::new().with_terms(&terms);
                            let source_language = segments::translator_language(&language);
                            stored.marks.findings = !checker.findings(&stored.source, &stored.japanese, &source_language).is_empty();
                        }
                        made[job].extend(stored);
                    }
                    Err(Some(failure)) => failures[job] = Some(failure),
                    Err(None) => {}
                }
            }
        }

        let now = clock::now();
        let kept: Vec<_> = ids.into_iter().zip(made).filter(|(_, made)| !made.is_empty()).collect();
        if !kept.is_empty() {
            self.store.keep_machine(kept, now).await?;
        }
        let done: Vec<i64> = jobs.iter().zip(&failures).filter(|(_, failure)| failure.is_none()).map(|(job, _)| job.id).collect();
        self.store.finish_jobs(&done).await?;
        for (job, failure) in jobs.iter().zip(failures) {
            let Some(failure) = failure else { continue };
            let wait = failure.after.unwrap_or_else(|| retry_after(job.attempts));
            tracing::warn!(publication = %job.publication, code = failure.code, wait_seconds = wait.as_secs(), "a translation is tried again");
            self.store.retry_job(job.id, now + wait, &failure.code).await?;
        }
        Ok(jobs.len() as u64)
    }
}

/// What the jobs are to translate: segments that have no Japanese yet, with the position of their job. What is there already is not made
/// again: engines cost money, and people's text is theirs.
fn groups_of(
    maker: &JapaneseMaker,
    jobs: &[TranslationJob],
    held: &[Option<(Publication, Withheld)>],
    present: &[Vec<SegmentTranslation>],
) -> Groups<usize> {
    let mut groups = Groups::new();
    for (at, job) in jobs.iter().enumerate() {
        let Some(Some((publication, withheld))) = held.get(at) else { continue };
        let present: HashSet<&SegmentKey> = present.get(at).into_iter().flatten().map(|translation| &translation.key).collect();
        for part in &job.parts {
            let place = maker.place(publication, *part);
            let audience = if withheld.has((*part).into()) { Audience::Inside } else { Audience::Public };
            for language in segments::languages_of(publication, *part) {
                // Japanese needs no Japanese.
                if language.primary() == "ja" {
                    continue;
                }
                let segments = segments::blocks_of(publication, *part, &language).into_iter().flat_map(|block| block.segments);
                let missing = segments.filter(|segment| !present.contains(&segment.key)).map(|segment| (at, segment));
                groups.entry((language, audience, place.clone())).or_default().extend(missing);
            }
        }
    }
    groups
}

fn retry_after(attempts: u32) -> Duration {
    FIRST_RETRY.saturating_mul(2_u32.saturating_pow(attempts.min(16))).min(LAST_RETRY)
}
