//! Counts of all segments as facets.

use std::collections::{BTreeMap, HashMap};

use index_config::{Facet, FacetCount, FacetField};
use tantivy::{Searcher, columnar::StrColumn};

use super::collect::{SegmentFruit, column_name};
use crate::SearchError;

/// Values given of a facet.
pub(super) const MOST_VALUES: usize = 100;
/// So many different values are simply all looked up.
const FEW: usize = 4_000;

/// A segment's counts with the words that its ordinals stand for.
pub(super) struct Counts<'a> {
    column: StrColumn,
    /// By ordinal, ascending.
    counts: &'a [(u64, u64)],
}

impl<'a> Counts<'a> {
    /// The counts of a segment's column.
    pub(super) const fn new(column: StrColumn, counts: &'a [(u64, u64)]) -> Self {
        Self { column, counts }
    }

    /// The words of all counts, in their order.
    pub(super) fn each(&self, mut word: impl FnMut(&str)) -> Result<(), SearchError> {
        let ordinals: Vec<u64> = self.counts.iter().map(|(ordinal, _)| *ordinal).collect();
        self.of_ordinals(&ordinals, |bytes| word(&String::from_utf8_lossy(bytes)))
    }

    fn of_ordinals(&self, ordinals: &[u64], word: impl FnMut(&[u8])) -> Result<(), SearchError> {
        self.column.dictionary().sorted_ords_to_term_cb(ordinals, word).map_err(|e| SearchError::Failed(e.to_string()))?;
        Ok(())
    }

    /// The words of ordinals, ascending.
    fn words(&self, ordinals: &[u64]) -> Result<Vec<String>, SearchError> {
        let mut words = Vec::with_capacity(ordinals.len());
        self.of_ordinals(ordinals, |bytes| words.push(String::from_utf8_lossy(bytes).into_owned()))?;
        Ok(words)
    }

    /// How many records of the segment have a word.
    fn of(&self, word: &str) -> Result<u64, SearchError> {
        let ordinal = self.column.dictionary().term_ord(word).map_err(|e| SearchError::Failed(e.to_string()))?;
        Ok(ordinal
            .and_then(|ordinal| self.counts.binary_search_by_key(&ordinal, |(ordinal, _)| *ordinal).ok())
            .map_or(0, |at| self.counts[at].1))
    }

    /// The words of at least so many records.
    fn at_least(&self, least: u64) -> Result<Vec<String>, SearchError> {
        self.words(&self.counts.iter().filter(|(_, count)| *count >= least).map(|(ordinal, _)| *ordinal).collect::<Vec<_>>())
    }
}

/// A facet of all segments; `index` is its place among those asked for.
///
/// # Errors
/// When the index cannot be read.
pub(super) fn facet(field: FacetField, index: usize, fruits: &[SegmentFruit], searcher: &Searcher) -> Result<Facet, SearchError> {
    let counted = fruits
        .iter()
        .filter_map(|fruit| Some((fruit.segment, fruit.facets.get(index)?.as_slice())))
        .filter(|(_, counts)| !counts.is_empty());
    if field == FacetField::Year {
        let mut years: BTreeMap<u64, u64> = BTreeMap::new();
        for (_, counts) in counted {
            for (year, count) in counts {
                *years.entry(*year).or_default() += count;
            }
        }
        let more = years.len() > MOST_VALUES;
        let counts = years.into_iter().rev().take(MOST_VALUES).map(|(year, count)| FacetCount { value: year.to_string(), count }).collect();
        return Ok(Facet { field, counts, more });
    }
    let mut segments = Vec::new();
    for (segment, counts) in counted {
        let column = searcher.segment_reader(segment).fast_fields().str(column_name(field)).map_err(super::failed)?;
        if let Some(column) = column {
            segments.push(Counts { column, counts });
        }
    }
    let (mut totals, all) = totals(&segments)?;
    totals.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    let more = !all || totals.len() > MOST_VALUES;
    totals.truncate(MOST_VALUES);
    Ok(Facet { field, counts: totals, more })
}

/// The values with their totals, and whether these are all values. Where they are not, the most frequent ones are among them.
fn totals(segments: &[Counts<'_>]) -> Result<(Vec<FacetCount>, bool), SearchError> {
    if segments.iter().map(|segment| segment.counts.len()).sum::<usize>() <= FEW {
        let mut totals: HashMap<String, u64> = HashMap::new();
        for segment in segments {
            let ordinals: Vec<u64> = segment.counts.iter().map(|(ordinal, _)| *ordinal).collect();
            for (word, (_, count)) in segment.words(&ordinals)?.into_iter().zip(segment.counts) {
                *totals.entry(word).or_default() += count;
            }
        }
        return Ok((totals.into_iter().map(|(value, count)| FacetCount { value, count }).collect(), true));
    }
    // The leaders of each segment give a total that the last value shown has at least. A value with that total has, in one of the segments, at
    // least its share of it: so these are looked up, and no other.
    let mut leaders: HashMap<String, u64> = HashMap::new();
    for segment in segments {
        let mut counts: Vec<u64> = segment.counts.iter().map(|(_, count)| *count).collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let least = counts.get(MOST_VALUES - 1).or(counts.last()).copied().unwrap_or(1);
        let mut ordinals: Vec<u64> = segment.counts.iter().filter(|(_, count)| *count >= least).map(|(ordinal, _)| *ordinal).collect();
        ordinals.truncate(MOST_VALUES * 4);
        for word in segment.words(&ordinals)? {
            leaders.insert(word, 0);
        }
    }
    fill(&mut leaders, segments)?;
    let mut counts: Vec<u64> = leaders.values().copied().collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let last_shown = counts.get(MOST_VALUES - 1).copied().unwrap_or(1);
    let share = last_shown.div_ceil(segments.len().max(1) as u64).max(1);
    let mut totals: HashMap<String, u64> = HashMap::new();
    for segment in segments {
        for word in segment.at_least(share)? {
            totals.insert(word, 0);
        }
    }
    fill(&mut totals, segments)?;
    Ok((totals.into_iter().map(|(value, count)| FacetCount { value, count }).collect(), false))
}

fn fill(totals: &mut HashMap<String, u64>, segments: &[Counts<'_>]) -> Result<(), SearchError> {
    for (word, total) in totals.iter_mut() {
        for segment in segments {
            *total += segment.of(word)?;
        }
    }
    Ok(())
}
