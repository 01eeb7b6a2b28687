//! The words of a facet under one numbering over all segments, so that counts add up without looking words up.

use std::{cmp::Reverse, collections::BinaryHeap};

use index_config::FacetField;
use tantivy::{Searcher, columnar::StrColumn};

use super::columns::column_name;
use crate::SearchError;

/// The words of a facet in all segments of one commit.
pub(super) struct Numbering {
    columns: Vec<Option<StrColumn>>,
    /// For each segment, the number of each ordinal. Numbers stand in the order of the words.
    numbers: Vec<Vec<u32>>,
    /// Where the word of a number can be read: a segment and an ordinal.
    places: Vec<(u32, u32)>,
}

/// The words of one segment, ascending, in one buffer.
#[derive(Default)]
struct Words {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Words {
    fn read(column: &StrColumn) -> Result<Self, SearchError> {
        let mut words = Self::default();
        let mut stream = column.dictionary().stream().map_err(|e| broken(&e))?;
        while stream.advance() {
            words.bytes.extend_from_slice(stream.key());
            words.ends.push(words.bytes.len());
        }
        Ok(words)
    }

    fn get(&self, at: usize) -> Option<&[u8]> {
        let from = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.bytes.get(from..*self.ends.get(at)?)
    }
}

fn broken(error: &std::io::Error) -> SearchError {
    SearchError::Failed(error.to_string())
}

impl Numbering {
    /// Numbers the words of a facet in all segments of a commit.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn of(field: FacetField, searcher: &Searcher) -> Result<Self, SearchError> {
        let mut columns = Vec::new();
        let mut words = Vec::new();
        for reader in searcher.segment_readers() {
            let column = reader.fast_fields().str(column_name(field)).map_err(super::failed)?;
            words.push(column.as_ref().map_or_else(|| Ok(Words::default()), Words::read)?);
            columns.push(column);
        }
        let mut numbers: Vec<Vec<u32>> = words.iter().map(|words| Vec::with_capacity(words.ends.len())).collect();
        let mut places: Vec<(u32, u32)> = Vec::new();
        let mut heads: BinaryHeap<Reverse<(&[u8], usize, usize)>> =
            words.iter().enumerate().filter_map(|(segment, words)| Some(Reverse((words.get(0)?, segment, 0)))).collect();
        let mut last: Option<&[u8]> = None;
        while let Some(Reverse((word, segment, ordinal))) = heads.pop() {
            if last != Some(word) {
                places.push((number(segment), number(ordinal)));
                last = Some(word);
            }
            if let Some(numbers) = numbers.get_mut(segment) {
                numbers.push(number(places.len() - 1));
            }
            if let Some(next) = words.get(segment).and_then(|words| words.get(ordinal + 1)) {
                heads.push(Reverse((next, segment, ordinal + 1)));
            }
        }
        Ok(Self { columns, numbers, places })
    }

    /// How many words there are.
    pub(super) const fn len(&self) -> usize {
        self.places.len()
    }

    /// The number of a segment's ordinal.
    pub(super) fn number(&self, segment: u32, ordinal: u32) -> Option<u32> {
        self.numbers.get(segment as usize)?.get(ordinal as usize).copied()
    }

    /// The words of numbers, in any order.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn words(&self, numbers: &[u32]) -> Result<Vec<String>, SearchError> {
        let place = |number: u32| self.places.get(number as usize).copied().unwrap_or_default();
        // A segment's words are read together, in their order.
        let mut places: Vec<((u32, u32), usize)> = numbers.iter().enumerate().map(|(at, number)| (place(*number), at)).collect();
        places.sort_unstable();
        let mut words = vec![String::new(); numbers.len()];
        for of_segment in places.chunk_by(|((a, _), _), ((b, _), _)| a == b) {
            let column = of_segment.first().and_then(|((segment, _), _)| self.columns.get(*segment as usize)?.as_ref());
            let Some(column) = column else { continue };
            let ordinals: Vec<u64> = of_segment.iter().map(|((_, ordinal), _)| u64::from(*ordinal)).collect();
            let mut read = of_segment.iter();
            let into = |bytes: &[u8]| {
                if let Some((_, at)) = read.next() {
                    words[*at] = String::from_utf8_lossy(bytes).into_owned();
                }
            };
            column.dictionary().sorted_ords_to_term_cb(&ordinals, into).map_err(|e| broken(&e))?;
        }
        Ok(words)
    }
}

/// No index of this machine has 4 billion words of a facet.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
