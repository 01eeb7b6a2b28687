//! Words of scripts without spaces, by dictionary.

use std::sync::LazyLock;

use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed, options::WordBreakInvariantOptions};

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// Calls `word` with the byte range of each word of a run.
pub(super) fn words(run: &str, mut word: impl FnMut(usize, usize)) {
    let mut from = 0;
    for to in SEGMENTER.segment_str(run) {
        if to > from {
            word(from, to);
        }
        from = to;
    }
}
