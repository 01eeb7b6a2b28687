//! One pass over the records of a query: their number, the best of them, and the counts of facets.

use std::collections::BTreeMap;

use index_config::{FacetField, Sort};
use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
    columnar::{Column, StrColumn},
};

use super::{
    schema::IPC_COLUMNS,
    top::{Ranked, Top, date_key},
};

/// Documents whose facets are counted at once, column by column.
const BLOCK: usize = 4_096;

/// What is collected.
pub(super) struct Collected {
    /// Hits to keep of each segment.
    pub wanted: usize,
    /// Their order.
    pub sort: Sort,
    /// Whether the query gives scores.
    pub scored: bool,
    /// Facets to count.
    pub facets: Vec<FacetField>,
}

/// What a segment gives.
pub(super) struct SegmentFruit {
    /// The segment.
    pub segment: SegmentOrdinal,
    /// How many records there are.
    pub count: u64,
    /// The best of them, best first.
    pub best: Vec<Ranked>,
    /// Counts by value, in the order of the facets asked for: ordinals of the column's dictionary, or years. None is zero.
    pub facets: Vec<Vec<(u64, u64)>>,
}

/// The column that a facet counts.
pub(super) const fn column_name(field: FacetField) -> &'static str {
    match field {
        FacetField::Office => "office",
        FacetField::Right => "right",
        FacetField::Kind => "kind",
        FacetField::Language => "language_count",
        FacetField::Year => "published",
        FacetField::IpcSection => IPC_COLUMNS[0],
        FacetField::IpcClass => IPC_COLUMNS[1],
        FacetField::IpcSubclass => IPC_COLUMNS[2],
        FacetField::IpcMainGroup => IPC_COLUMNS[3],
        FacetField::Applicant => "applicant_count",
        FacetField::ApplicantName => "applicant_name",
        FacetField::Status => "status",
        FacetField::Element => "element",
        FacetField::Made => "made",
    }
}

enum Counter {
    /// Counts by ordinal.
    Words(Column<u64>, Vec<u32>),
    /// Counts by year of a date.
    Years(Column<u64>, BTreeMap<u64, u64>),
    /// The segment has no such value.
    Nothing,
}

impl Counter {
    fn open(field: FacetField, reader: &SegmentReader) -> tantivy::Result<Self> {
        if field == FacetField::Year {
            return Ok(Self::Years(reader.fast_fields().u64(column_name(field))?, BTreeMap::new()));
        }
        Ok(match reader.fast_fields().str(column_name(field))? {
            Some(column) => Self::Words(column.ords().clone(), vec![0; column.num_terms()]),
            None => Self::Nothing,
        })
    }

    fn count(&mut self, docs: &[DocId]) {
        match self {
            Self::Words(column, counts) => {
                for &doc in docs {
                    for ordinal in column.values_for_doc(doc) {
                        if let Some(count) = usize::try_from(ordinal).ok().and_then(|ordinal| counts.get_mut(ordinal)) {
                            *count += 1;
                        }
                    }
                }
            }
            Self::Years(column, years) => {
                // Dates of one block are mostly of few years.
                let (mut year, mut run) = (0, 0);
                for &doc in docs {
                    let Some(date) = column.first(doc) else { continue };
                    if date / 10_000 != year {
                        if run > 0 {
                            *years.entry(year).or_default() += run;
                        }
                        (year, run) = (date / 10_000, 0);
                    }
                    run += 1;
                }
                if run > 0 {
                    *years.entry(year).or_default() += run;
                }
            }
            Self::Nothing => {}
        }
    }

    fn counts(self) -> Vec<(u64, u64)> {
        match self {
            Self::Words(_, counts) => {
                (0_u64..).zip(counts).filter(|&(_, count)| count > 0).map(|(ordinal, count)| (ordinal, u64::from(count))).collect()
            }
            Self::Years(_, years) => years.into_iter().collect(),
            Self::Nothing => Vec::new(),
        }
    }
}

/// See [`Collected`].
pub(super) struct SegmentCollected {
    segment: SegmentOrdinal,
    sort: Sort,
    count: u64,
    top: Top,
    dates: Column<u64>,
    ids: Option<StrColumn>,
    block: Vec<DocId>,
    counters: Vec<Counter>,
}

impl Collector for Collected {
    type Fruit = Vec<SegmentFruit>;
    type Child = SegmentCollected;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentCollected> {
        Ok(SegmentCollected {
            segment,
            sort: self.sort,
            count: 0,
            top: Top::new(self.wanted),
            dates: reader.fast_fields().u64("published")?,
            ids: reader.fast_fields().str("id")?,
            block: Vec::with_capacity(BLOCK),
            counters: self.facets.iter().map(|field| Counter::open(*field, reader)).collect::<tantivy::Result<_>>()?,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.scored
    }

    fn merge_fruits(&self, fruits: Vec<SegmentFruit>) -> tantivy::Result<Vec<SegmentFruit>> {
        Ok(fruits)
    }
}

impl SegmentCollected {
    fn count_block(&mut self) {
        for counter in &mut self.counters {
            counter.count(&self.block);
        }
        self.block.clear();
    }
}

impl SegmentCollector for SegmentCollected {
    type Fruit = SegmentFruit;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.count += 1;
        if !self.counters.is_empty() {
            self.block.push(doc);
            if self.block.len() == BLOCK {
                self.count_block();
            }
        }
        if self.top.may_take(score) {
            let date = date_key(self.sort, self.dates.first(doc));
            if self.top.may_take_dated(score, date) {
                let id = self.ids.as_ref().and_then(|ids| ids.ords().first(doc)).unwrap_or(u64::MAX);
                self.top.take(Ranked { score, date, id, doc });
            }
        }
    }

    fn harvest(mut self) -> SegmentFruit {
        self.count_block();
        SegmentFruit {
            segment: self.segment,
            count: self.count,
            best: self.top.best(),
            facets: self.counters.into_iter().map(Counter::counts).collect(),
        }
    }
}
