//! The values that a facet's value being typed may become.

use std::collections::HashMap;

use index_config::{Facet, FacetCount, FacetField};
use tantivy::Searcher;

use super::{
    collect::{SegmentFruit, column_name},
    facets::Counts,
};
use crate::{SearchError, analysis::Beginning};

/// The values of the one facet that was counted which begin so, most frequent first, at most `limit`.
///
/// Every value that a record of the query has is looked at: the words are read in the order of the dictionary, one block after the other.
///
/// # Errors
/// When the index cannot be read.
pub(super) fn facet_values(
    field: FacetField,
    prefix: &str,
    limit: usize,
    fruits: &[SegmentFruit],
    searcher: &Searcher,
) -> Result<Facet, SearchError> {
    let mut beginning = Beginning::new(prefix);
    let mut totals: HashMap<String, u64> = HashMap::new();
    for fruit in fruits {
        let Some(counts) = fruit.facets.first().filter(|counts| !counts.is_empty()) else { continue };
        if field == FacetField::Year {
            for (year, count) in counts {
                let year = year.to_string();
                if beginning.is_of(&year) {
                    *totals.entry(year).or_default() += count;
                }
            }
            continue;
        }
        let column = searcher.segment_reader(fruit.segment).fast_fields().str(column_name(field)).map_err(super::failed)?;
        let Some(column) = column else { continue };
        let mut at = counts.iter();
        Counts::new(column, counts).each(|word| {
            if let Some((_, count)) = at.next()
                && beginning.is_of(word)
            {
                *totals.entry(word.to_owned()).or_default() += count;
            }
        })?;
    }
    let more = totals.len() > limit;
    let mut counts: Vec<FacetCount> = totals.into_iter().map(|(value, count)| FacetCount { value, count }).collect();
    counts.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    counts.truncate(limit);
    Ok(Facet { field, counts, more })
}
