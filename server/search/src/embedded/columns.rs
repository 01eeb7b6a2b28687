//! What is counted and ordered by, in memory: a few bytes a record.
//!
//! Most facets have few values, and most records share theirs with many others. So the values of a record's facets of few values are one
//! number, the number of their combination: one count for each record counts them all, and what the combinations hold is added up at the end.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use index_config::FacetField;
use tantivy::{
    DocId, SegmentReader,
    columnar::{Column, StrColumn},
    index::SegmentId,
};

use super::schema::{IPC_COLUMNS, SCHEME_COLUMNS};

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
        FacetField::NiceClass => SCHEME_COLUMNS[0].1,
        FacetField::LocarnoClass => SCHEME_COLUMNS[1].1,
        FacetField::ViennaCategory => SCHEME_COLUMNS[2].1,
        FacetField::MarkFeature => "mark_feature",
        FacetField::Applicant => "applicant_count",
        FacetField::ApplicantName => "applicant_name",
        FacetField::Status => "status",
        FacetField::Element => "element",
        FacetField::Made => "made",
    }
}

/// Facets that are counted together: those of few values; the upper levels of a class, which its subclass has in it; and each of those
/// of many values alone, as together they would make too many combinations.
const GROUPS: [&[FacetField]; 7] = [
    &[
        FacetField::Office,
        FacetField::Right,
        FacetField::Kind,
        FacetField::Language,
        FacetField::Year,
        FacetField::Status,
        FacetField::Element,
        FacetField::Made,
        FacetField::MarkFeature,
    ],
    &[FacetField::IpcSection, FacetField::IpcClass, FacetField::IpcSubclass],
    &[FacetField::IpcMainGroup],
    // A mark has any of the classes beside any of the categories.
    &[FacetField::NiceClass, FacetField::LocarnoClass],
    &[FacetField::ViennaCategory],
    &[FacetField::Applicant],
    &[FacetField::ApplicantName],
];
/// Where several facets have more combinations than this, each is counted by itself.
const MOST_COMBINATIONS: usize = 1 << 16;

/// Facets counted together.
pub(super) struct Combined {
    /// The facets.
    pub fields: Vec<FacetField>,
    /// The number of each document's combination.
    pub numbers: Vec<u32>,
    /// Where what each combination holds begins in `values`, and where the last one's ends.
    starts: Vec<u32>,
    /// What the combinations hold, one after the other: a facet and the ordinal of a word, or a year.
    values: Vec<(FacetField, u32)>,
}

impl Combined {
    /// How many combinations there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// What each combination holds.
    pub(super) fn combinations(&self) -> impl Iterator<Item = &[(FacetField, u32)]> {
        self.starts.windows(2).map(|ends| match ends {
            [from, to] => self.values.get(*from as usize..*to as usize).unwrap_or_default(),
            _ => &[],
        })
    }
}

/// A group of facets: counted together, or each by itself.
type Group = Vec<Arc<Combined>>;

/// The columns of one segment.
pub(super) struct SegmentColumns {
    /// Publication dates as `yyyymmdd`; 0 for none.
    pub days: Vec<u32>,
    /// Publication ids; none in a segment without records.
    pub ids: Option<StrColumn>,
    /// In the order of [`GROUPS`], each read by the first question that counts by it.
    groups: [OnceLock<Group>; GROUPS.len()],
}

enum Values {
    /// Ordinals of words.
    Words(Column<u64>),
    /// Dates, of which the year counts.
    Dates(Column<u64>),
    /// The segment has none.
    Nothing,
}

impl Values {
    fn open(field: FacetField, reader: &SegmentReader) -> tantivy::Result<Self> {
        if field == FacetField::Year {
            return Ok(Self::Dates(reader.fast_fields().u64(column_name(field))?));
        }
        Ok(reader.fast_fields().str(column_name(field))?.map_or(Self::Nothing, |column| Self::Words(column.ords().clone())))
    }

    fn add(&self, field: FacetField, doc: DocId, values: &mut Vec<(FacetField, u32)>) {
        match self {
            Self::Words(column) => {
                values.extend(column.values_for_doc(doc).filter_map(|ordinal| Some((field, u32::try_from(ordinal).ok()?))))
            }
            Self::Dates(column) => {
                values.extend(column.first(doc).and_then(|date| Some((field, u32::try_from(date / 10_000).ok()?))));
            }
            Self::Nothing => {}
        }
    }
}

impl SegmentColumns {
    fn read(reader: &SegmentReader) -> tantivy::Result<Self> {
        let dates = reader.fast_fields().u64("published")?;
        let days = (0..reader.max_doc()).map(|doc| dates.first(doc).and_then(|day| u32::try_from(day).ok()).unwrap_or(0)).collect();
        Ok(Self { days, ids: reader.fast_fields().str("id")?, groups: Default::default() })
    }

    /// What counts these facets.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn counting(&self, asked: &[FacetField], reader: &SegmentReader) -> tantivy::Result<Vec<Arc<Combined>>> {
        let mut counting = Vec::new();
        for (fields, cell) in GROUPS.iter().zip(&self.groups) {
            if !fields.iter().any(|field| asked.contains(field)) {
                continue;
            }
            let group = match cell.get() {
                Some(group) => group,
                None => {
                    let group = group(fields, reader)?;
                    cell.get_or_init(|| group)
                }
            };
            counting.extend(group.iter().filter(|combined| combined.fields.iter().any(|field| asked.contains(field))).cloned());
        }
        Ok(counting)
    }
}

fn group(fields: &[FacetField], reader: &SegmentReader) -> tantivy::Result<Group> {
    if let [field] = fields {
        return Ok(combined(&[*field], usize::MAX, reader)?.map(Arc::new).into_iter().collect());
    }
    if let Some(together) = combined(fields, MOST_COMBINATIONS, reader)? {
        return Ok(vec![Arc::new(together)]);
    }
    let mut apart = Vec::new();
    for field in fields {
        apart.extend(combined(&[*field], usize::MAX, reader)?.map(Arc::new));
    }
    Ok(apart)
}

/// The combinations of some facets; `None` where there are too many.
fn combined(fields: &[FacetField], most: usize, reader: &SegmentReader) -> tantivy::Result<Option<Combined>> {
    let columns: Vec<(FacetField, Values)> =
        fields.iter().map(|field| Ok((*field, Values::open(*field, reader)?))).collect::<tantivy::Result<_>>()?;
    let mut known: HashMap<Vec<(FacetField, u32)>, u32> = HashMap::new();
    let mut numbers = Vec::with_capacity(reader.max_doc() as usize);
    let mut values = Vec::new();
    for doc in 0..reader.max_doc() {
        values.clear();
        for (field, column) in &columns {
            column.add(*field, doc, &mut values);
        }
        let number = match known.get(&values) {
            Some(number) => *number,
            None if known.len() >= most => return Ok(None),
            None => {
                let number = u32::try_from(known.len()).unwrap_or(u32::MAX);
                known.insert(values.clone(), number);
                number
            }
        };
        numbers.push(number);
    }
    let mut combinations: Vec<_> = known.into_iter().collect();
    combinations.sort_unstable_by_key(|(_, number)| *number);
    let (mut starts, mut all) = (vec![0], Vec::new());
    for (values, _) in combinations {
        all.extend(values);
        starts.push(u32::try_from(all.len()).unwrap_or(u32::MAX));
    }
    Ok(Some(Combined { fields: fields.to_vec(), numbers, starts, values: all }))
}

/// A segment's columns, read by the first question that needs them.
type Cell = Arc<OnceLock<Arc<SegmentColumns>>>;

/// The columns of all segments, as long as there are such segments.
#[derive(Default)]
pub(super) struct Columns(Mutex<HashMap<SegmentId, Cell>>);

impl Columns {
    /// The columns of a segment. A segment never changes, so that they outlive commits.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn of(&self, reader: &SegmentReader) -> tantivy::Result<Arc<SegmentColumns>> {
        let cell = Arc::clone(self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(reader.segment_id()).or_default());
        if let Some(columns) = cell.get() {
            return Ok(Arc::clone(columns));
        }
        let columns = Arc::new(SegmentColumns::read(reader)?);
        Ok(Arc::clone(cell.get_or_init(|| columns)))
    }

    /// Forgets segments that are no more.
    pub(super) fn retain(&self, readers: &[SegmentReader]) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|id, _| readers.iter().any(|reader| reader.segment_id() == *id));
    }
}
