//! The best documents of a segment.

use std::cmp::Ordering;

use index_config::Sort;
use tantivy::DocId;

/// A document with what it is ordered by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ranked {
    /// Its score; 0 where order is by date.
    pub score: f32,
    /// Its date, so that larger comes first; see [`date_key`].
    pub date: u32,
    /// The ordinal of its id within the segment.
    pub id: u64,
    /// The document.
    pub doc: DocId,
}

/// A publication date as a number of which the largest comes first; undated, which is 0, is the least.
pub(super) const fn date_key(sort: Sort, date: u32) -> u32 {
    match sort {
        Sort::Relevance | Sort::Newest => date,
        Sort::Oldest if date == 0 => 0,
        Sort::Oldest => u32::MAX - date,
    }
}

impl Ranked {
    /// Best score first, then by date.
    pub(super) fn by_rank(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then(other.date.cmp(&self.date))
    }

    fn compare(&self, other: &Self) -> Ordering {
        self.by_rank(other).then(self.id.cmp(&other.id))
    }
}

/// Keeps the best `wanted` documents.
#[derive(Debug)]
pub(super) struct Top {
    wanted: usize,
    kept: Vec<Ranked>,
    /// The worst of the best, once there are enough: what is no better need not be looked at.
    worst: Option<Ranked>,
}

impl Top {
    /// Keeps so many.
    pub(super) const fn new(wanted: usize) -> Self {
        Self { wanted, kept: Vec::new(), worst: None }
    }

    /// Whether a document of this score could be among the best.
    pub(super) fn may_take(&self, score: f32) -> bool {
        self.wanted > 0 && self.worst.is_none_or(|worst| score >= worst.score)
    }

    /// Whether a document of this score and date could be among the best.
    pub(super) fn may_take_dated(&self, score: f32, date: u32) -> bool {
        self.worst.is_none_or(|worst| score > worst.score || (score >= worst.score && date >= worst.date))
    }

    /// Takes a document in.
    pub(super) fn take(&mut self, ranked: Ranked) {
        if self.worst.is_some_and(|worst| ranked.compare(&worst) == Ordering::Greater) {
            return;
        }
        self.kept.push(ranked);
        if self.kept.len() >= self.wanted.saturating_mul(2).max(64) && self.kept.len() > self.wanted {
            self.shrink();
        }
    }

    fn shrink(&mut self) {
        if self.wanted > 0 && self.kept.len() > self.wanted {
            self.kept.select_nth_unstable_by(self.wanted - 1, Ranked::compare);
            self.kept.truncate(self.wanted);
            self.worst = self.kept.last().copied();
        }
    }

    /// The best, best first.
    pub(super) fn best(mut self) -> Vec<Ranked> {
        self.shrink();
        self.kept.sort_unstable_by(Ranked::compare);
        self.kept
    }
}
