//! How alike two sentences are: by the tokens that must be changed, put in or taken out to make one of the other (Levenshtein's distance).
//!
//! The distance is computed by bit-parallel columns (Myers 1999, with the blocks of Hyyrö 2003), 64 tokens a machine word.

use std::collections::HashMap;

use super::tokens::tokens;
use crate::normal::normalised;

/// Sentences of more tokens than this are not compared: nobody edits a match of two pages.
const MOST_TOKENS: usize = 4_000;

/// One sentence, ready to be compared with many.
#[derive(Debug)]
pub struct Comparison {
    text: String,
    /// Number of each distinct token.
    known: HashMap<String, usize>,
    length: usize,
    blocks: usize,
    /// By token and block: the positions at which it stands.
    positions: Vec<u64>,
}

impl Comparison {
    /// Prepares a sentence; it need not be normalised.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let text = normalised(text);
        let ranges = tokens(&text);
        let length = ranges.len();
        let blocks = length.div_ceil(64);
        let mut known = HashMap::new();
        let mut positions: Vec<u64> = Vec::new();
        if length <= MOST_TOKENS {
            for (at, range) in ranges.into_iter().enumerate() {
                let number = known.len();
                let token = *known.entry(text[range].to_owned()).or_insert(number);
                if token == number {
                    positions.resize(positions.len() + blocks, 0);
                }
                if let Some(bits) = positions.get_mut(token * blocks + at / 64) {
                    *bits |= 1 << (at % 64);
                }
            }
        }
        Self { text, known, length, blocks, positions }
    }

    /// Likeness in whole per cent, rounded down: 100 is the same sentence, once both are normalised, and nothing else is.
    #[must_use]
    pub fn percent(&self, other: &str) -> u8 {
        let other = normalised(other);
        if other == self.text {
            return 100;
        }
        let ranges = tokens(&other);
        let longest = self.length.max(ranges.len());
        if longest == 0 || longest > MOST_TOKENS {
            return 0;
        }
        let distance = self.distance(ranges.iter().map(|range| self.known.get(&other[range.clone()]).copied()), ranges.len());
        let percent = (longest - distance.min(longest)) * 100 / longest;
        u8::try_from(percent).unwrap_or(100).min(99)
    }

    /// The distance to a row of tokens, each by its number here.
    fn distance(&self, others: impl Iterator<Item = Option<usize>>, count: usize) -> usize {
        if self.length == 0 {
            return count;
        }
        let mut distance = self.length;
        let last = 1_u64 << ((self.length - 1) % 64);
        // Where a column rises (vp) and falls (vn) from token to token.
        let mut columns = vec![(u64::MAX, 0_u64); self.blocks];
        for other in others {
            let (mut carry_up, mut carry_down) = (1_u64, 0_u64);
            for (block, (vp, vn)) in columns.iter_mut().enumerate() {
                let matching = other.and_then(|token| self.positions.get(token * self.blocks + block)).copied().unwrap_or(0);
                let x = matching | carry_down;
                let diagonal = (((x & *vp).wrapping_add(*vp)) ^ *vp) | x | *vn;
                let up = *vn | !(diagonal | *vp);
                let down = diagonal & *vp;
                if block + 1 == self.blocks {
                    distance += usize::from(up & last != 0);
                    distance -= usize::from(down & last != 0);
                }
                let shifted_up = (up << 1) | carry_up;
                let shifted_down = (down << 1) | carry_down;
                (carry_up, carry_down) = (up >> 63, down >> 63);
                *vp = shifted_down | !(diagonal | shifted_up);
                *vn = shifted_up & diagonal;
            }
        }
        distance
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Row by row, as the distance is defined.
    fn plain(a: &[&str], b: &[&str]) -> usize {
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.iter().enumerate() {
            let mut before = row[0];
            row[0] = i + 1;
            for (j, y) in b.iter().enumerate() {
                let substituted = before + usize::from(x != y);
                before = row[j + 1];
                row[j + 1] = substituted.min(before + 1).min(row[j] + 1);
            }
        }
        row[b.len()]
    }

    #[test]
    fn per_cents_of_sentences() {
        let table = [
            ("The lid is made of steel.", "The lid is made of steel.", 100),
            ("The lid is made of steel.", "The  lid is made\nof steel.", 100),
            ("The lid is made of steel.", "The lid is made of brass.", 85),
            ("The lid is made of steel.", "the lid is made of steel.", 85),
            ("图 1", "图1", 99),
            ("所述盖由钢制成", "所述盖由铝制成", 85),
            ("a b", "c d", 0),
            ("", "", 100),
            ("", "a", 0),
        ];
        for (one, other, percent) in table {
            assert_eq!(Comparison::of(one).percent(other), percent, "{one} / {other}");
        }
    }

    proptest! {
        #[test]
        fn the_distance_is_levenshteins(a in prop::collection::vec("[a-e]", 0..150), b in prop::collection::vec("[a-f]", 0..150)) {
            let (a, b): (Vec<&str>, Vec<&str>) = (a.iter().map(String::as_str).collect(), b.iter().map(String::as_str).collect());
            let comparison = Comparison::of(&a.join(" "));
            prop_assert_eq!(comparison.distance(b.iter().map(|token| comparison.known.get(*token).copied()), b.len()), plain(&a, &b));
        }

        #[test]
        fn likeness_goes_both_ways(a in "[a-c ,电池]{0,30}", b in "[a-c ,电池]{0,30}") {
            prop_assert_eq!(Comparison::of(&a).percent(&b), Comparison::of(&b).percent(&a));
        }

        #[test]
        fn any_text_is_compared(a in "\\PC{0,40}", b in "\\PC{0,40}") {
            prop_assert!(Comparison::of(&a).percent(&b) <= 100);
        }
    }
}
