//! Counts of all segments as facets.

use std::sync::OnceLock;

use index_config::{Facet, FacetCount, FacetField};
use tantivy::Searcher;

use super::{collect::SegmentFruit, numbering::Numbering};
use crate::SearchError;

/// Values given of a facet.
pub(super) const MOST_VALUES: usize = 100;

/// The numberings of one commit, each made by the first question that counts by its facet.
#[derive(Default)]
pub(super) struct Numberings([OnceLock<Numbering>; FacetField::ALL.len()]);

impl Numberings {
    /// The numbering of a facet's words; `None` for what is no facet.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn of(&self, field: FacetField, searcher: &Searcher) -> Result<Option<&Numbering>, SearchError> {
        let place = FacetField::ALL.iter().position(|other| *other == field);
        let Some(cell) = place.and_then(|place| self.0.get(place)) else { return Ok(None) };
        if let Some(numbering) = cell.get() {
            return Ok(Some(numbering));
        }
        let numbering = Numbering::of(field, searcher)?;
        Ok(Some(cell.get_or_init(|| numbering)))
    }
}

/// A facet of all segments; `index` is its place among those asked for.
///
/// # Errors
/// When the index cannot be read.
pub(super) fn facet(
    field: FacetField,
    index: usize,
    fruits: &[SegmentFruit],
    numberings: &Numberings,
    searcher: &Searcher,
) -> Result<Facet, SearchError> {
    let counted = fruits.iter().filter_map(|fruit| Some((fruit.segment, fruit.facets.get(index)?.as_slice())));
    if field == FacetField::Year {
        let mut years: Vec<u64> = Vec::new();
        for (_, counts) in counted {
            add(&mut years, counts.iter().copied());
        }
        let there = years.into_iter().enumerate().rev().filter(|(_, count)| *count > 0);
        let mut counts: Vec<FacetCount> =
            there.take(MOST_VALUES + 1).map(|(year, count)| FacetCount { value: year.to_string(), count }).collect();
        let more = counts.len() > MOST_VALUES;
        counts.truncate(MOST_VALUES);
        return Ok(Facet { field, counts, more });
    }
    let Some(numbering) = numberings.of(field, searcher)? else { return Ok(Facet { field, counts: Vec::new(), more: false }) };
    // Numbers stand in the order of the words, so that equal counts do.
    let mut ranked = totals(index, fruits, numbering);
    let more = ranked.len() > MOST_VALUES;
    let by_rank = |a: &(u64, u32), b: &(u64, u32)| b.0.cmp(&a.0).then(a.1.cmp(&b.1));
    if more {
        ranked.select_nth_unstable_by(MOST_VALUES - 1, by_rank);
        ranked.truncate(MOST_VALUES);
    }
    ranked.sort_unstable_by(by_rank);
    let words = numbering.words(&ranked.iter().map(|(_, number)| *number).collect::<Vec<_>>())?;
    let counts = words.into_iter().zip(ranked).map(|(value, (count, _))| FacetCount { value, count }).collect();
    Ok(Facet { field, counts, more })
}

/// The totals of a facet of words, with the numbers of the words; none is zero.
pub(super) fn totals(index: usize, fruits: &[SegmentFruit], numbering: &Numbering) -> Vec<(u64, u32)> {
    let mut totals: Vec<u64> = vec![0; numbering.len()];
    for (segment, counts) in fruits.iter().filter_map(|fruit| Some((fruit.segment, fruit.facets.get(index)?.as_slice()))) {
        add(&mut totals, counts.iter().filter_map(|(ordinal, count)| Some((numbering.number(segment, *ordinal)?, *count))));
    }
    totals.into_iter().zip(0_u32..).filter(|(count, _)| *count > 0).collect()
}

fn add(totals: &mut Vec<u64>, counts: impl Iterator<Item = (u32, u64)>) {
    for (number, count) in counts {
        let at = number as usize;
        if at >= totals.len() {
            totals.resize(at + 1, 0);
        }
        totals[at] += count;
    }
}
