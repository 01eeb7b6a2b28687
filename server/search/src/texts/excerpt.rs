//! The place of a text that shows best why it matched.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// Length of an excerpt in characters.
const LENGTH: usize = 160;
/// Characters shown before the first highlight where the line is cut.
const BEFORE: usize = 40;
/// Characters that a cut may move to fall between words.
const LEEWAY: usize = 20;

/// A cut of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The bytes of the text.
    pub bytes: Range<usize>,
    /// What to highlight, in bytes of the excerpt.
    pub ranges: Vec<Range<usize>>,
}

/// Cuts the line in which most highlights stand close together. `ranges` are ascending and apart; `None` where there are none.
pub(super) fn excerpt(text: &str, ranges: &[Range<usize>]) -> Option<Excerpt> {
    let first = densest(text, ranges)?;
    let start = ranges.get(first)?.start;
    let line_start = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let line_end = text.get(start..)?.find('\n').map_or(text.len(), |at| start + at);
    let line = text.get(line_start..line_end)?;
    let bytes = if line.chars().nth(LENGTH).is_none() {
        line_start..line_end
    } else {
        let from = cut_before(text, line_start, start);
        let to = cut_after(text, from, start, line_end);
        from..to
    };
    let shown = ranges
        .iter()
        .filter_map(|range| {
            let (from, to) = (range.start.max(bytes.start), range.end.min(bytes.end));
            if from < to { Some(from - bytes.start..to - bytes.start) } else { None }
        })
        .collect();
    Some(Excerpt { bytes, ranges: shown })
}

/// The first of the ranges of which most stand within an excerpt's length, on one line; the earliest where equal.
fn densest(text: &str, ranges: &[Range<usize>]) -> Option<usize> {
    let mut best = (0, 0);
    for (first, range) in ranges.iter().enumerate().take(200) {
        // Bytes stand in for characters: close enough to choose by.
        let within = ranges[first..].iter().take(20).take_while(|other| other.start < range.start + LENGTH * 2).count();
        if within > best.1 {
            best = (first, within);
        }
    }
    if best.1 == 0 || text.is_empty() { None } else { Some(best.0) }
}

fn is_letter(c: char) -> bool {
    (c.is_alphanumeric() || is_combining_mark(c)) && !is_unspaced(c)
}

/// Scripts in which any character may begin a line.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..)
}

/// Whether a text may be cut before this place.
fn is_gap(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at..).and_then(|text| text.chars().next());
    match (before, after) {
        (Some(before), Some(after)) => !(is_combining_mark(after) || (is_letter(before) && is_letter(after))),
        _ => true,
    }
}

/// Where an excerpt begins: some characters before its first highlight, at a gap.
fn cut_before(text: &str, line_start: usize, start: usize) -> usize {
    let before = text.get(line_start..start).unwrap_or_default();
    let mut places = [start; BEFORE];
    let mut found = 0;
    for (place, (at, _)) in places.iter_mut().rev().zip(before.char_indices().rev()) {
        *place = line_start + at;
        found += 1;
    }
    if found < BEFORE {
        return line_start;
    }
    let near = places.iter().take(LEEWAY).copied().find(|&at| is_gap(text, at));
    near.or_else(|| places.iter().copied().find(|&at| is_cluster_start(text, at))).unwrap_or(start)
}

/// Where an excerpt ends: at its length, at a gap, and not before its first highlight has begun.
fn cut_after(text: &str, from: usize, start: usize, line_end: usize) -> usize {
    let shown = text.get(from..line_end).unwrap_or_default();
    let Some((length, _)) = shown.char_indices().nth(LENGTH) else { return line_end };
    let last = from + length;
    let before = shown.get(..length).into_iter().flat_map(str::char_indices).rev().map(|(at, _)| from + at);
    let near = std::iter::once(last).chain(before).take(LEEWAY).filter(|&at| at > start);
    near.clone().find(|&at| is_gap(text, at)).or_else(|| near.clone().find(|&at| is_cluster_start(text, at))).unwrap_or(last)
}

fn is_cluster_start(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|text| text.chars().next()).is_none_or(|c| !is_combining_mark(c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_short_line_is_whole() {
        let text = "一行目\n二次電池の電極\n三行目";
        let at = text.find("電池").expect("there");
        let excerpt = excerpt(text, std::slice::from_ref(&(at..at + 6))).expect("an excerpt");
        assert_eq!(&text[excerpt.bytes.clone()], "二次電池の電極");
        assert_eq!(excerpt.ranges, std::slice::from_ref(&(6..12)));
    }

    #[test]
    fn a_long_line_is_cut_between_words_around_the_densest_matches() {
        let text = format!("battery {} battery cell battery {}", "word ".repeat(100), "other ".repeat(100));
        let ranges: Vec<_> = text.match_indices("battery").map(|(at, word)| at..at + word.len()).collect();
        let excerpt = excerpt(&text, &ranges).expect("an excerpt");
        let shown = &text[excerpt.bytes.clone()];
        assert_eq!(excerpt.ranges.len(), 2);
        assert!(shown.chars().count() <= LENGTH, "{shown}");
        assert!(shown.split_whitespace().all(|word| ["word", "battery", "cell", "other"].contains(&word)), "{shown}");
    }

    proptest! {
        #[test]
        fn any_excerpt_lies_at_characters(text in "[\\PC\n]{0,400}", picks in proptest::collection::vec((0_usize..400, 1_usize..6), 1..8)) {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let mut ranges: Vec<Range<usize>> = Vec::new();
            let mut picks = picks;
            picks.sort_unstable();
            for (from, length) in picks {
                let (Some(&start), Some(&end)) = (places.get(from), places.get(from + length)) else { continue };
                // No highlight reaches across lines.
                if ranges.last().is_none_or(|last| last.end < start) && !text[start..end].contains('\n') {
                    ranges.push(start..end);
                }
            }
            match excerpt(&text, &ranges) {
                Some(excerpt) => {
                    let shown = text.get(excerpt.bytes.clone()).expect("at characters");
                    prop_assert!(shown.chars().count() <= LENGTH || !shown.contains('\n'));
                    prop_assert!(!excerpt.ranges.is_empty());
                    for range in &excerpt.ranges {
                        prop_assert!(shown.get(range.clone()).is_some_and(|part| !part.is_empty()));
                    }
                }
                None => prop_assert!(ranges.is_empty()),
            }
        }
    }
}
