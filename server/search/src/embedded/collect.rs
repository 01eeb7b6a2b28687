//! One pass over the records of a query: their number, the best of them, and the counts of facets.

use std::sync::Arc;

use index_config::{FacetField, Sort};
use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
};

use super::{
    columns::{Columns, Combined, SegmentColumns},
    top::{Ranked, Top, date_key},
};

/// Documents whose facets are counted at once, group by group.
const BLOCK: usize = 4_096;

/// What is collected.
pub(super) struct Collected<'a> {
    /// Hits to keep of each segment.
    pub wanted: usize,
    /// Their order.
    pub sort: Sort,
    /// Whether the query gives scores.
    pub scored: bool,
    /// Facets to count.
    pub facets: Vec<FacetField>,
    /// The segments' columns.
    pub columns: &'a Columns,
}

/// What a segment gives.
pub(super) struct SegmentFruit {
    /// The segment.
    pub segment: SegmentOrdinal,
    /// How many records there are.
    pub count: u64,
    /// The best of them, best first.
    pub best: Vec<Ranked>,
    /// Counts by value, ascending, in the order of the facets asked for: ordinals of the column's dictionary, or years. None is zero.
    pub facets: Vec<Vec<(u32, u64)>>,
}

/// See [`Collected`].
pub(super) struct SegmentCollected {
    segment: SegmentOrdinal,
    sort: Sort,
    count: u64,
    top: Top,
    columns: Arc<SegmentColumns>,
    block: Vec<DocId>,
    facets: Vec<FacetField>,
    /// What counts them.
    groups: Vec<Arc<Combined>>,
    /// Counts by combination, of each group.
    counts: Vec<Vec<u32>>,
}

impl Collector for Collected<'_> {
    type Fruit = Vec<SegmentFruit>;
    type Child = SegmentCollected;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentCollected> {
        let columns = self.columns.of(reader)?;
        let groups = columns.counting(&self.facets, reader)?;
        let counts = groups.iter().map(|group| vec![0; group.len()]).collect();
        Ok(SegmentCollected {
            segment,
            sort: self.sort,
            count: 0,
            top: Top::new(self.wanted),
            columns,
            groups,
            block: Vec::with_capacity(BLOCK),
            facets: self.facets.clone(),
            counts,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.scored
    }

    fn merge_fruits(&self, fruits: Vec<SegmentFruit>) -> tantivy::Result<Vec<SegmentFruit>> {
        Ok(fruits)
    }
}

/// Counts documents group by group.
fn count(docs: &[DocId], groups: &[Arc<Combined>], counts: &mut [Vec<u32>]) {
    for (group, counts) in groups.iter().zip(counts) {
        for &doc in docs {
            if let Some(count) = group.numbers.get(doc as usize).and_then(|number| counts.get_mut(*number as usize)) {
                *count += 1;
            }
        }
    }
}

impl SegmentCollected {
    fn rank(&mut self, doc: DocId, score: Score) {
        if self.top.may_take(score) {
            let date = date_key(self.sort, self.columns.days.get(doc as usize).copied().unwrap_or(0));
            if self.top.may_take_dated(score, date) {
                let id = self.columns.ids.as_ref().and_then(|ids| ids.ords().first(doc)).unwrap_or(u64::MAX);
                self.top.take(Ranked { score, date, id, doc });
            }
        }
    }

    /// The counts of the facets asked for, from those of the combinations.
    fn facets(&self) -> Vec<Vec<(u32, u64)>> {
        let mut of_facets: Vec<Vec<u32>> = vec![Vec::new(); self.facets.len()];
        // Where each facet was asked for.
        let mut places = [usize::MAX; FacetField::ALL.len()];
        for (place, field) in self.facets.iter().enumerate() {
            places[*field as usize] = place;
        }
        for (group, counts) in self.groups.iter().zip(&self.counts) {
            for (combination, &count) in group.combinations().zip(counts).filter(|(_, count)| **count > 0) {
                for (field, value) in combination {
                    let Some(of_facet) = of_facets.get_mut(places[*field as usize]) else { continue };
                    let at = *value as usize;
                    if at >= of_facet.len() {
                        of_facet.resize(at + 1, 0);
                    }
                    of_facet[at] += count;
                }
            }
        }
        // A facet asked for twice is given twice.
        for (place, field) in self.facets.iter().enumerate() {
            let counted = places[*field as usize];
            if counted != place {
                of_facets[place] = of_facets[counted].clone();
            }
        }
        of_facets
            .into_iter()
            .map(|counts| (0_u32..).zip(counts).filter(|(_, count)| *count > 0).map(|(value, count)| (value, u64::from(count))).collect())
            .collect()
    }
}

impl SegmentCollector for SegmentCollected {
    type Fruit = SegmentFruit;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.count += 1;
        if !self.facets.is_empty() {
            self.block.push(doc);
            if self.block.len() == BLOCK {
                count(&self.block, &self.groups, &mut self.counts);
                self.block.clear();
            }
        }
        self.rank(doc, score);
    }

    fn collect_block(&mut self, docs: &[DocId]) {
        self.count += docs.len() as u64;
        count(docs, &self.groups, &mut self.counts);
        for &doc in docs {
            self.rank(doc, 0.0);
        }
    }

    fn harvest(mut self) -> SegmentFruit {
        count(&self.block, &self.groups, &mut self.counts);
        let facets = self.facets();
        SegmentFruit { segment: self.segment, count: self.count, best: self.top.best(), facets }
    }
}
