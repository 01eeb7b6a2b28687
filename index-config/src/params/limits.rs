//! How much of a search is read and kept.

/// Bytes of a query string that are read.
pub(super) const QUERY_STRING_BYTES: usize = 16 * 1024;
/// Characters of a text parameter that are read.
pub(super) const TEXT_CHARS: usize = 1_000;
/// Characters that are read of the parameters into which lists of numbers are pasted: `q` and `number`.
pub(super) const NUMBERS_CHARS: usize = 8_000;
/// Values of a list that are read.
pub(super) const LIST_VALUES: usize = 200;
/// Whole names that are read.
pub(super) const MOST_NAMES: usize = 20;
/// Dropped terms of an expansion that are read.
pub(super) const MOST_DROPPED: usize = 60;
/// The last page that can be asked for; how many of them an engine gives is its own matter.
pub(super) const LAST_PAGE: u32 = 1_000_000;
