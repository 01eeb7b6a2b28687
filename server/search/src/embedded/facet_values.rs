//! The values that a facet's value being typed may become.

use std::collections::HashMap;

use index_config::{Facet, FacetCount, FacetField};
use tantivy::Searcher;

use super::{
    collect::SegmentFruit,
    facets::{Numberings, totals},
};
use crate::{SearchError, analysis::Beginning};

/// The values of the one facet that was counted which begin so, most frequent first, at most `limit`.
///
/// Every value that a record of the query has is looked at: the words are read in the order of the dictionaries, one block after the other.
///
/// # Errors
/// When the index cannot be read.
pub(super) fn facet_values(
    field: FacetField,
    prefix: &str,
    limit: usize,
    fruits: &[SegmentFruit],
    numberings: &Numberings,
    searcher: &Searcher,
) -> Result<Facet, SearchError> {
    let mut beginning = Beginning::new(prefix);
    let mut found: HashMap<String, u64> = HashMap::new();
    if field == FacetField::Year {
        for (year, count) in fruits.iter().filter_map(|fruit| fruit.facets.first()).flatten() {
            let year = year.to_string();
            if beginning.is_of(&year) {
                *found.entry(year).or_default() += count;
            }
        }
    } else if let Some(numbering) = numberings.of(field, searcher)? {
        let totals = totals(0, fruits, numbering);
        let words = numbering.words(&totals.iter().map(|(_, number)| *number).collect::<Vec<_>>())?;
        for (word, (count, _)) in words.into_iter().zip(totals) {
            if beginning.is_of(&word) {
                found.insert(word, count);
            }
        }
    }
    let more = found.len() > limit;
    let mut counts: Vec<FacetCount> = found.into_iter().map(|(value, count)| FacetCount { value, count }).collect();
    counts.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    counts.truncate(limit);
    Ok(Facet { field, counts, more })
}
